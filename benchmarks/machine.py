"""What the measurements were made on, without names or paths of the machine."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def facts() -> list[str]:
    """One line a fact."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    packages = ", ".join(f"{name} {version(name)}" for name in ("lunar-tui", "textual", "whoosh3"))
    return [
        f"date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"processor: {_processor()}, {len(os.sched_getaffinity(0))} cores in use",
        f"system: {platform.system()} {platform.machine()}",
        f"Python: {platform.python_version()} ({platform.python_implementation()})",
        f"packages: {packages}",
        f"load before (1, 5, 15 minutes): {load}",
    ]


def stolen() -> tuple[int, int]:
    """Ticks for which the host gave a processor to another machine, and all ticks, since the boot.

    (0, 0) where the system does not say.
    """
    try:
        line = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return 0, 0
    # user, nice, system, idle, iowait, irq, softirq, steal; guests are counted among the users.
    ticks = [int(part) for part in line.split()[1:9]]
    return ticks[-1], sum(ticks)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown")

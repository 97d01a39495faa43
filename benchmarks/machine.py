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


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown")

"""The programs that are measured, and the clean surroundings they run in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from lunar_tui.workspace import shipped_workspace

BARE = (sys.executable, str(Path(__file__).with_name("bare_app.py")))
ECHO = (*BARE, "--echo")
NOTHING = (sys.executable, "-c", "pass")

_CRASHED = ("Traceback", "unexpected error")
_DROPPED = (
    "NO_COLOR",
    "COLUMNS",
    "LINES",
    "LUNAR_TUI_WORKSPACE",
    "PYTHONPROFILEIMPORTTIME",
    # Byte code is kept, as it is for a user: a start that compiles is measured by nobody.
    "PYTHONDONTWRITEBYTECODE",
)


class ProgramError(Exception):
    """A measured program did not do what it is measured for."""


def lunar_tui() -> tuple[str, ...]:
    """The command that users type, of the environment that runs the benchmarks."""
    script = Path(sys.executable).with_name("lunar-tui")
    return (str(script),) if script.exists() else (sys.executable, "-m", "lunar_tui")


def environment(home: Path) -> dict[str, str]:
    """A true-colour terminal without animations; cache and state lie in ``home``."""
    kept = {name: value for name, value in os.environ.items() if name not in _DROPPED}
    return kept | {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TEXTUAL_ANIMATIONS": "none",
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }


@contextmanager
def fresh_home() -> Iterator[Path]:
    """A folder in which lunar-tui was never run."""
    with TemporaryDirectory(prefix="lunar-tui-bench-") as folder:
        yield Path(folder)


@contextmanager
def used_home() -> Iterator[Path]:
    """A folder in which lunar-tui has built its index."""
    with fresh_home() as home:
        run([*lunar_tui(), "index"], environment(home))
        yield home


def run(
    command: Sequence[str],
    surroundings: Mapping[str, str],
    codes: Collection[int] = (0,),
    patience: float = 60,
) -> float:
    """Seconds that a command takes, from spawn to exit; its output is thrown away.

    Raises:
        ProgramError: it ended with a code that is none of ``codes``, or with an error of its own:
            the time of a crash is no measurement.
    """
    began = perf_counter()
    done = subprocess.run(
        command,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=patience,
        check=False,
    )
    took = perf_counter() - began
    errors = done.stderr.decode(errors="replace")
    if done.returncode not in codes or any(word in errors for word in _CRASHED):
        raise ProgramError(f"{' '.join(command[1:])} ended with {done.returncode}: {errors}")
    return took


def index_file(home: Path) -> Path:
    """The file whose appearance says that the index is complete and published."""
    return home / "cache" / "lunar-tui" / shipped_workspace().key / "CURRENT"

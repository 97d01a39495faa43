"""The way in: the only module that reads the command line.

With nothing on it the explorer opens, which must not wait for a parser of options; anything else
goes to the commands.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from lunar_tui.console import has_terminal, reconfigure, tell

PROGRAM = "lunar-tui"
_FAILED, _INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the program and ends with its exit code. No traceback reaches the user."""
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        reconfigure(stream)
    words = [_as_utf8(word) for word in arguments]
    try:
        if not words and "LUNAR_TUI_WORKSPACE" not in os.environ and has_terminal():
            return explore(None)
        from lunar_tui.commands import run

        return run(words, explore)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: one line, whatever it is
        return _unexpected(error)


def explore(folder: str | None) -> int:
    """Opens the explorer on ``folder``, or on the shipped workspace; the exit code.

    Raises:
        WorkspaceError: there is no workspace; the message is for people.
    """
    tune()
    from lunar_tui.ahead import Ahead
    from lunar_tui.workspace import open_workspace

    ahead = Ahead(open_workspace(folder))
    from lunar_tui.tui.app import run

    library = ahead.library()
    try:
        return run(library)
    finally:
        ahead.close(library)


def tune() -> None:
    """Sets the interpreter up for a screen that answers at once."""
    # What is made until the first frame stays: the collector would look at it again and again.
    gc.disable()
    # Later, a key that falls into a full collection would wait 40 ms for it, and one that falls
    # into one of the middle generation 15 ms, if that were left to grow.
    gc.set_threshold(2_000, 5, 200)
    # The toolkit paints at most so often a second: at its 60, a key waits for the next frame.
    os.environ.setdefault("TEXTUAL_FPS", "1000")
    # The search runs beside the painting: neither should wait 5 ms for its turn.
    sys.setswitchinterval(0.001)


def _as_utf8(word: str) -> str:
    """An argument that the locale cannot express, read as UTF-8 where it is UTF-8."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return os.fsencode(word).decode("utf-8", "surrogateescape")
    return word


def _unexpected(error: Exception) -> int:
    from lunar_tui.workspace import WorkspaceError

    if isinstance(error, WorkspaceError):
        tell(f"{PROGRAM}: {error}")
        return 2
    if os.environ.get("LUNAR_TUI_DEBUG"):
        import traceback

        traceback.print_exception(error)
    else:
        tell(
            f"{PROGRAM}: unexpected error: {type(error).__name__}: {error}; "
            "please report it (LUNAR_TUI_DEBUG=1 shows more)"
        )
    return _FAILED

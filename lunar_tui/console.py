"""Standard output and error: text that is safe for a terminal, in one piece or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

_WIDEST = 100

# What JSON lets through but a terminal acts on or hides, and what UTF-8 cannot express.
_HIDDEN = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


class Gone(Exception):  # noqa: N818 - not an error
    """Whoever read standard output has gone away; there is nobody left to tell."""


class Unwritable(Exception):  # noqa: N818 - named after what it is about
    """Standard output cannot be written to; the message is one line."""


def print_text(text: str) -> None:
    """Results, to standard output; a reader that has gone away ends the program quietly."""
    stream = sys.stdout
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _silence()
        raise Gone from None
    except OSError as error:
        _silence()
        raise Unwritable(f"standard output: {error.strerror or error}") from None


def _silence() -> None:
    # What is still buffered would fail again when the interpreter ends.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_lines(lines: Iterable[str]) -> None:
    print_text("".join(f"{line}\n" for line in lines))


def print_json(shape: dict[str, Any]) -> None:
    import json

    # JSON is UTF-8 whatever the locale.
    reconfigure(sys.stdout, encoding="utf-8")
    text = json.dumps(shape, ensure_ascii=False, allow_nan=False, indent=2)
    print_text(_HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n")


def tell(message: str) -> None:
    """One line to standard error."""
    from lunar_tui.display import clean_line

    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"{clean_line(message)}\n")
        sys.stderr.flush()


def reconfigure(stream: Any, **settings: str) -> None:
    with contextlib.suppress(AttributeError, OSError, ValueError):
        stream.reconfigure(errors="backslashreplace", **settings)


def is_terminal(stream: Any) -> bool:
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def emphasis() -> Callable[[str], str]:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if plain or not is_terminal(sys.stdout):
        return str
    return "\x1b[1m{}\x1b[0m".format


def width() -> int:
    import shutil

    return min(_WIDEST, shutil.get_terminal_size().columns)


def has_terminal() -> bool:
    """Whether somebody can look and type."""
    # The toolkit draws on standard error.
    return all(is_terminal(stream) for stream in (sys.stdin, sys.stdout, sys.__stderr__))

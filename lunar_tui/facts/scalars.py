"""Scalars as they are written: plain where YAML allows it, in quotes where it is needed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

import yaml

from lunar_tui.display import unsafe_character
from lunar_tui.facts.spans import EditError

WIDTH = 100
"""Columns of a line, where its words allow it."""

_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_HIDDEN = ("Cc", "Cn", "Zl", "Zp")
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`="
_FLOW = re.compile(r"[,\[\]{}?:]")
_BREAK = re.compile(r"(?<=\S) (?=\S)")
# A line of a plain scalar that began with a sign would look like something else.
_PLAIN_BREAK = re.compile(r"(?<=\S) (?=[^\s\-?:#&*!|>%@`'\"\[\]{},.])")


class Bare(str):
    """Text that is written without quotes where YAML allows it, such as a date."""

    __slots__ = ()


class Quoted(str):
    """Text that is always written in quotes, such as the words of a value."""

    __slots__ = ()


def check(text: str) -> None:
    """Refuses what the strict reader would not let pass.

    Raises:
        EditError: there is an invisible or control character in ``text``.
    """
    if bad := unsafe_character(text):
        raise EditError(f"invisible or control character {bad}; remove it")


def scalar(text: str, column: int, indent: int, *, flow: bool = False, style: str = "") -> str:
    """``text`` as YAML that begins at ``column``; further lines are indented by ``indent``.

    Lines end in a line feed. Within brackets (``flow``) it stays on one line. ``style`` is that of
    what it takes the place of: quotes are kept, and ``>`` where the words can be folded.
    """
    check(text)
    width = 0 if flow else WIDTH
    if style == ">" and not flow and (folded := _folded(text, indent)):
        return folded
    if style not in ("'", '"') and not isinstance(text, Quoted) and _is_plain(text, flow=flow):
        return _wrapped(text, column, indent, width, _PLAIN_BREAK)
    if (style == "'" or '"' in text) and not _hides(text):
        doubled = text.replace("'", "''")
        return _wrapped(f"'{doubled}'", column, indent, width, _BREAK)
    escaped = "".join(map(_escaped, text))
    return _wrapped(f'"{escaped}"', column, indent, width, _BREAK)


def _hides(text: str) -> bool:
    """Whether there is something in ``text`` that is not seen or ends a line."""
    return not text.isprintable() and any(unicodedata.category(one) in _HIDDEN for one in text)


def _escaped(character: str) -> str:
    """How a character is written between double quotes."""
    if character in _NAMED:
        return _NAMED[character]
    if unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or text != text.strip() or text[0] in _INDICATORS or text.startswith("..."):
        return False
    if ": " in text or " #" in text or text.endswith(":") or (flow and _FLOW.search(text)):
        return False
    if _hides(text):
        return False
    # What other readers of YAML would take for a number, a date or a truth value gets quotes.
    return isinstance(text, Bare) or _reads_as_text(text)


def _reads_as_text(text: str) -> bool:
    tag: str = _resolver().resolve(yaml.ScalarNode, text, (True, False))
    return tag.endswith(":str")


@cache
def _resolver() -> Any:
    return yaml.resolver.Resolver()


def _wrapped(text: str, column: int, indent: int, width: int, between: re.Pattern[str]) -> str:
    """``text`` in lines, broken at single blanks where it has too many columns."""
    if not width or column + len(text) <= width:
        return text
    lines, line = [], ""
    room = width - column
    for word in between.split(text):
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line, room = word, width - indent
        else:
            line = f"{line} {word}" if line else word
    return ("\n" + " " * indent).join([*lines, line])


def _folded(text: str, indent: int) -> str:
    """``text`` as a block of lines that are read as one; nothing where that is not the same."""
    if not text or text != text.strip() or _hides(text):
        return ""
    return f">-\n{' ' * indent}" + _wrapped(text, indent, indent, WIDTH, _BREAK)

"""From bytes to text, whatever they were written in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from lunar_tui.intake.extract import UnreadableError
from lunar_tui.intake.guessing import SURE, readings, wide

# A page or a mail says in its beginning what it is written in.
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z0-9_.:-]{2,40})"""
)
_LANGUAGE = re.compile(rb"""(?i)<html[^>]{0,500}\slang\s{0,8}=\s{0,8}["']?([a-z]{2})\b""")
_HEAD = 4096
# In the order in which they are told apart: the marks of UTF-32 begin as those of UTF-16 do.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages call by the name of a standard is what Windows wrote, or what that has grown to since.
_REALLY = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_NO_ENCODINGS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"}
_JAPANESE = "iso2022_jp"
# Bytes from which an encoding is guessed by the library, where our own measure finds nothing.
_ENOUGH = 200_000
_UNLIKELY = -7.5
# A file that was cut is still what it says; one that has more such bytes is not.
_MOST_BAD = 0.02
_REMEDY = "if that is wrong, add it with --encoding NAME"


class Hints(NamedTuple):
    """What is known of a file besides its bytes.

    ``encoding``: somebody says that it is written so. ``languages``: those of the workspace.
    ``beside``: the files beside it are written so.
    """

    encoding: str = ""
    languages: tuple[str, ...] = ()
    beside: str = ""


NO_HINTS = Hints()


class Decoded(NamedTuple):
    """Text, the encoding it was in, and what there is to say about how that is known.

    ``unsure``: another reading is nearly as likely.
    """

    text: str
    encoding: str
    note: str = ""
    unsure: bool = False


def decoded(
    data: bytes, *, declared: bool = False, charset: str = "", hints: Hints = NO_HINTS
) -> Decoded:
    """The text of ``data``; ``declared``: it may say in its beginning what it is written in.

    What somebody says decides, then a mark of byte order, then UTF-8 that is valid, then
    ``charset``, with which it was sent, then what is declared, then the likeliest by the letters
    that come out, which is noted.

    Raises:
        UnreadableError: the bytes are no text.
    """
    if hints.encoding:
        return _strict(data, hints.encoding, "--encoding")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, "its mark of byte order")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if (text is None or "\x00" in text) and (name := wide(data)):
        note = f"read as {name.upper()}, by its letters: it has no mark of byte order; {_REMEDY}"
        return Decoded(_text(data.decode(name)), name, note)
    if text is not None:
        return Decoded(_japanese(data) or _text(text), "utf-8")
    found = _DECLARED.search(data[:_HEAD]) if declared else None
    for said in (charset.encode("ascii", "ignore"), found[1] if found else b""):
        if (known := _known(said)) and (made := _declared(data, known)):
            return made
    if declared and (language := _LANGUAGE.search(data[:_HEAD])):
        code = language[1].decode("ascii").lower()
        hints = hints._replace(languages=(code, *hints.languages))
    return _guessed(data, hints)


def encoding_named(name: str) -> str:
    """The codec that people call so; empty where there is none that makes text of bytes."""
    try:
        return _known(name.strip().encode("ascii"))
    except UnicodeError:
        return ""


def _known(name: bytes) -> str:
    """The codec of that name, if it makes text of bytes; empty for any other."""
    try:
        codec = codecs.lookup(name.decode("ascii"))
        # One that makes bytes of bytes is refused only where there are any.
        b"aa".decode(codec.name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return ""
    if codec.name in _NO_ENCODINGS:
        return ""
    return _REALLY.get(codec.name, codec.name)


def _declared(data: bytes, name: str) -> Decoded | None:
    """The text by what is declared, if that can be true."""
    text = data.decode(name, "replace")
    bad = text.count("\ufffd")
    if bad > max(1, sum(sign > "~" for sign in text) * _MOST_BAD):
        return None
    note = f"{bad} characters are not valid {name}; shown as U+FFFD" if bad else ""
    return Decoded(_text(text), name, note)


def _japanese(data: bytes) -> str:
    """The text of Japanese mails, which are written in bytes of ASCII; empty of all others."""
    if b"\x1b$" not in data:
        return ""
    try:
        return data.decode(_JAPANESE)
    except UnicodeError:
        return ""


def _strict(data: bytes, encoding: str, reason: str) -> Decoded:
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeError:
        raise UnreadableError(f"not {encoding.upper()}, against {reason}") from None
    return Decoded(_text(text), encoding)


def _guessed(data: bytes, hints: Hints) -> Decoded:
    if hints.beside:
        try:
            text = _text(data.decode(hints.beside))
        except UnicodeError:
            pass
        else:
            note = f"read as {hints.beside}, as the files beside it; {_REMEDY}"
            return Decoded(text, hints.beside, note)
    found = readings(data, hints.languages)
    if not found or found[0].weight < _UNLIKELY * sum(sign > "~" for sign in found[0].sample):
        return _by_library(data)
    best, *others = found
    unsure = bool(others) and best.weight - others[0].weight < SURE
    other = f", or as {others[0].encoding}" if unsure else ""
    note = f"read as {best.encoding}{other}, by its letters; {_REMEDY}"
    return Decoded(_text(data.decode(best.encoding)), best.encoding, note, unsure)


def _by_library(data: bytes) -> Decoded:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_ENOUGH]).best()
    if best is None:
        raise UnreadableError("neither text nor a format that is known")
    try:
        text = data.decode(best.encoding)
    except UnicodeError:
        raise UnreadableError(f"its bytes are no text: {best.encoding} to begin with") from None
    note = f"read as {best.encoding}, by its letters; {_REMEDY}"
    return Decoded(_text(text), best.encoding, note, unsure=True)


def _text(text: str) -> str:
    if "\x00" in text:
        raise UnreadableError("not text: there are NUL characters in it")
    return text

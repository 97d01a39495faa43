"""From bytes to text, whatever they were written in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from lunar_tui.intake.extract import UnreadableError

# A page or a mail says in its beginning what it is written in.
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z0-9_.:-]{2,40})"""
)
_HEAD = 4096
# In the order in which they are told apart: the marks of UTF-32 begin as those of UTF-16 do.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages call ISO 8859-1 is what Windows wrote, and what they call GB2312 has grown since.
_REALLY = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
# Western European text has so few letters beyond ASCII that it is taken for any of its neighbours.
_WESTERN = "cp1252"
_OTHERS = {"cp1250": ("Polish",), "cp1254": ("Turkish",)}
_LATIN = re.compile(
    r"cp(?:125[0247]|437|775|85[0278]|86[0135])|iso8859_(?:[1-49]|1[03456])|latin_1|hp_roman8"
    r"|mac_(?:roman|iceland|latin2|turkish)"
)
# Bytes from which an encoding is guessed.
_ENOUGH = 200_000


class Decoded(NamedTuple):
    """Text, the encoding it was in, and what there is to say about how that is known."""

    text: str
    encoding: str
    note: str = ""


def decoded(data: bytes, *, declared: bool = False) -> Decoded:
    """The text of ``data``; ``declared``: it may say in its beginning what it is written in.

    A mark of byte order decides, then UTF-8 that is valid, then what is declared, then the
    likeliest by the letters that come out, which is noted.

    Raises:
        UnreadableError: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, "its mark of byte order")
    try:
        return Decoded(_text(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (found := _DECLARED.search(data[:_HEAD])) and (name := _known(found[1])):
        bad = data.decode(name, "replace").count("\ufffd")
        note = f"{bad} characters are not valid {name}; shown as U+FFFD" if bad else ""
        return Decoded(_text(data.decode(name, "replace")), name, note)
    return _guessed(data)


def _known(name: bytes) -> str:
    """The codec of that name, if it makes text of bytes; empty for any other."""
    try:
        codec = codecs.lookup(name.decode("ascii"))
        b"".decode(codec.name)
    except (LookupError, UnicodeError, ValueError):
        return ""
    return _REALLY.get(codec.name, codec.name)


def _strict(data: bytes, encoding: str, reason: str) -> Decoded:
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeError:
        raise UnreadableError(f"not {encoding.upper()}, against {reason}") from None
    return Decoded(_text(text), encoding)


def _guessed(data: bytes) -> Decoded:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_ENOUGH]).best()
    if best is None:
        raise UnreadableError("neither text nor a format that is known")
    for name in dict.fromkeys((_likelier(best.encoding, best.language), best.encoding)):
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        return Decoded(
            _text(text), name, f"read as {name}, by its letters; if that is wrong, save it as UTF-8"
        )
    raise UnreadableError(f"its bytes are no text: {best.encoding} to begin with")


def _likelier(encoding: str, language: str) -> str:
    """Western European, where an encoding like it was found and no language speaks for that."""
    return (
        _WESTERN
        if _LATIN.fullmatch(encoding) and language not in _OTHERS.get(encoding, ())
        else encoding
    )


def _text(text: str) -> str:
    if "\x00" in text:
        raise UnreadableError("not text: there are NUL characters in it")
    return text

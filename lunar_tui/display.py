"""The door between untrusted text and a terminal.

Every string that comes from an article, a data file, a file name, a query or an error passes
through here before it is painted or printed. Terminals act on control characters, and bidirectional
and zero-width characters make a text look like another one, so each of them is replaced by one
visible character. The mapping is one to one: offsets into the cleaned text are offsets into the
original.
"""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_HIDDEN = (
    range(0x80, 0xA0),  # C1 controls, 8-bit escape sequences among them
    range(0x200E, 0x2010),  # direction marks
    range(0x202A, 0x202F),  # bidirectional embedding and override
    range(0x2060, 0x2070),  # invisible operators, bidirectional isolates
    range(0xD800, 0xE000),  # lone surrogates cannot be encoded
    range(0xFFF9, 0xFFFC),  # interlinear annotation
    range(0x1BCA0, 0x1BCA4),  # shorthand format controls
    range(0x1D173, 0x1D17B),  # musical beams, ties and slurs
    range(0xE0000, 0xE0080),  # tag characters
    range(0xE0100, 0xE01F0),  # variation selectors supplement
)
_HIDDEN_SINGLE = (0x061C, 0x034F, 0x115F, 0x1160, 0x180E, 0x200B, 0x3164, 0xFEFF, 0xFFA0)


def _table() -> dict[int, str]:
    # U+2400 and following picture the C0 controls.
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table |= {code: REPLACEMENT for block in _HIDDEN for code in block}
    table |= dict.fromkeys(_HIDDEN_SINGLE, REPLACEMENT)
    table |= {0x7F: "\N{SYMBOL FOR DELETE}", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
    table |= {0x09: " ", 0x0A: "\n", 0xAD: "\N{HYPHEN}"}
    return table


_TABLE = _table()
_UNSAFE = re.compile(
    "[^\n -\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590"
    "\u2010-\u2027\u2030-\u205f\u3000-\u3163\u4e00-\u9fff]"
)
_LONE_RETURN = re.compile(r"\r(?!\n)")
# More than four marks on one letter climb over the neighbouring lines.
_MARK_RUN = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1dc0-\u1dff\u20d0-\u20ff]{5,}"
)


def clean(text: str) -> str:
    r"""``text`` made safe for a terminal, of the same length; line ends become ``\n``.

    Of a CRLF the carriage return becomes a blank, so that offsets stay.
    """
    if not _UNSAFE.search(text):
        return text
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text).replace("\r", " ")
    text = text.translate(_TABLE)
    return _MARK_RUN.sub(lambda run: run[0][:4] + REPLACEMENT * (len(run[0]) - 4), text)


def clean_line(text: str) -> str:
    """``text`` made safe and put on one line, for labels, titles and messages."""
    return clean(text).replace("\n", " ")


def unsafe_character(text: str) -> str | None:
    """The name of the first character in ``text`` that :func:`clean` would replace, if any.

    Blanks and line ends of any kind do not count.
    """
    if not _UNSAFE.search(text):
        return None
    for before, after in zip(text, clean(text), strict=True):
        if before != after and after not in " \n":
            return f"U+{ord(before):04X} {unicodedata.name(before, 'CONTROL')}"
    return None


def progress_bar(done: int, total: int, width: int = 16) -> str:
    """How far something is, as a bar and a percentage, always of the same width."""
    share = min(1.0, done / total) if total else 1.0
    full = round(share * width)
    return f"{'━' * full}{'─' * (width - full)} {share:4.0%}"


def shortened(text: str, length: int) -> str:
    """``text``, cut to ``length`` characters where it is longer; the last is then an ellipsis."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"

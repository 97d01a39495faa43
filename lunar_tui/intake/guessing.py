"""What bytes were written in, by the text that comes out: the likeliest of the known encodings.

Each reading is weighed by how likely its signs beyond ASCII are in a language that was written so:
its letters, their capitals, and what stands beside them. The weights are logarithms of shares, so
that readings of one byte a sign compare with those of two.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from lunar_tui.intake.alphabets import ALPHABETS, COMMON, Alphabet

#: How much likelier a reading must be than the next for it to be sure.
SURE = 6.0

# Bytes beyond ASCII that are looked at, with what stands around them up to the next blank.
_ENOUGH = 6_000
_TOKEN = re.compile(rb"[\x80-\xff][!-\xff]{0,2000}")
_BEFORE = re.compile(rb"[!-~]*\Z")
_NEAR = 40
_WORD = re.compile(r"[a-z]{1,12}")
_WORDS = 2_000
_MARKS = frozenset("“”‘’–—…«»„‚•·°§©®™€£№‹›\u00a0\u00ad´×½²³")
_WIDE = frozenset("。、，；：？！「」『』（）《》【】・ー～〜　・…—“”‘’〈〉％／．")
_FAR = -9.0
_CONTROL = -14.0
_MIXED = -6.0
_CAPITAL = -5.0
_HINTED = 4.0
_RARE = {"mac_roman": -6.0, "cp850": -6.0, "mac_cyrillic": -6.0}


class Reading(NamedTuple):
    """An encoding of some bytes, and how likely it is; only differences mean something."""

    encoding: str
    weight: float
    sample: str


def readings(data: bytes, languages: Iterable[str] = ()) -> list[Reading]:
    """In what ``data`` can be read, the likeliest first; each gives another text.

    ``languages`` are likelier than others.
    """
    sample = b" ".join(_tokens(data))
    words = _WORD.findall(data[: _WORDS * 8].decode("ascii", "ignore").lower())[:_WORDS]
    hinted = set(languages)
    found: dict[str, Reading] = {}
    for encoding, weigh in _candidates():
        try:
            text = codecs.getincrementaldecoder(encoding)("strict").decode(sample)
        except UnicodeError:
            continue
        weight = weigh(text, words, hinted)
        if text not in found or weight > found[text].weight:
            found[text] = Reading(encoding, weight, text)
    ranked = sorted(found.values(), key=lambda one: -one.weight)
    return [one for one in ranked if _reads(data, one.encoding)]


def wide(data: bytes) -> str:
    """Which of the two kinds of UTF-16 some bytes without a mark of byte order are; or none."""
    if len(data) % 2 or len(data) < 4:
        return ""
    head = data[:_ENOUGH]
    found = [(_sense(head, name), name) for name in ("utf-16-le", "utf-16-be")]
    share, name = max(found)
    return name if share > 0.9 and _reads(data, name) else ""


def _sense(data: bytes, encoding: str) -> float:
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(data)
    except UnicodeError:
        return 0.0
    known = sum(sign in "\t\n\r" or " " <= sign <= "~" or _is_common(sign) for sign in text)
    return known / max(1, len(text))


def _is_common(sign: str) -> bool:
    if sign in _MARKS or sign in _WIDE or "\u3041" <= sign <= "\u30fe":
        return True
    if "\u00c0" <= sign <= "\u0233" or "\u0370" <= sign <= "\u06ff" or "\u0e00" <= sign <= "\u0e5b":
        return sign.isalpha()
    return any(
        low <= _lead(sign, name) <= high
        for name, low, high in (
            ("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6), ("cp932", 0x88, 0x97),
            ("euc_kr", 0xB0, 0xC8),
        )
    )  # fmt: skip


def _reads(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _tokens(data: bytes) -> Iterable[bytes]:
    left, end = _ENOUGH, 0
    for match in _TOKEN.finditer(data):
        near = _BEFORE.search(data[max(end, match.start() - _NEAR) : match.start()])
        token = (near[0] if near else b"") + match[0]
        yield token[:left]
        left -= len(token)
        end = match.end()
        if left <= 0:
            return


# --- weighing ---------------------------------------------------------------------------------

_Weigh = Callable[[str, Sequence[str], set[str]], float]


@lru_cache(maxsize=1)
def _candidates() -> list[tuple[str, _Weigh]]:
    found: list[tuple[str, _Weigh]] = []
    for number, alphabet in enumerate(ALPHABETS):
        for rare, encoding in enumerate(alphabet.encodings):
            handicap = _RARE.get(encoding, 0.0) - 0.02 * number - 1.5 * rare
            found.append((encoding, _Lettered(alphabet, handicap)))
    found += [
        ("gb18030", _Signed("zh", "gb2312", 0xB0, 0xD7)),
        ("cp950", _Signed("zh", "big5", 0xA4, 0xC6)),
        ("big5hkscs", _Signed("zh", "big5", 0xA4, 0xC6, -4.0)),
        ("cp932", _Signed("ja", "cp932", 0x88, 0x97)),
        ("euc_jp", _Signed("ja", "cp932", 0x88, 0x97)),
        ("cp949", _Signed("ko", "euc_kr", 0xB0, 0xC8)),
    ]
    return found


class _Lettered:
    """Weighs a text of a language with letters."""

    def __init__(self, alphabet: Alphabet, handicap: float) -> None:
        self._alphabet, self._handicap = alphabet, handicap
        letters = alphabet.letters
        if alphabet.ordered:
            self._weights = {sign: -2.1 - rank / 8 for rank, sign in enumerate(letters)}
        else:
            self._weights = {sign: -1.8 - rank / 8 for rank, sign in enumerate(letters)}

    def __call__(self, text: str, words: Sequence[str], hinted: set[str]) -> float:
        alphabet = self._alphabet
        weight = self._handicap + (_HINTED if alphabet.language in hinted else 0.0)
        weight += min(6.0, sum(word in alphabet.words for word in words) * 0.5)
        before = " "
        for at, sign in enumerate(text):
            if sign > "~":
                weight += self._of(sign, before, text[at + 1 : at + 2])
            before = sign
        return weight

    def _of(self, sign: str, before: str, after: str) -> float:
        if not sign.isalpha() and sign not in self._weights:
            if "\x7f" <= sign <= "\x9f":
                return _CONTROL
            within = before.isalpha() and after.isalpha() and sign not in "’\u00ad·"
            # What closes does not open a word.
            within |= after.isalpha() and before.isspace() and sign in "’”»›…"
            return (-3.0 if sign in _MARKS else _FAR) + (_MIXED if within else 0.0)
        lower = sign.lower()
        weight = self._weights.get(sign, self._weights.get(lower, _FAR))
        if sign != lower:
            weight += _CAPITAL if before.islower() else -1.0
        if self._alphabet.ordered and (
            (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
        ):
            weight += _MIXED
        return weight


class _Signed:
    """Weighs a text of a language of thousands of signs, the usual ones in a part of a table."""

    def __init__(self, language: str, table: str, low: int, high: int, handicap: float = 0) -> None:
        self._language, self._handicap = language, handicap
        self._table, self._low, self._high = table, low, high
        self._common = COMMON.get(language, frozenset())

    def __call__(self, text: str, words: Sequence[str], hinted: set[str]) -> float:
        weight = self._handicap + (_HINTED if self._language in hinted else 0.0)
        before = " "
        for at, sign in enumerate(text):
            if sign > "~":
                weight += self._of(sign)
                # Latin words stand among these signs, but hardly a single letter.
                if before.isascii() and before.isalpha() and text[at + 1 : at + 2].islower():
                    weight += _MIXED
            before = sign
        return weight

    def _of(self, sign: str) -> float:
        if sign in self._common:
            return -5.0
        if sign in _WIDE:
            return -3.5
        if "\u3041" <= sign <= "\u30fe":
            return (-4.0 if sign < "\u30a0" else -4.6) if self._language == "ja" else -10.0
        if "\uac00" <= sign <= "\ud7a3":
            if self._language != "ko":
                return -14.0
            return -6.5 if self._is_usual(sign) else -12.0
        if "\u4e00" <= sign <= "\u9fff":
            if self._language == "ko":
                return -13.0
            return -8.0 if self._is_usual(sign) else -11.5
        if "\uff01" <= sign <= "\uff5e":
            return -6.0
        return _CONTROL if "\x7f" <= sign <= "\x9f" or sign >= "\ue000" else -11.0

    def _is_usual(self, sign: str) -> bool:
        return self._low <= _lead(sign, self._table) <= self._high


@lru_cache(maxsize=50_000)
def _lead(sign: str, table: str) -> int:
    """The first byte of a sign in a table of two bytes; 0 where it is not in it."""
    try:
        code = sign.encode(table)
    except UnicodeError:
        return 0
    return code[0] if len(code) == 2 else 0

"""Words: how text is cut into the forms that are indexed, and how a query is cut likewise.

Both sides go through `analyse`, so whatever is folded here is the same word there: Chang'e-5,
Chang’e 5, change5 and CHANG'E-5 are all (change, 5).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_WORD = 64
"""Longer words are cut to this many characters, in the index and in queries alike."""

_APOSTROPHES = "'`´ʹʻʼʽˈˊ‘’‛′＇"
_NUMBER_SPACES = "\u00a0\u2007\u2009\u202f"
# Combining marks below this class shape a letter (voicing marks, viramas); dropping those
# would merge different words. The ones from here on are points and accents.
_FIRST_ACCENT_CLASS = 10

_CJK = (
    "々〆〇\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003fffd"
)
_LETTER = rf"[^\W\d_{_CJK}]"
# In this order: what stands first wins where several would match.
_TOKEN = re.compile(
    rf"""
      (?<![^\W_]) {_LETTER} (?: \.{_LETTER}(?!{_LETTER}) )+ \.?
    | (?<=[\w.]) 's (?!\w)
    | (?<!\d) \d{{1,3}} (?: [,\u00a0] \d{{3}} (?!\d) )+ (?: \.\d++ (?!\.\d) )?
    | (?<!\d\.) \d++ \. \d++ (?!\.\d)
    | \d++
    | [{_CJK}]++
    | {_LETTER}++ (?: '{_LETTER}++ )*+
    """,
    re.VERBOSE,
)
_IDEOGRAPHIC = re.compile(f"[{_CJK}]+")
_FIRST_IDEOGRAPH = "\u3005"


@dataclass(frozen=True, slots=True)
class Token:
    """A word's normal form and where it stands: code-point offsets, half-open."""

    text: str
    start: int
    end: int


def analyse(text: str) -> list[Token]:
    """Cut text into words, in order.

    - Compatibility forms, case and accents are folded; apostrophes vanish, a possessive is
      left out of the word.
    - Hyphens, dashes, slashes and blanks divide; so does the line between letters and digits
      (2kg, CE5). Dotted abbreviations are joined (U.S. is us).
    - Numbers lose their thousands separators (1,731 is 1731) and keep their decimals (1.5).
    - Chinese, Japanese and Korean runs become overlapping pairs of characters.
    """
    return list(map(Token, *located(text)))


def located(text: str) -> tuple[list[str], list[int], list[int]]:
    """The normal forms as `analyse` cuts them, where they start, and where they end."""
    folded, origin = _fold(text)
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(folded):
        piece = match[0]
        # Most words are letters and nothing else.
        if piece.isascii() and piece.isalpha():
            forms.append(piece[:MAX_WORD])
            starts.append(match.start())
            ends.append(match.end())
            continue
        for form, start, end in _forms(piece, match.start()):
            forms.append(form[:MAX_WORD])
            starts.append(start)
            ends.append(end)
    if not isinstance(origin, range):
        starts = [origin[start] for start in starts]
        ends = [origin[end - 1] + 1 for end in ends]
    return forms, starts, ends


def words(text: str) -> tuple[str, ...]:
    """The normal forms alone."""
    folded = text.lower().replace("`", "'") if text.isascii() else _fold(text)[0]
    found: list[str] = []
    for piece in _TOKEN.findall(folded):
        if piece.isascii() and piece.isalpha():
            found.append(piece[:MAX_WORD])
        else:
            found += [form[:MAX_WORD] for form, _, _ in _forms(piece, 0)]
    return tuple(found)


def is_ideographic(word: str) -> bool:
    """Whether the word is (a pair of) Chinese, Japanese or Korean characters."""
    return _IDEOGRAPHIC.fullmatch(word) is not None


def can_begin(forms: tuple[str, ...]) -> bool:
    """Whether a beginning is worth looking for: a single letter begins too many words."""
    return len(forms) > 1 or len(forms[0]) > 1 or is_ideographic(forms[0])


def _forms(piece: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The normal forms of what was found in folded text, with their offsets."""
    first, end = piece[0], start + len(piece)
    if first.isdecimal():
        yield piece.replace(",", "").replace("\u00a0", ""), start, end
    elif first >= _FIRST_IDEOGRAPH and _IDEOGRAPHIC.match(piece):
        if len(piece) == 1:
            yield piece, start, end
        for offset in range(len(piece) - 1):
            yield piece[offset : offset + 2], start + offset, start + offset + 2
    elif "." in piece:
        yield piece.replace(".", ""), start, end
    elif first != "'":
        while piece.endswith("'s"):
            piece, end = piece[:-2], end - 2
        yield piece.replace("'", ""), start, end


def _fold(text: str) -> tuple[str, range | list[int]]:
    """The folded text, and for each of its characters the offset of the one it came from."""
    if text.isascii():
        return text.lower().replace("`", "'"), range(len(text))
    folded: list[str] = []
    origin: list[int] = []
    for offset, char in enumerate(text):
        for part in _fold_character(char):
            folded.append(part)
            origin.append(offset)
    return "".join(folded), origin


@lru_cache(maxsize=8192)
def _fold_character(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char in _NUMBER_SPACES:
        # Kept apart from the ordinary blank: between digits they separate thousands.
        return "\u00a0"
    if unicodedata.category(char) == "Cf":
        # Soft hyphens, joiners and direction marks are not part of the word.
        return ""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", char).casefold())
    kept = (c for c in decomposed if unicodedata.combining(c) < _FIRST_ACCENT_CLASS)
    return unicodedata.normalize("NFKC", "".join(kept)).casefold()


_stemming = threading.Lock()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the English inflections of a normal form have in common; other words unchanged."""
    if not (word.isascii() and word.isalpha()):
        return word
    # The stemmer keeps the word it works on in itself, so two threads must not share it.
    with _stemming:
        return _stemmer()(word)


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    # Imported late: the package loads the stemmers of all its languages.
    from snowballstemmer.english_stemmer import EnglishStemmer

    stemmer: Callable[[str], str] = EnglishStemmer().stemWord
    return stemmer

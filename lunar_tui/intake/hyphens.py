"""Words that are divided at the ends of lines, made whole as the rest of a text writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

#: Stands behind a hyphen at which a line ended; no text has it otherwise.
BREAK = "\ue00f"
_DIVIDED = re.compile(rf"([^\W\d_]+)[-\u2010]{BREAK}([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# A text that divides so many words, and hardly one at a hyphen of its own, divides the rest, too.
_MANY = 5
_SHARE = 4


def divided(before: str, line: str) -> str:
    """A line that ends with a hyphen and the next one, which goes on with a small letter."""
    return f"{before}{BREAK}{line}"


def made_whole(texts: Iterable[str]) -> tuple[list[str], int]:
    """The texts with words made whole, and how many are so only because most are.

    A word is whole where the texts have it whole elsewhere, and keeps its hyphen where they have it
    with one. Where neither is so, it goes as most of the others do; if these are few, it keeps it.
    """
    found = list(texts)
    known: Counter[str] = Counter()
    for text in found:
        known.update(word.lower() for word in _WORD.findall(_DIVIDED.sub(" ", text)))
    pairs = [
        (match[1].lower(), match[2].lower()) for text in found for match in _DIVIDED.finditer(text)
    ]
    whole = sum(known[one + two] > known[f"{one}-{two}"] for one, two in pairs)
    kept = sum(known[f"{one}-{two}"] > 0 for one, two in pairs)
    divides = whole >= _MANY and whole >= kept * _SHARE
    guessed = 0

    def joined(match: re.Match[str]) -> str:
        nonlocal guessed
        one, two = match[1], match[2]
        word, hyphenated = (one + two).lower(), f"{one}-{two}".lower()
        if known[word] > known[hyphenated]:
            return one + two
        if divides and not known[hyphenated]:
            guessed += 1
            return one + two
        return f"{one}-{two}"

    return [_DIVIDED.sub(joined, text).replace(BREAK, "") for text in found], guessed

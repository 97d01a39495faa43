"""Phrases in a sentence, found by the stems of their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lunar_tui.suggestions.questions import Phrase
from lunar_tui.suggestions.reading import Reading, stem


class Stems(NamedTuple):
    """The stems of the tokens of a sentence, with the numbers of those that have each."""

    all: tuple[str, ...]
    words: tuple[str, ...]
    by_stem: dict[str, tuple[int, ...]]

    def numbers(self, word: str) -> tuple[int, ...]:
        """The tokens of a stem, or of a word itself where ``=`` stands before it."""
        if word[0] != "=":
            return self.by_stem.get(word, ())
        return tuple(index for index, low in enumerate(self.words) if low == word[1:])


def stems_of(reading: Reading) -> Stems:
    """Names have none."""
    found = tuple("" if token.entities else stem(token.low) for token in reading.tokens)
    by_stem: dict[str, tuple[int, ...]] = {}
    for index, one in enumerate(found):
        by_stem[one] = (*by_stem.get(one, ()), index)
    return Stems(found, tuple(token.low for token in reading.tokens), by_stem)


def places(stems: Stems, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """The first and the last token of each place where a phrase stands."""
    for first in stems.numbers(str(phrase[0])):
        last = _end(stems, phrase, 1, first)
        if last >= 0:
            yield first, last


def _end(stems: Stems, phrase: Phrase, number: int, at: int) -> int:
    reach = 1
    for part in phrase[number:]:
        if isinstance(part, int):
            reach = part + 1
            continue
        ahead = (index for index in stems.numbers(part) if at < index <= at + reach)
        at = next(ahead, -1)
        if at < 0:
            return -1
        reach = 1
    return at

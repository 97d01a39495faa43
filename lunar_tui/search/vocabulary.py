"""The words of a collection: which of them are forms of one word, and which are almost the same.

Everything here is read off the words themselves and general rules of English; what things are
called is not in here but in the workspace (see `names`).
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from lunar_tui.search.analysis import stem

KEY = "@"
"""Begins what a sentence is found by and does not say, such as the day it speaks of."""

_LAST = "\U0010ffff"
_ROOT = 4
"""Letters that two words of one family share, at least."""
# Endings that make another word of a stem, and what must be left of it. An ending that is as
# often part of a word (-al, -ic) is not among them.
_ENDINGS = (
    ("atori", 4),
    ("ator", 4),
    ("atur", 4),
    ("ment", 4),
    ("ship", 5),
    ("ific", 4),
    ("ian", 4),
    ("ion", 5),
    ("ist", 4),
    ("an", 4),
    ("er", 4),
    ("es", 4),
    ("or", 5),
)
_VOWELS = "aeiouy"
# A short word has too many neighbours.
_ONE_EDIT, _TWO_EDITS = 4, 6
_NEAREST, _NEAR, _KEPT = 3, 200, 256
_SPLIT = 3
"""Letters of the halves of a word that was written together, at least."""


class Words(NamedTuple):
    """Different forms; of each its stem, and how many sentences have it."""

    forms: Sequence[str]
    stems: Sequence[str]
    counts: Sequence[int] | memoryview


class Vocabulary:
    """All forms that occur, with the number of sentences each occurs in. Immutable."""

    def __init__(self, *parts: Words) -> None:
        self._counts: dict[str, int] = {}
        self._stems: dict[str, str] = {}
        for forms, stems, counts in parts:
            more = dict(zip(forms, counts, strict=True))
            for form in more.keys() & self._counts.keys():
                more[form] += self._counts[form]
            self._counts |= more
            self._stems.update(zip(forms, stems, strict=True))
        self._by_letter: dict[str, dict[str, list[str]]] = {}
        self._nearest: dict[tuple[str, int], list[tuple[str, int]]] = {}
        self._preparing = threading.Lock()

    def __contains__(self, form: object) -> bool:
        return form in self._counts

    def count(self, form: str) -> int:
        """How many sentences have the form."""
        return self._counts.get(form, 0)

    def prepare(self) -> None:
        """Sorts what the first query would sort."""
        with self._preparing:
            _ = self._sorted, self._letters

    # --- forms of one word ------------------------------------------------------------------

    def inflections(self, form: str) -> list[str]:
        """The other forms with the same stem, the commonest first."""
        stemmed = stem(form)
        family = self._families(stemmed[:1]).get(stemmed, ())
        return self._common(other for other in family if other != form)

    def derived(self, form: str) -> list[str]:
        """Forms of other words of the family (sign, signatory), the commonest first."""
        stemmed = stem(form)
        root = _root(stemmed)
        if len(root) < _ROOT or not root.isalpha():
            return []
        families = self._families(stemmed[:1])
        stems = list(families)
        found: list[str] = []
        for at in range(bisect_left(stems, root[:_ROOT]), len(stems)):
            other = stems[at]
            if not other.startswith(root[:_ROOT]):
                break
            if other != stemmed and _root(other) == root:
                found += families[other]
        return self._common(found)

    def beginning(self, prefix: str, limit: int) -> tuple[list[str], bool]:
        """Forms that begin so, the commonest first, at most `limit`; and whether there are more."""
        low = bisect_left(self._sorted, prefix)
        found = self._sorted[low : bisect_left(self._sorted, prefix + _LAST, low)]
        return self._common(found)[:limit], len(found) > limit

    def between(self, low: str, high: str) -> list[str]:
        """Forms from `low` to whatever begins with `high`, in order."""
        at = bisect_left(self._sorted, low)
        return self._sorted[at : bisect_left(self._sorted, high + _LAST, at)]

    def _common(self, forms: Iterable[str]) -> list[str]:
        return sorted(forms, key=lambda form: (-self._counts[form], form))

    # --- words almost the same --------------------------------------------------------------

    def near(self, word: str, edits: int | None = None) -> list[tuple[str, int]]:
        """Forms that differ by one letter, or two in a longer word; the nearest, commonest first.

        A letter is put in, left out, replaced, or two are swapped. Only forms at the smallest
        distance are given, at most three; with `edits` all within that distance.
        """
        allowed = edits or (0 if len(word) < _ONE_EDIT else 1 if len(word) < _TWO_EDITS else 2)
        if not allowed or not word.isalpha():
            return []
        found = self._nearest.get((word, allowed))
        if found is None:
            found = self._measured(word, allowed)
            found.sort(
                key=lambda pair: (pair[1], pair[0][0] != word[0], -self.count(pair[0]), pair[0])
            )
            # Kept, because the same word comes back with every letter of the next one.
            if len(self._nearest) >= _KEPT:
                self._nearest = {}
            self._nearest[word, allowed] = found
        if edits is not None:
            return found
        return [pair for pair in found if pair[1] == found[0][1]][:_NEAREST]

    def _measured(self, word: str, allowed: int) -> list[tuple[str, int]]:
        # Imported late: a query without mistakes does not need it.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found = extract(word, self._letters, scorer=OSA.distance, score_cutoff=allowed, limit=_NEAR)
        return [(form, int(distance)) for form, distance, _ in found if form != word]

    def halves(self, word: str) -> tuple[str, str] | None:
        """Two words that were written as one; those of which the rarer one is commonest."""
        best: tuple[int, tuple[str, str]] | None = None
        for at in range(_SPLIT, len(word) - _SPLIT + 1):
            count = min(self.count(word[:at]), self.count(word[at:]))
            if count and (best is None or count > best[0]):
                best = count, (word[:at], word[at:])
        return best and best[1]

    # --- prepared once ----------------------------------------------------------------------

    @cached_property
    def _sorted(self) -> list[str]:
        # Little work: the parts that they come from are sorted already.
        return sorted(self._counts)

    @cached_property
    def _letters(self) -> list[str]:
        return [form for form in self._sorted if len(form) >= _SPLIT and form.isalpha()]

    def _families(self, letter: str) -> dict[str, list[str]]:
        """The forms of the stems that begin with a letter, as the forms do; in order."""
        families = self._by_letter.get(letter)
        if families is None:
            families = {}
            for form in self.between(letter, letter):
                families.setdefault(self._stems[form], []).append(form)
            families = self._by_letter[letter] = dict(sorted(families.items()))
        return families


def _root(stemmed: str) -> str:
    """What the stems of one family have in common (sign: signatori; russi: russian)."""
    for ending, left in _endings(stemmed):
        if len(stemmed) - len(ending) >= left:
            stemmed = stemmed.removesuffix(ending)
            break
    while len(stemmed) > _ROOT and stemmed[-1] in _VOWELS:
        stemmed = stemmed[:-1]
    return stemmed


def _endings(stemmed: str) -> Iterator[tuple[str, int]]:
    return (pair for pair in _ENDINGS if stemmed.endswith(pair[0]))

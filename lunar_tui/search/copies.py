"""Sentences that say almost the same in almost the same words: one hit, the others behind it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from lunar_tui.search.analysis import words
from lunar_tui.search.engine import Document
from lunar_tui.search.highlight import MAX_TEXT

_RUN = 3
"""Words of a run; two sentences are compared by the runs that they share."""
_SAME = 0.7
"""Share of all runs of both that copies have in common."""

# What makes all the difference in a sentence that is otherwise the same.
_TELLING = frozenset(
    words(
        "not no none never neither nor without cannot nobody nothing dont doesnt didnt wont isnt "
        "arent wasnt werent hasnt havent one two three four five six seven eight nine ten eleven "
        "twelve hundred thousand million billion half both all some"
    )
)
_NAME = re.compile(r"\b[^\W\d_a-z][^\W_]*")


def folded(
    rows: Iterable[tuple[Document, float]], most: int | None = None
) -> list[tuple[Document, float, tuple[Document, ...]]]:
    """The rows without copies of earlier ones; each with its copies among those looked at.

    With `most`, nothing is looked at any more once there are so many.

    Sentences with different numbers, or a "not" in one, are never copies, nor are those of which
    each has a name that the other has not.
    """
    kept: list[tuple[Document, float, list[Document]]] = []
    seen: list[_Seen] = []
    # By what is telling, too: of a thousand bulletins that differ in their number, none is a copy.
    with_run: dict[tuple[int, int], list[int]] = {}
    for document, score in rows:
        this = _seen(document)
        near = {at for run in this.some for at in with_run.get((this.telling, run), ())}
        alike = [(share, -at) for at in near if (share := _alike(this, seen[at])) >= _SAME]
        if alike:
            kept[-max(alike)[1]][2].append(document)
            continue
        for run in this.some:
            with_run.setdefault((this.telling, run), []).append(len(kept))
        kept.append((document, score, []))
        seen.append(this)
        if len(kept) == most:
            break
    return [(document, score, tuple(copies)) for document, score, copies in kept]


class _Seen(NamedTuple):
    """What a sentence is compared by: its runs of words and what is telling, by hashes.

    Copies have one of `some` in common: of so many in order, they cannot miss each other in all.
    """

    runs: frozenset[int]
    some: tuple[int, ...]
    telling: int
    text: str


def _alike(one: _Seen, other: _Seen) -> float:
    """The share of all runs that both have; 0 where each has a name that the other has not."""
    names, others = _names(one.text), _names(other.text)
    if not (names <= others or others <= names):
        return 0.0
    both = len(one.runs & other.runs)
    return both / (len(one.runs) + len(other.runs) - both)


@lru_cache(maxsize=1024)
def _names(text: str) -> frozenset[str]:
    return frozenset(name.casefold() for name in _NAME.findall(text))


def _seen(document: Document) -> _Seen:
    seen = _kept.get(document.text)
    if seen is None:
        found = words(document.text[:MAX_TEXT]) if document.words is None else document.words
        counted = Counter(word for word in found if word[0].isdecimal() or word in _TELLING)
        runs = _runs(found)
        some = sorted(runs)[: len(runs) - math.ceil(_SAME * len(runs)) + 1]
        telling = hash(frozenset(counted.items()))
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        seen = _kept[document.text] = _Seen(runs, tuple(some), telling, document.text)
    return seen


# The same sentences come back with every letter of a query.
_kept: dict[str, _Seen] = {}
_MOST_KEPT = 4096


def _runs(found: tuple[str, ...]) -> frozenset[int]:
    if len(found) <= _RUN:
        return frozenset([hash(found)])
    return frozenset(map(hash, zip(found, found[1:], found[2:], strict=False)))

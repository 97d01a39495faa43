"""Sentences that say almost the same in almost the same words: one hit, the others behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from lunar_tui.search.analysis import words
from lunar_tui.search.engine import Document
from lunar_tui.search.highlight import read

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

_Key = frozenset[tuple[str, ...]]


def folded(
    rows: Iterable[tuple[Document, float]],
) -> list[tuple[Document, float, tuple[Document, ...]]]:
    """The rows without copies of earlier ones; each with its copies.

    Sentences with different numbers, or a "not" in one, are never copies, nor are those of which
    each has a name that the other has not.
    """
    kept: list[tuple[Document, float, list[Document]]] = []
    numbers: list[Counter[str]] = []
    names: list[frozenset[str]] = []
    sizes: list[int] = []
    with_run: dict[tuple[str, ...], list[int]] = {}
    for document, score in rows:
        runs, counted, named = _seen(document.text)
        shared = Counter(at for run in runs for at in with_run.get(run, ()))
        alike = (
            at
            for at, count in shared.most_common()
            if count >= _SAME * (len(runs) + sizes[at] - count)
            and numbers[at] == counted
            and (names[at] <= named or named <= names[at])
        )
        if (first := next(alike, None)) is not None:
            kept[first][2].append(document)
            continue
        for run in runs:
            with_run.setdefault(run, []).append(len(kept))
        kept.append((document, score, []))
        numbers.append(counted)
        names.append(named)
        sizes.append(len(runs))
    return [(document, score, tuple(copies)) for document, score, copies in kept]


@lru_cache(maxsize=2048)
def _seen(text: str) -> tuple[_Key, Counter[str], frozenset[str]]:
    """What a sentence is compared by: its runs of words, what is telling, its names."""
    # Kept, because the same sentences come back with every letter of a query.
    found = read(text).words
    counted = Counter(word for word in found if word[0].isdecimal() or word in _TELLING)
    return _runs(found), counted, frozenset(name.casefold() for name in _NAME.findall(text))


def _runs(found: tuple[str, ...]) -> _Key:
    if len(found) <= _RUN:
        return frozenset([found])
    return frozenset(found[at : at + _RUN] for at in range(len(found) - _RUN + 1))

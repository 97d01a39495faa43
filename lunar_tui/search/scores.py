"""Sentences by number with their points: the best of several, and the best among them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from typing import TypeAlias

MANY = 1024
"""Sentences among which the best are looked for one by one."""

Scores: TypeAlias = dict[int, float]
"""Sentences by number with their points."""


def best(found: Iterable[Scores]) -> Scores:
    """What is in any of them, each with its best score."""
    total: Scores = {}
    for scores in found:
        if not total:
            total = dict(scores)
            continue
        for number, score in scores.items():
            if score > total.get(number, -1.0):
                total[number] = score
    return total


def leaders(numbers: Iterable[int], points: Scores, limit: int) -> list[int]:
    """The sentences with most points; of equal ones the first, which are in the first sources."""
    numbers = sorted(numbers)
    if len(numbers) > MANY and 0 < limit < MANY:
        # What is below the best of some of them is not among the best of all.
        each = list(map(points.__getitem__, numbers))
        least = sorted(each[:: len(each) // MANY], reverse=True)[limit - 1]
        numbers = list(compress(numbers, map(least.__le__, each)))
    return sorted(numbers, key=points.__getitem__, reverse=True)[:limit]


def raised(scores: Scores, better: Scores, share: float) -> Scores:
    """The scores, with a share of what is better added where it is."""
    return {
        number: score + share * better[number] if number in better else score
        for number, score in scores.items()
    }

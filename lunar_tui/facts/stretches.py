"""Stretches: the parts of a long text that are worth comparing with a quote."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_MAX_WORDS, _MAX_PAIRS, _MAX_PLACES, _MAX_WINDOWS = 24, 16, 400, 12
"""Words of a quote that are looked for, pairs of them, places of each that count, stretches."""
_MAX_READ = 40_000
"""Characters that are read, a quarter of them: of a long quote fewer places are looked at."""
_SURE = 1000.0
"""Votes of the place that the caller names."""
_LOOKED_FOR = re.compile(r"[^\W_]{2,64}")


@lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """``text`` without capitals, of the same length; kept, as many quotes look for their words."""
    # The only letter of which small letters are two characters.
    return text.replace("\u0130", "I").lower()


def stretches(
    text: str, source: str, start: int, length: int, hint: int | None
) -> list[tuple[int, int]]:
    """The parts of ``text`` in which most rare words of a quote stand together, in order.

    ``source`` is the text of the quote, which begins at ``start`` in it and is ``length`` long.
    Each part is a half-open span, and a few times as long as the quote. ``hint``: a place that is
    looked at in any case.
    """
    size = max(160, length)
    if len(text) <= 4 * size:
        return [(0, len(text))]
    low = lowered(text)
    votes: dict[int, float] = defaultdict(float)
    for form, offset in _rarest(source, start):
        places = list(_places(low, form))
        for place in places:
            bucket = max(0, place - offset) // size
            share = 1 / (1 + len(places))
            votes[bucket] += share
            votes[bucket + 1] += share / 2
            votes[max(0, bucket - 1)] += share / 2
    if hint is not None and 0 <= hint < len(text):
        votes[hint // size] += _SURE
    best = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))[
        : max(3, min(_MAX_WINDOWS, _MAX_READ // size))
    ]
    merged: list[tuple[int, int]] = []
    for bucket in sorted(best):
        first, end = (bucket - 1) * size - 200, (bucket + 3) * size + 200
        first, end = _widened(text, max(0, first), min(len(text), end))
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((first, end))
    return merged


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch that cuts no word, unless words are monstrous."""
    for _ in range(64):
        if not (start > 0 and text[start - 1].isalnum()):
            break
        start -= 1
    for _ in range(64):
        if not (end < len(text) and text[end].isalnum()):
            break
        end += 1
    return start, end


def _rarest(source: str, start: int) -> list[tuple[str, int]]:
    """Words of a quote worth looking for, each with its offset: long ones, names and numbers."""
    found: dict[str, tuple[float, int]] = {}
    for match in _LOOKED_FOR.finditer(source):
        form = match[0]
        worth = len(form) + (3 if form[0].isupper() else 0) + (3 if form[0].isdigit() else 0)
        if not form.isascii():
            worth += 4
            # Scripts without blanks: parts of the run.
            for at in range(0, max(1, len(form) - 3), 2) if len(form) > 8 else ():
                found.setdefault(lowered(form[at : at + 4]), (worth, match.start() + at - start))
        found.setdefault(lowered(form), (worth, match.start() - start))
    best = sorted(found.items(), key=lambda item: (-item[1][0], item[1][1]))[:_MAX_WORDS]
    return [(form, offset) for form, (_, offset) in best] + _pairs(source, start)


def _pairs(source: str, start: int) -> list[tuple[str, int]]:
    """Neighbouring words of a quote: in a very long text, every single word may be frequent."""
    found = {
        lowered(f"{one[0]} {other[0]}"): one.start() - start
        for one, other in pairwise(_LOOKED_FOR.finditer(source))
        if other.start() == one.end() + 1
    }
    return sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[1]))[:_MAX_PAIRS]


def _places(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    for _ in range(_MAX_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(form, at + len(form))

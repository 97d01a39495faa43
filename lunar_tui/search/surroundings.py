"""Sentences that answer only together with those around them, or with claims that cite them."""

from __future__ import annotations

from pyroaring import BitMap

from lunar_tui.corpus.zones import ZONES
from lunar_tui.search.evaluation import CLOCK_STEP, TOGETHER, Evaluation
from lunar_tui.search.plan import (
    AnyOf,
    Named,
    Plan,
    Prefer,
    Sequence,
    Term,
    Without,
    flat,
    is_filter,
)
from lunar_tui.search.scores import Scores, best
from lunar_tui.search.segment import FURNITURE_NUMBERS

_NEAR, _NEAR_NAME = (0.0, 0.35, 0.2), (0.0, 0.8, 0.6)
"""Worth of a word, and of a name, in a sentence so many sentences away: what sentences are about
carries over from one to the next, what they say of it does not."""
REACH = len(_NEAR) - 1
"""Sentences before and after one that are close to it."""
_KNOWN, _KNOWN_NAME = 0.5, 0.8
"""Worth of a word, and of a name, that only the workspace's claims about the sentence have."""
_WIDEST = 2000
"""Sentences around which others are looked at: with more, the words stand together somewhere."""
# A dateline says of the sentences below it where and when they were written.
_APART = FURNITURE_NUMBERS - {ZONES.index("dateline")}


class Surroundings:
    """What stands around the sentences of one search in one segment."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation

    def scores(self, plan: Plan) -> Scores:
        """Sentences that have some parts of an `AllOf`, with the others close by or known of them.

        Close by is in one of the two sentences before or after, in the same article.
        """
        match plan:
            case Without(keep, drop):
                return self._evaluation.left(self.scores(keep), drop)
            case Prefer(keep, _):
                return self.scores(keep)
            case _:
                parts = flat((plan,))
                found = self._around(tuple(part for part in parts if not is_filter(part)))
                for part in filter(is_filter, parts):
                    left = self._evaluation.scores(part, BitMap(found))
                    found = {number: found[number] for number in left}
                return found

    def _around(self, parts: tuple[Plan, ...]) -> Scores:
        evaluation = self._evaluation
        scored = {part: evaluation.scores(part) for part in parts if not isinstance(part, Term)}
        known = [self.known(part) for part in parts]
        there = [
            evaluation.matching(part) if isinstance(part, Term) else BitMap(scored[part])
            for part in parts
        ]
        sizes = [len(mine) + len(told) for mine, told in zip(there, known, strict=True)]
        if not sizes or not min(sizes) or min(sizes) > _WIDEST:
            return {}
        reach = REACH if len(parts) > 1 else 0
        # Nothing is weighed before all are close.
        numbers: BitMap | None = None
        for near, told in zip(there, known, strict=True):
            close = self.close_to(near, reach) | BitMap(told)
            numbers = close if numbers is None else numbers & close
        numbers = numbers or BitMap()
        looked_at = self.close_to(numbers, reach)
        own = [
            scored[part] if part in scored else evaluation.scores(part, looked_at) for part in parts
        ]
        found: Scores = {}
        for count, number in enumerate(numbers.to_array()):
            if count % CLOCK_STEP == 0 and self._evaluation.late():
                break
            total, here = 0.0, False
            for part, mine, told in zip(parts, own, known, strict=True):
                score = mine.get(number, 0.0)
                here = here or score > 0 or number in told
                score = max(score, told.get(number, 0.0), self.nearby(number, mine, part))
                if not score:
                    break
                total += score
            else:
                if here:
                    found[number] = total
        return found

    def close_to(self, numbers: BitMap, reach: int = REACH) -> BitMap:
        """The sentences at most so many before or after one of them, whatever their article."""
        steps = range(-reach, reach + 1)
        every = BitMap(range(len(self._evaluation.segment)))
        return BitMap.union(*(numbers.shift(step) for step in steps)) & every

    def nearby(self, number: int, scores: Scores, part: Plan) -> float:
        """The points of a part for the best of the sentences close by."""
        most = 0.0
        shares = _NEAR_NAME if _is_name(part) else _NEAR
        segment = self._evaluation.segment
        if segment.zones[number] in _APART:
            return most
        for distance in range(1, len(_NEAR)):
            for other in (number - distance, number + distance):
                score = scores.get(other, 0.0) * shares[distance]
                if (
                    score > most
                    and segment.zones[other] not in _APART
                    and segment.source(other) == segment.source(number)
                ):
                    most = score
        return most

    def known(self, part: Plan) -> Scores:
        """The sentences of which the workspace says that they are about the part."""
        match part:
            case Term(_, _, known):
                worth = self._evaluation.statistics.rarity(part)
            case Named(names, _, known):
                worth = self._evaluation.statistics.worth(names[0])
                if isinstance(names[0], Sequence):
                    worth *= 1 + TOGETHER
            case Prefer(keep, _):
                return self.known(keep)
            case AnyOf(parts, False):
                return best(map(self.known, parts))
            case _:
                return {}
        worth *= _KNOWN_NAME if isinstance(part, Named) else _KNOWN
        segment, factors = self._evaluation.segment, self._evaluation.factors
        numbers = (segment.find(place) for place in known)
        return {
            number: worth * factors[segment.lengths[number]]
            for number in numbers
            if number is not None
        }


def _is_name(part: Plan) -> bool:
    match part:
        case Named():
            return True
        case Prefer(keep, _) | Without(keep, _):
            return _is_name(keep)
        case AnyOf(parts, False):
            return any(map(_is_name, parts))
        case _:
            return False

"""Why a plan finds a sentence: what speaks for it, and with how many points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pyroaring import BitMap

from lunar_tui.search.engine import Reason
from lunar_tui.search.evaluation import Evaluation
from lunar_tui.search.plan import (
    AllOf,
    AnyOf,
    Field,
    How,
    Named,
    Only,
    Plan,
    Prefer,
    Sequence,
    Term,
    Without,
    flat,
    is_filter,
    terms,
    typed,
)
from lunar_tui.search.surroundings import Surroundings


class Reasons:
    """The reasons of one search in one segment."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._surroundings = Surroundings(evaluation)

    def of(self, plan: Plan, number: int) -> tuple[Reason, ...]:
        """Why a plan finds a sentence, a reason for each of its parts."""
        if number in self._evaluation.scores(plan, BitMap([number])):
            return tuple(self._own(plan, number, 1.0))
        while isinstance(plan, Without | Prefer):
            plan = plan.keep
        parts = (part for part in flat((plan,)) if not is_filter(part))
        return tuple(reason for part in parts for reason in self._with_others(part, number))

    def _own(self, plan: Plan, number: int, share: float) -> Iterable[Reason]:
        """The reasons of what the sentence has itself, for a share of their points."""
        match plan:
            case Only():
                return
            case Without(keep, _) | Prefer(keep, _):
                yield from self._own(keep, number, share)
            case AllOf(parts):
                for part in parts:
                    yield from self._own(part, number, share)
            case AnyOf(parts, count):
                points = {
                    part: self._evaluation.scores(part, BitMap([number])).get(number)
                    for part in parts
                }
                there = [part for part in parts if points[part] is not None]
                # Of names and spellings the best counts, of words that were asked for each.
                if not count:
                    there = [max(there, key=lambda part: points[part] or 0.0)]
                share *= len(there) / len(parts) if count else 1.0
                for part in there:
                    yield from self._own(part, number, share)
            case _:
                points_here = share * self._evaluation.scores(plan, BitMap([number])).get(
                    number, 0.0
                )
                yield self._reason(plan, "sentence", number, points_here)

    def _with_others(self, part: Plan, number: int) -> Iterable[Reason]:
        """The reason of a part of what is found with the sentences close by, or with claims."""
        own = self._evaluation.scores(part, BitMap([number])).get(number, 0.0)
        told = self._surroundings.known(part).get(number, 0.0)
        close = self._surroundings.close_to(BitMap([number]))
        near = {
            other: self._surroundings.nearby(number, {other: score}, part)
            for other, score in sorted(self._evaluation.scores(part, close).items())
        }
        best = max(near, key=near.__getitem__, default=number)
        points = max(own, told, near.get(best, 0.0))
        if not points:
            return
        if points == own:
            yield self._reason(part, "sentence", number, points)
        elif points == told:
            yield self._reason(part, "claims", number, points)
        else:
            yield self._reason(part, "neighbour", best, points)

    def _reason(
        self, part: Plan, where: Literal["sentence", "neighbour", "claims"], at: int, points: float
    ) -> Reason:
        return Reason(typed(part), where, self._found(part, at), self._rarity_of(part), points)

    def _rarity_of(self, part: Plan) -> float:
        match part:
            case Term():
                return self._evaluation.statistics.rarity(part)
            case Sequence():
                return self._evaluation.statistics.worth(part)
            case Named(names):
                return self._evaluation.statistics.worth(names[0])
            case AllOf(parts):
                return sum(map(self._rarity_of, parts))
            case AnyOf(parts):
                return max(map(self._rarity_of, parts))
            case Prefer(keep, better):
                return self._rarity_of(keep) or self._rarity_of(better)
            case Without(keep, _) | Field(keep):
                return self._rarity_of(keep)
            case Only():
                return 0.0

    def _found(self, part: Plan, number: int) -> tuple[tuple[str, How], ...]:
        """The forms of a part's terms that a sentence has."""
        words = set(self._evaluation.segment.words(number))
        keys = set(self._evaluation.segment.document(number).keys)
        found: dict[str, How] = {}
        for term in terms(part):
            for form in term.forms:
                if form.text in keys or self._evaluation.segment.number_of(form.text) in words:
                    found.setdefault(form.text, form.how)
        return tuple(found.items())

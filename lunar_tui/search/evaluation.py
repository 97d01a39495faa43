"""What a plan matches in a segment, and how well.

A sentence gets points for every term that it has: what the rarity of the term is worth, times the
weight of the form that stands there, times a factor for the length of the sentence (BM25, with
every word counted once: in a sentence, repeating a word says little). Words that stand together as
they were typed get their points once more.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable
from itertools import pairwise
from time import thread_time
from typing import Literal, NamedTuple, TypeAlias

from lunar_tui.corpus.zones import ZONES
from lunar_tui.search.engine import Reason
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
)
from lunar_tui.search.segment import FURNITURE_NUMBERS, MAX_LENGTH, Segment
from lunar_tui.search.vocabulary import KEY

TIME_LIMIT, TYPING_LIMIT = 0.5, 0.1
"""Seconds of a processor after which a search gives what it has; less between two key presses.

Not of the clock: what is found should not depend on what else the machine has to do.
"""

# How soon more of a word, and more words around it, count for less (the k1 and b of BM25).
_SATURATION, _LENGTH = 1.2, 0.4
_TOGETHER = 1.0
"""Share of the points of words that they get again for standing together."""
_ALIAS = 0.9
"""Worth of another name of what was named."""
_NEAR, _NEAR_NAME = (0.0, 0.35, 0.2), (0.0, 0.8, 0.6)
"""Worth of a word, and of a name, in a sentence so many sentences away: what sentences are about
carries over from one to the next, what they say of it does not."""
_KNOWN, _KNOWN_NAME = 0.5, 0.8
"""Worth of a word, and of a name, that only the workspace's claims about the sentence have."""
_WIDEST = 2000
"""Sentences around which others are looked at: with more, the words stand together somewhere."""
_LEADING = 1000
"""Sentences that are looked at for words that stand together, of many that have them all."""
# Looking a word up in a sentence costs about as much as reading this many numbers of a list.
_SKIPPING = 20
# A dateline says of the sentences below it where and when they were written.
_APART = FURNITURE_NUMBERS - {ZONES.index("dateline")}
_COMMON = 10
"""One sentence in so many: a word that common does not find sentences by itself among others."""

Scores: TypeAlias = dict[int, float]
"""Sentences by number with their points."""


class Statistics(NamedTuple):
    """What rarity and length are measured against: of the whole index, not of one segment."""

    documents: int
    average: float
    """Words of a sentence."""
    count: Callable[[str], int]
    """How many sentences have a form."""

    def rarity(self, term: Term) -> float:
        """What the term is worth."""
        count = min(self.documents, sum(self.count(form.text) for form in term.forms))
        return math.log(1 + (self.documents - count + 0.5) / (count + 0.5))

    def factors(self) -> tuple[float, ...]:
        """The factor for each number of words."""
        average = self.average or 1.0
        return tuple(
            (_SATURATION + 1) / (1 + _SATURATION * (1 - _LENGTH + _LENGTH * length / average))
            for length in range(MAX_LENGTH + 1)
        )


class Evaluation:
    """One search in one segment. `partial` tells afterwards whether something was left out."""

    def __init__(
        self, segment: Segment, statistics: Statistics, deadline: float | None = None
    ) -> None:
        self.partial = False
        self._segment = segment
        self._statistics = statistics
        self._factors = statistics.factors()
        self._deadline = thread_time() + TIME_LIMIT if deadline is None else deadline

    # --- what matches ------------------------------------------------------------------------

    def scores(self, plan: Plan, within: Collection[int] | None = None) -> Scores:
        """What the plan matches, of the sentences in `within` (None: of all)."""
        match plan:
            case Term():
                return self._term(plan, within)
            case Sequence():
                return self._sequence(plan, within)
            case AllOf(parts):
                return self._all(parts, within)
            case AnyOf(parts, True):
                return self._most(parts, within)
            case AnyOf(parts):
                return _best(self.scores(part, within) for part in parts)
            case Without(keep, drop):
                return self._without(keep, drop, within)
            case Prefer(keep, better):
                kept = self.scores(keep, within)
                return _raised(kept, self.scores(better, _leading(kept)), _TOGETHER)
            case Named():
                return self._named(plan, within)
            case Only():
                return self._only(plan, within)
            case Field(part):
                return self.scores(part, within)

    def _term(self, term: Term, within: Collection[int] | None) -> Scores:
        """The sentences with a term, each with the points of its best form."""
        worth = self._statistics.rarity(term)
        if within is not None and not any(form.text.startswith(KEY) for form in term.forms):
            count = sum(self._statistics.count(form.text) for form in term.forms)
            if len(within) * _SKIPPING < count:
                return self._looked_up(term, within, worth)
        lengths = self._segment.lengths
        found: Scores = {}
        weight, points = -1.0, [0.0]
        for form in sorted(term.forms, key=lambda form: form.weight):
            if self._late():
                break
            numbers: Collection[int] = self._segment.with_form(form.text)
            if within is not None:
                numbers = list(filter(within.__contains__, numbers))
            if form.weight != weight:
                weight = form.weight
                points = [worth * weight * factor for factor in self._factors]
            # No line of Python for each sentence: there may be a hundred thousand.
            each = map(points.__getitem__, map(lengths.__getitem__, numbers))
            found.update(zip(numbers, each, strict=True))
        return found

    def _looked_up(self, term: Term, within: Collection[int], worth: float) -> Scores:
        weights = self._numbered(term)
        found: Scores = {}
        if not weights:
            return found
        wanted, segment = weights.keys(), self._segment
        for number in within:
            if not wanted.isdisjoint(words := segment.words(number)):
                weight = max(weights[form] for form in words if form in weights)
                found[number] = worth * weight * self._factors[segment.lengths[number]]
        return found

    def _numbered(self, term: Term) -> dict[int, float]:
        """The weights of the forms of a term by the forms' numbers in this segment."""
        pairs = ((self._segment.number_of(form.text), form.weight) for form in term.forms)
        return {number: weight for number, weight in pairs if number is not None}

    def _sequence(self, plan: Sequence, within: Collection[int] | None) -> Scores:
        together = self._all(plan.terms, within)
        wanted = [set(self._numbered(term)) for term in plan.terms]
        return {
            number: score
            for number, score in together.items()
            if not self._late() and _adjacent(self._segment.words(number), wanted)
        }

    def _all(self, parts: Iterable[Plan], within: Collection[int] | None) -> Scores:
        # Rare words first: what they leave is all that the others are looked up for.
        first, *others = sorted(parts, key=self._size)
        scores = self.scores(first, within)
        for part in others:
            if not scores:
                break
            more = self.scores(part, scores)
            scores = {number: scores[number] + score for number, score in more.items()}
        return scores

    def _most(self, parts: tuple[Plan, ...], within: Collection[int] | None) -> Scores:
        """Any of the parts; what has only some of them gets that share of its points."""
        sizes = [self._size(part) for part in parts]
        # Of the whole index: a sentence is found or not whatever segment it is in.
        common = self._statistics.documents / _COMMON
        # What is everywhere adds to what is found by rarer words, if there are any.
        rare = any(
            size <= common and self._occurs(part) for size, part in zip(sizes, parts, strict=True)
        )
        finding = [size <= common or not rare for size in sizes]
        total: defaultdict[int, float] = defaultdict(float)
        counts: defaultdict[int, int] = defaultdict(int)
        for finds, part in sorted(
            zip(finding, parts, strict=True), key=lambda pair: pair[0], reverse=True
        ):
            for number, score in self.scores(part, within if finds else set(total)).items():
                total[number] += score
                counts[number] += 1
        return {number: score * counts[number] / len(parts) for number, score in total.items()}

    def _without(self, keep: Plan, drop: Plan, within: Collection[int] | None) -> Scores:
        return self._left(self.scores(keep, within), drop)

    def _left(self, kept: Scores, drop: Plan) -> Scores:
        partial_before, self.partial = self.partial, False
        dropped = self.scores(drop, kept)
        unknown, self.partial = self.partial, self.partial or partial_before
        if unknown:
            # Something that should have been dropped may not have been seen.
            return {}
        return {number: score for number, score in kept.items() if number not in dropped}

    def _named(self, plan: Named, within: Collection[int] | None) -> Scores:
        typed, *others = plan.names
        whole = self.scores(typed, within)
        if isinstance(typed, Sequence):
            whole = _raised(whole, whole, _TOGETHER)
        found = [whole]
        for name in others:
            alias = self.scores(name, within)
            share = _ALIAS * (1 + _TOGETHER * isinstance(name, Sequence)) - 1
            found.append(_raised(alias, alias, share))
        if plan.words:
            found.append(self._all(plan.words, within))
        return _best(found)

    def _only(self, plan: Only, within: Collection[int] | None) -> Scores:
        segment = self._segment
        found: Iterable[int] = range(len(segment)) if within is None else within
        if plan.places is not None:
            there = {number for place in plan.places if (number := segment.find(place)) is not None}
            found = sorted(there if within is None else there.intersection(within))
        if plan.sources is not None:
            numbers = set().union(*(segment.range_of(source) for source in plan.sources))
            found = filter(numbers.__contains__, found)
        if plan.zones is not None:
            zones = {number for number, zone in enumerate(ZONES) if zone in plan.zones}
            found = [number for number in found if segment.zones[number] in zones]
        return dict.fromkeys(found, 0.0)

    def _size(self, plan: Plan) -> int:
        """About how many sentences a plan matches: an upper bound that is cheap to get."""
        match plan:
            case Term(_, forms):
                return sum(self._statistics.count(form.text) for form in forms)
            case Sequence(parts) | AllOf(parts):
                return min(map(self._size, parts))
            case AnyOf(parts) | Named(parts):
                return sum(map(self._size, parts))
            case Without(keep, _) | Prefer(keep, _) | Field(keep):
                return self._size(keep)
            case Only():
                return len(self._segment)

    def _occurs(self, plan: Plan) -> bool:
        """Whether a plan surely matches some sentence of the index, as far as is cheap to tell."""
        match plan:
            case Term(_, forms):
                return any(self._statistics.count(form.text) for form in forms)
            case AnyOf(parts) | Named(parts):
                return any(map(self._occurs, parts))
            case Prefer(keep, _):
                return self._occurs(keep)
            case _:
                return False

    def _late(self) -> bool:
        if thread_time() > self._deadline:
            self.partial = True
        return self.partial

    # --- what matches only with what stands around it ------------------------------------------

    def around(self, plan: Plan) -> Scores:
        """Sentences that have some parts of an `AllOf`, with the others close by or known of them.

        Close by is in one of the two sentences before or after, in the same article.
        """
        match plan:
            case Without(keep, drop):
                return self._left(self.around(keep), drop)
            case Prefer(keep, _):
                return self.around(keep)
            case _:
                flat = _flat((plan,))
                found = self._around(tuple(part for part in flat if not _is_filter(part)))
                for part in filter(_is_filter, flat):
                    found = {number: found[number] for number in self.scores(part, found)}
                return found

    def _around(self, parts: tuple[Plan, ...]) -> Scores:
        own = [self.scores(part) for part in parts]
        known = [self._known_of(part) for part in parts]
        sizes = [len(mine) + len(told) for mine, told in zip(own, known, strict=True)]
        if not sizes or not min(sizes) or min(sizes) > _WIDEST:
            return {}
        reach = len(_NEAR) - 1 if len(parts) > 1 else 0
        numbers: Collection[int] = ()
        for at in sorted(range(len(parts)), key=sizes.__getitem__):
            # The rarest part says where to look at all; nothing is weighed before all are close.
            if not numbers:
                numbers = self._close_to((*own[at], *known[at]), reach)
            else:
                numbers = [n for n in numbers if _is_close(n, own[at], reach) or n in known[at]]
            if not numbers:
                return {}
        found: Scores = {}
        for number in numbers:
            if self._late():
                break
            total, here = 0.0, False
            for part, mine, told in zip(parts, own, known, strict=True):
                score = mine.get(number, 0.0)
                here = here or score > 0 or number in told
                score = max(score, told.get(number, 0.0), self._nearby(number, mine, part))
                if not score:
                    break
                total += score
            else:
                if here:
                    found[number] = total
        return found

    def _close_to(self, numbers: Iterable[int], reach: int) -> set[int]:
        last = len(self._segment) - 1
        return {
            other
            for number in numbers
            for other in range(max(0, number - reach), min(last, number + reach) + 1)
        }

    def _nearby(self, number: int, scores: Scores, part: Plan) -> float:
        """The points of a part for the best of the sentences close by."""
        best = 0.0
        shares = _NEAR_NAME if _is_name(part) else _NEAR
        segment = self._segment
        if segment.zones[number] in _APART:
            return best
        for distance in range(1, len(_NEAR)):
            for other in (number - distance, number + distance):
                score = scores.get(other, 0.0) * shares[distance]
                if (
                    score > best
                    and segment.zones[other] not in _APART
                    and segment.source(other) == segment.source(number)
                ):
                    best = score
        return best

    def _known_of(self, part: Plan) -> Scores:
        """The sentences of which the workspace says that they are about the part."""
        match part:
            case Term(_, _, known):
                worth = self._statistics.rarity(part)
            case Named(names, _, known):
                worth = self._worth(names[0])
                if isinstance(names[0], Sequence):
                    worth *= 1 + _TOGETHER
            case Prefer(keep, _):
                return self._known_of(keep)
            case AnyOf(parts, False):
                return _best(map(self._known_of, parts))
            case _:
                return {}
        share = _KNOWN_NAME if isinstance(part, Named) else _KNOWN
        numbers = (self._segment.find(place) for place in known)
        return {
            number: share * worth * self._factors[self._segment.lengths[number]]
            for number in numbers
            if number is not None
        }

    def _worth(self, name: Term | Sequence) -> float:
        terms = (name,) if isinstance(name, Term) else name.terms
        return sum(map(self._statistics.rarity, terms))

    # --- why ---------------------------------------------------------------------------------

    def reasons(self, plan: Plan, number: int) -> tuple[Reason, ...]:
        """Why a plan finds a sentence, a reason for each of its parts."""
        if number in self.scores(plan, [number]):
            return tuple(self._own(plan, number, 1.0))
        while isinstance(plan, Without | Prefer):
            plan = plan.keep
        parts = (part for part in _flat((plan,)) if not _is_filter(part))
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
                points = {part: self.scores(part, [number]).get(number) for part in parts}
                there = [part for part in parts if points[part] is not None]
                # Of names and spellings the best counts, of words that were asked for each.
                if not count:
                    there = [max(there, key=lambda part: points[part] or 0.0)]
                share *= len(there) / len(parts) if count else 1.0
                for part in there:
                    yield from self._own(part, number, share)
            case _:
                points_here = share * self.scores(plan, [number]).get(number, 0.0)
                yield self._reason(plan, "sentence", number, points_here)

    def _with_others(self, part: Plan, number: int) -> Iterable[Reason]:
        """The reason of a part of what is found with the sentences close by, or with claims."""
        own = self.scores(part, [number]).get(number, 0.0)
        told = self._known_of(part).get(number, 0.0)
        everywhere = self.scores(part)
        near = {
            other: self._nearby(number, {other: everywhere[other]}, part)
            for other in sorted(self._close_to([number], len(_NEAR) - 1) & everywhere.keys())
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
        return Reason(_typed(part), where, self._found(part, at), self._rarity_of(part), points)

    def _rarity_of(self, part: Plan) -> float:
        match part:
            case Term():
                return self._statistics.rarity(part)
            case Sequence():
                return self._worth(part)
            case Named(names):
                return self._worth(names[0])
            case AllOf(parts):
                return sum(map(self._rarity_of, parts))
            case AnyOf(parts):
                return max(map(self._rarity_of, parts))
            case Without(keep, _) | Prefer(keep, _) | Field(keep):
                return self._rarity_of(keep)
            case Only():
                return 0.0

    def _found(self, part: Plan, number: int) -> tuple[tuple[str, How], ...]:
        """The forms of a part's terms that a sentence has."""
        words = set(self._segment.words(number))
        keys = set(self._segment.document(number).keys)
        found: dict[str, How] = {}
        for term in _terms_of(part):
            for form in term.forms:
                if form.text in keys or self._segment.number_of(form.text) in words:
                    found.setdefault(form.text, form.how)
        return tuple(found.items())


def _terms_of(part: Plan) -> Iterable[Term]:
    from lunar_tui.search.plan import terms

    return terms(part)


def _typed(part: Plan) -> str:
    match part:
        case Term(typed):
            return typed
        case Sequence(parts):
            return " ".join(term.typed for term in parts)
        case Named(names):
            return _typed(names[0])
        case AllOf(parts):
            return " ".join(map(_typed, parts))
        case AnyOf(parts):
            return _typed(parts[0])
        case Without(keep, _) | Prefer(keep, _) | Field(keep):
            return _typed(keep)
        case Only():
            return ""


def _is_close(number: int, numbers: Container[int], reach: int) -> bool:
    return any(other in numbers for other in range(number - reach, number + reach + 1))


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


def _is_filter(part: Plan) -> bool:
    """Whether it asks what a sentence is, whatever it says."""
    match part:
        case Only() | Field():
            return True
        case AllOf(parts) | AnyOf(parts):
            return all(map(_is_filter, parts))
        case Without(keep, _):
            return _is_filter(keep)
        case _:
            return False


def _flat(parts: Iterable[Plan]) -> tuple[Plan, ...]:
    """The parts that must all be there, those of inner conjunctions among them."""
    found: list[Plan] = []
    for part in parts:
        while isinstance(part, Prefer):
            part = part.keep  # noqa: PLW2901 - the order of its words is no part of its own
        if isinstance(part, AllOf):
            found += _flat(part.parts)
        else:
            found.append(part)
    return tuple(found)


def _adjacent(words: Iterable[int], wanted: list[set[int]]) -> bool:
    """Whether words of the wanted kinds stand next to each other, in this order."""
    first, *others = wanted
    there = list(words)
    if len(others) == 1:
        (second,) = others
        return any(word in first and after in second for word, after in pairwise(there))
    return any(
        word in first
        and all(
            at + step < len(there) and there[at + step] in other
            for step, other in enumerate(others, 1)
        )
        for at, word in enumerate(there)
    )


def _best(found: Iterable[Scores]) -> Scores:
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


def _leading(scores: Scores) -> Collection[int]:
    """Those among which the best are looked for: of very many, those with most points so far."""
    if len(scores) <= _LEADING:
        return scores
    return frozenset(heapq.nlargest(_LEADING, scores, key=scores.__getitem__))


def _raised(scores: Scores, better: Scores, share: float) -> Scores:
    return {
        number: score + share * better[number] if number in better else score
        for number, score in scores.items()
    }

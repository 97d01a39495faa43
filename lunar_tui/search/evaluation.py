"""What a plan matches in a segment, and how well.

A sentence gets points for every term that it has: what the rarity of the term is worth, times the
weight of the form that stands there, times a factor for the length of the sentence (BM25, with
every word counted once: in a sentence, repeating a word says little). Words that stand together as
they were typed get their points once more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import compress, takewhile
from time import thread_time

from pyroaring import BitMap

from lunar_tui.search.plan import (
    AllOf,
    AnyOf,
    Field,
    Named,
    Only,
    Plan,
    Prefer,
    Sequence,
    Term,
    Without,
)
from lunar_tui.search.scores import MANY, Scores, best, leaders, raised
from lunar_tui.search.segment import Segment
from lunar_tui.search.statistics import Statistics

TIME_LIMIT, TYPING_LIMIT = 0.5, 0.1
"""Seconds of a processor after which a search gives what it has; less between two key presses.

Not of the clock: what is found should not depend on what else the machine has to do.
"""

_REST = 0.25
"""Share of that time which is given to what follows, even if all of it is used up."""

TOGETHER = 1.0
"""Share of the points of words that they get again for standing together."""
_ALIAS = 0.9
"""Worth of another name of what was named."""
_LEADING = 500
"""Sentences that are looked at for words that stand together, of many that have them all."""
_TURN = 8192
"""Sentences that are weighed at one go."""
_REMEMBERED = 24
"""Plans of which it is remembered which sentences match."""
CLOCK_STEP = 64
"""Sentences after which the clock is looked at."""
_COMMON = 10
"""One sentence in so many: a word that common does not find sentences by itself among others."""


def left_of(seconds: float, began: float) -> float:
    """What is left of some seconds of a processor since `began`, or a share where it is little."""
    return max(_REST * seconds, began + seconds - thread_time())


class Remembered:
    """What is preferred, and the points of the sentences that were looked at for it.

    The same words stand together in the same sentences with every further letter of a query.
    Belongs to one segment and one `Statistics`.
    """

    def __init__(self) -> None:
        self._plans: dict[Plan, dict[int, float | None]] = {}

    def of(self, plan: Plan) -> dict[int, float | None]:
        """By sentence, None where the plan does not match; what is put there is remembered."""
        known = self._plans.pop(plan, {})
        self._plans[plan] = known
        if len(self._plans) > _REMEMBERED:
            del self._plans[next(iter(self._plans))]
        return known


class Evaluation:
    """One search in one segment. `partial` tells afterwards whether something was left out."""

    def __init__(
        self,
        segment: Segment,
        statistics: Statistics,
        deadline: float | None = None,
        *,
        stop: Callable[[], bool] | None = None,
        remembered: Remembered | None = None,
        gone: BitMap | None = None,
    ) -> None:
        """`gone` are sentences of the segment that count no more."""
        self.partial = False
        self.segment = segment
        self.statistics = statistics
        self.factors = statistics.factors
        """For each number of words in a sentence."""
        self._deadline = thread_time() + TIME_LIMIT if deadline is None else deadline
        self._stop = stop
        self._remembered = remembered or Remembered()
        self._gone = gone or BitMap()

    # --- what matches ------------------------------------------------------------------------

    def found(self, plan: Plan, limit: int) -> tuple[BitMap, Scores]:
        """All that the plan matches, and the points of those of them that can be the best `limit`.

        The best of what the articles say, and the best of what stands around them, without what is
        gone.
        """
        if not isinstance(plan, Term):
            scores = self.scores(plan)
            for number in self._gone & BitMap(scores):
                del scores[number]
            return BitMap(scores), scores
        there, furniture = self.matching(plan) - self._gone, self.segment.furniture
        likely = [
            self._likely(plan, some, limit) for some in (there - furniture, there & furniture)
        ]
        return there, self._term(plan, BitMap.union(*likely))

    def _likely(self, term: Term, there: BitMap, limit: int) -> BitMap:
        """Those with a term among which the best are: its heaviest forms, in short sentences."""
        if len(there) <= MANY:
            return there
        worth = self.statistics.rarity(term)
        with_weight: dict[float, BitMap] = {}
        for form in sorted(term.forms, key=lambda form: form.weight, reverse=True):
            new = self.segment.with_form(form.text) & there
            there = there - new
            with_weight[form.weight] = with_weight.get(form.weight, BitMap()) | new
        # All with the same points have them by their weight and their length.
        groups = sorted(
            (
                (worth * weight * factor, length, weight)
                for weight in with_weight
                for length, factor in enumerate(self.factors)
            ),
            reverse=True,
        )
        best, least = BitMap(), -1.0
        for points, length, weight in groups:
            if len(best) >= limit and points < least:
                break
            best |= with_weight[weight] & self.segment.by_length[length]
            least = points
        return best

    def matching(self, term: Term, within: BitMap | None = None) -> BitMap:
        """The sentences with a term, of those in `within` (None: of all)."""
        forms = takewhile(lambda _: not self.late(), term.forms)
        lists = [self.segment.with_form(form.text) for form in forms]
        found = BitMap.union(*lists) if lists else BitMap()
        return found if within is None else found & within

    def scores(self, plan: Plan, within: BitMap | None = None) -> Scores:
        """What the plan matches, of the sentences in `within` (None: of all), with its points."""
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
                return best(self.scores(part, within) for part in parts)
            case Without(keep, drop):
                return self.left(self.scores(keep, within), drop)
            case Prefer(keep, better):
                kept = self.scores(keep, within)
                # What is gone takes no place among the leading.
                left = BitMap(kept) - self._gone if self._gone else kept
                return raised(kept, self._better(better, leaders(left, kept, _LEADING)), TOGETHER)
            case Named():
                return self._named(plan, within)
            case Only():
                return dict.fromkeys(self._only(plan, within), 0.0)
            case Field(part):
                return self.scores(part, within)

    def _term(self, term: Term, within: BitMap | None) -> Scores:
        """The sentences with a term, each with the points of its best form."""
        worth = self.statistics.rarity(term)
        lengths = self.segment.lengths
        found: Scores = {}
        weight, points = -1.0, [0.0]
        for form in sorted(term.forms, key=lambda form: form.weight):
            if self.late():
                break
            there = self.segment.with_form(form.text)
            numbers = (there if within is None else there & within).to_array()
            if form.weight != weight:
                weight = form.weight
                points = [worth * weight * factor for factor in self.factors]
            # No line of Python for each sentence, as there may be a hundred thousand; but one for
            # some thousands, so that other threads have their turn.
            for start in range(0, len(numbers), _TURN):
                some = numbers[start : start + _TURN]
                each = map(points.__getitem__, map(lengths.__getitem__, some))
                found.update(zip(some, each, strict=True))
        return found

    def _numbered(self, term: Term) -> dict[int, float]:
        """The weights of the forms of a term by the forms' numbers in this segment."""
        pairs = ((self.segment.number_of(form.text), form.weight) for form in term.forms)
        return {number: weight for number, weight in pairs if number is not None}

    def _sequence(self, plan: Sequence, within: BitMap | None) -> Scores:
        wanted = [self._numbered(term) for term in plan.terms]
        found: Scores = {}
        # Where they all occur is where they may stand together.
        together = self._with_all(plan.terms, within) or BitMap()
        worths = [self.statistics.rarity(term) for term in plan.terms]
        # The weight of terms that have one form here.
        single = [max(each.values()) if len(each) == 1 else None for each in wanted]
        first, *others = wanted
        for count, number in enumerate(together.to_array()):
            if count % CLOCK_STEP == 0 and self.late():
                break
            words = self.segment.words(number).tolist()
            # Most sentences have the words of a sequence elsewhere than next to each other.
            starts = list(compress(range(len(words)), map(first.__contains__, words)))
            for step, other in enumerate(others, 1):
                last = len(words) - step
                starts = [at for at in starts if at < last and words[at + step] in other]
            if starts:
                points = sum(
                    worth * (only or max(map(weights.__getitem__, weights.keys() & words)))
                    for worth, only, weights in zip(worths, single, wanted, strict=True)
                )
                found[number] = points * self.factors[self.segment.lengths[number]]
        return found

    def _better(self, plan: Plan, leading: Iterable[int]) -> Scores:
        """Those among the leading that match what is preferred."""
        known = self._remembered.of(plan)
        new = BitMap(number for number in leading if number not in known)
        if new:
            found = self.scores(plan, new)
            if self.partial:
                return found
            known.update({number: found.get(number) for number in new})
        return {number: score for number in leading if (score := known[number]) is not None}

    def _all(self, parts: Iterable[Plan], within: BitMap | None) -> Scores:
        # Rare words first: what they leave is all that the others are looked up for. Nothing is
        # weighed before it has all the words.
        parts = sorted(parts, key=self._size)
        within = self._with_all([part for part in parts if isinstance(part, Term)], within)
        scored: dict[int, Scores] = {}
        for at, part in enumerate(parts):
            if not isinstance(part, Term):
                scored[at] = self.scores(part, within)
                within = BitMap(scored[at])
        total: Scores | None = None
        for at, part in enumerate(parts):
            each = scored[at] if at in scored else self.scores(part, within)
            if total is None:
                total = each
            else:
                total = {n: total[n] + score for n, score in each.items() if n in total}
        return total or {}

    def _with_all(self, terms: Iterable[Term], within: BitMap | None) -> BitMap | None:
        """The sentences that have all of some terms, of those in `within` (None: of all)."""
        for term in terms:
            if within is not None and not within:
                break
            within = self.matching(term, within)
        return within

    def _most(self, parts: tuple[Plan, ...], within: BitMap | None) -> Scores:
        """Any of the parts; what has only some of them gets that share of its points."""
        sizes = [self._size(part) for part in parts]
        # Of the whole index: a sentence is found or not whatever segment it is in.
        common = self.statistics.documents / _COMMON
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
            for number, score in self.scores(part, within if finds else BitMap(total)).items():
                total[number] += score
                counts[number] += 1
        return {number: score * counts[number] / len(parts) for number, score in total.items()}

    def left(self, kept: Scores, drop: Plan) -> Scores:
        """What is kept without what is to be dropped."""
        partial_before, self.partial = self.partial, False
        dropped = self.scores(drop, BitMap(kept))
        unknown, self.partial = self.partial, self.partial or partial_before
        if unknown:
            # Something that should have been dropped may not have been seen.
            return {}
        return {number: score for number, score in kept.items() if number not in dropped}

    def _named(self, plan: Named, within: BitMap | None) -> Scores:
        typed, *others = plan.names
        whole = self.scores(typed, within)
        if isinstance(typed, Sequence):
            whole = raised(whole, whole, TOGETHER)
        found = [whole]
        for name in others:
            alias = self.scores(name, within)
            share = _ALIAS * (1 + TOGETHER * isinstance(name, Sequence)) - 1
            found.append(raised(alias, alias, share))
        if plan.words:
            found.append(self._all(plan.words, within))
        return best(found)

    def _only(self, plan: Only, within: BitMap | None) -> BitMap:
        segment = self.segment
        found = BitMap(range(len(segment))) if within is None else within
        if plan.places is not None:
            there = (segment.find(place) for place in plan.places)
            found = found & BitMap(number for number in there if number is not None)
        if plan.sources is not None:
            ranges = (segment.range_of(source) for source in plan.sources)
            found = found & BitMap.union(BitMap(), *map(BitMap, ranges))
        if plan.zones is not None:
            found = found & segment.in_zones(plan.zones)
        return found

    def _size(self, plan: Plan) -> int:
        """About how many sentences a plan matches: an upper bound that is cheap to get."""
        match plan:
            case Term(_, forms):
                return sum(self.statistics.count(form.text) for form in forms)
            case Sequence(parts) | AllOf(parts):
                return min(map(self._size, parts))
            case AnyOf(parts) | Named(parts):
                return sum(map(self._size, parts))
            case Without(keep, _) | Prefer(keep, _) | Field(keep):
                return self._size(keep)
            case Only():
                return len(self.segment)

    def _occurs(self, plan: Plan) -> bool:
        """Whether a plan surely matches some sentence of the index, as far as is cheap to tell."""
        match plan:
            case Term(_, forms):
                return any(self.statistics.count(form.text) for form in forms)
            case AnyOf(parts) | Named(parts):
                return any(map(self._occurs, parts))
            case Prefer(keep, _):
                return self._occurs(keep)
            case _:
                return False

    def late(self) -> bool:
        """Whether the time is over; then something was left out. Asking takes a microsecond."""
        if thread_time() > self._deadline or (self._stop is not None and self._stop()):
            self.partial = True
        return self.partial

"""What a plan matches and how well, over the posting lists of whatever engine.

Words are put together here rather than by the engine: the definition of a match stays in one
place, and every step looks at the clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice
from time import perf_counter
from typing import Literal, Protocol, TypeAlias

from lunar_tui.search.analysis import stem
from lunar_tui.search.plan import (
    AllOf,
    AnyOf,
    Named,
    Plan,
    Prefer,
    Sequence,
    Term,
    Without,
)

TIME_LIMIT = 0.5
"""Seconds after which a search gives what it has."""
MAX_EXPANSIONS = 1024
"""Words that the prefixes of one query may stand for."""

# The bonuses keep the rules of Engine apart: each is more than all weaker rules together can
# give for the same words. A word's BM25F stays below 64 in any collection that fits in memory.
_FORM_BONUS = 64.0
_TOGETHER_BONUS = 160.0
_COUNT_BONUS = 65536.0

_CLOCK_STEP = 64

Field: TypeAlias = Literal["forms", "stems"]
"""Words as they are written, or what their inflections have in common."""
Scores: TypeAlias = dict[int, float]
"""Documents by number, ascending, with what speaks for each."""


class Posting(Protocol):
    """A word in a document. Valid only until the next one is asked for."""

    def score(self) -> float:
        """How relevant the word is to the document."""
        ...

    def positions(self) -> list[int]:
        """Where in the document the word stands, counted in words."""
        ...


class Postings(Protocol):
    """For every word of either field, the documents that contain it."""

    @property
    def documents(self) -> int:
        """How many documents there are."""
        ...

    def frequency(self, field: Field, word: str) -> int:
        """How many documents contain the word."""
        ...

    def walk(
        self, field: Field, word: str, within: Collection[int] | None
    ) -> Iterator[tuple[int, Posting]]:
        """Documents with the word, of those in `within` (None: of all); both ascending."""
        ...

    def beginning(self, prefix: str) -> Iterator[str]:
        """All written forms that begin so."""
        ...


class Evaluation:
    """One search. `partial` tells afterwards whether something was not looked at."""

    def __init__(self, postings: Postings) -> None:
        self.partial = False
        self._postings = postings
        self._deadline = perf_counter() + TIME_LIMIT
        self._late = False
        self._expansions_left = MAX_EXPANSIONS

    def scores(self, plan: Plan, within: Collection[int] | None = None) -> Scores:
        """What the plan matches, of the documents in `within` (ascending; None: of all)."""
        match plan:
            case Term(word, prefix):
                return self._prefixed((word,), within) if prefix else self._typed((word,), within)
            case Sequence(words, prefix):
                return self._prefixed(words, within) if prefix else self._typed(words, within)
            case AllOf(parts):
                return self._all(parts, within)
            case AnyOf(parts, count):
                found = [self.scores(part, within) for part in parts]
                return _sums(found, _COUNT_BONUS if count else 0.0)
            case Without(keep, drop):
                return self._without(keep, drop, within)
            case Prefer(keep, better):
                kept = self.scores(keep, within)
                return _raised(kept, self.scores(better, kept), _weight(better))
            case Named(names, scattered):
                return self._named(names, scattered, within)

    def _all(self, parts: tuple[Plan, ...], within: Collection[int] | None) -> Scores:
        # Rare words first: what they leave is all that the others are looked up for.
        first, *others = sorted(parts, key=self._size)
        scores = self.scores(first, within)
        for part in others:
            if not scores:
                break
            more = self.scores(part, scores)
            scores = {docnum: scores[docnum] + score for docnum, score in more.items()}
        return scores

    def _without(self, keep: Plan, drop: Plan, within: Collection[int] | None) -> Scores:
        kept = self.scores(keep, within)
        partial_before, self.partial = self.partial, False
        dropped = self.scores(drop, kept)
        unknown, self.partial = self.partial, self.partial or partial_before
        if unknown:
            # Something that should have been dropped may not have been seen.
            return {}
        return {docnum: score for docnum, score in kept.items() if docnum not in dropped}

    def _named(
        self,
        names: tuple[Term | Sequence, ...],
        scattered: tuple[Term, ...],
        within: Collection[int] | None,
    ) -> Scores:
        # Only the name as typed gets the bonus of its form: a longer alias is not better.
        typed, *others = names
        whole = [self.scores(typed, within)]
        for name in others:
            words = (name.word,) if isinstance(name, Term) else name.words
            whole.append(self._adjacent("stems", tuple(map(stem, words)), within))
        named = _sums(whole)
        loose = self._all(scattered, within) if scattered else {}
        return _raised(_sums([named, loose]), named, _weight(typed))

    def _typed(self, forms: tuple[str, ...], within: Collection[int] | None) -> Scores:
        """Words next to each other (or one) in any inflection, the typed forms first."""
        stems = tuple(map(stem, forms))
        scores = self._adjacent("stems", stems, within)
        exact: Collection[int] = scores
        if any(
            self._frequency("forms", form) < self._frequency("stems", stemmed)
            for form, stemmed in zip(forms, stems, strict=True)
        ):
            # Otherwise the typed forms are the only ones there are.
            exact = self._adjacent("forms", forms, scores, scored=False)
        return _raised(scores, exact, _FORM_BONUS * len(forms))

    def _prefixed(self, forms: tuple[str, ...], within: Collection[int] | None) -> Scores:
        *exact, last = forms
        if exact:
            within = self._adjacent("forms", tuple(exact), within, scored=False)
        found = [self._adjacent("forms", (*exact, word), within) for word in self._expanded(last)]
        return _sums(found)

    def _expanded(self, prefix: str) -> list[str]:
        taken = list(islice(self._postings.beginning(prefix), self._expansions_left + 1))
        if len(taken) > self._expansions_left:
            self.partial = True
            taken.pop()
        self._expansions_left -= len(taken)
        return taken

    def _adjacent(
        self,
        field: Field,
        words: tuple[str, ...],
        within: Collection[int] | None,
        *,
        scored: bool = True,
    ) -> Scores:
        if len(words) == 1:
            walk = self._walk(field, words[0], within)
            return {docnum: posting.score() if scored else 0.0 for docnum, posting in walk}
        scores: Scores = {}
        starts: dict[int, set[int]] = {}
        # Rare words first here, too. A start is where the whole sequence would have to begin.
        for shift, word in sorted(enumerate(words), key=lambda at: self._frequency(field, at[1])):
            found: Scores = {}
            for docnum, posting in self._walk(field, word, within):
                here = {position - shift for position in posting.positions()}
                here &= starts.get(docnum, here)
                if here:
                    starts[docnum] = here
                    found[docnum] = scores.get(docnum, 0.0) + (posting.score() if scored else 0.0)
            scores = within = found
            if not found:
                break
        return scores

    def _walk(
        self, field: Field, word: str, within: Collection[int] | None
    ) -> Iterator[tuple[int, Posting]]:
        for count, found in enumerate(self._postings.walk(field, word, within)):
            if self._late or (count % _CLOCK_STEP == 0 and perf_counter() > self._deadline):
                self._late = self.partial = True
                return
            yield found

    def _frequency(self, field: Field, word: str) -> int:
        return self._postings.frequency(field, word)

    def _size(self, plan: Plan) -> int:
        """About how many documents a plan matches: an upper bound that is cheap to get."""
        match plan:
            case Term(word, False):
                return self._frequency("stems", stem(word))
            case Sequence(words, False):
                return min(self._frequency("stems", stem(word)) for word in words)
            case AllOf(parts):
                return min(map(self._size, parts))
            case AnyOf(parts) | Named(parts):
                return sum(map(self._size, parts))
            case Without(keep, _) | Prefer(keep, _):
                return self._size(keep)
            case _:
                return self._postings.documents


def shown(score: float, *, furniture: bool) -> float:
    """A score between 0 and 1, plus 1 outside the furniture: all ranks in one number."""
    return round(score / (score + _TOGETHER_BONUS), 12) + (not furniture)


def _sums(found: list[Scores], bonus: float = 0.0) -> Scores:
    """What is in any of them, with all scores added, and a bonus for each."""
    if len(found) == 1 and not bonus:
        return found[0]
    total: defaultdict[int, float] = defaultdict(float)
    for scores in found:
        for docnum, score in scores.items():
            total[docnum] += score + bonus
    return dict(sorted(total.items()))


def _raised(scores: Scores, better: Collection[int], bonus: float) -> Scores:
    return {
        docnum: score + bonus if docnum in better else score for docnum, score in scores.items()
    }


def _weight(plan: Plan) -> float:
    """The bonus for words that stand together: more for more words."""
    match plan:
        case Sequence(words):
            return _TOGETHER_BONUS * len(words)
        case AnyOf(parts):
            return max(map(_weight, parts))
        case _:
            return _TOGETHER_BONUS

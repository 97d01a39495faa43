"""Where in a sentence the words are that a plan looks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lunar_tui.search import dated
from lunar_tui.search.analysis import located
from lunar_tui.search.plan import (
    AllOf,
    AnyOf,
    Field,
    Form,
    Named,
    Only,
    Plan,
    Prefer,
    Sequence,
    Term,
    Without,
    terms,
)
from lunar_tui.search.vocabulary import KEY

MAX_TEXT = 50_000
"""Characters of a sentence that are looked at: what is longer is not a sentence."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a plan is marked in sentences; made once for all hits of a query."""

    plan: Plan
    dates: dated.Wanted

    @classmethod
    def of(cls, plan: Plan) -> Marks:
        forms = (form.text for term in terms(plan) for form in term.forms)
        return cls(plan, dated.Wanted(form for form in forms if form.startswith(KEY)))

    def spans(self, text: str, offset: int = 0) -> tuple[tuple[int, int], ...]:
        """The spans of `text` that were asked for, moved by `offset`; sorted, not overlapping.

        Words that belong together are one span. The words of a name are marked alone only where
        the sentence has no form of the whole name.
        """
        sentence = read(text)
        found = [
            (sentence.starts[first], sentence.ends[last])
            for first, last in _found(self.plan, sentence)
        ]
        if self.dates:
            found += self.dates.spans(text[:MAX_TEXT])
        merged: list[list[int]] = []
        for start, end in sorted(found):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(end, merged[-1][1])
            else:
                merged.append([start, end])
        return tuple((start + offset, end + offset) for start, end in merged)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence, and where they begin and end."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def read(text: str) -> Words:
    """The words of a sentence; kept, as the same ones come back with every letter of a query."""
    return _read(text[:MAX_TEXT])


@lru_cache(maxsize=2048)
def _read(text: str) -> Words:
    words, starts, ends = located(text)
    return Words(tuple(words), tuple(starts), tuple(ends))


def _found(plan: Plan, sentence: Words) -> set[tuple[int, int]]:
    """First and last word of each span."""
    match plan:
        case Term():
            return set(_adjacent((plan,), sentence))
        case Sequence(parts):
            return set(_adjacent(parts, sentence))
        case AllOf(parts) | AnyOf(parts):
            return {span for part in parts for span in _found(part, sentence)}
        case Without(keep, _) | Field(keep):
            return _found(keep, sentence)
        case Prefer(keep, better):
            return _found(keep, sentence) | _found(better, sentence)
        case Named(names, words):
            whole = {span for name in names for span in _found(name, sentence)}
            return whole or {span for word in words for span in _found(word, sentence)}
        case Only():
            return set()


def _adjacent(parts: Collection[Term], sentence: Words) -> Iterator[tuple[int, int]]:
    first, *others = (_texts(term.forms) for term in parts)
    words = sentence.words
    if first.isdisjoint(words):
        return
    for at, word in enumerate(words):
        if word in first:
            last = at + len(others)
            if last < len(words) and all(
                words[at + step] in other for step, other in enumerate(others, 1)
            ):
                yield at, last


@lru_cache(maxsize=512)
def _texts(forms: tuple[Form, ...]) -> frozenset[str]:
    return frozenset(form.text for form in forms)

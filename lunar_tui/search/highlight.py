"""Where in a sentence the words are that a plan looks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lunar_tui.search.analysis import analyse, stem
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

MAX_TEXT = 50_000
"""Characters of a sentence that are looked at: what is longer is not a sentence."""


def highlights(plan: Plan, text: str, offset: int = 0) -> tuple[tuple[int, int], ...]:
    """The spans of `text` that the plan asked for, moved by `offset`; sorted, not overlapping.

    Words that belong together are one span. The words of a name are marked alone only where
    the sentence has no form of the whole name.
    """
    sentence = _read(text[:MAX_TEXT])
    merged: list[list[int]] = []
    for first, last in sorted(_found(plan, sentence)):
        start, end = sentence.starts[first], sentence.ends[last]
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([start, end])
    return tuple((start + offset, end + offset) for start, end in merged)


def read_ahead(text: str) -> None:
    """Prepares `text`: what is asked of it first takes as long as what is asked later."""
    _read(text[:MAX_TEXT])


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: tuple[str, ...]
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=2048)
def _read(text: str) -> _Sentence:
    # Kept, because the same sentences come back with every letter of a query.
    tokens = analyse(text)
    return _Sentence(
        tuple(token.text for token in tokens),
        tuple(stem(token.text) for token in tokens),
        tuple(token.start for token in tokens),
        tuple(token.end for token in tokens),
    )


def _found(plan: Plan, sentence: _Sentence) -> set[tuple[int, int]]:
    """First and last word of each span."""
    match plan:
        case Term(word, prefix):
            return _adjacent((word,), sentence, prefix=prefix)
        case Sequence(words, prefix):
            return _adjacent(words, sentence, prefix=prefix)
        case AllOf(parts) | AnyOf(parts):
            return {span for part in parts for span in _found(part, sentence)}
        case Without(keep, _):
            return _found(keep, sentence)
        case Prefer(keep, better):
            return _found(keep, sentence) | _found(better, sentence)
        case Named(names, words):
            whole = {span for name in names for span in _found(name, sentence)}
            return whole or {span for word in words for span in _found(word, sentence)}


def _adjacent(words: tuple[str, ...], sentence: _Sentence, *, prefix: bool) -> set[tuple[int, int]]:
    count = len(words)
    if prefix:
        *exact, last = words
        head = tuple(exact)
        return {
            (at, at + count - 1)
            for at in range(len(sentence.words) - count + 1)
            if sentence.words[at + count - 1].startswith(last)
            and sentence.words[at : at + count - 1] == head
        }
    stems = tuple(map(stem, words))
    return {
        (at, at + count - 1)
        for at in range(len(sentence.stems) - count + 1)
        if sentence.stems[at : at + count] == stems
    }

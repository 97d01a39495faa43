"""What to look for, spelled out: the form in which a query reaches an engine.

Whatever one typed word may stand for (inflections, spellings, beginnings, dates) is listed in its
`Term`, with what it is worth. An engine compares words; it does not know any language. A plan
always asks for something: exclusions stand only in `Without`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Place: TypeAlias = tuple[str, int, int]
"""A sentence by where it stands: source, start, end."""

How = Literal["typed", "inflected", "derived", "spelt", "begins", "date"]
"""Why a form stands for what was typed."""


class Form(NamedTuple):
    """A word as it is indexed (see `analysis.words`), or a key; worth `weight`, at most 1."""

    text: str
    weight: float = 1.0
    how: How = "typed"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was asked for, in any of its forms; the first is the one that was typed.

    `known`: sentences of which the workspace says that they are about it, whatever their words.
    """

    typed: str
    forms: tuple[Form, ...]
    known: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class Sequence:
    """Two or more terms next to each other."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part, anywhere in the sentence."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part.

    With `count`, more parts rank above fewer, and where some are rare, those that are common only
    add to what the rare ones find.
    """

    parts: tuple[Plan, ...]
    count: bool = False


@dataclass(frozen=True, slots=True)
class Without:
    """`keep`, but not where `drop` is found too."""

    keep: Plan
    drop: Plan


@dataclass(frozen=True, slots=True)
class Prefer:
    """What `keep` matches, and nothing else; where `better` matches too, it ranks higher."""

    keep: Plan
    better: Plan


@dataclass(frozen=True, slots=True)
class Named:
    """A thing under any of its names, the typed one first; below that, the typed words scattered.

    `words` is empty when the typed name is one word or was quoted. `known` as in `Term`.
    """

    names: tuple[Term | Sequence, ...]
    words: tuple[Term, ...] = ()
    known: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class Only:
    """Sentences of the named sources, zones or places, whatever they say (None: of all)."""

    sources: frozenset[str] | None = None
    zones: frozenset[str] | None = None
    places: frozenset[Place] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What `part` matches, in the sentence itself: never around it, and never given up."""

    part: Plan


Plan: TypeAlias = Term | Sequence | AllOf | AnyOf | Without | Prefer | Named | Only | Field


def sequence(terms: tuple[Term, ...]) -> Term | Sequence:
    """The terms next to each other; a single one needs no sequence."""
    return terms[0] if len(terms) == 1 else Sequence(terms)


def all_of(parts: tuple[Plan, ...]) -> Plan:
    """All parts, or the only one."""
    return parts[0] if len(parts) == 1 else AllOf(parts)


def any_of(parts: tuple[Plan, ...]) -> Plan:
    """Any part, or the only one."""
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def terms(plan: Plan) -> Iterator[Term]:
    """Every term that speaks for a sentence; what is excluded does not."""
    match plan:
        case Term():
            yield plan
        case Sequence(found):
            yield from found
        case Named(names, words):
            for name in names:
                yield from terms(name)
            yield from words
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from terms(part)
        case Without(keep, _) | Field(keep):
            yield from terms(keep)
        case Prefer(keep, better):
            yield from terms(keep)
            yield from terms(better)
        case Only():
            return


def typed(part: Plan) -> str:
    """What was typed for a part."""
    match part:
        case Term(word):
            return word
        case Sequence(parts):
            return " ".join(term.typed for term in parts)
        case Named(names):
            return typed(names[0])
        case AllOf(parts):
            return " ".join(map(typed, parts))
        case AnyOf(parts):
            return typed(parts[0])
        case Prefer(keep, better):
            return typed(keep) or typed(better)
        case Without(keep, _) | Field(keep):
            return typed(keep)
        case Only():
            return ""


def is_filter(part: Plan) -> bool:
    """Whether it asks what a sentence is, whatever it says."""
    match part:
        case Only() | Field():
            return True
        case AllOf(parts) | AnyOf(parts):
            return all(map(is_filter, parts))
        case Without(keep, _):
            return is_filter(keep)
        case _:
            return False


def flat(parts: Iterable[Plan]) -> tuple[Plan, ...]:
    """The parts that must all be there, those of inner conjunctions among them."""
    found: list[Plan] = []
    for part in parts:
        while isinstance(part, Prefer):
            part = part.keep  # noqa: PLW2901 - the order of its words is no part of its own
        if isinstance(part, AllOf):
            found += flat(part.parts)
        else:
            found.append(part)
    return tuple(found)

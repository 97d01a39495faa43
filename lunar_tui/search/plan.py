"""What to look for, in analysed words: the form in which a query reaches an engine.

Words here are normal forms as `analysis.analyse` gives them. A plan always asks for something:
exclusions stand only in `Without`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Term:
    """A word in any English inflection; as a prefix, any word that begins with it."""

    word: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Two or more words next to each other, in any inflection.

    With `prefix` the last word is only a beginning, and the words before it must have exactly
    the given form.
    """

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part, anywhere in the sentence."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part. With `count`, more parts rank above fewer, whatever the words are."""

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
    """A thing under any of its names; below that, the words that were typed, scattered.

    `words` is empty when the typed name is one word or was quoted.
    """

    names: tuple[Term | Sequence, ...]
    words: tuple[Term, ...] = ()


Plan: TypeAlias = Term | Sequence | AllOf | AnyOf | Without | Prefer | Named


def phrase(words: tuple[str, ...], *, prefix: bool = False) -> Term | Sequence:
    """The words next to each other; a single word needs no sequence."""
    return Term(words[0], prefix) if len(words) == 1 else Sequence(words, prefix)


def all_of(parts: tuple[Plan, ...]) -> Plan:
    """All parts, or the only one."""
    return parts[0] if len(parts) == 1 else AllOf(parts)


def any_of(parts: tuple[Plan, ...]) -> Plan:
    """Any part, or the only one."""
    return parts[0] if len(parts) == 1 else AnyOf(parts)

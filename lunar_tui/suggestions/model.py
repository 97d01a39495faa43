"""What is suggested: a claim that somebody may make of a sentence, and why."""

from __future__ import annotations

import builtins
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from lunar_tui.facts.model import Claim, Evidence, Qualifiers, Value

Span = tuple[int, int]

# Neither is an identifier, so that no entity and no property is called so.
_NOBODY, _NAME = "(none)", "(name)"


class Highlights(NamedTuple):
    """The words behind a suggestion, as half-open spans of the article.

    ``subject`` is the name of the entity, or the word that stands for it.
    """

    trigger: Span
    subject: Span
    value: Span


class Suggestion(NamedTuple):
    """A claim that the sentence ``start``–``end`` of an article may support.

    The first of ``evidence`` says it; where that does not name the entity, a second one, which only
    mentions it, does. ``claim`` is the id of a claim of the same value that lacks this quote, or
    empty. ``confidence`` goes from 0 to 1 and only puts suggestions in order.
    """

    id: str
    entity: str
    property: str
    value: Value
    qualifiers: Qualifiers
    evidence: tuple[Evidence, ...]
    source: str
    start: int
    end: int
    zone: str
    highlights: Highlights
    rule: str
    confidence: float
    claim: str = ""

    @builtins.property  # the field `property` hides the name in this class
    def quote(self) -> str:
        """The words that say it."""
        return self.evidence[0].quote

    def as_claim(self) -> Claim:
        """The claim that it would be; its id is that of the suggestion."""
        return Claim(
            self.id, self.entity, self.property, self.value, self.qualifiers, self.evidence
        )


class Noted(NamedTuple):
    """What tells one suggestion from another, wherever in its article it stands."""

    source: str
    entity: str
    property: str
    value: str
    quote: str

    @builtins.property
    def id(self) -> str:
        """Short, and the same as long as the sentence and what is read from it stay."""
        parts = (*self[:-1], " ".join(self.quote.split()))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:10]


def noted_name(name: str, source: str) -> Noted:
    """What is written down of a name that is to be no entity, whichever article uses it."""
    return Noted(source, _NOBODY, _NAME, name, name)


def dismissed_names(dismissed: Iterable[Noted]) -> frozenset[str]:
    """The names among what was dismissed."""
    return frozenset(noted.value for noted in dismissed if noted[1:3] == (_NOBODY, _NAME))


def value_key(value: Value) -> str:
    """What a value says, on one line: a date, ``1731 g``, the id of an entity, or its words."""
    if value.type == "date":
        return value.date
    if value.type == "entity":
        return value.entity
    if value.type == "quantity":
        words = f"{value.amount} {value.unit}".strip()
        return words if value.accuracy == "exact" else f"{value.accuracy} {words}"
    return " ".join(value.text.split())

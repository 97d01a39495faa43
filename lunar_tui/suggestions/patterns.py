"""Patterns over the tokens of a sentence, written as text.

``S`` is the name of the subject, ``V`` that of a value, ``D`` the demonym of a country that is a
value, ``M`` any name, ``W`` a word of a noun phrase; ``a|b`` is one of these words, ``x?`` may be
missing, ``~3`` stands for up to three tokens within a clause, ``+3`` for up to three words of a
noun phrase, without names.
``S`` and ``V`` are no possessors ("China's"), but where ``'s`` follows them in the pattern.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lunar_tui.suggestions.lexicon import ARTICLES, BREAKS, CONNECTORS, SPEECH
from lunar_tui.suggestions.reading import Cast, Reading


class Step(NamedTuple):
    """One part of a pattern: a ``kind`` of token, or a gap of up to ``most`` tokens."""

    kind: str
    words: frozenset[str] = frozenset()
    optional: bool = False
    most: int = 0

    @property
    def tells(self) -> bool:
        """Whether it is a word that must be there, no sign."""
        return not self.optional and bool(self.words - CONNECTORS - ARTICLES)


class Match(NamedTuple):
    """The tokens that a pattern found; ``word`` is the first of its own words, or -1."""

    subject: int
    values: tuple[int, ...]
    word: int
    last: int


#: Of these, longer names are made: "New York Stock Exchange", "Ford Canada".
_PLAIN = frozenset({"place", "country", "body"})
_NAMES = ("S", "V", "D", "M", "W")
_POSSESSIVE = frozenset({"'s", "’s"})


@cache
def compiled(pattern: str) -> tuple[Step, ...]:
    """The steps of a pattern."""
    return tuple(_step(part) for part in pattern.split())


def _step(part: str) -> Step:
    optional = part.endswith("?") and len(part) > 1
    part = part.removesuffix("?")
    if part in _NAMES:
        return Step(part, optional=optional)
    if part[0] in "~+" and part[1:].isdigit():
        return Step(part[0], most=int(part[1:]))
    words = _POSSESSIVE if part == "'s" else frozenset(part.split("|"))
    return Step("word", words, optional)


def required(pattern: str) -> tuple[frozenset[str], ...]:
    """For each word that must stand in a sentence, the forms that it may have."""
    return tuple(
        step.words for step in compiled(pattern) if step.kind == "word" and not step.optional
    )


class Search(NamedTuple):
    """A sentence in which a pattern is looked for, and the roles that its names must play."""

    reading: Reading
    people: Cast
    subjects: frozenset[str]
    values: frozenset[str]

    def find(self, pattern: str) -> Iterator[Match]:
        """The places where a pattern fits, one for each beginning."""
        steps = compiled(pattern)
        for at in range(len(self.reading.tokens)):
            found = self._match(steps, 0, at, Match(-1, (), -1, -1))
            if found and not self._only_describes(found):
                yield found

    def _is_plain(self, at: int) -> bool:
        """Whether a word is no part of a name that nobody knows: "Brazil's Dauster"."""
        return not self.reading.is_proper(at) and self.reading.low(at) not in SPEECH

    def _only_describes(self, match: Match) -> bool:
        """Whether a country at the end belongs to a noun: "part of the U.S. market"."""
        at = match.last
        if at not in match.values or not self._is_country(at):
            return False
        return self.reading.describes(at)

    def _is_country(self, at: int) -> bool:
        entities = self.reading.tokens[at].entities
        return bool(entities) and "country" in self.people.roles.get(entities[0], frozenset())

    def _match(self, steps: tuple[Step, ...], number: int, at: int, so_far: Match) -> Match | None:
        if number == len(steps):
            return so_far._replace(last=at - 1)
        step = steps[number]
        if step.kind in "~+":
            return self._gap(steps, number, at, so_far)
        if at < len(self.reading.tokens) and self._fits(steps, number, at):
            found = self._match(steps, number + 1, at + 1, _taken(step, at, so_far))
            if found:
                return found
        return self._match(steps, number + 1, at, so_far) if step.optional else None

    def _gap(self, steps: tuple[Step, ...], number: int, at: int, so_far: Match) -> Match | None:
        step = steps[number]
        for end in range(at, min(at + step.most, len(self.reading.tokens)) + 1):
            if end > at and not self._bridges(step.kind, end - 1):
                return None
            found = self._match(steps, number + 1, end, so_far)
            if found:
                return found
        return None

    def _bridges(self, kind: str, at: int) -> bool:
        token = self.reading.tokens[at]
        if kind == "~":
            return token.low not in BREAKS
        return not token.entities and token.low not in CONNECTORS and self._is_plain(at)

    def _fits(self, steps: tuple[Step, ...], number: int, at: int) -> bool:
        step, token = steps[number], self.reading.tokens[at]
        if step.kind == "word":
            return not token.entities and token.low in step.words
        if step.kind == "W":
            return self._bridges("+", at) and token.low.isalpha()
        if step.kind == "D":
            return bool(token.nation) and not token.entities
        if not token.entities:
            return False
        owns = number + 1 < len(steps) and steps[number + 1].words == _POSSESSIVE
        if step.kind == "M":
            return True
        roles = self.subjects if step.kind == "S" else self.values
        return (
            self.reading.is_possessor(at) == owns
            and len(token.entities) == 1
            and self.people.plays(token.entities[0], roles)
            and not (roles & _PLAIN and self.reading.is_part(at))
        )


def _taken(step: Step, at: int, so_far: Match) -> Match:
    if step.kind == "S":
        return so_far._replace(subject=at)
    if step.kind in "VD":
        return so_far._replace(values=(*so_far.values, at))
    if step.kind == "word" and so_far.word < 0 and step.tells:
        return so_far._replace(word=at)
    return so_far

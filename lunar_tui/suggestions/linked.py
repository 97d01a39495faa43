"""Links between two entities of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lunar_tui.facts.model import Value
from lunar_tui.suggestions.dealings import DEALINGS
from lunar_tui.suggestions.drafts import Draft, Subject
from lunar_tui.suggestions.lexicon import ARTICLES, CONNECTORS, HEADS, LESSER, STAFF, wordset
from lunar_tui.suggestions.offices import OFFICES
from lunar_tui.suggestions.patterns import Match, Search, required
from lunar_tui.suggestions.phrases import Stems, places
from lunar_tui.suggestions.questions import Asking, LinkQuestion
from lunar_tui.suggestions.reading import Cast, Reading
from lunar_tui.suggestions.relations import BELONGING, Relation

RELATIONS = (*OFFICES, *BELONGING, *DEALINGS)
_HEADS = frozenset(HEADS.split("|"))
#: Words of offices; who "leads" something has none that is said.
_TITLES = (
    _HEADS | frozenset(STAFF.split("|")) | wordset("premier chancellor king queen deputy vice")
)
_TITLE = wordset("executive general managing chief officer deputy vice senior retired")
_RELATIVE = wordset("which that who")
_REACH = 4
_ANY = 3
_PLACES = frozenset({"place", "country"})
_LARGE = frozenset({"place", "body"})
_BESIDE = wordset("with by between for")


class _Asked(NamedTuple):
    """The properties of a workspace that a relation can answer; empty: there is none."""

    link: str
    inverse: str
    title: str


class Link(NamedTuple):
    """A relation, and what a workspace asks of it."""

    relation: Relation
    asked: _Asked


def link_rules(asking: Asking) -> tuple[Link, ...]:
    """The relations that answer some property of a workspace."""
    found = (Link(relation, _asked(relation, asking)) for relation in RELATIONS)
    return tuple(one for one in found if one.asked.link or one.asked.inverse)


def _asked(relation: Relation, asking: Asking) -> _Asked:
    inverse, title = relation.inverse, ("role", "title", "position") if relation.role else ()
    return _Asked(
        asking.id("entity", *relation.properties),
        asking.id("entity", *inverse) if inverse else "",
        asking.id("text", *title) if title else "",
    )


def links(reading: Reading, people: Cast, rules: Sequence[Link]) -> Iterator[Draft]:
    """What the patterns of :mod:`relations` show."""
    words = reading.words
    done: set[str] = set()
    several = sum(bool(token.entities or token.nation) for token in reading.tokens) > 1
    for relation, asked in rules if several else ():
        if relation.unless in done:
            continue
        search = Search(reading, people, relation.subjects, relation.values)
        for pattern in relation.patterns:
            if all(forms & words for forms in required(pattern)):
                for match in search.find(pattern):
                    done.add(relation.id)
                    yield from _drafts(search, relation, match, asked)


def _drafts(search: Search, relation: Relation, match: Match, asked: _Asked) -> Iterator[Draft]:
    reading, people = search.reading, search.people
    before = {reading.low(at) for at in range(match.word - _ANY, match.word)}
    if match.word >= 0 and "any" in before:
        # "any agreement between": none that is there.
        return
    if not (relation.fixed or relation.lasting) and _is_among(reading, match):
        return
    if relation.role and _is_lesser(reading, relation, match.word):
        return
    for at in match.values:
        one, other = _entity(reading, match.subject), _entity(reading, at)
        subject, value, here, there = one, other, match.subject, at
        if relation.swap:
            subject, value, here, there = other, one, at, match.subject
        if subject == value or people.roles.get(subject, frozenset()) & relation.never:
            continue
        if people.roles.get(value, frozenset()) & relation.never_values:
            continue
        if relation.fixed and _only_describes(search, match):
            continue
        trigger = match.word if match.word >= 0 else there
        titled = reading.low(match.word) in _TITLES
        role = _title(reading, match.word) if relation.role and titled else ""
        draft = _draft(reading, (subject, here), (value, there), trigger)._replace(
            rule=relation.id, lasting=relation.lasting, fixed=relation.fixed
        )
        sure = relation.confidence
        if asked.link:
            yield draft._replace(property=asked.link, role=role, confidence=sure)
        if asked.title and titled:
            yield _office(reading, (value, there), here, match.word)._replace(
                property=asked.title, rule=relation.id, confidence=sure - 0.1, lasting=True
            )
        if asked.inverse:
            back = _draft(reading, (value, there), (subject, here), trigger)
            yield back._replace(
                property=asked.inverse,
                rule=relation.id,
                confidence=sure - 0.05,
                lasting=relation.lasting,
                fixed=relation.fixed,
            )


def _is_among(reading: Reading, match: Match) -> bool:
    """Whether what does something only stands beside who does: "agreed with Acme to acquire"."""
    at = match.subject - 1
    while reading.low(at) in ARTICLES:
        at -= 1
    return 0 <= match.subject < match.word and reading.low(at) in _BESIDE


def _draft(
    reading: Reading, subject: tuple[str, int], value: tuple[str, int], trigger: int
) -> Draft:
    """A link between two entities, each with its token."""
    token = reading.tokens[value[1]]
    linked = Value("entity", "", entity=value[0])
    named = not reading.tokens[subject[1]].stands
    return Draft(
        "", Subject(*subject, named=named), linked, token.start, token.end, trigger, "", 0.0
    )


def _only_describes(search: Search, match: Match) -> bool:
    """Whether the last name is that of a place or body which stands before a noun."""
    token = search.reading.tokens[match.last]
    large = any(search.people.roles.get(one, frozenset()) & _LARGE for one in token.entities)
    before = search.reading.low(match.subject - 1)
    return (large and search.reading.describes(match.last)) or before in _BESIDE


def _entity(reading: Reading, at: int) -> str:
    token = reading.tokens[at]
    return token.entities[0] if token.entities else token.nation


def _is_lesser(reading: Reading, relation: Relation, word: int) -> bool:
    """Whether a title is only that of a deputy or of a former one."""
    before = {reading.low(word - 1), reading.low(word - 2)}
    if relation.id == "deputy":
        return bool(before & (LESSER - {"deputy", "vice"}))
    return bool(before & LESSER)


def _office(reading: Reading, person: tuple[str, int], body: int, word: int) -> Draft:
    """A title with what it is of, in the words of the sentence."""
    first, last = _title_span(reading, word)
    start = reading.tokens[min(first, body)].start
    end = reading.tokens[max(last, body)].end
    value = Value("text", reading.text[start:end])
    named = not reading.tokens[person[1]].stands
    return Draft("", Subject(*person, named=named), value, start, end, word, "", 0.0)


def _title(reading: Reading, word: int) -> str:
    first, last = _title_span(reading, word)
    return reading.text[reading.tokens[first].start : reading.tokens[last].end]


def _title_span(reading: Reading, word: int) -> tuple[int, int]:
    first = last = word
    while reading.low(first - 1) in _TITLE:
        first -= 1
    while reading.low(last + 1) in _TITLE or (last == word and reading.low(last + 1) in _HEADS):
        last += 1
    return first, last


def worded(
    reading: Reading, people: Cast, stems: Stems, questions: tuple[LinkQuestion, ...]
) -> Iterator[Draft]:
    """Links that the words of a property itself make: "launched through", "exhibited at"."""
    for question in questions:
        for phrase in question.phrases:
            for first, last in places(stems, phrase):
                value = _next(reading, last + 1)
                subject = _previous(reading, first)
                if value < 0 or subject < 0 or _is_other(reading, people, subject, first):
                    continue
                one, other = _entity(reading, subject), _entity(reading, value)
                if one != other and people.plays(other, question.values):
                    draft = _draft(reading, (one, subject), (other, value), first)
                    draft = draft._replace(property=question.property, rule="words")
                    yield draft._replace(confidence=0.7)
                    if phrase[-1] == "with" and people.plays(one, question.values):
                        # What is done with another, both do.
                        back = _draft(reading, (other, value), (one, subject), first)
                        yield draft._replace(subject=back.subject, value=back.value)._replace(
                            start=back.start, end=back.end, confidence=0.65
                        )


def _is_other(reading: Reading, people: Cast, subject: int, first: int) -> bool:
    """Whether a place or country only describes what a phrase is about: "U.S. banks, led by"."""
    token = reading.tokens[subject]
    large = any(people.roles.get(one, frozenset()) & _PLACES for one in token.entities)
    return large and subject + 1 < first and reading.describes(subject)


def _next(reading: Reading, at: int) -> int:
    """The name that follows within a noun phrase; -1: none does."""
    for index in range(at, min(at + _REACH, len(reading.tokens))):
        token = reading.tokens[index]
        if token.entities:
            if reading.is_possessor(index):
                continue
            return index if len(token.entities) == 1 else -1
        if token.low in CONNECTORS and token.low not in ("'s", "’s"):
            return -1
    return -1


def _previous(reading: Reading, at: int) -> int:
    """The name of which a phrase says something; -1: it is not certain which."""
    before = reading.low(at - 1)
    if before == "," and reading.low(at).endswith("ing"):
        # "…, working with …" is said of the one that the sentence is about.
        return next((i for i in reading.named() if i < at and not reading.is_possessor(i)), -1)
    while reading.low(at - 1) in ("was", "is", "were", "are", "been", "has", "have", "be", "will"):
        at -= 1
    if reading.low(at - 1) in _RELATIVE:
        at -= 2 if reading.low(at - 2) == "," else 1
    for index in range(at - 1, max(-1, at - _REACH), -1):
        token = reading.tokens[index]
        if token.entities:
            fits = len(token.entities) == 1 and not reading.is_possessor(index)
            return index if fits else -1
        if token.low in CONNECTORS:
            return -1
    return -1

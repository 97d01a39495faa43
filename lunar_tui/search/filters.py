"""Fields of a query, as plans: what a sentence must be, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches

from lunar_tui.corpus import calendar
from lunar_tui.corpus.zones import CONTENT, ZONES
from lunar_tui.search import dated
from lunar_tui.search.analysis import words
from lunar_tui.search.forms import Expander
from lunar_tui.search.lexer import enclosed, quoted
from lunar_tui.search.plan import (
    Named,
    Only,
    Place,
    Plan,
    Prefer,
    Sequence,
    Term,
    Without,
    any_of,
    sequence,
)
from lunar_tui.search.subject import Subject
from lunar_tui.search.vocabulary import KEY

_RANGE = ".."
_SLASHED, _MONTHS = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII), 12
_DECADE = re.compile(r"[12]\d\d0s", re.ASCII)
_EARLIEST, _LATEST = 1800, 2199
"""Years whose decades are looked for by their names."""
_LONGEST_HINT = 40
_ANSWERS = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


class Filters:
    """Fields to plans, for one query. What a value does not name is said in the notes."""

    def __init__(self, expander: Expander, subject: Subject) -> None:
        self._expander = expander
        self._subject = subject

    def plan(self, name: str, value: str) -> Plan | None:
        """What the field asks for; None if it cannot be told."""
        known: dict[str, Callable[[str], Plan | None]] = {
            "kind": self._kind,
            "source": self._source,
            "zone": self._zone,
            "date": self._date,
            "published": self._published,
            "entity": self._entity,
            "mentions": self._mentions,
            "cited": self._cited,
        }
        return known[name](value)

    def _unknown(self, name: str, value: str, known: Iterable[str]) -> None:
        options = {
            option.lower(): enclosed(option)
            for option in known
            if option.isprintable() and len(option) <= _LONGEST_HINT
        }
        close = get_close_matches(value.lower(), options, n=1)
        hint = f"did you mean {name}:{options[close[0]]}?" if close else "it is left out"
        self._expander.notes.append(f"{name}: {quoted(value)} is not known; {hint}")

    def _kind(self, value: str) -> Plan | None:
        kinds = self._subject.kinds
        found = [value.lower()] if value.lower() in kinds else []
        found = found or [kind for kind in kinds if kind.startswith(value.lower())]
        # A kind may be named in the plural, as the panels do.
        found = found or [kind for kind in kinds if value.lower().removesuffix("s") == kind]
        if not found:
            self._unknown("kind", value, kinds)
            return None
        entities = [entity for kind in found for entity in kinds[kind]]
        return self._about(entities) if entities else _NOWHERE

    def _entity(self, value: str) -> Plan | None:
        things = self._things("entity", value)
        return self._about(things) if things else None

    def _mentions(self, value: str) -> Plan | None:
        things = self._things("mentions", value)
        if not things:
            return None
        places: set[Place] = set()
        names: list[tuple[str, ...]] = []
        for thing in things:
            found = self._subject.mentions(thing)
            if found is None:
                note = "mentions: the articles are still being looked through for names"
                self._expander.notes.append(f"{note}; it is left out")
                return None
            places |= found
            names += self._subject.lexicon.forms_of(thing)
        only = Only(places=frozenset(places))
        # Where they stand in a sentence is known to the names only.
        return Prefer(only, Named(tuple(map(self._called, names)))) if names else only

    def _things(self, name: str, value: str) -> tuple[str, ...]:
        """The entities that a value names; that there are none is said."""
        lexicon = self._subject.lexicon
        things = lexicon.things(words(value)) or lexicon.matched(value)
        if not things:
            self._unknown(name, value, [called for _, called in self._subject.names])
        return tuple(things)

    def _about(self, things: Iterable[str]) -> Plan:
        """Sentences that name one of the things, or support a claim about one."""
        cited: set[Place] = set()
        parts: list[Plan] = []
        for thing in things:
            names = self._subject.lexicon.forms_of(thing)
            cited |= self._subject.about(thing)
            if names:
                parts.append(Named(tuple(map(self._called, names))))
        return any_of((*parts, Only(places=frozenset(cited))))

    def _called(self, name: tuple[str, ...]) -> Term | Sequence:
        return sequence(tuple(self._expander.term(word, strict=True) for word in name))

    def _source(self, value: str) -> Plan | None:
        begun = value.lower()
        files = (source.file for source in self._subject.listed)
        found = {file for file in files if file.lower().startswith(begun)}
        found |= self._subject.sources_called(words(value))
        if not found:
            self._unknown("source", value, values("source", self._subject))
            return None
        return Only(sources=frozenset(found))

    def _zone(self, value: str) -> Plan | None:
        found = [zone for zone in ZONES if zone.startswith(value.lower())]
        if not found:
            self._unknown("zone", value, ZONES)
            return None
        return Only(zones=frozenset(found))

    def _cited(self, value: str) -> Plan | None:
        answer = _ANSWERS.get(value.lower())
        if answer is None:
            self._unknown("cited", value, ("yes", "no"))
            return None
        cited = Only(places=self._subject.cited)
        return cited if answer else Without(Only(zones=CONTENT), cited)

    def _date(self, value: str) -> Plan | None:
        found = self._range("date", value)
        if found is None:
            return None
        days = self._expander.days(f"date:{value}", *found)
        named = [self._called(words(f"{decade}s")) for decade in _decades(*found)]
        # A year of which the range has some months only is not in it.
        kept = (
            form
            for form in days.forms
            if not _is_cut(form.text.removeprefix(KEY).removeprefix(dated.INFERRED), found[1])
        )
        return any_of((Term(days.typed, tuple(kept), days.known), *named))

    def _published(self, value: str) -> Plan | None:
        found = self._range("published", value)
        if found is None:
            return None
        return Only(
            sources=frozenset(
                source.file for source in self._subject.listed if _lies_in(source.published, *found)
            )
        )

    def _range(self, name: str, value: str) -> tuple[str, str] | None:
        """The first and last date of a range, each as far as it is known; empty: none."""
        first, dots, last = value.partition(_RANGE)
        both = (first, last) if dots else (first,)
        ends = self._in_one_order(name, tuple(map(str.strip, both)))
        found: list[str] = []
        for end in ends:
            # A decade stands for its first year, until it is known to be the end.
            day = end[:4] if _DECADE.fullmatch(end) else _day(end) if end else ""
            if day is None:
                self._expander.notes.append(
                    f"{name}: {quoted(value)} is no date; write it as 2024, 2024-06 or 2021..2024"
                )
                return None
            found.append(day)
        start, end = found[0], found[-1]
        if start and end and end < start[: len(end)]:
            start, end, ends = end, start, ends[::-1]
            said = f"{name}: {quoted(value)} ends before it begins; read as {_RANGE.join(ends)}"
            self._expander.notes.append(said)
        return start, f"{end[:3]}9" if _DECADE.fullmatch(ends[-1]) else end

    def _in_one_order(self, name: str, ends: tuple[str, ...]) -> tuple[str, ...]:
        """The ends of a range with slashes read alike: where one has its day first, so has all.

        What could be read otherwise is said.
        """
        slashed = [_SLASHED.fullmatch(end) for end in ends]
        day_first = any(parts and int(parts[1]) > _MONTHS for parts in slashed)
        read = []
        for end, parts in zip(ends, slashed, strict=True):
            if parts and parts[1] != parts[2] and max(int(parts[1]), int(parts[2])) <= _MONTHS:
                month, day = (parts[2], parts[1]) if day_first else (parts[1], parts[2])
                iso = f"{parts[3]}-{int(month):02}-{int(day):02}"
                self._expander.notes.append(f"{name}: {quoted(end)} is read as {iso}")
                read.append(iso)
            else:
                read.append(end)
        return tuple(read)


def values(name: str, subject: Subject) -> tuple[str, ...]:
    """What can stand after the name of a field, as far as it can be listed."""
    match name:
        case "kind":
            return tuple(subject.kinds)
        case "zone":
            return ZONES
        case "cited":
            return ("yes", "no")
        case "source":
            publishers = dict.fromkeys(source.publisher for source in subject.listed)
            return (*filter(None, publishers), *(source.file for source in subject.listed))
        case "entity" | "mentions":
            first: dict[str, str] = {}
            for thing, called in subject.names:
                first.setdefault(thing, called)
            return tuple(first.values())
        case _:
            return ()


_NOWHERE = Only(places=frozenset())


def _lies_in(published: str, first: str, last: str) -> bool:
    """Whether a date in EDTF, all of it, lies in a range."""
    start, _, end = (part.rstrip("~?%X-.") for part in published.partition("/"))
    # Of an interval only the end can tell that it is not too late.
    end = end or ("" if "/" in published else start)
    if not published or (first and start < first):
        return False
    return not last or (bool(end) and end[: len(last)] <= last and not _is_cut(end, last))


def _decades(first: str, last: str) -> range:
    """The first years of the decades that lie within a range, as far as people name them."""
    # A decade begins on the first day of its year, and ends on the last.
    start = int(first[:4]) + (first[4:] not in ("", "-01", "-01-01")) if first else _EARLIEST
    end = int(last[:4]) - (last[4:] not in ("", "-12", "-12-31")) if last else _LATEST
    start, end = max(start, _EARLIEST), min(end, _LATEST)
    return range(-(-start // 10) * 10, end - 8, 10)


def _is_cut(date: str, last: str) -> bool:
    """Whether a range that ends so ends within the date."""
    return len(date) < len(last) and last.startswith(date)


def _day(text: str) -> str | None:
    """A date in any usual form, as far as it is known; None if it is none."""
    text = text.strip()
    for found in calendar.in_query(text):
        if (found.start, found.end) == (0, len(text)) and found.when.year is not None:
            return dated.iso(found.when)
    return None

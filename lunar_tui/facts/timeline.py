"""The timeline: all claims that are dates, in order, each exactly as precise as its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date as Day  # noqa: N812 - an event has a date of its own
from itertools import groupby
from typing import Literal, NamedTuple

from lunar_tui.facts.clocks import Published
from lunar_tui.facts.dates import DateRange, Precision, date_range, is_approximate, precision
from lunar_tui.facts.model import Claim

Tense = Literal["past", "now", "planned"]


class Event(NamedTuple):
    """A claim whose value is a date, and what days it can mean.

    ``date`` is EDTF. ``earliest`` and ``latest`` are as of :func:`dates.date_range`: None where the
    date is open or beyond the calendar, one unit further where it is ``approximate``. ``tense`` is
    as of its sources, not of today: see :func:`tense_of`.
    """

    claim: Claim
    date: str
    precision: Precision
    approximate: bool
    earliest: Day | None
    latest: Day | None
    tense: Tense


class Year(NamedTuple):
    """What an event is listed under: one year, a decade or a century.

    Sorted, a decade follows its first year: both begin alike, and the shorter comes first.
    """

    first: int
    last: int

    @property
    def label(self) -> str:
        """``2020``, ``the 2040s``, ``1900–1999``; ``other dates`` for what has no year."""
        if self == _NO_YEAR:
            return "other dates"
        if self.first == self.last:
            return str(self.first)
        if self.last - self.first == 9:
            return f"the {self.first}s"
        return f"{self.first}–{self.last}"


_NO_YEAR = Year(10_000, 10_000)
_YEARS_OF: dict[Precision, int] = {"decade": 10, "century": 100}


def timeline(claims: Iterable[Claim], published: Published) -> tuple[Event, ...]:
    """The claims among ``claims`` that are dates, as events in order.

    They are sorted by what they are listed under, then by the first day, then by the last, then by
    entity, property and id. An open beginning counts as its end: ``../2030`` is the last of 2030.
    An approximate date stands where the exact one would. What has no day in the calendar comes
    last. Whatever its rank and certainty, no claim is left out, unless its date is not EDTF.
    """
    found = (_event(claim, published) for claim in claims if claim.value.type == "date")
    return tuple(sorted(filter(None, found), key=_key))


def year_of(event: Event) -> str:
    """The label of what an event is listed under; :class:`Year` names them.

    A date that is no more exact than a decade or a century stands under that. A deadline
    (``../2035``) stands under its year, any other interval and a set under the first of them.
    """
    return _year(event.date).label


def by_year(events: Iterable[Event]) -> Iterator[tuple[str, tuple[Event, ...]]]:
    """Events that are in order, by the label of what they are listed under."""
    for label, group in groupby(events, year_of):
        yield label, tuple(group)


def tense_of(claim: Claim, published: Published) -> Tense:
    """Whether a claim tells of the past, as seen from the articles that support it.

    ``planned``: it is called so, or its date lies wholly after the last day on which the latest of
    the articles can have been published, or it names a deadline that was still to come. ``now``: a
    stretch of time (an interval) that had begun by then and was not over. ``past``: the rest. A
    source says that it happened; that the day of the report lies within the month that it names
    does not make it a plan, nor does a report of which nobody knows when it was published.

    Raises:
        ValueError: the date is not EDTF.
    """
    days, unit = date_range(claim.value.date), precision(claim.value.date)
    if claim.qualifiers.certainty == "planned":
        return "planned"
    report = _last_report(claim, published)
    if report is None:
        return "past"
    ahead = days.latest is None or days.latest > report
    begun = days.earliest is None or days.earliest <= report
    if not begun:
        return "planned"
    if not ahead or unit not in ("interval", "open"):
        return "past"
    # Beginning and end are unknown where both lie beyond the calendar.
    if days.earliest is None:
        return "planned" if days.latest else "past"
    return "now"


def _event(claim: Claim, published: Published) -> Event | None:
    edtf = claim.value.date
    try:
        earliest, latest = date_range(edtf)
    except ValueError:
        return None
    approximate = is_approximate(edtf)
    tense = tense_of(claim, published)
    return Event(claim, edtf, precision(edtf), approximate, earliest, latest, tense)


def _last_report(claim: Claim, published: Published) -> Day | None:
    """The last day on which a supporting article can have come out; None where it is not known."""
    days = []
    for file in claim.sources:
        try:
            days.append(date_range(published.get(file, "")).latest)
        except ValueError:
            days.append(None)
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def _key(event: Event) -> tuple[Year, Day, Day, str, str, str]:
    claim, days = event.claim, _exact(event.date)
    first = days.earliest or days.latest or Day.max
    last = days.latest or Day.max
    return _year(event.date), first, last, claim.entity, claim.property, claim.id


def _exact(edtf: str) -> DateRange:
    """The days of a date as if it were not approximate."""
    try:
        return date_range(re.sub(r"[~?%]", "", edtf))
    except ValueError:
        return date_range(edtf)


def _year(edtf: str) -> Year:
    days = _exact(edtf)
    day = days.earliest or days.latest
    if day is None:
        return _NO_YEAR
    span = _YEARS_OF.get(precision(_end(edtf, first=bool(days.earliest))), 1)
    first = day.year - day.year % span
    return Year(first, first + span - 1)


def _end(edtf: str, *, first: bool) -> str:
    """The first or the last end of an interval; any other date is its own end."""
    begins, slash, ends = edtf.partition("/")
    return (begins if first else ends).strip() if slash else edtf

"""Dates as stretches of time: what is sure of them, and how far they may reach.

Times are counted in months since the year 0, and a stretch is half-open.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lunar_tui.facts.dates import date_range, precision


class Extent(NamedTuple):
    """When something was, as far as it is known.

    It was at no time before ``begin`` or from ``end`` on; None where that is open. From ``since``
    until ``until`` it surely was; None where nothing is sure, as in a decade. Of a day, a month
    or a year, which are not told apart further, that is all of it.
    """

    begin: float | None
    since: float | None
    until: float | None
    end: float | None

    @property
    def sure(self) -> bool:
        """Whether it is known to be neither longer nor elsewhere."""
        return None not in self and (self.begin, self.end) == (self.since, self.until)

    @property
    def middle(self) -> float:
        """The middle of it; of an open one the end that is known."""
        known = [time for time in (self.begin, self.end) if time is not None]
        return sum(known) / len(known)


def extents(edtf: str) -> tuple[Extent, ...]:
    """The stretches of time that a date means: several for a set, none beyond the calendar.

    Raises:
        ValueError: the text is not EDTF.
    """
    date_range(edtf)
    text = "".join(edtf.split())
    if text[0] not in "[{":
        return tuple(_stretch(*text.partition("/")))
    found = [one for item in text[1:-1].split(",") for one in _stretch(*item.partition(".."))]
    # Each date of "one of these" may be the one, or not.
    return tuple(one._replace(since=None, until=None) if text[0] == "[" else one for one in found)


def _stretch(first: str, joint: str, last: str) -> Iterator[Extent]:
    found = begins = _single(first)
    if joint:
        ends = _single(last)
        since = begins.end if begins.since is None else begins.since
        until = ends.begin if ends.until is None else ends.until
        if since is not None and until is not None and since >= until:
            since = until = None
        found = Extent(begins.begin, since, until, ends.end)
    if found.begin is not None or found.end is not None:
        yield found


def _single(text: str) -> Extent:
    """The stretch of one date; of an open end nothing is known."""
    if text in ("", ".."):
        return Extent(None, None, None, None)
    wide, exact = date_range(text), date_range(_unmarked(text))
    begin, end = _begin(wide.earliest), _end(wide.latest)
    if precision(text) in ("decade", "century", "interval"):
        return Extent(begin, None, None, end)
    return Extent(begin, _begin(exact.earliest), _end(exact.latest), end)


def _unmarked(text: str) -> str:
    """A date as if it were not approximate."""
    bare = re.sub(r"[~?%]", "", text)
    try:
        date_range(bare)
    except ValueError:
        return text
    return bare


def _begin(day: date | None) -> float | None:
    return None if day is None else _months(day) + (day.day - 1) / _days(day)


def _end(day: date | None) -> float | None:
    return None if day is None else _months(day) + day.day / _days(day)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _days(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]

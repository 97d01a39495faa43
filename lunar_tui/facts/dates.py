"""EDTF dates (ISO 8601-2) as ranges of days, so that they can be compared and put in order."""

from __future__ import annotations

import calendar
import re
from contextlib import redirect_stdout
from datetime import date
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from time import struct_time

Precision = Literal[
    "day", "month", "season", "year", "decade", "century", "interval", "open", "set"
]


class DateRange(NamedTuple):
    """The first and the last day that a date can mean.

    None: that end is open, or lies beyond the calendar (before year 1, after year 9999).
    """

    earliest: date | None
    latest: date | None


_MARKS = "~?%"
_OPEN = ("", "..")
# What these describe is computed here: to import the edtf package takes longer than all the rest.
_DAYS = r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
_YEARS = r"(?!000)[0-9]{3}X|(?!00)[0-9]{2}XX"
_ONE = rf"(?:(?:{_DAYS}|{_YEARS})[~?%]?)"
_MARKED = rf"(?:{_DAYS}[~?%]?)"
_SIMPLE = re.compile(
    rf"{_ONE}|{_MARKED}/(?:{_MARKED}|\.\.)?|(?:\.\.)?/{_MARKED}"
    rf"|(?:{_YEARS})/(?:{_YEARS})|\[{_ONE}(?:,{_ONE})+\]|\{{{_ONE}(?:,{_ONE})+\}}"
)
_ELEMENTS = re.compile(r"-?([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2})(?:T.*)?)?)?")
# A month or day of which one digit is known, which the package reads but cannot work out.
_HALF_KNOWN = re.compile(r"(?<=[0-9X]-)(?:[0-9]X|X[0-9])(?=-|$)")
_APPROXIMATE_SEASON = re.compile(r"([0-9]{4}-[234][0-9])[~?%]")
_COARSE: dict[str, Precision] = {"X": "decade", "XX": "century"}
_MONTHS_OF: dict[Precision, int] = {
    "month": 1,
    "season": 3,
    "year": 12,
    "decade": 120,
    "century": 1200,
}


@lru_cache(maxsize=4096)
def is_date(text: str) -> bool:
    """Whether a text is EDTF."""
    try:
        date_range(text)
    except ValueError:
        return False
    return True


def date_range(edtf: str) -> DateRange:
    """The days that a date can mean; of an interval or a set, from its first to its last.

    An approximate date reaches one of its own units further on both sides: ``2029~`` from 2028 to
    2030, ``2025-04~`` from March to May; ``%``, uncertain as well, reaches two.

    Raises:
        ValueError: the text is not EDTF, or is an interval that ends before it begins.
    """
    if not _SIMPLE.fullmatch(edtf):
        # A season may be approximate; the package knows that of the ends of intervals only.
        season = _APPROXIMATE_SEASON.fullmatch(edtf)
        _parse(season[1] if season else edtf)
    text = "".join(edtf.split())
    if text[0] in "[{":
        found = _covering(text[1:-1].split(","))
    elif "/" in text:
        first, _, last = text.partition("/")
        found = DateRange(_element(first).earliest, _element(last).latest)
    else:
        found = _element(text)
    if found.earliest and found.latest and found.earliest > found.latest:
        raise ValueError(f"{edtf!r} ends before it begins")
    return found


def parts(edtf: str) -> tuple[str, str] | None:
    """The two ends of an interval ``a/b``; None for any other date and where an end is open.

    Raises:
        ValueError: as for :func:`date_range`.
    """
    date_range(edtf)
    first, slash, last = (end.strip() for end in edtf.partition("/"))
    return (first, last) if slash and first not in _OPEN and last not in _OPEN else None


@lru_cache(maxsize=4096)
def precision(edtf: str) -> Precision:
    """What a date is exact to, leaving aside whether it is approximate.

    ``interval`` is ``2018/2022`` and whatever else is not one day, month … or century, such as
    ``2XXX`` or ``2020-XX-24``; ``open`` is an interval with an open end, ``set`` is ``[a,b]`` and
    ``{a,b}``.

    Raises:
        ValueError: as for :func:`date_range`.
    """
    date_range(edtf)
    text = "".join(edtf.split())
    if text[0] in "[{":
        return "set"
    if "/" in text:
        first, _, last = text.partition("/")
        return "open" if first in _OPEN or last in _OPEN else "interval"
    return _precision(text)


def is_approximate(edtf: str) -> bool:
    """Whether any part of a date is marked approximate or uncertain (``~``, ``?``, ``%``)."""
    return any(mark in edtf for mark in _MARKS)


def _precision(text: str) -> Precision:
    """The precision of a date that is neither interval nor set."""
    if text[0] == "Y":
        return "year"
    found = _ELEMENTS.fullmatch(re.sub(r"[~?%]|\^.*", "", text))
    if found is None:
        return "interval"
    year, month, day = found[1], found[2] or "XX", found[3] or "XX"
    if "X" in year:
        coarse = _COARSE.get(year.lstrip("0123456789"), "interval")
        return coarse if month == day == "XX" else "interval"
    if "X" in month:
        return "year" if month == day == "XX" else "interval"
    if int(month) > 12:
        return "season"
    if day == "XX":
        return "month"
    return "interval" if "X" in day else "day"


def _covering(items: list[str]) -> DateRange:
    """From the first to the last day of any of the items of a set, each a date or ``a..b``."""
    ranges = []
    for item in items:
        first, dots, last = item.partition("..")
        begins = _element(first)
        ends = _element(last) if dots else begins
        ranges.append(DateRange(begins.earliest, ends.latest))
    firsts, lasts = [one.earliest for one in ranges], [one.latest for one in ranges]
    return DateRange(
        None if None in firsts else min(filter(None, firsts)),
        None if None in lasts else max(filter(None, lasts)),
    )


def _element(text: str) -> DateRange:
    """The days of one date, or of an open end."""
    # A year that is written with Y has five digits or more.
    if text in _OPEN or text[0] == "Y":
        return DateRange(None, None)
    if text[-1] in _MARKS:
        bare = text[:-1]
        return _widened(_element(bare), _precision(bare), 2 if text[-1] == "%" else 1)
    if _SIMPLE.fullmatch(text):
        return _days(text)
    parsed = _parse(_HALF_KNOWN.sub("XX", text))
    try:
        if is_approximate(text) or "S" in text:
            return DateRange(_day(parsed.lower_fuzzy()), _day(parsed.upper_fuzzy()))
        return DateRange(_day(parsed.lower_strict()), _day(parsed.upper_strict()))
    except (ArithmeticError, AttributeError, TypeError):
        # The package reads some digits that it cannot work out, such as the precision of 2021S201.
        raise ValueError(f"{text!r} is not an EDTF date") from None


def _days(text: str) -> DateRange:
    """The days of a plain date, decade or century."""
    year, *rest = text.split("-")
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not rest:
        return DateRange(date(first, 1, 1), date(last, 12, 31))
    month = int(rest[0])
    if len(rest) == 1:
        end = calendar.monthrange(first, month)[1]
        return DateRange(date(first, month, 1), date(first, month, end))
    day = date(first, month, int(rest[1]))
    return DateRange(day, day)


def _widened(days: DateRange, unit: Precision, times: int) -> DateRange:
    earliest, latest = days
    months = times * _MONTHS_OF.get(unit, 0)
    if unit == "day":
        return DateRange(
            earliest and _ordinal(earliest.toordinal() - times),
            latest and _ordinal(latest.toordinal() + times),
        )
    # The end of a range is the day before the next month: months differ in length.
    after = latest and _month(latest, 1 + months)
    return DateRange(
        earliest and _month(earliest, -months), after and _ordinal(after.toordinal() - 1)
    )


def _month(day: date, months: int) -> date | None:
    """The first day of the month that lies ``months`` after that of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) if 1 <= year <= 9999 else None


def _ordinal(number: int) -> date | None:
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def _day(moment: struct_time | float) -> date | None:
    # The package gives an open end as infinity.
    if isinstance(moment, float) or not 1 <= moment.tm_year <= 9999:
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _parse(text: str) -> Any:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        # The package prints and fails in its own ways on some texts that are nearly EDTF.
        with redirect_stdout(StringIO()):
            return parse_edtf(text)
    except (EDTFParseException, AssertionError, AttributeError, TypeError, ValueError):
        raise ValueError(f"{text!r} is not an EDTF date") from None

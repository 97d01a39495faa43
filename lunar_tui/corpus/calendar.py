"""Dates in text: where it names a year, a month or a day, and which one it is.

English dates are read in all their common orders, Russian and Chinese ones with the names of their
months, and those in digits. Words that need a day to count from (yesterday, last month) are no
dates here, two-digit years are not read, and weekdays say nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from typing import NamedTuple


class Day(NamedTuple):
    """A date as precise as it is given: at least a year or a month; a day only with its month."""

    year: int | None
    month: int | None
    day: int | None


class Dated(NamedTuple):
    """The half-open span ``start``–``end`` of a text says ``when``."""

    start: int
    end: int
    when: Day


class _Reading(NamedTuple):
    """What one expression says: no date at all where it names a day that does not exist."""

    start: int
    end: int
    dates: tuple[Dated, ...]


_YEARS_ALONE = range(1950, 2100)
_NAMES = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "january february march april may june july august september october november december",
    "- - - - - - - - sept - - -",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
)
_SMALL = {name: month for line in _NAMES for month, name in enumerate(line.split(), 1)}
_MONTHS = {
    form: month
    for name, month in _SMALL.items()
    for form in (name.capitalize(), name.upper(), *([] if name.isascii() else [name]))
}
# Words and names, as is every abbreviation (May, Jan, Dec): alone they need a word before them.
_NO_MONTHS = ("may", "march", "sept")
# Every run of blanks has a limit, so that none is tried in many ways; an empty line is none.
GAP = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,2})"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TH = r"(?:st|nd|rd|th|ST|ND|RD|TH)?"
_YEAR = r"[12][0-9]{3}"
_COUNTED = (
    rf"{GAP}?(?:[%°$€£¥]|(?i:(?:kilo|milli|centi)?(?:gram(?:me)?|met(?:er|re)|lit(?:er|re))s?"
    r"|kilos?|(?-i:[kmc]?[gml])|ft|feet|inch(?:es)?|miles?|mph|tons?|tonnes?|lbs?|pounds?|oz|ounces?|barrels?"
    r"|bpd|gallons?|acres?|hectares?|square|cubic|degrees?|volts?|(?-i:[kMG]?W)|watts?|[kmg]?hz|percent|per\scent"
    r"|pct|points?|hundred|thousand|m(?:illio|l)n|b(?:illio|l)n|dlrs?|dollars?|euros?|yuan|yen|ro?ubles?"
    r"|cents?|shares|people|persons?|workers|employees|men|women|jobs|troops|soldiers|scientists"
    r"|countries|companies|satellites|vehicles|cars|homes|copies|units|times|seconds?|minutes?|hours?"
    r"|hrs?|days?|weeks?|months?|years|gmt|utc|est|edt|кг|км|тонн\w*|(?:кило)?(?:грамм|метр)\w*|рубл\w*"
    r"|человек\w*)\b)"
)
_SHARE = rf"{GAP}?(?:%|(?:pct|percent|per\scent|m(?:illio|l)n|b(?:illio|l)n)\b)"
_END = r"(?!\w|[.,:/][0-9]|-(?![A-Z])\w)"
_YEAR_END = rf"{_END}(?!{_COUNTED})"
_THEN_YEAR = rf"(?:{GAP}?,{GAP}?|{GAP}(?:of{GAP})?)(?P<year>{_YEAR}){_YEAR_END}"
_GODA = rf"(?:{GAP}(?:год[ау]?\b|г\.))?"

_MONTH_FIRST = (
    rf"(?<!\w)(?P<month>[A-Z][A-Za-z]{{2,8}})(?!\w)(?:"
    rf"(?:\.?{GAP}|\.)(?P<first>{_DAY}){_TH}"
    rf"(?:(?:[-–—]|{GAP}(?:[-–—]|to|and|through){GAP}(?={_DAY}{_TH},?{GAP}{_YEAR}))"
    rf"(?P<last>{_DAY}){_TH})?{_END}(?!{_SHARE})(?:{_THEN_YEAR})?"
    rf"|(?:\.?{GAP}(?:of{GAP})?|\.|\.?,{GAP}?)(?P<alone>{_YEAR}){_YEAR_END})?"
)
_RUSSIAN_FIRST = rf"(?<!\w)(?P<month>[А-Яа-я]{{3,8}}){GAP}(?P<alone>{_YEAR}){_YEAR_END}{_GODA}"
_DAY_FIRST = (
    r"(?<![\w.,:/$€£¥#-])(?<![0-9][–—])"
    rf"(?P<first>{_DAY}){_TH}(?:(?:[-–—]|{GAP}(?:[-–—]|to|and|or|и|по){GAP})(?P<last>{_DAY}){_TH})?"
    rf"(?:{GAP}(?:of|OF))?{GAP}(?P<month>[A-Z][A-Za-z]{{2,8}}|[А-Яа-я]{{3,8}})(?!\w)(?:\.?{_THEN_YEAR}{_GODA})?"
)
_DIGITS = (
    r"(?<![\w./-])(?P<one>[0-9]{1,2})(?P<sign>[./])(?P<two>[0-9]{1,2})(?P=sign)"
    rf"(?P<year>{_YEAR})(?![\w/-]|[.,][0-9])"
)
_YUE = rf"(?<![0-9.])(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>{_DAY})\s?[日号號]"
_NIAN = (
    rf"(?<![0-9.])(?P<year>{_YEAR})\s?年"
    rf"(?:\s?(?P<month>1[0-2]|0?[1-9])\s?月(?:\s?(?P<day>{_DAY})\s?[日号號])?)?"
)
# A time of day may follow: 2024-06-14T09:01.
_ISO = (
    rf"(?<![0-9A-Za-z_/-])(?<![^.]\.)(?P<year>{_YEAR})(?:(?P<sign>[-/])(?P<month>[0-9]{{1,2}})(?P=sign)"
    r"(?P<day>[0-9]{1,2})(?:(?=[Tt][0-9])|(?![0-9A-Za-z_/-]|[.,][0-9]))"
    r"|-(?P<alone>0[1-9]|1[0-2])(?![0-9A-Za-z_/-]|[.,][0-9]))"
)
# What somebody types may be ISO 8601 without hyphens; in an article it is any number.
_COMPACT = (
    r"(?<![\w.,/-])(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![\w.,/-])"
)
# 1950's is a decade, and 2024 YR4 an asteroid.
_YEARS = (
    rf"(?P<first>{_YEAR})(?:[-–—/](?P<last>{_YEAR}|[0-9]{{2}}))?"
    rf"(?!\w|[.,:][0-9]|[-/]\w|[–—][0-9]|(?<=0)['’]s\b|{_COUNTED}|{GAP}[A-Z]{{2}}[0-9]){_GODA}"
)
# Only literals begin an alternative: the engine then passes over all other letters at once.
_HINT = "|".join(
    [f"{digit}[0-9]*" for digit in range(10)] + sorted({name[:3] for name in _MONTHS} - {"-"})
)
_LETTERS = "[A-Za-zА-Яа-яЁё]+"
_LONG = r"(?i:\blong)[\s-]+$"
_TRIGGER = r"(?i:\b(?:in|by|since|until|of|this|last|next|early|late|mid))[\s-]+$"
_NAMED = rf"{GAP}[A-Z][a-z]"
_PERIOD = r"(?i:\b(?:mid|early|late|pre|post|end))-$"
# After these a number is counted or is a name; after a capital only these leave it a year.
_COUNTS = (
    r"(?i)(?:^|\s)(?:(?:more|less|fewer)\s+than|nearly|almost|some|nos?\.?|pp?\.|number|flight|room"
    r"|page|line|model|version|[$€£¥#№])$"
)
_LEADS = (
    "(?i:a|about|after|an|and|around|as|at|before|between|beyond|but|by|circa|copyright|during|early"
    "|end|fall|fiscal|for|from|fy|h[12]|his|in|into|its|late|mid|near|no|of|on|or|our|q[1-4]|season"
    "|since|spring|summer|that|the|their|this|through|throughout|till|to|towards?|until|when|while"
    "|why|winter|autumn|with|within|years?|в|до|за|к|на|от|по|после|с)"
)


@cache
def pattern(form: str) -> re.Pattern[str]:
    """Compiled when it is first asked for, so that the import stays quick."""
    return re.compile(form)


def dates_in(text: str) -> tuple[Dated, ...]:
    """The dates that ``text`` names, in order.

    They do not overlap, and the longest reading wins; but a date such as 06/12/2024, which may be
    of June or of December, is given twice over the same span, the month first before the day first.
    Of a range each end is a date of its own: ``12`` and ``14 June 2024`` in ``12–14 June 2024``.
    """
    return _dates(text, strict=True)


def in_query(text: str) -> tuple[Dated, ...]:
    """The dates in what somebody types: as :func:`dates_in`, in small letters too, and every year.

    ``may`` and ``march`` in small letters are months only with a day or a year.
    """
    found = _dates(pattern(_LETTERS).sub(_typed, text), strict=False)
    return tuple(
        dated
        for dated in found
        if dated.when.year
        or dated.when.day
        or text[dated.start].isupper()
        or _is_plain(text[dated.start : dated.end])
    )


def _typed(word: re.Match[str]) -> str:
    low = word[0].lower()
    return low.capitalize() if low in _SMALL else low


def _dates(text: str, *, strict: bool) -> tuple[Dated, ...]:
    kept: list[_Reading] = []
    for hint in pattern(_HINT).finditer(text):
        reading = _read(text, hint[0], hint.start(), strict=strict)
        if reading is None:
            continue
        if kept and reading.start < kept[-1].end:
            if reading.end - reading.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(reading)
    return tuple(dated for reading in kept for dated in reading.dates)


def _read(text: str, hint: str, at: int, *, strict: bool) -> _Reading | None:
    if not hint[0].isdigit():
        form = _MONTH_FIRST if hint.isascii() else _RUSSIAN_FIRST
        found = pattern(form).match(text, at)
        return _with_month(found, strict=strict) if found else None
    # What follows tells which forms it can be, which saves most tries.
    after = text[at + len(hint) : at + len(hint) + 2]
    if len(hint) == 4:
        form = _NIAN if "年" in after else _ISO
        if found := pattern(form).match(text, at):
            return _written(found)
        found = pattern(_YEARS).match(text, at)
        return _alone(found, strict=strict) if found else None
    if len(hint) == 8 and not strict:
        found = pattern(_COMPACT).match(text, at)
        return _written(found) if found else None
    if len(hint) > 2:
        return None
    if after[:1] in ("/", "."):
        found = pattern(_DIGITS).match(text, at)
        return _either(found) if found else None
    if "月" in after:
        found = pattern(_YUE).match(text, at)
        return _written(found) if found else None
    found = pattern(_DAY_FIRST).match(text, at)
    return _with_month(found, strict=strict) if found else None


def _with_month(found: re.Match[str], *, strict: bool) -> _Reading | None:
    parts = found.groupdict()
    month = _MONTHS.get(parts["month"])
    if month is None:
        return None
    year = parts.get("year") or parts.get("alone")
    first, last = parts.get("first"), parts.get("last")
    start, end = found.span()
    before = found.string[max(0, start - 12) : start]
    # A rocket.
    if month == 3 and found.start("month") == start and pattern(_LONG).search(before):
        return None
    if not (first or year or _is_month(found, before, strict=strict)):
        return None
    days = [_day(year, month, day) for day in (first, last) if day] or [_day(year, month, None)]
    if not all(map(exists, days)) or days != sorted(set(days), key=lambda day: day.day or 0):
        return _Reading(start, end, ())
    if len(days) == 1:
        return _Reading(start, end, (Dated(start, end, days[0]),))
    middle = found.end("first"), found.start("last")
    return _Reading(start, end, (Dated(start, middle[0], days[0]), Dated(middle[1], end, days[1])))


def _is_month(found: re.Match[str], before: str, *, strict: bool) -> bool:
    """Whether a month without day and year is a date: no word (May), no name (June Carter)."""
    if pattern(_TRIGGER).search(before):
        return True
    return _is_plain(found["month"]) and not (
        strict and pattern(_NAMED).match(found.string, found.end())
    )


def _is_plain(month: str) -> bool:
    return len(month) > 3 and month.lower() not in _NO_MONTHS


def _written(found: re.Match[str]) -> _Reading | None:
    parts = found.groupdict()
    day = _day(parts.get("year"), parts["month"] or parts.get("alone"), parts["day"])
    if day.day is None and day.year not in _YEARS_ALONE:
        return None
    start, end = found.span()
    return _Reading(start, end, (Dated(start, end, day),) if exists(day) else ())


def _either(found: re.Match[str]) -> _Reading:
    one, two, year = found["one"], found["two"], found["year"]
    days = [_day(year, two, one)]
    if found["sign"] == "/":
        days.insert(0, _day(year, one, two))
    start, end = found.span()
    dates = tuple(Dated(start, end, day) for day in dict.fromkeys(days) if exists(day))
    return _Reading(start, end, dates)


def _alone(found: re.Match[str], *, strict: bool) -> _Reading | None:
    start, end = found.span()
    first, last = int(found["first"]), found["last"] or ""
    # 2024-25 is a season; what else has two digits there is no range of years.
    season = len(last) == 2
    if season and not first % 100 < int(last):
        return None
    if not _stands(found.string, start, strict=strict):
        return None
    dates = [Dated(start, found.end("first") if last else end, Day(first, None, None))]
    if last and not season:
        dates.append(Dated(found.start("last"), end, Day(int(last), None, None)))
    kept = tuple(dated for dated in dates if dated.when.year in _YEARS_ALONE)
    return _Reading(start, end, kept) if kept else None


def _stands(text: str, start: int, *, strict: bool) -> bool:
    """Whether what stands before a number leaves it a year: no name, no sign, no other number."""
    before = text[max(0, start - 40) : start]
    words = before.split()
    if not words:
        return True
    if not before[-1].isspace():
        if before[-1] == "-":
            return pattern(_PERIOD).search(before) is not None
        return before[-1] in "([{<|~>:;*©—…" or (
            before[-1] in "\"'“”‘’«»„–.," and not before[-2:-1].isalnum()
        )
    if not strict:
        return True
    word = words[-1].lstrip("([{\"'“‘«„—–")
    if pattern(_COUNTS).search(" ".join(words[-2:])):
        return False
    if not word[-1:].isalnum() or word.endswith(("'s", "’s")):
        return True
    return pattern(_LEADS).fullmatch(word) is not None or not (
        word[0].isupper() or word[-1].isdigit()
    )


def _day(year: str | None, month: str | int | None, day: str | None) -> Day:
    return Day(
        int(year) if year else None, int(month) if month else None, int(day) if day else None
    )


def exists(day: Day) -> bool:
    """Whether the calendar has such a day."""
    if day.month is None:
        return True
    if not 1 <= day.month <= 12:
        return False
    return day.day is None or 1 <= day.day <= monthrange(day.year or 2000, day.month)[1]

"""Which days a sentence speaks of, where only its article tells the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lunar_tui.corpus.calendar import GAP, Dated, Day, dates_in, exists, pattern


class Resolved(NamedTuple):
    """A date that a sentence speaks of.

    ``iso`` is 2024, 2024-06 or 2024-06-12, or --06 or --06-12 where no year can be had. ``stated``:
    whether the date itself gives its year.
    """

    iso: str
    stated: bool


# An article's day of publication, or the last day that it can be: year, month, day.
_Published = tuple[int, int | None, int | None]

_EDTF = r"(?<![0-9A-Z:+-])([0-9]{4})(?![0-9X])(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?"
_THIS_YEAR = rf",?{GAP}(?:of{GAP})?(last|this|next){GAP}year\b"
_THIS_MONTH = r"(?i:\b(last|this|next))\s+$"
_JOIN = r"\s{0,2}(?:[-–—]|\b(?:to|and|or|until|through)\b)\s{0,2}(?:in\s|on\s)?"
_WITHIN_MONTHS = 3
_DAY_ALONE = (
    r"\b(?:on|by|since|until|till|from)\s+the\s+([12]?[0-9]|3[01])(?:st|nd|rd|th)\b"
    r"(?=\s*(?:[.,;:)\]]|$)|\s+(?:and|to|in|at|when|after|before|that|as)\b)"
)


def resolve(sentences: Iterable[str], published: str = "") -> list[tuple[Resolved, ...]]:
    """For each sentence of an article, in order, the dates that it speaks of, each once.

    A date that gives no year takes that of the date to which "to", "and" or a dash joins it; else
    the nearest one named before it in the sentence; else that of a date of the same month in the
    sentence before; else it is the occurrence nearest to the day of publication, at most three
    months after it. "Last", "this" and "next" beside it count from ``published`` (EDTF, or empty).
    "On the 12th" is the last such day that the article can speak of.
    """
    day = _publication(published)
    before: list[Day] = []
    found = []
    for text in sentences:
        dated = dates_in(text)
        dates = dict.fromkeys(_resolved(text, dated, before, day))
        dates.update(dict.fromkeys(_days_alone(text, day)))
        found.append(tuple(dates))
        before = [when for _, _, when in dated if when.year and when.month]
    return found


def _days_alone(text: str, published: _Published | None) -> Iterator[Resolved]:
    """The days of "on the 12th": in the month of publication, or the one before."""
    if published is None or "the " not in text:
        return
    year, month, last = published
    if month is None or last is None:
        return
    for word in pattern(_DAY_ALONE).findall(text):
        day = int(word)
        at = year * 12 + month - 1 - (day > last)
        when = Day(at // 12, at % 12 + 1, day)
        if exists(when):
            yield Resolved(f"{when.year:04}-{when.month:02}-{day:02}", stated=False)


def _resolved(
    text: str, dated: tuple[Dated, ...], before: list[Day], published: _Published | None
) -> Iterator[Resolved]:
    known: dict[str, bool] = {}
    named: int | None = None
    for index, date in enumerate(dated):
        year, month, day = date.when
        if year:
            named = year
        else:
            years = (
                _told(text, date, published),
                _joined(text, *dated[index : index + 2]),
                named,
                next((other.year for other in reversed(before) if other.month == month), None),
                _nearest(date.when, published),
            )
            year = next((each for each in years if each and exists(Day(each, month, day))), None)
        parts = [f"{year:04}" if year else "-", *(f"{part:02}" for part in (month, day) if part)]
        iso = "-".join(parts)
        known[iso] = known.get(iso, False) or date.when.year is not None
    return (Resolved(iso, stated) for iso, stated in known.items())


def _publication(published: str) -> _Published | None:
    found = pattern(_EDTF).findall(published)
    if not found:
        return None
    year, month, day = found[-1]
    return int(year), int(month) if month else None, int(day) if day else None


def _told(text: str, date: Dated, published: _Published | None) -> int | None:
    """The year of "June last year" and "last June"."""
    if published is None:
        return None
    if after := pattern(_THIS_YEAR).match(text, date.end):
        return published[0] + {"last": -1, "this": 0, "next": 1}[after[1]]
    word = pattern(_THIS_MONTH).search(text[max(0, date.start - 8) : date.start])
    year, month, day = published
    if word is None or month is None or date.when.month is None:
        return None
    at, now = (date.when.month, date.when.day or 0), (month, (day or 1) if date.when.day else 0)
    if word[1].lower() == "last":
        return year if at < now else year - 1
    return year + 1 if word[1].lower() == "next" and at <= now else year


def _joined(text: str, date: Dated, after: Dated | None = None) -> int | None:
    """The year of ``after``, where that closes a range which ``date`` opens."""
    if after is None or not after.when.year or not after.when.month or after.start < date.end:
        return None
    if not pattern(_JOIN).fullmatch(text, date.end, after.start):
        return None
    return after.when.year - ((date.when.month or 0) > after.when.month)


def _nearest(when: Day, published: _Published | None) -> int | None:
    if published is None or when.month is None:
        return None
    year, month, day = published
    if month is None:
        return year
    latest = (month + _WITHIN_MONTHS, day or 31)
    # February 29 may be seven years away.
    for other in range(year + 1, year - 9, -1):
        at = ((other - year) * 12 + when.month, when.day or 1)
        if at <= latest and exists(Day(other, when.month, when.day)):
            return other
    return None

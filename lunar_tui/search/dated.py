"""Dates as keys: a sentence is found by the days it speaks of, however they are written.

A key is `KEY` and a date as far as it is known (`@2024-06-12`, `@2024-06`, `@2024`); a tilde marks
one of which the sentence leaves out a part that its article tells. A day of any year, `@--06-12`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lunar_tui.corpus.calendar import Day, dates_in
from lunar_tui.corpus.chronology import Resolved
from lunar_tui.search.vocabulary import KEY

INFERRED = "~"
_YEAR = len("2024")


def iso(when: Day) -> str:
    """A date as far as it is known."""
    year = "-" if when.year is None else f"{when.year:04}"
    month = "" if when.month is None else f"-{when.month:02}"
    return f"{year}{month}" + ("" if when.day is None else f"-{when.day:02}")


def keys(dates: Iterable[Resolved]) -> tuple[str, ...]:
    """What a sentence that speaks of these dates can be found by."""
    found: dict[str, None] = {}
    for date in dates:
        mark = KEY if date.stated else f"{KEY}{INFERRED}"
        for part in _coarser(date.iso):
            found[mark + part] = None
        # The day itself is stated, whatever tells the year.
        if date.iso.count("-") > 1 and not date.iso.startswith("-"):
            found[f"{KEY}-{date.iso[_YEAR:]}"] = None
    return tuple(found)


def _coarser(date: str) -> Iterator[str]:
    yield date
    while not date.startswith("-") and "-" in date:
        date = date.rpartition("-")[0]
        yield date


def spans(text: str, wanted: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where a text gives one of the dates that the keys stand for, as far as it gives it."""
    dates = {key.lstrip(KEY).lstrip(INFERRED) for key in wanted}
    if not dates:
        return
    for found in dates_in(text):
        given = iso(found.when)
        if any(_agree(given, date) for date in dates):
            yield found.start, found.end


def _agree(given: str, date: str) -> bool:
    """Whether two dates say the same as far as both are known, and share something."""
    pairs = list(zip(fields(given), fields(date), strict=True))
    return all(not one or not other or one == other for one, other in pairs) and any(
        one and other for one, other in pairs
    )


def fields(date: str) -> tuple[str, str, str]:
    """Year, month and day; empty where they are not known."""
    year, rest = ("", date[2:]) if date.startswith("-") else (date[:_YEAR], date[_YEAR + 1 :])
    month, _, day = rest.partition("-")
    return year, month, day

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


class Wanted:
    """Dates to be found again in sentences, made once for all of them."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._dates = {key.lstrip(KEY).lstrip(INFERRED) for key in keys}
        # What a sentence says that leaves the year to its article.
        dated = (date for date in self._dates if date[0] != "-" and "-" in date)
        self._of_any_year = self._dates.union(f"-{date[_YEAR:]}" for date in dated)

    def __bool__(self) -> bool:
        return bool(self._dates)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text gives one of the dates, as far as it gives it."""
        for found in dates_in(text):
            given = iso(found.when)
            if given[0] == "-":
                there = not self._of_any_year.isdisjoint((given, given[:_YEAR]))
            else:
                parts = (*_coarser(given), f"-{given[_YEAR:]}")
                there = not self._dates.isdisjoint(parts)
            if there:
                yield found.start, found.end


def fields(date: str) -> tuple[str, str, str]:
    """Year, month and day; empty where they are not known."""
    year, rest = ("", date[2:]) if date.startswith("-") else (date[:_YEAR], date[_YEAR + 1 :])
    month, _, day = rest.partition("-")
    return year, month, day

"""The day that a page or a file gives for itself, as EDTF."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

from lunar_tui.corpus.calendar import Day, dates_in, exists

_ISO = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?=[T\s]|$)")
_LONGEST = 100


def day_of(text: str) -> str:
    """The day, month or year that ``text`` says, in its own time zone; empty where it is unsure.

    It may be ISO 8601, the date of a mail, or words that hold exactly one date.
    """
    text = text.strip()[:_LONGEST]
    if match := _ISO.match(text):
        year, month, day = (int(part) if part else None for part in match.groups())
        return _edtf(Day(year, month, day))
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    found = {item.when for item in dates_in(text)}
    return _edtf(found.pop()) if len(found) == 1 else ""


def _edtf(when: Day) -> str:
    """``when`` in EDTF; empty without a year, or where no calendar has that day."""
    if when.year is None or not exists(when) or when.year > date.max.year - 1:
        return ""
    parts = [f"{when.year:04}", *(f"{part:02}" for part in when[1:] if part)]
    return "-".join(parts)

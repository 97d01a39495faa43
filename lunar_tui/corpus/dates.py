"""Dates in words: EDTF as a reader says it."""

from __future__ import annotations

import re

_DECADE = re.compile(r"(\d{3})X")


def words(date: str) -> str:
    """``2029~`` is "about 2029", ``../2030`` "by 2030", ``204X`` "the 2040s", ``a/b`` "a to b".

    What has no plain reading is left as it is.
    """
    if date.startswith("[") and date.endswith("]"):
        return " or ".join(words(part) for part in date[1:-1].split(","))
    first, slash, last = date.partition("/")
    if slash:
        if first in ("", ".."):
            return f"by {words(last)}"
        if last in ("", ".."):
            return f"since {words(first)}"
        return f"{words(first)} to {words(last)}"
    if date.endswith(("~", "?", "%")):
        return f"about {words(date[:-1])}"
    decade = _DECADE.fullmatch(date)
    return f"the {decade[1]}0s" if decade else date


def as_of(about: str) -> str:
    """What a date says of which a claim is true: ``as of 2021``, or ``by 2024-06-14``."""
    said = words(about)
    return said if said.startswith(("by ", "since ")) else f"as of {said}"

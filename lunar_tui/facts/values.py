"""How two values relate: what a program can say of them without judging words."""

from __future__ import annotations

import unicodedata
from typing import Literal

from lunar_tui.facts.dates import DateRange, date_range, parts, precision
from lunar_tui.facts.model import Value
from lunar_tui.facts.quantities import Measure, convert, measure

Relation = Literal["equal", "compatible", "contradictory", "incomparable"]

_STRAIGHT = str.maketrans(
    dict.fromkeys("‘’‛ʻʼʽ′´`", "'") | dict.fromkeys("“”‟″", '"') | dict.fromkeys("‐‑", "-")
)
_MARKS = "~?%"


def relate(one: Value, other: Value) -> Relation:
    """How two values of one property relate, whichever comes first.

    ``equal``: they say the same. ``compatible``: both can be true of one thing, as one is a
    rounding or a coarser date of the other, or lies within its bounds. ``contradictory``: at most
    one is true. ``incomparable``: a program cannot tell.

    Only values are compared: that two counts have the same scope, or two claims speak of the same
    time, is for the caller to see.
    """
    if one.type != other.type:
        return "incomparable"
    if one.type == "entity":
        return "equal" if one.entity == other.entity else "contradictory"
    if one.type == "date":
        return _relate_dates(one.date, other.date)
    if one.type == "quantity":
        return _relate_quantities(one, other)
    return "equal" if _folded(one.text) == _folded(other.text) else "incomparable"


def is_compatible(relation: Relation) -> bool:
    """Whether both values can be true; what is equal is compatible."""
    return relation in ("equal", "compatible")


def relate_measures(one: Measure, other: Measure) -> Relation:
    """How two quantities relate, whatever units they are counted in."""
    converted = convert(other, one.unit)
    if converted is None:
        return "incomparable"
    if one.says_the_same(converted):
        return "equal"
    return "compatible" if one.meets(converted) else "contradictory"


def _relate_quantities(one: Value, other: Value) -> Relation:
    first, second = measure(one), measure(other)
    return relate_measures(first, second) if first and second else "incomparable"


def _relate_dates(one: str, other: str) -> Relation:
    try:
        first, second = date_range(one), date_range(other)
        ends, other_ends = parts(one), parts(other)
    except ValueError:
        return "incomparable"
    if one == other:
        return "equal"
    if ends and other_ends:
        return _both([_relate_dates(*pair) for pair in zip(ends, other_ends, strict=True)])
    if ends or other_ends:
        # What lasts is not what happens once: a day within a period neither confirms nor denies it.
        return "incomparable"
    if (None, None) in (first, second):
        # Beyond the calendar no day is known: nobody can tell what they share.
        return "incomparable"
    if first == second and _says_all(one) and _says_all(other):
        return "equal" if _marks(one) == _marks(other) else "compatible"
    return "compatible" if _share_a_day(first, second) else "contradictory"


def _both(relations: list[Relation]) -> Relation:
    """The relation of two periods whose ends relate so."""
    order: tuple[Relation, ...] = ("contradictory", "incomparable", "compatible")
    return next((relation for relation in order if relation in relations), "equal")


def _says_all(date: str) -> bool:
    """Whether the range of a date is all that it says.

    ``[2020,2022]`` leaves out a year of its range, ``2020-XX-24`` most days.
    """
    return precision(date) not in ("set", "interval")


def _marks(date: str) -> set[str]:
    return {mark for mark in _MARKS if mark in date}


def _share_a_day(one: DateRange, other: DateRange) -> bool:
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: DateRange, other: DateRange) -> bool:
    return bool(one.latest and other.earliest and one.latest < other.earliest)


def _folded(text: str) -> str:
    """A text without what is only typography: forms of letters, case, blanks, curly quotes."""
    # Before NFKC: it makes a blank and an accent of ´.
    plain = unicodedata.normalize("NFKC", text.translate(_STRAIGHT))
    return " ".join(unicodedata.normalize("NFKC", plain.casefold()).split())

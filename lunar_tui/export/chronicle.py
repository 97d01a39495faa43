"""The timeline as text: years, and under each what happened and what was planned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from lunar_tui.export import wording
from lunar_tui.export.plain import Emphasis, fit, wrap
from lunar_tui.export.wording import one_line
from lunar_tui.facts.timeline import Event, Tense, by_year
from lunar_tui.library import Library

#: The sign of each tense, and what it means.
SIGNS: dict[Tense, tuple[str, str]] = {
    "past": ("●", "happened"),
    "now": ("◐", "under way when published"),
    "planned": ("○", "planned, or ahead when published"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = ("spring", "summer", "autumn", "winter")
# ISO 8601-2 numbers them so; the seasons are of no, the northern and the southern hemisphere.
_PARTS_OF_YEAR = {
    **dict(enumerate(_MONTHS, 1)),
    **dict(enumerate(_SEASONS * 3, 21)),
    **dict(enumerate(("first quarter", "second quarter", "third quarter", "last quarter"), 33)),
    **dict(enumerate(("first third", "second third", "last third"), 37)),
    **dict(enumerate(("first half", "second half"), 40)),
}
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T.*)?)?)?")
_DATE_CELLS = 13


def timeline(
    library: Library, events: Iterable[Event], width: int, emphasis: Emphasis = str
) -> Iterator[str]:
    """Events that are in order: a heading for each year, a date, a sign, what is claimed, by whom.

    The signs that occur are explained at the end.
    """
    used: set[Tense] = set()
    for label, group in by_year(events):
        if used:
            yield ""
        yield emphasis(label)
        previous = ""
        for event in group:
            date = when(event.date, label)
            yield from _event(library, event, "" if date == previous else date, width)
            previous = date
            used.add(event.tense)
    if used:
        legend = "  ".join(
            f"{sign} {words}" for tense, (sign, words) in SIGNS.items() if tense in used
        )
        yield ""
        yield from wrap(legend, width)


def when(date: str, under: str = "") -> str:
    """A date as people write it and no more exact, without the year that it stands ``under``.

    Under 2020, ``2020-11-24`` is "24 Nov", ``2020-11`` "Nov", ``2020`` itself "2020", ``../2020``
    "by 2020", ``2020-11/2021-02`` "Nov–Feb 2021". What has no plain reading is left as it is.
    """
    date = "".join(date.split())
    if date[:1] in ("[", "{"):
        joint = " or " if date[0] == "[" else " and "
        return joint.join(_span(item, "..", under) for item in date[1:-1].split(","))
    return _span(date, "/", under)


def _span(text: str, joint: str, under: str) -> str:
    first, between, last = text.partition(joint)
    if not between:
        return _one(text, under)
    if first in ("", ".."):
        return f"by {_one(last, under)}"
    if last in ("", ".."):
        return f"since {_one(first, under)}"
    return f"{_one(first, under)}–{_one(last, under)}"


def _one(text: str, under: str) -> str:
    bare = text.rstrip("~?%")
    if bare != text:
        return f"about {_one(bare, under)}"
    if re.fullmatch(r"[0-9]{3}X", text):
        return f"{text[:3]}0s"
    if re.fullmatch(r"[0-9]{2}XX", text):
        return f"{text[:2]}00–{text[:2]}99"
    found = _DATE.fullmatch(re.sub(r"(-XX)+$", "", text))
    if found is None:
        return text
    year, month, day = found.groups()
    number = int(month or 0)
    if number and number not in _PARTS_OF_YEAR:
        return text
    name = _PARTS_OF_YEAR.get(number, "")
    parts = [str(int(day)) if day else "", name, "" if name and year == under else year]
    return " ".join(filter(None, parts))


def _event(library: Library, event: Event, date: str, width: int) -> Iterator[str]:
    sign, _ = SIGNS[event.tense]
    margin = f"  {fit(date, _DATE_CELLS)} {sign} "
    # A long date keeps its words: what happened then begins on the next line.
    if cell_len(date) > _DATE_CELLS:
        yield f"  {one_line(date)}"
        margin = f"  {' ' * _DATE_CELLS} {sign} "
    for line in wrap(_words(library, event), width - cell_len(margin)):
        yield margin + line
        margin = " " * cell_len(margin)


def _words(library: Library, event: Event) -> str:
    claim = event.claim
    entity = library.entity(claim.entity)
    name = entity.name if entity else claim.entity
    text = f"{name} · {library.property_of(claim).label}: {library.value_text(claim)}"
    remarks = _remarks(library, event)
    if remarks:
        text += f" ({'; '.join(remarks)})"
    voices = library.attestations(claim)
    if len(voices) > 1:
        return f"{text} · {len(voices)} sources"
    files = [voice.source for voice in voices] or list(claim.sources[:1])
    return " · ".join([text, *map(library.source_name, files)])


def _remarks(library: Library, event: Event) -> list[str]:
    """What limits a claim. Why it was inferred, and its note, are told with its entity."""
    claim = event.claim
    given = claim.qualifiers
    brief = claim._replace(qualifiers=given._replace(inferred_from="", note=""))
    found = wording.remarks(library, brief)
    if claim.basis == "inferred" and "inferred" not in found:
        # Whether it has happened matters more than how that is known.
        found.insert(int("planned" in found), "inferred")
    if event.tense == "planned" and given.certainty != "planned":
        found.insert(0, "ahead when published")
    if event.tense == "now":
        found.insert(0, "under way when published")
    return found

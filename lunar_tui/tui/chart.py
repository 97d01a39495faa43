"""The rows of the timeline: in words at the left, and at the right on an axis of years."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter

from textual.content import Content

from lunar_tui.export.chronicle import SIGNS, when
from lunar_tui.facts.model import Claim
from lunar_tui.facts.timeline import Event, Tense, year_of
from lunar_tui.library import Library
from lunar_tui.tui.axis import HEAVY, LIGHT, Scale
from lunar_tui.tui.claimrows import DIFFERENCES
from lunar_tui.tui.extents import extents
from lunar_tui.tui.pieces import Piece, Pieces, cells_of
from lunar_tui.tui.rows import GAP, Cell, Row
from lunar_tui.tui.text import join, label

LOOKS: dict[Tense, str] = {"past": "$primary", "now": "$secondary", "planned": "$accent"}
_LEGEND: dict[Tense, str] = {"past": "past", "now": "under way", "planned": "planned"}
#: A heading is bold and coloured; the lines of the axis pass through it.
_GUIDE = "not bold $rule"
#: Cells of a date, and from which width on of the rows there is room for a longer one.
_DATE, _LONG_DATE, _ROOMY = 7, 11, 66
_TIED = "\N{NO-BREAK SPACE}"
#: Cells of the axis: this part of the width, no more than is of use, and none at all rather than
#: too few, or too few for the words.
_PART, _LEAST, _MOST = 0.44, 6, 36
_WORDS = 12
_WORD = re.compile(r"[^\W\d_]+")
#: What a date is made of; other words of a source tell more than the date that is shown.
_DATE_WORD = re.compile(
    r"jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?"
    r"|oct(ober)?|nov(ember)?|dec(ember)?|(mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|the|of|in|on|by|at|from|to|until|since|and|or|about|around|circa|st|nd|rd|th|s"
)


class DrawnRow(Row):
    """A row that is drawn for the width there is."""

    def __init__(self, draw: Callable[[int], list[Pieces]], *, disabled: bool = False) -> None:
        super().__init__(disabled=disabled)
        self._draw = draw
        self._drawn: tuple[int, list[Pieces]] | None = None

    def lines(self, width: int) -> list[Pieces]:
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self._draw(width))
        return self._drawn[1]


class Chart:
    """Draws events, all on one scale, whichever of them are shown: so they can be compared."""

    def __init__(self, library: Library, events: Sequence[Event]) -> None:
        self.library = library
        self._tenses = {event.tense for event in events}
        self._extents = {event.date: extents(event.date) for event in events}
        self._scales: dict[int, Scale] = {}

    def scale(self, width: int) -> Scale:
        """The axis of rows that are ``width`` cells wide."""
        scale = self._scales.get(width)
        if scale is None:
            left = width - (_date_cells(width) + 1 + _WORDS + 3 * GAP)
            room = min(_MOST, int(width * _PART), left)
            everything = [one for found in self._extents.values() for one in found]
            scale = Scale(everything if room >= _LEAST else (), room)
            self._scales[width] = scale
        return scale

    def header(self, width: int) -> Content:
        """What the signs mean, and the years over the axis; a cell wider than the rows."""
        words = [
            join((sign, LOOKS[tense]), (f" {_LEGEND[tense]}", "dim"))
            for tense, (sign, _) in SIGNS.items()
            if tense in self._tenses
        ]
        scale = self.scale(width - 1)
        years = Cell(label(scale.header(), "dim"), scale.width + 1)
        return Row(Cell(join(*words, sep=" "), lines=1), years).lines(width)[0].content

    def heading(self, event: Event) -> Row:
        """What ``event`` and those after it are listed under."""
        row = Row(Cell(label(year_of(event)), lines=1))
        return DrawnRow(lambda width: self._beside(row, "", "", width), disabled=True)

    def row(self, event: Event, *, again: bool, marked: bool) -> Row:
        """A date, its sign, whose it is, what it says, and the date as it is drawn.

        ``again``: it is the date of the row above.
        """

        def draw(width: int) -> list[Pieces]:
            look, cells = LOOKS[event.tense], _date_cells(width)
            sign = "◆" if marked else SIGNS[event.tense][0]
            row = Row(
                Cell(_date(event, cells, again=again), cells, right=True),
                Cell(label(sign, look), 1),
                self._words(event.claim),
            )
            pen = LIGHT if event.tense == "planned" else HEAVY
            drawn = self.scale(width).draw(self._extents[event.date], pen)
            return self._beside(row, drawn, look, width)

        return DrawnRow(draw)

    def _beside(self, row: Row, drawn: str, look: str, width: int) -> list[Pieces]:
        """A row at the left, and beside its first line what is drawn."""
        scale = self.scale(width)
        ground, nothing = scale.ground(), " " * scale.width
        found = []
        for number, line in enumerate(row.lines(width - scale.width - GAP)):
            marks = drawn if drawn and number == 0 else nothing
            cells = [
                (mark, look) if mark != " " else (under, _GUIDE)
                for mark, under in zip(marks, ground, strict=True)
            ]
            axis = [
                Piece("".join(text for text, _ in run), (style,))
                for style, run in groupby(cells, key=itemgetter(1))
            ]
            found.append(Pieces([*line, Piece(" " * GAP), *axis]))
        return found

    def _words(self, claim: Claim) -> Cell:
        entity = self.library.entity(claim.entity)
        looks = ("dim bold", "dim") if claim.rank == "deprecated" else ("bold", "")
        text = join(
            (entity.name if entity else claim.entity, looks[0]),
            (f" {self.library.property_of(claim).label}", looks[1]),
            (f"{_TIED}planned" if claim.qualifiers.certainty == "planned" else "", "dim italic"),
            ("".join(f"{_TIED}{sign}" for sign in self._signs(claim) if sign), "dim"),
        )
        wording = self.library.value_text(claim)
        below = label(f"“{wording}”", "dim italic") if _tells_more(wording) else None
        return Cell(text, below=below)

    def _signs(self, claim: Claim) -> tuple[str, ...]:
        """How many independent sources say so, how they differ from others, and its rank."""
        count = self.library.source_count(claim)
        found = self.library.findings_of(claim) if self.library.findings_known else ()
        return (
            f"{count}×" if count > 1 else "✎" if claim.basis == "editor" else "",
            DIFFERENCES[found[0].kind] if found else "",
            claim.rank if claim.rank != "normal" else "",
        )


def _date_cells(width: int) -> int:
    return _LONG_DATE if width >= _ROOMY else _DATE


def _date(event: Event, cells: int, *, again: bool) -> Content:
    text = when(event.date, year_of(event))
    if event.claim.basis == "inferred":
        text = f"≈{text}"
    if cells_of(text) > cells:
        # It may break after the dash.
        text = text.replace("–", "– ")
    return label(text, "dim" if again else "")


def _tells_more(wording: str) -> bool:
    """Whether a source's words are more than a date."""
    return any(not _DATE_WORD.fullmatch(word) for word in _WORD.findall(wording.lower()))

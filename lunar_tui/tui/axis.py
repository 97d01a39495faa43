"""The axis of the timeline: years in a row of cells, and dates drawn on it as far as known.

Most that is dated lies in a few years, the rest decades away. So the axis may be broken where
nothing happens, and each stretch between two breaks has a scale of its own. Times are counted as
for an :class:`Extent`.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from lunar_tui.tui.extents import Extent

#: Months of a cell, from the finest scale to the coarsest.
_UNITS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000, 120_000)
#: From how many years on without any date the axis may be broken, and into how many runs.
_GAP, _RUNS = 2, 16
#: Months beyond which a band does not keep the axis from being broken within it.
_LONG = 480
#: What a break costs: by itself, and the more the fewer months it leaves out.
_BROKEN = (1.0, 144.0)
#: What it costs that a band is drawn with less than so many cells.
_WEIGHT, _BAND = 3.0, 3
#: What it costs that a stretch has no room for the name of a year.
_NAMELESS, _NAME = 4.0, 3
#: What it is worth to tell apart the months of a year, compared with the years.
_FINER = 0.25
#: Months beyond which two digits do not name a year.
_BRIEF = 1800
#: How small a part of a cell is drawn as a point: less than a month of a year.
_POINT = 1 / 12.5
#: Cells of the line that comes from an open beginning or goes to an open end.
_LEAD = 4

BREAK, GUIDE, FADING = "⋯", "│", "·"


class Cell(NamedTuple):
    """The time that one cell of the axis stands for; ``broken``: years that are left out."""

    first: int
    end: int
    broken: bool = False

    @property
    def middle(self) -> float:
        return (self.first + self.end) / 2


class Pen(NamedTuple):
    """What is drawn with: a whole cell, its halves, somewhere in it, a point, until, since."""

    whole: str
    left: str
    right: str
    unsure: str
    point: str
    until: str
    since: str


#: Heavy for what was or is, light for what is planned.
HEAVY = Pen("━", "╸", "╺", "╍", "•", "┫", "┣")
LIGHT = Pen("─", "╴", "╶", "╌", "◦", "┤", "├")


class Scale:
    """The cells of an axis, at most ``width`` of them, on which all of ``shown`` has its place."""

    def __init__(self, shown: Iterable[Extent], width: int) -> None:
        self.cells = tuple(_cells(set(shown), max(1, width)))
        self._firsts = [cell.first for cell in self.cells]
        self._labels = _labels(self.cells)

    @property
    def width(self) -> int:
        return len(self.cells)

    def header(self) -> str:
        """Years over the cells that they begin with, and a sign where years are left out.

        The last one may reach one cell further than the axis.
        """
        text = [BREAK if cell.broken else " " for cell in self.cells]
        for at, year in self._labels.items():
            text[at : at + len(year)] = year
        return "".join(text)

    def ground(self) -> str:
        """What is seen where nothing is drawn: a line down from each year of the header."""
        return "".join(GUIDE if at in self._labels else " " for at in range(self.width))

    def draw(self, shown: Sequence[Extent], pen: Pen) -> str:
        """The stretches ``shown``; blanks where there is nothing, and nothing without an axis."""
        text = [" "] * self.width
        for extent in shown if self.cells else ():
            for at, sign in self._drawn(extent, pen):
                text[at] = sign
        return "".join(text)

    def _drawn(self, extent: Extent, pen: Pen) -> Iterator[tuple[int, str]]:
        begin, _, _, end = extent
        if begin is None or end is None:
            yield from self._open(extent, pen)
            return
        at = self._at(extent.middle)
        cell = self.cells[at]
        part = (end - begin) / (cell.end - cell.first)
        if part < _POINT:
            yield at, pen.point
        elif part <= 1 / 2 and extent.sure and cell.first <= begin and end <= cell.end:
            yield at, pen.left if extent.middle < cell.middle else pen.right
        else:
            yield from self._line(extent, begin, end, pen)

    def _line(
        self, extent: Extent, begin: float, end: float, pen: Pen
    ) -> Iterator[tuple[int, str]]:
        """A line, dashed where it is not known whether anything was."""
        since, until = extent.since, extent.until
        long = end - begin if since is None or until is None else until - since
        for at, cell in enumerate(self.cells):
            if not _meet(begin, end, cell.first, cell.end):
                continue
            left = _meet(since, until, cell.first, cell.middle)
            right = _meet(since, until, cell.middle, cell.end)
            # What is approximate and shorter than a cell may as well lie in its other half.
            halves = extent.sure or long > cell.end - cell.first
            if left and right:
                yield at, pen.whole
            elif (left or right) and halves:
                yield at, pen.left if left else pen.right
            else:
                yield at, pen.unsure

    def _open(self, extent: Extent, pen: Pen) -> Iterator[tuple[int, str]]:
        """A line that comes out of nothing, or goes there."""
        at, step, stop = self._at(extent.middle), 1, pen.since
        if extent.end is not None:
            # What ends with a year ends in its last cell, not in the next one.
            at, step, stop = bisect_left(self._firsts, extent.end) - 1, -1, pen.until
        yield at, stop
        for number in range(1, _LEAD + 1):
            at += step
            if 0 <= at < self.width:
                yield at, FADING if number == _LEAD else pen.unsure

    def _at(self, time: float) -> int:
        """The cell of ``time``."""
        return bisect_right(self._firsts, time) - 1


def _meet(begin: float | None, end: float | None, first: float, last: float) -> bool:
    return begin is not None and end is not None and begin < last and end > first


class _Stretch(NamedTuple):
    """Whole years at one scale."""

    first: int
    end: int
    unit: int

    @property
    def size(self) -> int:
        """How many cells it takes; the first and the last one may stand for less than a unit."""
        return -(-self.end // self.unit) - self.first // self.unit

    def cells(self) -> Iterator[Cell]:
        inner = range((self.first // self.unit + 1) * self.unit, self.end, self.unit)
        for first, end in pairwise((self.first, *inner, self.end)):
            yield Cell(first, end)


def _cells(shown: Collection[Extent], width: int) -> Iterator[Cell]:
    previous: _Stretch | None = None
    for stretch in _stretches(shown, width):
        if previous:
            yield Cell(previous.end, stretch.first, broken=True)
        yield from stretch.cells()
        previous = stretch


def _stretches(shown: Collection[Extent], width: int) -> tuple[_Stretch, ...]:
    """The years that there are, broken and scaled so that they fit and the least is lost."""
    runs = _runs(shown)
    times = sorted({extent.middle for extent in shown})
    bands = [
        (one.begin, one.end)
        for one in shown
        if one.begin is not None and one.end is not None and one.end - one.begin > 12
    ]

    @cache
    def loss(stretch: _Stretch) -> float:
        """How much cannot be told apart at its scale: two times, or a band from a point."""
        count = bisect_right(times, stretch.end) - bisect_left(times, stretch.first)
        scale = math.log2(stretch.unit / 12)
        lost = count * (scale if scale > 0 else _FINER * scale)
        for begin, end in bands:
            if stretch.first <= begin and end <= stretch.end:
                lost += _WEIGHT * max(0.0, math.log2(_BAND * stretch.unit / (end - begin)))
        return lost + _NAMELESS * (stretch.size < _NAME)

    @cache
    def best(at: int, room: int) -> tuple[float, tuple[_Stretch, ...]]:
        """How run ``at`` and those after it are drawn best in ``room`` cells, and what is lost."""
        if at == len(runs):
            return 0.0, ()
        found: tuple[float, tuple[_Stretch, ...]] = (math.inf, ())
        for last in range(at, len(runs)):
            for unit in _UNITS:
                stretch = _Stretch(runs[at][0], runs[last][1], unit)
                left = room - stretch.size - (last + 1 < len(runs))
                if left < 0:
                    continue
                lost, rest = best(last + 1, left)
                lost += loss(stretch)
                if rest:
                    lost += _BROKEN[0] + _BROKEN[1] / (rest[0].first - stretch.end)
                if lost < found[0]:
                    found = lost, (stretch, *rest)
        return found

    return best(0, width)[1]


def _runs(shown: Iterable[Extent]) -> list[tuple[int, int]]:
    """Years in a row in which there is something, in months; not too many runs of them."""
    years = sorted({year for extent in shown for year in _years(extent)})
    gap = _GAP
    while True:
        runs: list[tuple[int, int]] = []
        for year in years:
            near = bool(runs) and year * 12 - runs[-1][1] < gap * 12
            first = runs.pop()[0] if near else year * 12
            runs.append((first, year * 12 + 12))
        if len(runs) <= _RUNS:
            return runs
        gap *= 2


def _years(extent: Extent) -> Iterator[int]:
    """The years that an extent brings to the axis: all of a band, unless it is very long."""
    for low, high in pairwise(sorted({time for time in extent if time is not None})):
        if high - low <= _LONG:
            yield from range(math.floor(low / 12), math.ceil(high / 12))
    if extent.begin is not None:
        yield math.floor(extent.begin / 12)
    if extent.end is not None:
        yield math.ceil(extent.end / 12) - 1


# --- the years in the header ------------------------------------------------------------------


def _labels(cells: Sequence[Cell]) -> dict[int, str]:
    """Years by the cell over which they begin: the roundest first, as far as there is room.

    A year has two digits where there is no room for four, and no doubt of its century.
    """
    brief = bool(cells) and cells[-1].end - cells[0].first <= _BRIEF
    # The scroll bar leaves a cell free at the right.
    free = [not cell.broken for cell in cells] + [True]
    apart = [True] * (len(free) + 1)
    years = [
        (at, cell.first // 12)
        for at, cell in enumerate(cells)
        if not cell.broken and cell.first % 12 == 0
    ]
    found = {}
    for at, year in sorted(years, key=lambda item: (-_roundness(item[1]), item)):
        for text in (str(year), f"’{year % 100:02}") if brief and year % 100 else (str(year),):
            end = at + len(text)
            if end <= len(free) and all(free[at:end]) and all(apart[max(0, at - 1) : end + 1]):
                apart[at:end] = [False] * len(text)
                found[at] = text
                break
    return found


def _roundness(year: int) -> int:
    return next(number for number in (1000, 100, 50, 10, 5, 1) if year % number == 0)

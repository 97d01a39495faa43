"""Rows of a list: cells side by side, of which one takes the width that is left and wraps."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from textual.content import Content

from lunar_tui.tui.layout import wrap

GAP = 1


class Cell(NamedTuple):
    """``width`` in terminal cells; 0 takes what is left. ``lines`` limits a wrapped text.

    ``below`` stands under the text, on two lines at the most.
    """

    content: Content
    width: int = 0
    right: bool = False
    lines: int = 0
    below: Content | None = None


class Row:
    """One row of cells. ``disabled`` rows are passed over by the cursor.

    :meth:`later` gives a row whose cells are made when it is first seen: of a long list, most never
    are.
    """

    def __init__(self, *cells: Cell, disabled: bool = False) -> None:
        self.disabled = disabled
        self._cells = cells
        self._make: Callable[[], tuple[Cell, ...]] | None = None
        self._set: tuple[int, list[Content]] | None = None

    @classmethod
    def later(cls, make: Callable[[], tuple[Cell, ...]]) -> Row:
        row = cls()
        row._make = make
        return row

    @property
    def cells(self) -> tuple[Cell, ...]:
        if self._make is not None:
            self._cells, self._make = self._make(), None
        return self._cells

    def lines(self, width: int) -> list[Content]:
        """The row in lines of exactly ``width`` cells."""
        if self._set is None or self._set[0] != width:
            self._set = (width, self._arranged(width))
        return self._set[1]

    def _arranged(self, width: int) -> list[Content]:
        fixed = sum(cell.width for cell in self.cells) + GAP * (len(self.cells) - 1)
        left = max(4, width - fixed)
        columns = [_wrapped(cell, cell.width or left) for cell in self.cells]
        lines = []
        for number in range(max(map(len, columns))):
            parts = []
            for place, (cell, column) in enumerate(zip(self.cells, columns, strict=True)):
                piece = column[number] if number < len(column) else Content("")
                parts.append(_fitted(piece, cell.width or left, right=cell.right))
                if place < len(self.cells) - 1:
                    parts.append(Content(" " * GAP))
            lines.append(Content("").join(parts))
        return lines


def _wrapped(cell: Cell, width: int) -> list[Content]:
    text = cell.content
    if text.cell_length <= width:
        lines = [text]
    elif cell.lines == 1:
        lines = [text.truncate(width, ellipsis=True)]
    else:
        # Set as an article is: by arithmetic, and no further than is shown.
        spans = wrap(text.plain, 0, len(text.plain), width)
        shown = list(islice(spans, cell.lines + 1)) if cell.lines else list(spans)
        lines = [text[start:end] for start, end in shown]
    if cell.lines and len(lines) > cell.lines:
        last = lines[cell.lines - 1]
        cut = last.truncate(width - 1) if last.cell_length >= width else last
        lines = [*lines[: cell.lines - 1], cut.append("…")]
    if cell.below:
        lines = [*lines, *_wrapped(Cell(cell.below, lines=2), width)]
    return lines


def _fitted(piece: Content, width: int, *, right: bool) -> Content:
    if piece.cell_length > width:
        piece = piece.truncate(width, ellipsis=True)
    missing = width - piece.cell_length
    return piece.pad_left(missing) if right else piece.pad_right(missing)

"""Rows of a list: cells side by side, of which one takes the width that is left and wraps."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from textual.content import Content

from lunar_tui.tui.layout import wrap
from lunar_tui.tui.pieces import Piece, Pieces, cells_of, chopped, pieces_of

GAP = 1
_NOTHING = Content("")


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
        self._set: tuple[int, list[Pieces]] | None = None

    @classmethod
    def later(cls, make: Callable[[], tuple[Cell, ...]], *, disabled: bool = False) -> Row:
        row = cls(disabled=disabled)
        row._make = make
        return row

    @property
    def cells(self) -> tuple[Cell, ...]:
        if self._make is not None:
            self._cells, self._make = self._make(), None
        return self._cells

    def lines(self, width: int) -> list[Pieces]:
        """The row in lines of exactly ``width`` cells."""
        if self._set is None or self._set[0] != width:
            self._set = (width, self._arranged(width))
        return self._set[1]

    def _arranged(self, width: int) -> list[Pieces]:
        fixed = sum(cell.width for cell in self.cells) + GAP * (len(self.cells) - 1)
        left = max(4, width - fixed)
        columns = [_wrapped(cell, cell.width or left) for cell in self.cells]
        lines = []
        for number in range(max(map(len, columns))):
            pieces: list[Piece] = []
            for place, (cell, column) in enumerate(zip(self.cells, columns, strict=True)):
                line = column[number] if number < len(column) else Pieces()
                blank = Piece(" " * ((cell.width or left) - line.cells))
                pieces += (blank, *line) if cell.right else (*line, blank)
                if place < len(self.cells) - 1:
                    pieces.append(Piece(" " * GAP))
            lines.append(Pieces(piece for piece in pieces if piece.text))
        return lines


def _wrapped(cell: Cell, width: int) -> list[Pieces]:
    """The text of a cell in lines of at most ``width`` cells; where it is cut, it says so."""
    text = cell.content.plain
    if cell.lines == 1 or cells_of(text) <= width:
        spans = [(0, len(text))]
    else:
        # Set as an article is: by arithmetic, and no further than is shown.
        found = wrap(text, 0, len(text), width)
        spans = list(islice(found, cell.lines + 1)) if cell.lines else list(found)
    lines: list[Pieces] = []
    for start, end in spans[: cell.lines or None]:
        shown = text[start:end]
        more = len(lines) + 1 == cell.lines < len(spans)
        cut = more or cells_of(shown) > width
        stop = start + len(chopped(shown, width - 1)) if cut else end
        pieces = pieces_of(cell.content, start, stop)
        lines.append(Pieces([*pieces, Piece("…")] if cut else pieces))
    if cell.below:
        lines += _wrapped(Cell(cell.below, lines=2), width)
    return lines

"""The matrix: entities as rows and as numbered columns, a sign where a claim links two."""

from __future__ import annotations

from collections.abc import Sequence

from lunar_tui.library import Library
from lunar_tui.tui.fan import Link, Links, exactly, name_of
from lunar_tui.tui.pieces import Look, Piece, Pieces, cells_of, fitted

#: A claim of the row speaks of the column, one of the column of the row, or both.
SPEAKS, SPOKEN, BOTH = "●", "○", "◉"
_NAME = (12, 24)
"""Cells of a name: at least, where there is room for all columns, and at most."""
_LEGEND = f"{SPEAKS} its claim {SPOKEN} claim on it {BOTH} both"
_PLAIN = ("not bold", "dim")
_DIM, _SIGN, _HERE = ("dim",), ("$accent",), ("on $panel",)


class Matrix:
    """Draws the links among entities; ``first`` is the number of the first of them.

    There are as many columns as fit; where they do not all fit, those that have most links stand.
    """

    def __init__(self, library: Library, entities: Sequence[str], first: int) -> None:
        self.entities = tuple(entities)
        self.first = first
        self._links = Links(library, self.entities)
        self._names = [name_of(library, entity) for entity in self.entities]
        self._digits = len(str(first + len(self.entities)))
        self._columns: dict[int, tuple[tuple[int, ...], int, int]] = {}

    def links(self, row: int) -> dict[str, Link]:
        """The entities that row ``row`` is linked to."""
        return self._links.of(self.entities[row])

    def _arranged(self, width: int) -> tuple[tuple[int, ...], int, int]:
        """The columns, the cells of each, and the cells of the names."""
        if width not in self._columns:
            self._columns[width] = self._arrange(width)
        return self._columns[width]

    def _arrange(self, width: int) -> tuple[tuple[int, ...], int, int]:
        total = len(self.entities)
        wanted = min(_NAME[1], max(map(cells_of, self._names), default=0))
        least = min(_NAME[0], wanted)
        # What is no column and no name: the mark, the number, the count, and the blanks between.
        room = width - 2 * self._digits - 4
        cells = 2 if total * 2 + least <= room else 1
        shown = max(0, min(total, (room - least) // cells))
        order = sorted(range(total), key=lambda number: -len(self.links(number)))
        name = max(0, min(wanted, room - shown * cells))
        return tuple(sorted(order[:shown])), cells, name

    def header(self, width: int, current: int | None) -> tuple[Pieces, ...]:
        """What the signs mean, and the numbers of the columns, a line for each digit.

        That of row ``current`` stands out.
        """
        columns, cells, name = self._arranged(width)
        legend = [Piece(_LEGEND, _PLAIN)]
        if len(columns) < len(self.entities):
            text = f"{len(columns)} of {len(self.entities)} columns"
            legend = [Piece(text, ("not bold $warning",)), Piece(f" · {_LEGEND}", _PLAIN)]
        lines = [exactly(legend, width)]
        for digit in range(self._digits):
            pieces = [Piece(" " * (self._digits + 2 + name + 1))]
            for column in columns:
                text = f"{self.first + column:>{self._digits}}"[digit]
                looks = ("bold $accent", *_HERE) if column == current else _PLAIN
                pieces.append(Piece(text.rjust(cells), looks))
            lines.append(exactly(pieces, width))
        return tuple(lines)

    def line(self, row: int, width: int, current: int | None, *, marked: bool = False) -> Pieces:
        """Row ``row``, ``width`` cells wide, while the cursor is on row ``current``."""
        columns, cells, name = self._arranged(width)
        links = self.links(row)
        pieces = [
            Piece("◆" if marked else " "),
            Piece(f"{self.first + row:>{self._digits}} ", _DIM),
            Piece(fitted(self._names[row], name) + " "),
        ]
        for column in columns:
            here: tuple[Look, ...] = _HERE if column == current else ()
            link = links.get(self.entities[column])
            sign, looks = ("╲" if column == row else "·"), _DIM
            if link:
                sign = BOTH if link.outgoing and link.incoming else SPEAKS
                sign = SPOKEN if not link.outgoing else sign
                looks = _SIGN
            pieces.append(Piece(sign.rjust(cells), (*looks, *here)))
        pieces.append(Piece(f" {len(links):>{self._digits}}", _DIM))
        return exactly(pieces, width)

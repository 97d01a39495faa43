"""A list that is a drawing: its lines are drawn for the width there is and for its cursor."""

from __future__ import annotations

from collections.abc import Callable

from textual.events import Click
from textual.strip import Strip
from textual.style import Style

from lunar_tui.tui.lists import RowList
from lunar_tui.tui.pieces import Pieces
from lunar_tui.tui.rows import Row


class Drawing(RowList):
    """A list whose lines all depend on where its cursor is.

    Its first ``pinned`` lines stay in sight where that leaves room for others.
    """

    pinned = 0

    def place_cursor(self, row: int | None) -> None:
        super().place_cursor(row)
        self.unpaint()

    @property
    def _pinned(self) -> int:
        return self.pinned if self.height > 2 * self.pinned else 0

    def keep_lines(self, first: int, last: int, margin: int = 0) -> None:
        super().keep_lines(max(0, first - self._pinned), last, margin)

    def paint(self, number: int, base: Style) -> Strip:
        line = number - self.top
        return super().paint(line if line < self._pinned else number, base)

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset and offset.y < self._pinned:
            event.prevent_default()


class DrawnRow(Row):
    """A row of one line that is drawn for the width there is."""

    def __init__(self, draw: Callable[[int], Pieces], *, disabled: bool = False) -> None:
        super().__init__(disabled=disabled)
        self._draw = draw

    def lines(self, width: int) -> list[Pieces]:
        return [self._draw(width)]

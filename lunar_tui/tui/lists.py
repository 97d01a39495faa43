"""The list that all panes use: rows, a cursor, moved by the keys of all panes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.events import Click
from textual.message import Message
from textual.strip import Strip
from textual.style import Style

from lunar_tui.tui.moving import MOVING
from lunar_tui.tui.painting import Scroller
from lunar_tui.tui.pieces import Look, Piece
from lunar_tui.tui.rows import Row


class RowList(Scroller):
    """Rows that wrap, one of which has the cursor; it stops at the first and the last one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor", "list--cursor-focus", "list--heading"}
    BINDINGS: ClassVar = [
        *MOVING,
        Binding("enter", "open", "Open", show=False),
    ]

    class Moved(Message):
        """The user moved the cursor to row ``row``."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """The user pressed enter on row ``row``."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.cursor: int | None = None
        self._places: list[tuple[int, int]] = []
        self._firsts: list[int] = []

    def fill(self, rows: Sequence[Row], cursor: int | None = 0) -> None:
        """Replaces the rows and puts the cursor on row ``cursor``; posts no message."""
        self.rows = list(rows)
        self.top = 0
        self.unpaint()
        self.cursor = None
        self.set_lines()
        self.place_cursor(cursor)

    def place_cursor(self, row: int | None) -> None:
        """Puts the cursor on ``row``; posts no message."""
        last = len(self.rows) - 1
        self.cursor = None if row is None or last < 0 else max(0, min(row, last))
        self._show_cursor()
        self.refresh()

    def extend(self, rows: Sequence[Row]) -> None:
        """Adds rows below the others; what is in view stays where it is."""
        self.rows += rows
        self.set_lines()
        self.repaint()

    def set_row(self, number: int, row: Row) -> None:
        """Shows ``row`` in place of row ``number``."""
        self.set_rows({number: row})

    def set_rows(self, rows: Mapping[int, Row]) -> None:
        """Shows rows in place of those of these numbers; all lines are set anew only once."""
        for number, row in rows.items():
            self.rows[number] = row
        if rows:
            self.set_lines()
            self.repaint()

    # --- lines --------------------------------------------------------------------------------

    def set_lines(self) -> None:
        self._places, self._firsts = [], []
        if self.text_width:
            self._set_until(line=self.top + self.height)
            self._show_cursor()

    def _set_until(self, *, line: int = -1, row: int = -1) -> None:
        """Sets rows in lines until there are ``line`` lines and row ``row`` is among them."""
        width = self.text_width
        number = len(self._firsts)
        while number < len(self.rows) and (len(self._places) < line or number <= row):
            self._firsts.append(len(self._places))
            self._places += [(number, n) for n in range(len(self.rows[number].lines(width)))]
            number += 1

    @property
    def line_count(self) -> int:
        """Lines of the rows that are set, and as many for each of the others on the average."""
        done = len(self._firsts)
        rest = len(self.rows) - done
        return len(self._places) + (rest * max(1, len(self._places) // done) if done else 0)

    def scroll_to_line(self, top: int) -> None:
        if self.text_width:
            self._set_until(line=top + self.height)
        super().scroll_to_line(top)

    def lines_of(self, row: int) -> tuple[int, int]:
        """The first and the last line of a row."""
        self._set_until(row=row + 1)
        after = self._firsts[row + 1] if row + 1 < len(self._firsts) else len(self._places)
        return self._firsts[row], after - 1

    def _show_cursor(self) -> None:
        if self.cursor is None or not self.text_width:
            return
        first, last = self.lines_of(self.cursor)
        # A heading right above the row belongs to it.
        while first and self.rows[self._places[first - 1][0]].disabled:
            first -= 1
        self.keep_lines(first, last)

    def paint(self, number: int, base: Style) -> Strip:
        self._set_until(line=number + 1)
        if number >= len(self._places):
            return self.blank
        row, line = self._places[number]
        here = row == self.cursor
        key = (row, line, here)
        strip = self._strips.get(key)
        if strip is None:
            pieces = self.rows[row].lines(self.text_width)[line]
            under: tuple[Look, ...] = ()
            over: tuple[Look, ...] = ()
            if here:
                over = ("list--cursor-focus" if self.has_focus else "list--cursor",)
            elif self.rows[row].disabled:
                under = ("list--heading",)
            looked = (Piece(text, (*under, *looks, *over)) for text, looks in pieces)
            strip = self._strips[key] = self.strip(looked, base, self.text_width)
        return strip

    # --- moving -------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """To the next or previous row that is not a heading."""
        row = (-1 if step > 0 else len(self.rows)) if self.cursor is None else self.cursor
        row += step
        while 0 <= row < len(self.rows) and self.rows[row].disabled:
            row += 1 if step > 0 else -1
        self._go(row)

    def action_edge(self, last: bool) -> None:  # noqa: FBT001 - an action takes plain arguments
        rows = [number for number, row in enumerate(self.rows) if not row.disabled]
        if rows:
            self._go(rows[-1 if last else 0])

    def action_page(self, step: int) -> None:
        """By as many lines as can be seen."""
        if self.cursor is None or not self._places:
            return
        line = self.lines_of(self.cursor)[0] + step * max(1, self.height - 2)
        self._set_until(line=line + 1)
        row = self._places[max(0, min(len(self._places) - 1, line))][0]
        away = 1 if step > 0 else -1
        while 0 <= row < len(self.rows) and self.rows[row].disabled:
            row += away
        self._go(row)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self.rows) and row != self.cursor:
            self.place_cursor(row)
            self.post_message(self.Moved(row))

    def action_open(self) -> None:
        if self.cursor is not None:
            self.post_message(self.Opened(self.cursor))

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a click on the row under the cursor opens it, as enter does."""
        offset = event.get_content_offset(self)
        number = self.top + offset.y if offset else -1
        if not 0 <= number < len(self._places):
            return
        row = self._places[number][0]
        if self.rows[row].disabled:
            return
        if row == self.cursor:
            self.action_open()
        else:
            self._go(row)

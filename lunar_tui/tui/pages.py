"""A page of text that scrolls: the help, the preview of an export."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.strip import Strip
from textual.style import Style

from lunar_tui.tui.moving import MOVING
from lunar_tui.tui.painting import Scroller


class TextPage(Scroller):
    """Shows text; it wraps at the width there is."""

    BINDINGS: ClassVar = [
        *MOVING,
        Binding("space", "page(1)", "Page down", show=False),
    ]

    def __init__(self, text: Content, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self.text = text
        self._lines: list[Content] = []

    @property
    def line_count(self) -> int:
        return len(self._lines)

    def set_lines(self) -> None:
        width = self.text_width
        self._lines = self.text.wrap(width) if width > 0 else []
        self.top = max(0, min(self.top, self.line_count - self.height))

    def paint(self, number: int, base: Style) -> Strip:
        return self.content_strip(self._lines[number], base, self.text_width)

    def action_move(self, step: int) -> None:
        self.scroll_to_line(self.top + step)

    def action_edge(self, last: bool) -> None:  # noqa: FBT001 - an action takes plain arguments
        self.scroll_to_line(self.line_count if last else 0)

    def action_page(self, step: int) -> None:
        self.scroll_to_line(self.top + step * max(1, self.height - 1))

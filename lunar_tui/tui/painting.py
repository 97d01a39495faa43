"""Painting line by line: the base of the widgets that draw themselves.

A list, a reader and the panels paint their own lines and keep their own scroll position. A scroll
view of the toolkit would run a layout of the whole screen whenever the number of its lines changes,
which here is at every movement of a cursor.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.events import MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

_WHEEL = 3


def component_style(widget: Widget, name: str) -> Style:
    """What the style sheet says of a component, and nothing of what lies under it."""
    rules = widget.get_component_styles(name)
    text = rules.text_style
    return Style(
        background=rules.background if rules.has_rule("background") else None,
        foreground=rules.color if rules.has_rule("color") else None,
        bold=text.bold,
        italic=text.italic,
        reverse=text.reverse,
    )


def strip_of(content: Content, base: Style, width: int) -> Strip:
    """``content`` on ``base``, exactly ``width`` cells wide."""
    segments = content.render_segments(base)
    strip = Strip([Segment(text, style) for text, style, _ in segments])
    return strip.adjust_cell_length(width, base.rich_style)


class Scroller(Widget, can_focus=True):
    """A widget of lines, of which it shows a window; the column at its right says where that is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"scroller--thumb"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self.top = 0
        self._strips: dict[object, Strip] = {}
        self._styles: dict[str, Style] = {}
        self._room = Size(0, 0)
        self._base = Style()
        self._bars: dict[bool, Strip] = {}

    # --- for the widgets ----------------------------------------------------------------------

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def paint(self, number: int, base: Style) -> Strip:
        """Line ``number``, :attr:`text_width` cells wide."""
        raise NotImplementedError

    def set_lines(self) -> None:
        """Called when the size has changed, before anything is painted; must not ask for paint."""

    @property
    def text_width(self) -> int:
        """Cells for text: all but the column of the scroll bar."""
        return max(0, self._room.width - 1)

    @property
    def height(self) -> int:
        """Lines that can be seen."""
        return self._room.height

    def style(self, name: str) -> Style:
        """The style of a component."""
        if name not in self._styles:
            self._styles[name] = component_style(self, name)
        return self._styles[name]

    def repaint(self) -> None:
        """Paints everything again."""
        self._strips.clear()
        self.refresh()

    # --- scrolling ----------------------------------------------------------------------------

    def scroll_to_line(self, top: int) -> None:
        """Makes ``top`` the first line that is seen, as far as there are lines."""
        top = max(0, min(top, self.line_count - self.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def centre_lines(self, first: int, last: int) -> None:
        """Shows lines ``first`` to ``last`` in the middle, or from the top where they are many."""
        long = last - first >= self.height
        self.scroll_to_line(first if long else (first + last + 1) // 2 - self.height // 2)

    def keep_lines(self, first: int, last: int, margin: int = 0) -> None:
        """Scrolls as little as shows lines ``first`` to ``last``."""
        if last - first + 1 + 2 * margin > self.height:
            margin = 0
        if first - margin < self.top:
            self.scroll_to_line(first - margin)
        elif last + margin >= self.top + self.height:
            self.scroll_to_line(min(first - margin, last + margin - self.height + 1))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self.scroll_to_line(self.top + _WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self.scroll_to_line(self.top - _WHEEL)

    # --- textual ------------------------------------------------------------------------------

    def on_resize(self, _event: Resize) -> None:
        if self._fit():
            self.refresh()

    def _fit(self) -> bool:
        """Sets the lines for the present size; whether it is a new one.

        The first frame is painted before the widget hears of its size.
        """
        room = self.content_size
        if self._room == room:
            return False
        self._room = room
        self._strips.clear()
        self.set_lines()
        return True

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def on_focus(self) -> None:
        self.repaint()

    def on_blur(self) -> None:
        self.repaint()

    def render_lines(self, crop: Region) -> list[Strip]:
        self._fit()
        base = self.visual_style
        if base != self._base:
            self._base = base
            self._strips.clear()
        thumb = base + self.style("scroller--thumb")
        self._bars = {
            False: Strip([Segment(" ", base.rich_style)], 1),
            True: Strip([Segment("▐", thumb.rich_style)], 1),
        }
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        number = self.top + y
        if number >= self.line_count:
            return Strip.blank(self._room.width, self._base.rich_style)
        return Strip.join([self.paint(number, self._base), self._bars[self._on_thumb(y)]])

    def _on_thumb(self, y: int) -> bool:
        total, height = self.line_count, self.height
        if total <= height:
            return False
        thumb = max(1, height * height // total)
        start = round(self.top * (height - thumb) / (total - height))
        return start <= y < start + thumb

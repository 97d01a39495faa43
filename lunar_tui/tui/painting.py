"""Painting line by line: the base of the widgets that draw themselves.

A list, a reader and the panels paint their own lines and keep their own scroll position. A scroll
view of the toolkit would run a layout of the whole screen whenever the number of its lines changes,
which here is at every movement of a cursor.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.content import Content
from textual.events import MouseScrollDown, MouseScrollUp, Resize
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from lunar_tui.tui.pieces import Look, Piece

SELECTED = "screen--selection"
"""What the mouse has marked; a component of the screen."""
_WHEEL = 3
_KEPT = 5000
"""Painted lines that are kept, at most."""


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


class Steady(Widget):
    """A widget whose lines are kept until it is refreshed, restyled or asked for others.

    The toolkit asks all widgets for all their lines whenever one of them changes. A new size is
    seen by the lines that are asked for.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self._window: list[Strip] = []
        self._window_for: tuple[Region, Style] | None = None

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        self._window_for = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._window_for = None

    def render_lines(self, crop: Region) -> list[Strip]:
        key = (crop, self.visual_style)
        if self._window_for != key:
            self._window = self.rendered(crop)
            self._window_for = key
        return self._window

    def rendered(self, crop: Region) -> list[Strip]:
        """The lines anew."""
        return super().render_lines(crop)


class Painted(Steady):
    """A widget whose lines are all its own: no frame, no padding, nothing that shines through.

    The toolkit passes each line of a widget through frames, paddings, tints and opacities; where
    there are none, the line is as it was painted.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self._looks: dict[tuple[Style, tuple[Look, ...]], RichStyle] = {}
        self._components: dict[str, Style] = {}
        self._filters: tuple[LineFilter, ...] = ()
        self._under = Color(0, 0, 0)

    def style(self, name: str) -> Style:
        """The style of a component."""
        found = self._components.get(name)
        if found is None:
            try:
                found = component_style(self, name)
            except KeyError:
                # What is no component of this widget looks like what it lies on.
                found = Style()
            self._components[name] = found
        return found

    def look(self, base: Style, looks: tuple[Look, ...]) -> RichStyle:
        """``base`` under ``looks``, the last one on top, as the terminal can show it."""
        key = (base, looks)
        found = self._looks.get(key)
        if found is None:
            style = base
            for look in looks:
                style += self._look(look)
            # Filtered here, once for each look, and not once for each line that has it.
            shown = self.filtered(Strip([Segment(" ", style.rich_style)]))
            found = self._looks[key] = next(iter(shown)).style or style.rich_style
        return found

    def filtered(self, strip: Strip) -> Strip:
        """A line as the terminal can show it: without colours, where it has none."""
        for line_filter in self._filters:
            strip = strip.apply_filter(line_filter, self._under)
        return strip

    def _look(self, look: Look) -> Style:
        if isinstance(look, Style):
            return look
        if look == SELECTED:
            return Style.from_styles(self.screen.get_component_styles(SELECTED))
        if "--" in look:
            return self.style(look)
        return Style.parse(look)

    def strip(self, pieces: Iterable[Piece], base: Style, width: int) -> Strip:
        """Pieces in a row, which are ``width`` cells wide together."""
        return Strip(
            [Segment(text, self.look(base, looks)) for text, looks in pieces if text], width
        )

    def forget(self) -> None:
        """Called when the style sheet or the theme has changed: no painted line is of use now."""
        self._looks.clear()
        self._components.clear()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.forget()

    def rendered(self, crop: Region) -> list[Strip]:
        if self.styles.gutter or self.opacity != 1 or self.styles.tint.a:
            return super().rendered(crop)
        left, right = crop.column_span
        whole = (left, right) == (0, self.size.width)
        filters, under = tuple(self.get_line_filters()), self.background_colors[1]
        if (filters, under) != (self._filters, self._under):
            self._filters, self._under = filters, under
            self.forget()
        strips = map(self.render_line, crop.line_range)
        return list(strips) if whole else [strip.crop(left, right) for strip in strips]

    def content_strip(self, content: Content, base: Style, width: int) -> Strip:
        """``content`` on ``base``, exactly ``width`` cells wide."""
        segments = content.render_segments(base)
        strip = Strip([Segment(text, style) for text, style, _ in segments])
        return self.filtered(strip.adjust_cell_length(width, base.rich_style))

    def blank_strip(self, base: Style, width: int) -> Strip:
        """An empty line."""
        return Strip.blank(width, self.look(base, ()))


class Scroller(Painted, can_focus=True):
    """A widget of lines, of which it shows a window; the column at its right says where that is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"scroller--thumb"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self.top = 0
        self._strips: dict[object, Strip] = {}
        self._barred: dict[tuple[int, bool], tuple[Strip, Strip]] = {}
        self._room = Size(0, 0)
        self._base = Style()
        self.blank = Strip.blank(0)

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

    def unpaint(self) -> None:
        """Forgets the lines that were painted."""
        self._strips.clear()
        self._barred.clear()
        self.blank = self.blank_strip(self._base, self.text_width)

    def repaint(self) -> None:
        """Paints everything again."""
        self.unpaint()
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
        self.unpaint()
        self.set_lines()
        return True

    def forget(self) -> None:
        super().forget()
        self.unpaint()

    def on_focus(self) -> None:
        self.repaint()

    def on_blur(self) -> None:
        self.repaint()

    def render_lines(self, crop: Region) -> list[Strip]:
        self._fit()
        base = self.visual_style
        if base != self._base:
            self._base = base
            self.unpaint()
        elif len(self._barred) > _KEPT:
            self.unpaint()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        number = self.top + y
        line = self.paint(number, self._base) if number < self.line_count else self.blank
        # The same strip again is the least work: it knows how it is filtered, cut and written.
        key = (id(line), self._on_thumb(y))
        kept = self._barred.get(key)
        if kept is None:
            # With the line itself, whose id would otherwise be given to another one.
            bar = Piece("▐", ("scroller--thumb",)) if key[1] else Piece(" ")
            barred = Strip.join([line, self.strip([bar], self._base, 1)])
            kept = self._barred[key] = (line, barred)
        return kept[1]

    def _on_thumb(self, y: int) -> bool:
        total, height = self.line_count, self.height
        if total <= height:
            return False
        thumb = max(1, height * height // total)
        start = round(self.top * (height - thumb) / (total - height))
        return start <= y < start + thumb

"""The stack of panels: one widget that draws them all.

Ten lists as ten widgets, each with a frame and scroll bars, would take longer to start than all the
rest; and panels that share one height need one place that shares it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.events import Click, Key, MouseScrollDown, MouseScrollUp, Paste, Resize
from textual.geometry import Region, Size
from textual.strip import Strip

from lunar_tui.display import clean_line
from lunar_tui.tui.messages import SubjectOpened, SubjectShown
from lunar_tui.tui.moving import MOVING
from lunar_tui.tui.painting import Painted
from lunar_tui.tui.panels import TITLE, Panel, shared
from lunar_tui.tui.pieces import Piece, Pieces, fitted

_KEPT = 5000
"""Painted lines that are kept, at most."""


class PanelStack(Painted, can_focus=True):
    """Shows the panels one under the other. The active one is open and has the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "stack--rule",
        "stack--title",
        "stack--title-active",
        "stack--dim",
        "stack--cursor",
        "stack--cursor-focus",
        "stack--filter",
    }
    BINDINGS: ClassVar = [
        *MOVING,
        Binding("right_square_bracket", "turn(1)", "Next panel", show=False),
        Binding("left_square_bracket", "turn(-1)", "Previous panel", show=False),
        Binding("enter", "open", "Open", show=False),
        Binding("escape", "clear_filter", "Clear filter", key_display="esc", id="clear-filter"),
    ]

    def __init__(self, panels: Sequence[Panel]) -> None:
        super().__init__(id="panels")
        self.panels = tuple(panels)
        self.active: Panel | None = self.panels[0] if self.panels else None
        self.marked: frozenset[str] = frozenset()
        self._heights: list[int] = []
        self._room = Size(0, 0)
        self._typing = False
        self._strips: dict[object, Strip] = {}

    # --- what is shown ------------------------------------------------------------------------

    @property
    def heights(self) -> tuple[int, ...]:
        """Rows of each panel; 1 is closed."""
        self._share_anew()
        return tuple(self._heights)

    @property
    def typing(self) -> bool:
        """Whether a filter is being typed."""
        return self._typing

    @property
    def filtering(self) -> bool:
        """Whether the active panel has a filter open."""
        return self.active is not None and self.active.filter is not None

    def activate(self, panel: Panel) -> None:
        """Opens ``panel`` at the cost of the others."""
        if panel is not self.active:
            self._typing = False
            self.active = panel
        self._changed()

    def panel_of(self, subject: object) -> Panel | None:
        """The panel that lists ``subject``, whatever its filter shows."""
        for panel in self.panels:
            if any(entry.subject == subject for entry in panel.entries):
                return panel
        return None

    def renew(self, panels: Sequence[Panel]) -> None:
        """Shows other panels; what bears the same title keeps its cursor and its filter."""
        known = {panel.title: panel for panel in self.panels}
        for panel in panels:
            if panel.title in known:
                panel.take_over(known[panel.title])
        title = self.active.title if self.active else ""
        self.panels = tuple(panels)
        fallback = self.panels[0] if self.panels else None
        self.active = next((panel for panel in panels if panel.title == title), fallback)
        self._strips.clear()
        self._changed()

    def set_marked(self, ids: frozenset[str]) -> None:
        """The ids that are marked for export."""
        if ids != self.marked:
            self.marked = ids
            self.refresh()

    def set_named(self, named: Mapping[str, int]) -> None:
        """In how many sentences each entity is named."""
        for panel in self.panels:
            panel.set_named(named)
        self._strips.clear()
        self.refresh()

    def on_resize(self, _event: Resize) -> None:
        if self._room != self.size:
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        self._share_anew()
        if len(self._strips) > _KEPT:
            self._strips.clear()
        return super().render_lines(crop)

    def _share_anew(self) -> None:
        """Shares the height if it is a new one; the first frame comes before the widget hears."""
        if self._room != self.size:
            self._share()

    def _changed(self) -> None:
        self._share()
        self.refresh()

    def _share(self) -> None:
        if self._room != self.size:
            self._room = self.size
            self._strips.clear()
        active = self.panels.index(self.active) if self.active else 0
        self._heights = shared(
            [panel.wanted_height for panel in self.panels], self._room.height, active
        )
        for panel, rows in zip(self.panels, self._heights, strict=True):
            panel.scroll_to_cursor(rows - TITLE - (panel.filter is not None))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self._typing = False
        self.refresh()

    # --- keys ---------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        if self.active:
            self._move_to(self.active.cursor + step)

    def action_edge(self, last: bool) -> None:  # noqa: FBT001 - an action takes plain arguments
        if self.active:
            self._move_to(len(self.active.shown) - 1 if last else 0)

    def action_page(self, step: int) -> None:
        if self.active:
            rows = self.heights[self.panels.index(self.active)] - TITLE
            self._move_to(self.active.cursor + step * max(1, rows - 1))

    def _move_to(self, row: int) -> None:
        if self.active and self.active.move(row):
            self._changed()
            self._show()

    def action_turn(self, step: int) -> None:
        """To the next or previous panel."""
        if self.active:
            number = (self.panels.index(self.active) + step) % len(self.panels)
            self.activate(self.panels[number])
            self._show()

    def action_open(self) -> None:
        """Enter ends the typing of a filter, or opens what the cursor is on."""
        if self._typing:
            self._typing = False
            self.refresh()
            self.refresh_bindings()
        elif self.active and self.active.current:
            self.post_message(SubjectOpened(self.active.current))

    def _show(self) -> None:
        if self.active and self.active.current:
            self.post_message(SubjectShown(self.active.current))

    # --- filter -------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Opens the filter of the active panel, or goes on typing in it."""
        if self.active:
            self._typing = True
            if self.active.filter is None:
                self.active.narrow("")
            self._changed()
            self.refresh_bindings()

    def action_clear_filter(self) -> None:
        """Shows all rows again."""
        if self.active:
            self._typing = False
            self.active.narrow(None)
            self._changed()
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.filtering if action == "clear_filter" else True

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return self._typing and character is not None and character.isprintable()

    async def _on_key(self, event: Key) -> None:
        if not self._typing:
            return
        text = self.active.filter or "" if self.active else ""
        if event.is_printable and event.character:
            self._filter(text + event.character)
        elif event.key == "backspace":
            self._filter(text[:-1])
        elif event.key == "ctrl+u":
            self._filter("")
        else:
            return
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: Paste) -> None:
        if self._typing and self.active:
            event.stop()
            self._filter((self.active.filter or "") + clean_line(event.text)[:80])

    def _filter(self, text: str) -> None:
        if self.active:
            self.active.narrow(text)
            self._changed()
            self._show()

    # --- mouse --------------------------------------------------------------------------------

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a click on the row under the cursor opens it."""
        place = self._place(event.y)
        if place is None:
            return
        panel, row = place
        again = panel is self.active and row == panel.cursor
        self.activate(panel)
        if row is None:
            self._show()
        elif again:
            self.action_open()
        else:
            panel.move(row)
            self._changed()
            self._show()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        self._wheel(event.y, 3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        self._wheel(event.y, -3)

    def _wheel(self, y: int, step: int) -> None:
        place = self._place(y)
        if place is not None:
            panel = place[0]
            rows = self.heights[self.panels.index(panel)] - TITLE
            panel.top = max(0, min(len(panel.shown) - rows, panel.top + step))
            self.refresh()

    def _place(self, y: int) -> tuple[Panel, int | None] | None:
        """The panel and the row that stand in line ``y``; row None is a title or a filter."""
        for panel, height in zip(self.panels, self.heights, strict=True):
            if y < height:
                row = y - TITLE - (panel.filter is not None) + panel.top
                return panel, row if y >= TITLE and 0 <= row < len(panel.shown) else None
            y -= height
        return None

    # --- painting -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.visual_style
        line = y
        for panel, height in zip(self.panels, self._heights, strict=False):
            if line < height:
                key = self._key(panel, line, height)
                strip = self._strips.get(key)
                if strip is None:
                    strip = self.strip(self._line(panel, line, height, width), base, width)
                    self._strips[key] = strip
                return strip
            line -= height
        return self.blank_strip(base, width)

    def _key(self, panel: Panel, line: int, height: int) -> object:
        """What the look of a line depends on, besides styles and width."""
        number = panel.top + line - TITLE - (panel.filter is not None)
        here = panel is self.active and (line == 0 or number == panel.cursor)
        if line < TITLE + (panel.filter is not None):
            typing = (self._typing, panel.filter)
            return panel.number, -1 - line, here, height, panel.count, typing
        entry = panel.shown[number] if number < len(panel.shown) else None
        return panel.number, entry, here, self.has_focus, entry and entry.subject.id in self.marked

    def forget(self) -> None:
        super().forget()
        self._strips.clear()

    def _line(self, panel: Panel, line: int, height: int, width: int) -> Pieces:
        if line == 0:
            return self._title(panel, height, width)
        if panel.filter is not None:
            if line == 1:
                return self._filter_line(panel, width)
            line -= 1
        number = panel.top + line - TITLE
        if number >= len(panel.shown):
            return Pieces([Piece(" " * width)])
        entry = panel.shown[number]
        mark = "◆" if entry.subject.id in self.marked else " "
        look: tuple[str, ...] = ()
        if panel is self.active and number == panel.cursor:
            look = ("stack--cursor-focus" if self.has_focus else "stack--cursor",)
        claims, named = panel.numbers(entry)
        name = fitted(clean_line(f"{mark}{entry.name}"), width - len(claims) - len(named) - 2)
        dim = ("stack--dim", *look)
        counts = [Piece(claims, look if named else dim), Piece(f"{named} ", dim)]
        return Pieces([Piece(f"{name} ", look), *counts])

    def _title(self, panel: Panel, height: int, width: int) -> Pieces:
        rule, dim = ("stack--rule",), ("stack--dim",)
        title = ("stack--title-active" if panel is self.active else "stack--title",)
        key = f"{panel.number % 10}" if panel.number <= 10 else " "
        hidden = len(panel.shown) - (height - TITLE - (panel.filter is not None))
        more = f" +{hidden} " if height > TITLE and hidden > 0 else ""
        lead = [
            Piece("─", rule),
            Piece(key, dim),
            Piece(" "),
            Piece(clean_line(panel.title), title),
            Piece(f" {panel.count} ", dim),
        ]
        left = width - Pieces(lead).cells - len(more)
        return Pieces([*lead, Piece("─" * left, rule), Piece(more, dim)])

    def _filter_line(self, panel: Panel, width: int) -> Pieces:
        cursor = "▏" if self._typing and panel is self.active else ""
        shown = clean_line(f" \\{panel.filter or ''}{cursor}")
        return Pieces([Piece(fitted(shown, width), ("stack--filter",))])

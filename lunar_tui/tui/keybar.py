"""The bottom line: the keys of where one is."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.screen import Screen
from textual.widget import Widget

from lunar_tui.tui.text import join


class KeyBar(Widget):
    """One line with the keys that do something here; a click presses one.

    One widget, redrawn when the keys change: a widget for each key would be made anew at every
    change of focus.
    """

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()

    def render(self) -> Content:
        parts: list[Content] = []
        self._places = []
        shown: set[str] = set()
        at = 0
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or not active.enabled or binding.action in shown:
                continue
            shown.add(binding.action)
            key = self.app.get_key_display(binding)
            part = join((f" {key}", "bold $accent"), f" {binding.description} ")
            if parts and at + part.cell_length > self.size.width:
                continue
            parts.append(part)
            self._places.append((at, at + part.cell_length, binding.key))
            at += part.cell_length
        return Content("").join(parts)

    def on_click(self, event: Click) -> None:
        for start, end, key in self._places:
            if start <= event.x < end:
                self.app.simulate_key(key)

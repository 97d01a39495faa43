"""Asking for a day: what the sources had said by then."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from lunar_tui.facts.dates import date_range
from lunar_tui.tui.keybar import KeyBar
from lunar_tui.tui.text import label

PRESENT = "present"
_ASK = "Only what was published by this day; a month or a year counts to its last day."


class AsOf(ModalScreen[date | str | None]):
    """Answers with a day, with ``PRESENT`` for no limit, or with None if nothing is to change."""

    BINDINGS: ClassVar = [
        Binding("escape", "cancel", "Back", id="as-of-cancel"),
        Binding("ctrl+s", "choose", "Show", id="as-of-choose", key_display="enter", priority=True),
    ]

    def __init__(self, day: date | None) -> None:
        super().__init__()
        self.day = day

    def compose(self) -> ComposeResult:
        with Vertical(id="as-of") as box:
            box.border_title = Content("As of")
            yield Static(label(_ASK), id="as-of-note")
            value = self.day.isoformat() if self.day else ""
            yield Input(value=value, placeholder="2021-04-01 · empty: all", compact=True)
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        text = self.query_one(Input).value.strip()
        if not text:
            self.dismiss(PRESENT if self.day else None)
            return
        try:
            day = date_range(text).latest
        except ValueError:
            day = None
        if day is None:
            note = f'"{text}" is no day; write 2021-04-01, 2021-04 or 2021'
            self.query_one("#as-of-note", Static).update(label(note))
        else:
            self.dismiss(day)

    def action_cancel(self) -> None:
        self.dismiss(None)

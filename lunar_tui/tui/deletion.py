"""What goes with a deletion, and what it would break: said before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from lunar_tui.tui.answering import Answering
from lunar_tui.tui.keybar import KeyBar
from lunar_tui.tui.messages import EditAsked
from lunar_tui.tui.text import label


class Deletion(Answering[EditAsked | None]):
    """Answers with the edit once it is agreed to, or with None."""

    BINDINGS: ClassVar = [
        Binding("escape,q", "cancel", "Back", id="deletion-cancel", key_display="esc"),
        Binding("enter", "agree", "Delete", id="deletion-agree"),
    ]

    def __init__(
        self, title: str, text: Content, broken: Sequence[Content], asked: EditAsked
    ) -> None:
        """``text`` says what goes, ``broken`` what else speaks of it."""
        super().__init__()
        self._title, self._text, self._broken, self._asked = title, text, broken, asked

    def compose(self) -> ComposeResult:
        with Vertical(id="deletion") as box:
            box.border_title = label(self._title)
            with VerticalScroll(id="deletion-text", can_focus=False):
                yield Static(self._text)
                for one in self._broken:
                    yield Static(one, classes="deletion-broken")
                yield Static(label("u brings all of it back.", "dim"), id="deletion-undo")
            yield KeyBar()

    def action_agree(self) -> None:
        self.answer(self._asked)

    def action_cancel(self) -> None:
        self.answer(None)

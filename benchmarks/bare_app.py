"""The least that Textual can do: the floor that lunar-tui is compared with.

Run as a program: one line of text; with ``--echo`` an input whose text is repeated below it.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Static

GREETING = "the bare application"
"""What it paints; whoever measures it waits for these words."""


class BareApp(App[None]):
    """One widget, no style sheet of its own."""

    def __init__(self, *, echo: bool) -> None:
        super().__init__()
        self.echo = echo

    def compose(self) -> ComposeResult:
        if self.echo:
            yield Input(id="typed")
        yield Static(GREETING, id="text", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#text", Static).update(event.value)


if __name__ == "__main__":
    BareApp(echo="--echo" in sys.argv[1:]).run()

"""The search box: what is typed, what completes it, and what was typed before."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding
from textual.events import Blur, Key
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from lunar_tui.display import clean_line
from lunar_tui.queries import Queries
from lunar_tui.tui.offers import Completer

#: Characters that the box holds: more than a query may have, so that the rest is spoken of.
_LONGEST = 1000
_WALKING = {"up", "down"}


class SearchBox(Input):
    """The box; the arrows move the list's cursor while typing goes on, or walk earlier queries.

    ``move`` moves that cursor by a step and says whether it did.
    """

    BINDINGS: ClassVar = [
        Binding("enter", "submit", "Open"),
        Binding("down", "move(1)", "Move", key_display="↑↓"),
        Binding("up", "move(-1)", "Previous hit", show=False),
        Binding("tab", "complete", "Complete, to the hits"),
    ]

    class CursorMoved(Message):
        """The cursor moved, and the text is the same."""

    class Left(Message):
        """Tab was pressed where nothing can be completed."""

    # The box keeps its place whatever is typed: no letter needs a layout of the whole screen.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(
        self,
        completer: Completer,
        queries: Queries,
        move: Callable[[int], bool],
        *,
        id: str,  # noqa: A002 - textual's own name
    ) -> None:
        super().__init__(placeholder='words  "a phrase"  -not  OR  prefix*', id=id)
        self.completer = completer
        self.queries = queries
        self._move = move
        self._walk: tuple[str, ...] = ()
        self._at = 0
        self._known = ""

    def validate_value(self, value: str) -> str:
        """What is pasted is as untrusted as an article, and may be as long."""
        return clean_line(value[:_LONGEST])

    def on_input_changed(self) -> None:
        self._known = self.value

    def watch_selection(self) -> None:
        # Of a letter that was typed, the change of the text tells.
        if self.is_mounted and self.value == self._known:
            self.post_message(self.CursorMoved())

    def _fill(self, text: str, cursor: int) -> None:
        self.value = text
        self.cursor_position = cursor

    # --- completing ---------------------------------------------------------------------------

    def action_complete(self) -> None:
        """Takes the first choice; where there is none, the box is left."""
        filled = self.completer.offers(self.value, self.cursor_position).filled(self.value)
        if filled:
            self._fill(*filled)
        else:
            self.post_message(self.Left())

    # --- earlier queries ----------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Moves the cursor of the list; above its first row, and in an empty box, walks back."""
        if not self._walk and not self._begins_to_walk(step):
            return
        self._at = max(0, self._at + step)
        shown = self._walk[self._at]
        if self._at == len(self._walk) - 1:
            self._walk = ()
        self._fill(shown, len(shown))

    def _begins_to_walk(self, step: int) -> bool:
        if (step > 0 or self.value) and (self._move(step) or step > 0):
            return False
        draft = self.value
        earlier = [query for query in self.queries if query != draft.strip()]
        if earlier:
            self._walk, self._at = (*earlier, draft), len(earlier)
        return bool(earlier)

    def on_key(self, event: Key) -> None:
        """Any key but the arrows ends the walk: what is shown is what is being typed."""
        if event.key not in _WALKING:
            self._walk = ()

    def on_blur(self, _event: Blur) -> None:
        self._walk = ()

"""Views: panes that take the place of the claims while they are open."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from lunar_tui.facts.model import Claim, Finding
from lunar_tui.library import Library
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import Subject
from lunar_tui.tui.pane import Pane
from lunar_tui.tui.passage import NoPassage, Passage


class View(Pane):
    """A pane in the middle with one list. Its id names it.

    It posts ``PassageShown`` when its cursor moves to what stands in an article, ``SubjectShown``
    when it moves to an entity, and a message for enter; it knows no other pane.
    """

    library: Library
    subject: Subject | None = None
    """What the user comes from, an article too; known before :meth:`about` is called."""
    passage: Passage | NoPassage | None = None
    """What is read; known as early."""

    @property
    def list(self) -> RowList:
        """Its list."""
        return self.query_one(RowList)

    @property
    def claim(self) -> Claim | None:
        """The claim that the cursor is on, if any: what the details are asked of."""
        return None

    @property
    def finding(self) -> Finding | None:
        """The finding that the cursor is on itself, rather than on one of its claims."""
        return None

    @property
    def pointed(self) -> str | None:
        """The id of what the cursor is on: what would be marked for export."""
        raise NotImplementedError

    def about(self, entity: str, claim: Claim | None) -> None:
        """Told before :meth:`enter` what the user comes from: an entity's id, or nothing."""

    def enter(self) -> None:
        """Called when the view was opened by its key: takes the focus, shows what it points to."""
        self.list.focus()
        self.announce()

    @property
    def state(self) -> object:
        """What it shows, besides the row of its cursor: what :meth:`restore` is given."""
        return None

    def restore(self, state: object, row: int | None) -> None:
        """Shows again what it showed, with the cursor on ``row``; posts no message."""
        self.list.place_cursor(row)

    def announce(self) -> None:
        """Posts what the cursor is on."""
        raise NotImplementedError

    def open_row(self) -> None:
        """Posts what enter does on the row under the cursor."""
        raise NotImplementedError

    def step(self, step: int) -> None:
        """To the next or previous thing that stands in an article, as n and N do."""
        self.list.action_move(step)

    def walk(self, rows: Sequence[int], step: int) -> None:
        """To the next or previous of some rows, around the ends."""
        if not rows:
            return
        here = -1 if self.list.cursor is None else self.list.cursor
        after = [n for n in rows if n > here] if step > 0 else [n for n in rows if n < here]
        self.list.place_cursor((after or rows)[0 if step > 0 else -1])
        self.announce()

    def is_present(self) -> bool:
        """Whether facts are edited here; else it is said that those of the past are not."""
        if self.library.day:
            self.notify("The facts of a day in the past are not edited: esc leads back.")
        return not self.library.day

    def set_marked(self, ids: frozenset[str]) -> None:
        """The ids that are marked for export."""
        raise NotImplementedError

    def library_changed(self) -> None:
        """Called when the index is ready, or the findings are known."""

    def renew(self, library: Library) -> None:
        """The workspace was read again: shows what it showed, as it is now; posts no message."""
        self.library = library
        state, row = self.state, self.list.cursor
        self.library_changed()
        self.restore(state, row)

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self.announce()

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        self.open_row()

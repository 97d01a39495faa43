"""The view of names that are no entity yet, to be named or dismissed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.worker import Worker, get_current_worker

from lunar_tui.intake.stopping import StoppedError
from lunar_tui.library import Library
from lunar_tui.suggestions.model import noted_name
from lunar_tui.suggestions.newcomers import Newcomer
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import EditAsked, NameDrafted, PassageShown
from lunar_tui.tui.passage import Passage
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import counted, join, label
from lunar_tui.tui.view import View

MOST = 1_000
"""Articles that are looked through: any thousand have the names of their subject."""
_REST = 0.002
"""Seconds for others after each article."""


class Naming(RowList):
    """Enter names."""

    BINDINGS: ClassVar = [Binding("enter", "open", "Name it", tooltip="Say what it names")]


class Names(View):
    """Names that articles use again and again: of an entity that is not there yet, or another one.

    Looked for when it is opened, and again when the workspace has changed.
    """

    BINDINGS: ClassVar = [
        Binding("o", "once", "All", tooltip="Also what is used once, and back", id="names-once"),
        Binding("d", "dismiss", "Dismiss", tooltip="It is to be no entity", id="dismiss-name"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__(id="names")
        self.library = library
        self.found: tuple[Newcomer, ...] = ()
        self.once = False
        """Names that are used a single time are shown, too."""
        self._looked: Library | None = None
        self._gone: set[str] = set()
        """What was dismissed here, until the files say so."""

    def compose(self) -> ComposeResult:
        yield Naming(id="names-list")

    def enter(self) -> None:
        # What could not be dismissed is as it was.
        self._gone.clear()
        if self._looked is not self.library:
            self._look(self.library)
            if not self.found:
                self._say("Reading …")
        super().enter()

    def renew(self, library: Library) -> None:
        self.library = library
        if self.has_class("-open"):
            self._look(library)

    def action_once(self) -> None:
        """Shows names that are used once, too, or leaves them out again."""
        self.once = not self.once
        self._look(self.library)

    # --- looking ------------------------------------------------------------------------------

    @work(thread=True, group="names", exclusive=True, exit_on_error=False)
    def _look(self, library: Library) -> None:
        worker = get_current_worker()
        with suppress(StoppedError):
            found = library.newcomers(_resting(library, worker), once=self.once)
            self.app.call_from_thread(self._take, library, tuple(found))

    def _take(self, library: Library, found: tuple[Newcomer, ...]) -> None:
        if library is not self.library or not self.is_mounted:
            return
        self._looked, self._gone = library, set()
        before, top = self.list.cursor or 0, self.list.top
        here = [one.name for one in (*self.found[before:], *reversed(self.found[:before]))]
        self.found = found
        rows = {one.name: number for number, one in enumerate(found)}
        if not found:
            self._say(
                "Every name that the articles use is one of an entity."
                if self.once
                else "Every name that the articles use twice is one of an entity: o shows others."
            )
            return
        # On the same name; where that is named by now, on the one that followed.
        cursor = next((rows[name] for name in here if name in rows), 0)
        self.list.fill([self._row(one) for one in found], cursor)
        self.list.scroll_to_line(top)
        self.list.place_cursor(cursor)
        files = len(library.files)
        where = f" in the first {MOST:,} of {files:,} articles" if files > MOST else ""
        used = "" if self.once else " used twice or more"
        self.entitle(join("New names", (f" · {len(found)}{used}{where} ", "dim")))
        if self.has_focus_within:
            self.announce()

    def _say(self, text: str) -> None:
        self.list.fill([Row(Cell(label(text, "not bold italic"), lines=5), disabled=True)], None)
        self.entitle(join("New names ", ("", "dim")))

    def _row(self, one: Newcomer) -> Row:
        def cells() -> tuple[Cell, ...]:
            entity = self.library.entity(one.entity)
            note = label(f"perhaps another name of {entity.name}", "dim") if entity else None
            style = "dim strike" if one.name in self._gone else "bold"
            count = f"{one.sentences} in {counted(one.articles, 'article', 'articles')}"
            return Cell(label(one.name, style), below=note), Cell(label(count, "dim"), 17)

        return Row.later(cells)

    # --- the cursor ---------------------------------------------------------------------------

    @property
    def current(self) -> Newcomer | None:
        """What the cursor is on."""
        row = self.list.cursor
        return self.found[row] if row is not None and row < len(self.found) else None

    @property
    def pointed(self) -> str | None:
        return None

    def set_marked(self, ids: frozenset[str]) -> None:
        """Nothing here can be exported before it is an entity."""

    def announce(self) -> None:
        current = self.current
        article = self.library.article(current.source) if current else None
        if current is None or article is None:
            return
        span = (current.start, current.end)
        sentences = article.sentences_in(*span)
        focus = (sentences[0].start, sentences[-1].end) if sentences else span
        caption = f"the first of {counted(current.sentences, 'sentence', 'sentences')}"
        passage = Passage(current.source, focus, matches=(span,), caption=caption)
        self.post_message(PassageShown(passage))

    # --- judging ------------------------------------------------------------------------------

    def open_row(self) -> None:
        """Asks what the name means."""
        if (current := self.current) and self.is_present():
            self.post_message(NameDrafted(current))

    def action_dismiss(self) -> None:
        """Dismisses the name, for good."""
        from lunar_tui.suggestions.verdicts import dismiss

        current = self.current
        if current is None or current.name in self._gone or not self.is_present():
            return
        noted = noted_name(current.name, current.source)
        self._gone.add(current.name)
        self.list.set_row(self.list.cursor or 0, self._row(current))
        self.post_message(
            EditAsked(f"Dismissed: {current.name}", lambda book: dismiss(book, noted))
        )
        self.list.action_move(1)


def _resting(library: Library, worker: Worker[None]) -> Iterator[str]:
    """The articles to look through, with a rest after each: somebody types meanwhile."""
    for file in library.files[:MOST]:
        if worker.is_cancelled:
            raise StoppedError
        yield file
        time.sleep(_REST)

"""The view of the suggestions: claims that sentences may support, to be accepted or dismissed."""

from __future__ import annotations

import time
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.worker import get_current_worker

from lunar_tui.facts.model import Claim
from lunar_tui.library import Library
from lunar_tui.suggestions.model import Suggestion
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import ClaimDrafted, EditAsked, PassageShown
from lunar_tui.tui.passage import Passage
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.suggestionrows import (
    Shown,
    arranged,
    is_statement,
    passage_of_suggestion,
    suggestion_row,
    why_none,
)
from lunar_tui.tui.text import join, label
from lunar_tui.tui.view import View

if TYPE_CHECKING:
    from lunar_tui.curation import How

MOST, MOST_SAID = 300, 300
"""Of all articles: so many suggestions are looked for, and so many statements are kept."""
_TELL = 0.2
"""Seconds between two looks at what was found so far."""
_REST = 0.005
"""Seconds for others after each article."""


class Judging(RowList):
    """Enter accepts."""

    BINDINGS: ClassVar = [Binding("enter", "open", "Accept", tooltip="Write it as a claim")]


class Found(NamedTuple):
    """What articles were found to give; ``why`` says why nothing, where that is so.

    ``ended``: no more are looked through.
    """

    suggestions: dict[str, tuple[Suggestion, ...]]
    ended: bool
    why: str = ""


class Suggestions(View):
    """Opens on the article that is shown."""

    BINDINGS: ClassVar = [
        Binding("d", "dismiss", "Dismiss", tooltip="Never propose it again", id="dismiss"),
        Binding("E", "edit", "Edit", tooltip="Change it before it is written", id="draft"),
        Binding("o", "all", "All articles", tooltip="Of all articles, and back", id="all"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__(id="suggestions")
        self.library = library
        self.rows: tuple[Shown, ...] = ()
        self.file: str | None = None
        """The article whose suggestions are shown; None: those of all articles."""
        self._from = ""
        self._found: dict[str, tuple[Suggestion, ...]] = {}
        self._ended = False
        self._judged: dict[str, str] = {}
        """The articles of suggestions that were judged here, by the ids of these."""
        self._pending: set[str] = set()
        self._begun: dict[str, set[tuple[int, int]]] = {}
        """Sentences of which something was judged here, by article: the rest of it stays."""

    def compose(self) -> ComposeResult:
        yield Judging(id="suggestions-list")

    # --- what is shown ------------------------------------------------------------------------

    def about(self, entity: str, claim: Claim | None) -> None:
        """Shows the article that is read; where none is, all of them."""
        file = self.passage.file if isinstance(self.passage, Passage) else ""
        self._show(file or None)

    def action_all(self) -> None:
        """The suggestions of all articles, or again those of one."""
        current = self.current
        one = (current.source if current else "") or self._from
        self._show(one or None if self.file is None else None)

    @property
    def state(self) -> object:
        return (self.file,)

    def restore(self, state: object, row: int | None) -> None:
        if isinstance(state, tuple) and state != self.state:
            self._show(state[0])
        super().restore(state, row)

    def _show(self, file: str | None) -> None:
        self.file = file
        self._from = file or self._from
        self._found = {}
        self._pending = set()
        self._ended = False
        self._fill()
        self._look(self.library, self.library.files if file is None else (file,))

    def renew(self, library: Library) -> None:
        """Looks again where something was judged; until that is done, all stays as it is."""
        self.library = library
        if self.file is not None:
            self._look(library, (self.file,))
            return
        here = {self.current.source} if self.current else set()
        judged = {file for file in (*self._judged.values(), *here) if file in library.files}
        left = () if self._ended else (file for file in library.files if file not in self._found)
        self._look(library, tuple(dict.fromkeys((*sorted(judged), *left))), self._counts(judged))

    def _counts(self, but: Container[str]) -> tuple[int, int]:
        """How many suggestions are no statements, and how many are, in all articles but some."""
        known = [item for file, items in self._found.items() if file not in but for item in items]
        said = sum(map(is_statement, known))
        return len(known) - said, said

    # --- looking ------------------------------------------------------------------------------

    @work(thread=True, group="suggestions", exclusive=True, exit_on_error=False)
    def _look(
        self, library: Library, files: Sequence[str], counts: tuple[int, int] = (0, 0)
    ) -> None:
        """Article by article, beside the event loop; ``counts`` are known of others."""
        worker = get_current_worker()
        found: dict[str, tuple[Suggestion, ...]] = {}
        facts, said = counts
        told, why = time.monotonic(), ""
        try:
            for file in files:
                if worker.is_cancelled:
                    return
                items = tuple(self._of(library, file))
                new = sum(map(is_statement, items))
                facts += len(items) - new
                if len(files) > 1 and said >= MOST_SAID:
                    items = tuple(item for item in items if not is_statement(item))
                else:
                    said += new
                found[file] = items
                if items:
                    # Read here, so that the event loop need not.
                    library.article(file)
                if facts >= MOST:
                    break
                if time.monotonic() - told > _TELL:
                    told = time.monotonic()
                    self.app.call_from_thread(self._take, library, Found(found, ended=False))
                    found = {}
                time.sleep(_REST)
            if len(files) == 1 and not any(found.values()):
                why = why_none(library, files[0])
        except Exception as error:  # noqa: BLE001 - said in the pane; silence would look like none
            why = f"The suggestions failed ({type(error).__name__}); all else goes on."
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take, library, Found(found, ended=True, why=why))

    def _of(self, library: Library, file: str) -> list[Suggestion]:
        """Of sentences without a claim; and what else those say that have got one here."""
        begun = tuple(self._begun.get(file, ()))
        found = list(library.suggestions((file,)))
        for span in begun:
            found += library.suggestions((file,), everything=True, at=span)
        unique = {item.id: item for item in found}.values()
        return sorted(unique, key=lambda item: item.start) if begun else list(unique)

    def _take(self, library: Library, found: Found) -> None:
        """Shows what was found, unless the workspace has changed since."""
        if library is not self.library or not self.is_mounted:
            return
        before = self.current
        same = all(
            self._found.get(file, ()) == items or all(map(is_statement, items))
            for file, items in found.suggestions.items()
        )
        self._found |= found.suggestions
        if same and not found.ended and self.rows:
            self._entitle()
            return
        self._ended = found.ended
        if found.ended:
            self._pending = set()
        self._fill(found.why)
        now = self.current
        # In the end the article says above itself how many there are.
        if self.has_focus_within and (found.ended or (now and now.id) != (before and before.id)):
            self.announce()

    # --- rows ---------------------------------------------------------------------------------

    def _fill(self, why: str = "") -> None:
        """Lists what is known; the cursor stays, or goes on to what followed."""
        following = self._following()
        top = self.list.top
        files = self.library.files if self.file is None else (self.file,)
        found = [item for file in files for item in self._found.get(file, ())]
        if self.file is None and not self._ended:
            # What stands below the rest must not move under the cursor.
            found = [item for item in found if not is_statement(item)]
        self.rows = tuple(arranged(self.library, found, several=self.file is None))
        if not self.rows:
            text = why or self._waiting()
            self.list.fill(
                [Row(Cell(label(text, "not bold italic"), lines=5), disabled=True)], None
            )
        else:
            places = {
                row.suggestion.id: number for number, row in enumerate(self.rows) if row.suggestion
            }
            cursor = next((places[item] for item in following if item in places), None)
            cursor = min(places.values()) if cursor is None else cursor
            self.list.fill([self._row(row) for row in self.rows], cursor)
            self.list.scroll_to_line(top)
            self.list.place_cursor(cursor)
        self._entitle()

    def _waiting(self) -> str:
        if not self._ended:
            return "Reading …"
        others = len(self.library.foreign)
        english = f" {others} are not in English." if others else ""
        return f"Nothing is found in {len(self._found)} articles.{english}"

    def _following(self) -> list[str]:
        """The suggestion under the cursor, those that follow, and then those before, backwards."""
        here = self.list.cursor or 0
        rows = [*self.rows[here:], *reversed(self.rows[:here])]
        return [row.suggestion.id for row in rows if row.suggestion]

    def _row(self, row: Shown) -> Row:
        if row.suggestion is None:
            heading = row.heading
            return Row.later(lambda: (Cell(heading(), lines=1),), disabled=True)
        judged = row.suggestion.id in self._pending
        return suggestion_row(self.library, row.suggestion, judged=judged)

    def _entitle(self) -> None:
        shown = sum(row.suggestion is not None for row in self.rows)
        count = f" · {shown}" if shown else ""
        where = "" if self.file else " in all articles"
        looked, of = len(self._found), len(self.library.files)
        if self.file is None and looked < of:
            how = "looking through" if not self._ended else "in the first"
            where = f" · {how} {looked:,} of {of:,} articles"
        self.entitle(join("Suggestions", (f"{count}{where} ", "dim")))

    def set_marked(self, ids: frozenset[str]) -> None:
        """Nothing here can be exported before it is a claim."""

    # --- the cursor ---------------------------------------------------------------------------

    @property
    def current(self) -> Suggestion | None:
        """What the cursor is on."""
        row = self.list.cursor
        return self.rows[row].suggestion if row is not None and row < len(self.rows) else None

    @property
    def pointed(self) -> str | None:
        return None

    def announce(self) -> None:
        current = self.current
        if current:
            self.post_message(PassageShown(passage_of_suggestion(current)))

    # --- judging ------------------------------------------------------------------------------

    def open_row(self) -> None:
        """Accepts: enter writes the claim."""
        from lunar_tui.suggestions.verdicts import accept

        if current := self.current:
            self._judge(current, "Accepted", lambda book: accept(book, current))

    def action_dismiss(self) -> None:
        """Dismisses what the cursor is on, for good."""
        from lunar_tui.suggestions.suggester import noted
        from lunar_tui.suggestions.verdicts import dismiss

        if current := self.current:
            self._judge(current, "Dismissed", lambda book: dismiss(book, noted(current)))

    def action_edit(self) -> None:
        """Opens the form of a claim with what the cursor is on."""
        if (current := self.current) and self.is_present():
            self._judged[current.id] = current.source
            self._begun.setdefault(current.source, set()).add((current.start, current.end))
            self.post_message(ClaimDrafted(current.as_claim()._replace(id="")))

    def _judge(self, item: Suggestion, verdict: str, how: How) -> None:
        if item.id in self._pending or not self.is_present():
            return
        claim = item.as_claim()
        entity = self.library.entity(item.entity)
        name = entity.name if entity else item.entity
        said = f"{self.library.property_of(claim).label} {self.library.value_text(claim)}"
        self._judged[item.id] = item.source
        self._begun.setdefault(item.source, set()).add((item.start, item.end))
        self._pending.add(item.id)
        row = self.list.cursor or 0
        self.list.set_row(row, self._row(self.rows[row]))
        self.post_message(EditAsked(f"{verdict}: {name} · {said}", how))
        self.list.action_move(1)

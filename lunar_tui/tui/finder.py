"""The search pane: a box, the entities whose names match, and the sentences that answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.events import Hide, Resize, Unmount
from textual.widgets import Input
from textual.worker import get_current_worker

from lunar_tui.library import Library
from lunar_tui.queries import Queries
from lunar_tui.search.engine import Hit, Results, SearchError
from lunar_tui.tui.guide import guide
from lunar_tui.tui.hits import SHOWN, counted, entity_row, heading, hit_cells, remark
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import (
    PassageOpened,
    PassageShown,
    Subject,
    SubjectOpened,
    SubjectShown,
)
from lunar_tui.tui.offers import Completer, Offers
from lunar_tui.tui.passage import NoPassage, Passage
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.searchbox import SearchBox
from lunar_tui.tui.text import join, label
from lunar_tui.tui.view import View
from lunar_tui.workspace import state_folder

#: The last word may still be being typed: a search as one types, and why it found something.
TYPING = True
# Hits that a screen shows, about.
_SEEN = 20
# Seconds in which what was painted reaches the terminal.
_WRITTEN = 0.002
# Cells of the title's frame.
_FRAME = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the list: an entity, a hit, or the heading of an article."""

    entity: str = ""
    hit: Hit | None = None


class Finder(View):
    """Search as you type."""

    def __init__(self, library: Library) -> None:
        super().__init__(id="finder")
        self.library = library
        self.results: Results | None = None
        self.rows: tuple[Found, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self.queries = Queries(state_folder(library.workspace))
        self._completer = Completer(self._values)
        self._box = SearchBox(self._completer, self.queries, self._move, id="query")
        self._offers = Offers()

    def compose(self) -> ComposeResult:
        yield self._box
        yield RowList(id="hits")

    def on_mount(self) -> None:
        self._entitle()
        self.call_after_refresh(self._show_guide)

    @property
    def query_text(self) -> str:
        return self._box.value

    @property
    def pointed(self) -> str | None:
        found = self.current
        return (found.hit.id if found.hit else found.entity) or None if found else None

    def enter(self) -> None:
        self._box.focus()
        self._box.action_select_all()

    @property
    def current(self) -> Found | None:
        row = self.list.cursor
        return self.rows[row] if row is not None and row < len(self.rows) else None

    @property
    def asked(self) -> tuple[Results, Hit] | None:
        """The hit that the cursor is on, and the results that it is among."""
        found = self.current
        return (self.results, found.hit) if self.results and found and found.hit else None

    # --- searching ----------------------------------------------------------------------------

    def renew(self, library: Library) -> None:
        # The search is asked again when its index is up to date.
        self.library = library

    def _values(self, field: str) -> tuple[str, ...]:
        return self.library.index.values(field)

    def library_changed(self) -> None:
        self._completer.forget()
        self.search_again()

    def search_again(self) -> None:
        """Answers what stands in the box, as far as the index is ready."""
        query = self.query_text
        if query.strip():
            self._search(query, self._box.cursor_position)
            return
        self.workers.cancel_group(self, "search")
        self.clear()

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _search(self, query: str, cursor: int) -> None:
        """Runs beside the event loop; an answer whose query is stale is dropped."""
        worker = get_current_worker()
        if worker.is_cancelled:
            return
        index = self.library.index
        names = index.matched_names(query)
        offers = self._completer.offers(query, cursor)
        results: Results | None = None
        trouble = "" if index.ready else "the index is not ready yet; names are found already"
        try:
            if index.ready:
                results = self.library.search(
                    query, limit=SHOWN, typing=TYPING, stop=lambda: worker.is_cancelled
                )
                # Those that are seen at once are marked here, not while they are painted.
                _ = [hit.highlights for hit in results.hits[:_SEEN]]
        except SearchError as error:
            trouble = str(error)
        except Exception as error:  # noqa: BLE001 - said in the pane; silence would look like no hit
            trouble = f"the search failed ({type(error).__name__}); try other words"
        if not worker.is_cancelled:
            self.app.call_from_thread(self._found, (query, cursor), offers, results, names, trouble)

    def _found(
        self,
        asked: tuple[str, int],
        offers: Offers,
        results: Results | None,
        names: tuple[str, ...],
        trouble: str,
    ) -> None:
        query, cursor = asked
        if query == self.query_text:
            # Where the cursor has moved on, its own offers are shown already.
            if cursor == self._box.cursor_position:
                self._offers = offers
            self.show(results, names, trouble)

    # --- results ------------------------------------------------------------------------------

    def clear(self) -> None:
        """An empty box: no hits, no count, but how to ask."""
        self.results = None
        self.rows = ()
        self._offers = Offers()
        self._entitle()
        self._show_guide()

    def _show_guide(self) -> None:
        if not self.query_text.strip():
            self.list.fill(guide(self.list.height), None)

    def on_resize(self, _event: Resize) -> None:
        if not self.query_text.strip():
            # The list learns its own size after this.
            self.call_after_refresh(self._show_guide)

    def show(self, results: Results | None, names: tuple[str, ...], trouble: str = "") -> None:
        """Shows hits, grouped by article in the order of the best hit, under matching names.

        What there is to say of the search stands above them: ``trouble``, or how it was read.
        """
        self.results = results
        hits = results.hits[:SHOWN] if results else ()
        shown: list[Row] = []
        rows: list[Found] = []
        if note := trouble or remark(results):
            rows.append(Found())
            shown.append(Row(Cell(label(note, "italic $warning"), lines=3), disabled=True))
        for name in names:
            rows.append(Found(entity=name))
            shown.append(self._entity_row(name))
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            groups.setdefault(hit.source, []).append(hit)
        for group in groups.values():
            rows.append(Found())
            shown.append(heading(self.library, group[0], len(group)))
            for hit in group:
                rows.append(Found(hit=hit))
                shown.append(self._hit_row(hit))
        self.rows = tuple(rows)
        self.list.fill(shown, self._first())
        self._entitle()
        # The hits are on the screen before anything follows them.
        self.call_after_refresh(self._follow)

    async def _follow(self) -> None:
        # What was painted is written by a thread that otherwise waits for its turn.
        await asyncio.sleep(_WRITTEN)
        if self.has_class("-open"):
            # Asked again because the workspace changed, it is perhaps not looked at.
            self.announce()

    def _first(self) -> int | None:
        """The first hit; a matching name only where there is no hit."""
        hits = [number for number, row in enumerate(self.rows) if row.hit]
        named = [number for number, row in enumerate(self.rows) if row.entity]
        return next(iter(hits or named), None)

    def _entitle(self) -> None:
        """The count, and beside it what can be completed."""
        count = counted(self.results, brief=bool(self._offers.choices))
        title = join("Search", (f" · {count}" if count else "", "dim"))
        room = self.outer_size.width - _FRAME
        for number, choice in enumerate(self._offers.labels):
            offer = (choice, "dim" if number else "bold")
            longer = join(title, "  " if number else "   ⇥ ", offer)
            if number and longer.cell_length > room:
                break
            title = longer
        self.entitle(join(title, " "))

    def set_marked(self, ids: frozenset[str]) -> None:
        changed = self.marked ^ ids
        self.marked = ids
        for number, row in enumerate(self.rows):
            if row.hit and row.hit.id in changed:
                self.list.set_row(number, self._hit_row(row.hit))
            elif row.entity in changed:
                self.list.set_row(number, self._entity_row(row.entity))
            else:
                continue
            if self.list.has_focus:
                self._remember()

    def _entity_row(self, entity_id: str) -> Row:
        return entity_row(self.library, entity_id, marked=entity_id in self.marked)

    def _hit_row(self, hit: Hit) -> Row:
        marked = bool(self.marked) and hit.id in self.marked
        return Row.later(lambda: hit_cells(hit, self.list.text_width, marked=marked))

    # --- moving -------------------------------------------------------------------------------

    def _move(self, step: int) -> bool:
        """Moves the cursor of the list while something is typed; whether it moved."""
        before = self.list.cursor
        self.list.action_move(step)
        return self.list.cursor != before

    def step(self, step: int) -> None:
        """Moves the cursor to the next or previous hit, around the ends."""
        hits = [number for number, row in enumerate(self.rows) if row.hit]
        self.walk(hits, step)

    def announce(self) -> None:
        row = self.current
        if row is not None and row.entity:
            self.post_message(SubjectShown(Subject("entity", row.entity)))
            return
        hits = [found.hit for found in self.rows if found.hit]
        hit = row.hit if row else None
        if hit is None:
            self.post_message(PassageShown(NoPassage("No sentence is found.")))
            return
        caption = f"hit {hits.index(hit) + 1} of {len(hits)}"
        article = self.library.article(hit.source)
        if article is None or article.display[hit.start : hit.end] != hit.text:
            # Offsets into another text would point at other words.
            changed = "The article has changed since it was indexed; start again to search it anew."
            self.post_message(PassageShown(NoPassage(changed)))
            return
        spot = Passage(hit.source, (hit.start, hit.end), matches=hit.highlights, caption=caption)
        self.post_message(PassageShown(spot))

    # --- messages -----------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.search_again()

    @on(SearchBox.CursorMoved)
    def _cursor_moved(self, event: SearchBox.CursorMoved) -> None:
        event.stop()
        self._offers = self._completer.offers(self._box.value, self._box.cursor_position)
        self._entitle()

    @on(SearchBox.Left)
    def _left(self, event: SearchBox.Left) -> None:
        event.stop()
        if self._answered:
            self._remember()
        self.screen.focus_next()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._remember()
        self.open_row()

    def open_row(self) -> None:
        row = self.current
        if row is None:
            return
        self._remember()
        if row.hit:
            self.post_message(PassageOpened())
        elif row.entity:
            self.post_message(SubjectOpened(Subject("entity", row.entity)))

    # --- earlier queries ----------------------------------------------------------------------

    @property
    def _answered(self) -> bool:
        """Whether the hits of what stands in the box are shown."""
        results = self.results
        return bool(results and results.hits and results.query == self.query_text)

    def _remember(self) -> None:
        """The query was used: it is kept."""
        if self.queries.remember(self.query_text):
            self._save()

    @work(thread=True, group="queries", exit_on_error=False)
    def _save(self) -> None:
        self.queries.save()

    def on_hide(self, _event: Hide) -> None:
        if self._answered:
            self._remember()

    def on_unmount(self, _event: Unmount) -> None:
        if self._answered:
            self.queries.remember(self.query_text)
        self.queries.save()

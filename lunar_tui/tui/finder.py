"""The search pane: a box, the entities whose names match, and the sentences that answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input
from textual.worker import get_current_worker

from lunar_tui.corpus.zones import FURNITURE
from lunar_tui.display import clean_line
from lunar_tui.library import Library
from lunar_tui.search.engine import Hit, Results, SearchError
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import (
    PassageOpened,
    PassageShown,
    Subject,
    SubjectOpened,
    SubjectShown,
)
from lunar_tui.tui.passage import NoPassage, Passage
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label
from lunar_tui.tui.view import View

#: Hits that are drawn; more than anybody reads, few enough to draw at every key press.
SHOWN = 60
_LEAD = 30
#: Characters that the box holds: more than a query may have, so that the rest is spoken of.
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the list: an entity, a hit, or the heading of an article."""

    entity: str = ""
    hit: Hit | None = None


class SearchBox(Input):
    """The box; the arrows move the list's cursor while typing goes on."""

    BINDINGS: ClassVar = [
        Binding("enter", "submit", "Open"),
        Binding("down", "move(1)", "Move", key_display="↑↓"),
        Binding("up", "move(-1)", "Previous hit", show=False),
        Binding("tab", "app.focus_next", "To the hits"),
    ]

    # The box keeps its place whatever is typed: no letter needs a layout of the whole screen.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def validate_value(self, value: str) -> str:
        """What is pasted is as untrusted as an article, and may be as long."""
        return clean_line(value[:_LONGEST])

    def action_move(self, step: int) -> None:
        if isinstance(self.parent, Finder):
            self.parent.list.action_move(step)


class Finder(View):
    """Search as you type."""

    def __init__(self, library: Library) -> None:
        super().__init__(id="finder")
        self.library = library
        self.results: Results | None = None
        self.rows: tuple[Found, ...] = ()
        self.marked: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        yield SearchBox(placeholder='words  "a phrase"  -not  OR  prefix*', id="query")
        yield RowList(id="hits")

    def on_mount(self) -> None:
        self._entitle("")

    @property
    def query_text(self) -> str:
        return self.query_one(SearchBox).value

    @property
    def pointed(self) -> str | None:
        found = self.current
        return (found.hit.id if found.hit else found.entity) or None if found else None

    def enter(self) -> None:
        box = self.query_one(SearchBox)
        box.focus()
        box.action_select_all()

    @property
    def current(self) -> Found | None:
        row = self.list.cursor
        return self.rows[row] if row is not None and row < len(self.rows) else None

    # --- searching ----------------------------------------------------------------------------

    def library_changed(self) -> None:
        self.search_again()

    def search_again(self) -> None:
        """Answers what stands in the box, as far as the index is ready."""
        query = self.query_text
        if query.strip():
            self._search(query)
            return
        self.workers.cancel_group(self, "search")
        self.clear()

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _search(self, query: str) -> None:
        """Runs beside the event loop; an answer whose query is stale is dropped."""
        index = self.library.index
        names = index.matched_names(query)
        results: Results | None = None
        trouble = "" if index.ready else "the index is not ready yet; names are found already"
        try:
            if index.ready:
                results = self.library.search(query, typing=True)
        except SearchError as error:
            trouble = str(error)
        except Exception as error:  # noqa: BLE001 - said in the pane; silence would look like no hit
            trouble = f"the search failed ({type(error).__name__}); try other words"
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._found, query, results, names, trouble)

    def _found(
        self, query: str, results: Results | None, names: tuple[str, ...], trouble: str
    ) -> None:
        if query == self.query_text:
            self.show(results, names, trouble)

    # --- results ------------------------------------------------------------------------------

    def clear(self) -> None:
        """An empty box: no hits, no count."""
        self.results = None
        self.rows = ()
        self.list.fill([])
        self._entitle("")

    def show(self, results: Results | None, names: tuple[str, ...], trouble: str = "") -> None:
        """Shows hits, grouped by article in the order of the best hit, under matching names.

        What there is to say of the search stands above them: ``trouble``, or how it was read.
        """
        self.results = results
        hits = results.hits[:SHOWN] if results else ()
        shown: list[Row] = []
        rows: list[Found] = []
        if note := trouble or _note(results):
            rows.append(Found())
            shown.append(Row(Cell(label(note, "italic $warning"), lines=3), disabled=True))
        for name in names:
            rows.append(Found(entity=name))
            shown.append(self._entity_row(name))
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            groups.setdefault(hit.source, []).append(hit)
        for source, group in groups.items():
            rows.append(Found())
            shown.append(self._heading(source, len(group)))
            for hit in group:
                rows.append(Found(hit=hit))
                shown.append(self._hit_row(hit))
        self.rows = tuple(rows)
        self.list.fill(shown, self._first())
        self._count(results)
        # The hits are painted before anything follows them.
        self.call_after_refresh(self.announce)

    def _first(self) -> int | None:
        """The first hit; a matching name only where there is no hit."""
        hits = [number for number, row in enumerate(self.rows) if row.hit]
        named = [number for number, row in enumerate(self.rows) if row.entity]
        return next(iter(hits or named), None)

    def _count(self, results: Results | None) -> None:
        if results is None:
            self._entitle("")
            return
        total = results.total
        text = "no sentence" if not total else "1 sentence" if total == 1 else f"{total} sentences"
        if total > SHOWN:
            text += f", the best {SHOWN} shown"
        if results.partial:
            text += ", partial: too broad"
        self._entitle(text)

    def _entitle(self, count: str) -> None:
        self.entitle(join("Search", (f" · {count}" if count else "", "dim"), " "))

    def set_marked(self, ids: frozenset[str]) -> None:
        changed = self.marked ^ ids
        self.marked = ids
        for number, row in enumerate(self.rows):
            if row.hit and row.hit.id in changed:
                self.list.set_row(number, self._hit_row(row.hit))
            elif row.entity in changed:
                self.list.set_row(number, self._entity_row(row.entity))

    # --- rows ---------------------------------------------------------------------------------

    def _entity_row(self, entity_id: str) -> Row:
        entity = self.library.entity(entity_id)
        name = entity.name if entity else entity_id
        kind = entity.kind if entity else ""
        count = Content(str(len(entity.claims))) if entity else Content("")
        mark = "◆ " if entity_id in self.marked else "▸ "
        shown = join(mark, (name, "bold"), (f"  {kind}", "dim"))
        return Row(Cell(shown, lines=1), Cell(count, 4, right=True))

    def _heading(self, source: str, count: int) -> Row:
        article = self.library.article(source)
        meta = article.metadata if article else None
        parts = [meta.publisher, meta.dated] if meta else []
        title = article.title if article else source
        text = " · ".join(part for part in (*parts, title) if part)
        return Row(
            Cell(label(text), lines=1), Cell(label(str(count)), 4, right=True), disabled=True
        )

    def _hit_row(self, hit: Hit) -> Row:
        return Row.later(lambda: self._hit_cells(hit))

    def _hit_cells(self, hit: Hit) -> tuple[Cell, ...]:
        mark = "◆" if hit.id in self.marked else "·"
        text = excerpt(hit)
        if hit.zone in FURNITURE:
            text = join((f"{hit.zone}: ", "dim italic"), text.stylize_before("dim"))
        elif hit.zone != "body":
            text = join((f"{hit.zone}: ", "dim italic"), text)
        return Cell(label(mark), 1), Cell(text, lines=3)

    # --- moving -------------------------------------------------------------------------------

    def step(self, step: int) -> None:
        """Moves the cursor to the next or previous hit, around the ends."""
        hits = [number for number, row in enumerate(self.rows) if row.hit]
        if not hits:
            return
        here = self.list.cursor
        if step > 0:
            target = next((n for n in hits if here is None or n > here), hits[0])
        else:
            target = next((n for n in reversed(hits) if here is None or n < here), hits[-1])
        self.list.place_cursor(target)
        self.announce()

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
        spot = Passage(hit.source, (hit.start, hit.end), matches=hit.highlights, caption=caption)
        self.post_message(PassageShown(spot))

    # --- messages -----------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.search_again()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.open_row()

    def open_row(self) -> None:
        row = self.current
        if row is None:
            return
        if row.hit:
            self.post_message(PassageOpened())
        elif row.entity:
            self.post_message(SubjectOpened(Subject("entity", row.entity)))


def _note(results: Results | None) -> str:
    """What there is to say of an answer."""
    if results and not results.total and not results.notes:
        return "no sentence has these words; try fewer words, or a prefix such as lun*"
    return "; ".join(results.notes) if results else ""


def excerpt(hit: Hit) -> Content:
    """The sentence with its matches highlighted; a long lead before the first match is cut."""
    marks = [(low - hit.start, high - hit.start) for low, high in hit.highlights]
    text = label(hit.text)
    for low, high in marks:
        text = text.stylize("bold $text-match on $match", low, high)
    first = marks[0][0] if marks else 0
    cut = hit.text.rfind(" ", 0, max(0, first - _LEAD)) + 1 if first > 2 * _LEAD else 0
    return join(("… ", "dim"), text[cut:]) if cut else text

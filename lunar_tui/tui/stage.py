"""The main screen as it stands: its panes, what they are about, and the line of its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.claims import Claims
from lunar_tui.tui.keybar import KeyBar
from lunar_tui.tui.messages import Subject
from lunar_tui.tui.panels import Entry, Panel, article_entry
from lunar_tui.tui.passage import NoPassage, Passage
from lunar_tui.tui.reading import Reading
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.stack import PanelStack
from lunar_tui.tui.text import counted, join, label

if TYPE_CHECKING:
    from lunar_tui.tui.view import View

#: Articles that the panel lists; beyond that, search is the way to them.
_ARTICLES = 500
#: Columns from which the panes stand side by side.
_WIDE = 126
_AND = " · "
BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]


class Stage(Screen[None]):
    """Panels, the subject's claims, the article; and the state that they show."""

    passage: reactive[Passage | NoPassage | None] = reactive(
        None, init=False, always_update=True, repaint=False
    )
    index_state: reactive[str] = reactive("", init=False, repaint=False)

    def __init__(self, library: Library, selection: Selection) -> None:
        super().__init__()
        self.library = library
        self.selection = selection
        self.subject: Subject | None = None
        self.evidence = 0
        self.view: View | None = None
        self._comparing = True
        self._views: dict[str, View] = {}

    def compose(self) -> ComposeResult:
        # The first layout should be the last one: the toolkit sets this only after it.
        self.set_class(self.app.size.width < _WIDE, "-narrow")
        self.set_class(self.app.size.width >= _WIDE, "-wide")
        yield Static(id="status")
        yield KeyBar()
        yield PanelStack(self._panels())
        yield Claims(self.library)
        yield Reading(self.library)

    def _panels(self) -> list[Panel]:
        found: list[Panel] = []
        for kind in self.library.kinds:
            entries = [
                Entry(Subject("entity", entity.id), entity.name, len(entity.claims), entity.names)
                for entity in self.library.entities(kind.id)
            ]
            found.append(Panel(len(found) + 1, kind.plural, entries))
        articles = [article_entry(self.library, file) for file in self.library.files[:_ARTICLES]]
        # Of very many articles the first stand here; the search finds the others.
        total = len(self.library.files)
        found.append(Panel(len(found) + 1, "Articles", articles, total))
        return found

    # --- the panes ----------------------------------------------------------------------------

    @property
    def _stack(self) -> PanelStack:
        return self.query_one(PanelStack)

    @property
    def _claims(self) -> Claims:
        return self.query_one(Claims)

    @property
    def _reading(self) -> Reading:
        return self.query_one(Reading)

    # --- status -------------------------------------------------------------------------------

    def _status(self) -> None:
        library = self.library
        counts = [
            counted(len(library.files), "article", "articles"),
            counted(len(library.facts.entities), "entity", "entities"),
            counted(len(library.facts.claims), "claim", "claims"),
        ]
        if library.findings_known:
            counts.append(counted(len(library.findings), "finding", "findings"))
        marked = f"◆ {len(self.selection)} marked" if len(self.selection) else ""
        drifted = library.drifted
        quotes = "1 quote" if drifted == 1 else f"{drifted} quotes"
        moved = f"{quotes} not exact: r" if drifted else ""
        past = f"as of {library.day.isoformat()}" if library.day else ""
        if library.day and library.undated:
            past += f", {library.undated} undated left out"
        right = [p for p in (past, self.troubles, moved, marked, self.index_state) if p]
        title = join((" lunar-tui ", "bold"), ("· ", "dim"), library.title)
        width = self.app.size.width
        parts = [*right, *counts] if width >= _WIDE else right or counts
        # The title goes before the counts, of which the last are the first to go.
        while len(parts) > len(right) > 0 and title.cell_length + len(_AND.join(parts)) + 3 > width:
            parts.pop()
        text = _AND.join(parts)
        row = Row(Cell(title, lines=1), Cell(label(text), len(text) + 1))
        line = row.lines(self.app.size.width)[0].content
        self.query_one("#status", Static).update(line, layout=False)

    def on_resize(self) -> None:
        self._status()

    def watch_index_state(self) -> None:
        self._status()

    @property
    def troubles(self) -> str:
        """What is wrong with the workspace, in a few words; empty if all is well."""
        problems = len(self.library.problems)
        noun = "problem" if problems == 1 else "problems"
        return f"{problems} {noun}: lunar-tui check" if problems else ""

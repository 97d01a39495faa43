"""The main screen: panels, the subject's claims, the article. It holds the state; panes show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from lunar_tui.corpus.article import Article
from lunar_tui.facts.model import Claim
from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.actions import ACTIONS
from lunar_tui.tui.claims import Claims
from lunar_tui.tui.history import History, Spot
from lunar_tui.tui.indexing import open_index
from lunar_tui.tui.keybar import KeyBar
from lunar_tui.tui.messages import (
    ClaimOpened,
    ClaimShown,
    FactChosen,
    HitOpened,
    HitShown,
    Subject,
    SubjectOpened,
    SubjectShown,
)
from lunar_tui.tui.panels import Entry, Panel
from lunar_tui.tui.passage import NoPassage, Passage, passage_of
from lunar_tui.tui.reader import Reader
from lunar_tui.tui.reading import Reading
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.stack import PanelStack
from lunar_tui.tui.text import join, label

if TYPE_CHECKING:
    from lunar_tui.tui.finder import Finder

#: Articles that the panel lists; beyond that, search is the way to them.
_ARTICLES = 500
#: Columns from which the panes stand side by side.
_WIDE = 126
BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
#: Characters beyond which an article is not split into sentences while somebody waits.
_LARGE = 300_000


class Explorer(Screen[None]):
    """Owns what is shown (subject, evidence, passage, search) and hands it down."""

    BINDINGS: ClassVar = [
        *(action.binding() for action in ACTIONS),
        *(
            Binding(str(n % 10), f"panel({n})", f"Panel {n}", show=False, id=f"panel-{n}")
            for n in range(1, 11)
        ),
        Binding("tab", "app.focus_next", "Next pane", show=False),
        Binding("shift+tab", "app.focus_previous", "Previous pane", show=False),
    ]
    AUTO_FOCUS = None

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
        self.history = History()
        self._finder: Finder | None = None

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
        articles = [
            Entry(
                Subject("article", file),
                _article_name(self.library, file),
                len(self.library.claims_of(file)),
                (file, *_words_of(self.library, file)),
            )
            for file in self.library.files[:_ARTICLES]
        ]
        found.append(Panel(len(found) + 1, "Articles", articles))
        return found

    def on_mount(self) -> None:
        self._status()
        self._stack.focus()
        panel = self._stack.active
        if panel and panel.current:
            self._show_subject(panel.current)
        self._show_marks()
        if notice := self.selection.take_notice():
            self.notify(label(notice).plain, markup=False, severity="warning")
        self.call_after_refresh(self._open_index)

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

    @property
    def finding(self) -> bool:
        """Whether the search pane is open."""
        return self.has_class("-finding")

    # --- status -------------------------------------------------------------------------------

    def _status(self) -> None:
        library = self.library
        counts = [
            f"{len(library.files)} articles",
            f"{len(library.facts.entities)} entities",
            f"{len(library.facts.claims)} claims",
        ]
        problems = len(library.problems)
        marked = f"◆ {len(self.selection)} marked" if len(self.selection) else ""
        noun = "problem" if problems == 1 else "problems"
        trouble = f"{problems} {noun}: lunar-tui check" if problems else ""
        right = [part for part in (trouble, marked, self.index_state) if part]
        text = " · ".join([*right, *counts] if self.app.size.width >= _WIDE else right or counts)
        title = join((" lunar-tui ", "bold"), ("· ", "dim"), library.title)
        row = Row(Cell(title, lines=1), Cell(label(text), len(text) + 1))
        line = row.lines(self.app.size.width)[0].content
        self.query_one("#status", Static).update(line, layout=False)

    def on_resize(self) -> None:
        self._status()

    def watch_index_state(self) -> None:
        self._status()

    # --- subjects and evidence ----------------------------------------------------------------

    def _show_subject(self, subject: Subject, row: int = 0, evidence: int = 0) -> None:
        self.subject = subject
        self._claims.show(subject, row)
        self._claims.set_marked(self._marked)
        if subject.kind == "article":
            self.evidence = 0
            self.passage = Passage(subject.id)
            return
        self._show_claim(self._claims.current, evidence)

    def _show_claim(self, claim: Claim | None, evidence: int = 0) -> None:
        self.evidence = evidence
        self.passage = passage_of(self.library, claim, evidence, self._article_shown)

    @property
    def _article_shown(self) -> str:
        """The article that the subject is, whose evidence then comes first."""
        return self.subject.id if self.subject and self.subject.kind == "article" else ""

    def watch_passage(self, passage: Passage | NoPassage | None) -> None:
        if passage is None:
            return
        article = self.library.article(passage.file) if isinstance(passage, Passage) else None
        if article is not None and not article.is_split:
            # Painted at once, with its signs as soon as its sentences are known.
            self.call_after_refresh(self._split, article, passage)
        self._reading.show(passage, self._leading)

    def _split(self, article: Article, passage: Passage | NoPassage) -> None:
        if len(article.text) > _LARGE:
            # Splitting this would stop the screen; it is read without signs.
            return
        _ = article.sentences
        if self.passage is passage:
            self._reading.show(passage, self._leading)

    @property
    def _leading(self) -> Claim | None:
        """The claim that leads to the passage; a hit is led to by none."""
        return None if self.finding else self._claims.current

    @on(SubjectShown)
    def _subject_shown(self, event: SubjectShown) -> None:
        if event.subject != self.subject or self.finding:
            self._show_subject(event.subject)

    @on(SubjectOpened)
    def _subject_opened(self, event: SubjectOpened) -> None:
        self._go(event.subject)

    @on(ClaimShown)
    def _claim_shown(self, _event: ClaimShown) -> None:
        self._show_claim(self._claims.current)

    @on(ClaimOpened)
    def _claim_opened(self, event: ClaimOpened) -> None:
        """Enter follows a link to the other entity, otherwise it goes into the article."""
        claim = self.library.claim(event.claim_id)
        if claim is None:
            return
        own = self.subject is not None and claim.entity == self.subject.id
        target = claim.value.entity if own else claim.entity
        if target and self.library.entity(target) and (claim.value.entity or not own):
            row = None if own else claim.id
            self._go(Subject("entity", target), row)
        elif isinstance(self.passage, Passage):
            self._remember()
            self._reading.reader.focus()

    @on(FactChosen)
    def _fact_chosen(self, event: FactChosen) -> None:
        claim = self.library.claim(event.claim_id)
        if claim:
            self._go(Subject("entity", claim.entity), claim.id)

    def _go(self, subject: Subject, claim_id: str | None = None) -> None:
        """Goes to a subject, with a way back; the cursor stands on ``claim_id``."""
        self._remember()
        self._close_finder()
        self._show_subject(subject)
        row = self._claims.row_of(claim_id) if claim_id else None
        if row:
            self._claims.place_cursor(row)
            self._show_claim(self._claims.current)
        self._follow_in_panels(subject)
        if self._claims.rows:
            self._claims.list.focus()
            # An article stands at its beginning until its claims are walked.
            self._show_claim(self._claims.current)
        else:
            self._reading.reader.focus()

    def _follow_in_panels(self, subject: Subject) -> None:
        panel = self._stack.panel_of(subject)
        if panel:
            panel.select(subject)
            self._stack.activate(panel)

    # --- the way back -------------------------------------------------------------------------

    def _remember(self) -> None:
        finder = self._finder
        self.history.push(
            Spot(
                self.subject,
                self._claims.list.cursor or 0,
                self.evidence,
                self.passage,
                self._reading.reader.cursor,
                self._reading.reader.top,
                self.finding,
                finder.list.cursor if finder else None,
                self._reading.facts.cursor,
                self.focused,
            )
        )

    def action_back(self) -> None:
        """Back to where the last step deeper was taken; from there, to the panels."""
        spot = self.history.pop()
        if spot is None:
            self._close_finder()
            self._stack.focus()
            return
        if spot.subject:
            self.subject = spot.subject
            self._claims.show(spot.subject, spot.row)
            self._claims.set_marked(self._marked)
            self._follow_in_panels(spot.subject)
        self.evidence = spot.evidence
        finder = self._finder
        if spot.finding and finder:
            self._open_finder()
            if spot.hit_row is not None:
                finder.list.place_cursor(spot.hit_row)
        else:
            self._close_finder()
        self.passage = spot.passage
        if spot.cursor and isinstance(spot.passage, Passage):
            self._reading.place_cursor(spot.cursor, spot.top, spot.fact)
        if spot.focus is not None and spot.focus.is_attached:
            spot.focus.focus()

    # --- search -------------------------------------------------------------------------------

    async def action_search(self) -> None:
        """Opens the search box."""
        finder = self._finder
        if finder is None:
            from lunar_tui.tui.finder import Finder

            finder = self._finder = Finder(self.library)
            await self.mount(finder, before=self._claims)
        if not self.finding:
            self._remember()
        self._open_finder()
        finder.focus_box()
        finder.set_marked(self._marked)

    def _open_finder(self) -> None:
        self.add_class("-finding")

    def _close_finder(self) -> None:
        self.remove_class("-finding")

    @on(HitShown)
    def _hit_shown(self, event: HitShown) -> None:
        hit = event.hit
        if hit is None:
            self.passage = NoPassage("No sentence is found.")
            return
        caption = f"hit {event.number} of {event.of}"
        self.passage = Passage(
            hit.source, (hit.start, hit.end), matches=hit.highlights, caption=caption
        )

    @on(HitOpened)
    def _hit_opened(self, _event: HitOpened) -> None:
        self._remember()
        self._reading.reader.focus()

    @work(group="index", exit_on_error=False)
    async def _open_index(self) -> None:
        state, notice = await open_index(self.library, self._show_index_state)
        self.index_state = state
        if notice:
            self.notify(label(notice).plain, markup=False, severity="warning")
        if self._finder:
            self._finder.search_again()

    def _show_index_state(self, state: str) -> None:
        if self.is_running:
            self.index_state = state

    # --- actions ------------------------------------------------------------------------------

    def action_evidence(self, step: int) -> None:
        """The next or previous hit while searching, else evidence of the claim."""
        if self.finding and self._finder:
            self._finder.step_hit(step)
            return
        claim = self._claims.current
        if claim and claim.evidence:
            self._show_claim(claim, (self.evidence + step) % len(claim.evidence))

    def action_panel(self, number: int) -> None:
        """To panel ``number``."""
        panels = self._stack.panels
        if number <= len(panels):
            panel = panels[number - 1]
            self._close_finder()
            self._stack.activate(panel)
            self._stack.focus()
            if panel.current:
                self._show_subject(panel.current)

    def action_pane(self, step: int) -> None:
        """To the pane on the right or left."""
        finder = self._finder
        middle = finder.list if self.finding and finder else self._claims.list
        panes: list[Widget] = [self._stack, middle, self._reading.reader]
        here = next(
            (n for n, pane in enumerate(panes) if self.focused is pane),
            len(panes) - 1 if self._reading.has_focus_within else 0,
        )
        target = panes[max(0, min(len(panes) - 1, here + step))]
        if target.focusable:
            target.focus()

    def action_follow(self) -> None:
        """To the list of claims under the article."""
        if self._reading.claims:
            self._remember()
            self._reading.facts.focus()

    def action_details(self) -> None:
        """Shows all that is known of the claim under the cursor."""
        from lunar_tui.tui.details import Details

        claim = self._claims.current
        if self.focused is self._reading.facts and self._reading.facts.cursor is not None:
            claim = self._reading.claims[self._reading.facts.cursor]
        if claim:
            self.app.push_screen(Details(self.library, claim))

    def action_filter(self) -> None:
        """To the filter of the panel in use, from wherever one is."""
        self._close_finder()
        self._stack.focus()
        self._stack.action_filter()

    def action_unfold(self) -> None:
        reader = self._reading.reader
        reader.unfold(on=not reader.unfolded)

    def action_help(self) -> None:
        from lunar_tui.tui.help import Help

        self.app.push_screen(Help())

    # --- selection ----------------------------------------------------------------------------

    @property
    def _marked(self) -> frozenset[str]:
        return frozenset(self.selection)

    def _pointed(self) -> str | None:
        """The id of what the cursor is on, in the pane that has the focus."""
        focused = self.focused
        finder = self._finder
        if isinstance(focused, Reader) and focused.article and focused.cursor:
            cursor = focused.cursor
            return f"{focused.article.file}:{cursor.start}-{cursor.end}"
        if finder and self.finding and finder.has_focus_within:
            found = finder.current
            return (found.hit.id if found.hit else found.entity) if found else None
        if focused is self._reading.facts:
            row = self._reading.facts.cursor
            return self._reading.claims[row].id if row is not None else None
        if focused is self._claims.list:
            claim = self._claims.current
            return claim.id if claim else None
        if self.subject and self.subject.kind == "entity":
            return self.subject.id
        return None

    def action_mark(self) -> None:
        """Marks or unmarks what the cursor is on."""
        pointed = self._pointed()
        if pointed:
            self.selection.toggle(pointed)
            self._show_marks()
            self._keep_selection()

    def action_unmark_all(self) -> None:
        """Empties the selection; once more brings it back."""
        if count := len(self.selection):
            self.selection.clear()
            self.notify(f"{count} marks removed. U again brings them back.", markup=False)
        else:
            self.selection.restore()
        self._show_marks()
        self._keep_selection()

    def _keep_selection(self) -> None:
        self.selection.save()
        if notice := self.selection.take_notice():
            self.notify(label(notice).plain, markup=False, severity="warning")

    def _show_marks(self) -> None:
        marked = self._marked
        self._claims.set_marked(marked)
        self._reading.set_marked(marked)
        self._stack.set_marked(marked)
        if self._finder:
            self._finder.set_marked(marked)
        self._status()

    def action_export(self) -> None:
        """Previews what is marked; with nothing marked, what the cursor is on."""
        from lunar_tui.tui.export import ExportPreview

        ids = tuple(self.selection)
        if not ids:
            pointed = self._pointed()
            ids = (pointed,) if pointed else ()
        if ids:
            self.app.push_screen(ExportPreview(self.library, ids, marked=bool(len(self.selection))))
        else:
            self.notify("Nothing is marked: press space on a claim, a hit or a sentence.")

    def action_copy(self) -> None:
        """Copies the quote in focus, with its source."""
        passage = self.passage
        reader = self._reading.reader
        article = reader.article
        if article is None or not isinstance(passage, Passage):
            return
        span = passage.focus
        if reader.has_focus and reader.cursor:
            span = (reader.cursor.start, reader.cursor.end)
        if span is None:
            return
        meta = article.metadata
        source = ", ".join(part for part in (meta.publisher, article.title, meta.published) if part)
        quote = " ".join(article.display[span[0] : span[1]].split())
        self.app.copy_to_clipboard(f"“{quote}” ({source}; {article.file}:{span[0]}-{span[1]})")
        self.notify("The quote and its source went to the terminal's clipboard.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "unmark_all":
            return bool(self.selection or self.selection.can_restore)
        # While something is typed, letters are letters.
        searching = self.focused is not None and self.focused.id == "query"
        typing = searching or (self.is_mounted and self._stack.typing)
        return not (typing and action in {"mark", "export", "evidence", "help", "copy", "filter"})


def _article_name(library: Library, file: str) -> str:
    """How the Articles panel names a file, without reading it."""
    source = library.sources.get(file)
    if source is None:
        return file
    meta = source.metadata
    parts = [meta.publisher or meta.title or file, meta.dated]
    return " ".join(part for part in parts if part)


def _words_of(library: Library, file: str) -> tuple[str, ...]:
    source = library.sources.get(file)
    return (source.metadata.title, source.metadata.publisher) if source else ()

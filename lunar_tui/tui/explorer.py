"""The main screen: panels, the subject's claims, the article. It holds the state; panes show it."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget

from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.actions import ACTIONS
from lunar_tui.tui.indexing import Background
from lunar_tui.tui.journey import Journey
from lunar_tui.tui.messages import (
    ClaimOpened,
    FactChosen,
    Subject,
    SubjectOpened,
)
from lunar_tui.tui.passage import NoPassage, Passage
from lunar_tui.tui.text import label

#: Actions whose keys are letters where something is typed.
_LETTERS = {"mark", "export", "evidence", "help", "copy", "filter", "view", "as_of", "mentions"}


class Explorer(Journey):
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
    # Nothing of it is seen between the panes.
    BLANK = True

    def __init__(
        self, library: Library, selection: Selection, start: Subject | None = None
    ) -> None:
        """``start`` is shown first; else what stands first in the first panel."""
        super().__init__(library, selection)
        self._start = start
        self._background: Background | None = None

    def on_mount(self) -> None:
        self._status()
        self._stack.focus()
        panel = self._stack.active
        if self._start:
            self._show_subject(self._start)
            self._follow_in_panels(self._start)
        elif panel and panel.current:
            self._show_subject(panel.current)
        elif not self.library.files:
            there = self.library.workspace
            articles, data = map(there.relative, (there.articles, there.data))
            self.passage = NoPassage(
                f"There are no articles here yet. I adds them from files: text, Markdown, saved "
                f"pages, PDF; .txt files may also be put into {articles}/ of {there.root.name}. "
                f"They can be searched, read and marked at once. What they say is written down in "
                f"{data}/, by keys (? tells them) or by hand."
            )
        self._show_marks()
        if notice := self.selection.take_notice():
            self.notify(label(notice).plain, markup=False, severity="warning")
        self.call_after_refresh(self._open_index)

    # --- going there --------------------------------------------------------------------------

    @on(SubjectOpened)
    def _subject_opened(self, event: SubjectOpened) -> None:
        self._go(event.subject)

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
        self._close_view()
        self._show_subject(subject)
        row = self._claims.row_of(claim_id) if claim_id else None
        if row:
            self._claims.place_cursor(row)
            self._show_claim(self._claims.current)
        self._follow_in_panels(subject)
        if self._claims.pointed:
            self._claims.list.focus()
            # An article stands at its beginning until its claims are walked.
            self._show_claim(self._claims.current)
        else:
            self._reading.reader.focus()

    # --- the index ----------------------------------------------------------------------------

    def look_again(self) -> None:
        """Finds anew what is found in the background: the workspace was read again."""
        self._open_index(first=False)

    @work(group="index", exclusive=True, exit_on_error=False)
    async def _open_index(self, *, first: bool = True) -> None:
        if self._background:
            self._background.stop()
        background = self._background = Background(self.library, self._show_index_state)
        background.start(first=first)
        state, notice = await background.opened()
        self.index_state = state
        if notice:
            self.notify(label(notice).plain, markup=False, severity="warning")
        self._tell_views()
        # Whichever is known first.
        await asyncio.gather(self._compare(background), self._find_names(background))
        self.started()

    async def _compare(self, background: Background) -> None:
        await background.compared()
        self._comparing = False
        self._claims.findings_known()
        self._status()
        self._tell_views()

    async def _find_names(self, background: Background) -> None:
        self._stack.set_named(await background.named())
        if self._claims.mentions_known() and not self.view:
            self._claims.announce()
        self._tell_views()

    def _tell_views(self) -> None:
        for view in self._views.values():
            view.library_changed()

    def started(self) -> None:
        """All is known that is found in the background."""

    def _show_index_state(self, state: str) -> None:
        if self.is_running:
            self.index_state = state

    # --- actions ------------------------------------------------------------------------------

    def action_evidence(self, step: int) -> None:
        """The next or previous thing of the view that is open, else evidence of the claim."""
        if self.view:
            self.view.step(step)
            return
        claim = self._claims.current
        if claim and claim.evidence:
            self._show_claim(claim, (self.evidence + step) % len(claim.evidence))
        elif claim is None:
            self._claims.step(step)

    def action_mentions(self) -> None:
        """To the sentences that name the entity, or from them back to its claims."""
        self._close_view()
        if self._claims.turn():
            self._claims.list.focus()

    def action_panel(self, number: int) -> None:
        """To panel ``number``."""
        panels = self._stack.panels
        if number <= len(panels):
            panel = panels[number - 1]
            self._close_view()
            self._stack.activate(panel)
            self._stack.focus()
            if panel.current:
                self._show_subject(panel.current)

    def action_pane(self, step: int) -> None:
        """To the pane on the right or left."""
        middle = self.view.list if self.view else self._claims.list
        panes: list[Widget] = [self._stack, middle, self._reading.reader]
        here = next(
            (n for n, pane in enumerate(panes) if self.focused is pane),
            len(panes) - 1 if self._reading.has_focus_within else 0,
        )
        # A pane with nothing in it is stepped over.
        beyond = panes[here + 1 :] if step > 0 else panes[:here][::-1]
        target = next((pane for pane in beyond if pane.focusable), None)
        if target:
            target.focus()

    def action_follow(self) -> None:
        """To the list under the article: what its sentence supports, and what it mentions."""
        if self._reading.facts.rows:
            self._remember()
            self._reading.facts.focus()

    def action_details(self) -> None:
        """Shows all that is known of the claim under the cursor; of a hit, why it was found."""
        from lunar_tui.tui.details import Details, HitDetails
        from lunar_tui.tui.finder import Finder

        below = self.focused is self._reading.facts
        above = self.view.claim if self.view else self._claims.current
        claim = self._reading.current if below else above
        if claim:
            self.app.push_screen(Details(self.library, claim))
        elif isinstance(self.view, Finder) and not below and (asked := self.view.asked):
            self.app.push_screen(HitDetails(self.library, *asked))

    def action_filter(self) -> None:
        """To the filter of the panel in use, from wherever one is."""
        if self.view:
            self._remember()
        self._close_view()
        self._stack.focus()
        self._stack.action_filter()

    def action_unfold(self) -> None:
        reader = self._reading.reader
        reader.unfold(on=not reader.unfolded)

    def action_as_of(self) -> None:
        """Asks for a day, and shows what had been published by then; nothing: the present."""
        from lunar_tui.tui.asof import AsOf

        def go(day: date | str | None) -> None:
            if day is not None:
                # The present stays below as it was left.
                if self.library.day:
                    self.app.pop_screen()
                if isinstance(day, date):
                    past = self.library.present.as_of(day)
                    self.app.push_screen(Explorer(past, self.selection, self._start_in(past)))

        self.app.push_screen(AsOf(self.library.day), go)

    def _start_in(self, library: Library) -> Subject | None:
        """The present subject, where another library has it too."""
        subject = self.subject
        if subject and subject.kind == "article" and subject.id not in library.files:
            return None
        return subject

    def action_help(self) -> None:
        from lunar_tui.tui.help import Help

        self.app.push_screen(Help())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "unmark_all":
            return bool(self.selection or self.selection.can_restore)
        return not (self._is_typing and action in _LETTERS)

    @property
    def _is_typing(self) -> bool:
        """Whether letters are letters: in the box of the search, or in the filter of a panel."""
        searching = self.focused is not None and self.focused.id == "query"
        return searching or (self.is_mounted and self._stack.typing)

"""Where the user has been: views open in the place of the claims, and every step has a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from lunar_tui.facts.model import Claim
from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.history import History, Spot
from lunar_tui.tui.messages import NeighbourOpened, PassageOpened, PassageShown
from lunar_tui.tui.passage import Passage
from lunar_tui.tui.showing import Showing
from lunar_tui.tui.views import new_view

if TYPE_CHECKING:
    from lunar_tui.tui.view import View


class Journey(Showing):
    """Goes deeper, and back."""

    def __init__(self, library: Library, selection: Selection) -> None:
        super().__init__(library, selection)
        self.history = History()

    # --- the way back -------------------------------------------------------------------------

    def _remember(self) -> None:
        view = self.view
        self.history.push(
            Spot(
                self.subject,
                self._claims.list.cursor or 0,
                self.evidence,
                self.passage,
                self._reading.reader.cursor,
                self._reading.reader.top,
                view.id or "" if view else "",
                view.state if view else None,
                view.list.cursor if view else None,
                self._reading.facts.cursor,
                self.focused,
            )
        )

    def action_back(self) -> None:
        """Back to where the last step deeper was taken; from there, to the panels."""
        spot = self.history.pop()
        if spot is None:
            self._close_view()
            self._stack.focus()
            return
        if spot.subject:
            self.subject = spot.subject
            self._claims.show(spot.subject, spot.row)
            self._claims.set_marked(self._marked)
            self._follow_in_panels(spot.subject)
        self.evidence = spot.evidence
        view = self._views.get(spot.view)
        if view:
            self._show_view(view)
            view.restore(spot.view_state, spot.view_row)
        else:
            self._close_view()
        self.passage = spot.passage
        if spot.cursor and isinstance(spot.passage, Passage):
            self._reading.place_cursor(spot.cursor, spot.top, spot.fact)
        if spot.focus is not None and spot.focus.is_attached:
            spot.focus.focus()

    # --- views --------------------------------------------------------------------------------

    async def action_view(self, name: str) -> None:
        """Opens a view in the place of the claims."""
        view = self._views.get(name)
        if view is None:
            view = self._views[name] = new_view(name, self.library)
            await self.mount(view, before=self._claims)
        above = self.view.claim if self.view else None
        if self.view is not view:
            self._remember()
        self._show_view(view)
        view.set_marked(self._marked)
        self._tell(view, above or self._claims.current)
        view.enter()

    def _tell(self, view: View, claim: Claim | None) -> None:
        """Tells a view what the user comes from."""
        view.subject, view.passage = self.subject, self.passage
        entity = self.subject.id if self.subject and self.subject.kind == "entity" else ""
        view.about(entity, claim)

    @on(NeighbourOpened)
    def _neighbour_opened(self, event: NeighbourOpened) -> None:
        """The view that is open goes on to a neighbour, with a way back."""
        if self.view is None:
            return
        self._remember()
        self.subject = event.subject
        self._claims.show(event.subject)
        self._claims.set_marked(self._marked)
        self._follow_in_panels(event.subject)
        self._tell(self.view, None)
        self.view.announce()

    def _show_view(self, view: View) -> None:
        if self.view is not view:
            self._close_view()
            self.view = view
            view.add_class("-open")
            self.add_class("-viewing")

    def _close_view(self) -> None:
        if self.view:
            self.view.remove_class("-open")
            self.remove_class("-viewing")
            self.view = None

    @on(PassageShown)
    def _passage_shown(self, event: PassageShown) -> None:
        self.passage = event.passage

    @on(PassageOpened)
    def _passage_opened(self, _event: PassageOpened) -> None:
        if isinstance(self.passage, Passage):
            self._remember()
            self._reading.reader.focus()

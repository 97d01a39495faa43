"""The view of the timeline: all dated claims in order, each drawn on an axis of years."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from lunar_tui.export.chronicle import SIGNS
from lunar_tui.facts.model import Claim
from lunar_tui.facts.timeline import Event, by_year
from lunar_tui.library import Library
from lunar_tui.tui.chart import LOOKS, Chart
from lunar_tui.tui.claimrows import claim_detail
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import PassageOpened, PassageShown
from lunar_tui.tui.passage import NoPassage, passage_of
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label
from lunar_tui.tui.view import View

_NOTHING = "No claim is dated."


class Shown(NamedTuple):
    """What is shown: all dates, those of the entity ``only``, or those of the kind ``kind``."""

    only: str = ""
    kind: str = ""


class Listed(NamedTuple):
    """A row: an event, or the heading of the years that it opens."""

    event: Event
    heading: bool = False


class Ruler(Widget):
    """The years over the axis, and what the signs mean; it stays while the list scrolls."""

    def __init__(self, draw: Callable[[int], Content]) -> None:
        super().__init__(id="timeline-axis")
        self._draw = draw

    def render(self) -> Content:
        return self._draw(self.size.width)


class Timeline(View):
    """Opens on everything, with the cursor on what the user comes from."""

    BINDINGS: ClassVar = [
        Binding("o", "only", "Only this", tooltip="Only this entity, and back", id="only"),
        Binding("v", "kind", "Kind", tooltip="The next kind; after the last one all", id="kind"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__(id="timeline")
        self.library = library
        self.events = library.timeline()
        self.shown = Shown()
        self.marked: frozenset[str] = frozenset()
        self.rows: tuple[Listed, ...] = ()
        self._places = {event.claim.id: number for number, event in enumerate(self.events)}
        self._chart = Chart(library, self.events)
        self._piece = ("", 0)
        self._from = ""

    def compose(self) -> ComposeResult:
        yield Ruler(self._ruled)
        yield RowList(id="timeline-list")
        yield Static(id="timeline-detail")

    def _ruled(self, width: int) -> Content:
        return self._chart.header(width)

    def enter(self) -> None:
        super().enter()
        # Before it is laid out for the first time, it has no lines.
        self.call_after_refresh(self._centre)

    def _centre(self) -> None:
        """Shows what comes before and after the cursor."""
        if self.list.cursor is not None and self.list.height:
            self.list.centre_lines(*self.list.lines_of(self.list.cursor))

    # --- what is shown ------------------------------------------------------------------------

    def about(self, entity: str, claim: Claim | None) -> None:
        """Shows everything; the cursor stands on ``claim``, or on the first date of ``entity``."""
        self._from = entity
        place = self._places.get(claim.id) if claim else None
        found = [event for event in self.events if event.claim.entity == entity]
        self._show(Shown(), self.events[place] if place is not None else next(iter(found), None))

    @property
    def state(self) -> object:
        return self.shown

    def restore(self, state: object, row: int | None) -> None:
        if isinstance(state, Shown) and state != self.shown:
            self._show(state, None)
        super().restore(state, row)
        self._detail()

    def renew(self, library: Library) -> None:
        row, wanted = self.list.cursor, self.current
        self.library = library
        self.events = library.timeline()
        self._places = {event.claim.id: number for number, event in enumerate(self.events)}
        self._chart = Chart(library, self.events)
        known = wanted if wanted and wanted.claim.id in self._places else None
        self._show(self.shown, known)
        if known is None:
            self.restore(self.shown, row)

    def library_changed(self) -> None:
        """Findings and independent sources are known now: the rows tell of them."""
        if self.rows:
            top = self.list.top
            self.list.fill(self._drawn(), self.list.cursor)
            self.list.scroll_to_line(top)

    def action_only(self) -> None:
        """Only the dates of the entity under the cursor; once more what was shown before."""
        event = self.current
        if event:
            only = "" if self.shown.only else event.claim.entity
            self._show(self.shown._replace(only=only), event)
            self.announce()

    def action_kind(self) -> None:
        """Only the dates of the next kind that has any; after the last kind all."""
        kinds = {self._kind(event) for event in self.events}
        turn = ["", *(kind.id for kind in self.library.kinds if kind.id in kinds)]
        kind = turn[(turn.index(self.shown.kind) + 1) % len(turn)]
        self._show(Shown(kind=kind), self.current)
        self.announce()

    def _kind(self, event: Event) -> str:
        entity = self.library.entity(event.claim.entity)
        return entity.kind if entity else ""

    def _matches(self, event: Event) -> bool:
        if self.shown.only:
            return event.claim.entity == self.shown.only
        return self.shown.kind in ("", self._kind(event))

    def _show(self, shown: Shown, wanted: Event | None) -> None:
        """Shows some of the events, the cursor on ``wanted`` or on the next one after it."""
        self.shown = shown
        events = [event for event in self.events if self._matches(event)]
        rows: list[Listed] = []
        for _, group in by_year(events):
            rows += [Listed(group[0], heading=True), *map(Listed, group)]
        self.rows = tuple(rows)
        after = self._places[wanted.claim.id] if wanted else 0
        place = (
            number
            for number, row in enumerate(rows)
            if not row.heading and self._places[row.event.claim.id] >= after
        )
        cursor = next(place, len(rows) - 1) if rows else None
        self.list.fill(self._drawn() or [_note(_NOTHING)], cursor)
        self._centre()
        self._entitle(len(events))
        self._detail()

    def _entitle(self, count: int) -> None:
        total = len(self.events)
        only, kind = self.library.entity(self.shown.only), self.shown.kind
        name = self.library.facts.schema.kinds[kind].plural if kind else ""
        name = only.name if only else name
        text = f"{count} of {total} dates" if name else f"{total} dates"
        source = self.library.entity(self._from)
        if source and not name and all(event.claim.entity != source.id for event in self.events):
            text += f", none of {source.name}"
        self.entitle(join("Timeline", (f" {name}" if name else "", "bold"), (f" · {text} ", "dim")))

    def _drawn(self) -> list[Row]:
        return [self._row(number) for number in range(len(self.rows))]

    def _row(self, number: int) -> Row:
        event, heading = self.rows[number]
        if heading:
            return self._chart.heading(event)
        above = self.rows[number - 1]
        again = not above.heading and above.event.date == event.date
        return self._chart.row(event, again=again, marked=event.claim.id in self.marked)

    def set_marked(self, ids: frozenset[str]) -> None:
        changed = self.marked ^ ids
        self.marked = ids
        for number, row in enumerate(self.rows):
            if not row.heading and row.event.claim.id in changed:
                self.list.set_row(number, self._row(number))

    # --- the cursor ---------------------------------------------------------------------------

    @property
    def current(self) -> Event | None:
        """What the cursor is on."""
        row = self.list.cursor
        return self.rows[row].event if row is not None and row < len(self.rows) else None

    @property
    def claim(self) -> Claim | None:
        event = self.current
        return event.claim if event else None

    @property
    def pointed(self) -> str | None:
        return self.claim.id if self.claim else None

    def step(self, step: int) -> None:
        """To the next or previous quote: of the same claim, then of the next one, and around."""
        claim, here = self.claim, self.list.cursor
        if claim is None or here is None:
            return
        piece = (self._piece[1] if self._piece[0] == claim.id else 0) + step
        if not 0 <= piece < len(claim.evidence):
            events = [number for number, row in enumerate(self.rows) if not row.heading]
            here = events[(events.index(here) + step) % len(events)]
            self.list.place_cursor(here)
            claim = self.rows[here].event.claim
            piece = 0 if step > 0 else max(0, len(claim.evidence) - 1)
        self._piece = (claim.id, piece)
        self.announce()

    def announce(self) -> None:
        claim = self.claim
        self._detail()
        if claim is None:
            self.post_message(PassageShown(NoPassage(_NOTHING)))
            return
        if self._piece[0] != claim.id:
            self._piece = (claim.id, 0)
        first = self.subject.id if self.subject and self.subject.kind == "article" else ""
        self.post_message(PassageShown(passage_of(self.library, claim, self._piece[1], first)))

    def _detail(self) -> None:
        """Below the list: the words of the source, and all that is known of the claim."""
        event, text = self.current, Content("")
        if event:
            sign, meaning = SIGNS[event.tense]
            lead = join(
                (f"{sign} ", LOOKS[event.tense]),
                (self.library.value_text(event.claim), "bold"),
                (f" · {meaning}", "dim"),
            )
            text = Content("\n").join([lead, claim_detail(self.library, event.claim)])
        self.query_one("#timeline-detail", Static).update(text, layout=False)

    def open_row(self) -> None:
        if self.claim:
            self.post_message(PassageOpened())


def _note(text: str) -> Row:
    return Row(Cell(label(text, "italic"), lines=2), disabled=True)

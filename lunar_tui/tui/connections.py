"""The view of the connections: what an entity is linked to, drawn, and walked claim by claim."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from lunar_tui.corpus.dates import words
from lunar_tui.display import clean_line
from lunar_tui.facts.model import Claim
from lunar_tui.library import Library
from lunar_tui.tui.claimrows import claim_detail
from lunar_tui.tui.drawing import Drawing, DrawnRow
from lunar_tui.tui.fan import Fan, Links, Spoke, box, kind_of, name_of, spokes_in, spokes_of
from lunar_tui.tui.matrix import Matrix
from lunar_tui.tui.messages import NeighbourOpened, PassageShown, Subject
from lunar_tui.tui.passage import NoPassage, passage_of
from lunar_tui.tui.pieces import Pieces, cells_of, fitted
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label
from lunar_tui.tui.view import View

_NOTHING = "No claim links it to another entity."


class Shown(NamedTuple):
    """What the view shows: what is in the middle, and whether as a matrix."""

    centre: Subject | None
    matrix: bool


class Connections(View):
    """An entity among those that claims link it to, as a fan or as a matrix."""

    BINDINGS: ClassVar = [
        Binding("m", "matrix", "Matrix", tooltip="As a matrix, and back", id="matrix"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__(id="connections")
        self.library = library
        self.marked: frozenset[str] = frozenset()
        self.shown = Shown(None, matrix=False)
        self.spokes: tuple[Spoke, ...] = ()
        self._rows: list[Spoke | None] = []

    def compose(self) -> ComposeResult:
        yield Drawing(id="connections-list")
        yield Static(id="connection-detail")

    # --- what is shown ------------------------------------------------------------------------

    def about(self, entity: str, claim: Claim | None) -> None:
        """Puts what the user comes from in the middle, the cursor on ``claim`` if it links."""
        centre = Subject("entity", entity) if entity else self.subject
        self._show(Shown(centre, self.shown.matrix))
        row = self._row_of(claim.id) if claim else None
        if row is not None:
            self.list.place_cursor(row)

    @property
    def state(self) -> object:
        return self.shown

    def restore(self, state: object, row: int | None) -> None:
        if isinstance(state, Shown):
            self._show(state)
        super().restore(state, row)
        self._detail()

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        centre = shown.centre
        if centre is None:
            self.spokes = ()
        elif centre.kind == "entity":
            self.spokes = spokes_of(self.library, centre.id)
        else:
            self.spokes = spokes_in(self.library, centre.id)
        self._fill()

    def library_changed(self) -> None:
        """Independent sources are counted once the claims were compared."""
        row = self.list.cursor
        self._show(self.shown)
        self.list.place_cursor(row)

    def _fill(self) -> None:
        rows = self._matrix() if self.shown.matrix else self._fan()
        first = next((n for n, spoke in enumerate(self._rows) if spoke), None)
        drawing = self.query_one(Drawing)
        drawing.pinned = (first or 0) if self.shown.matrix else 0
        drawing.fill(rows, first)
        count = len({spoke.neighbour for spoke in self.spokes})
        counts = f"{count} {'entity' if count == 1 else 'entities'}"
        name = (f" {_shortened(self._centre_name)}", "bold")
        self.entitle(join("Connections", name, (f" · {counts} ", "dim")))

    @property
    def _in_article(self) -> bool:
        return self.shown.centre is not None and self.shown.centre.kind == "article"

    @property
    def _centre_name(self) -> str:
        centre = self.shown.centre
        if centre is None:
            return ""
        if centre.kind == "entity":
            return name_of(self.library, centre.id)
        source = self.library.sources.get(centre.id)
        meta = source.metadata if source else None
        names = (meta.publisher or meta.title, words(meta.published)) if meta else ()
        return clean_line(" ".join(filter(None, names)) or centre.id)

    # --- rows ---------------------------------------------------------------------------------

    def _fan(self) -> list[Row]:
        fan = Fan(self.library, self.spokes)
        centre = self.shown.centre
        kind = "article"
        if centre and not self._in_article:
            count = len(self.spokes)
            links = f" · {count} {'link' if count == 1 else 'links'}" if count else ""
            kind = kind_of(self.library, centre.id) + links
        name = self._centre_name

        def frame(number: int) -> Row:
            return DrawnRow(
                lambda width: box(name, kind, width, open_below=bool(self.spokes))[number],
                disabled=True,
            )

        def row(number: int) -> Row:
            return DrawnRow(lambda width: self._spoke_line(fan, number, width))

        lead = [frame(number) for number in range(3)] if centre else []
        self._rows = [None] * len(lead) + list(self.spokes)
        rest = [row(number) for number in range(len(self.spokes))] or [_note(_NOTHING)]
        return [*lead, *rest]

    def _spoke_line(self, fan: Fan, number: int, width: int) -> Pieces:
        cursor = self.list.cursor
        before = len(self._rows) - len(self.spokes)
        here = None if cursor is None else cursor - before
        return fan.line(number, width, here, marked=self.spokes[number].claim.id in self.marked)

    def _matrix(self) -> list[Row]:
        """A row for the entity itself, and one for each neighbour with the claim it is led by."""
        leads = [spoke for spoke in self.spokes if not spoke.further]
        centre = self.shown.centre
        own = [centre.id] if centre and not self._in_article else []
        matrix = Matrix(self.library, [*own, *(spoke.neighbour for spoke in leads)], 1 - len(own))
        top = len(matrix.header(0, None))
        before = top + len(own)
        self._rows = [None] * before + list(leads)

        def here() -> int | None:
            cursor = self.list.cursor
            return None if cursor is None else cursor - top

        def header(number: int) -> Row:
            return DrawnRow(lambda width: matrix.header(width, here())[number], disabled=True)

        def row(number: int) -> Row:
            def draw(width: int) -> Pieces:
                spoke = self._rows[number + top]
                marked = spoke is not None and spoke.claim.id in self.marked
                return matrix.line(number, width, here(), marked=marked)

            return DrawnRow(draw, disabled=number < len(own))

        if not leads:
            self._rows = []
            return [_note(_NOTHING)]
        rows = [row(number) for number in range(len(matrix.entities))]
        return [*(header(number) for number in range(top)), *rows]

    def _row_of(self, claim_id: str) -> int | None:
        found = (n for n, spoke in enumerate(self._rows) if spoke and spoke.claim.id == claim_id)
        return next(found, None)

    def set_marked(self, ids: frozenset[str]) -> None:
        if ids != self.marked:
            self.marked = ids
            self.list.repaint()

    # --- the cursor ---------------------------------------------------------------------------

    @property
    def current(self) -> Spoke | None:
        """What the cursor is on."""
        row = self.list.cursor
        return self._rows[row] if row is not None and row < len(self._rows) else None

    @property
    def claim(self) -> Claim | None:
        spoke = self.current
        return spoke.claim if spoke else None

    @property
    def pointed(self) -> str | None:
        spoke = self.current
        return spoke.claim.id if spoke else None

    def announce(self) -> None:
        spoke = self.current
        self._detail()
        if spoke is None:
            self.post_message(PassageShown(NoPassage(_NOTHING)))
            return
        centre = self.shown.centre
        first = centre.id if centre and self._in_article else ""
        self.post_message(PassageShown(passage_of(self.library, spoke.claim, first=first)))

    def _detail(self) -> None:
        """Below the drawing: the claim in words, or all links of the row of a matrix."""
        spoke, text = self.current, Content("")
        if spoke:
            head = self._said(spoke.claim)
            if self.shown.matrix:
                head = self._linked(spoke.neighbour)
            text = Content("\n").join([head, claim_detail(self.library, spoke.claim)])
        self.query_one("#connection-detail", Static).update(text, layout=False)

    def _said(self, claim: Claim) -> Content:
        kind = kind_of(self.library, claim.entity)
        return join(
            (name_of(self.library, claim.entity), "bold"),
            (f" ({kind}) {self.library.property_of(claim).label} ", "dim"),
            (self.library.value_text(claim), "bold"),
        )

    def _linked(self, entity: str) -> Content:
        among = [spoke.neighbour for spoke in self.spokes if not spoke.further]
        centre = self.shown.centre
        links = Links(self.library, [*among, centre.id] if centre else among).of(entity)
        said = [
            join((f"{link.label} {link.arrow} ", "dim"), name_of(self.library, other))
            for other, link in links.items()
        ]
        name = join(
            (name_of(self.library, entity), "bold"), (f" {kind_of(self.library, entity)}", "dim")
        )
        return Content(" · ").join([name, *said])

    def open_row(self) -> None:
        spoke = self.current
        if spoke is not None:
            self.post_message(NeighbourOpened(Subject("entity", spoke.neighbour)))

    def action_matrix(self) -> None:
        """From the fan to the matrix and back; the cursor stays on its neighbour."""
        spoke = self.current
        self.shown = self.shown._replace(matrix=not self.shown.matrix)
        self._fill()
        if spoke:
            same = (
                n for n, row in enumerate(self._rows) if row and row.neighbour == spoke.neighbour
            )
            self.list.place_cursor(next(same, None))
        self.announce()


def _shortened(name: str, width: int = 24) -> str:
    return fitted(name, width) if cells_of(name) > width else name


def _note(text: str) -> Row:
    return Row(Cell(label(text, "italic"), lines=2), disabled=True)

"""The middle pane: what a subject is called, and the claims about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from lunar_tui.corpus.article import Article, Metadata
from lunar_tui.corpus.dates import as_of, words
from lunar_tui.facts.coverage import Coverage
from lunar_tui.facts.model import FINDING_WORDS, Claim, Entity, FindingKind
from lunar_tui.library import Library
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import ClaimOpened, ClaimShown, Subject
from lunar_tui.tui.pane import Pane
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label

#: Claims of other entities about this one: how their rows begin.
BACKLINK = "←"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as it stands in the list.

    ``of``: the name of its entity, where that is another one; ``to``: the id of the entity shown.
    """

    claim: Claim
    of: str = ""
    to: str = ""


class Claims(Pane):
    """Shows an entity or an article: a header, and the claims about it or supported by it."""

    def __init__(self, library: Library) -> None:
        super().__init__(id="claims")
        self.library = library
        self.subject: Subject | None = None
        self.rows: tuple[ClaimRow, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self._width = 0

    def compose(self) -> ComposeResult:
        yield Static(id="claims-header")
        yield RowList(id="claims-list")
        yield Static(id="claim-detail")

    @property
    def list(self) -> RowList:
        return self.query_one("#claims-list", RowList)

    @property
    def current(self) -> Claim | None:
        row = self.list.cursor
        return self.rows[row].claim if row is not None and row < len(self.rows) else None

    def show(self, subject: Subject, cursor: int = 0) -> None:
        """Shows ``subject`` with the cursor on row ``cursor``; posts no message."""
        self.subject = subject
        if subject.kind == "entity":
            entity = self.library.entity(subject.id)
            title, header, rows = self._entity(entity) if entity else (Content(), [], ())
        else:
            article = self.library.article(subject.id)
            title, header, rows = self._article(article) if article else (Content(), [], ())
        self.rows = tuple(rows)
        self.entitle(join(title, (f"· {self._count()} ", "dim")))
        self._head(header)
        self.list.fill([self._row(row, n) for n, row in enumerate(self.rows)], cursor)
        self._detail()

    def _head(self, header: Sequence[Content]) -> None:
        """The lines above the list; the screen is laid out again only if their number changes.

        The first line may wrap, the others are cut.
        """
        line = self.query_one("#claims-header", Static)
        # Hidden behind the search, the line has no width; then it is what it was, or will be.
        self._width = line.content_size.width or self._width or self._guess()
        lines: list[Content] = []
        for number, part in enumerate(header):
            cut = part.truncate(self._width, ellipsis=True)
            lead = Row(Cell(part, lines=2)).lines(self._width) if number == 0 else ()
            lines += [line.content for line in lead] or [cut]
        if line.styles.height is None or line.styles.height.value != len(lines):
            line.styles.height = len(lines)
        line.update(Content("\n").join(lines), layout=False)

    def _guess(self) -> int:
        width = self.app.size.width
        return max(20, width - 26 if self.screen.has_class("-narrow") else (width - 38) // 2)

    def _detail(self) -> None:
        claim = self.current
        text = claim_detail(self.library, claim) if claim else Content("")
        self.query_one("#claim-detail", Static).update(text, layout=False)

    def findings_known(self) -> None:
        """Shows beside the claims which of them differ, and how many independent sources say so."""
        if not self.library.findings_known:
            return
        rows = enumerate(self.rows)
        self.list.set_rows({n: self._row(row, n) for n, row in rows if row.claim.sources})
        self._detail()

    def place_cursor(self, row: int) -> None:
        """Puts the cursor on ``row`` without a message."""
        self.list.place_cursor(row)
        self._detail()

    def row_of(self, claim_id: str) -> int | None:
        """The row that shows a claim."""
        return next((n for n, row in enumerate(self.rows) if row.claim.id == claim_id), None)

    def set_marked(self, ids: frozenset[str]) -> None:
        changed = self.marked ^ ids
        self.marked = ids
        rows = enumerate(self.rows)
        self.list.set_rows({n: self._row(row, n) for n, row in rows if row.claim.id in changed})

    # --- what a subject is --------------------------------------------------------------------

    def _entity(self, entity: Entity) -> tuple[Content, Sequence[Content], Sequence[ClaimRow]]:
        kind = self.library.facts.schema.kinds[entity.kind].label.lower()
        title = join((entity.name, "bold"), f" {kind} ")
        stated = [alias.name for alias in entity.aliases if alias.basis == "stated"]
        asserted = [alias.name for alias in entity.aliases if alias.basis != "stated"]
        lines = []
        if stated:
            lines.append(join(("also ", "dim"), " · ".join(stated)))
        if asserted:
            lines.append(join(("editor: same as ", "dim"), (" · ".join(asserted), "italic")))
        rows = [ClaimRow(claim) for claim in entity.claims]
        shown = {claim.id for claim in entity.claims}
        rows += [
            ClaimRow(claim, of=self._entity_name(claim.entity), to=entity.id)
            for claim in self.library.backlinks(entity.id)
            if claim.id not in shown
        ]
        return title, lines, rows

    def _article(self, article: Article) -> tuple[Content, Sequence[Content], Sequence[ClaimRow]]:
        meta = article.metadata
        facts = [
            ("published", meta.dated, meta.reason("published")),
            ("publisher", meta.publisher, meta.reason("publisher")),
            ("author", meta.author, meta.reason("author")),
            ("file", article.file, ""),
        ]
        lines = [label(article.title, "bold")]
        lines += [
            join((f"{name} ", "dim"), value, (f"  inferred: {why}" if why else "", "dim italic"))
            for name, value, why in facts
            if value
        ]
        # Coverage needs the sentences; an article without claims has none to count.
        known = self.library.claims_of(article.file)
        part = self.library.coverage_of(article) if known else Coverage()
        if part.body:
            left = part.body - part.cited - part.excused
            counts = f"{part.cited} of {part.body} sentences cited, {part.excused} excused"
            # Right below the title: of the rest, a low terminal shows nothing.
            lines.insert(1, label(counts + (f", {left} open" if left else ""), "dim"))
        found = {item.claim.id: item.claim for item in self.library.citations_in(article.file)}
        rows = [ClaimRow(claim, of=self._entity_name(claim.entity)) for claim in found.values()]
        title = join((meta.publisher or "Article", "bold"), " article ")
        return title, lines, rows

    def _entity_name(self, entity_id: str) -> str:
        entity = self.library.entity(entity_id)
        return entity.name if entity else entity_id

    # --- rows ---------------------------------------------------------------------------------

    def _row(self, row: ClaimRow, number: int) -> Row:
        previous, marked = self._previous(number), self.marked
        return Row.later(lambda: claim_cells(self.library, row, previous, marked))

    def _previous(self, number: int) -> ClaimRow | None:
        return self.rows[number - 1] if number else None

    def _count(self) -> str:
        own = sum(not row.of for row in self.rows)
        if self.subject and self.subject.kind == "article":
            return f"supports {len(self.rows)} claims"
        count = "1 claim" if own == 1 else f"{own} claims" if own else "no claims"
        return count + (f", {len(self.rows) - own} from others" if len(self.rows) > own else "")

    # --- messages -----------------------------------------------------------------------------

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self._detail()
        self.post_message(ClaimShown(self.rows[event.row].claim.id))

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        self.post_message(ClaimOpened(self.rows[event.row].claim.id))


#: Signs for how a claim differs from others, in the list and in the view of the findings.
DIFFERENCES: dict[FindingKind, str] = {
    "conflict": "≠",
    "precision": "~",
    "change": "Δ",
    "naming": "=",
}
LABEL_WIDTH = 16
SOURCES_WIDTH = 3


def claim_cells(
    library: Library, row: ClaimRow, previous: ClaimRow | None, marked: frozenset[str]
) -> tuple[Cell, ...]:
    """A claim in columns: its property, its value with what limits it, its sources, its basis.

    A property that the row above has too is not repeated, so that differing values of one
    property are seen as a group.
    """
    claim = row.claim
    name = library.property_of(claim).label
    mark = Cell(Content("◆" if claim.id in marked else " "), 1)
    limits = label(" · ".join(_limits(library, claim)), "dim") or None
    count = library.source_count(claim)
    sources = Cell(label(f"{count}×" if count else "", "dim"), SOURCES_WIDTH, right=True)
    basis = Cell(label(_SIGNS[claim.basis] + _difference(library, claim)), 2)
    if row.of:
        if row.to and row.to == claim.value.entity:
            shown = join((f"{BACKLINK} ", "dim"), row.of, (f" · {name}", "dim"))
        else:
            shown = join(row.of, (f" · {name} ", "dim"), library.value_text(claim))
        indented = join("  ", limits) if limits else None
        return mark, Cell(shown, below=indented), sources, basis
    if previous and not previous.of and previous.claim.property == claim.property:
        name = ""
    value = label(library.value_text(claim), "dim" if claim.rank == "deprecated" else "")
    if claim.value.type == "entity":
        value = join(value, (" ↗", "dim"))
    named = Cell(label(name, "dim"), LABEL_WIDTH)
    return mark, named, Cell(value, below=limits), sources, basis


#: Signs for what a claim rests on; a stated one needs none.
_SIGNS = {"stated": " ", "inferred": "≈", "editor": "✎"}


def _differences(library: Library, claim: Claim) -> str:
    """How it differs from others, for each finding that it is part of."""
    found = library.findings_of(claim) if library.findings_known else ()
    return " · ".join(
        item.summary if item.basis == "editor" else FINDING_WORDS[item.kind] for item in found
    )


def _difference(library: Library, claim: Claim) -> str:
    """The sign of the first finding that a claim is part of; a blank while nobody knows."""
    found = library.findings_of(claim) if library.findings_known else ()
    return DIFFERENCES[found[0].kind] if found else " "


def _limits(library: Library, claim: Claim) -> Iterator[str]:
    """What a reader must know besides the value, in a few words each: when and who first."""
    given = claim.qualifiers
    if given.about:
        yield as_of(given.about)
    speaker = library.speaker(claim)
    if speaker:
        yield f"says {speaker}"
    if given.certainty == "planned":
        yield "planned"
    if claim.basis == "inferred":
        yield "inferred"
    if claim.basis == "editor":
        yield "editor's own"
    if claim.rank != "normal":
        yield f"{claim.rank}: {claim.rank_reason.partition(':')[0]}"
    yield from (text for text in (given.role, given.scope) if text)


def claim_detail(library: Library, claim: Claim) -> Content:
    """All that is known of a claim besides its value: one line each."""
    given = claim.qualifiers
    speaker = library.speaker(claim)
    said = ", ".join(text for text in (speaker, words(given.said_on)) if text)
    pairs = (
        ("said by" if speaker else "said on", said),
        ("about", words(given.about)),
        ("role", given.role),
        ("scope", given.scope),
        ("certainty", given.certainty if given.certainty == "planned" else ""),
        ("inferred from", given.inferred_from),
        ("rank", f"{claim.rank}: {claim.rank_reason}" if claim.rank != "normal" else ""),
        ("note", given.note),
        ("basis", "the editor's own, no article says so" if claim.basis == "editor" else ""),
        ("differs", _differences(library, claim)),
        ("EDTF", claim.value.date if claim.value.date != claim.value.text else ""),
        ("published", _published(library, claim)),
        ("id", claim.id),
    )
    return Content("\n").join(join((f"{name} ", "dim"), text) for name, text in pairs if text)


def _published(library: Library, claim: Claim) -> str:
    """Who printed it, and when; an article without a known publisher is named by its file."""
    found = []
    for file in claim.sources:
        source = library.sources.get(file)
        meta = source.metadata if source else Metadata()
        name = meta.publisher or (f"“{meta.title}”" if meta.title else file)
        found.append(" ".join(part for part in (name, meta.dated) if part))
    return " · ".join(found)

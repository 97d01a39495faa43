"""The middle pane: what a subject is called, and the claims about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from lunar_tui.corpus.article import Article
from lunar_tui.facts.coverage import Coverage
from lunar_tui.facts.model import Claim, Entity
from lunar_tui.library import Library
from lunar_tui.tui.claimrows import ClaimRow, claim_cells, claim_detail
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import (
    ClaimOpened,
    ClaimShown,
    PassageOpened,
    PassageShown,
    Subject,
)
from lunar_tui.tui.pane import Pane
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label

if TYPE_CHECKING:
    from lunar_tui.corpus.tally import Naming
    from lunar_tui.tui.mentions import Mentions
    from lunar_tui.tui.passage import NoPassage, Passage


# Rows above the first sentence that names an entity.
_HEADINGS = 2


class Claims(Pane):
    """Shows an entity or an article: a header, and the claims about it or supported by it."""

    def __init__(self, library: Library) -> None:
        super().__init__(id="claims")
        self.library = library
        self.subject: Subject | None = None
        self.rows: tuple[ClaimRow, ...] = ()
        self.mentions: Mentions | None = None
        """Where the entity is named, listed below the claims; None until that is known."""
        self.marked: frozenset[str] = frozenset()
        self._named = False
        self._title = Content("")
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

    @property
    def naming(self) -> Naming | None:
        """The sentence that names the entity, where the cursor is on one."""
        row = self.list.cursor
        items = self.mentions.items if self.mentions else ()
        return items[row - len(self.rows)] if row is not None and row >= len(self.rows) else None

    @property
    def pointed(self) -> str | None:
        """The id of what the cursor is on."""
        pointed = self.current or self.naming
        return pointed.id if pointed else None

    @property
    def mention(self) -> Passage | NoPassage | None:
        """Where the mention under the cursor stands; None on a claim."""
        naming = self.naming
        return self.mentions.passage(naming) if self.mentions and naming else None

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
        self._title = title
        self._head(header)
        self.list.fill([self._row(row, n) for n, row in enumerate(self.rows)], None)
        self._add_mentions()
        self.list.place_cursor(max(cursor, self._first))
        self._entitle()
        self._detail()

    @property
    def _first(self) -> int:
        """The first row that is no heading."""
        return next((n for n, row in enumerate(self.list.rows) if not row.disabled), 0)

    def _entitle(self) -> None:
        # With claims the title is long enough, and the panel beside it says so too.
        summary = self.mentions.summary if self.mentions and not self.rows else ""
        self.entitle(join(self._title, (f"· {self._count()}{summary} ", "dim")))

    def _add_mentions(self) -> None:
        """Lists what names the entity, as far as that is known."""
        self.mentions = None
        if self._named and self.subject and self.subject.kind == "entity":
            from lunar_tui.tui.mentions import Mentions

            self.mentions = Mentions(self.library, self.subject.id)
            if self.mentions.items:
                self.list.extend(list(self.mentions.rows(self.marked)))

    def mentions_known(self) -> bool:
        """Lists what names the entity below its claims; whether the cursor is on that now."""
        self._named = True
        if self.mentions is None:
            self._add_mentions()
            self._entitle()
        if self.list.cursor is None and self.mentions and self.mentions.items:
            self.place_cursor(self._first)
        return self.naming is not None

    def turn(self) -> bool:
        """From the claims to the sentences that name the entity, and back; whether there are."""
        there = bool(self.mentions and self.mentions.items)
        if there:
            back = self.rows and self.naming
            self.place_cursor(0 if back else len(self.rows) + _HEADINGS)
            self.announce()
        return there

    def step(self, step: int) -> None:
        """To the next or previous sentence that names the entity, around the ends."""
        items = self.mentions.items if self.mentions else []
        there = [n for n, item in enumerate(items, len(self.rows)) if item]
        if there:
            here = there.index(self.list.cursor) if self.list.cursor in there else -1
            self.place_cursor(there[(here + step) % len(there)])
            self.announce()

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
        claim, naming = self.current, self.naming
        text = claim_detail(self.library, claim) if claim else Content("")
        if self.mentions and naming:
            text = self.mentions.detail(naming)
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
        new = {n: self._row(row, n) for n, row in rows if row.claim.id in changed}
        if self.mentions:
            for number, naming in enumerate(self.mentions.items, len(self.rows)):
                if naming and naming.id in changed:
                    new[number] = self.mentions.row(naming, ids)
        self.list.set_rows(new)

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
        title = join((meta.publisher, "bold"), " article ") if meta.publisher else label("Article ")
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
        self.announce()

    def announce(self) -> None:
        """Posts what the cursor is on."""
        claim, mention = self.current, self.mention
        if claim:
            self.post_message(ClaimShown(claim.id))
        elif mention:
            self.post_message(PassageShown(mention))

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        claim = self.current
        self.post_message(ClaimOpened(claim.id) if claim else PassageOpened())

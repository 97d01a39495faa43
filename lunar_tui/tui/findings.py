"""The view of the findings: where sources differ, their quotes side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from lunar_tui.facts.model import FINDING_WORDS, Claim, Evidence, Finding
from lunar_tui.library import Library
from lunar_tui.tui.claimrows import DIFFERENCES
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import PassageOpened, PassageShown
from lunar_tui.tui.passage import passage_at
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label
from lunar_tui.tui.view import View

#: Characters of a quote that stay before the words that matter.
_LEAD = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A row: a finding, one of the quotes that it sets side by side, or the blank after them."""

    finding: Finding
    claim: Claim | None = None
    evidence: Evidence | None = None
    number: int = 0
    of: int = 0
    blank: bool = False


class Findings(View):
    """All findings; those of the subject that the user comes from stand first."""

    BINDINGS: ClassVar = [
        Binding("right_square_bracket", "finding(1)", "Next finding", key_display="]/["),
        Binding("left_square_bracket", "finding(-1)", "Previous finding", show=False),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__(id="findings")
        self.library = library
        self.rows: tuple[Shown, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self.entity = ""

    def compose(self) -> ComposeResult:
        yield RowList(id="findings-list")

    def about(self, entity: str, claim: Claim | None) -> None:
        """The subject that the user comes from, and the claim under the cursor there."""
        self.entity = entity
        self._fill()
        known = claim is not None and self.library.findings_known
        wanted = {item.id for item in self.library.findings_of(claim)} if claim and known else set()
        first = next((n for n, row in enumerate(self.rows) if row.finding.id in wanted), 0)
        self.list.place_cursor(first if self.rows else None)

    def library_changed(self) -> None:
        was = self.rows
        self._fill()
        if self.has_focus_within and self.rows != was:
            self.announce()

    def _fill(self) -> None:
        if not self.library.findings_known:
            # What was known before an edit stays until it is known anew.
            if not self.rows:
                text = label("comparing the claims …", "italic")
                self.list.fill([Row(Cell(text), disabled=True)])
            return
        findings = self.library.findings
        own = [finding for finding in findings if self._concerns(finding)]
        others = [finding for finding in findings if not self._concerns(finding)]
        rows: list[Shown] = []
        for finding in (*own, *others):
            if rows:
                rows.append(Shown(finding, blank=True))
            rows.append(Shown(finding))
            pieces = self.library.evidence_of(finding)
            rows += [
                Shown(finding, claim, piece, number, len(pieces))
                for number, (claim, piece) in enumerate(pieces, 1)
            ]
        cursor = self._again(rows)
        self.rows = tuple(rows)
        self.list.fill([self._row(row) for row in rows], cursor)
        here = f", {len(own)} about this" if own else ""
        self.entitle(join("Findings", (f" · {len(findings)} places{here} ", "dim")))

    def _again(self, rows: Sequence[Shown]) -> int:
        """The row of what the cursor was on; of what is gone, the heading nearest to it."""
        here, row = self.current, self.list.cursor or 0
        if here is None:
            return 0
        same = [n for n, one in enumerate(rows) if one.finding.id == here.finding.id]
        near = same or [n for n, one in enumerate(rows) if one.evidence is None and not one.blank]
        exact = [n for n in same if rows[n].number == here.number and not rows[n].blank]
        return min(exact or near, key=lambda n: abs(n - row), default=0)

    def _concerns(self, finding: Finding) -> bool:
        return self.entity in self.library.entities_of(finding)

    # --- rows ---------------------------------------------------------------------------------

    def _row(self, row: Shown) -> Row:
        if row.blank:
            return Row(Cell(Content(" ")), disabled=True)
        return Row.later(lambda: self._cells(row))

    def _cells(self, row: Shown) -> tuple[Cell, ...]:
        finding, piece = row.finding, row.evidence
        if piece is None:
            mark = "◆" if finding.id in self.marked else DIFFERENCES[finding.kind]
            return Cell(label(mark, "bold"), 1), Cell(self._heading(finding))
        value = self.library.value_text(row.claim) if row.claim else ""
        age = self._age(row)
        lead = join(
            (value, "bold"),
            (self.library.source_name(piece.source), "dim"),
            (age, "dim italic"),
            (piece.stance if piece.stance != "supports" else "", "dim italic"),
            sep=" · ",
        )
        quote = label(f"“{excerpt(piece.quote, value)}”")
        return Cell(label(" "), 1), Cell(lead, lines=2, below=quote)

    def _age(self, row: Shown) -> str:
        """Whether a quote is from the oldest or the newest source, as far as their dates tell."""
        file = row.evidence.source if row.evidence else ""
        oldest, newest = self.library.ends_of(row.finding)
        if row.number == 1 and file == oldest:
            return "oldest"
        return "newest" if row.number == row.of and file == newest else ""

    def _heading(self, finding: Finding) -> Content:
        """What differs; of a finding of the program the values follow as rows of their own."""
        kind = (f"{finding.kind} ", "bold $accent")
        if finding.basis == "editor" or not finding.property:
            by = (" · the editor's", "dim italic") if finding.basis == "editor" else ""
            return join(kind, finding.summary, by)
        entity = self.library.entity(finding.entity)
        name = entity.name if entity else finding.entity
        what = self.library.facts.schema.property(finding.property).label
        return join(kind, f"{name} · {what}: {FINDING_WORDS[finding.kind]}")

    def set_marked(self, ids: frozenset[str]) -> None:
        changed = self.marked ^ ids
        self.marked = ids
        self.list.set_rows(
            {
                number: self._row(row)
                for number, row in enumerate(self.rows)
                if row.evidence is None and not row.blank and row.finding.id in changed
            }
        )

    # --- the cursor ---------------------------------------------------------------------------

    @property
    def current(self) -> Shown | None:
        """What the cursor is on."""
        row = self.list.cursor
        return self.rows[row] if row is not None and row < len(self.rows) else None

    @property
    def claim(self) -> Claim | None:
        row = self.current
        if row and row.evidence is None and row.finding.claims:
            return self.library.claim(row.finding.claims[0])
        return row.claim if row else None

    @property
    def finding(self) -> Finding | None:
        row = self.current
        return row.finding if row and row.claim is None else None

    @property
    def state(self) -> object:
        return self.entity

    def restore(self, state: object, row: int | None) -> None:
        if isinstance(state, str) and state != self.entity:
            self.entity = state
            self._fill()
        super().restore(state, row)

    @property
    def pointed(self) -> str | None:
        row = self.current
        return row.finding.id if row else None

    def action_finding(self, step: int) -> None:
        """To the next or previous finding."""
        heads = [n for n, row in enumerate(self.rows) if row.evidence is None and not row.blank]
        here = self.list.cursor or 0
        after = [n for n in heads if n > here] if step > 0 else [n for n in heads if n < here]
        if after:
            self.list.place_cursor(after[0] if step > 0 else after[-1])
            self.announce()

    def step(self, step: int) -> None:
        """To the next or previous quote, around the ends."""
        quotes = [number for number, row in enumerate(self.rows) if row.evidence]
        self.walk(quotes, step)

    def announce(self) -> None:
        row = self.current
        if row is None:
            return
        if row.evidence is None:
            # On the finding itself the article shows the first of its quotes.
            first = next(
                (other for other in self.rows if other.finding is row.finding and other.evidence),
                None,
            )
            row = first or row
        if row.evidence:
            caption = f"{row.finding.kind} · quote {row.number} of {row.of}"
            self.post_message(PassageShown(passage_at(self.library, row.evidence, caption)))

    def open_row(self) -> None:
        row = self.current
        if row is not None:
            self.post_message(PassageOpened())


def excerpt(quote: str, value: str) -> str:
    """A quote on one line; a long lead before the words of ``value`` is cut."""
    text = " ".join(quote.split())
    folded = text.casefold()
    words = sorted(re.findall(r"[^\W_]+(?:[.,][0-9]+)*", value.casefold()), key=len, reverse=True)
    places = [
        folded.find(value.casefold()),
        *(folded.find(word) for word in words if len(word) > 1),
    ]
    at = next((place for place in places if place >= 0), 0)
    if at <= 2 * _LEAD:
        return text
    return f"… {text[text.rfind(' ', 0, at - _LEAD) + 1 :]}"

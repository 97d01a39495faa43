"""The view of the anchors: quotes that do not stand word for word, with what stands there now."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from lunar_tui.anchorage import Standing, as_chosen
from lunar_tui.display import shortened
from lunar_tui.export.anchoring import owner
from lunar_tui.facts.contrast import Contrast, Run, contrast
from lunar_tui.facts.model import Claim, Evidence
from lunar_tui.facts.quoted import Piece
from lunar_tui.facts.reanchoring import Candidate
from lunar_tui.facts.requoting import Quote, requote_all
from lunar_tui.library import Library
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import EditAsked, PassageOpened, PassageShown
from lunar_tui.tui.passage import NoPassage, Passage
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label
from lunar_tui.tui.view import View

_ALL_WELL = "Every quote stands where it stood."
_LOOKING = "looking for the quotes …"
_SIGNS = {"moved": "→", "doubtful": "?", "lost": "×"}
_LEFT = "–"
_OLD, _NEW = ("[-", "-]"), ("{+", "+}")
_CAPTION = 60
_LEAD = 24
"""Characters of a quote that stay before the first word that differs."""


class Listed(NamedTuple):
    """A row: the heading of an article, a quote of it, or one of the places where it may be."""

    file: str
    standing: Standing | None = None
    number: int = 0

    @property
    def candidate(self) -> Candidate | None:
        """The place that the row shows: of a quote, the best."""
        found = self.standing.found.candidates if self.standing else ()
        return found[max(0, self.number - 1)] if found else None


class Anchors(View):
    """All quotes that do not stand word for word, by article, each with its candidates."""

    BINDINGS: ClassVar = [
        *(
            Binding(str(n), f"choose({n})", "Take it", key_display="enter 1…9", show=n == 1)
            for n in range(1, 10)
        ),
        Binding("0", "leave", "Leave it", tooltip="Leave the quote as it is, for now"),
        Binding("plus", "accept_all", "All that moved", key_display="+"),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__(id="anchors")
        self.library = library
        self.rows: tuple[Listed, ...] = ()
        self.left: set[str] = set()
        """The ids of quotes that the user has left as they are."""
        self.marked: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        yield RowList(id="anchors-list")
        yield Static(id="anchor-detail")

    def about(self, entity: str, claim: Claim | None) -> None:
        """Puts the cursor on a quote of the claim that the user comes from, if one is here."""
        self._fill()
        wanted = claim.id if claim else ""
        rows = enumerate(self.rows)
        quotes = [(n, row.standing) for n, row in rows if row.standing and not row.number]
        own = (n for n, one in quotes if any(piece.owner == wanted for piece in one.pieces))
        self.list.place_cursor(next(own, quotes[0][0] if quotes else None))

    def library_changed(self) -> None:
        was, state, row = self.rows, self.state, self.list.cursor
        self._fill()
        if self.rows != was:
            self.restore(state, row)
            if self.has_focus_within:
                self.announce()

    @property
    def state(self) -> object:
        """The quote that the cursor is on, and which of its places."""
        row = self.current
        return (row.standing.id, row.number) if row and row.standing else None

    def restore(self, state: object, row: int | None) -> None:
        """Puts the cursor on the same quote; where it is mended, on the one that is there now."""
        places = {
            (one.standing.id, one.number): n for n, one in enumerate(self.rows) if one.standing
        }
        here = next((n for known, n in places.items() if known == state), None)
        if here is None:
            quotes = [n for (_, number), n in places.items() if not number]
            above = [n for n in quotes if n <= (row or 0)]
            here = above[-1] if above else next(iter(quotes), None)
        self.list.place_cursor(here)
        self._detail()

    def _fill(self) -> None:
        cursor = self.list.cursor
        if self.library.hasty:
            self._say(_LOOKING)
            return
        standings = self.library.anchorage.standings
        rows: list[Listed] = []
        for file, items in groupby(standings, key=lambda item: item.evidence.source):
            rows.append(Listed(file))
            for item in items:
                rows.append(Listed(file, item))
                # Of one candidate all is said beside the quote.
                count = len(item.found.candidates)
                rows += [Listed(file, item, n) for n in range(1, count + 1) if count > 1]
        self.rows = tuple(rows)
        if not rows:
            self._say(_ALL_WELL)
            return
        self.list.fill([self._row(row) for row in rows], cursor)
        states = [item.state for item in standings]
        counts = [f"{states.count(name)} {name}" for name in _SIGNS if name in states]
        self.entitle(join("Quotes", (f" · {', '.join(counts)} ", "dim")))

    def _say(self, text: str) -> None:
        self.rows = ()
        self.entitle(label("Quotes "))
        self.list.fill([Row(Cell(label(text, "italic"), lines=2), disabled=True)], None)
        self._detail()

    # --- rows ---------------------------------------------------------------------------------

    def _row(self, row: Listed) -> Row:
        if row.standing is None:
            return Row(Cell(label(self.library.source_name(row.file))), disabled=True)
        return Row.later(lambda: self._cells(row))

    def _cells(self, row: Listed) -> tuple[Cell, ...]:
        item, candidate = row.standing, row.candidate
        if item is None:
            return ()
        words = label(f"“{self._blended(row)}”")
        if row.number and candidate:
            why = "; ".join(candidate.differs) or item.found.reason
            below = join((f"line {self._line(row)} · ", "dim"), (why, "dim italic"))
            number = Cell(label(str(row.number), "bold"), 1)
            return Cell(label(""), 1), number, Cell(words, lines=2, below=below)
        sign = _LEFT if item.id in self.left else _SIGNS[item.state]
        count = f" ({len(item.pieces)})" if len(item.pieces) > 1 else ""
        lead = join((item.state, "bold $accent"), f"{count} {self._owner(item.pieces[0])}")
        return Cell(label(sign, "bold"), 1), Cell(lead, lines=1, below=words)

    def _owner(self, piece: Piece) -> str:
        """What has the quote, by its name."""
        claim = self.library.claim(piece.owner) if piece.part == "claim" else None
        entity = self.library.entity(piece.entity)
        if claim is None or entity is None:
            return owner(self.library, piece)
        what = self.library.property_of(claim).label
        return f"{entity.name} · {what} {self.library.value_text(claim)}"

    def _blended(self, row: Listed) -> str:
        """The old and the new words in one; a long lead before what differs is cut."""
        text = self._contrast(row).blended
        places = [at for at in (text.find("[-"), text.find("{+")) if at >= 0]
        at = min(places, default=0)
        if at <= 2 * _LEAD:
            return text
        return f"… {text[text.rfind(' ', 0, at - _LEAD) + 1 :]}"

    def _contrast(self, row: Listed) -> Contrast:
        quote = row.standing.evidence.quote if row.standing else ""
        article, candidate = self.library.article(row.file), row.candidate
        if article is None or candidate is None:
            words = " ".join(quote.split())
            return Contrast(words, words, ())
        return contrast(quote, article.display[candidate.start : candidate.end])

    def _line(self, row: Listed) -> int:
        article, candidate = self.library.article(row.file), row.candidate
        return article.line_of(candidate.start) if article and candidate else 0

    def set_marked(self, ids: frozenset[str]) -> None:
        self.marked = ids

    # --- the cursor ---------------------------------------------------------------------------

    @property
    def current(self) -> Listed | None:
        """What the cursor is on."""
        row = self.list.cursor
        return self.rows[row] if row is not None and row < len(self.rows) else None

    @property
    def claim(self) -> Claim | None:
        row = self.current
        pieces = row.standing.pieces if row and row.standing else ()
        found = (self.library.claim(piece.owner) for piece in pieces if piece.part == "claim")
        return next(filter(None, found), None)

    @property
    def pointed(self) -> str | None:
        claim = self.claim
        return claim.id if claim else None

    def announce(self) -> None:
        row = self.current
        self._detail()
        if row is None or row.standing is None:
            self.post_message(PassageShown(NoPassage(_ALL_WELL)))
            return
        found, candidate = row.standing.found, row.candidate
        if self.library.article(row.file) is None:
            self.post_message(
                PassageShown(NoPassage(f"{found.reason[:1].upper()}{found.reason[1:]}."))
            )
        elif candidate is None:
            self.post_message(PassageShown(Passage(row.file, caption=f"lost: {found.reason}")))
        else:
            number, count = max(1, row.number), len(found.candidates)
            place = f"place {number} of {count}" if count > 1 else found.reason
            caption = f"{found.state}: {shortened(place, _CAPTION)}"
            span = (candidate.start, candidate.end)
            self.post_message(PassageShown(Passage(row.file, span, caption=caption)))

    def _detail(self) -> None:
        """Below the list: the words as they were and as they are now, whole, and why."""
        row = self.current
        lines: list[Content] = []
        if row and row.standing:
            both = self._contrast(row)
            lines = [_said("was ", both.old_runs, _OLD)]
            candidate = row.candidate
            if candidate:
                lines.append(_said("now ", both.new_runs, _NEW))
                differs = "; ".join(candidate.differs)
                why = differs or row.standing.found.reason
                lines.append(join((f"line {self._line(row)}", "dim"), (why, "italic"), sep=" · "))
            else:
                lines.append(label(row.standing.found.reason, "italic"))
            lines += [label(self._owner(piece), "dim") for piece in row.standing.pieces]
        self.query_one("#anchor-detail", Static).update(Content("\n").join(lines), layout=False)

    def step(self, step: int) -> None:
        """To the next or previous quote, around the ends."""
        quotes = [n for n, row in enumerate(self.rows) if row.standing and not row.number]
        self.walk(quotes, step)

    # --- judging ------------------------------------------------------------------------------

    def open_row(self) -> None:
        """Takes the candidate that is shown; where there are several, it must be chosen first.

        Of a quote that is lost, it goes into the article, to be read.
        """
        row = self.current
        if row is None or row.standing is None:
            return
        count = len(row.standing.found.candidates)
        if not count:
            self.post_message(PassageOpened())
        elif row.number or count == 1:
            self.action_choose(max(1, row.number))
        else:
            self.list.action_move(1)

    def action_choose(self, number: int) -> None:
        """Takes candidate ``number`` of the quote that the cursor is on."""
        row = self.current
        item = row.standing if row else None
        article = self.library.article(row.file) if row else None
        if item is None or article is None or number > len(item.found.candidates):
            return
        candidate = item.found.candidates[number - 1]
        evidence = as_chosen(article.text, item, candidate)
        if evidence is None:
            message = "Too many places have these words; quote more of them by hand"
            self.notify(message, markup=False, severity="warning")
            return
        quote = item.quote
        what = (
            f"quote mended, in {len(item.pieces)} places"
            if len(item.pieces) > 1
            else "quote mended"
        )
        unsaid = self._unsaid(item, evidence) if candidate.differs else ""
        self._ask(f"{what}; {unsaid}" if unsaid else what, {quote: evidence})

    def _unsaid(self, item: Standing, evidence: Evidence) -> str:
        """What claims say in words that the old quote has and the new one has not."""
        claims = (self.library.claim(piece.owner) for piece in item.pieces)
        words = [
            claim.value.text
            for claim in claims
            if claim
            and claim.value.text in item.evidence.quote
            and claim.value.text not in evidence.quote
        ]
        said = " and ".join(f"“{text}”" for text in dict.fromkeys(words) if text)
        return f"a claim still says {said}, go there and press E" if said else ""

    def action_accept_all(self) -> None:
        """Takes all quotes that moved where they are now."""
        standings = {row.standing.id: row.standing for row in self.rows if row.standing}
        moved = [item for item in standings.values() if item.state == "moved"]
        new = {item.quote: item.found.evidence for item in moved if item.id not in self.left}
        if new:
            what = "1 quote mended" if len(new) == 1 else f"{len(new)} quotes mended"
            self._ask(what, new)

    def _ask(self, what: str, new: dict[Quote, Evidence]) -> None:
        if self.library.day:
            self.notify("What was known on a day in the past is not edited; go to the present.")
        else:
            self.post_message(EditAsked(what, lambda book: requote_all(book, new)))

    def action_leave(self) -> None:
        """Leaves the quote as it is, and goes on to the next; once more takes that back."""
        row = self.current
        if row is None or row.standing is None:
            return
        self.left ^= {row.standing.id}
        here = next(n for n, one in enumerate(self.rows) if one.standing is row.standing)
        self.list.set_row(here, self._row(self.rows[here]))
        if row.standing.id in self.left:
            self.step(1)


def _said(lead: str, runs: tuple[Run, ...], marks: tuple[str, str]) -> Content:
    opening, closing = marks
    parts = [
        (f"{opening}{run.text}{closing}", "bold $accent") if run.differs else run.text
        for run in runs
    ]
    return join((lead, "dim"), *parts)

"""The details of a claim, with every quote in full; of a hit, why it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from lunar_tui.export import reasons
from lunar_tui.facts.model import Claim
from lunar_tui.library import Library
from lunar_tui.search.engine import Explanation, Hit, Results, SearchError
from lunar_tui.tui.claimrows import claim_detail
from lunar_tui.tui.finder import TYPING
from lunar_tui.tui.hits import highlighted
from lunar_tui.tui.pages import TextPage
from lunar_tui.tui.reading import headline
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label

_WHERE, _NUMBER = 18, 6


class _Fitted(TextPage):
    """A page whose text is made for its width."""

    def __init__(self, make: Callable[[int], Content]) -> None:
        super().__init__(Content(""))
        self._make = make

    def set_lines(self) -> None:
        self.text = self._make(self.text_width)
        super().set_lines()


class _Page(ModalScreen[None]):
    """One thing on a page of its own."""

    BINDINGS: ClassVar = [Binding("escape,q,i", "dismiss", "Close", id="details-close")]
    HEADING: ClassVar = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="details") as box:
            box.border_title = Content(self.HEADING)
            box.border_subtitle = Content("esc closes")
            yield _Fitted(self.text)

    def on_mount(self) -> None:
        self.query_one(TextPage).focus()

    def text(self, width: int) -> Content:
        """What stands on the page, which is so many cells wide."""
        raise NotImplementedError


class Details(_Page):
    """One claim."""

    HEADING = "Claim"

    def __init__(self, library: Library, claim: Claim) -> None:
        super().__init__()
        self.library = library
        self.claim = claim

    def text(self, width: int) -> Content:
        return _claim_text(self.library, self.claim)


class HitDetails(_Page):
    """One hit: why it was found, and why at its place."""

    HEADING = "Why it was found"

    def __init__(self, library: Library, results: Results, hit: Hit) -> None:
        super().__init__()
        self.library = library
        self.results = results
        self.hit = hit
        self._why: Explanation | str = "…"

    def on_mount(self) -> None:
        super().on_mount()
        self._explain()

    @work(thread=True, exit_on_error=False)
    def _explain(self) -> None:
        """Asks beside the event loop: it takes as long as a search."""
        hit = self.hit
        place = (hit.source, hit.start, hit.end)
        why: Explanation | str
        try:
            (found,) = self.library.explain(self.results.query, [place], typing=TYPING)
            why = found or "The articles have changed since: search again."
        except SearchError as error:
            why = str(error)
        except Exception as error:  # noqa: BLE001 - said on the page, which is of use without it
            why = f"the reasons cannot be told ({type(error).__name__})"
        self.app.call_from_thread(self._show, why)

    def _show(self, why: Explanation | str) -> None:
        self._why = why
        if self.is_attached:
            page = self.query_one(TextPage)
            page.set_lines()
            page.repaint()

    def text(self, width: int) -> Content:
        hit, why = self.hit, self._why
        article = self.library.article(hit.source)
        place = reasons.place_of(hit, self.results.hits.index(hit) + 1, self.results.total)
        parts = [
            headline(article) if article else label(hit.source),
            Content(""),
            highlighted(hit.text, hit.start, hit.highlights),
            Content(""),
            join((place, "bold"), " · ", self.results.query),
            Content(""),
        ]
        if isinstance(why, str):
            parts.append(label(why, "italic"))
        else:
            parts += [*_table(hit, why, width), *map(label, reasons.remarks(why))]
        if hit.copies:
            parts += [Content(""), label("Alike, and folded away", "bold $accent")]
            parts += [line for copy in hit.copies for line in _copy(self.library, copy)]
        return Content("\n").join(parts)


def _table(hit: Hit, why: Explanation, width: int) -> Iterator[Content]:
    """The reasons in columns, as wide as the page."""
    lines = reasons.table(hit, why)
    if not lines:
        return
    widest = max(len(line.typed) for line in (*lines, reasons.HEADINGS))
    for number, line in enumerate((reasons.HEADINGS, *lines)):
        style = "" if number else "dim"
        row = Row(
            Cell(label(line.typed, style or "bold $accent"), min(widest, width // 4)),
            Cell(label(line.found, style)),
            Cell(label(line.where, style), _WHERE),
            Cell(label(line.rarity, style), _NUMBER, right=True),
            Cell(label(line.points, style), _NUMBER, right=True),
        )
        yield from (pieces.content for pieces in row.lines(width))
    yield Content("")


def _copy(library: Library, copy: tuple[str, int, int]) -> Iterator[Content]:
    file, start, end = copy
    article = library.article(file)
    yield headline(article) if article else label(file)
    if article:
        yield label(f"“{article.display[start:end]}”")
        yield label(f"{file}, line {article.line_of(start)}", "dim")


def _claim_text(library: Library, claim: Claim) -> Content:
    entity = library.entity(claim.entity)
    name = entity.name if entity else claim.entity
    what = library.property_of(claim).label
    parts = [
        join((name, "bold $accent"), f" · {what}"),
        join((library.value_text(claim), "bold")),
        Content(""),
        claim_detail(library, claim),
    ]
    parts += [Content(""), label(_voices(library, claim), "italic")]
    repeats = {
        repeat.evidence: repeat for voice in library.attestations(claim) for repeat in voice.repeats
    }
    for number, citation in enumerate(library.citations(claim), 1):
        article = library.article(citation.evidence.source)
        state = "" if citation.anchor.state == "exact" else f" · {citation.anchor.state}"
        source = headline(article) if article else join(citation.evidence.source)
        parts += [
            Content(""),
            join((f"{number}  {citation.evidence.stance}{state}  ", "dim"), source),
            join(f"“{citation.evidence.quote}”"),
        ]
        if citation.evidence in repeats:
            parts.append(label(repeats[citation.evidence].reason, "italic"))
        if article and citation.anchor.state != "lost":
            line = article.line_of(citation.anchor.start)
            parts.append(join((f"{article.file}, line {line}", "dim")))
    for finding in library.findings_of(claim) if library.findings_known else ():
        by = " (the editor's)" if finding.basis == "editor" else ""
        parts += [Content(""), join((f"{finding.kind}{by} ", "bold $accent"), finding.summary)]
    return Content("\n").join(parts)


def _voices(library: Library, claim: Claim) -> str:
    """How many say so independently: what is printed twice counts once."""
    voices = library.attestations(claim)
    if not claim.sources:
        return "the editor's own: no source says so"
    quotes = sum(piece.stance == "supports" for piece in claim.evidence)
    said = "1 independent source" if len(voices) == 1 else f"{len(voices)} independent sources"
    return f"{said}, {quotes} quotes" if quotes > len(voices) else said

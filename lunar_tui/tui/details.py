"""The details of a claim: everything that is known of it, with every quote in full."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from lunar_tui.facts.model import Claim
from lunar_tui.library import Library
from lunar_tui.tui.claims import claim_detail
from lunar_tui.tui.pages import TextPage
from lunar_tui.tui.reading import headline
from lunar_tui.tui.text import join, label


class Details(ModalScreen[None]):
    """One claim on a page of its own."""

    BINDINGS: ClassVar = [Binding("escape,q,i", "dismiss", "Close", id="details-close")]

    def __init__(self, library: Library, claim: Claim) -> None:
        super().__init__()
        self.library = library
        self.claim = claim

    def compose(self) -> ComposeResult:
        with Vertical(id="details") as box:
            box.border_title = Content("Claim")
            box.border_subtitle = Content("esc closes")
            yield TextPage(_text(self.library, self.claim))

    def on_mount(self) -> None:
        self.query_one(TextPage).focus()


def _text(library: Library, claim: Claim) -> Content:
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

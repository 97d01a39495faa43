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
from lunar_tui.tui.text import join


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
    label = library.property_of(claim).label
    parts = [
        join((name, "bold $accent"), f" · {label}"),
        join((library.value_text(claim), "bold")),
        Content(""),
        claim_detail(library, claim),
    ]
    for number, citation in enumerate(library.citations(claim), 1):
        article = library.article(citation.evidence.source)
        state = "" if citation.anchor.state == "exact" else f" · {citation.anchor.state}"
        source = headline(article) if article else join(citation.evidence.source)
        parts += [
            Content(""),
            join((f"{number}  {citation.evidence.stance}{state}  ", "dim"), source),
            join(f"“{citation.evidence.quote}”"),
        ]
        if article and citation.anchor.state != "lost":
            line = article.line_of(citation.anchor.start)
            parts.append(join((f"{article.file}, line {line}", "dim")))
    return Content("\n").join(parts)

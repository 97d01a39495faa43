"""What the reader is asked to show."""

from __future__ import annotations

from typing import NamedTuple

from lunar_tui.facts.model import Claim
from lunar_tui.library import Library

Span = tuple[int, int]


class Passage(NamedTuple):
    """A place in an article.

    ``focus`` is centred and highlighted; ``others`` are further pieces of evidence of the same
    claim in the same article; ``matches`` are the words that a search found. ``caption`` says what
    this is, for example "evidence 1 of 4".
    """

    file: str
    focus: Span | None = None
    others: tuple[Span, ...] = ()
    matches: tuple[Span, ...] = ()
    caption: str = ""


class NoPassage(NamedTuple):
    """There is nothing to show in an article, and why."""

    reason: str


def passage_of(
    library: Library, claim: Claim | None, number: int = 0, first: str = ""
) -> Passage | NoPassage:
    """Piece ``number`` of the evidence of ``claim``, counted from 0 and around the end.

    Evidence in the article ``first`` comes before the rest.
    """
    if claim is None:
        return NoPassage("There is no claim about this yet.")
    citations = sorted(library.citations(claim), key=lambda item: item.evidence.source != first)
    if not citations:
        return NoPassage("The editor's own claim: no article says so.")
    chosen = citations[number % len(citations)]
    quote, file = chosen.evidence.quote, chosen.evidence.source
    if library.article(file) is None:
        return NoPassage(f"The article {file} is missing. Its quote: {quote}")
    if chosen.anchor.state == "lost":
        return NoPassage(f"This quote is not found in {file}: {quote}")
    caption = f"evidence {number % len(citations) + 1} of {len(citations)}"
    if chosen.evidence.stance != "supports":
        caption = f"{chosen.evidence.stance} · {caption}"
    if chosen.anchor.state != "exact":
        caption = f"{chosen.anchor.state}: {chosen.anchor.candidates} places · {caption}"
    others = tuple(
        (item.anchor.start, item.anchor.end)
        for item in citations
        if item is not chosen and item.evidence.source == file and item.anchor.state != "lost"
    )
    return Passage(file, (chosen.anchor.start, chosen.anchor.end), others, caption=caption)

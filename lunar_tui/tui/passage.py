"""What the reader is asked to show."""

from __future__ import annotations

from typing import NamedTuple

from lunar_tui.facts.model import Claim, Evidence
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
    file = chosen.evidence.source
    caption = f"evidence {number % len(citations) + 1} of {len(citations)}"
    spot = passage_at(library, chosen.evidence, caption)
    if isinstance(spot, NoPassage):
        return spot
    others = tuple(
        (item.anchor.start, item.anchor.end)
        for item in citations
        if item is not chosen and item.evidence.source == file and item.anchor.certain
    )
    return spot._replace(others=others)


def passage_at(library: Library, evidence: Evidence, caption: str) -> Passage | NoPassage:
    """Where one quote stands; ``caption`` says what it is."""
    anchor = library.locate(evidence)
    if library.article(evidence.source) is None:
        return NoPassage(f"The article {evidence.source} is missing. Its quote: {evidence.quote}")
    if anchor.state == "lost":
        return NoPassage(f"This quote is not found in {evidence.source}: {evidence.quote}")
    if anchor.state == "moved":
        caption = f"moved: {anchor.reason} · {caption}"
    elif anchor.state == "doubtful":
        # Of one that stands there in other words, what differs counts.
        why = anchor.reason or f"{anchor.candidates} places"
        caption = f"doubtful: {why} · {caption}"
    if evidence.stance != "supports":
        caption = f"{evidence.stance} · {caption}"
    return Passage(evidence.source, (anchor.start, anchor.end), caption=caption)

"""Requoting: other words for quotes that no longer stand in their articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Draft, Edit
from lunar_tui.facts.model import Entity, Evidence
from lunar_tui.facts.spans import EditError

Quote = tuple[str, str, str, str]
"""Article, words, prefix and suffix: what finds the place of a piece of evidence."""


def quote_of(evidence: Evidence) -> Quote:
    """What finds the place of ``evidence``."""
    return evidence.source, evidence.quote, evidence.prefix, evidence.suffix


def requote_all(book: Book, new: Mapping[Quote, Evidence]) -> Edit:
    """Gives each of several quotes its new words, prefix and suffix, wherever it is written down.

    In claims, aliases, findings, excuses and zones: the same quote of one article is one place.

    Raises:
        EditError: one of the quotes is nowhere, or would have no words.
    """
    left = set(new)

    def requoted(piece: Evidence) -> Evidence:
        quote = quote_of(piece)
        wanted = new.get(quote)
        if wanted is None:
            return piece
        left.discard(quote)
        return piece._replace(quote=wanted.quote, prefix=wanted.prefix, suffix=wanted.suffix)

    if not all(piece.quote.strip() for piece in new.values()):
        raise EditError("a quote needs words")
    draft = Draft(book)
    redraft(draft, requoted)
    if left:
        source, words, *_ = min(left)
        raise EditError(f'{source}: nothing quotes "{words[:60]}" any more; read it again')
    return draft.finish()


def redraft(draft: Draft, requoted: Callable[[Evidence], Evidence]) -> None:
    """Puts ``requoted`` of every quote of a book in its place."""
    book = draft.book
    for entity in book.facts.entities.values():
        if (made := _requoted(entity, requoted)) != entity:
            draft.entity(entity, made)
    for finding in book.facts.findings:
        pieces = tuple(map(requoted, finding.evidence))
        if pieces != finding.evidence:
            draft.finding(finding._replace(evidence=pieces))
    for source in book.sources.values():
        excused = tuple(one._replace(quote=requoted(one.quote)) for one in source.excused)
        zones = tuple(
            mark._replace(quote=requoted(mark.quote)) if mark.quote else mark
            for mark in source.zones
        )
        if (excused, zones) != (source.excused, source.zones):
            draft.source(source, source._replace(excused=excused, zones=zones))


def _requoted(entity: Entity, requoted: Callable[[Evidence], Evidence]) -> Entity:
    aliases = tuple(
        alias._replace(evidence=tuple(map(requoted, alias.evidence))) for alias in entity.aliases
    )
    claims = tuple(
        claim._replace(evidence=tuple(map(requoted, claim.evidence))) for claim in entity.claims
    )
    return entity._replace(aliases=aliases, claims=claims)

"""Every quote that is written down in a workspace, with what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from lunar_tui.facts.model import Evidence, Facts, Source

Part = Literal["claim", "alias", "finding", "excused", "zone"]


class Piece(NamedTuple):
    """A piece of evidence and what it belongs to.

    ``owner``: the id of a claim or finding, the name of an alias, the reason of an excuse, the name
    of a zone. ``entity``: whose claim or alias it is; else empty.
    """

    part: Part
    owner: str
    entity: str
    evidence: Evidence


def pieces_of(facts: Facts, sources: Mapping[str, Source]) -> Iterator[Piece]:
    """All of them: those of entities, of the editor's findings, of articles."""
    for entity in facts.entities.values():
        for alias in entity.aliases:
            for piece in alias.evidence:
                yield Piece("alias", alias.name, entity.id, piece)
        for claim in entity.claims:
            for piece in claim.evidence:
                yield Piece("claim", claim.id, entity.id, piece)
    for finding in facts.findings:
        for piece in finding.evidence:
            yield Piece("finding", finding.id, "", piece)
    for source in sources.values():
        for excuse in source.excused:
            yield Piece("excused", excuse.reason, "", excuse.quote)
        for mark in source.zones:
            if mark.quote:
                yield Piece("zone", mark.zone, "", mark.quote)

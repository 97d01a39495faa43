"""The JSON shapes of the command line: a public contract, names and meanings stay.

Texts are as in the files, without cleaning: JSON escapes control characters itself. ``amount`` is
a string with the digits as written (``"1731"``, ``"1.50"``), because a JSON number would lose
them. ``start`` and ``end`` are code points of the article; for a quote that is ``lost`` both are
null, for one that is ``doubtful`` they are the first of ``candidates`` places. One that ``moved``
stands there in other words, or among others: ``reason`` says which.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lunar_tui.checking import Check
from lunar_tui.corpus.article import Article
from lunar_tui.facts.model import Alias, Claim, Entity, Evidence, Finding, Value
from lunar_tui.library import Library

if TYPE_CHECKING:
    from lunar_tui.facts.clocks import Clocks
    from lunar_tui.facts.timeline import Event

Shape = dict[str, Any]


def entity(library: Library, item: Entity) -> Shape:
    kind = library.facts.schema.kinds.get(item.kind)
    return {
        "id": item.id,
        "kind": item.kind,
        "kind_label": kind.label if kind else item.kind,
        "name": item.name,
        "aliases": [_alias(library, alias) for alias in item.aliases],
        "claims": [claim(library, one) for one in item.claims],
        "connections": list(_connections(library, item)),
        "file": item.place.file,
        "line": item.place.line,
    }


def _connections(library: Library, item: Entity) -> Iterator[Shape]:
    """One for each claim: ``direction`` is ``to`` the other entity, or ``from`` it."""
    for connection in library.connections(item.id):
        other = library.entity(connection.entity)
        for link in connection.claims:
            known = library.property_of(link)
            yield {
                "entity": connection.entity,
                "name": other.name if other else connection.entity,
                "property": known.id,
                "label": known.label,
                "direction": "to" if link in connection.outgoing else "from",
                "claim": link.id,
            }


def _alias(library: Library, alias: Alias) -> Shape:
    return {
        "name": alias.name,
        "language": alias.language,
        "basis": alias.basis,
        "evidence": [evidence(library, piece) for piece in alias.evidence],
    }


def claim(library: Library, item: Claim) -> Shape:
    return {
        "id": item.id,
        "entity": item.entity,
        "property": item.property,
        "label": library.property_of(item).label,
        "value": value(item.value, library.value_text(item)),
        "qualifiers": item.qualifiers.given(),
        "basis": item.basis,
        "rank": item.rank,
        "rank_reason": item.rank_reason,
        "clocks": _clocks(library.clocks(item)),
        "independent_sources": len(library.attestations(item)),
        "evidence": list(_evidence(library, item)),
        "file": item.place.file,
        "line": item.place.line,
    }


def _clocks(found: Clocks) -> Shape:
    published = [{"source": file, "date": date} for file, date in found.published]
    return {
        "about": found.about,
        "said_by": found.said_by,
        "said_on": found.said_on,
        "published": published,
    }


def _evidence(library: Library, item: Claim) -> Iterator[Shape]:
    """``repeats``: the place of the quote whose words it only prints again."""
    origins = {
        repeat.evidence: repeat.of
        for voice in library.attestations(item)
        for repeat in voice.repeats
    }
    for piece in item.evidence:
        shape = evidence(library, piece)
        if piece in origins:
            spot = library.locate(origins[piece])
            shape["repeats"] = f"{origins[piece].source}:{spot.start}-{spot.end}"
        yield shape


def value(value: Value, text: str) -> Shape:
    shape: Shape = {"type": value.type, "text": text}
    if value.type == "date":
        shape["date"] = value.date
    elif value.type == "quantity":
        shape["amount"] = None if value.amount is None else str(value.amount)
        shape["unit"] = value.unit
        shape["accuracy"] = value.accuracy
    elif value.type == "entity":
        shape["entity"] = value.entity
    return shape


def evidence(library: Library, piece: Evidence) -> Shape:
    spot = library.locate(piece)
    found = spot.state != "lost"
    shape: Shape = {
        "source": piece.source,
        "start": spot.start if found else None,
        "end": spot.end if found else None,
        "quote": piece.quote,
        "stance": piece.stance,
        "anchor": spot.state,
    }
    if spot.state == "doubtful":
        shape["candidates"] = spot.candidates
    if spot.reason:
        shape["reason"] = spot.reason
    return shape


def finding(library: Library, item: Finding) -> Shape:
    """``evidence``: the quotes side by side, the oldest source first.

    ``oldest_source`` and ``newest_source`` are null where the dates of publication do not tell.
    """
    pieces = library.evidence_of(item)
    oldest, newest = library.ends_of(item)
    return {
        "id": item.id,
        "kind": item.kind,
        "entity": item.entity,
        "property": item.property,
        "summary": item.summary,
        "basis": item.basis,
        "claims": list(item.claims),
        "evidence": [
            {**evidence(library, piece), "claim": claim.id if claim else None}
            for claim, piece in pieces
        ],
        "oldest_source": oldest or None,
        "newest_source": newest or None,
    }


def event(library: Library, item: Event) -> Shape:
    """``earliest`` and ``latest`` are days, null where the date is open or has no day.

    ``year`` is what the event is listed under: ``2020``, ``the 2040s``.
    """
    from lunar_tui.facts.timeline import year_of

    found = item.claim
    subject = library.entity(found.entity)
    return {
        "date": item.date,
        "precision": item.precision,
        "approximate": item.approximate,
        "earliest": item.earliest.isoformat() if item.earliest else None,
        "latest": item.latest.isoformat() if item.latest else None,
        "year": year_of(item),
        "tense": item.tense,
        "text": library.value_text(found),
        "entity": found.entity,
        "name": subject.name if subject else found.entity,
        "property": found.property,
        "label": library.property_of(found).label,
        "claim": found.id,
        "basis": found.basis,
        "rank": found.rank,
        "sources": list(found.sources),
    }


def article(library: Library, item: Article, *, sentences: bool = False) -> Shape:
    """``cited_sentences`` and ``excused_sentences`` are counted among ``body_sentences``.

    Each of ``sentence_spans`` names the claims that it supports and the entities that it mentions.
    """
    meta, counts = item.metadata, library.coverage_of(item)
    shape: Shape = {
        "source": item.file,
        "title": item.title,
        "publisher": meta.publisher,
        "author": meta.author,
        "published": meta.published,
        "language": meta.language,
        "url": meta.url,
        "inferred": dict(meta.inferred),
        "zones": [{"zone": zone.name, "start": zone.start, "end": zone.end} for zone in item.zones],
        "sentences": len(item.sentences),
        "body_sentences": counts.body,
        "cited_sentences": counts.cited,
        "excused_sentences": counts.excused,
    }
    described = library.sources.get(item.file)
    if described and described.original.sha256:
        original = described.original
        shape["original"] = {"file": original.file or item.file, "sha256": original.sha256}
    if sentences:
        shape["sentence_spans"] = [
            {
                "start": span.start,
                "end": span.end,
                "zone": span.zone,
                "claims": [one.id for one in library.claims_at(item.file, span.start, span.end)],
                "mentions": list(library.mentioned.within(item.file, span.start, span.end)),
            }
            for span in item.sentences
        ]
    return shape


def check(outcome: Check) -> Shape:
    counts = outcome.coverage
    return {
        "problems": [
            {
                "file": problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "code": problem.code,
                "message": problem.message,
            }
            for problem in outcome.problems
        ],
        "coverage": {
            "body_sentences": counts.body,
            "cited_sentences": counts.cited,
            "excused_sentences": counts.excused,
        },
    }

"""JSON shapes of what is found in sentences: hits, mentions, suggestions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lunar_tui.export.shapes import Shape, evidence, value
from lunar_tui.facts.model import Entity
from lunar_tui.library import Library

if TYPE_CHECKING:
    from lunar_tui.corpus.tally import Count, Naming
    from lunar_tui.search.engine import Explanation, Hit, Results
    from lunar_tui.suggestions.model import Suggestion


def search(results: Results, why: Mapping[str, Explanation] | None = None) -> Shape:
    """``why``: explanations by the id of the hit; None: they were not asked for."""
    hits = []
    for rank, hit in enumerate(results.hits, 1):
        shape = _hit(hit)
        if why is not None:
            found = why.get(hit.id)
            shape["explanation"] = _explanation(rank, found) if found else None
        hits.append(shape)
    return {
        "query": results.query,
        "total": results.total,
        "took_ms": round(results.took_ms, 3),
        "partial": results.partial,
        "notes": list(results.notes),
        "hits": hits,
    }


def _hit(hit: Hit) -> Shape:
    """``copies``: sentences that say almost the same, and are no hits of their own."""
    return {
        "id": hit.id,
        "type": "sentence",
        "source": hit.source,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "zone": hit.zone,
        "score": round(hit.score, 6),
        "highlights": [[start, end] for start, end in hit.highlights],
        "copies": [list(copy) for copy in hit.copies],
    }


def _explanation(rank: int, why: Explanation) -> Shape:
    """``relevance`` is what the ``points`` of the reasons and ``together`` add up to."""
    return {
        "rank": rank,
        "reasons": [
            {
                "typed": reason.typed,
                "where": reason.where,
                "found": [{"form": form, "how": how} for form, how in reason.found],
                "rarity": round(reason.rarity, 6),
                "points": round(reason.points, 6),
            }
            for reason in why.reasons
        ],
        "together": round(why.together, 6),
        "length": round(why.length, 6),
        "relevance": round(why.relevance, 6),
        "furniture": why.furniture,
    }


def named(entity: Entity, count: Count) -> Shape:
    """How often an entity is named, in how many sentences, in how many articles."""
    return {"id": entity.id, "kind": entity.kind, "name": entity.name, **count._asdict()}


def mentions(library: Library, naming: Naming) -> Iterator[Shape]:
    """One for each time that a sentence names an entity; ``name`` is as printed.

    ``entities`` are all that have this name. ``highlights``: all names of the entity in the
    sentence. ``cited``: a claim of the entity has evidence in it.
    """
    reading = library.mentioned.read(naming)
    if reading is None:
        return
    sentence = {
        "id": naming.id,
        "start": naming.start,
        "end": naming.end,
        "text": reading.text,
        "zone": reading.zone,
        "highlights": [list(span) for span in reading.spans],
    }
    for name in reading.names:
        yield {
            "entity": naming.entity,
            "source": naming.file,
            "start": name.start,
            "end": name.end,
            "name": reading.text[name.start - naming.start : name.end - naming.start],
            "entities": list(name.entities),
            "ambiguous": len(name.entities) > 1,
            "cited": reading.cited,
            "sentence": sentence,
        }


def suggestion(library: Library, item: Suggestion) -> Shape:
    """``context``: the quote that names the entity, where the sentence itself does not.

    ``claim`` is the id of a claim of the same value that lacks this quote, or null. ``highlights``
    are spans of the article.
    """
    one = item.as_claim()
    first, *others = (evidence(library, piece) for piece in item.evidence)
    return {
        "id": item.id,
        "entity": item.entity,
        "property": item.property,
        "label": library.property_of(one).label,
        "value": value(item.value, library.value_text(one)),
        "qualifiers": item.qualifiers.given(),
        "evidence": first,
        "context": others,
        "sentence": {
            "source": item.source,
            "start": item.start,
            "end": item.end,
            "zone": item.zone,
        },
        "highlights": {name: list(span) for name, span in item.highlights._asdict().items()},
        "rule": item.rule,
        "confidence": item.confidence,
        "claim": item.claim or None,
    }

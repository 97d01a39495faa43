"""Facts as they are written: which keys say them, in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from lunar_tui.facts.identifiers import derived_id, digest_of
from lunar_tui.facts.model import (
    VALUE_TYPES,
    Alias,
    Claim,
    Entity,
    Evidence,
    Excuse,
    Finding,
    Kind,
    Original,
    Property,
    Qualifiers,
    Source,
    Value,
    ZoneMark,
)
from lunar_tui.facts.scalars import Bare, Quoted
from lunar_tui.facts.writing import Part, Tree, Written

_DATES = ("about", "said_on")
_METADATA = ("title", "publisher", "author", "published", "language", "url")


def entity_tree(
    entity: Entity,
    derived: Collection[str] = (),
    written: Mapping[str, Written] = MappingProxyType({}),
) -> Part:
    """An entity with its aliases and claims.

    ``derived`` are ids that the program gave, which are not written, whatever has become of their
    claims; ``written`` is how claims that are new here stood before, by the id of the claim.
    """
    claims = []
    for claim in entity.claims:
        tree = claim_tree(claim, derived)
        tree.written = written.get(claim.id, tree.written)
        claims.append(tree)
    return Part(
        [
            ("id", entity.id),
            ("name", entity.name),
            ("aliases", [alias_tree(alias) for alias in entity.aliases]),
            ("claims", claims),
        ],
        place=entity.place,
    )


def alias_tree(alias: Alias) -> Part:
    return Part(
        [
            ("name", alias.name),
            ("language", alias.language),
            ("basis", alias.basis),
            ("evidence", _evidence(alias.evidence)),
        ],
        place=alias.place,
        flow=not alias.evidence,
    )


def claim_tree(claim: Claim, derived: Collection[str] = ()) -> Part:
    """A claim; its id only where it is not the one that the program would give it, or gave it."""
    claim = claim._replace(id="") if claim.id in derived else claim
    return Part(
        [
            ("property", claim.property),
            ("id", claim.id if is_explicit(claim) else ""),
            ("value", _value(claim.value)),
            ("qualifiers", _qualifiers(claim.qualifiers)),
            ("rank", claim.rank if claim.rank != "normal" else ""),
            ("rank_reason", claim.rank_reason),
            ("evidence", _evidence(claim.evidence)),
        ],
        place=claim.place,
    )


def is_explicit(claim: Claim) -> bool:
    """Whether the id of a claim is another one than it is given without asking."""
    derived = derived_id(claim)
    return bool(claim.id) and claim.id not in (derived, f"{derived}-{digest_of(claim)}")


def completed(value: Value) -> Value:
    """A value as it is read: without words of its own, it is worded as it is written."""
    if value.text or value.type not in ("date", "quantity"):
        return value
    words = value.date if value.type == "date" else f"{_amount(value)} {value.unit}".strip()
    return value._replace(text=words)


def _amount(value: Value) -> str:
    # Never with an exponent, which the reader refuses.
    return "" if value.amount is None else f"{value.amount:f}"


def _value(value: Value) -> Tree:
    if value.type == "text":
        return value.text
    return Part(
        [
            ("date", Bare(value.date)),
            ("quantity", Quoted(_amount(value))),
            ("entity", value.entity),
            ("unit", value.unit),
            ("accuracy", value.accuracy if value.accuracy != "exact" else ""),
            ("text", Quoted(value.text)),
        ],
        flow=True,
    )


def _qualifiers(qualifiers: Qualifiers) -> Part:
    given = qualifiers.given()
    if given.get("certainty") == "stated":
        del given["certainty"]
    pairs = [(key, Bare(text) if key in _DATES else text) for key, text in given.items()]
    return Part(pairs, flow=True)


def _evidence(pieces: Iterable[Evidence]) -> list[Part]:
    return [evidence_tree(piece) for piece in pieces]


def evidence_tree(piece: Evidence) -> Part:
    return Part(
        [
            ("source", piece.source),
            *_quote(piece),
            ("stance", piece.stance if piece.stance != "supports" else ""),
        ],
        place=piece.place,
    )


def _quote(piece: Evidence) -> list[tuple[str, Tree]]:
    return [("quote", piece.quote), ("prefix", piece.prefix), ("suffix", piece.suffix)]


def finding_tree(finding: Finding) -> Part:
    return Part(
        [
            ("id", finding.id),
            ("kind", finding.kind),
            ("entity", finding.entity),
            ("property", finding.property),
            ("summary", finding.summary),
            ("claims", [*finding.claims]),
            ("evidence", _evidence(finding.evidence)),
        ],
        place=finding.place,
    )


def source_tree(source: Source) -> Part:
    metadata = source.metadata
    given = [(key, str(getattr(metadata, key))) for key in _METADATA]
    return Part(
        [
            ("file", source.file),
            *((key, Bare(text) if key == "published" else text) for key, text in given),
            ("inferred", Part(metadata.inferred)),
            ("original", _original(source.original)),
            ("zones", [_zone(mark) for mark in source.zones]),
            ("excused", [_excuse(excuse) for excuse in source.excused]),
        ],
        place=source.place,
    )


def _original(original: Original) -> Part:
    pairs = [("file", original.file), ("sha256", Quoted(original.sha256))]
    return Part(pairs, place=original.place)


def _zone(mark: ZoneMark) -> Part:
    lines = ""
    if mark.lines:
        first, last = mark.lines
        lines = str(first) if first == last else f"{first}-{last}"
    quote = [(key, Quoted(text)) for key, text in _quote(mark.quote)] if mark.quote else []
    return Part([("zone", mark.zone), ("lines", Bare(lines)), *quote], place=mark.place, flow=True)


def _excuse(excuse: Excuse) -> Part:
    return Part([*_quote(excuse.quote), ("reason", excuse.reason)], place=excuse.quote.place)


def kind_tree(kind: Kind) -> Part:
    return Part([("id", kind.id), ("label", kind.label), ("plural", kind.plural)], flow=True)


def property_tree(item: Property) -> Part:
    """A property; what is so without saying is left out."""
    types: list[str] = [] if item.types == VALUE_TYPES else [*item.types]
    return Part(
        [
            ("id", item.id),
            ("label", item.label),
            ("type", item.types[0] if len(item.types) == 1 else types),
            ("many", Bare("true") if item.many else ""),
            ("naming", Bare("true") if item.naming else ""),
            ("also", [*item.also]),
        ],
        flow=True,
    )

"""Three clocks of a claim: what date it is about, when it was said and by whom, when published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from lunar_tui.facts.dates import date_range
from lunar_tui.facts.model import Alias, Claim, Evidence, Facts

#: When each article was published: EDTF by file name. What is empty or missing is not known.
Published = Mapping[str, str]


LATER = "written with later sources in view"


class Clocks(NamedTuple):
    """When a claim holds, was said and was printed. Dates are EDTF; empty means not given.

    ``published``: the articles that support it, each with its date, the earliest first.
    """

    about: str
    said_by: str
    said_on: str
    published: tuple[tuple[str, str], ...]


def clocks(claim: Claim, published: Published) -> Clocks:
    """The clocks of ``claim``; ``said_by`` is the id or the words that the claim gives."""
    given = claim.qualifiers
    files = in_order(claim.sources, published)
    dated = tuple((file, published.get(file, "")) for file in files)
    return Clocks(given.about, given.said_by, given.said_on, dated)


def in_order(files: Iterable[str], published: Published) -> tuple[str, ...]:
    """``files`` by the first day that each can have been published, then by the last, then by name.

    An article whose date is not known comes last.
    """

    def key(file: str) -> tuple[bool, date, date, str]:
        days = _days(published.get(file, ""))
        if days is None:
            return True, date.max, date.max, file
        return False, days[0] or date.min, days[1] or date.max, file

    return tuple(sorted(files, key=key))


def oldest_and_newest(files: Iterable[str], published: Published) -> tuple[str, str]:
    """The article that was surely out before all others, and the one that surely came after them.

    Empty where there is none: a single article, two of one day, one whose date is not known.
    """
    ordered = in_order(files, published)
    days = [_days(published.get(file, "")) or (None, None) for file in ordered]
    firsts, lasts = zip(*days, strict=True) if days else ((), ())
    if len(ordered) < 2 or None in (*firsts, *lasts):
        return "", ""
    oldest = ordered[0] if lasts[0] < min(firsts[1:]) else ""
    newest = ordered[-1] if max(lasts[:-1]) < firsts[-1] else ""
    return oldest, newest


def _days(edtf: str) -> tuple[date | None, date | None] | None:
    # A date that is none is a problem of the workspace, which `check` names.
    try:
        return date_range(edtf) if edtf else None
    except ValueError:
        return None


def published_by(file: str, day: date, published: Published) -> bool:
    """Whether an article was surely out by ``day``: no later day is possible.

    An article published in April 2021 is out by April 30, one without a date never surely.
    """
    days = _days(published.get(file, ""))
    return bool(days and days[1] and days[1] <= day)


def known_by(claim: Claim, day: date, published: Published) -> bool:
    """Whether some article that supports ``claim`` was surely published by ``day``.

    The editor's own claims stand in no article: nobody can have known them then.
    """
    return any(published_by(file, day, published) for file in claim.sources)


def as_of(claims: Iterable[Claim], day: date, published: Published) -> tuple[Claim, ...]:
    """The claims that were known by ``day``, each with the evidence that was published by then.

    What the editor wrote about a claim rests on all its articles; where some of them came later, it
    is marked as ``LATER``.
    """
    found = []
    for claim in claims:
        if not known_by(claim, day, published):
            continue
        evidence = _evidence_by(claim.evidence, day, published)
        given = claim.qualifiers
        if len(evidence) < len(claim.evidence):
            given = given._replace(
                note=f"{LATER}: {given.note}" if given.note else "",
                inferred_from=f"{LATER}: {given.inferred_from}" if given.inferred_from else "",
            )
        found.append(claim._replace(evidence=evidence, qualifiers=given))
    return tuple(found)


def facts_as_of(facts: Facts, day: date, published: Published) -> Facts:
    """What the articles that were surely published by ``day`` say.

    All entities remain, so that each can still be asked for. The editor's aliases remain too: they
    are by-names to find it by, not something that was believed. Of the editor's findings those
    remain whose claims had all their evidence by then, and whose quotes were all published.
    """
    entities = {
        entity.id: entity._replace(
            aliases=tuple(_aliases_by(entity.aliases, day, published)),
            claims=as_of(entity.claims, day, published),
        )
        for entity in facts.entities.values()
    }
    claims = {claim.id: claim for entity in entities.values() for claim in entity.claims}
    findings = tuple(
        finding
        for finding in facts.findings
        if all(_is_whole(facts, claims, claim) for claim in finding.claims)
        and all(published_by(piece.source, day, published) for piece in finding.evidence)
    )
    return replace(facts, entities=entities, claims=claims, findings=findings)


def _is_whole(facts: Facts, known: Mapping[str, Claim], claim: str) -> bool:
    """Whether all evidence of a claim is among what was known."""
    return claim in known and len(known[claim].evidence) == len(facts.claims[claim].evidence)


def _evidence_by(
    evidence: Iterable[Evidence], day: date, published: Published
) -> tuple[Evidence, ...]:
    return tuple(piece for piece in evidence if published_by(piece.source, day, published))


def _aliases_by(aliases: Iterable[Alias], day: date, published: Published) -> Iterable[Alias]:
    for alias in aliases:
        evidence = _evidence_by(alias.evidence, day, published)
        if alias.basis != "stated" or evidence:
            yield alias._replace(evidence=evidence)

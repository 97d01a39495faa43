"""Findings: where claims differ, as far as their values show it.

The program finds what a careful reader could not deny: two values of one property that contradict
each other, that agree at different precision, that changed between two dates, and one thing under
several names. It judges no words; differences of wording are for the editor to record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from lunar_tui.facts.clocks import Published, in_order
from lunar_tui.facts.dates import date_range, precision
from lunar_tui.facts.model import (
    FINDING_WORDS,
    Claim,
    Entity,
    Evidence,
    Finding,
    FindingKind,
    Property,
    Schema,
    folded_name,
)
from lunar_tui.facts.values import relate

Words = Callable[[Claim], str]
#: Of one kind and property: where claims differ in more ways, each claim is still told once.
_MOST = 12


def find(entities: Iterable[Entity], schema: Schema, words: Words) -> Iterator[Finding]:
    """The findings that values and stances show.

    One of each kind for a property of an entity, or several where the claims of one would differ
    from each other in another way, too: no two claims that differ stand in findings of two kinds.
    And one for each claim that some evidence supports and other evidence contradicts.

    ``words`` says a claim in a few words, with its source, for the summary. The editor's own claims
    are no source and are left out; deprecated ones are compared like all others.
    """
    everything = tuple(entities)
    for entity in everything:
        groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in entity.claims:
            if claim.sources:
                groups[claim.property].append(claim)
        for name, claims in groups.items():
            known = schema.property(name)
            kinds: dict[FindingKind, list[list[Claim]]] = {}
            if known.naming:
                kinds["naming"] = [_distinct(claims)]
            elif not known.many:
                kinds = _differing(claims)
            for kind, differing in kinds.items():
                for number, found in enumerate(differing, 1):
                    if len(found) > 1:
                        yield _finding(kind, entity, known, found, words, number=number)
        yield from (
            _denied(claim, entity, schema.property(claim.property), words)
            for claim in entity.claims
            if claim.sources and any(one.stance == "contradicts" for one in claim.evidence)
        )
    yield from _shared_names(everything, schema)


def _denied(claim: Claim, entity: Entity, known: Property, words: Words) -> Finding:
    said = f"{entity.name}, {known.label}: one source contradicts another: {words(claim)}."
    return Finding(f"conflict/{claim.id}", "conflict", entity.id, known.id, said, (claim.id,))


def _shared_names(entities: Iterable[Entity], schema: Schema) -> Iterator[Finding]:
    """One name for several entities, whether it is theirs, an alias, or a name that sources use."""
    owners: dict[str, dict[str, Entity]] = defaultdict(dict)
    spelt: dict[str, str] = {}
    for entity in entities:
        used = (claim.value.text for claim in _naming(entity, schema))
        for name in (*entity.names, *used):
            folded = folded_name(name)
            owners[folded][entity.id] = entity
            spelt.setdefault(folded, name)
    for folded, found in owners.items():
        if folded and len(found) > 1:
            first, *_ = members = list(found.values())
            names = [f"{entity.name} ({entity.kind})" for entity in members]
            summary = f"“{spelt[folded]}” stands for {', '.join(names[:-1])} and {names[-1]}."
            evidence = tuple(
                piece
                for entity in members
                for alias in entity.aliases
                if folded_name(alias.name) == folded
                for piece in alias.evidence
            )
            claims = tuple(
                claim.id
                for entity in members
                for claim in _naming(entity, schema)
                if folded_name(claim.value.text) == folded
            )
            yield Finding(
                f"naming/{first.id}/{folded}", "naming", first.id, "", summary, claims, evidence
            )


def _naming(entity: Entity, schema: Schema) -> Iterator[Claim]:
    """The claims that a source calls an entity so."""
    for claim in entity.claims:
        if claim.sources and schema.property(claim.property).naming:
            yield claim


def _distinct(claims: list[Claim]) -> list[Claim]:
    """One claim for each value."""
    found: list[Claim] = []
    for claim in claims:
        if all(relate(claim.value, other.value) != "equal" for other in found):
            found.append(claim)
    return found


def _differing(claims: list[Claim]) -> dict[FindingKind, list[list[Claim]]]:
    """The claims that differ from another one, by how they do, in groups that differ only so.

    418 and 420 contradict each other and "over 400" agrees with both: that is one conflict, and two
    findings of precision.
    """
    pairs: dict[tuple[int, int], FindingKind] = {}
    for one, other in combinations(range(len(claims)), 2):
        if kind := difference(claims[one], claims[other]):
            pairs[one, other] = kind
    return {
        kind: [[claims[number] for number in group] for group in _groups(pairs, kind)]
        for kind in dict.fromkeys(pairs.values())
    }


def _groups(pairs: dict[tuple[int, int], FindingKind], kind: FindingKind) -> list[list[int]]:
    """Numbers of claims, each pair of this kind in a group in which no pair is of another kind."""
    own = [pair for pair, found in pairs.items() if found == kind]
    members = sorted({number for pair in own for number in pair})
    others: dict[int, set[int]] = defaultdict(set)
    for (one, other), found in pairs.items():
        if found != kind:
            others[one].add(other)
            others[other].add(one)
    found_groups: list[list[int]] = []
    told: set[tuple[int, int]] = set()
    seen: set[int] = set()
    for pair in own:
        if pair in told or (len(found_groups) >= _MOST and seen.issuperset(pair)):
            continue
        group = set(pair)
        for number in members:
            if not others[number] & group:
                group.add(number)
        ordered = sorted(group)
        told.update(combinations(ordered, 2))
        seen |= group
        found_groups.append(ordered)
    return found_groups


def difference(one: Claim, other: Claim) -> FindingKind | None:
    """How two claims of one property of one entity differ; None: they do not, or nobody can tell.

    Claims about different dates may both be right: what differs has changed. So has a plan that
    came true otherwise. Claims of different scope answer different questions, so that they cannot
    contradict each other; nor has anything changed between two scopes that are both given.
    """
    relation = relate(one.value, other.value)
    if relation in ("equal", "incomparable"):
        return None
    mine, theirs = one.qualifiers, other.qualifiers
    if _at_different_times(one, other):
        apart = mine.scope and theirs.scope and mine.scope != theirs.scope
        return None if apart else "change"
    if relation == "compatible":
        return "precision"
    if (mine.scope, mine.role) != (theirs.scope, theirs.role):
        return None
    if (mine.certainty == "planned") != (theirs.certainty == "planned"):
        return "change"
    return "conflict"


def _at_different_times(one: Claim, other: Claim) -> bool:
    """Whether both say what date they are about, and the dates share no day.

    What began later and is open has taken the place of what began before and is open too: each was
    so when it was said, and nobody says until when.
    """
    mine, theirs = one.qualifiers.about, other.qualifiers.about
    if not (mine and theirs):
        return False
    try:
        if precision(mine) == precision(theirs) == "open":
            begun = [edtf.partition("/")[0].strip() for edtf in (mine, theirs)]
            if not {"", ".."} & set(begun):
                mine, theirs = begun
        first, second = date_range(mine), date_range(theirs)
    except ValueError:
        return False
    before = first.latest and second.earliest and first.latest < second.earliest
    after = second.latest and first.earliest and second.latest < first.earliest
    return bool(before or after)


def _finding(
    kind: FindingKind,
    entity: Entity,
    known: Property,
    claims: list[Claim],
    words: Words,
    *,
    number: int,
) -> Finding:
    said = "; ".join(words(claim) for claim in claims)
    summary = f"{entity.name}, {known.label}: {FINDING_WORDS[kind]}: {said}."
    ids = tuple(claim.id for claim in claims)
    name = f"{kind}/{entity.id}/{known.id}" + (f"/{number}" if number > 1 else "")
    return Finding(name, kind, entity.id, known.id, summary, ids)


def side_by_side(
    finding: Finding, claims: Iterable[Claim], published: Published
) -> tuple[tuple[Claim | None, Evidence], ...]:
    """The quotes of a finding and of its ``claims``, the oldest source first."""
    found = {
        (claim.id, piece.source, piece.stance): (claim, piece)
        for claim in claims
        for piece in reversed(claim.evidence)
        if piece.stance != "mentions"
    }
    shown = {(piece.source, piece.quote) for _, piece in found.values()}
    further = [
        (None, piece) for piece in finding.evidence if (piece.source, piece.quote) not in shown
    ]
    everything = [*found.values(), *further]
    files = in_order({piece.source for _, piece in everything}, published)
    places = {file: number for number, file in enumerate(files)}
    return tuple(sorted(everything, key=lambda pair: places[pair[1].source]))

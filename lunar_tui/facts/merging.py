"""Merging: two entities that are one thing become one, and whatever names the second, the first."""

from __future__ import annotations

from collections.abc import Iterable

from lunar_tui.facts.book import Book
from lunar_tui.facts.comments import lost
from lunar_tui.facts.draft import Draft, Edit
from lunar_tui.facts.editing import entity_of
from lunar_tui.facts.model import Alias, Claim, Entity, Evidence
from lunar_tui.facts.moving import Moving
from lunar_tui.facts.spans import EditError
from lunar_tui.facts.trees import is_explicit
from lunar_tui.facts.writing import NOWHERE, Written


def merge_entities(book: Book, first_id: str, second_id: str) -> Edit:
    """What is said of the second entity is said of the first; the second is gone.

    Its name becomes an alias of the editor's; its aliases and claims go behind those of the first,
    the claims as they are written, with the comments in and above them. Claims that then say the
    same are one, with the evidence of both; claims that differ are kept. Links, speakers and
    findings that name the second name the first. Comments that have no place then, those of the
    second itself among them, are told as problems.

    Raises:
        EditError: there is no such entity, both are the same, or there is a mistake in the second.
    """
    first, second = entity_of(book, first_id), entity_of(book, second_id)
    if first is second:
        raise EditError(f'"{first.name}" cannot be merged with itself')
    try:
        edit = _merged(book, first, second, as_written=True)
    except EditError:
        # Written so that it cannot be moved as it is, perhaps; what is lost then is told.
        edit = _merged(book, first, second, as_written=False)
    return edit._replace(problems=(*edit.problems, *lost(book, edit.book)))


def _merged(book: Book, first: Entity, second: Entity, *, as_written: bool) -> Edit:
    draft = Draft(book)
    home = draft.file(second.place.file)
    moving = Moving(home.document, second)
    moved = _moved(draft, first, second)
    for entity in book.facts.entities.values():
        if entity is second:
            continue
        claims = entity.claims if entity is not first else (*first.claims, *moved)
        said = _joined(draft, tuple(_linked(one, first.id, second.id) for one in claims), entity)
        if entity is first:
            new = first._replace(aliases=tuple(_aliases(first, second)), claims=said)
            written = _written(draft, moving, second, moved, new)
            if not as_written:
                written = {name: one._replace(lines=()) for name, one in written.items()}
            draft.entity(first, new, written)
        elif said != entity.claims:
            draft.entity(entity, entity._replace(claims=said))
    draft.entity(second, None)
    if as_written:
        moving.drop_rest(home)
    for finding in book.facts.findings:
        if finding.entity == second.id:
            draft.finding(finding._replace(entity=first.id))
    return draft.finish()


def _moved(draft: Draft, first: Entity, second: Entity) -> tuple[Claim, ...]:
    """The claims of the second as claims of the first; an id that is written begins anew."""
    taken = {claim.id for claim in first.claims}
    found = []
    for claim in second.claims:
        name = claim.id
        if is_explicit(claim):
            base = name = f"{first.id}/{claim.id.partition('/')[2]}"
            number = 2
            while name in taken:
                name = f"{base}-{number}"
                number += 1
            taken.add(name)
            draft.formerly[name] = claim.id
        found.append(claim._replace(id=name, entity=first.id))
    return tuple(found)


def _written(
    draft: Draft, moving: Moving, second: Entity, moved: tuple[Claim, ...], new: Entity
) -> dict[str, Written]:
    """How the claims of the second are written that are among those of the first now."""
    final = {claim.id: claim for claim in new.claims}
    ids = ((old.id, now.id) for old, now in zip(second.claims, moved, strict=True))
    there = {old: final[now] for old, now in ids if now in final}
    return moving.written(there, draft.given(second, new))


def _linked(claim: Claim, first: str, second: str) -> Claim:
    value, qualifiers = claim.value, claim.qualifiers
    if value.type == "entity" and value.entity == second:
        value = value._replace(entity=first)
    if qualifiers.said_by == second:
        qualifiers = qualifiers._replace(said_by=first)
    return claim._replace(value=value, qualifiers=qualifiers)


def _joined(draft: Draft, claims: tuple[Claim, ...], before: Entity) -> tuple[Claim, ...]:
    """``claims`` without those that say what an earlier one says, which gets their evidence.

    Claims that were alike before are left: somebody wanted both.
    """
    untouched = set(before.claims)
    found: list[Claim] = []
    for claim in claims:
        number = next((n for n, one in enumerate(found) if _said(one) == _said(claim)), None)
        if number is None or (claim in untouched and found[number] in untouched):
            found.append(claim)
            continue
        one = found[number]
        found[number] = one._replace(evidence=_united(one.evidence, claim.evidence))
        former = draft.formerly.pop(claim.id, claim.id)
        draft.joined[former] = draft.formerly.get(one.id, one.id)
    return tuple(found)


def _said(claim: Claim) -> tuple[object, ...]:
    return claim.property, claim.value, claim.qualifiers, claim.rank, claim.rank_reason


def _united(one: Iterable[Evidence], other: Iterable[Evidence]) -> tuple[Evidence, ...]:
    found = {_words(piece): piece for piece in other}
    # The first has its own again, so that its text stays as it is.
    mine = [*one]
    known = {_words(piece) for piece in mine}
    return (*mine, *(piece for words, piece in found.items() if words not in known))


def _words(piece: Evidence) -> Evidence:
    return piece._replace(place=NOWHERE, source_place=NOWHERE)


def _aliases(first: Entity, second: Entity) -> Iterable[Alias]:
    """The aliases of both, each name once: with the evidence of both where both have it."""
    found = {alias.name: alias for alias in first.aliases}
    for alias in (Alias(second.name), *second.aliases):
        if alias.name == first.name and not alias.evidence:
            continue
        known = found.get(alias.name)
        if known is None:
            found[alias.name] = alias
        elif alias.evidence:
            evidence = _united(known.evidence, alias.evidence)
            basis = alias.basis if known.basis == "editor" else known.basis
            found[alias.name] = known._replace(evidence=evidence, basis=basis)
    return found.values()

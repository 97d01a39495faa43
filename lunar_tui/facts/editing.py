"""Editing: what can be changed in the YAML files of a workspace.

Each function takes a book and gives the edited one; nothing is written. A file differs only where
it was edited: comments, blank lines, wraps and quotes of everything else stay byte for byte. A
comment directly above an item, in the column of its dash, belongs to it and goes with it. Ids of
claims that follow from what they say may change with it; findings that name them are told.

All raise EditError, with a message for people, where something cannot be done; then nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lunar_tui.corpus.article import Metadata
from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Draft, Edit
from lunar_tui.facts.identifiers import is_identifier
from lunar_tui.facts.model import (
    Alias,
    Claim,
    Entity,
    Evidence,
    Excuse,
    Source,
    ZoneMark,
)
from lunar_tui.facts.proof import bare
from lunar_tui.facts.requoting import redraft
from lunar_tui.facts.spans import EditError
from lunar_tui.facts.trees import completed, is_explicit
from lunar_tui.facts.writing import NOWHERE
from lunar_tui.problems import Place, did_you_mean

# --- entities ---------------------------------------------------------------------------------


def add_entity(book: Book, entity: Entity) -> Edit:
    """Adds an entity behind the others of its kind, in a new file where there is none."""
    if not is_identifier(entity.id):
        raise EditError(f'the id "{entity.id}" must be lower-case letters, digits and hyphens')
    if entity.id in book.facts.entities:
        raise EditError(f'the id "{entity.id}" is taken already')
    if not entity.name.strip():
        raise EditError("an entity needs a name")
    if entity.kind not in book.facts.schema.kinds:
        raise EditError(f'unknown kind "{entity.kind}"; declare it first')
    draft = Draft(book)
    claims = tuple(_new_claim(claim, entity.id) for claim in entity.claims)
    draft.entity(None, entity._replace(claims=claims, place=NOWHERE))
    return draft.finish()


def delete_entity(book: Book, entity_id: str, expected: Entity | None = None) -> Edit:
    """Deletes an entity with all of its claims; links to it are among the new problems.

    With ``expected``, only if it still says that.
    """
    old = entity_of(book, entity_id)
    if expected is not None and bare(old) != bare(expected):
        raise EditError("the entity was edited meanwhile: look at it again, nothing was changed")
    return _changed(book, old, None)


def rename_entity(book: Book, entity_id: str, name: str) -> Edit:
    """Changes the name of an entity; its id stays."""
    if not name.strip():
        raise EditError("an entity needs a name")
    entity = entity_of(book, entity_id)
    return _changed(book, entity, entity._replace(name=name))


def add_alias(book: Book, entity_id: str, alias: Alias) -> Edit:
    """Adds an alias behind the others."""
    entity = entity_of(book, entity_id)
    if alias.name in entity.names:
        raise EditError(f'"{entity.name}" is called "{alias.name}" already')
    if alias.basis == "stated" and not alias.evidence:
        raise EditError('an alias that is "stated" needs evidence')
    alias = alias._replace(place=NOWHERE)
    return _changed(book, entity, entity._replace(aliases=(*entity.aliases, alias)))


# --- claims -----------------------------------------------------------------------------------


def add_claim(book: Book, claim: Claim) -> Edit:
    """Adds a claim behind the others of ``claim.entity``.

    Its id is written only where it is another one than the program would give it.
    """
    entity = entity_of(book, claim.entity)
    new = _new_claim(claim, entity.id)
    _refuse_twice(entity, new)
    return _changed(book, entity, entity._replace(claims=(*entity.claims, new)))


def replace_claim(book: Book, claim_id: str, claim: Claim, expected: Claim | None = None) -> Edit:
    """Puts ``claim`` in the place of another one of the same entity.

    Only the parts that differ are written anew. With the id of the old one, or with none, it keeps
    an id that was written; one that was not written follows what the claim says now. With
    ``expected``, only if the old one still says that: what others wrote since is not lost.
    """
    old = _as_expected(claim_of(book, claim_id), expected)
    entity = entity_of(book, old.entity)
    evidence = _placed(old.evidence, claim.evidence)
    new = _new_claim(claim, entity.id, old.id)._replace(place=old.place, evidence=evidence)
    others = entity._replace(claims=tuple(one for one in entity.claims if one is not old))
    _refuse_twice(others, new)
    claims = tuple(new if one is old else one for one in entity.claims)
    draft = Draft(book)
    if new.id != old.id:
        draft.formerly[new.id] = old.id
    draft.entity(entity, entity._replace(claims=claims))
    return draft.finish()


def add_quotes(book: Book, claim_id: str, evidence: tuple[Evidence, ...]) -> Edit:
    """Adds quotes behind those that a claim has by now."""
    old = claim_of(book, claim_id)
    return replace_claim(book, claim_id, old._replace(evidence=(*old.evidence, *evidence)))


def delete_claim(book: Book, claim_id: str, expected: Claim | None = None) -> Edit:
    """Deletes a claim, and the comment directly above it; findings that name it are problems.

    With ``expected``, only if it still says that.
    """
    old = _as_expected(claim_of(book, claim_id), expected)
    entity = entity_of(book, old.entity)
    claims = tuple(one for one in entity.claims if one is not old)
    return _changed(book, entity, entity._replace(claims=claims))


def _as_expected(claim: Claim, expected: Claim | None) -> Claim:
    if expected is not None and bare(claim) != bare(expected):
        raise EditError("the claim was edited meanwhile: look at it again, nothing was changed")
    return claim


def _new_claim(claim: Claim, entity: str, default: str = "") -> Claim:
    made = claim._replace(entity=entity, value=completed(claim.value), place=NOWHERE)
    if not made.property.strip():
        raise EditError("a claim needs a property")
    if not (made.value.text.strip() or made.value.entity):
        raise EditError("a claim needs a value")
    wanted = claim.id and claim.id != default and is_explicit(made)
    return made._replace(id=claim.id if wanted else default)


def _refuse_twice(entity: Entity, new: Claim) -> None:
    said = _said(new)
    if any(_said(claim) == said for claim in entity.claims):
        raise EditError(f'"{entity.name}" has the same claim with the same evidence already')


def _said(claim: Claim) -> tuple[object, ...]:
    pieces = {(one.source, one.quote, one.prefix) for one in claim.evidence}
    return claim.property, claim.value, claim.qualifiers, pieces


def _placed(old: tuple[Evidence, ...], new: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """``new`` with the places of those that are in ``old``, so that these stay as they are."""
    if tuple(one.place for one in new) == tuple(one.place for one in old):
        return new
    left = [*old]
    found = []
    for piece in new:
        wanted = _unplaced(piece)
        number = next((n for n, one in enumerate(left) if _unplaced(one) == wanted), None)
        found.append(wanted if number is None else left[number])
        # Only in the order of the file: what moves up is written anew.
        left = left if number is None else left[number + 1 :]
    return tuple(found)


def _unplaced(piece: Evidence) -> Evidence:
    return piece._replace(place=NOWHERE, source_place=NOWHERE)


# --- articles ---------------------------------------------------------------------------------


def describe_article(
    book: Book, file: str, metadata: Metadata, expected: Metadata | None = None
) -> Edit:
    """Writes down what is known about an article: of what was known, only what differs.

    With ``expected``, only if that is what is written down by now.
    """
    old = book.sources.get(file)
    if expected is not None and expected != (old.metadata if old else Metadata()):
        raise EditError("it was described anew meanwhile: look again, nothing was changed")
    reasons = {name: reason for name, reason in metadata.inferred if reason.strip()}
    known = old.metadata.inferred if old else ()
    # In the order in which they stand already.
    names = [name for name, _ in known if name in reasons]
    ordered = {name: reasons[name] for name in dict.fromkeys((*names, *reasons))}
    metadata = metadata._replace(inferred=tuple(ordered.items()))
    return _described(book, old, (old or Source(file))._replace(metadata=metadata))


def redescribe_article(book: Book, file: str, how: Callable[[Source], Source]) -> Edit:
    """Puts what ``how`` makes of it in the place of what is written down about an article.

    For one of which a newer version was added: its original is another one then, and so may be its
    metadata and zones.
    """
    old = book.sources.get(file)
    return _described(book, old, how(old or Source(file)))


def add_articles(book: Book, sources: Iterable[Source]) -> Edit:
    """Describes articles of which nothing was known; of those that are, nothing is changed."""
    new = {source.file: source for source in sources if source.file not in book.sources}
    draft = Draft(book)
    draft.add_sources(list(new.values()))
    return draft.finish()


def add_excuse(book: Book, file: str, excuse: Excuse) -> Edit:
    """Excuses a passage of an article from being cited."""
    if not (excuse.reason.strip() and excuse.quote.quote.strip()):
        raise EditError("an excuse needs a quote and a reason")
    old = book.sources.get(file)
    new = Excuse(_of_article(excuse.quote, file), excuse.reason)
    source = old or Source(file)
    return _described(book, old, source._replace(excused=(*source.excused, new)))


def add_zone(book: Book, file: str, mark: ZoneMark) -> Edit:
    """Marks a zone of an article; it is painted over those that are marked already."""
    old = book.sources.get(file)
    quote = _of_article(mark.quote, file) if mark.quote else None
    source = old or Source(file)
    new = ZoneMark(mark.zone, mark.lines, quote, NOWHERE)
    return _described(book, old, source._replace(zones=(*source.zones, new)))


def _of_article(quote: Evidence, file: str) -> Evidence:
    return Evidence(file, quote.quote, quote.prefix, quote.suffix, "mentions")


def _described(book: Book, old: Source | None, new: Source) -> Edit:
    draft = Draft(book)
    draft.source(old, new)
    return draft.finish()


# --- quotes -----------------------------------------------------------------------------------


def requote(book: Book, place: Place, expected: str, new: Evidence) -> Edit:
    """Gives the quote at ``place`` other words, prefix and suffix: those of ``new``.

    It may be that of a claim, an alias, a finding, an excuse or a zone; all that have it in the
    same place are one. ``expected`` are its words as they were read.
    """
    if not new.quote.strip():
        raise EditError("a quote needs words")
    found = False

    def requoted(piece: Evidence) -> Evidence:
        nonlocal found
        if piece.place != place:
            return piece
        found = True
        if piece.quote != expected:
            raise EditError(f"{place.file}:{place.line}: there is another quote by now")
        return piece._replace(quote=new.quote, prefix=new.prefix, suffix=new.suffix)

    draft = Draft(book)
    redraft(draft, requoted)
    if not found:
        raise EditError(f"{place.file}:{place.line}: there is no quote here any more")
    return draft.finish()


# --- finding what is to be changed ------------------------------------------------------------


def entity_of(book: Book, entity_id: str) -> Entity:
    """An entity by its id."""
    if entity_id not in book.facts.entities:
        hint = did_you_mean(entity_id, list(book.facts.entities))
        raise EditError(f'there is no entity "{entity_id}"{hint}')
    return book.facts.entities[entity_id]


def claim_of(book: Book, claim_id: str) -> Claim:
    """A claim by its id."""
    if claim_id not in book.facts.claims:
        hint = did_you_mean(claim_id, list(book.facts.claims))
        raise EditError(f'there is no claim "{claim_id}"{hint}')
    return book.facts.claims[claim_id]


def _changed(book: Book, old: Entity, new: Entity | None) -> Edit:
    draft = Draft(book)
    draft.entity(old, new)
    return draft.finish()

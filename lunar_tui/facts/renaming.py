"""Renaming: what an entity is called, by its name and by its other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Draft, Edit
from lunar_tui.facts.editing import entity_of
from lunar_tui.facts.model import Alias, Entity, folded_name
from lunar_tui.facts.proof import bare
from lunar_tui.facts.spans import EditError
from lunar_tui.facts.writing import NOWHERE


def change_names(
    book: Book, known: Entity, name: str, aliases: Sequence[str], new: Sequence[Alias] = ()
) -> Edit:
    """Gives an entity and each of its aliases the name that it is to have; its id stays.

    ``known`` is the entity as it was read. ``aliases`` are as many as it has: an empty one takes
    that alias away, another one renames it (:func:`renamed`). ``new`` go behind them.

    Raises:
        EditError: its names were edited meanwhile, it would have no name, or one of them twice.
    """
    entity = entity_of(book, known.id)
    if (entity.name, bare(entity.aliases)) != (known.name, bare(known.aliases)):
        raise EditError("its names were edited meanwhile: look at them again, nothing was changed")
    if not name.strip():
        raise EditError("an entity needs a name")
    kept = [renamed(alias, now) for alias, now in zip(entity.aliases, aliases, strict=True) if now]
    made = (*kept, *(alias._replace(place=NOWHERE) for alias in new))
    before = Counter([entity.name, *(alias.name for alias in entity.aliases)])
    for one, times in Counter([name, *(alias.name for alias in made)]).items():
        # What stood twice before may do so still.
        if times > max(1, before[one]):
            raise EditError(f'"{name}" is called "{one}" already')
    draft = Draft(book)
    draft.entity(entity, entity._replace(name=name, aliases=made))
    return draft.finish()


def renamed(alias: Alias, name: str) -> Alias:
    """An alias with another name: its language stays, and so does its evidence.

    But where quotes held the old name and none holds the new one, no article states it any more: it
    is the editor's then.
    """
    if name == alias.name:
        return alias
    if _holds(alias, alias.name) and not _holds(alias, name):
        alias = alias._replace(evidence=(), basis="editor")
    return alias._replace(name=name)


def _holds(alias: Alias, name: str) -> bool:
    wanted = folded_name(name)
    return any(wanted in folded_name(piece.quote) for piece in alias.evidence)

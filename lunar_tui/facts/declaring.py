"""Declaring: what can be changed in the schema of a workspace."""

from __future__ import annotations

from collections.abc import Callable

from lunar_tui.facts import proof
from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Draft, Edit
from lunar_tui.facts.identifiers import is_identifier
from lunar_tui.facts.loading import SCHEMA_FILES
from lunar_tui.facts.model import Kind, Property
from lunar_tui.facts.spans import EditError
from lunar_tui.facts.trees import kind_tree, property_tree
from lunar_tui.facts.writing import Part


def add_kind(book: Book, kind: Kind) -> Edit:
    """Declares a kind behind the others; where none are, those that go without saying are written.

    Raises:
        EditError: the id is none or is taken.
    """
    _check(kind.id, kind.id in book.facts.schema.kinds, "kind")
    label = kind.label or kind.id.capitalize()
    kind = Kind(kind.id, label, kind.plural or f"{label}s")
    known = book.facts.schema.kinds
    draft = Draft(book)
    draft.schema = draft.schema._replace(kinds={**known, kind.id: kind})
    new = [kind] if _has(book, "kinds") else [*known.values(), kind]
    _declare(draft, "kinds", [kind_tree(one) for one in new])
    return draft.finish()


def add_property(book: Book, item: Property) -> Edit:
    """Declares a property behind the others.

    Where none is declared, all are allowed: after the first, claims with others are new problems.

    Raises:
        EditError: the id is none or is taken.
    """
    known = book.facts.schema.properties
    _check(item.id, item.id in known, "property")
    item = item._replace(label=item.label or item.id.replace("-", " "))
    draft = Draft(book)
    draft.schema = draft.schema._replace(properties={**known, item.id: item})
    _declare(draft, "properties", [property_tree(item)])
    return draft.finish()


def with_property(book: Book, item: Property, edit: Callable[[Book], Edit]) -> Edit:
    """An edit that needs a property: where it is not declared and others are, it is declared first.

    Where no property is declared, all are allowed, and none need be.

    Raises:
        EditError: the id is none, or the edit cannot be done.
    """
    known = book.facts.schema.properties
    if not known or item.id in known:
        return edit(book)
    made = edit(add_property(book, item).book)
    return Edit(made.book, proof.new_problems(book, made.book))


def with_kind(book: Book, kind: Kind, edit: Callable[[Book], Edit]) -> Edit:
    """An edit that needs a kind: where it is not declared, it is declared first.

    Raises:
        EditError: the id is none, or the edit cannot be done.
    """
    if kind.id in book.facts.schema.kinds:
        return edit(book)
    made = edit(add_kind(book, kind).book)
    return Edit(made.book, proof.new_problems(book, made.book))


def _check(name: str, taken: bool, what: str) -> None:  # noqa: FBT001 - what is asked of the id
    if not is_identifier(name):
        raise EditError(f'the id "{name}" must be lower-case letters, digits and hyphens')
    if taken:
        raise EditError(f'the {what} "{name}" is declared already')


def _has(book: Book, key: str) -> bool:
    """Whether the schema has a list ``key`` with something in it."""
    name = book.file_of_schema()
    root = book.document(name).root if name else None
    value = root.get(key) if root else None
    return value is not None and not value.is_empty


def _declare(draft: Draft, key: str, new: list[Part]) -> None:
    name = draft.book.file_of_schema() or draft.book.name(SCHEMA_FILES[0])
    draft.items(name, f"{key}: []\n".encode(), key, new)

"""Proof that an edit did what it was to do: all facts before and after are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lunar_tui.facts.book import Book
from lunar_tui.facts.model import Claim, Entity, Finding, Schema, Source
from lunar_tui.facts.spans import EditError
from lunar_tui.facts.trees import completed, is_explicit
from lunar_tui.problems import Place, Problem


class Intent(NamedTuple):
    """What a book is to say after an edit.

    Claims have the ids that they have before it; one that is new has the one that it is to have, or
    none. ``formerly`` gives the id before the edit of a claim that is to have another; ``joined``
    are claims that are gone into another one, both by their ids before the edit.
    """

    schema: Schema
    entities: Mapping[str, Entity]
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source]
    formerly: Mapping[str, str] = MappingProxyType({})
    joined: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def of(cls, book: Book) -> Intent:
        """That it says what it says already."""
        facts = book.facts
        return cls(facts.schema, facts.entities, facts.findings, book.sources)


def renamed(before: Book, after: Book, intent: Intent) -> dict[str, str]:
    """The ids that claims have after an edit, by those before it, where they are not the same.

    Raises:
        EditError: the claims after the edit are not those that were intended.
    """
    found: dict[str, str] = {}
    for entity in intent.entities.values():
        now = after.facts.entities.get(entity.id)
        if now == entity == before.facts.entities.get(entity.id):
            continue
        claims = now.claims if now else ()
        if [_content(one) for one in claims] != [_content(one) for one in entity.claims]:
            raise _failed(f'the claims of "{entity.id}"')
        for intended, written in zip(entity.claims, claims, strict=True):
            was = before.facts.claims.get(intended.id)
            if intended.id and (was is None or is_explicit(was)) and intended.id != written.id:
                raise _failed(f'the id "{intended.id}"')
            former = intent.formerly.get(intended.id, intended.id)
            if former != written.id:
                found[former] = written.id
    found.update((gone, found.get(into, into)) for gone, into in intent.joined.items())
    return found


def check(after: Book, intent: Intent) -> None:
    """That a book says what was intended, and nothing else; places and ids may have changed.

    Raises:
        EditError: it does not.
    """
    facts = after.facts
    if _ordered(facts.schema) != _ordered(intent.schema):
        raise _failed("the schema")
    for what, wanted, found in (
        ("the entity", intent.entities, facts.entities),
        ("the entry for", intent.sources, after.sources),
        ("the finding", _by_id(intent.findings), _by_id(facts.findings)),
    ):
        for name in sorted({*wanted, *found}):
            one, other = wanted.get(name), found.get(name)
            # Mostly nothing has moved: then places need not be left out.
            if one != other and bare(one) != bare(other):
                raise _failed(f'{what} "{name}"')


def new_problems(before: Book, after: Book) -> tuple[Problem, ...]:
    """The problems that an edit has made; those that were there have only moved."""
    known = Counter(map(_unplaced, before.problems))
    found = []
    for problem in after.problems:
        if known[_unplaced(problem)] > 0:
            known[_unplaced(problem)] -= 1
        else:
            found.append(problem)
    return tuple(found)


_LINE = re.compile(r"(?<=line )\d+|(?<=:)\d+")


def _unplaced(problem: Problem) -> tuple[str, str, str]:
    return problem.place.file, problem.code, _LINE.sub("", problem.message)


def _ordered(schema: Schema) -> Any:
    return schema.title, list(schema.kinds.items()), list(schema.properties.items())


def _by_id(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {finding.id: finding for finding in findings}


def _content(claim: Claim) -> Any:
    return bare(claim._replace(value=completed(claim.value)))


def bare(value: Any) -> Any:
    """A value of the model without its places, and claims without ids, which follow from them."""
    if isinstance(value, Place):
        return None
    if isinstance(value, Claim):
        value = value._replace(id="", places=(), value=completed(value.value))
    elif isinstance(value, Finding):
        value = value._replace(places=())
    return tuple(map(bare, value)) if isinstance(value, tuple) else value


def _failed(what: str) -> EditError:
    return EditError(f"{what} would not read as intended; nothing was changed: edit the file")

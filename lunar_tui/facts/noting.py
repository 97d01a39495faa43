"""Noting: findings of the editor's own, in ``findings.yaml``."""

from __future__ import annotations

from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Draft, Edit
from lunar_tui.facts.identifiers import is_identifier, slug
from lunar_tui.facts.model import FINDING_KINDS, Facts, Finding
from lunar_tui.facts.proof import bare
from lunar_tui.facts.spans import EditError
from lunar_tui.facts.writing import NOWHERE


def add_finding(book: Book, finding: Finding) -> Edit:
    """Adds a finding behind the others, in a new file where there is none.

    Raises:
        EditError: its id is none or is taken, or it says nothing.
    """
    _check(finding)
    if not is_identifier(finding.id):
        raise EditError(f'the id "{finding.id}" must be lower-case letters, digits and hyphens')
    if finding.id in _taken(book.facts):
        raise EditError(f'the id "{finding.id}" is taken already')
    draft = Draft(book)
    draft.add_finding(finding._replace(basis="editor", place=NOWHERE, places=()))
    return draft.finish()


def replace_finding(book: Book, known: Finding, new: Finding) -> Edit:
    """Puts ``new`` in the place of a finding, with its id; only what differs is written anew.

    Raises:
        EditError: it does not say any more what was read, or ``new`` says nothing.
    """
    _check(new)
    old = _as_known(book, known)
    draft = Draft(book)
    draft.finding(new._replace(id=old.id, basis="editor", place=old.place, places=old.places))
    return draft.finish()


def delete_finding(book: Book, known: Finding) -> Edit:
    """Deletes a finding, and the comment directly above it.

    Raises:
        EditError: it does not say any more what was read.
    """
    draft = Draft(book)
    draft.drop_finding(_as_known(book, known))
    return draft.finish()


def new_finding_id(finding: Finding, facts: Facts) -> str:
    """An id for a new finding that nothing has yet: made of what it is about."""
    base = slug(f"{finding.entity} {finding.property or finding.kind}")
    taken = _taken(facts)
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def _taken(facts: Facts) -> set[str]:
    return {*facts.entities, *(finding.id for finding in facts.findings)}


def _check(finding: Finding) -> None:
    if finding.kind not in FINDING_KINDS:
        raise EditError(f"a finding is one of {', '.join(FINDING_KINDS)}")
    if not finding.summary.strip():
        raise EditError("a finding needs a summary")
    if len(finding.claims) + len(finding.evidence) < 2:
        raise EditError("a finding sets two claims or quotes side by side")


def _as_known(book: Book, known: Finding) -> Finding:
    old = next((one for one in book.facts.findings if one.id == known.id), None)
    if old is None:
        raise EditError(f'there is no finding "{known.id}" of the editor\'s any more')
    if bare(old) != bare(known):
        raise EditError("the finding was edited meanwhile: look at it again, nothing was changed")
    return old

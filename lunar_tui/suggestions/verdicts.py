"""Verdicts: what a person decides of a suggestion, as an edit of the files of the workspace."""

from __future__ import annotations

from typing import NamedTuple

from lunar_tui.facts.book import Book
from lunar_tui.facts.declaring import with_property
from lunar_tui.facts.draft import Edit
from lunar_tui.facts.editing import add_alias, add_claim, entity_of, replace_claim
from lunar_tui.facts.model import Alias, Claim, Evidence, Property
from lunar_tui.facts.spans import EditError
from lunar_tui.problems import Place, Report
from lunar_tui.suggestions.dismissed import FILE, load_dismissed, with_one, without_one
from lunar_tui.suggestions.known import Known
from lunar_tui.suggestions.model import Noted, Suggestion
from lunar_tui.suggestions.vocabulary import SEVERAL
from lunar_tui.workspace import DISMISSED_FILES


class Written(NamedTuple):
    """A claim that a suggestion became, and where; ``quoted``: it was there and took the quote."""

    claim: Claim
    place: Place
    quoted: bool


def accept(book: Book, suggestion: Suggestion) -> Edit:
    """Writes the claim; where one says the same already, it takes the quotes that it lacks.

    Its property is declared with it where the workspace has none of that name.

    Raises:
        EditError: the claim has the quote already, or its entity is gone.
    """
    entity = entity_of(book, suggestion.entity)
    known = Known(entity.claims).claim_of(suggestion)
    if not known:
        claim = suggestion.as_claim()._replace(id="")
        asked = asked_by(suggestion)
        return with_property(book, asked, lambda declared: add_claim(declared, claim))
    claim = book.facts.claims[known]
    there = {_words(piece) for piece in claim.evidence}
    if _words(suggestion.evidence[0]) in there:
        raise EditError(f'"{known}" has this quote already')
    new = tuple(piece for piece in suggestion.evidence if _words(piece) not in there)
    return replace_claim(book, known, claim._replace(evidence=(*claim.evidence, *new)))


def asked_by(suggestion: Suggestion) -> Property:
    """The property of a suggestion as it would be declared."""
    name, several = suggestion.property, suggestion.property in SEVERAL
    return Property(name, name.replace("-", " "), (suggestion.value.type,), several)


def written(book: Book, suggestion: Suggestion) -> Written | None:
    """What a suggestion has become in a book in which it was accepted."""
    wanted = _words(suggestion.evidence[0])
    entity = book.facts.entities.get(suggestion.entity)
    # What was added last stands last.
    for claim in reversed(entity.claims if entity else ()):
        for number, piece in enumerate(claim.evidence):
            if claim.property == suggestion.property and _words(piece) == wanted:
                return Written(claim, piece.place if number else claim.place, quoted=bool(number))
    return None


def accept_name(book: Book, name: str, entity: str) -> Edit:
    """Writes a name that articles use as an alias of an entity, by the editor's word.

    Raises:
        EditError: the entity is gone, or is called so already.
    """
    return add_alias(book, entity, Alias(name))


def dismiss(book: Book, noted: Noted) -> Edit:
    """Notes a suggestion that is not to be proposed again.

    Raises:
        EditError: it is dismissed already, or the file cannot be changed without harm.
    """
    files = [name for name in sorted(book.files) if name.rpartition("/")[2] in DISMISSED_FILES]
    if any(_holds(book, name, noted.id) for name in files):
        raise EditError(f"{noted.id} is dismissed already")
    name = files[0] if files else book.name(FILE)
    return Edit(book.with_file(name, with_one(book.files.get(name, b""), noted)), ())


def restore(book: Book, suggestion: str) -> Edit:
    """Takes it back that a suggestion was dismissed; ``suggestion`` is its id.

    Raises:
        EditError: it is not dismissed, or the file cannot be changed without harm.
    """
    for name in sorted(book.files):
        if name.rpartition("/")[2] in DISMISSED_FILES and _holds(book, name, suggestion):
            return Edit(book.with_file(name, without_one(book.files[name], suggestion)), ())
    raise EditError(f'no dismissed suggestion "{suggestion}"')


def _holds(book: Book, name: str, suggestion: str) -> bool:
    return any(one.id == suggestion for one in load_dismissed(book.files[name], name, Report()))


def _words(piece: Evidence) -> tuple[str, str, str, str]:
    return piece.source, piece.quote, piece.prefix, piece.suffix

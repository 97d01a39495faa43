"""Amending: excuses and zones of an article that are written down already."""

from __future__ import annotations

from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Draft, Edit
from lunar_tui.facts.model import Excuse, Source, ZoneMark
from lunar_tui.facts.proof import bare
from lunar_tui.facts.spans import EditError


def change_excuse(book: Book, file: str, known: Excuse, reason: str) -> Edit:
    """Gives an excuse another reason; without one it is taken away.

    ``known`` is the excuse as it was read.

    Raises:
        EditError: it does not stand there any more.
    """
    source = _source(book, file)
    number = _number(source.excused, known)
    kept = [*source.excused]
    kept[number : number + 1] = [kept[number]._replace(reason=reason)] if reason.strip() else []
    return _amended(book, source, source._replace(excused=tuple(kept)))


def change_zone(book: Book, file: str, known: ZoneMark, zone: str) -> Edit:
    """Makes of a mark one of another zone; without a zone it is taken away.

    Then what lies below it shows again: another mark, or what the program finds by itself.

    Raises:
        EditError: it does not stand there any more.
    """
    source = _source(book, file)
    number = _number(source.zones, known)
    kept = [*source.zones]
    kept[number : number + 1] = [kept[number]._replace(zone=zone)] if zone else []
    return _amended(book, source, source._replace(zones=tuple(kept)))


def _source(book: Book, file: str) -> Source:
    if file not in book.sources:
        raise EditError(f'nothing is written down about "{file}" any more')
    return book.sources[file]


def _number(marks: tuple[Excuse, ...] | tuple[ZoneMark, ...], known: Excuse | ZoneMark) -> int:
    """Where a mark stands among others: the last of those that are alike, which lies on top."""
    wanted = bare(known)
    found = [number for number, mark in enumerate(marks) if bare(mark) == wanted]
    if not found:
        raise EditError("it was edited meanwhile: look at it again, nothing was changed")
    return found[-1]


def _amended(book: Book, old: Source, new: Source) -> Edit:
    draft = Draft(book)
    draft.source(old, new)
    return draft.finish()

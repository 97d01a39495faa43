"""Descriptions of new articles, written into the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lunar_tui.changes import ChangeError, apply, change, read_book
from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Edit
from lunar_tui.facts.editing import add_articles, redescribe_article
from lunar_tui.facts.model import Source
from lunar_tui.facts.spans import EditError
from lunar_tui.workspace import Workspace

Rewrite = Callable[[str, Callable[[Source], Source], Callable[[], None]], None]
# Somebody else may be writing: what he wrote is read again, and the descriptions go behind it.
_TIMES = 3


class RecordError(Exception):
    """Descriptions cannot be written; the message is one line that says why and what to do."""


def recorder(workspace: Workspace) -> Callable[[Iterable[Source]], None]:
    """What writes descriptions of articles into ``sources.yaml``.

    It raises RecordError where that cannot be done.
    """

    def write(sources: Iterable[Source]) -> None:
        new = list(sources)
        _edit(workspace, lambda book: add_articles(book, new))

    return write


def rewriter(workspace: Workspace) -> Rewrite:
    """What writes the description of one article anew, once the article itself is written.

    Whether it can be done is known before anything is written. It raises RecordError where it
    cannot.
    """

    def rewrite(file: str, how: Callable[[Source], Source], write: Callable[[], None]) -> None:
        _edit(workspace, lambda book: redescribe_article(book, file, how), write)

    return rewrite


def _edit(
    workspace: Workspace, how: Callable[[Book], Edit], first: Callable[[], None] | None = None
) -> None:
    for left in reversed(range(_TIMES)):
        try:
            before = read_book(workspace)
            after = how(before).book
            if first:
                first()
                first = None
            apply(workspace, change(before, after))
        except (ChangeError, EditError) as error:
            if not left:
                raise RecordError(str(error)) from None
        else:
            return

"""Descriptions of new articles, and of newer versions, written into the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from lunar_tui.curation import Curator
from lunar_tui.facts.editing import add_articles, redescribe_article
from lunar_tui.facts.model import Source
from lunar_tui.workspace import Workspace

Rewrite = Callable[[str, Callable[[Source], Source], AbstractContextManager[None]], None]


def recorder(workspace: Workspace) -> Callable[[Iterable[Source]], None]:
    """What writes descriptions of articles into ``sources.yaml``.

    It raises CurationError where that cannot be done.
    """
    curator = Curator(workspace)

    def write(sources: Iterable[Source]) -> None:
        new = list(sources)
        curator.edit("articles described", lambda book: add_articles(book, new))

    return write


def rewriter(workspace: Workspace) -> Rewrite:
    """What writes the description of one article anew, within what puts the article itself there.

    Whether it can be done is known before anything is written, and if it fails all the same, the
    article is as it was. It raises CurationError where it cannot be done.
    """
    curator = Curator(workspace)

    def rewrite(
        file: str, how: Callable[[Source], Source], placed: AbstractContextManager[None]
    ) -> None:
        curator.trial(lambda book: redescribe_article(book, file, how))
        with placed:
            curator.edit("article replaced", lambda book: redescribe_article(book, file, how))

    return rewrite

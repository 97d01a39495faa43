"""Descriptions of new articles, written into the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lunar_tui.curation import Curator
from lunar_tui.facts.editing import add_articles
from lunar_tui.facts.model import Source
from lunar_tui.workspace import Workspace


def recorder(workspace: Workspace) -> Callable[[Iterable[Source]], None]:
    """What writes descriptions of articles into ``sources.yaml``.

    It raises CurationError where that cannot be done.
    """
    curator = Curator(workspace)

    def write(sources: Iterable[Source]) -> None:
        new = list(sources)
        curator.edit("articles described", lambda book: add_articles(book, new))

    return write

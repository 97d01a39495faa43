"""Descriptions of new articles, written into the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lunar_tui.changes import ChangeError, apply, change, read_book
from lunar_tui.facts.editing import add_articles
from lunar_tui.facts.model import Source
from lunar_tui.facts.spans import EditError
from lunar_tui.workspace import Workspace

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
        for left in reversed(range(_TIMES)):
            try:
                before = read_book(workspace)
                after = add_articles(before, new).book
                apply(workspace, change(before, after))
            except (ChangeError, EditError) as error:
                if not left:
                    raise RecordError(str(error)) from None
            else:
                return

    return write

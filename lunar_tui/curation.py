"""Curation: facts edited step by step, each step written at once, and taken back by one word."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lunar_tui.changes import Change, ChangedError, ChangeError, apply, change, read_book, undo
from lunar_tui.corpus.article import decode
from lunar_tui.display import clean_line, shortened
from lunar_tui.facts.anchors import anchor
from lunar_tui.facts.quoted import pieces_of
from lunar_tui.facts.requoting import Quote, quote_of
from lunar_tui.facts.spans import EditError
from lunar_tui.problems import Problem
from lunar_tui.workspace import Workspace, read_article_bytes

if TYPE_CHECKING:
    from lunar_tui.facts.book import Book
    from lunar_tui.facts.draft import Edit
    from lunar_tui.facts.model import Evidence

    How: TypeAlias = Callable[[Book], Edit]

# Steps that can be taken back.
_STEPS = 100
_TIMES = 3


class CurationError(Exception):
    """What was asked for cannot be done; the message is one line, and nothing was written."""


class Step(NamedTuple):
    """An edit that was written: what it did in a few words, and the problems that it has made."""

    what: str
    change: Change
    problems: tuple[Problem, ...] = ()


class _Tried(NamedTuple):
    """What an edit makes of a book."""

    how: How
    before: Book
    made: Edit


class Curator:
    """Edits the YAML files of one workspace, one step at a time, whatever threads ask for them.

    What was read, and what was tried last, is kept as long as the files stay as they are.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.steps: list[Step] = []
        # Two keys pressed one after the other are two edits one after the other.
        self._turn = Lock()
        self._book: Book | None = None
        self._tried: _Tried | None = None

    def edit(self, what: str, how: How) -> Step:
        """Does one edit on the files as they are now, and writes it.

        Raises:
            CurationError: it cannot be done, or changes nothing.
        """
        with self._turn:
            for left in reversed(range(_TIMES)):
                try:
                    return self._written(what, how)
                except EditError as error:
                    raise CurationError(str(error)) from None
                except ChangeError as error:
                    # Somebody else wrote meanwhile: the edit is done on what stands there now.
                    if not left:
                        raise CurationError(str(error)) from None
            raise AssertionError

    def _written(self, what: str, how: How) -> Step:
        before, made = self._made(how)
        written = change(before, made.book)
        if not written.files:
            raise CurationError(f"{what}: nothing to change")
        self._refuse_gone(before, made.book)
        apply(self.workspace, written)
        self._book, self._tried = made.book, None
        step = Step(what, written, made.problems)
        self.steps.append(step)
        del self.steps[:-_STEPS]
        return step

    def trial(self, how: How) -> tuple[Problem, ...]:
        """The problems that an edit would make; nothing is written.

        Raises:
            CurationError: it cannot be done.
        """
        try:
            with self._turn:
                before, made = self._made(how)
                self._refuse_gone(before, made.book)
                return made.problems
        except (ChangeError, EditError) as error:
            raise CurationError(str(error)) from None

    def read_ahead(self) -> None:
        """Reads the files, which the next edit then need not; may run in a thread of its own."""
        with self._turn, suppress(ChangeError):
            _ = self._read().facts

    def _read(self) -> Book:
        """The files as they are now."""
        book, known = read_book(self.workspace), self._book
        if known is None or known.files != book.files:
            known = self._book = book
        return known

    def _made(self, how: How) -> tuple[Book, Edit]:
        """The files as they are now, and what an edit makes of them."""
        before, tried = self._read(), self._tried
        if tried is None or tried.how is not how or tried.before is not before:
            tried = self._tried = _Tried(how, before, how(before))
        return before, tried.made

    def _refuse_gone(self, before: Book, after: Book) -> None:
        """Refuses a new quote that its article does not have: it was saved meanwhile."""
        known = _quotes(before)
        for quote, evidence in _quotes(after).items():
            if quote not in known and not self._stands(evidence):
                words = shortened(clean_line(evidence.quote), 60)
                raise CurationError(
                    f'{evidence.source} does not say "{words}" any more: it was saved meanwhile; '
                    "nothing was written"
                )

    def _stands(self, evidence: Evidence) -> bool:
        try:
            text, _ = decode(read_article_bytes(self.workspace, evidence.source))
        except OSError:
            return False
        return anchor(text, evidence).state != "lost"

    def undo(self) -> Step | None:
        """Takes the last step back; None where there is none.

        Raises:
            CurationError: its files have changed since, or cannot be written.
        """
        with self._turn:
            if not self.steps:
                return None
            try:
                undo(self.workspace, self.steps[-1].change)
            except ChangedError:
                gone = self.steps.pop()
                raise CurationError(
                    f'"{gone.what}" cannot be taken back: its file was edited since; '
                    "u goes on with the step before"
                ) from None
            except ChangeError as error:
                # It may be possible in a moment, or once there is room.
                raise CurationError(str(error)) from None
            return self.steps.pop()


def _quotes(book: Book) -> dict[Quote, Evidence]:
    pieces = (piece.evidence for piece in pieces_of(book.facts, book.sources))
    return {quote_of(evidence): evidence for evidence in pieces}

"""What the main screen shows: a subject, one of its claims, the passage that says so."""

from __future__ import annotations

import asyncio
from threading import Lock
from typing import NamedTuple

from textual import on, work

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.facts.model import Claim
from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.marking import Marking
from lunar_tui.tui.messages import ClaimShown, Subject, SubjectShown
from lunar_tui.tui.passage import NoPassage, Passage, passage_of

#: Characters beyond which an article is split into sentences in a thread: that takes over 50 ms.
_LARGE = 30_000


class Showing(Marking):
    """Claims follow the subject, the passage follows the claim."""

    def __init__(self, library: Library, selection: Selection) -> None:
        super().__init__(library, selection)
        self._splitting = Lock()

    def _show_subject(self, subject: Subject, row: int = 0, evidence: int = 0) -> None:
        self.subject = subject
        self._claims.show(subject, row)
        self._claims.set_marked(self._marked)
        if subject.kind == "article":
            self.evidence = 0
            self.passage = Passage(subject.id)
            return
        self._show_claim(self._claims.current, evidence)

    def _show_claim(self, claim: Claim | None, evidence: int = 0) -> None:
        self.evidence = evidence
        spot = self._claims.mention
        self.passage = spot or passage_of(self.library, claim, evidence, self._article_shown)

    @property
    def _article_shown(self) -> str:
        """The article that the subject is, whose evidence then comes first."""
        return self.subject.id if self.subject and self.subject.kind == "article" else ""

    def watch_passage(self, passage: Passage | NoPassage | None) -> None:
        if passage is None:
            return
        article = self.library.article(passage.file) if isinstance(passage, Passage) else None
        if article is not None and not article.is_split:
            # Painted at once, with its signs as soon as its sentences are known.
            split = self._split_aside if len(article.text) > _LARGE else self._split
            self.call_after_refresh(split, article, passage)
        self._reading.show(passage, self._leading)

    def _split(self, article: Article, passage: Passage | NoPassage) -> None:
        _ = article.sentences
        if self.passage is passage:
            self._reading.show(passage, self._leading)

    @work(exclusive=True, group="split", exit_on_error=False)
    async def _split_aside(self, article: Article, passage: Passage | NoPassage) -> None:
        """The same in a thread, one article after the other: this takes long."""

        def split() -> None:
            with self._splitting:
                if self.passage is passage:
                    _ = article.sentences

        await asyncio.to_thread(split)
        if self.passage is passage:
            self._reading.show(passage, self._leading)

    @property
    def _leading(self) -> Claim | None:
        """The claim that leads to the passage; what a view shows is led to by none."""
        return None if self.view else self._claims.current

    @on(SubjectShown)
    def _subject_shown(self, event: SubjectShown) -> None:
        if event.subject != self.subject or self.view:
            self._show_subject(event.subject)

    @on(ClaimShown)
    def _claim_shown(self, _event: ClaimShown) -> None:
        self._show_claim(self._claims.current)

    def _follow_in_panels(self, subject: Subject) -> None:
        panel = self._stack.panel_of(subject)
        if panel:
            panel.select(subject)
            self._stack.activate(panel)

    # --- the same, as it is now ---------------------------------------------------------------

    def renew(self, library: Library) -> None:
        """Shows the workspace as it is now: the cursors and what is in view stay where they are."""
        here = self._here()
        before = self.library
        self.library = library
        self._stack.renew(self._panels())
        self._claims.library = library
        self._reading.renew(library)
        for view in self._views.values():
            view.renew(library)
        self._renew_subject(here)
        self._renew_passage(here, before)
        self._show_marks()

    def _here(self) -> _Here:
        reader, claims = self._reading.reader, self._claims
        return _Here(
            claims.current,
            claims.list.cursor or 0,
            claims.list.top,
            self.passage,
            reader.cursor,
            reader.top,
            self._reading.facts.cursor,
        )

    def _renew_subject(self, here: _Here) -> None:
        subject = self.subject
        gone = subject and subject.kind == "entity" and not self.library.entity(subject.id)
        if gone or subject is None:
            # Merged into another one, or deleted, or the first that there is: what the panel shows.
            subject = self._stack.active.current if self._stack.active else None
        self.subject = subject
        if subject is None:
            return
        self._claims.show(subject, here.row)
        row = self._claims.row_of(here.claim.id) if here.claim else None
        if row is not None:
            self._claims.place_cursor(row)
        self._claims.list.scroll_to_line(here.top)
        self._claims.set_marked(self._marked)

    def _renew_passage(self, here: _Here, before: Library) -> None:
        passage = here.passage
        if self.view is None and self.subject and self.subject.kind == "entity":
            self._show_claim(self._claims.current, self.evidence)
        elif self.subject and self.subject.kind == "article" and not isinstance(passage, Passage):
            # The first article that there is.
            self.passage = Passage(self.subject.id)
        else:
            self.passage = passage
        shown = self.passage
        if not (isinstance(passage, Passage) and isinstance(shown, Passage)):
            return
        now, then = self.library.article(shown.file), before.article(passage.file)
        if now is None or then is None or here.cursor is None or now.file != then.file:
            return
        cursor = _found_again(now, then, here.cursor)
        if cursor:
            self._reading.place_cursor(cursor, here.reader_top, here.fact)


class _Here(NamedTuple):
    """Where the cursors are, and what is in view."""

    claim: Claim | None
    row: int
    top: int
    passage: Passage | NoPassage | None
    cursor: Sentence | None
    reader_top: int
    fact: int | None


def _found_again(now: Article, then: Article, cursor: Sentence) -> Sentence | None:
    """The sentence of an article that was edited in which the cursor stood, or the nearest."""
    words = then.display[cursor.start : cursor.end]
    same = [one for one in now.sentences if now.display[one.start : one.end] == words]
    return min(same or now.sentences, key=lambda one: abs(one.start - cursor.start), default=None)

"""The search of one workspace: opened from the cache, brought up to date or built, then asked.

Importing this is cheap, because the first screen waits for it. The engine and the rooms that
understand queries are imported by `SearchIndex.ensure`, which may run in a thread of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from lunar_tui.search.engine import (
    Engine,
    Explanation,
    Hit,
    IndexNotReady,
    Results,
    SearchError,
)

if TYPE_CHECKING:
    from lunar_tui.search.answering import Answer, Asked
    from lunar_tui.search.keeping import Corpus, Kept, Progress
    from lunar_tui.search.plan import Place
    from lunar_tui.search.subject import Subject

# Copies are folded away: as many more are looked at, so that the hits are still as many.
_MORE, _MOST = 20, 4000


@dataclass(frozen=True, slots=True)
class Opened:
    """How the index came to be there.

    `opened` from the cache, `updated` or `built` and kept there, or built in `memory` only;
    `notice` is a line for the user when that is not what was asked for. `documents` counts
    sentences, `changed` the articles that were indexed or dropped in what is kept.
    """

    how: Literal["opened", "updated", "built", "memory"]
    notice: str | None
    documents: int
    changed: int = 0


class SearchIndex:
    """The sentences of one workspace, and what the workspace knows of them."""

    def __init__(self, cache_dir: Path | None, subject: Callable[[], Subject]) -> None:
        """`cache_dir` is this workspace's own folder in the user's cache; None: memory only."""
        self._cache_dir = cache_dir
        self._subject = subject
        self._known: Subject | None = None
        self._engine: Engine | None = None
        self._corpus: Corpus | None = None
        self._kept: Kept | None = None
        self._closed = 0
        self._changing = threading.Lock()
        self._naming = threading.Lock()

    @property
    def ready(self) -> bool:
        """Whether there is an index to search."""
        return self._engine is not None

    @property
    def kept(self) -> Kept | None:
        """The engine in use, and of what it was made; None where that is not known."""
        return self._kept

    def ensure(
        self, corpus: Corpus, *, rebuild: bool = False, progress: Progress | None = None
    ) -> Opened:
        """Open the index, and index what of the corpus has changed since it was kept.

        Until the new index is there, the one before answers. `progress` is told how many sources of
        how many are indexed; what it or the corpus raises ends the build and comes through. Raises
        SearchError when the engine cannot build at all; a cache that cannot be used is only a
        notice.
        """
        from lunar_tui.search.keeping import Keeper

        with self._changing:
            closed = self._closed
            keeper = Keeper(self._cache_dir, corpus, progress)
            present = self._kept if self._engine is not None else None
            self._kept, opened = keeper.prepared(present, rebuild=rebuild)
            self._engine, self._corpus = self._kept.engine, corpus
            if self._closed != closed:
                # Whoever closed it meanwhile does not wait for what was under way.
                self.close()
            return opened

    def search(
        self,
        query: str,
        *,
        limit: int = 200,
        sources: Collection[str] | None = None,
        zones: Collection[str] | None = None,
        typing: bool = False,
        stop: Callable[[], bool] | None = None,
    ) -> Results:
        """The best `limit` sentences for a query, in the named sources and zones (None: all).

        With `typing`, the last word also stands for words that begin with it, as long as
        nothing follows it. Once `stop` says yes, nobody waits for what is found any more.
        Raises IndexNotReady before the index is there, and SearchError when the engine fails even
        after it was built anew.
        """
        from lunar_tui.search.answering import Asked
        from lunar_tui.search.copies import folded
        from lunar_tui.search.highlight import Marks

        began, limit = perf_counter(), max(0, limit)
        # Twice as many: to ask again would take as long again.
        more = 2 * limit + _MORE
        asked = Asked(query, sources, zones, typing, stop)
        answer = self._answer(asked, more)
        rows = folded(answer.found.rows, limit + _MORE)
        while (
            len(rows) < limit
            and len(answer.found.rows) == more < _MOST
            and not answer.found.partial
        ):
            # So many were copies that there must be others below them.
            more *= 4
            answer = self._answer(asked, more)
            rows = folded(answer.found.rows, limit + _MORE)
        hits: tuple[Hit, ...] = ()
        if answer.plan is not None:
            marks = Marks.of(answer.plan)
            hits = tuple(
                Hit(
                    source=row.source,
                    start=row.start,
                    end=row.end,
                    text=row.text,
                    zone=row.zone,
                    score=score,
                    marks=marks.spans,
                    copies=tuple((copy.source, copy.start, copy.end) for copy in copies),
                    title=row.title,
                )
                for row, score, copies in rows[:limit]
            )
        took_ms = (perf_counter() - began) * 1000
        found = answer.found
        return Results(query, hits, found.total, took_ms, answer.notes, found.partial)

    def explain(
        self,
        query: str,
        places: Iterable[Place],
        *,
        sources: Collection[str] | None = None,
        zones: Collection[str] | None = None,
        typing: bool = False,
    ) -> tuple[Explanation | None, ...]:
        """For each place why a query finds its sentence, as `search` would; None if it does not."""
        from lunar_tui.search.answering import Asked

        answer = self._answer(Asked(query, sources, zones, typing), 1)
        return tuple(map(answer.explain, places))

    def values(self, field: str) -> tuple[str, ...]:
        """What can stand after a field of a query, as far as it can be listed."""
        from lunar_tui.search.filters import values

        return values(field, self._understood())

    def warm_up(self, texts: Iterable[str]) -> None:
        """Loads what the first search would load, and reads `texts`, sentences it may find."""
        from lunar_tui.search.highlight import read

        self._understood().prepare()
        if self._engine is not None:
            self._engine.vocabulary.prepare()
        self.search("a search", typing=True)
        self.matched_names("a search")
        for text in texts:
            read(text)

    def matched_names(self, query: str) -> tuple[str, ...]:
        """Ids of entities whose name is being typed, best first, at most eight.

        Every word of the query begins some word of one name. Needs no index.
        """
        return self._understood().lexicon.matched(query)

    def close(self) -> None:
        """Let go of the index; the cache stays. Does not wait for a build that is under way."""
        self._closed += 1
        engine, self._engine, self._kept = self._engine, None, None
        if engine is not None:
            engine.close()

    def _understood(self) -> Subject:
        with self._naming:
            if self._known is None:
                self._known = self._subject()
            return self._known

    def _answer(self, asked: Asked, limit: int) -> Answer:
        """All of an answer from one engine, even if another takes its place meanwhile."""
        from lunar_tui.search.answering import answered

        engine = self._engine
        if engine is None:
            raise IndexNotReady("the search index is not ready yet")
        try:
            return answered(engine, self._understood(), asked, limit)
        except SearchError:
            return answered(self._recovered(engine), self._understood(), asked, limit)

    def _recovered(self, broken: Engine) -> Engine:
        """An engine in the place of one that failed: built in memory, once."""
        from lunar_tui.search.keeping import engine_kind

        with self._changing:
            if self._engine is None:
                raise IndexNotReady("the search index was closed")
            if self._engine is broken and self._corpus is not None:
                corpus, self._corpus = self._corpus, None
                self._engine = engine_kind().build(corpus.documents(list(corpus.quick())))
                self._kept = None
            return self._engine

"""The search of one workspace: opened from the cache, brought up to date or built, then asked.

Importing this is cheap, because the first screen waits for it. The engine and the rooms that
understand queries are imported by `SearchIndex.ensure`, which may run in a thread of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from lunar_tui.search.engine import (
    Engine,
    Explanation,
    Found,
    Hit,
    IndexNotReady,
    Results,
    SearchError,
)

if TYPE_CHECKING:
    from lunar_tui.search.keeping import Corpus, Kept, Progress
    from lunar_tui.search.plan import Only, Place, Plan
    from lunar_tui.search.subject import Subject

# Copies are folded away: as many more are looked at, so that the hits are still as many.
_MORE, _MOST = 20, 4000


# Hits that have all the words in one sentence: with as many, nobody looks further.
_ENOUGH = 30
# Hits with all the words, below which those with most of them follow.
_FEW = 3


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


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a query was taken for, what was found, and by which engine.

    `loose`: what the last hits were found by, if they do not have all that was asked for.
    """

    engine: Engine
    plan: Plan | None
    found: Found
    notes: tuple[str, ...]
    loose: Plan | None = None


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
        Raises IndexNotReady before the index is there, and SearchError
        when the engine fails even after it was built anew.
        """
        from lunar_tui.search.copies import folded
        from lunar_tui.search.highlight import Marks

        began, limit = perf_counter(), max(0, limit)
        # Twice as many: to ask again would take as long again.
        more = 2 * limit + _MORE
        answer = self._answer(query, more, sources, zones, typing=typing, stop=stop)
        rows = folded(answer.found.rows, limit + _MORE)
        while (
            len(rows) < limit
            and len(answer.found.rows) == more < _MOST
            and not answer.found.partial
        ):
            # So many were copies that there must be others below them.
            more *= 4
            answer = self._answer(query, more, sources, zones, typing=typing, stop=stop)
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
                    highlights=marks.spans(row.text, row.start),
                    copies=tuple((copy.source, copy.start, copy.end) for copy in copies),
                )
                for row, score, copies in rows[:limit]
            )
        took_ms = (perf_counter() - began) * 1000
        found = answer.found
        return Results(query, hits, found.total, took_ms, answer.notes, found.partial)

    def explain(
        self,
        query: str,
        place: Place,
        *,
        sources: Collection[str] | None = None,
        zones: Collection[str] | None = None,
        typing: bool = False,
    ) -> Explanation | None:
        """Why a query finds the sentence at `place`, as `search` would; None if it does not."""
        from lunar_tui.search.plan import Only

        answer = self._answer(query, 1, sources, zones, typing=typing)
        if answer.plan is None:
            return None
        if answer.loose is not None:
            # Below what has all the words stands what has most of them.
            here = _within(answer.plan, Only(places=frozenset([place])))
            if not answer.engine.search(here, limit=1, wide=True).total:
                return answer.engine.explain(answer.loose, place)
        return answer.engine.explain(answer.plan, place)

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

    def _answer(
        self,
        query: str,
        limit: int,
        sources: Collection[str] | None,
        zones: Collection[str] | None,
        *,
        typing: bool,
        stop: Callable[[], bool] | None = None,
    ) -> _Answer:
        engine = self._engine
        if engine is None:
            raise IndexNotReady("the search index is not ready yet")
        try:
            return self._answered(engine, query, limit, sources, zones, typing=typing, stop=stop)
        except SearchError:
            engine = self._recovered(engine)
            return self._answered(engine, query, limit, sources, zones, typing=typing, stop=stop)

    def _answered(
        self,
        engine: Engine,
        query: str,
        limit: int,
        sources: Collection[str] | None,
        zones: Collection[str] | None,
        *,
        typing: bool,
        stop: Callable[[], bool] | None = None,
    ) -> _Answer:
        """All of an answer from one engine, even if another takes its place meanwhile."""
        from lunar_tui.search.planning import loosened, plan
        from lunar_tui.search.query import parse

        nothing = Found((), 0, partial=False, whole=0)
        parsed = parse(query)
        if parsed.tree is None:
            return _Answer(engine, None, nothing, parsed.notes)
        unfinished = typing and parsed.unfinished
        planned = plan(parsed.tree, engine.vocabulary, self._understood(), unfinished=unfinished)
        notes = [*parsed.notes, *planned.notes]
        if planned.plan is None:
            return _Answer(engine, None, nothing, tuple(notes))
        from lunar_tui.search.evaluation import TYPING_LIMIT

        seconds = TYPING_LIMIT if typing else None
        wanted = planned.plan
        only = _only(sources, zones)
        strict = _within(wanted, only)
        found = engine.search(
            strict, limit=limit, wide=True, enough=_ENOUGH, seconds=seconds, stop=stop
        )
        whole = found.whole
        followed: Plan | None = None
        loose = loosened(wanted)
        if found.total < _FEW and not found.partial and loose is not None:
            more = engine.search(_within(loose, only), limit=limit, seconds=seconds, stop=stop)
            if more.total > found.total and found.total:
                found, followed = _followed(found, more), loose
            elif more.total > found.total:
                wanted, found = loose, more
        if (note := _said(whole, found, followed, wanted is loose)) is not None:
            notes.append(note)
        partial = found.partial or planned.partial
        if partial:
            notes.append("the query is too broad to look at everything; narrow it down")
        found = replace(found, partial=partial)
        return _Answer(engine, wanted, found, tuple(notes), followed)

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


def _said(whole: int, found: Found, followed: Plan | None, loose: bool) -> str | None:  # noqa: FBT001
    """What is to be said where not all hits have all the words; `whole` counts those that do."""
    if loose:
        return "no sentence has all the words; showing those with most of them"
    if not found.total or (whole and followed is None):
        return None
    rest = "most of them" if followed is not None else "the rest close by or in a claim"
    if not whole:
        return f"no sentence has all the words; these have {rest}"
    count = "1 sentence has" if whole == 1 else f"{whole} sentences have"
    return f"{count} all the words; below are those with {rest}"


def _only(sources: Collection[str] | None, zones: Collection[str] | None) -> Only | None:
    """The named sources and zones (None: all)."""
    from lunar_tui.search.plan import Only

    if sources is None and zones is None:
        return None
    return Only(
        None if sources is None else frozenset(sources),
        None if zones is None else frozenset(zones),
    )


def _within(wanted: Plan, only: Only | None) -> Plan:
    """A plan among some sentences."""
    from lunar_tui.search.plan import Prefer, Without, all_of

    if only is None:
        return wanted
    # These stay outermost, as they are without a filter.
    if isinstance(wanted, Without):
        return Without(_within(wanted.keep, only), wanted.drop)
    if isinstance(wanted, Prefer):
        return Prefer(_within(wanted.keep, only), wanted.better)
    return all_of((wanted, only))


def _followed(found: Found, more: Found) -> Found:
    """What was found first, and below it the rest of what was found with less."""
    have = {(row.source, row.start, row.end) for row, _ in found.rows}
    least = min(1.0, found.rows[-1][1]) if found.rows else 1.0
    most = max((score for _, score in more.rows), default=1.0)
    rest = tuple(
        (row, least * score / (2 * most))
        for row, score in more.rows
        if (row.source, row.start, row.end) not in have
    )
    total = max(more.total, len(found.rows) + len(rest))
    return Found((*found.rows, *rest), total, more.partial, found.whole)

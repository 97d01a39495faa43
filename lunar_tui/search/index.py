"""The search of one workspace: opened from the cache or built, then asked from any thread.

Importing this is cheap, because the first screen waits for it. The engine and the rooms that
understand queries are imported by `SearchIndex.ensure`, which may run in a thread of its own.
"""

from __future__ import annotations

import hashlib
import threading
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from lunar_tui.search.engine import (
    Document,
    Engine,
    Found,
    Hit,
    IndexNotReady,
    Results,
    SearchError,
)

if TYPE_CHECKING:
    from lunar_tui.search.names import Lexicon
    from lunar_tui.search.plan import Plan
    from lunar_tui.search.store import Store

FORMAT = 1
"""Goes up whenever the same documents would be indexed differently: analysis, schema, table."""

_Documents = Callable[[], Iterable[Document]]
_Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """How the index came to be there.

    `opened` from the cache, `built` and kept there, or built in `memory` only; `notice` is a
    line for the user when that is not what was asked for. `documents` counts sentences.
    """

    how: Literal["opened", "built", "memory"]
    notice: str | None
    documents: int


class SearchIndex:
    """The sentences of one workspace, and the names of the things they are about."""

    def __init__(self, cache_dir: Path | None, names: Iterable[tuple[str, str]] = ()) -> None:
        """`cache_dir` is this workspace's own folder in the user's cache; None: memory only.

        `names` are pairs of an entity's id and one of its names, the preferred one first.
        """
        self._cache_dir = cache_dir
        self._names = tuple(names)
        self._lexicon: Lexicon | None = None
        self._engine: Engine | None = None
        self._key: str | None = None
        self._documents: _Documents | None = None
        self._changing = threading.Lock()
        self._naming = threading.Lock()

    def set_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Replace all names; searches from now on use them."""
        with self._naming:
            self._names = tuple(names)
            self._lexicon = None

    @property
    def ready(self) -> bool:
        """Whether there is an index to search."""
        return self._engine is not None

    def ensure(
        self,
        key: str,
        documents: _Documents,
        *,
        rebuild: bool = False,
        progress: _Progress | None = None,
    ) -> Opened:
        """Open the index for `key`, or build it from `documents`.

        The key stands for the contents: equal keys, equal documents. Until the new index is
        there, the one before answers. `progress` is told how many sentences are indexed; what
        it or `documents` raises ends the build and comes through. Raises SearchError when
        the engine cannot build at all; a cache that cannot be used is only a notice.
        """
        with self._changing:
            if not rebuild and self._engine is not None and self._key == key:
                return Opened("opened", None, len(self._engine))
            self._understood()
            engine, how, notice = self._prepared(key, documents, progress, rebuild=rebuild)
            self._engine, self._key, self._documents = engine, key, documents
            return Opened(how, notice, len(engine))

    def search(
        self,
        query: str,
        *,
        limit: int = 200,
        sources: Collection[str] | None = None,
        zones: Collection[str] | None = None,
        typing: bool = False,
    ) -> Results:
        """The best `limit` sentences for a query, in the named sources and zones (None: all).

        With `typing`, the last word also stands for words that begin with it, as long as
        nothing follows it. Raises IndexNotReady before the index is there, and SearchError
        when the engine fails even after it was built anew.
        """
        from lunar_tui.search.highlight import highlights
        from lunar_tui.search.planning import loosened, plan
        from lunar_tui.search.query import parse

        began = perf_counter()
        if self._engine is None:
            raise IndexNotReady("the search index is not ready yet")
        parsed = parse(query)
        notes = list(parsed.notes)
        found = Found((), 0, partial=False)
        hits: tuple[Hit, ...] = ()
        if parsed.tree is not None:
            unfinished = typing and parsed.unfinished
            wanted = plan(parsed.tree, self._understood(), unfinished=unfinished)
            chosen = None if sources is None else frozenset(sources)
            allowed = None if zones is None else frozenset(zones)
            found = self._found(wanted, limit, chosen, allowed)
            if not found.total and not found.partial and (loose := loosened(wanted)):
                found = self._found(loose, limit, chosen, allowed)
                if found.total:
                    wanted = loose
                    notes.append("no sentence has all the words; showing those with most of them")
            if found.partial:
                notes.append("the query is too broad to look at everything; narrow it down")
            hits = tuple(
                Hit(
                    source=row.source,
                    start=row.start,
                    end=row.end,
                    text=row.text,
                    zone=row.zone,
                    score=score,
                    highlights=highlights(wanted, row.text, row.start),
                )
                for row, score in found.rows
            )
        took_ms = (perf_counter() - began) * 1000
        return Results(query, hits, found.total, took_ms, tuple(notes), found.partial)

    def warm_up(self, texts: Iterable[str]) -> None:
        """Loads what the first search would load, and reads `texts`, sentences it may find."""
        from lunar_tui.search.highlight import read_ahead

        self.search("a search", typing=True)
        self.matched_names("a search")
        for text in texts:
            read_ahead(text)

    def matched_names(self, query: str) -> tuple[str, ...]:
        """Ids of entities whose name is being typed, best first, at most eight.

        Every word of the query begins some word of one name. Needs no index.
        """
        return self._understood().matched(query)

    def close(self) -> None:
        """Let go of the index; the cache stays. Does not wait for a build that is under way."""
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def _understood(self) -> Lexicon:
        from lunar_tui.search.names import Lexicon

        with self._naming:
            if self._lexicon is None:
                self._lexicon = Lexicon(self._names)
            return self._lexicon

    def _found(
        self,
        wanted: Plan,
        limit: int,
        sources: Collection[str] | None,
        zones: Collection[str] | None,
    ) -> Found:
        engine = self._engine
        if engine is None:
            raise IndexNotReady("the search index is not ready yet")
        try:
            return engine.search(wanted, limit=limit, sources=sources, zones=zones)
        except SearchError:
            engine = self._recovered(engine)
            return engine.search(wanted, limit=limit, sources=sources, zones=zones)

    def _recovered(self, broken: Engine) -> Engine:
        """An engine in the place of one that failed: built in memory, once."""
        with self._changing:
            if self._engine is None:
                raise IndexNotReady("the search index was closed")
            if self._engine is broken and self._documents is not None:
                documents, self._documents = self._documents, None
                self._engine = _engine().build(documents())
            return self._engine

    def _prepared(
        self, key: str, documents: _Documents, progress: _Progress | None, *, rebuild: bool
    ) -> tuple[Engine, Literal["opened", "built", "memory"], str | None]:
        def build() -> Engine:
            return _engine().build(documents(), progress)

        if self._cache_dir is None:
            return build(), "memory", None
        try:
            # Imported here: it needs what only POSIX systems have.
            from lunar_tui.search.store import Store, StoreError
        except ImportError:
            return build(), "memory", _notice("this system has no safe place for it")
        built: Engine | None = None
        try:
            store, full_key = Store(self._cache_dir), _full_key(key)
            kept = None if rebuild else _opened(store, full_key)
            if kept is not None:
                return kept, "opened", None
            with store.locked() as locked:
                # Another process may have built it while this one waited.
                kept = None if rebuild else _opened(store, full_key)
                if kept is not None:
                    return kept, "opened", None
                built = build()
                if not locked:
                    return built, "memory", _notice("another lunar-tui is building it")
                store.save(full_key, built.dump())
                return built, "built", None
        except StoreError as error:
            if built is None:
                built = build()
            return built, "memory", _notice(str(error))


def _engine() -> type[Engine]:
    # Imported late: the first screen is painted before the engine is needed.
    from lunar_tui.search.whoosh_engine import WhooshEngine

    return WhooshEngine


def _full_key(key: str) -> str:
    """The caller's key and everything else that decides what the index looks like."""
    from lunar_tui.search.whoosh_engine import versions

    parts = (str(FORMAT), versions(), _splitter(), unicodedata.unidata_version, key)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _splitter() -> str:
    """The version of what splits sentences: another one may make other documents."""
    # The package itself takes long to import.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"nupunkt {version('nupunkt')}"
    except PackageNotFoundError:
        return "nupunkt"


def _opened(store: Store, key: str) -> Engine | None:
    files = store.load(key)
    if files is None:
        return None
    try:
        engine = _engine().load(files)
    except SearchError:
        return None
    store.tidy()
    return engine


def _notice(reason: str) -> str:
    return f"the search index is kept in memory only: {reason}"

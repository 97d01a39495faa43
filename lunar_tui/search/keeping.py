"""Keeping an index: what of a corpus has changed since, and where the rest comes from."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lunar_tui.search.engine import Document, Engine, Part, SearchError
from lunar_tui.search.index import Opened

if TYPE_CHECKING:
    from lunar_tui.search.store import Store

FORMAT = 10
"""Goes up whenever the same files would be indexed differently: zones, analysis, keys, table."""

_CATALOGUE = "catalogue"
Progress = Callable[[int, int], None]
"""Told how many sources of how many are indexed."""


@dataclass(frozen=True)
class Corpus:
    """What is to be indexed.

    `quick` gives for each source something that is cheap to get and changes whenever its documents
    may have; empty where nothing cheap tells. `digest` changes whenever they have, and has no
    blanks. `documents` gives the sentences of some sources. `parts`, if there is such a thing,
    indexes many sources elsewhere; it returns None if that does not work.
    """

    quick: Callable[[], Mapping[str, str]]
    digest: Callable[[str], str]
    documents: Callable[[Iterable[str]], Iterable[Document]]
    parts: Callable[[Sequence[str], Progress | None], list[Part] | None] | None = None


@dataclass
class Kept:
    """An engine, and of what it was made: for every source `quick` and `digest` at that time.

    Both in one text, with a blank before the digest: of twenty thousand sources, this is read at
    every start.
    """

    engine: Engine
    sources: dict[str, str] = field(default_factory=dict)

    def digests(self) -> dict[str, str]:
        """What changes for each source whenever its documents do; empty where nothing tells."""
        return {source: known[known.rindex(" ") + 1 :] for source, known in self.sources.items()}

    def files(self) -> dict[str, bytes]:
        parts = [
            {"name": part.name, "files": list(part.files), "gone": sorted(part.gone)}
            for part in self.engine.parts
        ]
        catalogue = json.dumps({"parts": parts, "sources": self.sources})
        files = {_CATALOGUE: catalogue.encode("ascii")}
        for part in self.engine.parts:
            files.update({f"{part.name}.{name}": data for name, data in part.files.items()})
        return files

    @classmethod
    def loaded(cls, files: Mapping[str, bytes]) -> Kept:
        catalogue = json.loads(files[_CATALOGUE])
        parts = [
            Part(
                part["name"],
                {name: files[f"{part['name']}.{name}"] for name in part["files"]},
                frozenset(part["gone"]),
            )
            for part in catalogue["parts"]
        ]
        sources = catalogue["sources"]
        if not all(" " in known for known in sources.values()):
            raise SearchError("the catalogue of the index is damaged")
        return cls(engine_kind().load(parts), sources)


@dataclass(frozen=True)
class _Changes:
    """What is to be done so that an index fits its corpus."""

    gone: frozenset[str]
    stale: tuple[str, ...]
    sources: dict[str, str]

    @property
    def count(self) -> int:
        return len(self.gone | set(self.stale))


class Keeper:
    """Brings the index of one corpus up to date, once."""

    def __init__(self, folder: Path | None, corpus: Corpus, progress: Progress | None) -> None:
        self._folder = folder
        self._corpus = corpus
        self._progress = progress
        self._digests: dict[str, str] = {}

    @cached_property
    def _quick(self) -> Mapping[str, str]:
        # Asked for once, before anything is read: what changes from now on is seen next time.
        return self._corpus.quick()

    def _digest(self, source: str) -> str:
        if source not in self._digests:
            self._digests[source] = self._corpus.digest(source)
        return self._digests[source]

    def prepared(self, present: Kept | None, *, rebuild: bool) -> tuple[Kept, Opened]:
        """An engine that fits the corpus: the present one, or from the cache where that serves."""
        if present is not None and not rebuild and not self._changes(present).count:
            return present, Opened("opened", None, len(present.engine))
        if self._folder is None:
            return self._in_memory(None)
        try:
            # Imported here: it needs what only POSIX systems have.
            from lunar_tui.search.store import Store, StoreError
        except ImportError:
            return self._in_memory("this system has no safe place for it")
        made: Kept | None = None
        try:
            store, key = Store(self._folder), _key()
            kept = None if rebuild else _opened(store, key)
            changes = self._changes(kept)
            if kept is not None and not changes.count and changes.sources == kept.sources:
                store.tidy()
                return kept, Opened("opened", None, len(kept.engine))
            with store.locked() as locked:
                # Another process may have brought it up to date while this one waited.
                kept = None if rebuild else _opened(store, key)
                changes = self._changes(kept)
                made = self._made(kept, changes)
                how: Literal["opened", "updated", "built", "memory"] = "built"
                if kept is not None:
                    how = "updated" if changes.count else "opened"
                if not locked:
                    return _unkept(made, "another lunar-tui is building it")
                store.save(key, made.files())
                opened = Opened(how, None, len(made.engine), changes.count)
                return made, opened
        except StoreError as error:
            if made is None:
                return self._in_memory(str(error))
            return _unkept(made, str(error))

    def _in_memory(self, reason: str | None) -> tuple[Kept, Opened]:
        return _unkept(self._made(None, self._changes(None)), reason)

    def _changes(self, kept: Kept | None) -> _Changes:
        before = kept.sources if kept is not None else {}
        gone = frozenset(before.keys() - self._quick.keys())
        stale: list[str] = []
        sources: dict[str, str] = {}
        for source, now in self._quick.items():
            then = before.get(source, " ")
            if now and then.startswith(now) and then.rindex(" ") == len(now):
                sources[source] = then
                continue
            digest = self._digest(source)
            unchanged = then.endswith(f" {digest}")
            # Without a digest nothing is known: then even the same file is looked at again.
            known = f"{now} {digest}" if digest else " "
            sources[source] = then if unchanged and not now else known
            if not unchanged:
                stale.append(source)
        return _Changes(gone, tuple(stale), sources)

    def _made(self, kept: Kept | None, changes: _Changes) -> Kept:
        stale, kind = changes.stale, engine_kind()
        parts = self._corpus.parts(stale, self._progress) if self._corpus.parts else None
        documents = self._corpus.documents(self._counted(stale))
        if kept is None:
            engine = kind.load(parts) if parts else kind.build(documents)
        elif changes.count:
            gone = changes.gone | set(stale)
            if parts:
                left = kept.engine.update(gone, ())
                engine = kind.load([*left.parts, *parts])
            else:
                engine = kept.engine.update(gone, documents)
        else:
            engine = kept.engine
        return Kept(engine, changes.sources)

    def _counted(self, sources: Sequence[str]) -> Iterator[str]:
        for done, source in enumerate(sources):
            if self._progress is not None:
                self._progress(done, len(sources))
            yield source


def _unkept(made: Kept, reason: str | None) -> tuple[Kept, Opened]:
    notice = reason and f"the search index is kept in memory only: {reason}"
    return made, Opened("memory", notice, len(made.engine))


def engine_kind() -> type[Engine]:
    """The engine that is used."""
    # Imported late: the first screen is painted before the engine is needed.
    from lunar_tui.search.whoosh_engine import WhooshEngine

    return WhooshEngine


def _opened(store: Store, key: str) -> Kept | None:
    files = store.load(key)
    if files is None:
        return None
    try:
        return Kept.loaded(files)
    except (SearchError, KeyError, ValueError, TypeError, AttributeError):
        return None


def _key() -> str:
    """Everything but the articles that decides what the index looks like."""
    import hashlib

    from lunar_tui.search.whoosh_engine import versions

    parts = (str(FORMAT), versions(), _splitter(), unicodedata.unidata_version)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _splitter() -> str:
    """The version of what splits sentences: another one may make other documents."""
    # The package itself takes long to import.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"nupunkt {version('nupunkt')}"
    except PackageNotFoundError:
        return "nupunkt"

"""The search engine: Whoosh, held in memory. The only module that imports it.

Whoosh never sees a path: it builds into memory and opens from bytes that were verified before
(its files are pickles, which run code when opened). What is shown of a sentence is not in Whoosh
but in a table beside it, so that filters and ranks need no stored fields.
"""

# Whoosh is typed in part only.
# mypy: disallow-untyped-calls=False

from __future__ import annotations

import heapq
import json
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Self

import whoosh
from whoosh.analysis.tokenizers import SpaceSeparatedTokenizer
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from lunar_tui.search.analysis import stem, words
from lunar_tui.search.engine import FURNITURE_ZONES, Document, Found, SearchError
from lunar_tui.search.evaluation import Evaluation, Field, Posting, shown
from lunar_tui.search.plan import Plan

if TYPE_CHECKING:
    from whoosh.matching.mcore import Matcher

_TABLE = "documents.json"
_PROGRESS_STEP = 64
# Looking a document up in a posting list costs about as much as stepping over this many.
_SKIPPING = 8


def versions() -> str:
    """The versions that decide what an index looks like inside."""
    try:
        return f"whoosh {version('whoosh3')}, snowballstemmer {version('snowballstemmer')}"
    except PackageNotFoundError:
        return f"whoosh {whoosh.__version_str__}"


def _schema() -> Schema:
    # The analyser is never used: words arrive ready, as lists.
    analyser = SpaceSeparatedTokenizer()
    return Schema(
        stems=TEXT(analyzer=analyser, phrase=True),
        forms=TEXT(analyzer=analyser, phrase=True),
    )


@contextmanager
def _guarded(doing: str) -> Iterator[None]:
    try:
        yield
    except SearchError:
        raise
    except Exception as error:
        # Whoosh raises some ten unrelated types, bare IndexError and AssertionError among them.
        raise SearchError(f"{doing} failed ({type(error).__name__})") from error


class WhooshEngine:
    """See `lunar_tui.search.engine.Engine`."""

    def __init__(self, storage: RamStorage, documents: list[Document]) -> None:
        """Use `build` or `load`."""
        self._documents = documents
        self._furniture = [document.zone in FURNITURE_ZONES for document in documents]
        # A searcher reads through cursors that threads must not share.
        self._using = threading.Lock()
        with _guarded("opening the index"):
            self._storage: RamStorage | None = storage
            self._searcher: Searcher = storage.open_index(schema=_schema()).searcher(
                weighting=BM25F()
            )
            if self._searcher.doc_count_all() != len(documents):
                raise SearchError("the index does not fit its documents")

    @classmethod
    def build(
        cls, documents: Iterable[Document], progress: Callable[[int], None] | None = None
    ) -> Self:
        # In this order, equal scores fall into the order that Engine promises by themselves.
        rows = sorted(documents, key=lambda row: (row.source, row.start, row.end))
        storage = RamStorage()
        with _guarded("building the index"):
            writer = storage.create_index(_schema()).writer()
        for done, row in enumerate(rows):
            if progress is not None and done and done % _PROGRESS_STEP == 0:
                progress(done)
            with _guarded("building the index"):
                forms = list(words(row.text))
                writer.add_document(forms=forms, stems=list(map(stem, forms)))
        with _guarded("building the index"):
            writer.commit()
        if progress is not None:
            progress(len(rows))
        return cls(storage, rows)

    @classmethod
    def load(cls, files: dict[str, bytes]) -> Self:
        storage = RamStorage()
        with _guarded("opening the index"):
            documents = [Document(*row) for row in json.loads(files[_TABLE])]
            storage.files = {name: data for name, data in files.items() if name != _TABLE}
            return cls(storage, documents)

    def dump(self) -> dict[str, bytes]:
        if self._storage is None:
            raise SearchError("the index is closed")
        table = [(row.source, row.start, row.end, row.text, row.zone) for row in self._documents]
        # Escaped to ASCII, so that file names that are not valid text survive too.
        return {_TABLE: json.dumps(table).encode("ascii"), **self._storage.files}

    def __len__(self) -> int:
        return len(self._documents)

    def search(
        self,
        plan: Plan,
        *,
        limit: int,
        sources: Collection[str] | None = None,
        zones: Collection[str] | None = None,
    ) -> Found:
        with self._using, _guarded("the search"):
            if self._storage is None:
                raise SearchError("the index is closed")
            evaluation = Evaluation(_Postings(self._searcher))
            scores = evaluation.scores(plan)
        ranked: list[tuple[bool, float, int]] = []
        for docnum, score in scores.items():
            row = self._documents[docnum]
            if (sources is None or row.source in sources) and (zones is None or row.zone in zones):
                ranked.append((self._furniture[docnum], -score, docnum))
        rows = tuple(
            (self._documents[docnum], shown(-negative, furniture=furniture))
            for furniture, negative, docnum in heapq.nsmallest(max(limit, 0), ranked)
        )
        return Found(rows, len(ranked), evaluation.partial)

    def close(self) -> None:
        with self._using:
            self._storage = None


class _Postings:
    """See `lunar_tui.search.evaluation.Postings`."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._reader = searcher.reader()

    @property
    def documents(self) -> int:
        count: int = self._reader.doc_count_all()
        return count

    def frequency(self, field: Field, word: str) -> int:
        frequency: int = self._reader.doc_frequency(field, word)
        return frequency

    def walk(
        self, field: Field, word: str, within: Collection[int] | None
    ) -> Iterator[tuple[int, Posting]]:
        if (field, word.encode()) not in self._reader:
            return
        matcher = self._searcher.postings(field, word)
        posting = _Posting(matcher)
        if within is not None and len(within) * _SKIPPING < self.frequency(field, word):
            for docnum in within:
                if matcher.is_active() and matcher.id() < docnum:
                    matcher.skip_to(docnum)
                if not matcher.is_active():
                    return
                if matcher.id() == docnum:
                    yield docnum, posting
            return
        while matcher.is_active():
            docnum = matcher.id()
            if within is None or docnum in within:
                yield docnum, posting
            matcher.next()

    def beginning(self, prefix: str) -> Iterator[str]:
        return (word.decode() for word in self._reader.expand_prefix("forms", prefix))


class _Posting:
    """Where a matcher stands; see `lunar_tui.search.evaluation.Posting`."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def score(self) -> float:
        score: float = self._matcher.score()
        return score

    def positions(self) -> list[int]:
        positions: list[int] = self._matcher.value_as("positions")
        return positions

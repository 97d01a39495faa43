"""The index of the shipped articles: built, opened and asked, beside plain Whoosh."""

# Whoosh is typed in part only.
# mypy: disallow-untyped-calls=False

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

from whoosh.fields import NUMERIC, STORED, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.qparser.default import QueryParser
from whoosh.searching import Searcher

from benchmarks.programs import fresh_home
from benchmarks.tables import Row, Series, Table, Target
from lunar_tui.library import Library, open_library

ROUNDS = 5
LIMIT = 200
QUERIES = (
    "lunar station",
    "moon",
    "samples",
    "Chang'e-5",
    "Roscosmos",
    "memorandum of understanding",
    "2 kg",
    "Rogozin",
    "south pole",
    "launch 2026",
)

Sentences = Sequence[tuple[str, int, int, str]]
NOTES = (
    "In one process, imports done.",
    "Build: from articles in memory to the index on disk, flushed.",
    "Open: verified and read into memory.",
    "Plain Whoosh: one TEXT field and the offsets stored; no inflections, no highlights.",
    "Queries: the best 200 sentences of each, with their text.",
)


def measure() -> list[Table]:
    """Builds and openings in turn with plain Whoosh on the same sentences; then queries."""
    times = {
        name: Series(name)
        for name in (
            "plain Whoosh: build",
            "build",
            "plain Whoosh: open",
            "open",
            "plain Whoosh: query",
            "query",
            "read the articles, cut sentences",
        )
    }
    for number in range(ROUNDS + 1):
        # The first round imports what is needed, and does not count.
        _round({name: Series(name) for name in times} if number == 0 else times)
    count = len(_sentences(open_library()))
    rows = [
        Row(times["read the articles, cut sentences"]),
        Row(times["plain Whoosh: build"]),
        Row(times["build"], times["plain Whoosh: build"], Target("median", 500)),
        Row(times["plain Whoosh: open"]),
        Row(times["open"], times["plain Whoosh: open"]),
        Row(times["plain Whoosh: query"]),
        Row(times["query"], times["plain Whoosh: query"]),
    ]
    table = Table(
        f"Index of {count} sentences",
        rows,
        NOTES,
    )
    return [table]


def _round(times: dict[str, Series]) -> None:
    with fresh_home() as home, patch.dict(os.environ, XDG_CACHE_HOME=str(home / "cache")):
        library = open_library()
        sentences: Sentences = ()

        def read() -> None:
            nonlocal sentences
            sentences = _sentences(library)

        _timed(times["read the articles, cut sentences"], read)
        plain = home / "plain"
        plain.mkdir()
        _timed(times["plain Whoosh: build"], lambda: _build(plain, sentences))
        _timed(times["build"], library.open_index)
        again = open_library()
        _sentences(again)
        _timed(times["plain Whoosh: open"], lambda: open_dir(str(plain)).searcher())
        _timed(times["open"], again.open_index)
        searcher = open_dir(str(plain)).searcher()
        parser = QueryParser("text", searcher.schema)
        for query in QUERIES:
            _timed(times["plain Whoosh: query"], partial(_ask, searcher, parser, query))
            _timed(times["query"], partial(again.search, query, limit=LIMIT))
        searcher.close()
        for opened in (library, again):
            opened.index.close()


def _sentences(library: Library) -> Sentences:
    return [
        (article.file, span.start, span.end, article.display[span.start : span.end])
        for article in library.articles()
        for span in article.sentences
    ]


def _build(folder: Path, sentences: Sentences) -> None:
    schema = Schema(source=STORED, start=NUMERIC(stored=True), end=NUMERIC(stored=True), text=TEXT)
    writer = create_in(str(folder), schema).writer()
    for source, start, end, text in sentences:
        writer.add_document(source=source, start=start, end=end, text=text)
    writer.commit()


def _ask(searcher: Searcher, parser: QueryParser, query: str) -> list[dict[str, object]]:
    return [hit.fields() for hit in searcher.search(parser.parse(query), limit=LIMIT)]


def _timed(series: Series, work: Callable[[], object]) -> None:
    gc.collect()
    began = perf_counter()
    work()
    series.add(perf_counter() - began)

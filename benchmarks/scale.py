"""Twenty thousand articles: built, opened, refreshed, asked, beside raw Whoosh and SQLite FTS5."""

# Whoosh is typed in part only.
# mypy: disallow-untyped-calls=False

from __future__ import annotations

import asyncio
import gc
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from unittest.mock import patch

from whoosh.fields import NUMERIC, STORED, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.qparser.default import QueryParser

from benchmarks import reuters
from benchmarks.launch import greeted
from benchmarks.pace import Pace
from benchmarks.picture import Picture
from benchmarks.programs import BARE, ProgramError, environment, fresh_home, lunar_tui, run
from benchmarks.tables import Limit, Row, Series, Sizes, Table, Target
from benchmarks.terminal import Terminal
from lunar_tui.library import Library, open_library

SIZE = (140, 42)
ROUNDS = 5
LIMIT = 60
#: Words that people ask such news for, typed letter by letter; asked whole of all engines.
QUERIES = (
    "oil prices",
    "kuwait oil minister",
    "trade deficit japan",
    "interest rates",
    "cocoa buffer stock",
    "gold output",
    "opec quota",
    "bundesbank dollar",
    "wheat exports soviet",
    "merger agreement",
    "company said",
    "mln dlrs profit",
    "bank of england",
    "copper strike peru",
    "sugar crop brazil",
    "inflation rate",
    "coffee export quotas",
    "the treasury secretary",
    "natural gas pipeline",
    "stock split",
)
_QUIT = "\x11"
_ERASE_LEFT = "\x15"
_STARTED = 1.0
_FIRST = "00001-1987-02-26.txt"
_TITLE = "BAHIA COCOA REVIEW"
NOTES = (
    "Raw Whoosh and SQLite FTS5 index the sentences that lunar-tui cuts, which they are given.",
    "Raw Whoosh: one process, one TEXT field, file and offsets stored. FTS5: porter and unicode61.",
    "lunar-tui reads the files, cuts the sentences and finds their dates, too, on all processors.",
    "Refresh: from the call to the answer being there; in a process of its own, imports done.",
    f"Queries: the best {LIMIT} sentences of each, with their text, in the process.",
    "Launch: from the spawn in a pty to the list of articles and the first article.",
    "Keys: from writing the key into the pty to the last byte painted for it.",
    "Event loop: how late a task runs that asks to run every millisecond, while letters are typed.",
    "By its own work: as far as the program had a processor while the task waited for its turn.",
    "Memory: resident, of the whole program in its pty, after those queries letter by letter.",
)

Sentences = Sequence[tuple[str, int, int, str]]


def measure() -> list[object]:
    """Everything in one run: the machine is the same for all."""
    with (
        fresh_home() as home,
        patch.dict(
            os.environ, XDG_CACHE_HOME=str(home / "cache"), XDG_STATE_HOME=str(home / "state")
        ),
    ):
        folder = reuters.workspace(home / "reuters")
        size = sum(file.stat().st_size for file in (folder / "articles").iterdir())
        times = {name: Series(name) for name in _NAMES}
        pace = Pace()
        pace.take()
        _build(home, folder, times)
        # As the program does it: in a process that holds nothing else.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            for name, took in alone.submit(refreshed, folder).result():
                times[name].add(took)
        launches = _launches(home, folder)
        resident = _keys(home, folder, times)
        pace.take()
        _lateness(folder, times)
        pace.take()
        sizes = Sizes(
            "Twenty thousand articles: sizes",
            (
                Limit("text", size, None),
                Limit("index on disk", _size(home / "cache"), 3 * size),
                Limit("index of raw Whoosh", _size(home / "whoosh"), None),
                Limit("index of SQLite FTS5", _size(home / "fts.db"), None),
                Limit("resident after the queries", resident, 250 << 20),
            ),
        )
    rows = [
        Row(times["raw Whoosh: build"]),
        Row(times["SQLite FTS5: build"], times["raw Whoosh: build"]),
        Row(times["lunar-tui: build"], times["raw Whoosh: build"], Target("ratio", 1.0)),
        Row(times["refresh: nothing changed"], None, Target("median", 500)),
        Row(times["refresh: one article added"], None, Target("median", 1000)),
        Row(times["refresh: one article changed"], None, Target("median", 1000)),
        Row(times["refresh: one article removed"], None, Target("median", 1000)),
        *launches,
        Row(times["raw Whoosh: query"]),
        Row(times["SQLite FTS5: query"], times["raw Whoosh: query"]),
        Row(times["lunar-tui: query"], times["raw Whoosh: query"]),
        Row(times["letter in the search box: hits painted"], None, Target("p95", 50)),
        Row(times["letter in the search box: last byte"], None, Target("worst", 150)),
        Row(times["event loop late"], None, Target("worst", 30)),
        Row(times["event loop late, by its own work"], None, Target("worst", 30)),
    ]
    return [Table("Twenty thousand articles", rows, (*NOTES, pace.note), pace.factor), sizes]


_NAMES = (
    "raw Whoosh: build",
    "SQLite FTS5: build",
    "lunar-tui: build",
    "refresh: nothing changed",
    "refresh: one article added",
    "refresh: one article changed",
    "refresh: one article removed",
    "raw Whoosh: query",
    "SQLite FTS5: query",
    "lunar-tui: query",
    "letter in the search box: hits painted",
    "letter in the search box: last byte",
    "event loop late",
    "event loop late, by its own work",
)


def _build(home: Path, folder: Path, times: dict[str, Series]) -> None:
    """All three indexes, then the queries in turn."""
    command = [*lunar_tui(), "-w", str(folder), "index", "--rebuild"]
    took = run(command, environment(home), patience=600)
    times["lunar-tui: build"].add(took)
    library = open_library(folder)
    sentences = _sentences(library)
    plain = home / "whoosh"
    plain.mkdir()
    timed(times["raw Whoosh: build"], partial(_whoosh, plain, sentences))
    database = home / "fts.db"
    timed(times["SQLite FTS5: build"], partial(_fts, database, sentences))
    del sentences
    library.open_index()
    library.warm_up_search()
    searcher = open_dir(str(plain)).searcher()
    parser = QueryParser("text", searcher.schema)
    connection = sqlite3.connect(database)
    for query in QUERIES * 5:
        wanted = parser.parse(query)
        timed(
            times["raw Whoosh: query"],
            lambda wanted=wanted: [hit.fields() for hit in searcher.search(wanted, limit=LIMIT)],  # type: ignore[misc]
        )
        timed(times["SQLite FTS5: query"], partial(_ask, connection, query))
        timed(times["lunar-tui: query"], partial(library.search, query, limit=LIMIT))
    connection.close()
    searcher.close()
    library.index.close()


def _sentences(library: Library) -> Sentences:
    from lunar_tui.searchable import Searchable

    documents = Searchable(library).documents(library.files)
    return [(row.source, row.start, row.end, row.text) for row in documents]


def _whoosh(folder: Path, sentences: Sentences) -> None:
    schema = Schema(
        source=STORED, start=NUMERIC(stored=True), end=NUMERIC(stored=True), text=TEXT(stored=True)
    )
    writer = create_in(str(folder), schema).writer(limitmb=256)
    for source, start, end, text in sentences:
        writer.add_document(source=source, start=start, end=end, text=text)
    writer.commit()


def _fts(file: Path, sentences: Sentences) -> None:
    connection = sqlite3.connect(file)
    connection.execute(
        "create virtual table sentences using fts5("
        "source unindexed, start unindexed, end unindexed, text, tokenize='porter unicode61')"
    )
    connection.executemany("insert into sentences values (?, ?, ?, ?)", sentences)
    connection.commit()
    connection.close()


def _ask(connection: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(
        "select * from sentences where sentences match ? order by rank limit ?", (query, LIMIT)
    ).fetchall()


def refreshed(folder: Path) -> list[tuple[str, float]]:
    """Names of series, each with the seconds that one refresh took."""
    articles = folder / "articles"
    other = articles / "99999-1987-10-20.txt"
    times: list[tuple[str, float]] = []
    # What is imported late is imported now.
    _opened(folder, "oil", 60)
    for number in range(ROUNDS):
        word = f"xylograph{'abcdefgh'[number]}"
        times.append(("refresh: nothing changed", _opened(folder, "oil", 60)))
        other.write_text(f"An added article\n\nIt speaks of a {word}.\n", encoding="utf-8")
        times.append(("refresh: one article added", _opened(folder, word, 1)))
        other.write_text(f"A changed article\n\nIt speaks of a zinc{word}.\n", encoding="utf-8")
        times.append(("refresh: one article changed", _opened(folder, f"zinc{word}", 1)))
        other.unlink()
        times.append(("refresh: one article removed", _opened(folder, f'"zinc{word}"', 0)))
    return times


def _opened(folder: Path, query: str, count: int) -> float:
    """Seconds from the call to the answer."""
    _settled()
    began = perf_counter()
    library = open_library(folder)
    library.open_index()
    found = len(library.search(query, limit=LIMIT).hits)
    took = perf_counter() - began
    library.index.close()
    if found != count:
        raise ProgramError(f"{query} found {found} sentences instead of {count}")
    return took


def _shown(picture: Picture) -> bool:
    return picture.shows(_FIRST) and picture.shows(_TITLE)


def _launches(home: Path, folder: Path) -> list[Row]:
    bare, full = Series("bare application"), Series("lunar-tui, first frame")
    surroundings = environment(home)
    for _ in range(ROUNDS):
        with Terminal(BARE, SIZE, surroundings, _QUIT) as terminal:
            bare.add(terminal.wait_for(greeted, "the first frame"))
        with Terminal((*lunar_tui(), "-w", str(folder)), SIZE, surroundings) as terminal:
            full.add(terminal.wait_for(_shown, "the first frame"))
    return [Row(bare), Row(full, bare, Target("ratio", 1.5), paired=True)]


def _keys(home: Path, folder: Path, times: dict[str, Series]) -> int:
    """Types the queries, each five times; the bytes resident afterwards."""
    from benchmarks.keys import HITS

    command = (*lunar_tui(), "-w", str(folder))
    with Terminal(command, SIZE, environment(home), _QUIT) as terminal:
        terminal.wait_for(_shown, "the first frame")
        terminal.settle(_STARTED)
        terminal.press("/")
        for query in QUERIES:
            for letter in query:
                painted = terminal.press(letter, HITS)
                if painted is None:
                    continue
                times["letter in the search box: last byte"].add(painted.last)
                if painted.seen is not None:
                    times["letter in the search box: hits painted"].add(painted.seen)
            terminal.press(_ERASE_LEFT)
        for query in QUERIES * 4:
            terminal.press(f"{_ERASE_LEFT}{query}")
        return terminal.resident()


def _lateness(folder: Path, times: dict[str, Series]) -> None:
    """The program without a terminal: everything else is the same."""
    from lunar_tui.cli import tune

    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    tune()
    try:
        _watched(folder, times)
    finally:
        sys.setswitchinterval(interval)
        gc.set_threshold(*thresholds)
        gc.enable()


def _watched(folder: Path, times: dict[str, Series]) -> None:
    from lunar_tui.tui.app import LunarApp

    late, own = times["event loop late"], times["event loop late, by its own work"]

    async def probe() -> None:
        while True:
            began, worked = perf_counter(), process_time()
            await asyncio.sleep(0.001)
            waited = max(0.0, perf_counter() - began - 0.001)
            late.add(waited)
            # While all threads together had less of a processor, the machine gave it to others.
            own.add(min(waited, process_time() - worked))

    async def typed() -> None:
        app = LunarApp(open_library(folder))
        async with app.run_test(size=SIZE) as pilot:
            await asyncio.sleep(3)
            await pilot.press("slash")
            watching = asyncio.create_task(probe())
            for query in QUERIES[::4]:
                for letter in query:
                    await pilot.press("space" if letter == " " else letter)
                await pilot.press("ctrl+u")
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    asyncio.run(typed())


def _size(place: Path) -> int:
    files = place.rglob("*") if place.is_dir() else [place]
    return sum(file.stat().st_size for file in files if file.is_file())


def _settled() -> None:
    """The collector has nothing to do, and does not look again at what other measurements left."""
    gc.collect()
    gc.freeze()


def timed(series: Series, work: Callable[[], object]) -> None:
    """Adds the seconds that some work takes."""
    _settled()
    began = perf_counter()
    work()
    series.add(perf_counter() - began)

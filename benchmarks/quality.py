"""How well the search finds what a person means: judged queries, beside plain BM25.

A judged query names the sentences that answer it (`judged/`), written from a reading of the
articles. The search was tuned on one half; the other was held back.
"""

# Whoosh is typed in part only.
# mypy: disallow-untyped-calls=False

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

from whoosh.analysis.analyzers import StemmingAnalyzer
from whoosh.fields import NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser.default import QueryParser
from whoosh.qparser.syntax import OrGroup

from benchmarks.judged import KINDS, Answer, Half, JudgedQuery, load
from benchmarks.tables import Scores
from lunar_tui.library import Library, open_library

LIMIT = 10
Ask = Callable[[str], Sequence[frozenset[Answer]]]
"""A query to its hits, best first: of each the sentence and those folded into it."""

NOTES = (
    "success@k: an answer is among the first k hits. MRR: mean of one over the rank of the first.",
    f"Hits after the {LIMIT}th count as none. A hit stands for the copies that are folded into it.",
    "Plain BM25: Whoosh with its stemming analyser, any of the words, no names, zones or dates.",
    "The tuning half was looked at while the search was made, the other half was not.",
)


def measure() -> list[Scores]:
    """Success and rank on both halves, and on each kind of query."""
    library = open_library()
    library.open_index()
    engines: tuple[tuple[str, Ask], ...] = (
        ("plain BM25", plain_bm25(library)),
        ("lunar-tui", ours(library)),
    )
    tables = []
    for half in get_args(Half):
        queries = load(half)
        rows = [
            (f"{name}: {kind}", ranks(ask, [q for q in queries if kind in ("all", q.kind)]))
            for kind in ("all", *KINDS)
            for name, ask in engines
        ]
        targets = {"lunar-tui: all": 0.98} if half == "held_back" else {}
        title = f"Judged queries: {half.replace('_', ' ')} half"
        tables.append(Scores(title, rows, NOTES, targets))
    return tables


def ranks(ask: Ask, queries: Sequence[JudgedQuery]) -> list[int]:
    """For each query the rank of the first hit that answers it, from 1; 0 if none does."""
    return [rank(ask(query.query), query) for query in queries]


def rank(hits: Sequence[frozenset[Answer]], query: JudgedQuery) -> int:
    """The rank of the first hit that answers a query."""
    places = (at for at, places in enumerate(hits[:LIMIT], 1) if places & query.answers)
    return next(places, 0)


def ours(library: Library) -> Ask:
    """The search of the program."""

    def ask(query: str) -> Sequence[frozenset[Answer]]:
        hits = library.search(query, limit=LIMIT).hits
        return [frozenset({(hit.source, hit.start, hit.end), *hit.copies}) for hit in hits]

    return ask


def plain_bm25(library: Library) -> Ask:
    """What a full-text index gives without knowing the subject."""
    schema = Schema(
        source=STORED,
        start=NUMERIC(stored=True),
        end=NUMERIC(stored=True),
        text=TEXT(analyzer=StemmingAnalyzer()),
    )
    storage = RamStorage()
    writer = storage.create_index(schema).writer()
    for article in library.articles():
        for span in article.sentences:
            writer.add_document(
                source=article.file,
                start=span.start,
                end=span.end,
                text=article.display[span.start : span.end],
            )
    writer.commit()
    searcher = storage.open_index().searcher()
    parser = QueryParser("text", schema, group=OrGroup)

    def ask(query: str) -> Sequence[frozenset[Answer]]:
        hits = searcher.search(parser.parse(query), limit=LIMIT)
        return [frozenset({(hit["source"], hit["start"], hit["end"])}) for hit in hits]

    return ask

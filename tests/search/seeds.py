"""Sentences to search: the shipped articles, cut roughly, and small ones made up for a test."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from lunar_tui.corpus.chronology import resolve
from lunar_tui.search import dated
from lunar_tui.search.engine import Document, Explanation, Results
from lunar_tui.search.index import SearchIndex
from lunar_tui.search.keeping import Corpus
from lunar_tui.search.plan import Place
from lunar_tui.search.subject import Subject

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
NAMES = (
    ("change-5", "Chang'e-5"),
    ("change-5", "CE-5"),
    ("change-5", "嫦娥五号"),
    ("change-6", "Chang'e-6"),
    ("changzheng", "Changzheng"),
    ("changzheng", "Long March"),
    ("changzheng-1", "Changzheng-1"),
    ("changzheng-1", "Long March 1"),
    ("changzheng-5", "Changzheng-5"),
    ("changzheng-5", "Long March 5"),
    ("cnsa", "China National Space Administration"),
    ("cnsa", "CNSA"),
)
_BY_THEMSELVES = 2
"""Scores from here on belong to sentences that answer without their neighbours."""
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”]?(?=\s+[A-Z\"“])|(?=\n)|\Z)")


@lru_cache(maxsize=1)
def documents() -> tuple[Document, ...]:
    """Every sentence; the last lines of 004, about other matters, are furniture."""
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        article = path.read_text(encoding="utf-8")
        related = article.find("Related Links") if path.name.startswith("004") else len(article)
        for match in _SENTENCE.finditer(article):
            text = match[0].strip()
            if text:
                start = article.index(text, match.start())
                zone = "related" if start >= related else "body"
                found.append(Document(path.name, start, start + len(text), text, zone))
    return tuple(found)


def explained(index: SearchIndex, query: str, place: Place, **options: Any) -> Explanation | None:
    """Why a query finds the sentence at one place."""
    (found,) = index.explain(query, [place], **options)
    return found


def subject(names: Iterable[tuple[str, str]] = NAMES) -> Subject:
    """A subject that knows names and nothing else."""
    return Subject(tuple(names))


def corpus(rows: Iterable[Document]) -> Corpus:
    """Sentences that never change."""
    by_source: dict[str, list[Document]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)

    def some(sources: Iterable[str]) -> list[Document]:
        return [row for source in sources for row in by_source[source]]

    return Corpus(lambda: dict.fromkeys(by_source, "as-ever"), lambda _: "as-ever", some)


class Articles:
    """Articles that change: each a text, a sentence to a line.

    `digested` and `indexed` tell which were looked into; `touched` makes all look changed.
    """

    def __init__(self, **texts: str) -> None:
        self.texts = {f"{name}.txt": text for name, text in texts.items()}
        self.touched = 0
        self.digested: list[str] = []
        self.indexed: list[str] = []

    def corpus(self) -> Corpus:
        return Corpus(self._quick, self._digest, self._documents)

    def _quick(self) -> dict[str, str]:
        return {name: f"{self.touched} {text}" for name, text in self.texts.items()}

    def _digest(self, source: str) -> str:
        self.digested.append(source)
        return sha256(self.texts[source].encode()).hexdigest()

    def _documents(self, sources: Iterable[str]) -> Iterator[Document]:
        for source in sources:
            self.indexed.append(source)
            yield from article(source, *self.texts[source].splitlines())


def article(source: str, *texts: str, zone: str = "body", published: str = "") -> list[Document]:
    """The sentences of an article, found by their words and by the dates that they speak of."""
    rows, at = [], 0
    for text, dates in zip(texts, resolve(texts, published), strict=True):
        rows.append(Document(source, at, at + len(text), text, zone, dated.keys(dates)))
        at += len(text) + 1
    return rows


def searching(rows: Iterable[Document], known: Subject | None = None) -> SearchIndex:
    """The search of some sentences, in memory."""
    index = SearchIndex(None, lambda: known or Subject())
    index.ensure(corpus(rows))
    return index


def apart(*texts: str) -> list[Document]:
    """Each text an article of its own, so that none stands close to another."""
    return [row for n, text in enumerate(texts) for row in article(f"{n:03}.txt", text)]


def strict(results: Results) -> set[str]:
    """The texts that have all that was asked for, each by itself."""
    if any(note.startswith("no sentence has all") for note in results.notes):
        return set()
    return {hit.text for hit in results.hits if hit.score >= _BY_THEMSELVES}


def ids(results: Results) -> set[str]:
    """The sentences found, copies among them."""
    copies = {f"{s}:{start}-{end}" for hit in results.hits for s, start, end in hit.copies}
    return {hit.id for hit in results.hits} | copies

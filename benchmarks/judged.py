"""Search queries with the sentences that answer them, as a reader of the articles judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lunar_tui.facts.yaml_file import Mapping, Node, Scalar, Sequence, read
from lunar_tui.library import Library, open_library
from lunar_tui.problems import Report
from lunar_tui.workspace import shipped_workspace

Half = Literal["tuning", "held_back"]
Answer = tuple[str, int, int]
"""A sentence: the article's file name, and its span."""

KINDS = (
    "spelling",
    "typo",
    "inflected",
    "derived",
    "number",
    "date",
    "alias",
    "script",
    "neighbour",
    "ranking",
)
FOLDER = Path(__file__).with_name("judged")
FILES: dict[Half, tuple[str, ...]] = {
    "tuning": ("tuning.yaml", "tuning_2.yaml"),
    "held_back": ("held_back.yaml",),
}


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query as it is typed, what it tests, and all sentences that answer it."""

    query: str
    kind: str
    answers: frozenset[Answer]


def load(half: Half) -> tuple[JudgedQuery, ...]:
    """The queries of one half, in the order of its files.

    Raises:
        ValueError: a file has another form, or a quote lies in no sentence of its article or
            in several.
    """
    library = open_library(shipped_workspace().root)
    return tuple(item for name in FILES[half] for item in _queries(FOLDER / name, library))


def _queries(file: Path, library: Library) -> Iterator[JudgedQuery]:
    report = Report()
    root = read(file.read_bytes(), file.name, report)
    if list(report):
        raise ValueError(str(next(iter(report))))
    for item in _list(_fields(root, file.name), "queries"):
        yield _query(item, library)


def _query(node: Node, library: Library) -> JudgedQuery:
    fields = _fields(node, "a query")
    query, kind = _text(fields, "query"), _text(fields, "kind")
    if not query.strip():
        raise ValueError(f"an empty query of kind {kind}")
    if kind not in KINDS:
        raise ValueError(f"{query}: no such kind: {kind}")
    found = [_answer(item, library) for item in _list(fields, "answers")]
    if not found or len(set(found)) < len(found):
        raise ValueError(f"{query}: no answers, or one of them twice")
    return JudgedQuery(query, kind, frozenset(found))


def _answer(node: Node, library: Library) -> Answer:
    fields = _fields(node, "an answer")
    source, quote = _text(fields, "source"), _text(fields, "quote")
    start = int(_text(fields, "start")) if "start" in fields else None
    spans = [span for span in _spans(library, source, quote) if start is None or span[0] == start]
    if len(spans) != 1:
        raise ValueError(f"{source}: in {len(spans)} sentences, not in one: {quote}")
    return source, *spans[0]


def _spans(library: Library, source: str, quote: str) -> Iterator[tuple[int, int]]:
    """The sentences of an article in which ``quote`` stands."""
    article = library.article(source)
    if article is None:
        raise ValueError(f"no such article: {source}")
    for sentence in article.sentences:
        if quote in article.display[sentence.start : sentence.end]:
            yield sentence.start, sentence.end


def _fields(node: Node | None, what: str) -> dict[str, Node]:
    if isinstance(node, Mapping):
        return {key.text: value for key, value in node.items}
    raise ValueError(f"{what} is not a mapping")


def _text(fields: dict[str, Node], key: str) -> str:
    node = fields.get(key)
    if isinstance(node, Scalar):
        return node.text
    raise ValueError(f"{key} is missing or no text")


def _list(fields: dict[str, Node], key: str) -> tuple[Node, ...]:
    node = fields.get(key)
    if isinstance(node, Sequence):
        return node.items
    raise ValueError(f"{key} is missing or no list")

"""What is written down about an article that was made of a file."""

from __future__ import annotations

from collections.abc import Iterator

from lunar_tui.corpus import furniture
from lunar_tui.corpus.article import Article, Metadata
from lunar_tui.corpus.zones import FURNITURE, line_spans
from lunar_tui.facts.model import Original, Source, ZoneMark
from lunar_tui.intake.extract import Extract
from lunar_tui.problems import Place

_NOWHERE = Place("")


def described(file: str, extract: Extract, original: Original) -> Source:
    """The entry of an article: what was found, and the zones that its layout gave away."""
    values = {field: stated.value for field, stated in extract.metadata.items()}
    inferred = tuple((field, item.why) for field, item in extract.metadata.items() if item.why)
    metadata = Metadata(**values, inferred=inferred)
    marks = tuple(_marks(file, extract))
    return Source(file, metadata, marks, original=original)


def _marks(file: str, extract: Extract) -> Iterator[ZoneMark]:
    known = {item.line: item.zone for item in extract.zones}
    if not extract.as_is and known:
        # Of a page only the article is here: what looks like furniture by its wording is none.
        for first, last in _taken_for_furniture(file, extract.text):
            yield ZoneMark("body", (first, last), None, _NOWHERE)
    for line, zone in known.items():
        yield ZoneMark(zone, (line, line), None, _NOWHERE)


def _taken_for_furniture(file: str, text: str) -> Iterator[tuple[int, int]]:
    """Ranges of lines, from 1 and both included."""
    article = Article(file, text)
    spans = line_spans(article.display)
    guessed = [mark for mark in furniture.guess(article.display) if mark.name in FURNITURE]
    for mark in guessed:
        lines = [
            number
            for number, (start, end) in enumerate(spans, 1)
            if start < mark.end and end > mark.start
        ]
        if lines:
            yield lines[0], lines[-1]

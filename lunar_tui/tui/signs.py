"""The signs of the gutter: how each sentence of an article stands with the claims."""

from __future__ import annotations

from collections.abc import Mapping

from lunar_tui.corpus.article import Article
from lunar_tui.library import Library

MARKED = "◆"
"""Marked for export."""
DENIES = "≠"
"""Supports no claim, and contradicts one."""
EXCUSED = "–"
"""No claim needs to cite it."""
OPEN = "?"
"""A claim should cite it, or somebody excuse it."""
MANY = "+"
"""Supports more claims than one digit can say."""
_MANY = 10


def gutter_signs(library: Library, article: Article) -> Mapping[int, str]:
    """The sign of each sentence that has one, by where it begins.

    A sentence that supports claims has their number. Of an article that is the source of no claim,
    nobody expects that its sentences are cited.
    """
    found: dict[int, str] = {}
    if library.claims_of(article.file):
        found |= {sentence.start: OPEN for sentence in library.coverage_of(article).open}
    excused = [(start, end) for start, end, _ in library.excused_in(article.file)]
    denying = [
        (item.anchor.start, item.anchor.end)
        for item in library.citations_in(article.file)
        if item.evidence.stance == "contradicts"
    ]
    for sign, spans in ((EXCUSED, excused), (DENIES, denying)):
        for span in spans:
            found |= {sentence.start: sign for sentence in article.sentences_in(*span)}
    counts = library.supporting_counts(article.file)
    found |= {start: str(count) if count < _MANY else MANY for start, count in counts.items()}
    return found

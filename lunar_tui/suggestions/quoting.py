"""Quotes for suggestions: the words of the file, made to stand in one place only."""

from __future__ import annotations

import re

from lunar_tui.corpus.article import Article
from lunar_tui.display import unsafe_character
from lunar_tui.facts.anchors import anchor
from lunar_tui.facts.model import Evidence
from lunar_tui.suggestions.model import Span

_LINE_END = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_AROUND = (16, 40, 100, 250)


def evidence(article: Article, start: int, end: int, stance: str = "supports") -> Evidence | None:
    """The words of a span as evidence that anchors exactly there; None where no quote can.

    Where they stand more than once in the article, what is around them is added.
    """
    text = article.text
    quote = _LINE_END.sub(" ", text[start:end])
    if not quote.strip() or unsafe_character(quote):
        return None
    for length in (0, *_AROUND):
        prefix = _LINE_END.sub(" ", text[max(0, start - length) : start]) if length else ""
        suffix = _LINE_END.sub(" ", text[end : end + length]) if length else ""
        if unsafe_character(prefix + suffix):
            return None
        piece = Evidence(article.file, quote, prefix, suffix, stance)
        spot = anchor(text, piece)
        if spot.state == "exact":
            return piece if (spot.start, spot.end) == (start, end) else None
        if spot.state == "lost":
            return None
    return None


def quoted_span(article: Article, start: int, end: int) -> Span:
    """A sentence without the full stop and the quotation marks around it."""
    text = article.display
    while end > start and text[end - 1] in '.;,"”“ ':
        # U.S. and Inc. keep theirs: the quote may not end inside what reads as a word.
        end -= 1
    while start < end and text[start] in '"“ ':
        start += 1
    return start, end

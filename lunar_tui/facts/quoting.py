"""Quoting: from a span of an article to the quote that stands there, and nowhere else."""

from __future__ import annotations

import re

from lunar_tui.corpus.article import Article
from lunar_tui.display import unsafe_character
from lunar_tui.facts.anchors import anchor, cuts_word
from lunar_tui.facts.model import Evidence

_LINE_END = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_AROUND = (0, 20, 60, 180, 540)
"""Characters before and after a quote that may be its prefix and suffix, the fewest first."""


def evidence_at(
    article: Article, start: int, end: int, stance: str = "supports"
) -> Evidence | None:
    """The words of a span as evidence that anchors there.

    Blanks around them are left out; a word or number that begins or ends outside is taken whole.
    None where no quote can be: of nothing but blanks, of more than one paragraph, of characters
    that a file of facts may not hold, or where even much around it stands more than once.
    """
    start, end = _whole_words(article, max(0, start), min(end, len(article.text)))
    if start >= end or not article.is_one_paragraph(start, end):
        return None
    return requoted(Evidence(article.file, "", stance=stance), article.text, start, end)


def requoted(evidence: Evidence, text: str, start: int, end: int) -> Evidence | None:
    """``evidence`` with the words of a span, and as little around them as makes them unique.

    None where there is no such quote, as in :func:`evidence_at`.
    """
    quote = _on_one_line(text[start:end])
    if not quote.strip() or unsafe_character(quote):
        return None
    for size in _AROUND:
        low, high = max(0, start - size), min(len(text), end + size)
        while low < start and cuts_word(text, low):
            low += 1
        while high > end and cuts_word(text, high):
            high -= 1
        prefix, suffix = _on_one_line(text[low:start]), _on_one_line(text[end:high])
        if unsafe_character(prefix + suffix):
            return None
        new = evidence._replace(quote=quote, prefix=prefix, suffix=suffix)
        # Whether there is a second place is all that matters here.
        spot = anchor(text, new, 2)
        if spot.state == "exact":
            return new if (spot.start, spot.end) == (start, end) else None
        if spot.state == "lost":
            return None
    return None


def without_marks(article: Article, start: int, end: int) -> tuple[int, int]:
    """The span of a sentence without the full stop and the quotation marks around it."""
    text = article.display
    while end > start and text[end - 1] in '.;,"”“ ':
        end -= 1
    while start < end and text[start] in '"“ ':
        start += 1
    return start, end


def _on_one_line(text: str) -> str:
    return _LINE_END.sub(" ", text)


def _whole_words(article: Article, start: int, end: int) -> tuple[int, int]:
    text, shown = article.text, article.display
    while start < end and shown[start].isspace():
        start += 1
    while start < end and shown[end - 1].isspace():
        end -= 1
    if start < end:
        while start > 0 and cuts_word(text, start):
            start -= 1
        while end < len(text) and cuts_word(text, end):
            end += 1
    return start, end

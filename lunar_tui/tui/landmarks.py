"""What is worth choosing in a text: its dates, its numbers with their words, its names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lunar_tui.corpus.calendar import dates_in
from lunar_tui.tui.choosing import Span

_NO_UNIT = r"(?!(?:and|or|to|of|in|at|on|by|for|from|with|the|as|is|was|were|a|an|that)\b)"
# With its currency before it, and its scale and unit behind: $1.9 billion, 180 metres, 80 percent.
_NUMBER = re.compile(
    r"(?:[A-Z]{1,3})?[$€£¥]?\d[\d,]{0,20}(?:\.\d{1,12})?(?:\s?%"
    rf"|[ \u00a0-](?:thousand|million|billion|trillion)\b(?:[ \u00a0]{_NO_UNIT}[A-Za-z]{{2,16}})?"
    rf"|[ \u00a0-]{_NO_UNIT}[a-z]{{1,16}})?"
)
# Two or more words with capitals: a name that is no entity yet.
_PROPER = re.compile(r"[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){1,5}")


def worth_choosing(text: str, names: Iterable[Span]) -> list[Span]:
    """The dates, the numbers with their words, and the ``names`` of a text, in order, apart."""
    dates = [(found.start, found.end) for found in dates_in(text)]
    others = [match.span() for match in (*_PROPER.finditer(text), *_NUMBER.finditer(text))]
    found: list[Span] = []
    for start, end in (*dates, *names, *others):
        if all(end <= low or start >= high for low, high in found):
            found.append((start, end))
    return sorted(found)

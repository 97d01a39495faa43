"""Anchoring: from an exact quote to the one place of an article where it stands."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from lunar_tui.facts.model import Evidence

AnchorState = Literal["exact", "moved", "doubtful", "lost"]


class Anchor(NamedTuple):
    """Where a quote stands: a half-open span in code points.

    ``exact``: one place, word for word. ``doubtful``: ``candidates`` places, the span is the first.
    ``lost``: none, the span is empty.
    """

    state: AnchorState
    start: int = 0
    end: int = 0
    candidates: int = 0


def anchor(text: str, evidence: Evidence) -> Anchor:
    """The place of ``evidence`` in the article's ``text``; never a silent guess.

    Words must agree exactly. Where no place does and the quote crosses a line end, any run of
    blanks and line ends in the article stands for a blank of the quote.
    """
    spans = _occurrences(text, evidence)
    if not spans:
        return Anchor("lost")
    start, end = spans[0]
    return Anchor("exact" if len(spans) == 1 else "doubtful", start, end, len(spans))


def _occurrences(text: str, evidence: Evidence) -> list[tuple[int, int]]:
    quote, prefix, suffix = evidence.quote, evidence.prefix, evidence.suffix
    if not quote.strip():
        return []
    found = []
    at = text.find(quote)
    while at >= 0:
        end = at + len(quote)
        if text.endswith(prefix, 0, at) and text.startswith(suffix, end):
            found.append((at, end))
        at = text.find(quote, at + 1)
    return found or _across_lines(text, quote, prefix, suffix)


def _across_lines(text: str, quote: str, prefix: str, suffix: str) -> list[tuple[int, int]]:
    if " " not in f"{prefix}{quote}{suffix}" or ("\n" not in text and "\r" not in text):
        return []
    parts = (_loose(part) for part in (prefix, quote, suffix))
    before, wanted, after = parts
    # The look-ahead keeps overlapping candidates visible, so that none of them is a silent choice.
    pattern = re.compile(f"(?=(?:{before})({wanted})(?:{after}))")
    return [match.span(1) for match in pattern.finditer(text)]


def _loose(part: str) -> str:
    return r"[ \t\r\n]+".join(re.escape(word) for word in re.split(r"[ \r\n]+", part))

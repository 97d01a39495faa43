"""Zones: what each stretch of an article is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

ZONES = (
    "title",
    "standfirst",
    "dateline",
    "body",
    "heading",
    "caption",
    "related",
    "navigation",
    "notice",
)
#: Zones whose sentences must be cited or excused: what the article itself says.
CONTENT = frozenset({"title", "standfirst", "body", "heading", "caption"})
#: Zones that belong to the page around the article.
FURNITURE = frozenset({"related", "navigation", "notice"})


class Zone(NamedTuple):
    """The half-open span ``start``–``end`` of an article is ``name``."""

    name: str
    start: int
    end: int


def paint(length: int, marks: Iterable[Zone]) -> tuple[Zone, ...]:
    """Zones that cover ``0``–``length`` without gap or overlap.

    Later marks win over earlier ones; what no mark covers is body.
    """
    edges = {0, length}
    begins: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for order, (name, start, end) in enumerate(marks):
        low, high = max(0, start), min(end, length)
        if low < high:
            begins[low].append((-order, high, name))
            edges |= {low, high}
    # Of the marks that have begun, the last one written is on top; it goes when it has ended.
    begun: list[tuple[int, int, str]] = []
    pieces = []
    for start, end in pairwise(sorted(edges)):
        for mark in begins.get(start, ()):
            heappush(begun, mark)
        while begun and begun[0][1] <= start:
            heappop(begun)
        pieces.append(Zone(begun[0][2] if begun else "body", start, end))
    return tuple(_joined(pieces))


def bare(length: int, marks: Iterable[Zone]) -> list[tuple[int, int]]:
    """The spans of ``0``–``length`` that no mark covers."""
    spans, at = [], 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        if mark.start > at:
            spans.append((at, min(mark.start, length)))
        at = max(at, mark.end)
    return [*spans, (at, length)] if at < length else spans


def _joined(pieces: Sequence[Zone]) -> list[Zone]:
    joined: list[Zone] = []
    for piece in pieces:
        if joined and joined[-1].name == piece.name and joined[-1].end == piece.start:
            joined[-1] = Zone(piece.name, joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def line_spans(display: str) -> list[tuple[int, int]]:
    """Start and end (without the line end) of every line; line 1 is the first item."""
    spans = []
    start = 0
    while (end := display.find("\n", start)) >= 0:
        spans.append((start, end))
        start = end + 1
    if start < len(display) or not spans:
        spans.append((start, len(display)))
    return spans

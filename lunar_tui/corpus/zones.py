"""Zones: what each stretch of an article is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    pieces: list[Zone] = [Zone("body", 0, length)] if length else []
    for mark in marks:
        if mark.start >= mark.end:
            continue
        kept: list[Zone] = []
        for piece in pieces:
            if piece.start < mark.start:
                kept.append(Zone(piece.name, piece.start, min(piece.end, mark.start)))
            if piece.end > mark.end:
                kept.append(Zone(piece.name, max(piece.start, mark.end), piece.end))
        kept = [piece for piece in kept if piece.start < piece.end]
        pieces = sorted([*kept, mark], key=lambda piece: piece.start)
    return tuple(_joined(pieces))


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

"""Zones: what each stretch of an article is."""

from __future__ import annotations

import re
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

# Datelines of agencies: BEIJING, April 27. /TASS/. or HOUSTON, Feb 26 - or PARIS (AFP) -
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3}"
    r"(?:, [A-Z][\w.]* ?\w*)?(?:, [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?"
    r"(?:(?:\.? */[A-Z][A-Za-z ]+/\.?)|(?: *\([A-Z][A-Za-z ]+\))? *[-–—]+(?= ))"
)
# The expression tries many ways on a long run of hyphens.
_DATELINE_LENGTH = 200


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


def guess(display: str) -> tuple[Zone, ...]:
    """Marks for an article of which nothing is known: its title and its dateline.

    The first line is the title when it is short and does not end as a sentence does.
    """
    marks: list[Zone] = []
    offset = 0
    for number, line in enumerate(line for line in display.splitlines(keepends=True)):
        text = line.strip()
        if text:
            start = offset + line.index(text[0])
            dateline = _DATELINE.match(display, start, start + _DATELINE_LENGTH)
            if dateline:
                marks.append(Zone("dateline", start, dateline.end()))
                break
            if marks or number > 5:
                break
            if len(text) <= 200 and not text.endswith((".", "。", ",")):
                marks.append(Zone("title", start, start + len(text)))
            else:
                break
        offset += len(line)
    return tuple(marks)


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

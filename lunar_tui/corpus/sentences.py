"""Sentences: the unit of search and of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lunar_tui.corpus.zones import Zone, line_spans

if TYPE_CHECKING:
    from collections.abc import Callable

_WRAP_COLUMNS = range(40, 101)
_MIN_WRAPPED_LINES = 2
_END = re.compile(r"[.?!…]")
"""What a sentence may end with, to the splitter."""


class Sentence(NamedTuple):
    """The half-open span ``start``–``end`` of an article, without blanks around it."""

    start: int
    end: int
    zone: str


def split(display: str, zones: Iterable[Zone]) -> tuple[Sentence, ...]:
    """The sentences of an article, in order.

    A paragraph break and a change of zone always end a sentence. The splitter (Punkt, trained on
    English) also splits inside quotation marks, so that an official's three sentences are three.
    """
    found = []
    paragraphs = list(paragraph_spans(display))
    begins = 0
    for zone in sorted(zones, key=lambda zone: zone.start):
        while begins < len(paragraphs) and paragraphs[begins][1] <= zone.start:
            begins += 1
        for at in range(begins, len(paragraphs)):
            start, end = paragraphs[at]
            if start >= zone.end:
                break
            low, high = max(start, zone.start), min(end, zone.end)
            for first, last in _sentences(display, low, high):
                found.append(Sentence(first, last, zone.name))
    return tuple(sorted(found, key=lambda sentence: sentence.start))


def _sentences(display: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    text = display[start:end]
    body = text.strip()
    # The splitter is not asked where no sentence can end.
    if _END.search(body, 0, len(body) - 1):
        return list(_split(text, start))
    if not any(map(str.isalnum, body)):
        return ()
    first = start + text.index(body[0])
    return ((first, first + len(body)),)


def _split(text: str, start: int) -> Iterator[tuple[int, int]]:
    # A hard-wrapped line end is a blank to the splitter.
    text = text.replace("\n", " ")
    for low, high in _splitter()(text):
        piece = text[low:high]
        body = piece.strip()
        if any(map(str.isalnum, body)):
            first = start + low + piece.index(body[0])
            yield first, first + len(body)


@cache
def _splitter() -> Callable[[str], list[tuple[int, int]]]:
    from nupunkt import sent_spans

    return sent_spans


def paragraph_spans(display: str) -> Iterator[tuple[int, int]]:
    """Spans of the paragraphs of ``display``.

    A blank line ends a paragraph. Inside a block of lines a line end does too, unless the block is
    hard-wrapped: there, only an indented line begins a new paragraph.
    """
    block: list[tuple[int, int]] = []
    for start, end in [*line_spans(display), (len(display), len(display))]:
        if display[start:end].strip():
            block.append((start, end))
        elif block:
            yield from _paragraphs_of(display, block)
            block = []
    if block:
        yield from _paragraphs_of(display, block)


def _paragraphs_of(display: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if not _hard_wrapped(display, block):
        yield from block
        return
    first, last = block[0]
    for start, end in block[1:]:
        if re.match(r"[ \t]{2,}", display[start:end]):
            yield first, last
            first = start
        last = end
    yield first, last


def _hard_wrapped(display: str, block: list[tuple[int, int]]) -> bool:
    """Whether the line ends of a block were set by a line width, not by its author.

    Wrapped lines are of similar length, and most of them do not end where a sentence does.
    """
    lines = [display[start:end].rstrip() for start, end in block]
    if len(lines) < _MIN_WRAPPED_LINES or max(map(len, lines)) not in _WRAP_COLUMNS:
        return False
    inner = lines[:-1]
    widest = max(map(len, lines))
    open_ended = sum(not line.endswith((".", "!", "?", '."', ".”", ":", "。")) for line in inner)
    full = sum(len(line) >= widest * 0.6 for line in inner)
    lower = sum(line.lstrip()[:1].islower() for line in lines[1:])
    return full * 2 > len(inner) and open_ended * 2 > len(inner) and lower > 0

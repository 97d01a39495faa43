"""Furniture: which lines of a plain text belong to the page around the article, by rule.

An article that came alone has none, and is left as it is. Where some line says that it is part of a
page (`cues`), the body is the densest run of prose; what stands before its title and what follows
the first line after it that no article says is the page. When in doubt, a line is body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from lunar_tui.corpus.datelines import agency
from lunar_tui.corpus.labels import may_be_a_page
from lunar_tui.corpus.zones import Zone

if TYPE_CHECKING:
    from lunar_tui.corpus.page import Page

_MOST_UNITS = 3_000
"""What has more paragraphs is no page."""
_FIRST_LINES = 5
"""The title stands within so many lines where nothing tells more."""
_LONGEST_TITLE = 200


def guess(display: str) -> tuple[Zone, ...]:
    """Marks for what is no body of an article; what is not marked is body."""
    if not may_be_a_page(display.lower()):
        return tuple(_opening(display))
    # These read many long expressions, which most articles never need.
    from lunar_tui.corpus.running import running_lines

    running = tuple(running_lines(display))
    if running:
        display = _without(display, running)
    return (*running, *_guess(display))


def _guess(display: str) -> Iterable[Zone]:
    from lunar_tui.corpus.marking import names
    from lunar_tui.corpus.page import Page, is_page, with_boxes
    from lunar_tui.corpus.sentences import paragraph_spans
    from lunar_tui.corpus.units import unit_of

    spans = list(islice(paragraph_spans(display), _MOST_UNITS + 1))
    if len(spans) > _MOST_UNITS:
        return _opening(display)
    units = [unit_of(display, *span) for span in spans]
    if not is_page(units):
        return _opening(display)
    page = Page(with_boxes(units))
    marks = [
        Zone(name, unit.start, unit.end)
        for unit, name in zip(units, names(page), strict=True)
        if name
    ]
    marks += _agencies(display, page)
    if not any(mark.name == "title" for mark in marks) and not page.has_head:
        marks[:0] = [mark for mark in _opening(display) if mark.name == "title"]
    return marks


def _without(display: str, zones: Iterable[Zone]) -> str:
    """A text with blanks for what lies in ``zones``."""
    pieces, at = [], 0
    for _, start, end in zones:
        pieces += [display[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, display[at:]])


def _opening(display: str) -> Iterator[Zone]:
    """The title and the dateline of an article without a page.

    The first line is the title when it is short and does not end as a sentence does.
    """
    offset, titled = 0, False
    for number, line in enumerate(_first_lines(display)):
        text = line.strip()
        if text:
            start = offset + line.index(text[0])
            if (end := agency(display, start)) is not None:
                yield Zone("dateline", start, end)
                return
            if titled or number > _FIRST_LINES:
                return
            if len(text) > _LONGEST_TITLE or text.endswith((".", "。", ",")):
                return
            yield Zone("title", start, start + len(text))
            titled = True
        offset += len(line)


def _first_lines(display: str) -> Iterator[str]:
    """The first lines, with their ends; no more than are needed."""
    start = 0
    for _ in range(3 * _FIRST_LINES):
        end = display.find("\n", start) + 1
        if not end:
            break
        yield display[start:end]
        start = end
    if start < len(display):
        yield display[start:]


def _agencies(display: str, page: Page) -> Iterator[Zone]:
    """Datelines at the beginning of the first paragraphs of the body."""
    for unit in page.units[page.first : page.first + 2]:
        if (end := agency(display, unit.start)) is not None:
            yield Zone("dateline", unit.start, end)
            return

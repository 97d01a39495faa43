"""Paragraphs of printed text, told by gaps, indents and lines that end early."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lunar_tui.intake.pieces import Line

_ITEM = re.compile(r"(?:\d{1,3}|[*†‡•–])[.)]?\s")


def paragraphs(
    lines: Sequence[Line], joined: Callable[[str, str], str], is_open: Callable[[str], bool]
) -> Iterator[tuple[str, Line, Line]]:
    """The paragraphs of a page: text, first line, last line.

    ``joined`` makes one of two lines, ``is_open`` says whether a line ends within a sentence.
    """
    text = ""
    first = before = None
    for line in lines:
        if first is None or before is None:
            text, first = line.text, line
        elif _begins(before, line, is_open):
            yield text, first, before
            text, first = line.text, line
        else:
            text = joined(text, line.text)
        before = line
    if first is not None and before is not None:
        yield text, first, before


def _begins(before: Line, line: Line, is_open: Callable[[str], bool]) -> bool:
    """Whether a line begins a paragraph."""
    if before.row or line.row or abs(before.size - line.size) > 0.08 * line.size:
        return True
    if (before.left, before.right) != (line.left, line.right):
        # The next column: whether it goes on is told by its words.
        return True
    gap = before.y0 - line.y1
    if gap > 0.62 * line.size or line.y0 > before.y1:
        return True
    if is_open(before.text):
        return False
    if _ITEM.match(line.text) and line.x0 - line.left < line.size / 2:
        return True
    indent = line.x0 - line.left
    indented = 0.4 * line.size < indent < 5 * line.size and before.x0 - before.left < indent / 2
    # A word more would have stood in the line before.
    word = len(line.text.split(" ", 1)[0]) / max(1, len(line.text)) * (line.x1 - line.x0)
    short = line.right - before.x1 > word + 1.2 * line.size
    return indented or short

"""Setting an article in lines: pure arithmetic from offsets to screen lines and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.sentences import paragraph_spans
from lunar_tui.corpus.zones import FURNITURE

#: A run of furniture shorter than this many paragraphs is not worth folding.
_FOLD_FROM = 2


class Line(NamedTuple):
    """One line on the screen: the span of the article that it shows.

    A blank line has an empty span. A folded run has the span of the whole run and says how many
    paragraphs it hides.
    """

    start: int
    end: int
    zone: str = "body"
    folded: int = 0


class Page(NamedTuple):
    """An article set at one width."""

    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def line_of(self, offset: int) -> int:
        """The number of the screen line that shows ``offset`` (or the nearest one before it)."""
        at = bisect_right(self.starts, offset) - 1
        return self.numbers[at] if at >= 0 else 0


def set_page(article: Article, width: int, unfolded: Collection[int] | None = ()) -> Page:
    """``article`` in lines of at most ``width`` cells.

    Runs of page furniture are folded, but for those that hold one of the offsets ``unfolded``;
    None unfolds all of them.
    """
    text = article.display
    lines: list[Line] = []
    loose = True
    for run in _runs(article):
        zone, paragraphs = run
        begin, end = paragraphs[0][0], paragraphs[-1][1]
        keep = unfolded is None or any(begin <= offset < end for offset in unfolded)
        if zone in FURNITURE and len(paragraphs) >= _FOLD_FROM and not keep:
            if lines and lines[-1].end > lines[-1].start:
                lines.append(Line(begin, begin))
            lines.append(Line(begin, end, zone, folded=len(paragraphs)))
            loose = True
            continue
        for start, stop in paragraphs:
            prose = stop - start > width or zone not in FURNITURE
            if lines and (loose or prose):
                lines.append(Line(start, start))
            loose = prose
            lines += [Line(a, b, zone) for a, b in wrap(text, start, stop, width)]
    shown = [(line.start, number) for number, line in enumerate(lines) if line.end > line.start]
    return Page(tuple(lines), tuple(s for s, _ in shown), tuple(n for _, n in shown))


def _runs(article: Article) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Stretches of furniture, and single paragraphs of everything else, with their zone."""
    run: list[tuple[int, int]] = []
    first = ""
    spans = list(paragraph_spans(article.display))
    for (start, end), zone in zip(spans, _zones_of(article, spans), strict=True):
        if zone in FURNITURE:
            first = first or zone
            run.append((start, end))
            continue
        if run:
            yield first, run
            run, first = [], ""
        yield zone, [(start, end)]
    if run:
        yield first, run


def _zones_of(article: Article, paragraphs: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The zone of each paragraph: that of its end, since a dateline only opens a paragraph."""
    zones, at = article.zones, 0
    for _, end in paragraphs:
        while at + 1 < len(zones) and zones[at + 1].start < end:
            at += 1
        yield zones[at].name if zones else "body"


def wrap(text: str, start: int, end: int, width: int) -> Iterable[tuple[int, int]]:
    """Spans of the lines into which ``text[start:end]`` breaks; the blank at a break is dropped.

    Breaks stand at blanks and line ends; a word wider than a line is broken inside.
    """
    width = max(width, 4)
    if end - start <= width and (whole := text[start:end]).isascii() and whole == whole.strip():
        # Most lines of a list.
        if whole:
            yield start, end
        return
    at = _skip_blanks(text, start, end)
    while at < end:
        stop = _line_end(text, at, end, width)
        shown = stop
        while shown > at and text[shown - 1] in " \n":
            shown -= 1
        yield at, shown
        at = _skip_blanks(text, stop, end)


def _line_end(text: str, at: int, end: int, width: int) -> int:
    limit = min(end, at + width)
    piece = text[at:limit]
    cells = len(piece) if piece.isascii() else cell_len(piece)
    if cells > width:
        limit = at + len(chop_cells(piece, width)[0])
    if limit >= end or text[limit] in " \n":
        return limit
    space = max(text.rfind(" ", at, limit), text.rfind("\n", at, limit))
    if space > at:
        return space
    return limit


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \n":
        at += 1
    return at

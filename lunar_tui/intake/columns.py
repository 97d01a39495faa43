"""The lines of a printed page in the order in which they are read: columns, and rows of tables.

A page is a set of pieces of lines. Where a strip from top to bottom of several lines is free, what
is left of it is read before what is right of it, unless short cells with numbers make it a table.
What stands over all columns parts what is above it from what is below. In justified columns the
gaps between words may be as wide as those between columns; but they lie elsewhere in each line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, inf
from statistics import median
from typing import NamedTuple

# Widths are in sizes of letters. Lines that a free strip must go through, by its width.
_LINES = ((4, 1.8), (5, 1.0), (8, 0.6))
_MANY = 12
_HEAD = 1.12
_WIDE = 1.4
# The widest pages have fewer points.
_FAR = 20_000
_MOST_GUTTERS = 8
_MOSTLY = 0.8
_GUTTER = 0.6
_CELL = 0.9
_DEEPEST = 12
_LONGEST_CELL = 60
_FEWEST_ROWS = 3
_OVERLAP = 0.1
_MOST_ROWS = 300
_MOST_WORDS = 3.5
_NUMBER = re.compile(r"[-+−–]?[$€£¥]?\d[\d.,:/  –-]*(?:%|[A-Za-z]{1,3})?|[-–—]|n/?a", re.ASCII)

_ITEM = re.compile(r"(?:\d{1,3}|[*†‡•–])[.)]?\s")

Strip = tuple[float, float]


class Piece(NamedTuple):
    """A stretch of text of one line; y grows upwards, sizes are in points."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float


class Line(NamedTuple):
    """A line of a column: its place, and that of the column; ``row``: it is of a table."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    left: float
    right: float
    row: bool = False


def lines_in_order(pieces: Sequence[Piece], cells: str) -> list[Line]:
    """The lines of a page; the cells of a row are joined by ``cells``."""
    return list(_read(pieces, cells, 0))


def _read(pieces: Sequence[Piece], cells: str, depth: int) -> Iterator[Line]:
    for part, strips in _parted(pieces):
        if strips:
            yield from _table(part, strips, cells)
            continue
        gutter, groups = _divided(part) if depth < _DEEPEST else (0.0, [(part, False)])
        for group, is_parted in groups:
            if is_parted:
                for side in _sides(group, gutter):
                    yield from _read(side, cells, depth + 1)
            else:
                yield from _lines(group)


def _divided(rows: list[list[Piece]]) -> tuple[float, list[tuple[list[list[Piece]], bool]]]:
    """The first gutter that holds, and the groups of rows above, along and below it."""
    for gutter in _gutters(rows):
        groups = list(_groups(rows, gutter))
        if any(is_parted for _, is_parted in groups):
            return gutter, groups
    return 0.0, [(rows, False)]


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces that stand side by side, from the top; those of a row overlap by half of a line."""
    rows: list[list[Piece]] = []
    low = 0.0
    for piece in sorted(pieces, key=lambda piece: (-piece.y1, piece.x0)):
        middle = (piece.y0 + piece.y1) / 2
        if rows and middle > low:
            rows[-1].append(piece)
        else:
            rows.append([piece])
            low = piece.y0
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _gutters(rows: Sequence[Sequence[Piece]]) -> Iterator[float]:
    """Where most rows are free and some have text left and right of it: the middles of strips.

    The first of several comes first: a heading over all columns may be too short to reach others.
    """
    between: set[int] = set()
    # Two at once: the lines of columns need not stand side by side.
    for row, below in pairwise(rows):
        for start, end in _gaps(sorted((*row, *below), key=lambda piece: piece.x0)):
            between.update(range(ceil(start), int(end) + 1))
    covered = Counter(
        x
        for row in rows
        for x in {x for one in row for x in range(ceil(one.x0), min(int(one.x1), _FAR) + 1)}
    )
    free = {x: len(rows) - covered[x] for x in between}
    most = max(free.values(), default=0)
    xs = sorted(x for x, count in free.items() if count >= _MOSTLY * most)
    starts = [at for at, x in enumerate(xs) if at == 0 or xs[at - 1] != x - 1]
    for start, end in pairwise([*starts[:_MOST_GUTTERS], len(xs)]):
        best = max(free[x] for x in xs[start:end])
        inner = [x for x in xs[start:end] if free[x] == best]
        yield inner[len(inner) // 2]


def _groups(
    rows: Sequence[list[Piece]], gutter: float
) -> Iterator[tuple[list[list[Piece]], bool]]:
    """Rows in succession, and whether a gutter goes through them that is more than chance."""
    plain: list[list[Piece]] = []
    group: list[list[Piece]] = []
    strip = (0.0, inf)
    sure = _is_sure(rows, gutter)
    heads = _heads(rows, gutter)
    for at, row in enumerate((*rows, None)):
        free = None if row is None or at in heads else _free_at(row, gutter)
        if free and row:
            both = max(strip[0], free[0]), min(strip[1], free[1])
            if both[1] - both[0] >= _width(row) * _GUTTER:
                group.append(row)
                strip = both
                continue
        if _holds(group, strip, sure=sure):
            if plain:
                yield plain, False
            yield group, True
            plain = []
        else:
            plain += group
        group, strip = [], (0.0, inf)
        if row and free:
            group, strip = [row], free
        elif row:
            plain.append(row)
    if plain:
        yield plain, False


def _heads(rows: Sequence[Sequence[Piece]], gutter: float) -> frozenset[int]:
    """The rows that are headings over all columns, however short: alone, and with text below."""
    usual = median(piece.size for row in rows for piece in row)
    both = [at for at, row in enumerate(rows) if row[0].x1 <= gutter <= row[-1].x0]
    right = [piece for row in rows for piece in row if piece.x0 >= gutter]
    return frozenset(
        at
        for at, row in enumerate(rows)
        if row[-1].x1 <= gutter and _width(row) > _HEAD * usual and both and both[0] < at < both[-1]
        if not any(one.y0 < row[0].y1 and one.y1 > row[0].y0 for one in right)
    )


def _gaps(row: Sequence[Piece]) -> Iterator[Strip]:
    """The gaps between the pieces of a row that may be a gutter."""
    at = row[0].x1
    for piece in row[1:]:
        if piece.x0 - at >= piece.size * _GUTTER:
            yield at, piece.x0
        at = max(at, piece.x1)


def _free_at(row: Sequence[Piece], x: float) -> Strip | None:
    """The strip without text of a row in which ``x`` lies."""
    start = max((piece.x1 for piece in row if piece.x0 < x), default=0.0)
    end = min((piece.x0 for piece in row if piece.x0 >= x), default=inf)
    return (start, end) if start <= x else None


def _is_sure(rows: Sequence[Sequence[Piece]], gutter: float) -> bool:
    """Whether half of the rows, and many, have a gutter: then two of them are enough in a group."""
    count = sum(any(start <= gutter <= end for start, end in _gaps(row)) for row in rows)
    return count >= max(_MANY, len(rows) / 2)


def _holds(group: Sequence[Sequence[Piece]], strip: Strip, *, sure: bool) -> bool:
    """Whether a strip is more than chance: the narrower, the more lines must it go through."""
    if not group:
        return False
    size = median(piece.size for row in group for piece in row)
    width = (strip[1] - strip[0]) / size
    left = sum(row[0].x1 <= strip[0] + 1 for row in group)
    both = min(left, sum(row[-1].x0 >= strip[1] - 1 for row in group))
    if len(group) >= _MANY and width >= 1:
        # The end of a text may be a line or two at the top of its last column.
        return both >= (1 if width >= _WIDE else 2)
    least = 2 if sure else min((lines for lines, wide in _LINES if width >= wide), default=inf)
    return both >= least


def _sides(group: Sequence[Sequence[Piece]], gutter: float) -> Iterator[list[Piece]]:
    pieces = [piece for row in group for piece in row]
    for side in (
        [piece for piece in pieces if piece.x0 < gutter],
        [piece for piece in pieces if piece.x0 >= gutter],
    ):
        if side:
            yield side


def _width(row: Sequence[Piece]) -> float:
    return median(piece.size for piece in row) if row else 0.0


def _free(row: Sequence[Piece], left: float, right: float) -> list[Strip]:
    strips = []
    at = left
    for piece in row:
        if piece.x0 > at:
            strips.append((at, piece.x0))
        at = max(at, piece.x1)
    return [*strips, (at, right)] if at < right else strips


def _common(one: Sequence[Strip], other: Sequence[Strip], least: float) -> list[Strip]:
    found = []
    for low, high in one:
        for start, end in other:
            a, b = max(low, start), min(high, end)
            if b - a >= least:
                found.append((a, b))
    return found


def _inner(group: Sequence[Sequence[Piece]], strips: Iterable[Strip]) -> list[Strip]:
    """The strips with text on both sides."""
    pieces = [piece for row in group for piece in row]
    return [
        strip
        for strip in strips
        if any(piece.x1 <= strip[0] + 1 for piece in pieces)
        and any(piece.x0 >= strip[1] - 1 for piece in pieces)
    ]


def _lines(rows: Sequence[Sequence[Piece]]) -> Iterator[Line]:
    left = min(row[0].x0 for row in rows)
    right = max(piece.x1 for row in rows for piece in row)
    for row in rows:
        yield _line(row, " ".join(piece.text for piece in row), left, right)


def _line(row: Sequence[Piece], text: str, left: float, right: float, *, table: bool = False) -> Line:
    return Line(
        row[0].x0,
        min(piece.y0 for piece in row),
        max(piece.x1 for piece in row),
        max(piece.y1 for piece in row),
        " ".join(text.split()),
        median(piece.size for piece in row),
        left,
        right,
        table,
    )


# --- tables -----------------------------------------------------------------------------------


def _parted(pieces: Sequence[Piece]) -> Iterator[tuple[list[list[Piece]], list[Strip]]]:
    """Rows in succession, those of tables with the strips between their cells."""
    bands = _bands(pieces)
    plain: list[Piece] = []
    at = 0
    while at < len(bands):
        run, strips = _run(bands, at)
        if _is_table(run, strips):
            if plain:
                yield _rows(plain), []
            yield run, strips
            plain = []
            at += len(run)
        else:
            plain += bands[at]
            at += 1
    if plain:
        yield _rows(plain), []


def _bands(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces that overlap in height, from the top: the rows of a table whose cells have lines."""
    bands: list[list[Piece]] = []
    low = 0.0
    for piece in sorted(pieces, key=lambda piece: -piece.y1):
        if bands and piece.y1 > low + piece.size * _OVERLAP:
            bands[-1].append(piece)
            low = min(low, piece.y0)
        else:
            bands.append([piece])
            low = piece.y0
    return [sorted(band, key=lambda piece: piece.x0) for band in bands]


def _run(rows: list[list[Piece]], at: int) -> tuple[list[list[Piece]], list[Strip]]:
    """The rows from one on that have cells between the same strips."""
    run: list[list[Piece]] = []
    strips: list[Strip] = []
    for row in rows[at : at + _MOST_ROWS]:
        if len(row) < 2:
            break
        free = _free(row, row[0].x0, row[-1].x1)
        least = _width(row) * _CELL
        found = _common(strips, free, least) if run else [one for one in free if one[1] - one[0] >= least]
        if not found:
            break
        run.append(row)
        strips = found
    return run, _inner(run, strips)


def _cells(row: Sequence[Piece], strips: Sequence[Strip]) -> list[str]:
    edges = sorted((start + end) / 2 for start, end in strips)
    cells = [""] * (len(edges) + 1)
    for piece in sorted(row, key=lambda piece: (-piece.y1, piece.x0)):
        cells[sum(edge < (piece.x0 + piece.x1) / 2 for edge in edges)] += f" {piece.text}"
    return [" ".join(cell.split()) for cell in cells]


def _is_table(rows: Sequence[Sequence[Piece]], strips: Sequence[Strip]) -> bool:
    """Whether rows are short cells, half of the rows with one that is a number alone."""
    if len(rows) < _FEWEST_ROWS or not strips:
        return False
    table = [_cells(row, strips) for row in rows]
    if max(len(cell) for row in table for cell in row) > _LONGEST_CELL:
        return False
    # Where the cells of a column are parts of sentences, it is a column of text.
    lines = [len({round(piece.y1) for piece in row}) for row in rows]
    words = (
        sum(len(row[at].split()) / count for row, count in zip(table, lines, strict=True))
        for at in range(len(strips) + 1)
    )
    numeric = sum(any(_NUMBER.fullmatch(cell) for cell in row[1:]) for row in table)
    return max(words) < _MOST_WORDS * len(rows) and numeric >= len(rows) / 2


def _table(
    rows: Sequence[Sequence[Piece]], strips: Sequence[Strip], cells: str
) -> Iterator[Line]:
    left = min(row[0].x0 for row in rows)
    right = max(piece.x1 for row in rows for piece in row)
    for row in rows:
        yield _line(row, cells.join(filter(None, _cells(row, strips))), left, right, table=True)


# --- paragraphs -------------------------------------------------------------------------------


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

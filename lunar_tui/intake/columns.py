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
from itertools import groupby
from math import ceil, inf
from statistics import median
from typing import NamedTuple

# Widths are in sizes of letters. Lines that a free strip must go through, by its width.
_LINES = ((3, 1.8), (4, 1.0), (8, 0.6))
_GUTTER = 0.6
_CELL = 0.9
_DEEPEST = 12
_LONGEST_CELL = 60
_FEWEST_ROWS = 3
_MOST_ROWS = 300
_MOST_WORDS = 3.5
_NUMBER = re.compile(r"[-+−–]?[$€£¥]?\d[\d.,:/  –-]*(?:%|[A-Za-z]{1,3})?|[-–—]|n/?a", re.ASCII)

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
    return list(_read(_rows(pieces), cells, 0))


def _read(rows: list[list[Piece]], cells: str, depth: int) -> Iterator[Line]:
    for part, strips in _parted(rows):
        if strips:
            yield from _table(part, strips, cells)
            continue
        gutter = _gutter(part) if depth < _DEEPEST else None
        for group, is_parted in _groups(part, gutter):
            if is_parted and gutter is not None:
                for side in _sides(group, gutter):
                    yield from _read(_rows(side), cells, depth + 1)
            else:
                yield from _lines(group)


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


def _gutter(rows: Sequence[Sequence[Piece]]) -> float | None:
    """Where most rows are free between text left and right of it: the middle of a strip."""
    counts: Counter[int] = Counter()
    for row in rows:
        for start, end in _gaps(row):
            counts.update(range(ceil(start), int(end) + 1))
    if not counts:
        return None
    most = max(counts.values())
    best = [x for x, count in counts.items() if count == most]
    # Of several the widest, and of that the middle.
    runs = [[x for _, x in run] for _, run in groupby(enumerate(sorted(best)), lambda at: at[1] - at[0])]
    longest = max(runs, key=len)
    return longest[len(longest) // 2]


def _groups(
    rows: Sequence[list[Piece]], gutter: float | None
) -> Iterator[tuple[list[list[Piece]], bool]]:
    """Rows in succession, and whether a gutter goes through them that is more than chance."""
    plain: list[list[Piece]] = []
    group: list[list[Piece]] = []
    strip = (0.0, inf)
    for row in (*rows, None):
        free = None if row is None or gutter is None else _free_at(row, gutter)
        if free and row:
            both = max(strip[0], free[0]), min(strip[1], free[1])
            if both[1] - both[0] >= _width(row) * _GUTTER:
                group.append(row)
                strip = both
                continue
        if _holds(group, strip):
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


def _holds(group: Sequence[Sequence[Piece]], strip: Strip) -> bool:
    """Whether a strip is more than chance: the narrower, the more lines must it go through."""
    if not group:
        return False
    size = median(piece.size for row in group for piece in row)
    width = (strip[1] - strip[0]) / size
    both = sum(row[0].x1 <= strip[0] + 1 and row[-1].x0 >= strip[1] - 1 for row in group)
    return any(both >= lines and width >= least for lines, least in _LINES)


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


def _parted(rows: list[list[Piece]]) -> Iterator[tuple[list[list[Piece]], list[Strip]]]:
    """Rows in succession, those of tables with the strips between their cells."""
    plain: list[list[Piece]] = []
    at = 0
    while at < len(rows):
        run, strips = _run(rows, at)
        if _is_table(run, strips):
            if plain:
                yield plain, []
            yield run, strips
            plain = []
            at += len(run)
        else:
            plain.append(rows[at])
            at += 1
    if plain:
        yield plain, []


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
    for piece in row:
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
    words = (sum(len(row[at].split()) for row in table) for at in range(len(strips) + 1))
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
    indent = line.x0 - line.left
    indented = 0.4 * line.size < indent < 5 * line.size and before.x0 - before.left < indent / 2
    # A word more would have stood in the line before.
    word = len(line.text.split(" ", 1)[0]) / max(1, len(line.text)) * (line.x1 - line.x0)
    short = line.right - before.x1 > word + 1.2 * line.size
    return indented or short

"""The lines of a printed page in the order in which they are read: columns, and rows of tables.

A page is a set of pieces of lines. Where a strip from top to bottom of several lines is free, what
is left of it is read before what is right of it, unless short cells with numbers make it a table.
What stands over all columns parts what is above it from what is below. In justified columns the
gaps between words may be as wide as those between columns; but they lie elsewhere in each line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, inf
from statistics import median

from lunar_tui.intake.pieces import Line, Piece, Strip, line_of, size_of
from lunar_tui.intake.tables import parted, table_lines

# Widths are in sizes of letters. Lines that a free strip must go through, by its width.
_LINES = ((4, 1.8), (5, 1.0), (8, 0.6))
# Where so many lines are free, a line or two beside them are enough.
_MANY = 12
# A heading is so much larger than most of the text.
_HEAD = 1.12
_WIDE = 1.4
# Strips that are tried, and the share of the lines of the freest that they are free in.
_MOST_GUTTERS = 8
_MOSTLY = 0.8
_GUTTER = 0.6
_DEEPEST = 12


def lines_in_order(pieces: Sequence[Piece], cells: str) -> list[Line]:
    """The lines of a page; the cells of a row are joined by ``cells``.

    It costs the more, the wider in points the page is with all pieces that are beside it.
    """
    return list(_read(pieces, cells, 0))


def _read(pieces: Sequence[Piece], cells: str, depth: int) -> Iterator[Line]:
    for part, strips in parted(pieces):
        if strips:
            yield from table_lines(part, strips, cells)
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
        x for row in rows for x in {x for one in row for x in range(ceil(one.x0), int(one.x1) + 1)}
    )
    free = {x: len(rows) - covered[x] for x in between}
    most = max(free.values(), default=0)
    xs = sorted(x for x, count in free.items() if count >= _MOSTLY * most)
    starts = [at for at, x in enumerate(xs) if at == 0 or xs[at - 1] != x - 1]
    for start, end in pairwise([*starts[:_MOST_GUTTERS], len(xs)]):
        best = max(free[x] for x in xs[start:end])
        inner = [x for x in xs[start:end] if free[x] == best]
        yield inner[len(inner) // 2]


def _groups(rows: Sequence[list[Piece]], gutter: float) -> Iterator[tuple[list[list[Piece]], bool]]:
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
            if both[1] - both[0] >= size_of(row) * _GUTTER:
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
        if row[-1].x1 <= gutter
        and size_of(row) > _HEAD * usual
        and both
        and both[0] < at < both[-1]
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


def _lines(rows: Sequence[Sequence[Piece]]) -> Iterator[Line]:
    left = min(row[0].x0 for row in rows)
    right = max(piece.x1 for row in rows for piece in row)
    for row in rows:
        yield line_of(row, " ".join(piece.text for piece in row), left, right)

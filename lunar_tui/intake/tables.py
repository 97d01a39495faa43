"""Tables on printed pages: rows of short cells, of which half the rows have one with a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lunar_tui.intake.pieces import Line, Piece, Strip, line_of, rows_of, size_of

# Widths are in sizes of letters.
_CELL = 0.9
_LONGEST_CELL = 60
_FEWEST_ROWS = 3
_OVERLAP = 0.1
_MOST_ROWS = 300
_MOST_WORDS = 3.5
_NUMBER = re.compile(r"[-+−–]?[$€£¥]?\d[\d.,:/  –-]*(?:%|[A-Za-z]{1,3})?|[-–—]|n/?a", re.ASCII)


def parted(pieces: Sequence[Piece]) -> Iterator[tuple[list[list[Piece]], list[Strip]]]:
    """Rows in succession, those of tables with the strips between their cells."""
    bands = _bands(pieces)
    plain: list[Piece] = []
    at = 0
    while at < len(bands):
        run, strips = _run(bands, at)
        if _is_table(run, strips):
            if plain:
                yield rows_of(plain), []
            yield run, strips
            plain = []
            at += len(run)
        else:
            plain += bands[at]
            at += 1
    if plain:
        yield rows_of(plain), []


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
        least = size_of(row) * _CELL
        found = (
            _common(strips, free, least)
            if run
            else [one for one in free if one[1] - one[0] >= least]
        )
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


def table_lines(
    rows: Sequence[Sequence[Piece]], strips: Sequence[Strip], cells: str
) -> Iterator[Line]:
    left = min(row[0].x0 for row in rows)
    right = max(piece.x1 for row in rows for piece in row)
    for row in rows:
        yield line_of(row, cells.join(filter(None, _cells(row, strips))), left, right, table=True)


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

"""Stretches of printed text on a page, and the rows and lines that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

#: The left and the right edge of what is free of text, in points.
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


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
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


def size_of(row: Sequence[Piece]) -> float:
    return median(piece.size for piece in row) if row else 0.0


def line_of(
    row: Sequence[Piece], text: str, left: float, right: float, *, table: bool = False
) -> Line:
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

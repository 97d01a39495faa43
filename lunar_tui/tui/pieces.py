"""Lines of pieces: text with the names of its looks, ready to be painted.

The toolkit's styled text can be cut, padded and joined as well, and takes several times as long; a
screenful of lines is what every press of a key waits for.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, Self

from rich.cells import cell_len, chop_cells
from textual.content import Content
from textual.style import Style

#: A style, or what names one: a component of the widget, or words such as ``bold $accent``.
Look = Style | str


class Piece(NamedTuple):
    """Text whose looks lie one over the other, the last one on top."""

    text: str
    looks: tuple[Look, ...] = ()


class Pieces(tuple[Piece, ...]):
    """The pieces of one line on the screen."""

    __slots__ = ()

    def __new__(cls, pieces: Iterable[Piece] = ()) -> Self:
        return super().__new__(cls, pieces)

    @property
    def plain(self) -> str:
        """The text without its looks."""
        return "".join(piece.text for piece in self)

    @property
    def cells(self) -> int:
        """Its width on the screen."""
        return sum(cells_of(piece.text) for piece in self)

    @property
    def content(self) -> Content:
        """As styled text, for the widgets of the toolkit."""
        found = []
        for text, looks in self:
            content = Content(text)
            for look in looks:
                content = content.stylize(look)
            found.append(content)
        return Content("").join(found)


def cells_of(text: str) -> int:
    """The width of ``text`` on the screen."""
    return len(text) if text.isascii() else cell_len(text)


def chopped(text: str, width: int) -> str:
    """As much of ``text`` as ``width`` cells hold."""
    if text.isascii():
        return text[: max(0, width)]
    return chop_cells(text, width)[0] if text and width > 0 else ""


def fitted(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells; where it is cut, it ends with an ellipsis."""
    if cells_of(text) > width:
        text = chopped(text, width - 1) + "…"
    return text + " " * (width - cells_of(text))


def pieces_of(content: Content, start: int, end: int) -> list[Piece]:
    """``content[start:end]``, a piece for each stretch of the same looks."""
    text = content.plain
    spans = [span for span in content.spans if span.start < end and span.end > start]
    if not spans:
        return [Piece(text[start:end])] if end > start else []
    points = {start, end}
    for span in spans:
        points.add(max(start, span.start))
        points.add(min(end, span.end))
    return [
        Piece(
            text[low:high],
            tuple(span.style for span in spans if span.start <= low and high <= span.end),
        )
        for low, high in pairwise(sorted(points))
    ]

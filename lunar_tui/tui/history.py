"""The way back: where the user was before each step deeper."""

from __future__ import annotations

from typing import NamedTuple

from textual.widget import Widget

from lunar_tui.corpus.sentences import Sentence
from lunar_tui.tui.messages import Subject
from lunar_tui.tui.passage import NoPassage, Passage

_LENGTH = 100


class Spot(NamedTuple):
    """Where the user was: enough to come back to exactly there.

    ``view`` is the id of the view that was open in the place of the claims, or empty; with
    ``view_state`` and ``view_row`` it shows again what it showed.
    """

    subject: Subject | None
    row: int
    evidence: int
    passage: Passage | NoPassage | None
    cursor: Sentence | None
    top: int
    view: str
    view_state: object
    view_row: int | None
    fact: int | None
    focus: Widget | None


class History:
    """Spots, the last one first out; the oldest are forgotten."""

    def __init__(self) -> None:
        self._spots: list[Spot] = []

    def __len__(self) -> int:
        return len(self._spots)

    def push(self, spot: Spot) -> None:
        self._spots.append(spot)
        del self._spots[:-_LENGTH]

    def pop(self) -> Spot | None:
        """The last spot, or None at the beginning."""
        return self._spots.pop() if self._spots else None

"""What panes tell the screen. A pane knows no other pane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.message import Message

from lunar_tui.search.engine import Hit


@dataclass(frozen=True, slots=True)
class Subject:
    """What the middle pane is about: an entity by its id, or an article by its file name."""

    kind: Literal["entity", "article"]
    id: str


@dataclass
class SubjectShown(Message):
    """The cursor of a panel moved to something."""

    subject: Subject


@dataclass
class SubjectOpened(Message):
    """Enter was pressed on something in a panel or in the list of matching names."""

    subject: Subject


@dataclass
class ClaimShown(Message):
    """The cursor moved to a claim; None when the list has none."""

    claim_id: str | None


@dataclass
class ClaimOpened(Message):
    """Enter was pressed on a claim."""

    claim_id: str


@dataclass
class HitShown(Message):
    """The cursor moved to a hit; None when there are none."""

    hit: Hit | None
    number: int = 0
    of: int = 0


@dataclass
class HitOpened(Message):
    """Enter was pressed on a hit."""

    hit: Hit


@dataclass
class SentenceShown(Message):
    """The cursor of the reader moved to a sentence."""

    file: str
    start: int
    end: int


@dataclass
class FactChosen(Message):
    """A claim was chosen from the list under the reader."""

    claim_id: str

"""What becomes of files that somebody adds."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from lunar_tui.corpus.duplicates import Difference
from lunar_tui.facts.model import Original
from lunar_tui.intake.extract import Stated


class Twin(NamedTuple):
    """An article that says nearly the same: how much of the shorter is alike, what differs."""

    file: str
    likeness: float
    differences: tuple[Difference, ...]


class Outcome(NamedTuple):
    """What became of one file.

    ``added``: it is the article ``file`` now. ``known``: it is that article already; ``reason``
    says by what. ``updated``: it is a newer version of that article, which it replaces; ``reason``
    says how that is known, ``text`` and ``older`` are its words now and before, ``kept`` the files
    of the older version, ``changes`` what else is not as it was. ``newer``: it would be, and
    nothing was done. ``failed``: ``reason`` says why. ``mended``: in words, what an earlier run had
    left undone and this one finished.
    """

    path: Path
    state: Literal["added", "known", "updated", "newer", "failed"]
    file: str = ""
    reason: str = ""
    metadata: dict[str, Stated] = {}  # noqa: RUF012 - nobody changes it
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    original: Original = Original()
    twins: tuple[Twin, ...] = ()
    text: str = ""
    older: str = ""
    kept: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    mended: str = ""

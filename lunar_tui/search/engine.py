"""What goes into a search engine, what comes out, and what any engine must do.

Nothing here knows which engine is used. The unit of search is one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from lunar_tui.search.plan import Plan

FURNITURE_ZONES = frozenset({"dateline", "related", "navigation", "notice"})
"""What stands around an article rather than in it: always ranked below the rest."""


class SearchError(Exception):
    """The engine failed; the message is one line for the user."""


class IndexNotReady(SearchError):  # noqa: N818 - a state to wait for, not a fault
    """A search was asked for before the index was opened or built."""


@dataclass(frozen=True, slots=True)
class Document:
    """One sentence of an article.

    `start` and `end` are code-point offsets into the article, half-open; `text` is exactly
    what stands between them, and `source` is the article's file name.
    """

    source: str
    start: int
    end: int
    text: str
    zone: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that answers a query.

    `score` falls from hit to hit: above 1 for an article's own text, below 1 for furniture.
    `highlights` are offsets into the article, sorted, without overlap.
    """

    source: str
    start: int
    end: int
    text: str
    zone: str
    score: float
    highlights: tuple[tuple[int, int], ...]

    @property
    def id(self) -> str:
        """The name under which the sentence can be exported."""
        return f"{self.source}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query.

    `hits` are at most as many as were asked for, `total` counts all. `notes` say how the query
    was read where it was not read as written, a plain sentence each. `partial` is true when
    the search stopped before everything was looked at.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    took_ms: float
    notes: tuple[str, ...]
    partial: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An engine's answer to a plan: documents with scores (as in `Hit`), best first."""

    rows: tuple[tuple[Document, float], ...]
    total: int
    partial: bool


class Engine(Protocol):
    """A set of documents that can be searched by plan.

    What a plan matches is defined in `lunar_tui.search.plan`. The order of the answer is the
    engine's duty too, strongest rule first:

    1. furniture below everything else;
    2. sentences that satisfy the better half of a `Prefer`, or hold a name of a `Named`, above
       those that do not;
    3. sentences with the typed form of a word above those with another inflection;
    4. relevance as the engine judges it;
    5. source, then start, so that equal scores never change places.
    """

    @classmethod
    def build(
        cls, documents: Iterable[Document], progress: Callable[[int], None] | None = None
    ) -> Self:
        """Index the documents in memory.

        `progress` is told now and then how many are done; what it raises ends the build.
        Raises SearchError when the engine fails.
        """
        ...

    @classmethod
    def load(cls, files: dict[str, bytes]) -> Self:
        """Open what `dump` gave. The bytes must be trusted. Raises SearchError if unusable."""
        ...

    def dump(self) -> dict[str, bytes]:
        """The whole index as named files, to be kept and loaded again."""
        ...

    def __len__(self) -> int:
        """How many documents there are."""
        ...

    def search(
        self,
        plan: Plan,
        *,
        limit: int,
        sources: Collection[str] | None = None,
        zones: Collection[str] | None = None,
    ) -> Found:
        """The best `limit` documents of the named sources and zones (None: of all).

        May be called from several threads. Raises SearchError when the engine fails.
        """
        ...

    def close(self) -> None:
        """Let go of the index; a later search raises SearchError."""
        ...

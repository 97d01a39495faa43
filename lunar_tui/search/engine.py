"""What goes into a search engine, what comes out, and what any engine must do.

Nothing here knows which engine is used. The unit of search is one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    from lunar_tui.corpus.sentences import Sentence
    from lunar_tui.search.plan import How, Place, Plan
    from lunar_tui.search.vocabulary import Vocabulary

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
    what stands between them, and `source` is the article's file name. `keys` are what it can be
    found by besides its words; they begin with `vocabulary.KEY`. `title` is what the text of the
    article calls itself, the same in all its sentences; it is kept, and not searched. `words` are
    the first of the text, some thousands, as `analysis.words` cuts them, where they are at hand.
    """

    source: str
    start: int
    end: int
    text: str
    zone: str
    keys: tuple[str, ...] = ()
    title: str = ""
    words: tuple[str, ...] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Hit:
    """A sentence that answers a query.

    `score` falls from hit to hit: above 3 for an article's own text, above 2 for furniture, below 2
    for what answers only together with the sentences around it or with the workspace's claims.
    `copies` are sentences that say almost the same in almost the same words; they are no hits of
    their own. `title` is what the text of the article calls itself. `marks` finds the words that
    were asked for in a text at an offset.
    """

    source: str
    start: int
    end: int
    text: str
    zone: str
    score: float
    marks: Callable[[str, int], tuple[tuple[int, int], ...]] = field(compare=False, repr=False)
    copies: tuple[Place, ...] = ()
    title: str = ""

    @cached_property
    def highlights(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand that were asked for: offsets into the article, sorted, apart.

        Looked for when first asked: of a list of hits, most are never seen.
        """
        return self.marks(self.text, self.start)

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
    """An engine's answer to a plan: documents with scores (as in `Hit`), best first.

    `total` counts all that were found, `whole` those of them that match by themselves.
    """

    rows: tuple[tuple[Document, float], ...]
    total: int
    partial: bool
    whole: int


class Reason(NamedTuple):
    """Why one thing that was asked for speaks for a sentence.

    `where`: in the sentence itself, in one close to it, or in what the workspace says of it.
    `found` are the forms that stand there, each with how it stands for what was typed. `points`
    are its share of the relevance; `rarity` is what a word as rare as this one is worth.
    """

    typed: str
    where: Literal["sentence", "neighbour", "claims"]
    found: tuple[tuple[str, How], ...]
    rarity: float
    points: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a sentence came to its place.

    `together`: points for words that stand next to each other as they were typed. `length`: the
    factor for the number of its words, above 1 for a short sentence. `relevance` is what `reasons`
    and `together` add up to.
    """

    reasons: tuple[Reason, ...]
    together: float
    length: float
    relevance: float
    furniture: bool


class Part(NamedTuple):
    """Some of an engine's documents, as files to be kept.

    `name` tells this part from every other one. `gone`: sources in it that count no more.
    """

    name: str
    files: dict[str, bytes]
    gone: frozenset[str] = frozenset()


class Engine(Protocol):
    """A set of documents that can be searched by plan. Immutable: a change makes another engine.

    What a plan matches is defined in `lunar_tui.search.plan`. The order of the answer is the
    engine's duty too:

    1. furniture below what the articles say, and below that what is found only with `wide`;
    2. by relevance: rare words count more than common ones, a form by its weight, a short sentence
       more than a long one, words together as typed more than scattered ones; of an `AnyOf` that
       counts, more parts more than fewer;
    3. source, then start, so that equal scores never change places.

    All parts of an `AllOf` may also stand in sentences next to each other, or be known of the
    sentence (`Term.known`). Such sentences are asked for only with `wide`.
    """

    @classmethod
    def build(
        cls, documents: Iterable[Document], progress: Callable[[int], None] | None = None
    ) -> Self:
        """An engine over one part.

        `progress` is told now and then how many are done; what it raises ends the build.
        Raises SearchError when the engine fails.
        """
        ...

    @classmethod
    def index(
        cls, documents: Iterable[Document], progress: Callable[[int], None] | None = None
    ) -> Part:
        """One part; what `build` does first, and may be done in another process."""
        ...

    @classmethod
    def load(cls, parts: Iterable[Part]) -> Self:
        """Open parts. Their bytes must be trusted. Raises SearchError if one is unusable."""
        ...

    def update(self, gone: Collection[str], documents: Iterable[Document]) -> Self:
        """An engine without the sources `gone`, and with more documents. This one stays usable.

        It answers as one built of all its documents at once, scores included; all sentences of a
        source come together.
        """
        ...

    @property
    def parts(self) -> tuple[Part, ...]:
        """What to keep, and to load again."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """All words and keys that occur."""
        ...

    def __len__(self) -> int:
        """How many documents there are."""
        ...

    def search(
        self,
        plan: Plan,
        *,
        limit: int,
        wide: bool = False,
        enough: int | None = None,
        seconds: float | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Found:
        """The best `limit` documents. May be called from several threads.

        With `enough`, `wide` holds only if fewer than so many match by themselves.
        After so many `seconds` of a processor (None: of the engine's choice), or as soon as `stop`
        says yes, it gives what it has.
        Raises SearchError when the engine fails.
        """
        ...

    def explain(self, plan: Plan, place: Place) -> Explanation | None:
        """Why the plan finds the sentence at `place`; None where there is no such sentence."""
        ...

    def sentences(self, source: str) -> tuple[tuple[Sentence, str], ...]:
        """The sentences of a source with their texts, in order; none of one that is not here."""
        ...

    def document(self, place: Place) -> Document | None:
        """The document at a place."""
        ...

    def close(self) -> None:
        """Let go of the index; a later search raises SearchError."""
        ...

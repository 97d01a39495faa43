"""An engine over segments: what is the same whatever keeps the posting lists."""

from __future__ import annotations

import hashlib
import heapq
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from time import thread_time
from typing import ClassVar, Self

from pyroaring import BitMap

from lunar_tui.corpus.sentences import Sentence
from lunar_tui.search import segment as segments
from lunar_tui.search.engine import Document, Explanation, Found, Part, SearchError
from lunar_tui.search.evaluation import TIME_LIMIT, Evaluation, Remembered, left_of
from lunar_tui.search.plan import Place, Plan
from lunar_tui.search.reasons import Reasons
from lunar_tui.search.scores import leaders
from lunar_tui.search.segment import FURNITURE_NUMBERS, Postings, Segment
from lunar_tui.search.statistics import Statistics
from lunar_tui.search.surroundings import Surroundings
from lunar_tui.search.vocabulary import Vocabulary

MAX_PARTS = 8
"""Parts that are kept apart; with more, the small ones become one."""
_SHOWN = 60.0
"""Points that are shown as half."""
# What an article says, and what stands around it on its page; then what is found with its
# neighbours only, of both.
_AROUND, _LAST = 2, 3


@contextmanager
def guarded(doing: str) -> Iterator[None]:
    """Whatever an engine or a damaged index raises becomes a SearchError."""
    try:
        yield
    except SearchError:
        raise
    except Exception as error:
        # Whoosh raises some ten unrelated types, bare IndexError and AssertionError among them.
        raise SearchError(f"{doing} failed ({type(error).__name__})") from error


class SegmentEngine:
    """See `lunar_tui.search.engine.Engine`; a subclass says what keeps the posting lists."""

    postings: ClassVar[type[Postings]]

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = tuple(parts)
        with guarded("opening the index"):
            self._segments = [Segment(part.files, self.postings) for part in self._parts]
            self._gone = [
                BitMap.union(BitMap(), *(BitMap(segment.range_of(s)) for s in part.gone))
                for part, segment in zip(self._parts, self._segments, strict=True)
            ]
        self._remembered = [Remembered() for _ in self._segments]
        # Lists are read through cursors that threads must not share.
        self._using = threading.Lock()
        self._closed = False

    @classmethod
    def build(
        cls, documents: Iterable[Document], progress: Callable[[int], None] | None = None
    ) -> Self:
        return cls([cls.index(documents, progress)])

    @classmethod
    def index(
        cls, documents: Iterable[Document], progress: Callable[[int], None] | None = None
    ) -> Part:
        files = segments.index(documents, cls.postings, progress)
        digest = hashlib.sha256()
        for name in sorted(files):
            digest.update(files[name])
        return Part(digest.hexdigest()[:16], files)

    @classmethod
    def load(cls, parts: Iterable[Part]) -> Self:
        return cls(parts)

    def update(self, gone: Collection[str], documents: Iterable[Document]) -> Self:
        rows = list(documents)
        kept: list[Part] = []
        for part, segment in zip(self._parts, self._segments, strict=True):
            left = part.gone | (set(segment.sources) & set(gone))
            if len(left) < len(segment.sources):
                kept.append(part._replace(gone=left))
        # Small parts are joined before there are too many: every word is looked up in each.
        kept.sort(key=lambda part: sum(map(len, part.files.values())), reverse=True)
        for part in kept[MAX_PARTS - 1 :]:
            with guarded("reading the index"):
                rows += _documents(part, self.postings)
        kept = kept[: MAX_PARTS - 1]
        return type(self)([*kept, self.index(rows)] if rows else kept)

    @property
    def parts(self) -> tuple[Part, ...]:
        return self._parts

    @cached_property
    def vocabulary(self) -> Vocabulary:
        with guarded("reading the index"):
            return Vocabulary(*map(Segment.vocabulary, self._segments, self._gone))

    @cached_property
    def _statistics(self) -> Statistics:
        # Without what is gone: an engine answers alike however it came to its documents.
        length = sum(
            sum(segment.lengths) - sum(segment.lengths[number] for number in gone)
            for segment, gone in zip(self._segments, self._gone, strict=True)
        )
        count = len(self)
        return Statistics(count, length / count if count else 0.0, self.vocabulary.count)

    def __len__(self) -> int:
        return sum(map(len, self._segments)) - sum(map(len, self._gone))

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
        ranked: list[tuple[int, float, str, int, int]] = []
        seconds = TIME_LIMIT if seconds is None else seconds
        began = thread_time()
        limit = max(limit, 0)
        with self._using, guarded("the search"):
            if self._closed:
                raise SearchError("the index is closed")
            evaluations = self._evaluations(seconds, stop)
            own = [evaluation.found(plan, limit) for evaluation in evaluations]
            whole = sum(len(there) for there, _ in own)
            partial = any(evaluation.partial for evaluation in evaluations)
            wide = wide and (enough is None or (whole < enough and not partial))
            if wide:
                # With some time in any case: what was found by itself was found in time.
                evaluations = self._evaluations(left_of(seconds, began), stop)
            count = whole
            for at, (evaluation, (there, scores)) in enumerate(zip(evaluations, own, strict=True)):
                segment = self._segments[at]
                around = Surroundings(evaluation).scores(plan) if wide else {}
                rest = BitMap(around) - there - self._gone[at]
                count += len(rest)
                here, furniture = BitMap(scores), segment.furniture
                tiers = (here - furniture, here & furniture, rest - furniture, rest & furniture)
                for tier, numbers in enumerate(tiers):
                    points = scores if tier < _AROUND else around
                    ranked += [
                        (tier, -points[n], segment.source(n), n, at)
                        for n in leaders(numbers, points, limit)
                    ]
            partial = partial or any(evaluation.partial for evaluation in evaluations)
            rows = tuple(
                (self._segments[at].document(number), _shown(-score, tier))
                for tier, score, _, number, at in heapq.nsmallest(limit, ranked)
            )
        return Found(rows, count, partial, whole)

    def _evaluations(self, seconds: float, stop: Callable[[], bool] | None) -> list[Evaluation]:
        deadline = thread_time() + seconds
        return [
            Evaluation(
                segment, self._statistics, deadline, stop=stop, remembered=remembered, gone=gone
            )
            for segment, remembered, gone in zip(
                self._segments, self._remembered, self._gone, strict=True
            )
        ]

    @guarded("the search")
    def explain(self, plan: Plan, place: Place) -> Explanation | None:
        if self._closed:
            raise SearchError("the index is closed")
        for segment, gone in zip(self._segments, self._gone, strict=True):
            number = segment.find(place)
            if number is None or number in gone:
                continue
            with self._using:
                evaluation = Evaluation(segment, self._statistics)
                reasons = Reasons(evaluation).of(plan, number)
                scattered = sum(reason.points for reason in reasons)
                whole = evaluation.scores(plan, BitMap([number])).get(number, scattered)
            # What is left of the sum of many small numbers is nothing.
            together = max(0.0, round(whole - scattered, 9))
            relevance = scattered + together
            return Explanation(
                reasons,
                together,
                self._statistics.factors[segment.lengths[number]],
                relevance,
                segment.zones[number] in FURNITURE_NUMBERS,
            )
        return None

    @guarded("reading the index")
    def sentences(self, source: str) -> tuple[tuple[Sentence, str], ...]:
        for part, segment in zip(self._parts, self._segments, strict=True):
            if source not in part.gone and (found := tuple(segment.sentences(source))):
                return found
        return ()

    @guarded("reading the index")
    def document(self, place: Place) -> Document | None:
        for segment, gone in zip(self._segments, self._gone, strict=True):
            number = segment.find(place)
            if number is not None and number not in gone:
                return segment.document(number)
        return None

    def close(self) -> None:
        self._closed = True


def _documents(part: Part, postings: type[Postings]) -> Iterable[Document]:
    """What a part was made of, without what is gone."""
    segment = Segment(part.files, postings)
    for source in segment.sources:
        if source not in part.gone:
            yield from map(segment.document, segment.range_of(source))


def _shown(score: float, tier: int) -> float:
    """Points as a share of 1, and the tier before the point: all ranks in one number."""
    return round(score / (score + _SHOWN), 12) + _LAST - tier

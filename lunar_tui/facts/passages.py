"""Passages: the places of a text that may be a quote in other words, best first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lunar_tui.corpus.mentions import Names
from lunar_tui.corpus.sentences import paragraph_spans
from lunar_tui.facts.agreement import weight
from lunar_tui.facts.stretches import stretches
from lunar_tui.facts.wording import Word, words

_MAX_RUN = 30
"""Sentences that a quote may have become."""
_LONG = 150
"""Words from which on a quote is compared with a whole stretch, not sentence by sentence."""
_BESIDE = 3
"""Words beside a passage that may stand for words of the quote."""
_HOPELESS, _LONGER = 0.2, 0.02
"""Shares of common words: below it, no passage; by which one sentence more must be better."""
# An abbreviation ends no sentence, and neither does a single capital (J. Smith).
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Ms|St|vs|Jr|Sr|No))(?<!\b(?:Mrs|Gen|Sen|Gov|Rep))"
    r"[.!?…:]+[\"'”’)\]*_]*(?=\s)|[。！？]+[”’」』）]*|\n(?=[ \t]*(?:[-*•|#=+]|[0-9]{1,3}[.)]\s))"
)
_STRAY = 0.4
"""What a word of another sort of passage costs, of its weight, while a passage is cut out."""


class Passage(NamedTuple):
    """A candidate: its half-open span, its words and those of its sentences before and after.

    ``score``: the share of words, by weight, that it has in common with the quote, 0 to 1.
    """

    start: int
    end: int
    score: float
    words: tuple[Word, ...]
    before: tuple[Word, ...]
    after: tuple[Word, ...]


def passages(
    text: str, quote: Sequence[Word], source: str, names: Names | None, hint: int | None
) -> list[Passage]:
    """The places of ``text`` that have most in common with ``quote``, best first.

    ``source`` is the text that the words of the quote were cut from. Only stretches in which rare
    words of the quote stand together are read, so that a long text costs little more than a short.
    """
    if not quote:
        return []
    whole = is_whole(source)
    found: list[Passage] = []
    length = quote[-1].end - quote[0].start
    for low, high in stretches(text, source, quote[0].start, length, hint):
        found += _in_window(text, words(text, low, high, names), quote, whole=whole)
    found.sort(key=lambda passage: (-passage.score, passage.start))
    apart: list[Passage] = []
    for passage in found:
        if all(passage.end <= other.start or other.end <= passage.start for other in apart):
            apart.append(passage)
    return apart


def is_whole(quote: str) -> bool:
    """Whether a quote is a sentence or more, rather than a part of one."""
    body = quote.strip().strip("\"'“”‘’«»*_() ")
    return (
        bool(body)
        and not body[0].islower()
        and quote.rstrip(" \"'”’»*_)\n")[-1:] in set(".!?。！？…:")
    )


def _in_window(
    text: str, window: list[Word], quote: Sequence[Word], *, whole: bool
) -> Iterator[Passage]:
    """The best passages of a stretch: of each run of sentences the part that has most in common."""
    if not window:
        return
    keys = [word.key for word in quote]
    bag = Counter(keys)
    bounds = _sentences(text, window)
    if len(quote) > _LONG:
        runs = [(0, len(window))]
    else:
        runs = list(_runs(keys, window, bounds, whole=whole))
    for first, last in runs:
        for low, high in _cuts(window, keys, bag, first, last):
            yield _passage(window, quote, bounds, low, high, whole=whole)


def _runs(
    keys: list[str], window: list[Word], bounds: list[tuple[int, int]], *, whole: bool
) -> Iterator[tuple[int, int]]:
    """Of the sentences that begin with each one, those that have most in common with a quote."""
    from rapidfuzz.distance import LCSseq

    others = [word.key for word in window]
    for first, (low, _) in enumerate(bounds):
        best, best_end = 0.0, low
        for last in range(first, min(len(bounds), first + _MAX_RUN)):
            high = bounds[last][1]
            common = LCSseq.similarity(keys, others[low:high])
            share = 2 * common / (len(keys) + high - low)
            if share > best + _LONGER:
                best, best_end = share, high
            if last > first and high - low >= 1.6 * len(keys):
                break
        # A part of a sentence has little in common with all of it.
        if best and (best >= _HOPELESS or not whole):
            yield low, best_end


def _sentences(text: str, window: list[Word]) -> list[tuple[int, int]]:
    """The sentences of a stretch as half-open ranges of its words."""
    low, high = window[0].start, window[-1].end
    ends = {match.end() for match in _SENTENCE_END.finditer(text, low, high)}
    # A heading ends with its line, a hard-wrapped sentence does not.
    ends.update(low + end for _, end in paragraph_spans(text[low:high]))
    return list(_ranges(window, sorted(ends)))


def _ranges(window: list[Word], ends: list[int]) -> Iterator[tuple[int, int]]:
    """The words between the ends of sentences, as half-open ranges."""
    at = start = 0
    for number, word in enumerate(window):
        if at < len(ends) and word.start >= ends[at]:
            if number > start:
                yield start, number
                start = number
            while at < len(ends) and word.start >= ends[at]:
                at += 1
    yield start, len(window)


def _cuts(
    window: list[Word], keys: list[str], bag: Counter[str], low: int, high: int
) -> Iterator[tuple[int, int]]:
    """The best range within ``low``–``high``, and where there is room, one on each side of it."""
    cut = _cut(window, keys, bag, low, high)
    if cut is None:
        return
    yield cut
    # A caption may stand twice, one time right after the other.
    for start, end in ((low, cut[0]), (cut[1], high)):
        if 2 * (end - start) >= len(keys) and (other := _cut(window, keys, bag, start, end)):
            yield other


def _cut(
    window: list[Word], keys: list[str], bag: Counter[str], low: int, high: int
) -> tuple[int, int] | None:
    """The range of words within ``low``–``high`` that is the quote, without what was added."""
    from rapidfuzz.distance import LCSseq

    run = window[low:high]
    common = [False] * len(run)
    left = bag.copy()
    for block in LCSseq.editops(keys, [word.key for word in run]).as_matching_blocks():
        for number in range(block.b, block.b + block.size):
            common[number] = True
            left[run[number].key] -= 1
    for number, word in enumerate(run):
        # A part that stands elsewhere in the sentence now.
        if not common[number] and word.sort != "small" and left[word.key] > 0:
            left[word.key] -= 1
            common[number] = True
    best_range: tuple[int, int] | None = None
    best, total, begin = 0.0, 0.0, 0
    for number, word in enumerate(run):
        if total <= 0:
            total, begin = 0.0, number
        total += weight(word) * (1 if common[number] else -_STRAY)
        if total > best:
            best, best_range = total, (begin, number + 1)
    if best_range is None:
        return None
    start, end = best_range
    left = bag - Counter(word.key for word in run[start:end])
    # The first words may have been found in the sentence before, which has them too.
    while start > 0 and left[run[start - 1].key] > 0:
        start -= 1
        left[run[start].key] -= 1
    while end < len(run) and left[run[end].key] > 0:
        left[run[end].key] -= 1
        end += 1
    return low + start, low + end


def _missing(quote: Sequence[Word], chosen: Sequence[Word]) -> tuple[int, int]:
    """How many of the first and last words of a quote a passage has not.

    Something else may stand for them beside it: China signed, India signed.
    """
    from rapidfuzz.distance import LCSseq

    keys, others = ([word.key for word in side] for side in (quote, chosen))
    blocks = [b for b in LCSseq.editops(keys, others).as_matching_blocks() if b.size]
    if not blocks:
        return 0, 0
    ahead, behind = blocks[0].a, len(keys) - blocks[-1].a - blocks[-1].size
    return min(ahead, _BESIDE), min(behind, _BESIDE)


def _passage(
    window: list[Word],
    quote: Sequence[Word],
    bounds: list[tuple[int, int]],
    low: int,
    high: int,
    *,
    whole: bool,
) -> Passage:
    first = next(low_ for low_, high_ in bounds if low_ <= low < high_)
    last = next(high_ for low_, high_ in bounds if low_ < high <= high_)
    room = max(6, len(quote) // 3)
    if whole:
        low = first if low - first <= room else low
        high = last if last - high <= room else high
    ahead, behind = _missing(quote, window[low:high])
    low, high = max(first, low - ahead), min(last, high + behind)
    chosen = window[low:high]
    left = Counter(word.key for word in quote)
    both = 0.0
    for word in chosen:
        if left[word.key] > 0:
            left[word.key] -= 1
            both += weight(word)
    score = 2 * both / (sum(map(weight, quote)) + sum(map(weight, chosen)))
    return Passage(
        chosen[0].start,
        chosen[-1].end,
        score,
        tuple(chosen),
        tuple(window[first:low]),
        tuple(window[high:last]),
    )

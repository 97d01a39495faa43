"""Re-anchoring: where a quote stands in a newer version of its article, if it still does.

Nothing is attached on a score alone: what a passage says must agree with the quote
(:mod:`lunar_tui.facts.agreement`), and no other place may be about as good.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lunar_tui.corpus.mentions import Names
from lunar_tui.facts.agreement import compare, telling_around
from lunar_tui.facts.anchors import AnchorState, cuts_word, occurrences
from lunar_tui.facts.model import Evidence
from lunar_tui.facts.passages import Passage, passages
from lunar_tui.facts.quoting import requoted
from lunar_tui.facts.wording import Word, words

CERTAIN, WORTH_SHOWING = 0.75, 0.5
"""Scores from which on a passage that agrees is the quote, and from which on a person may look."""
_MARGIN = 0.2
"""How much worse the next place that agrees must be."""
_AS_LIKE = 0.06
"""How much worse a place that does not agree must be: the quote itself may have been changed."""
_SHORT, _TINY = 4, 2
"""Up to so many words that weigh, none may come or go; and up to so many, no quote is certain."""
_MAX_SHOWN = 5
_MAX_QUOTE = 20_000
_CONTEXT = 60
# Share of surroundings that is the same.
_SAME_CONTEXT = 0.7
# Characters of surroundings that tell nothing.
_FEW = 2
_STOP = re.compile(r"[.!?。！？]+[\"'”’)\]]*(?:\s+|$)")
_CLOSING = "\"'”’»)]*_"
_ENDS = ".!?。！？…:"


class Candidate(NamedTuple):
    """A place that may be the quote: ``score`` from 0 to 1, and what does not agree there.

    ``differs`` has lines such as “1,731 g → 1,935.3 g”, “Chang'e-5 → Chang'e-6”, “not” is added.
    """

    start: int
    end: int
    score: float
    differs: tuple[str, ...] = ()


class Reanchored(NamedTuple):
    """What became of a quote.

    ``exact``: it stands there word for word. ``moved``: found with certainty, though its words or
    its surroundings changed; ``evidence`` has the new ones, which anchor exactly. ``doubtful``: a
    person must choose among ``candidates`` or none; the span is that of the first. ``lost``: there
    is nothing like it, the span is empty. In these two ``evidence`` is the old one. Spans are
    half-open, in code points of the new text.
    """

    state: AnchorState
    start: int
    end: int
    evidence: Evidence
    reason: str
    candidates: tuple[Candidate, ...] = ()


def reanchor(
    text: str,
    evidence: Evidence,
    names: Names | None = None,
    hint: int | None = None,
    *,
    before: str = "",
) -> Reanchored:
    """The place of ``evidence`` in ``text``, the newer version of its article.

    ``names``: two names that they know as one thing agree, any others do not. ``hint``: where the
    quote is thought to stand; only the order of what is equally good depends on it. ``before``: the
    older version, where it is kept: what said the same there in another sentence is not the quote.
    """
    places = occurrences(text, evidence)
    if len(places) == 1:
        start, end = places[0]
        candidate = Candidate(start, end, 1.0)
        return Reanchored("exact", start, end, evidence, "stands word for word", (candidate,))
    if not places and (evidence.prefix or evidence.suffix):
        places = occurrences(text, evidence._replace(prefix="", suffix=""))
        certain = _by_context(text, evidence, places)
        if certain is not None:
            return _moved(text, evidence, certain, "its surroundings changed")
    if places:
        return _repeated(evidence, places, hint)
    found = _reworded(text, evidence, names, hint)
    if found.state == "moved" and before and _had_twin(before, evidence, names):
        return _doubtful(evidence, list(found.candidates), "another sentence said the same before")
    return found


def _had_twin(before: str, evidence: Evidence, names: Names | None) -> bool:
    """Whether the older version says in another place, in other words, what the quote says."""
    quote = evidence.quote[:_MAX_QUOTE]
    old = words(quote, names=names)
    own = occurrences(before, evidence)
    for passage in passages(before, old, quote, names, own[0][0] if own else None)[:_MAX_SHOWN]:
        found = _judged(before, evidence, old, passage)
        if found.score < CERTAIN or found.differs:
            continue
        if all(found.end <= start or end <= found.start for start, end in own):
            return True
    return False


def _repeated(evidence: Evidence, places: list[tuple[int, int]], hint: int | None) -> Reanchored:
    """The quote stands word for word where its prefix and suffix do not tell the places apart."""
    found = [Candidate(start, end, 1.0) for start, end in places]
    if hint is not None:
        found.sort(key=lambda candidate: abs(candidate.start - hint))
    count = len(found)
    reason = f"stands in {count} places" if count > 1 else "stands elsewhere, among other words"
    return _doubtful(evidence, found, reason)


def _reworded(text: str, evidence: Evidence, names: Names | None, hint: int | None) -> Reanchored:
    quote = evidence.quote[:_MAX_QUOTE]
    old = words(quote, names=names)
    found = [
        (passage, _judged(text, evidence, old, passage))
        for passage in passages(text, old, quote, names, hint)[:_MAX_SHOWN]
    ]
    found.sort(key=lambda pair: -pair[1].score)
    shown = [candidate for _, candidate in found if candidate.score >= WORTH_SHOWING]
    if not shown:
        return Reanchored("lost", 0, 0, evidence, "nothing in the text is like it")
    # One that agrees is worth more than one that is like it.
    agreeing = [c for c in shown if not c.differs and c.score >= CERTAIN]
    if not agreeing:
        best = shown[0]
        return _doubtful(evidence, shown, "; ".join(best.differs[:3]) or "not enough is the same")
    best = agreeing[0]
    rivals = [c for c in agreeing[1:] if c.score > best.score - _MARGIN]
    if any(c.differs and c.score > best.score - _AS_LIKE for c in shown):
        return _doubtful(evidence, shown, "another place is as like it, and says something else")
    if evidence.prefix or evidence.suffix:
        certain = _by_context(text, evidence, [(c.start, c.end) for c in (best, *rivals)])
        if certain is None:
            return _doubtful(evidence, [best, *rivals], "other words stand before and after it")
        best = next(c for c in (best, *rivals) if (c.start, c.end) == certain)
    elif rivals:
        return _doubtful(evidence, [best, *rivals], "several places are about equally good")
    if len(evidence.quote) > _MAX_QUOTE:
        return _doubtful(evidence, [best], "too long to be compared")
    return _moved(text, evidence, (best.start, best.end), "its words changed, what it says did not")


def _judged(text: str, evidence: Evidence, old: list[Word], passage: Passage) -> Candidate:
    """A passage with what does not agree in it and right beside it."""
    quote = evidence.quote[:_MAX_QUOTE]
    comparison = compare(quote, old, text, list(passage.words))
    differs = comparison.differs
    if [word.key for word in old] != [word.key for word in passage.words]:
        differs += telling_around(passage.before, passage.after)
    # Where a prefix or suffix is given, it has to agree as well.
    if not (evidence.prefix or evidence.suffix):
        differs += _shortened(old, passage.words)
    start, end = _with_marks(text, quote, passage.start, passage.end)
    return Candidate(start, end, round(comparison.score, 3), differs)


def _shortened(old: list[Word], new: tuple[Word, ...]) -> tuple[str, ...]:
    """What speaks against a passage that has other words than a short quote, if anything does."""
    weighty, others = (
        sum(word.sort not in ("small", "telling") for word in side) for side in (old, new)
    )
    if weighty <= _TINY:
        return ("too few words to be certain",)
    if weighty <= _SHORT and weighty != others:
        return ("too few words are the same",)
    return ()


def _by_context(
    text: str, evidence: Evidence, places: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """The one place around which about the same stands as did; None if there is no one.

    What belongs to the sentence of the quote must agree on both sides, and may not say anything
    else: with a "not", another number or another name it is another sentence.
    """
    scored = []
    for start, end in places[:50]:
        before, after = evidence.prefix[-_CONTEXT:], evidence.suffix[:_CONTEXT]
        sides = (
            (before, _whole_before(text, start - len(before), start)),
            (after, _whole_after(text, end, end + len(after))),
        )
        shares = [_likeness(*side) for side in sides if len(side[0].strip()) > _FEW]
        bound = [
            _likeness(part, other)
            for part, other in (
                (_after_stop(sides[0][0]), _after_stop(sides[0][1])),
                (_up_to_stop(evidence.quote, after), _up_to_stop(evidence.quote, sides[1][1])),
            )
            if len(part.strip()) > _FEW
        ]
        scored.append((min(bound) if bound else max(shares, default=0.0), (start, end)))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < _SAME_CONTEXT:
        return None
    if len(scored) > 1 and scored[1][0] > scored[0][0] - 0.2:
        return None
    return scored[0][1]


def _after_stop(part: str) -> str:
    """What of the words before a quote belongs to its sentence."""
    return _STOP.split(part)[-1]


def _up_to_stop(quote: str, part: str) -> str:
    """What of the words after a quote belongs to its sentence."""
    return "" if quote.rstrip().endswith(tuple(_ENDS)) else _STOP.split(part)[0]


def _likeness(part: str, other: str) -> float:
    """How like two surroundings are, from 0 to 1; 0 where one says what the other does not."""
    from rapidfuzz.fuzz import ratio

    if compare(part, words(part), other, words(other)).differs:
        return 0.0
    return ratio(part, other) / 100


def _whole_before(text: str, low: int, high: int) -> str:
    """The words of a stretch; the first one whole."""
    low = max(0, low)
    while 0 < low < high and cuts_word(text, low):
        low -= 1
    return text[low:high]


def _whole_after(text: str, low: int, high: int) -> str:
    """The words of a stretch; the last one whole."""
    high = min(len(text), high)
    while low < high < len(text) and cuts_word(text, high):
        high += 1
    return text[low:high]


def _doubtful(evidence: Evidence, found: list[Candidate], reason: str) -> Reanchored:
    best = found[0]
    shown = tuple(found[:_MAX_SHOWN])
    return Reanchored("doubtful", best.start, best.end, evidence, reason, shown)


def _moved(text: str, evidence: Evidence, span: tuple[int, int], reason: str) -> Reanchored:
    start, end = span
    candidate = Candidate(start, end, 1.0)
    new = requoted(evidence, text, start, end)
    if new is None:
        return _doubtful(evidence, [candidate], "no quote of its new words stands there only")
    return Reanchored("moved", start, end, new, reason, (candidate,))


def _with_marks(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """A span of words with the marks that end it, where the quote had some; it cuts no word."""
    while start > 0 and _joined(text, start):
        start -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    body = quote.rstrip()
    if body[-1:] in _CLOSING or body[-1:] in _ENDS:
        for _ in range(4):
            if text[end : end + 1] and text[end] in _CLOSING + _ENDS:
                end += 1
    opening = quote.lstrip()[:1]
    if opening in "\"'“‘«([" and opening and text[max(0, start - 1) : start] in set("\"'“‘«(["):
        start -= 1
    return start, end


def _joined(text: str, at: int) -> bool:
    """Whether a word or a number goes on at a place; in Chinese none does."""
    before, after = text[at - 1], text[at]
    if before in ".," and at > 1:
        return text[at - 2].isdigit() and after.isdigit()
    if after in ".,":
        return before.isdigit() and text[at + 1 : at + 2].isdigit()
    if "\u0300" <= after <= "\u036f":
        return True
    return before.isalnum() and after.isalnum() and before < "\u3000" and after < "\u3000"

"""Anchoring: from an exact quote to the one place of an article where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from lunar_tui.facts.model import Evidence

AnchorState = Literal["exact", "moved", "doubtful", "lost"]

_BLANKS = " \t\r\n"
_RUN = re.compile(r"[ \t\r\n]+")
_UNEVEN = re.compile(r"[ \t\r\n]{2,}")
_LINE_END = re.compile(r"[\r\n]")
# Latin and Cyrillic letters with their marks, and digits. Chinese writes no blanks between words,
# so that a quote may begin and end anywhere in it.
_LETTER = "[0-9A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u02af\u0300-\u036f\u0400-\u052f\u1e00-\u1eff]"
# At a place of the text: a word goes on there, or a number such as 1,731 or 1.5 does.
_WORD_GOES_ON = re.compile(f"(?<={_LETTER}){_LETTER}|(?<=[0-9][.,])[0-9]|(?<=[0-9])[.,](?=[0-9])")


class Anchor(NamedTuple):
    """Where a quote stands: a half-open span in code points.

    ``exact``: one place, word for word. ``moved``: one place, in other words that say the same.
    ``doubtful``: ``candidates`` places, the span is the first. ``lost``: none, the span is empty.
    ``reason`` says why it is not exact; empty where that is only that it stands in several places.
    """

    state: AnchorState
    start: int = 0
    end: int = 0
    candidates: int = 0
    reason: str = ""

    @property
    def certain(self) -> bool:
        """Whether the quote stands in one place for sure: only then it supports anything."""
        return self.state in ("exact", "moved")


def anchor(text: str, evidence: Evidence, most: int | None = None) -> Anchor:
    """The place of ``evidence`` in the article's ``text``; never a silent guess.

    Words must agree exactly, and neither end may lie inside a word or a number. Where a quote
    crosses a line end, any run of blanks and line ends in the article stands for its blanks.
    ``most``: no more candidates are looked for.
    """
    spans = list(islice(_occurrences(text, evidence), most))
    if not spans:
        return Anchor("lost")
    start, end = spans[0]
    return Anchor("exact" if len(spans) == 1 else "doubtful", start, end, len(spans))


def occurrences(text: str, evidence: Evidence) -> list[tuple[int, int]]:
    """All places of ``evidence`` in ``text``, as :func:`anchor` counts them, in order."""
    return list(_occurrences(text, evidence))


def _occurrences(text: str, evidence: Evidence) -> Iterator[tuple[int, int]]:
    quote, prefix, suffix = evidence.quote, evidence.prefix, evidence.suffix
    core = quote.strip(_BLANKS)
    if not core.strip():
        return
    lead, _, trail = quote.partition(core)
    before, words, after = (_RUN.sub(" ", part) for part in (prefix + lead, core, trail + suffix))
    context = f"{prefix}{quote}{suffix}"
    # With what stands around it, so that no place of the quote alone has to be looked at.
    whole = before + words + after
    flat = _flat(text)
    at = flat.text.find(whole)
    while at >= 0:
        low, high = at + len(before), at + len(before) + len(words)
        start = flat.place(low) - len(lead)
        end = -1
        if start >= len(prefix) and text.startswith(context, start - len(prefix)):
            end = start + len(quote)
        elif _LINE_END.search(text, flat.place(at), flat.place(at + len(whole))):
            # The blanks that end a quote take the whole run.
            start, end = flat.place(low - bool(lead)), flat.place(high + bool(trail))
        if end >= 0 and not cuts_word(text, start) and not cuts_word(text, end):
            yield start, end
        # From the next character, not from the end: overlapping places all count.
        at = flat.text.find(whole, at + 1)


def cuts_word(text: str, at: int) -> bool:
    """Whether a word or number goes on at a place: no quote begins or ends there."""
    return _WORD_GOES_ON.match(text, at) is not None


class _Flat(NamedTuple):
    """A text with one blank for each run of blanks and line ends, and the way back.

    ``after`` are the places in ``text`` behind each run that is not a single blank, ``shifts`` what
    is to be added from there on.
    """

    text: str
    after: list[int]
    shifts: list[int]

    def place(self, at: int) -> int:
        """The place in the original; before a run its beginning, behind a run its end."""
        number = bisect_right(self.after, at)
        return at + (self.shifts[number - 1] if number else 0)


@lru_cache(maxsize=8)
def _flat(text: str) -> _Flat:
    # Kept, because the quotes of an article are looked for one after another.
    after: list[int] = []
    shifts: list[int] = []
    shift = 0
    for run in _UNEVEN.finditer(text):
        shift += run.end() - run.start() - 1
        after.append(run.end() - shift)
        shifts.append(shift)
    return _Flat(_RUN.sub(" ", text), after, shifts)

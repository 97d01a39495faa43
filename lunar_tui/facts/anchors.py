"""Anchoring: from an exact quote to the one place of an article where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lunar_tui.facts.model import Evidence

AnchorState = Literal["exact", "moved", "doubtful", "lost"]

_BLANKS = " \t\r\n"
_RUN = re.compile(r"([ \t\r\n]+)")
# Latin and Cyrillic letters with their marks, and digits. Chinese writes no blanks between words,
# so that a quote may begin and end anywhere in it.
_LETTER = "[0-9A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u02af\u0300-\u036f\u0400-\u052f\u1e00-\u1eff]"
# At a place of the text: a word goes on there, or a number such as 1,731 or 1.5 does.
_WORD_GOES_ON = re.compile(f"(?<={_LETTER}){_LETTER}|(?<=[0-9][.,])[0-9]|(?<=[0-9])[.,](?=[0-9])")


class Anchor(NamedTuple):
    """Where a quote stands: a half-open span in code points.

    ``exact``: one place, word for word. ``doubtful``: ``candidates`` places, the span is the first.
    ``lost``: none, the span is empty.
    """

    state: AnchorState
    start: int = 0
    end: int = 0
    candidates: int = 0


def anchor(text: str, evidence: Evidence) -> Anchor:
    """The place of ``evidence`` in the article's ``text``; never a silent guess.

    Words must agree exactly, and neither end may lie inside a word or a number. Where a quote
    crosses a line end, any run of blanks and line ends in the article stands for its blanks.
    """
    spans = _occurrences(text, evidence)
    if not spans:
        return Anchor("lost")
    start, end = spans[0]
    return Anchor("exact" if len(spans) == 1 else "doubtful", start, end, len(spans))


def _occurrences(text: str, evidence: Evidence) -> list[tuple[int, int]]:
    quote, prefix, suffix = evidence.quote, evidence.prefix, evidence.suffix
    if not quote.strip():
        return []
    # By where the first word begins: so a place counts once however many blanks surround it.
    found: dict[int, tuple[int, int]] = {}
    indent = len(quote) - len(quote.lstrip(_BLANKS))
    at = text.find(quote)
    while at >= 0:
        end = at + len(quote)
        if text.endswith(prefix, 0, at) and text.startswith(suffix, end):
            found[at + indent] = (at, end)
        at = text.find(quote, at + 1)
    words = _RUN.sub(" ", f"{prefix}{quote}{suffix}").split(" ")
    # Each place has the longest word in it: mostly there are no more of it than places found, and
    # the slower search is not needed.
    if len(words) > 1 and text.count(max(words, key=len)) > len(found):
        for first, span in _across_lines(text, quote, prefix, suffix):
            found.setdefault(first, span)
    return sorted(
        (start, end)
        for start, end in found.values()
        if not _WORD_GOES_ON.match(text, start) and not _WORD_GOES_ON.match(text, end)
    )


def _across_lines(
    text: str, quote: str, prefix: str, suffix: str
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Where the quote's first word begins, and the span, of each place that has a line end."""
    core = quote.strip(_BLANKS)
    lead, _, trail = quote.partition(core)
    # The blanks that end a quote take the whole run, those that begin its suffix with them.
    after = suffix.lstrip(_BLANKS) if trail else suffix
    # Begins with a word, so that the search leaps from one to the next.
    pattern = re.compile(f"{_loose(core)}(?=({_loose(trail)})({_loose(after)}))")
    at = 0
    # From the next character, not from the end: overlapping places all count.
    while match := pattern.search(text, at):
        first, end = match.start(), match.end(1)
        at = first + 1
        before = _before(text, first, prefix + lead)
        if before is not None and re.search(r"[\r\n]", text[before : match.end(2)]):
            yield first, (_before(text, first, lead) or 0, end)


def _loose(part: str) -> str:
    # Possessive: a word has no blank in it, so that giving one back never helps.
    return r"[ \t\r\n]++".join(re.escape(word) for word in _RUN.sub(" ", part).split(" "))


def _before(text: str, at: int, part: str) -> int | None:
    """Where ``part`` begins that ends at ``at``, whatever its blanks; None: it does not."""
    for piece in reversed(_RUN.split(part)):
        if piece.strip(_BLANKS):
            if not text.endswith(piece, 0, at):
                return None
            at -= len(piece)
        elif piece:
            end = at
            while at and text[at - 1] in _BLANKS:
                at -= 1
            if at == end:
                return None
    return at

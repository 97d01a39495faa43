"""Contrast: two wordings of one passage word by word, with what differs in each."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

# Chinese and Japanese write no blanks between words: there, each character counts as one.
_HAN = "\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:['’.,-][^\W_{_HAN}]+)*|[^\w\s]|_")
# Words that are compared: the time to compare grows with their square.
_MOST = 400


class Run(NamedTuple):
    """A stretch of a wording, on one line; ``differs``: the other wording has not got it."""

    text: str
    differs: bool


class Contrast(NamedTuple):
    """Two wordings, and the half-open spans in which each of them differs from the other.

    ``spans`` are pairs in the order of the text: of the old wording, then of the new one; one of
    the two may be empty.
    """

    old: str
    new: str
    spans: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    @property
    def old_runs(self) -> tuple[Run, ...]:
        return tuple(_runs(self.old, [old for old, _ in self.spans]))

    @property
    def new_runs(self) -> tuple[Run, ...]:
        return tuple(_runs(self.new, [new for _, new in self.spans]))

    @property
    def blended(self) -> str:
        """Both in one: ``around [-2-]{+1.7+} kg of rock``."""
        parts, done = [], 0
        for (low, high), (start, end) in self.spans:
            parts.append(self.new[done:start])
            gone = f"[-{self.old[low:high]}-]" if high > low else ""
            if end > start:
                parts.append(f"{gone}{{+{self.new[start:end]}+}}")
            elif start < len(self.new):
                # What follows begins right here: the blank goes with what is left out.
                parts.append(gone + " " * self.old[high : high + 1].isspace())
            else:
                parts.append(" " * self.old[max(0, low - 1) : low].isspace() + gone)
            done = end
        return "".join([*parts, self.new[done:]])


def contrast(old: str, new: str) -> Contrast:
    """Both wordings on one line. Blanks count for nothing; beyond 400 words all differs."""
    before, after = " ".join(old.split()), " ".join(new.split())
    one, other = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    if max(len(one), len(other)) > _MOST:
        return Contrast(before, after, (((0, len(before)), (0, len(after))),))
    matcher = SequenceMatcher(
        None, [word[0] for word in one], [word[0] for word in other], autojunk=False
    )
    spans = [
        (_span(one, a, b, len(before)), _span(other, c, d, len(after)))
        for what, a, b, c, d in matcher.get_opcodes()
        if what != "equal"
    ]
    return Contrast(before, after, tuple(spans))


def _span(words: list[re.Match[str]], first: int, last: int, length: int) -> tuple[int, int]:
    """Where words stand; of none, the place before the next one."""
    if last > first:
        return words[first].start(), words[last - 1].end()
    at = words[first].start() if first < len(words) else length
    return at, at


def _runs(text: str, spans: list[tuple[int, int]]) -> list[Run]:
    found, done = [], 0
    for start, end in spans:
        if start == end:
            continue
        found += [Run(text[done:start], differs=False), Run(text[start:end], differs=True)]
        done = end
    found.append(Run(text[done:], differs=False))
    return [run for run in found if run.text]


def marked(runs: tuple[Run, ...], opening: str, closing: str) -> str:
    """Runs as plain text, those that differ between two marks."""
    return "".join(f"{opening}{run.text}{closing}" if run.differs else run.text for run in runs)

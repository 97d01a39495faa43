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


def contrast(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both wordings as runs. Blanks count for nothing; beyond 400 words nothing is compared."""
    before, after = " ".join(old.split()), " ".join(new.split())
    one, other = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    matcher = SequenceMatcher(
        None, [word[0] for word in one[:_MOST]], [word[0] for word in other[:_MOST]], autojunk=False
    )
    old_spans, new_spans = [], []
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            old_spans += [(one[a].start(), one[b - 1].end())] if b > a else []
            new_spans += [(other[c].start(), other[d - 1].end())] if d > c else []
    return tuple(_runs(before, old_spans)), tuple(_runs(after, new_spans))


def _runs(text: str, spans: list[tuple[int, int]]) -> list[Run]:
    found, done = [], 0
    for start, end in spans:
        found += [Run(text[done:start], differs=False), Run(text[start:end], differs=True)]
        done = end
    found.append(Run(text[done:], differs=False))
    return [run for run in found if run.text]


def marked(runs: tuple[Run, ...], opening: str, closing: str) -> str:
    """Runs as plain text, those that differ between two marks."""
    return "".join(f"{opening}{run.text}{closing}" if run.differs else run.text for run in runs)

"""Coverage: which sentences of an article are cited by a claim, and which are excused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lunar_tui.corpus.article import Article, overlaps
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.corpus.zones import CONTENT


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of sentences. ``body`` counts title, standfirst, body, heading and caption."""

    body: int = 0
    cited: int = 0
    excused: int = 0
    open: tuple[Sentence, ...] = ()

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.body + other.body, self.cited + other.cited, self.excused + other.excused
        )


def coverage(
    article: Article, cited: Iterable[tuple[int, int]], excused: Iterable[tuple[int, int]]
) -> Coverage:
    """The coverage of ``article``; ``cited`` and ``excused`` are spans of it.

    A sentence that is cited does not count as excused.
    """
    cited, excused = tuple(cited), tuple(excused)
    body = [sentence for sentence in article.sentences if sentence.zone in CONTENT]
    count_cited = count_excused = 0
    left = []
    for sentence in body:
        if overlaps(cited, sentence.start, sentence.end):
            count_cited += 1
        elif overlaps(excused, sentence.start, sentence.end):
            count_excused += 1
        else:
            left.append(sentence)
    return Coverage(len(body), count_cited, count_excused, tuple(left))

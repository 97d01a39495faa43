"""Choosing words of an article by keyboard: a caret that goes word by word, and may be widened."""

from __future__ import annotations

import re
from typing import NamedTuple

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.sentences import Sentence

Span = tuple[int, int]

# Blanks part words; the marks around a word are none of it.
_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\].,;:!?…]+(?:[.,'’:-][^\s\"'“”‘’«»()\[\].,;:!?…]+)*")
# Chinese and Japanese have no blanks: there, a character counts as a word.
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")


class Choice(NamedTuple):
    """Words ``anchor`` to ``head`` of ``words``, in either order; ``wide``: the anchor stays."""

    words: tuple[Span, ...]
    anchor: int
    head: int
    wide: bool = False

    @property
    def span(self) -> Span:
        """The words that are chosen, as a half-open span of the article."""
        low, high = sorted((self.anchor, self.head))
        return self.words[low][0], self.words[high][1]

    def moved(self, step: int, *, widen: bool = False) -> Choice:
        """The caret a word further; with ``widen`` the words between are chosen too."""
        head = max(0, min(len(self.words) - 1, self.head + step))
        wide = self.wide or widen
        return Choice(self.words, self.anchor if wide else head, head, wide)

    def to(self, span: Span) -> Choice:
        """What stands at a span is chosen: its words, or those that it cuts."""
        inside = [n for n, word in enumerate(self.words) if word[0] < span[1] and word[1] > span[0]]
        return Choice(self.words, inside[0], inside[-1]) if inside else self

    def held(self) -> Choice:
        """From now on the caret widens what is chosen, or no longer does."""
        return Choice(self.words, self.head, self.head, not self.wide)

    def turned(self) -> Choice:
        """The other end moves from now on."""
        return self._replace(anchor=self.head, head=self.anchor)


def choice(article: Article, sentence: Sentence, span: Span | None = None) -> Choice | None:
    """The words of a sentence and of its paragraph, the caret on the first one of the sentence.

    With ``span``, the words in it are chosen. None where there are no words.
    """
    words = _words(article, *_paragraph(article, sentence))
    if not words:
        return None
    start, end = span or (sentence.start, sentence.start + 1)
    inside = [n for n, word in enumerate(words) if word[0] < end and word[1] > start]
    if not inside:
        return None
    if span is None:
        return Choice(words, inside[0], inside[0])
    return Choice(words, inside[0], inside[-1], wide=True)


def stretched(article: Article, chosen: Choice, step: int) -> Choice:
    """The caret at the end of a further sentence, beyond the paragraph too, or at a beginning.

    All words between are chosen. What goes over several paragraphs can be no quote.
    """
    start, end = chosen.words[chosen.head]
    sentences = article.sentences if step > 0 else article.sentences[::-1]
    for sentence in sentences:
        inside = _words(article, sentence.start, sentence.end)
        if not inside:
            continue
        target = inside[-1] if step > 0 else inside[0]
        if (step > 0 and target[1] > end) or (step < 0 and target[0] < start):
            break
    else:
        return chosen
    anchor = chosen.words[chosen.anchor]
    low, high = min(chosen.words[0][0], target[0]), max(chosen.words[-1][1], target[1])
    words = _words(article, low, high)
    places = {word[1 if step > 0 else 0]: number for number, word in enumerate(words)}
    held = next(n for n, word in enumerate(words) if word[0] < anchor[1] and word[1] > anchor[0])
    return Choice(words, held, places[target[1 if step > 0 else 0]], wide=True)


def _words(article: Article, low: int, high: int) -> tuple[Span, ...]:
    text = article.display[low:high]
    pattern = _HAN if _HAN.match(text) and len(text.split()) * 20 < len(text) else _WORD
    return tuple((low + match.start(), low + match.end()) for match in pattern.finditer(text))


def _paragraph(article: Article, sentence: Sentence) -> Span:
    """The sentences around one with which it stands in one paragraph."""
    low, high = sentence.start, sentence.end
    around = list(article.sentences)
    at = around.index(sentence)
    for other in reversed(around[:at]):
        if not article.is_one_paragraph(other.start, high):
            break
        low = other.start
    for other in around[at + 1 :]:
        if not article.is_one_paragraph(low, other.end):
            break
        high = other.end
    return low, high

"""The quotes that bear suggestions out: the sentence, and those that name its entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.facts.model import Evidence
from lunar_tui.facts.quoting import evidence_at, without_marks
from lunar_tui.suggestions.drafts import Draft
from lunar_tui.suggestions.history import Scene
from lunar_tui.suggestions.model import value_key

#: Places in which the same suggestion is tried, where its words stand more than once.
_TRIES = 20


@dataclass(slots=True)
class Grounds:
    """Finds the quotes of an article, and asks for no more places than it must.

    Each place that is asked for is looked for in all of the text. So what reads the same in many
    places is quoted from the first that can be told from the others, and tried in few.
    """

    article: Article
    content: Sequence[Sentence]
    refused: int = 0
    """Places of which no quote could be made."""
    spent: set[str] = field(default_factory=set)
    """Sentences of which nothing is to be had any more, wherever they stand."""
    _tried: dict[tuple[str, ...], int] = field(default_factory=dict)
    _quotes: dict[tuple[int, int, str], Evidence | None] = field(default_factory=dict)

    def wants(self, sentence: Sentence, draft: Draft) -> bool:
        """Whether a draft is yet to be tried in the words of a sentence."""
        return self._tried.get(self._words(sentence, draft), 0) < _TRIES

    def of(self, sentence: Sentence, scene: Scene, draft: Draft) -> tuple[Evidence, ...]:
        """The sentence, and those that name the entities that this one does not; or nothing."""
        words = self._words(sentence, draft)
        self._tried[words] = self._tried.get(words, 0) + 1
        pieces = self._pieces(sentence, scene, draft)
        if pieces:
            self._tried[words] = _TRIES
        return pieces

    def _words(self, sentence: Sentence, draft: Draft) -> tuple[str, ...]:
        """What tells a suggestion from others, as far as it is known before it has a quote."""
        start, end = without_marks(self.article, sentence.start, sentence.end)
        words = " ".join(self.article.display[start:end].split())
        return draft.property, draft.subject.entity, value_key(draft.value), words

    def _pieces(self, sentence: Sentence, scene: Scene, draft: Draft) -> tuple[Evidence, ...]:
        piece = self._quote(sentence)
        if piece is None:
            return ()
        token = scene.reading.tokens[scene.reading.at(draft.start)]
        unnamed = [] if draft.subject.named else [draft.subject.entity]
        if token.stands and draft.value.entity in token.entities:
            unnamed.append(draft.value.entity)
        pieces = [piece]
        for entity in unnamed:
            named = scene.history.places.get(entity)
            naming = self._quote(self.content[named.sentence], "mentions") if named else None
            if naming is None:
                return ()
            if naming not in pieces:
                pieces.append(naming)
        return tuple(pieces)

    def _quote(self, sentence: Sentence, stance: str = "supports") -> Evidence | None:
        start, end = without_marks(self.article, sentence.start, sentence.end)
        if (start, end, stance) not in self._quotes:
            quote = evidence_at(self.article, start, end, stance)
            self._quotes[start, end, stance] = quote
            self.refused += quote is None
        return self._quotes[start, end, stance]

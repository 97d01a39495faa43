"""The suggestions of a workspace: the rules, and what is known or was dismissed already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lunar_tui.corpus.article import Article, overlaps
from lunar_tui.corpus.mentions import Names
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.facts.model import Claim, Facts
from lunar_tui.suggestions.known import Known, Quotes
from lunar_tui.suggestions.languages import foreign
from lunar_tui.suggestions.model import Noted, Span, Suggestion, value_key
from lunar_tui.suggestions.proposing import rules, suggest
from lunar_tui.suggestions.reading import cast
from lunar_tui.suggestions.usage import usage


class Suggester:
    """Proposes claims for the articles of one workspace, one article at a time."""

    def __init__(self, facts: Facts, names: Names, dismissed: Iterable[Noted] = ()) -> None:
        entities = ((item.id, item.kind, item.names) for item in facts.entities.values())
        people = cast(entities, facts.schema.kinds, names)
        self._rules = rules(facts.schema, people, usage(facts.entities.values()))
        self._known = Known(facts.claims.values())
        self._dismissed = frozenset(noted.id for noted in dismissed)
        self.foreign: dict[str, str] = {}
        """Articles that were not read, as the rules are of English, with their languages."""

    def of(
        self,
        article: Article,
        cited: Iterable[tuple[Claim, Span]] = (),
        excused: Sequence[Span] = (),
        *,
        everything: bool = False,
        at: Span | None = None,
    ) -> Iterator[Suggestion]:
        """What the sentences of an article may support, in the order of the text.

        ``cited``: the claims that the article supports, each with the span of its quote. Sentences
        that are cited or excused are passed over, unless ``everything`` is wanted; with ``at`` only
        those at a span are looked at. What a claim
        says already of the same sentence is never among it, nor what was dismissed. An article in
        another language than English gives nothing.
        """
        if language := foreign(article):
            self.foreign[article.file] = language
            return
        quotes = Quotes(cited)
        spans = sorted([*quotes.spans, *excused])

        def wanted(sentence: Sentence) -> bool:
            return everything or not overlaps(spans, sentence.start, sentence.end)

        for suggestion in suggest(article, self._rules, wanted, at):
            if suggestion.id in self._dismissed or quotes.say(suggestion):
                continue
            yield suggestion._replace(claim=self._known.claim_of(suggestion))


def noted(suggestion: Suggestion) -> Noted:
    """What is written down of a suggestion that is dismissed."""
    return Noted(
        suggestion.source,
        suggestion.entity,
        suggestion.property,
        value_key(suggestion.value),
        suggestion.quote,
    )

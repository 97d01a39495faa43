"""What a workspace knows beyond its sentences: names, kinds, sources, and what cites what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from lunar_tui.search.analysis import stem, words
from lunar_tui.search.names import Lexicon
from lunar_tui.search.plan import Place

_ALIKE = 1
"""Letters that words with the same stem have in common, at least (die, dying)."""


class Source(NamedTuple):
    """An article: its file, and what is known of it; what is not known is empty."""

    file: str
    publisher: str = ""
    title: str = ""
    published: str = ""


class Told(NamedTuple):
    """A claim about an entity that the sentence at `place` supports; `words` is what it says.

    In lines, as many claims have some in common: the names of an entity, what is asked of it.
    """

    place: Place
    entity: str
    words: str


def _unknown(_: str) -> None:
    return None


@dataclass(frozen=True)
class Subject:
    """Immutable, so threads may share it. Nothing is looked at before it is asked for.

    `names` are pairs of an entity's id and one of its names, the preferred one first; `kinds` give
    the entities of each kind. `mentions` gives the sentences that name an entity; None as long as
    they are not known.
    """

    names: tuple[tuple[str, str], ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Callable[[], Iterable[Source]] = tuple
    told: Callable[[], Iterable[Told]] = tuple
    mentions: Callable[[str], frozenset[Place] | None] = _unknown

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon(self.names)

    @cached_property
    def listed(self) -> tuple[Source, ...]:
        """All articles."""
        return tuple(self.sources())

    @cached_property
    def _called(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Files, each with the words of a publisher or a title; kept: asked with every letter."""
        return tuple(
            (source.file, words(text))
            for source in self.listed
            for text in (source.publisher, source.title)
            if text
        )

    def sources_called(self, wanted: tuple[str, ...]) -> frozenset[str]:
        """The files whose publisher or title has the words in a row."""
        if not wanted:
            return frozenset()
        size = len(wanted)
        return frozenset(
            file
            for file, there in self._called
            if any(there[at : at + size] == wanted for at in range(len(there) - size + 1))
        )

    @cached_property
    def _told(self) -> tuple[Told, ...]:
        return tuple(self.told())

    @cached_property
    def cited(self) -> frozenset[Place]:
        """Every sentence that supports some claim."""
        return frozenset(told.place for told in self._told)

    @cached_property
    def _by_word(self) -> dict[str, dict[str, set[Place]]]:
        """Places by the words of the claims, those that begin alike together."""
        found: dict[str, dict[str, set[Place]]] = {}
        said: dict[str, tuple[str, ...]] = {}
        for told in self._told:
            for line in told.words.splitlines():
                if line not in said:
                    said[line] = tuple(dict.fromkeys(words(line)))
                for word in said[line]:
                    found.setdefault(word[:_ALIKE], {}).setdefault(word, set()).add(told.place)
        return found

    @cached_property
    def _by_entity(self) -> dict[str, frozenset[Place]]:
        found: dict[str, set[Place]] = {}
        for told in self._told:
            found.setdefault(told.entity, set()).add(told.place)
        return {entity: frozenset(places) for entity, places in found.items()}

    def saying(self, word: str) -> frozenset[Place]:
        """Sentences cited for a claim that has the word, in any inflection."""
        # Only what begins alike can have the same stem: to stem all words of all claims takes long.
        alike = self._by_word.get(word[:_ALIKE], {})
        wanted = stem(word)
        places = (there for other, there in alike.items() if stem(other) == wanted)
        return frozenset().union(*places)

    def about(self, entity: str) -> frozenset[Place]:
        """Sentences cited for a claim about the entity."""
        return self._by_entity.get(entity, frozenset())

    def prepare(self) -> None:
        """Reads what the first query would read."""
        _ = self.lexicon, self._by_word, self._by_entity, self.cited

"""What the sentences before have named: for "it", for "the bridge", for who "he" is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lunar_tui.suggestions.lexicon import ARTICLES, CONNECTORS, DETERMINERS, NOUNS
from lunar_tui.suggestions.reading import Cast, Reading, stem
from lunar_tui.suggestions.speech import Speech

#: Sentences that a pronoun looks back.
BACK = 3
_SPOKE = 2
PLAIN = frozenset({"place", "country", "person"})
#: For these no noun stands.
UNIQUE = frozenset({"country", "person"})
LOOSE = frozenset({"body", "person"})
#: A name within the first tokens is what a sentence is about.
_OPENING = 2
_NEAR = 4
_PARTS = frozenset({",", ".", ";", "and"})
_ONE = ARTICLES | {"one"}


class Named(NamedTuple):
    """An entity that was named, in which sentence of its article, and where in that.

    ``about`` is the last sentence that was about it; ``name`` are the words of a speaker's name.
    """

    entity: str
    sentence: int
    start: int
    end: int
    about: int = -1
    name: str = ""


@dataclass(slots=True)
class History:
    """What the sentences before have named: the last of each role, and what each was about."""

    last: dict[str, Named] = field(default_factory=dict)
    topics: dict[str, Named] = field(default_factory=dict)
    speaker: Named | None = None
    ends: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    """The entities named so far, by the ends of their names."""
    first: set[str] = field(default_factory=set)
    """What the first sentence names, which is the title of most articles."""
    places: dict[str, Named] = field(default_factory=dict)
    """Where each entity was named last, by its name."""
    alone: Named | None = None
    """What the sentence before is about, where it names nothing else that "it" could be."""

    def remember(self, scene: Scene) -> None:
        """Takes in the names of a sentence; of several of one role the first is its subject."""
        reading = scene.reading
        self._hear(scene)
        seen: set[str] = set()
        topic = _opening(scene)
        for index in reading.named():
            token = reading.tokens[index]
            if len(token.entities) != 1:
                continue
            entity = token.entities[0]
            named = Named(entity, scene.number, token.start, token.end)
            if not token.stands:
                self.places[entity] = named
                if not scene.number:
                    self.first.add(entity)
                for end in (*scene.people.heads.get(entity, ()), *_told(scene, index)):
                    self.ends.setdefault(end, set()).add(entity)
            if reading.is_possessor(index):
                continue
            if index <= _OPENING and not reading.is_part(index):
                topic = named
            for role in scene.people.roles.get(entity, frozenset()) - seen:
                seen.add(role)
                self.last[role] = named
        named_here = topic and self.places.get(topic.entity, topic).sentence == scene.number
        self.alone = topic if topic and named_here and self._is_alone(scene, topic.entity) else None
        if topic:
            for role in scene.people.roles.get(topic.entity, frozenset()):
                self.topics[role] = topic._replace(about=scene.number)

    def _is_alone(self, scene: Scene, entity: str) -> bool:
        """Whether a sentence about an entity names nothing else but people and places."""
        own = scene.people.roles
        tokens = scene.reading.tokens
        others = {one for index in scene.reading.named() for one in tokens[index].entities}
        return not own.get(entity, frozenset()) & UNIQUE and all(
            own.get(one, frozenset()) & PLAIN for one in others - {entity}
        )

    def of(self, roles: frozenset[str], number: int) -> Named | None:
        """The last entity of one of ``roles`` that was named shortly before a sentence."""
        found = [self.last[role] for role in roles if role in self.last]
        near = [named for named in found if 0 < number - named.sentence <= BACK]
        return max(near, key=lambda named: (named.sentence, -named.start), default=None)

    def last_speaker(self, number: int) -> str:
        """The person who spoke in the sentence before, or in the one before that."""
        near = self.speaker and number - self.speaker.about <= _SPOKE
        return self.speaker.entity if self.speaker and near else ""

    def _hear(self, scene: Scene) -> None:
        said = scene.said
        if said is None or said.token < 0 or not said.speaker:
            self._doubt(scene)
            return
        if "person" not in scene.people.roles.get(said.speaker, frozenset()):
            self.speaker = None
            return
        token = scene.reading.tokens[said.token]
        if said.speaker in token.entities:
            named = Named(said.speaker, scene.number, token.start, token.end)
            self.speaker = named._replace(about=scene.number, name=token.low)
        elif self.speaker and self.speaker.entity == said.speaker:
            self.speaker = self.speaker._replace(about=scene.number)

    def _doubt(self, scene: Scene) -> None:
        """Forgets who spoke where somebody else may have come in: "he" could be either."""
        reading, speaker = scene.reading, self.speaker
        if speaker is None:
            return
        own = speaker.name.split()[-1:]
        for index, token in enumerate(reading.tokens):
            if [token.low] == own:
                # "Lind said": the same, by the last word of the name.
                self.speaker = speaker._replace(about=scene.number)
                return
            roles = [scene.people.roles.get(entity, frozenset()) for entity in token.entities]
            person = (
                any("person" in role for role in roles) and speaker.entity not in token.entities
            )
            if person or (index and reading.is_proper(index)):
                self.speaker = None
                return
        if scene.said is not None:
            self.speaker = None

    def is_silent(self, number: int) -> bool:
        """Whether nothing was named shortly before a sentence."""
        recent = (*self.last.values(), *self.topics.values())
        return all(number - max(named.sentence, named.about) > BACK for named in recent)

    def topic(self, roles: frozenset[str], number: int) -> Named | None:
        """What the sentence before is about, where it begins with that."""
        found = (self.topics[role] for role in sorted(roles) if role in self.topics)
        return next((named for named in found if number - named.about == 1), None)


def _told(scene: Scene, index: int) -> Iterator[tuple[str, ...]]:
    """What a sentence calls a thing: "its ferry, the MS Brattsund,", "Voltra, a battery maker,"."""
    reading = scene.reading
    if scene.people.roles.get(reading.tokens[index].entities[0], frozenset()) & UNIQUE:
        return
    at = index - 1 if reading.low(index - 1) in ARTICLES else index
    if reading.low(at - 1) == "," and reading.low(index + 1) in _PARTS:
        noun = at - 2
        if _is_noun(reading, noun) and {reading.low(noun - 1), reading.low(noun - 2)} & _ONE:
            yield (stem(reading.low(noun)),)
    if reading.low(index + 1) == "," and reading.low(index + 2) in ("a", "an"):
        last = index + 2
        while _is_noun(reading, last + 1) and last < index + _NEAR:
            last += 1
        if last > index + 2 and reading.low(last + 1) in _PARTS | {"of", "in", "that", "which"}:
            yield (stem(reading.low(last)),)


def _is_noun(reading: Reading, index: int) -> bool:
    """Whether a word can be a noun, as far as its letters tell."""
    low = reading.low(index)
    known = 0 <= index < len(reading.tokens) and reading.tokens[index].entities
    small = not known and low.isalpha() and reading.text[reading.tokens[index].start].islower()
    return small and len(low) >= _NEAR and low not in CONNECTORS


def _opening(scene: Scene) -> Named | None:
    """What a sentence is about that begins with "The mission": something named before."""
    if scene.reading.low(0) not in DETERMINERS:
        return None
    able = frozenset(role for role, own in NOUNS.items() if scene.reading.low(1) in own)
    return scene.history.of(able - LOOSE, scene.number)


class Scene(NamedTuple):
    """A sentence, its number in the article, and what was named before."""

    reading: Reading
    people: Cast
    history: History
    number: int
    said: Speech | None = None

    def together(self, one: int, other: int) -> bool:
        """Whether two words are both what somebody says, or both are not."""
        return self.said is None or self.said.holds(one) == self.said.holds(other)

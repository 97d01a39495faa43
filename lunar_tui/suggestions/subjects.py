"""Of what a word says something: a name of its sentence, or the one that "it" stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lunar_tui.suggestions.drafts import Subject
from lunar_tui.suggestions.lexicon import ARTICLES, BREAKS, DETERMINERS, NOUNS, wordset
from lunar_tui.suggestions.reading import Cast, Reading
from lunar_tui.suggestions.speech import Speech

_REACH = 14
_OBJECT = 4
_AFTER = 9
_CLAUSE = frozenset({",", "that", "said", "and"})
_TIMES = wordset("after before since until")
#: Sentences that a pronoun looks back.
_BACK = 3
_SPOKE = 2
_IN = wordset("in at on to from of than")
_PLAIN = frozenset({"place", "country", "person"})
#: A name within the first tokens is what a sentence is about.
_OPENING = 2
_LOOSE = frozenset({"body", "person"})
_PRONOUNS = frozenset({"he", "she", "it"})
_WHOSE = wordset("its their his her our")
_LARGE = frozenset({"place", "country", "body"})
_PASSIVE = wordset("was were been be is are being")


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

    def remember(self, scene: Scene) -> None:
        """Takes in the names of a sentence; of several of one role the first is its subject."""
        reading = scene.reading
        self._hear(scene)
        seen: set[str] = set()
        topic = _opening(scene)
        for index in reading.named():
            token = reading.tokens[index]
            if len(token.entities) != 1 or reading.is_possessor(index):
                continue
            entity = token.entities[0]
            named = Named(entity, scene.number, token.start, token.end)
            if index <= _OPENING and not reading.is_part(index):
                topic = named
            for role in scene.people.roles.get(entity, frozenset()) - seen:
                seen.add(role)
                self.last[role] = named
        if topic:
            for role in scene.people.roles.get(topic.entity, frozenset()):
                self.topics[role] = topic._replace(about=scene.number)

    def of(self, roles: frozenset[str], number: int) -> Named | None:
        """The last entity of one of ``roles`` that was named shortly before a sentence."""
        found = [self.last[role] for role in roles if role in self.last]
        near = [named for named in found if 0 < number - named.sentence <= _BACK]
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
        return all(number - max(named.sentence, named.about) > _BACK for named in recent)

    def topic(self, roles: frozenset[str], number: int) -> Named | None:
        """What the sentence before is about, where it begins with that."""
        found = (self.topics[role] for role in sorted(roles) if role in self.topics)
        return next((named for named in found if number - named.about == 1), None)


def _opening(scene: Scene) -> Named | None:
    """What a sentence is about that begins with "The mission": something named before."""
    if scene.reading.low(0) not in DETERMINERS:
        return None
    able = frozenset(role for role, own in NOUNS.items() if scene.reading.low(1) in own)
    return scene.history.of(able - _LOOSE, scene.number)


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


def subject_of(
    scene: Scene,
    trigger: int,
    last: int,
    roles: frozenset[str],
    *,
    after: bool = False,
    happens: bool = False,
    topic: bool = False,
) -> Subject | None:
    """What the words ``trigger``–``last`` say something of.

    ``after``: it follows them, unless they are passive. ``happens``: it happens to the subject, and
    to nothing that follows. ``topic``: only the subject of the clause will do.
    """
    reading = scene.reading
    passive = bool({reading.low(trigger - 1), reading.low(trigger - 2)} & _PASSIVE)
    best: tuple[int, int] | None = None
    for index in reading.named():
        distance = _distance(reading, index, trigger, last)
        if distance is None or not scene.together(index, trigger):
            continue
        if index < trigger:
            # "said it established a link": not founded itself.
            other = happens and not passive and reading.low(last + 1) in ARTICLES
            fits = not other and (passive or not after) and (not topic or _begins(reading, index))
        else:
            fits = not topic and _follows(reading, index, last, passive=passive)
            fits = fits and not (after and (passive or distance > _OBJECT))
            fits = fits and not (after and reading.describes(index))
        if fits and _can_be(scene, index, roles, trigger) and (not best or distance < best[0]):
            best = distance, index
    if best:
        return Subject(reading.tokens[best[1]].entities[0], best[1])
    return _stood_for(scene, trigger, roles) if roles and not after else None


def _follows(reading: Reading, index: int, last: int, *, passive: bool) -> bool:
    """Whether a name after a verb is its object; or, of a passive, the one that does it."""
    if not passive:
        return index - last <= _AFTER
    between = [reading.low(at) for at in range(last + 1, index)]
    return "by" in between[-_OBJECT:] and "," not in between


def _begins(reading: Reading, index: int) -> bool:
    """Whether a name is the first of its clause."""
    for at in range(index - 1, max(-1, index - _OBJECT), -1):
        if reading.low(at) in _CLAUSE or reading.low(at) in BREAKS:
            return True
        if reading.low(at) not in ARTICLES:
            return False
    return index < _OBJECT


def _can_be(scene: Scene, index: int, roles: frozenset[str], trigger: int) -> bool:
    reading = scene.reading
    entities = reading.tokens[index].entities
    if len(entities) != 1 or reading.is_possessor(index):
        return False
    own = scene.people.roles.get(entities[0], frozenset())
    inside = bool((_IN | {","}) & {reading.low(index - 1), reading.low(index - 2)})
    if "place" in own and (inside or not 0 < trigger - index <= _OBJECT):
        # It is where something happens, not to what.
        return False
    if not _stands_alone(scene, index, trigger, own):
        return False
    if own & _LARGE and (reading.is_part(index) or reading.low(index - 1) in _WHOSE):
        return False
    if not roles:
        return not own & _PLAIN and not _IN & {reading.low(index - 1), reading.low(index - 2)}
    if "country" in own and "country" not in roles:
        return False
    return scene.people.plays(entities[0], roles)


def _stands_alone(scene: Scene, index: int, trigger: int, own: frozenset[str]) -> bool:
    """Whether a place or body is meant itself: no "London branch", no "Acme France"."""
    reading = scene.reading
    if not own & _LARGE or index + 1 == trigger:
        return True
    for entity in reading.tokens[index + 1].entities if index + 1 < len(reading.tokens) else ():
        if scene.people.roles.get(entity, frozenset()) & {"country", "place"}:
            return False
    verb = reading.low(index + 1)
    return index > trigger or not reading.describes(index) or verb.endswith("ed")


def _distance(reading: Reading, index: int, first: int, last: int) -> int | None:
    """Words between a name and a phrase; None: too many, or a break in between."""
    low, high = (index + 1, first) if index < first else (last + 1, index)
    if high - low > _REACH:
        return None
    if not reading.low(first).endswith("ing") and any(
        reading.low(at) in _TIMES for at in range(low, high)
    ):
        return None
    breaks = [at for at in range(low, high) if reading.low(at) in BREAKS]
    relative = len(breaks) == 1 and index < breaks[0] <= index + 3 and index < first
    if breaks and not (relative and reading.low(breaks[0]) in ("which", "who")):
        return None
    return high - low


def _stood_for(scene: Scene, trigger: int, roles: frozenset[str]) -> Subject | None:
    """What "the mission" or "it" stands for, where such a word is the subject of a phrase."""
    reading = scene.reading
    for index in range(trigger - 1, max(-1, trigger - _REACH), -1):
        word = reading.low(index)
        if word in BREAKS:
            return None
        if word in _PRONOUNS:
            named = any(at < index and not reading.is_possessor(at) for at in reading.named())
            # A name before it in the sentence is rather what it stands for.
            able = frozenset() if named else _able(word, roles)
        elif reading.low(index - 1) in DETERMINERS:
            able = _able(word, roles)
        else:
            continue
        if able:
            # Many companies have no entity: only what the sentence before is about is certain.
            sure = word in _PRONOUNS or able & _LOOSE
            if able & _LOOSE and any(reading.is_proper(at) for at in range(index)):
                return None
            ask = scene.history.topic if sure else scene.history.of
            found = ask(able, scene.number)
            return Subject(found.entity, index, named=False) if found else None
    return None


def _able(word: str, roles: frozenset[str]) -> frozenset[str]:
    """Those of ``roles`` for which a word can stand."""
    if word == "it":
        return roles - _PLAIN
    return frozenset(role for role in roles if word in NOUNS.get(role, ()))

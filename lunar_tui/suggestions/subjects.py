"""Of what a word says something: a name of its sentence, or the one that "it" stands for."""

from __future__ import annotations

from lunar_tui.suggestions.drafts import Subject
from lunar_tui.suggestions.history import BACK, LOOSE, PLAIN, UNIQUE, Scene
from lunar_tui.suggestions.lexicon import (
    ARTICLES,
    BREAKS,
    CONNECTORS,
    DETERMINERS,
    NOUNS,
    VERBS,
    wordset,
)
from lunar_tui.suggestions.reading import Reading

_REACH = 14
_OBJECT = 4
_AFTER = 9
_CLAUSE = frozenset({",", "that", "said", "and"})
_TIMES = wordset("after before since until")
_IN = wordset("in at on to from of than")
_PRONOUNS = frozenset({"he", "she", "it"})
_AMONG = wordset("of with by for against between under via through")
_AUXILIARY = wordset(
    "is was were are be been being has have had will would can could may might to not now also"
)
_DASHES = frozenset({"-", "–", "—"})
_NONE = frozenset({"-"})
_POSSESSIVE = frozenset({"'s", "’s"})
_WORKS = wordset("work works construction building delivery completion opening launch signing")
#: Sentences after the title in which a contract may be for what it names.
_FIRST = 6
_WHOSE = wordset("its their his her our")
_LARGE = frozenset({"place", "country", "body"})
_PASSIVE = wordset("was were been be is are being")


def subject_of(
    scene: Scene,
    trigger: int,
    last: int,
    roles: frozenset[str],
    *,
    after: bool = False,
    happens: bool = False,
    topic: bool = False,
    kinds: frozenset[str] = frozenset(),
) -> Subject | None:
    """What the words ``trigger``–``last`` say something of.

    ``after``: it follows them, unless they are passive. ``happens``: it happens to the subject, and
    to nothing that follows. ``topic``: only the subject of the clause will do. Entities of one of
    ``kinds`` can be it, whatever their roles.
    """
    reading = scene.reading
    owner = _owner(reading, trigger, last)
    if owner >= 0:
        (entity,) = reading.tokens[owner].entities
        own = scene.people.roles.get(entity, frozenset())
        fits = scene.people.plays(entity, roles or own - UNIQUE or _NONE, kinds)
        fits = fits and ("country" not in own or "country" in roles)
        return _subject(reading, owner) if fits and scene.together(owner, trigger) else None
    passive = bool({reading.low(trigger - 1), reading.low(trigger - 2)} & _PASSIVE)
    best: tuple[int, int] | None = None
    common = (happens or topic) and _is_common(reading, trigger)
    for index in reading.named():
        distance = _distance(reading, index, trigger, last)
        if distance is None or not scene.together(index, trigger):
            continue
        if index < trigger:
            # "said it established a link": not founded itself.
            other = happens and not passive and reading.low(last + 1) in ARTICLES
            fits = (
                not other
                and not common
                and (passive or not after)
                and (not topic or _begins(reading, index))
            )
        else:
            fits = not topic and not (happens and _is_apart(reading, index, last))
            fits = fits and _follows(reading, index, last, passive=passive)
            fits = fits and not (after and (passive or distance > _OBJECT))
            fits = fits and not (after and reading.describes(index))
        fits = fits and _can_be(scene, index, roles, trigger, kinds)
        if fits and (not best or distance < best[0]):
            best = distance, index
    if best:
        return _subject(reading, best[1])
    return _stood_for(scene, trigger, roles) if roles and not after else None


def _is_common(reading: Reading, trigger: int) -> bool:
    """Whether what a verb is said of is no name: "the index established in 1928"."""
    at = trigger - 1
    if at > 0 and reading.tokens[at].entities:
        return _before_articles(reading, at) in _AMONG
    while reading.low(at) in _AUXILIARY or reading.low(at).endswith("ly"):
        at -= 1
    noun = at
    while reading.low(at).isalpha() and reading.low(at) not in CONNECTORS | ARTICLES:
        if reading.tokens[at].entities:
            return False
        at -= 1
    return at < noun and reading.low(at) in ARTICLES


def _is_apart(reading: Reading, index: int, last: int) -> bool:
    """Whether a name after a verb is not what it is said of: "Founded in 1866, the plant of"."""
    between = {reading.low(at) for at in range(last + 1, index)}
    return "," in between and _before_articles(reading, index) != ","


def _subject(reading: Reading, index: int) -> Subject:
    token = reading.tokens[index]
    return Subject(token.entities[0], index, named=not token.stands)


def _owner(reading: Reading, trigger: int, last: int) -> int:
    """The name that owns what a word says: "the bridge's length", "cost of the bridge"; or -1."""
    for index in range(trigger - 2, max(-1, trigger - _OBJECT), -1):
        if reading.is_possessor(index) and len(reading.tokens[index].entities) == 1:
            return index
        if reading.low(index) in CONNECTORS - _POSSESSIVE:
            break
    if reading.low(last + 1) == "of":
        index = last + 2
        while reading.low(index) in ARTICLES:
            index += 1
        known = index < len(reading.tokens) and len(reading.tokens[index].entities) == 1
        if known and not reading.is_possessor(index):
            return index
    return -1


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


def _can_be(
    scene: Scene, index: int, roles: frozenset[str], trigger: int, kinds: frozenset[str]
) -> bool:
    reading = scene.reading
    entities = reading.tokens[index].entities
    if len(entities) != 1 or reading.is_possessor(index):
        return False
    own = scene.people.roles.get(entities[0], frozenset())
    worked_on = _is_worked_on(reading, index)
    before = {reading.low(index - 1), reading.low(index - 2)}
    if "place" in own:
        # "in the U.K. North Sea"
        before.add(reading.low(index - 3))
    inside = bool(_IN & before) and not worked_on
    if index < trigger and not worked_on and _AMONG & {_before_articles(reading, index)}:
        # "an arrangement with Acme established in 1985": not Acme was.
        return False
    if "place" in own and (
        inside
        or ("," in before and not _begins(reading, index))
        or not _is_near(reading, index, trigger)
    ):
        # It is where something happens, not to what.
        return False
    if not _stands_alone(scene, index, trigger, own):
        return False
    if own & _LARGE and (reading.is_part(index) or reading.low(index - 1) in _WHOSE):
        return False
    if not roles:
        return (scene.people.kinds.get(entities[0]) in kinds or not own & UNIQUE) and not inside
    if "country" in own and "country" not in roles:
        return False
    return scene.people.plays(entities[0], roles, kinds)


def _is_near(reading: Reading, index: int, trigger: int) -> bool:
    """Whether a word follows a name closely, or in the clause that this begins."""
    if not index < trigger or _DASHES & {reading.low(at) for at in range(index, trigger)}:
        # "STOKKE - The county signed": a dateline.
        return False
    before = _before_articles(reading, index)
    if before in ("and", "or"):
        return False
    # "in Grand Prairie, Texas, and is completed": no place is.
    return trigger - index <= _OBJECT or (before != "," and _begins(reading, index))


def _before_articles(reading: Reading, index: int) -> str:
    """The word before a name and its article."""
    at = index - 1
    while reading.low(at) in ARTICLES:
        at -= 1
    return reading.low(at)


def _is_worked_on(reading: Reading, index: int) -> bool:
    """Whether what is done is done to a name: "work on the bridge started"."""
    at = index - 1
    while reading.low(at) in ARTICLES:
        at -= 1
    return reading.low(at) in ("on", "of") and reading.low(at - 1) in _WORKS


def _stands_alone(scene: Scene, index: int, trigger: int, own: frozenset[str]) -> bool:
    """Whether a place or body is meant itself: no "London branch", no "Acme France"."""
    reading = scene.reading
    if not own & _LARGE or index + 1 == trigger:
        return True
    for entity in reading.tokens[index + 1].entities if index + 1 < len(reading.tokens) else ():
        if scene.people.roles.get(entity, frozenset()) & {"country", "place"}:
            return False
    verb = reading.low(index + 1)
    told = verb.endswith("ed") or verb in VERBS
    return index > trigger or not reading.describes(index) or told


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
    if len(breaks) > 1 and [reading.low(at) for at in breaks[:2]] == ["(", ")"]:
        # What stands between brackets parts nothing.
        index, breaks = breaks[1], breaks[2:]
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
        was = word == "it" and reading.low(index + 1) in _PASSIVE
        if was and (only := _only_before(scene, index, roles)):
            return only
        if word in _PRONOUNS:
            named = any(at < index and not reading.is_possessor(at) for at in reading.named())
            # A name before it in the sentence is rather what it stands for.
            able = frozenset() if named else _able(word, roles)
        elif DETERMINERS & {reading.low(index - 1), reading.low(index - 2)}:
            able = _able(word, roles)
            if "deal" in able and "deal" not in scene.people.all_roles:
                return _thing(scene, index, roles)
            if reading.low(index - 1) not in DETERMINERS:
                continue
        else:
            continue
        if able:
            # Many companies have no entity: only what the sentence before is about is certain.
            sure = word in _PRONOUNS or able & LOOSE
            if able & LOOSE and any(reading.is_proper(at) for at in range(index)):
                return None
            ask = scene.history.topic if sure else scene.history.of
            found = ask(able, scene.number)
            return Subject(found.entity, index, named=False) if found else None
    return None


def _only_before(scene: Scene, index: int, roles: frozenset[str]) -> Subject | None:
    """What "it was" stands for in a sentence that begins with it and names nothing else before."""
    reading = scene.reading
    own = scene.people.roles
    named = [
        at
        for at in reading.named()
        if at < index and not own.get(reading.tokens[at].entities[0], frozenset()) & PLAIN
    ]
    if len(named) != 1 or not _begins(reading, named[0]) or reading.is_possessor(named[0]):
        return None
    (at,) = named
    entities = reading.tokens[at].entities
    fits = len(entities) == 1 and scene.people.plays(entities[0], roles)
    return _subject(reading, at) if fits else None


def _thing(scene: Scene, index: int, roles: frozenset[str]) -> Subject | None:
    """What "the contract" is for where a workspace has no contracts.

    It is the only thing that was named shortly before, or else in the title.
    """
    people, places = scene.people, scene.history.places
    things = [
        (entity, named.sentence)
        for entity, named in places.items()
        if people.plays(entity, roles - {"body", "deal"})
    ]
    near = {entity for entity, sentence in things if scene.number - sentence <= BACK}
    titled = {entity for entity, _ in things if entity in scene.history.first}
    found = near or (titled if scene.number <= _FIRST else set())
    return Subject(found.pop(), index, named=False) if len(found) == 1 else None


def _able(word: str, roles: frozenset[str]) -> frozenset[str]:
    """Those of ``roles`` for which a word can stand."""
    if word == "it":
        return roles - PLAIN
    return frozenset(role for role in roles if word in NOUNS.get(role, ()))

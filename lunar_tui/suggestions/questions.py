"""What may be asked in a workspace: its properties, with the words by which a sentence answers."""

from __future__ import annotations

import re
from typing import NamedTuple

from lunar_tui.facts.model import Kind, Property, Schema, ValueType
from lunar_tui.suggestions.lexicon import SPEECH, wordset
from lunar_tui.suggestions.measures import UNITS
from lunar_tui.suggestions.reading import roles_of, stem
from lunar_tui.suggestions.usage import NOTHING, Usage
from lunar_tui.suggestions.vocabulary import COUNTED, DATED, MEASURED, STARTER, Counted, Dated

#: A phrase as stems; a number among them is a gap of so many words.
Phrase = tuple[str | int, ...]

# They say when something is said, not when it happens.
_SAYING = frozenset(map(stem, SPEECH))
#: What every sentence has is no sign of anything.
_COMMON = frozenset(
    map(
        stem,
        [
            "name",
            "place",
            "part",
            "where",
            "how",
            "many",
            "much",
            "long",
            "used",
            "given",
            "country",
            "subject",
            "said",
            "day",
        ],
    )
)
_PREPOSITIONS = wordset("in at with by from to for of on through under near as")


class DateQuestion(NamedTuple):
    """When did it happen? ``object``: to what follows the word. ``kinds``: what it is said of."""

    property: str
    triggers: tuple[Phrase, ...]
    subjects: frozenset[str]
    object: bool = False
    kinds: frozenset[str] = frozenset()


class AmountQuestion(NamedTuple):
    """How much, or how many? ``nouns`` are stems of what is counted, ``near`` must stand beside.

    ``own``: stems of the words of the property; ``counted``: those that are plurals, and so may be
    what is counted.
    """

    property: str
    unit: str
    near: tuple[Phrase, ...]
    nouns: frozenset[str]
    subjects: frozenset[str]
    kinds: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    known: bool = True
    """Whether it is one of the default vocabulary; of others only their words are known."""


class LinkQuestion(NamedTuple):
    """Two entities joined by the words of the property itself."""

    property: str
    phrases: tuple[Phrase, ...]
    values: frozenset[str]


def phrase(words: str) -> Phrase:
    """The stems of a phrase; ``~7`` is a gap, ``=held`` this form only."""
    return tuple(map(_part, words.split()))


def _part(word: str) -> str | int:
    if word[0] == "~":
        return int(word[1:])
    return word if word[0] == "=" else stem(word)


class Asking:
    """The properties of a workspace by their names; ``open``: the default vocabulary is asked, too.

    It is where a workspace has no properties, or still all of those that a new one begins with.
    """

    def __init__(
        self, schema: Schema, used: Usage = NOTHING, roles: frozenset[str] = frozenset()
    ) -> None:
        self.properties = schema.properties
        self.used = used
        self.roles = roles
        """What the entities of the workspace can be."""
        self.open = not schema.properties or schema.properties.keys() >= STARTER
        self._called: dict[str, list[Property]] = {}
        for words in (_of_label, _of_also):
            for item in schema.properties.values():
                for name in words(item):
                    self._called.setdefault(_plain(name), []).append(item)

    def id(self, kind: ValueType, *names: str) -> str:
        """The property that may be such a value and is called so, the best name first; or none."""
        for name in names:
            item = self.properties.get(name)
            if item and kind in item.types:
                return name
        for name in names:
            for item in self._called.get(_plain(name), ()):
                if kind in item.types:
                    return item.id
        return names[0] if self.open and names and names[0] not in self.properties else ""

    def of(self, kind: ValueType) -> tuple[Property, ...]:
        return tuple(item for item in self.properties.values() if kind in item.types)


def _of_label(item: Property) -> tuple[str, ...]:
    return item.id, item.label


def _of_also(item: Property) -> tuple[str, ...]:
    return item.also


def _plain(name: str) -> str:
    # No stems: a designer is not what was designed.
    return " ".join(re.findall(r"[^\W_]+", name.lower()))


def called(name: str) -> Phrase:
    """What the forms of a name have in common: the stems of its words."""
    return tuple(map(stem, re.findall(r"[^\W_]+", name.lower())))


def date_questions(asking: Asking) -> tuple[DateQuestion, ...]:
    """Those of the schema, and of the default vocabulary where that is open."""
    items = asking.of("date")
    own = {item.id: _phrases(item) for item in items}
    found = []
    taken: set[str] = set()
    for item in items:
        family = _dated(item)
        words = own[item.id]
        kinds = asking.used.kinds.get(item.id, frozenset())
        if family:
            taken.add(family.id)
            words = tuple(one for one in words if one != (stem(item.id),))
            others = {one for name, them in own.items() if name != item.id for one in them}
            found.append(_when(item.id, family, words, others, asking)._replace(kinds=kinds))
        elif words:
            found.append(DateQuestion(item.id, words, frozenset(), kinds=kinds))
    if asking.open:
        left = (one for one in DATED if one.id not in taken | asking.properties.keys())
        others = {one for them in own.values() for one in them}
        found += [_when(one.id, one, (), others, asking) for one in left]
    return tuple(found)


def _when(
    name: str, family: Dated, words: tuple[Phrase, ...], others: set[Phrase], asking: Asking
) -> DateQuestion:
    """``others`` are the words of other properties, which answer these."""
    triggers = [phrase(one) for one in family.triggers.split("|")]
    kept = [one for one in triggers if tuple(_bare(part) for part in one) not in others]
    subjects = family.subjects
    if family.otherwise and not subjects & asking.roles:
        subjects = family.otherwise
    return DateQuestion(name, tuple(dict.fromkeys((*kept, *words))), subjects, family.object)


def _bare(part: str | int) -> str | int:
    return stem(part[1:]) if isinstance(part, str) and part[0] == "=" else part


def _dated(item: Property) -> Dated | None:
    """The family of a property: by its id, then by its label, then by other words for it."""
    for names in ((item.id,), (item.label,), item.also):
        own = {called(name) for name in names} - {()}
        for family in DATED:
            if own & {called(name) for name in (family.id, *family.names.split("|"))}:
                return family
    return None


def amount_questions(asking: Asking) -> tuple[AmountQuestion, ...]:
    """Those of the schema, and of the default vocabulary where that is open."""
    found = []
    items = asking.of("quantity")
    taken: set[str] = set()
    own = {item.id: _phrases(item) for item in items}
    for item in items:
        kinds = asking.used.kinds.get(item.id, frozenset())
        words = frozenset(map(stem, _words(" ".join((item.id, item.label, *item.also)))))
        asked: AmountQuestion | None = None
        if family := _family(item):
            taken.add(family.id)
            others = {one for name, them in own.items() if name != item.id for one in them}
            asked = _how_much(item.id, family, others)
        elif not (asked := _counted(item)) and own[item.id]:
            unit = _measured(item, asking.used)
            asked = AmountQuestion(item.id, unit, own[item.id], frozenset(), frozenset())
            asked = asked._replace(known=False)
        if asked:
            names = (item.id, item.label, *item.also)
            plural = {stem(name) for name in names if name.isalpha() and name.endswith("s")}
            found.append(asked._replace(kinds=kinds, own=words, counted=frozenset(plural)))
    if asking.open:
        left = (one for one in COUNTED if one.id not in taken | asking.properties.keys())
        others = {one for them in own.values() for one in them}
        found += [_how_much(one.id, one, others) for one in left]
    return tuple(found)


def _how_much(name: str, family: Counted, others: set[Phrase]) -> AmountQuestion:
    near = [phrase(one) for one in family.near.split("|")]
    kept = tuple(one for one in near if tuple(_bare(part) for part in one) not in others)
    return AmountQuestion(name, family.unit, kept, frozenset(), family.subjects)


def _family(item: Property) -> Counted | None:
    """The family of a property: by its id, by words of id and label, by other words for it."""
    if known := next((one for one in COUNTED if one.id == item.id), None):
        return known
    for words in (_words(f"{item.id} {item.label}"), _words(" ".join(item.also))):
        if known := next((one for one in COUNTED if words & one.words), None):
            return known
    return None


def _measured(item: Property, used: Usage) -> str:
    """What the values of a property measure, as its words or the claims that exist tell."""
    words = {stem(word) for word in _words(f"{item.id} {item.label}")}
    for measures, known in MEASURED.items():
        if words & {stem(word) for word in known}:
            return measures
    units = {unit.canonical for unit in used.units.get(item.id, ())}
    found = {measures for unit, measures in UNITS.values() if unit in units}
    return found.pop() if len(found) == 1 else ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def _counted(item: Property) -> AmountQuestion | None:
    """``satellite-count``, and ``payload-countries``: countries beside the word payload."""
    words = item.id.split("-")
    if words[-1] == "count":
        words = words[:-1]
    elif not words[-1].endswith("s") or item.types != ("quantity",) or len(words) < 2:
        return None
    if not words:
        return None
    near = ((stem(words[0]),),) if len(words) > 1 else ()
    return AmountQuestion(item.id, "count", near, frozenset({stem(words[-1])}), frozenset())


def link_questions(asking: Asking) -> tuple[LinkQuestion, ...]:
    """The properties of the schema that are links and have words of their own."""
    found = []
    for item in asking.of("entity"):
        if own := _phrases(item, alone=False):
            roles = roles_of(Kind(item.id, item.label, ""))
            found.append(LinkQuestion(item.id, own, roles))
    return tuple(found)


def _phrases(item: Property, *, alone: bool = True) -> tuple[Phrase, ...]:
    """The words of a property as a sentence may have them."""
    found = []
    for words in dict.fromkeys((item.label, item.id.replace("-", " "), *item.also)):
        stems = phrase(" ".join(re.findall(r"[a-z]+", words.lower())))
        if not stems or len(stems) > 4 or stems[0] in _SAYING:
            continue
        # A noun alone links nothing: "vehicle". A verb with its preposition does: "launched from".
        if not alone and not (len(stems) > 1 and stems[-1] in _PREPOSITIONS):
            continue
        if not set(stems) <= (_COMMON | _PREPOSITIONS):
            found.append(stems)
    return tuple(dict.fromkeys(found))

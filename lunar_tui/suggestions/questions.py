"""What may be asked in a workspace: its properties, with the words by which a sentence answers."""

from __future__ import annotations

import re
from typing import NamedTuple

from lunar_tui.facts.model import Kind, Property, Schema
from lunar_tui.suggestions.lexicon import COUNTED, DATED, SPEECH, wordset
from lunar_tui.suggestions.reading import roles_of, stem

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
    """When did it happen? ``object``: to what follows the word."""

    property: str
    triggers: tuple[Phrase, ...]
    subjects: frozenset[str]
    object: bool = False


class AmountQuestion(NamedTuple):
    """How much, or how many? ``nouns`` are stems of what is counted, ``near`` must stand beside."""

    property: str
    unit: str
    near: tuple[Phrase, ...]
    nouns: frozenset[str]
    subjects: frozenset[str]


class LinkQuestion(NamedTuple):
    """Which other entity? Asked by the words of the property itself."""

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


def date_questions(schema: Schema) -> tuple[DateQuestion, ...]:
    """Those of the schema; without properties, the built-in ones."""
    known = {family.id: family for family in DATED}
    found = []
    for item in _properties(schema, "date", tuple(known)):
        family = known.get(item.id) or next((f for f in DATED if _is_called(item, f.id)), None)
        own = _phrases(item)
        if family:
            own = tuple(words for words in own if words != (stem(item.id),))
            triggers = (*map(phrase, family.triggers.split("|")), *own)
            found.append(
                DateQuestion(
                    item.id, tuple(dict.fromkeys(triggers)), family.subjects, family.object
                )
            )
        elif own:
            found.append(DateQuestion(item.id, own, frozenset()))
    return tuple(found)


def amount_questions(schema: Schema) -> tuple[AmountQuestion, ...]:
    """Those of the schema; without properties, the built-in ones."""
    found = []
    for item in _properties(schema, "quantity", tuple(family.id for family in COUNTED)):
        words = set(re.findall(r"[a-z]+", f"{item.id} {item.label} {' '.join(item.also)}".lower()))
        family = next((one for one in COUNTED if one.id == item.id), None)
        family = family or next((one for one in COUNTED if words & one.words), None)
        if family:
            near = tuple(map(phrase, family.near.split("|")))
            found.append(AmountQuestion(item.id, family.unit, near, frozenset(), family.subjects))
        elif counted := _counted(item):
            found.append(counted)
        elif own := _phrases(item):
            found.append(AmountQuestion(item.id, "", own, frozenset(), frozenset()))
    return tuple(found)


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


def link_questions(schema: Schema) -> tuple[LinkQuestion, ...]:
    """The properties of the schema that are links and have words of their own."""
    found = []
    for item in schema.properties.values():
        if "entity" in item.types and (own := _phrases(item, alone=False)):
            roles = roles_of(Kind(item.id, item.label, ""))
            found.append(LinkQuestion(item.id, own, roles))
    return tuple(found)


def question_id(schema: Schema, kind: str, *ids: str) -> str:
    """The first of some property ids that the schema has and that may be such a value, or none."""
    if not schema.properties:
        return ids[0]
    for name in ids:
        item = schema.properties.get(name)
        if item and kind in item.types:
            return name
    return ""


def _properties(schema: Schema, kind: str, builtin: tuple[str, ...]) -> tuple[Property, ...]:
    if not schema.properties:
        return tuple(Property(name, name) for name in builtin)
    return tuple(item for item in schema.properties.values() if kind in item.types)


def _is_called(item: Property, name: str) -> bool:
    wanted = stem(name)
    names = (item.id, item.label, *item.also)
    return any(stem(word.lower()) == wanted for word in names if " " not in word)


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

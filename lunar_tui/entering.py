"""What somebody types into a form, read as a claim: values understood, mistakes told at once.

Nothing is guessed silently: what was read from the words stands in the form, to be corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from lunar_tui.corpus.calendar import dates_in
from lunar_tui.corpus.chronology import resolve
from lunar_tui.facts.dates import is_date
from lunar_tui.facts.identifiers import is_identifier, slug
from lunar_tui.facts.model import (
    ACCURACIES,
    CERTAINTIES,
    STANCES,
    Claim,
    Evidence,
    Facts,
    Property,
    Qualifiers,
    Value,
    ValueType,
    folded_name,
)
from lunar_tui.library import Library
from lunar_tui.problems import did_you_mean
from lunar_tui.suggestions.measures import DOLLARS, SHORT, SIGNS, TIMES

_AMOUNT = re.compile(
    r"(?i)(?P<accuracy>about|around|some|approximately|roughly|nearly|almost|at least|at most|up to"
    r"|more than|over|less than|under)?\s{0,3}"
    r"(?P<number>(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,20})(?:\.\d{1,15})?)(?![\d.,:/–-])"
    r"\s{0,3}(?P<unit>(?!(?:to|or|of|by|and|in)\b)[^\d\s,.+–-][^\d,]{0,40})?"
)
_SAID = {
    **dict.fromkeys(("about", "around", "some", "approximately", "roughly"), "approximate"),
    **dict.fromkeys(("nearly", "almost"), "approximate"),
    **dict.fromkeys(("at most", "up to"), "at most"),
    **dict.fromkeys(("more than", "over"), "more than"),
    **dict.fromkeys(("less than", "under"), "less than"),
    "at least": "at least",
}
_MORE_THAN_A_UNIT = re.compile(r"\b(?:or|of|to|and|by|from|for|in)\b")
_BESIDE_DATES = frozenset(["on", "in", "the", "of", "during", "at", "last", "this", "year"])
# In full, or by letters that are no unit: 5 m are metres.
_SCALES = {**TIMES, "mn": SHORT["mn"], "bn": SHORT["bn"]}
_MONEY = re.compile(
    r"(?P<lead>(?:[A-Za-z]{2,13}\s){0,2})(?P<whose>[A-Za-z]{1,2})?(?P<sign>[$€£¥])\s?"
    r"(?P<number>\d[\d,]{0,20}(?:\.\d{1,15})?)\s?(?P<scale>[A-Za-z]{1,8})?"
)
#: What limits a claim, in the order of the form.
QUALIFIERS = Qualifiers._fields


class Judged(NamedTuple):
    """What is meant by the fields of a form: a claim, or mistakes by the field they are in."""

    claim: Claim | None
    mistakes: Mapping[str, str]


def fields_of(claim: Claim, library: Library) -> dict[str, str]:
    """A claim as it stands in the fields of a form."""
    given = {name: getattr(claim.qualifiers, name) for name in QUALIFIERS}
    return {
        "entity": named(claim.entity, library),
        "property": claim.property,
        "value": claim.value.text or library.value_text(claim),
        "means": meaning_of(claim.value, library),
        "stance": claim.evidence[-1].stance if claim.evidence else STANCES[0],
        **given,
        "said_by": named(given["said_by"], library),
    }


def named(entity_id: str, library: Library) -> str:
    """The name of an entity where that means no other one; else its id."""
    entity = library.entity(entity_id)
    return entity.name if entity and library.find_entity(entity.name) is entity else entity_id


def meaning_of(value: Value, library: Library) -> str:
    """What a value means beyond its words: EDTF, number and unit, the name of an entity."""
    if value.type == "date":
        return value.date
    if value.type == "quantity":
        accuracy = "" if value.accuracy == "exact" else f"{value.accuracy} "
        return f"{accuracy}{value.amount:f} {value.unit}".rstrip()
    if value.type == "entity":
        return named(value.entity, library)
    return ""


class Guess(NamedTuple):
    """What words may mean, and what was inferred for it beyond the words themselves."""

    means: str = ""
    inferred_from: str = ""


def guessed(words: str, asked: Property, library: Library, published: str) -> Guess:
    """What the words of a value may mean, for the kind of value that a property asks for.

    A year that the words do not give is that of the article's date (EDTF), and said to be so.
    """
    if "date" in asked.types:
        found = resolve([words], published)[0]
        if len(found) == 1 and not found[0].iso.startswith("-") and _is_only_a_date(words):
            why = (
                "" if found[0].stated else f"the year follows from the article's date, {published}"
            )
            return Guess(found[0].iso, why)
    value = _quantity(words, words) if "quantity" in asked.types else None
    if value and not _MORE_THAN_A_UNIT.search(value.unit):
        return Guess(meaning_of(value, library))
    if "entity" in asked.types:
        named = {one for found in library.mentioned.names.find(words) for one in found.entities}
        target = library.entity(named.pop()) if len(named) == 1 else None
        return Guess(target.name if target else "")
    return Guess()


def _is_only_a_date(words: str) -> bool:
    """Whether words say a date and nothing else of it: "before" or "by" makes it another one."""
    rest = words
    for found in reversed(dates_in(words)):
        rest = rest[: found.start] + rest[found.end :]
    left = re.findall(r"\w+", rest.lower())
    return set(left) <= _BESIDE_DATES


def judged(fields: Mapping[str, str], evidence: tuple[Evidence, ...], library: Library) -> Judged:
    """The claim that the fields of a form mean; ``evidence`` is its quotes, the newest last."""
    said = dict(fields)
    mistakes = dict(_mistakes(said, evidence, library))
    entity = library.find_entity(said["entity"])
    asked = property_named(said["property"], library)
    value = _value(said, asked, library) if asked else "choose a property first"
    if isinstance(value, str):
        mistakes["means" if said["value"] else "value"] = value
    if mistakes or entity is None or asked is None or isinstance(value, str):
        return Judged(None, mistakes)
    if evidence:
        evidence = (*evidence[:-1], evidence[-1]._replace(stance=said["stance"]))
    given = {name: said[name] for name in QUALIFIERS}
    speaker = library.find_entity(given["said_by"]) if given["said_by"] else None
    given["said_by"] = speaker.id if speaker else given["said_by"]
    qualifiers = Qualifiers(**{**given, "certainty": given["certainty"] or CERTAINTIES[0]})
    return Judged(Claim("", entity.id, asked.id, value, qualifiers, evidence), {})


def property_named(text: str, library: Library) -> Property | None:
    """The property with this id or label; a new one, unless it is much like one that is known."""
    known = library.facts.schema.properties
    if text in known:
        return known[text]
    wanted = folded_name(text)
    labelled = (
        [item for item in known.values() if folded_name(item.label) == wanted] if wanted else []
    )
    if len(labelled) == 1:
        return labelled[0]
    if not is_identifier(slug(text)) or slug(text) in known or did_you_mean(text, list(known)):
        return None
    return Property(slug(text), text)


def new_id(name: str, facts: Facts) -> str:
    """An id for a new entity that nothing has yet."""
    base = slug(name) or "entity"
    base = base if is_identifier(base) else f"e-{base}"
    number, found = 1, base
    while found in facts.entities:
        number += 1
        found = f"{base}-{number}"
    return found


def _mistakes(
    said: Mapping[str, str], evidence: tuple[Evidence, ...], library: Library
) -> Iterator[tuple[str, str]]:
    if not said["entity"]:
        yield "entity", "which entity is it about?"
    elif library.find_entity(said["entity"]) is None:
        yield "entity", f"no entity is called so{library.suggest_entity(said['entity'])}"
    if not said["property"]:
        yield "property", "what does it say of it?"
    elif property_named(said["property"], library) is None:
        hint = did_you_mean(said["property"], list(library.facts.schema.properties))
        yield "property", f"no such property{hint}; a new one needs another name, of letters"
    if not said["value"]:
        yield "value", "in the words of the source"
    for name, known in (("certainty", CERTAINTIES), ("stance", STANCES)):
        if said[name] and said[name] not in known:
            yield name, f"one of {', '.join(known)}"
    for name in ("about", "said_on"):
        if said[name] and not is_date(said[name]):
            yield name, "no EDTF date; 2020-11-24, 2020-11, 2029~, ../2030"
    if said["certainty"] == "inferred" and not said["inferred_from"]:
        yield "inferred_from", "from what?"
    if said["stance"] != STANCES[0] and not evidence:
        yield "stance", "there is no quote"


def _value(said: Mapping[str, str], asked: Property, library: Library) -> Value | str:
    """The value, or why there is none."""
    words, means = said["value"], said["means"]
    for kind in asked.types:
        value = _of_kind(kind, words, means, library)
        if value:
            return value
    wanted = {
        "date": "an EDTF date (2020-11-24, 2020-11, 2029~)",
        "quantity": "a number and its unit (about 2 kg)",
        "entity": "the name of an entity",
        "text": "words",
    }
    hint = library.suggest_entity(means or words) if "entity" in asked.types else ""
    return f"needs {' or '.join(wanted[kind] for kind in asked.types)}{hint}"


def _of_kind(kind: ValueType, words: str, means: str, library: Library) -> Value | None:
    if kind == "date":
        return Value("date", words, date=means) if means and is_date(means) else None
    if kind == "quantity":
        return _quantity(words, means) if means else None
    if kind == "entity":
        target = library.find_entity(means or words)
        # The name need not be repeated where the source words it so.
        text = "" if target and target.name == words else words
        return Value("entity", text, entity=target.id) if target else None
    return None if means else Value("text", words)


def _spelt(text: str) -> str:
    """Money with its sign as a number and a unit: 1.9 billion USD for $1.9 billion."""
    found = _MONEY.fullmatch(text.strip())
    if found is None:
        return text
    whose, sign = (found["whose"] or "us").lower(), found["sign"]
    code = DOLLARS.get(whose) if sign == "$" else SIGNS[sign]
    scale = (found["scale"] or "").lower()
    zeros = {**TIMES, **SHORT}.get(scale, 0)
    if code is None or (scale and not zeros) or (found["whose"] and sign != "$"):
        return text
    number = Decimal(found["number"].replace(",", "")).scaleb(zeros)
    return f"{found['lead']}{number:f} {code}"


def _quantity(words: str, means: str) -> Value | None:
    means = _spelt(means)
    match = _AMOUNT.fullmatch(means.strip())
    accuracy = ""
    if match is None:
        for name in ACCURACIES:
            if means.startswith(f"{name} "):
                accuracy = name
                match = _AMOUNT.fullmatch(means.removeprefix(name).strip())
                break
    if match is None:
        return None
    try:
        amount = Decimal(re.sub(r"[,\s]", "", match["number"]))
    except InvalidOperation:
        return None
    said = _SAID.get((match["accuracy"] or "").lower(), "exact")
    unit = (match["unit"] or "").strip(" .,")
    scale, _, rest = unit.partition(" ")
    if scale.lower() in _SCALES:
        # A million is no unit: 38.5 million euros are 38500000 euros.
        amount, unit = amount.scaleb(_SCALES[scale.lower()]), rest.strip()
        amount = amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount
    return Value("quantity", words, amount=amount, unit=unit, accuracy=accuracy or said)

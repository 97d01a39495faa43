"""What a name itself says: "China National Space Administration" is of China."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lunar_tui.facts.model import Value
from lunar_tui.suggestions.drafts import Draft, Subject
from lunar_tui.suggestions.lexicon import wordset
from lunar_tui.suggestions.questions import Asking
from lunar_tui.suggestions.reading import Cast, Reading

_JOINED = re.compile(r"\s?(?:[-–—/&]|\band\b)\s?(?:the )?")
_OWNED = wordset("body work mission")
_OFFICIAL = wordset(
    "ministry government parliament army navy embassy court central national federal foreign senate"
    " congress cabinet police"
)
_JOINT = wordset("work deal")


def inside(reading: Reading, people: Cast, asking: Asking) -> Iterator[Draft]:
    """The countries that stand in the names of a sentence."""
    country = asking.id("entity", "country")
    partner = asking.id("entity", "partner", "party", "signatory")
    if not (country or partner):
        return
    for index in reading.named():
        token = reading.tokens[index]
        if (
            len(token.entities) != 1
            or token.stands
            or " " not in reading.text[token.start : token.end]
        ):
            continue
        entity = token.entities[0]
        own = people.roles.get(entity, frozenset())
        name = reading.text[token.start : token.end]
        found = _countries(name, people, entity)
        joined = len(found) == 2 and _JOINED.fullmatch(name, found[0][2], found[1][1])
        if joined and partner and own & _JOINT:
            for nation, start, end in found:
                yield _draft(
                    partner, Subject(entity, index), nation, token.start + start, end - start
                )
        elif len(found) == 1 and country and own & _OWNED and "country" not in own:
            nation, start, end = found[0]
            if start == 0:
                yield _draft(country, Subject(entity, index), nation, token.start, end)


def _draft(prop: str, subject: Subject, nation: str, start: int, length: int) -> Draft:
    value = Value("entity", "", entity=nation)
    return Draft(
        prop, subject, value, start, start + length, subject.token, "name", 0.75, fixed=True
    )


def _countries(name: str, people: Cast, entity: str) -> list[tuple[str, int, int]]:
    """The countries that parts of a name name, each once, with their places in it."""
    found: dict[str, tuple[int, int]] = {}
    words = [word.span() for word in re.finditer(r"[\w.’']+", name)]
    for first in range(len(words)):
        start = words[first][0]
        # Without its last word the whole name is not found again.
        end = words[-1][0] if first == 0 else len(name)
        for mention in people.names.find(name[start:end])[:1]:
            if mention.start or len(mention.entities) != 1 or mention.entities[0] == entity:
                continue
            if "country" in people.roles.get(mention.entities[0], frozenset()):
                found.setdefault(mention.entities[0], (start, start + mention.end))
    first_word = re.match(r"[^\W_]+", name)
    official = {name[start:end].lower() for start, end in words} & _OFFICIAL
    if first_word and official and (nation := people.nations.get(first_word[0].lower())):
        # The Chinese Foreign Ministry is of China; of a company's name nobody knows.
        found.setdefault(nation, first_word.span())
    return sorted(((nation, *span) for nation, span in found.items()), key=lambda item: item[1])

"""A sentence as the rules read it: words, names, dates and numbers in their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from lunar_tui.corpus.mentions import Names
from lunar_tui.facts.model import Kind
from lunar_tui.suggestions.demonyms import DEMONYMS
from lunar_tui.suggestions.lexicon import (
    CONNECTORS,
    ROLES,
    SPEECH,
    SUFFIXES,
    TITLES,
    wordset,
)

#: Of them "the …" is said with their whole names.
_UNIQUE = frozenset({"person", "country"})
#: Words of companies that may stand for one.
_SPOKEN = wordset("company bank group airlines corporation")
_SHORTEST = 4
#: Ends of names that mean other things as words.
_ANYTHING = wordset(
    "world time times news press post house state states union year day days part place"
    " thing event person"
)
#: What is longer is no sentence that anybody would quote, and is not read.
LONGEST = 1200

_WORD = re.compile(r"['’][sS](?!\w)|[^\W_]+(?:[-.&][^\W_]+|['’](?![sS](?!\w))[^\W_]+)*|[^\w\s]|_")


class Token(NamedTuple):
    """A word, a sign, or a whole name; ``entities`` are those that it may name."""

    start: int
    end: int
    low: str
    entities: tuple[str, ...] = ()
    nation: str = ""
    """The country whose demonym it is (an entity)."""
    stands: bool = False
    """Whether it does not name the entity, but stands for it: "the bridge"."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of a workspace, as far as the rules must know them."""

    names: Names
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nations: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """By entity: the ends of its names that may stand for it, as stems: "bridge"."""

    def plays(
        self, entity: str, roles: frozenset[str], kinds: frozenset[str] = frozenset()
    ) -> bool:
        """Whether an entity can play one of ``roles``; of an unknown kind, any; no roles, all.

        One of the ``kinds`` can, whatever its roles.
        """
        own = self.roles.get(entity, frozenset())
        return not roles or not own or bool(own & roles) or self.kinds.get(entity) in kinds

    @property
    def all_roles(self) -> frozenset[str]:
        """What the entities can be; of those of an unknown kind nothing is known."""
        return frozenset(role for own in self.roles.values() for role in own)


def cast(
    entities: Iterable[tuple[str, str, Iterable[str]]], kinds: Mapping[str, Kind], names: Names
) -> Cast:
    """``entities``: id, kind and names of each."""
    by_kind = {kind.id: roles_of(kind) for kind in kinds.values()}
    called = {kind.id: set(_labels(kind)) for kind in kinds.values()}
    roles, countries, kind_of, heads = {}, {}, {}, {}
    for entity, kind, names_of in entities:
        own = tuple(names_of)
        kind_of[entity] = kind
        roles[entity] = by_kind.get(kind, frozenset())
        if not roles[entity] & _UNIQUE:
            ends = {end for name in own for end in _ends(name)}
            heads[entity] = tuple(sorted(ends | called.get(kind, set())))
        if "country" in roles[entity]:
            countries.update({name.casefold(): entity for name in own})
    nations = {
        word: found
        for word, called in DEMONYMS.items()
        if (found := next((countries[name] for name in called if name in countries), ""))
    }
    return Cast(names, roles, nations, kind_of, heads)


def _labels(kind: Kind) -> Iterator[tuple[str, ...]]:
    """What an entity is called by its kind: "the court"."""
    label = kind.label.lower()
    if label.isalpha() and label.isascii() and label not in _ANYTHING:
        yield (stem(label),)


def _ends(name: str) -> Iterator[tuple[str, ...]]:
    """The ends of a name of which a text may speak later: "port authority", "authority"."""
    words = re.findall(r"[^\W_]+", name.lower())
    while words and words[-1] in SUFFIXES - _SPOKEN:
        words.pop()
    if len(words) < 2 or len(words[-1]) < _SHORTEST or words[-1] in _ANYTHING:
        return
    if words[-1].isascii() and words[-1].isalpha():
        for first in range(1, len(words)):
            yield tuple(map(stem, words[first:]))


def roles_of(kind: Kind) -> frozenset[str]:
    """The parts that entities of a kind can play, as far as its words tell."""
    words = set(re.findall(r"[a-z]+", f"{kind.id} {kind.label} {kind.plural}".lower()))
    return frozenset(role for role, known in ROLES.items() if words & known)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the forms of an English word have in common."""
    return str(_stemmer().stemWord(word)) if word.isascii() else word


@cache
def _stemmer() -> Any:
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence, or the name in one; all offsets count from its beginning."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def words(self) -> frozenset[str]:
        return frozenset(token.low for token in self.tokens)

    def at(self, offset: int) -> int:
        """The number of the token at an offset, or of the next one."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def low(self, index: int) -> str:
        """A token in small letters; nothing beyond the ends."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def is_possessor(self, index: int) -> bool:
        return self.low(index + 1) in ("'s", "’s")

    def is_part(self, index: int) -> bool:
        """Whether the name of a place, a country or a body is only a part of a longer name."""
        last = index + 1
        while self.low(last) in SUFFIXES and self.is_proper(last):
            last += 1
        if self.low(last) == "of" and last > index + 1:
            return True
        # GM Canada's: a branch.
        if self.is_proper(last) or (self._is_name(last) and self.is_possessor(last)):
            return True
        # Bank of Tokyo: another thing than Tokyo.
        return (index > 1 and self.is_proper(index - 1)) or (
            self.low(index - 1) == "of" and index > 1 and self.is_proper(index - 2)
        )

    def describes(self, index: int) -> bool:
        """Whether a name stands before a noun that it only describes: "the U.S. market"."""
        low = self.low(index + 1)
        return low.isalpha() and low not in CONNECTORS and low not in SPEECH

    def _is_name(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and bool(self.tokens[index].entities)

    def is_proper(self, index: int) -> bool:
        """Whether a word has a capital and is none of the names and titles that are known."""
        if not 0 <= index < len(self.tokens):
            return False
        token = self.tokens[index]
        capital = self.text[token.start].isupper() and token.low[-1].isalpha()
        return capital and not (token.entities or token.nation or token.low in TITLES)

    def named(self) -> Iterator[int]:
        """The numbers of the tokens that are names."""
        return (index for index, token in enumerate(self.tokens) if token.entities)


def read(text: str, people: Cast) -> Reading:
    """The tokens of a sentence: names whole, everything else word by word."""
    tokens: list[Token] = []
    at = 0
    for mention in people.names.find(text):
        tokens += _tokens(text, at, mention.start, people)
        span = text[mention.start : mention.end]
        tokens.append(Token(mention.start, mention.end, span.lower(), mention.entities))
        at = mention.end
    tokens += _tokens(text, at, len(text), people)
    return Reading(text, tuple(_without_repeats(tokens)))


def _without_repeats(tokens: list[Token]) -> Iterator[Token]:
    """The tokens without a name in brackets that only repeats the one before: "the … (CNSA)"."""
    skip = -1
    for index, token in enumerate(tokens):
        if index <= skip:
            continue
        if token.low == "(" and 0 < index < len(tokens) - 2 and tokens[index + 2].low == ")":
            before, inside = tokens[index - 1].entities, tokens[index + 1].entities
            if before and before == inside:
                skip = index + 2
                continue
        yield token


def _tokens(text: str, start: int, end: int, people: Cast) -> Iterator[Token]:
    for word in _WORD.finditer(text, start, end):
        low = word[0].lower()
        nation = people.nations.get(low, "") if word[0][0].isupper() else ""
        yield Token(word.start(), word.end(), low, (), nation)

"""Who says what a sentence says, and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lunar_tui.suggestions.lexicon import ARTICLES, BREAKS, CONNECTORS, SPEECH, wordset
from lunar_tui.suggestions.moments import Moment
from lunar_tui.suggestions.reading import Cast, Reading

_PERSON, _BODY = frozenset({"person"}), frozenset({"body"})
_SPEAKERS = wordset("he she")
_ADVERBS = wordset("has have had also recently later earlier already today then")
#: ", X said in a statement": what is said stands before.
_PLACED = wordset("in at on during")
_ASIDE = 5
#: What may follow ", said Acme".
_AFTER = wordset("in at on who which today yesterday during after when while")
_OF = wordset("of in at on with by from to about")
_VOICES = wordset("spokesman spokeswoman spokesperson")
_BEGINNINGS = CONNECTORS | wordset("meanwhile however also yesterday today earlier later because")
_PAUSES = frozenset({",", "”", '"', "—", "–"})
_REACH = 14
#: Words of a title before a name; and what may stand before these where a clause begins.
_TITLE = 8
_OPENINGS = wordset(", ; : that and but while") | {'"', "“"}
_DAY_REACH = 8


class Speech(NamedTuple):
    """The tokens ``first``–``last`` of a sentence are what ``speaker`` says.

    ``speaker`` is an entity, or empty where the sentence does not name one. ``said_on`` is EDTF;
    ``day`` numbers the token of the date of saying, ``token`` that of the speaker, or is -1.
    """

    first: int
    last: int
    speaker: str = ""
    said_on: str = ""
    day: int = -1
    token: int = -1

    def holds(self, index: int) -> bool:
        """Whether the word ``index`` is the speaker's."""
        return self.first <= index <= self.last


def speech(
    reading: Reading, people: Cast, dated: Sequence[Moment], last_speaker: str = ""
) -> Speech | None:
    """The first statement of a sentence. ``last_speaker`` spoke before: "he said"."""
    tokens = reading.tokens
    for index, token in enumerate(tokens):
        if token.low == "according" and reading.low(index + 1) == "to":
            return _according(reading, people, index)
        if token.low not in SPEECH or token.entities:
            continue
        before = _before(reading, people, index, last_speaker)
        inverted = reading.low(index - 1) in _PAUSES
        after = _named(reading, people, index + 1, index + 2) if inverted else None
        if after and reading.low(index + 2).isalpha() and reading.low(index + 2) not in _AFTER:
            # ", says Acme will grow", "said Acme economist Bo Berg": not Acme.
            after = None
        on_day = _day(reading, dated, index)
        if before is None and after is None:
            continue
        speaker, at = after or before or ("", -1)
        # What is said stands before ", X said" and "said X", and after "X said that".
        closing = index + 3 >= len(tokens) or reading.low(index + 1) in (".", ",", "of")
        aside = at > _ASIDE and reading.low(at - 1) == "," and reading.low(index + 1) in _PLACED
        if after or closing or aside:
            return Speech(0, max(0, _opening(reading, index, at) - 1), speaker, *on_day, at)
        return Speech(index + 1, len(tokens) - 1, speaker, *on_day, at)
    return None


def _according(reading: Reading, people: Cast, index: int) -> Speech:
    speaker, at = _named(reading, people, index + 2, index + 5) or ("", -1)
    if at >= 0 and reading.low(at + 1).isalnum():
        # "according to a U.S. agency": not the U.S.
        speaker, at = "", -1
    if index == 0:
        return Speech(max(2, at + 1), len(reading.tokens) - 1, speaker, token=at)
    return Speech(0, index - 1, speaker, token=at)


def _opening(reading: Reading, index: int, at: int) -> int:
    """Where ", X said" begins: at the last comma before the speaker, or at the verb."""
    first = at if 0 <= at < index else index
    for comma in range(first - 1, max(0, first - _REACH), -1):
        if reading.low(comma) in _PAUSES:
            return comma
    return first


def _named(reading: Reading, people: Cast, first: int, last: int) -> tuple[str, int] | None:
    for at in range(first, min(last, len(reading.tokens))):
        for entity in reading.tokens[at].entities[:1]:
            whole = not (reading.is_possessor(at) or reading.is_part(at))
            if people.plays(entity, _PERSON | _BODY) and whole:
                return entity, at
    return None


def _before(
    reading: Reading, people: Cast, index: int, last_speaker: str
) -> tuple[str, int] | None:
    """Who stands before the verb; empty: a speaker without a name; None: nobody speaks."""
    at = index - 1
    while reading.low(at) in _ADVERBS:
        at -= 1
    if reading.low(at) in _SPEAKERS:
        others = (_person(reading, people, before) for before in range(at))
        # "As Bo Berg left, he said": who?
        return (
            ("", -1) if any(one not in ("", last_speaker) for one in others) else (last_speaker, at)
        )
    subject = at if at >= 0 and _person(reading, people, at) else _described(reading, people, at)
    if subject >= 0 and not reading.is_possessor(subject):
        return _person(reading, people, subject), subject
    for entity in reading.tokens[at].entities[:1] if at >= 0 else ():
        if people.plays(entity, _BODY) and _speaks_itself(reading, at):
            return entity, at
    return ("", -1) if index and reading.tokens[index - 1].low.isalpha() else None


def _speaks_itself(reading: Reading, at: int) -> bool:
    """Whether a body speaks, and nobody of it and no other body whose name ends with its own."""
    # Ford Canada and the Bank of Greece are others than Canada and Greece.
    if reading.is_part(at) or (at and reading.tokens[at - 1].entities):
        return False
    first = at
    while first and reading.low(first - 1) in ARTICLES:
        first -= 1
    before = reading.low(first - 1) if first else ""
    if before == "for":
        return reading.low(first - 2) in _VOICES
    if before in ("and", "or") and (
        reading.is_proper(first - 2) or (first > 1 and reading.tokens[first - 2].entities)
    ):
        return False
    # Only at the beginning does a capital tell nothing: "But Canada said", "Shell Canada said".
    begins = first == 1 and before not in _BEGINNINGS
    return before not in _OF and not begins


def _person(reading: Reading, people: Cast, at: int) -> str:
    """The person that a token names, or nobody."""
    for entity in reading.tokens[at].entities[:1]:
        if people.roles.get(entity, frozenset()) & _PERSON:
            return entity
    return ""


def _described(reading: Reading, people: Cast, last: int) -> int:
    """Where the person is named of whom words between two commas say more, or -1.

    "Ada Lind, who heads Acme, said", "Ada Lind, who said"; but not "an aide to Ada Lind, 40, said".
    """
    if reading.low(last) not in (",", "who"):
        return -1
    comma = last - 1
    while comma > max(0, last - _REACH) and reading.low(comma) != ",":
        if reading.low(comma) in BREAKS - {"who", "which"}:
            return -1
        comma -= 1
    at = comma - 1
    if at < 0 or reading.low(comma) != "," or not _person(reading, people, at):
        return -1
    for before in range(at - 1, max(-1, at - _TITLE), -1):
        if reading.low(before) in _OPENINGS:
            return at
        if reading.low(before) in CONNECTORS:
            return -1
    return at


def _day(reading: Reading, dated: Sequence[Moment], index: int) -> tuple[str, int]:
    """The day beside a verb of saying: "told a press conference on Tuesday"."""
    for moment in dated:
        at = reading.at(moment.start)
        if index < at <= index + _DAY_REACH and reading.low(at - 1) in ("on", reading.low(index)):
            between = {reading.low(word) for word in range(index + 1, at)}
            if not between & {"that", ",", ":", '"', "“"}:
                return moment.edtf, at
    return "", -1

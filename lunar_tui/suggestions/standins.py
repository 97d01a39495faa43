"""Words that stand for a name: "the bridge" for the Skarvik Bridge, "its" for what came before."""

from __future__ import annotations

from collections.abc import Iterator

from lunar_tui.suggestions.history import History
from lunar_tui.suggestions.lexicon import CONNECTORS, SPEECH, VERBS, wordset
from lunar_tui.suggestions.reading import Reading, Token, stem

_THE = frozenset({"the", "this"})
_LONGEST = 4
#: Of what "It" is no name: "It is expected that".
_OPENERS = frozenset({"it", "its"})
_AHEAD = 5
_EMPTY = wordset("that expected likely possible clear hoped thought unclear believed understood")


def with_stand_ins(reading: Reading, history: History, number: int) -> Reading:
    """A reading in which words that stand for one certain entity are taken for its name.

    ``number`` is that of the sentence. Nothing is guessed: of two bridges that were named before,
    "the bridge" is neither.
    """
    tokens = list(_replaced(reading, history))
    opening = _opening(reading, history, number)
    if opening:
        first = tokens[0]._replace(entities=(opening,), stands=True)
        # "Its length" is said as "the bridge's length" is.
        owner = [Token(first.end, first.end, "'s")] if first.low == "its" else []
        tokens = [first, *owner, *tokens[1:]]
    return Reading(reading.text, tuple(tokens))


def _replaced(reading: Reading, history: History) -> Iterator[Token]:
    index = 0
    while index < len(reading.tokens):
        token = reading.tokens[index]
        index += 1
        yield token
        if token.low not in _THE or token.entities:
            continue
        for length in range(_LONGEST, 0, -1):
            last = index + length - 1
            if last < len(reading.tokens) and (entity := _meant(reading, history, index, last)):
                start, end = reading.tokens[index].start, reading.tokens[last].end
                low = " ".join(one.low for one in reading.tokens[index : last + 1])
                yield Token(start, end, low, (entity,), stands=True)
                index = last + 1
                break


def _meant(reading: Reading, history: History, first: int, last: int) -> str:
    """The only entity named before whose name ends with some words; nothing: none, or several."""
    words = reading.tokens[first : last + 1]
    if any(one.entities or not reading.text[one.start].islower() for one in words):
        return ""
    found = history.ends.get(tuple(stem(one.low) for one in words), ())
    if len(found) != 1 or not _ends(reading, last):
        return ""
    return next(iter(found))


def _ends(reading: Reading, last: int) -> bool:
    """Whether a noun ends its phrase."""
    after = reading.low(last + 1)
    return (
        not after
        or not after[0].isalpha()
        or after in CONNECTORS
        or after in SPEECH
        or after in VERBS
        or after.endswith("ed")
    )


def _opening(reading: Reading, history: History, number: int) -> str:
    """What "It" or "Its" stands for that begins a sentence, or nothing."""
    alone = history.alone
    if reading.low(0) not in _OPENERS or alone is None or number - alone.sentence != 1:
        return ""
    if any(alone.entity in token.entities for token in reading.tokens):
        # "It will grow, Acme said": not Acme.
        return ""
    ahead = {reading.low(index) for index in range(1, _AHEAD)}
    return "" if ahead & _EMPTY else alone.entity

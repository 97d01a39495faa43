"""Whether a sentence asserts what a draft says of it: as a fact, as a plan, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from lunar_tui.suggestions.drafts import Draft
from lunar_tui.suggestions.lexicon import (
    ARTICLES,
    ATTEMPTS,
    AUXILIARIES,
    BREAKS,
    DOUBTS,
    DOUBTS_THAT,
    FORMERLY,
    GUESSES,
    HEDGES,
    HOLDINGS,
    LATER,
    LET_GO,
    NEARLY,
    NEGATIONS,
    OWNING,
    POSSIBLY,
    REFUTED,
    SPEECH,
    VOICES,
)
from lunar_tui.suggestions.reading import Reading
from lunar_tui.suggestions.speech import Speech

_AFTER = 5
#: Words between a word that casts doubt and what it governs: "wrong to think that".
_NEAR = 3
_ASIDE = 6
_CONTRACTED = ("n't", "n’t", "nʼt")
_WILL = frozenset({"will", "would", "shall"})
_BE = frozenset({"is", "was", "are", "were", "be", "been", "being"})
_STAYS = _BE | {"remains", "remained", "proved", "seems"}
_PAUSES = frozenset({",", "”", '"', "—", "–"})
_ENDS = frozenset({"", ".", ",", ";", "”", '"'})
_QUOTATION = frozenset({'"', "“"})
_PRONOUNS = frozenset({"it", "he", "she", "they", "this", "that"})


def is_planned(reading: Reading, draft: Draft) -> bool:
    """Whether a sentence only tells a plan."""
    before, after = _clause(reading, draft.trigger), _after(reading, draft)
    return bool(HEDGES.intersection(_words(reading, before)) or LATER.intersection(after))


def is_refused(reading: Reading, draft: Draft, said: Speech | None) -> bool:
    """Whether a sentence denies what a draft says, doubts it, or leaves it open.

    What is ``fixed`` stands by itself, whatever is said or denied around it, unless its own verb
    says it: "is based in". A statement says only that somebody says it.
    """
    own = reading.low(draft.trigger - 1) in _BE
    if draft.rule == "statement" or (draft.fixed and not own):
        return False
    before = list(_clause(reading, draft.trigger))
    words = [*_words(reading, before), *_after(reading, draft)]
    return (
        bool(NEGATIONS.intersection(words))
        or _is_doubted(reading, draft, before)
        or _is_refuted(reading, draft.trigger)
        or _is_asked(reading, draft.trigger)
        or _is_hearsay(reading, draft.trigger, said)
        or (_is_state(reading, draft) and _is_over(reading, draft, before))
    )


def _clause(reading: Reading, trigger: int) -> Iterator[int]:
    """The tokens before the one that made a draft, as far as its clause goes, the nearest first."""
    for index in range(trigger - 1, -1, -1):
        low = reading.low(index)
        # 'joked that "…"': what is quoted hangs on the verb before.
        if low in BREAKS and not (low in _QUOTATION and reading.low(index - 1) == "that"):
            return
        yield index


def _words(reading: Reading, clause: Iterator[int] | list[int]) -> Iterator[str]:
    for index in clause:
        # "China to team up": headlines leave out what stands before "to".
        ahead = reading.tokens[index].entities and reading.low(index + 1) == "to"
        yield "will" if ahead else _word(reading, index)


def _after(reading: Reading, draft: Draft) -> Iterator[str]:
    for index in range(draft.trigger, draft.trigger + _AFTER):
        # "opened in 1968, will be": another part of the sentence.
        if reading.low(index) in BREAKS or reading.low(index) == ",":
            return
        yield _word(reading, index)


def _word(reading: Reading, index: int) -> str:
    """A word in small letters; a month is no "may", and "wasn't" is a "not"."""
    low = reading.low(index)
    if low.endswith(_CONTRACTED):
        return "not"
    if low != "may":
        return low
    month = index and reading.text[reading.tokens[index].start].isupper()
    return "" if month or reading.low(index + 1).isdigit() else low


def _is_doubted(reading: Reading, draft: Draft, clause: list[int]) -> bool:
    """Whether a word before casts doubt on the clause, or leaves it open what happened."""
    planned = is_planned(reading, draft)
    for index in _governing(reading, clause):
        word = _word(reading, index)
        ahead = {reading.low(at) for at in range(index + 1, index + 1 + _NEAR)}
        following = reading.low(index + 1)
        if word in DOUBTS or (word in DOUBTS_THAT and ahead & {"that", "to"}):
            return True
        if word in GUESSES and not planned:
            return True
        if word == "likely" and following != "to" and not _WILL & set(_words(reading, clause)):
            return True
        if word in POSSIBLY and "have" in ahead:
            # A past possibility is no plan.
            return True
        if word in ATTEMPTS and (following == "to" or following.endswith("ing")):
            return True
        if word in SPEECH and following == "to" and reading.low(index - 1) in _BE:
            return True
    at = draft.trigger - 1
    while reading.low(at) in _BE:
        at -= 1
    return draft.rule != "number" and reading.low(at) in NEARLY


def _governing(reading: Reading, clause: list[int]) -> Iterator[int]:
    """The tokens of a clause up to where a new one begins: ", and Acme was founded"."""
    for index in clause:
        if reading.low(index) == "," and reading.low(index + 1) in ("and", "so"):
            at = index + 2
            while reading.low(at) in ARTICLES:
                at += 1
            named = at < len(reading.tokens) and bool(reading.tokens[at].entities)
            if named or (reading.low(at) in _PRONOUNS and reading.low(at) != "that"):
                return
        yield index


def _is_refuted(reading: Reading, trigger: int) -> bool:
    """Whether the sentence goes on to doubt it: "is disputed", ", Ada Lind joked"."""
    pause = -1
    for index in range(trigger + 1, len(reading.tokens)):
        low = reading.low(index)
        if low in BREAKS - _PAUSES:
            return low == "?"
        pause = index if low in _PAUSES else pause
        aside = pause >= 0 and index - pause <= _ASIDE and reading.low(index + 1) in _ENDS
        if aside and low in DOUBTS:
            return True
        near = {reading.low(at) for at in range(index - _NEAR, index)}
        if low in REFUTED and near & _STAYS and pause < 0:
            return True
    return False


def _is_asked(reading: Reading, trigger: int) -> bool:
    """Whether the clause is a question: "Was Acme founded in 1968, Bo Berg asked."."""
    first = 1 if reading.low(0) in _QUOTATION else 0
    if reading.low(first) not in AUXILIARIES:
        return False
    return all(reading.low(at) not in BREAKS for at in range(first, trigger))


def _is_hearsay(reading: Reading, trigger: int, said: Speech | None) -> bool:
    """Whether it is said by nobody who could be asked: "some say", "according to critics"."""
    if said is None or said.speaker or not said.holds(trigger):
        return False
    for index in range(len(reading.tokens)):
        low = reading.low(index)
        if low in SPEECH:
            near = range(index - _NEAR, index)
        elif low == "according":
            near = range(index + 1, index + 2 + _NEAR)
        else:
            continue
        if any(reading.low(at) in VOICES for at in near):
            return True
    return False


def _is_state(reading: Reading, draft: Draft) -> bool:
    """Whether a draft tells of something that lasts: who leads, who holds a stake."""
    return draft.lasting or draft.rule == "words" or reading.low(draft.trigger) in HOLDINGS


def _is_over(reading: Reading, draft: Draft, clause: list[int]) -> bool:
    """Whether what lasted has ended, or never was: "sold its stake", "was led by … until"."""
    after = []
    for index in range(draft.trigger + 1, len(reading.tokens)):
        if reading.low(index) in BREAKS or reading.low(index) == ",":
            break
        after.append(reading.low(index))
    if FORMERLY.intersection(after):
        return True
    held = reading.low(draft.trigger) in HOLDINGS
    for number, index in enumerate(clause):
        low = reading.low(index)
        if low in FORMERLY and (number < _NEAR or low in ("until", "till")):
            return True
        if held and (low in LET_GO):
            return True
        if held and low in OWNING:
            held = False
    passive = _BE.intersection(after) and LET_GO.intersection(after)
    return reading.low(draft.trigger) in HOLDINGS and bool(passive)

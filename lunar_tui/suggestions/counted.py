"""How much and how many: a number with its unit, or with what it counts, beside a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lunar_tui.facts.model import Value
from lunar_tui.suggestions.amounts import Amount
from lunar_tui.suggestions.drafts import Draft
from lunar_tui.suggestions.history import Scene
from lunar_tui.suggestions.lexicon import (
    ARTICLES,
    BREAKS,
    COMPARED,
    CONNECTORS,
    MEMBERS,
    NOUNS,
    wordset,
)
from lunar_tui.suggestions.moments import Moment
from lunar_tui.suggestions.phrases import Stems, places
from lunar_tui.suggestions.questions import AmountQuestion, Phrase
from lunar_tui.suggestions.reading import Reading, stem
from lunar_tui.suggestions.subjects import subject_of
from lunar_tui.suggestions.usage import NOTHING, Usage

_REACH = 6
_OPENING = 1
_COUNT_REACH = 14
_CLOSE = 3
_STRICT = frozenset({"money"})
_COMPARING = 7
_LARGE = 1000
_BE = wordset("is was are were be been now still")
_BODY = frozenset({"body"})
_JOINS = wordset(
    "of at was were is to a an the record totaled totalled reached net and now set fixed put"
    " rises rose grew estimated be only final total measures measured totals"
    " amounts stands"
)


def counts(
    scene: Scene,
    stems: Stems,
    questions: Sequence[AmountQuestion],
    found: Sequence[Amount],
    used: Usage = NOTHING,
    *,
    years: Sequence[Moment] = (),
) -> Iterator[Draft]:
    """For each number the properties that it may answer, in the units of ``used``.

    ``years`` are those that the sentence names: what a body earns is of a year.
    """
    for given in found:
        asked = [
            (question, near, amount)
            for question in questions
            for amount in [_as_sum(scene, given) if question.unit == "money" else given]
            if (near := _near(scene, stems, question, amount))
        ]
        exact = any(question.nouns for question, _, _ in asked)
        for question, near, amount in asked:
            # What is counted by name is no number of members besides.
            if exact and question.unit == "count" and not question.nouns:
                continue
            first, last, distance = near
            body = question.subjects == _BODY
            topic = body or not question.known
            subject = subject_of(
                scene, first, last, question.subjects, topic=topic, kinds=question.kinds
            )
            if subject is None:
                continue
            start = scene.reading.tokens[amount.first].start
            end = scene.reading.tokens[amount.last].end
            number, unit = used.written(question.property, amount.number, amount.unit)
            value = Value(
                "quantity",
                scene.reading.text[start:end],
                amount=number,
                unit=unit,
                accuracy=amount.accuracy,
            )
            sure = 0.85 - 0.03 * distance - (0 if question.subjects or question.nouns else 0.1)
            draft = Draft(question.property, subject, value, start, end, first, "number", sure)
            yield draft._replace(about=_year(scene, years, amount)) if body else draft


def _year(scene: Scene, years: Sequence[Moment], amount: Amount) -> str:
    """The year of a sum: the only one of a sentence, where it opens that or follows the sum."""
    if len(years) != 1:
        return ""
    at = scene.reading.at(years[0].start)
    opens = at <= _OPENING and scene.reading.low(at + 1) == ","
    beside = 0 < at - amount.last <= _OPENING + 1
    return years[0].edtf if opens or beside else ""


def _as_sum(scene: Scene, amount: Amount) -> Amount:
    """An amount where money is asked for: then pounds are no weight."""
    pounds = scene.reading.low(amount.last) in ("pound", "pounds") and amount.unit == "lb"
    return amount._replace(unit="GBP", measures="money") if pounds else amount


def _near(
    scene: Scene, stems: Stems, question: AmountQuestion, amount: Amount
) -> tuple[int, int, int] | None:
    """The words beside a number that make it an answer, and how far they are from it."""
    if not _is_counted_so(question, amount):
        return None
    if question.nouns and not question.near:
        return amount.first, amount.last, 0
    if not question.unit and amount.nouns and stem(amount.nouns[-1]) in question.counted:
        return amount.first, amount.last, 1
    if question.unit in _STRICT and not _is_large(scene, amount):
        return None
    if question.unit == "time" and _within(scene, amount):
        return amount.first, amount.last, 2
    reach = _COUNT_REACH if question.unit == "count" else _REACH
    if not question.unit:
        reach = _CLOSE
    best: tuple[int, int, int] | None = None
    for phrase in question.near:
        for first, last in places(stems, phrase):
            distance = _distance(scene, phrase, first, last, amount)
            # Of a property that is not well known only the words tell: the number is beside them.
            strict = question.unit in _STRICT or not question.known
            if strict and not _touches(scene, first, last, amount):
                continue
            if not question.unit and not _counts_it(scene, question, last, amount):
                continue
            if distance is not None and distance <= reach and (not best or distance < best[2]):
                best = first, last, distance
    return best


def _is_counted_so(question: AmountQuestion, amount: Amount) -> bool:
    """Whether a number has the unit that is asked for, or counts what is asked for."""
    if question.unit and question.unit != amount.measures:
        return False
    if question.nouns:
        return bool(amount.nouns) and stem(amount.nouns[-1]) in question.nouns
    return question.unit != "count" or bool(MEMBERS.intersection(amount.nouns))


def _counts_it(scene: Scene, question: AmountQuestion, last: int, amount: Amount) -> bool:
    """Whether a number is of what a property says: "96 cars" are no passengers."""
    if not amount.nouns or question.own & set(map(stem, amount.nouns)):
        return True
    between = {scene.reading.low(at) for at in range(last + 1, amount.first)}
    return last < amount.first and between <= _JOINS - {"and"}


def _touches(scene: Scene, first: int, last: int, amount: Amount) -> bool:
    """Whether nothing but what joins them stands between a word and a sum: "revenue of about"."""
    reading = scene.reading
    if reading.low(first) == "worth" and not _is_worth(reading, first):
        return False
    for at in range(amount.first - 1, max(-1, amount.first - _COMPARING), -1):
        if reading.low(at) in COMPARED:
            return False
        if reading.low(at) in BREAKS or reading.low(at) == ",":
            break
    if last < amount.first:
        between = _without_owner(reading, last + 1, amount.first)
        return len(between) <= _CLOSE and set(between) <= _JOINS
    between = [reading.low(at) for at in range(amount.last + 1, first)]
    if between == ["in"]:
        # 64 million in damages
        return True
    return len(between) <= _CLOSE - 1 and not CONNECTORS.intersection(between)


def _is_worth(reading: Reading, at: int) -> bool:
    """Whether it is the subject that is worth a sum: no "loans worth", no "5 mln worth of"."""
    before = reading.low(at - 1)
    named = at and reading.tokens[at - 1].entities
    return reading.low(at + 1) != "of" and bool(named or before in _BE or before in NOUNS["deal"])


def _without_owner(reading: Reading, first: int, last: int) -> list[str]:
    """The words between two places, but for whose it is: "price [of the ferry] was set at"."""
    words = [reading.low(at) for at in range(first, last)]
    if words[:1] == ["of"]:
        named = next((at for at in range(first + 1, last) if reading.tokens[at].entities), -1)
        if named >= 0 and set(words[1 : named - first]) <= ARTICLES:
            return words[named - first + 1 :]
    return words


def _is_large(scene: Scene, amount: Amount) -> bool:
    """Whether a sum is one of a whole, not of a share or a piece."""
    after = {scene.reading.low(amount.last + 1), scene.reading.low(amount.last + 2)}
    return amount.number >= _LARGE and not after & {"per", "share", "each"}


def _within(scene: Scene, amount: Amount) -> bool:
    """How long it took: "In about 23 days, …"."""
    reading = scene.reading
    return (
        amount.first == 1
        and reading.low(0) in ("in", "within")
        and reading.low(amount.last + 1) == ","
    )


def _distance(scene: Scene, phrase: Phrase, first: int, last: int, amount: Amount) -> int | None:
    if any(isinstance(part, int) for part in phrase):
        # "the first … in 44 years": the number ends the phrase.
        return 0 if last == amount.first - 1 else None
    low, high = (amount.last + 1, first) if amount.last < first else (last + 1, amount.first)
    if low > high:
        return None
    if any(scene.reading.low(index) in BREAKS for index in range(low, high)):
        return None
    return high - low

"""What happened when: a date beside a word of a property."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lunar_tui.facts.model import Value
from lunar_tui.suggestions.drafts import Draft
from lunar_tui.suggestions.history import Scene
from lunar_tui.suggestions.lexicon import BREAKS, wordset
from lunar_tui.suggestions.model import Span
from lunar_tui.suggestions.moments import Moment
from lunar_tui.suggestions.phrases import Stems, places
from lunar_tui.suggestions.questions import DateQuestion
from lunar_tui.suggestions.reading import Reading
from lunar_tui.suggestions.subjects import subject_of

_REACH = 12
_BEFORE_DATES = wordset("on in by since of the last early late mid until during")
#: A date within the first tokens is that of the whole sentence.
_OPENING = 4
#: A dash parts a dateline from its sentence.
_APART = BREAKS | {"after", "before", "following", "than", "-", "–", "—"}


def dates(
    scene: Scene,
    stems: Stems,
    questions: Sequence[DateQuestion],
    dated: Sequence[Moment],
) -> Iterator[Draft]:
    """For each date the properties whose word stands nearest to it."""
    found = [
        (first, last, question)
        for question in questions
        for phrase in question.triggers
        for first, last in places(stems, phrase)
    ]
    for moment in dated if found else ():
        at = scene.reading.at(moment.start)
        if (scene.said and at == scene.said.day) or scene.reading.tokens[at].entities:
            continue
        near = [
            (distance, first, last, question)
            for first, last, question in found
            if (distance := _distance(scene, at, moment, first, last)) is not None
            and scene.together(at, first)
        ]
        least = min((item[0] for item in near), default=0)
        seen = set()
        for distance, first, last, question in near:
            if distance == least and question.property not in seen:
                seen.add(question.property)
                yield from _draft(scene, moment, (first, last), question, distance)


def _distance(scene: Scene, at: int, moment: Moment, first: int, last: int) -> int | None:
    reading = scene.reading
    end = reading.at(moment.end - 1)
    low, high = (end + 1, first) if at < first else (last + 1, at)
    if low > high or high - low > _REACH:
        return None
    if at < first and at > _OPENING and "," in {reading.low(index) for index in range(low, high)}:
        # "…, launched in 2019, docked there": another part of the sentence.
        return None
    if last < at and _is_of_another(reading, last, at):
        return None
    if any(reading.low(index) in _APART for index in range(low, high)):
        return None
    if at < first and reading.low(low) == "to":
        # "signed on 10 June to build it": nothing was built on that day.
        return None
    return high - low


def _is_of_another(reading: Reading, last: int, at: int) -> bool:
    """Whether a date is that of another verb: "completes what was announced on 3 May"."""
    while at - 1 > last and reading.low(at - 1) in _BEFORE_DATES:
        at -= 1
    return at - 1 > last and reading.low(at - 1).endswith("ed")


def _draft(
    scene: Scene, moment: Moment, words: Span, question: DateQuestion, distance: int
) -> Iterator[Draft]:
    first, last = words
    subject = subject_of(
        scene,
        first,
        last,
        question.subjects,
        after=question.object,
        happens=True,
        kinds=question.kinds,
    )
    if subject is None:
        return
    text = scene.reading.text[moment.start : moment.end]
    value = Value("date", text, date=moment.edtf)
    sure = 0.9 - 0.02 * distance - (0 if question.subjects else 0.1)
    yield Draft(
        question.property,
        subject,
        value,
        moment.start,
        moment.end,
        first,
        "date",
        sure,
        inferred_from=moment.inferred_from,
    )

"""What somebody says, in the words of the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from lunar_tui.facts.model import Value
from lunar_tui.suggestions.drafts import Draft, Subject
from lunar_tui.suggestions.history import Scene
from lunar_tui.suggestions.lexicon import wordset
from lunar_tui.suggestions.questions import Asking

_PLAIN = wordset("said says say told stated added adds explained declared to")
_REACH = 8
_FEWEST = 5
_LONGEST = 300
_LEADING = frozenset({"that", ":", ",", '"', "“", "earlier", "today", "yesterday"})
_TRAILING = frozenset({".", ",", '"', "”", ";", "—", "–"})


def _after_that(scene: Scene, first: int) -> int:
    """The word after "that" where it belongs to the verb: "told reporters on Monday that"."""
    for at in range(first, min(first + _REACH, len(scene.reading.tokens))):
        if scene.reading.low(at) == "that":
            return at + 1
        if scene.reading.low(at) in _TRAILING or scene.reading.low(at) == ":":
            return -1
    return -1


def statements(scene: Scene, asking: Asking) -> Iterator[Draft]:
    """The statement of a sentence, where its speaker is known."""
    said = scene.said
    asked = asking.id("text", "statement", "said", "says")
    if said is None or not asked or not said.speaker or said.token < 0:
        return
    reading = scene.reading
    first, last = said.first, said.last
    if first > 2 or said.day >= first:
        ahead = _after_that(scene, first)
        if ahead < 0 and reading.low(first - 1) not in _PLAIN:
            # "announced the launch": a thing, no statement.
            return
        first = max(first, ahead, said.day + 1)
    while 0 < first < last and reading.low(first) in _LEADING:
        first += 1
    while last > first and reading.low(last) in _TRAILING:
        last -= 1
    start, end = reading.tokens[first].start, reading.tokens[last].end
    if last - first + 1 < _FEWEST or end - start > _LONGEST:
        return
    if start == 0 and reading.text[0] in '"“':
        start += 1
    token = reading.tokens[said.token]
    named = said.speaker in token.entities and not token.stands
    value = Value("text", reading.text[start:end])
    subject = Subject(said.speaker, said.token, named=named)
    yield Draft(asked, subject, value, start, end, said.token, "statement", 0.6, fixed=True)

"""From a key press to the last byte that is painted for it, seen from outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from benchmarks.launch import FirstFrame, greeted
from benchmarks.pace import Pace
from benchmarks.programs import ECHO, environment, lunar_tui, used_home
from benchmarks.tables import Row, Series, Table, Target
from benchmarks.terminal import Painted, Terminal
from lunar_tui.library import Library, open_library

SIZE = (140, 42)
WORDS = 30
#: The panels whose entities are walked through, by their keys.
PANELS = range(1, 6)
ENTITIES = 5
#: Claims walked through under the last entity of each panel.
CLAIMS = 6

_QUIT, _DOWN, _RIGHT, _LEFT = "\x11", "\x1b[B", "\x1b[C", "\x1b[D"
_ERASE_LEFT = "\x15"
_STARTED = 0.6
"""Seconds of silence after which a program has finished starting, its index included."""
NOTES = (
    "From writing the key into the pty to the first and the last byte painted for it.",
    "The last: before 80 ms without output in which the processor rests.",
    "Search box: the hits, then the article at the best one. Claims: the article follows.",
    "Entities: their claims and the article follow. Keys that paint nothing do not count.",
    "The bare application repeats an input in a line of text; both run, used in turn.",
)


#: The list of hits begins under the box: painting a line of it begins by going there.
HITS = re.compile(rb"\x1b\[(?:[6-9]|[1-3][0-9]);32H")


class Pressed:
    """The times of one kind of key: to the first painted byte, the hits, and the last byte."""

    def __init__(self, name: str) -> None:
        self.first = Series(f"{name}: first byte")
        self.hits = Series(f"{name}: hits painted")
        self.last = Series(f"{name}: last byte")

    def add(self, painted: Painted | None) -> None:
        if painted:
            self.first.add(painted.first)
            self.last.add(painted.last)
            if painted.seen is not None:
                self.hits.add(painted.seen)

    def rows(self, reference: Pressed | None = None) -> list[Row]:
        if reference is None:
            return [Row(self.first), Row(self.last)]
        target = Target("p95", 30)
        if self.found_hits:
            return [
                Row(self.first, reference.first),
                Row(self.hits, reference.last, target),
                Row(self.last, reference.last),
            ]
        return [Row(self.first, reference.first), Row(self.last, reference.last, target)]

    @property
    def found_hits(self) -> bool:
        """Whether hits were painted at all."""
        return bool(self.hits.times)


def measure() -> list[Table]:
    """Typing into the search box, the cursor over claims, the cursor over entities."""
    library = open_library()
    frame = FirstFrame.of(library)
    echo = Pressed("bare application, letter")
    letters = Pressed("letter in the search box")
    claims = Pressed("cursor over claims")
    entities = Pressed("cursor over entities")
    pace = Pace()
    pace.take()
    with used_home() as home:
        surroundings = environment(home)
        with (
            Terminal(ECHO, SIZE, surroundings, leave=_QUIT) as bare,
            Terminal(lunar_tui(), SIZE, surroundings, leave=_QUIT) as full,
        ):
            bare.wait_for(greeted, "the bare application")
            full.wait_for(frame.shown, "the first frame")
            full.settle(_STARTED)
            words = _words(library)
            for panel in PANELS:
                _type(bare, words[-panel], echo)
                full.press(str(panel))
                _walk(full, entities, ENTITIES)
                full.press(_RIGHT)
                _walk(full, claims, CLAIMS)
                full.press(_LEFT)
            full.press("/")
            for number, word in enumerate(words):
                if number % 5 == 0:
                    _type(bare, word, echo)
                _type(full, word, letters, HITS)
    pace.take()
    table = Table(
        f"Keys, {SIZE[0]}×{SIZE[1]}",
        [
            *echo.rows(),
            *letters.rows(echo),
            *claims.rows(echo),
            *entities.rows(echo),
        ],
        (*NOTES, pace.note),
        pace.factor,
    )
    return [table]


def _words(library: Library) -> Sequence[str]:
    """Different words of the articles, three to six letters, spread over the alphabet."""
    found = {
        word.lower()
        for article in library.articles()
        for word in article.display.split()
        if word.isascii() and word.isalpha() and 3 <= len(word) <= 6
    }
    ordered = sorted(found)
    step = max(1, len(ordered) // WORDS)
    return list(islice(ordered, step // 2, None, step))[:WORDS]


def _type(
    terminal: Terminal, word: str, pressed: Pressed, wanted: re.Pattern[bytes] | None = None
) -> None:
    """Types a word and empties the box again; only the letters count."""
    for letter in word:
        pressed.add(terminal.press(letter, wanted))
    terminal.press(_ERASE_LEFT)


def _walk(terminal: Terminal, pressed: Pressed, steps: int) -> None:
    for _ in range(steps):
        pressed.add(terminal.press(_DOWN))

"""From the start of the process to the first frame that is of use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bare_app import GREETING
from benchmarks.picture import Picture
from benchmarks.programs import BARE, environment, fresh_home, index_file, lunar_tui, used_home
from benchmarks.tables import Row, Series, Table, Target
from benchmarks.terminal import Terminal
from lunar_tui.library import Library, open_library

SIZES = ((140, 42), (80, 24))
ROUNDS = 15
FIRST_ROUNDS = 11

_QUIT = "\x11"
_EVIDENCE = "2;74;63;28"
"""Background of the evidence in the theme that the program starts with."""
NOTES = (
    "From the spawn of the process in a pty to the output that completes the frame.",
    "Each launch of lunar-tui follows one of the bare application: a single line of text.",
    "The ratio is the median of the ratios of such pairs.",
    "First frame: the names in the first panel, the value of the first claim, its evidence.",
    "First launch: neither cache nor state, but the byte code of Python is there.",
    "The index is waited for in launches of its own, from their own first entities.",
    "It is ready when its generation is published (CURRENT in the cache is there).",
)


@dataclass(frozen=True, slots=True)
class FirstFrame:
    """What must be seen before a user can start to read."""

    names: tuple[str, ...]
    value: str
    quote: str

    @classmethod
    def of(cls, library: Library) -> FirstFrame:
        """The names on top of the first panel; the value and evidence of the first claim."""
        entities = library.entities(library.kinds[0].id)
        claim = next(claim for claim in entities[0].claims if claim.evidence)
        return cls(
            tuple(entity.name for entity in entities[:3]),
            library.value_text(claim),
            " ".join(claim.evidence[0].quote.split()),
        )

    def names_shown(self, picture: Picture) -> bool:
        return all(picture.shows(name) for name in self.names)

    def shown(self, picture: Picture) -> bool:
        return (
            self.names_shown(picture)
            and picture.shows(self.value)
            and self.quote in picture.on_background(_EVIDENCE)
        )


def greeted(picture: Picture) -> bool:
    """Whether the bare application has painted its text."""
    return picture.shows(GREETING)


def measure() -> list[Table]:
    """Launches with an index, at two sizes, and without one, as when the program is new."""
    frame = FirstFrame.of(open_library())
    rows: list[Row] = []
    for size in SIZES:
        rows += _with_index(frame, size)
    rows += _without_index(frame, SIZES[0])
    table = Table(
        "Launch",
        rows,
        NOTES,
    )
    return [table]


def _with_index(frame: FirstFrame, size: tuple[int, int]) -> list[Row]:
    label = f"{size[0]}×{size[1]}"
    bare, full = Series(f"{label} bare application"), Series(f"{label} lunar-tui, first frame")
    with used_home() as home:
        for _ in range(ROUNDS):
            bare.add(_launch(BARE, size, home, greeted, _QUIT))
            full.add(_launch(lunar_tui(), size, home, frame.shown, "q"))
    return [Row(bare), Row(full, bare, Target("ratio", 1.5), paired=True)]


def _launch(
    command: tuple[str, ...],
    size: tuple[int, int],
    home: Path,
    seen: Callable[[Picture], bool],
    leave: str,
) -> float:
    with Terminal(command, size, environment(home), leave) as terminal:
        return terminal.wait_for(seen, "the first frame")


def _without_index(frame: FirstFrame, size: tuple[int, int]) -> list[Row]:
    bare = Series("first launch: bare application")
    names = Series("first launch: entities on the screen")
    index = Series("from there to the index being ready")
    for _ in range(FIRST_ROUNDS):
        with fresh_home() as home:
            bare.add(_launch(BARE, size, home, greeted, _QUIT))
            names.add(_launch(lunar_tui(), size, home, frame.names_shown, "q"))
        # Looking for a file every 2 ms would slow a launch that keeps both processors busy.
        with (
            fresh_home() as home,
            Terminal(lunar_tui(), size, environment(home)) as terminal,
        ):
            ready = terminal.watch(index_file(home))
            painted = terminal.wait_for(frame.names_shown, "the list of entities")
            index.add(max(0.0, ready - painted))
    return [
        Row(bare),
        Row(names, bare, Target("ratio", 1.5), paired=True),
        Row(index, None, Target("median", 500)),
    ]

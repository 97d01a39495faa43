"""How fast the machine is at the moment, by what the bare application takes to its first line."""

from __future__ import annotations

from benchmarks.launch import greeted
from benchmarks.machine import stolen
from benchmarks.programs import BARE, environment, fresh_home
from benchmarks.tables import Series
from benchmarks.terminal import Terminal

ASSUMED = 200.0
"""Milliseconds it takes where the targets in milliseconds hold."""
ROUNDS = 5
NOTE = f"At pace: as if the bare application took {ASSUMED:.0f} ms to its first line"


class Pace:
    """Times of the bare application, taken before and after what is measured."""

    def __init__(self) -> None:
        self.series = Series("bare application, first line")
        self._before = stolen()

    def take(self, rounds: int = ROUNDS) -> None:
        with fresh_home() as home:
            for _ in range(rounds):
                with Terminal(BARE, (140, 42), environment(home), "\x11") as terminal:
                    self.series.add(terminal.wait_for(greeted, "a line"))

    @property
    def factor(self) -> float:
        """How many times as long as assumed everything takes."""
        return self.series.median / ASSUMED

    @property
    def note(self) -> str:
        took, passed = (now - then for now, then in zip(stolen(), self._before, strict=True))
        host = f" The host took {took / passed:.1%} of the processors meanwhile." if took else ""
        return f"{NOTE}; here it took {self.series.median:.0f} ms.{host}"

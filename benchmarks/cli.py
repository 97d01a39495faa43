"""Commands that print and end: whole processes, beside a Python that does nothing."""

from __future__ import annotations

from benchmarks.programs import NOTHING, environment, lunar_tui, run, used_home
from benchmarks.tables import Row, Series, Table

ROUNDS = 5
COMMANDS: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...] = (
    (("--help",), (0,)),
    (("search", "lunar station"), (0,)),
    (("show", "change-5"), (0,)),
    # 1: the workspace has problems; they take no longer to find than none.
    (("check",), (0, 1)),
)
"""Arguments, and the exit codes with which the work is done."""


def measure() -> list[Table]:
    """Every command in turn, after a Python that does nothing."""
    nothing = Series("python -c pass")
    series = [Series(" ".join(["lunar-tui", *arguments])) for arguments, _ in COMMANDS]
    with used_home() as home:
        surroundings = environment(home)
        for _ in range(ROUNDS):
            nothing.add(run(NOTHING, surroundings))
            for (arguments, codes), times in zip(COMMANDS, series, strict=True):
                times.add(run([*lunar_tui(), *arguments], surroundings, codes))
    rows = [Row(nothing), *(Row(times, nothing) for times in series)]
    return [Table("Command line", rows, ("Whole processes, output thrown away, index present.",))]

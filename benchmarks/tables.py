"""Samples of a quantity, and the tables that compare them with a reference."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass
class Series:
    """Times of one thing, in milliseconds."""

    name: str
    times: list[float] = field(default_factory=list)

    def add(self, seconds: float) -> None:
        self.times.append(seconds * 1000)

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        """The smallest time that 95 % of all are not above (nearest rank)."""
        ordered = sorted(self.times)
        return ordered[math.ceil(0.95 * len(ordered)) - 1]


@dataclass(frozen=True, slots=True)
class Target:
    """What a row should stay below: a ratio, or a median, p95 or worst in milliseconds."""

    of: str
    most: float

    def __str__(self) -> str:
        unit = "" if self.of == "ratio" else " ms"
        return f"{self.of} ≤ {self.most:g}{unit}"

    def found(self, series: Series, ratio: float) -> float:
        """What was measured of that."""
        found = {"ratio": ratio, "median": series.median, "p95": series.p95}
        found["worst"] = max(series.times)
        return found[self.of]

    def met(self, series: Series, ratio: float, pace: float = 1.0) -> bool:
        """Whether it stays below, on a machine that takes `pace` times as long as assumed."""
        return self.found(series, ratio) / (1 if self.of == "ratio" else pace) <= self.most


@dataclass(frozen=True, slots=True)
class Row:
    """A measured series, the reference it was alternated with, and what is hoped for.

    ``paired``: each time follows one of the reference; the ratio is the median of their ratios,
    which a machine that changes its speed in between does not change.
    """

    series: Series
    reference: Series | None = None
    target: Target | None = None
    paired: bool = False

    @property
    def ratio(self) -> float:
        """To the reference; NaN where there is none."""
        if self.reference is None:
            return math.nan
        if self.paired:
            pairs = zip(self.series.times, self.reference.times, strict=True)
            return median(own / other for own, other in pairs)
        return self.series.median / self.reference.median


@dataclass(frozen=True, slots=True)
class Table:
    """One sub-benchmark; ``notes`` say how it was measured.

    ``pace``: how many times as long the machine takes as those that the targets in milliseconds
    were set for; they are held against what was measured, and against that at pace.
    """

    title: str
    rows: Sequence[Row]
    notes: Sequence[str] = ()
    pace: float | None = None

    def __str__(self) -> str:
        head = ["", "n", "min ms", "median ms", "p95 ms", "max ms", "ratio", "target", "met"]
        head += [] if self.pace is None else ["at pace", "met"]
        cells = [(*_cells(row), *self._at_pace(row)) for row in self.rows]
        return _drawn(self.title, [tuple(head), *cells], self.notes)

    def _at_pace(self, row: Row) -> tuple[str, ...]:
        if self.pace is None:
            return ()
        target, series = row.target, row.series
        if target is None or target.of == "ratio" or not series.times:
            return ("", "")
        met = target.met(series, row.ratio, self.pace)
        return _number(target.found(series, row.ratio) / self.pace), "yes" if met else "no"


@dataclass(frozen=True, slots=True)
class Scores:
    """How well judged queries are answered: for each row the ranks of their first answers.

    A rank counts from 1; 0 is no answer. ``target``: the success@3 hoped for in a row.
    """

    title: str
    rows: Sequence[tuple[str, Sequence[int]]]
    notes: Sequence[str] = ()
    targets: Mapping[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        head = ("", "n", "success@1", "success@3", "MRR", "target", "met")
        return _drawn(self.title, [head, *map(self._cells, self.rows)], self.notes)

    def _cells(self, row: tuple[str, Sequence[int]]) -> tuple[str, ...]:
        name, ranks = row
        first, three = (sum(0 < rank <= most for rank in ranks) / len(ranks) for most in (1, 3))
        reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
        target = self.targets.get(name)
        return (
            name,
            str(len(ranks)),
            f"{first:.3f}",
            f"{three:.3f}",
            f"{reciprocal:.3f}",
            "" if target is None else f"success@3 ≥ {target:g}",
            "" if target is None else "yes" if three >= target else "no",
        )


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of a whole, from 0 to 1, and a last column of words.

    ``targets``: the least that is hoped for of the first shares of a row.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[float], str]]
    notes: Sequence[str] = ()
    targets: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def __str__(self) -> str:
        judged = ("target", "met") if self.targets else ()
        cells = [
            (name, *(f"{share:.3f}" for share in shares), last, *self._judged(name, shares))
            for name, shares, last in self.rows
        ]
        return _drawn(self.title, [("", *self.columns, *judged), *cells], self.notes)

    def _judged(self, name: str, shares: Sequence[float]) -> tuple[str, ...]:
        if not self.targets:
            return ()
        least = self.targets.get(name, ())
        if not least:
            return ("", "")
        met = all(share >= bound for share, bound in zip(shares, least, strict=False))
        return "≥ " + ", ".join(f"{bound:g}" for bound in least), "yes" if met else "no"


@dataclass(frozen=True, slots=True)
class Tally:
    """Of ``made`` things ``right`` are right; of ``asked`` things ``found`` are found.

    ``targets``: the precision and the recall hoped for.
    """

    name: str
    right: int
    made: int
    found: int = 0
    asked: int = 0
    targets: tuple[float, float] | None = None

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else math.nan

    @property
    def recall(self) -> float:
        return self.found / self.asked if self.asked else math.nan

    @property
    def met(self) -> bool:
        """Whether both targets are reached; without any, they are."""
        precision, recall = self.targets or (0.0, 0.0)
        return self.precision >= precision and self.recall >= recall


@dataclass(frozen=True, slots=True)
class Tallies:
    """How many of the things made are right, and how many of those asked for are found."""

    title: str
    rows: Sequence[Tally]
    notes: Sequence[str] = ()

    def __str__(self) -> str:
        head = ("", "made", "right", "precision", "asked", "found", "recall", "target", "met")
        return _drawn(self.title, [head, *map(self._cells, self.rows)], self.notes)

    def _cells(self, row: Tally) -> tuple[str, ...]:
        targets = row.targets
        return (
            row.name,
            str(row.made),
            str(row.right),
            f"{row.precision:.3f}" if row.made else "",
            str(row.asked) if row.asked else "",
            str(row.found) if row.asked else "",
            f"{row.recall:.3f}" if row.asked else "",
            f"≥ {targets[0]:g}, {targets[1]:g}" if targets else "",
            ("yes" if row.met else "no") if targets else "",
        )


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How often each thing came out in each row, as a number and a share of the row."""

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Mapping[str, int]]]
    notes: Sequence[str] = ()

    def __str__(self) -> str:
        cells = [
            (name, str(sum(counts.values())), *(self._share(counts, of) for of in self.columns))
            for name, counts in self.rows
        ]
        return _drawn(self.title, [("", "n", *self.columns), *cells], self.notes)

    def _share(self, counts: Mapping[str, int], of: str) -> str:
        count = counts.get(of, 0)
        return f"{count} ({count / sum(counts.values()):.1%})" if count else "0"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of bytes, and what it should stay below, if anything."""

    name: str
    size: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes on disk and in memory, in megabytes (2²⁰ bytes)."""

    title: str
    rows: Sequence[Limit]

    def __str__(self) -> str:
        cells = [
            (
                row.name,
                f"{row.size / 2**20:.1f}",
                "" if row.most is None else f"≤ {row.most / 2**20:.1f}",
                "" if row.most is None else "yes" if row.size <= row.most else "no",
            )
            for row in self.rows
        ]
        return _drawn(self.title, [("", "MB", "target", "met"), *cells], ())


def _drawn(title: str, cells: Sequence[tuple[str, ...]], notes: Sequence[str]) -> str:
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    rule = tuple("-" * max(3, width) for width in widths)
    lines = [_line(line, widths) for line in (cells[0], rule, *cells[1:])]
    remarks = [f"- {note}" for note in notes]
    return "\n".join([f"## {title}", "", *lines, *([""] if remarks else []), *remarks])


def _cells(row: Row) -> tuple[str, ...]:
    series, target = row.series, row.target
    if not series.times:
        return (series.name, "0", *[""] * 7)
    return (
        series.name,
        str(len(series.times)),
        _number(min(series.times)),
        _number(series.median),
        _number(series.p95),
        _number(max(series.times)),
        f"{row.ratio:.2f}" if row.reference else "",
        str(target) if target else "",
        ("yes" if target.met(series, row.ratio) else "no") if target else "",
    )


def _number(milliseconds: float) -> str:
    """Three digits that mean something."""
    digits = 0 if milliseconds >= 100 else 1 if milliseconds >= 10 else 2
    return f"{milliseconds:.{digits}f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (max(3, width) for width in widths)
    padded = [cells[0].ljust(first)]
    padded += [cell.rjust(width) for cell, width in zip(cells[1:], rest, strict=True)]
    return f"| {' | '.join(padded)} |"

"""Problems: what is wrong with a workspace, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple


class Place(NamedTuple):
    """A position in a file of the workspace; ``line`` and ``column`` count from 1."""

    file: str
    line: int = 1
    column: int = 1


class Problem(NamedTuple):
    """One mistake. ``code`` is stable; ``message`` says what is wrong and how to mend it."""

    place: Place
    code: str
    message: str

    def __str__(self) -> str:
        where = self.place
        return f"{where.file}:{where.line}:{where.column}: {self.code} {self.message}"


@dataclass(slots=True)
class Report:
    """Collects problems, so that one run names them all and the sound part stays usable."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, code: str, message: str) -> None:
        self.problems.append(Problem(place, code, message))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self.problems)))

    def __len__(self) -> int:
        return len(set(self.problems))


def did_you_mean(word: str, known: Iterator[str] | list[str]) -> str:
    """`` (did you mean "x"?)`` for the nearest known word, or nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""

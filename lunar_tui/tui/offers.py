"""What the search box offers to complete: names of fields, and what can stand after them."""

from __future__ import annotations

from collections.abc import Callable
from heapq import nsmallest
from typing import NamedTuple

from lunar_tui.search.analysis import words
from lunar_tui.search.completion import Completion, completed, completion_at
from lunar_tui.search.fields import FIELDS

MOST = 6
"""Choices that are offered at a time."""
# One letter begins too many words to be taken for the name of a field.
_LEAST = 2


class Offers(NamedTuple):
    """What can be filled in, the likeliest first; the first is what the tab key takes."""

    completion: Completion | None = None
    choices: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The choices as they are shown: the name of a field with its colon."""
        colon = ":" if self.completion and self.completion.kind == "field" else ""
        return tuple(f"{choice}{colon}" for choice in self.choices)

    def filled(self, text: str) -> tuple[str, int] | None:
        """The text with the first choice in it, and where the cursor is then."""
        if self.completion is None or not self.choices:
            return None
        return completed(text, self.completion, self.choices[0])


class Completer:
    """Offers for one workspace. ``values`` lists what can stand after a field, in its order.

    What was listed once is not listed again. May be asked from several threads.
    """

    def __init__(self, values: Callable[[str], tuple[str, ...]]) -> None:
        self._values = values
        self._listed: dict[str, list[tuple[str, str]]] = {}

    def forget(self) -> None:
        """What the workspace knows has changed."""
        self._listed = {}

    def offers(self, text: str, cursor: int) -> Offers:
        """What can be filled in before the cursor; nothing where it is complete already."""
        completion = completion_at(text, cursor)
        if completion is None:
            return Offers()
        if completion.kind == "field":
            choices = _fields(completion.typed)
        else:
            choices = self._beginning(completion)
        now = text.rstrip().casefold()
        if any(completed(text, completion, c)[0].rstrip().casefold() == now for c in choices):
            return Offers()
        return Offers(completion, choices)

    def _beginning(self, completion: Completion) -> tuple[str, ...]:
        """Values that begin with what is typed, then those of which some word does.

        Of those, the shortest first: a thing comes before what is named after it.
        """
        listed = self._list(completion.field)
        if not completion.typed.strip():
            return tuple(value for _, value in listed[:MOST])
        wanted = _folded(completion.typed)
        if not wanted:
            return ()
        found = (
            (not folded.startswith(wanted), len(value), place, value)
            for place, (folded, value) in enumerate(listed)
            if wanted in folded
        )
        return tuple(value for *_, value in nsmallest(MOST, found))

    def _list(self, field: str) -> list[tuple[str, str]]:
        if field not in self._listed:
            self._listed[field] = [(_folded(value), value) for value in self._values(field)]
        return self._listed[field]


def _folded(text: str) -> str:
    """The words of a text as they are searched for, each after a blank."""
    return "".join(f" {word}" for word in words(text))


def _fields(typed: str) -> tuple[str, ...]:
    if len(typed) < _LEAST:
        return ()
    return tuple(info.name for info in FIELDS if info.name.startswith(typed.lower()))

"""What is read from a file that somebody brings: its text in lines, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

#: What a file can say of itself, in the order in which it is told.
FIELDS = ("title", "publisher", "author", "published", "language", "url")


class UnreadableError(Exception):
    """A file of which no article can be made; the message is one line that says why."""


class Stated(NamedTuple):
    """A value, and where in the file it stands, for people.

    ``why`` is empty where the file says so itself, else what the value was inferred from.
    """

    value: str
    where: str
    why: str = ""


class LineZone(NamedTuple):
    """The line ``line`` of a text, counted from 1, is ``zone``."""

    zone: str
    line: int


class Extract(NamedTuple):
    """An article made of a file.

    ``metadata`` holds what was found, by field. ``as_is`` says that the text is the file itself,
    byte for byte. ``notes`` tell people what they could not see from the rest, a line each.
    ``unsure``: the bytes can be read in another encoding nearly as well.
    """

    text: str
    zones: tuple[LineZone, ...] = ()
    metadata: dict[str, Stated] = {}  # noqa: RUF012 - nobody changes it
    as_is: bool = False
    notes: tuple[str, ...] = ()
    unsure: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields of which nothing was found."""
        return tuple(name for name in FIELDS if name not in self.metadata)


@dataclass(slots=True)
class Lines:
    """The lines of a text while it is put together: each paragraph is one, a blank one between."""

    _lines: list[str] = field(default_factory=list)
    zones: list[LineZone] = field(default_factory=list)

    def add(self, text: str, zone: str = "", *, close: bool = False) -> None:
        """A paragraph; ``close`` leaves no blank line above it, as between the items of a list."""
        line = " ".join(text.split())
        if not line:
            return
        if self._lines and not close:
            self._lines.append("")
        self._lines.append(line)
        if zone:
            self.zones.append(LineZone(zone, len(self._lines)))

    def add_all(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.add(text)

    @property
    def has_prose(self) -> bool:
        """Whether there is more than titles and headings."""
        return len(self.zones) < sum(bool(line) for line in self._lines)

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

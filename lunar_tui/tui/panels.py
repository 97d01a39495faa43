"""What the panels on the left hold: entries, a cursor, a filter. No drawing here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lunar_tui.corpus.article import Metadata
from lunar_tui.library import Library
from lunar_tui.tui.messages import Subject

#: Rows of a closed or open panel that its title takes.
TITLE = 1
_CLAIMS = 4


class Entry(NamedTuple):
    """One row of a panel; ``names`` are what a filter looks at."""

    subject: Subject
    name: str
    claims: int
    names: tuple[str, ...]


def article_entry(library: Library, file: str) -> Entry:
    """An article, which is not read for it."""
    source = library.sources.get(file)
    meta = source.metadata if source else Metadata()
    parts = [meta.publisher or meta.title or file, meta.dated]
    name = " ".join(part for part in parts if part)
    claims = len(library.claims_of(file))
    return Entry(Subject("article", file), name, claims, (file, meta.title, meta.publisher))


class Panel:
    """A titled list with a cursor, a scroll position and a filter.

    ``filter`` is None while no filter is open. ``total`` is how many there are, where the entries
    are only the first of them.
    """

    def __init__(
        self, number: int, title: str, entries: Iterable[Entry], total: int | None = None
    ) -> None:
        self.number = number
        self.title = title
        self.entries = tuple(entries)
        self._total = len(self.entries) if total is None else total
        self.shown = self.entries
        self.cursor = 0
        self.top = 0
        self.filter: str | None = None
        self._last: Subject | None = None
        self._named: Mapping[str, int] = {}
        self._claims, self._width = _CLAIMS, 0

    @property
    def wanted_height(self) -> int:
        """Rows that would show everything, the title among them."""
        return TITLE + len(self.shown) + (self.filter is not None)

    @property
    def current(self) -> Subject | None:
        """What the cursor is on."""
        return self.shown[self.cursor].subject if self.shown else None

    def numbers(self, entry: Entry) -> tuple[str, str]:
        """How many claims an entry has, and how many sentences name it, as wide in all rows."""
        named = self._named.get(entry.subject.id, 0)
        claims = str(entry.claims or ("" if named else "·"))
        if not self._named:
            return f"{claims:>{self._claims}}", ""
        shown = f" ·{_brief(named)}" if named else ""
        return f"{claims:>{self._claims}}", f"{shown:<{self._width}}"

    def set_named(self, named: Mapping[str, int]) -> None:
        """In how many sentences each entity is named; of other panels, nothing."""
        own = {entry.subject.id for entry in self.entries if entry.subject.kind == "entity"}
        self._named = {entity: count for entity, count in named.items() if count and entity in own}
        if not self._named:
            return
        self._claims = max((len(str(entry.claims)) for entry in self.entries), default=0)
        self._width = max((len(f" ·{_brief(count)}") for count in self._named.values()), default=0)

    def take_over(self, other: Panel) -> None:
        """Has the cursor, the filter and the scroll position of another, as far as they fit."""
        here = other.current
        if other.filter is not None:
            self.narrow(other.filter)
        self.set_named(other._named)
        if not (here and self.select(here)):
            self.move(other.cursor)
        self.top = other.top

    @property
    def count(self) -> str:
        """How many entries, and how many of them the filter shows."""
        whole = len(self.shown) == self._total
        return str(self._total) if whole else f"{len(self.shown)}/{self._total}"

    def move(self, row: int) -> bool:
        """Puts the cursor on ``row``, or on the nearest there is; whether that moved it."""
        row = max(0, min(len(self.shown) - 1, row))
        moved, self.cursor = row != self.cursor, row
        return moved

    def select(self, subject: Subject) -> bool:
        """Puts the cursor on ``subject``; False where the filter hides it or it is elsewhere."""
        for row, entry in enumerate(self.shown):
            if entry.subject == subject:
                self.cursor = row
                return True
        return False

    def narrow(self, text: str | None) -> None:
        """Shows the entries of which some name holds every word; None ends the filter."""
        # A filter that nothing passes must not lose the place.
        here = self._last = self.current or self._last
        self.filter = text
        words = plain(text or "").split()
        self.shown = tuple(
            entry
            for entry in self.entries
            if all(any(word in plain(name) for name in entry.names) for word in words)
        )
        self.cursor = self.top = 0
        if here:
            self.select(here)

    def scroll_to_cursor(self, rows: int) -> None:
        """Scrolls as little as shows the cursor in ``rows`` rows."""
        if self.cursor < self.top:
            self.top = self.cursor
        elif rows > 0 and self.cursor >= self.top + rows:
            self.top = self.cursor - rows + 1
        self.top = max(0, min(self.top, len(self.shown) - rows))


def shared(wanted: Sequence[int], height: int, active: int) -> list[int]:
    """How many rows each panel gets of ``height``; a closed panel has 1, its title.

    The active panel gets what it wants, up to what the closed ones leave. The others follow in
    their order, each opened only when at least three of its rows can be seen.
    """
    if not wanted:
        return []
    heights = [TITLE] * len(wanted)
    left = height - len(wanted)
    order = [active, *(number for number in range(len(wanted)) if number != active)]
    for number in order:
        if left <= 0:
            break
        # A tall list leaves the others a share, so that the subject stays in view as a whole.
        most = left if number != active else max(left * 2 // 3, min(left, 8))
        grant = min(wanted[number] - TITLE, most)
        if number != active and grant < min(3, wanted[number] - TITLE):
            continue
        heights[number] += grant
        left -= grant
    if left > 0:
        heights[active] += min(left, max(0, wanted[active] - heights[active]))
    return heights


def _brief(number: int) -> str:
    """A number in four characters at most: 9999, 12k."""
    return str(number or "") if number < 10_000 else f"{number // 1000}k"


def plain(text: str) -> str:
    """Letters, digits and blanks in one case: an apostrophe or a hyphen never hides a name."""
    kept = (c if c.isalnum() else " " if c.isspace() else "" for c in text.casefold())
    return "".join(kept)

"""The sentences that name an entity, as rows below its claims."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter

from textual.content import Content

from lunar_tui.corpus.article import Metadata
from lunar_tui.corpus.tally import Naming
from lunar_tui.library import Library
from lunar_tui.mentioned import Reading
from lunar_tui.tui.hits import article_cells, excerpt, in_zone
from lunar_tui.tui.passage import NoPassage, Passage
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label

#: Sentences that are listed, the oldest first; the search finds the others.
SHOWN = 300
#: Beside a sentence in which a claim of the entity has evidence.
CITED = "✓"
_LINES = 3
_CHANGED = "The article has changed since its names were found; start again to find them anew."


class Mentions:
    """What names one entity: a heading, then the sentences below their articles.

    ``items`` has one for each row; a heading is None.
    """

    def __init__(self, library: Library, entity_id: str) -> None:
        self.library = library
        self.entity_id = entity_id
        self.count = library.mentioned.count(entity_id)
        found = islice(library.mentioned.of(entity_id), SHOWN)
        self._groups = [list(group) for _, group in groupby(found, attrgetter("file"))]
        self.namings = [naming for group in self._groups for naming in group]
        self.items: list[Naming | None] = [None] if self.namings else []
        for group in self._groups:
            self.items += (None, *group)

    def rows(self, marked: frozenset[str]) -> Iterator[Row]:
        """One for each of ``items``."""
        if self.namings:
            yield Row(Cell(self._heading(), lines=2), disabled=True)
        for group in self._groups:
            yield self._article(group)
            yield from (self.row(naming, marked) for naming in group)

    def row(self, naming: Naming, marked: frozenset[str]) -> Row:
        return Row.later(lambda: self._cells(naming, marked=naming.id in marked))

    @property
    def summary(self) -> str:
        """How often the entity is named, behind something else."""
        return f" · named {self.count.mentions}×" if self.count and self.count.mentions else ""

    def _heading(self) -> Content:
        count = self.count
        if count is None:
            return Content("")
        text = f"{_counted(count.sentences, 'sentence')} in {_counted(count.articles, 'article')}"
        limit = f", the first {SHOWN} shown" if len(self.namings) < count.sentences else ""
        return join(("Mentions", "bold"), f" · {text}{limit}")

    def _article(self, group: list[Naming]) -> Row:
        first = group[0]

        def cells() -> tuple[Cell, ...]:
            reading = self.library.mentioned.read(first)
            title = reading.title if reading else first.file
            return article_cells(self.library, first.file, title, len(group))

        return Row.later(cells, disabled=True)

    def _cells(self, naming: Naming, *, marked: bool) -> tuple[Cell, ...]:
        mark = Cell(label("◆" if marked else "·"), 1)
        reading = self.library.mentioned.read(naming)
        if reading is None:
            return mark, Cell(label(_CHANGED, "italic"))
        text = in_zone(excerpt(reading.text, naming.start, reading.spans), reading.zone)
        if reading.cited:
            # What is known of already steps back; what no claim cites yet is looked for.
            text = text.stylize_before("dim")
        others = _others(self.library, naming, reading)
        below = label(others, "dim italic") if others else None
        cited = Cell(label(CITED if reading.cited else " ", "dim"), 1)
        return mark, Cell(text, lines=_LINES, below=below), cited

    def passage(self, naming: Naming) -> Passage | NoPassage:
        """Where a sentence stands, with the names in it."""
        article = self.library.article(naming.file)
        reading = self.library.mentioned.read(naming)
        span = (naming.start, naming.end)
        if article is None or reading is None or article.display[slice(*span)] != reading.text:
            # Offsets into another text would point at other words.
            return NoPassage(_CHANGED)
        total = self.count.sentences if self.count else 0
        caption = f"mention {self.namings.index(naming) + 1} of {total}"
        return Passage(naming.file, span, matches=reading.spans, caption=caption)

    def detail(self, naming: Naming) -> Content:
        """What there is to say of a sentence besides its words: one line each."""
        reading = self.library.mentioned.read(naming)
        if reading is None:
            return Content("")
        article = self.library.sources.get(naming.file)
        meta = article.metadata if article else Metadata()
        printed = dict.fromkeys(
            " ".join(reading.text[start - naming.start : end - naming.start].split())
            for start, end in reading.spans
        )
        pairs = (
            ("names it", " · ".join(printed)),
            ("", _others(self.library, naming, reading)),
            ("", "cited by a claim of it" if reading.cited else "no claim of it cites this"),
            ("published", " ".join(part for part in (meta.publisher, meta.dated) if part)),
            ("id", naming.id),
        )
        return Content("\n").join(
            join((f"{name} " if name else "", "dim"), text) for name, text in pairs if text
        )


def _others(library: Library, naming: Naming, reading: Reading) -> str:
    """Whom else the names in a sentence can mean; nothing where they can mean nobody else."""
    if not reading.ambiguous:
        return ""
    others = dict.fromkeys(other for name in reading.names for other in name.entities)
    own = library.facts.entities[naming.entity].name
    names = {other: library.facts.entities[other].name for other in others}
    # Of two that have the same name, the id tells them apart.
    said = [other if name == own else name for other, name in names.items()]
    return f"or {', '.join(name for name in said if name != naming.entity)}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

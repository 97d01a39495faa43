"""Where the articles name an entity, as text: how often, and each sentence with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from lunar_tui.corpus.article import Metadata
from lunar_tui.corpus.tally import Count, Naming
from lunar_tui.display import clean_line
from lunar_tui.export.plain import Emphasis, fit, wrap
from lunar_tui.export.wording import one_line
from lunar_tui.facts.model import Entity
from lunar_tui.library import Library

Counted = Sequence[tuple[Entity, Count]]

_HEADS = ("MENTIONS", "SENTENCES", "ARTICLES")
_MOST = 32


def counted(library: Library, entities: Counted, emphasis: Emphasis = str) -> Iterator[str]:
    """Entities by kind, those named most often first: id, how often they are named, name."""
    panels = {
        kind.id: f"{one_line(kind.plural)} ({sum(row[0].kind == kind.id for row in entities)})"
        for kind in library.kinds
    }
    longest = max((cell_len(entity.id) for entity, _ in entities), default=0)
    widest = min(_MOST, max(longest, *(cell_len(name) - 2 for name in panels.values()), 0))
    heads = "  ".join(_HEADS)
    for kind in library.kinds:
        members = [row for row in entities if row[0].kind == kind.id]
        if not members:
            continue
        yield emphasis(fit(panels[kind.id], widest + 2)) + f"  {heads}"
        for entity, count in sorted(members, key=lambda row: -row[1].mentions):
            numbers = (f"{number:{len(head)}}" for number, head in zip(count, _HEADS, strict=True))
            yield f"  {entity.id:{widest}}  {'  '.join(numbers)}  {one_line(entity.name)}"


def sentence(
    library: Library, naming: Naming, width: int, emphasis: Emphasis = str
) -> Iterator[str]:
    """The id of a sentence, its zone, who published it and when; then its words."""
    reading = library.mentioned.read(naming)
    if reading is None:
        return
    source = library.sources.get(naming.file)
    meta = source.metadata if source else Metadata()
    known = [one_line(text) for text in (meta.publisher, meta.dated) if text]
    remarks = ["cited"] if reading.cited else []
    if reading.ambiguous:
        others = dict.fromkeys(other for name in reading.names for other in name.entities)
        remarks.append(f"or {', '.join(other for other in others if other != naming.entity)}")
    said = [f"({'; '.join(remarks)})"] if remarks else []
    yield " ".join([emphasis(clean_line(naming.id)), reading.zone, *known, *said])
    marks = [(start - naming.start, end - naming.start) for start, end in reading.spans]
    yield from wrap(reading.text, width, "    ", marks, emphasis)

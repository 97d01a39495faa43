"""The rows of what a search found, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from lunar_tui.corpus.zones import FURNITURE
from lunar_tui.library import Library
from lunar_tui.search.engine import Hit, Results
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label

#: Hits that are drawn; more than anybody reads, few enough to draw at every key press.
SHOWN = 60
_LEAD = 30
_LINES = 3
# Cells that a line may lose where it breaks.
_RAGGED = 8


def entity_row(library: Library, entity_id: str, *, marked: bool) -> Row:
    """An entity whose name matches, with the number of its claims."""
    entity = library.entity(entity_id)
    name = entity.name if entity else entity_id
    kind = entity.kind if entity else ""
    count = Content(str(len(entity.claims))) if entity else Content("")
    shown = join("◆ " if marked else "▸ ", (name, "bold"), (f"  {kind}", "dim"))
    return Row(Cell(shown, lines=1), Cell(count, 4, right=True))


def heading(library: Library, hit: Hit, count: int) -> Row:
    """The article of a hit, above all hits in it; the article is not read."""
    return Row.later(
        lambda: article_cells(library, hit.source, hit.title or hit.source, count), disabled=True
    )


def article_cells(library: Library, file: str, title: str, count: int) -> tuple[Cell, ...]:
    """An article above some of its sentences; ``title`` is what its text calls itself."""
    known = library.sources.get(file)
    parts = [title]
    if known is not None:
        meta = known.metadata
        parts = [meta.publisher, meta.dated, meta.title or title]
    text = " · ".join(filter(None, parts))
    return Cell(label(text), lines=1), Cell(label(str(count)), 4, right=True)


def hit_cells(hit: Hit, width: int, *, marked: bool) -> tuple[Cell, ...]:
    """A sentence in a list of this width, and how many others say the same."""
    text = in_zone(excerpt(hit.text, hit.start, hit.highlights), hit.zone)
    below = None
    if hit.copies:
        alike = label(f"(+{len(hit.copies)} alike)", "dim")
        if text.cell_length + alike.cell_length < _LINES * (width - _RAGGED):
            text = join(text, " ", alike)
        else:
            # It would be cut off with the end of the sentence.
            below = alike
    return Cell(label("◆" if marked else "·"), 1), Cell(text, lines=_LINES, below=below)


def in_zone(text: Content, zone: str) -> Content:
    """A sentence with what it is where it is no part of the body; dim around the article."""
    if zone == "body":
        return text
    shown = text.stylize_before("dim") if zone in FURNITURE else text
    return join((f"{zone}: ", "dim italic"), shown)


def highlighted(text: str, start: int, spans: Iterable[tuple[int, int]]) -> Content:
    """A sentence that begins at an offset of its article, with spans of this highlighted."""
    shown = label(text)
    for low, high in spans:
        shown = shown.stylize("bold $text-match on $match", low - start, high - start)
    return shown


def excerpt(text: str, start: int, spans: Sequence[tuple[int, int]]) -> Content:
    """The same; a long lead before the first span is cut."""
    shown = highlighted(text, start, spans)
    first = spans[0][0] - start if spans else 0
    cut = text.rfind(" ", 0, max(0, first - _LEAD)) + 1 if first > 2 * _LEAD else 0
    return join(("… ", "dim"), shown[cut:]) if cut else shown


def counted(results: Results | None, *, brief: bool) -> str:
    """How many sentences were found; ``brief``: and nothing else."""
    if results is None:
        return ""
    total = results.total
    text = "no sentence" if not total else "1 sentence" if total == 1 else f"{total} sentences"
    if brief:
        return text
    if total > SHOWN:
        text += f", the best {SHOWN} shown"
    return text + (", partial: too broad" if results.partial else "")


def remark(results: Results | None) -> str:
    """What there is to say of an answer."""
    if results and not results.total and not results.notes:
        return "no sentence has these words; try fewer words, or a prefix such as lun*"
    return "; ".join(results.notes) if results else ""

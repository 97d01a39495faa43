"""Plain text for a terminal: what the command line prints. Every line of it is safe to print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from lunar_tui.checking import Check
from lunar_tui.corpus.article import Article, Metadata
from lunar_tui.display import clean_line
from lunar_tui.export import wording
from lunar_tui.export.footnotes import Footnote, Footnotes
from lunar_tui.export.wording import one_line
from lunar_tui.facts.model import Claim, Entity
from lunar_tui.library import Library

if TYPE_CHECKING:
    from lunar_tui.search.engine import Hit

Emphasis = Callable[[str], str]
"""Makes a text bold on a terminal that can, and leaves it alone elsewhere."""

_LABEL_CELLS = 20


def wrap(
    text: str,
    width: int,
    indent: str = "",
    marks: Iterable[tuple[int, int]] = (),
    emphasis: Emphasis = str,
) -> Iterator[str]:
    """Lines of ``text``, at most ``width`` cells wide; a word that is wider is cut.

    ``marks`` are spans of ``text`` that are emphasised.
    """
    room = max(10, width - cell_len(indent))
    text, marks = clean_line(text), tuple(marks)
    for start, end in _lines(text, room):
        yield indent + _marked(text, start, end, marks, emphasis)


def _lines(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Spans of the lines, none wider than ``room`` cells."""
    start = end = -1
    for low, high in _words(text, room):
        if start >= 0 and cell_len(text[start:high]) <= room:
            end = high
            continue
        if start >= 0:
            yield start, end
        start, end = low, high
    if start >= 0:
        yield start, end


def _words(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Spans of the words, cut where one is wider than ``room`` cells."""
    for word in re.finditer(r"[^ ]+", text):
        low, high = word.span()
        if cell_len(word[0]) > room:
            width = 0
            for at in range(low, high):
                cells = cell_len(text[at])
                if width + cells > room:
                    yield low, at
                    low, width = at, 0
                width += cells
        yield low, high


def _marked(
    text: str, start: int, end: int, marks: Iterable[tuple[int, int]], emphasis: Emphasis
) -> str:
    parts, at = [], start
    for first, last in marks:
        low, high = max(first, at), min(last, end)
        if low < high:
            parts += [text[at:low], emphasis(text[low:high])]
            at = high
    return "".join([*parts, text[at:end]])


def fit(text: str, cells: int) -> str:
    """``text`` on one line of exactly ``cells`` cells: padded, or cut with ``…``."""
    text = one_line(text)
    if cell_len(text) > cells:
        text = set_cell_size(text, cells - 1).rstrip() + "…"
    return set_cell_size(text, cells)


# --- search -----------------------------------------------------------------------------------


def hit(library: Library, item: Hit, width: int, emphasis: Emphasis = str) -> Iterator[str]:
    """The id of a sentence, its zone, who published it and when; then its words."""
    source = library.sources.get(item.source)
    meta = source.metadata if source else Metadata()
    known = [one_line(text) for text in (meta.publisher, meta.dated) if text]
    yield " ".join([emphasis(clean_line(item.id)), item.zone, *known])
    marks = [(start - item.start, end - item.start) for start, end in item.highlights]
    yield from wrap(item.text, width, "    ", marks, emphasis)


# --- facts ------------------------------------------------------------------------------------


def overview(
    library: Library, entities: Iterable[Entity], emphasis: Emphasis = str
) -> Iterator[str]:
    """Entities by kind: id, name, number of claims."""
    chosen = list(entities)
    for kind in library.kinds:
        members = [entity for entity in chosen if entity.kind == kind.id]
        if not members:
            continue
        yield emphasis(f"{one_line(kind.plural)} ({len(members)})")
        widest = min(32, max(len(entity.id) for entity in members))
        for entity in members:
            count = len(entity.claims)
            claims = f"{count:4} claim{'' if count == 1 else 's'}"
            yield f"  {entity.id:{widest}}  {claims:11}  {one_line(entity.name)}"


def claim_line(library: Library, claim: Claim) -> str:
    """A claim on one line: id, label, value, what limits it, how many independent sources."""
    remarks = wording.remarks(library, claim)
    if claim.sources:
        remarks.append(_count(len(library.attestations(claim)), "source"))
    label = library.property_of(claim).label
    text = f"{label}: {wording.value(library, claim)} ({'; '.join(remarks)})"
    return f"{one_line(claim.id)}  {one_line(text)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def portrait(
    library: Library, entity: Entity, width: int, emphasis: Emphasis = str
) -> Iterator[str]:
    """One entity in full: names, claims with numbered sources, what refers to it, the sources."""
    notes = Footnotes(library)
    kind = one_line(wording.kind_label(library, entity))
    yield f"{emphasis(one_line(entity.name))} · {kind} · {entity.id}"
    yield from _aliases(entity, notes, width)
    yield ""
    if not entity.claims:
        yield "no claims"
    previous = ""
    for claim in entity.claims:
        label = library.property_of(claim).label
        yield from _claim(library, claim, "" if label == previous else label, notes, width)
        previous = label
    links = library.backlinks(entity.id)
    if links:
        yield ""
        yield emphasis("Referred to by")
        yield from (line for claim in links for line in _backlink(library, claim, width))
    if len(notes):
        yield ""
        yield emphasis("Sources")
        origins = _origins(library, entity, notes)
        for note in list(notes):
            yield from _footnote(library, note, origins.get(note.number, ()), width)


def _aliases(entity: Entity, notes: Footnotes, width: int) -> Iterator[str]:
    stated, own = [], []
    for alias in entity.aliases:
        if alias.basis == "stated" and alias.evidence:
            refs = _references(notes.of_evidence(piece) for piece in alias.evidence)
            stated.append(f"{alias.name} {refs}")
        else:
            own.append(alias.name)
    if stated:
        yield from wrap(f"also known as: {', '.join(stated)}", width, "  ")
    if own:
        yield from wrap(f"the editor's aliases: {', '.join(own)}", width, "  ")


def _claim(
    library: Library, claim: Claim, label: str, notes: Footnotes, width: int
) -> Iterator[str]:
    text = wording.value(library, claim)
    remarks = wording.remarks(library, claim)
    if remarks:
        text += f" ({'; '.join(remarks)})"
    by_stance: dict[str, list[Footnote]] = {}
    for piece in claim.evidence:
        by_stance.setdefault(piece.stance, []).append(notes.of_evidence(piece))
    for stance, words in (("supports", ""), ("contradicts", "; against: "), ("mentions", "; see ")):
        if stance in by_stance:
            text += f"{words or ' '}{_references(by_stance[stance])}"
    margin = fit(label, _LABEL_CELLS) + "  "
    # A long label keeps its words: the value then begins on the next line.
    if cell_len(one_line(label)) > _LABEL_CELLS:
        yield one_line(label)
        margin = " " * len(margin)
    for line in wrap(text, width - len(margin)):
        yield f"{margin}{line}".rstrip()
        margin = " " * (_LABEL_CELLS + 2)


def _references(notes: Iterable[Footnote]) -> str:
    return "".join(dict.fromkeys(f"[{note.number}]" for note in notes))


def _backlink(library: Library, claim: Claim, width: int) -> Iterator[str]:
    source = library.entity(claim.entity)
    name = source.name if source else claim.entity
    text = f"{name} · {library.property_of(claim).label} ({claim.id})"
    yield from wrap(text, width, "  ")


def _origins(library: Library, entity: Entity, notes: Footnotes) -> dict[int, list[Footnote]]:
    """The notes of the quotes whose words others only print again, by the number of those."""
    found: dict[int, list[Footnote]] = {}
    for claim in entity.claims:
        for voice in library.attestations(claim):
            for repeat in voice.repeats:
                origins = found.setdefault(notes.of_evidence(repeat.evidence).number, [])
                origins.append(notes.of_evidence(repeat.of))
    return found


def _footnote(
    library: Library, note: Footnote, origins: Iterable[Footnote], width: int
) -> Iterator[str]:
    mark = f"[{note.number}] "
    citation = wording.citation(note.article, note.source)
    if same := _references(origins):
        citation += f" (the same words as {same})"
    lines = wrap(citation, width - len(mark))
    for number, line in enumerate(lines):
        yield (mark if number == 0 else " " * len(mark)) + line
    indent = " " * len(mark)
    yield from wrap(f"“{note.quote}”", width, indent)
    place = note.source
    if note.article is not None:
        root = library.workspace
        place = root.relative(root.articles / note.source)
    where = f"{place}:{note.line}" if note.line else place
    if note.line:
        where += f" ({note.anchor.start}-{note.anchor.end})"
    caution = note.caution()
    yield indent + one_line(f"{where}; {caution}" if caution else where)


# --- articles ---------------------------------------------------------------------------------

_WIDEST_COLUMNS = (32, 13, 14, 9)


def table(library: Library, articles: Iterable[Article], width: int) -> Iterator[str]:
    """One line an article. ``*`` marks what the article does not state itself."""
    rows = [("FILE", "PUBLISHED", "PUBLISHER", "CITED", "TITLE")]
    marked = False
    for article in articles:
        counts = library.coverage_of(article)
        published, publisher = _starred(article, "published"), _starred(article, "publisher")
        marked = marked or "*" in published[-1] + publisher[-1]
        cited = f"{counts.cited}/{counts.body}"
        rows.append((article.file, published, publisher, cited, article.title))
    sizes = [
        min(most, max(cell_len(one_line(row[number])) for row in rows))
        for number, most in enumerate(_WIDEST_COLUMNS)
    ]
    room = max(10, width - sum(sizes) - 2 * len(sizes))
    for *cells, title in rows:
        columns = [fit(text, size) for text, size in zip(cells, sizes, strict=True)]
        yield "  ".join([*columns, fit(title, room).rstrip()])
    if marked:
        yield ""
        yield "* inferred: the article does not state it; articles --json says why"


def _starred(article: Article, field: str) -> str:
    text: str = getattr(article.metadata, field)
    return f"{text}*" if text and article.metadata.reason(field) else text or "–"


def sentence_lines(article: Article) -> Iterator[str]:
    """One line a sentence: id, zone, words."""
    for span in article.sentences:
        text = one_line(article.display[span.start : span.end])
        yield f"{clean_line(article.file)}:{span.start}-{span.end}  {span.zone}  {text}"


# --- check ------------------------------------------------------------------------------------


def check(outcome: Check) -> Iterator[str]:
    """A line a problem, then how much of the articles is cited."""
    for problem in outcome.problems:
        yield clean_line(str(problem))
    counts = outcome.coverage
    left = counts.body - counts.cited - counts.excused
    yield (
        f"{_count(len(outcome.problems), 'problem')}; of {_count(counts.body, 'sentence')} "
        f"{counts.cited} cited, {counts.excused} excused, {left} neither"
    )

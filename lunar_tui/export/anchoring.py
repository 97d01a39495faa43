"""Quotes that do not stand word for word, as text and as JSON: old and new words side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Any

from lunar_tui.anchorage import Standing
from lunar_tui.corpus.article import Article
from lunar_tui.display import clean_line
from lunar_tui.export.plain import Emphasis, wrap
from lunar_tui.facts.contrast import Run, contrast, marked
from lunar_tui.facts.quoted import Piece
from lunar_tui.library import Library

_OLD, _NEW = "- ", "+ "
_INDENT = "    "


def owner(library: Library, piece: Piece) -> str:
    """What a piece of evidence belongs to, in words."""
    entity = library.entity(piece.entity)
    if piece.part == "claim":
        return piece.owner
    if piece.part == "alias":
        return f"alias “{piece.owner}” of {entity.id if entity else piece.entity}"
    return f"{piece.part} {piece.owner}" if piece.part != "excused" else "excused sentence"


def standings(
    library: Library,
    found: Iterable[Standing],
    accepted: Collection[str],
    width: int,
    emphasis: Emphasis = str,
) -> Iterator[str]:
    """By article; ``accepted`` are the ids of those that were written down just now."""
    for file, items in groupby(found, key=lambda item: item.evidence.source):
        yield f"{emphasis(clean_line(file))}  {clean_line(library.source_name(file))}"
        article = library.article(file)
        for item in items:
            yield ""
            yield from _standing(library, article, item, width, done=item.id in accepted)
        yield ""


def _standing(
    library: Library, article: Article | None, item: Standing, width: int, *, done: bool
) -> Iterator[str]:
    state = "accepted" if done else item.state
    yield from wrap(f"{item.id}  {state}  {item.found.reason}", width, "  ")
    for piece in item.pieces:
        place = piece.evidence.place
        yield f"{_INDENT}{clean_line(f'{owner(library, piece)}  {place.file}:{place.line}')}"
    quote = item.evidence.quote
    candidates = item.found.candidates
    if not (candidates and article):
        yield from _words(_OLD, " ".join(quote.split()), width)
        return
    for number, candidate in enumerate(candidates, 1):
        both = contrast(quote, article.display[candidate.start : candidate.end])
        if number == 1 or _differ(both.old_runs):
            yield from _words(_OLD, marked(both.old_runs, "[-", "-]"), width)
        line = f"line {article.line_of(candidate.start)}"
        differs = "; ".join(candidate.differs)
        differs = "" if differs == item.found.reason else differs
        yield from _words(_NEW, marked(both.new_runs, "{+", "+}"), width)
        said = f"{number}: {line}" + (f"; differs: {differs}" if differs else "")
        yield from wrap(said, width, f"{_INDENT}  ")


def _differ(runs: Iterable[Run]) -> bool:
    return any(run.differs for run in runs)


def _words(mark: str, text: str, width: int) -> Iterator[str]:
    lead = mark
    for line in wrap(text, width - len(_INDENT) - len(mark)):
        yield f"{_INDENT}{lead}{line}"
        lead = " " * len(mark)


def summary(found: Collection[Standing]) -> str:
    """What is to be said of all quotes that are not exact."""
    if not found:
        return "every quote stands where it stood"
    states = [item.state for item in found]
    counts = (f"{states.count(state)} {state}" for state in dict.fromkeys(sorted(states)))
    stand = "1 quote does" if len(found) == 1 else f"{len(found)} quotes do"
    return f"{stand} not stand word for word: {', '.join(counts)}"


def shapes(library: Library, found: Iterable[Standing], accepted: Collection[str]) -> Any:
    """One for each piece of evidence: pieces with the same quote have the same ``id``."""
    return [
        {**_of(piece), **_place(library, piece, item, done=item.id in accepted)}
        for item in found
        for piece in item.pieces
    ]


def _of(piece: Piece) -> dict[str, str]:
    shape: dict[str, str] = {piece.part: piece.owner}
    if piece.part == "alias":
        shape["entity"] = piece.entity
    return shape


def _place(library: Library, piece: Piece, item: Standing, *, done: bool) -> dict[str, Any]:
    evidence, found = piece.evidence, item.found
    article = library.article(evidence.source)
    text = article.text if article else ""
    place = evidence.place
    known = found.state != "lost"
    return {
        "id": item.id,
        "place": f"{place.file}:{place.line}:{place.column}",
        "source": evidence.source,
        "quote": evidence.quote,
        "prefix": evidence.prefix,
        "suffix": evidence.suffix,
        "state": found.state,
        "reason": found.reason,
        "accepted": done,
        "start": found.start if known else None,
        "end": found.end if known else None,
        "new_quote": text[found.start : found.end] if known else None,
        "candidates": [
            {
                "start": one.start,
                "end": one.end,
                "text": text[one.start : one.end],
                "score": one.score,
                "differs": list(one.differs),
            }
            for one in found.candidates
        ],
    }

"""Findings as text: what differs, and under it the quotes, the oldest source first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lunar_tui.display import clean_line
from lunar_tui.export.plain import Emphasis, wrap
from lunar_tui.facts.model import Finding
from lunar_tui.library import Library


def findings(
    library: Library, found: Iterable[Finding], width: int, emphasis: Emphasis = str
) -> Iterator[str]:
    """Each finding with its kind and id, its sentence, and its quotes with their places."""
    for number, finding in enumerate(found):
        if number:
            yield ""
        basis = "" if finding.basis == "program" else " · the editor's"
        yield f"{emphasis(finding.kind)} {clean_line(finding.id)}{basis}"
        yield from wrap(clean_line(finding.summary), width, "  ")
        pieces = library.evidence_of(finding)
        oldest, newest = library.ends_of(finding)
        for place, (_, piece) in enumerate(pieces):
            age = "oldest" if not place and piece.source == oldest else ""
            age = "newest" if place == len(pieces) - 1 and piece.source == newest else age
            stance = piece.stance if piece.stance != "supports" else ""
            spot = library.locate(piece)
            where = f"{piece.source}:{spot.start}-{spot.end}" if spot.state != "lost" else "lost"
            said = (library.source_name(piece.source), age, stance, where)
            yield "    " + clean_line(" · ".join(part for part in said if part))
            yield from wrap(clean_line(f"“{piece.quote}”"), width, "      ")

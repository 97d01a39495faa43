"""From zones as they are written down to spans of the article."""

from __future__ import annotations

from lunar_tui.corpus.zones import Zone, line_spans
from lunar_tui.facts.anchors import anchor
from lunar_tui.facts.model import Source, ZoneMark
from lunar_tui.problems import Report


def zone_spans(source: Source, text: str, display: str, report: Report) -> tuple[Zone, ...]:
    """The zones of ``source`` as spans of its article; what does not fit is reported."""
    return tuple(zone for _, zone in placed(source, text, display, report))


def placed(
    source: Source, text: str, display: str, report: Report
) -> tuple[tuple[ZoneMark, Zone], ...]:
    """The marks of ``source`` that fit its article, each with the span that it paints."""
    lines = line_spans(display)
    found = []
    for mark in source.zones:
        if mark.lines:
            first, last = mark.lines
            if not 1 <= first <= last <= len(lines):
                report.add(
                    mark.place,
                    "A003",
                    f"lines {first}-{last} do not lie in {source.file}, "
                    f"which has {len(lines)} lines",
                )
                continue
            end = min(len(text), lines[last - 1][1] + 1)
            found.append((mark, Zone(mark.zone, lines[first - 1][0], end)))
        elif mark.quote:
            spot = anchor(text, mark.quote)
            if spot.state == "exact":
                found.append((mark, Zone(mark.zone, spot.start, spot.end)))
    return tuple(found)

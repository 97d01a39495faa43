"""What is written down about an article, carried over to a newer version of it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from lunar_tui.corpus.article import Article, Metadata
from lunar_tui.corpus.zones import line_spans
from lunar_tui.facts.model import Original, Source, ZoneMark
from lunar_tui.intake.extract import FIELDS

_MOST_LINES = 20_000


class Redescribed(NamedTuple):
    """The new description of an article, and in words what is not as it was."""

    source: Source
    changes: tuple[str, ...]


def redescribed(old: Source, old_text: str, new: Source, new_text: str) -> Redescribed:
    """``old`` with what a newer version of the article says of itself, as ``new`` describes it.

    What the newer one does not state stays, and so does what was stated where the newer one only
    infers. Marked lines go with their words; where these are gone, so is the mark. Excuses and
    quotes of zones stay: they are found again, or not, as all quotes are.
    """
    metadata, changes = _metadata(old.metadata, new.metadata)
    zones, gone = _zones(old, old_text, new, new_text)
    original = Original(new.original.file, new.original.sha256, old.original.place)
    source = old._replace(metadata=metadata, zones=zones, original=original)
    return Redescribed(source, (*changes, *gone))


def _metadata(old: Metadata, new: Metadata) -> tuple[Metadata, list[str]]:
    values: dict[str, str] = {}
    reasons = dict(old.inferred)
    changes = []
    for field in FIELDS:
        was, says = getattr(old, field), getattr(new, field)
        if not says or says == was or (was and new.reason(field) and not old.reason(field)):
            continue
        values[field] = says
        reasons.pop(field, None)
        if why := new.reason(field):
            reasons[field] = why
        changes.append(f"{field}: {was} → {says}" if was else f"{field}: {says}")
    return old._replace(**values, inferred=tuple(reasons.items())), changes


def _zones(
    old: Source, old_text: str, new: Source, new_text: str
) -> tuple[tuple[ZoneMark, ...], list[str]]:
    lines = _same_lines(old.file, old_text, new_text)
    kept: list[ZoneMark] = []
    gone = []
    for mark in old.zones:
        if not mark.lines:
            kept.append(mark)
            continue
        first, last = mark.lines
        found = [lines.get(number) for number in range(first, min(last, _MOST_LINES) + 1)]
        there = [number for number in found if number is not None]
        if len(there) == len(found) and there[-1] - there[0] == last - first:
            # Where nothing has moved, nothing is written anew.
            kept.append(mark._replace(lines=(there[0], there[-1])))
        else:
            where = f"line {first}" if first == last else f"lines {first}-{last}"
            gone.append(
                f"zone {mark.zone} of {where}: these words are gone, and the mark with them"
            )
    painted = {n for mark in kept if mark.lines for n in range(mark.lines[0], mark.lines[1] + 1)}
    # What was marked by hand goes before what the file gives away.
    added = (
        mark
        for mark in new.zones
        if mark.lines and painted.isdisjoint(range(mark.lines[0], mark.lines[1] + 1))
    )
    return (*kept, *added), gone


def _same_lines(file: str, old: str, new: str) -> dict[int, int]:
    """The lines that stand in both versions, counted from 1: where each is now."""
    before, after = _lines(file, old), _lines(file, new)
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, before, after)
    for block in matcher.get_matching_blocks():
        found.update((block.a + n + 1, block.b + n + 1) for n in range(block.size))
    return found


def _lines(file: str, text: str) -> list[str]:
    display = Article(file, text).display
    return [display[start:end].rstrip() for start, end in line_spans(display)][:_MOST_LINES]

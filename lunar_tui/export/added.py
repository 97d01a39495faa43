"""What became of files that were added, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lunar_tui.display import clean_line, shortened
from lunar_tui.intake.extract import FIELDS
from lunar_tui.intake.haul import Became, Haul
from lunar_tui.intake.outcomes import Outcome, Twin

# With more files than this, each gets one line.
_FEW = 20
_MOST_DIFFERENCES = 5
_WIDEST = 160


def report(haul: Haul, *, dry: bool = False, how: str = "lunar-tui reanchor") -> Iterator[str]:
    """Some lines for each file, of many one; ``how`` quotes are judged that stand no more.

    They are safe for a terminal: names of files may hold anything, and so may what is in them.
    """
    return map(clean_line, _lines(haul, how, dry=dry))


def _lines(haul: Haul, how: str, *, dry: bool) -> Iterator[str]:
    outcomes, became = haul.outcomes, haul.became
    brief = len(outcomes) > _FEW
    verb, update = ("would add", "would update") if dry else ("added", "updated")
    for item in outcomes:
        if item.state == "known":
            yield f"known  {item.path.name}: {item.file} ({item.reason})"
        elif item.state == "updated":
            yield f"{update}  {item.file}  from {item.path.name} ({item.reason})"
            if item.kept:
                yield f"       older      {', '.join(item.kept)}"
            yield from _quotes(became[item.path], item, how, brief=brief)
        elif item.state == "newer":
            yield f"newer  {item.path.name}: {item.file}"
            yield from (line for twin in item.twins for line in _twin(twin, brief=brief))
        elif item.state == "added":
            missing = f"; not found: {', '.join(item.missing)}" if item.missing else ""
            mended = f" ({item.mended})" if item.mended else ""
            yield f"{verb}  {item.file}  from {item.path.name}{mended}{missing if brief else ''}"
            yield from () if brief else _details(item)
            yield from (line for twin in item.twins for line in _twin(twin, brief=brief))
    if len(outcomes) > 1:
        states = [item.state for item in outcomes]
        counts = {name: states.count(name) for name in ("added", "updated", "newer", "known")}
        said = [f"{counts['added']} {verb}"]
        said += [f"{counts['updated']} {update}"] if counts["updated"] else []
        said += [f"{counts['newer']} newer"] if counts["newer"] else []
        said += [f"{counts['known']} known", f"{states.count('failed')} not readable"]
        yield ", ".join(said)


def _quotes(became: Became, item: Outcome, how: str, *, brief: bool) -> Iterator[str]:
    counts, standings = became
    if not brief:
        yield from (f"       {change}" for change in item.changes)
    yield f"       quotes     {counts}" if any(counts) else "       quotes     none"
    for standing in () if brief else standings:
        quote = shortened(standing.evidence.quote, _WIDEST // 2)
        yield f"         {standing.state:<8} {standing.id}  “{quote}”"
        yield f"                  {standing.found.reason}"
    if standings:
        yield f"       {how} shows them, and takes over those that moved"


def _details(item: Outcome) -> Iterator[str]:
    found = ((field, item.metadata[field]) for field in FIELDS if field in item.metadata)
    for field, stated in found:
        doubt = f"; inferred: {stated.why}" if stated.why else ""
        yield f"       {field:<10} {stated.value}  ({stated.where}{doubt})"
    if item.missing:
        yield f"       not found  {', '.join(item.missing)}"
    for note in item.notes:
        yield f"       note       {note}"


def _twin(twin: Twin, *, brief: bool) -> Iterator[str]:
    yield f"       near       {twin.file}: {twin.likeness:.0%} of the shorter is the same"
    if brief:
        return
    for passage in twin.differences[:_MOST_DIFFERENCES]:
        if passage.there:
            yield f"         - there: {shortened(passage.there, _WIDEST)}"
        if passage.here:
            yield f"         + here:  {shortened(passage.here, _WIDEST)}"
    more = len(twin.differences) - _MOST_DIFFERENCES
    if more > 0:
        yield f"         … {more} more passages differ (--json has them all)"


def shape(haul: Haul, *, dry: bool = False) -> dict[str, Any]:
    """The JSON shape: a public contract, names and meanings stay."""
    return {
        "dry_run": dry,
        "added": [_added(item) for item in haul.of_state("added")],
        "updated": [
            {**_added(item), "reason": item.reason, **_changed(item, haul.became[item.path])}
            for item in haul.of_state("updated")
        ],
        "newer": [{**_added(item), "reason": item.reason} for item in haul.of_state("newer")],
        "known": [
            {"path": str(item.path), "source": item.file, "reason": item.reason}
            for item in haul.of_state("known")
        ],
        "failed": [{"path": path, "reason": why} for path, why in haul.failed],
        "passed_over": [str(path) for path in haul.collected.passed_over],
    }


def _changed(item: Outcome, became: Became) -> dict[str, Any]:
    counts, standings = became
    return {
        "changes": list(item.changes),
        "older": list(item.kept),
        "quotes": counts._asdict(),
        "evidence": [
            {
                "id": one.id,
                "quote": one.evidence.quote,
                "state": one.state,
                "reason": one.found.reason,
            }
            for one in standings
        ],
    }


def _added(item: Outcome) -> dict[str, Any]:
    return {
        "path": str(item.path),
        "source": item.file,
        "original": {"file": item.original.file, "sha256": item.original.sha256},
        "metadata": {
            field: {"value": stated.value, "where": stated.where, "inferred": stated.why}
            for field, stated in item.metadata.items()
        },
        "missing": list(item.missing),
        "notes": list(item.notes),
        "mended": item.mended,
        "near": [
            {
                "source": twin.file,
                "likeness": round(twin.likeness, 3),
                "differences": [part._asdict() for part in twin.differences],
            }
            for twin in item.twins
        ],
    }

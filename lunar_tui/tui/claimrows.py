"""A claim as a row of a list, and all there is to say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from lunar_tui.corpus.article import Metadata
from lunar_tui.corpus.dates import as_of, words
from lunar_tui.facts.model import FINDING_WORDS, Claim, FindingKind
from lunar_tui.library import Library
from lunar_tui.tui.rows import Cell
from lunar_tui.tui.text import join, label

#: Claims of other entities about this one: how their rows begin.
BACKLINK = "←"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as it stands in the list.

    ``of``: the name of its entity, where that is another one; ``to``: the id of the entity shown.
    """

    claim: Claim
    of: str = ""
    to: str = ""


#: Signs for how a claim differs from others, in the list and in the view of the findings.
DIFFERENCES: dict[FindingKind, str] = {
    "conflict": "≠",
    "precision": "~",
    "change": "Δ",
    "naming": "=",
}
LABEL_WIDTH = 16
SOURCES_WIDTH = 3


def claim_cells(
    library: Library, row: ClaimRow, previous: ClaimRow | None, marked: frozenset[str]
) -> tuple[Cell, ...]:
    """A claim in columns: its property, its value with what limits it, its sources, its basis.

    A property that the row above has too is not repeated, so that differing values of one
    property are seen as a group.
    """
    claim = row.claim
    name = library.property_of(claim).label
    mark = Cell(Content("◆" if claim.id in marked else " "), 1)
    limits = label(" · ".join(_limits(library, claim)), "dim") or None
    count = library.source_count(claim)
    sources = Cell(label(f"{count}×" if count else "", "dim"), SOURCES_WIDTH, right=True)
    basis = Cell(label(_SIGNS[claim.basis] + _difference(library, claim)), 2)
    if row.of:
        if row.to and row.to == claim.value.entity:
            shown = join((f"{BACKLINK} ", "dim"), row.of, (f" · {name}", "dim"))
        else:
            shown = join(row.of, (f" · {name} ", "dim"), library.value_text(claim))
        indented = join("  ", limits) if limits else None
        return mark, Cell(shown, below=indented), sources, basis
    if previous and not previous.of and previous.claim.property == claim.property:
        name = ""
    value = label(library.value_text(claim), "dim" if claim.rank == "deprecated" else "")
    if claim.value.type == "entity":
        value = join(value, (" ↗", "dim"))
    named = Cell(label(name, "dim"), LABEL_WIDTH)
    return mark, named, Cell(value, below=limits), sources, basis


#: Signs for what a claim rests on; a stated one needs none.
_SIGNS = {"stated": " ", "inferred": "≈", "editor": "✎"}


def _differences(library: Library, claim: Claim) -> str:
    """How it differs from others, for each finding that it is part of."""
    found = library.findings_of(claim) if library.findings_known else ()
    return " · ".join(
        item.summary if item.basis == "editor" else FINDING_WORDS[item.kind] for item in found
    )


def _difference(library: Library, claim: Claim) -> str:
    """The sign of the first finding that a claim is part of; a blank while nobody knows."""
    found = library.findings_of(claim) if library.findings_known else ()
    return DIFFERENCES[found[0].kind] if found else " "


def _limits(library: Library, claim: Claim) -> Iterator[str]:
    """What a reader must know besides the value, in a few words each: when and who first."""
    given = claim.qualifiers
    if given.about:
        yield as_of(given.about)
    speaker = library.speaker(claim)
    if speaker:
        yield f"says {speaker}"
    if given.certainty == "planned":
        yield "planned"
    if claim.basis == "inferred":
        yield "inferred"
    if claim.basis == "editor":
        yield "editor's own"
    if claim.rank != "normal":
        yield f"{claim.rank}: {claim.rank_reason.partition(':')[0]}"
    yield from (text for text in (given.role, given.scope) if text)


def claim_detail(library: Library, claim: Claim) -> Content:
    """All that is known of a claim besides its value: one line each."""
    given = claim.qualifiers
    speaker = library.speaker(claim)
    said = ", ".join(text for text in (speaker, words(given.said_on)) if text)
    pairs = (
        ("said by" if speaker else "said on", said),
        ("about", words(given.about)),
        ("role", given.role),
        ("scope", given.scope),
        ("certainty", given.certainty if given.certainty == "planned" else ""),
        ("inferred from", given.inferred_from),
        ("rank", f"{claim.rank}: {claim.rank_reason}" if claim.rank != "normal" else ""),
        ("note", given.note),
        ("basis", "the editor's own, no article says so" if claim.basis == "editor" else ""),
        ("differs", _differences(library, claim)),
        ("EDTF", claim.value.date if claim.value.date != claim.value.text else ""),
        ("sources", _sources(library, claim)),
        ("id", claim.id),
    )
    return Content("\n").join(join((f"{name} ", "dim"), text) for name, text in pairs if text)


def _sources(library: Library, claim: Claim) -> str:
    """Who printed it, and when; an article without a known publisher is named by its file."""
    found = []
    for file in claim.sources:
        source = library.sources.get(file)
        meta = source.metadata if source else Metadata()
        name = meta.publisher or (f"“{meta.title}”" if meta.title else file)
        found.append(f"{name} {meta.dated}" if meta.dated else f"{name}, no date")
    return " · ".join(found)

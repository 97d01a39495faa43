"""Markdown: a dossier with footnotes, for any viewer. Data never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from lunar_tui.export import wording
from lunar_tui.export.dossier import Dossier, Passage, Section
from lunar_tui.export.footnotes import Footnote, Footnotes
from lunar_tui.facts.model import Claim, Entity, Finding
from lunar_tui.library import Library

# Every character that begins markup inside a line, in CommonMark or in a common extension of it.
_INLINE = re.compile(r"[\\`*_{}\[\]<>#|&~$^@]|!(?=\[)|==+|--+|%%+|:(?=//)")
# What viewers turn into a link without any markup: www.example.org
_BARE_LINK = re.compile(r"\bwww(?=\.)", re.IGNORECASE)
# What begins a list, an underlined heading, a rule or a definition at the start of a line.
_LINE_START = re.compile(r"[-+=:]|[0-9]+(?=[.)])")


def escape(text: str) -> str:
    """``text`` on one line, so that a viewer shows exactly its words and no markup."""
    return _escaped(wording.one_line(text))


def escape_start(text: str) -> str:
    """As :func:`escape`, for text at the start of a line."""
    text = wording.one_line(text)
    start = _LINE_START.match(text)
    if start is None or text.startswith(("--", "==")):
        return _escaped(text)
    # Of a number it is the full stop or bracket after it that makes a list.
    at = start.end() if start[0].isdigit() else 0
    return f"{text[:at]}\\{text[at]}{_escaped(text[at + 1 :])}"


def _escaped(text: str) -> str:
    escaped = _INLINE.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), text)
    return _BARE_LINK.sub(lambda found: f"{found[0]}\\", escaped)


def render(dossier: Dossier) -> str:
    """The dossier as Markdown: entities, sentences, sources, footnotes. Ends with a line end."""
    library = dossier.library
    notes = Footnotes(library)
    blocks = [f"# {escape(library.title) or 'Facts'}"]
    if library.day:
        blocks.append(f"As of {library.day.isoformat()}: only what had been published by then.")
    for section in dossier.sections:
        blocks += _section(library, section, notes)
    if dossier.findings:
        blocks.append("## Where sources differ")
        blocks += [_finding(library, finding, notes) for finding in dossier.findings]
    if dossier.passages:
        blocks.append("## Sentences")
        blocks += _passages(dossier.passages, notes)
    if len(notes):
        blocks.append("## Sources")
        blocks.append("\n".join(_sources(notes)))
        blocks += [_definition(note) for note in notes]
    return "\n\n".join(blocks) + "\n"


def _section(library: Library, section: Section, notes: Footnotes) -> Iterator[str]:
    entity = section.entity
    yield f"## {escape(entity.name)} ({escape(wording.kind_label(library, entity))})"
    names = _aliases(entity, notes)
    if names:
        yield names
    if section.claims:
        told: set[str] = set()
        yield "\n".join(_bullet(library, claim, notes, told) for claim in section.claims)
    else:
        yield "No claims."


def _aliases(entity: Entity, notes: Footnotes) -> str:
    stated, own = [], []
    for alias in entity.aliases:
        if alias.basis == "stated" and alias.evidence:
            refs = _references(notes.of_evidence(piece) for piece in alias.evidence)
            stated.append(f"{escape(alias.name)}{refs}")
        else:
            own.append(escape(alias.name))
    parts = [", ".join(stated)] if stated else []
    if own:
        parts.append(f"{', '.join(own)} (the editor's)")
    return f"Also known as: {'; '.join(parts)}" if parts else ""


def _bullet(library: Library, claim: Claim, notes: Footnotes, told: set[str]) -> str:
    """A claim, and below it how others differ; ``told`` are the findings that stand above."""
    label = escape(library.property_of(claim).label)
    remarks = wording.remarks(library, claim)
    text = f"- **{label}**: {escape(wording.value(library, claim))}"
    if remarks:
        text += f" ({escape('; '.join(remarks))})"
    text += _evidence(claim, notes)
    for finding in library.findings_of(claim):
        if finding.id not in told:
            told.add(finding.id)
            text += f"\n  - *Sources differ* {_difference(library, finding, notes)}"
    return text


def _difference(library: Library, finding: Finding, notes: Footnotes) -> str:
    """The kind of a finding, what differs, and each value with its references, oldest first."""
    by = ", the editor's finding" if finding.basis == "editor" else ""
    values: dict[str, str] = {}
    further = []
    for claim, piece in library.evidence_of(finding):
        if claim is None:
            further.append(notes.of_evidence(piece))
        elif claim.id not in values:
            remarks = wording.remarks(library, claim)
            limits = f" ({escape('; '.join(remarks))})" if remarks else ""
            refs = _references(
                notes.of_evidence(one) for one in claim.evidence if one.stance == "supports"
            )
            values[claim.id] = f"{escape(wording.value(library, claim))}{limits}{refs}"
    said = "; ".join([*values.values(), *([_references(further)] if further else [])])
    # What the editor wrote may end as it likes; the values are not part of it.
    ended = "" if finding.summary.rstrip().endswith((".", "!", "?", ":")) else ":"
    summary = f"{escape(finding.summary)}{ended} " if finding.basis == "editor" else ""
    return f"({finding.kind}{by}): {summary}{said}"


def _finding(library: Library, finding: Finding, notes: Footnotes) -> str:
    entity = library.entity(finding.entity)
    name = entity.name if entity else finding.entity
    about = library.facts.schema.property(finding.property).label if finding.property else ""
    title = " · ".join(escape(part) for part in (name, about) if part)
    return f"- **{title}** {_difference(library, finding, notes)}"


def _evidence(claim: Claim, notes: Footnotes) -> str:
    """The references of a claim, apart by what each source does to it."""
    by_stance: dict[str, list[Footnote]] = {}
    for piece in claim.evidence:
        by_stance.setdefault(piece.stance, []).append(notes.of_evidence(piece))
    text = _references(by_stance.get("supports", ()))
    for stance, words in (("contradicts", "contradicted by"), ("mentions", "mentioned in")):
        if stance in by_stance:
            text += f" · {words} {_references(by_stance[stance])}"
    return text


def _references(notes: Iterable[Footnote]) -> str:
    return "".join(dict.fromkeys(f"[^{note.number}]" for note in notes))


def _passages(passages: Iterable[Passage], notes: Footnotes) -> Iterator[str]:
    for file, group in groupby(passages, key=lambda passage: passage.article.file):
        items = list(group)
        yield f"### {escape(wording.citation(items[0].article, file))}"
        for passage in items:
            note = notes.of_passage(passage)
            yield f"> {escape_start(passage.text)}{_references([note])}"


def _sources(notes: Iterable[Footnote]) -> Iterator[str]:
    """One line an article: where it comes from, and what about that was inferred."""
    articles = {note.source: note.article for note in notes}
    for source in sorted(articles):
        article = articles[source]
        if article is None:
            yield f"- {escape_start(source)}: not in the workspace"
            continue
        meta = article.metadata
        about = [wording.citation(article, source), f"file {source}"]
        about += [
            f"{name} {text}" for name, text in (("by", meta.author), ("at", meta.url)) if text
        ]
        yield f"- {escape_start('; '.join([*about, *wording.inferences(article)]))}"


def _definition(note: Footnote) -> str:
    where = [note.source]
    if note.line:
        where.append(f"characters {note.anchor.start}–{note.anchor.end} (line {note.line})")
    caution = note.caution()
    if caution:
        where.append(caution)
    text = f"{wording.citation(note.article, note.source)}: “{note.quote}”"
    # The full stop keeps a viewer without footnotes from reading the line as a link's definition.
    return f"[^{note.number}]: {escape_start(text)} — {escape(', '.join(where))}."

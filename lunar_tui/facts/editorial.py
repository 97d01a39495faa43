"""What the editor has found by reading: ``findings.yaml``."""

from __future__ import annotations

from collections.abc import Iterator

from lunar_tui.facts.identifiers import identifier
from lunar_tui.facts.model import FINDING_KINDS, Facts, Finding, FindingKind
from lunar_tui.facts.parts import evidence_of
from lunar_tui.facts.record import Record, wrong_shape
from lunar_tui.facts.yaml_file import Mapping, Scalar, read
from lunar_tui.problems import Place, Report, did_you_mean

FINDINGS_FILES = ("findings.yaml", "findings.yml")


def load_findings(data: bytes, file: str, facts: Facts, report: Report) -> tuple[Finding, ...]:
    """The findings in ``data``. What they speak of must be among ``facts``."""
    root = read(data, file, report)
    if root is None:
        return ()
    if not isinstance(root, Mapping):
        wrong_shape(report, root, "findings.yaml", 'a mapping with a key "findings"')
        return ()
    record = Record(root, "findings.yaml", report)
    found: dict[str, Finding] = {}
    for item in record.records("findings", "a finding", required=True):
        finding = _finding(item)
        if finding is None:
            continue
        if finding.id in facts.entities:
            report.add(item.place, "S006", f'the id "{finding.id}" is that of an entity')
        if finding.id in found:
            line = found[finding.id].place.line
            report.add(item.place, "S006", f'the id "{finding.id}" is taken already in line {line}')
            continue
        _check(finding, facts, report)
        found[finding.id] = finding
    record.close()
    return tuple(found.values())


def _finding(record: Record) -> Finding | None:
    name = identifier(record)
    kind = _kind(record)
    entity = record.text("entity", required=True)
    prop = record.text("property") or ""
    summary = record.text("summary", required=True)
    claims = tuple(_claims(record))
    evidence = tuple(evidence_of(record))
    places = (
        ("entity", record.place_of("entity")),
        ("property", record.place_of("property")),
        *claims,
    )
    record.close()
    if not (name and kind and entity and summary):
        return None
    ids = tuple(dict.fromkeys(claim for claim, _ in claims))
    return Finding(name, kind, entity, prop, summary, ids, evidence, "editor", record.place, places)


def _kind(record: Record) -> FindingKind | None:
    if record.text("kind", required=True) is None:
        return None
    text = record.choice("kind", FINDING_KINDS, "")
    return next((known for known in FINDING_KINDS if known == text), None)


def _claims(record: Record) -> Iterator[tuple[str, Place]]:
    for node in record.sequence("claims"):
        if isinstance(node, Scalar):
            yield node.text, node.place
        else:
            wrong_shape(record.report, node, "a claim of a finding", "the id of a claim")


def _check(finding: Finding, facts: Facts, report: Report) -> None:
    """A finding speaks of what there is, and shows at least two things side by side."""
    places = dict(finding.places)
    if finding.entity not in facts.entities:
        hint = did_you_mean(finding.entity, list(facts.entities))
        report.add(places["entity"], "F004", f'link to unknown entity "{finding.entity}"{hint}')
    properties = facts.schema.properties
    if finding.property and properties and finding.property not in properties:
        hint = did_you_mean(finding.property, list(properties))
        report.add(places["property"], "F002", f'unknown property "{finding.property}"{hint}')
    for claim in finding.claims:
        if claim not in facts.claims:
            hint = did_you_mean(claim, list(facts.claims))
            report.add(places[claim], "F015", f'there is no claim "{claim}"{hint}')
    if len(finding.claims) + len(finding.evidence) < 2:
        report.add(
            finding.place,
            "F016",
            f'the finding "{finding.id}" shows nothing to compare; '
            "name two claims, or quote two sentences",
        )

"""What the YAML files of a workspace say, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass

from lunar_tui.facts.model import Facts, Source
from lunar_tui.files import read_regular
from lunar_tui.problems import Place, Problem, Report
from lunar_tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Read:
    """What the YAML files of a workspace say, and what is wrong with them."""

    facts: Facts
    sources: dict[str, Source]
    problems: tuple[Problem, ...]


def read_data(workspace: Workspace) -> Read:
    """Reads the YAML files of a workspace."""
    from lunar_tui.facts import loading
    from lunar_tui.facts.editorial import FINDINGS_FILES, load_findings
    from lunar_tui.facts.sources import load_sources
    from lunar_tui.facts.yaml_file import MAX_BYTES

    report = Report()
    contents: list[tuple[str, bytes]] = []
    findings: list[tuple[str, bytes]] = []
    sources: dict[str, Source] = {}
    try:
        paths = workspace.data_files()
    except OSError as error:
        place = Place(workspace.relative(workspace.data))
        report.add(place, "A002", f"the folder cannot be listed: {error.strerror or error}")
        paths = []
    sources_file = ""
    for path in paths:
        name = workspace.relative(path)
        try:
            # One byte more than is allowed, so that the reader sees what is too large.
            data = read_regular(path, MAX_BYTES + 1)
        except OSError as error:
            report.add(Place(name), "A002", f"not read: {error.strerror or error}")
            continue
        if path.name in loading.SOURCES_FILES and sources_file:
            message = f"the sources are in {sources_file} already; keep one of the two files"
            report.add(Place(name), "S006", message)
        elif path.name in FINDINGS_FILES:
            findings.append((name, data))
        elif path.name in loading.SOURCES_FILES:
            sources, sources_file = load_sources(data, name, report), name
        else:
            contents.append((name, data))
    facts = loading.load(contents, report)
    for name, data in findings:
        facts.findings += load_findings(data, name, facts, report)
    return Read(facts, sources, tuple(report))

"""A book: all YAML files of a workspace as bytes, and what they say together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

from lunar_tui.facts.editorial import FINDINGS_FILES, load_findings
from lunar_tui.facts.loading import SCHEMA_FILES, SOURCES_FILES, load
from lunar_tui.facts.model import Facts, Source
from lunar_tui.facts.sources import load_sources
from lunar_tui.facts.spans import Document
from lunar_tui.problems import Place, Problem, Report
from lunar_tui.workspace import DISMISSED_FILES

_Said: TypeAlias = tuple[Facts, dict[str, Source], tuple[Problem, ...]]


def assembled(files: Mapping[str, bytes], report: Report) -> tuple[Facts, dict[str, Source]]:
    """What YAML files say together: the facts with the editor's findings, and the sources.

    What it gives may be given again for the same files, and is never changed.
    """
    facts, sources, problems = _assembled(tuple(files.items()))
    report.problems += problems
    return facts, sources


# What an edit has proven is what the workspace says next, and what the next edit begins with.
@lru_cache(maxsize=2)
def _assembled(files: tuple[tuple[str, bytes], ...]) -> _Said:
    report = Report()
    contents: list[tuple[str, bytes]] = []
    findings: list[tuple[str, bytes]] = []
    sources: dict[str, Source] = {}
    sources_file = ""
    for name, data in files:
        last = name.rpartition("/")[2]
        if last in DISMISSED_FILES:
            continue
        if last in SOURCES_FILES and sources_file:
            message = f"the sources are in {sources_file} already; keep one of the two files"
            report.add(Place(name), "S006", message)
        elif last in FINDINGS_FILES:
            findings.append((name, data))
        elif last in SOURCES_FILES:
            sources, sources_file = load_sources(data, name, report), name
        else:
            contents.append((name, data))
    facts = load(contents, report)
    for name, data in findings:
        facts.findings += load_findings(data, name, facts, report)
    return facts, sources, tuple(report)


@dataclass(frozen=True)
class Book:
    """All YAML files by their names, sorted; a name is a path below the workspace.

    ``folder`` is where new ones belong.
    """

    files: Mapping[str, bytes]
    folder: str = "data"

    @cached_property
    def _said(self) -> _Said:
        report = Report()
        facts, sources = assembled(dict(sorted(self.files.items())), report)
        return facts, sources, tuple(report)

    @property
    def facts(self) -> Facts:
        return self._said[0]

    @property
    def sources(self) -> dict[str, Source]:
        return self._said[1]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._said[2]

    def document(self, file: str) -> Document:
        """A file as text with spans.

        Raises:
            EditError: the strict reader cannot read it.
        """
        return Document(self.files[file], file)

    def with_file(self, file: str, data: bytes) -> Book:
        """The same with one file changed or added."""
        return Book({**self.files, file: data}, self.folder)

    def name(self, file: str) -> str:
        """The name of a file that lies directly in the folder."""
        return f"{self.folder}/{file}" if self.folder not in ("", ".") else file

    def file_of_schema(self) -> str | None:
        return next(self._named(SCHEMA_FILES), None)

    def file_of_sources(self) -> str | None:
        return next(self._named(SOURCES_FILES), None)

    def file_of_findings(self) -> str | None:
        return next(self._named(FINDINGS_FILES), None)

    def entity_files(self) -> Iterator[str]:
        """The files of entities, whatever their kind."""
        other = {*SCHEMA_FILES, *SOURCES_FILES, *FINDINGS_FILES, *DISMISSED_FILES}
        return (name for name in sorted(self.files) if name.rpartition("/")[2] not in other)

    def _named(self, names: tuple[str, ...]) -> Iterator[str]:
        return (name for name in sorted(self.files) if name.rpartition("/")[2] in names)

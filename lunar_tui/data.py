"""What the YAML files of a workspace say, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lunar_tui.facts.model import Facts, Source
from lunar_tui.files import read_regular
from lunar_tui.problems import Place, Problem, Report
from lunar_tui.workspace import DISMISSED_FILES, Workspace

if TYPE_CHECKING:
    from lunar_tui.suggestions.model import Noted


@dataclass(frozen=True, slots=True)
class Read:
    """What the YAML files of a workspace say, and what is wrong with them."""

    facts: Facts
    sources: dict[str, Source]
    problems: tuple[Problem, ...]
    dismissed: tuple[Noted, ...] = ()


def read_data(workspace: Workspace) -> Read:
    """Reads the YAML files of a workspace."""
    from lunar_tui.facts.book import assembled

    report = Report()
    files = read_files(workspace, report)
    facts, sources = assembled(files, report)
    judged: tuple[Noted, ...] = ()
    for name, data in files.items():
        if name.rpartition("/")[2] in DISMISSED_FILES:
            # Most workspaces have no such file: then nothing of it is imported.
            from lunar_tui.suggestions.dismissed import load_dismissed

            judged += load_dismissed(data, name, report)
    return Read(facts, sources, tuple(report), judged)


def read_files(workspace: Workspace, report: Report) -> dict[str, bytes]:
    """The bytes of the YAML files by their names; what cannot be read is reported."""
    from lunar_tui.facts.yaml_file import MAX_BYTES

    contents: dict[str, bytes] = {}
    try:
        paths = workspace.data_files()
    except OSError as error:
        place = Place(workspace.relative(workspace.data))
        report.add(place, "A002", f"the folder cannot be listed: {error.strerror or error}")
        paths = []
    for path in paths:
        name = workspace.relative(path)
        try:
            # One byte more than is allowed, so that the reader sees what is too large.
            contents[name] = read_regular(path, MAX_BYTES + 1)
        except OSError as error:
            report.add(Place(name), "A002", f"not read: {error.strerror or error}")
    return contents

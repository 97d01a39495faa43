"""Indexing in processes of its own: the same index as in this one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from lunar_tui import builder
from lunar_tui.library import Library, open_library
from lunar_tui.search.engine import Engine
from lunar_tui.search.keeping import engine_kind
from lunar_tui.searchable import Searchable
from lunar_tui.workspace import Workspace, open_workspace

COUNT = 7


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(COUNT):
        text = f"Probe {number} landed\n\nThe crew of probe {number} took samples. It went well.\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def many_and_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "FEW", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def workspace(folder: Path) -> Workspace:
    return open_workspace(folder)


def sentences(engine: Engine, library: Library) -> list[tuple[str, int, int, str]]:
    from lunar_tui.search.plan import Only

    found = engine.search(Only(sources=frozenset(library.files)), limit=1000)
    return sorted((row.source, row.start, row.end, row.text) for row, _ in found.rows)


def test_the_same_index_as_in_one_process(folder: Path) -> None:
    library = open_library(folder)
    seen: list[tuple[int, int]] = []
    parts = builder.parts(
        workspace(folder), library.files, lambda done, total: seen.append((done, total))
    )
    assert parts is not None
    assert len(parts) == 2
    kind = engine_kind()
    here = kind.build(Searchable(library).documents(library.files))
    assert sentences(kind.load(parts), library) == sentences(here, library)
    assert {total for _, total in seen} == {COUNT}
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_the_shipped_workspace_is_found_by_its_processes() -> None:
    library = open_library()
    parts = builder.parts(library.workspace, library.files)
    assert parts is not None
    assert sum(map(len, map(engine_kind().load, ([part] for part in parts)))) > 100


def test_few_articles_need_no_process(folder: Path) -> None:
    assert builder.parts(workspace(folder), ("0.txt",)) is None


def test_one_processor_needs_no_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert builder.parts(workspace(folder), open_library(folder).files) is None


def test_what_progress_raises_ends_the_processes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = builder._started

    def watched() -> subprocess.Popen[bytes]:
        started.append(start())
        return started[-1]

    monkeypatch.setattr(builder, "_started", watched)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        builder.parts(workspace(folder), open_library(folder).files, stop)
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)


def test_a_process_that_fails_leaves_the_work_to_this_one(folder: Path) -> None:
    gone = workspace(folder)._replace(root=folder / "gone")
    assert builder.parts(gone, open_library(folder).files) is None


def test_a_workspace_indexed_by_processes_is_kept_and_opened(folder: Path) -> None:
    library = open_library(folder)
    opened = library.open_index()
    assert (opened.how, opened.changed) == ("built", COUNT)
    assert library.search("crew").total == COUNT
    again = open_library(folder)
    assert (again.open_index().how, again.open_index().changed) == ("opened", 0)
    (folder / "new.txt").write_text("A crew came home\n", encoding="utf-8")
    late = open_library(folder)
    assert (late.open_index().how, late.search("crew").total) == ("updated", COUNT + 1)

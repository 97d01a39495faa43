"""Facts that are kept from one start to the next, or read in a process of their own."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest

from lunar_tui import ahead
from lunar_tui.data import read_data
from lunar_tui.library import Library
from lunar_tui.workspace import Workspace, cache_folder
from tests.workspaces import MISSIONS, small


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small(tmp_path).library.workspace


def keep(workspace: Workspace) -> bytes:
    data = pickle.dumps(read_data(workspace))
    ahead.keep(workspace, ahead.key_of(workspace), {"facts": data})
    return data


@pytest.mark.skipif(sys.platform == "win32", reason="the store needs fcntl")
def test_kept_facts_are_those_that_were_read(workspace: Workspace) -> None:
    assert ahead.kept(workspace) == {}
    data = keep(workspace)
    assert ahead.kept(workspace) == {"facts": data}
    library = ahead.Ahead(workspace).library()
    assert library.facts == Library(workspace).facts
    assert library.sources == Library(workspace).sources


def test_changed_file_is_read_again(workspace: Workspace) -> None:
    keep(workspace)
    file = workspace.data / "missions.yaml"
    file.write_text(MISSIONS.replace("name: Beta", "name: Gamma"), "utf-8")
    assert ahead.kept(workspace) == {}
    entity = ahead.Ahead(workspace).library().entity("beta")
    assert entity is not None
    assert entity.name == "Gamma"


@pytest.mark.skipif(sys.platform == "win32", reason="the store needs fcntl")
def test_commands_keep_what_they_read_and_read_what_is_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ahead.open_kept(workspace)
    assert list(ahead.kept(workspace)) == ["facts"]
    with monkeypatch.context() as patched:
        patched.setattr("lunar_tui.data.read_data", lambda _: pytest.fail("it was kept"))
        again = ahead.open_kept(workspace)
    assert again.facts == first.facts == Library(workspace).facts
    file = workspace.data / "missions.yaml"
    file.write_text(MISSIONS.replace("name: Beta", "name: Gamma"), "utf-8")
    entity = ahead.open_kept(workspace).entity("beta")
    assert entity is not None
    assert entity.name == "Gamma"


def test_commands_keep_nothing_with_a_mistake_in_it(workspace: Workspace) -> None:
    file = workspace.data / "missions.yaml"
    file.write_text(MISSIONS.replace("name: Beta", "nome: Beta"), "utf-8")
    for _ in range(2):
        assert ahead.open_kept(workspace).problems
        assert ahead.kept(workspace) == {}


def test_tampered_cache_is_never_unpickled(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(workspace)
    folder = cache_folder(workspace)
    assert folder is not None
    (file,) = folder.with_name(f"{folder.name}-facts").glob("gen-*/facts")
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert ahead.kept(workspace) == {}
    monkeypatch.setattr(pickle, "loads", lambda _: pytest.fail("unverified bytes were read"))
    child = ahead.Ahead(workspace)
    assert not child._kept


def test_child_that_comes_to_grief_is_done_without(workspace: Workspace) -> None:
    assert ahead._unpacked(b"") is None
    assert ahead._unpacked(pickle.dumps(read_data(workspace))[:-20]) is None
    assert ahead.Ahead(workspace).library().facts == Library(workspace).facts


def test_cache_that_cannot_be_written_is_no_trouble(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nowhere")
    keep(workspace)
    assert ahead.kept(workspace) == {}
    assert ahead.Ahead(workspace).library().facts.entities


@pytest.mark.skipif(sys.platform == "win32", reason="the store needs fcntl")
def test_findings_are_kept_beside_the_facts(workspace: Workspace) -> None:
    keep(workspace)
    first = ahead.Ahead(workspace)
    library = first.library()
    assert not library.findings_known
    first.close(library)
    assert set(ahead.kept(workspace)) == {"facts"}
    found = library.findings
    first.close(library)
    assert set(ahead.kept(workspace)) == {"facts", "findings"}
    again = ahead.Ahead(workspace).library()
    assert again.findings_known
    assert again.findings == found

"""Changes: all files or none, only over what was read, and nothing outside the workspace."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lunar_tui import changes, exchange
from lunar_tui.changes import Change, ChangeError, FileChange, apply, change, read_book, undo
from lunar_tui.facts import editing
from lunar_tui.facts.model import Claim, Entity, Value
from lunar_tui.workspace import Workspace, cache_folder, open_workspace
from tests.workspaces import MISSIONS, ROOT, small

NEW = Claim("", "alpha", "said", Value("text", "a word"))


def opened(folder: Path) -> Workspace:
    return open_workspace(small(folder).root)


def contents(workspace: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in workspace.data.iterdir()}


def edited(workspace: Workspace) -> Change:
    """Two files: a claim in one, an entity renamed in another."""
    book = read_book(workspace)
    after = editing.add_claim(book, NEW).book
    return change(book, editing.rename_entity(after, "li-wei", "Wei Li").book)


def test_applied_and_undone(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    before = contents(workspace)
    (workspace.data / "missions.yaml").chmod(0o640)
    made = edited(workspace)
    assert [one.name for one in made.files] == ["data/missions.yaml", "data/people.yaml"]
    apply(workspace, made)
    assert contents(workspace) == {
        **before, **{Path(one.name).name: one.after for one in made.files}
    }  # fmt: skip
    assert stat.S_IMODE((workspace.data / "missions.yaml").stat().st_mode) == 0o640
    undo(workspace, made)
    assert contents(workspace) == before


def test_a_file_that_was_not_there_comes_and_goes(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    before = contents(workspace)
    (workspace.data / "people.yaml").unlink()
    book = read_book(workspace)
    made = change(book, editing.add_entity(book, Entity("x", "person", "X")).book)
    apply(workspace, made)
    assert (workspace.data / "people.yaml").read_bytes().startswith(b"kind: person")
    with pytest.raises(ChangeError, match="changed since"):
        apply(workspace, made)
    undo(workspace, made)
    assert set(contents(workspace)) == set(before) - {"people.yaml"}


def test_a_workspace_without_facts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("An article.")
    workspace = open_workspace(tmp_path)
    book = read_book(workspace)
    made = change(book, editing.add_entity(book, Entity("x", "person", "X")).book)
    apply(workspace, made)
    assert read_book(workspace).facts.entities["x"].name == "X"


def test_what_was_changed_meanwhile_is_never_overwritten(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    made = edited(workspace)
    people = workspace.data / "people.yaml"
    people.write_bytes(people.read_bytes() + b"# mine\n")
    now = contents(workspace)
    with pytest.raises(ChangeError, match=r"^data/people\.yaml: changed since it was read"):
        apply(workspace, made)
    assert contents(workspace) == now
    # The same for taking back.
    made = edited(workspace)
    apply(workspace, made)
    people.write_bytes(people.read_bytes() + b"# mine, too\n")
    now = contents(workspace)
    with pytest.raises(ChangeError, match="changed since"):
        undo(workspace, made)
    assert contents(workspace) == now


@pytest.mark.parametrize("failing", [0, 1])
def test_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    workspace = opened(tmp_path)
    before = contents(workspace)
    made = edited(workspace)
    put = exchange._put
    calls = []

    def breaks(temporary: Path | None, part: exchange.Part) -> None:
        calls.append(part)
        if len(calls) == failing + 1:
            raise OSError(28, "No space left on device")
        put(temporary, part)

    monkeypatch.setattr(exchange, "_put", breaks)
    with pytest.raises(ChangeError, match=r"not written: No space left on device$"):
        apply(workspace, made)
    assert contents(workspace) == before


def test_changed_between_two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = opened(tmp_path)
    before = contents(workspace)
    made = edited(workspace)
    put = exchange._put
    people = workspace.data / "people.yaml"

    def intruded(temporary: Path | None, part: exchange.Part) -> None:
        put(temporary, part)
        people.write_bytes(b"# somebody else\n")

    monkeypatch.setattr(exchange, "_put", intruded)
    with pytest.raises(ChangeError, match=r"people\.yaml"):
        apply(workspace, made)
    assert contents(workspace) == {**before, "people.yaml": b"# somebody else\n"}


KILLED = """
import os, signal, sys
from lunar_tui import changes, exchange
from lunar_tui.workspace import open_workspace
from tests.test_changes import edited
workspace = open_workspace(sys.argv[1])
made = edited(workspace)
put = exchange._put
number = int(sys.argv[2])
def killed(*words, **more):
    global number
    if not number:
        os.kill(os.getpid(), signal.SIGKILL)
    number -= 1
    put(*words, **more)
exchange._put = killed
changes.apply(workspace, made)
"""


@pytest.mark.parametrize("number", [0, 1])
def test_killed_between_two_files_each_is_whole(tmp_path: Path, number: int) -> None:
    workspace = opened(tmp_path)
    before = contents(workspace)
    made = edited(workspace)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, workspace.root, str(number)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    for turn, one in enumerate(made.files):
        now = (workspace.root / one.name).read_bytes()
        assert now == (one.after if turn < number else one.before)
    left = [path for path in workspace.data.iterdir() if path.name not in before]
    assert len(left) == 2 - number
    # What lies about is no YAML file, and is removed when nobody can be writing it any more.
    assert set(read_book(workspace).files) == {f"data/{name}" for name in before}
    for path in left:
        os.utime(path, (0, 0))
    book = read_book(workspace)
    apply(workspace, change(book, editing.rename_entity(book, "beta", "B").book))
    assert set(contents(workspace)) == set(before)


@pytest.mark.parametrize("name", ["../out.yaml", "data/../../out.yaml", "data/x/y.yaml", "x.yaml",
                                  "/out.yaml", "data/x.txt"])  # fmt: skip
def test_nothing_outside_the_workspace(tmp_path: Path, name: str) -> None:
    workspace = opened(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ChangeError, match="no YAML file of this workspace"):
        apply(workspace, Change((FileChange(name, None, b"x"),)))
    assert sorted(tmp_path.rglob("*")) == before


def test_links_are_refused(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    made = edited(workspace)
    missions = workspace.data / "missions.yaml"
    elsewhere = tmp_path / "elsewhere.yaml"
    missions.rename(elsewhere)
    missions.symlink_to(elsewhere)
    with pytest.raises(ChangeError, match="a link"):
        apply(workspace, made)
    with pytest.raises(ChangeError, match="a link"):
        read_book(workspace)
    missions.unlink()
    os.mkfifo(missions)
    with pytest.raises(ChangeError, match="no regular file"):
        apply(workspace, made)
    missions.unlink()
    elsewhere.rename(missions)
    folder = tmp_path / "folder"
    workspace.data.rename(folder)
    workspace.data.symlink_to(folder)
    with pytest.raises(ChangeError, match=r"^data: a link"):
        apply(workspace, made)
    assert (folder / "missions.yaml").read_text() == MISSIONS


def test_what_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = opened(tmp_path)
    made = edited(workspace)
    before = contents(workspace)
    access = os.access
    # Whoever runs the tests may be allowed everything.
    monkeypatch.setattr(
        os, "access", lambda path, mode: path != workspace.data and access(path, mode)
    )
    with pytest.raises(ChangeError, match=r"^data: you may not write there"):
        apply(workspace, made)
    with pytest.raises(ChangeError, match="lunar-tui new DIR"):
        apply(workspace._replace(shipped=True), made)
    missions = workspace.data / "missions.yaml"
    monkeypatch.setattr(os, "access", lambda path, mode: path != missions and access(path, mode))
    with pytest.raises(ChangeError, match=r"missions\.yaml: is write-protected"):
        apply(workspace, made)
    assert contents(workspace) == before


def test_two_at_once_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = opened(tmp_path)
    made = edited(workspace)
    entered, leave = threading.Event(), threading.Event()
    write = changes._write

    def slow(paths: list[Path], change: Change) -> None:
        entered.set()
        leave.wait(30)
        write(paths, change)

    monkeypatch.setattr(changes, "_write", slow)
    first = threading.Thread(target=apply, args=(workspace, made))
    first.start()
    assert entered.wait(30)
    monkeypatch.setattr(changes, "PATIENCE", 0)
    with pytest.raises(ChangeError, match="another lunar-tui is writing"):
        apply(workspace, made)
    leave.set()
    first.join()
    monkeypatch.setattr(changes, "PATIENCE", 30)
    with pytest.raises(ChangeError, match="changed since"):
        apply(workspace, made)


def test_without_a_cache_it_goes_without_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(tmp_path)
    folder = cache_folder(workspace)
    assert folder is not None
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    made = edited(workspace)
    apply(workspace, made)
    assert read_book(workspace).facts.entities["li-wei"].name == "Wei Li"


def test_nothing_to_do(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    book = read_book(workspace)
    assert change(book, book) == Change(())
    apply(workspace, Change(()))

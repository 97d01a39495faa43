"""Writing a file: whole or not at all, never through a link, never over something by accident."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from lunar_tui.export.writing import ExportError, write

FULL = OSError(errno.ENOSPC, "No space left on device")


def refused(path: Path, *, overwrite: bool = False) -> str:
    with pytest.raises(ExportError) as error:
        write(path, "new", overwrite=overwrite)
    text = str(error.value)
    assert text.startswith(str(path))
    assert "\n" not in text
    return text.removeprefix(f"{path}: ")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_new_file(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    before = os.umask(0o027)
    try:
        write(path, "Chang’e\n嫦娥\n")
    finally:
        os.umask(before)
    assert path.read_bytes() == "Chang’e\n嫦娥\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(tmp_path) == ["out.md"]


def test_existing_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    path.write_text("old")
    assert refused(path) == "exists already; --force replaces it, or choose another name"
    assert path.read_text() == "old"


def test_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    path.write_text("old")
    path.chmod(0o604)
    write(path, "new", overwrite=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert names(tmp_path) == ["out.md"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_link_is_refused(tmp_path: Path, overwrite: bool) -> None:
    target = tmp_path / "target"
    target.write_text("old")
    path = tmp_path / "out.md"
    path.symlink_to(target)
    assert refused(path, overwrite=overwrite).startswith("a link; name the file")
    path.unlink()
    path.symlink_to(tmp_path / "nowhere")
    assert refused(path, overwrite=overwrite).startswith("a link; ")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["out.md", "target"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_folder_is_refused(tmp_path: Path, overwrite: bool) -> None:
    assert refused(tmp_path, overwrite=overwrite) == "a folder; name a file in it"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "out.md")
    assert refused(tmp_path / "out.md", overwrite=True) == "not a regular file; name another one"


def test_missing_folder(tmp_path: Path) -> None:
    path = tmp_path / "no" / "out.md"
    assert refused(path) == f"there is no folder {tmp_path / 'no'}; make it, or choose another"
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("file/out.md", "Not a directory; choose a file in a folder"),
        ("x" * 300, "File name too long; choose a shorter name"),
        ("nul\0", "null"),
    ],
)
def test_impossible_path(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("")
    assert reason in refused(tmp_path / name)


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "chmod"])
def test_failure_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "out.md"
    path.write_text("old")

    def full(*_: object, **__: object) -> None:
        raise FULL

    monkeypatch.setattr(Path if call in {"replace", "chmod"} else os, call, full)
    text = refused(path, overwrite=True)
    monkeypatch.undo()
    assert text == "not written: No space left on device; make room, or choose another disk"
    assert path.read_text() == "old"
    assert names(tmp_path) == ["out.md"]


def test_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "out.md", "new")
    assert names(tmp_path) == []


def test_file_that_appears_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.md"
    real = os.fsync

    def slow(descriptor: int) -> None:
        path.write_text("another program's")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    assert refused(path).startswith("exists already")
    assert path.read_text() == "another program's"
    assert names(tmp_path) == ["out.md"]


def test_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    path = tmp_path / "out.md"
    write(path, "new")
    assert path.read_text() == "new"
    assert refused(path).startswith("exists already")
    assert names(tmp_path) == ["out.md"]


def test_lone_surrogate_does_not_cost_the_export(tmp_path: Path) -> None:
    write(tmp_path / "out.md", "a\ud800b")
    assert (tmp_path / "out.md").read_bytes() == b"a\\ud800b"

"""The selection survives sessions, and nothing that happens to its file is a crash."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from lunar_tui.selection import FILE, Selection

SENTENCE = "a.txt:3-17"


def test_order_of_marking(tmp_path: Path) -> None:
    selection = Selection.load(tmp_path)
    assert selection.toggle("beta")
    assert selection.toggle("alpha")
    assert selection.toggle(SENTENCE)
    assert not selection.toggle("alpha")
    assert list(selection) == ["beta", SENTENCE]
    assert "beta" in selection
    assert "alpha" not in selection
    assert len(selection) == 2


def test_kept(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "state"
    selection = Selection.load(folder)
    for item in ("beta", "alpha/landed/2021", SENTENCE, "嫦娥", "lone \ud800"):
        selection.toggle(item)
    selection.save()
    again = Selection.load(folder)
    assert list(again) == list(selection)
    assert again.notice == ""
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_cleared(tmp_path: Path) -> None:
    selection = Selection(tmp_path, ["a", "b"])
    selection.clear()
    selection.save()
    assert list(Selection.load(tmp_path)) == []


def test_toggling_while_iterating(tmp_path: Path) -> None:
    selection = Selection(tmp_path, ["a", "b"])
    for item in selection:
        selection.toggle(item)
    assert list(selection) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'"words"',
        b'{"selection": "alpha"}',
        b'{"selection": [1, 2]}',
        b'{"other": []}',
        b"[" * 100_000,
        b" " * (4 * 1024 * 1024 + 1),
    ],
)
def test_broken_file_is_put_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    selection = Selection.load(tmp_path)
    assert list(selection) == []
    assert "begins anew" in selection.notice
    assert "\n" not in selection.notice
    assert (tmp_path / f"{FILE}.broken").read_bytes() == content
    selection.toggle("alpha")
    selection.save()
    # Not yet told to anybody.
    assert "begins anew" in selection.take_notice()
    assert selection.notice == ""
    selection.save()
    assert selection.take_notice() == ""
    assert json.loads((tmp_path / FILE).read_text()) == {"selection": ["alpha"]}


def test_what_was_put_aside_before_stays(tmp_path: Path) -> None:
    for content, end in (("one", ""), ("two", "-2"), ("three", "-3")):
        (tmp_path / FILE).write_text(content)
        assert Selection.load(tmp_path).notice.endswith(f"{FILE}.broken{end}")
    kept = [tmp_path / f"{FILE}.broken{end}" for end in ("", "-2", "-3")]
    assert [path.read_text() for path in kept] == ["one", "two", "three"]


@pytest.mark.parametrize("failing", ["open", "replace"])
def test_file_that_cannot_be_read_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    content = '{"selection": ["alpha"]}' if failing == "open" else "broken"
    (tmp_path / FILE).write_text(content)

    def refused(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(os if failing == "open" else Path, failing, refused)
        selection = Selection.load(tmp_path)
    selection.toggle("beta")
    selection.save()
    assert list(selection) == ["beta"]
    assert (tmp_path / FILE).read_text() == content
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    notice = selection.take_notice()
    assert notice.startswith("the selection is kept in memory only: ")
    assert notice.endswith("cannot be read: Permission denied")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    assert list(Selection.load(tmp_path)) == []


def test_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text('{"selection": ["alpha"]}')
    (tmp_path / FILE).symlink_to(target)
    selection = Selection.load(tmp_path)
    assert list(selection) == []
    selection.toggle("beta")
    selection.save()
    assert target.read_text() == '{"selection": ["alpha"]}'


def test_without_a_folder() -> None:
    selection = Selection.load(None)
    selection.toggle("alpha")
    selection.save()
    assert list(selection) == ["alpha"]
    assert "memory" in selection.notice


def test_unwritable_folder_leaves_it_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    selection = Selection.load(tmp_path / "file" / "state")
    selection.toggle("alpha")
    selection.save()
    assert list(selection) == ["alpha"]
    assert selection.notice.startswith("the selection is kept in memory only: ")
    assert "\n" not in selection.notice


def test_failed_save_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    selection = Selection(tmp_path, ["alpha"])
    selection.save()
    before = (tmp_path / FILE).read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    selection.toggle("beta")
    selection.save()
    assert "No space left on device" in selection.notice
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).read_bytes() == before


def test_last_writer_wins(tmp_path: Path) -> None:
    first, second = Selection.load(tmp_path), Selection.load(tmp_path)
    first.toggle("a")
    second.toggle("b")
    first.save()
    second.save()
    assert list(Selection.load(tmp_path)) == ["b"]

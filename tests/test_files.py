from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from lunar_tui.files import sweep, write_whole


def test_what_a_killed_program_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    left = tmp_path / ".lunar-tui-part-0123456789abcdef"
    fresh = tmp_path / ".lunar-tui-part-fedcba9876543210"
    other = tmp_path / ".lunar-tui-part-of-mine"
    for path in (left, fresh, other):
        path.write_text("x")
    old = time.time() - 7200
    for path in (left, other):
        os.utime(path, (old, old))
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [fresh.name, other.name]


def test_writing_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"one")
    write_whole(tmp_path / "a", b"two", replace=True)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"two")]


def test_alone_even_what_is_fresh_is_removed(tmp_path: Path) -> None:
    fresh = tmp_path / ".lunar-tui-part-fedcba9876543210"
    fresh.write_text("x")
    sweep(tmp_path, alone=True)
    assert not fresh.exists()


@pytest.mark.skipif(not hasattr(os, "fchown"), reason="files have no owner here")
def test_a_replaced_file_keeps_its_owner_its_group_and_its_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    path.chmod(0o664)
    there = path.lstat()
    asked = []
    # What an administrator may do; others may not, and the rest stays.
    lstat = Path.lstat

    def foreign(self: Path) -> os.stat_result:
        found = list(lstat(self))
        found[stat.ST_UID], found[stat.ST_GID] = there.st_uid + 1, there.st_gid + 1
        return os.stat_result(found)

    def refuse(_descriptor: int, owner: int, group: int) -> None:
        asked.append((owner, group))
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "lstat", foreign)
    monkeypatch.setattr(os, "fchown", refuse)
    write_whole(path, b"two", replace=True)
    monkeypatch.undo()
    assert asked == [(there.st_uid + 1, -1), (-1, there.st_gid + 1)]
    # The new group may not do what the old one might.
    assert stat.S_IMODE(path.lstat().st_mode) == 0o644
    assert path.read_bytes() == b"two"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may")
def test_root_gives_a_replaced_file_back_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    os.chown(path, 1234, 2345)
    path.chmod(0o2750)
    write_whole(path, b"two", replace=True)
    status = path.lstat()
    assert (status.st_uid, status.st_gid) == (1234, 2345)
    assert stat.S_IMODE(status.st_mode) == 0o2750


def test_another_name_of_a_replaced_file_keeps_what_was_in_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    os.link(tmp_path / "a", tmp_path / "backup")
    write_whole(tmp_path / "a", b"two", replace=True)
    assert (tmp_path / "backup").read_bytes() == b"one"

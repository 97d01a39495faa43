from __future__ import annotations

import os
import time
from pathlib import Path

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

"""Queries survive sessions, and nothing that happens to their file is a crash."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.queries import FILE, LONGEST, MOST, Queries


def _kept(folder: Path) -> list[str]:
    return list(Queries(folder))


def test_newest_last_without_repeats(tmp_path: Path) -> None:
    queries = Queries(tmp_path)
    for query in ("moon", " soil ", "moon", "", "   ", "moon"):
        queries.remember(query)
    assert list(queries) == ["soil", "moon"]
    assert len(queries) == 2


def test_kept(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "state"
    queries = Queries(folder)
    for query in ("moon", '"a phrase" -x', "嫦娥", "lone \ud800"):
        assert queries.remember(query)
    queries.save()
    assert _kept(folder) == list(queries)
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_is_the_newest_already_is_not_saved_again(tmp_path: Path) -> None:
    queries = Queries(tmp_path)
    assert queries.remember("moon")
    assert not queries.remember("moon")
    queries.save()
    (tmp_path / FILE).unlink()
    queries.save()
    assert not (tmp_path / FILE).exists()


@given(st.lists(st.text(max_size=8)))
def test_limits(typed: list[str]) -> None:
    queries = Queries()
    for query in [*typed, *(f"{n}" for n in range(MOST)), "x" * (2 * LONGEST)]:
        queries.remember(query)
    assert len(queries) == MOST
    assert list(queries)[-1] == "x" * LONGEST
    assert next(iter(queries)) == "1"


def test_limits_hold_for_what_is_read(tmp_path: Path) -> None:
    written = ["y" * 600, "q0", *(f"q{n}" for n in range(MOST)), " q0 ", ""]
    (tmp_path / FILE).write_text(json.dumps({"queries": written}))
    kept = _kept(tmp_path)
    assert len(kept) == MOST
    assert kept[0] == "q1"
    assert kept[-1] == "q0"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'"words"',
        b'{"queries": "moon"}',
        b'{"queries": ["moon", 2]}',
        b'{"other": []}',
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b" " * (4 * 1024 * 1024 + 1), id="more than is read"),
    ],
)
def test_damaged_file_is_an_empty_history(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    queries = Queries(tmp_path)
    assert list(queries) == []
    queries.remember("moon")
    queries.save()
    assert _kept(tmp_path) == ["moon"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    assert _kept(tmp_path) == []


def test_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text('{"queries": ["soil"]}')
    (tmp_path / FILE).symlink_to(target)
    queries = Queries(tmp_path)
    assert list(queries) == []
    queries.remember("moon")
    queries.save()
    assert target.read_text() == '{"queries": ["soil"]}'
    assert _kept(tmp_path) == ["moon"]


@pytest.mark.parametrize("folder", [None, "file"])
def test_without_a_folder_it_lives_for_the_session(tmp_path: Path, folder: str | None) -> None:
    (tmp_path / "file").write_text("")
    queries = Queries(tmp_path / folder / "state" if folder else None)
    queries.remember("moon")
    queries.save()
    assert list(queries) == ["moon"]


def test_failed_save_keeps_the_old_file_and_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = Queries(tmp_path)
    queries.remember("moon")
    queries.save()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        queries.remember("soil")
        queries.save()
    assert _kept(tmp_path) == ["moon"]
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    queries.save()
    assert _kept(tmp_path) == ["moon", "soil"]


def test_two_programs_keep_the_queries_of_both(tmp_path: Path) -> None:
    first, second = Queries(tmp_path), Queries(tmp_path)
    first.remember("moon")
    second.remember("soil")
    first.save()
    second.save()
    assert _kept(tmp_path) == ["moon", "soil"]

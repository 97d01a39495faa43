"""Paths as they are typed: folders, and files that may hold an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.intake.completing import completed, completions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("pages/one.html", "pages/Two.PDF", "paper.md", "picture.png", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    return tmp_path


def test_folders_come_before_files_of_a_known_format(folder: Path) -> None:
    assert completions(f"{folder}/pa") == [f"{folder}/pages/", f"{folder}/paper.md"]
    assert completions(f"{folder}/pages/") == [
        f"{folder}/pages/Two.PDF",
        f"{folder}/pages/one.html",
    ]
    assert completions(f"{folder}/pi") == []


def test_what_is_hidden_is_asked_for_by_a_dot(folder: Path) -> None:
    assert f"{folder}/.hidden.txt" not in completions(f"{folder}/")
    assert completions(f"{folder}/.h") == [f"{folder}/.hidden.txt"]


@pytest.mark.parametrize(
    "name", ["a\x1b]0;x\x07.txt", "a\nb.txt", "a\u202etxt.fdp.txt", "a\udcff.txt"]
)
def test_names_that_no_terminal_can_show_are_left_out(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    (tmp_path / f"{name}-folder").mkdir()
    assert completions(f"{tmp_path}/") == []
    (tmp_path / "abc.txt").write_bytes(b"")
    assert completed(f"{tmp_path}/a") == f"{tmp_path}/abc.txt"


def test_it_is_completed_as_far_as_that_is_certain(folder: Path) -> None:
    assert completed(f"{folder}/p") == f"{folder}/pa"
    assert completed(f"{folder}/pag") == f"{folder}/pages/"
    assert completed(f"{folder}/nothing") == f"{folder}/nothing"


def test_homes_and_where_one_is_are_understood(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder / "pages")
    assert completions("~/pap") == ["~/paper.md"]
    assert completions("o") == ["one.html"]


@pytest.mark.parametrize("typed", ["/no/such/x", "\0/x", "~nobody-is-called-so/x", "x" * 9_000])
def test_what_is_no_path_has_no_completion(typed: str) -> None:
    assert completions(typed) == []
    assert completed(typed) == typed

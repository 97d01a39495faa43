from __future__ import annotations

import os
from pathlib import Path

import pytest

from lunar_tui.intake import collecting
from lunar_tui.intake.collecting import collect
from lunar_tui.intake.naming import article_name, slug
from lunar_tui.intake.stopping import StoppedError


def made(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_a_folder_is_its_files_of_known_formats(tmp_path: Path) -> None:
    made(tmp_path, "b.html", "a.txt", "sub/c.PDF", "sub/deep/d.md", "x.docx", ".hidden.txt")
    made(tmp_path, "b_files/ad.html", "other_files/e.html", ".git/f.txt")
    found = collect([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found.files] == [
        "a.txt",
        "b.html",
        "other_files/e.html",
        "sub/c.PDF",
        "sub/deep/d.md",
    ]
    assert [path.name for path in found.passed_over] == ["x.docx"]
    assert found.failed == ()


def test_links_are_followed_where_they_are_named_and_not_in_folders(tmp_path: Path) -> None:
    made(tmp_path, "elsewhere/a.txt")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")
    (folder / "loop").symlink_to(folder)
    assert collect([folder]).files == ()
    assert collect([folder / "link.txt"]).files == ((tmp_path / "elsewhere/a.txt").resolve(),)


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "odd.name")
    found = collect([tmp_path / "a.txt", tmp_path, tmp_path / "odd.name"])
    assert [path.name for path in found.files] == ["a.txt", "odd.name"]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    found = collect([tmp_path / "none.txt", "https://a.example/b.html", "bad\0name"])
    assert [why for _, why in found.failed] == [
        "No such file or directory",
        "an address; save the page, then add the file",
        "cannot be found",
    ]


def test_a_walk_stops_where_nobody_waits_for_it(tmp_path: Path) -> None:
    made(tmp_path, *(f"{number}/{name}.png" for number in range(10) for name in range(10)))
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 30

    with pytest.raises(StoppedError):
        collect([tmp_path], stop)
    assert asked == 31


def test_a_folder_of_more_than_anybody_means_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, "a.txt", "sub/b.txt", "sub/c.png", "d.txt")
    monkeypatch.setattr(collecting, "MOST_FILES", 3)
    assert len(collect([tmp_path]).files) == 3
    monkeypatch.setattr(collecting, "MOST_FILES", 2)
    found = collect([tmp_path / "a.txt", tmp_path])
    assert found.files == ()
    why = "more than 2 files to be added are in"
    assert found.too_many == f"name a smaller folder: {why} {tmp_path}"
    # What is named one by one is meant.
    named = [tmp_path / name for name in ("a.txt", "d.txt", "sub/b.txt")]
    assert len(collect(named).files) == 3
    monkeypatch.setattr(collecting, "MOST_SEEN", 3)
    assert "more than 3 files of any kind" in collect([tmp_path]).too_many


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    made(tmp_path, "shut/a.txt")
    (tmp_path / "shut").chmod(0)
    try:
        assert [why for _, why in collect([tmp_path]).failed] == ["Permission denied"]
    finally:
        (tmp_path / "shut").chmod(0o700)


@pytest.mark.parametrize(
    ("path", "title", "name"),
    [
        ("China to team up – TASS.html", "", "china-to-team-up-tass"),
        ("index.html", "Chang’e-5 lands", "change-5-lands"),
        ("17.htm", "", "17"),
        ("0123456789abcdef0123.html", "A report", "a-report"),
        ("???.txt", "", "article"),
        ("../../etc/passwd", "", "passwd"),
        ("CON.txt", "", "con-article"),
        ("月球科研站.txt", "", "月球科研站"),
        ("Отчёт 2024.pdf", "", "отчёт-2024"),
    ],
)
def test_an_article_is_called_after_its_file_or_its_title(path: str, title: str, name: str) -> None:
    assert article_name(path, title, lambda _: True) == name


def test_a_name_that_is_taken_gets_a_number() -> None:
    taken = {"a", "a-2"}
    assert article_name("a.txt", "", lambda name: name not in taken) == "a-3"


def test_a_long_name_is_cut_between_words() -> None:
    assert slug("word " * 40) == "-".join(["word"] * 16)
    assert len(slug("月" * 300).encode()) <= 200
    assert slug("x" * 300) == "x" * 80

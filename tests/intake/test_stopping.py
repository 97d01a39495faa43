"""Somebody does not wait any longer while files are added."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lunar_tui.blank import make
from lunar_tui.intake.haul import bring
from lunar_tui.intake.stopping import StoppedError
from lunar_tui.library import open_library

FILES = Path(__file__).parent / "files"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path / "ferry", "Winter ferry")
    return tmp_path / "ferry"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(30):
        words = " ".join(f"word{number}x{place}" for place in range(20))
        (folder / f"{number:02}.txt").write_text(f"Text {number}\n\n{words}.\n")
    return folder


def stopped_after(root: Path, folder: Path, when: Callable[[list[str]], bool]) -> list[str]:
    """The names of the files that were told as done when somebody stopped."""
    done: list[str] = []

    def progress(_done: int, _total: int, name: str) -> None:
        done.append(name)

    with pytest.raises(StoppedError):
        bring(open_library(root), [str(folder)], progress, stop=lambda: when(done))
    return done


def articles(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "articles").glob("*.txt"))


def test_nothing_is_taken_in_where_it_is_stopped_before(root: Path, texts: Path) -> None:
    assert stopped_after(root, texts, lambda _: True) == []
    assert articles(root) == []


def test_what_was_taken_in_is_described_and_no_file_follows(root: Path, texts: Path) -> None:
    done = stopped_after(root, texts, lambda done: len(done) >= 3)
    assert done == ["00.txt", "01.txt", "02.txt"]
    assert articles(root) == done
    library = open_library(root)
    assert sorted(library.sources) == done
    assert library.check().problems == ()
    haul = bring(library, [str(texts)])
    assert [len(haul.of_state(state)) for state in ("known", "added")] == [3, 27]


def test_it_is_asked_before_each_article_that_is_there(root: Path, texts: Path) -> None:
    bring(open_library(root), [str(texts)])
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 10

    with pytest.raises(StoppedError):
        bring(open_library(root), [str(FILES / "notes.md")], stop=stop)
    assert asked == 11
    assert len(articles(root)) == 30


def test_older_versions_that_are_kept_are_asked_for_one_by_one(root: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    shutil.copy(FILES / "harbour.html", page)
    bring(open_library(root), [str(page)])
    page.write_text(page.read_text("utf-8").replace("41 days", "47 days"), "utf-8")
    assert bring(open_library(root), [str(page)], update=True).of_state("updated")
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        # The only article, then what is kept of it.
        return asked > 1

    with pytest.raises(StoppedError):
        bring(open_library(root), [str(FILES / "notes.md")], stop=stop)
    assert asked == 2

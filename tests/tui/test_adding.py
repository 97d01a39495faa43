"""Articles brought in while the workspace is looked at."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.widgets import Input

from lunar_tui import blank
from lunar_tui.intake import collecting, haul
from lunar_tui.intake.stopping import Stop
from lunar_tui.library import Library, open_library
from lunar_tui.tui.adding import AddArticles
from tests.tui.driving import SIZES, WIDE, Person, at_the_screen

PAGE = """\
<html><head><title>The ferry is late</title><meta property="og:site_name" content="Fjord News">
<link rel="canonical" href="https://fjord.example/late"></head>
<body><article><h1>The ferry is late</h1>
<p>The ferry Maren was delivered a year late, the county said on Monday. It cost 418 million.</p>
<p>Nobody was told why the yard had stopped its work in the spring, when the hull was done.</p>
</article></body></html>
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    blank.make(tmp_path / "ferry")
    return open_library(tmp_path / "ferry")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "late.html").write_text(PAGE, "utf-8")
    (folder / "note.txt").write_text("A note\n\nThe yard was sold in 2020.\n", "utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    return folder


async def bring(person: Person, path: Path) -> AddArticles:
    await person.press("I")
    return await bring_again(person, path)


async def bring_again(person: Person, path: Path) -> AddArticles:
    screen = person.app.screen
    assert isinstance(screen, AddArticles)
    screen.query_one(Input).value = str(path)
    await person.press("enter")
    await person.work()
    return screen


def said(screen: AddArticles) -> str:
    return "\n".join(screen._said)


@pytest.mark.parametrize("size", SIZES)
async def test_a_folder_becomes_articles_that_are_read_at_once(
    library: Library, pages: Path, size: tuple[int, int]
) -> None:
    async with at_the_screen(library, size) as person:
        assert "no articles here yet" in " ".join(person.painted().split())
        screen = await bring(person, pages)
        assert "2 added, 1 not readable" in person.painted()
        assert "added  late.txt  from late.html" in said(screen)
        assert "not added  broken.pdf" in said(screen)
        await person.press("escape")
        await person.work()
        assert person.explorer.library.files == ("late.txt", "note.txt")
        assert "The ferry is late" in person.painted()
        await person.press("slash")
        await person.type("delivered")
        assert "a year late" in person.painted()


async def test_twice_changes_nothing(library: Library, pages: Path) -> None:
    async with at_the_screen(library, WIDE) as person:
        await bring(person, pages / "late.html")
        await person.press("escape")
        await person.work()
        before = {path: path.read_bytes() for path in library.workspace.root.rglob("*.*")}
        screen = await bring(person, pages / "late.html")
        assert "1 known" in person.painted()
        assert "known  late.html: late.txt (the same bytes)" in said(screen)
        await person.press("escape")
        assert before == {p: p.read_bytes() for p in library.workspace.root.rglob("*.*")}


async def test_a_newer_version_is_taken_by_a_key(library: Library, pages: Path) -> None:
    async with at_the_screen(library, WIDE) as person:
        await bring(person, pages / "late.html")
        (pages / "late.html").write_text(PAGE.replace("418", "420"), "utf-8")
        person.app.screen.query_one(Input).value = str(pages / "late.html")
        await person.press("enter")
        await person.work()
        assert "1 newer; ctrl+r puts the newer" in " ".join(person.painted().split())
        assert "418 million" in (library.workspace.articles / "late.txt").read_text("utf-8")
        await person.press("ctrl+r")
        await person.work()
        assert "1 replaced" in person.painted()
        assert "420 million" in (library.workspace.articles / "late.txt").read_text("utf-8")
        await person.press("escape")
        await person.work()
        assert "420 million" in person.painted()


async def test_a_path_is_completed_by_tab(library: Library, pages: Path) -> None:
    async with at_the_screen(library, WIDE) as person:
        await person.press("I")
        line = person.app.screen.query_one(Input)
        line.value = f"{pages}/la"
        await person.press("tab")
        assert line.value == f"{pages}/late.html"
        line.value = f"{pages}/"
        await person.settle()
        assert "broken.pdf · late.html · note.txt" in person.painted()


async def test_nothing_is_asked_and_nothing_is_there(library: Library, pages: Path) -> None:
    async with at_the_screen(library, WIDE) as person:
        await person.press("I", "enter")
        assert "Which file or folder?" in person.painted()
        person.app.screen.query_one(Input).value = str(pages / "gone.txt")
        await person.press("enter")
        await person.work()
        assert "1 not readable" in person.painted()
        await person.press("escape")
        assert person.explorer.library.files == ()


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders that have no end: what is in them is told when nobody waits for it any longer."""

    def collect(paths: Iterable[str | os.PathLike[str]], stop: Stop) -> collecting.Collected:
        while not stop():
            time.sleep(0.001)
        return collecting.collect(paths, stop)

    monkeypatch.setattr(haul, "collect", collect)


@pytest.mark.usefixtures("endless")
async def test_a_folder_that_was_named_by_mistake_is_left(library: Library, pages: Path) -> None:
    async with at_the_screen(library, WIDE) as person:
        await person.press("I")
        person.app.screen.query_one(Input).value = str(pages)
        await person.press("enter")
        assert "Looking for files" in person.painted()
        await person.press("escape")
        await person.until(lambda: not isinstance(person.app.screen, AddArticles))
        assert person.explorer.library.files == ()
    assert not list(library.workspace.articles.iterdir())


@pytest.mark.usefixtures("endless")
async def test_the_end_of_the_program_stops_it(library: Library, pages: Path) -> None:
    async with at_the_screen(library, WIDE) as person:
        await person.press("I")
        person.app.screen.query_one(Input).value = str(pages)
        await person.press("enter")
        person.app.exit()
    assert not list(library.workspace.articles.iterdir())


async def test_a_folder_of_more_than_anybody_means_is_refused(
    library: Library, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "MOST_FILES", 2)
    async with at_the_screen(library, WIDE) as person:
        screen = await bring(person, pages)
        assert "name a smaller folder" in said(screen)
        assert "more than 2 files to be added" in " ".join(person.painted().split())
        assert library.workspace.articles.is_dir()
        assert not list(library.workspace.articles.iterdir())


async def test_hostile_names_are_shown_safe_and_not_offered(library: Library, pages: Path) -> None:
    (pages / "zebra\x1b]0;x\x07.txt").write_text("The strait froze.\n")
    (pages / "zebra\udcff.pdf").write_bytes(b"%PDF-1.4 nothing")
    async with at_the_screen(library, WIDE) as person:
        await person.press("I")
        person.app.screen.query_one(Input).value = f"{pages}/ze"
        await person.settle()
        assert "zebra" not in person.painted()
        screen = await bring_again(person, pages)
        assert "from zebra␛]0;x␇.txt" in said(screen)
        assert "not added  zebra�.pdf" in person.painted()


async def test_the_shipped_articles_are_no_place_for_others() -> None:
    async with at_the_screen(open_library(), WIDE) as person:
        await person.press("I")
        assert not isinstance(person.app.screen, AddArticles)
        assert any("lunar-tui new DIR" in text for text in person.notices)

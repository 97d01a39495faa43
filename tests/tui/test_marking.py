"""What is marked, how it is shown and kept, and how it is exported."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input

from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.export import ExportPreview
from tests.tui.driving import NARROW, WIDE, Person, at_the_screen, squeezed

LAUNCHED = "change-5/launched/november-24-2020"


def _selected(person: Person) -> list[str]:
    return list(person.app.selection)


async def test_entity_is_marked_in_its_panel(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        assert "◆" not in person.painted()
        await person.press("j", "space")
        assert _selected(person) == ["change-6"]
        assert "1 marked" in person.status
        line = next(line for line in person.text("#panels").splitlines() if "Chang'e-6" in line)
        assert "◆" in line
        await person.press("space")
        assert _selected(person) == []
        assert "◆" not in person.painted()
        assert "marked" not in person.status


async def test_claim_is_marked_in_every_place_that_lists_it(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", "change-5/launch-site/wenchang")
        await person.press("space")
        assert _selected(person) == ["change-5/launch-site/wenchang"]
        row = person.claims.list.cursor
        assert row is not None
        assert "◆" in person.row_text(person.claims.list, row)
        await person.press("enter")
        row = person.claims.row_of("change-5/launch-site/wenchang")
        assert row is not None
        assert "◆" in person.row_text(person.claims.list, row)


async def test_sentence_is_marked_in_the_reader_and_in_the_hits(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", LAUNCHED)
        await person.press("enter", "space")
        cursor, article = person.reader.cursor, person.reader.article
        assert cursor is not None
        assert article is not None
        mark = f"{article.file}:{cursor.start}-{cursor.end}"
        assert _selected(person) == [mark]
        assert person.text("#reader").count("◆") == 1
        await person.press("slash")
        await person.type("wenchang")
        hits = {row.hit.id: number for number, row in enumerate(person.finder.rows) if row.hit}
        assert "◆" in person.row_text(person.finder.list, hits[mark])


async def test_hit_is_marked_in_the_list_and_in_the_article(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("slash")
        await person.type("memorandum")
        await person.press("tab", "space")
        hit = person.finder.current
        assert hit is not None
        assert hit.hit is not None
        assert _selected(person) == [hit.hit.id]
        row = person.finder.list.cursor
        assert row is not None
        assert "◆" in person.row_text(person.finder.list, row)
        assert "◆" in person.text("#reader")
        await person.press("n", "space", "space")
        assert _selected(person) == [hit.hit.id]


async def test_supported_claim_is_marked_under_the_article(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", LAUNCHED)
        await person.press("enter", "s", "j", "space")
        assert _selected(person) == [person.reading.claims[1].id]
        assert person.reading.facts.cursor == 1
        assert "◆" in person.row_text(person.reading.facts, 1)


async def test_space_in_the_search_box_is_a_blank(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("slash", "a", "space", "e", "U")
        assert person.in_box("a eU")
        assert _selected(person) == []


async def test_unmark_all(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("space", "j", "space", "l", "space")
        assert len(_selected(person)) == 3
        assert "3 marked" in person.status
        await person.press("U")
        assert _selected(person) == []
        assert "◆" not in person.painted()
        await person.press("U")


async def test_selection_survives_a_restart(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("space", "l", "j", "space")
        kept = _selected(person)
        await person.press("q")
    async with at_the_screen(shipped, WIDE) as person:
        assert _selected(person) == kept
        assert len(kept) == 2
        assert "2 marked" in person.status
        assert person.painted().count("◆") >= 3
        await person.press("U")
    async with at_the_screen(shipped, WIDE) as person:
        assert _selected(person) == []


async def test_selection_that_cannot_be_kept_is_one_line(shipped: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    selection = Selection(tmp_path / "file" / "state")
    async with at_the_screen(shipped, WIDE, selection=selection) as person:
        await person.press("space")
        assert _selected(person) == ["change-5"]
        assert any("memory only" in notice for notice in person.notices)


# --- export -----------------------------------------------------------------------------------


async def _preview(person: Person) -> ExportPreview:
    await person.press("e")
    screen = person.app.screen
    assert isinstance(screen, ExportPreview)
    return screen


def _note(person: Person) -> str:
    return " ".join(person.text("#export-note").split())


async def _name(person: Person, name: str | Path) -> None:
    box = person.app.screen.query_one("#export-path", Input)
    box.value = str(name)
    await person.settle()


async def test_preview_shows_the_markdown_of_what_is_marked(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", LAUNCHED)
        await person.press("space", "enter", "space")
        before = person.here
        preview = await _preview(person)
        assert "November 24, 2020" in preview.text
        assert "## Sentences" in preview.text
        assert "[^1]:" in preview.text
        shown = person.text("#export-preview")
        for line in preview.text.splitlines()[:5]:
            assert squeezed(line)[:40] in squeezed(shown)
        assert "what the cursor is on" not in person.painted()
        await person.press("escape")
        assert person.app.screen is person.explorer
        assert person.here == before


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [((), "## Chang'e-5"), (("l",), "- **"), (("l", "l"), "## Sentences")],
)
async def test_with_nothing_marked_the_cursor_is_exported(
    shipped: Library, keys: tuple[str, ...], wanted: str
) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press(*keys)
        preview = await _preview(person)
        assert wanted in preview.text
        assert "nothing is marked" in person.painted()
        assert _selected(person) == []


async def test_with_nothing_under_the_cursor_a_line_says_so(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("0", "e")
        assert person.app.screen is person.explorer
        assert any("Nothing is marked" in notice for notice in person.notices)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_enter_writes_the_file(
    shipped: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.press("space")
        before = person.here
        preview = await _preview(person)
        path = tmp_path / "out.md"
        await _name(person, path)
        await person.press("enter")
        assert path.read_text(encoding="utf-8") == preview.text
        assert person.app.screen is person.explorer
        assert person.here == before
        assert any("out.md" in notice for notice in person.notices)
        assert _selected(person) == ["change-5"]


async def test_existing_file_is_replaced_only_after_a_second_enter(
    shipped: Library, tmp_path: Path
) -> None:
    path = tmp_path / "out.md"
    path.write_text("mine")
    async with at_the_screen(shipped, WIDE) as person:
        preview = await _preview(person)
        await _name(person, path)
        await person.press("enter")
        assert path.read_text() == "mine"
        assert "exists" in _note(person)
        # Another name and back again: the question is asked anew.
        await person.press("end", "x", "backspace", "enter")
        assert path.read_text() == "mine"
        assert "exists" in _note(person)
        await person.press("enter")
        assert path.read_text(encoding="utf-8") == preview.text


@pytest.mark.parametrize(
    "which",
    [
        "folder",
        "missing",
        "empty",
        "link",
        "nul",
        "long",
        "nobody",
    ],
)
async def test_place_that_cannot_be_written_is_one_line(
    shipped: Library, tmp_path: Path, which: str
) -> None:
    target = tmp_path / "target"
    target.write_text("mine")
    (tmp_path / "link").symlink_to(target)
    names = {
        "folder": str(tmp_path),
        "missing": str(tmp_path / "no" / "such" / "out.md"),
        "empty": "  ",
        "long": str(tmp_path / ("x" * 300)),
        "link": str(tmp_path / "link"),
        "nobody": "~no-such-user-here/out.md",
        "nul": str(tmp_path / "a\0b"),
    }
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("space")
        preview = await _preview(person)
        await _name(person, names[which])
        before = _note(person)
        await person.press("enter", "enter")
        assert person.app.screen is preview
        assert _note(person)
        assert _note(person) != before
        assert "Traceback" not in person.painted()
        assert target.read_text() == "mine"
        assert _selected(person) == ["change-5"]
        await _name(person, tmp_path / "out.md")
        await person.press("enter")
        assert (tmp_path / "out.md").read_text(encoding="utf-8") == preview.text


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
async def test_folder_without_the_right_to_write(shipped: Library, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    async with at_the_screen(shipped, WIDE) as person:
        await _preview(person)
        await _name(person, folder / "out.md")
        await person.press("enter")
        assert "may write" in _note(person)
        assert list(folder.iterdir()) == []


async def test_escape_writes_nothing(shipped: Library, tmp_path: Path) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("space")
        await _preview(person)
        await _name(person, tmp_path / "out.md")
        await person.press("escape")
        assert person.app.screen is person.explorer
        assert os.listdir(tmp_path) == []  # noqa: PTH208 - a look, not work
        assert _selected(person) == ["change-5"]


async def test_preview_scrolls(shipped: Library) -> None:
    async with at_the_screen(shipped, NARROW) as person:
        await _preview(person)
        start = person.text("#export-preview")
        await person.press("pagedown", "down")
        assert person.text("#export-preview") != start
        await person.press("pageup", "up", "up")
        assert person.text("#export-preview") == start


async def test_marks_that_are_gone_from_the_workspace_are_counted(shipped: Library) -> None:
    selection = Selection(None, ["change-5", "no-such-thing", "gone.txt:1-5"])
    async with at_the_screen(shipped, WIDE, selection=selection) as person:
        preview = await _preview(person)
        assert "2 ids are not in the workspace" in _note(person)
        assert "## Chang'e-5" in preview.text


async def test_preview_can_be_copied(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        preview = await _preview(person)
        await person.press("ctrl+y")
        assert person.app.clipboard == preview.text
        assert "Copied" in _note(person)


async def test_pasted_file_name_holds_no_control_characters(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _preview(person)
        await person.paste("a\x1b[2Jb\u202ec.md")
        assert not {"\x1b", "\u202e"} & set(person.painted())

"""The panels: their filter, and the ways between panes."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from lunar_tui.library import Library
from lunar_tui.tui.messages import Subject
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen


def _names(person: Person) -> list[str]:
    return [entry.name for entry in person.panel.shown]


@pytest.mark.parametrize("key", ["backslash", "ctrl+f"])
async def test_typing_narrows_the_panel(shipped: Library, key: str) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        everything = _names(person)
        await person.press(key, *"change")
        names = _names(person)
        assert len(names) == 5
        assert all(name.startswith("Chang'e") for name in names)
        assert f"{len(names)}/{len(everything)}" in person.text("#panels")
        await person.press("8")
        assert _names(person) == ["Chang'e-8"]
        assert person.explorer.subject == Subject("entity", "change-8")
        await person.press("backspace")
        assert _names(person) == names


@pytest.mark.parametrize("typed", ["Chang'e-5", "chang’e 5", "CHANGE5", "ce5", "嫦娥五", "5 chang"])
async def test_apostrophes_hyphens_and_case_hide_nothing(shipped: Library, typed: str) -> None:
    async with at_the_screen(shipped, NARROW) as person:
        await person.press("backslash", *typed)
        assert "Chang'e-5" in _names(person)
        assert len(_names(person)) < len(person.panel.entries)


async def test_arrows_move_while_typing_and_enter_keeps_the_filter(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("backslash", *"change", "down", "down")
        third = person.panel.shown[2].subject
        assert person.panel.current == third
        assert person.explorer.subject == third
        await person.press("up", "down", "enter")
        assert person.panel.current == third
        assert len(_names(person)) == 5
        # Letters are keys again.
        await person.press("j")
        assert person.panel.current == person.panel.shown[3].subject
        await person.press("k", "enter")
        assert person.app.focused is person.claims.list
        assert person.explorer.subject == third


async def test_escape_clears_the_filter_and_keeps_the_place(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        everything = _names(person)
        await person.press("backslash", *"luna", "enter", "escape")
        assert _names(person) == everything
        assert person.panel.current == person.explorer.subject
        assert person.explorer.subject is not None
        assert person.explorer.subject.id.startswith("luna")
        assert person.app.focused is person.stack


async def test_escape_while_typing_clears_the_filter(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("backslash", *"ce-8", "escape")
        assert _names(person) == [entry.name for entry in person.panel.entries]
        assert person.panel.current == Subject("entity", "change-8") == person.explorer.subject
        await person.press("j")
        assert person.panel.current == person.explorer.subject


async def test_filter_without_a_match_leads_back_to_where_one_was(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("j", "j")
        before = person.panel.current
        await person.press("backslash", *"qqqq")
        assert _names(person) == []
        assert f"0/{len(person.panel.entries)}" in person.text("#panels")
        await person.press("down", "up", "enter", "escape")
        assert _names(person) == [entry.name for entry in person.panel.entries]
        assert person.panel.current == person.explorer.subject == before


async def test_keys_with_a_meaning_are_letters_in_the_filter(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("backslash", *"qz/?eUsy1")
        assert person.panel.filter == "qz/?eUsy1"
        assert person.explorer.view is None
        assert person.app.screen is person.explorer
        await person.press("escape")


@pytest.mark.parametrize("size", SIZES)
async def test_number_keys_open_panels(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        for number in range(len(person.panels), 0, -1):
            await person.press(str(number % 10))
            panel = person.panels[number - 1]
            assert person.panel is panel
            assert panel.current == person.explorer.subject
            assert panel.shown[0].name[:10] in person.text("#panels")
            assert person.app.focused is person.stack


async def test_cursor_stays_in_view_in_a_long_panel(shipped: Library) -> None:
    async with at_the_screen(shipped, NARROW) as person:
        for panel in person.panels:
            await person.press(str(panel.number % 10), "G")
            assert panel.cursor == len(panel.entries) - 1
            assert panel.entries[-1].name[:10] in person.text("#panels")
            await person.press("g")
            assert panel.cursor == 0


async def test_vim_keys_move_and_stop_at_the_ends(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        last = len(person.panel.entries) - 1
        await person.press("k")
        assert person.panel.cursor == 0
        await person.press("j", "down", "j", "up")
        assert person.panel.cursor == 2
        await person.press("G", "j")
        assert person.panel.cursor == last
        await person.press("ctrl+u")
        assert person.panel.cursor < last
        await person.press("g")
        assert person.panel.cursor == 0
        await person.press("ctrl+d")
        assert person.panel.cursor > 0
        await person.press("l", "G")
        rows = person.claims.list
        assert rows.cursor == len(rows.rows) - 1
        await person.press("j")
        assert rows.cursor == len(rows.rows) - 1
        await person.press("ctrl+u")
        assert rows.cursor is not None
        assert rows.cursor < len(rows.rows) - 1
        await person.press("g", "k")
        assert rows.cursor == 0
        await person.press("ctrl+d")
        assert rows.cursor > 0


async def test_keys_left_and_right_go_from_pane_to_pane(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        stack, rows, reader = person.stack, person.claims.list, person.reader
        for key, pane in [
            ("left", stack),
            ("right", rows),
            ("l", reader),
            ("right", reader),
            ("h", rows),
            ("left", stack),
            ("l", rows),
        ]:
            await person.press(key)
            assert person.app.focused is pane, key


async def test_tab_reaches_every_pane_and_comes_round(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        start = person.app.focused
        seen: list[Widget] = []
        while not seen or seen[-1] is not start:
            await person.press("tab")
            assert person.app.focused is not None
            seen.append(person.app.focused)
            assert len(seen) < 10
        assert {person.stack, person.claims.list, person.reader} <= set(seen)
        for widget in [*seen[-2::-1], start]:
            await person.press("shift+tab")
            assert person.app.focused is widget

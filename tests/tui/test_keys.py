"""Every action has a key, a name in the palette, a line in the help, and does what it says."""

from __future__ import annotations

import pytest
from textual.binding import Binding
from textual.command import CommandPalette
from textual.widgets import OptionList

from lunar_tui.library import Library
from lunar_tui.tui.actions import ACTIONS, LIST_KEYS, Action
from lunar_tui.tui.app import LunarApp
from lunar_tui.tui.explorer import Explorer
from lunar_tui.tui.help import Help
from lunar_tui.tui.pages import TextPage
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen, squeezed


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_action_has_a_method_and_words(action: Action) -> None:
    name = action.call.split("(")[0]
    owner: type = Explorer
    if name.startswith("app."):
        owner, name = LunarApp, name.removeprefix("app.")
    assert callable(getattr(owner, f"action_{name}", None))
    assert action.label
    assert action.help
    assert action.keys


def _bindings() -> list[Binding]:
    return [binding for binding in Explorer.BINDINGS if isinstance(binding, Binding)]


def test_binding_ids_are_unique() -> None:
    ids = [binding.id for binding in _bindings() if binding.id]
    assert len(ids) == len(set(ids))
    assert {action.name for action in ACTIONS} <= set(ids)


def test_no_key_is_bound_twice() -> None:
    keys = [key for binding in _bindings() for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("size", SIZES)
async def test_help_lists_every_action(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        before = person.here
        await person.press("question_mark")
        screen = person.app.screen
        assert isinstance(screen, Help)
        seen = [""]
        while seen[-1] != person.painted():
            seen.append(person.painted())
            await person.press("j")
        shown = squeezed(seen).replace("│", "").replace("▐", "")
        for action in ACTIONS:
            assert squeezed(action.help)[:30] in shown, action.name
        for keys, _ in LIST_KEYS:
            assert squeezed(keys) in shown, keys
        await person.press("escape")
        assert person.app.screen is person.explorer
        assert person.here == before


@pytest.mark.parametrize("key", ["q", "question_mark", "escape"])
async def test_help_closes_without_leaving(shipped: Library, key: str) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("question_mark", key)
        assert person.app.screen is person.explorer
        assert person.app.is_running


async def test_palette_finds_every_action(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        for action in ACTIONS:
            if not action.palette:
                continue
            await person.press("ctrl+p")
            palette = person.app.screen
            assert isinstance(palette, CommandPalette)
            await person.press(*action.label.lower().replace(" ", ""))
            rows = palette.query_one(OptionList)
            await person.work()
            assert rows.option_count, action.name
            found = [str(getattr(option, "hit", option).prompt) for option in rows.options]
            assert any(action.label in text for text in found), action.name
            await person.press("escape")
            if isinstance(person.app.screen, CommandPalette):
                await person.press("escape")
            assert person.app.screen is person.explorer


async def test_palette_runs_an_action(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("ctrl+p", *"mark")
        palette = person.app.screen
        assert isinstance(palette, CommandPalette)
        await person.until(lambda: palette.query_one(OptionList).option_count)
        await person.work()
        await person.press("enter")
        await person.work()
        assert list(person.app.selection) == ["change-5"]


async def test_fold_and_unfold(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        file = next(file for file in shipped.files if file.startswith("004"))
        await person.press("0", "G")
        assert person.passage.file == file
        await person.press("l", "l", "g")
        folded = len(person.reader._page.lines)
        assert any(line.folded for line in person.reader._page.lines)
        await person.press("z")
        assert len(person.reader._page.lines) > folded
        assert not any(line.folded for line in person.reader._page.lines)
        assert _cursor_in_view(person)
        await person.press("z")
        assert len(person.reader._page.lines) == folded
        assert _cursor_in_view(person)


def _cursor_in_view(person: Person) -> bool:
    cursor = person.reader.cursor
    assert cursor is not None
    first, last = person.rows_of((cursor.start, cursor.end))
    height = person.reader.height
    return 0 <= first <= last < height or (first <= 0 and last >= height - 1)


@pytest.mark.parametrize("size", SIZES)
async def test_reader_moves_by_sentence_and_by_screenful(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.press("0", "j", "l", "l", "g")
        article = person.reader.article
        assert article is not None
        starts = []
        for key in ["j", "down", "j", "j", "ctrl+d", "ctrl+d", "pagedown", "G"]:
            assert person.reader.cursor is not None
            starts.append(person.reader.cursor.start)
            await person.press(key)
            assert _cursor_in_view(person), key
        assert starts == sorted(starts)
        assert person.reader.cursor == article.sentences[-1]
        await person.press("j")
        assert person.reader.cursor == article.sentences[-1]
        for key in ["k", "up", "ctrl+u", "pageup", "ctrl+u"]:
            before = person.reader.cursor
            assert before is not None
            await person.press(key)
            assert person.reader.cursor is not None
            assert person.reader.cursor.start <= before.start
            assert _cursor_in_view(person), key
        await person.press("g", "k")
        assert person.reader.cursor == article.sentences[0]
        assert "▌" in person.text("#reader")


async def test_copy_takes_the_quote_and_its_source(shipped: Library) -> None:
    claim = shipped.claim("change-5/launched/november-24-2020")
    assert claim is not None
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", claim.id)
        await person.press("y")
        evidence = claim.evidence[0]
        assert evidence.quote in person.app.clipboard
        assert evidence.source in person.app.clipboard
        assert "TASS" in person.app.clipboard
        anchor = shipped.locate(evidence)
        assert f"{anchor.start}-{anchor.end}" in person.app.clipboard
        await person.press("enter", "j", "y")
        cursor, article = person.reader.cursor, person.reader.article
        assert cursor is not None
        assert article is not None
        sentence = " ".join(article.display[cursor.start : cursor.end].split())
        assert sentence in person.app.clipboard


async def test_copy_without_a_quote_copies_nothing(shipped: Library) -> None:
    own = next(claim for claim in shipped.facts.claims.values() if not claim.evidence)
    async with at_the_screen(shipped, WIDE) as person:
        await person.go(own.entity, own.id)
        await person.press("y", "s", "n", "N", "z", "l", "enter")
        assert person.app.clipboard == ""
        assert person.app.is_running


async def test_quit_leaves(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("q")
        assert person.app._exit
        assert (person.app.return_code or 0) == 0


async def test_q_in_the_search_box_is_a_letter(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("slash", "q")
        assert person.in_box("q")
        assert not person.app._exit


async def test_theme_that_was_chosen_is_kept(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        person.app.theme = "lunar-day"
        await person.work()
    async with at_the_screen(shipped, WIDE) as person:
        assert person.app.theme == "lunar-day"


async def test_details_show_all_quotes_of_a_claim(shipped: Library) -> None:
    async with at_the_screen(shipped, NARROW) as person:
        await person.go("change-5", "change-5/sample-mass/1731-grams")
        await person.press("i")
        claim = shipped.facts.claims["change-5/sample-mass/1731-grams"]
        page = person.app.screen.query_one(TextPage)
        shown = page.text.plain
        assert all(f"“{piece.quote}”" in shown for piece in claim.evidence)
        await person.press("escape")
        assert person.app.screen is person.explorer


async def test_unmarking_all_can_be_taken_back(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("l", "space", "j", "space")
        marked = tuple(person.explorer.selection)
        assert len(marked) == 2
        await person.press("U")
        assert not tuple(person.explorer.selection)
        await person.press("U")
        assert tuple(person.explorer.selection) == marked

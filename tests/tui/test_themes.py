"""Every theme that can be chosen can be shown."""

from __future__ import annotations

from lunar_tui.library import Library
from lunar_tui.tui.themes import THEMES
from tests.tui.driving import WIDE, at_the_screen


async def test_only_themes_that_have_our_colours_are_offered(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        assert set(person.app.available_themes) == {theme.name for theme in THEMES}
        for name in person.app.available_themes:
            person.app.theme = name
            await person.settle()
            assert "Missions" in person.painted()


async def test_theme_is_chosen_by_name_in_the_palette(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("ctrl+p")
        await person.type("lunar-day")
        await person.press("enter")
        await person.work()
        assert person.app.theme == "lunar-day"

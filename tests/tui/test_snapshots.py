"""How the program looks, as pictures.

After a wanted change of the look, the pictures are made again with

    make test ARGS='tests/tui/test_snapshots.py --snapshot-update'
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.app import LunarApp
from tests.tui.driving import NARROW, WIDE, Person

Compare = Callable[..., bool]


@pytest.mark.parametrize(
    ("size", "theme", "query"),
    [
        pytest.param(WIDE, "lunar-night", "", id="browse"),
        pytest.param(NARROW, "lunar-night", "", id="narrow"),
        pytest.param(WIDE, "lunar-night", "lunar station", id="search"),
        pytest.param(WIDE, "lunar-day", "", id="light"),
    ],
)
def test_look(
    fresh: Library, snap_compare: Compare, size: tuple[int, int], theme: str, query: str
) -> None:
    app = LunarApp(fresh, Selection())
    app.animation_level = "none"

    async def drive(pilot: Pilot[None]) -> None:
        person = Person(app, pilot)
        app.theme = theme
        await person.work()
        if query:
            await person.press("slash")
            await person.type(query)
            await person.press("tab")
        else:
            await person.go("change-5", "change-5/sample-mass/around-2-kg")
        await person.work()

    assert snap_compare(app, terminal_size=size, run_before=drive)

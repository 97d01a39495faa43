"""What one sees before a key is pressed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.screen import Screen

from lunar_tui.blank import make
from lunar_tui.library import Library, open_library
from lunar_tui.tui.app import LunarApp
from tests.tui.driving import SIZES, WIDE, at_the_screen


@pytest.mark.parametrize("size", SIZES)
async def test_panels_are_numbered_and_counted(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        lines = person.text("#panels").splitlines()
        wanted = [(kind.plural, len(shipped.entities(kind.id))) for kind in shipped.kinds]
        wanted.append(("Articles", len(shipped.files)))
        for number, (title, count) in enumerate(wanted, 1):
            heading = re.compile(rf"\b{number % 10} {re.escape(title)}\b.*\b{count}\b")
            assert any(heading.search(line) for line in lines), heading


@pytest.mark.parametrize("size", SIZES)
async def test_first_entity_is_shown_with_its_claims(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        first = shipped.entities(shipped.kinds[0].id)[0]
        assert person.explorer.subject is not None
        assert person.explorer.subject.id == first.id
        shown = person.text("#claims")
        assert first.name in shown
        assert shipped.property_of(first.claims[0]).label in shown
        assert shipped.value_text(first.claims[0]) in shown
        if size == WIDE:
            assert f"{len(first.claims)} claims" in shown
        mentions = person.claims.mentions
        assert mentions is not None
        assert len(person.claims.list.rows) == len(person.claims.rows) + len(mentions.items)


@pytest.mark.parametrize("size", SIZES)
async def test_first_evidence_is_highlighted_in_view(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        person.assert_focus_in_view()
        quote = shipped.entities(shipped.kinds[0].id)[0].claims[0].evidence[0].quote
        assert person.highlighted() == "".join(quote.split())
        assert "▌" in person.text("#reader")


async def test_nothing_is_missing_in_the_first_frame(
    fresh: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[str] = []

    def painted(screen: Screen[object]) -> None:
        frames.append("\n".join(strip.text for strip in screen._compositor.render_strips()))

    monkeypatch.setattr(Screen, "_compositor_refresh", painted)
    async with LunarApp(fresh).run_test(size=WIDE) as pilot:
        await pilot.pause()
    first, *rest = fresh.entities(fresh.kinds[0].id)
    for text in (fresh.value_text(first.claims[0]), f"{len(first.claims)} claims", "▌"):
        assert text in frames[0], text
    for entity in (first, *rest):
        assert f"\n {entity.name}" in frames[0]


async def test_status_line_says_what_there_is(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        assert shipped.title in person.status
        assert f"{len(shipped.files)} articles" in person.status
        assert f"{len(shipped.facts.entities)} entities" in person.status
        assert f"{len(shipped.facts.claims)} claims" in person.status
        assert "problem" not in person.status


async def test_keys_stand_at_the_bottom(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        bottom = person.lines()[-1]
        for word in ("Search", "Mark", "Export", "Help"):
            assert word in bottom


async def test_facts_come_before_the_index(fresh: Library) -> None:
    async with at_the_screen(fresh, ready=False) as person:
        person.assert_focus_in_view()
        await person.work()
        assert fresh.index.ready
        assert person.explorer.index_state == ""


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_workspace_says_how_to_begin(tmp_path: Path, size: tuple[int, int]) -> None:
    made = make(tmp_path / "ports")
    async with at_the_screen(open_library(made.root), size) as person:
        shown = "".join(person.text("#reader").split())
        assert "Therearenoarticleshereyet" in shown
        assert "Iaddsthemfromfiles" in shown.replace("▐", "")
        # Nothing there is of use now, and nothing breaks.
        for key in ("j", "enter", "space", "e", "f", "t", "c", "n", "a", "escape"):
            await person.press(key)
        await person.press("slash", *"port")
        assert person.explorer.is_running

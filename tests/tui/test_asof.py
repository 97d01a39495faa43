"""As of a day: what the sources had said by then, and the way back to the present."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.library import Library
from lunar_tui.tui.explorer import Explorer
from tests.tui.driving import SIZES, WIDE, Person, at_the_screen
from tests.workspaces import small


def here(person: Person) -> Explorer:
    screen = person.app.screen
    assert isinstance(screen, Explorer)
    return screen


async def as_of(person: Person, day: str) -> None:
    await person.press("a", "ctrl+u", *day, "enter")
    await person.work()


@pytest.mark.parametrize("size", SIZES)
async def test_only_what_was_published_by_then(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await as_of(person, "2021-04-01")
        past = here(person).library
        assert past.files == ("004_51ba23bdd8f750c4.txt",)
        claims = [claim for entity in past.entities() for claim in entity.claims]
        assert claims
        assert {file for claim in claims for file in claim.sources} == set(past.files)
        assert "as of 2021-04-01" in person.painted()


async def test_search_finds_nothing_later(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await as_of(person, "2021-04-01")
        await person.press("slash")
        await person.type("station")
        results = here(person).view.results  # type: ignore[union-attr]
        assert results.total
        assert {hit.source for hit in results.hits} == {"004_51ba23bdd8f750c4.txt"}


async def test_empty_goes_back_to_the_present_as_it_was_left(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("j", "l")
        before = person.explorer
        subject = before.subject
        await as_of(person, "2023")
        assert here(person) is not before
        assert len(here(person).library.files) == 3
        await as_of(person, "2021-12-31")
        assert len(here(person).library.files) == 2
        await as_of(person, "")
        assert here(person) is before
        assert before.subject == subject
        assert before.library.day is None


async def test_what_is_marked_in_the_past_is_marked_in_the_present(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await as_of(person, "2021-04-30")
        await person.press("space")
        marked = list(here(person).selection)
        assert marked
        await as_of(person, "")
        assert list(here(person).selection) == marked
        assert "◆ 1 marked" in person.status


async def test_what_is_no_day_is_said(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await as_of(person, "yesterday")
        assert "is no day; write 2021-04-01" in person.painted()
        await person.press("escape")
        assert here(person).library.day is None


async def test_day_before_everything(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await as_of(person, "1999")
        assert here(person).library.files == ()
        await person.press("j", "l", "f", "escape", "slash")
        await person.type("moon")
        assert "no sentence" in person.text("#finder")


async def test_export_says_what_was_not_known_then(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        person.app.selection.toggle("cnsa/head/shan-zhongde")
        await as_of(person, "2021-04-30")
        await person.press("e")
        assert "1 id is not known as of 2021-04-30" in person.painted()


async def test_the_subject_stays(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("4", "j")
        subject = person.explorer.subject
        await as_of(person, "2021-04-01")
        assert here(person).subject == subject
        assert "as of 2021-04-01" in person.painted()


async def test_articles_without_a_date_are_counted(tmp_path: Path) -> None:
    made = small(tmp_path, {"seeds/b.txt": "A title\n\nThe probe Alpha is gone.\n"})
    async with at_the_screen(made.library, WIDE) as person:
        assert "undated" not in person.painted()
        await as_of(person, "2022")
        assert "as of 2022-12-31, 1 undated left out" in person.painted()
        assert here(person).library.files == ("a.txt",)


async def test_a_source_without_a_date_is_told(tmp_path: Path) -> None:
    made = small(tmp_path)
    made.put("data/sources.yaml", "sources:\n  - {file: a.txt, title: Probe lands on the Moon}\n")
    async with at_the_screen(made.library, WIDE) as person:
        assert "sources “Probe lands on the Moon”, no date" in " ".join(person.painted().split())

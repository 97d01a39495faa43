"""New names: what articles use again and again is named, or dismissed for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.tui.names import Names
from tests.tui.driving import SIZES, WIDE, Person, at_the_screen
from tests.tui.forming import fill, form, save
from tests.workspaces import ARTICLE, Small, small

TEXT = """\
The ferry is late

The Norbau yard had no steel in May. A month later Norbau stopped its work, Kari Lund said.

Mayor Kari Lund paid Norbau and Alpha in June. The probe Alpha was late, too.
"""


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path, {"seeds/b.txt": TEXT})


def view(person: Person) -> Names:
    shown = person.explorer.view
    assert isinstance(shown, Names)
    return shown


def names(person: Person) -> list[str]:
    return [one.name for one in view(person).found]


async def open_names(person: Person) -> None:
    await person.press("w")
    await person.work()


@pytest.mark.parametrize("size", SIZES)
async def test_they_are_listed_with_where_they_stand(made: Small, size: tuple[int, int]) -> None:
    async with at_the_screen(made.library, size) as person:
        await open_names(person)
        assert names(person) == ["Norbau", "Kari Lund"]
        assert "New names · 2" in person.painted()
        assert "3 in 1 article" in person.painted()
        assert person.reader.article is not None
        assert person.reader.article.file == "b.txt"
        assert "the first of 3 sentences" in person.painted()


async def test_one_is_named_and_the_cursor_goes_on(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await open_names(person)
        await person.press("enter")
        await person.work()
        assert form(person).values["name"] == "Norbau"
        assert "The Norbau yard had no steel in May." in person.painted()
        await fill(person, kind="yard")
        assert "The kind “yard” is declared in schema.yaml with it." in person.painted()
        await save(person)
        await person.work()
        assert names(person) == ["Kari Lund"]
        entity = person.explorer.library.find_entity("Norbau")
        assert entity is not None
        assert entity.kind == "yard"
        assert "Yards 1" in person.painted()
        await person.press("u")
        await person.work()
        assert person.explorer.library.find_entity("Norbau") is None
        assert "yard" not in person.explorer.library.facts.schema.kinds
        assert names(person) == ["Norbau", "Kari Lund"]


async def test_a_kind_that_is_nearly_known_is_asked_again(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await open_names(person)
        await person.press("enter")
        await person.work()
        await fill(person, kind="missoin")
        assert 'no such kind (did you mean "mission"?)' in person.painted()
        await fill(person, kind="People", language="norwegian!")
        assert "a code: en, de, zh, zh-Hans" in person.painted()
        await fill(person, language="nb")
        await save(person)
        await person.work()
        entity = person.explorer.library.find_entity("Norbau")
        assert entity is not None
        assert entity.kind == "person"


async def test_one_is_dismissed_for_good_and_brought_back(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await open_names(person)
        await person.press("d")
        await person.work()
        assert names(person) == ["Kari Lund"]
        assert "Norbau" in (made.root / "data/dismissed.yaml").read_text("utf-8")
        assert made.library.newcomers()[0].name == "Kari Lund"
        await person.press("u")
        await person.work()
        assert names(person) == ["Norbau", "Kari Lund"]


async def test_none_are_left(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await open_names(person)
        await person.press("d", "d")
        await person.work()
        assert names(person) == []
        assert "Every name that the articles use twice" in person.painted()


async def test_the_past_names_nothing(tmp_path: Path) -> None:
    made = small(tmp_path, {"seeds/a.txt": ARTICLE + TEXT})
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("a", *"2022", "enter")
        await person.work()
        await open_names(person)
        await person.press("enter", "d")
        await person.work()
        assert any("in the past" in text for text in person.notices)
        assert not (made.root / "data/dismissed.yaml").exists()


async def test_names_that_are_used_once_are_asked_for(made: Small) -> None:
    made.put("seeds/c.txt", "A note\n\nNobody asked Amos Teller about it.\n")
    async with at_the_screen(made.library, WIDE) as person:
        await open_names(person)
        assert names(person) == ["Norbau", "Kari Lund"]
        assert "2 used twice or more" in person.painted()
        await person.press("o")
        await person.work()
        assert names(person)[:2] == ["Norbau", "Kari Lund"]
        assert "Amos Teller" in names(person)
        await person.press("o")
        await person.work()
        assert names(person) == ["Norbau", "Kari Lund"]

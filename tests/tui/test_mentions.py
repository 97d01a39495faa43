"""Below the claims of an entity stand the sentences that name it; the article follows them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lunar_tui.display import clean
from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui import mentions
from lunar_tui.tui.messages import Subject
from lunar_tui.tui.passage import NoPassage, Passage
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen, squeezed
from tests.workspaces import SCHEMA, Small, only, small

NAMES = """\
kind: mission
entities:
  - {id: moon, name: Moon}
  - {id: sun, name: Sun}
  - {id: twin, name: Moon}
"""
FIRST = "The Moon rose.\n\nNobody saw it. Then a second moon rose, and it was the Moon’s twin.\n"


@pytest.fixture
def names(tmp_path: Path) -> Small:
    """Articles and names, and nothing that anybody claims."""
    files = {"seeds/a.txt": FIRST, "seeds/b.txt": "Of moons.\n", "data/missions.yaml": NAMES}
    return only(tmp_path, {**files, "data/schema.yaml": SCHEMA})


def _panel(person: Person, name: str) -> str:
    lines = person.text("#panels").splitlines()
    return next(line for line in lines if line[1:].startswith(name))


def _assert_in_view(person: Person) -> None:
    focus = person.passage.focus
    assert focus is not None
    first, last = person.rows_of(focus)
    assert first >= 0
    assert last < person.reader.height or first == 0


# --- the panels -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_panels_count_claims_and_sentences(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.go("cnsa")
        count = shipped.mentioned.count("cnsa")
        assert count is not None
        claims = len(shipped.facts.entities["cnsa"].claims)
        assert f"{claims} ·{count.sentences}" in _panel(person, "CNSA")
        await person.go("change-4")
        assert "·" not in _panel(person, "Chang'e-4")


async def test_counts_come_with_the_names(fresh: Library) -> None:
    async with at_the_screen(fresh, WIDE, ready=False) as person:
        assert "·" not in _panel(person, "CNSA")
        await person.work()
        assert "·" in _panel(person, "CNSA")


def test_large_numbers_stay_short() -> None:
    from lunar_tui.tui.panels import Entry, Panel

    entries = [Entry(Subject("entity", name), name, 3, ()) for name in ("a", "b", "c")]
    panel = Panel(1, "Things", entries)
    assert panel.numbers(entries[0]) == ("   3", "")
    panel.set_named({"a": 12_345, "b": 7, "elsewhere": 1})
    assert [panel.numbers(entry) for entry in entries] == [
        ("3", " ·12k"),
        ("3", " ·7  "),
        ("3", "     "),
    ]
    panel.set_named({})
    assert panel.numbers(entries[0])[1] == ""


# --- below the claims -----------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_article_follows_the_mentions(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.go("cnsa")
        await person.press("m")
        assert person.app.focused is person.claims.list
        listed = list(shipped.mentioned.of("cnsa"))
        for number, item in enumerate(listed, 1):
            assert person.claims.naming == item
            assert person.claims.current is None
            assert person.passage.file == item.file
            assert person.passage.focus == (item.start, item.end)
            assert person.passage.caption == f"mention {number} of {len(listed)}"
            _assert_in_view(person)
            reading = shipped.mentioned.read(item)
            article = shipped.article(item.file)
            assert reading is not None
            assert article is not None
            spelt = squeezed(article.display[start:end] for start, end in reading.spans)
            assert squeezed(person.highlighted("reader--match")) == spelt
            await person.press("j")
        assert person.claims.naming == listed[-1]
        await person.press("m")
        assert person.claims.current == person.claims.rows[0].claim


async def test_n_walks_the_mentions_around(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("cnsa")
        listed = list(shipped.mentioned.of("cnsa"))
        await person.press("m", "n", "n")
        assert person.claims.naming == listed[2]
        await person.press("N", "N", "N")
        assert person.claims.naming == listed[-1]
        assert person.passage.focus == (listed[-1].start, listed[-1].end)
        await person.press("n")
        assert person.claims.naming == listed[0]


async def test_mention_is_marked_and_exported(shipped: Library) -> None:
    selection = Selection()
    async with at_the_screen(shipped, WIDE, selection=selection) as person:
        await person.go("cnsa")
        await person.press("m", "space")
        naming = person.claims.naming
        assert naming is not None
        assert list(selection) == [naming.id]
        row = person.claims.list.cursor
        assert row is not None
        assert person.row_text(person.claims.list, row).startswith("◆")
        await person.press("e")
        await person.work()
        assert "China National Space Administration" in person.painted()
        await person.press("escape", "space")
        assert not selection
        assert not person.row_text(person.claims.list, row).startswith("◆")


async def test_enter_goes_into_the_article_and_escape_comes_back(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("cnsa")
        await person.press("m", "j")
        before = person.here
        await person.press("enter")
        assert person.app.focused is person.reader
        await person.press("j", "escape")
        assert person.here == before
        _assert_in_view(person)


async def test_what_a_claim_cites_is_told(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("cnsa")
        await person.press("m")
        listed = person.claims.mentions
        assert listed is not None
        for number, item in enumerate(listed.items, len(person.claims.rows)):
            reading = item and shipped.mentioned.read(item)
            if reading:
                text = person.row_text(person.claims.list, number)
                assert (mentions.CITED in text) == reading.cited
        assert "cited by a claim of it" in person.text("#claims")


async def test_of_very_many_the_first_are_listed(
    shipped: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mentions, "SHOWN", 3)
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("cnsa")
        await person.press("m", "G")
        assert person.passage.caption == "mention 3 of 12"
        heading = person.row_text(person.claims.list, len(person.claims.rows))
        assert "the first 3 shown" in squeezed_blanks(heading)


def squeezed_blanks(text: str) -> str:
    return " ".join(text.split())


# --- without claims -------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_names_and_articles_are_enough(names: Small, size: tuple[int, int]) -> None:
    async with at_the_screen(names.library, size) as person:
        assert person.explorer.subject == Subject("entity", "moon")
        assert "·3" in _panel(person, "Moon")
        assert person.passage.caption == "mention 1 of 3"
        assert "no claims" in person.text("#claims")
        await person.press("l", "j", "j")
        assert person.passage.file == "b.txt"
        await person.press("j", "k")
        assert person.quoted() == squeezed("Then a second moon rose, and it was the Moon’s twin.")
        assert "or twin" in person.text("#claims")
        await person.press("1", "j")
        assert person.explorer.subject == Subject("entity", "sun")
        assert isinstance(person.explorer.passage, NoPassage)
        await person.press("m", "n", "enter", "escape", "j", "enter")
        assert person.app.focused is person.claims.list
        assert person.passage.file == "a.txt"


async def test_first_passage_comes_with_the_names(names: Small) -> None:
    async with at_the_screen(names.library, WIDE, ready=False) as person:
        assert isinstance(person.explorer.passage, NoPassage)
        await person.work()
        assert person.passage.file == "a.txt"


async def test_articles_alone_have_no_mentions(tmp_path: Path) -> None:
    library = only(tmp_path, {"seeds/a.txt": FIRST}).library
    async with at_the_screen(library, WIDE) as person:
        assert person.claims.mentions is None
        await person.press("m", "n", "N")
        assert person.explorer.subject == Subject("article", "a.txt")


# --- whatever else happens ------------------------------------------------------------------


async def test_as_of_a_day_only_what_was_published(shipped: Library) -> None:
    past = shipped.as_of(date(2021, 4, 1))
    async with at_the_screen(past, WIDE) as person:
        await person.go("cnsa")
        count, now = past.mentioned.count("cnsa"), shipped.mentioned.count("cnsa")
        assert count is not None
        assert now is None or count.sentences < now.sentences
        assert f"·{count.sentences}" in _panel(person, "CNSA")
        listed = person.claims.mentions
        assert listed is not None
        assert {item.file for item in listed.namings} <= set(past.files)


def test_article_that_changed_meanwhile_is_not_pointed_into(tmp_path: Path) -> None:
    made = small(tmp_path)
    library = made.library
    library.open_index()
    library.mentioned.find()
    found = mentions.Mentions(library, "beta")
    (item,) = found.namings
    assert isinstance(found.passage(item), Passage)
    made.put("seeds/a.txt", "Another text.\n")
    library._articles.clear()
    passage = found.passage(item)
    assert isinstance(passage, NoPassage)
    assert "changed" in passage.reason


async def test_hostile_names_and_sentences_are_only_text(tmp_path: Path) -> None:
    name = "[bold]Zond[/]"
    article = f"They flew {name} \x1b[31mand\u202e back.\n"
    yaml = f"kind: mission\nentities:\n  - {{id: zond, name: '{name}'}}\n"
    files = {"seeds/a.txt": article, "data/missions.yaml": yaml, "data/schema.yaml": SCHEMA}
    async with at_the_screen(only(tmp_path, files).library, NARROW) as person:
        await person.press("l", "m", "i")
        painted = person.painted()
        assert "[bold]Zond" in painted
        assert "\x1b" not in painted
        assert "\u202e" not in painted
        assert clean(article)[:20] in squeezed_blanks(painted)


async def test_search_by_mention(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("slash")
        await person.type("mentions:cnsa")
        found = {row.hit.id for row in person.finder.rows if row.hit}
        assert found <= {item.id for item in shipped.mentioned.of("cnsa")}
        assert found

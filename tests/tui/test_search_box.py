"""The search box: what completes a query, what was asked before, how to ask, and why a hit."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from textual.content import Content

from lunar_tui.library import Library
from lunar_tui.queries import Queries
from lunar_tui.search.engine import Hit, SearchError
from lunar_tui.search.fields import FIELDS
from lunar_tui.tui.details import Details, HitDetails
from lunar_tui.tui.guide import WORDS, guide
from lunar_tui.tui.help import Help
from lunar_tui.tui.hits import hit_cells
from lunar_tui.tui.offers import MOST, Completer
from lunar_tui.tui.pages import TextPage
from lunar_tui.tui.rows import Row
from lunar_tui.workspace import state_folder
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen, squeezed


async def _typing(person: Person, text: str) -> None:
    await person.press("slash", "end", "ctrl+u")
    await person.type(text)


def _title(person: Person) -> str:
    return person.text("#finder").splitlines()[0].strip("─╭╮ ")


def _offered(person: Person) -> list[str]:
    return _title(person).partition("⇥")[2].split()


# --- completing -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_value_is_offered_and_taken(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await _typing(person, "kind:mi")
        assert _offered(person) == ["mission"]
        assert "⇥ mission" in person.text("#finder").splitlines()[0]
        await person.press("tab")
        await person.work()
        assert person.in_box("kind:mission ")
        assert person.finder.results is not None
        assert person.finder.results.total
        assert not _offered(person)
        # Nothing more is offered: tab goes to the hits.
        await person.press("tab")
        assert person.app.focused is person.finder.list


@pytest.mark.parametrize("size", SIZES)
async def test_entity_is_completed_by_its_name(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await _typing(person, "entity:chang")
        offers = person.finder._offers.choices
        assert 1 < len(offers) <= MOST
        assert all("chang" in name.lower() for name in offers)
        assert offers[0] in _title(person)
        await person.press("tab")
        await person.work()
        assert person.in_box(f"entity:{offers[0]} ")
        # A name of several words gets quotation marks.
        await _typing(person, "moon -entity:chang'e-5")
        name = "Chang'e-5 sample loans"
        if name not in person.finder._offers.choices:
            await person.press("end", "ctrl+u")
            await person.type("moon -entity:\"chang'e-5 sam")
        assert name in person.finder._offers.choices
        await person.press("tab")
        await person.work()
        assert person.in_box(f'moon -entity:"{name}" ')


async def test_field_is_offered_from_the_second_letter_on(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _typing(person, "moon k")
        assert not _offered(person)
        await person.type("i")
        assert _offered(person) == ["kind:"]
        await person.press("tab")
        await person.work()
        assert person.in_box("moon kind:")
        assert _offered(person)[0] == next(iter(shipped.kinds)).id


async def test_offers_follow_the_cursor(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _typing(person, "zone:ti moon")
        assert not _offered(person)
        await person.press(*["left"] * len(" moon"))
        assert _offered(person) == ["title"]
        await person.press("tab")
        await person.work()
        assert person.in_box("zone:title moon")
        assert not _offered(person)


async def test_offers_take_no_line(shipped: Library) -> None:
    async with at_the_screen(shipped, NARROW) as person:
        places = set()
        await person.press("slash")
        for letter in "kind:o":
            await person.press(letter)
            await person.work()
            places.add(person.finder.list.region)
            assert len(person.text("#finder").splitlines()[0]) == person.finder.size.width
        assert len(places) == 1
        assert "⇥ organisation" in person.text("#finder").splitlines()[0]


async def test_values_are_offered_before_the_index_is_ready(
    fresh: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(**options: object) -> None:
        raise RuntimeError("no disk")

    monkeypatch.setattr(fresh, "open_index", failing)
    async with at_the_screen(fresh, WIDE) as person:
        await _typing(person, "kind:pers")
        assert _offered(person) == ["person"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kind:", ("mission", "organisation")),
        ("kind:ORG", ("organisation",)),
        ("kind:mission", ()),
        ("kind:Mission", ()),
        ("kind:xyz", ()),
        ("kind:'", ()),
        ("entity:lon", ("Long March 5", "The long way")),
        ("entity:mar", ("Long March 5",)),
        ("entity:longmarch", ()),
        ('entity:"long m', ("Long March 5",)),
        # All of the name is there, but for the mark that closes it.
        ('entity:"Long March 5', ("Long March 5",)),
        ("entity:chang'e", ("Chang'e-5",)),
        ("entity:CHANGE", ("Chang'e-5",)),
        ("date:20", ()),
        ("moon", ()),
        ("k", ()),
        ("pu", ("published",)),
        ("", ()),
    ],
)
def test_offers(typed: str, offered: tuple[str, ...]) -> None:
    values = {
        "kind": ("mission", "organisation"),
        "entity": ("The long way", "Long March 5", "Chang'e-5"),
    }
    found = Completer(lambda field: values.get(field, ())).offers(typed, len(typed))
    assert found.choices == offered


def test_values_are_listed_once() -> None:
    asked: list[str] = []

    def values(field: str) -> tuple[str, ...]:
        asked.append(field)
        return tuple(f"value{n}" for n in range(100))

    completer = Completer(values)
    for typed in ("source:", "source:v", "source:value"):
        assert len(completer.offers(typed, len(typed)).choices) == MOST
    assert asked == ["source"]
    completer.forget()
    completer.offers("source:v", 8)
    assert asked == ["source", "source"]


# --- earlier queries --------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_queries_come_back_in_the_next_run(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        for query in ("moon", "soil", "memorandum"):
            await _typing(person, query)
            await person.press("enter", "escape")
    async with at_the_screen(shipped, size) as person:
        await person.press("slash", "up")
        assert person.in_box("memorandum")
        await person.work()
        assert person.finder.results is not None
        assert person.finder.results.query == "memorandum"
        await person.press("up", "up", "up")
        assert person.in_box("moon")
        await person.press("down")
        assert person.in_box("soil")
        await person.press("down", "down")
        assert person.in_box("")
        await person.work()
        assert person.finder.results is None


async def test_walk_begins_above_the_first_hit_and_comes_back(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _typing(person, "moon")
        await person.press("enter", "escape", "escape")
        await _typing(person, "station")
        hits = person.finder.list
        first = hits.cursor
        await person.press("down", "up")
        assert person.in_box("station")
        assert hits.cursor == first
        while person.in_box("station"):
            # Matching names stand above the hits.
            await person.press("up")
        assert person.in_box("moon")
        await person.press("down")
        assert person.in_box("station")
        await person.work()
        await person.press("down")
        assert person.in_box("station")
        assert hits.cursor != first


async def test_any_other_key_leaves_the_walk(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        for query in ("one", "two"):
            await _typing(person, query)
            await person.press("enter")
        await person.press("slash", "end", "ctrl+u", "up", "up")
        assert person.in_box("one")
        await person.press("left", "down")
        assert person.in_box("one")


@pytest.mark.parametrize("keys", [("enter",), ("tab",), ("tab", "space"), ("escape",), ("1",)])
async def test_query_that_was_used_is_remembered(shipped: Library, keys: tuple[str, ...]) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("slash")
        await person.type("memorandum")
        assert list(person.finder.queries) == []
        if keys == ("1",):
            person.finder.list.focus()
        await person.press(*keys)
        await person.work()
        assert list(person.finder.queries) == ["memorandum"]
        assert list(Queries(state_folder(shipped.workspace))) == ["memorandum"]


async def test_leaving_the_program_keeps_the_query_with_its_hits(shipped: Library) -> None:
    for query in ("memorandum", "qqqqzzzz"):
        async with at_the_screen(shipped, WIDE) as person:
            await _typing(person, query)
    assert list(Queries(state_folder(shipped.workspace))) == ["memorandum"]


async def test_without_a_history_up_does_nothing(shipped: Library) -> None:
    async with at_the_screen(shipped, NARROW) as person:
        await person.press("slash", "up", "down", "up")
        assert person.in_box("")


# --- how to ask -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_empty_box_says_how_to_ask(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.press("slash")
        shown = person.text("#hits")
        for info in FIELDS:
            assert f"{info.name}:" in shown
            assert squeezed(info.description)[:25] in squeezed(shown).replace("│", "")
        for word in ("phrase", "OR", "-", "~"):
            assert word in shown
        rows = person.finder.list.rows
        assert all(row.disabled for row in rows)
        assert person.finder.list.line_count <= person.finder.list.height
        await person.type("moon")
        assert "kind:" not in person.text("#hits")
        await person.press("end", "ctrl+u")
        await person.work()
        assert person.text("#hits") == shown


async def test_guide_follows_the_size(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("slash")
        full = len(person.finder.list.rows)
        await person.resize(*NARROW)
        assert len(person.finder.list.rows) < full
        assert person.finder.list.line_count <= person.finder.list.height
        await person.resize(*WIDE)
        assert len(person.finder.list.rows) == full


async def test_guide_cannot_be_walked_or_opened(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("slash", "tab", "j", "G", "ctrl+d", "enter", "i", "space")
        assert person.finder.list.cursor is None
        assert person.app.screen is person.explorer
        assert not person.app.selection


def test_guide_is_whole_where_there_is_room() -> None:
    text = squeezed(_plain(guide(60)))
    for query, what in (*WORDS, *((info.example, info.description) for info in FIELDS)):
        assert squeezed(query + what) in text


def _plain(rows: Iterable[Row]) -> list[str]:
    return [line.plain for row in rows for line in row.lines(90)]


async def test_help_has_the_language_and_all_fields(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("question_mark")
        assert isinstance(person.app.screen, Help)
        text = person.app.screen.query_one(TextPage).text.plain
        for info in FIELDS:
            assert info.example in text
            assert info.description in text
        for query, what in WORDS:
            assert query in text
            assert what in text


# --- why --------------------------------------------------------------------------------------


def _page(person: Person) -> str:
    screen = person.app.screen
    assert isinstance(screen, HitDetails)
    return screen.query_one(TextPage).text.plain


@pytest.mark.parametrize("size", SIZES)
async def test_hit_is_explained(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        # The last word is still being typed: so it is explained, too.
        await _typing(person, "CE-5 sampl")
        await person.press("tab", "i")
        await person.work()
        hit = person.finder.asked
        assert hit is not None
        results, first = hit
        place = (first.source, first.start, first.end)
        (why,) = shipped.explain("CE-5 sampl", [place], typing=True)
        assert why is not None
        text = _page(person)
        assert f"rank 1 of {results.total} · {first.zone}" in text
        assert "Chang'e-5 (another name)" in text.replace("\n", " ")
        assert re.search(r"sampl +samples? \(inflected\) +this sentence", text)
        for reason in why.reasons:
            assert f"{reason.points:.1f}" in text
        assert f"times {why.length:.2f}" in text
        assert "all together" in person.painted()
        # The columns are aligned.
        lines = [line for line in text.splitlines() if "this sentence" in line]
        assert len({line.index("this sentence") for line in lines}) == 1
        await person.press("i")
        assert person.app.screen is person.explorer
        assert person.app.focused is person.finder.list


async def test_letter_i_is_a_letter_in_the_box(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _typing(person, "institut")
        assert person.in_box("institut")
        assert person.app.screen is person.explorer


async def test_hit_is_explained_from_the_article(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _typing(person, "memorandum")
        await person.press("enter", "n", "i")
        await person.work()
        assert "rank" in _page(person)
        await person.press("escape")
        assert person.app.focused is person.reader


async def test_copies_are_listed_with_their_place(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _typing(person, "putin signed law")
        number, hit = next(
            (number, row.hit)
            for number, row in enumerate(person.finder.rows)
            if row.hit and row.hit.copies
        )
        assert f"(+{len(hit.copies)} alike)" in person.row_text(person.finder.list, number)
        person.finder.list.place_cursor(number)
        await person.press("tab", "i")
        await person.work()
        text = _page(person)
        assert "Alike, and folded away" in text
        file, start, _ = hit.copies[0]
        article = shipped.article(file)
        assert article is not None
        assert f"{file}, line {article.line_of(start)}" in text


async def test_reasons_that_cannot_be_told(
    shipped: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise SearchError("the search failed [/]")

    async with at_the_screen(shipped, NARROW) as person:
        await _typing(person, "memorandum")
        monkeypatch.setattr(shipped.index, "explain", failing)
        await person.press("tab", "i")
        await person.work()
        assert "the search failed [/]" in person.painted()


async def test_claims_keep_their_details(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("l", "i")
        assert isinstance(person.app.screen, Details)


@pytest.mark.parametrize("length", [10, 400])
def test_copies_are_counted_at_the_end_of_a_hit(length: int) -> None:
    text = "word " * (length // 5)
    hit = Hit(
        "a.txt", 0, len(text), text, "body", 3.1, lambda *_: (), (("b.txt", 0, 9), ("c.txt", 0, 9))
    )
    lines = [line.plain for line in Row(*hit_cells(hit, 40, marked=False)).lines(40)]
    assert lines[-1].rstrip().endswith("(+2 alike)")
    alone = Hit("a.txt", 0, len(text), text, "body", 3.1, lambda *_: ())
    plain = [line.plain for line in Row(*hit_cells(alone, 40, marked=False)).lines(40)]
    assert not any("alike" in line for line in plain)
    assert isinstance(hit_cells(hit, 40, marked=True)[0].content, Content)


async def test_page_is_set_for_its_width(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _typing(person, "CE-5 sampl")
        await person.press("tab", "i")
        await person.work()
        for size in (NARROW, WIDE):
            await person.resize(*size)
            page = person.app.screen.query_one(TextPage)
            rows = [line for line in page.text.plain.splitlines() if "this sentence" in line]
            assert {len(line) for line in rows} == {page.text_width}

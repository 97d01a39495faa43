"""Search as you type: what is found, how it is shown, and that nothing typed breaks it."""

from __future__ import annotations

import re
import shutil
import threading
from itertools import groupby
from time import monotonic, sleep
from typing import Any

import pytest
from rich.color import Color

from lunar_tui.library import Library
from lunar_tui.search.engine import Hit, Results
from lunar_tui.search.index import Opened
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import Subject
from lunar_tui.workspace import cache_folder
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen, squeezed

#: Scores above this are of sentences that have all that was asked for themselves.
_BY_ITSELF = 2


def _hits(person: Person) -> list[Hit]:
    return [row.hit for row in person.finder.rows if row.hit]


def _entities(person: Person) -> list[str]:
    return [row.entity for row in person.finder.rows if row.entity]


def _matched(person: Person, hit: Hit) -> str:
    article = person.library.article(hit.source)
    assert article is not None
    return squeezed(article.display[low:high] for low, high in hit.highlights)


async def _search(person: Person, query: str) -> list[Hit]:
    await person.press("slash")
    await person.type(query)
    return _hits(person)


@pytest.mark.parametrize("size", SIZES)
async def test_hits_are_grouped_counted_and_highlighted(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        hits = await _search(person, "lunar station")
        assert len(hits) > 3
        groups = [source for source, _ in groupby(hit.source for hit in hits)]
        assert len(groups) == len(set(groups)) > 1
        assert person.finder.results is not None
        total = person.finder.results.total
        assert f"{total} sentence" in str(person.finder.border_title)
        if size == WIDE:
            assert f"{total} sentence" in person.text("#finder")
        headings = [n for n, row in enumerate(person.finder.rows) if not row.hit and not row.entity]
        assert len(headings) == len(groups)
        assert all(person.finder.list.rows[n].disabled for n in headings)
        article = person.library.article(groups[0])
        assert article is not None
        assert article.metadata.publisher in person.row_text(person.finder.list, headings[0])


@pytest.mark.parametrize("size", SIZES)
async def test_every_hit_lands_on_its_sentence(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        hits = await _search(person, "lunar station")
        for number, hit in enumerate([*hits, hits[0]]):
            assert person.passage.file == hit.source
            assert person.passage.focus == (hit.start, hit.end)
            assert person.passage.caption.startswith(f"hit {number % len(hits) + 1} of {len(hits)}")
            first, last = person.rows_of((hit.start, hit.end))
            height = person.reader.height
            assert first >= 0
            assert last < height or first == 0
            if last < height:
                assert person.highlighted("reader--match") == _matched(person, hit)
            await person.press("down")
            while number < len(hits) - 1 and person.finder.current is None:
                await person.press("down")
            if number >= len(hits) - 1:
                # The list ends here; only n goes round.
                person.finder.step(1)
                await person.settle()


async def test_matches_are_highlighted_in_the_list(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        hits = await _search(person, "memorandum")
        assert hits[0].highlights
        rows = person.finder.list
        for number, row in enumerate(person.finder.rows):
            # What is found by the claims about it has nothing to highlight.
            if row.hit is None or not row.hit.highlights:
                continue
            marked: set[Color | None] = set()
            plain: set[Color | None] = set()
            for line in range(*_lines(rows, number)):
                for segment in rows.paint(line, rows.visual_style):
                    assert segment.style is not None
                    found = segment.text.lower() == "memorandum"
                    (marked if found else plain).add(segment.style.bgcolor)
            assert marked
            assert not marked & plain


def _lines(rows: RowList, row: int) -> tuple[int, int]:
    first, last = rows.lines_of(row)
    return first, last + 1


async def test_entity_that_is_marked_in_the_list_shows_it(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _search(person, "wenchang")
        await person.press("tab", "g", "space")
        assert list(person.app.selection) == ["wenchang"]
        assert "◆" in person.row_text(person.finder.list, 0)


async def test_results_follow_every_key(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("slash")
        assert _hits(person) == []
        totals = []
        for key in "samples":
            await person.press(key)
            await person.work()
            assert person.finder.results is not None
            totals.append(person.finder.results.total)
        assert all(totals)
        assert totals[-1] == shipped.search("samples").total
        await person.press(*["backspace"] * 7)
        await person.work()
        assert _hits(person) == []
        assert str(person.finder.border_title).strip() == "Search"


@pytest.mark.parametrize("query", ["change 5", "CE-5", "Chang’e-5", "chang'e 5"])
async def test_every_spelling_of_a_name_finds_it(shipped: Library, query: str) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        hits = await _search(person, query)
        assert _entities(person)[0] == "change-5"
        assert "Chang'e-5" in person.row_text(person.finder.list, 0)
        wanted = {hit.source for hit in hits}
        assert len(wanted) >= 4
        assert all(hit.highlights for hit in hits if hit.score > _BY_ITSELF)


async def test_entity_in_the_list_is_shown_and_opened(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _search(person, "wenchang")
        assert _entities(person) == ["wenchang"]
        before = person.here
        row = person.finder.list.cursor
        await person.press(*["up"] * 3)
        assert person.finder.current is not None
        assert person.finder.current.entity == "wenchang"
        await person.press("enter")
        assert person.explorer.view is None
        assert person.explorer.subject == Subject("entity", "wenchang")
        assert person.app.focused is person.claims.list
        await person.press("escape")
        assert person.explorer.view
        assert person.in_box("wenchang")
        assert person.finder.list.cursor == 0
        await person.press("tab", "n")
        assert person.finder.list.cursor == row
        assert person.here.passage == before.passage


async def test_numbers_are_found_with_and_without_their_comma(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        with_comma = {hit.id for hit in await _search(person, "1,731")}
        assert len(with_comma) >= 3
        await person.press(*["backspace"] * 5)
        await person.type("1731")
        assert {hit.id for hit in _hits(person)} == with_comma


async def test_phrase_not_or_and_prefix(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        phrase = await _search(person, '"carrier rocket"')
        assert phrase
        assert all("carrierrocket" in _matched(person, hit).lower() for hit in phrase)
        found = {}
        for query in ("moon", "moon -samples", "moon NOT samples", "ratif*", "soil OR wenchang"):
            await person.press("escape", "slash", "end", "ctrl+u")
            await person.type(query)
            found[query] = _hits(person)
            assert found[query], query
        without = found["moon -samples"]
        assert without == found["moon NOT samples"]
        assert len(without) < len(found["moon"])
        assert not any(re.search(r"\bsamples\b", hit.text.lower()) for hit in without)
        for query, words in (("ratif*", "ratif"), ("soil OR wenchang", "soil|wenchang")):
            hits = [hit for hit in found[query] if hit.score > _BY_ITSELF]
            assert hits
            assert all(re.search(words, hit.text.lower()) for hit in hits), query


NONSENSE = [
    '"unclosed',
    "((",
    "AND OR",
    "*",
    "-",
    "NOT",
    "[/]",
    "[red]x[/red]",
    "[@click=app.quit]x[/]",
    "qqqqzzzz",
    "~9 [a TO",
    "😀",
    "x" * 600,
    "a " * 300,
    "\x1b]52;c;eA==\x07\x1b[2J\x9b\u202e\u200b",
    "\n\r\t",
]


@pytest.mark.parametrize("size", SIZES)
async def test_nonsense_is_answered_and_never_a_crash(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.press("slash")
        for query in NONSENSE:
            await person.press("end", "ctrl+u")
            await person.paste(query)
            assert _hits(person) or person.text("#hits").strip() or not query.strip(), query
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u200b]", person.painted()), (
                query
            )
        await person.press("end", "ctrl+u")
        await person.type("station")
        assert _hits(person)


async def test_nothing_found_says_so(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _search(person, "qqqqzzzz")
        assert "no sentence" in person.text("#finder")
        assert "try fewer words" in person.text("#hits")


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_the_article_at_the_sentence_and_escape_returns(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.go("change-5", "change-5/launched/november-24-2020")
        at_claim = person.here
        await _search(person, "memorandum")
        await person.press("down")
        at_hit, row = person.here, person.finder.list.cursor
        hit = person.finder.current
        assert hit is not None
        assert hit.hit is not None
        await person.press("enter")
        assert person.app.focused is person.reader
        assert person.passage.focus == (hit.hit.start, hit.hit.end)
        assert person.highlighted("reader--match") == _matched(person, hit.hit)
        supported = shipped.claims_at(hit.hit.source, hit.hit.start, hit.hit.end)
        assert person.reading.claims == supported
        assert supported
        assert shipped.property_of(supported[0]).label in person.text("#facts")
        await person.press("j", "j", "escape")
        assert person.here == at_hit
        assert person.finder.list.cursor == row
        assert person.in_box("memorandum")
        await person.press("escape")
        assert person.here == at_claim


async def test_claims_of_a_hit_lead_to_the_claim_and_back(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await _search(person, "wenchang")
        await person.press("enter", "s", "j")
        chosen = person.reading.claims[1]
        await person.press("enter")
        assert person.explorer.view is None
        assert person.claims.current == chosen
        person.assert_focus_in_view()
        await person.press("escape", "escape")
        assert person.explorer.view
        assert person.app.focused is person.reader
        await person.press("escape")
        assert person.in_box("wenchang")


async def test_n_walks_hits_from_the_list_and_from_the_article(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        hits = await _search(person, "memorandum")
        assert len(hits) > 2
        await person.press("enter")
        for number in [*range(1, len(hits)), 0]:
            await person.press("n")
            assert person.passage.focus == (hits[number].start, hits[number].end)
            assert person.app.focused is person.reader
        await person.press("N")
        assert person.passage.focus == (hits[-1].start, hits[-1].end)


async def test_tab_leads_to_the_hits_where_n_and_space_are_keys(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        hits = await _search(person, "memorandum")
        await person.press("tab")
        assert person.app.focused is person.finder.list
        await person.press("n")
        assert person.passage.focus == (hits[1].start, hits[1].end)
        await person.press("slash")
        assert person.in_box("memorandum")


async def test_search_again_keeps_the_words_and_replaces_them(shipped: Library) -> None:
    async with at_the_screen(shipped, NARROW) as person:
        await _search(person, "memorandum")
        await person.press("escape")
        assert person.explorer.view is None
        await person.press("slash")
        assert person.in_box("memorandum")
        assert _hits(person)
        await person.type("wenchang")
        assert person.in_box("wenchang")


async def test_typing_before_the_index_is_ready(
    fresh: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    real = fresh.open_index

    def waiting(**options: object) -> Opened:
        go_on.wait(20)
        return real()

    monkeypatch.setattr(fresh, "open_index", waiting)
    try:
        async with at_the_screen(fresh, WIDE, ready=False) as person:
            await person.press("slash", *"change 5")
            await person.until(lambda: _entities(person))
            assert "change-5" in _entities(person)
            assert _hits(person) == []
            assert "not ready" in person.text("#hits")
            assert person.explorer.index_state in person.status
            go_on.set()
            await person.work()
            assert _hits(person)
            assert "not ready" not in person.text("#finder")
            assert person.in_box("change 5")
    finally:
        go_on.set()


async def test_failing_index_is_one_line(fresh: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(**options: object) -> Opened:
        raise RuntimeError("[/] disk \x1b[2J on fire")

    monkeypatch.setattr(fresh, "open_index", failing)
    async with at_the_screen(fresh, WIDE) as person:
        assert "no index" in person.status
        assert any("disk" in notice for notice in person.notices)
        assert not any("\x1b" in notice for notice in person.notices)
        await person.press("slash")
        await person.type("moon")
        assert _hits(person) == []
        await person.press("escape", "l", "j")
        person.assert_focus_in_view()


async def test_deleting_the_cache_while_running_keeps_search_working(fresh: Library) -> None:
    async with at_the_screen(fresh, WIDE) as person:
        before = [hit.id for hit in await _search(person, "lunar station")]
        folder = cache_folder(fresh.workspace)
        assert folder is not None
        assert folder.is_dir()
        shutil.rmtree(folder)
        await person.press("end", "ctrl+u")
        await person.type("lunar station")
        assert [hit.id for hit in _hits(person)] == before
        await person.press("end", "ctrl+u")
        await person.type("ratif*")
        assert _hits(person)


async def test_the_next_letter_stops_the_search_for_the_one_before(
    fresh: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[str] = []
    real = Library.search

    def search(self: Library, query: str, **options: Any) -> Results:
        stop = options["stop"]
        deadline = monotonic() + 5
        while query == "m" and not stop():
            assert monotonic() < deadline
            sleep(0.001)
        if stop():
            stopped.append(query)
        return real(self, query, **options)

    async with at_the_screen(fresh, WIDE) as person:
        monkeypatch.setattr(Library, "search", search)
        await person.press("slash", "m", "o")
        await person.work()
        assert stopped == ["m"]
        assert person.finder.results is not None
        assert person.finder.results.query == "mo"

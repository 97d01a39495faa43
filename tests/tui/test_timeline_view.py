"""The view of the timeline: t opens it, its dates stand in order, the article follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.facts.timeline import Event, by_year
from lunar_tui.library import Library
from lunar_tui.tui.axis import BREAK
from lunar_tui.tui.chart import Chart
from lunar_tui.tui.details import Details
from lunar_tui.tui.passage import NoPassage
from lunar_tui.tui.timeline import Timeline
from tests.tui.driving import SIZES, WIDE, Person, at_the_screen
from tests.workspaces import MISSIONS, small

LAUNCHED = "change-5/launched/november-24-2020"


def view(person: Person) -> Timeline:
    return person.app.screen.query_one(Timeline)


def current(person: Person) -> Event:
    event = view(person).current
    assert event is not None
    return event


def shown(person: Person) -> list[Event]:
    return [row.event for row in view(person).rows if not row.heading]


def row_of(person: Person, claim_id: str) -> int:
    return next(
        number
        for number, row in enumerate(view(person).rows)
        if not row.heading and row.event.claim.id == claim_id
    )


async def to(person: Person, claim_id: str) -> None:
    view(person).list._go(row_of(person, claim_id))
    await person.settle()
    person.paint()


def title(person: Person) -> str:
    return person.text(view(person)).splitlines()[0]


@pytest.mark.parametrize("size", SIZES)
async def test_t_lists_all_dates_in_order_under_their_years(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.press("t")
        assert tuple(shown(person)) == shipped.timeline()
        rows = view(person).rows
        headings = [
            person.row_text(view(person).list, number).split("│")[0].split("  ")[0]
            for number, row in enumerate(rows)
            if row.heading
        ]
        assert headings == [label for label, _ in by_year(shipped.timeline())]
        assert f"{len(shipped.timeline())} dates" in title(person)
        await person.press("g")
        seen = []
        for _ in shown(person):
            seen.append(current(person))
            await person.press("j")
        assert tuple(seen) == shipped.timeline()


@pytest.mark.parametrize("size", SIZES)
async def test_evidence_of_the_date_under_the_cursor_is_highlighted(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.press("t", "g")
        for _ in shown(person):
            claim = current(person).claim
            spot = shipped.locate(claim.evidence[0])
            assert person.passage.file == claim.evidence[0].source
            assert person.passage.focus == (spot.start, spot.end)
            person.assert_focus_in_view()
            await person.press("j")


async def test_opens_on_the_claim_that_one_comes_from(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", LAUNCHED)
        await person.press("t")
        assert current(person).claim.id == LAUNCHED
        await person.press("escape")
        assert person.explorer.view is None
        assert person.claims.current is not None
        assert person.claims.current.id == LAUNCHED


async def test_opens_on_the_first_date_of_the_entity(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-8")
        await person.press("t")
        assert current(person).claim.entity == "change-8"
        assert "planned" in person.text(view(person))


async def test_entity_without_a_date_is_spoken_of(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("wenchang")
        await person.press("t")
        assert "none of Wenchang" in title(person)
        assert tuple(shown(person)) == shipped.timeline()


@pytest.mark.parametrize("size", SIZES)
async def test_enter_goes_into_the_article_and_escape_returns(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.press("t", "G", "k")
        before = person.here
        row = view(person).list.cursor
        await person.press("enter")
        assert person.app.focused is person.reader
        person.assert_focus_in_view()
        await person.press("escape")
        assert person.here == before
        assert view(person).list.cursor == row


async def test_only_the_entity_under_the_cursor_and_back(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", LAUNCHED)
        await person.press("t", "o")
        assert tuple(shown(person)) == shipped.timeline(entity="change-5")
        assert current(person).claim.id == LAUNCHED
        assert f"Chang'e-5 · {len(shown(person))} of" in title(person)
        await person.press("j", "o")
        assert tuple(shown(person)) == shipped.timeline()
        assert current(person).claim.entity == "change-5"


async def test_kinds_take_turns(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("t")
        dated = [kind for kind in shipped.kinds if shipped.timeline(kind=kind.id)]
        for kind in dated:
            await person.press("v")
            assert tuple(shown(person)) == shipped.timeline(kind=kind.id)
            assert kind.plural in title(person)
            # The article follows to what the cursor is on now.
            assert person.passage.file in current(person).claim.sources
        await person.press("v")
        assert tuple(shown(person)) == shipped.timeline()
        assert len(dated) < len(shipped.kinds)


async def test_way_back_knows_what_was_shown(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("t", "v", "o", "enter")
        only, claim = view(person).shown, current(person).claim
        assert only.only
        await person.press("t", "escape")
        assert view(person).shown == only
        assert current(person).claim == claim
        assert tuple(shown(person)) == shipped.timeline(entity=claim.entity)


async def test_n_walks_all_quotes_of_all_dates(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("t", "v", "g")
        quotes = [(e.claim.id, piece) for e in shown(person) for piece in e.claim.evidence]
        assert len(quotes) > len(shown(person))
        for claim_id, piece in [*quotes[1:], quotes[0]]:
            await person.press("n")
            spot = shipped.locate(piece)
            assert current(person).claim.id == claim_id
            assert person.passage.file == piece.source
            assert person.passage.focus == (spot.start, spot.end)
        await person.press("N")
        assert current(person).claim.id == quotes[-1][0]
        assert person.passage.file == quotes[-1][1].source


async def test_date_is_marked_and_its_claim_told_in_full(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", LAUNCHED)
        await person.press("t", "space")
        assert list(person.explorer.selection) == [LAUNCHED]
        assert "◆" in person.row_text(view(person).list, row_of(person, LAUNCHED))
        await person.press("space")
        assert "◆" not in person.row_text(view(person).list, row_of(person, LAUNCHED))
        await person.press("j", "i")
        details = person.app.screen
        assert isinstance(details, Details)
        assert details.claim != shipped.claim(LAUNCHED)


async def test_row_says_no_more_than_its_source(shipped: Library) -> None:
    rows = {
        LAUNCHED: ("24 Nov", "●", "Chang'e-5 launched"),
        "change-5/returned/december-2020": ("Dec", "●", "returned"),
        "change-5/returned/december-17": ("≈17 Dec", "●"),
        "change-8/launched/around-2029": ("about", "2029", "○"),
        "crewed-lunar-mission/launched/by-2030": ("by 2030", "○", "launched"),
        "ilrs/milestone/extended-model-in-the-2040s": ("2040s", "○", "“extended model"),
        "cooperation-programme-2018-2022/period/2018-2022": ("2018–", "2022", "◐"),
    }
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("t")
        for claim_id, words in rows.items():
            text = person.row_text(view(person).list, row_of(person, claim_id))
            assert all(word in text for word in words), text
        assert "“November" not in person.row_text(view(person).list, row_of(person, LAUNCHED))


@pytest.mark.parametrize("size", SIZES)
async def test_axis_stays_while_the_list_scrolls(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.press("t", "g")
        first = person.text("#timeline-axis")
        assert all(word in first for word in ("2020", BREAK, "● past", "○ planned"))
        top = view(person).list.top
        await person.press("G")
        assert view(person).list.top > top
        assert person.text("#timeline-axis") == first


@pytest.mark.parametrize("size", SIZES)
async def test_span_is_drawn_under_its_years(shipped: Library, size: tuple[int, int]) -> None:
    period = "cooperation-programme-2018-2022/period/2018-2022"
    async with at_the_screen(shipped, size) as person:
        await person.press("t")
        await to(person, period)
        lines = person.text(view(person)).splitlines()
        header = next(line for line in lines if "2020" in line and "●" in line)
        band = next(line for line in lines if "━━" in line)
        assert band.count("━") == 5
        assert band.index("━") == header.index("2020") - 2


async def test_rows_fit_at_any_width(shipped: Library) -> None:
    events = shipped.timeline()
    chart = Chart(shipped, events)
    for width in range(16, 160, 7):
        for row in [chart.heading(events[0])] + [
            chart.row(event, again=False, marked=True) for event in events
        ]:
            assert {line.cells for line in row.lines(width)} == {width}


async def test_every_event_leaves_a_mark_on_the_axis(shipped: Library) -> None:
    for width in (52, 55):
        chart = Chart(shipped, shipped.timeline())
        scale = chart.scale(width)
        bare = scale.ground()
        for event in shipped.timeline():
            row = chart.row(event, again=False, marked=False)
            assert row.lines(width)[0].plain[-scale.width :] != bare, event.date


async def test_difference_and_sources_are_told_when_they_are_known(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.until(lambda: shipped.findings_known)
        await person.press("t")
        text = person.row_text(view(person).list, row_of(person, "change-5/returned/december-17"))
        assert "2×" in text
        assert "~" in text


async def test_workspace_without_dates_says_so(tmp_path: Path) -> None:
    dated = """      - property: landed
        value: {date: 2021-05-03, text: "May 3, 2021"}
"""
    undated = MISSIONS.replace(dated, "      - property: said\n        value: that it landed\n")
    assert undated != MISSIONS
    async with at_the_screen(small(tmp_path, {"data/missions.yaml": undated}).library) as person:
        await person.press("t", "j", "o", "v", "n", "space", "enter")
        assert "No claim is dated." in person.text(view(person))
        assert isinstance(person.explorer.passage, NoPassage)
        await person.press("escape")
        assert person.explorer.view is None


async def test_names_of_entities_are_never_markup(tmp_path: Path) -> None:
    name = "[red]Alpha[/red] [@click=app.quit]x[/]"
    missions = MISSIONS.replace("name: Alpha", f'name: "{name}"')
    async with at_the_screen(small(tmp_path, {"data/missions.yaml": missions}).library) as person:
        await person.press("t", "o")
        assert "[red]Alpha[/red]" in person.text(view(person)).replace("\n", "")
        assert "[red]Alpha" in title(person)

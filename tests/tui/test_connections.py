"""The view of the connections: c draws them, the article follows, enter walks to a neighbour."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.library import Library, open_library
from lunar_tui.tui.connections import Connections
from lunar_tui.tui.details import Details
from lunar_tui.tui.drawing import Drawing
from lunar_tui.tui.fan import Fan, Spoke, box, spokes_in, spokes_of
from lunar_tui.tui.matrix import BOTH, SPEAKS, SPOKEN, Matrix
from lunar_tui.tui.messages import Subject
from lunar_tui.tui.passage import NoPassage, passage_of
from lunar_tui.tui.view import View
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen
from tests.workspaces import MISSIONS, SOURCES, small

HUB, MISSION = "china", "change-5"


def view(person: Person) -> Connections:
    return person.explorer.query_one(Connections)


def current(person: Person) -> Spoke:
    spoke = view(person).current
    assert spoke is not None
    return spoke


async def to(person: Person, claim: str) -> None:
    """The cursor of the view on a claim."""
    row = view(person)._row_of(claim)
    assert row is not None
    view(person).list._go(row)
    await person.settle()
    person.paint()


def links(library: Library, entity: str) -> set[tuple[str, str]]:
    return {
        (connection.entity, claim.id)
        for connection in library.connections(entity)
        for claim in connection.claims
    }


# --- the fan --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_c_draws_all_connections_and_nothing_else(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.go(MISSION)
        await person.press("c")
        spokes = view(person).spokes
        assert {(one.neighbour, one.claim.id) for one in spokes} == links(shipped, MISSION)
        assert person.app.focused is view(person).list
        assert "Chang'e-5" in person.text(view(person).list)


def test_every_entity_is_drawn_with_all_its_connections(shipped: Library) -> None:
    for entity in shipped.entities():
        spokes = spokes_of(shipped, entity.id)
        found = [(spoke.neighbour, spoke.claim.id) for spoke in spokes]
        assert sorted(found) == sorted(links(shipped, entity.id)), entity.id
        for spoke in spokes:
            assert spoke.outgoing == (spoke.claim.entity == entity.id)


def test_neighbours_of_one_property_and_direction_share_a_branch(shipped: Library) -> None:
    leads = [spoke for spoke in spokes_of(shipped, HUB) if not spoke.further]
    groups = [(spoke.outgoing, spoke.claim.property) for spoke in leads]
    assert len(set(groups)) == sum(
        here != before for before, here in zip([None, *groups], groups, strict=False)
    )
    assert [outgoing for outgoing, _ in groups] == sorted(
        (outgoing for outgoing, _ in groups), reverse=True
    )


@pytest.mark.parametrize("size", SIZES)
async def test_moving_shows_the_words_that_say_so(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.go(MISSION)
        await person.press("c", "g")
        seen = []
        for _ in view(person).spokes:
            spoke = current(person)
            seen.append(spoke.claim.id)
            expected = passage_of(shipped, spoke.claim)
            assert person.explorer.passage == expected
            if not isinstance(expected, NoPassage):
                person.assert_focus_in_view()
            await person.press("n")
        assert seen == [spoke.claim.id for spoke in view(person).spokes]
        await person.press("N")
        assert current(person).claim.id == seen[-2]


async def test_links_among_neighbours_show_for_the_one_under_the_cursor(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go(MISSION)
        await person.press("c")
        shown = view(person)
        others = {spoke.neighbour for spoke in shown.spokes}
        for number, row in enumerate(shown._rows):
            if row is None or row.further:
                continue
            shown.list.place_cursor(number)
            linked = {one.entity for one in shipped.connections(row.neighbour)} & others
            drawn = {
                other.neighbour
                for place, other in enumerate(shown._rows)
                if other
                and not other.further
                and other is not row
                and person.row_text(shown.list, place).rstrip()[-1] in "╮┤╯"
            }
            assert drawn == linked, row.neighbour


async def test_a_claim_that_links_keeps_the_cursor(shipped: Library) -> None:
    claim = next(one for one in shipped.facts.entities[MISSION].claims if one.value.entity)
    async with at_the_screen(shipped, WIDE) as person:
        await person.go(MISSION, claim.id)
        await person.press("c")
        assert current(person).claim == claim


async def test_what_a_claim_rests_on_is_seen_in_its_line(tmp_path: Path) -> None:
    library = small(tmp_path).library
    (planned,) = spokes_of(library, "alpha")
    assert (planned.claim.qualifiers.certainty, planned.texture) == ("planned", "╌")
    own = small(tmp_path / "own", {"data/missions.yaml": _without_evidence()}).library
    (editors,) = spokes_of(own, "alpha")
    assert (editors.claim.basis, editors.weight) == ("editor", "✎")


def _without_evidence() -> str:
    return MISSIONS[: MISSIONS.rindex("        evidence:")]


# --- walking --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("matrix", [False, True])
async def test_enter_centres_on_the_neighbour_and_escape_returns(
    shipped: Library, size: tuple[int, int], *, matrix: bool
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.go(MISSION)
        await person.press("c", *(["m"] if matrix else []), "j", "j")
        way = []
        for _ in range(3):
            spoke, before = current(person), person.here
            way.append((before, view(person).list.cursor, view(person).state, spoke))
            await person.press("enter")
            assert person.explorer.subject == Subject("entity", spoke.neighbour)
            assert person.explorer.view is view(person)
            found = {(one.neighbour, one.claim.id) for one in view(person).spokes}
            assert found == links(shipped, spoke.neighbour)
            assert person.panel.current == Subject("entity", spoke.neighbour)
            assert person.app.focused is view(person).list
        for before, row, state, spoke in reversed(way):
            await person.press("escape")
            assert person.here == before
            assert (view(person).list.cursor, view(person).state) == (row, state)
            assert current(person) == spoke
        await person.press("escape")
        assert person.explorer.view is None
        assert person.explorer.subject == Subject("entity", MISSION)


async def test_escape_restores_a_centre_that_was_left_by_another_way(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go(HUB)
        await person.press("c", "j", "j", "j")
        before, spoke = person.here, current(person)
        await person.press("s", "enter")
        assert person.explorer.view is None
        await person.press("c")
        assert view(person).state != (Subject("entity", HUB), False)
        await person.press("escape", "escape", "escape")
        assert person.here == before
        assert current(person) == spoke


async def test_details_are_those_of_the_claim_under_the_cursor(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go(MISSION)
        await person.press("c", "j", "j", "i")
        screen = person.app.screen
        assert isinstance(screen, Details)
        assert screen.claim == current(person).claim


@pytest.mark.parametrize("size", SIZES)
async def test_space_marks_the_claim(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.go(MISSION)
        await person.press("c", "j")
        claim, row = current(person).claim, view(person).list.cursor
        assert row is not None
        assert "◆" not in person.row_text(view(person).list, row)
        await person.press("space")
        assert claim.id in person.explorer.selection
        assert "◆" in person.row_text(view(person).list, row)
        assert person.painted().count("◆") >= 1


# --- where there is little to draw ----------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_without_connections_it_says_so(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_the_screen(small(tmp_path).library, size) as person:
        await person.go("li-wei")
        for key in ("c", "m"):
            await person.press(key)
            assert view(person).spokes == ()
            assert view(person).pointed is None
            assert "No claim links it" in person.text(view(person))
            assert isinstance(person.explorer.passage, NoPassage)
            await person.press("j", "enter", "n", "space")
            assert not len(person.explorer.selection)
        await person.press("escape")
        assert person.explorer.view is None


async def test_an_article_is_linked_to_what_its_claims_are_about(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("0", "c")
        subject = person.explorer.subject
        assert subject is not None
        assert subject.kind == "article"
        claims = shipped.claims_of(subject.id)
        found = [spoke.neighbour for spoke in view(person).spokes]
        assert found == list(dict.fromkeys(claim.entity for claim in claims))
        for _ in range(4):
            assert person.passage.file == subject.id
            await person.press("j")
        neighbour = current(person).neighbour
        await person.press("enter")
        assert view(person).state == (Subject("entity", neighbour), False)
        await person.press("escape")
        assert view(person).state == (subject, False)


async def test_a_workspace_without_facts_has_nothing_to_draw(tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    (folder / "a.txt").write_text("A sentence.", "utf-8")
    async with at_the_screen(open_library(folder), NARROW) as person:
        await person.press("c", "m", "j", "enter", "escape")
        assert person.explorer.view is None


# --- the matrix -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_m_draws_the_matrix_and_keeps_the_neighbour(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.go(HUB)
        await person.press("c", "j", "j", "j", "j", "j")
        before = person.here
        spoke = current(person)
        fan = person.text(view(person).list)
        await person.press("m")
        assert current(person).neighbour == spoke.neighbour
        assert SPEAKS in person.text(view(person).list)
        assert person.text(view(person).list) != fan
        await person.press("m")
        assert current(person).neighbour == spoke.neighbour
        assert person.here == before


def test_matrix_has_a_sign_where_a_claim_links(shipped: Library) -> None:
    entities = list(shipped.neighbourhood(MISSION).nodes)
    matrix = Matrix(shipped, entities, 0)
    pairs = {
        (origin, claim.value.entity)
        for origin in entities
        for claim in shipped.facts.entities[origin].claims
        if claim.value.entity in entities and claim.value.entity != origin
    }
    assert {(edge.origin, edge.target) for edge in shipped.neighbourhood(MISSION).edges} == pairs
    signs = {(True, False): SPEAKS, (False, True): SPOKEN, (True, True): BOTH}
    for row, origin in enumerate(entities):
        text = matrix.line(row, 100, None).plain
        drawn = [sign for sign in text if sign in ("╲", "·", SPEAKS, SPOKEN, BOTH)]
        assert len(drawn) == len(entities)
        for column, target in enumerate(entities):
            ways = ((origin, target) in pairs, (target, origin) in pairs)
            expected = "╲" if row == column else signs.get(ways, "·")
            assert drawn[column] == expected, (origin, target, text)


def test_matrix_says_how_many_columns_fit(shipped: Library) -> None:
    nodes = shipped.neighbourhood(HUB).nodes
    matrix = Matrix(shipped, nodes, 0)
    assert "columns" not in matrix.header(80, None)[0].plain
    cut = matrix.header(36, None)
    assert f" of {len(nodes)} columns" in cut[0].plain
    shown = int(cut[0].plain.split()[0])
    assert 0 < shown < len(nodes)
    # The hub is linked to all others: it stands, whatever else is left out.
    assert "0" in cut[-1].plain
    signs = [sign for sign in matrix.line(0, 36, None).plain if sign in "╲·●○◉"]
    assert len(signs) == shown


async def test_numbers_of_the_columns_stay_in_sight(shipped: Library) -> None:
    async with at_the_screen(shipped, NARROW) as person:
        await person.go(HUB)
        await person.press("c", "m", "G")
        drawing = view(person).query_one(Drawing)
        assert drawing.top > 0
        lines = person.text(drawing).splitlines()
        assert "0123456789" in "".join(lines[:4]).replace(" ", "")
        assert "China" in "".join(lines[:4])
        cursor = drawing.cursor
        await person.pilot.click(drawing, offset=(5, 1))
        assert drawing.cursor == cursor


# --- whatever the width ---------------------------------------------------------------------------


@given(
    width=st.integers(0, 160), entity=st.sampled_from([HUB, MISSION, "cnsa"]), cursor=st.integers(0)
)
def test_every_line_is_exactly_as_wide_as_the_list(
    shipped: Library, width: int, entity: str, cursor: int
) -> None:
    spokes = spokes_of(shipped, entity)
    fan = Fan(shipped, spokes)
    here = cursor % len(spokes)
    lines = [fan.line(number, width, here, marked=True) for number in range(len(spokes))]
    lines += box(entity * 3, "kind", width, open_below=True)
    nodes = shipped.neighbourhood(entity).nodes
    matrix = Matrix(shipped, nodes, 0)
    lines += matrix.header(width, here)
    lines += [matrix.line(row, width, here) for row in range(len(nodes))]
    assert {line.cells for line in lines} == {width}


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (126, 20), (250, 60)])
async def test_any_terminal_shows_it(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.go(HUB)
        await person.press("c", "j", "G", "m", "j", "g", "enter", "escape")
        assert isinstance(person.explorer.view, View)


async def test_names_from_outside_are_shown_as_they_are(tmp_path: Path) -> None:
    missions = MISSIONS.replace("name: Beta", 'name: "[bold]Be\\u202Eta[/] 嫦娥五号"')
    sources = SOURCES.replace("publisher: TASS", 'publisher: "[red]TA\\u202ESS"')
    files = {"data/missions.yaml": missions, "data/sources.yaml": sources}
    async with at_the_screen(small(tmp_path, files).library) as person:
        await person.go("alpha")
        for key in ("c", "m"):
            await person.press(key)
            assert "[bold]Be\ufffdta[/]" in person.text(view(person))
        await person.press("3", "c", "m")
        assert "[red]TA\ufffdSS" in person.text(view(person))


def test_article_without_claims_has_no_spokes(shipped: Library) -> None:
    assert spokes_in(shipped, "no-such-article.txt") == ()


def test_a_claim_is_drawn_once(shipped: Library) -> None:
    for entity in shipped.entities():
        claims = [spoke.claim.id for spoke in spokes_of(shipped, entity.id)]
        assert len(set(claims)) == len(claims)

"""Enter goes deeper, escape comes back to exactly the same place."""

from __future__ import annotations

from lunar_tui.facts.model import Claim
from lunar_tui.library import Library
from lunar_tui.tui.messages import Subject
from tests.tui.driving import NARROW, WIDE, at_the_screen

LAUNCH_SITE = "change-5/launch-site/wenchang"


async def test_enter_follows_a_link_and_escape_returns(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", LAUNCH_SITE)
        before = person.here
        await person.press("enter")
        assert person.explorer.subject == Subject("entity", "wenchang")
        assert person.app.focused is person.claims.list
        assert person.panel.current == Subject("entity", "wenchang")
        await person.press("escape")
        assert person.here == before
        assert person.panel.current == Subject("entity", "change-5")


async def test_escape_returns_to_the_same_piece_of_evidence(shipped: Library) -> None:
    async with at_the_screen(shipped, NARROW) as person:
        await person.go("change-5", "change-5/country/china")
        await person.press("n", "n")
        before = person.here
        assert before.evidence == 2
        await person.press("enter")
        assert person.explorer.subject == Subject("entity", "china")
        await person.press("j", "n", "escape")
        assert person.here == before
        person.assert_focus_in_view()


def _chain(library: Library, start: str, length: int, seen: tuple[str, ...] = ()) -> list[Claim]:
    """Claims that lead from ``start`` from link to link, each to an entity not seen before."""
    entity = library.entity(start)
    if not length or entity is None:
        return []
    for claim in entity.claims:
        target = claim.value.entity
        if target and target not in {*seen, start} and library.entity(target):
            onward = _chain(library, target, length - 1, (*seen, start))
            if len(onward) == length - 1:
                return [claim, *onward]
    return []


async def test_five_links_deep_and_all_the_way_back(shipped: Library) -> None:
    chain = _chain(shipped, "change-5", 5)
    assert len(chain) == 5
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5")
        await person.press("l")
        spots = []
        for claim in chain:
            row = person.claims.row_of(claim.id)
            assert row is not None
            while person.claims.list.cursor != row:
                await person.press("j")
            spots.append(person.here)
            await person.press("enter")
            assert person.explorer.subject == Subject("entity", claim.value.entity)
        for spot in reversed(spots):
            await person.press("escape")
            assert person.here == spot


async def test_backlink_leads_to_the_claim_it_stands_for(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("wenchang")
        await person.press("l")
        row = next(n for n, row in enumerate(person.claims.rows) if row.claim.id == LAUNCH_SITE)
        text = person.row_text(person.claims.list, row)
        assert "← Chang'e-5" in text
        assert "launch site" in text
        while (person.claims.list.cursor or 0) < row:
            await person.press("j")
        person.assert_focus_in_view()
        before = person.here
        await person.press("enter")
        assert person.explorer.subject == Subject("entity", "change-5")
        assert person.claims.current is not None
        assert person.claims.current.id == LAUNCH_SITE
        person.assert_focus_in_view()
        await person.press("escape")
        assert person.here == before


async def test_backlink_to_the_first_claim_of_an_entity(shipped: Library) -> None:
    claim = next(
        entity.claims[0]
        for entity in shipped.entities()
        if entity.claims and shipped.entity(entity.claims[0].value.entity)
    )
    async with at_the_screen(shipped, WIDE) as person:
        await person.go(claim.value.entity, claim.id)
        await person.press("enter")
        assert person.explorer.subject == Subject("entity", claim.entity)
        assert person.claims.list.cursor == 0
        person.assert_focus_in_view()


async def test_enter_on_a_claim_without_a_link_goes_into_the_article(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", "change-5/launched/november-24-2020")
        before = person.here
        await person.press("enter")
        assert person.app.focused is person.reader
        person.assert_focus_in_view()
        cursor, focus = person.reader.cursor, person.passage.focus
        assert cursor is not None
        assert focus is not None
        assert cursor.start <= focus[0] < cursor.end
        await person.press("j", "j", "escape")
        assert person.here == before


async def test_from_a_sentence_to_the_claims_it_supports_and_on(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", "change-5/launched/november-24-2020")
        await person.press("enter")
        in_article = person.here
        for key in ("s", "enter"):
            await person.press(key)
            assert person.app.focused is person.reading.facts
            assert len(person.reading.claims) > 1
            await person.press("escape")
            assert person.here == in_article
        await person.press("s", "j")
        chosen = person.reading.claims[1]
        await person.press("enter")
        assert person.explorer.subject == Subject("entity", chosen.entity)
        assert person.claims.current == chosen
        assert person.app.focused is person.claims.list
        person.assert_focus_in_view()
        await person.press("escape")
        assert person.app.focused is person.reading.facts
        assert person.reading.facts.cursor == 1
        await person.press("escape")
        assert person.here == in_article


async def test_first_supported_claim_of_another_entity_opens_that_claim(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("tianwen-1", "tianwen-1/country/china")
        await person.press("s")
        claims = person.reading.claims
        row = next(n for n, claim in enumerate(claims) if claim.entity == "mars")
        await person.press(*(["j"] * row), "enter")
        assert person.claims.current == claims[row]


async def test_supported_claims_follow_the_cursor_of_the_reader(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", "change-5/launched/november-24-2020")
        await person.press("enter")
        for _ in range(4):
            await person.press("j")
            cursor, article = person.reader.cursor, person.reader.article
            assert cursor is not None
            assert article is not None
            assert person.reading.claims == shipped.claims_at(
                article.file, cursor.start, cursor.end
            )
            if person.reading.claims:
                count = len(person.reading.claims)
                assert f"{count} claim" in person.text("#facts-title")


async def test_escape_at_the_beginning_leads_to_the_panels_and_stays(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("l", "l", "escape")
        assert person.app.focused is person.stack
        before = person.here
        await person.press("escape", "escape")
        assert person.here == before
        assert person.app.is_running


async def test_article_panel_shows_an_article_and_what_it_supports(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("0", "j")
        file = shipped.files[1]
        assert person.explorer.subject == Subject("article", file)
        assert file in person.text("#claims")
        assert "TASS" in person.text("#claims-header")
        assert len(person.claims.rows) == len(shipped.claims_of(file))
        assert person.reader.article is not None
        assert person.reader.article.file == file
        await person.press("l")
        for _ in range(6):
            await person.press("j")
            assert person.passage.file == file
            person.assert_focus_in_view()
        claim = person.claims.current
        assert claim is not None
        before = person.here
        await person.press("enter")
        assert person.claims.current is not None
        assert person.explorer.subject == Subject("entity", claim.value.entity or claim.entity)
        await person.press("escape")
        assert person.here == before

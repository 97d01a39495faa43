"""Moving the cursor over claims moves the article: every claim lands on its quote."""

from __future__ import annotations

import pytest

from lunar_tui.display import clean
from lunar_tui.facts.model import Claim
from lunar_tui.library import Library
from lunar_tui.tui.messages import Subject
from lunar_tui.tui.passage import NoPassage
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen, squeezed

_PARTS = 4
CHANGE_5_COUNTRY = "change-5/country/china"


def _assert_on_first_evidence(person: Person, claim: Claim) -> None:
    """The first evidence of ``claim`` is in focus, in view, and is what is highlighted."""
    explorer = person.explorer
    if not claim.evidence:
        assert isinstance(explorer.passage, NoPassage), claim.id
        assert "no article says so" in explorer.passage.reason
        return
    first = person.library.citations(claim)[0]
    assert person.passage.file == first.evidence.source, claim.id
    assert person.passage.focus == (first.anchor.start, first.anchor.end), claim.id
    assert person.quoted() == squeezed(clean(first.evidence.quote)), claim.id
    person.assert_focus_in_view()


async def _assert_every_claim_lands(person: Person, claims: list[Claim]) -> None:
    for claim in claims:
        subject = Subject("entity", claim.entity)
        if person.explorer.subject != subject:
            person.explorer._show_subject(subject)
        row = person.claims.row_of(claim.id)
        assert row is not None
        person.claims.list._go(row)
        await person.settle()
        assert person.claims.current == claim
        _assert_on_first_evidence(person, claim)


@pytest.mark.parametrize("part", range(_PARTS))
async def test_every_claim_of_every_entity_lands_on_its_quote(shipped: Library, part: int) -> None:
    claims = [claim for entity in shipped.entities() for claim in entity.claims]
    async with at_the_screen(shipped, WIDE) as person:
        size = len(claims) // _PARTS + 1
        await _assert_every_claim_lands(person, claims[part * size : (part + 1) * size])


async def test_claims_land_on_their_quotes_in_a_narrow_terminal(shipped: Library) -> None:
    claims = [claim for entity in shipped.entities() for claim in entity.claims][::6]
    async with at_the_screen(shipped, NARROW) as person:
        await _assert_every_claim_lands(person, claims)


@pytest.mark.parametrize("size", SIZES)
async def test_arrow_keys_alone_move_the_article(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.press("l")
        for step in range(1, 9):
            await person.press("j" if step % 2 else "down")
            claim = person.claims.current
            assert claim == person.claims.rows[step].claim
            assert claim is not None
            _assert_on_first_evidence(person, claim)
        await person.press("k")
        assert person.claims.list.cursor == 7


async def test_highlight_reaches_the_terminal(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", "change-5/launched/november-24-2020")
        region = person.reader.content_region
        shown = squeezed(
            segment.text
            for strip in person.strips()[region.y : region.bottom]
            for segment in strip.crop(region.x, region.right)
            if person.is_painted_as(segment, "reader--evidence")
        )
        assert shown == squeezed(
            "On November 24, 2020, the Chang’e-5 spacecraft blasted off towards the Moon"
        )


async def test_moving_over_entities_moves_claims_and_article(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        for entity in shipped.entities(shipped.kinds[0].id)[1:5]:
            await person.press("j")
            assert person.explorer.subject == Subject("entity", entity.id)
            assert entity.name in person.text("#claims")
            _assert_on_first_evidence(person, entity.claims[0])


async def test_editors_own_claim_is_called_so(shipped: Library) -> None:
    own = next(claim for claim in shipped.facts.claims.values() if not claim.evidence)
    async with at_the_screen(shipped, WIDE) as person:
        await person.go(own.entity, own.id)
        assert "no article says so" in person.text("#reading")
        row = person.claims.list.cursor
        assert row is not None
        assert "✎" in person.row_text(person.claims.list, row)


@pytest.mark.parametrize("size", SIZES)
async def test_n_walks_the_evidence_and_wraps_around(
    shipped: Library, size: tuple[int, int]
) -> None:
    claim = shipped.claim(CHANGE_5_COUNTRY)
    assert claim is not None
    citations = shipped.citations(claim)
    spans = [(one.evidence.source, one.anchor.start, one.anchor.end) for one in citations]
    assert len(spans) >= 5
    assert len({source for source, _, _ in spans}) >= 4
    async with at_the_screen(shipped, size) as person:
        await person.go("change-5", claim.id)
        count = len(spans)
        for number in [*range(count), 0, 1]:
            focus = person.passage.focus
            assert focus is not None
            assert (person.passage.file, *focus) == spans[number]
            assert person.passage.caption.startswith(f"evidence {number + 1} of {count}")
            if size == WIDE:
                assert f"evidence {number + 1} of {count}" in person.text("#reading")
            person.assert_focus_in_view()
            assert person.claims.current == claim
            await person.press("n")
        for number in (1, 0, count - 1):
            await person.press("N")
            assert person.passage.caption.startswith(f"evidence {number + 1} of {count}")
            person.assert_focus_in_view()


async def test_n_from_the_panel_walks_the_claim_under_the_cursor(shipped: Library) -> None:
    entity = next(one for one in shipped.entities() if len(one.claims[0].evidence) > 1)
    async with at_the_screen(shipped, WIDE) as person:
        await person.go(entity.id)
        focus = person.app.focused
        await person.press("n")
        assert person.passage.caption.startswith("evidence 2 of")
        assert person.app.focused is focus
        await person.press("N")
        assert person.passage.caption.startswith("evidence 1 of")


async def test_other_evidence_in_the_same_article_is_marked_too(shipped: Library) -> None:
    claim = shipped.claim(CHANGE_5_COUNTRY)
    assert claim is not None
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", claim.id)
        await person.press("N")
        assert len(person.passage.others) == 1


async def test_evidence_in_folded_furniture_is_unfolded(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("tianwen-1")
        assert not person.reader.unfolded
        person.assert_focus_in_view()
        focus = person.passage.focus
        assert focus is not None
        assert any(line.folded for line in person.reader._page.lines)
        assert not any(
            line.folded for line in person.reader._page.lines if line.start <= focus[0] < line.end
        )


async def test_gutter_counts_the_claims_of_each_sentence(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", "change-5/launched/november-24-2020")
        reader, article = person.reader, person.reader.article
        assert article is not None
        height = reader.height
        marks = 0
        for line in reader._page.lines[reader.top : reader.top + height]:
            if line.folded or line.start == line.end:
                continue
            number = reader._page.lines.index(line) - reader.top
            begun = [s for s in article.sentences_in(line.start, line.end) if s.start >= line.start]
            counts = [len(shipped.claims_at(article.file, s.start, s.end)) for s in begun]
            first = next((count for count in counts if count), 0)
            sign = "+" if first > 9 else str(first) if first else " "
            assert reader.render_line(number).text[1:3] == f"{sign} "
            marks += first > 0
        assert marks > 2


async def test_inferred_claim_says_from_what(shipped: Library) -> None:
    claim = next(
        claim
        for claim in shipped.facts.claims.values()
        if claim.qualifiers.inferred_from and claim.evidence
    )
    async with at_the_screen(shipped, WIDE) as person:
        await person.go(claim.entity, claim.id)
        row = person.claims.list.cursor
        assert row is not None
        assert "≈" in person.row_text(person.claims.list, row)
        assert claim.qualifiers.inferred_from.split()[0] in person.text("#claim-detail")

"""The view of the findings: f opens it, the quotes stand side by side, the article follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.library import Library, open_library
from lunar_tui.tui.findings import Findings, Shown, excerpt
from lunar_tui.tui.pages import TextPage
from lunar_tui.tui.passage import Passage
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen


def view(person: Person) -> Findings:
    return person.app.screen.query_one(Findings)


def current(person: Person) -> Shown:
    row = view(person).current
    assert row is not None
    return row


async def to_claim(person: Person, claim_id: str) -> int:
    """Puts the cursor of the claims on one of them; its row."""
    claims = person.explorer._claims
    row = claims.row_of(claim_id)
    assert row is not None
    claims.list._go(row)
    await person.settle()
    person.paint()
    return row


async def ready(person: Person) -> None:
    await person.until(lambda: person.explorer.library.findings_known)


@pytest.mark.parametrize("size", SIZES)
async def test_f_lists_all_findings_those_of_the_subject_first(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await ready(person)
        await person.press("f")
        rows = view(person).rows
        assert {row.finding.id for row in rows} == {item.id for item in shipped.findings}
        assert person.explorer.subject is not None
        assert person.explorer.subject.id in shipped.entities_of(rows[0].finding)
        assert "Findings" in person.text(view(person))


@pytest.mark.parametrize("size", SIZES)
async def test_every_quote_is_highlighted_when_the_cursor_is_on_it(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await ready(person)
        await person.press("f")
        for number, row in enumerate(view(person).rows):
            if row.evidence is None or number > 60:
                continue
            view(person).list._go(number)
            await person.settle()
            person.paint()
            article = shipped.article(row.evidence.source)
            assert person.reader.article is article
            spot = shipped.locate(row.evidence)
            passage = person.explorer.passage
            assert isinstance(passage, Passage)
            assert passage.focus == (spot.start, spot.end)


async def test_claim_under_the_cursor_leads_to_its_finding(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await ready(person)
        await person.press("l")
        await to_claim(person, "change-5/sample-mass/around-2-kg")
        await person.press("f")
        assert current(person).finding.id == "precision/change-5/sample-mass"
        await person.press("escape")
        assert person.explorer.view is None
        claim = person.explorer._claims.current
        assert claim is not None
        assert claim.id == "change-5/sample-mass/around-2-kg"


async def test_n_walks_the_quotes_around_the_end(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await ready(person)
        await person.press("f", "n")
        assert current(person).number == 1
        await person.press("N")
        assert current(person) is [row for row in view(person).rows if row.evidence][-1]


async def test_enter_goes_into_the_article_and_escape_returns(shipped: Library) -> None:
    async with at_the_screen(shipped, NARROW) as person:
        await ready(person)
        await person.press("f", "n", "enter")
        assert person.app.focused is person.reader
        await person.press("escape")
        assert person.explorer.view is view(person)
        assert current(person).number == 1


async def test_finding_is_marked_and_exported(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await ready(person)
        await person.press("f", "space")
        finding = current(person).finding
        assert list(person.explorer.selection) == [finding.id]
        assert "◆" in person.text(view(person))
        await person.press("e")
        assert "Where sources differ" in person.painted()


async def test_signs_stand_beside_the_claims(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await ready(person)
        await person.settle()
        await person.press("l")
        number = await to_claim(person, "change-5/duration/23-days")
        assert person.row_text(person.explorer._claims.list, number).rstrip().endswith("~")
        assert "differs sources agree" in person.text("#claim-detail")


async def test_how_much_did_change_5_bring_back_and_who_says_otherwise(
    shipped: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the first screen to the answer, exported: five keys."""
    monkeypatch.chdir(tmp_path)
    async with at_the_screen(shipped, WIDE) as person:
        await ready(person)
        # The findings about the mission under the cursor; the third one is the mass.
        await person.press("f", "right_square_bracket", "right_square_bracket")
        assert current(person).finding.id == "precision/change-5/sample-mass"
        shown = person.text(view(person))
        for value in ("1,731 grams", "about 1,731 grams", "around 2 kg"):
            assert value in shown
        for source in ("≈SpaceDaily 2021-03-10", "TASS ≈2021-04-27", "≈CGTN ≈about 2025-04"):
            assert source in shown
        await person.press("e", "enter")
        written = (tmp_path / "lunar-tui-export.md").read_text("utf-8")
    assert "around 2 kg (deprecated: rounding" in written
    assert "collecting around 2 kg of lunar rock" in written


async def test_the_way_back_restores_the_order_of_the_findings(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await ready(person)
        await person.press("f", "n", "n", "enter")
        before = current(person)
        # From somewhere else, the findings stand in another order.
        await person.press("2", "f")
        assert view(person).rows[0].finding.id != before.finding.id
        await person.press("escape", "escape")
        assert current(person) == before


async def test_details_of_the_claim_of_a_quote(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await ready(person)
        await person.press("f", "right_square_bracket", "right_square_bracket", "n", "i")
        text = person.app.screen.query_one(TextPage).text.plain
        assert "2 independent sources, 3 quotes" in text
        assert "the caption repeats the body" in text
        assert "2 independent sources" in person.painted()


async def test_article_follows_when_the_findings_are_known_at_last() -> None:
    library = open_library()
    async with at_the_screen(library, WIDE) as person:
        await ready(person)
        # As long as the claims are being compared.
        known = library.__dict__.pop("findings")
        await person.press("f")
        assert not view(person).rows
        library.__dict__["findings"] = known
        view(person).library_changed()
        await person.settle()
        passage = person.explorer.passage
        assert isinstance(passage, Passage)
        assert "quote 1 of" in passage.caption


async def test_filter_of_a_panel_leaves_a_way_back_to_the_view(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await ready(person)
        await person.press("f", "n")
        before = current(person)
        await person.press("backslash", *"luna", "escape", "escape")
        assert person.explorer.view is view(person)
        assert current(person) == before


@pytest.mark.parametrize(
    ("quote", "value", "shown"),
    [
        ("It weighs 2 kg.", "2 kg", "It weighs 2 kg."),
        (f"{'word ' * 20}brought on Dec 17", "December 17", f"… {'word ' * 3}brought on Dec 17"),
        (f"{'word ' * 20}1,731 grams", "1,731 grams", f"… {'word ' * 6}1,731 grams"),
        ("a\n  b", "c", "a b"),
    ],
)
def test_quotes_are_cut_before_the_words_that_matter(quote: str, value: str, shown: str) -> None:
    assert excerpt(quote, value) == shown

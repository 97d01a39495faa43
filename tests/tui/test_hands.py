"""Entities, articles, excuses, zones and findings are edited at the screen, and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from lunar_tui.tui.actions import EDITING
from lunar_tui.tui.deletion import Deletion
from lunar_tui.tui.findings import Findings
from lunar_tui.tui.form import Form
from lunar_tui.tui.messages import Subject
from lunar_tui.tui.workbench import Workbench
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen
from tests.tui.forming import changed, contents, fill, form, save, to_sentence
from tests.workspaces import Small, small

FINDINGS = """\
findings:
  # Read twice.
  - id: of-both
    kind: change
    entity: alpha
    summary: Both speak of Alpha.
    claims: [alpha/landed/may-3-2021, beta/follows/alpha]
"""
END = "      - property: said\n        value: the editor's remark\n"
#: Differs from what is there, so that the program finds something, too.
HEAVIER = """\
      - property: mass
        value: {quantity: "2.5", unit: kg, text: "2.5 kg"}
        evidence:
          - {source: a.txt, quote: Nobody knows its mass.}
"""


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


def bench(person: Person) -> Workbench:
    assert isinstance(person.explorer, Workbench)
    return person.explorer


async def undone(person: Person, made: Small, before: dict[str, str]) -> None:
    await person.press("u")
    await person.work()
    assert contents(made) == before


async def to_article(person: Person) -> None:
    await person.press(str(len(person.panels)))
    assert person.explorer.subject == Subject("article", "a.txt")


# --- entities ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_an_entity_is_edited_from_its_panel(made: Small, size: tuple[int, int]) -> None:
    before = contents(made)
    async with at_the_screen(made.library, size) as person:
        await person.go("alpha")
        await person.press("E")
        await person.work()
        assert form(person).values == {
            "name": "Alpha",
            "alias-0": "Alfa-1",
            "alias-1": "the probe Alpha",
            "new": "",
        }
        assert person.in_box("Alpha")
        assert "its id stays alpha" in person.text("#form")
        await fill(person, name="Alpha One", **{"alias-0": "", "new": "A1"})
        await save(person)
        assert changed(before, contents(made)) == [
            "-    name: Alpha",
            "+    name: Alpha One",
            "-      - {name: Alfa-1, language: en, basis: editor}",
            "+      - {name: A1, basis: editor}",
        ]
        assert "Alpha One" in person.text("#panels")
        assert person.stack.has_focus
        assert made.problems() == []
        await undone(person, made, before)


async def test_of_very_many_names_the_first_are_shown_and_all_stay(made: Small) -> None:
    more = "".join(f"      - {{name: A-{number}}}\n" for number in range(80))
    text = contents(made)["missions.yaml"].replace("    aliases:\n", f"    aliases:\n{more}", 1)
    made.put("data/missions.yaml", text)
    before = contents(made)
    async with at_the_screen(made.library, NARROW) as person:
        await person.go("alpha")
        await person.press("E")
        await person.work()
        assert len(form(person).fields) == 62
        assert "60 of 82 other names" in person.text("#form")
        await fill(person, **{"alias-0": ""})
        await save(person)
        assert changed(before, contents(made)) == ["-      - {name: A-0}"]


async def test_a_name_that_no_quote_holds_is_the_editors(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("alpha")
        await person.press("E")
        await person.work()
        await fill(person, **{"alias-1": "the lander"})
        assert "No quote holds “the lander”" in person.text("#form-note")
        await fill(person, **{"alias-1": "Probe Alpha", "alias-0": "Alpha"})
        assert "twice" in person.text("#form-note")
        await fill(person, name=" ", **{"alias-0": "Alfa-1"})
        await save(person)
        assert "it needs a name" in person.text("#form-note")
        await fill(person, name="Alpha")
        await save(person)
        assert changed(before, contents(made)) == [
            "-      - name: the probe Alpha",
            "+      - name: Probe Alpha",
        ]


@pytest.mark.parametrize("size", SIZES)
async def test_an_entity_is_deleted_once_it_is_said_what_that_means(
    made: Small, size: tuple[int, int]
) -> None:
    made.put("data/findings.yaml", FINDINGS)
    before = contents(made)
    async with at_the_screen(made.library, size) as person:
        await person.go("alpha")
        for answer in ("escape", "enter"):
            await person.press("D")
            await person.work()
            assert isinstance(person.app.screen, Deletion)
            text = person.text("#deletion")
            assert "Delete Alpha" in text
            assert "3 claims go with it, and 2 other names." in text
            assert "1 link to it, of Beta" in text
            assert "1 finding of the editor's: of-both" in text
            assert contents(made) == before
            await person.press(answer)
            await person.work()
            assert person.stack.has_focus
        assert "alpha" not in made.library.facts.entities
        assert all(line.startswith("-") for line in changed(before, contents(made)))
        assert person.explorer.subject == Subject("entity", "beta")
        await undone(person, made, before)


async def test_what_nothing_speaks_of_is_deleted_too(made: Small) -> None:
    async with at_the_screen(made.library, NARROW) as person:
        await person.go("beta")
        await person.press("D")
        await person.work()
        text = person.text("#deletion")
        assert "1 claim goes with it." in text
        assert "Nothing else speaks of it." in text


async def test_an_entity_that_was_edited_meanwhile_is_not_deleted(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("beta")
        await person.press("D")
        await person.work()
        made.put(
            "data/missions.yaml", contents(made)["missions.yaml"].replace("name: Beta", "name: B")
        )
        await person.press("enter")
        await person.work()
        assert "beta" in made.library.facts.entities
        assert any("edited meanwhile" in text for text in person.notices)


# --- articles ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_an_article_is_described_from_its_panel(made: Small, size: tuple[int, int]) -> None:
    before = contents(made)
    async with at_the_screen(made.library, size) as person:
        await to_article(person)
        await person.press("E")
        await person.work()
        values = form(person).values
        assert values["publisher"] == "TASS"
        assert values["why-publisher"] == "the dateline names it"
        assert person.in_box("Probe lands on the Moon")
        await fill(person, published="May 2021")
        assert "no EDTF date" in person.text("#form-note")
        await fill(person, publisher="")
        await save(person)
        assert "nothing is inferred" in person.text("#form-note")
        await fill(person, published="2021-04-27", publisher="Tass", author="Li: Wei")
        await save(person)
        assert changed(before, contents(made)) == [
            "-    publisher: TASS",
            "-    published: 2021-05",
            "+    publisher: Tass",
            '+    author: "Li: Wei"',
            "+    published: 2021-04-27",
        ]
        assert "Tass 2021-04-27" in person.text("#panels")
        await undone(person, made, before)


async def test_articles_are_not_deleted(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await to_article(person)
        await person.press("D")
        await person.work()
        assert person.notices == ["Articles are not deleted here: take a.txt out of seeds/."]
        assert contents(made) == before


# --- comments ---------------------------------------------------------------------------------


async def test_comments_that_a_merge_would_lose_are_told_before(made: Small) -> None:
    text = contents(made)["missions.yaml"].replace(
        "  - id: beta\n", "  # A.\n  # B.\n  - id: beta\n"
    )
    text = text.replace("name: Beta\n", "name: Beta   # C.\n")
    text = text.replace("      - property: follows\n", "      - property: follows   # kept\n")
    made.put("data/missions.yaml", text.replace("    name: Beta", "    # D.\n    name: Beta"))
    before = contents(made)
    async with at_the_screen(made.library, NARROW) as person:
        await person.go("beta")
        await person.press("M")
        await person.work()
        await fill(person, into="Alpha")
        await save(person)
        note = person.text("#form-note")
        assert "the comment is lost: # A." in note
        assert "and 2 more problems" in note
        assert "Press enter again" in note
        assert contents(made) == before
        await save(person)
        assert "property: follows   # kept" in contents(made)["missions.yaml"]
        await undone(person, made, before)


# --- the claim that is in sight ---------------------------------------------------------------


async def test_in_the_article_only_the_claim_of_the_sentence_is_meant(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("alpha", "alpha/landed/may-3-2021")
        await to_sentence(person, "It carried")
        await person.press("E")
        await person.work()
        assert form(person).values["value"] == "1.5 kg"
        await person.press("escape")
        await to_sentence(person, "Nobody knows")
        await person.press("D", "E")
        await person.work()
        assert not isinstance(person.app.screen, Form)
        assert any("no claim" in text for text in person.notices)
        # Two rest on this one; the cursor of the claims is on one of them.
        await to_sentence(person, "The probe Alpha")
        await person.press("E")
        await person.work()
        assert form(person).values["value"] == "May 3, 2021"
        await person.press("escape")
        await person.go("beta", "beta/follows/alpha")
        await to_sentence(person, "The probe Alpha")
        await person.press("D")
        await person.work()
        assert any("s goes to them" in text for text in person.notices)
        assert contents(made) == before


# --- excuses ----------------------------------------------------------------------------------


async def test_an_excuse_is_changed_and_taken_away(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, NARROW) as person:
        await person.work()
        await to_sentence(person, "Nobody knows")
        await person.press("x")
        await person.work()
        assert form(person).values["reason"] == "it says that nothing is known"
        await fill(person, reason="a void")
        await save(person)
        assert changed(before, contents(made)) == [
            "-      - {quote: Nobody knows its mass., reason: it says that nothing is known}",
            "+      - {quote: Nobody knows its mass., reason: a void}",
        ]
        await person.press("x")
        await person.work()
        await fill(person, reason="")
        assert "taken away" in person.text("#form-note")
        await save(person)
        assert len(made.library.sources["a.txt"].excused) == 1
        assert [problem.code for problem in made.problems()] == ["C001"]
        # The gutter says that it is open now.
        article = person.reader.article
        assert article is not None
        start = article.display.index("Nobody knows")
        assert person.reader.signs[start] == "?"
        await person.press("u")
        await person.work()
        await undone(person, made, before)


# --- zones ------------------------------------------------------------------------------------

TALL = """\
A title of some length here

The first paragraph says something of the probe.

Two rovers of the other side.

Some pictures of the far side.

The last paragraph says something of the Moon.
"""


def zone_at(made: Small, words: str, file: str = "a.txt") -> str:
    article = made.library.article(file)
    assert article is not None
    at = article.display.index(words)
    return next(zone.name for zone in article.zones if zone.start <= at < zone.end)


@pytest.mark.parametrize("size", SIZES)
async def test_a_sentence_is_marked_as_a_zone_and_the_guess_comes_back(
    made: Small, size: tuple[int, int]
) -> None:
    before = contents(made)
    async with at_the_screen(made.library, size) as person:
        await person.work()
        await to_sentence(person, "Beta will follow")
        await person.press("Z")
        await person.work()
        assert form(person).values["zone"] == "body"
        assert "now body: a guess" in person.text("#form")
        await fill(person, zone="notce")
        assert 'did you mean "notice"' in person.text("#form-note")
        await fill(person, zone="")
        assert "no mark lies here" in person.text("#form-note")
        await fill(person, zone="notice")
        await save(person)
        assert changed(before, contents(made)) == [
            '+      - {zone: notice, quote: "Beta will follow in 2029."}'
        ]
        # What is found in it is found as that.
        results = person.explorer.library.search("zone:notice follow")
        assert [hit.zone for hit in results.hits] == ["notice"]
        assert "page furniture (notice)" not in person.text("#facts-title")
        await person.press("Z")
        await person.work()
        assert "now notice: marked in sources.yaml, by its words" in person.text("#form")
        await fill(person, zone="caption")
        await save(person)
        assert zone_at(made, "Beta will") == "caption"
        assert len(changed(before, contents(made))) == 1
        await person.press("Z")
        await person.work()
        await fill(person, zone="")
        assert "without it this is: body" in person.text("#form-note")
        await save(person)
        assert contents(made) == before
        assert zone_at(made, "Beta will") == "body"


async def test_furniture_that_is_marked_is_folded(made: Small) -> None:
    made.put("seeds/a.txt", TALL)
    made.put("data/sources.yaml", "sources: []\n")
    async with at_the_screen(made.library, WIDE) as person:
        await to_article(person)
        await person.work()
        assert zone_at(made, "Two rovers") == zone_at(made, "Some pictures") == "body"
        await to_sentence(person, "Two rovers")
        # The full stop behind the last word goes with it.
        await person.press("v", "J", "J", "Z")
        await person.work()
        await fill(person, zone="related")
        await save(person)
        (mark,) = made.library.sources["a.txt"].zones
        assert (mark.zone, mark.lines) == ("related", (5, 7))
        assert not any(line.folded for line in person.reader._page.lines)
        await person.press("j", "j")
        assert any(line.zone == "related" and line.folded for line in person.reader._page.lines)


async def test_chosen_words_that_are_a_sentence_are_marked_with_its_full_stop(
    made: Small,
) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "It carried")
        await person.press("v", "J", "Z")
        await person.work()
        await fill(person, zone="caption")
        await save(person)
        quote = made.library.sources["a.txt"].zones[-1].quote
        assert quote is not None
        assert quote.quote == "It carried 1.5 kg of soil."


async def test_more_than_a_paragraph_is_marked_by_its_lines(made: Small) -> None:
    made.put("seeds/a.txt", TALL)
    made.put("data/sources.yaml", "sources: []\n")
    async with at_the_screen(made.library, NARROW) as person:
        await to_article(person)
        await person.work()
        await to_sentence(person, "Two rovers")
        await person.press("v", "K", "Z")
        await person.work()
        assert "the whole of lines 3-5" in person.text("#form")
        await fill(person, zone="navigation")
        await save(person)
        (mark,) = made.library.sources["a.txt"].zones
        assert (mark.lines, mark.quote) == ((3, 5), None)
        assert zone_at(made, "Two rovers") == "navigation"
        assert zone_at(made, "Some pictures") == "body"


async def test_words_are_chosen_over_paragraphs_and_back(made: Small) -> None:
    made.put("seeds/a.txt", TALL)
    async with at_the_screen(made.library, WIDE) as person:
        await to_article(person)
        await person.work()
        await to_sentence(person, "The first paragraph")
        article = person.reader.article
        assert article is not None
        await person.press("v", "shift+down")
        first = person.reader.chosen
        assert first is not None
        assert article.display[slice(*first)] == "The first paragraph says something of the probe"
        await person.press("J", "J", "J", "J", "J")
        chosen = person.reader.chosen
        assert chosen is not None
        assert article.display[slice(*chosen)] == TALL[first[0] :].rstrip().rstrip(".")
        await person.press("A")
        assert any("can be no quote" in text for text in person.notices)
        await person.press("K", "K", "K", "K", "K", "K")
        chosen = person.reader.chosen
        assert chosen is not None
        assert article.display[slice(*chosen)] == "A title of some length here\n\nThe"
        await person.press("escape")
        assert person.reader.chosen is None


async def test_a_part_of_a_marked_stretch_is_painted_over_it(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "Probe lands")
        await person.press("Z")
        await person.work()
        assert "now title: marked in sources.yaml, line 1" in person.text("#form")
        assert "marked so already" in person.text("#form-note")
        await save(person)
        assert isinstance(person.app.screen, Form)
        await fill(person, zone="heading")
        await save(person)
        assert changed(before, contents(made)) == [
            "-      - {zone: title, lines: 1}",
            "+      - {zone: heading, lines: 1}",
        ]
        await person.press("v", "L", "Z")
        await person.work()
        await fill(person, zone="caption")
        await save(person)
        assert (
            changed(before, contents(made))[-1] == '+      - {zone: caption, quote: "Probe lands"}'
        )
        assert made.library.sources["a.txt"].zones[-1].quote is not None
        assert zone_at(made, "Probe lands") == "caption"
        assert zone_at(made, "on the Moon") == "heading"


# --- findings ---------------------------------------------------------------------------------


async def to_finding(person: Person, name: str) -> Findings:
    await person.until(lambda: person.explorer.library.findings_known)
    await person.press("f")
    view = person.explorer.query_one(Findings)
    rows = [n for n, row in enumerate(view.rows) if row.finding.id == name and not row.blank]
    view.list._go(rows[0])
    await person.settle()
    return view


@pytest.mark.parametrize("size", SIZES)
async def test_marked_claims_become_a_finding(made: Small, size: tuple[int, int]) -> None:
    before = contents(made)
    async with at_the_screen(made.library, size) as person:
        await person.go("alpha", "alpha/landed/may-3-2021")
        await person.press("F")
        assert any("Mark the claims" in text for text in person.notices)
        await person.press("space")
        await person.go("beta", "beta/follows/alpha")
        await person.press("F")
        await person.work()
        values = form(person).values
        assert (values["claim-0"], values["claim-1"]) == (
            "alpha/landed/may-3-2021",
            "beta/follows/alpha",
        )
        assert person.in_box("")
        await fill(person, kind="change", entity="Alpha", summary="Both speak of Alpha.")
        assert "the id alpha-change" in person.text("#form-note")
        await fill(person, **{"claim-0": ""})
        assert "Two claims at least" in person.text("#form-note")
        await fill(person, **{"claim-0": "alpha/landed/may-3-2021"})
        await save(person)
        assert contents(made)["findings.yaml"] == (
            "findings:\n\n  - id: alpha-change\n    kind: change\n    entity: alpha\n"
            "    summary: Both speak of Alpha.\n    claims:\n"
            "      - alpha/landed/may-3-2021\n      - beta/follows/alpha\n"
        )
        assert made.problems() == []
        await to_finding(person, "alpha-change")
        assert "the editor's" in person.text("#findings")
        await undone(person, made, before)


async def test_a_finding_of_ones_own_is_edited_and_deleted(made: Small) -> None:
    made.put("data/findings.yaml", FINDINGS)
    made.put("data/missions.yaml", contents(made)["missions.yaml"].replace(END, HEAVIER + END))
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        view = await to_finding(person, "of-both")
        await person.press("E")
        await person.work()
        assert form(person).values["summary"] == "Both speak of Alpha."
        await fill(person, summary="Both speak of it.", **{"claim-2": "alpha/mass/1-5-kg"})
        await save(person)
        await person.work()
        assert changed(before, contents(made)) == [
            "-    summary: Both speak of Alpha.",
            "-    claims: [alpha/landed/may-3-2021, beta/follows/alpha]",
            "+    summary: Both speak of it.",
            "+    claims: [alpha/landed/may-3-2021, beta/follows/alpha, alpha/mass/1-5-kg]",
        ]
        assert view.finding is not None
        # The cursor is where it was: one of the program's stands above it.
        assert view.rows[0].finding.basis == "program"
        assert view.finding.summary == "Both speak of it."
        await person.press("D")
        await person.work()
        assert made.library.facts.findings == ()
        assert view.finding is not None
        assert view.finding.basis == "program"
        await person.press("u")
        await person.work()
        await undone(person, made, before)


async def test_a_computed_finding_says_so_and_its_quotes_are_claims(made: Small) -> None:
    made.put("data/missions.yaml", contents(made)["missions.yaml"].replace(END, HEAVIER + END))
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        view = await to_finding(person, "conflict/alpha/mass")
        for key in ("E", "D"):
            await person.press(key)
            await person.work()
            assert not isinstance(person.app.screen, Form)
        assert contents(made) == before
        assert any("computes this" in text for text in person.notices)
        await person.press("j", "E")
        await person.work()
        assert form(person).values["property"] == "mass"
        await person.press("escape", "D")
        await person.work()
        assert len(made.library.facts.claims) == 5
        assert view.has_focus_within


# --- keys -------------------------------------------------------------------------------------


async def test_every_edit_is_in_the_palette_and_few_are_in_the_footer(made: Small) -> None:
    async with at_the_screen(made.library, NARROW) as person:
        assert "Zone" not in person.lines()[-1]
        assert "New finding" not in person.lines()[-1]
        for action in EDITING:
            assert callable(getattr(bench(person), f"action_{action.call}"))
            await person.press("ctrl+p")
            palette = person.app.screen
            assert isinstance(palette, CommandPalette)
            await person.press(*action.label.lower().replace(" ", ""))
            await person.work()
            rows = palette.query_one(OptionList)
            found = [str(getattr(option, "hit", option).prompt) for option in rows.options]
            assert any(action.label in text for text in found), action.name
            await person.press("escape")
            if isinstance(person.app.screen, CommandPalette):
                await person.press("escape")


async def test_letters_are_letters_where_something_is_typed(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await person.press("slash", "Z", "F")
        assert person.in_box("ZF")

"""What every form keeps to: nothing changes that nobody has touched, and it answers once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from lunar_tui.curation import CurationError, Curator
from lunar_tui.entering import judged
from lunar_tui.facts import editing
from lunar_tui.facts.model import Alias
from lunar_tui.locks import locked
from lunar_tui.tui.form import Form
from lunar_tui.workspace import cache_folder
from tests.test_entering import PIECE, typed
from tests.tui.driving import WIDE, Person, at_the_screen
from tests.tui.forming import changed, contents, fill, form, save, to_sentence
from tests.tui.test_hands import FINDINGS, to_article, to_finding
from tests.workspaces import MISSIONS, SOURCES, Small, small


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


async def to_claim(person: Person, known: str) -> None:
    await person.press("1", "l")
    row = person.claims.row_of(known)
    assert row is not None
    person.claims.place_cursor(row)
    person.claims.announce()
    await person.settle()


# --- what nobody has touched ------------------------------------------------------------------


async def test_a_text_of_several_lines_stays_where_only_its_kind_is_edited(made: Small) -> None:
    block = "summary: |\n      Both speak of Alpha.\n\n      Second:\n        - indented\n"
    made.put("data/findings.yaml", FINDINGS.replace("summary: Both speak of Alpha.\n", block))
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await to_finding(person, "of-both")
        await person.press("E")
        await person.work()
        await fill(person, kind="conflict")
        await save(person)
    assert changed(before, contents(made)) == ["-    kind: change", "+    kind: conflict"]


async def test_signs_that_are_not_shown_stay_where_they_are(made: Small) -> None:
    made.put(
        "data/sources.yaml",
        SOURCES.replace("Probe lands on the Moon", '"Probe\\u200b lands\\non the Moon "', 1),
    )
    made.put("data/missions.yaml", MISSIONS.replace("name: Alfa-1", 'name: "Al\\u00adfa-1"'))
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await to_article(person)
        await person.press("E")
        await person.work()
        await fill(person, author="Ann")
        await save(person)
        await person.press("1", "E")
        await person.work()
        await fill(person, name="Alpha One")
        await save(person)
    lines = changed(before, contents(made))
    assert sorted(lines) == ["+    author: Ann", "+    name: Alpha One", "-    name: Alpha"]


async def test_the_words_of_a_claim_stay_where_only_a_note_is_added(made: Small) -> None:
    made.put("data/missions.yaml", MISSIONS.replace('text: "1.5 kg"', 'text: "1.5\\tkg\\u200b"'))
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        mass = next(one for one in person.explorer.library.facts.claims if "mass" in one)
        await to_claim(person, mass)
        await person.press("E")
        await person.work()
        assert form(person).values["value"] == "1.5\tkg\u200b"
        await fill(person, note="weighed")
        await save(person)
    lines = changed(before, contents(made))
    assert not [line for line in lines if line.startswith("-")]
    assert any("weighed" in line for line in lines)


# --- answering --------------------------------------------------------------------------------


async def test_a_form_that_is_done_below_the_palette_closes_after_it(
    made: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    trial = Curator.trial

    def slow(self: Curator, how: object) -> object:
        go.wait(20)
        return trial(self, how)  # type: ignore[arg-type]

    monkeypatch.setattr(Curator, "trial", slow)
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("1", "E")
        await person.settle()
        await fill(person, name="Alpha One")
        await person.press("enter", "ctrl+p")
        assert isinstance(person.app.screen, CommandPalette)
        go.set()
        below = person.app.screen_stack[-2]
        assert isinstance(below, Form)
        await person.until(lambda: below._answers)
        assert isinstance(person.app.screen, CommandPalette)
        await person.press("escape")
        await person.work()
        assert not isinstance(person.app.screen, Form)
        assert "Alpha One" in contents(made)["missions.yaml"]
        await person.press("escape", "escape")


async def test_what_was_typed_goes_only_when_asked_for_twice(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("1", "E")
        await person.work()
        await fill(person, name="Alpha One")
        await person.press("escape")
        assert "esc again throws away" in person.painted()
        await person.press("x", "escape")
        assert isinstance(person.app.screen, Form)
        await person.press("escape")
        assert not isinstance(person.app.screen, Form)
        await person.press("E")
        await person.work()
        # Nothing was typed here.
        await person.press("escape")
        assert not isinstance(person.app.screen, Form)


async def test_enter_takes_what_stands_behind_the_cursor(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await to_sentence(person, "Nobody knows")
        await person.press("A")
        await person.work()
        await fill(person, value="nothing", entity="Bet")
        await person.press("enter")
        assert form(person).query_one("#field-entity", Input).value == "Beta"


# --- names that say nothing -------------------------------------------------------------------


async def test_a_name_of_two_entities_makes_no_third_one(made: Small) -> None:
    made.put("data/people.yaml", "kind: person\nentities:\n  - {id: li-wei, name: Beta}\n")
    made.put("data/missions.yaml", MISSIONS.replace("said_by: li-wei", "said_by: nobody"))
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("1", "j")
        assert person.explorer.subject is not None
        assert person.explorer.subject.id == "beta"
        await person.press("W")
        await person.work()
        # By its id, since its name says not which.
        assert form(person).values["entity"] == "beta"
        await fill(person, name="Betty", kind="mission", entity="Beta")
        assert "it does not say which" in " ".join(person.painted().split())
        before = contents(made)
        await save(person)
        assert contents(made) == before


async def test_a_claim_typed_twice_is_one(made: Small) -> None:
    made.put("data/findings.yaml", FINDINGS)
    async with at_the_screen(made.library, WIDE) as person:
        await to_finding(person, "of-both")
        await person.press("E")
        await person.work()
        first = "alpha/landed/may-3-2021"
        await fill(person, **{"claim-1": first, "claim-2": first})
        assert "which other claim?" in person.painted()


# --- taking back ------------------------------------------------------------------------------


def test_a_step_that_cannot_be_taken_back_now_can_be_later(
    made: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lunar_tui.changes.PATIENCE", 0.05)
    workspace = made.library.workspace
    curator = Curator(workspace)
    before = contents(made)
    curator.edit("alias", lambda book: editing.add_alias(book, "alpha", Alias("A-1")))
    with (
        locked(cache_folder(workspace), "editing", 0),
        pytest.raises(CurationError, match="another lunar-tui is writing"),
    ):
        curator.undo()
    assert curator.undo() is not None
    assert contents(made) == before


# --- what words mean --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "amount", "unit"),
    [
        ("$400,000", "400000", "USD"),
        ("$1.9 billion", "1900000000", "USD"),
        ("about £27.5m", "27500000", "GBP"),
        ("US$20bn", "20000000000", "USD"),
        ("A$ 5", "5", "AUD"),
        ("€3 million", "3000000", "EUR"),
    ],
)
def test_money_with_its_sign_is_a_quantity(made: Small, words: str, amount: str, unit: str) -> None:
    fields = typed(entity="Alpha", property="mass", value=words, means=words)
    claim = judged(fields, (PIECE,), made.library).claim
    assert claim is not None
    assert (str(claim.value.amount), claim.value.unit) == (amount, unit)


async def test_a_date_that_goes_on_is_read_whole(made: Small) -> None:
    text = "A title\n\nOfficials said that Beta landed on 6 June 2022 with nobody there.\n"
    made.put("seeds/b.txt", text)
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("3")
        person.stack._move_to(1)
        await person.work()
        await to_sentence(person, "Officials said")
        words = text[text.index("Officials") :].split()
        await person.press("v", *["right"] * words.index("6"), "v", "right", "A")
        await person.work()
        await fill(person, entity="Beta", property="landed")
        values = form(person).values
        assert values["value"] == "6 June"
        assert (values["means"], values["certainty"]) == ("2022-06-06", "stated")
        assert values["inferred_from"] == ""

"""Facts edited at the screen: what is written, what is shown, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.tui.form import Form
from lunar_tui.tui.messages import Subject
from tests.tui.driving import NARROW, WIDE, at_the_screen
from tests.tui.forming import changed, contents, fill, form, save, to_sentence
from tests.workspaces import MISSIONS, Small, small


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


async def test_a_sentence_becomes_a_claim(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "Beta will follow")
        await person.press("A")
        await person.work()
        assert form(person).values["entity"] == "Beta"
        await fill(person, property="landed", value="in 2029", means="2029", certainty="planned")
        await save(person)
        assert not isinstance(person.app.screen, Form)
        assert any("new claim: Beta · landed" in text for text in person.notices)
        assert changed(before, contents(made)) == [
            "+      - property: landed",
            '+        value: {date: 2029, text: "in 2029"}',
            "+        qualifiers: {certainty: planned}",
            "+        evidence:",
            "+          - {source: a.txt, quote: Beta will follow in 2029.}",
        ]
        assert made.problems() == []
        await person.go("beta")
        assert "in 2029" in person.text("#claims")
        await person.press("u")
        await person.work()
        assert contents(made) == before
        assert all(row.claim.property != "landed" for row in person.claims.rows)


async def test_a_property_that_is_new_is_declared_with_its_claim(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "Beta will follow")
        await person.press("A")
        await person.work()
        await fill(person, property="mas", value="in 2029", means="2029")
        await save(person)
        assert "did you mean" in person.painted()
        await fill(person, property="arrival")
        await person.until(lambda: "is declared in schema.yaml" in person.painted())
        await save(person)
        assert not isinstance(person.app.screen, Form)
        assert "+  - {id: arrival, label: arrival, type: date}" in changed(before, contents(made))
        assert made.problems() == []
        assert made.library.claim("beta/arrival/in-2029")
        await person.press("u")
        await person.work()
        assert contents(made) == before


async def test_chosen_words_are_the_value_and_their_sentence_the_quote(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "The probe Alpha landed")
        # The caret to May, then over 3 and 2021.
        await person.press("v", *["l"] * 8, "L", "L")
        chosen = person.reader.chosen
        article = person.reader.article
        assert chosen is not None
        assert article is not None
        assert article.display[slice(*chosen)] == "May 3, 2021"
        await person.press("A")
        await person.work()
        values = form(person).values
        assert values["value"] == "May 3, 2021"
        assert values["quote"].startswith("The probe Alpha landed")
        await fill(person, property="landed")
        assert form(person).values["means"] == "2021-05-03"


async def test_many_chosen_words_are_the_quote(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "The probe Alpha landed")
        await person.press("v", *["L"] * 9, "A")
        await person.work()
        assert form(person).values["quote"] == "The probe Alpha landed on the Moon on May 3"


async def test_escape_leaves_everything_as_it_was(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "Beta will follow")
        await person.press("v", "L", "escape")
        assert person.reader.chosen is None
        assert person.reader.has_focus
        await person.press("A")
        await person.work()
        await fill(person, property="landed")
        await person.press("escape")
        assert person.reader.has_focus
    assert contents(made) == before


async def test_what_is_wrong_is_said_where_it_is(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, NARROW) as person:
        await person.work()
        await to_sentence(person, "Beta will follow")
        await person.press("A")
        await person.work()
        await fill(person, property="landd", value="in 2029")
        await save(person)
        # It goes to the first line that is wrong.
        assert form(person).focused is not None
        assert "did you mean" in person.text("#form-note")
        await fill(person, property="landed", means="soon")
        assert "an EDTF date" in person.text("#form-note")
        await fill(person, quote="words that nobody wrote")
        assert "word for word" in person.text("#form-note")
    assert contents(made) == before


async def test_the_first_offer_is_taken_by_a_key(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "Beta will follow")
        await person.press("A")
        await person.work()
        await fill(person, property="lan")
        assert "landed" in person.text("#form-offers")
        await person.press("ctrl+o")
        assert form(person).values["property"] == "landed"


async def test_a_claim_that_is_there_gets_the_quote(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "Nobody knows")
        await person.press("A")
        await person.work()
        await fill(person, entity="Alpha", property="mass", value="1.5 kg", means="1.50 kg")
        assert "the quote is added" in person.text("#form-note")
        await save(person)
        claim = made.library.claim("alpha/mass/1-5-kg")
        assert claim is not None
        assert [piece.quote for piece in claim.evidence][-1] == "Nobody knows its mass."


async def test_a_claim_is_edited_where_it_stands(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("alpha", "alpha/mass/1-5-kg")
        await person.press("E")
        await person.work()
        await fill(person, value="about 1.5 kg", means="about 1.5 kg")
        await save(person)
        lines = changed(before, contents(made))
        assert len(lines) == 2
        assert "about 1.5 kg" in lines[1]
        assert "about 1.5 kg" in person.text("#claims")
        await person.press("u")
        await person.work()
        assert contents(made) == before


async def test_a_claim_is_deleted_and_brought_back(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("alpha", "alpha/mass/1-5-kg")
        await person.press("D")
        await person.work()
        assert "alpha/mass/1-5-kg" not in made.library.facts.claims
        assert all(line.startswith("-") for line in changed(before, contents(made)))
        await person.press("u")
        await person.work()
        assert contents(made) == before


async def test_a_name_is_another_name_of_what_is_there(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "Beta will follow")
        await person.press("v", "W")
        await person.work()
        assert form(person).values["name"] == "Beta"
        await fill(person, name="Beta probe", entity="Beta", language="en")
        await save(person)
        assert changed(before, contents(made)) == [
            "+    aliases:",
            "+      - {name: Beta probe, language: en, basis: editor}",
        ]


async def test_a_name_is_something_new(made: Small) -> None:
    before = contents(made)
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await person.press("W")
        await person.work()
        await fill(person, name="Gamma", entity="", kind="mission")
        assert "the id gamma" in person.text("#form-note")
        await save(person)
        assert "Gamma" in person.text("#panels")
        assert [
            line[1:].strip() for line in changed(before, contents(made)) if line[1:].strip()
        ] == [
            "- id: gamma",
            "name: Gamma",
        ]


async def test_two_entities_become_one(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("beta")
        await person.press("M")
        await person.work()
        await fill(person, into="Alpha")
        await save(person)
        if isinstance(person.app.screen, Form):
            # Told what it does, it asks once more.
            await save(person)
        assert person.explorer.subject == Subject("entity", "alpha")
        assert made.library.entity("beta") is None
        alpha = made.library.entity("alpha")
        assert alpha is not None
        assert "Beta" in alpha.names
        await person.press("u")
        await person.work()
        assert made.library.entity("beta") is not None


async def test_a_sentence_is_excused(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await to_sentence(person, "It carried")
        await person.press("x")
        await person.work()
        await fill(person, reason="says that nothing is known")
        await save(person)
        excused = made.library.sources["a.txt"].excused
        assert excused[-1].quote.quote == "It carried 1.5 kg of soil."
        assert excused[-1].reason == "says that nothing is known"
        assert "–" in person.text("#reading")


async def test_what_somebody_else_wrote_meanwhile_is_kept(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("alpha", "alpha/mass/1-5-kg")
        await person.press("E")
        await person.work()
        made.put("data/missions.yaml", MISSIONS.replace("name: Beta", "name: Beta Two"))
        await fill(person, note="weighed twice")
        await save(person)
        library = made.library
        claim = library.claim("alpha/mass/1-5-kg")
        assert claim is not None
        assert claim.qualifiers.note == "weighed twice"
        assert library.find_entity("Beta Two") is not None


async def test_what_somebody_else_wrote_into_the_same_claim_is_not_lost(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("alpha", "alpha/mass/1-5-kg")
        await person.press("E")
        await person.work()
        weighed = MISSIONS.replace(
            "- property: mass\n", "- property: mass\n        rank: normal\n", 1
        )
        weighed = weighed.replace(
            '"1.5 kg"}\n', '"1.5 kg"}\n        qualifiers: {note: corrected outside}\n', 1
        )
        made.put("data/missions.yaml", weighed)
        await fill(person, scope="the first load")
        await save(person)
        assert isinstance(person.app.screen, Form)
        assert "edited meanwhile" in person.text("#form-note")
        claim = made.library.claim("alpha/mass/1-5-kg")
        assert claim is not None
        assert claim.qualifiers.note == "corrected outside"


async def test_what_is_gone_meanwhile_cannot_be_edited_and_nothing_typed_is_lost(
    made: Small,
) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("alpha", "alpha/mass/1-5-kg")
        await person.press("E")
        await person.work()
        await fill(person, note="weighed twice")
        made.put("data/missions.yaml", MISSIONS.replace("property: mass", "property: said"))
        await save(person)
        assert form(person).values["note"] == "weighed twice"
        assert "mass" in person.text("#form-note")


async def test_the_past_is_not_edited(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("a")
        await person.type("2030")
        await person.press("enter")
        before = contents(made)
        await person.press("l", "D", "E", "A", "M", "x", "u")
        await person.work()
        assert contents(made) == before
        assert not isinstance(person.app.screen, Form)


async def test_an_edit_after_a_search_leaves_the_article_where_it_is(made: Small) -> None:
    made.put(
        "seeds/b.txt", "Another article\n\nThe Moon is far away. It is not easy to get there.\n"
    )
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await person.press("slash")
        await person.type("landed")
        await person.press("escape", "escape")
        person.stack._move_to(0)
        await person.press("3")
        person.stack._move_to(1)
        await person.settle()
        await to_sentence(person, "It is not easy")
        assert person.reader.article is not None
        assert person.reader.article.file == "b.txt"
        await person.press("x")
        await person.work()
        await fill(person, reason="says nothing")
        await save(person)
        article, cursor = person.reader.article, person.reader.cursor
        assert article is not None
        assert cursor is not None
        assert article.file == "b.txt"
        assert article.display[cursor.start :].startswith("It is not easy")


async def test_millions_are_no_unit_and_a_possessive_no_part_of_a_name(made: Small) -> None:
    from lunar_tui.entering import judged
    from tests.test_entering import PIECE, typed

    fields = typed(
        entity="Alpha", property="mass", value="38.5 million kg", means="38.5 million kg"
    )
    claim = judged(fields, (PIECE,), made.library).claim
    assert claim is not None
    assert (str(claim.value.amount), claim.value.unit) == ("38500000", "kg")
    made.put("seeds/b.txt", "A title\n\nAlpha's crew came home on Monday.\n")
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("3")
        person.stack._move_to(1)
        await person.work()
        await to_sentence(person, "Alpha's crew")
        await person.press("v", "W")
        await person.work()
        assert form(person).values["name"] == "Alpha"

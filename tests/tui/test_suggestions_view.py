"""The view of the suggestions: p opens it, one key each accepts, dismisses, edits before."""

from __future__ import annotations

from difflib import ndiff
from importlib.resources import files
from pathlib import Path

import pytest

from lunar_tui.library import Library
from lunar_tui.suggestions.model import Suggestion
from lunar_tui.tui import suggestions as module
from lunar_tui.tui.form import Form
from lunar_tui.tui.suggestions import Suggestions
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen
from tests.workspaces import Small, only, small

TEXT = """\
Two more missions

Alpha landed on May 3, 2021. Beta was cold.

Li Wei said that nothing of this was known before.

In the end Beta landed on June 4, 2022. Beta follows Alpha.
"""
OTHER = "Another day\n\nBeta landed on July 5, 2023, for once.\n"


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path, {"seeds/b.txt": TEXT, "seeds/c.txt": OTHER})


def view(person: Person) -> Suggestions:
    return person.explorer.query_one(Suggestions)


def listed(person: Person) -> list[tuple[str, str]]:
    """Entity and property of each row that is no heading."""
    shown = [row.suggestion for row in view(person).rows if row.suggestion]
    return [(item.entity, item.property) for item in shown]


def current(person: Person) -> Suggestion:
    item = view(person).current
    assert item is not None
    return item


async def read(person: Person, file: str) -> None:
    """To an article, by its panel."""
    panel = person.panels[-1]
    await person.press(str(panel.number))
    person.stack._move_to([entry.subject.id for entry in panel.entries].index(file))
    await person.settle()
    assert person.passage.file == file


async def propose(person: Person, *keys: str) -> None:
    await person.press("p")
    await person.work()
    await person.press(*keys)
    await person.work()


def lines_added(before: str, after: str) -> list[str]:
    changes = [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert all(line[0] == "+" for line in changes), changes
    return [line[2:] for line in changes]


STARTED = (files("lunar_tui.blank") / "files/data/schema.yaml").read_text("utf-8")
BETA, ALPHA = ("beta", "landed"), ("alpha", "landed")
SAID = ("li-wei", "said")


@pytest.mark.parametrize("size", SIZES)
async def test_p_lists_what_the_article_may_support(made: Small, size: tuple[int, int]) -> None:
    async with at_the_screen(made.library, size) as person:
        await read(person, "b.txt")
        await propose(person)
        # What somebody says is below the rest.
        assert listed(person) == [ALPHA, BETA, SAID]
        assert "Suggestions · 3" in person.text(view(person)).splitlines()[0]
        shown = person.text(view(person))
        assert "Alpha · landed May 3, 2021 [2021-05-03]" in shown
        assert "What somebody says" in shown
        assert "3 proposed" in person.text("#reading").splitlines()[0]


@pytest.mark.parametrize("size", SIZES)
async def test_the_article_follows_with_the_words_highlighted(
    made: Small, size: tuple[int, int]
) -> None:
    async with at_the_screen(made.library, size) as person:
        await read(person, "b.txt")
        await propose(person)
        for entity in ("alpha", "beta", "li-wei"):
            item = current(person)
            assert item.entity == entity
            assert person.passage.focus == (item.start, item.end)
            assert {*person.passage.matches} == {*item.highlights}
            first, last = person.rows_of((item.start, item.end))
            assert 0 <= first <= last < person.reader.height
            await person.press("j")


async def test_enter_writes_the_claim_and_u_takes_it_back(made: Small) -> None:
    missions = made.root / "data/missions.yaml"
    before = missions.read_text("utf-8")
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "b.txt")
        await propose(person, "j")
        wanted = current(person)
        assert (wanted.entity, wanted.property) == BETA
        await person.press("enter")
        await person.work()
        added = lines_added(before, missions.read_text("utf-8"))
        assert 'value: {date: 2022-06-04, text: "June 4, 2022"}' in "\n".join(added)
        assert any("In the end Beta landed on June 4, 2022" in line for line in added)
        assert listed(person) == [ALPHA, SAID]
        assert (current(person).entity, current(person).property) == SAID
        assert any("Accepted: Beta · landed June 4, 2022" in text for text in person.notices)
        await person.press("u")
        await person.work()
        assert missions.read_text("utf-8") == before
        assert listed(person) == [ALPHA, BETA, SAID]
    assert not [problem for problem in made.problems() if problem.code != "C001"]


async def test_what_a_claim_says_already_takes_the_quote(made: Small) -> None:
    missions = made.root / "data/missions.yaml"
    before = missions.read_text("utf-8")
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "b.txt")
        await propose(person)
        assert "adds the quote" in person.text(view(person))
        await person.press("enter")
        await person.work()
    (line,) = lines_added(before, missions.read_text("utf-8"))
    assert line.strip() == '- {source: b.txt, quote: "Alpha landed on May 3, 2021"}'


async def test_d_dismisses_for_good_and_u_takes_it_back(made: Small) -> None:
    file = made.root / "data/dismissed.yaml"
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "b.txt")
        await propose(person, "d")
        await person.work()
        assert listed(person) == [BETA, SAID]
        assert (current(person).entity, current(person).property) == BETA
        await person.press("d")
        await person.work()
        assert listed(person) == [SAID]
        await person.press("u")
        await person.work()
        assert listed(person) == [BETA, SAID]
    assert "May 3, 2021" in file.read_text("utf-8")
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "b.txt")
        await propose(person)
        assert listed(person) == [BETA, SAID]
        await person.press("u")
        await person.work()
        assert listed(person) == [BETA, SAID]


async def test_a_file_that_changed_meanwhile_is_not_overwritten(made: Small) -> None:
    missions = made.root / "data/missions.yaml"
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "b.txt")
        await propose(person)
        made.put("data/missions.yaml", missions.read_text("utf-8") + "# theirs\n")
        await person.press("enter")
        await person.work()
        text = missions.read_text("utf-8")
        assert text.endswith("# theirs\n")
        assert "Alpha landed on May 3, 2021" in text


async def test_e_opens_the_form_of_the_claim_before_it_is_written(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "b.txt")
        await propose(person, "j", "E")
        assert isinstance(person.app.screen, Form)
        assert "In the end Beta landed on June 4, 2022" in person.painted()
        await person.press("ctrl+s")
        await person.until(lambda: listed(person) == [ALPHA, SAID])
        assert not isinstance(person.app.screen, Form)
    claim = made.library.claim("beta/landed/june-4-2022")
    assert claim
    assert claim.value.date == "2022-06-04"


async def test_an_excused_sentence_is_proposed_no_more(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "c.txt")
        await propose(person, "o")
        await person.work()
        await person.press("j", "j", "x")
        assert isinstance(person.app.screen, Form)
        await person.press(*"no", "ctrl+s")
        await person.until(lambda: listed(person) == [ALPHA, BETA, SAID])


async def test_o_shows_all_articles_and_goes_back(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "c.txt")
        await propose(person)
        assert listed(person) == [BETA]
        await person.press("o")
        await person.work()
        assert listed(person) == [ALPHA, BETA, BETA, SAID]
        assert "in all articles" in person.text(view(person)).splitlines()[0]
        await person.press("j", "j")
        assert person.passage.file == "c.txt"
        await person.press("enter")
        await person.work()
        assert listed(person) == [ALPHA, BETA, SAID]
        await person.press("u")
        await person.work()
        assert listed(person) == [ALPHA, BETA, BETA, SAID]
        await person.press("g", "o")
        await person.work()
        assert (view(person).file, len(listed(person))) == ("b.txt", 3)


async def test_of_very_many_only_some_are_looked_for(
    made: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "c.txt")
        await propose(person, "o")
        await person.work()
        assert listed(person) == [ALPHA, BETA, SAID]
        assert "in the first 2 of 3 articles" in person.text(view(person)).splitlines()[0]


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_to_propose_says_why(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await propose(person)
        assert "Every sentence of this article is cited or excused" in squeezed_lines(person)
        await person.press("enter", "d", "E", "j", "n")
        await person.press("o")
        await person.work()
        assert "Nothing is found in 5 articles" in squeezed_lines(person)
        await person.press("escape")
        assert person.explorer.view is None


def squeezed_lines(person: Person) -> str:
    return " ".join(person.text(view(person)).replace("│", " ").split())


async def test_without_an_entity_it_says_what_is_missing(tmp_path: Path) -> None:
    made = only(tmp_path, {"seeds/a.txt": "Orca-3 was launched in 2019.\n"})
    async with at_the_screen(made.library, NARROW) as person:
        await propose(person)
        assert "there is none yet" in squeezed_lines(person)


async def test_articles_and_some_named_entities_are_enough(tmp_path: Path) -> None:
    entities = "kind: mission\nentities:\n  - {id: orca, name: Orca-3}\n"
    text = "It was late. Orca-3 was launched on May 3, 2021. The mission lasted 23 days.\n"
    made = only(tmp_path, {"seeds/a.txt": text, "data/missions.yaml": entities})
    async with at_the_screen(made.library, NARROW) as person:
        await read(person, "a.txt")
        await propose(person)
        assert listed(person) == [("orca", "launched"), ("orca", "duration")]
        await person.press("j")
        assert "“mission” is taken for Orca-3" in squeezed_lines(person)
        await person.press("k", "enter", "enter")
        # The second is written after the first, and each is read again.
        await person.until(lambda: len(made.library.facts.claims) == 2)
        await person.until(lambda: not listed(person))
        assert "Every sentence" not in squeezed_lines(person)
    assert len(made.library.facts.claims) == 2


FOREIGN = """\
Beta ist gelandet

Das ist die Sonde Beta, und sie wird nicht von der Stadt bezahlt. Beta landed on June 4, 2022.
"""


@pytest.mark.parametrize("size", SIZES)
async def test_an_article_in_another_language_says_so(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    made = small(tmp_path, {"seeds/b.txt": FOREIGN})
    async with at_the_screen(made.library, size) as person:
        await read(person, "b.txt")
        await propose(person)
        assert "This article is not in English" in squeezed_lines(person)
        assert not listed(person)


async def test_a_new_property_is_declared_and_taken_back_with_its_claim(tmp_path: Path) -> None:
    schema = STARTED.replace("title: My subject", "title: Bridges")
    text = "The Tista Bridge is a place. The bridge is 640 metres long.\n"
    places = "kind: place\nentities:\n  - {id: tista, name: Tista Bridge}\n"
    made = only(
        tmp_path,
        {"seeds/a.txt": text, "data/places.yaml": places, "data/schema.yaml": schema},
    )
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "a.txt")
        await propose(person)
        assert listed(person) == [("tista", "length")]
        assert "“bridge” is taken for Tista Bridge" in squeezed_lines(person)
        assert "a new property" in squeezed_lines(person)
        await person.press("enter")
        await person.until(lambda: not listed(person))
        assert made.library.facts.schema.properties["length"].types == ("quantity",)
        assert made.library.claim("tista/length/640-metres")
        assert not [one for one in made.problems() if one.code != "C001"]
        await person.press("u")
        await person.until(lambda: listed(person) == [("tista", "length")])
    assert (made.root / "data/schema.yaml").read_text("utf-8") == schema
    assert (made.root / "data/places.yaml").read_text("utf-8") == places


async def test_facts_of_the_past_are_not_edited(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("a", *"2021-05", "enter")
        await person.work()
        assert person.app.screen.library.day  # type: ignore[attr-defined]
        await person.press("p")
        await person.work()
        await person.press("enter", "d", "E")
        await person.work()
    assert not (made.root / "data/dismissed.yaml").exists()


async def test_text_is_never_markup(tmp_path: Path) -> None:
    text = "Alpha, [bold red]x[/] \x1b[31m, landed on May 9, 2021.\n"
    made = small(tmp_path, {"seeds/b.txt": text})
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "b.txt")
        await propose(person)
        assert "\x1b[31m" not in person.painted()


async def test_what_else_a_sentence_says_stays_when_one_is_accepted(tmp_path: Path) -> None:
    text = "Two missions\n\nAlpha landed on May 3, 2021 and Beta landed on June 4, 2022.\n"
    made = small(tmp_path, {"seeds/b.txt": text})
    async with at_the_screen(made.library, WIDE) as person:
        await read(person, "b.txt")
        await person.press("p")
        await person.work()
        assert listed(person) == [("alpha", "landed"), ("beta", "landed")]
        await person.press("enter")
        await person.work()
        assert listed(person) == [("beta", "landed")]
        await person.press("enter")
        await person.work()
        assert listed(person) == []

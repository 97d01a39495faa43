"""From a sentence to the facts: what it supports, what it mentions, and the signs of the gutter."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.corpus.article import Article
from lunar_tui.library import Library
from lunar_tui.tui.messages import Subject
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen
from tests.workspaces import small

LAUNCHED = "change-5/launched/november-24-2020"
# Alpha stands in one sentence by two of its names; nothing is claimed there.
MANY = """\
Probe lands on the Moon
BEIJING, April 27. /TASS/. Alpha landed on the Moon. Alpha and Alfa-1 waited for Beta.

Nobody knows its mass. Some say that it is heavy. It is small.
"""
MISSIONS = (
    """\
kind: mission
entities:
  - id: alpha
    name: Alpha
    aliases:
      - {name: Alfa-1, language: en, basis: editor}
    claims:
"""
    + "".join(
        f"""\
      - property: said
        value: remark {number}
        evidence:
          - {{source: a.txt, quote: Alpha landed on the Moon}}
"""
        for number in range(10)
    )
    + """\
      - property: said
        value: that it is heavy
        evidence:
          - {source: a.txt, quote: It is small., stance: contradicts}
          - {source: a.txt, quote: Nobody knows its mass., stance: mentions}
  - id: beta
    name: Beta
"""
)
PEOPLE = "kind: person\nentities:\n  - {id: li-wei, name: Li Wei}\n"


def _many(folder: Path) -> Library:
    """Of ``a.txt``, a sentence supports ten claims and one denies one; ``b.txt`` has no claim."""
    files = {"seeds/a.txt": MANY, "data/missions.yaml": MISSIONS, "data/people.yaml": PEOPLE}
    return small(folder, {**files, "seeds/b.txt": MANY}).library


def _signs(person: Person) -> dict[str, str]:
    """The sign of each line in view that has text, by that text."""
    lines = [person.reader.render_line(y).text for y in range(person.reader.height)]
    return {line[3:].rstrip(" ▐"): line[1] for line in lines if line.strip(" ▐")}


async def _to(person: Person, file: str, words: str) -> None:
    """To the sentence of an article in which ``words`` stand, by the keys of the reader."""
    article = person.library.article(file)
    assert article is not None
    place = article.display.index(words)
    person.explorer._show_subject(Subject("article", file))
    person.reader.focus()
    await person.press("g")
    for _ in article.sentences:
        cursor = person.reader.cursor
        assert cursor is not None
        if cursor.start <= place < cursor.end:
            return
        await person.press("j")
    raise AssertionError(words)


@pytest.mark.parametrize("size", SIZES)
async def test_mentioned_entities_are_listed_after_the_claims_and_gone_to(
    shipped: Library, size: tuple[int, int]
) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.go("change-5", LAUNCHED)
        await person.press("enter")
        reading, cursor = person.reading, person.reader.cursor
        assert cursor is not None
        mentioned = shipped.mentioned.within(person.passage.file, cursor.start, cursor.end)
        assert {"change-5", "moon", "changzheng-5", "wenchang", "hainan"} <= set(mentioned)
        assert reading.entities == mentioned
        assert len(set(mentioned)) == len(mentioned)
        claims = len(reading.claims)
        assert len(reading.facts.rows) == claims + len(mentioned)
        in_article = person.here
        for number, entity_id in enumerate(mentioned):
            entity = shipped.entity(entity_id)
            assert entity is not None
            row = claims + number
            shown = person.row_text(reading.facts, row)
            assert f"→ {entity.name}" in shown
            await person.press("s")
            assert person.app.focused is reading.facts
            reading.facts._go(row)
            await person.settle()
            at_entity = person.here
            assert reading.pointed == entity_id
            await person.press("enter")
            assert person.explorer.subject == Subject("entity", entity_id)
            assert entity.name in person.text("#claims")
            await person.press("escape")
            assert person.here == at_entity
            assert reading.facts.cursor == row
            await person.press("escape")
            assert person.here == in_article
            assert person.reader.cursor == cursor


async def test_title_counts_claims_and_entities(shipped: Library) -> None:
    async with at_the_screen(shipped, (220, 42)) as person:
        await person.go("change-5", LAUNCHED)
        await person.press("enter")
        claims, entities = len(person.reading.claims), len(person.reading.entities)
        assert f"supports {claims} claims" in person.text("#facts-title")
        assert f"mentions {entities} entities" in person.text("#facts-title")
        await person.resize(*NARROW)
        assert f"{claims} claims · {entities} entities" in person.text("#facts-title")


async def test_claim_that_led_to_the_sentence_keeps_the_cursor(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        entity = shipped.entity("change-5")
        assert entity is not None
        for claim in entity.claims[:8]:
            await person.go(entity.id, claim.id)
            assert person.reading.current == claim


async def test_sentence_without_claims_leads_to_what_it_mentions(tmp_path: Path) -> None:
    library = _many(tmp_path)
    async with at_the_screen(library, WIDE) as person:
        await _to(person, "a.txt", "Alpha and Alfa-1")
        assert person.reading.claims == ()
        assert person.reading.entities == ("alpha", "beta")
        assert "cited by no claim · mentions 2 entities" in person.text("#facts-title")
        assert "→ Alpha  mission · 11 claims" in person.text("#facts")
        await person.press("s", "j")
        assert person.reading.pointed == "beta"
        assert person.reading.current is None
        before = person.here
        await person.press("i")
        assert person.app.screen is person.explorer
        await person.press("enter")
        assert person.explorer.subject == Subject("entity", "beta")
        await person.press("escape")
        assert person.here == before


async def test_mentioned_entity_is_marked(tmp_path: Path) -> None:
    async with at_the_screen(_many(tmp_path), WIDE) as person:
        await _to(person, "a.txt", "Alpha and Alfa-1")
        await person.press("s", "j", "space")
        assert tuple(person.explorer.selection) == ("beta",)
        assert "◆" in person.row_text(person.reading.facts, 1)
        assert "◆" not in person.row_text(person.reading.facts, 0)
        assert person.reading.facts.cursor == 1


async def test_sentence_that_is_only_context_is_not_said_to_mention_claims(tmp_path: Path) -> None:
    async with at_the_screen(_many(tmp_path), WIDE) as person:
        await _to(person, "a.txt", "Nobody knows")
        assert "context of 1 claim" in person.text("#facts-title")
        assert "mentions" not in person.text("#facts-title")


@pytest.mark.parametrize("number", range(5))
async def test_gutter_of_a_whole_article(shipped: Library, number: int) -> None:
    file = shipped.files[number]
    async with at_the_screen(shipped, (140, 400)) as person:
        person.explorer._show_subject(Subject("article", file))
        person.explorer.action_unfold()
        await person.settle()
        reader, article = person.reader, person.reader.article
        assert article is not None
        assert article.file == file
        counts = shipped.supporting_counts(file)
        assert counts
        open_ = {sentence.start for sentence in shipped.coverage_of(article).open}
        excused = shipped.excused_in(file)
        expected: dict[int, str] = {}
        for sentence in article.sentences:
            claims = shipped.claims_at(file, sentence.start, sentence.end)
            assert counts.get(sentence.start, 0) == len(claims)
            line = reader._page.line_of(sentence.start)
            if claims:
                expected.setdefault(line, "+" if len(claims) > 9 else str(len(claims)))
            elif any(low < sentence.end and sentence.start < high for low, high, _ in excused):
                expected.setdefault(line, "–")
            elif sentence.start in open_:
                expected.setdefault(line, "?")
        shown = {y: reader.render_line(y).text[1] for y in range(reader.line_count)}
        assert {line: sign for line, sign in shown.items() if sign != " "} == expected


async def test_excused_sentence_of_the_shipped_workspace(shipped: Library) -> None:
    file, words = next(
        (file, piece.quote.quote)
        for file, source in shipped.sources.items()
        for piece in source.excused
    )
    async with at_the_screen(shipped, WIDE) as person:
        await _to(person, file, words)
        assert _signs(person)[words] == "–"
        assert "no claim:" in person.text("#facts-title")


async def test_signs_of_each_standing(tmp_path: Path) -> None:
    library = _many(tmp_path)
    async with at_the_screen(library, (70, 30)) as person:
        person.explorer._show_subject(Subject("article", "a.txt"))
        await person.settle()
        signs = _signs(person)
        assert signs["Probe lands on the Moon"] == "–"
        ten = next(line for line in signs if line.startswith("BEIJING"))
        assert signs[ten] == "+"
        nobody = next(line for line in signs if line.startswith("Nobody"))
        assert signs[nobody] == "–"
        # Nothing is expected of an article that is the source of no claim.
        person.explorer._show_subject(Subject("article", "b.txt"))
        await person.settle()
        assert set(_signs(person).values()) == {" "}


async def test_open_and_denying_sentences_and_the_mark(tmp_path: Path) -> None:
    text = MANY.replace(". Alpha and", ".\n\nAlpha and").replace("mass. ", "mass.\n\n")
    text = text.replace("heavy. ", "heavy.\n\n")
    files = {"seeds/a.txt": text, "data/missions.yaml": MISSIONS, "data/people.yaml": PEOPLE}
    library = small(tmp_path, files).library
    problems = [item.message for item in library.check().problems if item.code == "C001"]
    async with at_the_screen(library, (140, 40)) as person:
        await _to(person, "a.txt", "Some say")
        signs = _signs(person)
        assert {line for line, sign in signs.items() if sign == "?"} == {
            "Alpha and Alfa-1 waited for Beta.",
            "Some say that it is heavy.",
        }
        assert len(problems) == 2
        assert signs["It is small."] == "≠"
        assert signs["Nobody knows its mass."] == "–"
        await person.press("space")
        assert _signs(person)["Some say that it is heavy."] == "◆"
        await person.press("space")
        assert _signs(person)["Some say that it is heavy."] == "?"


async def test_gutter_is_found_once_for_each_article(
    shipped: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", LAUNCHED)
        asked: list[str] = []

        def found(_library: Library, article: Article) -> dict[int, str]:
            asked.append(article.file)
            return {}

        monkeypatch.setattr("lunar_tui.tui.reading.gutter_signs", found)
        await person.press(*"jjjjkkkk")
        await person.press("enter", *"jjjj")
        assert len(asked) == len(set(asked))
        assert person.passage.file not in asked


@pytest.mark.parametrize("number", range(5))
async def test_article_says_how_far_it_is_covered(shipped: Library, number: int) -> None:
    file = shipped.files[number]
    async with at_the_screen(shipped, WIDE) as person:
        person.explorer._show_subject(Subject("article", file))
        await person.settle()
        article = shipped.article(file)
        assert article is not None
        part = shipped.coverage_of(article)
        header = person.text("#claims-header")
        assert f"{part.cited} of {part.body} sentences cited, {part.excused} excused" in header

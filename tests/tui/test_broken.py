"""Broken and bare workspaces open and show their sound part; small terminals keep the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.library import Library
from lunar_tui.tui.messages import Subject
from lunar_tui.tui.passage import NoPassage
from tests.tui import driving
from tests.tui.driving import NARROW, WIDE, at_the_screen, squeezed
from tests.workspaces import ARTICLE, MISSIONS, PEOPLE, SCHEMA, SOURCES, only, small


async def test_only_articles(tmp_path: Path) -> None:
    made = only(tmp_path, {"seeds/a.txt": ARTICLE, "seeds/b.txt": "A second one.\n\nIt is short."})
    async with at_the_screen(made.library, WIDE) as person:
        assert "1 Articles" in person.text("#panels")
        assert "2 articles" in person.status
        assert "Probe lands" in person.text("#reading")
        await person.press("l", "j", "enter", "j", "space", "s", "escape")
        assert len(list(person.app.selection)) <= 1
        await person.press("slash")
        await person.type("moon")
        assert any(row.hit for row in person.finder.rows)
        await person.press("enter", "space", "e")
        assert "Sentences" in person.painted()


async def test_articles_without_a_folder_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    from lunar_tui.library import open_library

    async with at_the_screen(open_library(tmp_path), NARROW) as person:
        assert "Probe lands" in person.painted()


async def test_facts_whose_articles_are_missing(tmp_path: Path) -> None:
    made = only(
        tmp_path,
        {"data/schema.yaml": SCHEMA, "data/missions.yaml": MISSIONS, "data/people.yaml": PEOPLE},
    )
    async with at_the_screen(made.library, WIDE) as person:
        assert "Alpha" in person.text("#claims")
        assert isinstance(person.explorer.passage, NoPassage)
        assert "a.txt is missing" in person.text("#reading")
        assert "landedontheMoon" in squeezed(person.text("#reading").replace("│", ""))
        await person.press("l", "j", "j", "n", "N", "enter", "s", "z", "y", "escape", "e")
        assert "Alpha" in person.painted()


async def test_lost_quote_says_so_and_shows_its_words(tmp_path: Path) -> None:
    made = small(tmp_path, {"data/missions.yaml": MISSIONS.replace("carried 1.5 kg", "took 9 kg")})
    async with at_the_screen(made.library, WIDE) as person:
        claim = next(one for one in made.library.entities()[0].claims if one.property == "mass")
        await person.go("alpha", claim.id)
        assert isinstance(person.explorer.passage, NoPassage)
        assert "not found in a.txt" in person.text("#reading")
        assert "took 9 kg" in person.text("#reading")
        await person.press("k")
        person.assert_focus_in_view()


async def test_doubtful_quote_says_how_many_places(tmp_path: Path) -> None:
    made = small(tmp_path, {"data/missions.yaml": MISSIONS.replace("landed on the Moon}", "Moon}")})
    async with at_the_screen(made.library, WIDE) as person:
        claim = made.library.entities()[0].claims[0]
        await person.go("alpha", claim.id)
        assert "doubtful" in person.text("#reading")
        assert "places" in person.text("#reading")
        person.assert_focus_in_view()


@pytest.mark.parametrize("content", ["", " \n\n ", "\ufeff", "x"])
async def test_empty_article(tmp_path: Path, content: str) -> None:
    made = small(tmp_path, {"seeds/b.txt": content})
    async with at_the_screen(made.library, NARROW) as person:
        number = str(len(person.panels))
        await person.press(number, "j", "l", "j", "l", "j", "k", "G", "g", "ctrl+d", "z", "y")
        await person.press("space", "s", "n", "N", "enter", "escape")
        assert person.app.is_running


@pytest.mark.parametrize(
    "broken", ["{", "kind: mission\nentities: [", "\x00", "kind: nonsense\nentities: 3", "- a\n- b"]
)
async def test_broken_file_leaves_the_rest_and_is_counted(tmp_path: Path, broken: str) -> None:
    made = small(tmp_path, {"data/people.yaml": broken})
    async with at_the_screen(made.library, WIDE) as person:
        assert "Alpha" in person.text("#claims")
        count = len(made.library.problems)
        assert count
        assert f"{count} problem" in person.status
        person.assert_focus_in_view()
        await person.press("l", "j", "j", "enter")


async def test_one_problem_is_not_called_problems(tmp_path: Path) -> None:
    made = small(tmp_path, {"seeds/c.txt": b"caf\xe9 is here."})
    library = made.library
    library.article("c.txt")
    assert len(library.problems) == 1
    async with at_the_screen(library, WIDE) as person:
        assert "1 problem:" in person.status


async def test_link_to_an_entity_that_does_not_exist(tmp_path: Path) -> None:
    made = small(tmp_path, {"data/missions.yaml": MISSIONS.replace("entity: alpha", "entity: nix")})
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("j", "l", "enter", "escape")
        assert person.app.is_running


async def test_sources_without_their_file(tmp_path: Path) -> None:
    made = small(tmp_path, {"data/sources.yaml": SOURCES.replace("a.txt", "z.txt")})
    async with at_the_screen(made.library, WIDE) as person:
        person.assert_focus_in_view()


@pytest.mark.parametrize("size", [(1, 1), (140, 1), (1, 42), (400, 120)])
async def test_terminal_of_any_size(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        await person.press("j", "l", "j", "enter", "j", "escape", "backslash", "a", "escape", "0")
        await person.press("slash", "m")
        await person.work()
        await person.press("down", "enter", "escape", "escape", "question_mark", "escape", "z")
        await person.press("1", "e", "escape", "ctrl+p", "escape")
        assert person.app.is_running


async def test_preview_comes_to_rest_in_a_tiny_terminal(
    shipped: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driving, "_PATIENCE", 2.0)
    async with at_the_screen(shipped, (10, 3)) as person:
        await person.press("e", "escape")


async def test_resizing_keeps_claim_and_evidence_in_view(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.go("change-5", "change-5/sample-mass/around-2-kg")
        before = person.here
        for width, height in [NARROW, (20, 5), NARROW, (100, 30), (99, 30), WIDE]:
            await person.resize(width, height)
            person.paint()
            assert person.explorer.passage == before.passage
            assert person.claims.list.cursor == before.row
            assert person.app.focused is before.focus
            if height > 20:
                person.assert_focus_in_view()
                rows = person.claims.list
                assert before.row is not None
                first, last = rows.lines_of(before.row)
                assert rows.top <= first <= last < rows.top + rows.height
        assert person.here == before


async def test_resizing_keeps_the_sentence_under_the_cursor_in_view(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("0", "G", "l", "l", *["ctrl+d"] * 3)
        cursor = person.reader.cursor
        assert cursor is not None
        for width, height in [NARROW, (20, 5), NARROW, WIDE]:
            await person.resize(width, height)
            assert person.reader.cursor == cursor
            if height > 20:
                first, last = person.rows_of((cursor.start, cursor.end))
                assert first >= 0
                assert last < person.reader.height


async def test_resizing_keeps_the_panel_cursor_in_view(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("5", "G")
        last = person.panel.entries[-1].name[:10]
        for width, height in [NARROW, (60, 14), WIDE]:
            await person.resize(width, height)
            assert last in person.text("#panels")


async def test_lines_of_a_hard_wrapped_article_hold_no_line_ends(tmp_path: Path) -> None:
    text = "\n".join(
        ["A headline", ""]
        + ["the probe went on its way around the moon and came back to", "its base in the north"]
        * 6
    )
    made = small(tmp_path, {"seeds/wrapped.txt": text.encode()})
    async with at_the_screen(made.library, (200, 42)) as person:
        person.explorer._show_subject(Subject("article", "wrapped.txt"))
        await person.work()
        shown = [person.reader.render_line(y).text for y in range(person.reader.height)]
        assert "probe went on its way" in "".join(shown)
        assert not any("\n" in line for line in shown)


async def test_denial_is_no_support(tmp_path: Path) -> None:
    missions = MISSIONS.replace(
        "{source: a.txt, quote", "{source: a.txt, stance: contradicts, quote"
    )
    made = small(tmp_path, {"data/missions.yaml": missions})
    missions_of = made.library.entities("mission")
    claims = [claim for entity in missions_of for claim in entity.claims if claim.evidence]
    assert len(claims) > 1
    assert all(not claim.sources and claim.basis == "editor" for claim in claims)
    article = made.library.article("a.txt")
    assert article is not None
    length = len(article.text)
    assert not {c.entity for c in made.library.claims_at("a.txt", 0, length)} & {"alpha", "beta"}
    assert made.library.claims_at("a.txt", 0, length, "contradicts")

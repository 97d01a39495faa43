"""The view of quotes that are not exact: r opens it, the article follows, a key takes them over."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.message import Message

from lunar_tui.curation import Curator
from lunar_tui.library import Library, open_library
from lunar_tui.tui.anchors import Anchors
from lunar_tui.tui.messages import EditAsked
from lunar_tui.tui.passage import NoPassage, Passage
from tests.test_anchorage import FACTS, LONG, SOURCES
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen, squeezed
from tests.workspaces import SCHEMA, small

TWICE = "The sealed capsule landed on the far side of the Moon on May 3, 2021, an agency said."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    text = LONG.replace("1,731 grams of lunar", "1731 grammes of lunar")
    text = text.replace("May 3, 2021", "May 4, 2021").replace(
        "said Li Wei, who heads the laboratory in Shanghai", "he said"
    )
    files = {
        "data/schema.yaml": SCHEMA,
        "data/missions.yaml": FACTS,
        "data/sources.yaml": SOURCES,
        "data/people.yaml": "kind: person\nentities: []\n",
        "seeds/a.txt": f"{text}\n{TWICE}\n",
    }
    return small(tmp_path, files).root


def view(person: Person) -> Anchors:
    return person.app.screen.query_one(Anchors)


def asked(person: Person, monkeypatch: pytest.MonkeyPatch) -> list[EditAsked]:
    """The edits that the view asks for from now on; nobody makes them."""
    found: list[EditAsked] = []
    anchors = view(person)
    post = anchors.post_message

    def catch(message: Message) -> bool:
        if isinstance(message, EditAsked):
            found.append(message)
            return True
        return post(message)

    monkeypatch.setattr(anchors, "post_message", catch)
    return found


def make(person: Person, root: Path, edit: EditAsked) -> Library:
    """Makes an edit, and tells the view, as the screen does."""
    Curator(person.library.workspace).edit(edit.what, edit.how)
    view(person).renew(open_library(root))
    return view(person).library


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_to_do_is_said(shipped: Library, size: tuple[int, int]) -> None:
    async with at_the_screen(shipped, size) as person:
        assert "not exact" not in person.status
        await person.press("r")
        assert "Every quote stands where it stood." in person.text(view(person))
        await person.press("enter", "1", "0", "plus", "n", "i", "space", "escape")


@pytest.mark.parametrize("size", SIZES)
async def test_old_and_new_words_stand_beside_the_article(
    root: Path, size: tuple[int, int]
) -> None:
    async with at_the_screen(open_library(root), size) as person:
        assert "3 quotes not exact: r" in person.status
        await person.press("r")
        rows = view(person).rows
        quotes = [row.standing.state for row in rows if row.standing and not row.number]
        assert quotes == ["doubtful", "moved", "lost"]
        await person.press("n")
        assert "[-1,731grams-]{+1731grammes+}" in squeezed(person.text(view(person).list))
        passage = person.passage
        article = person.library.article("a.txt")
        assert article is not None
        assert passage.focus is not None
        assert article.text[slice(*passage.focus)].startswith("It carried 1731 grammes")
        assert passage.caption.startswith("moved: ")
        await person.press("n")
        assert person.passage == Passage("a.txt", caption="lost: nothing in the text is like it")


async def test_the_whole_wording_stands_below_where_there_is_room(root: Path) -> None:
    async with at_the_screen(open_library(root), WIDE) as person:
        await person.press("r", "n")
        shown = squeezed(person.text("#anchor-detail"))
        assert "wasItcarried[-1,731grams-]oflunarsoilbacktoEarth" in shown
        assert "nowItcarried{+1731grammes+}oflunarsoilbacktoEarth" in shown


async def test_candidates_are_walked_and_shown(root: Path) -> None:
    async with at_the_screen(open_library(root), NARROW) as person:
        await person.press("r")
        item = view(person).rows[1].standing
        assert item is not None
        count = len(item.found.candidates)
        assert count > 1
        spans = [(one.start, one.end) for one in item.found.candidates]
        seen = []
        for number in range(1, count + 1):
            await person.press("j")
            current = view(person).current
            assert current is not None
            assert current.number == number
            seen.append(person.passage.focus)
        assert seen == spans
        assert f"place {count} of {count}" in person.passage.caption


async def test_enter_takes_what_moved(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_the_screen(open_library(root)) as person:
        await person.press("r", "n")
        edits = asked(person, monkeypatch)
        await person.press("enter")
        (edit,) = edits
        assert edit.what == "quote mended"
        library = make(person, root, edit)
        await person.settle()
        assert [item.state for item in library.anchorage.standings] == ["doubtful", "lost"]
        current = view(person).current
        assert current is not None
        assert current.standing is not None
        mended = library.facts.entities["alpha"].claims[1].evidence[0]
        assert mended.quote.startswith("It carried 1731 grammes")


async def test_what_is_taken_is_written_and_taken_back(root: Path) -> None:
    file = root / "data/missions.yaml"
    before = file.read_bytes()
    async with at_the_screen(open_library(root)) as person:
        await person.press("r", "n", "enter")
        await person.until(lambda: len(person.explorer.library.anchorage.standings) == 2)
        await person.work()
        assert file.read_bytes() != before
        assert "2 quotes not exact: r" in person.status
        current = view(person).current
        assert current is not None
        assert current.standing is not None
        # The next one has come to where the cursor is.
        assert current.standing.state == "lost"
        await person.press("u")
        await person.until(lambda: file.read_bytes() == before)
        await person.until(lambda: len(person.explorer.library.anchorage.standings) == 3)
        await person.work()
        assert "3 quotes not exact: r" in person.status
        assert len([row for row in view(person).rows if row.standing and not row.number]) == 3


async def test_an_article_that_changes_on_the_disk_is_followed(root: Path) -> None:
    async with at_the_screen(open_library(root)) as person:
        await person.press("r")
        path = root / "seeds/a.txt"
        path.write_text(path.read_text("utf-8").replace("1731 grammes", "1,731 grams"), "utf-8")
        await person.until(lambda: person.explorer.library.drifted == 2)
        await person.work()
        assert "2 quotes not exact: r" in person.status


async def test_a_number_takes_a_candidate(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_the_screen(open_library(root)) as person:
        await person.press("r")
        edits = asked(person, monkeypatch)
        await person.press("9")
        assert edits == []
        await person.press("enter")
        assert edits == []
        assert person.passage.caption.startswith("doubtful: place 1 of")
        await person.press("2")
        library = make(person, root, edits[0])
        (quote,) = library.facts.entities["alpha"].claims[0].evidence
        assert library.locate(quote).state == "exact"
        assert "May 4" in quote.quote or "an agency" in quote.quote


async def test_all_that_moved_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_the_screen(open_library(root)) as person:
        await person.press("r")
        edits = asked(person, monkeypatch)
        await person.press("plus")
        assert [edit.what for edit in edits] == ["1 quote mended"]
        make(person, root, edits[0])
        await person.press("plus")
        assert len(edits) == 1


async def test_what_is_left_is_marked_and_not_taken(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_screen(open_library(root)) as person:
        await person.press("r", "n")
        edits = asked(person, monkeypatch)
        row = view(person).list.cursor
        await person.press("0")
        assert view(person).list.cursor != row
        await person.press("plus")
        assert edits == []
        await person.press("N", "0", "plus")
        assert len(edits) == 1


async def test_the_view_opens_at_the_claim_that_one_comes_from(root: Path) -> None:
    async with at_the_screen(open_library(root)) as person:
        await person.go("alpha", "alpha/mass/1731-grams")
        assert person.passage.caption.startswith("moved: ")
        await person.press("r")
        claim = view(person).claim
        assert claim is not None
        assert claim.id == "alpha/mass/1731-grams"
        await person.press("escape")
        assert person.explorer.view is None


async def test_an_article_that_is_gone(root: Path) -> None:
    (root / "seeds/a.txt").rename(root / "seeds/b.txt")
    async with at_the_screen(open_library(root)) as person:
        await person.press("r")
        assert person.explorer.passage == NoPassage("There is no article a.txt.")
        await person.press("1", "enter", "plus", "0")


async def test_until_they_are_found_it_says_so(root: Path) -> None:
    library = open_library(root)
    async with at_the_screen(library) as person:
        await person.press("r")
        library.hasty = True
        view(person).library_changed()
        assert "looking for the quotes" in person.text(view(person))
        library.hasty = False
        view(person).library_changed()
        assert len(view(person).rows) > 3


async def test_hostile_words_are_shown_as_they_are(root: Path) -> None:
    path = root / "seeds/a.txt"
    text = path.read_text("utf-8").replace("1731 grammes", "1731 [/red]\x1b]0;x\x07grammes")
    path.write_text(text, "utf-8")
    async with at_the_screen(open_library(root)) as person:
        await person.press("r", "n")
        shown = person.text(view(person))
        assert "\x1b" not in shown
        assert "[/red]" in squeezed(shown)

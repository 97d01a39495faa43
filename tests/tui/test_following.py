"""Files that change while they are looked at: taken over, with every cursor where it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from lunar_tui.facts import editing
from lunar_tui.facts.model import Alias
from lunar_tui.library import Library
from lunar_tui.tui.messages import EditAsked, Subject
from lunar_tui.tui.workshop import Workshop
from lunar_tui.watching import Renewed, changes, renewed
from lunar_tui.workspace import Workspace
from tests.tui.driving import WIDE, Person, at_the_screen
from tests.workspaces import ARTICLE, MISSIONS, Small, small

LONG = ARTICLE + "".join(
    f"\nParagraph {n} says that nothing happened on day {n}.\n" for n in range(60)
)


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path, {"seeds/a.txt": LONG})


def workshop(person: Person) -> Workshop:
    assert isinstance(person.explorer, Workshop)
    return person.explorer


async def look_again(person: Person) -> None:
    """What the thread that watches the files does when they have changed."""
    await workshop(person).read_again()
    await person.work()


async def test_a_change_of_the_files_is_seen_without_a_key(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await person.until(lambda: workshop(person)._follower is not None)

        due = monotonic()

        def written() -> bool:
            nonlocal due
            if monotonic() >= due:
                # Again and again: the first change may come before the watching.
                made.put("data/missions.yaml", MISSIONS.replace("name: Alpha", "name: Alpha One"))
                due = monotonic() + 1.5
            return "Alpha One" in person.text("#panels")

        await person.until(written)
        assert "Alpha One" in person.text("#claims")


async def test_cursors_and_scroll_position_stay(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("alpha", "alpha/mass/1-5-kg")
        await person.press("l", *("j" * 30))
        before = (person.here, person.reader.top, person.reader.cursor)
        # A claim above the one that the cursor is on, and an alias that the header shows.
        made.put(
            "data/missions.yaml",
            MISSIONS.replace(
                "- {name: Alfa-1,", "- {name: Alfa-2}\n      - {name: Alfa-1,"
            ).replace(
                "    claims:\n      - property: landed",
                "    claims:\n      - property: said\n        value: no\n      - property: landed",
                1,
            ),
        )
        await look_again(person)
        assert "Alfa-2" in person.text("#claims")
        current = person.claims.current
        assert current is not None
        assert current.id == "alpha/mass/1-5-kg"
        after = (person.here, person.reader.top, person.reader.cursor)
        assert after[1:] == before[1:]
        assert after[0].focus == before[0].focus


async def test_the_sentence_is_found_again_in_an_article_that_was_edited(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("l", "l", *("j" * 20))
        article, cursor = person.reader.article, person.reader.cursor
        assert article is not None
        assert cursor is not None
        words = article.display[cursor.start : cursor.end]
        made.put("seeds/a.txt", "A new first line\n\nAnd more before it.\n\n" + LONG)
        await look_again(person)
        article, now = person.reader.article, person.reader.cursor
        assert article is not None
        assert now is not None
        assert article.display[now.start : now.end] == words
        assert now.start > cursor.start


async def test_an_invalid_edit_is_told_and_the_last_good_state_stays(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        made.put("data/missions.yaml", MISSIONS + "  - {id: gamma, name: [\n")
        await look_again(person)
        assert "Alpha" in person.text("#panels")
        assert "data/missions.yaml" in person.notices[-1]
        assert "What it said before stays" in person.notices[-1]
        assert "has a mistake" in person.status
        count = len(person.notices)
        await look_again(person)
        assert len(person.notices) == count
        made.put("data/missions.yaml", MISSIONS)
        await look_again(person)
        assert "has a mistake" not in person.status


async def test_what_is_gone_gives_way_to_its_neighbour(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.go("beta")
        made.put("data/missions.yaml", MISSIONS[: MISSIONS.index("  - id: beta")])
        await look_again(person)
        assert person.explorer.subject == Subject("entity", "alpha")


async def test_a_view_goes_on_with_what_is_there_now(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        for key, words in (("t", "4 May"), ("c", "Alpha"), ("f", "")):
            await person.press(key)
            made.put("data/missions.yaml", MISSIONS.replace("2021-05-03", "2021-05-04"))
            await look_again(person)
            assert words.split(" ")[-1] in person.painted()
            made.put("data/missions.yaml", MISSIONS)
            await look_again(person)
        await person.press("slash")
        await person.type("moon")
        made.put("seeds/b.txt", "The Moon again, in a new article.\n")
        await look_again(person)
        assert "new article" in person.painted()


async def test_as_of_a_day_is_read_again_too(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        await person.press("a")
        await person.type("2022")
        await person.press("enter")
        made.put("data/missions.yaml", MISSIONS.replace("name: Alpha", "name: Alpha One"))
        base = next(one for one in person.app.screen_stack if isinstance(one, Workshop))
        await base.read_again()
        await person.work()
        assert "Alpha One" in person.painted()


# --- edits ------------------------------------------------------------------------------------


async def test_an_edit_is_written_shown_and_taken_back_by_one_key(made: Small) -> None:
    before = (made.root / "data/missions.yaml").read_bytes()
    async with at_the_screen(made.library, WIDE) as person:
        person.claims.post_message(
            EditAsked("alias added", lambda book: editing.add_alias(book, "alpha", Alias("A-1")))
        )
        await person.until(lambda: "A-1" in person.text("#claims"))
        assert any("alias added" in text for text in person.notices)
        await person.press("u")
        await person.until(lambda: "A-1" not in person.text("#claims"))
        assert (made.root / "data/missions.yaml").read_bytes() == before
        await person.press("u")
        await person.work()
        assert "Nothing has been edited" in person.notices[-1]


async def test_an_edit_that_cannot_be_done_says_why(made: Small) -> None:
    async with at_the_screen(made.library, WIDE) as person:
        person.claims.post_message(
            EditAsked("alias", lambda book: editing.add_alias(book, "alpha", Alias("Alpha")))
        )
        await person.work()
        assert "already" in person.notices[-1]


async def test_an_edit_of_our_own_is_read_once(
    made: Small, monkeypatch: pytest.MonkeyPatch
) -> None:

    told: list[frozenset[str]] = []
    reads: list[str] = []

    def counted(library: Library, stamps: Mapping[str, str]) -> Renewed:
        reads.append("read")
        return renewed(library, stamps)

    def seen(workspace: Workspace, stop: Event) -> Iterator[frozenset[str]]:
        for names in changes(workspace, stop):
            told.append(names)
            yield names

    monkeypatch.setattr("lunar_tui.tui.following.renewed", counted)
    monkeypatch.setattr("lunar_tui.tui.following.changes", seen)
    async with at_the_screen(made.library, WIDE) as person:
        await person.work()
        await person.until(lambda: workshop(person)._follower is not None)
        due, count = monotonic(), 0

        def noticed() -> bool:
            nonlocal due, count
            if monotonic() >= due:
                # Again and again: the first one may come before the watching.
                count += 1
                name = f"A-{count}"
                person.claims.post_message(
                    EditAsked(name, lambda book: editing.add_alias(book, "alpha", Alias(name)))
                )
                due = monotonic() + 1.5
            return bool(told)

        await person.until(noticed)
        await person.work()
        assert len(reads) == count

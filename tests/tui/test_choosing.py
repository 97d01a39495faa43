"""What is worth choosing in a text, and the keys that go there."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.tui.landmarks import worth_choosing
from tests.tui.driving import WIDE, Person, at_the_screen
from tests.tui.forming import to_sentence
from tests.workspaces import small


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It cost $1.9 billion on 6 June 2023.", ["$1.9 billion", "6 June 2023"]),
        ("The pit is 180 metres deep, 80% done.", ["180 metres", "80%"]),
        ("It paid 418 million kroner to Norbau.", ["418 million kroner", "Norbau"]),
        ("Then Betty Lund came, with 3 of 4.", ["Then Betty Lund", "3", "4"]),
        ("Nothing is here.", []),
        ("", []),
        ("1,731 grams and 12 and 14 June 2024", ["1,731 grams", "12", "14 June 2024"]),
    ],
)
def test_numbers_dates_and_names(text: str, found: list[str]) -> None:
    names = [(at, at + 6)] if (at := text.find("Norbau")) >= 0 else []
    assert [text[low:high] for low, high in worth_choosing(text, names)] == found


def test_a_long_text_takes_no_longer_than_it_is_long() -> None:
    assert worth_choosing("A" * 40_000, []) == []
    assert len(worth_choosing("Aa " * 5_000, [])) > 0
    assert len(worth_choosing("9," * 10_000, [])) > 0


def chosen(person: Person) -> str:
    span, article = person.reader.chosen, person.reader.article
    assert span is not None
    assert article is not None
    return article.display[slice(*span)]


async def test_keys_jump_there_and_say_so_in_the_footer(tmp_path: Path) -> None:
    made = small(tmp_path)
    async with at_the_screen(made.library, WIDE) as person:
        await to_sentence(person, "The probe Alpha")
        assert "Number, date, name" not in person.painted()
        await person.press("v")
        assert "n/N Number, date, name" in person.painted()
        await person.press("n")
        assert chosen(person) == "The probe Alpha"
        await person.press("n")
        assert chosen(person) == "May 3, 2021"
        await person.press("n")
        assert chosen(person) == "Li Wei"
        await person.press("N")
        assert chosen(person) == "May 3, 2021"
        await person.press("shift+right")
        assert chosen(person) == "May 3, 2021, Li"
        await person.press("escape")
        assert "Number, date, name" not in person.painted()
        # Then n is what it was before.
        await person.press("n")

"""Values whose numbers stand in none of their quotes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lunar_tui.facts.model import Claim, Evidence, Value
from lunar_tui.facts.worded import unquoted
from lunar_tui.library import open_library
from tests.workspaces import MISSIONS, small


def claim(text: str, *quotes: str, stance: str = "supports") -> Claim:
    pieces = tuple(Evidence("a.txt", quote, stance=stance) for quote in quotes)
    return Claim("", "alpha", "mass", Value("quantity", text, amount=Decimal(1)), evidence=pieces)


@pytest.mark.parametrize(
    ("text", "quotes", "missing"),
    [
        ("$400,000", ("It pays $400,000 a day.",), []),
        ("$400,000", ("It pays $650,000 a day.",), ["400,000"]),
        ("$400,000", ("It pays $650,000 a day.", "It paid 400000 once."), []),
        ("1,731 grams", ("1.731 kg",), ["1,731"]),
        ("two kilos", ("It weighs 2 kg.",), []),
        ("between 3 and 4", ("3 to 5",), ["4"]),
        ("1.5 kg", (), []),
    ],
)
def test_numbers_are_those_of_a_quote(
    text: str, quotes: tuple[str, ...], missing: list[str]
) -> None:
    assert unquoted(claim(text, *quotes)) == missing


def test_only_what_supports_it_counts() -> None:
    assert unquoted(claim("4 kg", "It has 4 kg.", stance="mentions")) == []
    assert unquoted(claim("4 kg", "It has 5 kg.", stance="supports")) == ["4"]


def test_check_says_so(tmp_path: Path) -> None:
    made = small(tmp_path)
    made.put("data/missions.yaml", MISSIONS.replace('text: "1.5 kg"', 'text: "1.8 kg"'))
    (problem,) = [one for one in made.problems() if one.code == "F019"]
    assert "1.8 of the value stands in none of its quotes" in problem.message
    assert not [one for one in open_library().check().problems if one.code == "F019"]

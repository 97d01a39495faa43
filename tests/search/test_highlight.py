from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lunar_tui.search.highlight import MAX_TEXT, highlights
from lunar_tui.search.names import Lexicon
from lunar_tui.search.plan import AllOf, Sequence, Term
from lunar_tui.search.planning import plan
from lunar_tui.search.query import parse
from tests.search.seeds import NAMES

LEXICON = Lexicon(NAMES)


def marked(query: str, text: str, *, typing: bool = False) -> list[str]:
    parsed = parse(query)
    assert parsed.tree is not None
    wanted = plan(parsed.tree, LEXICON, unfinished=typing and parsed.unfinished)
    return [text[start:end] for start, end in highlights(wanted, text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("moon", "China's Moon; moons, moonlight.", ["Moon", "moons"]),
        ("China", "China’s moon", ["China"]),
        ("sign", "They signed it.", ["signed"]),
        ("moon*", "moon moons moonlight", ["moon", "moons", "moonlight"]),
        ("1731", "about 1,731 grams", ["1,731"]),
        ('"lunar station"', "A lunar station is lunar.", ["lunar station"]),
        ("lunar station", "A lunar station is lunar.", ["lunar station", "lunar"]),
        ("lunar station", "station on lunar soil", ["station", "lunar"]),
        ("Chang'e-5", "On day 5 Chang’e-5 landed.", ["Chang’e-5"]),
        ("CE-5", "On day 5 Chang’e-5 landed.", ["Chang’e-5"]),
        ("CE-5", "嫦娥五号任务", ["嫦娥五号"]),
        ("嫦娥五号", "the CE 5 probe", ["CE 5"]),
        ("Chang'e 5", "5 probes called Chang'e", ["5", "Chang'e"]),
        ("Long March", "Changzheng-1, also known as Long March 1", ["Changzheng", "Long March"]),
        ("moon -soil", "moon soil", ["moon"]),
        ("moon OR soil", "moon soil", ["moon", "soil"]),
        ("2kg", "around 2 kg or 2kg", ["2 kg", "2kg"]),
        ("U.S.", "the U.S. and us", ["U.S.", "us"]),
        ("moon", "Mars", []),
    ],
)
def test_highlights(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_highlights_while_typing() -> None:
    assert marked("lunar sta", "lunar station, state", typing=True) == ["lunar station", "state"]
    assert marked('"lunar sta', "lunar station, state", typing=True) == ["lunar station"]
    assert marked('"lunar sta', "lunar, station", typing=True) == ["lunar, station"]


def test_highlights_are_moved_into_the_article() -> None:
    assert highlights(Term("moon"), "the moon", offset=100) == ((104, 108),)


def test_only_the_beginning_of_an_endless_sentence_is_looked_at() -> None:
    text = "moon " + "x " * MAX_TEXT + "moon"
    assert highlights(Term("moon"), text) == ((0, 4),)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.text(alphabet="ab 5-月娥.'’é", max_size=40),
    st.text(alphabet="ab 5-月娥.*'\"", max_size=12),
    st.booleans(),
)
def test_highlights_are_sorted_and_apart(text: str, query: str, typing: bool) -> None:
    parsed = parse(query)
    if parsed.tree is None:
        return
    found = highlights(plan(parsed.tree, LEXICON, unfinished=typing), text)
    ends = [0, *(end for _, end in found)]
    for (start, end), previous in zip(found, ends, strict=False):
        assert previous <= start < end <= len(text)


def test_scattered_parts_are_apart() -> None:
    wanted = AllOf((Term("a"), Sequence(("b", "c"))))
    assert highlights(wanted, "a b c a b") == ((0, 1), (2, 5), (6, 7))

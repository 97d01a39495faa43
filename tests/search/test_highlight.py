"""What is marked in a sentence that was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.search.highlight import MAX_TEXT, Marks
from lunar_tui.search.plan import AllOf, Form, Sequence, Term
from tests.examples import examples
from tests.search.seeds import apart, article, searching, subject


def term(word: str) -> Term:
    return Term(word, (Form(word),))


def spans(plan: Term | Sequence | AllOf, text: str, offset: int = 0) -> tuple[tuple[int, int], ...]:
    return Marks.of(plan).spans(text, offset)


def marked(query: str, text: str, *, typing: bool = False) -> list[str]:
    """What is marked in a text that is found by a query."""
    (hit,) = searching(apart(text), subject()).search(query, typing=typing).hits
    return [text[start:end] for start, end in hit.highlights]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("moon", "China's Moon; moons, moonlight.", ["Moon", "moons"]),
        ("China", "China’s moon", ["China"]),
        ("sign", "They signed it; the signatories rose.", ["signed", "signatories"]),
        ("moon*", "moon moons moonlight", ["moon", "moons", "moonlight"]),
        ("moom", "the moon", ["moon"]),
        ("moonbase", "the moon base", ["moon base"]),
        ("1731", "about 1,731 grams", ["1,731"]),
        ('"lunar station"', "A lunar station is lunar.", ["lunar station"]),
        ("lunar station", "A lunar station is lunar.", ["lunar station", "lunar"]),
        ("lunar station", "station on lunar soil", ["station", "lunar"]),
        ("who signed it", "Who knows, it was signed.", ["signed"]),
        ("Chang'e-5", "On day 5 Chang’e-5 landed.", ["Chang’e-5"]),
        ("CE-5", "On day 5 Chang’e-5 landed.", ["Chang’e-5"]),
        ("CE-5", "嫦娥五号任务", ["嫦娥五号"]),
        ("嫦娥五号", "the CE 5 probe", ["CE 5"]),
        ("Chang'e 5", "5 probes called Chang'e", ["5", "Chang'e"]),
        ("Long March", "Changzheng-1, also known as Long March 1", ["Changzheng", "Long March"]),
        ("moon -soil", "the moon", ["moon"]),
        ("moon OR soil", "moon soil", ["moon", "soil"]),
        ("2kg", "around 2 kg or 2kg", ["2 kg", "2kg"]),
        ("U.S.", "the U.S. and us", ["U.S.", "us"]),
        ("zone:body", "the moon", []),
        ("moon xyzzy rocks", "the moon", ["moon"]),
    ],
)
def test_highlights(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("2024-06-12", "On June 12, 2024 it flew.", ["June 12, 2024"]),
        ("12 June 2024", "From 2024-06-12 on.", ["2024-06-12"]),
        ("June 12", "On 12 June 2024 it flew.", ["12 June 2024"]),
        ("date:2024", "In June 2024, not in 2023.", ["June 2024"]),
        ("date:2023..2024", "In 2022, 2023 and May 2024.", ["2023", "May 2024"]),
        ("12 June 2024", "发射于2024年6月12日", ["2024年6月12日"]),
        ("flew 2024", "It flew in 2024.", ["flew", "2024"]),
    ],
)
def test_dates_are_marked_as_they_stand(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_a_day_is_marked_where_only_the_article_tells_its_year() -> None:
    (row,) = article("a.txt", "It flew on June 12.", published="2024-06-20")
    (hit,) = searching([row]).search("date:2024-06").hits
    assert [row.text[start:end] for start, end in hit.highlights] == ["June 12"]


def test_highlights_while_typing() -> None:
    text = "lunar station, statue"
    assert marked("lunar sta", text, typing=True) == ["lunar station", "statue"]
    assert marked('"lunar sta', text, typing=True) == ["lunar station"]
    assert marked('"lunar sta', "lunar, station", typing=True) == ["lunar, station"]


def test_highlights_are_offsets_into_the_article() -> None:
    rows = article("a.txt", "First comes this.", "Then the moon.")
    (hit,) = searching(rows).search("moon").hits
    assert hit.highlights == ((27, 31),)
    assert spans(term("moon"), "the moon", offset=100) == ((104, 108),)


def test_only_the_beginning_of_an_endless_sentence_is_looked_at() -> None:
    assert spans(term("moon"), "moon " + "x " * MAX_TEXT + "moon") == ((0, 4),)


def test_scattered_parts_are_apart() -> None:
    wanted = AllOf((term("a"), Sequence((term("b"), term("c")))))
    assert spans(wanted, "a b c a b") == ((0, 1), (2, 5), (6, 7))


@examples(75)
@given(
    st.text(alphabet="ab 5-月娥.'’éJune2024,", max_size=40),
    st.text(alphabet="ab 5-月娥.*'\"June2024", max_size=12),
    st.booleans(),
)
def test_highlights_are_sorted_apart_and_inside(text: str, query: str, typing: bool) -> None:
    rows = article("a.txt", "First.", text, "June 5")
    for hit in searching(rows, subject()).search(query, typing=typing).hits:
        ends = [hit.start, *(end for _, end in hit.highlights)]
        for (start, end), previous in zip(hit.highlights, ends, strict=False):
            assert previous <= start < end <= hit.end
        # Spans that touch are one.
        starts = {start for start, _ in hit.highlights}
        assert not starts & {end for _, end in hit.highlights}

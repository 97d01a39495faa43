"""What counts as a copy, and that nothing is lost behind one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.search.analysis import words
from lunar_tui.search.copies import folded
from lunar_tui.search.engine import Document
from tests.examples import examples
from tests.search.engines import rows, texts

LONG = (
    "China and Russia have signed a memorandum of understanding on building a lunar research "
    "station that is to be open to all interested countries and partners"
)


def groups(*found: str) -> list[list[str]]:
    """The texts of the hits, each with its copies behind it."""
    scored = [(row, float(-at)) for at, row in enumerate(rows(*found))]
    return [
        [document.text, *(copy.text for copy in copies)] for document, _, copies in folded(scored)
    ]


def test_the_same_words_are_one_hit() -> None:
    assert groups(LONG, LONG.upper(), f"“{LONG}.”") == [[LONG, LONG.upper(), f"“{LONG}.”"]]
    assert groups("The moon", "the moon!", "a moon") == [["The moon", "the moon!"], ["a moon"]]
    assert groups("", "—") == [["", "—"]]


@pytest.mark.parametrize(
    "other",
    [
        LONG.replace("research", "science"),
        LONG.removeprefix("China and "),
        LONG.replace(" and partners", ""),
        f"BEIJING {LONG}",
        f"{LONG} said Xinhua",
    ],
)
def test_almost_the_same_words_are_one_hit(other: str) -> None:
    assert groups(LONG, other) == [[LONG, other]]
    assert groups(other, LONG) == [[other, LONG]]


@pytest.mark.parametrize(
    "other",
    [
        " ".join(reversed(LONG.split())),
        LONG.replace("a lunar research station", "five satellites around the planet Mars"),
        LONG[: len(LONG) // 2],
        f"{LONG} and then it says many other things that the first one does not say at all",
    ],
)
def test_other_sentences_are_hits_of_their_own(other: str) -> None:
    assert groups(LONG, other) == [[LONG], [other]]


@pytest.mark.parametrize("pair", [("2026", "2027"), ("1.5", "15"), ("1,731", "1,732"), ("", "2")])
def test_other_numbers_are_other_sentences(pair: tuple[str, str]) -> None:
    one, other = (f"{LONG} {number} and it was so" for number in pair)
    assert groups(one, other) == [[one], [other]]
    assert groups(one, other, one) == [[one, one], [other]]


def test_the_same_number_written_otherwise_is_the_same() -> None:
    one, other = f"{LONG} of 1,731 grams", f"{LONG} of 1731 grams"
    assert groups(one, other) == [[one, other]]


def test_numbers_in_another_order_count_only_as_words() -> None:
    one, other = f"{LONG} 5 x 6", f"{LONG} 6 x 5"
    assert groups(one, other) == [[one, other]]


_texts = st.lists(
    st.lists(st.sampled_from(["moon", "soil", "5", "6", "the", "月球", "—"]), max_size=7).map(
        " ".join
    ),
    max_size=12,
)


@examples(100)
@given(_texts)
def test_nothing_is_lost_and_the_order_stays(found: list[str]) -> None:
    scored = [(row, float(-at)) for at, row in enumerate(rows(*found))]
    after = folded(scored)
    every = [row for document, _, copies in after for row in (document, *copies)]
    assert Counter(every) == Counter(row for row, _ in scored)
    hits = [(document, score) for document, score, _ in after]
    assert hits == [pair for pair in scored if pair in hits]
    for document, _, copies in after:
        # A copy stands behind what came before it, and later copies behind earlier ones.
        starts = [document.start, *(copy.start for copy in copies)]
        assert starts == sorted(starts)
        assert {numbers(copy) for copy in copies} <= {numbers(document)}
    # Nothing is hidden twice: what is left has no copies of its own.
    assert texts(hits) == [document.text for document, _, _ in folded(hits)]


def numbers(row: Document) -> tuple[str, ...]:
    return tuple(sorted(word for word in words(row.text) if word[0].isdecimal()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("will take part in it", "will not take part in it"),
        ("were seen by two of them", "were seen by three of them"),
        ("was signed by China", "was signed by India"),
    ],
)
def test_a_word_may_make_all_the_difference(one: str, other: str) -> None:
    rest = "the space agency said on Monday that the joint lunar mission of this decade"
    rows = [
        Document("a.txt", at, at + 1, f"{rest} {end}.", "body")
        for at, end in enumerate((one, other))
    ]
    assert len(folded([(row, 1.0) for row in rows])) == 2

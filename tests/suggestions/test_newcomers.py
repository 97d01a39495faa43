"""Names that are no entity yet: counted where they are names, left alone where they are words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.mentions import Names
from lunar_tui.suggestions.newcomers import newcomers

KNOWN = (("ada-lind", "Ada Lind"), ("acme", "Acme"))


def found(*texts: str) -> dict[str, tuple[int, int]]:
    """The sentences and the articles of each name."""
    articles = [Article(f"{number}.txt", text) for number, text in enumerate(texts)]
    names = newcomers(articles, Names(KNOWN), KNOWN)
    return {one.name: (one.sentences, one.articles) for one in names}


FIRST = "They like the Skagen Trust. It was said that Bo Berg left. Much later Berg came back.\n"
SECOND = "On Monday the Skagen Trust met Ada Lind in May. In the end Acme was there.\n"


def test_names_are_counted_by_sentence_and_article() -> None:
    assert found(FIRST, SECOND) == {"Skagen Trust": (2, 2), "Bo Berg": (2, 1)}


def test_a_place_of_each_is_known() -> None:
    (first, *_) = newcomers([Article("0.txt", FIRST), Article("1.txt", SECOND)], Names(KNOWN))
    assert FIRST[first.start : first.end] == "Skagen Trust"
    assert first.source == "0.txt"


def test_words_that_open_sentences_are_no_names() -> None:
    assert not found("Growth is slow. Growth was slow. They say that Growth, a paper, is old.")


def test_words_that_have_no_capital_elsewhere_are_no_names() -> None:
    assert not found(
        "It is a Treaty here, a Treaty there, but a treaty and a treaty again, treaty."
    )


def test_days_nations_and_known_names_are_left_alone() -> None:
    text = "It was Monday when Acme met the French in May. It was Monday when Acme met the French."
    assert not found(text)


def test_the_end_of_a_known_name_tells_whose_it_may_be() -> None:
    text = "They said that Lind left. They said that Lind came."
    (one,) = newcomers([Article("0.txt", text)], Names(KNOWN), KNOWN)
    assert (one.name, one.entity) == ("Lind", "ada-lind")


def test_titles_are_no_part_of_a_name() -> None:
    text = (
        "It was Minister Kari Lund who met Dr. Ole Berg. Mayor Kari Lund left with Dr Ole Berg."
        " Later Energy Minister Kari Lund met Judge Arne Holt. It was President Arne Holt."
        " They like General Motors. We know General Motors."
    )
    assert set(found(text)) == {"Kari Lund", "Ole Berg", "Arne Holt", "General Motors"}


@pytest.mark.parametrize(
    ("known", "name", "entity"),
    [
        ("Norbau AS", "Norbau", "one"),
        ("Torvald Bygg Holding Ltd.", "Torvald Bygg", "one"),
        ("Council of Nordic Ships", "CNS", "one"),
        ("Bank of Norbau", "Norbau", "one"),
        ("Norbauer AS", "Norbau", ""),
    ],
)
def test_a_shorter_name_tells_whose_it_may_be(known: str, name: str, entity: str) -> None:
    pairs = (("one", known),)
    text = f"It was {name} that left. We say that {name} came. And {name} stayed."
    (one,) = newcomers([Article("0.txt", text)], Names(pairs), pairs)
    assert (one.name, one.entity) == (name, entity)


def test_a_company_goes_before_what_only_ends_so() -> None:
    pairs = (("case", "Halden v. Norbau"), ("norbau", "Norbau AS"))
    (one,) = newcomers(
        [Article("0.txt", "Norbau denies it. Norbau will appeal.")], Names(pairs), pairs
    )
    assert (one.name, one.entity) == ("Norbau", "norbau")


@given(
    st.lists(st.sampled_from(["Skagen", "Trust", " of ", "’s", "\n\n", ". ", "the ", "Ada Lind"]))
)
def test_any_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in newcomers([Article("0.txt", text)], Names(KNOWN), KNOWN):
        assert " ".join(text[one.start : one.end].split()).endswith(one.name.split()[-1])

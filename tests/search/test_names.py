from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.search.analysis import words
from lunar_tui.search.names import MAX_FORMS, Lexicon
from tests.search.seeds import NAMES

LEXICON = Lexicon(NAMES)


def recognised(typed: str) -> list[tuple[int, set[str]]]:
    found = LEXICON.recognise([words(word) for word in typed.split()])
    return [(taken, {" ".join(name) for name in names}) for taken, names in found]


CHANGE = {"change 5", "ce 5", "嫦娥 娥五 五号"}


@pytest.mark.parametrize("typed", ["Chang'e-5", "Chang’e 5", "change5", "CE-5", "CE 5", "嫦娥五号"])
def test_a_thing_is_known_by_any_of_its_names(typed: str) -> None:
    assert recognised(typed) == [(len(typed.split()), CHANGE)]


def test_the_longest_name_wins() -> None:
    assert recognised("Long March") == [(2, {"long march", "changzheng"})]
    assert recognised("Long March 5 rocket") == [(3, {"long march 5", "changzheng 5"}), (1, set())]


def test_names_are_found_among_other_words() -> None:
    assert recognised("the CNSA said CE-5") == [
        (1, set()),
        (1, {"cnsa", "china national space administration"}),
        (1, set()),
        (1, CHANGE),
    ]


def test_a_name_never_ends_within_a_word() -> None:
    assert recognised("Chang'e-5T1") == [(1, set())]
    assert recognised("pre-CE-5") == [(1, set())]


def test_the_typed_name_comes_first() -> None:
    assert LEXICON.names(("ce", "5"))[0] == ("ce", "5")
    assert LEXICON.names(("nobody",)) == ()


def test_an_ambiguous_name_means_all() -> None:
    lexicon = Lexicon([("a", "ISS"), ("a", "Station One"), ("b", "ISS"), ("b", "Study Society")])
    assert set(lexicon.names(("iss",))) == {("iss",), ("station", "one"), ("study", "society")}


def test_names_without_words_and_doubles_are_left_out() -> None:
    lexicon = Lexicon([("a", "—"), ("a", "Chang'e 5"), ("a", "Chang’e-5"), ("b", "")])
    assert lexicon.names(("change", "5")) == (("change", "5"),)
    assert lexicon.matched("chang") == ("a",)


def test_a_thing_with_very_many_names_is_bounded() -> None:
    lexicon = Lexicon(("a", f"name {number}") for number in range(10_000))
    assert len(lexicon.names(("name", "7"))) == MAX_FORMS


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("chang'e", ("change-5", "change-6")),
        ("Chang’e-5", ("change-5",)),
        ("change5", ("change-5",)),
        ("嫦", ("change-5",)),
        ("嫦娥五", ("change-5",)),
        ("5 ch", ("change-5", "changzheng-5")),
        ("space adm", ("cnsa",)),
        ("cnsa", ("cnsa",)),
        ("long march", ("changzheng", "changzheng-1", "changzheng-5")),
        ("Long March 5", ("changzheng-5",)),
        ("moon", ()),
        ("", ()),
        ("—", ()),
        ("x" * 1_000_000, ()),
    ],
)
def test_names_match_while_they_are_typed(typed: str, expected: tuple[str, ...]) -> None:
    assert LEXICON.matched(typed) == expected


def test_better_matches_come_first() -> None:
    lexicon = Lexicon(
        [
            ("scattered", "Far Moon"),
            ("longer", "Moon Base One"),
            ("start", "Moon B"),
            ("is", "Moon"),
        ]
    )
    assert lexicon.matched("moon") == ("is", "start", "longer", "scattered")


def test_at_most_eight_match() -> None:
    lexicon = Lexicon((str(number), f"Luna-{number}") for number in range(20))
    assert lexicon.matched("luna") == tuple(map(str, range(8)))


def test_a_name_as_it_stands_goes_before_one_written_apart() -> None:
    lexicon = Lexicon([("one", "X-1 AB"), ("two", "X-1A B"), ("two", "Two")])
    found = lexicon.recognise([words("X-1A"), words("B")])
    assert list(found) == [(2, (("x", "1", "a", "b"), ("two",)))]


@pytest.mark.parametrize("typed", ["Luna 2 6", "Luna-2 6", "Luna 26 0"])
def test_numbers_are_never_joined(typed: str) -> None:
    lexicon = Lexicon([("26", "Luna-26"), ("26", "Orbiter"), ("260", "Luna-260"), ("260", "Far")])
    found = [names for _, names in lexicon.recognise([words(word) for word in typed.split()])]
    assert not any(("luna", "260") in names for names in found)
    if typed != "Luna 26 0":
        assert not any(found)


@given(
    st.lists(st.text(alphabet="ab5-娥 '", max_size=6), max_size=8),
    st.lists(st.text(alphabet="ab5-娥'", min_size=1, max_size=5), max_size=8),
)
def test_recognising_takes_every_word_once(names: list[str], typed: list[str]) -> None:
    lexicon = Lexicon((str(number), name) for number, name in enumerate(names))
    forms = [words(word) for word in typed]
    found = list(lexicon.recognise(forms))
    assert sum(taken for taken, _ in found) == len(forms)
    at = 0
    for taken, known in found:
        if known:
            # The name that was typed comes first, however it was written.
            assert "".join(known[0]) == "".join("".join(form) for form in forms[at : at + taken])
        at += taken


def test_every_name_is_recognised_as_it_stands() -> None:
    names = [("a", "Luna-26"), ("b", "Luna 2"), ("c", "Long March 5"), ("d", "Long"), ("e", "5")]
    lexicon = Lexicon(names)
    for thing, name in names:
        ((taken, known),) = lexicon.recognise([words(word) for word in name.split()])
        assert taken == len(name.split())
        assert lexicon.things(known[0]) == (thing,)
        assert known[0] in lexicon.forms_of(thing)

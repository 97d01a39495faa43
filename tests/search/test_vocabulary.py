"""Which words belong together, and which are almost the same."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.search.analysis import words
from lunar_tui.search.vocabulary import KEY, Vocabulary
from tests.examples import examples
from tests.search.seeds import documents
from tests.search.vocabularies import counted, vocabulary


def of_articles() -> Vocabulary:
    return counted(*(dict.fromkeys(words(row.text), 1) for row in documents()))


def commonest(forms: Iterable[str], known: Vocabulary) -> list[tuple[int, str]]:
    return [(-known.count(form), form) for form in forms]


def test_counts_of_several_parts_add_up() -> None:
    known = counted({"moon": 2, "soil": 1}, {"moon": 3})
    assert (known.count("moon"), known.count("soil"), known.count("sun")) == (5, 1, 0)
    assert "moon" in known
    assert "sun" not in known
    assert 5 not in known


def test_of_nothing_there_is_nothing() -> None:
    known = vocabulary()
    assert known.inflections("moon") == known.derived("moon") == []
    assert known.near("moon") == []
    assert known.beginning("m", 9) == ([], False)
    assert known.between("", "z") == []
    assert known.halves("moonsoil") is None


# --- forms of one word --------------------------------------------------------------------------


def test_inflections_are_the_other_forms_the_commonest_first() -> None:
    known = vocabulary("landed", "lands", "lander", "island", land=2, landing=9)
    assert known.inflections("land") == ["landing", "landed", "lands"]
    assert known.inflections("landed") == ["landing", "land", "lands"]
    # The word itself need not occur.
    assert vocabulary("landed").inflections("landing") == ["landed"]
    assert known.inflections("1731") == []


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("sign", "signatory"),
        ("sign", "signature"),
        ("ratify", "ratification"),
        ("establish", "establishment"),
        ("launch", "launcher"),
        ("cooperate", "cooperation"),
        ("explore", "exploration"),
        ("russia", "russian"),
        ("russia", "russians"),
        ("china", "chinese"),
        ("india", "indian"),
    ],
)
def test_words_of_one_family(word: str, other: str) -> None:
    known = vocabulary(word, other, "other")
    family = {*known.inflections(word), *known.derived(word)}
    assert other in family
    assert word in {*known.inflections(other), *known.derived(other)}
    assert "other" not in family


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("mission", "missile"),
        ("station", "state"),
        ("moon", "month"),
        ("land", "landscape"),
        ("land", "island"),
        ("man", "manned"),
        ("1731", "1732"),
        ("嫦娥", "嫦"),
    ],
)
def test_words_that_only_look_like_one_family(word: str, other: str) -> None:
    known = vocabulary(word, other)
    assert known.derived(word) == []
    assert known.derived(other) == []


def test_a_family_holds_both_ways_and_never_the_word_itself() -> None:
    known = of_articles()
    for form in sorted(known._counts)[::3]:
        inflections, derived = known.inflections(form), known.derived(form)
        assert form not in {*inflections, *derived}
        assert not {*inflections} & {*derived}
        assert all(form in known.derived(other) for other in derived)
        assert commonest(derived, known) == sorted(commonest(derived, known))
        assert commonest(inflections, known) == sorted(commonest(inflections, known))


# --- in the order of letters --------------------------------------------------------------------


def test_what_begins_so_the_commonest_first() -> None:
    known = vocabulary("lunar", "lunch", "lander", "sun", "lu", "lunarian", lunatic=5)
    assert known.beginning("lun", 9) == (["lunatic", "lunar", "lunarian", "lunch"], False)
    assert known.beginning("lun", 4) == (["lunatic", "lunar", "lunarian", "lunch"], False)
    assert known.beginning("lun", 3) == (["lunatic", "lunar", "lunarian"], True)
    assert known.beginning("lun", 0) == ([], True)
    assert known.beginning("lux", 9) == ([], False)
    assert vocabulary("月球", "月").beginning("月", 9) == (["月", "月球"], False)


_letters = st.text("abé月", max_size=3)


@examples(100)
@given(st.sets(_letters), _letters, _letters)
def test_beginnings_and_ranges_by_definition(forms: set[str], one: str, other: str) -> None:
    known = vocabulary(*forms)
    assert known.beginning(one, 99)[0] == sorted(f for f in forms if f.startswith(one))
    low, high = sorted((one, other))
    assert known.between(low, high) == [
        form for form in sorted(forms) if low <= form and (form <= high or form.startswith(high))
    ]


def test_dates_between_two_days() -> None:
    days = ["2023", "2023-12-31", "2024", "2024-06", "2024-06-12", "2024-07", "2025"]
    known = vocabulary(*(KEY + day for day in days), f"{KEY}~2024-06", f"{KEY}--06-12", "moon")
    assert known.between(f"{KEY}2024", f"{KEY}2024") == [KEY + day for day in days[2:6]]
    assert known.between(f"{KEY}2024-06", f"{KEY}2024-06") == [KEY + day for day in days[3:5]]
    assert known.between(f"{KEY}0", f"{KEY}9") == [KEY + day for day in days]


# --- almost the same ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("memorandun", "memorandum"),
        ("memorndum", "memorandum"),
        ("memorandumm", "memorandum"),
        ("memroandum", "memorandum"),
        ("memoradnun", "memorandum"),
        ("mono", "moon"),
        ("mooon", "moon"),
        ("lnuar", "lunar"),
        ("луна", "луны"),
    ],
)
def test_one_or_two_letters_make_a_mistake(typed: str, meant: str) -> None:
    known = vocabulary(meant, "something", "else")
    assert [form for form, _ in known.near(typed)] == [meant]


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("sol", "soil"),  # short
        ("lunqq", "lunar"),  # two letters of five
        ("memoqqqdum", "memorandum"),  # three letters
        ("moon", "moon"),  # itself
        ("1731", "1732"),  # numbers are never mistyped
        ("moon1", "moons"),
        ("moon", "on"),  # too short to be meant
        ("moon", f"{KEY}moo"),
    ],
)
def test_what_is_no_mistake(typed: str, there: str) -> None:
    assert vocabulary(there).near(typed) == []


def test_the_nearest_come_first_then_the_same_letter_then_the_commonest() -> None:
    known = vocabulary("loon", "morn", "maroons", noon=9, moan=5, mood=5)
    assert known.near("moox") == [("mood", 1)]
    assert known.near("moon") == [("moan", 1), ("mood", 1), ("morn", 1)]
    assert vocabulary("stations", "stationery").near("statione") == [("stations", 1)]
    everything = known.near("moon", 1)
    assert {form for form, _ in everything} == {"moan", "mood", "morn", "noon", "loon"}
    assert [form for form, _ in known.near("maroon", 2)][:1] == ["maroons"]


@examples(75)
@given(st.sets(st.text("abc", min_size=1, max_size=7)), st.text("abc", max_size=7))
def test_near_words_are_near(forms: set[str], typed: str) -> None:
    known = vocabulary(*forms)
    found = known.near(typed)
    allowed = 0 if len(typed) < 4 else 1 if len(typed) < 6 else 2
    everything = known.near(typed, allowed) if allowed else []
    assert found == [pair for pair in everything if pair[1] == everything[0][1]][:3]
    for form, distance in everything:
        assert form in forms
        assert form != typed
        assert 1 <= distance <= allowed
        assert abs(len(form) - len(typed)) <= distance


def test_two_words_that_were_written_as_one() -> None:
    known = vocabulary(lunar=9, station=5, lun=1, arstation=1)
    assert known.halves("lunarstation") == ("lunar", "station")
    assert known.halves("stationlunar") == ("station", "lunar")
    assert known.halves("lunarsoil") is None
    assert known.halves("lunar") is None
    # Halves of two letters are chance.
    assert vocabulary("on", "moon").halves("moonon") is None
    assert known.halves("") is None


def test_many_threads_at_once() -> None:
    expected = of_articles()
    asked = ["lunar", "sign", "russia", "memorandun", "chiina"]

    def told(known: Vocabulary) -> list[object]:
        known.prepare()
        return [
            (known.inflections(w), known.derived(w), known.near(w), known.beginning(w[:3], 9))
            for w in asked
        ]

    known, found = of_articles(), list[list[object]]()
    threads = [threading.Thread(target=lambda: found.append(told(known))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [told(expected)] * 4

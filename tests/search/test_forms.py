"""What one typed word stands for, and what each form of it is worth."""

from __future__ import annotations

import pytest

from lunar_tui.search.forms import BEGINNINGS, MAX_EXPANSIONS, Expander
from lunar_tui.search.plan import How, Term
from lunar_tui.search.subject import Subject, Told
from tests.search.vocabularies import counted, vocabulary


def expander(*forms: str, subject: Subject | None = None) -> Expander:
    return Expander(vocabulary(*forms), subject or Subject())


def given(term: Term) -> dict[str, How]:
    return {form.text: form.how for form in term.forms}


def weights(term: Term) -> list[float]:
    return [form.weight for form in term.forms]


# --- a word -------------------------------------------------------------------------------------


def test_the_typed_form_comes_first_and_counts_most() -> None:
    word = expander("sign", "signed", "signing", "signatory", "moon").term("sign")
    assert word.typed == "sign"
    assert given(word) == {
        "sign": "typed",
        "signed": "inflected",
        "signing": "inflected",
        "signatory": "derived",
    }
    by_form = {form.text: form.weight for form in word.forms}
    assert 1 == by_form["sign"] > by_form["signed"] > by_form["signatory"] > 0
    assert by_form["signed"] == by_form["signing"]


def test_a_word_of_a_name_is_never_another_word() -> None:
    strict = expander("sign", "signed", "signatory").term("sign", strict=True)
    assert given(strict) == {"sign": "typed", "signed": "inflected"}


def test_a_word_that_does_not_occur_still_stands_for_itself() -> None:
    assert given(expander("moon").term("sun")) == {"sun": "typed"}


def test_no_form_stands_twice() -> None:
    for word in ("metre", "metres", "meter", "organise", "organize", "kilo", "one"):
        forms = expander(
            "metre", "metres", "meter", "meters", "m", "organise", "organize", "organized", "kg",
            "kilo", "kilos", "1", "one", "ones",
        ).term(word).forms  # fmt: skip
        assert len({form.text for form in forms}) == len(forms)
        assert forms[0] == (word, 1.0, "typed")
        assert all(0 < form.weight <= 1 for form in forms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kg", "kilograms"),
        ("kilogram", "kg"),
        ("tonnes", "t"),
        ("grams", "g"),
        ("metres", "meters"),
        ("km", "kilometers"),
        ("percent", "pct"),
        ("ounces", "oz"),
        ("organisation", "organization"),
        ("organised", "organized"),
        ("analyse", "analyze"),
        ("colour", "color"),
        ("centre", "center"),
        ("programme", "program"),
        ("catalogue", "catalog"),
        ("defence", "defense"),
        ("travelled", "traveled"),
        ("travelling", "traveling"),
        ("two", "2"),
        ("twenty", "20"),
    ],
)
def test_the_same_word_written_otherwise(one: str, other: str) -> None:
    for typed, there in ((one, other), (other, one)):
        found = {form.text: form for form in expander(there, "moon").term(typed).forms}
        assert set(found) == {typed, there}
        assert found[there].how == "spelt"
        assert found[there].weight > expander("signed").term("sign").forms[1].weight


def test_only_spellings_that_occur_are_looked_for() -> None:
    assert given(expander("moon").term("kg")) == {"kg": "typed"}
    assert "er" not in given(expander("er", "or").term("re"))


@pytest.mark.parametrize("word", ["signed", "signing", "colour", "kg", "moon", "two"])
def test_it_knows_a_word_by_any_of_its_forms(word: str) -> None:
    known = expander("sign", "color", "kilograms", "moon", "2")
    assert known.knows(word)
    assert not known.knows("sun")


def test_the_claims_of_the_workspace_speak_for_a_word_but_not_for_a_name() -> None:
    told = Told(("a.txt", 0, 9), "change-5", "landed on the moon")
    known = expander("moon", subject=Subject(told=lambda: [told]))
    assert known.term("landing").known == {("a.txt", 0, 9)}
    assert known.begun("landing").known == {("a.txt", 0, 9)}
    assert known.term("landing", strict=True).known == frozenset()
    assert known.term("soil").known == frozenset()


# --- a word that is not finished, or cut off ----------------------------------------------------


def test_an_unfinished_word_stands_for_what_it_may_become() -> None:
    begun = expander("sign", "signed", "signal", "moon").begun("sign")
    assert given(begun) == {"sign": "typed", "signed": "inflected", "signal": "begins"}
    assert min(weights(begun)) == begun.forms[-1].weight < 1


def test_an_unfinished_word_becomes_only_the_commonest() -> None:
    many = counted({f"moon{number}": number for number in range(1, 200)})
    begun = Expander(many, Subject()).begun("moon")
    assert [form.text for form in begun.forms] == [
        "moon", *(f"moon{number}" for number in range(199, 199 - BEGINNINGS, -1)),
    ]  # fmt: skip


def test_a_prefix_stands_for_every_word_alike() -> None:
    prefix = expander("sign", "signed", "signal", "moon").prefix("sign")
    assert prefix.typed == "sign*"
    assert given(prefix) == {"sign": "typed", "signal": "begins", "signed": "begins"}
    assert set(weights(prefix)) == {1.0}
    assert expander("moon").prefix("sun").forms == ()


def test_too_many_words_behind_the_prefixes_of_a_query_are_told() -> None:
    known = expander(*(f"moon{number:04}" for number in range(MAX_EXPANSIONS)), "sun", "suns")
    assert len(known.prefix("moon").forms) == MAX_EXPANSIONS
    assert not known.partial
    assert len(known.prefix("su").forms) == 0
    assert known.partial
    known = expander(*(f"moon{number:04}" for number in range(MAX_EXPANSIONS + 1)))
    assert len(known.prefix("moon").forms) == MAX_EXPANSIONS
    assert known.partial
    known = expander("sun", "suns")
    assert len(known.prefix("sun").forms) == 2
    assert len(known.prefix("sun").forms) == 2
    assert not known.partial


# --- mistakes -----------------------------------------------------------------------------------


def test_a_word_or_one_like_it() -> None:
    fuzzy = expander("memorandum", "memorandums", "moon").fuzzy("memorandun")
    assert fuzzy.typed == "memorandun~"
    assert given(fuzzy) == {"memorandun": "typed", "memorandum": "spelt", "memorandums": "spelt"}
    assert weights(fuzzy) == sorted(weights(fuzzy), reverse=True)
    assert len(set(weights(fuzzy))) == 3
    # In a short word two letters would be half of it.
    assert given(expander("moan", "mean").fuzzy("moon")) == {"moon": "typed", "moan": "spelt"}


def test_what_was_meant() -> None:
    known = expander("memorandum", "lunar", "moan", "mood")
    assert known.corrected("memorandun") == ("memorandum",)
    assert known.corrected("moon") == ("moan", "mood")
    assert known.corrected("qqqqqqqq") == ("qqqqqqqq",)
    assert known.corrected("1731") == ("1731",)


# --- dates --------------------------------------------------------------------------------------


def test_a_day_that_the_article_completes_counts_less() -> None:
    day = expander().day("june 12", "2024-06-12")
    stated, inferred = day.forms
    assert (stated.text, inferred.text) == ("@2024-06-12", "@~2024-06-12")
    assert stated.weight > inferred.weight
    assert {form.how for form in day.forms} == {"date"}


_DAYS = ("2023-12-31", "2024-06-12", "2024-06-30", "2024-12-01", "2025-01-01")


def speaking_of(first: str, last: str) -> list[str]:
    """The days, of those above, for which a sentence is found by a range."""
    found: list[str] = []
    # A sentence of a day can be found by its month and its year too.
    keys = {day: [day, day[:7], day[:4]] for day in _DAYS}
    known = expander(*(f"@{key}" for each in keys.values() for key in each), "@--06-12", "moon")
    forms = given(known.days("date:…", first, last))
    for day, each in keys.items():
        if any(f"@{key}" in forms for key in each):
            found.append(day)
    assert set(forms.values()) <= {"date"}
    assert "@--06-12" not in forms
    return found


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024", "2024", _DAYS[1:4]),
        ("2024-06", "2024-06", _DAYS[1:3]),
        ("2024-06-12", "2024-06-12", _DAYS[1:2]),
        ("2023", "2024", _DAYS[:4]),
        ("2024-06-13", "2024", _DAYS[2:4]),
        ("", "", _DAYS),
        ("2025", "", _DAYS[4:]),
        ("", "2023", _DAYS[:1]),
        # A sentence of December must not be found by its year, nor one of the 30th by its month.
        ("", "2024-06", _DAYS[:3]),
        ("2023", "2024-06", _DAYS[:3]),
        ("2024", "2024-06", _DAYS[1:3]),
        ("2024-06", "2024-06-20", _DAYS[1:2]),
        ("2024-06-01", "2024-06-20", _DAYS[1:2]),
        ("2026", "2025", ()),
    ],
)
def test_days_of_a_range(first: str, last: str, expected: tuple[str, ...]) -> None:
    assert speaking_of(first, last) == list(expected)


def test_days_that_the_article_completes_are_in_a_range_too() -> None:
    days = expander("@~2024-06-12", "@~2024-06", "@2024-06-13").days("date:…", "2024", "2024")
    assert {form.text for form in days.forms} == {"@~2024-06-12", "@~2024-06", "@2024-06-13"}
    by_form = {form.text: form.weight for form in days.forms}
    assert by_form["@2024-06-13"] > by_form["@~2024-06-12"]

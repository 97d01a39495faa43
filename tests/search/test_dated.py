"""Sentences are found by the days they speak of, and the days are marked in them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.calendar import Day, dates_in
from lunar_tui.corpus.chronology import Resolved
from lunar_tui.search.dated import Wanted, iso, keys
from lunar_tui.search.forms import Expander
from lunar_tui.search.subject import Subject
from lunar_tui.search.vocabulary import KEY
from tests.examples import examples
from tests.search.vocabularies import vocabulary


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Day(2024, 6, 12), "2024-06-12"),
        (Day(2024, 6, None), "2024-06"),
        (Day(2024, None, None), "2024"),
        (Day(None, 6, 12), "--06-12"),
        (Day(None, 6, None), "--06"),
        (Day(987, 1, 2), "0987-01-02"),
    ],
)
def test_a_date_as_far_as_it_is_known(day: Day, expected: str) -> None:
    assert iso(day) == expected


@pytest.mark.parametrize(
    ("resolved", "expected"),
    [
        (Resolved("2024", True), {"@2024"}),
        (Resolved("2024-06", True), {"@2024-06", "@2024"}),
        (Resolved("2024-06-12", True), {"@2024-06-12", "@2024-06", "@2024", "@--06-12"}),
        # The year is the article's, the day the sentence's own.
        (Resolved("2024-06-12", False), {"@~2024-06-12", "@~2024-06", "@~2024", "@--06-12"}),
        (Resolved("2024-06", False), {"@~2024-06", "@~2024"}),
        (Resolved("--06-12", False), {"@~--06-12"}),
    ],
)
def test_the_keys_of_a_date(resolved: Resolved, expected: set[str]) -> None:
    assert set(keys([resolved])) == expected


def test_every_key_once_and_in_order() -> None:
    june = [Resolved("2024-06-12", True), Resolved("2024-06-14", True)]
    assert keys(june) == (
        "@2024-06-12", "@2024-06", "@2024", "@--06-12", "@2024-06-14", "@--06-14",
    )  # fmt: skip
    assert keys([]) == ()


_dates = st.dates()
_days = _dates.map(lambda day: Day(day.year, day.month, day.day))


@given(_dates, st.booleans())
def test_a_sentence_is_found_by_its_day_its_month_and_its_year(when: date, stated: bool) -> None:
    day = Day(when.year, when.month, when.day)
    made = keys([Resolved(iso(day), stated)])
    expander = Expander(vocabulary(*made), Subject())
    for asked in (day, day._replace(day=None), day._replace(month=None, day=None)):
        exact = {form.text for form in expander.day("…", iso(asked)).forms}
        ranged = {form.text for form in expander.days("…", iso(asked), iso(asked)).forms}
        assert exact & set(made)
        assert ranged & set(made)
    other = day._replace(year=when.year % 9999 + 1)
    assert not {form.text for form in expander.day("…", iso(other)).forms} & set(made)


@pytest.mark.parametrize(
    ("key", "marked"),
    [
        ("2024-06-12", ["June 12, 2024", "12 June"]),
        ("2024-06", ["June 12, 2024", "12 June", "June 14, 2024"]),
        ("2024", ["June 12, 2024", "June 14, 2024", "2024"]),
        ("--06-12", ["June 12, 2024", "12 June"]),
        ("2024-06-14", ["June 14, 2024"]),
        ("2023", ["2023"]),
        ("2022", []),
    ],
)
def test_dates_are_marked_as_far_as_they_agree(key: str, marked: list[str]) -> None:
    text = "On June 12, 2024, or on 12 June, not on June 14, 2024; in 2024 or in 2023."
    for mark in (KEY, f"{KEY}~"):
        assert [text[start:end] for start, end in Wanted([mark + key]).spans(text)] == [
            text[start:end]
            for start, end, _ in dates_in(text)
            if text[start:end] in marked
        ]  # fmt: skip


def test_without_a_date_nothing_is_marked() -> None:
    assert list(Wanted([]).spans("On June 12, 2024")) == []
    assert list(Wanted(["@2024-06-12"]).spans("On the moon")) == []


@examples(50)
@given(st.text("June 124,0-月日年", max_size=40), st.lists(_days, max_size=3))
def test_marks_lie_in_the_text_and_in_order(text: str, days: list[Day]) -> None:
    found = list(Wanted(KEY + iso(day) for day in days).spans(text))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert found == sorted(found)

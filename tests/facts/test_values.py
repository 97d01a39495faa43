"""How values relate: what a reader would say, and what must hold for all values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.model import ACCURACIES, Value
from lunar_tui.facts.values import is_compatible, relate


def number(amount: str, unit: str = "", accuracy: str = "exact") -> Value:
    words = f"{accuracy} {amount} {unit}"
    return Value("quantity", words, amount=Decimal(amount), unit=unit, accuracy=accuracy)


def day(edtf: str) -> Value:
    return Value("date", edtf, date=edtf)


def text(words: str) -> Value:
    return Value("text", words)


PLAIN_DATES = st.dates().map(str)
COARSE_DATES = st.builds(
    lambda date, length, mark: date[:length] + mark,
    PLAIN_DATES,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~", "?", "%"]),
)
DATES = st.one_of(
    COARSE_DATES,
    st.builds("{}/{}".format, COARSE_DATES, COARSE_DATES),
    st.builds("../{}".format, COARSE_DATES),
    st.builds("{}/..".format, COARSE_DATES),
    st.builds("[{},{}]".format, PLAIN_DATES, PLAIN_DATES),
    st.sampled_from(
        ["204X", "20XX", "2020-12-XX", "2020-XX-24", "-0100", "Y170000002", "soon", ""]
    ),
)
NUMBERS = st.builds(
    number,
    st.decimals(-10_000, 10_000, places=2).map(str)
    | st.integers(-50, 50).map(str)
    | st.sampled_from(["0", "2000", "1.50", "NaN", "Infinity"]),
    st.sampled_from(["", "g", "kg", "lb", "day", "year", "degC", "degF", "dB", "parsnip", "km^2"]),
    st.sampled_from([*ACCURACIES, "unheard of"]),
)
VALUES = st.one_of(
    st.builds(text, st.text()),
    st.builds(lambda name: Value("entity", "", entity=name), st.sampled_from("abc")),
    st.builds(day, DATES),
    NUMBERS,
    st.just(Value("quantity", "many")),
)
PAIRS = st.one_of([st.tuples(kind, kind) for kind in (VALUES, NUMBERS, st.builds(day, DATES))])


@given(PAIRS)
def test_the_relation_is_symmetric(pair: tuple[Value, Value]) -> None:
    one, other = pair
    assert relate(one, other) == relate(other, one)


@given(PAIRS)
def test_what_is_equal_is_compatible(pair: tuple[Value, Value]) -> None:
    relation = relate(*pair)
    assert is_compatible(relation) == (relation in ("equal", "compatible"))
    # What says the same but for the mark of accuracy can be meant by the same number.
    one, other = pair
    if relation == "equal" and one.type == "quantity":
        assert is_compatible(relate(one._replace(accuracy="approximate"), other))


@given(VALUES)
def test_a_value_equals_itself_unless_nobody_can_read_it(value: Value) -> None:
    readable = not (
        value.amount is None
        if value.type == "quantity"
        else value.date in ("", "soon") and value.type == "date"
    )
    if value.amount is not None and not value.amount.is_finite():
        readable = False
    if value.accuracy == "unheard of":
        readable = False
    if value.type == "date" and "/" in value.date and relate(value, value) == "incomparable":
        return  # an interval that ends before it begins
    assert relate(value, value) == ("equal" if readable else "incomparable")


@given(st.dates(), st.dates())
def test_a_day_is_compatible_with_its_own_month_and_year_only(one: object, other: object) -> None:
    date, coarse = str(one), str(other)
    for length in (4, 7):
        same = date[:length] == coarse[:length]
        relation = relate(day(date), day(coarse[:length]))
        assert relation == ("compatible" if same else "contradictory")


@given(st.decimals(-1000, 1000, places=3), st.integers(0, 2))
def test_a_number_is_compatible_with_its_rounding(amount: Decimal, places: int) -> None:
    rounded = round(amount, places)
    relation = relate(number(str(amount), "kg"), number(str(rounded), "kg"))
    assert is_compatible(relation)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (number("1731", "g"), number("2", "kg", "approximate"), "compatible"),
        (number("1731", "g"), number("1731", "g", "approximate"), "compatible"),
        (number("1731", "g"), number("2", "kg"), "compatible"),
        (number("1731", "g"), number("1.5", "kg"), "contradictory"),
        (number("1731", "g"), number("2", "kg", "at least"), "contradictory"),
        (number("1.5", "g"), number("1.5", "g"), "equal"),
        (number("1.50", "kg"), number("1500", "g"), "equal"),
        (number("2000", "g", "approximate"), number("2", "kg", "approximate"), "equal"),
        (number("23", "day"), number("23", "day", "approximate"), "compatible"),
        (number("24", "hour"), number("1", "days"), "equal"),
        (number("44", "year"), number("44", "year", "approximate"), "compatible"),
        (number("44", "year"), number("40", "year", "more than"), "compatible"),
        (number("44", "year", "approximate"), number("40", "year", "more than"), "compatible"),
        (number("39", "year"), number("40", "year", "more than"), "contradictory"),
        (number("20", "degC"), number("68", "degF"), "equal"),
        (number("20", "degC"), number("293.15", "K"), "equal"),
        (number("20", "degC"), number("20", "degF"), "contradictory"),
        (number("5", "percent"), number("5", "%"), "equal"),
        (number("10", "km/s"), number("36000", "km/h"), "equal"),
        (number("2", "parsnips"), number("2", "parsnips"), "equal"),
        (number("2", "parsnips"), number("2", "kg"), "incomparable"),
        (number("2", "kg"), number("2", "day"), "incomparable"),
        (number("2", "kg"), number("2"), "incomparable"),
        (number("2", "kg"), Value("quantity", "some kg", unit="kg"), "incomparable"),
    ],
)
def test_quantities(one: Value, other: Value, relation: str) -> None:
    assert relate(one, other) == relate(other, one) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (number("17"), number("17"), "equal"),
        (number("17"), number("18"), "contradictory"),
        (number("6"), number("7"), "contradictory"),
        (number("12000"), number("12992"), "contradictory"),
        (number("12000", "", "approximate"), number("12992"), "compatible"),
        (number("17"), number("10", "", "more than"), "compatible"),
        (number("10"), number("10", "", "more than"), "contradictory"),
        (number("10"), number("10", "", "at least"), "compatible"),
        (number("10", "", "at most"), number("10", "", "at least"), "compatible"),
        (number("10", "", "less than"), number("10", "", "at least"), "contradictory"),
        (number("50", "", "more than"), number("50", "", "more than"), "equal"),
    ],
)
def test_counts_are_not_rounded(one: Value, other: Value, relation: str) -> None:
    assert relate(one, other) == relate(other, one) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("2020-12-17", "2020-12-17", "equal"),
        ("2020-12-17", "2020-12", "compatible"),
        ("2020-12-17", "2020-12-16", "contradictory"),
        ("2020-12", "2020", "compatible"),
        ("2020-12", "2020-12-XX", "equal"),
        ("2029~", "2029", "compatible"),
        ("2029~", "2029?", "compatible"),
        ("2029~", "2030", "compatible"),
        ("2029~", "2036", "contradictory"),
        ("../2030", "2036~", "contradictory"),
        ("../2030", "2028-05", "compatible"),
        ("../2030", "../2030-12", "equal"),
        ("../2030", "2030/..", "compatible"),
        ("204X", "../2035", "contradictory"),
        ("204X", "2045", "compatible"),
        ("[2020,2022]", "[2020,2021,2022]", "compatible"),
        ("Y170000002", "Y170000003", "incomparable"),
        ("-0500", "1990", "incomparable"),
        # Periods, end by end.
        ("2018/2022", "2018/2022", "equal"),
        ("2018/2022", "2018-03/2022", "compatible"),
        ("2018/2022", "2018/2023", "contradictory"),
        ("2018/2022", "2019-03/2022-04", "contradictory"),
        ("2018/2022", "2020", "incomparable"),
        ("2022/2018", "2022/2018", "incomparable"),
        ("soon", "2020", "incomparable"),
        ("soon", "soon", "incomparable"),
    ],
)
def test_dates(one: str, other: str, relation: str) -> None:
    assert relate(day(one), day(other)) == relate(day(other), day(one)) == relation


def test_texts_differ_in_typography_only_or_nobody_can_tell() -> None:
    assert relate(text("Chang’e‑5  PROBE"), text("chang'e-5\nprobe")) == "equal"
    assert relate(text("Ｌｕｎａ"), text("luna")) == "equal"
    assert relate(text("robotic"), text("crewed")) == "incomparable"


def test_entities_are_the_same_or_contradict() -> None:
    wenchang, jiuquan = (Value("entity", "", entity=name) for name in ("wenchang", "jiuquan"))
    assert relate(wenchang, wenchang._replace(text="the spaceport")) == "equal"
    assert relate(wenchang, jiuquan) == "contradictory"


def test_values_of_different_types_are_incomparable() -> None:
    values = [text("2020"), day("2020"), number("2020"), Value("entity", "2020", entity="2020")]
    for one in values:
        for other in values:
            assert relate(one, other) == ("equal" if one is other else "incomparable")

"""Quantities: what numbers they can mean, and that units change nothing about it."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.model import ACCURACIES, Value
from lunar_tui.facts.quantities import Measure, convert, measure
from lunar_tui.facts.values import relate, relate_measures

UNITS = (
    ("mm", "m", "km", "inch", "foot", "mile", "au", "light_year", "parsec"),
    ("mg", "g", "kg", "tonne", "oz", "lb"),
    ("ms", "second", "minute", "hour", "day", "week", "month", "year"),
    ("m/s", "km/h", "mile per hour", "knot"),
    ("K", "degC", "degF"),
)


def quantity(amount: str, unit: str = "kg", accuracy: str = "exact") -> Value:
    return Value("quantity", amount, amount=Decimal(amount), unit=unit, accuracy=accuracy)


def taken(value: Value) -> Measure:
    found = measure(value)
    assert found
    return found


def converted(one: Measure, unit: str) -> Measure:
    found = convert(one, unit)
    assert found
    return found


AMOUNTS = st.decimals(-100, 100, places=1).map(str) | st.integers(-30, 3000).map(str)


@st.composite
def measures_and_units(draw: st.DrawFn) -> tuple[Measure, Measure, str, str]:
    """Two quantities of one dimension, often near each other, and two units of it."""
    unit, other_unit, *targets = (
        draw(st.sampled_from(units)) for units in [draw(st.sampled_from(UNITS))] * 4
    )
    amount = draw(AMOUNTS)
    one = taken(quantity(amount, unit, draw(st.sampled_from(ACCURACIES))))
    accuracy = draw(st.sampled_from(ACCURACIES))
    near = [quantity(amount, unit, accuracy), quantity(draw(AMOUNTS), unit, accuracy)]
    far = quantity(draw(AMOUNTS), other_unit, accuracy)
    return one, taken(draw(st.sampled_from([*near, far]))), targets[0], targets[1]


@given(measures_and_units())
def test_conversion_of_units_does_not_change_the_relation(
    given_: tuple[Measure, Measure, str, str],
) -> None:
    one, other, unit, other_unit = given_
    relation = relate_measures(one, other)
    assert relation != "incomparable"
    assert relate_measures(converted(one, unit), converted(other, other_unit)) == relation
    assert relate_measures(converted(other, unit), converted(one, other_unit)) == relation


@given(measures_and_units())
def test_conversion_is_exact_there_and_back_and_by_any_way(
    given_: tuple[Measure, Measure, str, str],
) -> None:
    one, _, unit, other_unit = given_
    assert converted(converted(one, unit), one.unit) == one
    assert converted(converted(one, unit), other_unit) == converted(one, other_unit)
    assert relate_measures(one, converted(one, unit)) == "equal"


@given(st.integers(-10_000, 10_000), st.sampled_from(ACCURACIES), st.integers(0, 3))
def test_the_same_mass_written_in_another_unit_is_equal(
    grams: int, accuracy: str, zeros: int
) -> None:
    kilograms = f"{Decimal(grams) / 1000:f}"
    kilograms += ("" if "." in kilograms else ".") + "0" * (zeros or 1)
    one, other = quantity(str(grams), "g", accuracy), quantity(kilograms, "kg", accuracy)
    assert relate(one, other) == relate(other, one) == "equal"


@given(AMOUNTS, st.sampled_from(ACCURACIES))
def test_a_quantity_can_mean_some_number_and_never_excludes_all(amount: str, accuracy: str) -> None:
    for unit in ("", "kg"):
        one = taken(quantity(amount, unit, accuracy))
        if one.low is not None and one.high is not None:
            assert one.low <= one.amount <= one.high
        assert one.meets(one)
        assert one.says_the_same(one)


@pytest.mark.parametrize(
    ("amount", "low", "high"),
    [
        ("2000", "1500", "2500"),
        ("1731", "1730.5", "1731.5"),
        ("1.50", "1.495", "1.505"),
        ("10.0", "9.95", "10.05"),
        ("0", "-0.5", "0.5"),
        ("0.00", "-0.005", "0.005"),
        ("-20", "-25", "-15"),
    ],
)
def test_an_exact_quantity_is_rounded_to_its_last_significant_digit(
    amount: str, low: str, high: str
) -> None:
    one = taken(quantity(amount))
    assert (one.low, one.high) == (Fraction(low), Fraction(high))
    assert (one.low_open, one.high_open) == (False, True)


def test_half_open_ends_meet_their_neighbour_on_one_side_only() -> None:
    below, at, above = (taken(quantity(amount)) for amount in ("1", "1.5", "2"))
    assert not below.meets(above)
    assert at.meets(below)
    assert at.meets(above)


@pytest.mark.parametrize(
    "unit",
    [
        "parsnip",
        "m/0",
        "2 kg",
        "g**",
        "(",
        "€",
        " ",
        "km**999999999",
        "km**9**9**9",
        "km" + " cubed" * 9,
        "km⁹⁹⁹⁹⁹⁹⁹⁹⁹",
        "km*" * 60 + "km",
        "kg\n",
        "dB",
        "dBm",
        "lambda: 0",
        "__class__",
    ],
)
def test_what_is_no_plain_unit_is_converted_to_nothing(unit: str) -> None:
    assert convert(taken(quantity("2", "kg")), unit) is None
    assert convert(taken(quantity("2", unit)), "kg") is None


@given(st.text("gkmsd%°_/*^ ·²-19per", max_size=12), AMOUNTS)
def test_no_unit_breaks_the_comparison(unit: str, amount: str) -> None:
    one, other = quantity(amount, unit), quantity(amount, "kg")
    assert relate(one, other) == relate(other, one)


def test_squares_are_read_however_they_are_written() -> None:
    area = taken(quantity("2", "km**2"))
    for unit in ("km^2", "km²", "km*km"):
        assert converted(area, unit).amount == 2
    assert converted(area, "m^2").amount == 2_000_000


def test_units_of_angle_and_frequency_are_not_mixed_up() -> None:
    # Pint would say that 1 Hz is 9.5 revolutions a minute.
    assert convert(taken(quantity("1", "Hz")), "rpm") is None


def test_pint_is_imported_only_where_units_differ() -> None:
    program = """
import sys
from decimal import Decimal
from lunar_tui.facts.model import Value
from lunar_tui.facts.values import relate
one = Value("quantity", "", amount=Decimal(1), unit="kg")
assert relate(one, one._replace(amount=Decimal(2))) == "contradictory"
assert relate(one, one._replace(unit="")) == "incomparable"
assert not {"pint", "edtf"} & set(sys.modules)
assert relate(one, one._replace(amount=Decimal(1000), unit="g")) == "equal"
assert "pint" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)

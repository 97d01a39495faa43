"""Quantities as the numbers that they can mean, in exact arithmetic, and conversion of units."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from numbers import Rational
from typing import TYPE_CHECKING, Any, NamedTuple

from lunar_tui.facts.model import Value

if TYPE_CHECKING:
    from pint import UnitRegistry


class _Reach(NamedTuple):
    """How far a quantity reaches to both sides of its amount, in steps; None: without end."""

    below: Fraction | None
    below_open: bool
    above: Fraction | None
    above_open: bool


_NOTHING, _HALF, _ONE = Fraction(0), Fraction(1, 2), Fraction(1)
_REACHES = {
    "exact": _Reach(_HALF, False, _HALF, True),
    "approximate": _Reach(_ONE, True, _ONE, True),
    "at least": _Reach(_NOTHING, False, None, True),
    "more than": _Reach(_NOTHING, True, None, True),
    "at most": _Reach(None, True, _NOTHING, False),
    "less than": _Reach(None, True, _NOTHING, True),
}
_JUST_IT = _Reach(_NOTHING, False, _NOTHING, False)

# What pint may read: names with small exponents, multiplied or divided. It would compute any power
# that a file asks for, such as km**999999999, and "cubed cubed cubed" is one too.
_NAMED = r"[A-Za-z_%°µμΩΩåÅ]+(?:(?:\*\*|\^)-?[1-9]|[²³])?"
_UNIT = re.compile(rf"(?=.{{1,80}}\Z){_NAMED}(?:(?: ?[*/·] ?| per ){_NAMED})*")


class Measure(NamedTuple):
    """A quantity as all the numbers that it can mean, from ``low`` to ``high``.

    ``low`` and ``high`` are None where there is no end; an open end does not belong to it.
    ``amount`` is the number as stated. All are counted in ``unit``; a count has none.
    """

    amount: Fraction
    accuracy: str
    unit: str
    low: Fraction | None
    low_open: bool
    high: Fraction | None
    high_open: bool

    def says_the_same(self, other: Measure) -> bool:
        """Whether both, in one unit, state the same number with the same accuracy.

        1500 g and 1.5 kg do, although one is written to more digits.
        """
        return (self.amount, self.accuracy) == (other.amount, other.accuracy)

    def meets(self, other: Measure) -> bool:
        """Whether some number can be meant by both, in one unit."""
        return not (self._lies_below(other) or other._lies_below(self))

    def _lies_below(self, other: Measure) -> bool:
        if self.high is None or other.low is None:
            return False
        apart = self.high_open or other.low_open
        return self.high < other.low or (apart and self.high == other.low)


def measure(value: Value) -> Measure | None:
    """The numbers that a quantity can mean; None: it is none that has a number.

    An exact quantity with a unit is a rounded one: 2 kg is anything from 1.5 to 2.5 kg, without
    2.5. An approximate one reaches a whole step further down and up: about 2 kg is more than 1 and
    less than 3 kg. The step is the unit of the last significant digit. Bounds are taken as they
    are. A count (without unit) is exactly its number unless it says otherwise: who counts 18
    members contradicts who counts 17.
    """
    amount, unit = value.amount, value.unit
    if value.type != "quantity" or amount is None or not amount.is_finite():
        return None
    if value.accuracy not in _REACHES:
        return None
    is_count = value.accuracy == "exact" and not unit
    reach = _JUST_IT if is_count else _REACHES[value.accuracy]
    at, step = Fraction(amount), _step(amount)
    return Measure(
        at,
        value.accuracy,
        unit,
        None if reach.below is None else at - reach.below * step,
        reach.below_open,
        None if reach.above is None else at + reach.above * step,
        reach.above_open,
    )


def _step(amount: Decimal) -> Fraction:
    """The unit of the last significant digit: 1 of 1731, 1000 of 2000, 0.01 of 1.50, 1 of 0."""
    whole, _, decimals = f"{amount:f}".partition(".")
    if decimals:
        return Fraction(1, 10 ** len(decimals))
    # Nobody can tell whether the zeros of 2000 were counted or rounded.
    zeros = len(whole) - len(whole.rstrip("0")) if amount else 0
    return Fraction(10**zeros)


def convert(one: Measure, unit: str) -> Measure | None:
    """The same numbers in another unit, exactly: its ends are not rounded anew.

    None: the units measure different things, one of them is none that pint knows, or only
    logarithms lead from one to the other. A count has no unit and can be converted to none.
    """
    if one.unit == unit:
        return one
    if not (one.unit and unit):
        return None
    source, target = _scale(one.unit), _scale(unit)
    if source is None or target is None or source.dimension != target.dimension:
        return None
    factor = source.factor / target.factor
    offset = (source.offset - target.offset) / target.factor
    return one._replace(
        unit=unit,
        amount=one.amount * factor + offset,
        low=None if one.low is None else one.low * factor + offset,
        high=None if one.high is None else one.high * factor + offset,
    )


class _Scale(NamedTuple):
    """A unit: ``number * factor + offset`` is the same in the base units of its dimension."""

    dimension: frozenset[tuple[str, Fraction]]
    factor: Fraction
    offset: Fraction


@lru_cache(maxsize=512)
def _scale(unit: str) -> _Scale | None:
    if not _UNIT.fullmatch(unit):
        return None
    from pint import PintError

    try:
        nothing, one = (_registry().Quantity(Fraction(n), unit).to_root_units() for n in (0, 1))
    except (PintError, ArithmeticError, AssertionError, TypeError, ValueError):
        # Pint's parser lets some of what it cannot read through as plain errors.
        return None
    offset: Any = nothing.magnitude
    reached: Any = one.magnitude
    # Logarithmic units give floats.
    if not (isinstance(offset, Rational) and isinstance(reached, Rational)):
        return None
    powers: Any = one.unit_items()
    dimension = frozenset((name, Fraction(power)) for name, power in powers)
    return _Scale(dimension, Fraction(reached) - Fraction(offset), Fraction(offset))


@cache
def _registry() -> UnitRegistry[Fraction]:
    # Reading pint's definitions takes a good part of a second: only where units differ.
    from pint import UnitRegistry

    return UnitRegistry(non_int_type=Fraction)

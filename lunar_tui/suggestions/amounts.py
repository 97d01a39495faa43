"""Numbers in a sentence, with unit and accuracy."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from lunar_tui.suggestions.lexicon import wordset
from lunar_tui.suggestions.measures import (
    ACCURACY,
    CODES,
    DOLLARS,
    NUMBERS,
    SHORT,
    SIGNS,
    TIMES,
    UNITS,
    WHOSE,
)
from lunar_tui.suggestions.reading import Reading

_DIGITS = 15
_SHORT = re.compile(rf"([0-9]{{1,9}}(?:\.[0-9]{{1,6}})?)({'|'.join(SHORT)})")
#: Counted things may have words before them: 24 robotic probes.
_NOUN_REACH = 4
_NOT_COUNTED = wordset("of in on at to for from by with per and or is was were are , .")


class Amount(NamedTuple):
    """A number in a sentence. ``measures`` is the kind of its unit, or ``count``.

    ``first`` and ``last`` number its tokens, with the words for its accuracy and its unit;
    ``nouns`` are the words of what is counted.
    """

    first: int
    last: int
    number: Decimal
    unit: str
    measures: str
    accuracy: str
    nouns: tuple[str, ...] = ()


def amounts(reading: Reading, taken: frozenset[int] = frozenset()) -> tuple[Amount, ...]:
    """The numbers of a sentence but those in ``taken`` tokens, which are dates."""
    found = []
    index = 0
    while index < len(reading.tokens):
        amount = None if index in taken else _amount(reading, index)
        if amount:
            found.append(amount)
        index = max(index, amount.last if amount else index) + 1
    return tuple(found)


def _amount(reading: Reading, index: int) -> Amount | None:
    read = _number(reading, index)
    if read is None:
        return None
    number, last = read
    sign, before = _currency(reading, index)
    zeros = TIMES.get(reading.low(last + 1)) or (sign and SHORT.get(reading.low(last + 1)))
    if zeros:
        number, last = number.scaleb(zeros), last + 1
    first, unit, measures, nouns = index, "", "count", tuple[str, ...]()
    after = reading.low(last + 1)
    # 795 Earth days: one word, with a capital, may stand between.
    skip = 1 if _is_capital(reading, last + 1) and reading.low(last + 2) in UNITS else 0
    if sign:
        first, unit, measures = index - before, sign, "money"
    elif length := _unit_words(reading, last + 1 + skip):
        words = " ".join(reading.low(last + skip + at) for at in range(1, length + 1))
        unit, measures = UNITS[words.replace(" / ", "/")]
        if unit == "lb" and zeros:
            # 27.5 million pounds are no weight.
            unit, measures = "GBP", "money"
        if skip and measures == "money":
            # Whose dollars they are stands between: Canadian, Singapore.
            whose = reading.low(last + 1).replace(".", "")
            unit = (
                WHOSE.get(whose)
                or reading.text[reading.tokens[last + 1].start : reading.tokens[last + 2].end]
            )
        last += length + skip
    elif after in ("-", "/", "'", ".") or not after:
        return None
    else:
        nouns = _nouns(reading, last + 1)
        if not nouns:
            return None
        last += len(nouns)
        last += _and_more(reading, last + 1)
    if reading.low(first - 1) in ("and", "to") and _number(reading, max(0, first - 2)):
        # Between 1,000 and 1,500: neither is the number.
        return None
    accuracy, ahead = _accuracy(reading, first)
    if number == number.to_integral_value():
        number = number.quantize(Decimal(1))
    return Amount(first - ahead, last, number, unit, measures, accuracy, nouns)


def _currency(reading: Reading, index: int) -> tuple[str, int]:
    """The currency before a number, and of how many tokens: "$", "US$", "NOK"; or none."""
    low = reading.low(index - 1)
    if low == "$" and index > 1 and _dollar(reading, index - 2):
        return DOLLARS[reading.low(index - 2)], 2
    if low in SIGNS:
        return SIGNS[low], 1
    if low in CODES and reading.text[reading.tokens[index - 1].start].isupper():
        return low.upper(), 1
    return "", 0


def _dollar(reading: Reading, index: int) -> bool:
    """Whether a token says whose dollar follows: "A$" is one word, "a $" is not."""
    beside = reading.tokens[index].end == reading.tokens[index + 1].start
    return beside and reading.low(index) in DOLLARS


def _unit_words(reading: Reading, index: int) -> int:
    """Of how many words the unit is that begins at a token: "square metres"; 0: there is none."""
    for length in (3, 2, 1):
        words = " ".join(reading.low(index + at) for at in range(length)).replace(" / ", "/")
        if words in UNITS:
            return length
    return 0


def _number(reading: Reading, index: int) -> tuple[Decimal, int] | None:
    """A number that begins at a token, and its last token: ``1 , 731`` and ``1.5`` are one."""
    token = reading.tokens[index]
    if token.entities:
        return None
    if token.low in NUMBERS:
        return Decimal(NUMBERS[token.low]), index
    if token.low.isascii() and (short := _SHORT.fullmatch(token.low)):
        sum_of = reading.low(index - 1) in SIGNS and len(short[1]) <= _DIGITS
        return (Decimal(short[1]).scaleb(SHORT[short[2]]), index) if sum_of else None
    if not token.low.isascii() or not token.low.replace(".", "", 1).isdigit():
        return None
    digits, last = token.low, index
    while (
        reading.low(last + 1) == ","
        and len(reading.low(last + 2)) >= 3
        and reading.low(last + 2)[:3].isdigit()
        and reading.low(last + 2).replace(".", "", 1).isdigit()
        and reading.tokens[last].end == reading.tokens[last + 1].start
        and reading.tokens[last + 1].end == reading.tokens[last + 2].start
    ):
        digits += reading.low(last + 2)
        last += 2
    if len(digits) > _DIGITS or reading.low(index - 1) in ("-", "/", ".") or digits.count(".") > 1:
        return None
    return Decimal(digits), last


def _is_capital(reading: Reading, index: int) -> bool:
    if index >= len(reading.tokens):
        return False
    token = reading.tokens[index]
    return reading.text[token.start].isupper() and not token.entities


def _nouns(reading: Reading, index: int) -> tuple[str, ...]:
    """The words of what is counted, up to the first that cannot be one."""
    found = []
    for at in range(index, min(index + _NOUN_REACH, len(reading.tokens))):
        token = reading.tokens[at]
        if token.entities or not token.low.isalpha() or token.low in _NOT_COUNTED:
            break
        found.append(token.low)
        if token.low.endswith("s") and not token.low.endswith("ss"):
            break
    else:
        found = found[:1]
    return tuple(found) if found and (found[-1].endswith("s") or len(found) == 1) else ()


def _and_more(reading: Reading, index: int) -> int:
    """How many words go on: 17 countries "and international organizations"."""
    if reading.low(index) != "and":
        return 0
    for at in (index + 1, index + 2):
        if not reading.low(at).isalpha() or reading.low(at) in _NOT_COUNTED:
            return 0
        if reading.low(at).endswith("s"):
            return at - index + 1
    return 0


def _accuracy(reading: Reading, index: int) -> tuple[str, int]:
    """How exact the words before a number leave it, and how many they are."""
    for words, accuracy in sorted(ACCURACY, key=lambda pair: -len(pair[0].split())):
        parts = words.split()
        if [reading.low(index - len(parts) + at) for at in range(len(parts))] == parts:
            return accuracy, len(parts)
    return "exact", 0

"""Numbers, units and accuracy as news English writes them."""

from __future__ import annotations

#: Units as they are written, with the name by which values compare, and what they measure.
UNITS: dict[str, tuple[str, str]] = {
    word: (unit, measures)
    for measures, unit, words in (
        ("mass", "g", "gram grams gramme grammes g"),
        ("mass", "kg", "kilogram kilograms kilogramme kilogrammes kg kilo kilos"),
        ("mass", "tonne", "tonne tonnes"),
        ("mass", "ton", "ton tons"),
        ("mass", "lb", "pound pounds lb lbs"),
        ("time", "second", "second seconds"),
        ("time", "minute", "minute minutes"),
        ("time", "hour", "hour hours"),
        ("time", "day", "day days"),
        ("time", "week", "week weeks"),
        ("time", "month", "month months"),
        ("time", "year", "year years"),
        ("length", "m", "metre metres meter meters"),
        ("length", "km", "kilometre kilometres kilometer kilometers km"),
        ("length", "mile", "mile miles"),
        ("length", "foot", "foot feet ft"),
        ("money", "USD", "dlr dlrs dollar dollars usd"),
        ("money", "EUR", "euro euros eur"),
        ("money", "GBP", "stg sterling gbp"),
        ("money", "JPY", "yen jpy"),
        ("money", "DEM", "mark marks"),
        ("money", "CNY", "yuan rmb"),
        ("money", "RUB", "rouble roubles ruble rubles"),
        ("share", "percent", "percent pct %"),
    )
    for word in words.split()
}
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
TIMES = {
    "thousand": 3,
    "million": 6,
    "mln": 6,
    "billion": 9,
    "bln": 9,
    "trillion": 12,
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
#: Words before a number, the longest first, and how exact they leave it.
ACCURACY = (
    ("more than", "more than"),
    ("no more than", "at most"),
    ("no fewer than", "at least"),
    ("no less than", "at least"),
    ("not less than", "at least"),
    ("less than", "less than"),
    ("fewer than", "less than"),
    ("at least", "at least"),
    ("at most", "at most"),
    ("up to", "at most"),
    ("as many as", "at most"),
    ("over", "more than"),
    ("exceeding", "more than"),
    ("above", "more than"),
    ("under", "less than"),
    ("below", "less than"),
    ("about", "approximate"),
    ("around", "approximate"),
    ("some", "approximate"),
    ("roughly", "approximate"),
    ("approximately", "approximate"),
    ("nearly", "approximate"),
    ("almost", "approximate"),
    ("an estimated", "approximate"),
    ("estimated", "approximate"),
)

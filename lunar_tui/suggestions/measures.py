"""Numbers, units and accuracy as news English writes them."""

from __future__ import annotations

#: Units as they are written, with the name by which values compare, and what they measure.
UNITS: dict[str, tuple[str, str]] = {
    word.replace("_", " "): (unit, measures)
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
        ("length", "mm", "millimetre millimetres millimeter millimeters mm"),
        ("length", "cm", "centimetre centimetres centimeter centimeters cm"),
        ("length", "m", "metre metres meter meters m"),
        ("length", "km", "kilometre kilometres kilometer kilometers km"),
        ("length", "mile", "mile miles"),
        ("length", "foot", "foot feet ft"),
        ("area", "m²", "square_metre square_metres square_meter square_meters m² sq_m"),
        ("area", "km²", "square_kilometre square_kilometres square_kilometer km²"),
        ("area", "hectare", "hectare hectares ha"),
        ("area", "acre", "acre acres"),
        ("speed", "km/h", "kph km/h"),
        ("speed", "mph", "mph"),
        ("speed", "knot", "knot knots"),
        ("power", "kW", "kw kilowatt kilowatts"),
        ("power", "MW", "mw megawatt megawatts"),
        ("power", "GW", "gw gigawatt gigawatts"),
        ("money", "USD", "dlr dlrs dollar dollars usd"),
        ("money", "EUR", "euro euros eur"),
        ("money", "GBP", "stg sterling gbp pound_sterling pounds_sterling"),
        ("money", "JPY", "yen jpy"),
        ("money", "DEM", "mark marks"),
        ("money", "CNY", "yuan rmb cny"),
        ("money", "RUB", "rouble roubles ruble rubles rub"),
        ("money", "INR", "rupee rupees inr"),
        ("money", "CHF", "swiss_franc swiss_francs chf"),
        ("money", "SEK", "kronor sek"),
        ("money", "PLN", "zloty zlotys pln"),
        ("money", "BRL", "reais brl"),
        ("money", "ZAR", "rand zar"),
        ("money", "KRW", "won krw"),
        ("money", "UAH", "hryvnia hryvnias uah"),
        ("money", "NOK", "nok"),
        ("money", "DKK", "dkk"),
        ("money", "CAD", "cad"),
        ("money", "AUD", "aud"),
        # Of several countries: nothing is guessed.
        ("money", "kroner", "krone kroner"),
        ("money", "crowns", "crown crowns"),
        ("money", "francs", "franc francs"),
        ("money", "pesos", "peso pesos"),
        ("share", "percent", "percent pct %"),
    )
    for word in words.split()
}
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
#: Before a number, as "NOK 418 million" has it.
CODES = frozenset({word for word in UNITS if len(word) == 3 and UNITS[word][0] == word.upper()})
#: Before a dollar sign: whose dollar it is.
DOLLARS = {"us": "USD", "a": "AUD", "c": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD"}
#: Before "dollars".
WHOSE = {"us": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD"}
TIMES = {
    "thousand": 3,
    "million": 6,
    "mln": 6,
    "billion": 9,
    "bln": 9,
    "trillion": 12,
}
#: Written on a sum: £27.5m.
SHORT = {"k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12}
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

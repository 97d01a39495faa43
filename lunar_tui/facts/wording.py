"""Wording: a passage as words in a normal form, so that two wordings of one sentence compare."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal, NamedTuple

from lunar_tui.corpus.mentions import Names
from lunar_tui.facts.telling import SMALL, TELLING

Sort = Literal["number", "unit", "date", "name", "telling", "small", "plain"]

_APOSTROPHE = "['’ʼ‘`´]|&(?:rsquo|lsquo|apos|\\#39|\\#8217);"
_HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_LETTER = rf"[^\W\d_{_HAN}]"
_WORD = re.compile(
    rf"""
      &(?:[a-zA-Z]{{2,8}}|\#[0-9]{{1,6}});                                  # an entity
    | (?P<number>
        (?<![\w.])[-−](?=[0-9]) (?:[0-9]++(?:[.,][0-9]++)*+)
      | [0-9]{{1,3}} (?:[\u00a0\u2009\u202f][0-9]{{3}}(?![0-9]))++ (?:[.,][0-9]++)?
      | [0-9]++ (?:[.,][0-9]++)*+ )
    | (?P<sign>[%$€£¥₽₹°‰])
    | (?P<han>[{_HAN}])
    | (?P<dotted>(?<!\w)(?:[A-Z]\.){{2,}})
    | (?P<word>{_LETTER}[\u0300-\u036f]* (?:{_LETTER}|[\u0300-\u036f])*+
        (?:(?:{_APOSTROPHE}){_LETTER}++)*+ )
    """,
    re.VERBOSE,
)
_ANY_APOSTROPHE = re.compile(_APOSTROPHE)
# After these a capital is no sign of a name.
_OPENS = re.compile(r"(?:^|[.!?:…。！？|*#>•]|\n\s*\n|\n\s*[-*•]|[“\"‘«(\[])[\s\"“‘'«(\[*_-]*\Z")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_MONTHS = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
    "september sept sep|october oct|november nov|december dec|января январь январе|"
    "февраля февраль феврале|марта март марте|апреля апрель апреле|мая май мае|июня июнь июне|"
    "июля июль июле|августа август августе|сентября сентябрь сентябре|октября октябрь октябре|"
    "ноября ноябрь ноябре|декабря декабрь декабре"
)
_DAYS = (
    "monday mon|tuesday tue tues|wednesday wed|thursday thu thurs|friday fri|saturday sat|sunday"
)
_DATES = {
    form: f"month {number % 12}"
    for number, forms in enumerate(_MONTHS.split("|"))
    for form in forms.split()
} | {
    form: f"day {number}" for number, forms in enumerate(_DAYS.split("|")) for form in forms.split()
}
_MEASURED = (
    "% percent pct|g gram grams gramme grammes|kg kilogram kilograms kilo kilos|"
    "t tonne tonnes ton tons|mm millimetre millimetres millimeter millimeters|"
    "cm centimetre centimetres centimeter centimeters|m metre metres meter meters|"
    "km kilometre kilometres kilometer kilometers|mile miles|$ dollar dollars dlrs usd|"
    "€ euro euros eur|£ gbp|¥ yuan yen|₽ rouble roubles ruble rubles|lb lbs pound pounds|"
    "oz ounce ounces|ft foot feet|inch inches|kw kilowatt kilowatts|mw megawatt megawatts|"
    "year years|month months|week weeks|day days|hour hours hr hrs|minute minutes min mins|"
    "second seconds sec secs|°|‰"
)
UNITS = {form: forms.split()[0] for forms in _MEASURED.split("|") for form in forms.split()}
_SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "mln": 6, "billion": 9, "bln": 9, "trillion": 12,
    "万": 4, "亿": 8, "тысяч": 3, "млн": 6, "миллионов": 6, "млрд": 9, "миллиардов": 9,
}  # fmt: skip
_SHORT_SCALES = {"k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12}
_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {
    **{word: number for number, word in enumerate(_COUNTED.split())},
    **{word: 20 + 10 * number for number, word in enumerate(_TENS.split())},
    **{sign: number for number, sign in enumerate("〇一二三四五六七八九十")},
    "dozen": 12,
}
_ORDERED = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS = {word: number for number, word in enumerate(_ORDERED.split(), 1)}
_TH = ("st", "nd", "rd", "th")
# British spelling and American: endings that make no other word.
_SPELLINGS = (
    (re.compile(r"is(ation|ations|e|es|ed|ing)$"), r"iz\1"),
    (re.compile(r"lys(e|es|ed|ing)$"), r"lyz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|ite|able)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{2}[tb])re(s|d)?$"), r"er\1"),
    (re.compile(r"(?<=gra)mme(s)?$"), r"m\1"),
    (re.compile(r"(?<=[a-z]{2})ogue(s)?$"), r"og\1"),
    (re.compile(r"(?<=[a-z]{2})ence$"), r"ense"),
    (re.compile(r"ll(ed|ing|er|ers)$"), r"l\1"),
)  # fmt: skip


class Word(NamedTuple):
    """A word of a passage: what it is compared by, its half-open span, and what sort it is of.

    ``opens``: it begins a sentence, so that its capital says nothing. ``capital``: it has one.
    """

    key: str
    start: int
    end: int
    sort: Sort
    form: str
    capital: bool = False
    opens: bool = False


def words(
    text: str, start: int = 0, end: int | None = None, names: Names | None = None
) -> list[Word]:
    """The words of ``text[start:end]`` in order, with offsets into ``text``.

    Case, accents, typography, British spelling, thousands separators and numbers in words are
    folded; what ``names`` knows is one word, whichever of its names stands there.
    """
    piece = text[start:end]
    found: list[Word] = []
    for match in _WORD.finditer(piece):
        low, high = match.span()
        kind = match.lastgroup
        if kind == "number":
            found.append(_number(match[0], low, high))
        elif kind == "sign":
            found.append(Word(f"unit {UNITS.get(match[0], match[0])}", low, high, "unit", match[0]))
        elif kind == "han":
            found.append(_han(match[0], low, high))
        elif kind == "dotted":
            # The last dot may end the sentence.
            found.append(_dotted(match[0].replace(".", ""), low, high - 1))
        elif kind == "word":
            found += _spelt(piece, match[0], low, high)
    found = _united(_scaled(found, piece))
    if names is not None:
        found = _named(found, piece, names)
    return [word._replace(start=word.start + start, end=word.end + start) for word in found]


def _number(text: str, start: int, end: int) -> Word:
    plain = text.replace("−", "-").translate({0xA0: None, 0x2009: None, 0x202F: None})
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    return Word(f"number {_value(plain)}", start, end, "number", text)


def _value(digits: str) -> str:
    """A number as it compares; what is none (1.6.6) as it stands."""
    try:
        return f"{Decimal(digits).normalize():f}"
    except InvalidOperation:
        return digits


def _han(sign: str, start: int, end: int) -> Word:
    if sign in _NUMBERS:
        return Word(f"number {_NUMBERS[sign]}", start, end, "number", sign)
    if sign in TELLING:
        return Word(f"tells {TELLING[sign]}", start, end, "telling", sign)
    if sign in "年月日号號":
        return Word(sign, start, end, "date", sign)
    return Word(sign, start, end, "plain", sign)


def _spelt(text: str, word: str, start: int, end: int) -> list[Word]:
    """A word of letters; two of it where one is a contraction: don't is do and not."""
    form = _ANY_APOSTROPHE.sub("'", word)
    capital = form[0].isupper()
    opens = capital and bool(_OPENS.search(text[max(0, start - 40) : start]))
    low = folded(form)
    while low.endswith("'s"):
        low, form = low[:-2], form[:-2]
    if low.endswith("n't") or low == "cannot":
        stem = {"won't": "will", "can't": "can", "shan't": "shall", "cannot": "can"}.get(
            low, low[:-3]
        )
        return [_sorted(stem, stem, start, end), _sorted("not", "not", start, end)]
    base, mark, rest = low.rpartition("'")
    if mark and rest in ("ll", "re", "ve", "m", "d"):
        shown = form.rpartition("'")[0]
        first = _sorted(base, shown, start, end, capital=capital, opens=opens)
        return [first, _sorted(f"'{rest}", f"'{rest}", start, end)]
    return [_sorted(low.replace("'", ""), form, start, end, capital=capital, opens=opens)]


def _dotted(letters: str, start: int, end: int) -> Word:
    return _sorted(letters.lower(), letters, start, end, capital=True)


def _sorted(
    low: str, form: str, start: int, end: int, *, capital: bool = False, opens: bool = False
) -> Word:
    """A word with its key and sort."""
    sort: Sort = "plain"
    key = _key(low)
    if low in _DATES and (capital or (len(low) > 4 and low != "march") or not low.isascii()):
        key, sort = _DATES[low], "date"
    elif low in _NUMBERS:
        key, sort = f"number {_NUMBERS[low]}", "number"
    elif low in _ORDINALS:
        key, sort = f"th {_ORDINALS[low]}", "number"
    elif low in TELLING:
        key, sort = f"tells {TELLING[low]}", "telling"
    elif capital and len(form) > 1 and form.isupper():
        # US is not us, and WHO not who.
        key, sort = (f"name {low}" if len(low) < 4 else key), "name"
    elif low in SMALL:
        sort = "small"
    elif capital and not opens:
        sort = "name"
    return Word(key, start, end, sort, form, capital, opens)


@lru_cache(maxsize=65536)
def folded(form: str) -> str:
    """Without case, accents and forms of letters."""
    if form.isascii():
        return form.lower()
    # й and ё are letters of their own, not и and е with accents.
    kept = "".join(c if c in "йёЙЁ" else unicodedata.normalize("NFKD", c) for c in form)
    return "".join(c for c in kept if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=65536)
def _key(low: str) -> str:
    for pattern, spelling in _SPELLINGS:
        if len(low) > 5:
            low = pattern.sub(spelling, low)
    return {"utilize": "use", "utilizes": "uses", "utilized": "used"}.get(low, low)


def _scaled(found: list[Word], text: str) -> list[Word]:
    """With numbers of several words as one: twenty-one, 5 million, $5m, 19th."""
    done: list[Word] = []
    for word in found:
        last = done[-1] if done else None
        joined = _joined(last, word, text, done) if last and last.sort == "number" else None
        if joined is not None:
            done[-1] = joined
        elif (scale := _SCALES.get(word.form.lower())) is not None:
            done.append(word._replace(key=f"number {10**scale}", sort="number"))
        else:
            done.append(word)
    return done


def _joined(last: Word, word: Word, text: str, before: list[Word]) -> Word | None:
    """``last``, a number, with the word behind it that is part of it."""
    low, gap = word.form.lower(), text[last.end : word.start]
    value = last.key.partition(" ")[2]
    if gap == "" and low in _TH and last.form[-1].isdigit():
        return last._replace(key=f"th {value}", end=word.end)
    if (
        last.key.startswith("th ")
        or len(gap) > 2
        or (gap and gap not in (" ", "-", "\n", "\u00a0"))
    ):
        return None
    is_money = len(before) > 1 and before[-2].sort == "unit" and before[-2].form in "$€£¥₽₹"
    scale = _SCALES.get(low)
    if scale is None and is_money and not gap:
        scale = _SHORT_SCALES.get(low)
    try:
        if scale is not None:
            return last._replace(key=f"number {_value(f'{value}e{scale}')}", end=word.end)
        if word.sort == "number" and low in _NUMBERS and last.form.lower() in _TENS.split():
            return last._replace(key=f"number {int(value) + _NUMBERS[low]}", end=word.end)
    except (ValueError, ArithmeticError):
        return None
    return None


def _united(found: list[Word]) -> list[Word]:
    """With the units that follow numbers marked; per cent is one."""
    done: list[Word] = []
    for word in found:
        low = word.form.lower()
        if low == "cent" and done and done[-1].form.lower() == "per":
            done[-1] = done[-1]._replace(key="unit %", sort="unit", end=word.end)
        elif low in UNITS and done and done[-1].sort == "number" and word.start - done[-1].end < 3:
            done.append(word._replace(key=f"unit {UNITS[low]}", sort="unit"))
        else:
            done.append(word)
    return done


def _named(found: list[Word], text: str, names: Names) -> list[Word]:
    """With all words of a known name as one."""
    mentions = iter(names.find(text))
    mention = next(mentions, None)
    done: list[Word] = []
    for word in found:
        while mention is not None and mention.end <= word.start:
            mention = next(mentions, None)
        if mention is None or word.end <= mention.start:
            done.append(word)
            continue
        start, end = mention.start, max(mention.end, word.end)
        if done and done[-1].sort == "name" and done[-1].start == start:
            done[-1] = done[-1]._replace(end=end)
            continue
        key = "names " + " ".join(sorted(mention.entities))
        done.append(Word(key, start, end, "name", text[start : mention.end]))
    return done

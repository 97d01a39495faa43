"""Dates in a sentence as values: as exact as they are worded, with what a missing year rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lunar_tui.corpus.calendar import Dated, dates_in
from lunar_tui.corpus.chronology import Resolved, resolve
from lunar_tui.suggestions.lexicon import WEEKDAYS


class Moment(NamedTuple):
    """The span ``start``–``end`` of a sentence says ``edtf``.

    ``inferred_from`` says on what a part rests that the sentence does not give. ``weekday``: it
    only names a day of the week.
    """

    start: int
    end: int
    edtf: str
    inferred_from: str = ""
    weekday: bool = False


_THE_DAY = re.compile(r"\bthe ([12]?[0-9]|3[01])(?:st|nd|rd|th)\b(?! (?:century|anniversary|time))")
_DECADE = re.compile(r"\b((?:19|20)[0-9])0s\b")
#: Years that the calendar takes for numbers, where the words around leave no doubt.
_EARLY = re.compile(
    r"\b(?:in|since) {1,3}(1[5-8][0-9]{2}|19[0-4][0-9])(?=[.,;:)] ?(?![0-9])|$"
    r"| {1,3}(?:and|by|as|when|with|to|it|after|at|the|for|but)\b)"
)
_BETWEEN = re.compile(r"(?i)\bbetween\b[^.;:()]{1,40}\band {1,3}$")
_BEFORE = re.compile(
    r"(?i)\b(?:(?P<about>around|about|circa)|(?P<by>(?:no later than|by)(?: the end of)?)"
    r"|(?P<since>since)|(?P<from>from)|(?P<part>early|late|mid))[\s-]{1,3}$"
)
_VAGUE = re.compile(
    r"(?i)\b(?:before|after|than|prior to|between|until|till)\s{1,3}(?:the\s{1,3})?$"
)
_AT = re.compile(
    r"(?i)(?:\b(?:in|of|during|for|on|back in|early in|late in)\s{1,3}|[,(]\s{0,2})$|^$"
)
_JOIN = re.compile(r"\s{0,2}(?:[-–—]|\bto\b|\bthrough\b)\s{0,2}")
_AFTER = re.compile(r",? {1,2}(?:of )?(?:last|this|next) year\b")
_WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b(?!,)", re.IGNORECASE)


def moments(text: str, before: str, published: str) -> tuple[Moment, ...]:
    """The dates of a sentence.

    ``before`` is the one in front of it, ``published`` EDTF or empty.
    """
    dated = [item for item in dates_in(text) if _alone(item, dates_in(text))]
    found = list(_dated(text, dated, before, published))
    found += _days_alone(text, before, published)
    found += [Moment(word.start(), word.end(), f"{word[1]}X") for word in _DECADE.finditer(text)]
    found += [
        Moment(word.start(1), word.end(1), word[1] + ("/.." if word[0][0] == "s" else ""))
        for word in _EARLY.finditer(text)
    ]
    return tuple(sorted(found))


def _alone(item: Dated, others: Sequence[Dated]) -> bool:
    """06/12/2024 is of two days: nobody can tell which."""
    return sum(other.start == item.start for other in others) == 1


def _dated(text: str, dated: Sequence[Dated], before: str, published: str) -> Iterator[Moment]:
    readings = [_full(text, item, before, published) for item in dated]
    skip = -1
    for index, (item, (edtf, reason)) in enumerate(zip(dated, readings, strict=True)):
        if index == skip or not edtf:
            continue
        start, end = item.start, item.end
        if added := _AFTER.match(text, end):
            end = added.end()
        ahead = _BEFORE.search(text[max(0, start - 24) : start])
        after = dated[index + 1] if index + 1 < len(dated) else None
        if after and _JOIN.fullmatch(text, item.end, after.start) and readings[index + 1][0]:
            skip = index + 1
            reasons = dict.fromkeys(filter(None, (reason, readings[skip][1])))
            first = start - len(ahead[0]) if ahead and ahead["from"] else start
            yield Moment(first, after.end, f"{edtf}/{readings[skip][0]}", "; ".join(reasons))
            continue
        if _VAGUE.search(text[max(0, start - 20) : start]):
            continue
        if _BETWEEN.search(text[max(0, start - 60) : start]):
            continue
        if len(edtf) == 4 and not ahead and not _AT.search(text[max(0, start - 16) : start]):
            # "the 1986 agreement" says when nothing happened.
            continue
        worded = ahead and not ahead["from"]
        yield Moment(
            start - len(ahead[0]) if ahead and worded else start,
            end,
            _worded(edtf, ahead) if ahead and worded else edtf,
            reason,
        )


def _worded(edtf: str, ahead: re.Match[str]) -> str:
    """A date with what stands before it: around, by or since."""
    if ahead["about"]:
        return f"{edtf}~"
    if ahead["by"]:
        return f"../{edtf}"
    return f"{edtf}/.." if ahead["since"] else edtf


def _full(text: str, item: Dated, before: str, published: str) -> tuple[str, str]:
    """A date with its year, and on what the year rests where the date does not give it."""
    year, month, day = item.when
    tail = "".join(f"-{part:02}" for part in (month, day) if part)
    if year:
        return f"{year:04}{tail}", ""
    piece = text[item.start : item.end]
    tries = (
        ([text], "", "the sentence"),
        ([before, text], "", "the sentence before"),
        ([before, text], published, f"the article is dated {published}"),
    )
    for sentences, day_of, what in tries:
        for found in resolve(sentences, day_of)[-1]:
            if found.iso.endswith(tail) and found.iso[0] != "-" and _fits(found, tail):
                told = what if day_of else f"{what} gives it"
                return found.iso, f'"{piece}" has no year: {told}'
    return f"XXXX{tail}", ""


def _fits(found: Resolved, tail: str) -> bool:
    return not found.stated and len(found.iso) == 4 + len(tail)


def _days_alone(text: str, before: str, published: str) -> Iterator[Moment]:
    """The day of "on the 12th", which takes month and year from the article's own date."""
    places = _THE_DAY.findall(text)
    if len(places) != 1 or not published:
        return
    found = _THE_DAY.search(text)
    own = {f"{item.when.day:02}" for item in dates_in(text) if item.when.day}
    day = f"{int(places[0]):02}"
    if found is None or day in own:
        return
    for resolved in resolve([before, text], published)[-1]:
        if resolved.iso.endswith(f"-{day}") and len(resolved.iso) == 10 and not resolved.stated:
            reason = f'"{found[0]}" has no month: the article is dated {published}'
            yield Moment(found.start(), found.end(), resolved.iso, reason)


def weekdays(text: str, published: str) -> Iterator[Moment]:
    """The days of the week, as the last such days before the article came out."""
    try:
        day = date.fromisoformat(published)
    except ValueError:
        return
    for word in _WEEKDAY.finditer(text):
        back = (day.weekday() - WEEKDAYS.index(word[1].lower())) % 7
        reason = f'"{word[0]}": the article is dated {published}'
        yield Moment(word.start(), word.end(), str(day - timedelta(back)), reason, weekday=True)

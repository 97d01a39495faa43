"""Dates in text: which ones are read, which are none, and which year they are of."""

from __future__ import annotations

from calendar import month_abbr, month_name, monthrange
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.calendar import Dated, Day, dates_in, in_query
from lunar_tui.corpus.chronology import resolve
from lunar_tui.library import Library, open_library


def shown(text: str, found: tuple[Dated, ...]) -> list[str]:
    """Every date as ``words = year month day``, with a dash for what is not given."""
    return [
        f"{text[start:end]} = {' '.join('-' if part is None else str(part) for part in when)}"
        for start, end, when in found
    ]


def only(text: str, found: tuple[Dated, ...]) -> Day:
    """The one date that is the whole text."""
    ((start, end, when),) = found
    assert (start, end) == (0, len(text))
    return when


# --- what is read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("June 12, 2024", (2024, 6, 12)),
        ("June 12th 2024", (2024, 6, 12)),
        ("June 12,\n2024", (2024, 6, 12)),
        ("JUNE 12TH, 2024", (2024, 6, 12)),
        ("12 June 2024", (2024, 6, 12)),
        ("12th of June, 2024", (2024, 6, 12)),
        ("June 12", (None, 6, 12)),
        ("12 June", (None, 6, 12)),
        ("May 5", (None, 5, 5)),
        ("June 2024", (2024, 6, None)),
        ("March 2024", (2024, 3, None)),
        ("November, 2022", (2022, 11, None)),
        ("Nov 2022", (2022, 11, None)),
        ("Jun. 12, 2024", (2024, 6, 12)),
        ("Sept. 3, 1959", (1959, 9, 3)),
        ("October 4, 1917", (1917, 10, 4)),
        ("February 29", (None, 2, 29)),
        ("2024-06-12", (2024, 6, 12)),
        ("2024-06", (2024, 6, None)),
        ("2024/6/12", (2024, 6, 12)),
        ("12.06.2024", (2024, 6, 12)),
        ("31/12/2024", (2024, 12, 31)),
        ("06/06/2024", (2024, 6, 6)),
        ("2024年6月12日", (2024, 6, 12)),
        ("2024 年 6 月 12 日", (2024, 6, 12)),
        ("2024年6月", (2024, 6, None)),
        ("6月12日", (None, 6, 12)),
        ("2024年", (2024, None, None)),
        ("12 июня 2024", (2024, 6, 12)),
        ("12 июня 2024 года", (2024, 6, 12)),
        ("1 мая", (None, 5, 1)),
        ("июнь 2024", (2024, 6, None)),
        ("2024", (2024, None, None)),
    ],
)
def test_forms(text: str, day: tuple[int | None, int | None, int | None]) -> None:
    assert only(text, dates_in(text)) == Day(*day)
    assert only(text, in_query(text)) == Day(*day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Wednesday, June 12, 2024, the", ["June 12, 2024 = 2024 6 12"]),
        ("since 2024-06-14T09:01Z", ["2024-06-14 = 2024 6 14"]),
        ("于2024年6月12日发射", ["2024年6月12日 = 2024 6 12"]),
        ("by 2030, or in late 2031.", ["2030 = 2030 - -", "2031 = 2031 - -"]),
        ("a programme for 2018-2022.", ["2018 = 2018 - -", "2022 = 2022 - -"]),
        ("the plan of 2021–2025", ["2021 = 2021 - -", "2025 = 2025 - -"]),
        ("the season of 2024-25", ["2024 = 2024 - -"]),
        ("in mid-2024", ["2024 = 2024 - -"]),
        ("China's 2022 launch", ["2022 = 2022 - -"]),
        ("in 2020 people left", []),
        ("в 2024 году", ["2024 году = 2024 - -"]),
        ("June 12-14, 2024", ["June 12 = 2024 6 12", "14, 2024 = 2024 6 14"]),
        ("12–14 June 2024", ["12 = 2024 6 12", "14 June 2024 = 2024 6 14"]),
        ("June 12-July 3, 2024", ["June 12 = - 6 12", "July 3, 2024 = 2024 7 3"]),
        ("in May or June", ["May = - 5 -", "June = - 6 -"]),
        ("next March and this May", ["March = - 3 -", "May = - 5 -"]),
        ("In June 2000 people came", ["June = - 6 -"]),
        ("On June 12, 1,500 people came", ["June 12 = - 6 12"]),
        # The longest reading wins.
        ("Chang'e 5 March 12, 2024", ["March 12, 2024 = 2024 3 12"]),
        ("a Long March 5, in May 2024", ["May 2024 = 2024 5 -"]),
        # Two readings where both are days.
        ("06/12/2024", ["06/12/2024 = 2024 6 12", "06/12/2024 = 2024 12 6"]),
        ("12/06/2024", ["12/06/2024 = 2024 12 6", "12/06/2024 = 2024 6 12"]),
    ],
)
def test_in_a_sentence(text: str, expected: list[str]) -> None:
    assert shown(text, dates_in(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1,731 grams",
        "2024 grams",
        "2024 kg",
        "Luna-2025",
        "Apollo 2024",
        "the asteroid 2024 YR4",
        "licence 10120180008",
        "hotline 010-85061466",
        "more than 2000 came",
        "$2024",
        "No. 2024",
        "1949 and 2100",
        "the 1950s and early 1960's",
        "version 2024.6.12",
        "/2024/06/12/",
        "It may go. May I? March on!",
        "Long March 5",
        "LONG MARCH-5B",
        "Long\nMarch 5",
        "June Carter",
        "Marching, Mayor, Junes",
        "June 31",
        "June 31, 2024",
        "31 June 2024",
        "February 29, 2023",
        "2024-06-31",
        "2024-13-01",
        "13/13/2024",
        "2024年2月30日",
        "14-12 June 2024",
        "yesterday, last month, on Tuesday",
        "",
    ],
)
def test_none(text: str) -> None:
    assert dates_in(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nov 2022", ["nov 2022 = 2022 11 -"]),
        ("12.6.2024", ["12.6.2024 = 2024 6 12"]),
        ("june 12", ["june 12 = - 6 12"]),
        ("12TH OF june", ["12TH OF june = - 6 12"]),
        ("may 2024 or may 5", ["may 2024 = 2024 5 -", "may 5 = - 5 5"]),
        ("12 ИЮНЯ", ["12 ИЮНЯ = - 6 12"]),
        ("october", ["october = - 10 -"]),
        ("in May", ["May = - 5 -"]),
        ("apollo 2024", ["2024 = 2024 - -"]),
        ("2021..2024-06", ["2021 = 2021 - -", "2024-06 = 2024 6 -"]),
        ("may", []),
        ("in may, march", []),
        ("long march 5", []),
        ("luna-2025", []),
    ],
)
def test_queries(text: str, expected: list[str]) -> None:
    assert shown(text, in_query(text)) == expected


# --- any text ---------------------------------------------------------------------------------

_WORDS = (
    "June May march Dec. MAR 12 31 30th 2024 1999 2000 06 6 - – / . , of to and in last year Long"
    " people % T 年 月 日 июня мая года ' \n"
)
_PIECES = st.sampled_from(_WORDS.split(" "))
_TEXT = st.text(max_size=60) | st.lists(_PIECES | st.just(" "), max_size=25).map("".join)


@given(_TEXT)
def test_spans_and_days_are_sound(text: str) -> None:
    for found in (dates_in(text), in_query(text)):
        previous: Dated | None = None
        for dated in found:
            start, end, (year, month, day) = dated
            assert 0 <= start < end <= len(text)
            if previous and (start, end) == previous[:2]:
                assert "/" in text[start:end]
                assert dated.when != previous.when
            else:
                assert previous is None or previous.end <= start
            previous = dated
            assert year or month
            assert month or not day
            date(year or 2000, month or 1, day or 1)


@given(st.lists(_TEXT, max_size=4), st.sampled_from(["", "2024", "2024-02-29", "2024-03~", "x"]))
def test_every_sentence_is_answered(sentences: list[str], published: str) -> None:
    answers = resolve(sentences, published)
    assert len(answers) == len(sentences)
    for sentence, answer in zip(sentences, answers, strict=True):
        assert bool(answer) == bool(dates_in(sentence))
        assert len({resolved.iso for resolved in answer}) == len(answer)
        for iso, stated in answer:
            known = iso.replace("--", "2000-") if iso.startswith("--") else iso
            date.fromisoformat((known + "-01-01")[:10])
            assert not (stated and iso.startswith("--"))
            assert stated or published in ("", "x") or not iso.startswith("--") or "02-29" in iso


_RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_FORMS: dict[str, Callable[[date], str]] = {
    "long": lambda d: f"{month_name[d.month]} {d.day}, {d.year}",
    "short": lambda d: f"{month_abbr[d.month]} {d.day} {d.year}",
    "dotted": lambda d: f"{month_abbr[d.month]}. {d.day}, {d.year}",
    "capitals": lambda d: f"{month_name[d.month].upper()} {d.day}, {d.year}",
    "day first": lambda d: f"{d.day} {month_name[d.month]} {d.year}",
    "ordinal": lambda d: f"{d.day}th of {month_name[d.month]}, {d.year}",
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "points": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "chinese": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "russian": lambda d: f"{d.day} {_RUSSIAN.split()[d.month - 1]} {d.year} года",
}


@pytest.mark.parametrize("form", _FORMS)
@given(day=st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_what_is_printed_is_found_again(form: str, day: date) -> None:
    printed = _FORMS[form](day)
    expected = Day(day.year, day.month, day.day)
    assert only(printed, dates_in(printed)) == expected
    for typed in (printed, printed.lower(), printed.upper()):
        assert only(typed, in_query(typed)) == expected
    sentence = f"(They met on {printed}, it is said.)"
    assert [(sentence[a:b], when) for a, b, when in dates_in(sentence)] == [(printed, expected)]


@given(st.integers(1950, 2099), st.integers(1, 12))
def test_months_are_found_again(year: int, month: int) -> None:
    for printed in (
        f"{month_name[month]} {year}",
        f"{month_abbr[month]}. {year}",
        f"{month_name[month]}, {year}",
        f"{year}-{month:02}",
        f"{year}年{month}月",
    ):
        assert only(printed, dates_in(printed)) == Day(year, month, None)
        assert only(printed.lower(), in_query(printed.lower())) == Day(year, month, None)
    bad = f"{month_name[month]} {monthrange(year, month)[1] + 1}, {year}"
    assert all(dated.when.day is None for dated in dates_in(bad))


# --- which year -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "sentence", "expected"),
    [
        ("2021-01-10", "It landed on December 20.", "2020-12-20"),
        ("2021-01-10", "It will land on March 5.", "2021-03-05"),
        ("2024-06-14", "It flew in October.", "2023-10"),
        ("2024-06-14", "It flies in September.", "2024-09"),
        ("2024-06-14", "It flew on September 15.", "2023-09-15"),
        ("2024-06-14", "It flew in June.", "2024-06"),
        ("2024-11-20", "It flies on January 5.", "2025-01-05"),
        ("2025-04~", "On April 24, it began.", "2025-04-24"),
        ("2024", "On March 5, it began.", "2024-03-05"),
        ("2024-06-14/2024-06-20", "On June 18, it began.", "2024-06-18"),
        ("2023-05-01", "It was on February 29.", "2020-02-29"),
        ("", "On March 5, it began.", "--03-05"),
        ("", "It began in October.", "--10"),
        ("unknown", "It began in October.", "--10"),
        # Said beside the month.
        ("2025-04-30", "It was completed in June last year.", "2024-06"),
        ("2025-04-30", "It came last May.", "2024-05"),
        ("2025-04-30", "It goes on June 3 of next year.", "2026-06-03"),
        ("2025-04-30", "It goes next April.", "2026-04"),
        ("2025-12-30", "It came this March.", "2025-03"),
    ],
)
def test_year_of_publication(published: str, sentence: str, expected: str) -> None:
    (((iso, stated),),) = resolve([sentence], published)
    assert (iso, stated) == (expected, False)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["It was signed in November 2022."], ["2022-11"]),
        (["In 2020 it flew, and on December 17 it landed."], ["2020 2020-12-17?"]),
        (["In 2019 and 2020, then in May."], ["2019 2020 2020-05?"]),
        (["On June 12, 2019, and again on June 12."], ["2019-06-12"]),
        (["It flew on June 12, 2019.", "On June 14, it landed."], ["2019-06-12", "2019-06-14?"]),
        (["It flew on June 12, 2019.", "On July 2, it fell."], ["2019-06-12", "2024-07-02?"]),
        (
            ["It flew in June 2019.", "Nobody saw it.", "On June 14, it fell."],
            ["2019-06", "", "2024-06-14?"],
        ),
        (["From June 3 to June 9, 2019."], ["2019-06-03? 2019-06-09"]),
        (["From December 20 to January 5, 2020."], ["2019-12-20? 2020-01-05"]),
        (["On 06/12/2019."], ["2019-06-12 2019-12-06"]),
        (["In 2019, on February 29."], ["2019 2024-02-29?"]),
    ],
)
def test_context(sentences: list[str], expected: list[str]) -> None:
    answers = resolve(sentences, "2024-06-14")
    assert [
        " ".join(iso if stated else f"{iso}?" for iso, stated in answer) for answer in answers
    ] == expected


# --- the shipped articles ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library()


@pytest.mark.parametrize(
    ("number", "part", "expected"),
    [
        ("000", "also known as Long March 1, carrier rocket in 1970", "2023-04-24? 1970"),
        ("000", "Putin's visit to China in February 2022", "2022-02"),
        ("000", "gathered 1,731 grams", ""),
        ("000", "in December of last year", "2022-12?"),
        ("001", "a space cooperation program for 2018-2022", "2017-11 2018 2022"),
        ("001", "On November 24, 2020, the Chang’e-5", "2020-11-24"),
        ("001", "On December 17, the Chang’e-5", "2020-12-17?"),
        ("001", "By 2030, CNSA plans", "2030"),
        ("002", "互联网新闻信息许可证10120180008", ""),
        ("002", "completed in June last year", "2024-06?"),
        ("002", "scheduled for launch around 2029", "2029"),
        ("002", "an extended model to be built in the 2040s", "2035"),
        ("003", "2024-06-14 09:01", "2024-06-14"),
        ("003", "On June 13, according to", "2024-06-13?"),
        ("004", "back to Earth on Dec 17", "2020-12-17?"),
        ("004", "on the moon on Jan. 3, 2019, the", "2019-01-03"),
        ("004", "from the late 1950s to the mid-1970s", ""),
        ("004", "to land on Mars in May or June", "2021-05? 2021-06?"),
        ("004", "assembly of Long March 5B", ""),
        ("004", "Copyright 1995-2024 - Space", "1995 2024"),
    ],
)
def test_shipped(library: Library, number: str, part: str, expected: str) -> None:
    article = library.article(next(file for file in library.files if file.startswith(number)))
    assert article is not None
    texts = [article.display[span.start : span.end] for span in article.sentences]
    at = next(at for at, text in enumerate(texts) if part in text)
    answer = resolve(texts, article.metadata.published)[at]
    assert " ".join(iso if stated else f"{iso}?" for iso, stated in answer) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin signed the law on the 12th.", "2024-06-12"),
        ("It was signed on the 20th, officials said.", "2024-05-20"),
        ("Talks went on until the 3rd and ended well.", "2024-06-03"),
        ("He lives on the 12th floor.", None),
        ("It marks the 12th anniversary.", None),
        ("on the 0th.", None),
    ],
)
def test_a_day_alone_is_the_last_before_publication(text: str, expected: str | None) -> None:
    (found,) = resolve([text], "2024-06-14")
    assert [date.iso for date in found] == ([expected] if expected else [])
    assert not any(date.stated for date in found)
    assert resolve([text], "2024") == [()]

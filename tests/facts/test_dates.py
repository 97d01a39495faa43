"""EDTF dates as ranges of days: honest at both ends, and never a crash."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.dates import DateRange, date_range, is_approximate, parts, precision
from lunar_tui.library import open_library
from tests.workspaces import ROOT

DAYS = st.dates(date(1000, 1, 1), date(8999, 12, 31))
MARKS = st.sampled_from(["", "~", "?", "%"])


@st.composite
def ones(draw: st.DrawFn) -> str:
    """A date of any unit, perhaps approximate."""
    day = draw(DAYS).isoformat()
    shapes = [day, day[:7], day[:4], f"{day[:3]}X", f"{day[:2]}XX"]
    return draw(st.sampled_from(shapes)) + draw(MARKS)


def iso(found: DateRange) -> tuple[str, str]:
    first, last = found
    return (first.isoformat() if first else "", last.isoformat() if last else "")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-11-24", "2020-11-24", "2020-11-24"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("204X", "2040-01-01", "2049-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2020-XX", "2020-01-01", "2020-12-31"),
        ("2020-11-XX", "2020-11-01", "2020-11-30"),
        ("2020-11-1X", "2020-11-01", "2020-11-30"),
        ("2020-1X-07", "2020-01-07", "2020-12-07"),
        ("2020-22", "2020-06-01", "2020-08-31"),
        ("2020-22~", "2020-03-01", "2020-11-30"),
        ("2020-11-24T10:20:00Z", "2020-11-24", "2020-11-24"),
        ("2029~", "2028-01-01", "2030-12-31"),
        ("2029%", "2027-01-01", "2031-12-31"),
        ("2025-04~", "2025-03-01", "2025-05-31"),
        ("2025-12-31?", "2025-12-30", "2026-01-01"),
        ("204X~", "2030-01-01", "2059-12-31"),
        ("2004?-06-11", "2003-06-11", "2005-06-11"),
        ("../2030", "", "2030-12-31"),
        ("/2030", "", "2030-12-31"),
        ("2030/..", "2030-01-01", ""),
        ("2030/", "2030-01-01", ""),
        ("2018/2022", "2018-01-01", "2022-12-31"),
        ("2018-02~/2022-05-04", "2018-01-01", "2022-05-04"),
        ("195X/197X", "1950-01-01", "1979-12-31"),
        ("[2021-05,2021-06]", "2021-05-01", "2021-06-30"),
        ("{2021,2019}", "2019-01-01", "2021-12-31"),
        ("[2020..2022]", "2020-01-01", "2022-12-31"),
        ("{..1983-12-31,1984-10-10..1984-11-01}", "", "1984-11-01"),
        ("[2020..]", "2020-01-01", ""),
        ("9999~", "9998-01-01", ""),
        ("0001-01~", "", "0001-02-28"),
        ("-0044", "", ""),
        ("0000", "", ""),
        ("Y12345", "", ""),
        # Nobody waits until such a number is worked out.
        ("Y1E9999999999", "", ""),
    ],
)
def test_range(text: str, first: str, last: str) -> None:
    assert iso(date_range(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "..", "/", "/..", "2020-13", "2020-02-30", "2019-02-29~", "20", "next year"),
        *("2022/2018", "2020/2021/2022", "[2020}", "[2020-XX,2020]", "../204X", "2004?-02-30"),
        *("２０２０", "2020-1", "2020~~", "24 November 2020"),
    ],
)
def test_what_is_no_date(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    for reading in (date_range, precision, parts):
        with pytest.raises(ValueError, match=r"not an EDTF|ends before|day"):
            reading(text)
    assert capsys.readouterr() == ("", "")


@given(ones())
def test_it_begins_before_it_ends(text: str) -> None:
    earliest, latest = date_range(text)
    assert earliest is not None
    assert latest is not None
    assert earliest <= latest
    assert is_approximate(text) == (text[-1] in "~?%")


@given(DAYS, MARKS)
def test_the_coarser_contains_the_finer(day: date, mark: str) -> None:
    text = day.isoformat()
    nested = [text[:2] + "XX", text[:3] + "X", text[:4], text[:7], text]
    ranges = [date_range(one + mark) for one in nested]
    for outer, inner in pairwise(ranges):
        assert outer.earliest <= inner.earliest <= inner.latest <= outer.latest  # type: ignore[operator]
    units = [precision(one + mark) for one in nested]
    assert units == ["century", "decade", "year", "month", "day"]


@given(ones().filter(lambda text: text[-1] not in "~?%"))
def test_the_approximate_is_wider_by_its_unit(text: str) -> None:
    exact, around, doubted = (date_range(text + mark) for mark in ("", "~", "%"))
    one = timedelta(days=1)
    assert exact.earliest is not None
    assert exact.latest is not None
    assert around.earliest is not None
    assert around.latest is not None
    # What is added on each side is itself the unit before and the unit after.
    unit = precision(text)
    for first, last in (
        (around.earliest, exact.earliest - one),
        (exact.latest + one, around.latest),
    ):
        size = {"day": 10, "month": 7, "year": 4, "decade": 3, "century": 2}[unit]
        assert first.isoformat()[:size] == last.isoformat()[:size]
    assert doubted.earliest < around.earliest  # type: ignore[operator]
    assert doubted.latest > around.latest  # type: ignore[operator]


@given(ones(), ones())
def test_intervals_and_sets_span_their_parts(one: str, other: str) -> None:
    first, last = sorted((one.rstrip("X~?%"), other.rstrip("X~?%")))
    if len(first) < 4 or len(last) < 4 or date_range(first).earliest > date_range(last).latest:  # type: ignore[operator]
        return
    found = date_range(f"{first}/{last}")
    assert found == (date_range(first).earliest, date_range(last).latest)
    assert parts(f"{first}/{last}") == (first, last)
    assert precision(f"{first}/{last}") == "interval"
    both = date_range(f"[{first},{last}]")
    assert both == date_range(f"{{{last},{first}}}")
    assert both.earliest == min(date_range(first).earliest, date_range(last).earliest)  # type: ignore[type-var]
    assert precision(f"[{first},{last}]") == "set"


@given(st.text(st.sampled_from("0129X-/.,[]{}~?%YES T:")))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        earliest, latest = date_range(text)
    except ValueError:
        return
    assert earliest is None or latest is None or earliest <= latest
    assert precision(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(("../2030", "open"), ("2030/..", "open"), ("/2030", "open"), ("2018/2022", "interval")),
        *(("2020-22", "season"), ("2020-33", "season"), ("2020-XX", "year"), ("Y12345", "year")),
        *(("2XXX", "interval"), ("2020-XX-24", "interval"), ("2020-11-1X", "interval")),
        *(("156X-12-25", "interval"), ("1390S2", "interval"), ("20X1", "interval")),
        *(("2020-11-XX", "month"), ("2004-06~-11", "day"), ("2020-11-24T10:20:00", "day")),
        *(("-0044", "year"), ("-004X", "decade"), ("{2020..}", "set"), ("20XX?", "century")),
    ],
)
def test_precision(text: str, unit: str) -> None:
    assert precision(text) == unit


@pytest.mark.parametrize("text", ["../2030", "2030/", "2020", "[2020,2021]"])
def test_only_a_closed_interval_has_two_parts(text: str) -> None:
    assert parts(text) is None


def shipped() -> Iterator[str]:
    library = open_library(ROOT)
    for claim in library.facts.claims.values():
        yield from filter(
            None, (claim.value.date, claim.qualifiers.about, claim.qualifiers.said_on)
        )
    for source in library.sources.values():
        yield from filter(None, (source.metadata.published,))


def test_the_shipped_dates_are_read() -> None:
    found = {text: date_range(text) for text in shipped()}
    assert found
    assert all(days.earliest or days.latest for days in found.values())


def test_common_dates_need_no_parser() -> None:
    code = (
        "import sys; from lunar_tui.facts.dates import date_range\n"
        "for text in ('2020-11-24', '2020~', '204X', '../2030', '2018/2022', '[2020,2021-06]'):\n"
        "    date_range(text)\n"
        "assert 'edtf' not in sys.modules; date_range('2020-22'); assert 'edtf' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)


@pytest.mark.parametrize("text", ["2021S201", "0000S22021"])
def test_what_the_package_reads_but_cannot_work_out_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="not an EDTF date"):
        date_range(text)

"""The axis: dates as stretches of time, a scale that holds them all, and what is drawn on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.dates import date_range
from lunar_tui.tui.axis import BREAK, FADING, GUIDE, HEAVY, LIGHT, Cell, Pen, Scale
from lunar_tui.tui.extents import Extent, extents

YEAR = st.integers(1800, 2200)
SINGLE = st.one_of(
    YEAR.map(str),
    st.builds("{}-{:02}".format, YEAR, st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, YEAR, st.integers(1, 12), st.integers(1, 28)),
    YEAR.map(lambda year: f"{year // 10}X"),
    YEAR.map(lambda year: f"{year}~"),
)
SPAN = st.builds(lambda year, more: f"{year}/{year + more}", YEAR, st.integers(1, 60))
OPEN = st.one_of(YEAR.map("../{}".format), YEAR.map("{}/..".format))
DATES = st.one_of(SINGLE, SPAN, OPEN)


def at(year: float) -> float:
    return year * 12


def scale_of(*dates: str, width: int = 40) -> Scale:
    return Scale([extent for date in dates for extent in extents(date)], width)


def years(first: int, last: int) -> Scale:
    """A scale with one cell for each year."""
    scale = scale_of(*map(str, range(first, last + 1)), width=last + 1 - first)
    assert [cell.end - cell.first for cell in scale.cells] == [12] * scale.width
    return scale


def draw(scale: Scale, date: str, pen: Pen = HEAVY) -> str:
    return scale.draw(extents(date), pen)


# --- dates as stretches of time ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "begin", "since", "until", "end"),
    [
        ("2020", 2020, 2020, 2021, 2021),
        ("2029~", 2028, 2029, 2030, 2031),
        ("204X", 2040, None, None, 2050),
        ("2018/2022", 2018, 2018, 2023, 2023),
        ("195X/197X", 1950, 1960, 1970, 1980),
        ("201X/202X", 2010, None, None, 2030),
        ("2018~/2022", 2017, 2018, 2023, 2023),
        ("../2035", None, None, 2036, 2036),
        ("2018/..", 2018, 2018, None, None),
    ],
)
def test_stretch_says_what_is_sure_and_how_far_it_may_reach(
    date: str, begin: float | None, since: float | None, until: float | None, end: float | None
) -> None:
    wanted = [None if year is None else at(year) for year in (begin, since, until, end)]
    assert extents(date) == (Extent(*wanted),)


def test_month_and_day_are_parts_of_a_year() -> None:
    (month,) = extents("2020-12")
    assert (month.begin, month.end) == (at(2020) + 11, at(2021))
    (day,) = extents("2020-12-31")
    assert day.begin is not None
    assert at(2020) + 11 < day.begin < at(2021)
    assert day.end == at(2021)
    assert day.sure
    assert month.sure


def test_one_of_two_dates_is_unsure_and_both_are_sure() -> None:
    assert all(one.since is None for one in extents("[2021-05,2021-06]"))
    assert all(one.sure for one in extents("{2021-05,2021-07}"))
    assert len(extents("{2021-05,2021-07}")) == 2


@pytest.mark.parametrize("date", ["../..", "Y17E7", "0000"])
def test_what_lies_beyond_the_calendar_has_no_stretch(date: str) -> None:
    assert extents(date) == ()


@pytest.mark.parametrize("date", ["", "soon", "2022/2018", "2020-13"])
def test_what_is_no_date_has_no_stretch(date: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|before it begins"):
        extents(date)


@given(DATES)
def test_stretch_is_as_long_as_the_days_that_the_date_can_mean(date: str) -> None:
    days = date_range(date)
    (found,) = extents(date)
    assert (found.begin is None) == (days.earliest is None)
    assert (found.end is None) == (days.latest is None)
    if days.earliest and found.begin is not None:
        assert int(found.begin) == days.earliest.year * 12 + days.earliest.month - 1
    times = [time for time in found if time is not None]
    assert times == sorted(times)


# --- the scale --------------------------------------------------------------------------------


@given(st.lists(DATES, min_size=1, max_size=12), st.integers(6, 60))
def test_scale_fits_and_leaves_no_time_out_between_its_ends(dates: list[str], width: int) -> None:
    scale = scale_of(*dates, width=width)
    assert 0 < scale.width <= width
    assert not scale.cells[0].broken
    assert not scale.cells[-1].broken
    for left, right in zip(scale.cells, scale.cells[1:], strict=False):
        assert left.first < left.end == right.first < right.end
        assert not (left.broken and right.broken)


@given(
    st.lists(DATES, min_size=1, max_size=12), st.integers(6, 60), st.sampled_from([HEAVY, LIGHT])
)
def test_every_date_is_drawn_where_it_is_and_nowhere_else(
    dates: list[str], width: int, pen: Pen
) -> None:
    scale = scale_of(*dates, width=width)
    for date in dates:
        drawn = draw(scale, date, pen)
        assert len(drawn) == scale.width
        (found,) = extents(date)
        if found.begin is None or found.end is None:
            assert (pen.until if found.begin is None else pen.since) in drawn
            continue
        places = [number for number, sign in enumerate(drawn) if sign != " "]
        assert places
        for number in places:
            cell = scale.cells[number]
            assert cell.first < found.end
            assert cell.end > found.begin
        # It does not end within what is left out.
        assert not scale.cells[places[0]].broken
        assert not scale.cells[places[-1]].broken
        if not set(drawn) & {pen.point, pen.left, pen.right}:
            touched = [c.first < found.end and c.end > found.begin for c in scale.cells]
            assert [sign != " " for sign in drawn] == touched


def test_long_silence_breaks_the_axis() -> None:
    scale = scale_of("1970", "2020", "2021", width=12)
    assert [cell for cell in scale.cells if cell.broken] == [Cell(1971 * 12, 2020 * 12, True)]
    assert BREAK in scale.header()


def test_one_year_alone_is_drawn_in_months() -> None:
    scale = scale_of("2020-03", "2020-11-24", "2020-12", width=24)
    assert [cell.end - cell.first for cell in scale.cells] == [1] * 12
    assert draw(scale, "2020-11-24").strip() == HEAVY.point
    assert draw(scale, "2020-11").strip() == HEAVY.whole


def test_a_decade_is_wider_than_a_year_beside_it() -> None:
    for width in range(16, 40):
        scale = scale_of("2018/2022", "2025", "../2035", "204X", width=width)
        assert len(draw(scale, "204X").strip()) > 1, width


def test_very_long_band_goes_over_the_break() -> None:
    scale = scale_of("1850/1999", "1850", "1999", width=12)
    assert any(cell.broken for cell in scale.cells)
    assert draw(scale, "1850/1999") == HEAVY.whole * scale.width


def test_years_of_the_header_stand_over_their_cells() -> None:
    scale = years(2016, 2027)
    header = scale.header()
    assert header.index("2020") == 4
    assert scale.ground()[4] == GUIDE
    assert len(header) <= scale.width + 1


def test_nothing_dated_has_no_axis() -> None:
    scale = Scale([], 20)
    assert (scale.width, scale.header(), scale.ground()) == (0, "", "")
    assert scale.draw((), HEAVY) == ""


@given(st.lists(DATES, min_size=1, max_size=12), st.integers(6, 60))
def test_header_is_no_wider_than_the_axis_and_the_scroll_bar(dates: list[str], width: int) -> None:
    scale = scale_of(*dates, width=width)
    assert scale.width <= len(scale.header()) <= scale.width + 1
    assert len(scale.ground()) == scale.width
    for number, cell in enumerate(scale.cells):
        if cell.broken:
            assert scale.header()[number] == BREAK


# --- what is drawn ----------------------------------------------------------------------------


def test_band_covers_exactly_its_years() -> None:
    assert draw(years(2017, 2025), "2018/2022") == " ━━━━━   "


def test_day_month_and_year_differ() -> None:
    scale = years(2019, 2021)
    assert draw(scale, "2020") == " ━ "
    assert draw(scale, "2020-02") == " ╸ "
    assert draw(scale, "2020-11") == " ╺ "
    assert draw(scale, "2020-11-24") == " • "


def test_plan_is_drawn_lighter_than_what_was() -> None:
    scale = years(2019, 2021)
    assert [draw(scale, date, LIGHT).strip() for date in ("2020", "2020-02", "2020-11-24")] == [
        "─",
        "╴",
        "◦",
    ]
    assert not set(HEAVY) & set(LIGHT)


def test_interval_may_begin_and_end_within_a_year() -> None:
    assert draw(years(2019, 2023), "2020-11/2022-02") == " ╺━╸ "
    assert draw(years(2019, 2023), "2020-11/2021-02") == " ╺╸  "


def test_decade_is_somewhere_in_its_ten_years() -> None:
    assert draw(years(2038, 2051), "204X", LIGHT) == "  ╌╌╌╌╌╌╌╌╌╌  "


def test_only_what_is_sure_is_a_whole_line() -> None:
    assert draw(years(2026, 2032), "2029~", LIGHT) == "  ╌─╌  "
    scale = scale_of("195X/197X", "1976~", width=3)
    assert draw(scale, "195X/197X") == "╍━╍"
    assert draw(scale, "1976~") == "  ╍"


def test_one_of_two_months_is_unsure() -> None:
    assert draw(years(2020, 2022), "[2021-05,2021-06]", LIGHT) == " ╌ "


def test_deadline_comes_out_of_nothing_and_ends_with_its_year() -> None:
    scale = years(2028, 2038)
    assert draw(scale, "../2035", LIGHT) == f"   {FADING}╌╌╌┤   "
    assert draw(scale, "../2029", LIGHT) == "╌┤         "


def test_what_has_begun_goes_on_into_nothing() -> None:
    assert draw(years(2016, 2026), "2018/..") == f"  ┣╍╍╍{FADING}    "

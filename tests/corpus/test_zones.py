"""Zones cover an article without gap or overlap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.zones import ZONES, Zone, bare, line_spans, paint

MARKS = st.lists(
    st.builds(Zone, st.sampled_from(ZONES), st.integers(0, 40), st.integers(0, 40)), max_size=8
)


@given(MARKS)
def test_no_gap_and_no_overlap(marks: list[Zone]) -> None:
    zones = paint(40, marks)
    assert zones[0].start == 0
    assert zones[-1].end == 40
    for before, after in pairwise(zones):
        assert before.end == after.start
        assert before.name != after.name
    assert all(zone.start < zone.end for zone in zones)


@given(MARKS)
def test_later_marks_win(marks: list[Zone]) -> None:
    zones = paint(40, marks)
    for at in range(40):
        names = [mark.name for mark in marks if mark.start <= at < mark.end]
        (zone,) = (zone for zone in zones if zone.start <= at < zone.end)
        assert zone.name == (names[-1] if names else "body")


@given(MARKS)
def test_bare_is_what_no_mark_covers(marks: list[Zone]) -> None:
    spans = bare(40, marks)
    for at in range(40):
        covered = any(mark.start <= at < mark.end for mark in marks)
        assert any(start <= at < end for start, end in spans) == (not covered)


def test_what_reaches_beyond_the_article_is_cut() -> None:
    assert paint(10, [Zone("title", -5, 3), Zone("notice", 8, 50)]) == (
        Zone("title", 0, 3),
        Zone("body", 3, 8),
        Zone("notice", 8, 10),
    )


def test_empty_article_has_no_zones() -> None:
    assert paint(0, []) == ()


@given(st.text(st.sampled_from("a \n"), max_size=30))
def test_lines_are_those_of_an_editor(text: str) -> None:
    shown = [text[start:end] for start, end in line_spans(text)]
    assert shown == (text.removesuffix("\n").split("\n") if text else [""])

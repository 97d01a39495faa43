"""Zones cover an article without gap or overlap."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.zones import ZONES, Zone, guess, line_spans, paint

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


def test_empty_article_has_no_zones() -> None:
    assert paint(0, []) == ()


@given(st.text(st.sampled_from("a \n"), max_size=30))
def test_lines_are_those_of_an_editor(text: str) -> None:
    shown = [text[start:end] for start, end in line_spans(text)]
    assert shown == (text.removesuffix("\n").split("\n") if text else [""])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A title\n\nThe body stands here.", {"title": "A title"}),
        ("The first line is a sentence.\nSo is this.", {}),
        (
            "A title\nBEIJING, April 27. /TASS/. China is set.",
            {"title": "A title", "dateline": "BEIJING, April 27. /TASS/."},
        ),
        ("HOUSTON, Feb 26 - Profits rose.", {"dateline": "HOUSTON, Feb 26 -"}),
        ("PARIS (AFP) - Words.", {"dateline": "PARIS (AFP) -"}),
        ("", {}),
        ("\n\n\n", {}),
    ],
)
def test_guess(text: str, names: dict[str, str]) -> None:
    assert {mark.name: text[mark.start : mark.end] for mark in guess(text)} == names


@pytest.mark.parametrize("line", ["A" + "-" * 20_000, "A-" * 20_000, "AB, C" + "-" * 20_000])
def test_guess_is_quick(line: str) -> None:
    began = perf_counter()
    assert "dateline" not in {mark.name for mark in guess(line)}
    assert perf_counter() - began < 0.5

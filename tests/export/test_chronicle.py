"""The timeline as text: it fits, loses nothing, and no date looks more exact than it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lunar_tui.export.chronicle import SIGNS, timeline, when
from lunar_tui.library import Library, open_library
from tests.workspaces import ROOT, SCHEMA, small

DATED = """\
kind: mission
entities:
  - id: alpha
    name: Alpha
    claims:
      - property: landed
        value: {date: 2021-05-03, text: "May 3, 2021"}
        qualifiers: {said_by: li-wei, note: a long note}
        evidence:
          - {source: a.txt, quote: landed on the Moon}
      - property: landed
        value: {date: 2021-05, text: in May}
        qualifiers: {inferred_from: the line before}
        rank: deprecated
        rank_reason: rounding
        evidence:
          - {source: a.txt, quote: It carried 1.5 kg of soil.}
      - property: landed
        value: {date: 2021-05-03, text: that day}
  - id: beta
    name: Beta
    claims:
      - property: landed
        value: {date: ../2029, text: in 2029}
        evidence:
          - {source: a.txt, quote: Beta will follow in 2029.}
      - property: landed
        value: {date: 2030~, text: later}
        qualifiers: {certainty: planned}
        evidence:
          - {source: a.txt, quote: Beta will follow in 2029.}
      - property: landed
        value: {date: 2019/2022, text: for years}
        evidence:
          - {source: a.txt, quote: Beta will follow in 2029.}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    schema = SCHEMA.replace("type: date}", "type: date, many: true}")
    return small(tmp_path, {"data/missions.yaml": DATED, "data/schema.yaml": schema}).library


def test_years_dates_signs_and_who_says_so(library: Library) -> None:
    assert list(timeline(library, library.timeline(), 200)) == [
        "2019",
        "  2019–2022     ◐ Beta · landed: for years (under way when published) · ≈TASS 2021-05",
        "",
        "2021",
        "  May           ● Alpha · landed: in May (inferred; deprecated: rounding) · ≈TASS 2021-05",
        "  3 May         ● Alpha · landed: May 3, 2021 (said by Li Wei) · ≈TASS 2021-05",
        "                ● Alpha · landed: that day (editor's own, no source)",
        "",
        "2029",
        "  by 2029       ○ Beta · landed: in 2029 (ahead when published) · ≈TASS 2021-05",
        "",
        "2030",
        "  about 2030    ○ Beta · landed: later (planned) · ≈TASS 2021-05",
        "",
        "● happened  ◐ under way when published  ○ planned, or ahead when published",
    ]


def test_only_signs_that_occur_are_explained(library: Library) -> None:
    lines = list(timeline(library, library.timeline(entity="alpha"), 80))
    assert lines[-1] == "● happened"
    assert list(timeline(library, (), 80)) == []


@pytest.mark.parametrize("width", [20, 40, 80])
def test_it_fits_and_says_everything(width: int) -> None:
    library = open_library(ROOT)
    events = library.timeline()
    lines = list(timeline(library, events, width, "*{}*".format))
    assert all(cell_len(line) <= max(width, 28) for line in lines)
    assert sum(line[16:17] in {sign for sign, _ in SIGNS.values()} for line in lines) == len(events)
    joined = "".join("".join(line[18:].split()) for line in lines)
    for event in events:
        assert "".join(library.value_text(event.claim).split()) in joined
    years = [line.strip("*") for line in lines if line.startswith("*")]
    assert len(years) == len(set(years))


def test_a_long_date_keeps_its_words(tmp_path: Path) -> None:
    facts = DATED.replace("2019/2022", "2019-11-24~/2021-12-17")
    library = small(tmp_path, {"data/missions.yaml": facts}).library
    lines = list(timeline(library, library.timeline(entity="beta"), 60))
    assert lines[:3] == [
        "2019",
        "  about 24 Nov–17 Dec 2021",
        "                ◐ Beta · landed: for years (under way when",
    ]


def test_hostile_names_are_harmless(tmp_path: Path) -> None:
    facts = DATED.replace("name: Alpha", r'name: "Al\u202epha\u001b[2J"')
    library = small(tmp_path, {"data/missions.yaml": facts}).library
    text = "\n".join(timeline(library, library.timeline(), 80))
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("date", "words"),
    [
        *(("2020-11-24", "24 Nov"), ("2020-11", "Nov"), ("2020", "2020"), ("2021-11", "Nov 2021")),
        *(("2020-11-24T10:20:00Z", "24 Nov"), ("2020-11-XX", "Nov"), ("2020-XX", "2020")),
        *(("204X", "2040s"), ("20XX", "2000–2099"), ("2020-21", "spring"), ("2020-31", "autumn")),
        *(("2020-36", "last quarter"), ("2020-39", "last third"), ("2020-40", "first half")),
        *(("2020~", "about 2020"), ("2020-11?", "about Nov"), ("204X%", "about 2040s")),
        *(("../2020", "by 2020"), ("/2020-11-24", "by 24 Nov"), ("2020-11/..", "since Nov")),
        *(("2020-11/2021-02", "Nov–Feb 2021"), ("2018/2022", "2018–2022")),
        *(("[2020-05,2020-06]", "May or Jun"), ("{2020,2022}", "2020 and 2022")),
        *(("[..2020-05]", "by May"), ("[2020-05..2020-07]", "May–Jul"), ("-0044", "-0044")),
        *(("1390S2", "1390S2"), ("2004?-06-11", "2004?-06-11"), ("2020-13", "2020-13"), ("", "")),
    ],
)
def test_dates_under_2020(date: str, words: str) -> None:
    assert when(date, "2020") == words


@given(st.dates())
def test_nothing_is_added_to_a_date(day: object) -> None:
    text = str(day)
    assert when(text[:4]) == text[:4]
    assert when(text[:7]).split()[1] == text[:4]
    assert when(text, text[:4]) == " ".join(when(text).split()[:2])
    assert len(when(text).split()) == 3


@given(st.text(st.sampled_from("0129X-/.,[]{}~?%YES T:")))
def test_any_text_has_words(text: str) -> None:
    assert isinstance(when(text, "2020"), str)

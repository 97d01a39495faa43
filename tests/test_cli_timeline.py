"""The command ``timeline``: its contract, its choices and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import ROOT, run, small


def test_the_contract(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    outcome = run(capsys, "timeline", "--json", "-w", small(tmp_path).root)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.json == {
        "events": [
            {
                "date": "2021-05-03",
                "precision": "day",
                "approximate": False,
                "earliest": "2021-05-03",
                "latest": "2021-05-03",
                "year": "2021",
                "tense": "past",
                "text": "May 3, 2021",
                "entity": "alpha",
                "name": "Alpha",
                "property": "landed",
                "label": "landed",
                "claim": "alpha/landed/may-3-2021",
                "basis": "stated",
                "rank": "normal",
                "sources": ["a.txt"],
            }
        ]
    }


def test_as_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    outcome = run(capsys, "timeline", "-w", small(tmp_path).root)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        "2021",
        "  3 May         ● Alpha · landed: May 3, 2021 (said by Li Wei) · ≈TASS 2021-05",
        "",
        "● happened",
    ]


@pytest.mark.parametrize(
    "words",
    [["--entity", "beta"], ["--kind", "Person"], ["--as-of", "2021-04"]],
)
def test_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str]) -> None:
    root = small(tmp_path).root
    outcome = run(capsys, "timeline", *words, "-w", root)
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "no dated claims\n")
    shaped = run(capsys, "timeline", "--json", *words, "-w", root)
    assert (shaped.code, shaped.json["events"]) == (1, [])


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--entity", "Alfa"], 1, 'lunar-tui: no entity "Alfa" (did you mean'),
        (["--kind", "misions"], 2, 'lunar-tui: no kind "misions" (did you mean "missions"?)'),
        (["--as-of", "soon"], 2, 'lunar-tui: no date "soon"'),
        (["alpha"], 2, "Got unexpected extra argument (alpha)"),
    ],
)
def test_wrong_usage(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str], code: int, message: str
) -> None:
    outcome = run(capsys, "timeline", *words, "-w", small(tmp_path).root)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err


def test_the_shipped_timeline(capsys: pytest.CaptureFixture[str]) -> None:
    everything = run(capsys, "timeline", "--json", "-w", ROOT).json["events"]
    tenses = {event["tense"] for event in everything}
    assert {"past", "planned"} <= tenses
    first_days = [event["earliest"] or event["latest"] for event in everything]
    assert all(first_days)
    missions = run(capsys, "timeline", "--json", "--kind", "MISSIONS", "-w", ROOT).json["events"]
    assert [event for event in everything if event in missions] == missions
    name = missions[0]["name"]
    own = run(capsys, "timeline", "--json", "--entity", name, "-w", ROOT).json["events"]
    assert own == [event for event in everything if event["name"] == name]


def test_what_was_known_then(capsys: pytest.CaptureFixture[str]) -> None:
    then = run(capsys, "timeline", "--json", "--as-of", "2021-03", "-w", ROOT).json
    assert then["as_of"] == "2021-03-31"
    now = run(capsys, "timeline", "--json", "-w", ROOT).json
    assert 0 < len(then["events"]) < len(now["events"])

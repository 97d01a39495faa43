"""lunar-tui reanchor: lists what is not exact, writes what moved, takes what is chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_anchorage import FACTS, LONG, SOURCES
from tests.workspaces import SCHEMA, Outcome, run, small

Command = Callable[..., Outcome]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "data/schema.yaml": SCHEMA,
        "data/missions.yaml": FACTS,
        "data/sources.yaml": SOURCES,
        "data/people.yaml": "kind: person\nentities: []\n",
        "seeds/a.txt": LONG,
    }
    return small(tmp_path, files).root


@pytest.fixture
def lunar(capsys: pytest.CaptureFixture[str], root: Path) -> Command:
    return lambda *words: run(capsys, "reanchor", "-w", root, *words)


def edit(root: Path, *changes: tuple[str, str]) -> None:
    text = LONG
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (root / "seeds/a.txt").write_text(text, "utf-8")


MOVED = ("1,731 grams of lunar", "1731 grammes of lunar")
DIFFERENT = ("May 3, 2021", "May 4, 2021")
GONE = (
    "“We have waited for thirty years”, said Li Wei, who heads the laboratory in Shanghai. ",
    "",
)


def test_all_is_well(lunar: Command) -> None:
    outcome = lunar()
    assert (outcome.code, outcome.out) == (0, "every quote stands where it stood\n")


def test_old_and_new_words_are_marked_without_colour(lunar: Command, root: Path) -> None:
    edit(root, MOVED, DIFFERENT, GONE)
    outcome = lunar()
    assert outcome.code == 1
    assert "\x1b" not in outcome.out
    assert "It carried [-1,731 grams-] of lunar soil" in outcome.out
    assert "It carried {+1731 grammes+} of lunar soil" in outcome.out
    assert "on May [-3-], 2021" in " ".join(outcome.out.split())
    assert outcome.out.splitlines()[-1] == (
        "3 quotes do not stand word for word: 1 doubtful, 1 lost, 1 moved"
    )
    assert "--accept" in outcome.err


def test_json_has_each_piece_with_its_place(lunar: Command, root: Path) -> None:
    edit(root, MOVED, DIFFERENT, GONE)
    pieces = lunar("--json").json["evidence"]
    assert [piece["state"] for piece in pieces] == ["doubtful", "moved", "lost", "lost"]
    doubtful, moved, lost, other = pieces
    text = (root / "seeds/a.txt").read_text("utf-8")
    assert moved["claim"] == "alpha/mass/1731-grams"
    assert moved["place"] == "data/missions.yaml:17:20"
    assert text[moved["start"] : moved["end"]] == moved["new_quote"]
    assert moved["new_quote"].startswith("It carried 1731 grammes")
    assert doubtful["candidates"][0]["differs"]
    assert (lost["start"], lost["new_quote"], lost["candidates"]) == (None, None, [])
    assert lost["id"] == other["id"]
    assert lost["place"] != other["place"]


def test_accept_writes_those_that_moved_and_no_others(lunar: Command, root: Path) -> None:
    edit(root, MOVED, DIFFERENT)
    before = (root / "data/missions.yaml").read_text("utf-8")
    outcome = lunar("--accept")
    assert outcome.code == 1
    after = (root / "data/missions.yaml").read_text("utf-8")
    assert "1731 grammes" in after
    assert "May 3, 2021, the agency" in after
    same = [line for line in after.splitlines() if line in before.splitlines()]
    assert len(after.splitlines()) - len(same) <= 2
    again = lunar("--accept")
    assert again.code == 1
    assert (root / "data/missions.yaml").read_text("utf-8") == after
    assert [piece["state"] for piece in lunar("--json").json["evidence"]] == ["doubtful"]


def test_all_that_moved_is_mended_at_once(lunar: Command, root: Path) -> None:
    edit(root, MOVED)
    outcome = lunar("--accept", "--json")
    assert outcome.code == 0
    assert [piece["accepted"] for piece in outcome.json["evidence"]] == [True]
    assert lunar().code == 0


@pytest.mark.parametrize("at", ["id", "data/missions.yaml:12", "data/missions.yaml:12:20"])
def test_a_candidate_is_chosen_by_id_or_place(lunar: Command, root: Path, at: str) -> None:
    edit(root, DIFFERENT)
    (piece,) = lunar("--json").json["evidence"]
    assert piece["place"] == "data/missions.yaml:12:20"
    name = piece["id"] if at == "id" else at
    outcome = lunar("--choose", "1", "--at", name)
    assert outcome.code == 0, outcome.err
    assert "May 4, 2021, the agency" in (root / "data/missions.yaml").read_text("utf-8")
    assert lunar().code == 0


def test_an_excuse_is_mended_too(lunar: Command, root: Path) -> None:
    edit(root, ("from the spaceport", "from the space-port"))
    (piece,) = lunar("--json").json["evidence"]
    assert piece["excused"] == "a plan"
    lunar("--choose", "1", "--at", piece["id"])
    assert lunar().code == 0
    assert "reason: a plan" in (root / "data/sources.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--choose", "1"], 2, "belong together"),
        (["--accept", "--choose", "1", "--at", "x"], 2, "one at a time"),
        (["--choose", "1", "--at", "nothing"], 1, 'no quote "nothing"'),
        (["--choose", "9", "--at", "data/missions.yaml:12"], 1, "only 1 candidate;"),
        (["--choose", "1", "--at", "data/missions.yaml:22"], 1, "no candidate"),
        (["nowhere"], 2, 'no article "nowhere"'),
    ],
)
def test_what_cannot_be_done_is_one_line(
    lunar: Command, root: Path, words: list[str], code: int, message: str
) -> None:
    edit(root, DIFFERENT, GONE)
    outcome = lunar(*words)
    assert outcome.code == code
    assert message in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert outcome.out == ""


def test_hostile_words_are_harmless(lunar: Command, root: Path) -> None:
    edit(root, ("1,731 grams of lunar", "1,731 grams \x1b]52;c;eA==\x07 of \u202elunar"))
    outcome = lunar()
    assert outcome.code == 1
    assert "\x1b" not in outcome.out
    assert "\u202e" not in outcome.out

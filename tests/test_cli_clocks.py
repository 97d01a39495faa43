"""On the command line: what was known on a day, who says so, and what is connected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workspaces import ARTICLE, MISSIONS, Outcome, run, small

AGENCY = "It carried 1.5 kg of soil back to the Earth in a capsule of its own"
FACTS = MISSIONS.replace(
    "          - {source: a.txt, quote: It carried 1.5 kg of soil.}\n",
    "          - {source: b.txt, quote: It carried 1.5 kg of soil}\n"
    "          - {source: a.txt, quote: It carried 1.5 kg of soil}\n"
    "          - {source: b.txt, quote: capsule}\n",
)
SOURCES = """\
sources:
  - {file: a.txt, title: Probe lands, publisher: TASS, published: 2021-05}
  - {file: b.txt, title: The same, publisher: Xinhua, published: 2021-06-02}
"""
START = ARTICLE.index("It carried")
Run = Callable[..., Outcome]


@pytest.fixture
def lunar(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command on a workspace in which one article prints what another one wrote."""
    made = small(
        tmp_path,
        {
            "seeds/a.txt": ARTICLE.replace("It carried 1.5 kg of soil", AGENCY),
            "seeds/b.txt": f"{AGENCY}.",
            "data/missions.yaml": FACTS,
            "data/people.yaml": "kind: person\nentities: [{id: li-wei, name: Li Wei}]\n",
            "data/sources.yaml": SOURCES,
        },
    )
    return lambda *words: run(capsys, *words, "-w", made.root)


# --- independent sources ----------------------------------------------------------------------


def test_independent_sources_are_counted(lunar: Run) -> None:
    assert "alpha/mass/1-5-kg  sample mass: 1.5 kg (1 source)\n" in lunar("facts", "alpha").out


def test_json_says_what_is_repeated(lunar: Run) -> None:
    (alpha,) = lunar("facts", "alpha", "--json").json["entities"]
    landed, mass, said = alpha["claims"]
    assert mass["independent_sources"] == 1
    place = f"a.txt:{START}-{START + 25}"
    assert [piece.get("repeats") for piece in mass["evidence"]] == [place, None, place]
    assert landed["independent_sources"] == 1
    assert "repeats" not in landed["evidence"][0]
    assert said["independent_sources"] == 0


def test_portrait_says_what_is_repeated(lunar: Run) -> None:
    lines = lunar("show", "alpha").out.splitlines()
    assert "[3] Xinhua, “The same”, 2021-06-02 (the same words as [4])" in lines
    assert "[4] TASS, “Probe lands”, 2021-05" in lines
    assert "[5] Xinhua, “The same”, 2021-06-02 (the same words as [4])" in lines


# --- clocks -----------------------------------------------------------------------------------


def test_json_tells_the_clocks_apart(lunar: Run) -> None:
    alpha, beta, _ = lunar("facts", "--json").json["entities"]
    landed, mass, said = alpha["claims"]
    first = {"source": "a.txt", "date": "2021-05"}
    assert landed["clocks"] == {
        "about": "", "said_by": "li-wei", "said_on": "", "published": [first],
    }  # fmt: skip
    second = {"source": "b.txt", "date": "2021-06-02"}
    assert mass["clocks"]["published"] == [first, second]
    assert said["clocks"]["published"] == []
    assert beta["claims"][0]["clocks"]["about"] == "2029"


@pytest.mark.parametrize("day", ["2021-05-31", "2021-05", "2021-06-01", "../2021-05"])
def test_facts_as_of_a_day(lunar: Run, day: str) -> None:
    overview = lunar("facts", "--as-of", day)
    assert overview.code == 0
    assert overview.out == "Missions (2)\n  alpha     2 claims  Alpha\n  beta      1 claim   Beta\n"
    found = lunar("facts", "alpha", "--as-of", day, "--json").json
    assert found["as_of"] in {"2021-05-31", "2021-06-01"}
    (alpha,) = found["entities"]
    assert [claim["property"] for claim in alpha["claims"]] == ["landed", "mass"]
    assert [piece["source"] for piece in alpha["claims"][1]["evidence"]] == ["a.txt"]
    portrait = lunar("show", "alpha", "--as-of", day)
    assert portrait.code == 0
    assert "Xinhua" not in portrait.out
    assert "the editor's remark" not in portrait.out


def test_facts_as_of_a_year_have_all_that_is_sourced(lunar: Run) -> None:
    then, now = (lunar("facts", "beta", "--json", *words) for words in (["--as-of", "2021"], []))
    assert then.json["entities"] == now.json["entities"]
    assert "as_of" not in now.json


def test_nothing_was_known(lunar: Run) -> None:
    for words in (["facts"], ["facts", "alpha"], ["facts", "--kind", "mission"]):
        outcome = lunar(*words, "--as-of", "2021-05-30")
        assert outcome == Outcome(1, "", "no facts found\n")
    assert lunar("facts", "--json", "--as-of", "2020").json == {
        "as_of": "2020-12-31",
        "entities": [],
    }
    portrait = lunar("show", "alpha", "--as-of", "2021-04")
    assert portrait.code == 1
    assert portrait.out.startswith("Alpha · mission · alpha\n")
    assert "no claims" in portrait.out
    assert "Sources" not in portrait.out


@pytest.mark.parametrize("command", ["facts", "show"])
@pytest.mark.parametrize("day", ["", " ", "soon", "2021-13", "2021-02-30", "2029/..", "1.4.2021"])
def test_a_date_that_is_none(lunar: Run, command: str, day: str) -> None:
    outcome = lunar(command, "alpha", "--as-of", day)
    assert outcome == Outcome(
        2,
        "",
        f'lunar-tui: no date "{day}"; '
        "write 2021-04-01, or 2021-04 or 2021 for the last day of it\n",
    )


# --- connections ------------------------------------------------------------------------------


def test_json_lists_connections(lunar: Run) -> None:
    alpha, beta, wei = lunar("facts", "--json").json["entities"]
    link = {"property": "follows", "label": "follows", "claim": "beta/follows/alpha"}
    assert alpha["connections"] == [{"entity": "beta", "name": "Beta", "direction": "from", **link}]
    assert beta["connections"] == [{"entity": "alpha", "name": "Alpha", "direction": "to", **link}]
    assert wei["connections"] == []

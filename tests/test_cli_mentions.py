"""`lunar-tui mentions`: how often entities are named, and in which sentences."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.workspaces import MISSIONS, SOURCES, Outcome, only, run, small

SECOND = "They say that Alpha flew before. \x1b[31m Alpha \u202eand Beta.\n\nNobody else.\n"
SOURCE_B = "  - {file: b.txt, title: Gossip, publisher: TASS, published: 2020}\n"
TWIN = "  - id: twin\n    name: Alpha\n  - id: never\n    name: Never named\n"


@pytest.fixture
def mentions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    files = {
        "seeds/b.txt": SECOND,
        "data/sources.yaml": SOURCES + SOURCE_B,
        "data/missions.yaml": MISSIONS + TWIN,
    }
    return partial(run, capsys, "-w", small(tmp_path, files).root, "mentions")


def test_table_of_all_entities(mentions: Any) -> None:
    outcome = mentions()
    assert outcome == Outcome(0, TABLE, "")
    assert mentions("--kind", "people").out.splitlines() == TABLE.splitlines()[-2:]


TABLE = """\
Missions (4)  MENTIONS  SENTENCES  ARTICLES
  alpha              3          3         2  Alpha
  beta               2          2         2  Beta
  twin               2          2         1  Alpha
  never              0          0         0  Never named
People (1)    MENTIONS  SENTENCES  ARTICLES
  li-wei             1          1         1  Li Wei
"""


def test_sentences_of_an_entity_the_oldest_first(mentions: Any) -> None:
    out = mentions("beta").out.splitlines()
    assert [line for line in out if not line.startswith(" ")] == [
        "b.txt:33-55 body TASS 2020",
        "a.txt:143-168 body TASS 2021-05 (cited)",
    ]
    assert "Beta" in out[1]


def test_ambiguous_names_are_told(mentions: Any) -> None:
    out = mentions("alpha").out
    assert "(or twin)" in out
    assert "(cited)" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_several_entities_stand_under_their_names(mentions: Any) -> None:
    out = mentions("beta", "li-wei").out.splitlines()
    assert [line for line in out if ".txt:" not in line and not line.startswith(" ")] == [
        "Beta",
        "Li Wei",
    ]


def test_json(mentions: Any) -> None:
    found = mentions("twin", "--json").json
    assert found["entities"] == [
        {
            "id": "twin",
            "kind": "mission",
            "name": "Alpha",
            "mentions": 2,
            "sentences": 2,
            "articles": 1,
        }
    ]
    first, second = found["mentions"]
    text = first["sentence"].pop("text")
    assert text == "They say that Alpha flew before."
    assert first == {
        "entity": "twin",
        "source": "b.txt",
        "start": 14,
        "end": 19,
        "name": "Alpha",
        "entities": ["alpha", "twin"],
        "ambiguous": True,
        "cited": False,
        "sentence": {
            "id": "b.txt:0-32",
            "start": 0,
            "end": 32,
            "zone": "body",
            "highlights": [[14, 19]],
        },
    }
    assert SECOND[second["start"] : second["end"]] == second["name"] == "Alpha"


def test_json_of_all_entities_has_no_sentences(mentions: Any) -> None:
    found = mentions("--json").json
    assert list(found) == ["entities"]
    assert len(found["entities"]) == 5


def test_limit_and_article(mentions: Any) -> None:
    outcome = mentions("alpha", "--limit", "1")
    assert outcome.out.count(".txt:") == 1
    assert outcome.err == "1 of 3 sentences; a higher --limit prints more\n"
    assert mentions("alpha", "--article", "a").out.count(".txt:") == 1
    assert mentions("twin", "--article", "a.txt") == Outcome(1, "", "no mentions found\n")


def test_as_of_a_day(mentions: Any) -> None:
    found = mentions("--as-of", "2020", "--json", "beta").json
    assert found["as_of"] == "2020-12-31"
    assert {one["source"] for one in found["mentions"]} == {"b.txt"}


def test_ids_can_be_exported(mentions: Any, capsys: pytest.CaptureFixture[str]) -> None:
    found = mentions("beta", "--json").json
    ids = [one["sentence"]["id"] for one in found["mentions"]]
    root = mentions.args[2]
    assert run(capsys, "-w", root, "export", *ids).code == 0


def test_nobody_is_named(mentions: Any) -> None:
    assert mentions("never") == Outcome(1, "", "no mentions found\n")
    assert mentions("xyzzy").code == 1
    assert mentions("--kind", "xyzzy").code == 2
    assert mentions("--article", "xyzzy").code == 2
    assert mentions("--limit", "0", "alpha").code == 2


def test_articles_without_entities(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = only(tmp_path, {"seeds/a.txt": "The Moon.\n"}).root
    assert run(capsys, "-w", root, "mentions") == Outcome(1, "", "no mentions found\n")


def test_search_finds_what_is_mentioned(mentions: Any, capsys: pytest.CaptureFixture[str]) -> None:
    root = mentions.args[2]
    found = run(capsys, "-w", root, "search", "mentions:beta", "--json").json
    listed = mentions("beta", "--json").json["mentions"]
    assert {hit["id"] for hit in found["hits"]} == {one["sentence"]["id"] for one in listed}
    assert found["notes"] == []

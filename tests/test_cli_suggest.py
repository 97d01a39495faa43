"""The command `suggest`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import Small, run, small

TEXT = "Alpha landed on May 3, 2021. Nobody knows why.\n\nBeta landed in \x1b[31m2022 they say.\n"


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path, {"seeds/b.txt": TEXT})


def test_json_is_the_contract(capsys: pytest.CaptureFixture[str], made: Small) -> None:
    done = run(capsys, "-w", made.root, "suggest", "--json")
    assert done.code == 0
    (item,) = done.json["suggestions"]
    assert {"id", "entity", "property", "value", "qualifiers", "rule", "confidence"} <= set(item)
    assert item["value"] == {"type": "date", "text": "May 3, 2021", "date": "2021-05-03"}
    assert item["evidence"]["anchor"] == "exact"
    assert item["evidence"]["quote"] == "Alpha landed on May 3, 2021"
    words = {name: TEXT[low:high] for name, (low, high) in item["highlights"].items()}
    assert words == {"trigger": "landed", "subject": "Alpha", "value": "May 3, 2021"}
    assert item["claim"] == "alpha/landed/may-3-2021"


def test_text_shows_the_sentence_and_the_claim(
    capsys: pytest.CaptureFixture[str], made: Small
) -> None:
    done = run(capsys, "-w", made.root, "suggest")
    assert done.code == 0
    assert "b.txt:0-28 title" in done.out or "b.txt:0-28 body" in done.out
    assert "Alpha · landed: May 3, 2021 [2021-05-03]" in done.out


def test_filters(capsys: pytest.CaptureFixture[str], made: Small) -> None:
    root = made.root
    assert run(capsys, "-w", root, "suggest", "--entity", "Beta").code == 1
    assert run(capsys, "-w", root, "suggest", "--entity", "alpha", "--property", "landed").code == 0
    assert run(capsys, "-w", root, "suggest", "--property", "land").code == 2
    assert run(capsys, "-w", root, "suggest", "a.txt").code == 1
    assert run(capsys, "-w", root, "suggest", "c.txt").code == 2


def test_all_reads_cited_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    none = run(capsys, "suggest")
    assert (none.code, none.out) == (1, "")
    assert "--all" in none.err
    done = run(capsys, "suggest", "--all", "--limit", "2", "--json")
    assert len(done.json["suggestions"]) == 2


def test_dismiss_and_restore(capsys: pytest.CaptureFixture[str], made: Small) -> None:
    root = made.root
    (item,) = run(capsys, "-w", root, "suggest", "--json").json["suggestions"]
    done = run(capsys, "-w", root, "suggest", "--dismiss", item["id"])
    assert (done.code, "data/dismissed.yaml" in done.out) == (0, True)
    assert run(capsys, "-w", root, "suggest").code == 1
    assert run(capsys, "-w", root, "suggest", "--dismiss", item["id"]).code == 0
    assert run(capsys, "-w", root, "check").code == 0
    assert run(capsys, "-w", root, "suggest", "--restore", item["id"]).code == 0
    assert run(capsys, "-w", root, "suggest").code == 0


def test_wrong_ids_and_the_shipped_workspace(
    capsys: pytest.CaptureFixture[str], made: Small
) -> None:
    assert run(capsys, "-w", made.root, "suggest", "--dismiss", "nothing").code == 1
    assert run(capsys, "-w", made.root, "suggest", "--restore", "nothing").code == 1
    assert run(capsys, "suggest", "--dismiss", "a", "--restore", "b").code == 2
    (item,) = run(capsys, "suggest", "--all", "--limit", "1", "--json").json["suggestions"]
    done = run(capsys, "suggest", "--dismiss", item["id"])
    assert done.code == 2
    assert "shipped" in done.err


def test_a_file_that_cannot_be_changed_says_so(
    capsys: pytest.CaptureFixture[str], made: Small
) -> None:
    (item,) = run(capsys, "-w", made.root, "suggest", "--json").json["suggestions"]
    made.put("data/dismissed.yaml", "dismissed: [\n")
    done = run(capsys, "-w", made.root, "suggest", "--dismiss", item["id"])
    assert done.code == 1
    assert "dismissed.yaml" in done.err

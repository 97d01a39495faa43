"""The command `findings`, and what the exports say of differences."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.library import open_library
from tests.workspaces import run, small


def test_json_is_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "findings", "--json")
    assert done.code == 0
    found = {item["id"]: item for item in done.json["findings"]}
    assert set(found) == {item.id for item in open_library().findings}
    mass = found["precision/change-5/sample-mass"]
    assert (mass["kind"], mass["entity"], mass["property"]) == (
        "precision",
        "change-5",
        "sample-mass",
    )
    assert "around 2 kg (TASS ≈2021-04-27)" in mass["summary"]
    assert len(mass["claims"]) == 3
    assert {"source", "start", "end", "quote", "stance", "anchor", "claim"} <= set(
        mass["evidence"][0]
    )
    assert mass["oldest_source"].startswith("004")
    assert mass["newest_source"].startswith("002")


def test_text_shows_the_quotes_with_their_places(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "findings", "CNSA", "--kind", "change")
    assert done.code == 0
    assert "change change/cnsa/head" in done.out
    assert "Zhang Kejian" in done.out
    assert "004_51ba23bdd8f750c4.txt:" in done.out


def test_kind_and_entity_narrow(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "findings", "--kind", "conflict", "--json")
    assert {item["kind"] for item in done.json["findings"]} == {"conflict"}
    wrong = run(capsys, "findings", "--kind", "conflicts")
    assert wrong.code == 2
    assert "did you mean" in wrong.err


def test_none_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = small(tmp_path_factory.mktemp("none"))
    done = run(capsys, "-w", made.root, "findings")
    assert (done.code, done.out) == (1, "")
    assert "no findings" in done.err


def test_markdown_notes_the_differences_under_the_claim(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "export", "change-5")
    lines = done.out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("- **sample mass**: 1,731"))
    assert lines[at + 1].startswith("  - *Sources differ* (precision): 1,731 grams[^")
    # The value that is thought less of says so here too.
    assert "around 2 kg (deprecated: rounding" in lines[at + 1]
    # Once is enough: the other claims of the finding follow right below.
    assert sum("around 2 kg" in line for line in lines if "Sources differ" in line) == 1


def test_finding_is_exported_by_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "export", "precision/change-5/sample-mass", "station-crewing")
    assert done.code == 0
    assert "- **Chang'e-5 · sample mass** (precision): 1,731 grams[^" in done.out
    assert "## Where sources differ" in done.out
    assert "(change, the editor's finding)" in done.out
    assert done.out.count("[^1]: ") == 1


def test_id_of_a_finding_goes_before_a_name_that_resembles_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finding = """\
findings:
  - id: alfa1
    kind: precision
    entity: alpha
    summary: Two things that stand side by side.
    claims: [alpha/mass/1-5-kg, alpha/landed/may-3-2021]
"""
    made = small(tmp_path, {"data/findings.yaml": finding})
    done = run(capsys, "-w", made.root, "export", "alfa1")
    assert "Two things that stand side by side" in done.out
    assert "Where sources differ" in done.out


def test_findings_and_search_and_export_as_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    day = ("--as-of", "2021-04-30")
    found = run(capsys, "findings", "--json", *day).json
    assert found["as_of"] == "2021-04-30"
    quoted = {piece["source"][:3] for item in found["findings"] for piece in item["evidence"]}
    assert quoted == {"001", "004"}
    hits = run(capsys, "search", "station", "--json", *day).json["hits"]
    assert {hit["source"][:3] for hit in hits} == {"001", "004"}
    assert len(run(capsys, "articles", "--json", *day).json["articles"]) == 2
    text = run(capsys, "export", "ilrs", *day).out
    assert "As of 2021-04-30: only what had been published by then." in text
    assert "2024" not in text.partition("## Sources")[2]

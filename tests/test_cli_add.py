from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lunar_tui.blank import make
from lunar_tui.intake import collecting
from tests.workspaces import Outcome, run

FILES = Path(__file__).parent / "intake" / "files"
Add = Callable[..., Outcome]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path / "ferry")
    return tmp_path / "ferry"


@pytest.fixture
def add(capsys: pytest.CaptureFixture[str], root: Path) -> Add:
    return lambda *words: run(capsys, "add", "-w", root, *words)


def test_what_was_found_and_what_was_not_is_told(add: Add) -> None:
    outcome = add(FILES / "report.pdf")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "added  report.txt  from report.pdf"
    assert (
        "       title      Ice in the strait, 1990 to 2023  (largest letters of the first page)"
        in lines
    )
    assert "       not found  publisher, author, published, url" in lines


def test_one_bad_file_is_told_and_the_rest_go_on(add: Add) -> None:
    outcome = add(FILES)
    assert outcome.code == 1
    assert [line.split(":")[0] for line in outcome.err.splitlines()] == ["not added"] * 2
    assert "locked.pdf: it is encrypted" in outcome.err
    assert "picture.pdf: no text in it" in outcome.err
    assert outcome.out.splitlines()[-1] == "3 added, 2 known, 2 not readable"


def test_json_says_it_all(add: Add, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x.docx").write_bytes(b"PK")
    (tmp_path / "folder" / "b.md").write_text("# Ice\n\nThe strait froze.")
    outcome = add(FILES / "harbour.html", tmp_path / "folder", tmp_path / "none", "--json")
    shape = json.loads(outcome.out)
    assert outcome.code == 1
    assert [item["source"] for item in shape["added"]] == ["harbour.txt", "b.txt"]
    assert shape["added"][0]["metadata"]["published"] == {
        "value": "2024-03-05",
        "where": "JSON-LD NewsArticle datePublished",
        "inferred": "",
    }
    assert shape["added"][0]["original"]["file"] == "originals/harbour.html"
    assert shape["added"][1]["missing"] == ["publisher", "author", "published", "language", "url"]
    assert [item["reason"] for item in shape["failed"]] == ["No such file or directory"]
    assert shape["passed_over"] == [str(tmp_path / "folder" / "x.docx")]
    again = json.loads(add(FILES / "harbour.html", "--json").out)
    assert again["added"] == []
    assert again["known"][0]["source"] == "harbour.txt"


def test_a_near_copy_shows_the_passages_that_differ(add: Add, tmp_path: Path) -> None:
    text = (FILES / "harbour.html").read_text("utf-8").replace("41 days", "47 days")
    text = text.replace("gazette.example", "other.example")
    (tmp_path / "late.html").write_text(text, "utf-8")
    lines = add(FILES / "harbour.html", tmp_path / "late.html").out.splitlines()
    assert any(line.startswith("       near       harbour.txt: 9") for line in lines)
    assert any(line.startswith("         - there: Ice closed the strait for 41") for line in lines)
    assert any(line.startswith("         + here:  Ice closed the strait for 47") for line in lines)


def test_trying_writes_nothing(add: Add, root: Path) -> None:
    outcome = add("--dry-run", FILES / "notes.md")
    assert outcome.out.startswith("would add  notes.txt  from notes.md\n")
    assert list((root / "articles").iterdir()) == []


def test_what_is_added_is_found(add: Add, capsys: pytest.CaptureFixture[str], root: Path) -> None:
    add(FILES / "harbour.html")
    found = json.loads(run(capsys, "search", "study cost million euros", "--json", "-w", root).out)
    assert "million euros" in found["hits"][0]["text"]
    shape = json.loads(run(capsys, "articles", "--json", "-w", root).out)["articles"][0]
    assert shape["publisher"] == "The Coast Gazette"
    assert shape["original"]["file"] == "originals/harbour.html"


def test_the_shipped_articles_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = run(capsys, "add", FILES / "notes.md")
    assert outcome.code == 2
    assert "lunar-tui new DIR" in outcome.err


def test_sources_that_cannot_be_read_stop_it(add: Add, root: Path) -> None:
    (root / "data/sources.yaml").write_text("sources: [\n")
    outcome = add(FILES / "notes.md")
    assert outcome.code == 1
    assert "data/sources.yaml" in outcome.err
    assert "Traceback" not in outcome.err


def test_hostile_metadata_is_harmless(add: Add, tmp_path: Path) -> None:
    page = (
        "<html><head><title>a\x1b]52;c;eA==\x07\u202eb: [x] #</title>"
        "<meta name=author content='{x: y}'></head><body><article><h1>One</h1>"
        "<p>" + "A sentence that is long enough to be an article by any measure. " * 5 + "</p>"
    )
    (tmp_path / "- x: y.html").write_text(page, "utf-8")
    outcome = add(tmp_path / "- x: y.html")
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    assert "\u202e" not in outcome.out


@pytest.mark.parametrize("name", ["ice\x1b]0;x\x07.txt", "ice\n\u202e.txt", "ice\udcff.txt"])
def test_hostile_names_are_harmless(add: Add, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).write_text("The strait froze.\n")
    (folder / f"{name}.pdf").write_bytes(b"%PDF-1.4 nothing")
    for state in ("added", "known"):
        outcome = add(folder)
        assert outcome.code == 1
        assert outcome.out.startswith(f"{state}  ")
        assert len(outcome.out.splitlines()) == len(outcome.out.split("\n")) - 1
        assert "from ice" in outcome.out or "known  ice" in outcome.out
        for text in (outcome.out, outcome.err):
            assert not {"\x1b", "\x07", "\u202e", "\udcff"} & set(text)


def test_a_folder_of_more_than_anybody_means_is_refused(
    add: Add, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "MOST_FILES", 3)
    outcome = add(FILES)
    assert outcome.code == 1
    assert f"name a smaller folder: more than 3 files to be added are in {FILES}\n" in outcome.err
    assert outcome.err.count("\n") == 1
    assert list((root / "articles").iterdir()) == []

"""Adding articles to a workspace on the disk, with the real files of each format."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from lunar_tui.blank import make
from lunar_tui.intake.adding import Intake
from lunar_tui.intake.outcomes import Outcome
from lunar_tui.intake.recording import recorder
from lunar_tui.library import open_library
from lunar_tui.workspace import open_workspace

FILES = Path(__file__).parent / "files"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path / "ferry", "Winter ferry")
    return tmp_path / "ferry"


def add(root: Path, *paths: Path, dry: bool = False) -> list[Outcome]:
    library = open_library(root)
    intake = Intake(library.workspace, library.sources, recorder(library.workspace), dry=dry)
    intake.prepare()
    return list(intake.add(paths))


def everything(root: Path) -> dict[str, bytes]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_an_article_is_there_with_its_original_and_its_description(root: Path) -> None:
    (outcome,) = add(root, FILES / "harbour.html")
    assert (outcome.state, outcome.file, outcome.missing) == ("added", "harbour.txt", ())
    original = (FILES / "harbour.html").read_bytes()
    assert (root / "articles/originals/harbour.html").read_bytes() == original
    library = open_library(root)
    article = library.article("harbour.txt")
    assert article is not None
    assert article.metadata.published == "2024-03-05"
    assert article.metadata.publisher == "The Coast Gazette"
    assert {zone.name for zone in article.zones} >= {"title", "heading", "body"}
    assert not {zone.name for zone in article.zones} & {"related", "navigation", "notice"}
    assert library.sources["harbour.txt"].original[:2] == (
        "originals/harbour.html",
        hashlib.sha256(original).hexdigest(),
    )
    assert library.check().problems == ()


def test_plain_text_stays_byte_for_byte_and_is_its_own_original(root: Path, tmp_path: Path) -> None:
    data = "Ice again\r\n\r\nThe strait froze – twice.\r\n".encode()
    (tmp_path / "Ice again.txt").write_bytes(data)
    add(root, tmp_path / "Ice again.txt")
    assert (root / "articles/ice-again.txt").read_bytes() == data
    assert not (root / "articles/originals").exists()
    library = open_library(root)
    assert library.sources["ice-again.txt"].original.sha256 == hashlib.sha256(data).hexdigest()
    assert library.check().problems == ()


def test_doing_it_twice_changes_nothing(root: Path) -> None:
    paths = sorted(FILES.iterdir())
    first = add(root, *paths)
    before = everything(root)
    assert [item.file for item in first if item.state == "added"] == [
        "harbour.txt",
        "notes.txt",
        "report.txt",
    ]
    second = add(root, *paths)
    assert everything(root) == before
    assert {item.state for item in second} == {"known", "failed"}
    assert [item.path for item in second if item.state == "failed"] == [
        FILES / "locked.pdf",
        FILES / "picture.pdf",
    ]


def test_the_same_words_in_another_format_are_no_further_article(root: Path) -> None:
    outcomes = add(root, FILES / "harbour.html", FILES / "harbour.mhtml")
    assert [(item.state, item.file, item.reason) for item in outcomes] == [
        ("added", "harbour.txt", ""),
        ("known", "harbour.txt", "the same words"),
    ]


def test_a_copy_under_another_name_is_known_by_its_bytes(root: Path, tmp_path: Path) -> None:
    shutil.copy(FILES / "harbour.html", tmp_path / "other.html")
    outcomes = add(root, FILES / "harbour.html", tmp_path / "other.html")
    assert (outcomes[1].state, outcomes[1].file) == ("known", "harbour.txt")


def test_a_changed_reprint_is_added_and_says_where_it_differs(root: Path, tmp_path: Path) -> None:
    changed = (FILES / "harbour.html").read_text("utf-8").replace("38.5 million", "41 million")
    changed = changed.replace("gazette.example", "other.example")
    (tmp_path / "reprint.html").write_text(changed, "utf-8")
    outcome = add(root, FILES / "harbour.html", tmp_path / "reprint.html")[1]
    assert (outcome.state, outcome.file) == ("added", "reprint.txt")
    (twin,) = outcome.twins
    assert (twin.file, twin.likeness > 0.9) == ("harbour.txt", True)
    (difference,) = twin.differences
    assert "41 million euros" in difference.here
    assert "38.5 million euros" in difference.there


def test_two_files_of_one_name_are_two_articles(root: Path, tmp_path: Path) -> None:
    for number, text in enumerate(["The first text of all.", "Another text, quite different."]):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "a.md").write_text(text)
    outcomes = add(root, tmp_path / "0/a.md", tmp_path / "1/a.md")
    assert [item.file for item in outcomes] == ["a.txt", "a-2.txt"]
    assert [item.original.file for item in outcomes] == ["originals/a.md", "originals/a-2.md"]


def test_nothing_is_written_when_it_is_only_tried(root: Path) -> None:
    before = everything(root)
    outcomes = add(root, FILES / "harbour.html", FILES / "report.pdf", dry=True)
    assert [item.file for item in outcomes] == ["harbour.txt", "report.txt"]
    assert everything(root) == before


def test_a_folder_of_texts_alone_gets_its_first_description(tmp_path: Path) -> None:
    root = tmp_path / "texts"
    root.mkdir()
    (root / "one.txt").write_text("One text, without facts.")
    add(root, FILES / "notes.md")
    assert sorted(everything(root)) == [
        "data/sources.yaml",
        "notes.txt",
        "one.txt",
        "originals/notes.md",
    ]
    assert open_library(root).sources["notes.txt"].metadata.title == "Notes on the strait"


def test_what_others_wrote_meanwhile_stays(root: Path) -> None:
    library = open_library(root)
    intake = Intake(library.workspace, library.sources, recorder(library.workspace))
    sources = root / "data/sources.yaml"
    theirs = sources.read_text("utf-8").replace(
        "sources: []", "sources:\n  # mine\n  - file: x.txt\n    title: Mine"
    )
    outcomes = intake.add([FILES / "notes.md"])
    sources.write_text(theirs, "utf-8")
    list(outcomes)
    written = sources.read_text("utf-8")
    assert "# mine" in written
    assert set(open_library(root).sources) == {"x.txt", "notes.txt"}


def test_an_original_that_changes_is_a_problem(root: Path) -> None:
    add(root, FILES / "harbour.html")
    (root / "articles/originals/harbour.html").write_text("gone")
    problem = open_library(root).check().problems[0]
    assert problem.code == "A006"
    (root / "articles/originals/harbour.html").unlink()
    assert "is gone" in open_library(root).check().problems[0].message


def test_a_workspace_that_cannot_be_opened_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="lunar-tui new"):
        open_workspace(tmp_path)

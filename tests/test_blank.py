"""What `new` makes: a workspace that is valid as it is, and with its examples, too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lunar_tui.blank import make
from lunar_tui.library import open_library
from lunar_tui.workspace import WorkspaceError
from tests.workspaces import ROOT, run

REPORT = """\
Conference ends

Ada Example, head of the Example Agency, opened the conference on Wednesday. The agency, \
founded in 1998, said that about 200 people came. Here are the exact words.
"""


def with_examples(file: Path) -> None:
    """Takes the example out of the comments, and the empty list out of its place."""
    text, mark, example = file.read_text("utf-8").partition("# This is how it is written:\n")
    assert mark, file.name
    before = text.rstrip().rpartition("\n")[0]
    lines = [line.removeprefix("#").removeprefix(" ") for line in example.splitlines()]
    file.write_text("\n".join([before, *lines, ""]), "utf-8")


def test_a_new_workspace_has_no_problem(tmp_path: Path) -> None:
    made = make(tmp_path / "deep" / "ports", 'Arctic: «ports» "and" more # no comment')
    library = open_library(made.root)
    assert library.title == 'Arctic: «ports» "and" more # no comment'
    assert library.check().problems == ()
    assert (library.files, library.entities()) == ((), ())
    assert made.articles.is_dir()
    assert made.kept == ()
    assert {path.name for path in made.root.iterdir()} == {"articles", "data", "README.md"}


def test_the_examples_are_valid(tmp_path: Path) -> None:
    made = make(tmp_path / "w")
    (made.articles / "2024-06-14-report.txt").write_text(REPORT, "utf-8")
    for name in ("people", "organisations", "events", "sources"):
        with_examples(made.root / "data" / f"{name}.yaml")
    library = open_library(made.root)
    found = library.check().problems
    # The report is shorter than the one of the example, and one sentence is left to cite.
    assert {problem.code for problem in found} == {"A003", "C001"}
    assert {claim.id for claim in library.facts.claims.values()} == {
        "ada-example/role/head-of-the-example-agency",
        "example-agency/founded/1998",
        "example-conference/count/about-200-people",
        "example-conference/happened/wednesday",
    }
    assert library.source_name("2024-06-14-report.txt").startswith("Example Agency ≈")
    excused = library.excused_in("2024-06-14-report.txt")
    assert [reason for *_, reason in excused] == ["says nothing about the subject"]


def test_the_example_of_a_finding_is_valid(tmp_path: Path) -> None:
    made = make(tmp_path / "w")
    (made.articles / "2024-06-14-report.txt").write_text(REPORT, "utf-8")
    data = made.root / "data"
    for name in ("events", "findings"):
        with_examples(data / f"{name}.yaml")
    events = data / "events.yaml"
    more = "      - property: count\n        value: {quantity: '300', text: '300'}\n"
    events.write_text(events.read_text("utf-8").rstrip() + "\n" + more, "utf-8")
    library = open_library(made.root)
    assert not [p for p in library.check().problems if p.code != "C001"]
    assert library.finding("conference-visitors")


@pytest.mark.parametrize("place", [".", "seeds", "articles"])
def test_articles_that_are_there_stay_where_they_are(tmp_path: Path, place: str) -> None:
    folder = tmp_path / place
    folder.mkdir(exist_ok=True)
    article = folder / "a.txt"
    article.write_text(REPORT, "utf-8")
    (tmp_path / "README.md").write_text("mine", "utf-8")
    made = make(tmp_path)
    assert made.kept == ("README.md",)
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"
    assert open_library(tmp_path).files == ("a.txt",)
    assert open_library(tmp_path).title == tmp_path.name


def test_facts_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    mine = tmp_path / "data" / "mine.yaml"
    mine.write_text("kind: person\n", "utf-8")
    with pytest.raises(WorkspaceError, match="has facts already"):
        make(tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["data", "mine.yaml"]
    made = make(tmp_path / "other")
    with pytest.raises(WorkspaceError, match="has facts already"):
        make(made.root)


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", "utf-8")
    for folder in (file, file / "below"):
        with pytest.raises(WorkspaceError, match="another"):
            make(folder)
    assert file.read_text("utf-8") == "mine"


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    folder = tmp_path / "w"
    folder.mkdir()
    (folder / "README.md").symlink_to(outside)
    assert make(folder).kept == ("README.md",)
    assert not outside.exists()


def test_the_command_says_what_it_made_and_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "my subject"
    done = run(capsys, "new", folder, "--title", "Ports")
    assert (done.code, done.err) == (0, "")
    assert "made  data/schema.yaml" in done.out
    assert f"lunar-tui -w '{folder}'" in done.out
    again = run(capsys, "new", folder)
    assert again.code == 2
    assert "has facts already" in again.err
    assert run(capsys, "new", " ").code == 2
    told = json.loads(run(capsys, "new", tmp_path / "b", "--json").out)
    assert told["workspace"] == str(tmp_path / "b")
    assert told["articles"] == str(tmp_path / "b" / "articles")
    assert "data/people.yaml" in told["made"]
    assert told["kept"] == []


def test_the_documentation_names_the_files() -> None:
    text = (ROOT / "lunar_tui" / "blank" / "files" / "README.md").read_text("utf-8")
    for name in ("schema", "sources", "people", "findings"):
        assert f"data/{name}.yaml" in text

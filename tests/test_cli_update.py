"""lunar-tui add --update: a newer version takes the place of its article."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from lunar_tui.blank import make
from lunar_tui.facts.spans import EditError
from lunar_tui.intake.versions import plain_address
from lunar_tui.library import open_library
from tests.workspaces import Outcome, run

FILES = Path(__file__).parent / "intake" / "files"
Add = Callable[..., Outcome]
FACTS = """\
kind: event
entities:
  - id: ferry
    name: Ferry
    claims:
      - property: purpose
        value: all winter
        evidence:
          - {source: harbour.txt, quote: "Ice closed the strait for 41 days last winter"}
      - property: cost
        value: {quantity: "38.5", unit: million euro, text: "38.5 million euros"}
        evidence:
          - source: harbour.txt
            quote: It is expected to cost about 38.5 million euros, of which Sund pays two fifths.
      - property: count
        value: {quantity: "240", text: "240 passengers"}
        evidence:
          - {source: harbour.txt, quote: is to carry 240 passengers and 60 cars}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path / "ferry")
    return tmp_path / "ferry"


@pytest.fixture
def add(capsys: pytest.CaptureFixture[str], root: Path) -> Add:
    return lambda *words: run(capsys, "add", "-w", root, *words)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    text = (FILES / "harbour.html").read_text("utf-8")
    for old, new in (
        ("41 days", "47 days"),
        ("two fifths", "two-fifths"),
        ("2024-03-05T06:30:00", "2024-03-06T06:30:00"),
    ):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "later" / "page.html"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return path


def everything(root: Path) -> dict[str, bytes]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_the_same_address_never_becomes_a_second_article(add: Add, root: Path, newer: Path) -> None:
    add(FILES / "harbour.html")
    before = everything(root)
    outcome = add(newer)
    assert outcome.code == 1
    assert "a newer version of harbour.txt? it has the same address" in outcome.err
    assert "--update replaces it" in outcome.err
    assert any("+ here:  Ice closed the strait for 47" in line for line in outcome.out.splitlines())
    assert everything(root) == before
    assert add(newer, "--json").json["newer"][0]["source"] == "harbour.txt"


def test_a_newer_version_replaces_it_and_the_older_one_is_kept(
    add: Add, root: Path, newer: Path
) -> None:
    add(FILES / "harbour.html")
    (root / "data/events.yaml").write_text(FACTS, "utf-8")
    older = (root / "articles/harbour.txt").read_bytes()
    outcome = add("--update", newer)
    assert outcome.code == 0, outcome.err
    lines = outcome.out.splitlines()
    assert lines[0].startswith("updated  harbour.txt  from page.html (the same address")
    assert "       older      originals/harbour.1.html, originals/harbour.1.txt" in lines
    assert "       published: 2024-03-05 → 2024-03-06" in lines
    assert "       quotes     1 exact, 1 moved, 1 doubtful" in lines
    folder = root / "articles"
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == [
        "harbour.1.html",
        "harbour.1.txt",
        "harbour.html",
        "harbour.txt",
    ]
    assert (folder / "originals/harbour.1.txt").read_bytes() == older
    came = (FILES / "harbour.html").read_bytes()
    assert (folder / "originals/harbour.1.html").read_bytes() == came
    assert (folder / "originals/harbour.html").read_bytes() == newer.read_bytes()
    library = open_library(root)
    source = library.sources["harbour.txt"]
    assert source.original.sha256 == hashlib.sha256(newer.read_bytes()).hexdigest()
    assert source.metadata.published == "2024-03-06"
    assert [item.state for item in library.anchorage.standings] == ["doubtful", "moved"]
    assert {item.code for item in library.check().problems} <= {"F006", "F017", "C001"}


def test_doing_it_twice_changes_nothing(add: Add, root: Path, newer: Path) -> None:
    add(FILES / "harbour.html")
    add("--update", newer)
    before = everything(root)
    outcome = add("--update", newer, FILES / "harbour.html", FILES / "harbour.mhtml")
    assert everything(root) == before
    assert outcome.out.splitlines()[:3] == [
        "known  page.html: harbour.txt (the same bytes)",
        "known  harbour.html: harbour.txt (an older version of it)",
        "known  harbour.mhtml: harbour.txt (an older version of it)",
    ]


def test_both_versions_at_once_are_one_article(add: Add, root: Path, newer: Path) -> None:
    outcome = add("--update", FILES / "harbour.html", newer)
    assert outcome.out.splitlines()[-1] == "1 added, 1 updated, 0 known, 0 not readable"
    before = everything(root)
    add("--update", FILES / "harbour.html", newer)
    assert everything(root) == before


def test_a_third_version_is_numbered(add: Add, root: Path, newer: Path) -> None:
    add(FILES / "harbour.html")
    add("--update", newer)
    newer.write_text(newer.read_text("utf-8").replace("47 days", "48 days"), "utf-8")
    add("--update", newer)
    kept = sorted(path.name for path in (root / "articles/originals").iterdir())
    assert kept == [
        "harbour.1.html",
        "harbour.1.txt",
        "harbour.2.html",
        "harbour.2.txt",
        "harbour.html",
    ]


def test_trying_writes_nothing_and_says_the_same(add: Add, root: Path, newer: Path) -> None:
    add(FILES / "harbour.html")
    (root / "data/events.yaml").write_text(FACTS, "utf-8")
    before = everything(root)
    tried = add("--update", "--dry-run", "--json", newer).json["updated"]
    assert everything(root) == before
    done = add("--update", "--json", newer).json["updated"]
    assert tried == done
    assert done[0]["older"] == ["originals/harbour.1.html", "originals/harbour.1.txt"]
    assert done[0]["quotes"] == {"exact": 1, "moved": 1, "doubtful": 1, "lost": 0}


def test_what_was_written_by_hand_stays(add: Add, root: Path, newer: Path) -> None:
    add(FILES / "harbour.html")
    file = root / "data/sources.yaml"
    text = file.read_text("utf-8")
    number = (root / "articles/harbour.txt").read_text("utf-8").splitlines().index(
        "January: 12 days"
    ) + 1
    assert "    zones:\n" in text
    text = text.replace(
        "    zones:\n",
        f"    # by hand\n    excused:\n      - {{quote: Ice is the question, reason: a heading}}\n"
        f"    zones:\n      - {{zone: caption, lines: {number}}}\n",
    )
    file.write_text(text, "utf-8")
    newer.write_text(
        newer.read_text("utf-8").replace("<h1", "<p>A line of the editors.</p><h1", 1), "utf-8"
    )
    assert add("--update", newer).code == 0
    library = open_library(root)
    source = library.sources["harbour.txt"]
    lines = (root / "articles/harbour.txt").read_text("utf-8").splitlines()
    captions = [mark.lines for mark in source.zones if mark.zone == "caption"]
    assert [lines[pair[0] - 1] for pair in captions if pair] == ["January: 12 days"]
    assert [item.reason for item in source.excused] == ["a heading"]
    assert "# by hand" in file.read_text("utf-8")


def test_another_page_altogether(add: Add, root: Path, tmp_path: Path) -> None:
    add(FILES / "harbour.html")
    page = "<html><head><title>Ice</title></head><body><article><h1>Ice</h1>" + (
        "<p>Nothing of what was there is said here any more, not a single word of it.</p>" * 4
    )
    (tmp_path / "x.html").write_text(page, "utf-8")
    outcome = add("--update", "--as", "harbour", tmp_path / "x.html")
    assert outcome.code == 0, outcome.err
    source = open_library(root).sources["harbour.txt"]
    assert [mark.zone for mark in source.zones] == ["title"]
    assert source.metadata.publisher == "The Coast Gazette"
    assert "these words are gone, and the mark with them" in outcome.out


def test_a_description_that_cannot_be_written_stops_it_before(
    add: Add, root: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(FILES / "harbour.html")
    before = (root / "articles/harbour.txt").read_bytes()

    def refuse(*_: object) -> None:
        raise EditError("it is not possible")

    monkeypatch.setattr("lunar_tui.intake.recording.redescribe_article", refuse)
    outcome = add("--update", newer)
    assert (outcome.code, outcome.err) == (1, "lunar-tui: it is not possible\n")
    assert (root / "articles/harbour.txt").read_bytes() == before
    monkeypatch.undo()
    assert add("--update", newer).code == 0
    assert len(list((root / "articles/originals").iterdir())) == 3


def test_a_plain_text_is_replaced_by_name_or_by_word(add: Add, root: Path, tmp_path: Path) -> None:
    words = [f"Sentence number {number} of a text about ice in the strait." for number in range(9)]
    (tmp_path / "one").mkdir()
    first, second, third = tmp_path / "ice.txt", tmp_path / "one/ice.txt", tmp_path / "other.txt"
    first.write_text("\n\n".join(words), "utf-8")
    second.write_text("\n\n".join([*words, "It melted."]), "utf-8")
    third.write_text("Something else altogether.", "utf-8")
    add(first)
    assert add("--update", "--dry-run", third).out.startswith("would add  other.txt")
    outcome = add("--update", second)
    assert outcome.out.startswith("updated  ice.txt  from ice.txt (the same name")
    assert (root / "articles/ice.txt").read_bytes() == second.read_bytes()
    assert (root / "articles/originals/ice.1.txt").read_bytes() == first.read_bytes()
    assert add("--update", "--as", "ice", third).out.startswith("updated  ice.txt  from other.txt")
    assert open_library(root).check().problems == ()


def test_the_same_name_alone_is_another_article(add: Add, tmp_path: Path) -> None:
    for number, text in enumerate(["The first text of all.", "Another text, quite different."]):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "a.md").write_text(text)
    add(tmp_path / "0/a.md")
    assert add("--update", tmp_path / "1/a.md").out.startswith("added  a-2.txt")


def test_without_update_a_likely_one_is_added_and_said(add: Add, tmp_path: Path) -> None:
    words = [f"Sentence number {number} of a text about ice in the strait." for number in range(9)]
    (tmp_path / "one").mkdir()
    (tmp_path / "ice.txt").write_text("\n\n".join(words), "utf-8")
    (tmp_path / "one/ice.txt").write_text("\n\n".join(words[:-1]), "utf-8")
    add(tmp_path / "ice.txt")
    outcome = add(tmp_path / "one/ice.txt")
    assert outcome.out.startswith("added  ice-2.txt")
    assert "a newer version of ice.txt?" in outcome.out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--as", "harbour", FILES / "notes.md"], 2, "give both"),
        (["--update", "--as", "harbour", FILES], 2, "one file"),
        (["--update", "--as", "nowhere", FILES / "notes.md"], 2, 'no article "nowhere"'),
        (["--update", "--as", "notes", FILES / "harbour.html"], 1, "is harbour.txt already"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    add: Add, root: Path, words: list[object], code: int, message: str
) -> None:
    add(FILES / "harbour.html", FILES / "notes.md")
    before = everything(root)
    outcome = add(*words)
    assert (outcome.code, len(outcome.err.splitlines())) == (code, 1)
    assert message in outcome.err
    assert everything(root) == before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "http://www.a.example/x/#top", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/x", "https://b.example/x", False),
        ("https://a.example:443/x", "https://a.example/x", True),
    ],
)
def test_addresses(one: str, other: str, same: bool) -> None:
    assert (plain_address(one) == plain_address(other)) is same


@pytest.mark.parametrize(
    "url", ["", "https://a.example/", "https://[", "javascript:x", "a b", "//"]
)
def test_what_names_no_article_is_no_address(url: str) -> None:
    assert plain_address(url) == ""

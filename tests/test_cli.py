"""The command line: its contract, its shapes, its exit codes, and no traceback ever."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from lunar_tui import __version__, console
from lunar_tui.commands import entry
from lunar_tui.library import Library
from lunar_tui.search.fields import FIELDS
from tests.workspaces import ARTICLE, MISSIONS, ROOT, Outcome, only, program, run, small

COMMANDS = [
    "search",
    "facts",
    "show",
    "findings",
    "timeline",
    "articles",
    "export",
    "check",
    "index",
]
Run = Callable[..., Outcome]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path).root


@pytest.fixture
def lunar(capsys: pytest.CaptureFixture[str], root: Path) -> Run:
    """Runs a command on the small workspace."""

    def on_small(*words: str | Path) -> Outcome:
        return run(capsys, *words, "-w", root)

    return on_small


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs exactly the words given."""
    return lambda *words: run(capsys, *words)


def one_line(outcome: Outcome) -> str:
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    return outcome.err.strip()


# --- help -------------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help(bare: Run, flag: str) -> None:
    outcome = bare(flag)
    assert outcome.code == 0
    assert outcome.err == ""
    places = [outcome.out.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert "LUNAR_TUI_WORKSPACE" in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 90
    assert "..." not in outcome.out.partition("Commands:")[2].partition("Examples:")[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_ends_with_examples(bare: Run, command: str) -> None:
    outcome = bare(command, "-h")
    assert outcome.code == 0
    assert f"\n  lunar-tui {command}" in outcome.out.partition("Examples:")[2]
    assert "--workspace DIR" in outcome.out
    assert outcome.out == bare(command, "--help").out


def test_version(bare: Run) -> None:
    assert bare("--version") == Outcome(0, f"lunar-tui {__version__}\n", "")


# --- wrong usage ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["serch", "x"], 'lunar-tui: no command "serch" (did you mean "search"?); see lunar-tui'),
        (["zzz"], 'lunar-tui: no command "zzz"; see lunar-tui --help'),
        (["facts", "--jsn"], 'lunar-tui facts: no option "--jsn" (did you mean --json?)'),
        (["search", "-moon"], "(write -- before words that begin with a minus)"),
        (["search"], "Missing argument 'QUERY...'"),
        (["show"], "Missing argument"),
        (["export"], "Missing argument"),
        (["search", "moon", "--limit", "0"], "0 is not in the range"),
        (["search", "moon", "--limit", "x"], "'x' is not a valid integer"),
        (["search", "moon", "--zone", "bdy"], 'lunar-tui: no zone "bdy" (did you mean "body"?)'),
        (["search", "moon", "--article", "b.txt"], 'no article "b.txt" (did you mean "a.txt"?)'),
        (["search", "moon", "--article", "9"], 'no article "9"; see lunar-tui articles'),
        (["facts", "--kind", "misions"], 'no kind "misions" (did you mean "missions"?)'),
        (["facts", "--kind", "x"], 'no kind "x"; known are mission, person'),
        (["export", "alpha", "--format", "pdf"], 'no format "pdf"; known are markdown'),
        (["check", "more"], "Got unexpected extra argument (more)"),
        (["facts", "-w", ""], "the name of the folder is empty"),
        (["facts", "-w"], "Option '-w' requires an argument"),
    ],
)
def test_wrong_usage(bare: Run, root: Path, words: list[str], message: str) -> None:
    outcome = bare("-w", root, *words)
    assert outcome.code == 2
    assert message in one_line(outcome)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "index"])
def test_workspace_that_is_none(bare: Run, tmp_path: Path, command: str) -> None:
    words = [] if command in {"facts", "timeline", "articles", "check"} else ["x"]
    nowhere = tmp_path / "nowhere"
    message = (
        f"lunar-tui: {nowhere}: no such folder; name an existing one with -w DIR, "
        f"or make it with lunar-tui new {nowhere}"
    )
    for order in ([command, *words, "-w", nowhere], ["-w", nowhere, command, *words]):
        outcome = bare(*order)
        assert outcome.code == 2
        assert one_line(outcome) == message


def test_the_nearer_workspace_wins(bare: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    titles = []
    monkeypatch.setenv("LUNAR_TUI_WORKSPACE", str(root))
    for words in (["facts"], ["-w", ROOT, "facts"], ["-w", ROOT, "facts", "-w", root]):
        outcome = bare(*words)
        assert outcome.code == 0
        titles.append("alpha" in outcome.out)
    assert titles == [True, False, True]


def test_explorer_needs_a_terminal(bare: Run) -> None:
    outcome = bare()
    assert outcome.code == 2
    assert one_line(outcome) == (
        "lunar-tui: the explorer needs a terminal; without one use a command: lunar-tui --help"
    )


def test_explorer_opens_on_the_workspace(
    bare: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    def explore(library: Library) -> int:
        opened.append(library.workspace.root)
        return 0

    screen = ModuleType("lunar_tui.tui.app")
    monkeypatch.setattr(screen, "run", explore, raising=False)
    monkeypatch.setitem(sys.modules, "lunar_tui.tui.app", screen)
    monkeypatch.setattr(entry, "has_terminal", lambda: True)
    assert bare("-w", root) == Outcome(0, "", "")
    assert opened == [root.resolve()]


# --- search -----------------------------------------------------------------------------------


def test_search(lunar: Run) -> None:
    outcome = lunar("search", "Alpha")
    start, end = ARTICLE.index("The probe"), ARTICLE.index(" It carried")
    # The second sentence does not name it, but is cited for a claim about it.
    assert outcome == Outcome(
        0,
        f"a.txt:{start}-{end} body TASS 2021-05\n"
        "    The probe Alpha landed on the Moon on May 3, 2021, Li Wei said.\n"
        f"a.txt:{end + 1}-{ARTICLE.index('of soil.') + 8} body TASS 2021-05\n"
        "    It carried 1.5 kg of soil.\n",
        "",
    )


def test_search_json(lunar: Run) -> None:
    found = lunar("search", "moon", "--json").json
    assert set(found) >= {"query", "total", "took_ms", "hits"}
    assert found["query"] == "moon"
    assert found["total"] == len(found["hits"]) == 2
    assert found["took_ms"] >= 0
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)
    for hit in found["hits"]:
        assert set(hit) >= {
            "id", "type", "source", "start", "end", "text", "zone", "score", "highlights", "copies",
        }  # fmt: skip
        assert hit["copies"] == []
        assert "explanation" not in hit
        assert hit["type"] == "sentence"
        assert hit["id"] == f"{hit['source']}:{hit['start']}-{hit['end']}"
        assert hit["text"] == ARTICLE[hit["start"] : hit["end"]]
        assert hit["zone"] in {"title", "body"}
        assert [ARTICLE[start:end] for start, end in hit["highlights"]] == ["Moon"]


def test_search_is_limited(lunar: Run) -> None:
    outcome = lunar("search", "moon", "--limit", "1")
    assert outcome.out.count("a.txt:") == 1
    assert outcome.err == "1 of 2 sentences; --limit N prints more\n"


def test_search_in_a_zone_and_an_article(lunar: Run) -> None:
    assert [
        hit["zone"] for hit in lunar("search", "moon", "--zone", "Title", "--json").json["hits"]
    ] == ["title"]
    assert lunar("search", "moon", "--article", "a").out == lunar("search", "moon").out


def test_search_says_why(lunar: Run) -> None:
    outcome = lunar("search", "--explain", "Alfa-1", "landing")
    assert outcome.code == 0
    place, *why = outcome.out.partition("rank 2")[0].splitlines()
    assert any(f"rank 1 of 2 · {place.split()[1]} · score" in line for line in why)
    head = next(line for line in why if line.split()[:2] == ["asked", "for"])
    assert head.split()[2:] == ["found", "where", "rarity", "points"]
    name = next(line for line in why if line.split()[:2] == ["alfa", "1"])
    assert "The probe Alpha" in name
    assert any("name)" in line for line in why)
    landing = next(line for line in why if line.split()[:1] == ["landing"])
    assert "landed (inflected)" in landing
    assert landing.index("this sentence") == name.index("this sentence") == head.index("where")
    assert any("times" in line for line in why)
    other = outcome.out.partition("rank 2")[2]
    assert "a claim about it" in other
    assert "a sentence near by" in other


@pytest.mark.parametrize("columns", [20, 40, 60, 100])
def test_reasons_fit_the_terminal(bare: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = bare("search", "--explain", "lunar", "station", "CE-5").out.splitlines()
    assert any("rank 1" in line for line in lines)
    assert all(len(line) <= max(columns, 16) for line in lines if line.startswith("    "))


def test_search_says_why_in_json(lunar: Run) -> None:
    found = lunar("search", "--explain", "--json", "landed", "Alpha").json
    for rank, hit in enumerate(found["hits"], 1):
        why = hit["explanation"]
        assert set(why) == {"rank", "reasons", "together", "length", "relevance", "furniture"}
        assert why["rank"] == rank
        assert why["reasons"]
        assert why["furniture"] is False
        for reason in why["reasons"]:
            assert set(reason) == {"typed", "where", "found", "rarity", "points"}
            assert reason["where"] in {"sentence", "neighbour", "claims"}
            assert all(set(form) == {"form", "how"} for form in reason["found"])
        points = sum(reason["points"] for reason in why["reasons"]) + why["together"]
        assert why["relevance"] == pytest.approx(points, abs=1e-4)


def test_copies_are_told(bare: Run) -> None:
    found = bare("search", "putin signed law", "--json").json
    hit = next(hit for hit in found["hits"] if hit["copies"])
    ids = {one["id"] for one in found["hits"]}
    assert not any(f"{source}:{start}-{end}" in ids for source, start, end in hit["copies"])
    source, start, end = hit["copies"][0]
    outcome = bare("search", "putin signed law", "--explain")
    assert f"alike: {source}:{start}-{end} " in outcome.out


def test_help_of_search_lists_the_fields(bare: Run) -> None:
    out = bare("search", "--help").out
    assert "docs/search.md" in out
    for info in FIELDS:
        assert info.example in out
        assert info.description in out


def test_search_without_a_hit(lunar: Run) -> None:
    outcome = lunar("search", "xyzzy")
    assert outcome == Outcome(1, "", "no sentence found\n")
    empty = lunar("search", "xyzzy", "--json")
    assert empty.code == 1
    assert empty.json["hits"] == []


def test_how_a_query_was_read_goes_to_stderr(lunar: Run) -> None:
    outcome = lunar("search", '"landed on')
    assert outcome.code == 0
    assert outcome.out.startswith("a.txt:")
    assert outcome.err.strip()


def test_words_that_begin_with_a_minus(lunar: Run, root: Path, bare: Run) -> None:
    outcome = bare("-w", root, "search", "--", "moon", "-alpha")
    assert outcome.code == 0
    assert outcome.out.count("a.txt:") == 1


# --- facts ------------------------------------------------------------------------------------


def test_facts(lunar: Run) -> None:
    outcome = lunar("facts")
    assert outcome == Outcome(
        0,
        "Missions (2)\n"
        "  alpha     3 claims  Alpha\n"
        "  beta      1 claim   Beta\n"
        "People (1)\n"
        "  li-wei     1 claim   Li Wei\n",
        "",
    )


@pytest.mark.parametrize("kind", ["mission", "MISSION", "Missions", "mIssIon"])
def test_facts_of_a_kind(lunar: Run, kind: str) -> None:
    outcome = lunar("facts", "--kind", kind, "--json")
    assert [entity["id"] for entity in outcome.json["entities"]] == ["alpha", "beta"]


@pytest.mark.parametrize("words", ["alpha", "ALPHA", "Alfa-1", "alfa 1", "The Probe Alpha"])
def test_entity_by_any_name(lunar: Run, words: str) -> None:
    assert lunar("facts", words).out == (
        "alpha/landed/may-3-2021  landed: May 3, 2021 [2021-05-03] (said by Li Wei; 1 source)\n"
        "alpha/mass/1-5-kg  sample mass: 1.5 kg (1 source)\n"
        "alpha/said/the-editors-remark  said: the editor's remark (editor's own, no source)\n"
    )
    assert lunar("show", *words.split()).out.startswith("Alpha · mission · alpha\n")


def test_entity_that_is_none(lunar: Run) -> None:
    for command in ("facts", "show"):
        outcome = lunar(command, "alfa")
        assert outcome.code == 1
        assert one_line(outcome) == 'lunar-tui: no entity "alfa" (did you mean "alpha"?)'


def test_facts_json(lunar: Run) -> None:
    found = lunar("facts", "--json").json
    assert [entity["id"] for entity in found["entities"]] == ["alpha", "beta", "li-wei"]
    for entity in found["entities"]:
        assert set(entity) >= {"id", "kind", "name", "aliases", "claims"}
        for alias in entity["aliases"]:
            assert set(alias) >= {"name", "language", "basis"}
            assert alias["basis"] in {"stated", "editor"}
        for claim in entity["claims"]:
            check_claim(claim)
    alpha, beta, _ = found["entities"]
    assert alpha["kind_label"] == "Mission"
    landed, mass, said = alpha["claims"]
    assert landed["value"] == {"type": "date", "text": "May 3, 2021", "date": "2021-05-03"}
    assert landed["qualifiers"] == {"certainty": "stated", "said_by": "li-wei"}
    assert mass["value"] == {
        "type": "quantity", "text": "1.5 kg", "amount": "1.50", "unit": "kg", "accuracy": "exact",
    }  # fmt: skip
    assert (said["basis"], said["evidence"]) == ("editor", [])
    (follows,) = beta["claims"]
    assert follows["value"] == {"type": "entity", "text": "Alpha", "entity": "alpha"}
    assert follows["qualifiers"] == {"certainty": "planned", "about": "2029"}


def check_claim(claim: dict[str, Any]) -> None:
    assert set(claim) >= {"id", "property", "value", "qualifiers", "basis", "evidence"}
    assert claim["basis"] in {"stated", "inferred", "editor"}
    assert claim["value"]["type"] in {"date", "quantity", "text", "entity"}
    assert claim["value"]["text"]
    for piece in claim["evidence"]:
        assert set(piece) >= {"source", "start", "end", "quote", "stance", "anchor"}
        assert piece["stance"] in {"supports", "contradicts", "mentions"}
        assert piece["anchor"] == "exact"
        assert ARTICLE[piece["start"] : piece["end"]] == piece["quote"]


def test_evidence_that_does_not_anchor(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    facts = MISSIONS.replace("quote: landed on the Moon", "quote: the Moon").replace(
        "1.5 kg of", "2 kg of"
    )
    facts = facts.replace("Beta will follow in 2029.", "Gamma was given up long ago.")
    root = small(tmp_path, {"data/missions.yaml": facts}).root
    alpha, beta = run(capsys, "facts", "alpha", "beta", "--json", "-w", root).json["entities"]
    doubtful, differs = (claim["evidence"][0] for claim in alpha["claims"][:2])
    lost = beta["claims"][0]["evidence"][0]
    start = ARTICLE.index("the Moon")
    assert (doubtful["anchor"], doubtful["start"], doubtful["candidates"]) == ("doubtful", start, 2)
    assert (differs["anchor"], differs["start"]) == ("doubtful", ARTICLE.index("It carried"))
    assert differs["reason"] == "2 kg → 1.5 kg"
    assert (lost["anchor"], lost["start"], lost["end"]) == ("lost", None, None)


def test_show(lunar: Run) -> None:
    outcome = lunar("show", "alpha")
    assert outcome.code == 0
    start = ARTICLE.index("The probe Alpha")
    landed = ARTICLE.index("landed on")
    mass = ARTICLE.index("It carried")
    assert (
        outcome.out
        == f"""\
Alpha · mission · alpha
  also known as: the probe Alpha [1]
  the editor's aliases: Alfa-1

landed                May 3, 2021 [2021-05-03] (said by Li Wei) [2]
sample mass           1.5 kg [3]
said                  the editor's remark (editor's own, no source)

Referred to by
  Beta · follows (beta/follows/alpha)

Sources
[1] TASS (inferred), “Probe lands on the Moon”, 2021-05
    “The probe Alpha”
    seeds/a.txt:2 ({start}-{start + 15})
[2] TASS (inferred), “Probe lands on the Moon”, 2021-05
    “landed on the Moon”
    seeds/a.txt:2 ({landed}-{landed + 18})
[3] TASS (inferred), “Probe lands on the Moon”, 2021-05
    “It carried 1.5 kg of soil.”
    seeds/a.txt:2 ({mass}-{mass + 26})
"""
    )


# --- articles ---------------------------------------------------------------------------------


def test_articles(lunar: Run) -> None:
    outcome = lunar("articles")
    assert outcome == Outcome(
        0,
        "FILE   PUBLISHED  PUBLISHER  CITED  TITLE\n"
        "a.txt  2021-05    TASS*      3/5    Probe lands on the Moon\n"
        "\n"
        "* inferred: the article does not state it; articles --json says why\n",
        "",
    )


def test_shipped_articles_fit_80_columns(bare: Run) -> None:
    outcome = bare("articles")
    assert outcome.code == 0
    assert len(outcome.out.splitlines()) == 8
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_articles_json(lunar: Run) -> None:
    (article,) = lunar("articles", "--json", "--sentences").json["articles"]
    assert article["source"] == "a.txt"
    assert article["title"] == "Probe lands on the Moon"
    assert article["publisher"] == "TASS"
    assert article["published"] == "2021-05"
    assert article["language"] == "en"
    assert article["inferred"] == {"publisher": "the dateline names it"}
    assert article["sentences"] == len(article["sentence_spans"])
    assert (article["body_sentences"], article["cited_sentences"]) == (5, 3)
    zones = article["zones"]
    assert [set(zone) for zone in zones] == [{"zone", "start", "end"}] * len(zones)
    assert zones[0]["start"] == 0
    assert zones[-1]["end"] == len(ARTICLE)
    assert [zone["zone"] for zone in zones] == ["title", "dateline", "body"]
    for span in article["sentence_spans"]:
        assert set(span) == {"start", "end", "zone", "claims", "mentions"}
        assert ARTICLE[span["start"] : span["end"]].strip()
    (brief,) = lunar("articles", "--json").json["articles"]
    assert "sentence_spans" not in brief


def test_sentences(lunar: Run) -> None:
    lines = lunar("articles", "--sentences").out.splitlines()
    assert lines[0] == "a.txt:0-23  title  Probe lands on the Moon"
    assert lines[-1].endswith("  body  Nobody knows its mass.")


def test_workspace_without_articles(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root = only(tmp_path, {"data/m.yaml": "kind: mission\nentities: [{id: a, name: A}]\n"}).root
    assert run(capsys, "articles", "-w", root) == Outcome(1, "", "no articles in this workspace\n")
    assert run(capsys, "show", "a", "-w", root).out == "A · mission · a\n\nno claims\n"
    assert run(capsys, "search", "x", "-w", root).code == 1


def test_workspace_without_facts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root = only(tmp_path, {"seeds/a.txt": ARTICLE}).root
    assert run(capsys, "facts", "-w", root) == Outcome(1, "", "no facts found\n")
    assert run(capsys, "search", "moon", "-w", root).code == 0
    assert run(capsys, "check", "-w", root).code == 0


# --- export -----------------------------------------------------------------------------------


def test_export_to_a_file(lunar: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    printed = lunar("export", "alpha", "a.txt:0-23")
    assert printed.code == 0
    assert printed.out.startswith("# A small programme\n\n## Alpha (mission)\n")
    assert "> Probe lands on the Moon[^4]" in printed.out
    written = lunar("export", "alpha", "a.txt:0-23", "-o", path)
    assert written == Outcome(0, "", f"written to {path}\n")
    assert path.read_text("utf-8") == printed.out
    again = lunar("export", "beta", "-o", path)
    assert again.code == 1
    assert one_line(again) == (
        f"lunar-tui: {path}: exists already; --force replaces it, or choose another name"
    )
    assert path.read_text("utf-8") == printed.out
    assert lunar("export", "beta", "-o", path, "--force").code == 0
    assert "## Beta" in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["no/out.md", "link.md", "folder", "file/out.md"])
def test_export_that_cannot_be_written(lunar: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old")
    (tmp_path / "link.md").symlink_to(tmp_path / "file")
    outcome = lunar("export", "alpha", "--force", "-o", tmp_path / name)
    assert outcome.code == 1
    assert one_line(outcome).startswith(f"lunar-tui: {tmp_path / name}: ")
    assert (tmp_path / "file").read_text() == "old"


def test_export_of_what_is_not_there(lunar: Run) -> None:
    outcome = lunar("export", "alpha/landed/may-3-2021", "alfa", "a.txt:5-4", "a.txt:0-999999")
    assert outcome.code == 1
    assert "- **landed**" in outcome.out
    assert "sample mass" not in outcome.out
    assert outcome.err.splitlines() == [
        'no entity, claim or sentence "alfa" (did you mean "alpha"?)',
        'no entity, claim or sentence "a.txt:5-4"',
        'no entity, claim or sentence "a.txt:0-999999"',
    ]
    nothing = lunar("export", "zzz", "-o", "never.md")
    assert (nothing.code, nothing.out) == (1, "")
    assert not Path("never.md").exists()


# --- check and index --------------------------------------------------------------------------


def test_check(lunar: Run) -> None:
    outcome = lunar("check")
    assert outcome == Outcome(0, "0 problems; of 5 sentences 3 cited, 2 excused, 0 neither\n", "")


def test_check_json(lunar: Run, root: Path) -> None:
    (root / "data" / "missions.yaml").write_text(MISSIONS.replace("kind: mission", "kind: x"))
    outcome = lunar("check", "--json")
    assert outcome.code == 1
    assert set(outcome.json) >= {"problems", "coverage"}
    first = outcome.json["problems"][0]
    assert first == {
        "file": "data/missions.yaml", "line": 1, "column": 7, "code": "F001",
        "message": 'unknown kind "x"; known are mission, person; kinds are declared in schema.yaml',
    }  # fmt: skip
    assert outcome.json["coverage"] == {
        "body_sentences": 5, "cited_sentences": 1, "excused_sentences": 2,
    }  # fmt: skip


def test_other_commands_tell_of_problems(lunar: Run, root: Path) -> None:
    (root / "data" / "people.yaml").write_text("kind: prson\nentities: []\ncolour: red\n")
    outcome = lunar("facts")
    assert outcome.code == 0
    assert "alpha" in outcome.out
    assert outcome.err == "3 problems in the workspace; run lunar-tui check\n"
    (root / "data" / "people.yaml").write_text("")
    assert lunar("facts").err == "1 problem in the workspace; run lunar-tui check\n"


def test_index(lunar: Run) -> None:
    built = lunar("index")
    assert built.code == 0
    assert built.out.startswith("index of ")
    assert built.out.endswith(" sentences built\n")
    assert lunar("index").out.endswith(" sentences up to date\n")
    assert lunar("index", "--rebuild").out == built.out


def test_index_without_a_place_for_it(
    lunar: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    outcome = lunar("search", "moon")
    assert outcome.code == 0
    assert outcome.err.startswith("the search index is kept in memory only: ")
    assert outcome.err.count("\n") == 1


# --- what reaches the terminal ----------------------------------------------------------------

ACTED_ON = "\x1b\x07\x9b\u202e\u2066\x00\x7f"
EVIL = "\x1b]52;c;aGk=\x07\x9b2J\u202e\u2066\x00\x7f"


def test_nothing_a_terminal_acts_on_is_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    quoted = '"' + "".join(f"\\U{ord(character):08x}" for character in EVIL) + '"'
    root = small(
        tmp_path,
        {
            "seeds/a.txt": ARTICLE.replace("Nobody", EVIL + "Nobody").replace("Probe", EVIL),
            "seeds/e\x1b]0;x\x07\u202e.txt": f"Moon {EVIL} words.",
            "data/missions.yaml": MISSIONS.replace("name: Beta", f"name: {quoted}")
            .replace("the editor's remark", quoted)
            .replace("basis: editor", f"basis: {quoted}")
            .replace("property: follows", f"property: {quoted}"),
            "data/sources.yaml": f"sources: [{{file: a.txt, author: {quoted}, title: {quoted}}}]",
        },
    ).root
    for words in (
        ["facts"], ["facts", "alpha", "beta"], ["show", "beta"], ["show", "alpha"], ["articles"],
        ["articles", "--sentences"], ["search", "moon"], ["search", EVIL], ["show", EVIL],
        ["check"], ["export", "alpha", "beta", EVIL], ["facts", "--kind", EVIL], [EVIL],
        ["facts", f"--{EVIL}"], ["search", "moon", "--article", EVIL], ["facts", "-w", EVIL],
        ["facts", "--json"], ["check", "--json"], ["articles", "--json"], ["index"],
    ):  # fmt: skip
        outcome = run(capsys, "-w", root, *words)
        for character in ACTED_ON:
            assert character not in outcome.out + outcome.err, words
        if "--json" in words:
            json.loads(outcome.out)
    (beta,) = run(capsys, "-w", root, "facts", "beta", "--json").json["entities"]
    assert beta["name"] == EVIL


def test_bold_only_on_a_terminal(lunar: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in lunar("search", "moon").out
    real = console.is_terminal
    monkeypatch.setattr(console, "is_terminal", lambda stream: stream is sys.stdout or real(stream))
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[1mMoon\x1b[0m" in lunar("search", "moon").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in lunar("search", "moon").out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in lunar("search", "moon").out


@pytest.mark.parametrize("columns", [20, 40, 79, 200])
def test_lines_fit_the_terminal(bare: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = bare("search", "moon").out.splitlines()
    assert all(len(line) <= max(columns, 14) for line in lines if line.startswith("    "))


# --- whatever happens -------------------------------------------------------------------------


def test_unexpected_error_is_one_line(lunar: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("very\nbroken\x1b")

    monkeypatch.setattr("lunar_tui.ahead.open_kept", broken)
    outcome = lunar("facts")
    assert outcome.code == 1
    assert one_line(outcome).startswith("lunar-tui: unexpected error: RuntimeError: very broken␛; ")


def test_debugging_shows_the_traceback(root: Path, tmp_path: Path) -> None:
    code = (
        "import lunar_tui.ahead as ahead\n"
        "def broken(*_): raise RuntimeError('broken')\n"
        "ahead.open_kept = broken\n"
        "from lunar_tui.cli import main\n"
        "main(['facts'])\n"
    )
    done = program(folder=tmp_path, code=code, LUNAR_TUI_DEBUG="1")
    assert done.returncode == 1
    assert b"Traceback" in done.stderr
    assert b"RuntimeError: broken" in done.stderr


def test_interrupt_is_quiet(lunar: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lunar_tui.ahead.open_kept", interrupted)
    outcome = lunar("facts")
    assert outcome.code == 130
    assert outcome.out + outcome.err.strip() == ""


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii"},
        {"TERM": "dumb"},
        {"HOME": "", "XDG_CACHE_HOME": "", "XDG_STATE_HOME": ""},
    ],
    ids=" ".join,
)
def test_any_locale(tmp_path: Path, environment: dict[str, str]) -> None:
    done = program("show", "嫦娥五号", folder=tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def test_no_locale(tmp_path: Path) -> None:
    environment = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = program("search", "嫦娥 OR moon", folder=tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    done = program("facts", "--json", "change-5", folder=tmp_path, **environment)
    (entity,) = json.loads(done.stdout.decode("utf-8"))["entities"]
    assert "嫦娥五号" in [alias["name"] for alias in entity["aliases"]]


def test_reader_that_goes_away(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "lunar_tui", "facts", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_full_disk(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "lunar_tui", "facts"],
            env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"lunar-tui: standard output: No space left on device\n"


def test_closed_standard_output(tmp_path: Path) -> None:
    code = "import sys; sys.stdout = None; from lunar_tui.cli import main; main(['facts'])"
    done = program(folder=tmp_path, code=code)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_signal_of_the_terminal(tmp_path: Path) -> None:
    pipe = tmp_path / "ready"
    os.mkfifo(pipe)
    code = (
        "import lunar_tui.ahead as ahead, time\n"
        f"def slow(*_): open({str(pipe)!r}, 'w').close(); time.sleep(60)\n"
        "ahead.open_kept = slow\n"
        "from lunar_tui.cli import main\n"
        "main(['facts'])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        pipe.open().close()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert out + err.strip() == b""


def test_help_answers_at_once(tmp_path: Path) -> None:
    """The best of a few runs, compared with Python itself: a busy machine proves nothing."""

    def best(**how: str) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            words = [] if how else ["--help"]
            program(*words, folder=tmp_path, **how)
            times.append(time.perf_counter() - start)
        return min(times)

    assert best() - best(code="pass") < 0.3

"""Every mistake in a workspace: one line with place and remedy; the rest still works."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from lunar_tui.problems import Place, Problem
from tests.workspaces import ARTICLE, MISSIONS, PEOPLE, SCHEMA, SOURCES, run, small

HERE = "¶"
FILES = {
    "data/missions.yaml": MISSIONS,
    "data/people.yaml": PEOPLE,
    "data/schema.yaml": SCHEMA,
    "data/sources.yaml": SOURCES,
    "seeds/a.txt": ARTICLE,
}
FACTS, SCHEMES, ABOUT = "data/missions.yaml", "data/schema.yaml", "data/sources.yaml"


class Mistake(NamedTuple):
    """In ``file``, ``old`` becomes ``new``, where ``¶`` marks the place of the problem."""

    name: str
    file: str
    old: str
    new: str
    code: str
    message: str


DATE_REMEDY = "is not an EDTF date; write 2020-11-24, 2020-11, 2029~, 204X or ../2030"
MISTAKES = [
    # the shape of a file
    Mistake(
        "unknown key",
        FACTS,
        "    name: Beta\n",
        "    name: Beta\n    ¶nmae: Beta\n",
        "S001",
        'unknown key "nmae" in an entity (did you mean "name"?)',
    ),
    Mistake(
        "unknown key without a near one",
        FACTS,
        "kind: mission\n",
        "kind: mission\n¶colour: red\n",
        "S001",
        'unknown key "colour" in an entity file; known are kind, entities',
    ),
    Mistake(
        "duplicate key",
        FACTS,
        "    name: Beta\n",
        "    name: Beta\n    ¶name: Gamma\n",
        "Y003",
        'key "name" stands already in line 24; keep one of the two',
    ),
    Mistake(
        "missing key", FACTS, "  - id: beta\n", "  - ¶label: beta\n", "S002", 'needs a key "id"'
    ),
    Mistake("empty name", FACTS, "name: Beta", "name: ¶''", "S002", '"name" of an entity is empty'),
    Mistake(
        "list instead of text",
        FACTS,
        "name: Beta",
        "name: ¶[Beta]",
        "S003",
        '"name" of an entity must be text, not a list',
    ),
    Mistake(
        "text instead of a mapping",
        FACTS,
        "qualifiers: {said_by: li-wei}",
        "qualifiers: ¶li-wei",
        "S003",
        '"qualifiers" of a claim must be a mapping, not text',
    ),
    Mistake(
        "text in the place of an entity",
        FACTS,
        "  - id: beta\n",
        "  - ¶gamma\n  - id: beta\n",
        "S003",
        "an entity must be a mapping, not text",
    ),
    Mistake(
        "bad id",
        FACTS,
        "id: beta",
        "id: ¶Beta Probe",
        "S005",
        'the id "Beta Probe" must be lower-case letters, digits and hyphens: "beta-probe"',
    ),
    Mistake(
        "duplicate id",
        FACTS,
        "id: beta",
        "id: ¶alpha",
        "S006",
        'the id "alpha" is taken already at data/missions.yaml:3',
    ),
    Mistake(
        "claim id of another entity",
        FACTS,
        "      - property: follows",
        "      - id: ¶alpha/follows\n        property: follows",
        "S005",
        'the claim id "alpha/follows" must be the entity\'s, such as "beta/alpha-follows"',
    ),
    # the words of the facts
    Mistake(
        "unknown kind",
        FACTS,
        "kind: mission",
        "kind: ¶mision",
        "F001",
        'unknown kind "mision" (did you mean "mission"?); kinds are declared in schema.yaml',
    ),
    Mistake(
        "unknown property",
        FACTS,
        "property: follows",
        "property: ¶folows",
        "F002",
        'unknown property "folows" (did you mean "follows"?); properties are declared in',
    ),
    Mistake(
        "wrong type of value",
        FACTS,
        "value: the editor's remark",
        'value: ¶{date: "2021"}',
        "F003",
        '"said" takes a text, not a date',
    ),
    Mistake(
        "link to an unknown entity",
        FACTS,
        "value: {entity: alpha}",
        "value: {entity: ¶alfa}",
        "F004",
        'link to unknown entity "alfa" (did you mean "alpha"?)',
    ),
    Mistake(
        "unknown speaker",
        FACTS,
        "said_by: li-wei",
        "said_by: ¶li-wie",
        "F004",
        'said_by names the unknown entity "li-wie" (did you mean "li-wei"?)',
    ),
    Mistake(
        "bad date",
        FACTS,
        "date: 2021-05-03",
        "date: ¶May 3",
        "S007",
        f'"May 3" {DATE_REMEDY}',
    ),
    Mistake(
        "a day that is none",
        FACTS,
        "date: 2021-05-03",
        "date: ¶2021-02-30-1",
        "S008",
        f'"2021-02-30-1" {DATE_REMEDY}',
    ),
    Mistake(
        "bad number",
        FACTS,
        'quantity: "1.50"',
        'quantity: ¶"1,5"',
        "S007",
        '"1,5" is not a number; write digits only, such as "1731"',
    ),
    Mistake(
        "a number of 5,000 digits",
        FACTS,
        'quantity: "1.50"',
        f'quantity: ¶"{"9" * 5000}"',
        "S007",
        "is not a number",
    ),
    Mistake(
        "date and number at once",
        FACTS,
        'value: {quantity: "1.50"',
        'value: ¶{date: 2021, quantity: "1.50"',
        "S003",
        "a value is one of date, quantity or entity, not several",
    ),
    Mistake(
        "unknown certainty",
        FACTS,
        "certainty: planned",
        "certainty: ¶plannd",
        "S004",
        'it must be one of stated, planned, inferred (did you mean "planned"?)',
    ),
    Mistake(
        "inferred from nothing",
        FACTS,
        "qualifiers: {certainty: planned, ",
        "qualifiers: ¶{certainty: inferred, ",
        "F011",
        'an inferred claim needs "inferred_from"',
    ),
    Mistake(
        "rank without a reason",
        FACTS,
        "      - property: follows",
        "      - ¶rank: preferred\n        property: follows",
        "F010",
        'the rank "preferred" needs a rank_reason',
    ),
    Mistake(
        "alias stated nowhere",
        FACTS,
        "- {name: Alfa-1, language: en, basis: editor}",
        "- ¶{name: Alfa-1, language: en, basis: stated}",
        "F009",
        'the alias "Alfa-1" is "stated" but has no evidence',
    ),
    Mistake(
        "bad date of a qualifier",
        FACTS,
        "about: 2029",
        "about: ¶2029-13-45-1",
        "S008",
        f'"2029-13-45-1" {DATE_REMEDY}',
    ),
    # evidence
    Mistake(
        "quote that occurs nowhere",
        FACTS,
        "quote: Beta will follow in 2029.",
        "quote: ¶Beta will follow in 2030.",
        "F006",
        "the quote stands nowhere in a.txt; copy the exact words; the nearest sentence is "
        '"Beta will follow in 2029."',
    ),
    Mistake(
        "quote that occurs twice",
        FACTS,
        "quote: landed on the Moon",
        "quote: ¶the Moon",
        "F007",
        "the quote stands 2 times in a.txt; add the words before it as prefix",
    ),
    Mistake(
        "quote with a wrong prefix",
        FACTS,
        "quote: landed on the Moon}",
        'quote: ¶the Moon, prefix: "under "}',
        "F006",
        "but not with this prefix and suffix; mend them",
    ),
    Mistake(
        "source that does not exist",
        FACTS,
        "{source: a.txt, quote: landed",
        "{source: ¶b.txt, quote: landed",
        "F005",
        'there is no article "b.txt" (did you mean "a.txt"?)',
    ),
    # the articles' metadata
    Mistake(
        "unknown zone",
        ABOUT,
        "zone: title",
        "zone: ¶titel",
        "S004",
        'unknown zone "titel" (did you mean "title"?)',
    ),
    Mistake(
        "zone outside of the article",
        ABOUT,
        "lines: 1}",
        "lines: ¶40-41}",
        "A003",
        "lines 40-41 do not lie in a.txt, which has 4 lines",
    ),
    Mistake(
        "zone lines backwards",
        ABOUT,
        "lines: 1}",
        "lines: ¶3-2}",
        "A003",
        "lines 3-2 do not lie in a.txt",
    ),
    Mistake(
        "zone lines that are none",
        ABOUT,
        "lines: 1}",
        "lines: ¶first}",
        "S007",
        'lines are written 7 or 3-7, not "first"',
    ),
    Mistake(
        "zone with neither lines nor quote",
        ABOUT,
        "- {zone: title, lines: 1}",
        "- ¶{zone: title}",
        "S003",
        "a zone has either lines or a quote",
    ),
    Mistake(
        "metadata of an article that is not there",
        ABOUT,
        "  - file: a.txt",
        "  - ¶file: b.txt",
        "A004",
        'there is no article "b.txt" (did you mean "a.txt"?)',
    ),
    Mistake(
        "bad date of publication",
        ABOUT,
        "published: 2021-05",
        "published: ¶last May",
        "S008",
        f'"last May" {DATE_REMEDY}',
    ),
    Mistake(
        "article described twice",
        ABOUT,
        "    excused:",
        "    language: en\n  - ¶file: a.txt\n    excused:",
        "S006",
        '"a.txt" is described already in line 2',
    ),
    Mistake(
        "inferred field that is none",
        ABOUT,
        "inferred: {publisher:",
        "inferred: {¶publsher:",
        "S001",
        'unknown field "publsher" in "inferred" (did you mean "publisher"?)',
    ),
    Mistake(
        "excuse that occurs nowhere",
        ABOUT,
        "quote: Nobody knows its mass.",
        "quote: ¶Nobody knows its size.",
        "F006",
        'the nearest sentence is "Nobody knows its mass."',
    ),
    Mistake(
        "quote that begins inside a number",
        FACTS,
        "quote: It carried 1.5 kg of soil.",
        "quote: ¶5 kg of soil.",
        "F006",
        "the quote begins or ends inside a word or number of a.txt; copy it whole",
    ),
    Mistake(
        "claim that stands twice",
        FACTS,
        "        value: the editor's remark\n",
        "        value: the editor's remark\n"
        "      - ¶property: said\n        value: the editor's remark\n",
        "F012",
        "the claim stands twice, in line 21 too; drop one",
    ),
    # the schema
    Mistake(
        "kind declared twice",
        SCHEMES,
        "  - {id: person, label: Person, plural: People}\n",
        "  - {id: person, label: Person, plural: People}\n  - {id: ¶person, label: Human}\n",
        "S006",
        'a kind "person" is declared already',
    ),
    Mistake(
        "property declared twice",
        SCHEMES,
        "  - {id: landed, label: landed, type: date}\n",
        "  - {id: landed, label: landed, type: date}\n  - {id: ¶landed, type: text}\n",
        "S006",
        'a property "landed" is declared already',
    ),
    Mistake(
        "unknown type",
        SCHEMES,
        "label: landed, type: date",
        "label: landed, type: ¶dat",
        "S004",
        'a type is one of date, quantity, text, entity, not "dat" (did you mean "date"?)',
    ),
    Mistake(
        "flag that is none",
        SCHEMES,
        "many: true",
        "many: ¶yes",
        "S004",
        '"many" of a property is "yes"; it must be one of true, false',
    ),
    # YAML
    Mistake("broken YAML", FACTS, "name: Beta", "name: Beta¶: x", "Y002", "not valid YAML: "),
    Mistake("anchor", FACTS, "name: Beta", "name: ¶&a Beta", "Y004", "anchors (&) and aliases"),
    Mistake("alias", FACTS, "name: Beta", "name: ¶*a", "Y004", "anchors (&) and aliases (*)"),
    Mistake("tag", FACTS, "name: Beta", "name: ¶!!str Beta", "Y004", "tags (!) are not allowed"),
    Mistake(
        "code",
        FACTS,
        "name: Beta",
        "name: ¶!!python/object/apply:os.system [x]",
        "Y004",
        "tags (!)",
    ),
    Mistake(
        "merge key",
        FACTS,
        "    name: Beta\n",
        "    name: Beta\n    ¶<<: {claims: []}\n",
        "Y004",
        "merge keys (<<) are not allowed",
    ),
    Mistake(
        "second document",
        FACTS,
        "    name: Beta\n",
        "    name: Beta\n¶---\n",
        "Y004",
        "a second doc",
    ),
    Mistake(
        "key that is a list", FACTS, "name: Beta", "¶[a]: b", "Y004", "a key must be plain text"
    ),
    Mistake("depth", FACTS, "name: Beta", f"name: {'[' * 37}¶[", "Y005", "nested deeper than 40"),
    Mistake(
        "depth that would crash a parser",
        FACTS,
        "name: Beta",
        f"name: {'[' * 37}¶{'[' * 100_000}",
        "Y005",
        "nested deeper than 40 levels",
    ),
    Mistake("NUL", FACTS, "name: Beta", "name: Be¶\x00ta", "Y006", "control character U+0000"),
    Mistake("ESC", FACTS, "name: Beta", "name: Be¶\x1bta", "Y006", "control character U+001B"),
    Mistake("C1", FACTS, "name: Beta", "name: Be¶\x9bta", "Y006", "control character U+009B"),
    Mistake(
        "ESC by escape",
        FACTS,
        "name: Beta",
        'name: ¶"\\x1b]52;c;aGk=\\x07"',
        "Y006",
        "invisible or control character U+001B CONTROL; remove it",
    ),
    Mistake(
        "bidi override",
        FACTS,
        "name: Beta",
        "name: ¶Be\u202eta",
        "Y006",
        "invisible or control character U+202E RIGHT-TO-LEFT OVERRIDE; remove it",
    ),
    Mistake(
        "lone surrogate by escape",
        FACTS,
        "name: Beta",
        'name: "\\u¶d800"',
        "Y002",
        "invalid Unicode character escape code",
    ),
]


def mistaken(mistake: Mistake) -> tuple[str, Place]:
    """The file with the mistake in it, and the place that must be named."""
    content = FILES[mistake.file]
    assert content.count(mistake.old) == 1, mistake.name
    before, _, after = content.replace(mistake.old, mistake.new).partition(HERE)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return before + after, Place(mistake.file, line, column)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_place_and_remedy(mistake: Mistake, tmp_path: Path) -> None:
    content, place = mistaken(mistake)
    made = small(tmp_path, {mistake.file: content})
    problems = made.problems()
    found = [item for item in problems if (item.place, item.code) == (place, mistake.code)]
    assert len(found) == 1, "\n".join(map(str, problems))
    assert mistake.message in found[0].message
    # What is sound stays usable.
    library = made.library
    assert library.entity("li-wei")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_on_the_command_line(
    mistake: Mistake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, place = mistaken(mistake)
    root = small(tmp_path, {mistake.file: content}).root
    checked = run(capsys, "check", "-w", root)
    assert checked.code == 1
    assert checked.err == ""
    start = f"{place.file}:{place.line}:{place.column}: {mistake.code} "
    lines = [line for line in checked.out.splitlines() if line.startswith(start)]
    assert len(lines) == 1
    assert not set(checked.out) & set(map(chr, [*range(10), *range(11, 32), *range(127, 160)]))
    shown = run(capsys, "show", "Li Wei", "-w", root)
    assert shown.code == 0
    assert shown.out.startswith("Li Wei · person · li-wei\n")


def test_sound_workspace_has_no_problems(tmp_path: Path) -> None:
    assert small(tmp_path).problems() == []


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    content = MISSIONS.replace("name: Beta", "nmae: Beta").replace("date: 2021-05-03", "date: May")
    made = small(tmp_path, {FACTS: content, "data/people.yaml": PEOPLE.replace("kind", "kin")})
    codes = {(problem.place.file, problem.code) for problem in made.problems()}
    assert codes >= {
        (FACTS, "S001"),
        (FACTS, "S002"),
        (FACTS, "S007"),
        ("data/people.yaml", "S001"),
    }


@pytest.mark.parametrize(
    ("content", "line", "column", "byte"),
    [
        (b"kind: mission\nentities: []\n# caf\xe9\n", 3, 6, "0xE9"),
        (b"\xff\xfek\x00", 1, 1, "0xFF"),
        ("# 嫦娥\n# 嫦".encode() + b"\xe5\xa8", 2, 4, "0xE5"),
    ],
)
def test_yaml_that_is_not_utf8(
    tmp_path: Path, content: bytes, line: int, column: int, byte: str
) -> None:
    made = small(tmp_path, {"data/latin.yaml": content})
    assert made.problems() == [
        Problem(
            Place("data/latin.yaml", line, column),
            "Y001",
            f"byte {byte} is not valid UTF-8; save the file as UTF-8",
        )
    ]


def test_article_that_is_not_utf8(tmp_path: Path) -> None:
    made = small(tmp_path, {"seeds/latin.txt": "One line.\nUn café".encode("latin-1") + b" ici."})
    assert made.problems() == [
        Problem(
            Place("seeds/latin.txt", 2, 7),
            "A001",
            "not valid UTF-8 here; shown with U+FFFD in its place; save the file as UTF-8",
        )
    ]
    article = made.library.article("latin.txt")
    assert article is not None
    assert article.text == "One line.\nUn caf\ufffd ici."


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff"])
def test_empty_article(tmp_path: Path, content: str) -> None:
    made = small(tmp_path, {"seeds/empty.txt": content})
    (problem,) = made.problems()
    assert str(problem) == "seeds/empty.txt:1:1: A005 the article is empty; fill or remove it"
    library = made.library
    assert [article.file for article in library.articles()] == ["a.txt", "empty.txt"]


def test_sentence_that_nobody_cites(tmp_path: Path) -> None:
    about = SOURCES.replace(
        "      - {quote: Nobody knows its mass., reason: it says that nothing is known}\n", ""
    )
    made = small(tmp_path, {ABOUT: about})
    column = ARTICLE.split("\n")[3].index("Nobody") + 1
    assert made.problems() == [
        Problem(
            Place("seeds/a.txt", 4, column),
            "C001",
            "body sentence is neither cited nor excused: Nobody knows its mass.",
        )
    ]
    assert made.library.check().coverage.body == 5


@pytest.mark.parametrize("content", ["", "# nothing but a comment\n", "---\n", "\ufeff"])
def test_empty_yaml_is_no_mistake(tmp_path: Path, content: str) -> None:
    assert small(tmp_path, {"data/empty.yaml": content}).problems() == []


@pytest.mark.parametrize(
    ("word", "kept"),
    [("NO", "NO"), ("1.10", "1.10"), ("0777", "0777"), ("~", "~"), ("12:30:45", "12:30:45")],
)
def test_scalars_are_text_as_written(tmp_path: Path, word: str, kept: str) -> None:
    made = small(tmp_path, {FACTS: MISSIONS.replace("name: Beta", f"name: {word}")})
    entity = made.library.entity("beta")
    assert entity is not None
    assert entity.name == kept
    assert made.problems() == []


def test_workspace_without_a_schema(tmp_path: Path) -> None:
    made = small(tmp_path)
    (made.root / "data" / "schema.yaml").unlink()
    assert made.problems() == []
    assert made.library.title == "workspace"
    assert [kind.id for kind in made.library.kinds] == ["mission", "person"]

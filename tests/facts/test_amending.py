"""Names, excuses, zones and findings that are there already: only what was edited differs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lunar_tui.corpus.article import Metadata
from lunar_tui.facts import amending, editing, noting, renaming
from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Edit
from lunar_tui.facts.model import Alias, Entity, Finding
from lunar_tui.facts.spans import EditError
from tests.workspaces import MISSIONS, PEOPLE, ROOT, SCHEMA, SOURCES

FINDINGS = """\
findings:
  # Read twice.
  - id: of-alpha
    kind: change
    entity: alpha   # the probe
    summary: Something differs,
      on two lines.
    claims: [alpha/landed/may-3-2021, beta/follows/alpha]

  # --- more ---

  - {id: other, kind: naming, entity: beta, summary: Names, claims: [alpha/mass/1-5-kg, li-wei/said/that-the-probe-landed]}
"""  # noqa: E501


def book(**files: str) -> Book:
    own = {
        "schema": SCHEMA,
        "missions": MISSIONS,
        "people": PEOPLE,
        "sources": SOURCES,
        "findings": FINDINGS,
    }
    return Book({f"data/{name}.yaml": text.encode() for name, text in {**own, **files}.items()})


def replaced(before: Book, edit: Edit, file: str, old: str, new: str) -> bool:
    """Whether one piece of text of one file has changed, and no other byte of any file."""
    name = f"data/{file}.yaml"
    text = before.files[name].decode()
    assert text.count(old) == 1
    wanted = {**before.files, name: text.replace(old, new).encode()}
    return dict(edit.book.files) == wanted


def entity(of: Book, name: str) -> Entity:
    return of.facts.entities[name]


# --- names ------------------------------------------------------------------------------------


def test_an_entity_and_one_of_its_aliases_are_renamed() -> None:
    before = book()
    alpha = entity(before, "alpha")
    edit = renaming.change_names(before, alpha, "Alpha", ["Alfa-2", "the probe Alpha"])
    assert replaced(before, edit, "missions", "name: Alfa-1,", "name: Alfa-2,")
    edit = renaming.change_names(before, alpha, "Alpha: one", ["Alfa-1", "the probe Alpha"])
    assert replaced(before, edit, "missions", "name: Alpha\n", 'name: "Alpha: one"\n')
    assert not edit.problems


def test_a_cleared_alias_goes() -> None:
    before = book()
    alpha = entity(before, "alpha")
    edit = renaming.change_names(before, alpha, "Alpha", ["", "the probe Alpha"])
    line = "      - {name: Alfa-1, language: en, basis: editor}\n"
    assert replaced(before, edit, "missions", line, "")
    edit = renaming.change_names(before, alpha, "Alpha", ["", ""])
    assert entity(edit.book, "alpha").aliases == ()
    assert b"aliases:" not in edit.book.files["data/missions.yaml"]


def test_an_alias_keeps_the_quote_that_holds_its_new_name_too() -> None:
    before = book()
    alpha = entity(before, "alpha")
    edit = renaming.change_names(before, alpha, "Alpha", ["Alfa-1", "Probe Alpha"])
    assert replaced(before, edit, "missions", "name: the probe Alpha", "name: Probe Alpha")
    edit = renaming.change_names(before, alpha, "Alpha", ["Alfa-1", "the lander"])
    lander = entity(edit.book, "alpha").aliases[1]
    assert (lander.name, lander.basis, lander.evidence) == ("the lander", "editor", ())
    assert not edit.problems


def test_a_name_and_an_alias_change_places_and_new_ones_come() -> None:
    before = book()
    alpha = entity(before, "alpha")
    new = [Alias("A", "en")]
    edit = renaming.change_names(before, alpha, "Alfa-1", ["Alpha", "the probe Alpha"], new)
    assert entity(edit.book, "alpha").names == ("Alfa-1", "Alpha", "the probe Alpha", "A")
    assert not edit.problems


def test_a_shipped_entity_is_renamed_and_back() -> None:
    data = {f"data/{path.name}": path.read_bytes() for path in (ROOT / "data").glob("*.yaml")}
    before = Book({name: data[name] for name in ("data/schema.yaml", "data/missions.yaml")})
    for one in before.facts.entities.values():
        names = [f"{alias.name} X" for alias in one.aliases]
        edit = renaming.change_names(before, one, f"{one.name} X", names)
        now = entity(edit.book, one.id)
        back = renaming.change_names(
            edit.book, now, one.name, [alias.name for alias in one.aliases]
        )
        same = not any(alias.evidence for alias in one.aliases)
        assert (back.book == before) is same


# --- excuses and zones ------------------------------------------------------------------------


def test_an_excuse_changes_its_reason_and_goes() -> None:
    before = book()
    first, second = before.sources["a.txt"].excused
    edit = amending.change_excuse(before, "a.txt", first, "nobody: knows")
    old = "reason: it says that nothing is known"
    assert replaced(before, edit, "sources", old, 'reason: "nobody: knows"')
    edit = amending.change_excuse(before, "a.txt", first, " ")
    line = "      - {quote: Nobody knows its mass., reason: it says that nothing is known}\n"
    assert replaced(before, edit, "sources", line, "")
    edit = amending.change_excuse(edit.book, "a.txt", second, "")
    assert b"excused" not in edit.book.files["data/sources.yaml"]


def test_a_zone_changes_and_goes() -> None:
    before = book()
    first, second = before.sources["a.txt"].zones
    edit = amending.change_zone(before, "a.txt", first, "heading")
    assert replaced(before, edit, "sources", "{zone: title, lines: 1}", "{zone: heading, lines: 1}")
    edit = amending.change_zone(before, "a.txt", second, "")
    line = '      - {zone: dateline, quote: "BEIJING, April 27. /TASS/."}\n'
    assert replaced(before, edit, "sources", line, "")


# --- findings ---------------------------------------------------------------------------------

NEW = Finding(
    "new-one",
    "conflict",
    "alpha",
    "mass",
    "Both: differ",
    ("alpha/mass/1-5-kg", "beta/follows/alpha"),
)


def test_a_finding_comes_and_goes() -> None:
    before = book()
    edit = noting.add_finding(before, NEW)
    assert not edit.problems
    assert edit.book.files["data/findings.yaml"].decode() == FINDINGS + (
        "\n  - id: new-one\n    kind: conflict\n    entity: alpha\n    property: mass\n"
        # In brackets as the list beside it.
        '    summary: "Both: differ"\n    claims: [alpha/mass/1-5-kg, beta/follows/alpha]\n'
    )
    assert noting.delete_finding(edit.book, edit.book.facts.findings[-1]).book == before


def test_the_first_finding_makes_its_file() -> None:
    full = book()
    before = Book({name: data for name, data in full.files.items() if "findings" not in name})
    edit = noting.add_finding(before, NEW)
    assert edit.book.files["data/findings.yaml"].startswith(b"findings:\n\n  - id: new-one\n")
    assert not edit.problems
    (finding,) = edit.book.facts.findings
    assert noting.delete_finding(edit.book, finding).book.files["data/findings.yaml"] == (
        b"findings: []\n"
    )


def test_of_a_finding_only_what_differs_is_written_anew() -> None:
    before = book()
    first, second = before.facts.findings
    new = first._replace(summary="Nothing differs.")
    edit = noting.replace_finding(before, first, new)
    old = "summary: Something differs,\n      on two lines."
    assert replaced(before, edit, "findings", old, "summary: Nothing differs.")
    edit = noting.replace_finding(before, second, second._replace(kind="change", property="mass"))
    assert not edit.problems
    (_, now) = edit.book.facts.findings
    assert (now.kind, now.property, now.claims) == ("change", "mass", second.claims)


def test_claims_come_to_a_finding_and_go_and_the_others_stay() -> None:
    written = FINDINGS.replace(
        "[alpha/landed/may-3-2021, beta/follows/alpha]",
        """
      - "alpha/landed/may-3-2021"   # in May
      # not sure
      - beta/follows/alpha""",
    )
    before = book(findings=written)
    first, second = before.facts.findings
    more = (*first.claims, "alpha/mass/1-5-kg")
    edit = noting.replace_finding(before, first, first._replace(claims=more))
    last = "      - beta/follows/alpha\n"
    assert replaced(before, edit, "findings", last, f"{last}      - alpha/mass/1-5-kg\n")
    edit = noting.replace_finding(before, first, first._replace(claims=more[1:]))
    assert replaced(
        before,
        edit,
        "findings",
        """      - "alpha/landed/may-3-2021"   # in May
      # not sure
      - beta/follows/alpha
""",
        "      # not sure\n      - beta/follows/alpha\n      - alpha/mass/1-5-kg\n",
    )
    new = (second.claims[1], "beta/follows/alpha")
    edit = noting.replace_finding(before, second, second._replace(claims=new))
    old = "[alpha/mass/1-5-kg, li-wei/said/that-the-probe-landed]"
    now = "[li-wei/said/that-the-probe-landed, beta/follows/alpha]"
    assert replaced(before, edit, "findings", old, now)


def test_a_deleted_finding_takes_its_comment_along_and_no_other() -> None:
    before = book()
    edit = noting.delete_finding(before, before.facts.findings[0])
    text = edit.book.files["data/findings.yaml"].decode()
    assert "Read twice" not in text
    assert "  # --- more ---\n\n  - {id: other" in text
    edit = noting.delete_finding(edit.book, edit.book.facts.findings[0])
    assert edit.book.facts.findings == ()
    assert not edit.book.problems


def test_an_id_is_made_of_what_a_finding_is_about() -> None:
    facts = book().facts
    assert noting.new_finding_id(NEW, facts) == "alpha-mass"
    assert noting.new_finding_id(NEW._replace(entity="of", property="alpha"), facts) == (
        "of-alpha-2"
    )


# --- refused ----------------------------------------------------------------------------------


def test_what_was_edited_meanwhile_is_not_written_over() -> None:
    before = book()
    alpha, source = entity(before, "alpha"), before.sources["a.txt"]
    finding = before.facts.findings[0]
    excuse, mark = source.excused[0], source.zones[0]
    asks: dict[str, Callable[[], Edit]] = {
        "names were edited": lambda: renaming.change_names(
            before, alpha._replace(name="Beta"), "Gamma", ["", ""]
        ),
        "edited meanwhile": lambda: amending.change_excuse(
            before, "a.txt", excuse._replace(reason="another"), ""
        ),
        "it was edited": lambda: amending.change_zone(
            before, "a.txt", mark._replace(lines=(1, 2)), ""
        ),
        "any more": lambda: amending.change_zone(before, "b.txt", mark, ""),
        "finding was edited": lambda: noting.delete_finding(
            before, finding._replace(summary="more")
        ),
        'no finding "x"': lambda: noting.replace_finding(before, NEW._replace(id="x"), NEW),
        "described anew": lambda: editing.describe_article(
            before, "a.txt", Metadata("A"), Metadata("B")
        ),
    }
    for message, ask in asks.items():
        with pytest.raises(EditError) as refused:
            ask()
        assert message in str(refused.value)
        assert "\n" not in str(refused.value)


def test_what_makes_no_sense_is_refused() -> None:
    before = book()
    alpha = entity(before, "alpha")
    asks: dict[str, Callable[[], Edit]] = {
        "needs a name": lambda: renaming.change_names(before, alpha, " ", ["a", "b"]),
        'called "a" already': lambda: renaming.change_names(before, alpha, "Alpha", ["a", "a"]),
        "lower-case": lambda: noting.add_finding(before, NEW._replace(id="A b")),
        "taken": lambda: noting.add_finding(before, NEW._replace(id="of-alpha")),
        "one of conflict": lambda: noting.add_finding(before, NEW._replace(kind="odd")),  # type: ignore[arg-type]
        "needs a summary": lambda: noting.add_finding(before, NEW._replace(summary=" ")),
        "side by side": lambda: noting.add_finding(before, NEW._replace(claims=("a",))),
    }
    for message, ask in asks.items():
        with pytest.raises(EditError, match=message):
            ask()

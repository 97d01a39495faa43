"""Editing: what was asked is there afterwards, and no other byte of any file has changed."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from lunar_tui.blank import make
from lunar_tui.corpus.article import Metadata
from lunar_tui.facts import declaring, editing, merging
from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Edit
from lunar_tui.facts.model import (
    Alias,
    Claim,
    Entity,
    Evidence,
    Excuse,
    Kind,
    Property,
    Qualifiers,
    Value,
    ZoneMark,
)
from lunar_tui.facts.spans import EditError
from tests.examples import TIMES
from tests.workspaces import MISSIONS, PEOPLE, ROOT, SCHEMA, SOURCES

SHIPPED = Book({f"data/{path.name}": path.read_bytes() for path in (ROOT / "data").glob("*.yaml")})

FINDINGS = """\
findings:
  - id: of-alpha
    kind: change
    entity: alpha   # the probe
    summary: Something differs.
    claims: [alpha/landed/may-3-2021, beta/follows/alpha]
    evidence:
      - {source: a.txt, quote: Beta will follow}
"""


def book(**files: str | bytes) -> Book:
    own: dict[str, str | bytes] = {
        "schema": SCHEMA,
        "missions": MISSIONS,
        "people": PEOPLE,
        "sources": SOURCES,
        "findings": FINDINGS,
    }
    return Book(
        {
            f"data/{name}.yaml": text.encode() if isinstance(text, str) else text
            for name, text in {**own, **files}.items()
        }
    )


def changed(before: Book, edit: Edit) -> dict[str, list[str]]:
    """The lines that differ of each file, with what became of them."""
    found = {}
    for name, data in edit.book.files.items():
        old = before.files.get(name, b"")
        if data != old:
            lines = difflib.unified_diff(old.decode().splitlines(), data.decode().splitlines(), n=0)
            found[name] = [f"{line[0]} {line[1:]}" for line in [*lines][2:] if line[0] in "+-"]
    return found


def claims_of(entity: str, of: Book) -> tuple[Claim, ...]:
    return of.facts.entities[entity].claims


def text_claim(text: str, entity: str = "alpha", *quotes: str) -> Claim:
    pieces = tuple(Evidence("a.txt", quote) for quote in quotes)
    return Claim("", entity, "said", Value("text", text), Qualifiers(), pieces)


# --- the shipped data -------------------------------------------------------------------------


def without(data: bytes, line: int, column: int) -> list[bytes]:
    """The lines of a file but for an item, whose text begins at a place, and the comment above."""
    lines = data.splitlines()
    margin = b" " * (column - 3)
    start, stop = line - 1, line
    while stop < len(lines) and (not lines[stop] or lines[stop].startswith(margin + b" ")):
        stop += 1
    while not lines[stop - 1]:
        stop -= 1
    while lines[start - 1].startswith(margin + b"#"):
        start -= 1
    # Items with blank lines between them go with theirs.
    while not lines[start - 1] and (stop == len(lines) or not lines[stop]):
        start -= 1
    return lines[:start] + lines[stop:]


# All of them with `make soak`.
CLAIMS = list(SHIPPED.facts.claims.values())[:: 1 if TIMES > 1 else 10]
ENTITIES = list(SHIPPED.facts.entities.values())[:: 1 if TIMES > 1 else 4]


def part(claim_or_entity: Claim | Entity) -> Book:
    """The shipped files without those of other kinds, which take long to read."""
    wanted = {"data/schema.yaml", claim_or_entity.place.file}
    return Book({name: data for name, data in SHIPPED.files.items() if name in wanted})


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_shipped_claim_is_deleted_and_nothing_else(claim: Claim) -> None:
    edit = editing.delete_claim(part(claim), claim.id)
    name = claim.place.file
    wanted = without(SHIPPED.files[name], claim.place.line, claim.place.column)
    if len(claims_of(claim.entity, SHIPPED)) == 1:
        # The key goes with the last of its claims.
        wanted.pop(next(n for n in range(claim.place.line - 2, 0, -1) if b"claims:" in wanted[n]))
    assert edit.book.files[name].splitlines() == wanted


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_shipped_claim_stays_when_replaced_by_itself(claim: Claim) -> None:
    before = part(claim)
    assert editing.replace_claim(before, claim.id, claim).book == before


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda one: one.id)
def test_shipped_entity_takes_a_claim(entity: Entity) -> None:
    before = part(entity)
    claim = Claim("", entity.id, "purpose", Value("text", "to be added: 测试"))
    edit = editing.add_claim(before, claim)
    assert claims_of(entity.id, edit.book)[-1].value.text == "to be added: 测试"
    (lines,) = changed(before, edit).values()
    added = ["+       - property: purpose", '+         value: "to be added: 测试"']
    assert lines in (added, ["+     claims:", *added])
    assert not edit.problems
    # And taken away again, the bytes are those that were there.
    again = editing.delete_claim(edit.book, claims_of(entity.id, edit.book)[-1].id)
    assert again.book == before


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda one: one.id)
def test_shipped_entity_is_deleted(entity: Entity) -> None:
    before = part(entity)
    edit = editing.delete_entity(before, entity.id)
    assert entity.id not in edit.book.facts.entities
    name = entity.place.file
    wanted = without(before.files[name], entity.place.line, entity.place.column)
    assert edit.book.files[name].splitlines() == wanted
    assert {problem.code for problem in edit.problems} <= {"F004"}


# --- claims -----------------------------------------------------------------------------------


def test_a_claim_in_the_style_of_the_house() -> None:
    claim = Claim(
        "",
        "alpha",
        "mass",
        Value("quantity", "about 1,731 grams", amount=Decimal(1731), unit="g"),
        Qualifiers(said_by="li-wei", about="2021-05"),
        (Evidence("a.txt", "It carried 1.5 kg of soil.", prefix="said. "),),
    )
    before = book()
    edit = editing.add_claim(before, claim)
    assert changed(before, edit) == {
        "data/missions.yaml": [
            "+       - property: mass",
            '+         value: {quantity: "1731", unit: g, text: "about 1,731 grams"}',
            "+         qualifiers: {about: 2021-05, said_by: li-wei}",
            "+         evidence:",
            "+           - source: a.txt",
            "+             quote: It carried 1.5 kg of soil.",
            '+             prefix: "said. "',
        ]
    }


def test_only_the_part_that_differs_is_written_anew() -> None:
    before = book()
    landed = claims_of("alpha", before)[0]
    value = landed.value._replace(date="2021-05-04", text="May 4, 2021")
    edit = editing.replace_claim(before, landed.id, landed._replace(value=value))
    assert changed(before, edit) == {
        "data/missions.yaml": [
            '-         value: {date: 2021-05-03, text: "May 3, 2021"}',
            '+         value: {date: 2021-05-04, text: "May 4, 2021"}',
        ],
        # The id of the claim follows what it says; the finding is told.
        "data/findings.yaml": [
            "-     claims: [alpha/landed/may-3-2021, beta/follows/alpha]",
            "+     claims: [alpha/landed/may-4-2021, beta/follows/alpha]",
        ],
    }
    assert not edit.problems


def test_keys_come_and_go() -> None:
    before = book()
    landed = claims_of("alpha", before)[0]
    piece = Evidence("a.txt", "Alpha landed", stance="mentions")
    new = landed._replace(
        qualifiers=Qualifiers(certainty="planned"),
        rank="deprecated",
        rank_reason="correction: it did not",
        evidence=(*landed.evidence, piece),
    )
    edit = editing.replace_claim(before, landed.id, new)
    assert changed(before, edit)["data/missions.yaml"] == [
        "-         qualifiers: {said_by: li-wei}",
        "+         qualifiers: {certainty: planned}",
        "+         rank: deprecated",
        '+         rank_reason: "correction: it did not"',
        "+           - {source: a.txt, quote: Alpha landed, stance: mentions}",
    ]
    back = editing.replace_claim(edit.book, claims_of("alpha", edit.book)[0].id, landed)
    assert back.book.files == before.files


def test_an_explicit_id_is_kept_changed_and_told_to_findings() -> None:
    written = MISSIONS.replace(
        "- property: landed\n", "- property: landed\n        id: alpha/landing\n"
    )
    before = book(missions=written, findings=FINDINGS.replace("may-3-2021", "x").replace(
        "alpha/landed/x", "alpha/landing"))  # fmt: skip
    assert not before.problems
    claim = before.facts.claims["alpha/landing"]
    value = claim.value._replace(text="in May")
    kept = editing.replace_claim(before, claim.id, claim._replace(value=value))
    assert "alpha/landing" in kept.book.facts.claims
    assert set(changed(before, kept)) == {"data/missions.yaml"}
    other = editing.replace_claim(before, claim.id, claim._replace(id="alpha/touchdown"))
    assert "alpha/touchdown" in other.book.facts.findings[0].claims
    assert not other.problems


def test_ids_of_claims_that_become_alike_are_told_to_findings() -> None:
    before = book()
    claim = claims_of("alpha", before)[0]
    edit = editing.add_claim(before, claim._replace(id="", evidence=()))
    (finding,) = edit.book.facts.findings
    assert finding.claims[0] == claims_of("alpha", edit.book)[0].id != claim.id
    assert not edit.problems
    assert editing.delete_claim(edit.book, claims_of("alpha", edit.book)[-1].id).book == before


def test_the_last_claim_goes_with_its_key() -> None:
    before = book()
    (only,) = claims_of("li-wei", before)
    edit = editing.delete_claim(before, only.id)
    assert edit.book.files["data/people.yaml"].decode() == PEOPLE[: PEOPLE.index("    claims:")]
    again = editing.add_claim(edit.book, only._replace(id="")).book
    assert again.facts.claims.keys() == before.facts.claims.keys()


def test_what_a_deleted_claim_leaves_behind_is_a_problem() -> None:
    before = book()
    edit = editing.delete_claim(before, "beta/follows/alpha")
    assert [problem.code for problem in edit.problems] == ["F015"]


# --- entities ---------------------------------------------------------------------------------


def test_an_entity_of_a_kind_without_file() -> None:
    before = book()
    files = {name: data for name, data in before.files.items() if "people" not in name}
    without = Book(files)
    edit = editing.add_entity(without, Entity("li-wei", "person", "Li Wei: 李"))
    assert edit.book.files["data/people.yaml"] == (
        b'kind: person\nentities:\n\n  - id: li-wei\n    name: "Li Wei: \xe6\x9d\x8e"\n'
    )
    assert editing.delete_entity(edit.book, "li-wei").book.files["data/people.yaml"] == (
        b"kind: person\nentities: []\n"
    )


def test_name_and_alias() -> None:
    before = book()
    edit = editing.rename_entity(before, "alpha", "NO")
    edit = editing.add_alias(edit.book, "alpha", Alias("Альфа", "ru"))
    edit = editing.add_alias(edit.book, "beta", Alias("B"))
    assert changed(before, edit)["data/missions.yaml"] == [
        "-     name: Alpha",
        '+     name: "NO"',
        "+       - {name: Альфа, language: ru, basis: editor}",
        "+     aliases:",
        "+       - {name: B, basis: editor}",
    ]


def test_merging() -> None:
    people = PEOPLE.replace(
        "      - property: said\n        value: that",
        "      # So he said.\n      - property: said\n        id: li-wei/word\n        value: that",
    )
    others = people.replace("li-wei", "wei-li").replace("Li Wei", "Wei Li").partition("  - id")[2]
    links = MISSIONS.replace("{entity: alpha}", "{entity: wei-li}")
    findings = (
        FINDINGS.replace("entity: alpha ", "entity: wei-li ")
        .replace("alpha/landed/may-3-2021", "wei-li/word")
        .replace("beta/follows/alpha", "beta/follows/wei-li")
    )
    before = book(people=f"{people}\n  - id{others}", missions=links, findings=findings)
    assert not before.problems
    edit = merging.merge_entities(before, "li-wei", "wei-li")
    # Both claims had it.
    assert [one.message for one in edit.problems] == ["the comment is lost: # So he said."]
    merged = edit.book.facts.entities["li-wei"]
    assert "wei-li" not in edit.book.facts.entities
    assert merged.names == ("Li Wei", "Wei Li")
    assert len(merged.claims) == 1
    assert [piece.quote for piece in merged.claims[0].evidence] == ["Li Wei said", "Wei Li said"]
    (finding,) = edit.book.facts.findings
    assert finding.entity == "li-wei"
    assert finding.claims == ("li-wei/word", "beta/follows/li-wei")
    assert changed(before, edit)["data/missions.yaml"] == [
        "-         value: {entity: wei-li}",
        "+         value: {entity: li-wei}",
    ]
    assert b"entity: li-wei   # the probe" in edit.book.files["data/findings.yaml"]


def test_merging_keeps_claims_that_differ_with_their_comments() -> None:
    other = """
  # The same one.
  - id: gamma
    name: Gamma
    claims:
      # As the editor says.
      - property: mass
        id: gamma/weight
        value: {quantity: "2", unit: kg, text: "2 kg"}
      - property: follows
        value: {entity: beta}
"""
    before = book(missions=MISSIONS + other)
    edit = merging.merge_entities(before, "beta", "gamma")
    end = MISSIONS.index("      - property: follows")
    assert edit.book.files["data/missions.yaml"].decode() == (
        MISSIONS[:end].replace("name: Beta\n", "name: Beta\n    aliases:\n      "
        "- {name: Gamma, basis: editor}\n") + MISSIONS[end:] + """\
      # As the editor says.
      - property: mass
        id: beta/weight
        value: {quantity: "2", unit: kg, text: "2 kg"}
      - property: follows
        value: {entity: beta}
"""
    )  # fmt: skip
    # Of an entity that is gone.
    assert [one.message for one in edit.problems] == ["the comment is lost: # The same one."]


AS_WRITTEN = """\
  - id: gamma   # of old
    name: Gamma
    claims:
        # Two of them, weighed
        # and found.

        # As the editor says.
        -   property: mass   # in full
            id: gamma/weight
            value: {quantity: "2", unit: kg,   text: "2 kg"}
            # as of 2020
            qualifiers:
                note: >-
                    A long
                    note

            evidence:
              # The first.
              - source: a.txt
                quote: 'It carried
                  1.5 kg of soil.'
              # what it shows
        - {property: follows, value: {entity: gamma}}   # itself
        - property: said
          value: |-
            one

             two
          qualifiers: {said_by: gamma}
          # the end
"""
MOVED = """\
      # Two of them, weighed
      # and found.

      # As the editor says.
      -   property: mass   # in full
          id: beta/weight
          value: {quantity: "2", unit: kg,   text: "2 kg"}
          # as of 2020
          qualifiers:
              note: >-
                  A long
                  note

          evidence:
            # The first.
            - source: a.txt
              quote: 'It carried
                1.5 kg of soil.'
            # what it shows
      - {property: follows, value: {entity: beta}}   # itself
      - property: said
        value: |-
          one

           two
        qualifiers: {said_by: beta}
        # the end
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("after", ["", "  # Another.\n  - {id: delta, name: Delta}\n"])
def test_claims_move_as_they_are_written(after: str, line_end: str) -> None:
    before = book(missions=(MISSIONS + AS_WRITTEN + after).replace("\n", line_end))
    edit = merging.merge_entities(before, "beta", "gamma")
    named = "name: Beta\n    aliases:\n      - {name: Gamma, basis: editor}\n"
    wanted = MISSIONS.replace("name: Beta\n", named) + MOVED + after
    assert edit.book.files["data/missions.yaml"].decode() == wanted.replace("\n", line_end)
    assert [one.message for one in edit.problems] == ["the comment is lost: # of old"]
    assert edit.problems[0].place.line == MISSIONS.count("\n") + 1


def test_claims_that_are_not_last_in_their_entity_move_as_they_are_written() -> None:
    names = "    aliases:\n      - {name: Gamma II}\n"
    before = book(missions=MISSIONS + AS_WRITTEN + names)
    edit = merging.merge_entities(before, "beta", "gamma")
    assert edit.book.files["data/missions.yaml"].decode().endswith(MOVED)
    assert [one.message for one in edit.problems] == ["the comment is lost: # of old"]


def test_claims_move_into_another_file_and_into_an_empty_list() -> None:
    before = book(missions=MISSIONS + AS_WRITTEN, people=PEOPLE + "  - {id: ada, name: Ada}\n")
    edit = merging.merge_entities(before, "li-wei", "gamma")
    assert MOVED.replace("beta", "li-wei") in edit.book.files["data/people.yaml"].decode()
    assert edit.book.files["data/missions.yaml"].decode() == MISSIONS
    # In brackets there is no room for comments: it is told which ones go.
    edit = merging.merge_entities(before, "ada", "gamma")
    assert len(edit.problems) == len([line for line in AS_WRITTEN.split("\n") if "#" in line])
    before = book(people=PEOPLE, missions=MISSIONS + AS_WRITTEN + "  - id: ada\n    name: Ada\n")
    edit = merging.merge_entities(before, "ada", "gamma")
    assert (
        f"    claims:\n{MOVED}".replace("beta", "ada")
        in edit.book.files["data/missions.yaml"].decode()
    )


def test_a_comment_of_a_claim_that_is_one_with_another_is_told() -> None:
    links = """\
  - id: gamma
    name: Gamma
    claims:
      - property: follows
        # not sure
        value: {entity: beta}   # which is the same
  - id: delta
    name: Delta
    claims:
      - property: follows
        value: {entity: gamma}
      - property: follows
        # once more
        value: {entity: beta}
"""
    edit = merging.merge_entities(book(missions=MISSIONS + links), "beta", "gamma")
    assert [claim.id for claim in claims_of("delta", edit.book)] == ["delta/follows/beta"]
    assert [one.message for one in edit.problems] == ["the comment is lost: # once more"]
    assert (
        b"        # not sure\n        value: {entity: beta}   # which"
        in edit.book.files["data/missions.yaml"]
    )


def test_an_entity_with_a_mistake_is_not_merged_away() -> None:
    wrong = MISSIONS.replace("- property: follows", "- proprety: follows")
    with pytest.raises(EditError, match=r"data/missions\.yaml:\d+: there is a mistake; mend it"):
        merging.merge_entities(book(missions=wrong, findings="findings: []\n"), "alpha", "beta")


@pytest.mark.parametrize(
    ("first", "second"), [("change-5", "change-6"), ("cnsa", "roscosmos"), ("russia", "china")]
)
def test_merging_shipped_entities(first: str, second: str) -> None:
    edit = merging.merge_entities(SHIPPED, first, second)
    assert {problem.code for problem in edit.problems} <= {"F016", "F018"}
    assert f"entity: {second}}}" not in b"".join(edit.book.files.values()).decode()
    gone = set(SHIPPED.facts.entities) - set(edit.book.facts.entities)
    assert gone == {second}


# --- articles and quotes ----------------------------------------------------------------------


def test_articles_are_described() -> None:
    before = book()
    metadata = before.sources["a.txt"].metadata
    edit = editing.describe_article(
        before,
        "a.txt",
        metadata._replace(
            title="", author="Li: Wei", inferred=(("published", "so"), *metadata.inferred)
        ),
    )
    edit = editing.describe_article(edit.book, "b.txt", Metadata("Title", published="2021~"))
    assert changed(before, edit) == {
        "data/sources.yaml": [
            "-     title: Probe lands on the Moon",
            '+     author: "Li: Wei"',
            "-     inferred: {publisher: the dateline names it}",
            "+     inferred: {publisher: the dateline names it, published: so}",
            "+   - file: b.txt",
            "+     title: Title",
            "+     published: 2021~",
        ]
    }
    assert edit.book.sources["a.txt"].metadata.author == "Li: Wei"


def test_excuses_and_zones() -> None:
    before = book()
    quote = Evidence("a.txt", "Beta will follow", suffix=" in 2029.")
    edit = editing.add_excuse(before, "a.txt", Excuse(quote, "a plan"))
    edit = editing.add_zone(edit.book, "a.txt", ZoneMark("body", (2, 4), None, quote.place))
    edit = editing.add_zone(edit.book, "c.txt", ZoneMark("title", (1, 1), None, quote.place))
    edit = editing.add_excuse(edit.book, "c.txt", Excuse(quote, "a plan"))
    assert changed(before, edit) == {
        "data/sources.yaml": [
            "+       - {zone: body, lines: 2-4}",
            '+       - {quote: Beta will follow, suffix: " in 2029.", reason: a plan}',
            "+   - file: c.txt",
            "+     zones:",
            "+       - {zone: title, lines: 1}",
            "+     excused:",
            "+       - quote: Beta will follow",
            '+         suffix: " in 2029."',
            "+         reason: a plan",
        ]
    }


def test_every_quote_can_be_given_other_words() -> None:
    before = book()
    facts = before.facts
    quotes = [
        one
        for entity in facts.entities.values()
        for pieces in (
            *(alias.evidence for alias in entity.aliases),
            *(claim.evidence for claim in entity.claims),
        )
        for one in pieces
    ]
    quotes += [one for finding in facts.findings for one in finding.evidence]
    for source in before.sources.values():
        quotes += [one.quote for one in source.excused]
        quotes += [mark.quote for mark in source.zones if mark.quote]
    assert len(quotes) == 9
    for quote in quotes:
        new = quote._replace(quote="Other: words", prefix="x ", suffix="")
        edit = editing.requote(before, quote.place, quote.quote, new)
        ((name, lines),) = changed(before, edit).items()
        assert name == quote.place.file
        assert 'prefix: "x "' in "".join(lines)
        assert len(lines) <= 3
        with pytest.raises(EditError, match="another quote"):
            editing.requote(before, quote.place, "not this", new)
    with pytest.raises(EditError, match="no quote here"):
        editing.requote(before, quotes[0].place._replace(line=1), "x", quotes[0])


# --- the schema -------------------------------------------------------------------------------


def test_declaring() -> None:
    before = book()
    edit = declaring.add_kind(before, Kind("port", "Port", ""))
    edit = declaring.add_property(edit.book, Property("depth", "", ("quantity", "text"), many=True))
    assert changed(before, edit) == {
        "data/schema.yaml": [
            "+   - {id: port, label: Port, plural: Ports}",
            "+   - {id: depth, label: depth, type: [quantity, text], many: true}",
        ]
    }


def test_a_property_is_declared_with_the_claim_that_needs_it() -> None:
    before = book()
    claim = Claim("", "beta", "depth", Value("text", "deep"))
    item = Property("depth", "", ("text",))
    edit = declaring.with_property(before, item, lambda there: editing.add_claim(there, claim))
    assert not edit.problems
    assert changed(before, edit)["data/schema.yaml"] == [
        "+   - {id: depth, label: depth, type: text}",
    ]
    again = declaring.with_property(
        edit.book, item, lambda there: editing.delete_claim(there, "beta/depth/deep")
    )
    assert again.book.facts.schema == edit.book.facts.schema
    # Without any, all are allowed: none is declared.
    free = Book({"data/missions.yaml": MISSIONS.partition("    claims")[0].encode()})
    wanted = Claim("", "alpha", "depth", Value("text", "deep"))
    edit = declaring.with_property(free, item, lambda there: editing.add_claim(there, wanted))
    assert set(edit.book.files) == set(free.files)


def test_the_first_kind_that_is_declared_takes_the_others_along() -> None:
    without = Book({"data/missions.yaml": MISSIONS.partition("    claims")[0].encode()})
    edit = declaring.add_kind(without, Kind("port", "Port", "Ports"))
    assert list(edit.book.facts.schema.kinds) == [*without.facts.schema.kinds, "port"]
    assert not edit.problems


# --- refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["a\x07b", "a\u202eb", "\ud800", "a\u200bb", "\x1b[31m"])
def test_what_cannot_be_seen_is_refused(text: str) -> None:
    with pytest.raises(EditError, match="invisible or control character U\\+") as refused:
        editing.add_claim(book(), text_claim(text))
    assert str(refused.value).isprintable()


def test_plain_messages() -> None:
    before = book()
    said = text_claim("the editor's remark")
    asks: dict[str, Callable[[], Edit]] = {
        'no entity "alhpa" (did you mean "alpha"?)': lambda: editing.delete_entity(before, "alhpa"),
        "same claim": lambda: editing.add_claim(before, said),
        "needs a value": lambda: editing.add_claim(before, text_claim(" ")),
        "no claim": lambda: editing.delete_claim(before, "alpha/x"),
        "taken already": lambda: editing.add_entity(before, Entity("alpha", "mission", "A")),
        "lower-case": lambda: editing.add_entity(before, Entity("Al", "mission", "A")),
        "unknown kind": lambda: editing.add_entity(before, Entity("al", "ship", "A")),
        "needs a name": lambda: editing.rename_entity(before, "alpha", " "),
        "already": lambda: editing.add_alias(before, "alpha", Alias("Alfa-1")),
        "with itself": lambda: merging.merge_entities(before, "alpha", "alpha"),
        "declared already": lambda: declaring.add_kind(before, Kind("person", "", "")),
    }
    for message, ask in asks.items():
        with pytest.raises(EditError) as refused:
            ask()
        assert message in str(refused.value)
        assert "\n" not in str(refused.value)


def test_a_file_with_mistakes_is_edited_around_them() -> None:
    wrong = MISSIONS.replace(
        "      - property: mass\n", "      - proprety: mass\n        colour: red\n"
    )
    before = book(missions=wrong, findings="findings: []\n")
    assert before.problems
    edit = editing.add_claim(before, text_claim("more"))
    edit = editing.delete_claim(edit.book, "alpha/landed/may-3-2021")
    assert not edit.problems
    assert b"proprety: mass\n        colour: red" in edit.book.files["data/missions.yaml"]


def test_a_file_that_cannot_be_read_is_not_edited() -> None:
    before = book(missions=MISSIONS + "x: &a b\n")
    with pytest.raises(EditError, match="no entity"):
        editing.add_claim(before, text_claim("more"))
    with pytest.raises(EditError, match=r"data/sources\.yaml:1:1: Y004 .*; mend it first"):
        editing.describe_article(book(sources="&a []\n"), "a.txt", Metadata("x"))


# --- a new workspace --------------------------------------------------------------------------


def test_files_of_a_new_workspace_are_filled(tmp_path: Path) -> None:
    data = make(tmp_path / "new").root / "data"
    before = Book({f"data/{path.name}": path.read_bytes() for path in data.iterdir()})
    edit = editing.describe_article(before, "a.txt", Metadata("A title", published="2024"))
    edit = editing.add_entity(edit.book, Entity("ada", "person", "Ada"))
    edit = editing.add_entity(edit.book, Entity("bob", "person", "Bob"))
    edit = editing.add_entity(edit.book, Entity("port", "place", "Port"))
    edit = editing.add_claim(edit.book, Claim("", "ada", "statement", Value("text", "yes")))
    assert not edit.book.problems
    people = before.files["data/people.yaml"].decode()
    assert edit.book.files["data/people.yaml"].decode() == people.replace(
        "entities: []\n",
        "entities:\n\n  - id: ada\n    name: Ada\n    claims:\n      - property: statement\n"
        '        value: "yes"\n\n  - id: bob\n    name: Bob\n',
    )
    assert edit.book.files["data/places.yaml"].startswith(b"kind: place\nentities:\n\n  - id: port")
    assert all(line.startswith("+") for line in changed(before, edit)["data/sources.yaml"][1:])

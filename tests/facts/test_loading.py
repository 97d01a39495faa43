"""Claim ids do not depend on the order of a file, and only one file is the schema."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from lunar_tui.facts.loading import load
from lunar_tui.problems import Report
from tests.workspaces import SCHEMA, SOURCES, small

CLAIMS = (
    "{property: mass, value: 50 kg}",
    "{property: mass, value: 50 kg, qualifiers: {role: soil}}",
    "{property: mass, value: 50 kg, evidence: [{source: a.txt, quote: 50 kg}]}",
    '{property: mass, value: {quantity: "50", unit: kg}}',
)


def ids(*claims: str) -> list[str]:
    written = ", ".join(claims)
    text = f"kind: mission\nentities:\n  - {{id: alpha, name: Alpha, claims: [{written}]}}\n"
    report = Report()
    facts = load([("data/a.yaml", text.encode())], report)
    assert list(report) == []
    assert list(facts.claims) == [claim.id for claim in facts.entities["alpha"].claims]
    return list(facts.claims)


def test_colliding_ids_do_not_depend_on_the_order() -> None:
    first = dict(zip(CLAIMS, ids(*CLAIMS), strict=True))
    assert len(set(first.values())) == len(CLAIMS)
    assert all(name.startswith("alpha/mass/50-kg-") for name in first.values())
    for order in permutations(CLAIMS):
        assert ids(*order) == [first[claim] for claim in order]


def test_an_id_that_is_given_is_kept() -> None:
    given = "{id: alpha/mass/50-kg, property: mass, value: 60 kg}"
    one, other = ids(given, CLAIMS[0])
    assert one == "alpha/mass/50-kg"
    assert other.startswith("alpha/mass/50-kg-")
    assert ids(CLAIMS[0], given) == [other, one]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('">50 kg"', '"<50 kg"'),
        ('"50 kg"', '">50 kg"'),
        ('"-5 C"', '"5 C"'),
        ('"50%"', '"50"'),
        ('"约50公斤"', '"逾50公斤"'),
        ('{date: "../2030"}', '{date: "2030"}'),
        ('{date: "2030?"}', '{date: "2030~"}'),
        (
            '{quantity: "50", unit: kg, accuracy: more than}',
            '{quantity: "50", unit: kg, accuracy: less than}',
        ),
    ],
)
def test_signs_make_other_ids(one: str, other: str) -> None:
    first, second = (ids(f"{{property: mass, value: {value}}}") for value in (one, other))
    assert first != second
    assert ids(*(f"{{property: mass, value: {value}}}" for value in (one, other))) == first + second


def test_of_twins_one_is_kept(tmp_path: Path) -> None:
    twin = "{property: mass, value: 50 kg}"
    facts = f"kind: mission\nentities:\n  - {{id: a, name: A, claims: [{twin}, {twin}]}}\n"
    library = small(tmp_path, {"data/more.yaml": facts}).library
    assert [claim.value.text for claim in library.entities()[-2].claims] == ["50 kg"]
    assert "F012" in {problem.code for problem in library.problems}


def test_only_the_exact_name_is_the_schema(tmp_path: Path) -> None:
    made = small(tmp_path, {"data/my-schema.yaml": "title: Another\n"})
    assert made.library.title == "A small programme"
    assert made.located("data/my-schema.yaml")[0][2] == "S001"


@pytest.mark.parametrize(("name", "content"), [("schema", SCHEMA), ("sources", SOURCES)])
def test_the_other_ending(tmp_path: Path, name: str, content: str) -> None:
    made = small(tmp_path)
    made.put(f"data/{name}.yml", content)
    assert made.located(f"data/{name}.yml") == [(1, 1, "S006")]
    (made.root / "data" / f"{name}.yaml").unlink()
    assert made.problems() == []

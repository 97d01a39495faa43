"""Findings: what values show, no more; and what the editor records."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.findings import difference, find
from lunar_tui.facts.model import (
    Alias,
    Claim,
    Entity,
    Evidence,
    Kind,
    Property,
    Qualifiers,
    Schema,
    Value,
)
from lunar_tui.library import Library, open_library
from tests.workspaces import small

QUOTED = (Evidence("a.txt", "a quote"),)
SCHEMA = Schema(
    "",
    {"mission": Kind("mission", "Mission", "Missions")},
    {
        item.id: item
        for item in (
            Property("mass", "sample mass"),
            Property("partner", "partner", many=True),
            Property("name-used", "name used", many=True, naming=True),
            Property("head", "head"),
        )
    },
)


def mass(amount: str, accuracy: str = "exact", unit: str = "g") -> Value:
    return Value("quantity", f"{amount} {unit}", "", Decimal(amount), unit, accuracy)


def claim(
    name: str, value: Value, prop: str = "mass", *, sourced: bool = True, **given: str
) -> Claim:
    evidence = QUOTED if sourced else ()
    return Claim(f"alpha/{prop}/{name}", "alpha", prop, value, Qualifiers(**given), evidence)


def found(*claims: Claim) -> list[tuple[str, tuple[str, ...]]]:
    entity = Entity("alpha", "mission", "Alpha", (), claims)
    kept = find([entity], SCHEMA, lambda item: item.id)
    return [(item.kind, tuple(name.rpartition("/")[2] for name in item.claims)) for item in kept]


def test_contradicting_values_are_a_conflict() -> None:
    assert found(claim("a", mass("1731")), claim("b", mass("1732"))) == [("conflict", ("a", "b"))]


def test_values_of_other_precision_agree() -> None:
    rounded = claim("c", mass("2", "approximate", "kg"))
    everything = found(claim("a", mass("1731")), claim("b", mass("1731", "approximate")), rounded)
    assert everything == [("precision", ("a", "b", "c"))]


def test_two_claims_differ_in_one_way_only() -> None:
    both = claim("c", mass("400", "more than"))
    assert found(claim("a", mass("418")), claim("b", mass("422")), both) == [
        ("conflict", ("a", "b")),
        ("precision", ("a", "c")),
        ("precision", ("b", "c")),
    ]


ACCURATE = st.sampled_from(["exact", "approximate", "at least", "more than", "at most"])
MASSES = st.builds(mass, st.sampled_from(["2", "2.0", "1.7", "1731", "20", "1.73"]), ACCURATE)


@given(st.lists(st.tuples(MASSES, st.sampled_from(["", "2020", "2021"])), max_size=8))
def test_no_two_claims_that_differ_stand_in_findings_of_two_kinds(
    values: list[tuple[Value, str]],
) -> None:
    claims = [claim(f"c{n}", value, about=about) for n, (value, about) in enumerate(values)]
    kinds: dict[tuple[str, ...], set[str]] = {}
    for kind, names in found(*claims):
        for pair in combinations(names, 2):
            kinds.setdefault(pair, set()).add(kind)
    told = {name for pair in kinds for name in pair}
    for one, other in combinations(claims, 2):
        names = tuple(item.id.rpartition("/")[2] for item in (one, other))
        # What differs is told, as what it is; values that are equal may stand in both.
        if how := difference(one, other):
            assert kinds.get(names, {str(how)}) == {how}
            assert told.issuperset(names)


def test_many_values_that_differ_in_all_ways_are_told_in_few_findings() -> None:
    exact = [claim(f"a{n}", mass(str(1001 + 2 * n))) for n in range(60)]
    loose = [claim(f"b{n}", mass(str(300 + n), "more than")) for n in range(60)]
    told = found(*exact, *loose)
    assert {name for _, names in told for name in names} == {
        item.id.rpartition("/")[2] for item in (*exact, *loose)
    }
    assert len(told) <= 80


def test_equal_values_are_no_finding() -> None:
    assert found(claim("a", mass("1500")), claim("b", mass("1.5", unit="kg"))) == []


def test_only_the_claims_that_differ_are_named() -> None:
    kinds = found(claim("a", mass("10.0")), claim("b", mass("99.0")), claim("c", mass("10.0")))
    assert kinds == [("conflict", ("a", "b", "c"))]


def test_property_with_several_values_at_once_raises_nothing() -> None:
    one, other = Value("entity", "", entity="x"), Value("entity", "", entity="y")
    assert found(claim("a", one, "partner"), claim("b", other, "partner")) == []
    assert found(claim("a", one, "head"), claim("b", other, "head")) == [("conflict", ("a", "b"))]


def test_different_dates_are_a_change() -> None:
    one = claim("a", Value("entity", "", entity="x"), "head", about="2021-03")
    other = claim("b", Value("entity", "", entity="y"), "head", about="2025")
    same_time = claim("c", Value("entity", "", entity="z"), "head", about="2021")
    assert difference(one, other) == "change"
    assert difference(one, same_time) == "conflict"


def test_open_as_of_dates() -> None:
    one = claim("a", mass("17", unit=""), about="2025")
    other = claim("b", mass("10", "more than", ""), about="../2024-06-14")
    assert difference(one, other) == "change"


def test_plan_that_came_true_otherwise_is_a_change() -> None:
    one = claim("a", Value("date", "2029", "2029"), certainty="planned")
    other = claim("b", Value("date", "2031", "2031"))
    assert difference(one, other) == "change"


def test_other_scope_is_another_question() -> None:
    one = claim("a", mass("7", unit=""), scope="countries")
    other = claim("b", mass("50", unit=""), scope="institutions")
    assert difference(one, other) is None


def test_nothing_changed_between_two_scopes() -> None:
    one = claim("a", mass("7", unit=""), scope="countries", about="2021")
    other = claim("b", mass("50", unit=""), scope="institutions", about="2025")
    assert difference(one, other) is None
    assert difference(one, claim("c", mass("50", unit=""), about="2025")) == "change"


def test_what_began_later_took_the_place_of_what_began_before() -> None:
    one = claim("a", Value("entity", "", entity="x"), "head", about="2018/..")
    other = claim("b", Value("entity", "", entity="y"), "head", about="2022/..")
    same = claim("c", Value("entity", "", entity="z"), "head", about="2022-06/..")
    assert difference(one, other) == "change"
    assert difference(other, same) == "conflict"


def test_words_are_not_judged() -> None:
    assert (
        difference(claim("a", Value("text", "robotic")), claim("b", Value("text", "crewed")))
        is None
    )


def test_editors_own_claims_are_no_source() -> None:
    assert found(claim("a", mass("1")), claim("b", mass("5"), sourced=False)) == []


def test_claim_that_evidence_contradicts_is_a_conflict() -> None:
    denial = Evidence("b.txt", "no", stance="contradicts")
    one = claim("a", mass("1731"))._replace(evidence=(*QUOTED, denial))
    assert found(one) == [("conflict", ("a",))]
    assert found(one._replace(evidence=(denial,))) == []
    context = Evidence("b.txt", "see", stance="mentions")
    assert found(one._replace(evidence=(*QUOTED, context))) == []


def test_names() -> None:
    names = [
        claim(f"n{n}", Value("text", text), "name-used") for n, text in enumerate(("Ä", "ä", "B"))
    ]
    assert found(*names) == [("naming", ("n0", "n2"))]


def test_one_name_for_two_things() -> None:
    alias = Alias("The Probe", basis="stated", evidence=QUOTED)
    one = Entity("alpha", "mission", "Alpha", (alias,))
    other = Entity("beta", "mission", "The probe")
    (finding,) = find([one, other], SCHEMA, lambda item: item.id)
    assert finding.kind == "naming"
    assert finding.summary == "“The Probe” stands for Alpha (mission) and The probe (mission)."
    assert finding.evidence == QUOTED


def test_one_name_for_two_things_has_the_quotes_of_each_spelling() -> None:
    other_quote = (Evidence("b.txt", "another quote"),)
    one = Entity("alpha", "mission", "Alpha", (Alias("CE-5", basis="stated", evidence=QUOTED),))
    alias = Alias("CE 5", basis="stated", evidence=other_quote)
    (finding,) = find(
        [one, Entity("beta", "mission", "Beta", (alias,))], SCHEMA, lambda item: item.id
    )
    assert finding.evidence == QUOTED + other_quote


def test_editors_own_claim_of_a_name_is_no_source() -> None:
    own = claim("n", Value("text", "Beta"), "name-used", sourced=False)
    one = Entity("alpha", "mission", "Alpha", (), (own,))
    assert list(find([one, Entity("beta", "mission", "Beta")], SCHEMA, lambda item: item.id)) == []


def test_ids_are_unique_and_stable() -> None:
    library = open_library()
    ids = [item.id for item in library.findings]
    assert len(ids) == len(set(ids))
    assert ids == [item.id for item in open_library().findings]


GOLDEN = {
    "naming/memorandum-2021/name-used": (
        "memorandum-2021/name-used/memorandum-of-mutual-understanding",
        "memorandum-2021/name-used/memorandum-of-understanding",
    ),
    "precision/change-5/returned": (
        "change-5/returned/december-17",
        "change-5/returned/december-2020",
    ),
    "precision/change-5/duration": (
        "change-5/duration/23-days",
        "change-5/duration/about-23-days",
    ),
    "precision/change-5/sample-mass": (
        "change-5/sample-mass/1731-grams",
        "change-5/sample-mass/about-1731-grams",
        "change-5/sample-mass/around-2-kg",
    ),
    "precision/change-5/gap": (
        "change-5/gap/about-44-years",
        "change-5/gap/44-years",
        "change-5/gap/over-40-years",
    ),
    "change/cnsa/head": ("cnsa/head/shan-zhongde", "cnsa/head/zhang-kejian"),
    "change/roscosmos/head": ("roscosmos/head/dmitry-rogozin", "roscosmos/head/yuri-borisov"),
    "change/ilrs/member-count": (
        "ilrs/member-count/17-countries-and-international",
        "ilrs/member-count/more-than-10-countries-and-international",
    ),
    "naming/ilrs/name-used": (
        "ilrs/name-used/international-scientific-lunar-station",
        "ilrs/name-used/isls",
        "ilrs/name-used/lunar-station",
        "ilrs/name-used/lunar-post",
        "ilrs/name-used/scientific-outpost-program",
        "ilrs/name-used/international-lunar-research-station",
        "ilrs/name-used/international-moon-research-station",
    ),
}


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library()


def test_every_finding_of_the_program_was_read_and_accepted(library: Library) -> None:
    shown = {item.id: item.claims for item in library.findings if item.basis == "program"}
    assert shown == GOLDEN


def test_every_finding_shows_quotes_of_which_each_has_its_place(library: Library) -> None:
    for finding in library.findings:
        pieces = library.evidence_of(finding)
        assert len(pieces) > 1, finding.id
        assert {library.locate(piece).state for _, piece in pieces} == {"exact"}, finding.id
        assert finding.summary.endswith("."), finding.id


def test_quotes_stand_from_the_oldest_source_to_the_newest(library: Library) -> None:
    (finding,) = (f for f in library.findings if f.id == "precision/change-5/sample-mass")
    published = [
        library.sources[piece.source].metadata.published
        for _, piece in library.evidence_of(finding)
    ]
    assert published == sorted(published)
    assert len(published) == 4


FINDINGS = """\
findings:
  - id: soil-or-mass
    kind: precision
    entity: alpha
    property: mass
    summary: One thing, said twice.
    claims: [alpha/mass/1-5-kg, alpha/landed/may-3-2021]
    evidence:
      - {source: a.txt, quote: Nobody knows its mass.}
"""


def test_editors_findings_are_loaded(tmp_path: Path) -> None:
    made = small(tmp_path, {"data/findings.yaml": FINDINGS})
    assert made.problems() == []
    (finding,) = (item for item in made.library.findings if item.basis == "editor")
    assert finding.claims == ("alpha/mass/1-5-kg", "alpha/landed/may-3-2021")
    assert [piece.quote for _, piece in made.library.evidence_of(finding)] == [
        "It carried 1.5 kg of soil.",
        "landed on the Moon",
        "Nobody knows its mass.",
    ]


@pytest.mark.parametrize(
    ("change", "line", "code"),
    [
        (("kind: precision", "kind: preciseness"), 3, "S004"),
        (("entity: alpha", "entity: alfa"), 4, "F004"),
        (("property: mass", "property: weight"), 5, "F002"),
        (("alpha/mass/1-5-kg,", "alpha/mass/2-kg,"), 7, "F015"),
        (("    summary: One thing, said twice.\n", ""), 2, "S002"),
        (("Nobody knows its mass.", "Nobody knows."), 9, "F006"),
        (("id: soil-or-mass", "id: Soil or mass"), 2, "S005"),
        (("kind: precision", "kind: precision\n    sort: x"), 4, "S001"),
    ],
)
def test_mistakes_in_findings_are_named_with_their_line(
    tmp_path: Path, change: tuple[str, str], line: int, code: str
) -> None:
    made = small(tmp_path, {"data/findings.yaml": FINDINGS.replace(*change)})
    assert [(at, what) for at, _, what in made.located("data/findings.yaml")] == [(line, code)]


def test_finding_that_shows_nothing_to_compare(tmp_path: Path) -> None:
    lonely = FINDINGS.partition("    claims")[0]
    made = small(tmp_path, {"data/findings.yaml": lonely})
    assert made.located("data/findings.yaml") == [(2, 5, "F016")]


def test_two_findings_of_one_id(tmp_path: Path) -> None:
    twice = FINDINGS + FINDINGS.partition("\n")[2]
    made = small(tmp_path, {"data/findings.yaml": twice})
    assert [code for _, _, code in made.located("data/findings.yaml")] == ["S006"]


def test_finding_with_the_id_of_an_entity(tmp_path: Path) -> None:
    named = FINDINGS.replace("id: soil-or-mass", "id: beta")
    made = small(tmp_path, {"data/findings.yaml": named})
    assert made.located("data/findings.yaml") == [(2, 5, "S006")]


def test_quotes_of_sources_whose_dates_do_not_tell_are_neither_oldest_nor_newest(
    tmp_path: Path,
) -> None:
    further = "      - {source: b.txt, quote: Its mass is one ton.}\n"
    files = {"data/findings.yaml": FINDINGS + further, "seeds/b.txt": "Its mass is one ton.\n"}
    library = small(tmp_path, files).library
    (finding,) = (item for item in library.findings if item.basis == "editor")
    assert [piece.source for _, piece in library.evidence_of(finding)][-1] == "b.txt"
    assert library.ends_of(finding) == ("", "")

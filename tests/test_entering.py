from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.entering import fields_of, guessed, judged, new_id, property_named
from lunar_tui.facts.model import Evidence, Property
from lunar_tui.library import Library
from tests.workspaces import small

PIECE = Evidence("a.txt", "landed on the Moon")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return small(tmp_path).library


def typed(**fields: str) -> dict[str, str]:
    names = "entity property value means certainty inferred_from about said_by said_on role scope"
    base = dict.fromkeys([*names.split(), "note", "stance"], "")
    return {**base, "certainty": "stated", "stance": "supports", **fields}


@pytest.mark.parametrize(
    ("words", "kind", "means"),
    [
        ("May 3, 2021", "date", "2021-05-03"),
        ("in May 2021", "date", "2021-05"),
        ("about 2 kg", "quantity", "approximate 2 kg"),
        ("1,731 grams", "quantity", "1731 grams"),
        ("more than 40 years", "quantity", "more than 40 years"),
        ("three probes", "quantity", ""),
        ("1,5 kg", "quantity", ""),
        ("2-3 kg", "quantity", ""),
        ("10 to 15 years", "quantity", ""),
        ("5 kg or more", "quantity", ""),
        ("2020-11-24", "quantity", ""),
        ("38.5 million euros", "quantity", "38500000 euros"),
        ("by 2030", "date", ""),
        ("not before 2026", "date", ""),
        ("the day before 24 November 2020", "date", ""),
        ("the probe Alpha", "entity", "Alpha"),
        ("nobody", "entity", ""),
        ("a landing", "text", ""),
    ],
)
def test_what_words_mean_is_offered(library: Library, words: str, kind: str, means: str) -> None:
    asked = Property("x", "x", (kind,))  # type: ignore[arg-type]
    assert guessed(words, asked, library, "").means == means


def test_a_year_that_is_not_given_is_inferred_and_said_to_be(library: Library) -> None:
    asked = Property("x", "x", ("date",))
    guess = guessed("on May 3", asked, library, "2021-06-01")
    assert guess.means == "2021-05-03"
    assert "2021-06-01" in guess.inferred_from


@pytest.mark.parametrize("claim", ["landed", "mass", "said", "follows"])
def test_a_claim_survives_its_form(library: Library, claim: str) -> None:
    for one in library.facts.claims.values():
        if one.property == claim and one.evidence:
            found = judged(fields_of(one, library), one.evidence, library)
            assert found.mistakes == {}
            assert found.claim is not None
            assert found.claim.value == one.value
            assert found.claim.qualifiers == one.qualifiers


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, {"entity", "property"}),
        ({"entity": "Alfa", "property": "landed", "value": "May"}, {"entity", "means"}),
        ({"entity": "Alpha", "property": "landd", "value": "x"}, {"property", "means"}),
        ({"entity": "Alpha", "property": "landed", "value": "x", "means": "soon"}, {"means"}),
        ({"entity": "Alpha", "property": "mass", "value": "much", "means": "much"}, {"means"}),
        ({"entity": "Alpha", "property": "follows", "value": "Nobody"}, {"means"}),
        ({"entity": "Alpha", "property": "said", "value": "x", "about": "soon"}, {"about"}),
        ({"entity": "Alpha", "property": "said", "value": "x", "certainty": "x"}, {"certainty"}),
        (
            {"entity": "Alpha", "property": "said", "value": "x", "certainty": "inferred"},
            {"inferred_from"},
        ),
    ],
)
def test_mistakes_are_told_by_field(
    library: Library, fields: dict[str, str], wrong: set[str]
) -> None:
    found = judged(typed(**fields), (PIECE,), library)
    assert found.claim is None
    assert set(found.mistakes) - {"value"} == wrong - {"value"}


def test_names_and_labels_will_do(library: Library) -> None:
    fields = typed(entity="alfa-1", property="sample mass", value="1.5 kg", means="1.5 kg")
    claim = judged({**fields, "said_by": "Li Wei"}, (PIECE,), library).claim
    assert claim is not None
    assert (claim.entity, claim.property, claim.qualifiers.said_by) == ("alpha", "mass", "li-wei")
    assert claim.evidence == (PIECE,)


def test_a_quote_may_contradict(library: Library) -> None:
    fields = typed(entity="Alpha", property="said", value="x", stance="contradicts")
    claim = judged(fields, (PIECE,), library).claim
    assert claim is not None
    assert claim.evidence[0].stance == "contradicts"


def test_properties_are_known_by_id_and_label(library: Library) -> None:
    assert property_named("sample mass", library) == library.facts.schema.properties["mass"]
    # Much like one that is known: rather a slip.
    assert property_named("mas", library) is None
    new = property_named("Colour of it", library)
    assert new is not None
    assert (new.id, new.label) == ("colour-of-it", "Colour of it")


def test_ids_are_new(library: Library) -> None:
    assert new_id("Alpha", library.facts) == "alpha-2"
    assert new_id("Chang’e 9", library.facts) == "change-9"
    assert new_id("嫦娥", library.facts).isascii()

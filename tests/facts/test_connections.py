"""Connections: whom claims link an entity to, and what they say."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.connections import Edge, connections, neighbourhood
from lunar_tui.facts.model import Claim, Property, Schema, Value
from tests.workspaces import small

SCHEMA = Schema(
    "", {}, {name: Property(name, f"{name}s") for name in ("partner", "part", "target")}
)


def link(entity: str, name: str, target: str) -> Claim:
    value = Value("entity", "", entity=target)
    return Claim(f"{entity}/{name}/{target}", entity, name, value)


CLAIMS = [
    link("hub", "target", "moon"),
    link("hub", "unlisted", "x"),
    link("hub", "part", "whole"),
    link("hub", "partner", "b"),
    link("hub", "hub", "hub"),
    link("hub", "partner", "a"),
    Claim("hub/said/words", "hub", "said", Value("text", "words")),
    link("c", "partner", "hub"),
    link("a", "target", "hub"),
    link("moon", "part", "hub"),
    link("a", "partner", "b"),
    link("b", "part", "far"),
    link("far", "target", "farther"),
]


def links_of(name: str) -> list[Claim]:
    return [claim for claim in CLAIMS if name in (claim.entity, claim.value.entity)]


def test_neighbours_in_the_order_of_the_schema() -> None:
    own = [claim for claim in CLAIMS if claim.entity == "hub"]
    back = [claim for claim in CLAIMS if claim.value.entity == "hub"]
    found = connections("hub", own, back, SCHEMA)
    assert [item.entity for item in found] == ["b", "a", "c", "whole", "moon", "x"]
    both = found[1]
    assert [claim.id for claim in both.outgoing] == ["hub/partner/a"]
    assert [claim.id for claim in both.incoming] == ["a/target/hub"]
    assert both.claims == (*both.outgoing, *both.incoming)


def test_nothing_is_connected_to_nobody() -> None:
    assert connections("alone", [], [], SCHEMA) == ()
    assert neighbourhood("alone", links_of, SCHEMA) == (("alone",), ())


def test_links_among_neighbours_are_drawn() -> None:
    nodes, edges = neighbourhood("hub", links_of, SCHEMA)
    assert nodes == ("hub", "b", "a", "c", "whole", "moon", "x")
    assert Edge("a", "b", ("partners",), ("a/partner/b",)) in edges
    assert Edge("hub", "x", ("unlisted",), ("hub/unlisted/x",)) in edges
    assert not any("far" in (edge.origin, edge.target) for edge in edges)


def test_depth() -> None:
    assert neighbourhood("hub", links_of, SCHEMA, 0) == (("hub",), ())
    wider = neighbourhood("hub", links_of, SCHEMA, 2)
    assert wider.nodes == ("hub", "b", "a", "c", "whole", "moon", "x", "far")
    assert neighbourhood("hub", links_of, SCHEMA, 9).nodes == (*wider.nodes, "farther")


def test_claims_between_the_same_two_are_one_edge() -> None:
    claims = [link("a", "part", "b"), link("a", "partner", "b"), link("b", "part", "a")]
    found = neighbourhood("a", lambda _: claims, SCHEMA)
    assert found.edges == (
        Edge("a", "b", ("parts", "partners"), ("a/part/b", "a/partner/b")),
        Edge("b", "a", ("parts",), ("b/part/a",)),
    )


NAMES = st.sampled_from("abcd")
LINKS = st.lists(st.builds(link, NAMES, st.sampled_from(["partner", "part", "new"]), NAMES))


@given(LINKS, NAMES)
def test_no_claim_is_lost_or_doubled(claims: list[Claim], name: str) -> None:
    own = [claim for claim in claims if claim.entity == name]
    found = connections(name, own, claims, SCHEMA)
    shown = [claim for item in found for claim in item.claims]
    ends = [claim for claim in claims if claim.entity != claim.value.entity]
    assert sorted(shown) == sorted(
        claim for claim in ends if name in (claim.entity, claim.value.entity)
    )
    assert len({item.entity for item in found}) == len(found)
    # Seen from the other end, the same claims go the other way.
    for item in found:
        theirs = [claim for claim in claims if claim.entity == item.entity]
        back = {one.entity: one for one in connections(item.entity, theirs, claims, SCHEMA)}
        assert back[name].incoming == item.outgoing
        assert back[name].outgoing == item.incoming


# --- in a library -----------------------------------------------------------------------------


FACTS = """\
kind: mission
entities:
  - id: alpha
    name: Alpha
    claims:
      - {property: follows, value: {entity: gone}}
  - id: beta
    name: Beta
    claims:
      - {property: follows, value: {entity: alpha}}
"""


def test_library_connects_what_there_is(tmp_path: Path) -> None:
    library = small(tmp_path, {"data/missions.yaml": FACTS}).library
    (only,) = library.connections("alpha")
    assert (only.entity, only.outgoing) == ("beta", ())
    assert [claim.id for claim in only.claims] == ["beta/follows/alpha"]
    found = library.neighbourhood("alpha")
    assert found.nodes == ("alpha", "beta")
    assert [edge.labels for edge in found.edges] == [("follows",)]
    assert library.connections("li-wei") == ()
    assert library.connections("nobody") == ()

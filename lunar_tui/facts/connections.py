"""Connections: the entities that claims link an entity to, with the claims that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from lunar_tui.facts.model import Claim, Schema

LinksOf = Callable[[str], Iterable[Claim]]
"""The claims that link an entity to others: its own, and those of others whose value it is."""


class Connection(NamedTuple):
    """A neighbour of an entity.

    ``outgoing`` are the claims of the entity whose value is the neighbour, ``incoming`` those of
    the neighbour whose value is the entity.
    """

    entity: str
    outgoing: tuple[Claim, ...] = ()
    incoming: tuple[Claim, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims that connect the two, outgoing ones first."""
        return (*self.outgoing, *self.incoming)


class Edge(NamedTuple):
    """A link in a drawing: what the claims of ``origin`` say about ``target``.

    ``labels`` are those of the properties, each once, in the order of ``claims``, which are ids.
    """

    origin: str
    target: str
    labels: tuple[str, ...]
    claims: tuple[str, ...]


class Neighbourhood(NamedTuple):
    """An entity, those around it, and all links among them.

    ``nodes`` begin with the entity itself; then the nearer ones come first, in the order of
    :func:`connections`.
    """

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]


def connections(
    entity_id: str, own_claims: Iterable[Claim], backlinks: Iterable[Claim], schema: Schema
) -> tuple[Connection, ...]:
    """The neighbours of an entity, each once, with every claim that connects them.

    They stand in the order of the properties in the schema: a neighbour is placed by the first one
    that connects it, an outgoing one before an incoming one of the same property. Neighbours that
    are equal in this, and the claims of each, stay in the order given. A claim that links an entity
    to itself connects nothing.
    """
    found: dict[str, tuple[list[Claim], list[Claim]]] = defaultdict(lambda: ([], []))
    for claim in own_claims:
        if claim.value.entity and claim.value.entity != entity_id:
            found[claim.value.entity][0].append(claim)
    for claim in backlinks:
        if claim.entity != entity_id and claim.value.entity == entity_id:
            found[claim.entity][1].append(claim)
    places = {name: number for number, name in enumerate(schema.properties)}

    def place(connection: Connection) -> tuple[int, bool]:
        numbers = [
            (places.get(claim.property, len(places)), incoming)
            for incoming, claims in enumerate((connection.outgoing, connection.incoming))
            for claim in claims
        ]
        number, incoming = min(numbers)
        return number, bool(incoming)

    neighbours = (Connection(name, tuple(out), tuple(into)) for name, (out, into) in found.items())
    return tuple(sorted(neighbours, key=place))


def neighbourhood(
    entity_id: str, links_of: LinksOf, schema: Schema, depth: int = 1
) -> Neighbourhood:
    """What is at most ``depth`` links away from an entity, and the links among all of it."""
    nodes = [entity_id]
    seen = {entity_id}
    ring = [entity_id]
    for _ in range(depth):
        following = []
        for name in ring:
            links = list(links_of(name))
            for connection in connections(name, _of(name, links), links, schema):
                if connection.entity not in seen:
                    seen.add(connection.entity)
                    following.append(connection.entity)
        nodes += following
        ring = following
    edges: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for name in nodes:
        for claim in _of(name, links_of(name)):
            target = claim.value.entity
            if target in seen and target != name:
                edges[name, target].append(claim)
    return Neighbourhood(tuple(nodes), tuple(_edge(*ends, edges[ends], schema) for ends in edges))


def _of(entity_id: str, claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.entity == entity_id]


def _edge(origin: str, target: str, claims: list[Claim], schema: Schema) -> Edge:
    labels = dict.fromkeys(schema.property(claim.property).label for claim in claims)
    return Edge(origin, target, tuple(labels), tuple(claim.id for claim in claims))

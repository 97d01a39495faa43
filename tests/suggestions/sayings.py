"""A small world of made-up things, and what is suggested of sentences about it."""

from __future__ import annotations

from lunar_tui.corpus.article import Article, Metadata
from lunar_tui.corpus.mentions import Names
from lunar_tui.facts.model import DEFAULT_SCHEMA, Entity, Facts, Kind, Property, Schema
from lunar_tui.suggestions.model import Suggestion, value_key
from lunar_tui.suggestions.suggester import Suggester

ENTITIES = (
    Entity("orca", "mission", "Orca-3"),
    Entity("heron", "vehicle", "Heron rocket"),
    Entity("ferrum", "organisation", "Ferrum Works"),
    Entity("agency", "organisation", "Nordic Space Agency"),
    Entity("acme", "organisation", "Acme"),
    Entity("ada-lind", "person", "Ada Lind"),
    Entity("bo-berg", "person", "Bo Berg"),
    Entity("pact", "agreement", "Skagen Pact"),
    Entity("port", "site", "Kiruna"),
    Entity("lund", "site", "Lund"),
    Entity("crater", "site", "Bohr crater"),
    Entity("sweden", "country", "Sweden"),
    Entity("norway", "country", "Norway"),
    Entity("station", "programme", "Polar Station"),
)
_KINDS = dict(DEFAULT_SCHEMA.kinds) | {"country": Kind("country", "Country", "Countries")}
BARE = Schema("", _KINDS, {})


def schema(*properties: Property) -> Schema:
    return Schema("", _KINDS, {item.id: item for item in properties})


def suggestions(text: str, using: Schema = BARE, published: str = "2024-05-10") -> list[Suggestion]:
    facts = Facts(using, {entity.id: entity for entity in ENTITIES})
    names = Names((entity.id, name) for entity in ENTITIES for name in entity.names)
    article = Article("a.txt", text, Metadata(published=published))
    return list(Suggester(facts, names).of(article))


def said(
    text: str, using: Schema = BARE, published: str = "2024-05-10"
) -> set[tuple[str, str, str]]:
    """Entity, property and value of every suggestion."""
    found = suggestions(text, using, published)
    return {(item.entity, item.property, value_key(item.value)) for item in found}

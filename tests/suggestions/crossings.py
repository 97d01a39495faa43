"""A made-up workspace about bridges and ferries, with properties that its owner has named."""

from __future__ import annotations

from lunar_tui.corpus.article import Article, Metadata
from lunar_tui.corpus.mentions import Names
from lunar_tui.facts.model import Alias, Claim, Entity, Facts, Kind, Property, Schema
from lunar_tui.suggestions.model import Suggestion, value_key
from lunar_tui.suggestions.suggester import Suggester

KINDS = {
    kind.id: kind
    for kind in (
        Kind("person", "Person", "People"),
        Kind("organisation", "Organisation", "Organisations"),
        Kind("structure", "Structure", "Structures"),
        Kind("court", "Court", "Courts"),
        Kind("place", "Place", "Places"),
    )
}
PROPERTIES = (
    Property("signed", "signed", ("date",)),
    Property("inaugurated", "inaugurated", ("date",)),
    Property("work-began", "start of work", ("date",)),
    Property("founded", "established", ("date",)),
    Property("ruled", "ruled", ("date",)),
    Property("price", "what it cost", ("quantity",)),
    Property("budget", "budget", ("quantity",)),
    Property("length", "length", ("quantity",)),
    Property("main-span", "main span", ("quantity",)),
    Property("damages", "damages", ("quantity",)),
    Property("capacity", "passengers", ("quantity",)),
    Property("agreement-with", "agreement with", ("entity",), many=True),
    Property("builder", "builder", ("entity",)),
    Property("designer", "designer", ("entity",)),
    Property("seat", "headquarters", ("entity",)),
    Property("head", "led by", ("entity",)),
    Property("sued", "sued", ("entity",), many=True),
)
ENTITIES = (
    Entity("county", "organisation", "Vestmark County"),
    Entity("torvald", "organisation", "Torvald Bygg AS", (Alias("Torvald Bygg"),)),
    Entity("arkon", "organisation", "Arkon Consult"),
    Entity("skarvik", "structure", "Skarvik Bridge"),
    Entity("lagan", "structure", "Lagan Bridge"),
    Entity("brattsund", "structure", "MS Brattsund"),
    Entity("court", "court", "Stokke District Court"),
    Entity("bergen", "place", "Bergen"),
    Entity("ada-lind", "person", "Ada Lind"),
)


def suggestions(
    text: str,
    *claims: Claim,
    properties: tuple[Property, ...] = PROPERTIES,
    language: str = "",
    published: str = "2024-05-10",
) -> list[Suggestion]:
    """What is suggested of a text where the entities have some claims already."""
    schema = Schema("", KINDS, {item.id: item for item in properties})
    entities = {
        one.id: one._replace(claims=tuple(claim for claim in claims if claim.entity == one.id))
        for one in ENTITIES
    }
    names = Names((one.id, name) for one in ENTITIES for name in one.names)
    facts = Facts(schema, entities, {claim.id: claim for claim in claims})
    article = Article("a.txt", text, Metadata(published=published, language=language))
    return list(Suggester(facts, names).of(article))


def said(text: str, *claims: Claim, **given: str) -> set[tuple[str, str, str]]:
    """Entity, property and value of every suggestion."""
    found = suggestions(text, *claims, **given)  # type: ignore[arg-type]
    return {(item.entity, item.property, value_key(item.value)) for item in found}

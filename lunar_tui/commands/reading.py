"""The commands that print facts and articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lunar_tui.commands.entry import Command
from lunar_tui.commands.session import (
    DONE,
    NOTHING,
    PROGRAM,
    Session,
    as_json,
    entity_named,
    one_of,
    workspace_option,
)
from lunar_tui.console import emphasis, print_json, print_lines, tell, width

if TYPE_CHECKING:
    from lunar_tui.library import Library


@click.command(
    cls=Command,
    short_help="List entities, or the claims of some.",
    examples=[
        (f"{PROGRAM} facts", "every entity, with the number of its claims"),
        (f"{PROGRAM} facts --kind mission", "the missions"),
        (f"{PROGRAM} facts change-5 CNSA", "all claims about two entities, one a line"),
        (f"{PROGRAM} facts --json change-5", "claims with evidence, for a program"),
    ],
)
@click.argument("entities", metavar="[ENTITY]...", nargs=-1)
@click.option("--kind", metavar="K", help="Only entities of this kind, such as mission.")
@as_json
@workspace_option()
@click.pass_obj
def facts(
    session: Session,
    *,
    entities: tuple[str, ...],
    kind: str | None,
    as_json: bool,
) -> int:
    """List entities, or the claims of the named ones.

    ENTITY is an id, a name or an alias, whatever its case. In JSON every entity comes with its
    claims and their evidence.
    """
    with session.library() as library:
        from lunar_tui.export import plain, shapes

        chosen = list(dict.fromkeys(entity_named(library, words) for words in entities))
        if not entities:
            chosen = [entity for item in library.kinds for entity in library.entities(item.id)]
        if kind is not None:
            wanted = one_of("kind", kind, _kind_names(library))
            chosen = [entity for entity in chosen if entity.kind == wanted]
        if as_json:
            print_json({"entities": [shapes.entity(library, entity) for entity in chosen]})
        elif entities:
            claims = (claim for entity in chosen for claim in entity.claims)
            print_lines(plain.claim_line(library, claim) for claim in claims)
        else:
            print_lines(plain.overview(library, chosen, emphasis()))
        if not chosen:
            tell("no facts found")
        return DONE if chosen else NOTHING


def _kind_names(library: Library) -> dict[str, str]:
    kinds = library.facts.schema.kinds.values()
    return {
        name.casefold(): kind.id for kind in kinds for name in (kind.plural, kind.label, kind.id)
    }


@click.command(
    cls=Command,
    short_help="Print one entity in full, with its sources.",
    examples=[
        (f"{PROGRAM} show change-5", "by id"),
        (f"{PROGRAM} show Guan Feng", "by name"),
        (f"{PROGRAM} show 嫦娥五号", "by any other name"),
    ],
)
@click.argument("entity", nargs=-1, required=True)
@workspace_option()
@click.pass_obj
def show(session: Session, entity: tuple[str, ...]) -> int:
    """Print one entity in full: names, claims, numbered sources with their quotes.

    ENTITY is an id, a name or an alias, whatever its case.
    """
    with session.library() as library:
        from lunar_tui.export import plain

        found = entity_named(library, " ".join(entity))
        print_lines(plain.portrait(library, found, width(), emphasis()))
    return DONE


@click.command(
    cls=Command,
    short_help="List the articles, or their sentences.",
    examples=[
        (f"{PROGRAM} articles", "a table; CITED: sentences cited of those that should be"),
        (f"{PROGRAM} articles --sentences", "every sentence with its id, one a line"),
        (f"{PROGRAM} articles --json", "metadata, zones and counts, for a program"),
    ],
)
@as_json
@click.option("--sentences", is_flag=True, help="Every sentence with its place.")
@workspace_option()
@click.pass_obj
def articles(
    session: Session,
    *,
    as_json: bool,
    sentences: bool,
) -> int:
    """List the articles: where they come from, and how much of them is cited."""
    with session.library() as library:
        from lunar_tui.export import plain, shapes

        found = list(library.articles())
        if as_json:
            shaped = [shapes.article(library, item, sentences=sentences) for item in found]
            print_json({"articles": shaped})
        elif sentences:
            print_lines(line for item in found for line in plain.sentence_lines(item))
        elif found:
            print_lines(plain.table(library, found, width()))
        if not found:
            tell("no articles in this workspace")
        return DONE if found else NOTHING

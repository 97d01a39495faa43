"""The commands that print facts and articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from lunar_tui.commands.entry import Command
from lunar_tui.commands.session import (
    DONE,
    NOTHING,
    PROGRAM,
    Session,
    as_json,
    as_of,
    entity_named,
    kind_named,
    one_of,
    workspace_option,
)
from lunar_tui.console import emphasis, print_json, print_lines, tell, width

if TYPE_CHECKING:
    from datetime import date


@click.command(
    cls=Command,
    short_help="List entities, or the claims of some.",
    examples=[
        (f"{PROGRAM} facts", "every entity, with the number of its claims"),
        (f"{PROGRAM} facts --kind mission", "the missions"),
        (f"{PROGRAM} facts change-5 CNSA", "all claims about two entities, one a line"),
        (f"{PROGRAM} facts --as-of 2021-04-01", "what was known on that day"),
        (f"{PROGRAM} facts --json change-5", "claims with evidence, for a program"),
    ],
)
@click.argument("entities", metavar="[ENTITY]...", nargs=-1)
@click.option("--kind", metavar="K", help="Only entities of this kind, such as mission.")
@as_of
@as_json
@workspace_option()
@click.pass_obj
def facts(
    session: Session,
    *,
    entities: tuple[str, ...],
    kind: str | None,
    day: date | None,
    as_json: bool,
) -> int:
    """List entities, or the claims of the named ones.

    ENTITY is an id, a name or an alias, whatever its case. In JSON every entity comes with its
    claims and their evidence. With --as-of, the editor's own claims are left out, and entities of
    which nothing was known.
    """
    with session.library(day) as library:
        from lunar_tui.export import plain, shapes

        chosen = list(dict.fromkeys(entity_named(library, words) for words in entities))
        if not entities:
            chosen = [entity for item in library.kinds for entity in library.entities(item.id)]
        if kind is not None:
            wanted = kind_named(library, kind)
            chosen = [entity for entity in chosen if entity.kind == wanted]
        if day:
            chosen = [entity for entity in chosen if entity.claims]
        if as_json:
            at: dict[str, Any] = {"as_of": day.isoformat()} if day else {}
            print_json({**at, "entities": [shapes.entity(library, entity) for entity in chosen]})
        elif entities:
            claims = (claim for entity in chosen for claim in entity.claims)
            print_lines(plain.claim_line(library, claim) for claim in claims)
        else:
            print_lines(plain.overview(library, chosen, emphasis()))
        if not chosen:
            tell("no facts found")
        return DONE if chosen else NOTHING


@click.command(
    cls=Command,
    short_help="Print one entity in full, with its sources.",
    examples=[
        (f"{PROGRAM} show change-5", "by id"),
        (f"{PROGRAM} show Guan Feng", "by name"),
        (f"{PROGRAM} show 嫦娥五号", "by any other name"),
        (f"{PROGRAM} show change-7 --as-of 2022", "what was known at the end of 2022"),
    ],
)
@click.argument("entity", nargs=-1, required=True)
@as_of
@workspace_option()
@click.pass_obj
def show(session: Session, *, entity: tuple[str, ...], day: date | None) -> int:
    """Print one entity in full: names, claims, numbered sources with their quotes.

    ENTITY is an id, a name or an alias, whatever its case.
    """
    with session.library(day) as library:
        from lunar_tui.export import plain

        found = entity_named(library, " ".join(entity))
        print_lines(plain.portrait(library, found, width(), emphasis()))
        return NOTHING if day and not found.claims else DONE


@click.command(
    cls=Command,
    short_help="Print where sources differ.",
    examples=[
        (f"{PROGRAM} findings", "every place, with the quotes side by side"),
        (f"{PROGRAM} findings change-5", "those that concern an entity"),
        (f"{PROGRAM} findings --kind conflict", "only contradictions"),
        (f"{PROGRAM} findings --json", "for a program"),
    ],
)
@click.argument("entities", metavar="[ENTITY]...", nargs=-1)
@click.option(
    "--kind", metavar="K", help="Only findings of this kind: conflict, precision, change or naming."
)
@as_of
@as_json
@workspace_option()
@click.pass_obj
def findings(
    session: Session,
    *,
    day: date | None,
    entities: tuple[str, ...],
    kind: str | None,
    as_json: bool,
) -> int:
    """Print where sources differ: contradict each other, are less precise, change, name otherwise.

    What the values of claims show is found by the program; the rest was read by the editor, who
    recorded it in findings.yaml. Quotes stand side by side, the oldest source first.
    """
    with session.library(day) as library:
        from lunar_tui.export import differences, shapes
        from lunar_tui.facts.model import FINDING_KINDS

        chosen = list(library.findings)
        if entities:
            wanted = {entity_named(library, words).id for words in entities}
            chosen = [item for item in chosen if wanted & library.entities_of(item)]
        if kind is not None:
            word = one_of("kind", kind, {name: name for name in FINDING_KINDS})
            chosen = [item for item in chosen if item.kind == word]
        if as_json:
            at: dict[str, Any] = {"as_of": day.isoformat()} if day else {}
            print_json({**at, "findings": [shapes.finding(library, item) for item in chosen]})
        else:
            print_lines(differences.findings(library, chosen, width(), emphasis()))
            if not chosen:
                tell("no findings")
        return DONE if chosen else NOTHING


@click.command(
    cls=Command,
    short_help="Print what happened when, and what was planned.",
    examples=[
        (f"{PROGRAM} timeline", "all dated claims, year by year"),
        (f"{PROGRAM} timeline --entity change-5", "those of one entity"),
        (f"{PROGRAM} timeline --kind mission", "those of the missions"),
        (f"{PROGRAM} timeline --as-of 2021-04", "what was known and planned then"),
        (f"{PROGRAM} timeline --json", "with the days that a date can mean, for a program"),
    ],
)
@click.option("--entity", metavar="E", help="Only this entity: an id, a name or an alias.")
@click.option("--kind", metavar="K", help="Only entities of this kind, such as mission.")
@as_of
@as_json
@workspace_option()
@click.pass_obj
def timeline(
    session: Session,
    *,
    entity: str | None,
    kind: str | None,
    day: date | None,
    as_json: bool,
) -> int:
    """Print all claims that are dates, in order, each as exact as its source.

    A month is no day, and a plan no event: what the sources call planned, or what still lay ahead
    when they were published, is marked so.
    """
    with session.library(day) as library:
        from lunar_tui.export import chronicle, shapes

        wanted = None if entity is None else entity_named(library, entity).id
        sort = None if kind is None else kind_named(library, kind)
        events = library.timeline(entity=wanted, kind=sort)
        if as_json:
            at: dict[str, Any] = {"as_of": day.isoformat()} if day else {}
            print_json({**at, "events": [shapes.event(library, event) for event in events]})
        else:
            print_lines(chronicle.timeline(library, events, width(), emphasis()))
        if not events:
            tell("no dated claims")
        return DONE if events else NOTHING


@click.command(
    cls=Command,
    short_help="List the articles, or their sentences.",
    examples=[
        (f"{PROGRAM} articles", "a table; CITED: sentences cited of those that should be"),
        (f"{PROGRAM} articles --sentences", "every sentence with its id, one a line"),
        (f"{PROGRAM} articles --json", "metadata, zones and counts, for a program"),
    ],
)
@as_of
@as_json
@click.option("--sentences", is_flag=True, help="Every sentence with its place.")
@workspace_option()
@click.pass_obj
def articles(
    session: Session,
    *,
    day: date | None,
    as_json: bool,
    sentences: bool,
) -> int:
    """List the articles: where they come from, and how much of them is cited."""
    with session.library(day) as library:
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

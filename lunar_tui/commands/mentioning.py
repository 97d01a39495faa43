"""The command `mentions`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from lunar_tui.commands.entry import Command
from lunar_tui.commands.searching import find_mentions, open_index
from lunar_tui.commands.session import (
    DONE,
    NOTHING,
    PROGRAM,
    Failure,
    Session,
    articles_named,
    as_json,
    as_of,
    entity_named,
    kind_named,
    workspace_option,
)
from lunar_tui.console import emphasis, print_json, print_lines, tell, width

if TYPE_CHECKING:
    from datetime import date

    from lunar_tui.corpus.tally import Naming
    from lunar_tui.library import Library


@click.command(
    cls=Command,
    short_help="Print where the articles name an entity.",
    examples=[
        (f"{PROGRAM} mentions", "how often each entity is named"),
        (f"{PROGRAM} mentions --kind mission", "how often each mission is"),
        (f"{PROGRAM} mentions CNSA", "every sentence that names one, the oldest first"),
        (f"{PROGRAM} mentions --article 001 CNSA change-5", "of two, in one article"),
        (f"{PROGRAM} mentions --json CNSA", "every place of a name, for a program"),
    ],
)
@click.argument("entities", metavar="[ENTITY]...", nargs=-1)
@click.option("--kind", metavar="K", help="Only entities of this kind, such as mission.")
@click.option(
    "--article",
    "articles",
    metavar="A",
    multiple=True,
    help="Only in this article: its file name, or how that begins. May be repeated.",
)
@as_of
@as_json
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1),
    help="Print at most N sentences of each entity; all of them without it.",
)
@workspace_option()
@click.pass_obj
def mentions(
    session: Session,
    *,
    entities: tuple[str, ...],
    kind: str | None,
    articles: tuple[str, ...],
    day: date | None,
    as_json: bool,
    limit: int | None,
) -> int:
    """Print how often the articles name each entity, or every sentence that names some.

    ENTITY is an id, a name or an alias. A name is found as a whole word, in any spelling and in the
    plural; what stands around an article on its page is left out. A sentence is printed as
    FILE:START-END, which `export` takes; "cited" says that a claim has evidence in it, "or ..."
    that others have the same name.
    """
    with session.library(day) as library:
        from lunar_tui.export import finds, mentions
        from lunar_tui.search.engine import SearchError

        chosen = list(dict.fromkeys(entity_named(library, words) for words in entities))
        if not entities:
            chosen = [entity for item in library.kinds for entity in library.entities(item.id)]
        if kind is not None:
            wanted = kind_named(library, kind)
            chosen = [entity for entity in chosen if entity.kind == wanted]
        files = {file for name in articles for file in articles_named(library, name)} or None
        try:
            open_index(library)
            find_mentions(library)
        except SearchError as error:
            raise Failure(str(error)) from None
        known = library.mentioned
        counts = [(entity, known.count(entity.id, files)) for entity in chosen]
        counted = [(entity, count) for entity, count in counts if count]
        rows = [
            row
            for entity in (chosen if entities else ())
            for row in islice(known.of(entity.id, files), limit)
        ]
        if as_json:
            shape: dict[str, Any] = {"as_of": day.isoformat()} if day else {}
            shape["entities"] = [finds.named(entity, count) for entity, count in counted]
            if entities:
                shape["mentions"] = [one for row in rows for one in finds.mentions(library, row)]
            print_json(shape)
        elif entities:
            print_lines(_sentences(library, rows))
            total = sum(count.sentences for _, count in counted)
            if total > len(rows):
                tell(f"{len(rows)} of {total} sentences; a higher --limit prints more")
        else:
            print_lines(mentions.counted(library, counted, emphasis()))
        found = any(count.mentions for _, count in counted)
        if not found:
            tell("no mentions found")
        return DONE if found else NOTHING


def _sentences(library: Library, rows: list[Naming]) -> Iterator[str]:
    """Under the name of each entity where there are several."""
    from lunar_tui.export import mentions, wording

    strong, columns = emphasis(), width()
    several = len({row.entity for row in rows}) > 1
    before = ""
    for row in rows:
        if several and row.entity != before:
            entity = library.entity(row.entity)
            yield strong(wording.one_line(entity.name if entity else row.entity))
        before = row.entity
        yield from mentions.sentence(library, row, columns, strong)

"""The commands `search` and `index`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from lunar_tui.commands.entry import Command
from lunar_tui.commands.session import (
    DONE,
    NOTHING,
    PROGRAM,
    Failure,
    Session,
    articles_named,
    as_json,
    as_of,
    one_of,
    workspace_option,
)
from lunar_tui.console import emphasis, is_terminal, print_json, print_lines, tell, width

if TYPE_CHECKING:
    from datetime import date

    from lunar_tui.library import Library

_DEFAULT_LIMIT = 20


@click.command(
    cls=Command,
    short_help="Find sentences, the best first.",
    examples=[
        (f"{PROGRAM} search lunar samples", "sentences with both words, in any form"),
        (f"{PROGRAM} search '\"research station\"'", "a phrase"),
        (f"{PROGRAM} search 'chang* NOT samples'", "beginnings of words; without a word"),
        (f"{PROGRAM} search -- moon -mars", "a query with a minus comes after --"),
        (f"{PROGRAM} search --article 001 --zone title moon", "in one article, in its title"),
    ],
)
@click.argument("query", nargs=-1, required=True)
@as_of
@as_json
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1, 10_000),
    default=_DEFAULT_LIMIT,
    show_default=True,
    help="Print at most N sentences.",
)
@click.option(
    "--article",
    "articles",
    metavar="A",
    multiple=True,
    help="Search only this article: its file name, or how that begins. May be repeated.",
)
@click.option(
    "--zone",
    "zones",
    metavar="Z",
    multiple=True,
    help="Search only this zone: title, standfirst, dateline, body, heading, caption, related, "
    "navigation or notice. May be repeated.",
)
@workspace_option()
@click.pass_obj
def search(
    session: Session,
    *,
    day: date | None,
    query: tuple[str, ...],
    as_json: bool,
    limit: int,
    articles: tuple[str, ...],
    zones: tuple[str, ...],
) -> int:
    """Find sentences, the best first.

    Each is printed as FILE:START-END and its zone, with its words below; `export` takes
    FILE:START-END. Words that stand together must all occur, "…" is a phrase, AND, OR and NOT are
    operators, * ends the beginning of a word.
    """
    with session.library(day) as library:
        from lunar_tui.corpus.zones import ZONES
        from lunar_tui.export import plain, shapes
        from lunar_tui.search.engine import SearchError

        known = {name: name for name in ZONES}
        wanted = {one_of("zone", zone, known) for zone in zones}
        sources = {file for name in articles for file in articles_named(library, name)}
        try:
            open_index(library)
            results = library.search(
                " ".join(query), limit=limit, sources=sources or None, zones=wanted or None
            )
        except SearchError as error:
            raise Failure(str(error)) from None
        if as_json:
            print_json(shapes.search(results))
        else:
            strong, columns = emphasis(), width()
            print_lines(
                line for hit in results.hits for line in plain.hit(library, hit, columns, strong)
            )
            for note in results.notes:
                tell(note)
            if results.total > len(results.hits):
                tell(f"{len(results.hits)} of {results.total} sentences; --limit N prints more")
        if not results.hits and not as_json:
            tell("no sentence found")
        return DONE if results.hits else NOTHING


@click.command(
    cls=Command,
    short_help="Build or refresh the search index.",
    examples=[
        (f"{PROGRAM} index", "build the index if the articles have changed"),
        (f"{PROGRAM} index --rebuild", "build it anew in any case"),
    ],
)
@click.option("--rebuild", is_flag=True, help="Build the index even if it is up to date.")
@workspace_option()
@click.pass_obj
def index(
    session: Session,
    *,
    rebuild: bool,
) -> int:
    """Build or refresh the search index.

    `search` does so by itself when it is needed; the index lives in your cache folder and may be
    deleted at any moment.
    """
    with session.library() as library:
        from lunar_tui.search.engine import SearchError

        try:
            how, documents = open_index(library, rebuild=rebuild)
        except SearchError as error:
            raise Failure(str(error)) from None
        words = {"opened": "up to date", "built": "built", "memory": "built, but not kept"}
        print_lines([f"index of {documents} sentences {words[how]}"])
    return DONE


def open_index(library: Library, *, rebuild: bool = False) -> tuple[str, int]:
    """Opens or builds the index, with progress on a terminal: how, and of how many sentences."""
    line = ""

    def progress(done: int) -> None:
        nonlocal line
        line = f"indexing: {done} sentences"
        click.echo(f"\r{line}", nl=False, err=True)

    try:
        opened = library.open_index(
            rebuild=rebuild, progress=progress if is_terminal(sys.stderr) else None
        )
    finally:
        if line:
            # Blanks clear it on any terminal.
            click.echo(f"\r{' ' * len(line)}\r", nl=False, err=True)
    if opened.notice:
        tell(opened.notice)
    return opened.how, opened.documents

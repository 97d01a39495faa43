"""The commands `search` and `index`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from lunar_tui.display import progress_bar

if TYPE_CHECKING:
    from datetime import date

    from lunar_tui.library import Library
    from lunar_tui.search.engine import Explanation, Results

_DEFAULT_LIMIT = 20
# What must be found first for this field.
_MENTIONS = "mentions:"


class _Search(Command):
    """The command whose help lists the fields of a query, too."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from lunar_tui.search.fields import FIELDS

        with formatter.section("Fields"):
            formatter.write_dl([(info.example, info.description) for info in FIELDS], col_max=24)
        super().format_epilog(ctx, formatter)


@click.command(
    cls=_Search,
    short_help="Find sentences, the best first.",
    examples=[
        (f"{PROGRAM} search lunar samples", "sentences with both words, in any form"),
        (f"{PROGRAM} search '\"research station\"'", "a phrase"),
        (f"{PROGRAM} search 'chang* NOT samples'", "beginnings of words; without a word"),
        (f"{PROGRAM} search -- moon -mars", "a query with a minus comes after --"),
        (f"{PROGRAM} search kind:mission date:2021..2024", "about a mission, of these years"),
        (f"{PROGRAM} search --article 001 --zone title moon", "in one article, in its title"),
        (f"{PROGRAM} search --explain CE-5 samples", "with the reasons for each sentence"),
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
@click.option("--explain", is_flag=True, help="Say why each sentence was found.")
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
    explain: bool,
) -> int:
    """Find sentences, the best first.

    Each is printed as FILE:START-END and its zone, with its words below; `export` takes
    FILE:START-END.

    The words of a query must all occur, in any form; a name finds all names of its thing. "…" is a
    phrase, AND, OR, NOT and a minus are operators, ( ) group, beg* is the beginning of a word,
    ~word is one spelt like it, and FIELD:VALUE is a field; docs/search.md of the project has all.
    """
    with session.library(day) as library:
        from lunar_tui.corpus.zones import ZONES
        from lunar_tui.export import finds
        from lunar_tui.search.engine import SearchError

        known = {name: name for name in ZONES}
        wanted = {one_of("zone", zone, known) for zone in zones}
        sources = {file for name in articles for file in articles_named(library, name)} or None
        try:
            open_index(library)
            if _MENTIONS in " ".join(query).lower():
                find_mentions(library)
            results = library.search(
                " ".join(query), limit=limit, sources=sources, zones=wanted or None
            )
            why: dict[str, Explanation] = {}
            if explain:
                places = [(hit.source, hit.start, hit.end) for hit in results.hits]
                found = library.explain(
                    results.query, places, sources=sources, zones=wanted or None
                )
                why = {hit.id: e for hit, e in zip(results.hits, found, strict=True) if e}
        except SearchError as error:
            raise Failure(str(error)) from None
        if as_json:
            print_json(finds.search(results, why if explain else None))
        else:
            print_lines(_lines(library, results, why))
            for note in results.notes:
                tell(note)
            if results.total > len(results.hits):
                tell(f"{len(results.hits)} of {results.total} sentences; --limit N prints more")
        if not results.hits and not as_json:
            tell("no sentence found")
        return DONE if results.hits else NOTHING


def _lines(library: Library, results: Results, why: dict[str, Explanation]) -> Iterator[str]:
    from lunar_tui.export import plain, reasons

    strong, columns = emphasis(), width()
    for rank, hit in enumerate(results.hits, 1):
        yield from plain.hit(library, hit, columns, strong)
        if hit.id in why:
            place = reasons.place_of(hit, rank, results.total)
            yield from reasons.printed(library, hit, place, why[hit.id], columns)


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
        words = {
            "opened": "up to date",
            "updated": "brought up to date",
            "built": "built",
            "memory": "built, but not kept",
        }
        print_lines([f"index of {documents} sentences {words[how]}"])
    return DONE


def open_index(library: Library, *, rebuild: bool = False) -> tuple[str, int]:
    """Opens or builds the index, with progress on a terminal: how, and of how many sentences."""
    with _progress("indexing") as progress:
        opened = library.open_index(rebuild=rebuild, progress=progress)
    if opened.notice:
        tell(opened.notice)
    return opened.how, opened.documents


def find_mentions(library: Library) -> None:
    """Finds the names in all articles, with progress on a terminal; the index must be open."""
    with _progress("finding names") as progress:
        library.mentioned.find(progress)


@contextmanager
def _progress(doing: str) -> Iterator[Callable[[int, int], None] | None]:
    """What is to be told how many articles of how many are done; nobody without a terminal."""
    line = ""

    def show(done: int, total: int) -> None:
        nonlocal line
        line = f"{doing} {progress_bar(done, total)} of {total} articles"
        click.echo(f"\r{line}", nl=False, err=True)

    try:
        yield show if is_terminal(sys.stderr) else None
    finally:
        if line:
            # Blanks clear it on any terminal.
            click.echo(f"\r{' ' * len(line)}\r", nl=False, err=True)

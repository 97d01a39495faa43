"""The commands that write, and that validate what was written."""

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
    as_json,
    as_of,
    one_of,
    workspace_option,
)
from lunar_tui.console import print_json, print_lines, print_text, reconfigure, tell

if TYPE_CHECKING:
    from datetime import date


@click.command(
    cls=Command,
    short_help="Export facts and sentences with footnotes.",
    examples=[
        (f"{PROGRAM} export change-5", "all claims about an entity, to the terminal"),
        (f"{PROGRAM} export change-5 ilrs -o moon.md", "two entities, to a file"),
        (f"{PROGRAM} export 000_650391695adae188.txt:1013-1104", "a sentence, as search names it"),
    ],
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--format", "name", metavar="F", default="markdown", show_default=True, help="The format."
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, not to standard output.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@as_of
@workspace_option()
@click.pass_obj
def export(
    session: Session,
    *,
    day: date | None,
    ids: tuple[str, ...],
    name: str,
    output: str | None,
    force: bool,
) -> int:
    """Export entities, claims or sentences, each with its sources as footnotes.

    ID is the id of an entity or of a claim, as `facts` prints them, or of a sentence
    (FILE:START-END), as `search` prints it.
    """
    with session.library(day) as library:
        from lunar_tui.export.dossier import resolve
        from lunar_tui.export.formats import FORMATS

        chosen = FORMATS[one_of("format", name, {key: key for key in FORMATS})]
        dossier = resolve(library, ids)
        for missing in dossier.missing:
            tell(f'no entity, claim or sentence "{missing}"{library.suggest_entity(missing)}')
        if not dossier:
            return NOTHING
        _deliver(chosen.render(dossier), output, force=force)
        return NOTHING if dossier.missing else DONE


def _deliver(text: str, output: str | None, *, force: bool) -> None:
    if output is None or output == "-":
        reconfigure(sys.stdout, encoding="utf-8")
        print_text(text)
        return
    from pathlib import Path

    from lunar_tui.export.writing import ExportError, write

    try:
        write(Path(output), text, overwrite=force)
    except ExportError as error:
        raise Failure(str(error)) from None
    tell(f"written to {output}")


@click.command(
    cls=Command,
    short_help="Validate the workspace.",
    examples=[
        (f"{PROGRAM} check", "validate the shipped workspace"),
        (f"{PROGRAM} check -w ~/my-articles", "validate your own"),
    ],
)
@as_json
@workspace_option()
@click.pass_obj
def check(
    session: Session,
    *,
    as_json: bool,
) -> int:
    """Validate the workspace: every problem as file:line:column, and what to do about it.

    The last line counts the sentences that are cited by a claim, or excused with a reason. The exit
    code is 1 if there are problems.
    """
    with session.library(warn=False, anew=True) as library:
        from lunar_tui.export import plain, shapes

        outcome = library.check()
        if as_json:
            print_json(shapes.check(outcome))
        else:
            print_lines(plain.check(outcome))
        return NOTHING if outcome.problems else DONE

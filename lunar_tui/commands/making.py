"""The commands that begin a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lunar_tui.commands.entry import Command
from lunar_tui.commands.session import DONE, PROGRAM, Refusal, Session, as_json
from lunar_tui.console import print_json, print_lines

if TYPE_CHECKING:
    from lunar_tui import blank


@click.command(
    cls=Command,
    short_help="Make an empty workspace.",
    examples=[
        (f"{PROGRAM} new ~/ports", "a folder for articles and facts about a subject"),
        (f'{PROGRAM} new ~/ports --title "Arctic ports"', "with a title"),
        (f"{PROGRAM} -w ~/ports", "open it"),
    ],
)
@click.argument("folder", metavar="DIR")
@click.option("--title", metavar="TITLE", help="What it is about; else the name of the folder.")
@as_json
@click.pass_obj
def new(_session: Session, *, folder: str, title: str | None, as_json: bool) -> int:
    """Make DIR a workspace: a place for articles, and files for facts with examples in comments.

    DIR may hold articles already (.txt files): they stay as they are. Nothing is overwritten.
    """
    from lunar_tui import blank
    from lunar_tui.workspace import WorkspaceError

    if not folder.strip():
        raise Refusal("the name of the folder is empty")
    try:
        outcome = blank.make(folder, title)
    except WorkspaceError as error:
        raise Refusal(str(error)) from None
    if as_json:
        print_json(
            {
                "workspace": str(outcome.root),
                "articles": str(outcome.articles),
                "made": list(outcome.made),
                "kept": list(outcome.kept),
            }
        )
        return DONE
    print_lines(_told(outcome))
    return DONE


def _told(outcome: blank.Made) -> list[str]:
    from shlex import quote

    folder = quote(str(outcome.root))
    return [
        *(f"made  {name}" for name in outcome.made),
        *(f"kept  {name}" for name in outcome.kept),
        "",
        "Articles are added from text, Markdown, saved pages and PDF, by the first or by I in the",
        f"second; UTF-8 text may also be put into {outcome.articles}.",
        f"  {PROGRAM} add -w {folder} PATH",
        f"  {PROGRAM} -w {folder}",
    ]

"""The command that adds articles."""

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
    Refusal,
    Session,
    articles_named,
    as_json,
    workspace_option,
)
from lunar_tui.console import is_terminal, print_json, print_lines, tell
from lunar_tui.display import clean_line, progress_bar, shortened

if TYPE_CHECKING:
    from lunar_tui.intake.haul import Progress
    from lunar_tui.library import Library


@click.command(
    cls=Command,
    short_help="Add articles: text, Markdown, saved pages, PDF.",
    examples=[
        (f"{PROGRAM} add -w ~/ports page.html", "an article from a page as saved by a browser"),
        (f"{PROGRAM} add -w ~/ports report.pdf notes.md", "from other files"),
        (f"{PROGRAM} add -w ~/ports ~/Downloads/ports", "from all files of a folder"),
        (f"{PROGRAM} add -w ~/ports --dry-run *.html", "say what would be done"),
        (f"{PROGRAM} add -w ~/ports --update page.html", "a newer version of an article"),
        (f"{PROGRAM} add -w ~/ports --encoding koi8-r old.txt", "from a text that is not UTF-8"),
    ],
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--dry-run", "dry", is_flag=True, help="Write nothing, only say what would be done.")
@click.option("--update", is_flag=True, help="Newer versions replace the articles that are there.")
@click.option("--as", "article", metavar="ARTICLE", help="With --update: PATH is this one, newer.")
@click.option(
    "--encoding", metavar="NAME", help="What all files are written in, such as cp1251 or big5."
)
@as_json
@workspace_option()
@click.pass_obj
def add(
    session: Session,
    *,
    paths: tuple[str, ...],
    dry: bool,
    update: bool,
    article: str | None,
    encoding: str | None,
    as_json: bool,
) -> int:
    """Add the articles in files and folders to a workspace of your own.

    PATH is a text, Markdown, HTML (.html, .mhtml, .webarchive) or PDF file, or a folder of them.
    The text is taken without the furniture of its page, the original is kept beside it, and what
    the file says of itself (title, publisher, author, date, language, address) is written to
    data/sources.yaml. An article that is there already is not added again. With --update, a file
    from the same address, or of the same name with much the same words, replaces its article: the
    older version is kept in originals/, and what became of each quote is told.
    """
    if article is not None and not update:
        raise Refusal("--as names the article that --update replaces; give both")
    known = _encoding(encoding) if encoding is not None else ""
    with session.library(anew=True) as library:
        from lunar_tui.intake.collecting import collect
        from lunar_tui.intake.haul import bring

        if library.workspace.shipped:
            raise Refusal(
                f"the shipped articles are no place for your own; "
                f"make one with {PROGRAM} new DIR, then {PROGRAM} add -w DIR PATH"
            )
        if article is not None and len(collect(paths).files) > 1:
            raise Refusal("--as takes one file: an article has one newest version")
        wanted = _one_article(library, article) if article is not None else ""
        haul = bring(
            library, paths, _progress(), dry=dry, update=update, article=wanted, encoding=known
        )
        if haul.stopped and not haul.outcomes:
            raise Failure(haul.stopped)
        from lunar_tui.export import added

        passed, newer = len(haul.collected.passed_over), haul.of_state("newer")
        if as_json:
            print_json(added.shape(haul, dry=dry))
        else:
            print_lines(added.report(haul, dry=dry))
            if passed:
                files = "file" if passed == 1 else "files"
                tell(f"passed over: {passed} other {files} (--json lists them)")
        for path, why in haul.failed:
            tell(f"not added: {path}: {why}")
        for item in newer:
            tell(
                f"not added: {item.path.name}: a newer version of {item.file}? it has "
                f"{item.reason}; --update replaces it"
            )
        if haul.stopped:
            raise Failure(haul.stopped)
        return NOTHING if haul.failed or newer or not haul.outcomes else DONE


def _one_article(library: Library, name: str) -> str:
    files = articles_named(library, name)
    if len(files) > 1:
        raise Refusal(f'"{name}" begins {len(files)} articles; give the whole name')
    return files[0]


def _encoding(name: str) -> str:
    from lunar_tui.intake.encoding import encoding_named

    found = encoding_named(name)
    if not found:
        raise Refusal(f'no encoding "{name}"; known are utf-8, utf-16, cp1251, koi8-r, big5 …')
    return found


def _progress() -> Progress | None:
    """Says how far the work is, on a terminal; after the last nothing is left of it."""
    if not is_terminal(sys.stderr):
        return None

    def say(done: int, total: int, name: str) -> None:
        if total > 1:
            line = f"reading {progress_bar(done, total)} of {total} files  {shortened(name, 30)}"
            sys.stderr.write(f"\r\x1b[2K{clean_line(line) if done < total else ''}")
            sys.stderr.flush()

    return say

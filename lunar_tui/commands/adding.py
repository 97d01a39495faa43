"""The command that adds articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

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
    from lunar_tui.anchorage import Counts, Standing
    from lunar_tui.intake.adding import Intake
    from lunar_tui.intake.outcomes import Outcome, Twin
    from lunar_tui.library import Library

    Became: TypeAlias = tuple[Counts, tuple[Standing, ...]]

# With more files than this, each gets one line.
_FEW = 20
_MOST_DIFFERENCES = 5
_WIDEST = 160


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
        from lunar_tui.curation import CurationError
        from lunar_tui.intake.collecting import collect

        if library.workspace.shipped:
            raise Refusal(
                f"the shipped articles are no place for your own; "
                f"make one with {PROGRAM} new DIR, then {PROGRAM} add -w DIR PATH"
            )
        found = collect(paths)
        if article is not None and len(found.files) > 1:
            raise Refusal("--as takes one file: an article has one newest version")
        wanted = _one_article(library, article) if article is not None else ""
        outcomes: list[Outcome] = []
        stopped = ""
        try:
            made = _intake(library, wanted, known, dry=dry, update=update)
            for outcome in _outcomes(made, found.files):
                outcomes.append(outcome)  # noqa: PERF402 - what is done is told, whatever follows
        except (OSError, CurationError) as error:
            stopped = _told(error)
        failed = [
            *((str(path), why) for path, why in found.failed),
            *((str(item.path), item.reason) for item in outcomes if item.state == "failed"),
        ]
        became = {id(item): _became(library, item) for item in outcomes if item.state == "updated"}
        newer = [item for item in outcomes if item.state == "newer"]
        if stopped and not outcomes:
            raise Failure(stopped)
        if as_json:
            passed = [str(path) for path in found.passed_over]
            print_json(_shape(outcomes, failed, passed, became, dry=dry))
        else:
            print_lines(_report(outcomes, became, brief=len(outcomes) > _FEW, dry=dry))
            if found.passed_over:
                tell(_passed_over(len(found.passed_over)))
        for path, why in failed:
            tell(f"not added: {path}: {why}")
        for item in newer:
            tell(
                f"not added: {item.path.name}: a newer version of {item.file}? it has "
                f"{item.reason}; --update replaces it"
            )
        if stopped:
            raise Failure(stopped)
        return NOTHING if failed or newer or not outcomes else DONE


def _one_article(library: Library, name: str) -> str:
    files = articles_named(library, name)
    if len(files) > 1:
        raise Refusal(f'"{name}" begins {len(files)} articles; give the whole name')
    return files[0]


def _told(error: Exception) -> str:
    if not isinstance(error, OSError):
        return str(error)
    return f"{error.filename or 'the workspace'}: not written: {error.strerror or error}"


def _passed_over(count: int) -> str:
    return f"passed over: {count} other file{'' if count == 1 else 's'} (--json lists them)"


def _encoding(name: str) -> str:
    from lunar_tui.intake.encoding import encoding_named

    found = encoding_named(name)
    if not found:
        raise Refusal(f'no encoding "{name}"; known are utf-8, utf-16, cp1251, koi8-r, big5 …')
    return found


def _intake(library: Library, article: str, encoding: str, *, dry: bool, update: bool) -> Intake:
    from lunar_tui.intake.adding import Intake
    from lunar_tui.intake.recording import recorder, rewriter

    workspace = library.workspace
    rewrite = rewriter(workspace) if update else None
    write = recorder(workspace)
    return Intake(
        workspace,
        library.sources,
        write,
        dry=dry,
        rewrite=rewrite,
        article=article,
        encoding=encoding,
    )


def _outcomes(intake: Intake, files: tuple[Any, ...]) -> Iterator[Outcome]:
    say = _progress(len(files))
    intake.prepare()
    done = count(1)
    yield from intake.add(files, lambda path: say(next(done), path.name))


def _became(library: Library, item: Outcome) -> Became:
    """What became of the quotes of an article that was replaced."""
    return library.anchorage.in_version(item.file, item.text, item.older)


def _progress(total: int) -> Callable[[int, str], None]:
    """Says how far the work is, on a terminal; after the last nothing is left of it."""
    if total == 1 or not is_terminal(sys.stderr):
        return lambda _done, _name: None

    def say(done: int, name: str) -> None:
        line = f"reading {progress_bar(done, total)} of {total} files  {shortened(name, 30)}"
        sys.stderr.write(f"\r\x1b[2K{clean_line(line) if done < total else ''}")
        sys.stderr.flush()

    return say


# --- text -------------------------------------------------------------------------------------


def _report(
    outcomes: list[Outcome], became: Mapping[int, Became], *, brief: bool, dry: bool
) -> Iterator[str]:
    verb, update = ("would add", "would update") if dry else ("added", "updated")
    for item in outcomes:
        if item.state == "known":
            yield f"known  {item.path.name}: {item.file} ({item.reason})"
        elif item.state == "updated":
            yield f"{update}  {item.file}  from {item.path.name} ({clean_line(item.reason)})"
            if item.kept:
                yield f"       older      {', '.join(item.kept)}"
            yield from _quotes(*became[id(item)], item, brief=brief)
        elif item.state == "newer":
            yield f"newer  {item.path.name}: {item.file}"
            yield from (line for twin in item.twins for line in _twin(twin, brief=brief))
        elif item.state == "added":
            missing = f"; not found: {', '.join(item.missing)}" if item.missing else ""
            mended = f" ({item.mended})" if item.mended else ""
            yield f"{verb}  {item.file}  from {item.path.name}{mended}{missing if brief else ''}"
            yield from () if brief else _details(item)
            yield from (line for twin in item.twins for line in _twin(twin, brief=brief))
    if len(outcomes) > 1:
        states = [item.state for item in outcomes]
        counts = {name: states.count(name) for name in ("added", "updated", "newer", "known")}
        said = [f"{counts['added']} {verb}"]
        said += [f"{counts['updated']} {update}"] if counts["updated"] else []
        said += [f"{counts['newer']} newer"] if counts["newer"] else []
        said += [f"{counts['known']} known", f"{states.count('failed')} not readable"]
        yield ", ".join(said)


def _quotes(
    counts: Counts, standings: tuple[Standing, ...], item: Outcome, *, brief: bool
) -> Iterator[str]:
    if not brief:
        yield from (f"       {clean_line(change)}" for change in item.changes)
    yield f"       quotes     {counts}" if any(counts) else "       quotes     none"
    for standing in () if brief else standings:
        quote = shortened(standing.evidence.quote, _WIDEST // 2)
        yield f"         {standing.state:<8} {standing.id}  “{quote}”"
        yield f"                  {clean_line(standing.found.reason)}"
    if standings:
        yield f"       {PROGRAM} reanchor shows them, and --accept takes over those that moved"


def _details(item: Outcome) -> Iterator[str]:
    from lunar_tui.intake.extract import FIELDS

    found = ((field, item.metadata[field]) for field in FIELDS if field in item.metadata)
    for field, stated in found:
        doubt = f"; inferred: {stated.why}" if stated.why else ""
        yield f"       {field:<10} {clean_line(stated.value)}  ({stated.where}{doubt})"
    if item.missing:
        yield f"       not found  {', '.join(item.missing)}"
    for note in item.notes:
        yield f"       note       {clean_line(note)}"


def _twin(twin: Twin, *, brief: bool) -> Iterator[str]:
    yield f"       near       {twin.file}: {twin.likeness:.0%} of the shorter is the same"
    if brief:
        return
    for passage in twin.differences[:_MOST_DIFFERENCES]:
        if passage.there:
            yield f"         - there: {shortened(passage.there, _WIDEST)}"
        if passage.here:
            yield f"         + here:  {shortened(passage.here, _WIDEST)}"
    more = len(twin.differences) - _MOST_DIFFERENCES
    if more > 0:
        yield f"         … {more} more passages differ (--json has them all)"


# --- JSON -------------------------------------------------------------------------------------


def _shape(
    outcomes: list[Outcome],
    failed: list[tuple[str, str]],
    passed: list[str],
    became: Mapping[int, Became],
    *,
    dry: bool,
) -> dict[str, Any]:
    return {
        "dry_run": dry,
        "added": [_added(item) for item in outcomes if item.state == "added"],
        "updated": [
            {**_added(item), "reason": item.reason, **_changed(item, *became[id(item)])}
            for item in outcomes
            if item.state == "updated"
        ],
        "newer": [
            {**_added(item), "reason": item.reason} for item in outcomes if item.state == "newer"
        ],
        "known": [
            {"path": str(item.path), "source": item.file, "reason": item.reason}
            for item in outcomes
            if item.state == "known"
        ],
        "failed": [{"path": path, "reason": why} for path, why in failed],
        "passed_over": passed,
    }


def _changed(item: Outcome, counts: Counts, standings: tuple[Standing, ...]) -> dict[str, Any]:
    return {
        "changes": list(item.changes),
        "older": list(item.kept),
        "quotes": counts._asdict(),
        "evidence": [
            {
                "id": one.id,
                "quote": one.evidence.quote,
                "state": one.state,
                "reason": one.found.reason,
            }
            for one in standings
        ],
    }


def _added(item: Outcome) -> dict[str, Any]:
    return {
        "path": str(item.path),
        "source": item.file,
        "original": {"file": item.original.file, "sha256": item.original.sha256},
        "metadata": {
            field: {"value": stated.value, "where": stated.where, "inferred": stated.why}
            for field, stated in item.metadata.items()
        },
        "missing": list(item.missing),
        "notes": list(item.notes),
        "mended": item.mended,
        "near": [
            {
                "source": twin.file,
                "likeness": round(twin.likeness, 3),
                "differences": [part._asdict() for part in twin.differences],
            }
            for twin in item.twins
        ],
    }

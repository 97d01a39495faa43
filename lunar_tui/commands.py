"""The commands: every answer that the screen gives, as text or JSON.

Nothing slow is imported before a command needs it, so that help and completion answer at once.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from lunar_tui import __version__
from lunar_tui.console import (
    Gone,
    Unwritable,
    emphasis,
    has_terminal,
    is_terminal,
    print_json,
    print_lines,
    print_text,
    reconfigure,
    tell,
    width,
)

if TYPE_CHECKING:
    from lunar_tui.facts.model import Entity
    from lunar_tui.library import Library

PROGRAM = "lunar-tui"
DONE, NOTHING, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
_DEFAULT_LIMIT = 20

Function = Callable[..., Any]


class Failure(click.ClickException):
    """The command cannot do what was asked; the message is one line for the user."""

    exit_code = NOTHING


class Refusal(Failure):
    """What was asked for cannot be meant: wrong usage."""

    exit_code = WRONG_USAGE


# --- the workspace ----------------------------------------------------------------------------


@dataclass(slots=True)
class Session:
    """What the options before and after a command say in common."""

    explore: Callable[[str | None], int]
    folder: str | None = None

    @contextlib.contextmanager
    def library(self, *, warn: bool = True) -> Iterator[Library]:
        """The library of the workspace. At the end, a line says if the workspace has problems."""
        from lunar_tui.library import open_library
        from lunar_tui.workspace import WorkspaceError

        try:
            library = open_library(self.folder)
        except WorkspaceError as error:
            raise Refusal(str(error)) from None
        try:
            yield library
        finally:
            count = len(library.problems)
            if warn and count:
                problems = "1 problem" if count == 1 else f"{count} problems"
                tell(f"{problems} in the workspace; run {PROGRAM} check")


def _remember(context: click.Context, _: click.Parameter, folder: str | None) -> None:
    session: Session = context.obj
    if folder is not None:
        if not folder.strip():
            raise click.BadParameter("the name of the folder is empty", context)
        session.folder = folder


def _workspace_option(**settings: Any) -> Callable[[Function], Function]:
    return click.option(
        "-w",
        "--workspace",
        metavar="DIR",
        expose_value=False,
        callback=_remember,
        help="Work on the articles and facts in DIR, not on the shipped ones.",
        **settings,
    )


def _entity(library: Library, words: str) -> Entity:
    entity = library.find_entity(words)
    if entity is None:
        raise Failure(f'no entity "{words}"{library.suggest_entity(words)}')
    return entity


def _one_of(what: str, word: str, known: dict[str, str]) -> str:
    """The value of ``word`` in ``known``, whatever its case."""
    from lunar_tui.problems import did_you_mean

    found = known.get(word.casefold())
    if found is None:
        hint = did_you_mean(word.casefold(), list(known))
        hint = hint or f"; known are {', '.join(dict.fromkeys(known.values()))}"
        raise Refusal(f'no {what} "{word}"{hint}')
    return found


# --- commands ---------------------------------------------------------------------------------


class _Command(click.Command):
    """A command whose help ends with examples: pairs of what to type and what it does."""

    def __init__(
        self, *args: Any, examples: Sequence[tuple[str, str]] = (), **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_examples(formatter, self.examples)
        super().format_epilog(ctx, formatter)


class _Program(click.Group):
    command_class = _Command
    examples = (
        (PROGRAM, "explore the shipped articles"),
        (f"{PROGRAM} search lunar samples", "find sentences"),
        (f"{PROGRAM} show change-5", "read all about one entity"),
        (f"{PROGRAM} -w ~/my-articles check", "validate a workspace of your own"),
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
        # In the order of a reader's day, not of the alphabet.
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in self.commands or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from lunar_tui.problems import did_you_mean

        hint = did_you_mean(name, list(self.commands))
        raise click.UsageError(f'no command "{name}"{hint}', ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_examples(formatter, self.examples)
        super().format_epilog(ctx, formatter)


def _write_examples(formatter: click.HelpFormatter, pairs: Sequence[tuple[str, str]]) -> None:
    with formatter.section("Examples"):
        formatter.write_dl(pairs, col_max=48)


@click.group(
    cls=_Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
)
@_workspace_option(envvar="LUNAR_TUI_WORKSPACE", show_envvar=True)
@click.version_option(
    __version__, "-V", "--version", prog_name=PROGRAM, message="%(prog)s %(version)s"
)
@click.pass_context
def program(context: click.Context) -> None:
    """Explore what news articles say, each fact beside the sentence that says it.

    Without a command, the explorer opens: a full-screen view of entities, claims and articles. The
    commands answer the same questions as text or JSON.
    """
    if context.invoked_subcommand is None:
        context.exit(_explore(context.obj))


def _explore(session: Session) -> int:
    from lunar_tui.workspace import WorkspaceError

    if not has_terminal():
        raise Refusal(f"the explorer needs a terminal; without one use a command: {PROGRAM} --help")
    try:
        return session.explore(session.folder)
    except WorkspaceError as error:
        raise Refusal(str(error)) from None


_as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@program.command(
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
@_as_json
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
@_workspace_option()
@click.pass_obj
def search(
    session: Session,
    *,
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
    with session.library() as library:
        from lunar_tui.corpus.zones import ZONES
        from lunar_tui.export import plain, shapes
        from lunar_tui.search.engine import SearchError

        known = {name: name for name in ZONES}
        wanted = {_one_of("zone", zone, known) for zone in zones}
        sources = {file for name in articles for file in _articles_named(library, name)}
        try:
            _open_index(library)
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


def _articles_named(library: Library, name: str) -> list[str]:
    found = [file for file in library.files if file == name]
    found = found or [file for file in library.files if name and file.startswith(name)]
    if not found:
        from lunar_tui.problems import did_you_mean

        hint = did_you_mean(name, list(library.files)) or f"; see {PROGRAM} articles"
        raise Refusal(f'no article "{name}"{hint}')
    return found


def _open_index(library: Library, *, rebuild: bool = False) -> tuple[str, int]:
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


@program.command(
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
@_as_json
@_workspace_option()
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

        chosen = list(dict.fromkeys(_entity(library, words) for words in entities))
        if not entities:
            chosen = [entity for item in library.kinds for entity in library.entities(item.id)]
        if kind is not None:
            wanted = _one_of("kind", kind, _kind_names(library))
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


@program.command(
    short_help="Print one entity in full, with its sources.",
    examples=[
        (f"{PROGRAM} show change-5", "by id"),
        (f"{PROGRAM} show Guan Feng", "by name"),
        (f"{PROGRAM} show 嫦娥五号", "by any other name"),
    ],
)
@click.argument("entity", nargs=-1, required=True)
@_workspace_option()
@click.pass_obj
def show(session: Session, entity: tuple[str, ...]) -> int:
    """Print one entity in full: names, claims, numbered sources with their quotes.

    ENTITY is an id, a name or an alias, whatever its case.
    """
    with session.library() as library:
        from lunar_tui.export import plain

        found = _entity(library, " ".join(entity))
        print_lines(plain.portrait(library, found, width(), emphasis()))
    return DONE


@program.command(
    short_help="List the articles, or their sentences.",
    examples=[
        (f"{PROGRAM} articles", "a table; CITED: sentences cited of those that should be"),
        (f"{PROGRAM} articles --sentences", "every sentence with its id, one a line"),
        (f"{PROGRAM} articles --json", "metadata, zones and counts, for a program"),
    ],
)
@_as_json
@click.option("--sentences", is_flag=True, help="Every sentence with its place.")
@_workspace_option()
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


@program.command(
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
@_workspace_option()
@click.pass_obj
def export(
    session: Session,
    *,
    ids: tuple[str, ...],
    name: str,
    output: str | None,
    force: bool,
) -> int:
    """Export entities, claims or sentences, each with its sources as footnotes.

    ID is the id of an entity or of a claim, as `facts` prints them, or of a sentence
    (FILE:START-END), as `search` prints it.
    """
    with session.library() as library:
        from lunar_tui.export.dossier import resolve
        from lunar_tui.export.formats import FORMATS

        chosen = FORMATS[_one_of("format", name, {key: key for key in FORMATS})]
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


@program.command(
    short_help="Validate the workspace.",
    examples=[
        (f"{PROGRAM} check", "validate the shipped workspace"),
        (f"{PROGRAM} check -w ~/my-articles", "validate your own"),
    ],
)
@_as_json
@_workspace_option()
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
    with session.library(warn=False) as library:
        from lunar_tui.export import plain, shapes

        outcome = library.check()
        if as_json:
            print_json(shapes.check(outcome))
        else:
            print_lines(plain.check(outcome))
        return NOTHING if outcome.problems else DONE


@program.command(
    short_help="Build or refresh the search index.",
    examples=[
        (f"{PROGRAM} index", "build the index if the articles have changed"),
        (f"{PROGRAM} index --rebuild", "build it anew in any case"),
    ],
)
@click.option("--rebuild", is_flag=True, help="Build the index even if it is up to date.")
@_workspace_option()
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
            how, documents = _open_index(library, rebuild=rebuild)
        except SearchError as error:
            raise Failure(str(error)) from None
        words = {"opened": "up to date", "built": "built", "memory": "built, but not kept"}
        print_lines([f"index of {documents} sentences {words[how]}"])
    return DONE


# --- the program ------------------------------------------------------------------------------


def run(words: Sequence[str], explore: Callable[[str | None], int]) -> int:
    """Runs the command that ``words`` ask for; the exit code. ``explore`` opens the explorer."""
    try:
        code = program.main(
            list(words), prog_name=PROGRAM, standalone_mode=False, obj=Session(explore)
        )
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except Gone:
        return DONE
    except Unwritable as error:
        tell(f"{PROGRAM}: {error}")
        return NOTHING
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else PROGRAM
        tell(f"{path}: {_sentence(error)}; see {path} --help")
        return WRONG_USAGE
    except click.ClickException as error:
        tell(f"{PROGRAM}: {error.format_message()}")
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else DONE


def _sentence(error: click.UsageError) -> str:
    if not isinstance(error, click.NoSuchOption):
        return error.format_message().rstrip(".")
    near = " or ".join(error.possibilities or ())
    hint = f"did you mean {near}?" if near else "write -- before words that begin with a minus"
    return f'no option "{error.option_name}" ({hint})'

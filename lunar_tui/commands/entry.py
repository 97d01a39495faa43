"""The program without a command, and how its help is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from lunar_tui import __version__
from lunar_tui.commands.session import PROGRAM, Refusal, Session, workspace_option
from lunar_tui.console import has_terminal


class Command(click.Command):
    """A command whose help ends with examples: pairs of what to type and what it does."""

    def __init__(
        self, *args: Any, examples: Sequence[tuple[str, str]] = (), **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_examples(formatter, self.examples)
        super().format_epilog(ctx, formatter)


class Program(click.Group):
    """The commands in the order of a reader's day, with a hint where a name is misspelt."""

    command_class = Command
    examples = (
        (PROGRAM, "explore the shipped articles"),
        (f"{PROGRAM} search lunar samples", "find sentences"),
        (f"{PROGRAM} show change-5", "read all about one entity"),
        (f"{PROGRAM} -w ~/my-articles check", "validate a workspace of your own"),
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
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
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
)
@workspace_option(envvar="LUNAR_TUI_WORKSPACE", show_envvar=True)
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

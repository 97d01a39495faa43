"""What all commands have in common: the workspace, options, how they fail."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from lunar_tui.console import tell

if TYPE_CHECKING:
    from datetime import date

    from lunar_tui.facts.model import Entity
    from lunar_tui.library import Library

PROGRAM = "lunar-tui"
DONE, NOTHING, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

Function = Callable[..., Any]


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


class Failure(click.ClickException):
    """The command cannot do what was asked; the message is one line for the user."""

    exit_code = NOTHING


class Refusal(Failure):
    """What was asked for cannot be meant: wrong usage."""

    exit_code = WRONG_USAGE


@dataclass(slots=True)
class Session:
    """What the options before and after a command say in common."""

    explore: Callable[[str | None], int]
    folder: str | None = None

    @contextlib.contextmanager
    def library(
        self, day: date | None = None, *, warn: bool = True, anew: bool = False
    ) -> Iterator[Library]:
        """The library of the workspace, or what of it had been published by ``day``.

        Its facts may come from the cache, unless they are wanted ``anew``. At the end, a line says
        if the workspace has problems.
        """
        from lunar_tui.ahead import open_kept
        from lunar_tui.library import Library
        from lunar_tui.workspace import WorkspaceError, open_workspace

        try:
            workspace = open_workspace(self.folder)
            library = Library(workspace) if anew else open_kept(workspace)
        except WorkspaceError as error:
            raise Refusal(str(error)) from None
        try:
            yield library.as_of(day) if day else library
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


def workspace_option(**settings: Any) -> Callable[[Function], Function]:
    return click.option(
        "-w",
        "--workspace",
        metavar="DIR",
        expose_value=False,
        callback=_remember,
        help="Work on the articles and facts in DIR, not on the shipped ones.",
        **settings,
    )


def entity_named(library: Library, words: str) -> Entity:
    entity = library.find_entity(words)
    if entity is None:
        raise Failure(f'no entity "{words}"{library.suggest_entity(words)}')
    return entity


def one_of(what: str, word: str, known: dict[str, str]) -> str:
    """The value of ``word`` in ``known``, whatever its case."""
    from lunar_tui.problems import did_you_mean

    found = known.get(word.casefold())
    if found is None:
        hint = did_you_mean(word.casefold(), list(known))
        hint = hint or f"; known are {', '.join(dict.fromkeys(known.values()))}"
        raise Refusal(f'no {what} "{word}"{hint}')
    return found


def kind_named(library: Library, word: str) -> str:
    """The id of the kind with this id or label, in the plural too."""
    kinds = library.facts.schema.kinds.values()
    known = {
        name.casefold(): kind.id for kind in kinds for name in (kind.plural, kind.label, kind.id)
    }
    return one_of("kind", word, known)


def articles_named(library: Library, name: str) -> list[str]:
    found = [file for file in library.files if file == name]
    found = found or [file for file in library.files if name and file.startswith(name)]
    if not found:
        from lunar_tui.problems import did_you_mean

        hint = did_you_mean(name, list(library.files)) or f"; see {PROGRAM} articles"
        raise Refusal(f'no article "{name}"{hint}')
    return found


def _day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    """The last day that a date can mean."""
    if text is None:
        return None
    from lunar_tui.facts.dates import date_range

    try:
        day = date_range(text.strip()).latest
    except ValueError:
        day = None
    if day is None:
        raise Refusal(
            f'no date "{text}"; write 2021-04-01, or 2021-04 or 2021 for the last day of it'
        )
    return day


as_of = click.option(
    "--as-of",
    "day",
    metavar="DATE",
    callback=_day,
    help="Only what was surely published by the end of DATE, such as 2021-04-01 or 2021-04.",
)

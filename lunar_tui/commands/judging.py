"""The command that proposes claims, and remembers those that were not taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
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
    entity_named,
    one_of,
    workspace_option,
)
from lunar_tui.console import emphasis, print_json, print_lines, tell, width

if TYPE_CHECKING:
    from lunar_tui.library import Library
    from lunar_tui.suggestions.model import Suggestion

_MAX_BYTES = 16 * 1024 * 1024


@click.command(
    cls=Command,
    short_help="Propose claims for sentences that nothing cites.",
    examples=[
        (f"{PROGRAM} suggest", "each sentence that no claim cites, with what it may support"),
        (f"{PROGRAM} suggest 001 --all", "one article, cited sentences too"),
        (f"{PROGRAM} suggest --entity CNSA --property head", "who heads CNSA?"),
        (f"{PROGRAM} -w ~/ports suggest --dismiss 3f9c0d21aa", "not this one, never again"),
        (f"{PROGRAM} suggest --json", "with the words highlighted, for a program"),
    ],
)
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("--entity", metavar="E", help="Only about this entity: an id, a name or an alias.")
@click.option("--property", "prop", metavar="P", help="Only of this property: its id or label.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N suggestions.")
@click.option("--all", "everything", is_flag=True, help="Cited and excused sentences too.")
@click.option("--dismiss", metavar="ID", help="Never propose this one again.")
@click.option("--restore", metavar="ID", help="Propose this dismissed one again.")
@as_json
@workspace_option()
@click.pass_obj
def suggest(
    session: Session,
    *,
    articles: tuple[str, ...],
    entity: str | None,
    prop: str | None,
    limit: int | None,
    everything: bool,
    dismiss: str | None,
    restore: str | None,
    as_json: bool,
) -> int:
    """Propose claims: dates, numbers and links that sentences seem to state.

    ARTICLE is a file, or how its name begins. A suggestion is found by patterns and judged by
    nobody: read the sentence before you make it a claim. Those dismissed are kept in
    data/dismissed.yaml.
    """
    if dismiss and restore:
        raise Refusal("--dismiss and --restore: one at a time")
    with session.library() as library:
        # A suggestion that is accepted becomes a claim in a file of the workspace: `--accept ID`
        # belongs here, beside --dismiss, once there is a way to edit those files without loss.
        if dismiss:
            return _dismiss(library, dismiss)
        if restore:
            return _restore(library, restore)
        files = list(dict.fromkeys(f for name in articles for f in articles_named(library, name)))
        found = library.suggestions(files or None, everything=everything)
        chosen = list(islice(_wanted(library, found, entity, prop), limit))
        if as_json:
            from lunar_tui.export import shapes

            print_json({"suggestions": [shapes.suggestion(library, item) for item in chosen]})
        else:
            from lunar_tui.export import proposals

            print_lines(proposals.suggestions(library, chosen, width(), emphasis()))
        if not chosen:
            tell("no suggestions" if everything else "no suggestions; --all reads cited sentences")
        return DONE if chosen else NOTHING


def _wanted(
    library: Library, found: Iterable[Suggestion], entity: str | None, prop: str | None
) -> Iterator[Suggestion]:
    about = None if entity is None else entity_named(library, entity).id
    asked = prop
    if prop is not None and library.facts.schema.properties:
        known = library.facts.schema.properties.values()
        names = {name.casefold(): item.id for item in known for name in (item.label, item.id)}
        asked = one_of("property", prop, names)
    for item in found:
        if about in (None, item.entity) and asked in (None, item.property):
            yield item


def _dismiss(library: Library, wanted: str) -> int:
    from lunar_tui.suggestions.dismissed import with_one
    from lunar_tui.suggestions.suggester import noted

    if any(item.id == wanted for item in library.dismissed):
        tell(f"{wanted} is dismissed already")
        return DONE
    found = (item for item in library.suggestions(everything=True) if item.id == wanted)
    item = next(found, None)
    if item is None:
        raise Failure(f'no suggestion "{wanted}"; see {PROGRAM} suggest --all')
    path = _rewritten(library, lambda data: with_one(data, noted(item)))
    print_lines([f"dismissed {wanted}, in {path}"])
    return DONE


def _restore(library: Library, wanted: str) -> int:
    from lunar_tui.suggestions.dismissed import without_one

    if all(item.id != wanted for item in library.dismissed):
        raise Failure(f'no dismissed suggestion "{wanted}"')
    path = _rewritten(library, lambda data: without_one(data, wanted))
    print_lines([f"restored {wanted}, in {path}"])
    return DONE


def _rewritten(library: Library, change: Callable[[bytes], bytes]) -> str:
    """Changes ``dismissed.yaml``, and gives its name in the workspace."""
    from lunar_tui.display import clean_line
    from lunar_tui.export.writing import ExportError, write
    from lunar_tui.files import read_regular
    from lunar_tui.suggestions.dismissed import FILE, UneditableError

    workspace = library.workspace
    if workspace.shipped:
        raise Refusal("the shipped workspace stays as it is; name one of your own with -w DIR")
    path = workspace.data / FILE
    try:
        try:
            data = read_regular(path, _MAX_BYTES)
        except FileNotFoundError:
            data = b""
            path.parent.mkdir(exist_ok=True)
        write(path, change(data).decode(), overwrite=True)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or error}") from None
    except (ExportError, UneditableError) as error:
        raise Failure(str(error)) from None
    return clean_line(workspace.relative(path))

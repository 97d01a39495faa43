"""The command that proposes claims, writes those that are taken, and remembers the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from lunar_tui.display import clean_line

if TYPE_CHECKING:
    from lunar_tui.curation import How, Step
    from lunar_tui.facts.book import Book
    from lunar_tui.facts.draft import Edit
    from lunar_tui.library import Library
    from lunar_tui.suggestions.model import Suggestion
    from lunar_tui.suggestions.newcomers import Newcomer


@click.command(
    cls=Command,
    short_help="Propose claims for sentences that nothing cites.",
    examples=[
        (f"{PROGRAM} suggest", "each sentence that no claim cites, with what it may support"),
        (f"{PROGRAM} suggest 001 --all", "one article, cited sentences too"),
        (f"{PROGRAM} suggest --entity CNSA --property head", "who heads CNSA?"),
        (f"{PROGRAM} -w ~/ports suggest --accept 3f9c0d21aa", "write it down as a claim"),
        (f"{PROGRAM} -w ~/ports suggest --dismiss 3f9c0d21aa", "not this one, never again"),
        (f"{PROGRAM} suggest --entities --limit 50", "which names are no entity yet?"),
        (f"{PROGRAM} suggest --entities --accept Norbau", "another name of the entity it is like"),
        (f"{PROGRAM} suggest --entities --dismiss Monday", "no name of anything"),
        (f"{PROGRAM} suggest --json", "with the words highlighted, for a program"),
    ],
)
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("--entity", metavar="E", help="Only about this entity: an id, a name or an alias.")
@click.option("--property", "prop", metavar="P", help="Only of this property: its id or label.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N suggestions.")
@click.option("--all", "everything", is_flag=True, help="Cited and excused sentences too.")
@click.option("--entities", is_flag=True, help="Names that are no entity yet, with counts.")
@click.option(
    "--accept",
    metavar="ID",
    help="Write this one into the workspace: as a claim, a name as an alias.",
)
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
    entities: bool,
    accept: str | None,
    dismiss: str | None,
    restore: str | None,
    as_json: bool,
) -> int:
    """Propose claims: dates, numbers and links that sentences seem to state.

    ARTICLE is a file, or how its name begins. A suggestion is found by patterns and judged by
    nobody: read the sentence before you make it a claim. One that is accepted becomes a claim of
    its entity, or one more quote of the claim that says the same already; those dismissed are kept
    in data/dismissed.yaml. With --entities: names that the articles use and that are no entity;
    --accept and --dismiss then take the name.
    """
    if sum(map(bool, (accept, dismiss, restore))) > 1:
        raise Refusal("--accept, --dismiss and --restore: one at a time")
    with session.library() as library:
        named = list(dict.fromkeys(f for name in articles for f in articles_named(library, name)))
        files = named or None
        if entities and accept:
            return _accept_name(library, files, accept, entity)
        if entities and dismiss:
            return _dismiss_name(library, files, dismiss)
        if accept:
            return _accept(library, files, accept)
        if dismiss:
            return _dismiss(library, files, dismiss)
        if restore:
            return _restore(library, restore)
        if entities:
            return _newcomers(library, files, limit, as_json=as_json)
        found = library.suggestions(files, everything=everything)
        chosen = list(islice(_wanted(library, found, entity, prop), limit))
        if as_json:
            from lunar_tui.export import finds

            print_json({"suggestions": [finds.suggestion(library, item) for item in chosen]})
        else:
            from lunar_tui.export import proposals

            print_lines(proposals.suggestions(library, chosen, width(), emphasis()))
        if passed := _passed_over(library):
            tell(passed)
        elif not chosen:
            tell(_none(library, everything=everything))
        return DONE if chosen else NOTHING


def _passed_over(library: Library) -> str:
    """What is said of articles that were not read as they are not in English; or nothing."""
    found = sorted(library.foreign)
    if not found:
        return ""
    if len(found) == 1:
        return f"{clean_line(found[0])} is not in English: suggestions read English only"
    return f"{len(found)} articles are not in English: suggestions read English only"


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


def _newcomers(
    library: Library, files: list[str] | None, limit: int | None, *, as_json: bool
) -> int:
    found = library.newcomers(files)
    chosen = found[:limit] if limit else found
    if as_json:
        print_json({"entities": [one._asdict() for one in chosen]})
    else:
        from lunar_tui.export import proposals

        print_lines(proposals.newcomers(library, chosen))
    if not chosen:
        tell("no name that is no entity yet is used twice")
    return DONE if chosen else NOTHING


def _accept_name(library: Library, files: list[str] | None, wanted: str, whose: str | None) -> int:
    from lunar_tui.suggestions.verdicts import accept_name

    if whose is not None:
        entity = entity_named(library, whose).id
    else:
        entity = _name(library, files, wanted).entity
    if not entity:
        raise Failure(f'"{clean_line(wanted)}" is like no entity; --entity says of which it is one')
    known = library.entity(entity)
    name = clean_line(known.name if known else entity)
    step, _ = _edited(
        library, f"added the alias {wanted}", lambda book: accept_name(book, wanted, entity)
    )
    print_lines([f"{clean_line(wanted)} is an alias of {name}, in {step.change.files[0].name}"])
    return DONE


def _dismiss_name(library: Library, files: list[str] | None, wanted: str) -> int:
    from lunar_tui.suggestions.model import dismissed_names, noted_name
    from lunar_tui.suggestions.verdicts import dismiss

    if wanted in dismissed_names(library.dismissed):
        tell(f'"{clean_line(wanted)}" is dismissed already')
        return DONE
    found = _name(library, files, wanted)
    noted = noted_name(found.name, found.source)
    step, _ = _edited(library, f"dismissed {found.name}", lambda book: dismiss(book, noted))
    where = clean_line(step.change.files[0].name)
    print_lines([f"{clean_line(step.what)}, in {where}; --restore {noted.id} takes that back"])
    return DONE


def _name(library: Library, files: list[str] | None, wanted: str) -> Newcomer:
    for one in library.newcomers(files):
        if one.name == wanted:
            return one
    raise Failure(f'no such name "{clean_line(wanted)}"; see {PROGRAM} suggest --entities')


def _accept(library: Library, files: list[str] | None, wanted: str) -> int:
    from lunar_tui.suggestions.verdicts import accept, written

    item = _found(library, files, wanted)
    step, book = _edited(library, f"accepted {wanted}", lambda book: accept(book, item))
    if made := written(book, item):
        place = f"{clean_line(made.place.file)}:{made.place.line}"
        what = f"a quote of {made.claim.id}" if made.quoted else made.claim.id
        print_lines([f"accepted {wanted} as {what}, in {place}"])
        if library.facts.schema.properties and item.property not in library.facts.schema.properties:
            print_lines([f"declared the property {clean_line(item.property)}, in schema.yaml"])
    for problem in step.problems:
        tell(clean_line(str(problem)))
    return DONE


def _dismiss(library: Library, files: list[str] | None, wanted: str) -> int:
    from lunar_tui.suggestions.suggester import noted
    from lunar_tui.suggestions.verdicts import dismiss

    if any(item.id == wanted for item in library.dismissed):
        tell(f"{wanted} is dismissed already")
        return DONE
    item = _found(library, files, wanted)
    step, _ = _edited(library, f"dismissed {wanted}", lambda book: dismiss(book, noted(item)))
    print_lines([f"{step.what}, in {clean_line(step.change.files[0].name)}"])
    return DONE


def _restore(library: Library, wanted: str) -> int:
    from lunar_tui.suggestions.verdicts import restore

    step, _ = _edited(library, f"restored {wanted}", lambda book: restore(book, wanted))
    print_lines([f"{step.what}, in {clean_line(step.change.files[0].name)}"])
    return DONE


def _found(library: Library, files: list[str] | None, wanted: str) -> Suggestion:
    found = (item for item in library.suggestions(files, everything=True) if item.id == wanted)
    item = next(found, None)
    if item is None:
        raise Failure(f'no suggestion "{clean_line(wanted)}"; see {PROGRAM} suggest --all')
    return item


def _edited(library: Library, what: str, how: How) -> tuple[Step, Book]:
    """Edits the files of the workspace; gives the step, and the files as they are then."""
    from lunar_tui.curation import CurationError, Curator

    if library.workspace.shipped:
        raise Refusal("the shipped workspace stays as it is; name one of your own with -w DIR")
    edited: list[Book] = []

    def noted(book: Book) -> Edit:
        made = how(book)
        edited.append(made.book)
        return made

    try:
        step = Curator(library.workspace).edit(what, noted)
    except CurationError as error:
        raise Failure(clean_line(str(error))) from None
    return step, edited[-1]


def _none(library: Library, *, everything: bool) -> str:
    if not library.facts.entities:
        return (
            "no suggestions: there are no entities yet; --entities lists names that may become some"
        )
    return "no suggestions" if everything else "no suggestions; --all reads cited sentences"

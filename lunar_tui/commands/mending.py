"""The command that mends quotes which no longer stand word for word in their articles."""

from __future__ import annotations

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
from lunar_tui.console import emphasis, print_json, print_lines, tell, width

if TYPE_CHECKING:
    from lunar_tui.anchorage import Standing
    from lunar_tui.facts.model import Evidence
    from lunar_tui.facts.requoting import Quote
    from lunar_tui.library import Library


@click.command(
    cls=Command,
    short_help="Find quotes again in articles that have changed.",
    examples=[
        (f"{PROGRAM} reanchor", "every quote that does not stand word for word, and what is there"),
        (f"{PROGRAM} reanchor 001 --json", "those of one article, for a program"),
        (f"{PROGRAM} reanchor --accept", "write down those that moved for certain"),
        (f"{PROGRAM} reanchor --choose 2 --at 3f9c0d21aa", "it is the second of its candidates"),
        (f"{PROGRAM} reanchor --choose 1 --at data/missions.yaml:41", "the same, by its place"),
    ],
)
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("--accept", is_flag=True, help="Write the words of all that moved into the YAML.")
@click.option("--choose", type=click.IntRange(1), metavar="N", help="Take candidate N; needs --at.")
@click.option("--at", metavar="QUOTE", help="Of this quote: its id, or FILE:LINE[:COLUMN] of it.")
@as_json
@workspace_option()
@click.pass_obj
def reanchor(
    session: Session,
    *,
    articles: tuple[str, ...],
    accept: bool,
    choose: int | None,
    at: str | None,
    as_json: bool,
) -> int:
    """Find quotes again that do not stand word for word in their articles any more.

    ARTICLE is a file, or how its name begins. A quote that moved says what it said, in other words
    or elsewhere; of one that is doubtful something differs, and you choose; one that is lost is
    gone. A quote that several claims have is one. The exit code is 1 while something is left.
    """
    if (choose is None) != (at is None):
        raise Refusal("--choose N and --at QUOTE belong together")
    if choose is not None and accept:
        raise Refusal("--accept and --choose: one at a time")
    with session.library(anew=True, warn=False) as library:
        from lunar_tui.export import anchoring

        files = list(dict.fromkeys(f for name in articles for f in articles_named(library, name)))
        anchorage = library.anchorage
        found = list(anchorage.standings)
        if files:
            found = [item for item in found if item.evidence.source in files]
        new: dict[Quote, Evidence] = {}
        if at is not None and choose is not None:
            item = _named(found, at)
            found, new = [item], _chosen(library, item, choose)
        elif accept:
            new = {item.quote: item.found.evidence for item in found if item.state == "moved"}
        if new:
            _write(library, new)
        accepted = {item.id for item in found if item.quote in new}
        if as_json:
            print_json({"evidence": anchoring.shapes(library, found, accepted)})
        else:
            print_lines(anchoring.standings(library, found, accepted, width(), emphasis()))
            left = [item for item in found if item.id not in accepted]
            if accepted:
                tell(f"{_quotes(len(accepted))} mended in {library.workspace.data.name}/")
            if at is None or left:
                print_lines([anchoring.summary(left)])
            if any(item.state == "moved" for item in left):
                tell(f"{PROGRAM} reanchor --accept takes over those that moved")
        return NOTHING if len(found) > len(accepted) else DONE


def _quotes(count: int) -> str:
    return "1 quote" if count == 1 else f"{count} quotes"


def _named(found: list[Standing], at: str) -> Standing:
    named = [item for item in found if item.id == at or at in item.places]
    if not named:
        raise Failure(f'no quote "{at}" that is not exact; see {PROGRAM} reanchor')
    if len(named) > 1:
        ids = ", ".join(item.id for item in named)
        raise Refusal(f'"{at}" has several quotes: {ids}; name one by its id')
    return named[0]


def _chosen(library: Library, item: Standing, number: int) -> dict[Quote, Evidence]:
    from lunar_tui.anchorage import as_chosen

    candidates = item.found.candidates
    if number > len(candidates):
        count = len(candidates)
        there = "no candidate" if not count else f"only {count} candidate{'s' * (count > 1)}"
        raise Failure(f"{item.id} has {there}; mend the quote in {item.places[0]}")
    article = library.article(item.evidence.source)
    text = article.text if article else ""
    evidence = as_chosen(text, item, candidates[number - 1])
    if evidence is None:
        raise Failure(f"candidate {number} cannot be told from others; quote more of it by hand")
    return {item.quote: evidence}


def _write(library: Library, new: dict[Quote, Evidence]) -> None:
    from lunar_tui.curation import CurationError, Curator
    from lunar_tui.facts.requoting import requote_all

    try:
        Curator(library.workspace).edit("mended quotes", lambda book: requote_all(book, new))
    except CurationError as error:
        raise Failure(str(error)) from None

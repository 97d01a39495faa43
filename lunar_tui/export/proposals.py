"""Suggestions as plain text for a terminal: each sentence, and below it what it may support."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lunar_tui.display import clean_line
from lunar_tui.export import wording
from lunar_tui.export.plain import Emphasis, wrap
from lunar_tui.export.wording import one_line
from lunar_tui.library import Library
from lunar_tui.suggestions.model import Suggestion
from lunar_tui.suggestions.newcomers import Newcomer


def suggestions(
    library: Library, chosen: Iterable[Suggestion], width: int, emphasis: Emphasis = str
) -> Iterator[str]:
    """A blank line parts the sentences; the words behind their suggestions are emphasised."""
    sentences = groupby(chosen, key=lambda item: (item.source, item.start, item.end))
    for number, ((source, start, end), found) in enumerate(sentences):
        items = list(found)
        if number:
            yield ""
        yield f"{emphasis(clean_line(f'{source}:{start}-{end}'))} {items[0].zone}"
        article = library.article(source)
        if article:
            spans = sorted({span for item in items for span in item.highlights})
            marks = [(low - start, high - start) for low, high in spans]
            yield from wrap(article.display[start:end], width, "    ", marks, emphasis)
        for item in items:
            yield from _proposal(library, item, width)


def newcomers(library: Library, found: Iterable[Newcomer]) -> Iterator[str]:
    """Names that are no entity yet, one on each line, with their counts and a place."""
    for one in found:
        entity = library.entity(one.entity)
        like = f"  (perhaps another name of {one_line(entity.name)})" if entity else ""
        sentences = "1 sentence" if one.sentences == 1 else f"{one.sentences} sentences"
        articles = "1 article" if one.articles == 1 else f"{one.articles} articles"
        place = clean_line(f"{one.source}:{one.start}-{one.end}")
        yield f"{one_line(one.name)}{like}  {sentences}, {articles}  {place}"


def _proposal(library: Library, item: Suggestion, width: int) -> Iterator[str]:
    claim = item.as_claim()
    entity = library.entity(item.entity)
    name = one_line(entity.name if entity else item.entity)
    label = one_line(library.property_of(claim).label)
    remarks = wording.remarks(library, claim)
    if item.claim:
        remarks.append(f"as {item.claim} says already")
    known = library.facts.schema.properties
    if known and item.property not in known:
        remarks.append("a new property")
    limits = f" ({'; '.join(remarks)})" if remarks else ""
    text = f"{item.id}  {name} · {label}: {wording.value(library, claim)}{limits}"
    first, *rest = wrap(one_line(text), width - 2)
    yield f"  {first}"
    yield from (f"              {line}" for line in wrap(" ".join(rest), width - 14))

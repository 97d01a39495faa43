"""Suggestions as rows of a list, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from textual.content import Content

from lunar_tui.corpus.zones import CONTENT
from lunar_tui.export import wording
from lunar_tui.facts.model import folded_name
from lunar_tui.library import Library
from lunar_tui.suggestions.model import Suggestion
from lunar_tui.tui.passage import Passage
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label

STATEMENT = "statement"
#: Beside a suggestion that was judged, until the files say so.
WRITING = "…"
#: Below this, its words stand far from each other.
_SURE = 0.5


class Shown(NamedTuple):
    """A row: a suggestion, or the heading of those that follow, made when it is seen."""

    suggestion: Suggestion | None = None
    heading: Callable[[], Content] = Content


def is_statement(suggestion: Suggestion) -> bool:
    return suggestion.rule == STATEMENT


def arranged(library: Library, found: Iterable[Suggestion], *, several: bool) -> Iterator[Shown]:
    """Dates, numbers and links first, under their sentences; what somebody says is below.

    ``several``: of more than one article, whose names stand above the sentences.
    """
    everything = list(found)
    facts = [item for item in everything if not is_statement(item)]
    said = [item for item in everything if is_statement(item)]
    for source, own in groupby(facts, key=lambda item: item.source):
        if several:
            yield Shown(heading=partial(_name, library, source))
        for span, items in groupby(own, key=lambda item: (item.start, item.end)):
            yield Shown(heading=partial(_words, library, source, *span))
            yield from map(Shown, items)
    if said and facts:
        yield Shown(heading=partial(label, "What somebody says"))
    yield from map(Shown, said)


def _name(library: Library, file: str) -> Content:
    return label(library.source_name(file))


def _words(library: Library, file: str, start: int, end: int) -> Content:
    article = library.article(file)
    text = " ".join(article.display[start:end].split()) if article else ""
    return label(text, "not bold dim italic")


def suggestion_row(library: Library, item: Suggestion, *, judged: bool) -> Row:
    """Entity, property and value; below, what limits it and what a judge should look at."""

    def cells() -> tuple[Cell, ...]:
        claim = item.as_claim()
        entity = library.entity(item.entity)
        text = join(
            entity.name if entity else item.entity,
            (f" · {library.property_of(claim).label} ", "dim"),
            (wording.value(library, claim), "bold"),
        )
        notes = label(" · ".join(_notes(library, item)), "dim") or None
        mark = Cell(label(WRITING if judged else " "), 1)
        return mark, Cell(text, lines=3, below=notes)

    return Row.later(cells)


def _notes(library: Library, item: Suggestion) -> list[str]:
    notes = wording.remarks(library, item.as_claim())
    notes[:0] = _taken(library, item)
    if item.claim:
        notes.append("a claim says so already: adds the quote")
    known = library.facts.schema.properties
    if known and item.property not in known:
        notes.append("a new property: declared with it")
    if item.confidence < _SURE and not is_statement(item):
        notes.append("unsure")
    return notes


def _taken(library: Library, item: Suggestion) -> Iterator[str]:
    """Which word stands for what: whether it does is what a person has to see."""
    article = library.article(item.source)
    if len(item.evidence) < 2 or article is None:
        return
    places = (item.highlights.subject, item.entity), (item.highlights.value, item.value.entity)
    for span, named in places:
        entity = library.entity(named) if named else None
        word = article.display[slice(*span)]
        if entity and folded_name(word) not in map(folded_name, entity.names):
            yield f"“{word}” is taken for {entity.name}"


def passage_of_suggestion(item: Suggestion) -> Passage:
    """The sentence, with the words behind the suggestion."""
    spans = sorted({span for span in item.highlights if span[0] < span[1]})
    return Passage(item.source, (item.start, item.end), matches=tuple(spans), caption="proposed")


def why_none(library: Library, file: str) -> str:
    """Why an article gives no suggestion; its sentences are split for it."""
    article = library.article(file)
    if article is None:
        return "There is no article here: o looks through all of them."
    if not library.facts.entities:
        return "Suggestions are about entities, and there is none yet. Name one first."
    more = "" if len(library.files) < 2 else " o looks through all articles."
    if not any(sentence.zone in CONTENT for sentence in article.sentences):
        return f"This article has no sentence.{more}"
    if file in library.foreign:
        return f"This article is not in English: suggestions read English only.{more}"
    left = len(library.coverage_of(article).open)
    if not left:
        return f"Every sentence of this article is cited or excused.{more}"
    dismissed = sum(noted.source == file for noted in library.dismissed)
    judged = f" {dismissed} dismissed." if dismissed else ""
    sentences = "the sentence that is" if left == 1 else f"the {left} sentences that are"
    return f"Nothing is found in {sentences} not cited.{judged}{more}"

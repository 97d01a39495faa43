"""What is suggested of the shipped articles, and of sentences made from the same words."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from benchmarks import suggestions as measured
from lunar_tui.corpus.article import Article, Metadata
from lunar_tui.corpus.zones import CONTENT
from lunar_tui.facts.anchors import anchor
from lunar_tui.facts.dates import date_range
from lunar_tui.library import Library, open_library
from lunar_tui.suggestions.model import Suggestion
from lunar_tui.suggestions.suggester import Suggester


@cache
def library() -> Library:
    return open_library()


@cache
def all_of_them() -> tuple[Suggestion, ...]:
    return measured.suggestions_of(library())


def check(article: Article, item: Suggestion) -> None:
    """Every quote anchors exactly, in its sentence, with the words that carry the value."""
    spots = [anchor(article.text, piece) for piece in item.evidence]
    assert [spot.state for spot in spots] == ["exact"] * len(spots)
    assert item.start <= spots[0].start < spots[0].end <= item.end
    assert item.evidence[0].stance == "supports"
    assert all(piece.stance == "mentions" for piece in item.evidence[1:])
    for low, high in item.highlights:
        assert item.start <= low < high <= item.end
    low, high = item.highlights.value
    assert spots[0].start <= low < high <= spots[0].end
    if item.value.type != "entity":
        assert " ".join(item.value.text.split()) in " ".join(item.quote.split())
    if item.value.type == "date":
        date_range(item.value.date)
    assert 0 < item.confidence <= 1
    assert item.zone in CONTENT


def test_every_suggestion_rests_on_its_quote() -> None:
    for item in all_of_them():
        article = library().article(item.source)
        assert article
        check(article, item)
        if item.value.type == "entity":
            names = library().entity(item.value.entity)
            assert names
            assert item.value.entity in library().facts.entities


def test_ids_are_unique_and_stay() -> None:
    ids = [item.id for item in all_of_them()]
    assert len(set(ids)) == len(ids)
    again = measured.suggestions_of(library())
    assert [item.id for item in again] == ids


def test_precision_and_recall_are_what_was_hoped_for() -> None:
    total = measured.measure()[0].rows[0]
    assert total.met, str(total)


def test_what_a_claim_says_already_of_the_sentence_is_not_suggested() -> None:
    judge = measured.Judge(library())
    left = list(library().suggestions(everything=True))
    assert left
    assert not [item for item in left if judge.right(item) and item.value.type != "text"]


def test_cited_sentences_are_passed_over() -> None:
    assert not list(library().suggestions())


def _words() -> list[str]:
    found: set[str] = set()
    for article in library().articles():
        found.update(re.findall(r"\S+", article.display))
    names = [entity.name for entity in library().entities()]
    return [*sorted(found)[:1500], *names, "In 2031,", "about 3 kg", "said", "signed", "head of"]


@given(st.lists(st.sampled_from(_words()), min_size=3, max_size=40))
def test_made_sentences_keep_the_same_promises(words: list[str]) -> None:
    text = "The start.\n\n" + " ".join(words) + ".\n"
    article = Article("a.txt", text, Metadata(published="2024-05-10"))
    suggester = Suggester(library().facts, library().mentioned.names)
    for item in suggester.of(article):
        check(article, item)

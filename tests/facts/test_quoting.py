"""Quoting: a span becomes a quote that anchors exactly there, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.article import Article
from lunar_tui.facts.anchors import anchor
from lunar_tui.facts.quoting import evidence_at, requoted, without_marks
from tests.workspaces import evidence

TEXT = "It gathered 1,731 grams of soil.\n\nIn Orsk it gathered 1,731 grams of dust."


def article(text: str) -> Article:
    return Article("a.txt", text)


def span(text: str, words: str, at: int = 0) -> tuple[int, int]:
    start = text.index(words, at)
    return start, start + len(words)


def test_a_quote_that_stands_once_needs_nothing_around_it() -> None:
    found = evidence_at(article(TEXT), *span(TEXT, "grams of soil"))
    assert found == evidence("grams of soil")


def test_what_is_around_tells_two_places_apart() -> None:
    start, end = span(TEXT, "gathered 1,731 grams", 30)
    found = evidence_at(article(TEXT), start, end)
    assert found
    assert found.prefix
    assert anchor(TEXT, found)[:3] == ("exact", start, end)


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("ams of soi", "grams of soil"),
        ("731 grams of soil", "1,731 grams of soil"),
        (",731 grams of s", "1,731 grams of soil"),
        (" grams of soil", "grams of soil"),
        ("soil.\n\n", "soil."),
        (" of dust.", "of dust."),
    ],
)
def test_words_and_numbers_are_taken_whole_and_blanks_left_out(words: str, quote: str) -> None:
    found = evidence_at(article(TEXT), *span(TEXT, words))
    assert found
    assert found.quote == quote


@pytest.mark.parametrize("words", ["soil.\n\nIn Orsk", "\n\n"])
def test_no_quote_of_two_paragraphs_or_of_blanks(words: str) -> None:
    assert evidence_at(article(TEXT), *span(TEXT, words)) is None


def test_no_quote_without_a_span() -> None:
    assert evidence_at(article(TEXT), 5, 5) is None
    assert evidence_at(article(TEXT), 500, 600) is None
    assert evidence_at(article(""), 0, 0) is None


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    lines = ["The lander stood on the plain for a year before", "it was moved to the other side of"]
    text = "\n".join([*lines, "the hall, where it is still to be seen."])
    found = evidence_at(article(text), *span(text, "before\nit was"))
    assert found
    assert found.quote == "before it was"
    assert anchor(text, found)[:3] == ("exact", *span(text, "before\nit was"))


def test_lines_that_an_author_ended_are_paragraphs() -> None:
    text = "One line.\nAnother line."
    assert evidence_at(article(text), 0, len(text)) is None


def test_a_byte_order_mark_is_a_blank() -> None:
    text = "\ufeffOnce more."
    found = evidence_at(article(text), 0, len(text))
    assert found
    assert found.quote == "Once more."


def test_hidden_characters_are_not_quoted() -> None:
    text = "It is \u202edetsiwt here."
    assert evidence_at(article(text), *span(text, text)) is None


def test_what_stands_too_often_is_not_quoted() -> None:
    text = "ab " * 1000
    assert evidence_at(article(text), 1500, 1502) is None


def test_what_was_known_of_evidence_stays() -> None:
    old = evidence("old words")._replace(stance="contradicts")
    found = requoted(old, TEXT, *span(TEXT, "dust"))
    assert found == old._replace(quote="dust")


def test_the_stance_is_given() -> None:
    found = evidence_at(article(TEXT), *span(TEXT, "soil"), stance="mentions")
    assert found
    assert found.stance == "mentions"


def test_a_sentence_without_its_marks() -> None:
    text = "“It is here.”"
    start, end = without_marks(article(text), 0, len(text))
    assert text[start:end] == "It is here"


@given(st.text(st.sampled_from("ab1.,\n\r \u00a0嫦“"), max_size=50), st.data())
def test_every_quote_anchors_where_it_was_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = evidence_at(article(text), start, end)
    if found is None:
        return
    spot = anchor(text, found)
    assert spot.state == "exact"
    # Nothing that was asked for is left out but blanks.
    assert not text[start : max(start, min(end, spot.start))].strip()
    assert not text[min(end, max(start, spot.end)) : end].strip()

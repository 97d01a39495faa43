"""The nearest sentence to a lost quote is found quickly."""

from __future__ import annotations

from time import perf_counter

import pytest

from lunar_tui.corpus.article import Article
from lunar_tui.facts.model import Claim, Entity, Evidence, Value
from lunar_tui.facts.validation import check_evidence
from lunar_tui.problems import Report
from tests.workspaces import evidence

FILLER = "The Moon is far away and nobody has been there for a very long time. "


def message(text: str, quote: Evidence) -> str:
    claim = Claim("a/b/c", "a", "b", Value("text", "c"), evidence=(quote,))
    article = Article("a.txt", text)
    assert article.sentences  # splitting is not what is measured here
    report = Report()
    began = perf_counter()
    check_evidence([Entity("a", "mission", "A", (), (claim,))], [], [], {"a.txt": article}, report)
    assert perf_counter() - began < 3
    (problem,) = report
    return problem.message


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("It gathered 1,731 grams of soil.", "It gathered 1,935 grams of soil."),
        ("嫦娥五号带回了一千七百克月壤。", "嫦娥五号带回了两千克月壤。"),
    ],
)
def test_nearest_sentence_of_a_long_article(sentence: str, quote: str) -> None:
    found = message(f"{FILLER * 4000}\n\n{sentence}\n\n{FILLER * 4000}", evidence(quote))
    assert found.endswith(f'the nearest sentence is "{sentence}"')


def test_one_huge_sentence_and_one_huge_quote() -> None:
    assert "stands nowhere" in message("soil of the Moon " * 20_000, evidence("Mars " * 20_000))

"""The judged queries: both halves have one form, and every answer is one sentence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks import judged
from benchmarks.judged import KINDS, Half, JudgedQuery, load
from lunar_tui.library import open_library
from tests.workspaces import ROOT

HALVES: tuple[Half, Half] = ("tuning", "held_back")
QUERY = """\
queries:
  - query: moon
    kind: ranking
    answers:
      - source: {source}
        quote: "{quote}"
"""


@pytest.fixture(scope="module")
def halves() -> dict[Half, tuple[JudgedQuery, ...]]:
    return {half: load(half) for half in HALVES}


def test_every_query_is_asked_once(halves: dict[Half, tuple[JudgedQuery, ...]]) -> None:
    queries = [" ".join(item.query.casefold().split()) for half in HALVES for item in halves[half]]
    assert len(queries) >= 80
    assert len(set(queries)) == len(queries)
    assert all(queries)


def test_both_halves_have_every_kind(halves: dict[Half, tuple[JudgedQuery, ...]]) -> None:
    tuning, held_back = (Counter(item.kind for item in halves[half]) for half in HALVES)
    assert set(tuning) == set(held_back) == set(KINDS)
    assert tuning >= held_back


def test_queries_are_short_and_their_answers_few(
    halves: dict[Half, tuple[JudgedQuery, ...]],
) -> None:
    every = [item for half in HALVES for item in halves[half]]
    assert [item.query for item in every if len(item.query.split()) > 6] == []
    assert [item.query for item in every if not 1 <= len(item.answers) <= 12] == []
    assert sum(len(item.answers) <= 3 for item in every) >= len(every) / 2


def test_answers_are_sentences(halves: dict[Half, tuple[JudgedQuery, ...]]) -> None:
    library = open_library(ROOT)
    sentences = {
        (article.file, sentence.start, sentence.end)
        for article in library.articles()
        for sentence in article.sentences
    }
    for half in HALVES:
        for item in halves[half]:
            assert item.answers <= sentences, item.query


def test_a_quote_in_no_or_several_sentences_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judged, "FOLDER", tmp_path)
    file = tmp_path / "tuning.yaml"
    source = "000_650391695adae188.txt"
    for quote, count in (("no article says this", 0), ("Space Day", 3)):
        file.write_text(QUERY.format(source=source, quote=quote), encoding="utf-8")
        with pytest.raises(ValueError, match=f"in {count} sentences, not in one: {quote}"):
            load("tuning")
    file.write_text(QUERY.format(source="nowhere.txt", quote="moon"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"no such article: nowhere\.txt"):
        load("tuning")

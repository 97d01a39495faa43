"""What rank is made of, and what a search does that has no time left or takes another way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from pyroaring import BitMap

from lunar_tui.search import evaluation, scores, segment_engine, surroundings
from lunar_tui.search.engine import Document
from lunar_tui.search.evaluation import Evaluation
from lunar_tui.search.plan import AllOf, AnyOf, Named, Only, Plan, Prefer, Term, Without
from lunar_tui.search.segment import MAX_LENGTH
from lunar_tui.search.statistics import Statistics
from tests.examples import examples
from tests.search.engines import PlainEngine, phrase, place, rows, term
from tests.search.matching import corpora, plans, said
from tests.search.seeds import documents

ALL = 10_000
MOON = term("moon")


def statistics(documents: int, counts: dict[str, int], average: float = 20.0) -> Statistics:
    return Statistics(documents, average, lambda form: counts.get(form, 0))


# --- points -------------------------------------------------------------------------------------


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_is_rarer_is_worth_more(documents: int, one: int, other: int) -> None:
    known = statistics(documents, {"one": one, "other": other})
    assert known.rarity(term("one")) > 0
    if min(one, documents) < min(other, documents):
        assert known.rarity(term("one")) > known.rarity(term("other"))
    both = term("one", ("other", 0.5, "inflected"))
    assert known.rarity(both) <= min(known.rarity(term("one")), known.rarity(term("other")))


def test_a_word_in_every_sentence_is_worth_little_and_never_less_than_nothing() -> None:
    known = statistics(1000, {"the": 1000, "moon": 10})
    assert 0 < known.rarity(term("the")) < known.rarity(MOON) / 100


@given(st.just(0.0) | st.floats(0.01, 500))
def test_each_word_more_makes_a_sentence_count_less(average: float) -> None:
    factors = statistics(1, {}, average).factors
    assert len(factors) == MAX_LENGTH + 1
    assert all(longer < shorter for shorter, longer in pairwise(factors))
    assert factors[-1] > 0


def test_a_sentence_of_average_length_has_the_factor_one() -> None:
    assert statistics(1, {}, 20.0).factors[20] == pytest.approx(1.0)


# --- every way to look gives the same -----------------------------------------------------------

_quiet = examples(12, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_quiet
@given(corpora, plans, st.sets(st.integers(0, 14)))
def test_looking_only_at_some_sentences_gives_the_same_points(
    corpus: list[Document], wanted: Plan, some: set[int]
) -> None:
    engine = PlainEngine.build(corpus)
    for plan in (wanted, AnyOf((wanted, MOON), count=True)):
        one = Evaluation(engine._segments[0], engine._statistics, float("inf"))
        within = BitMap(number for number in some if number < len(corpus))
        everywhere = one.scores(plan)
        assert one.scores(plan, within) == pytest.approx(
            {number: points for number, points in everywhere.items() if number in within}
        )


@_quiet
@given(corpora, plans, st.integers(1, 5))
def test_the_best_are_among_those_that_are_weighed(
    monkeypatch: pytest.MonkeyPatch, corpus: list[Document], wanted: Plan, limit: int
) -> None:
    engine = PlainEngine.build(corpus)
    expected = engine.search(wanted, limit=ALL)
    for module in (evaluation, scores):
        monkeypatch.setattr(module, "MANY", limit + 1)
    found = engine.search(wanted, limit=limit)
    assert found.rows == expected.rows[:limit]
    assert (found.total, found.whole) == (expected.total, expected.whole)


@_quiet
@given(corpora, st.lists(plans, min_size=2, max_size=4))
def test_what_is_remembered_changes_nothing(corpus: list[Document], asked: list[Plan]) -> None:
    engine = PlainEngine.build(corpus)
    for wanted in (*asked, *asked):
        alone = PlainEngine.build(corpus).search(wanted, limit=ALL, wide=True)
        assert engine.search(wanted, limit=ALL, wide=True) == alone


@_quiet
@given(corpora, plans)
def test_weighing_only_the_best_finds_no_less(
    monkeypatch: pytest.MonkeyPatch, corpus: list[Document], wanted: Plan
) -> None:
    engine = PlainEngine.build(corpus)
    monkeypatch.setattr(evaluation, "_LEADING", 1000)
    expected = engine.search(wanted, limit=ALL, wide=True)
    monkeypatch.setattr(evaluation, "_LEADING", 1)
    found = engine.search(wanted, limit=ALL, wide=True)
    assert {place(row) for row, _ in found.rows} == {place(row) for row, _ in expected.rows}


def test_around_very_many_sentences_nothing_more_is_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = PlainEngine.build(rows("china", "the moon"))
    both = AllOf((MOON, term("china")))
    assert engine.search(both, limit=9, wide=True).total == 2
    monkeypatch.setattr(surroundings, "_WIDEST", 0)
    assert engine.search(both, limit=9, wide=True).total == 0


# --- when time is up ----------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """From one look at the clock to the next a second passes."""
    ticking = count()
    for module in (evaluation, segment_engine):
        monkeypatch.setattr(module, "thread_time", lambda: float(next(ticking)))
    for module in (evaluation, surroundings):
        monkeypatch.setattr(module, "CLOCK_STEP", 1)
    return iter(())


def at_every_moment(
    monkeypatch: pytest.MonkeyPatch, engine: PlainEngine, wanted: Plan
) -> Iterator[set[tuple[str, int, int]]]:
    """What is found with no time at all, with a little, … and at last with enough."""
    for seconds in range(100_000):
        monkeypatch.setattr(segment_engine, "TIME_LIMIT", float(seconds))
        found = engine.search(wanted, limit=ALL, wide=True)
        yield {place(row) for row, _ in found.rows}
        if not found.partial:
            return
    raise AssertionError("no end")


@examples(10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corpus=corpora, parts=st.tuples(said, said), drop=plans)
def test_a_search_that_is_cut_short_lets_nothing_through(
    monkeypatch: pytest.MonkeyPatch,
    clock: None,
    corpus: list[Document],
    parts: tuple[Plan, Plan],
    drop: Plan,
) -> None:
    engine = PlainEngine.build(corpus)
    keep, other = parts
    for wanted in (Without(AllOf(parts), drop), Without(keep, Without(other, drop))):
        *cut, whole = at_every_moment(monkeypatch, engine, wanted)
        assert all(found <= whole for found in cut)


def test_a_slow_search_gives_what_it_has(monkeypatch: pytest.MonkeyPatch, clock: None) -> None:
    engine = PlainEngine.build(rows(*["moon station"] * 50))
    wanted = phrase("moon station")
    *cut, whole = at_every_moment(monkeypatch, engine, wanted)
    assert len(whole) == 50
    assert cut[0] == set()
    assert any(0 < len(found) < 50 for found in cut)
    monkeypatch.setattr(segment_engine, "TIME_LIMIT", -1.0)
    assert engine.search(MOON, limit=9).partial


# --- the articles -------------------------------------------------------------------------------


def test_the_plainest_questions_about_the_articles() -> None:
    engine = PlainEngine.build(documents())
    station = Prefer(AllOf((term("lunar"), term("station"))), phrase("lunar station"))
    best = [row.text for row, _ in engine.search(station, limit=5).rows]
    assert len(best) == 5
    assert all("lunar station" in text.lower() for text in best)
    sample = Named((phrase("change 5"), phrase("嫦娥 娥五 五号")), (term("change"), term("5")))
    about = AllOf((sample, Term("sample", term("sample", ("samples", 0.85, "inflected")).forms)))
    alone = engine.search(about, limit=ALL)
    wide = engine.search(about, limit=ALL, wide=True)
    assert 0 < alone.total < wide.total
    assert wide.rows[: alone.total] == alone.rows
    there = Only(sources=frozenset({alone.rows[0][0].source}))
    assert {row.source for row, _ in engine.search(AllOf((about, there)), limit=9).rows} == {
        alone.rows[0][0].source
    }

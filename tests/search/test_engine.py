"""What any engine must do. An engine of another kind only has to join `ENGINES`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from collections.abc import Sequence as Rows

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lunar_tui.search.analysis import stem, words
from lunar_tui.search.engine import FURNITURE_ZONES, Document, Engine, SearchError
from lunar_tui.search.highlight import highlights
from lunar_tui.search.names import Lexicon
from lunar_tui.search.plan import (
    AllOf,
    AnyOf,
    Named,
    Plan,
    Prefer,
    Sequence,
    Term,
    Without,
)
from lunar_tui.search.planning import plan
from lunar_tui.search.query import parse
from lunar_tui.search.whoosh_engine import WhooshEngine
from tests.search.seeds import NAMES, documents

Build = Callable[[Rows[Document]], Engine]


def in_memory(rows: Rows[Document]) -> Engine:
    return WhooshEngine.build(rows)


def kept_and_loaded(rows: Rows[Document]) -> Engine:
    return WhooshEngine.load(WhooshEngine.build(rows).dump())


ENGINES = [in_memory, kept_and_loaded]
engines = pytest.mark.parametrize("build", ENGINES)


def rows(*texts: str, zone: str = "body", source: str = "a.txt") -> list[Document]:
    return [
        Document(source, 1000 * number, 1000 * number + len(text), text, zone)
        for number, text in enumerate(texts)
    ]


def answer(engine: Engine, query: str, limit: int = 100) -> list[str]:
    parsed = parse(query)
    assert parsed.tree is not None
    found = engine.search(plan(parsed.tree, Lexicon(NAMES)), limit=limit)
    return [row.text for row, _ in found.rows]


def matches(wanted: Plan, text: str) -> bool:
    """The definition of a match, spelled out."""
    forms = words(text)
    stems = tuple(map(stem, forms))
    match wanted:
        case Term(word, False):
            return stem(word) in stems
        case Term(word, True):
            return any(form.startswith(word) for form in forms)
        case Sequence(sequence, prefix):
            size = len(sequence)
            places = range(len(forms) - size + 1)
            if prefix:
                return any(
                    forms[at : at + size - 1] == sequence[:-1]
                    and forms[at + size - 1].startswith(sequence[-1])
                    for at in places
                )
            return any(stems[at : at + size] == tuple(map(stem, sequence)) for at in places)
        case AllOf(parts):
            return all(matches(part, text) for part in parts)
        case AnyOf(parts):
            return any(matches(part, text) for part in parts)
        case Without(keep, drop):
            return matches(keep, text) and not matches(drop, text)
        case Prefer(keep, _):
            return matches(keep, text)
        case Named(names, scattered):
            return any(matches(name, text) for name in names) or (
                bool(scattered) and all(matches(word, text) for word in scattered)
            )
    raise AssertionError(wanted)


_VOCABULARY = ["land", "landed", "landing", "moon", "moons", "china", "5", "月球", "嫦娥五号", "a"]
_word = st.sampled_from([form for text in _VOCABULARY for form in words(text)] + ["absent"])
_sequence = st.lists(_word, min_size=2, max_size=3).map(tuple)
_term = st.builds(Term, _word)
_phrase = st.builds(Sequence, _sequence)
_leaf: st.SearchStrategy[Plan] = st.one_of(
    _term,
    _phrase,
    st.builds(Term, st.sampled_from(["la", "land", "m", "娥", "absent"]), st.just(value=True)),
    st.builds(
        Sequence,
        st.tuples(_word, st.sampled_from(["la", "mo", "五"])),
        st.just(value=True),
    ),
    st.builds(
        Named,
        st.lists(st.one_of(_term, _phrase), min_size=1, max_size=3).map(tuple),
        st.lists(_term, max_size=2).map(tuple),
    ),
)


def _compound(inner: st.SearchStrategy[Plan]) -> st.SearchStrategy[Plan]:
    parts = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(AllOf, parts),
        st.builds(AnyOf, parts, st.booleans()),
        st.builds(Without, inner, inner),
        st.builds(Prefer, inner, inner),
    )


_plans = st.recursive(_leaf, _compound, max_leaves=8)
_texts = st.lists(st.lists(st.sampled_from(_VOCABULARY), max_size=6).map(" ".join), max_size=12)


@engines
@settings(derandomize=True, deadline=None, max_examples=75)
@given(texts=_texts, wanted=_plans)
def test_finds_what_the_plan_means(build: Build, texts: list[str], wanted: Plan) -> None:
    engine = build(rows(*texts))
    found = engine.search(wanted, limit=100)
    assert sorted(row.start for row, _ in found.rows) == [
        row.start for row in rows(*texts) if matches(wanted, row.text)
    ]
    assert found.total == len(found.rows)
    assert not found.partial
    scores = [score for _, score in found.rows]
    assert scores == sorted(scores, reverse=True)
    for row, _ in found.rows:
        # A part that nothing asked for in this sentence may stay unmarked, a match may not.
        assert highlights(wanted, row.text) or isinstance(wanted, Without | AnyOf | AllOf | Prefer)


@engines
def test_every_article_sentence_is_found_by_its_own_words(build: Build) -> None:
    engine = build(documents())
    assert len(engine) == len(documents())
    for document in documents()[::7]:
        phrase = words(document.text)[:8]
        wanted: Plan = Sequence(phrase) if len(phrase) > 1 else Term(phrase[0])
        found = engine.search(wanted, limit=1000)
        assert document in [row for row, _ in found.rows]


@engines
def test_furniture_comes_last(build: Build) -> None:
    furniture = [
        Document(f"{zone}.txt", 0, 9, "moon moon", zone) for zone in sorted(FURNITURE_ZONES)
    ]
    long = rows("a very long sentence about many other matters than this one, with the moon in it")
    engine = build([*furniture, *long])
    found = engine.search(Term("moon"), limit=10).rows
    assert [row.source for row, _ in found] == [
        "a.txt", "dateline.txt", "navigation.txt", "notice.txt", "related.txt",
    ]  # fmt: skip
    assert [score > 1 for _, score in found] == [True, False, False, False, False]


@engines
def test_words_together_come_before_scattered_words(build: Build) -> None:
    together = "a long sentence about the building of a lunar station in the years that will follow"
    engine = build(rows("station lunar lunar", "lunar soil station", together))
    assert answer(engine, "lunar station")[0] == together
    assert len(answer(engine, "lunar station")) == 3
    assert answer(engine, '"lunar station"') == [together]


@engines
def test_a_name_comes_before_its_scattered_words(build: Build) -> None:
    named = "a long sentence that ends with what is called the probe 嫦娥五号 in other languages"
    engine = build(rows("5 change", named, "5 of change and change"))
    assert answer(engine, "Chang'e 5")[0] == named
    assert len(answer(engine, "Chang'e 5")) == 3
    assert answer(engine, '"Chang\'e 5"') == [named]


@engines
def test_the_typed_form_comes_before_other_inflections(build: Build) -> None:
    typed = "a long sentence in which someone will sign something at some later time and place"
    engine = build(rows("signed", "signing", typed, "signs signs"))
    assert answer(engine, "sign")[0] == typed
    assert answer(engine, "signed")[0] == "signed"
    assert len(answer(engine, "sign")) == 4


@engines
def test_rarer_words_weigh_more(build: Build) -> None:
    engine = build(rows("moon x", "moon y", "moon z", "soil w"))
    assert answer(engine, "moon OR soil")[0] == "soil w"


@engines
def test_more_of_the_words_come_first(build: Build) -> None:
    engine = build(rows("rare rare rare", "common usual", "common usual other", "usual"))
    wanted = AnyOf((Term("rare"), Term("common"), Term("usual")), count=True)
    found = [row.text for row, _ in engine.search(wanted, limit=9).rows]
    assert set(found[:2]) == {"common usual", "common usual other"}


@engines
def test_equal_scores_keep_their_places(build: Build) -> None:
    same = [Document(s, n, n + 4, "moon", "body") for s in ("b", "a") for n in (20, 100, 3)]
    found = build(same).search(Term("moon"), limit=9).rows
    assert [(row.source, row.start) for row, _ in found] == [
        ("a", 3), ("a", 20), ("a", 100), ("b", 3), ("b", 20), ("b", 100),
    ]  # fmt: skip


@engines
def test_limit_and_filters(build: Build) -> None:
    engine = build([*rows("moon", "moon"), *rows("moon", zone="title", source="b.txt")])
    found = engine.search(Term("moon"), limit=1)
    assert (len(found.rows), found.total) == (1, 3)
    assert engine.search(Term("moon"), limit=0).total == 3
    assert engine.search(Term("moon"), limit=-1).rows == ()
    assert engine.search(Term("moon"), limit=9, sources={"b.txt"}).total == 1
    assert engine.search(Term("moon"), limit=9, zones={"body"}).total == 2
    assert engine.search(Term("moon"), limit=9, sources=set()).total == 0
    assert engine.search(Term("moon"), limit=9, zones={"nowhere"}, sources={"a.txt"}).total == 0


@engines
def test_no_documents(build: Build) -> None:
    engine = build([])
    assert len(engine) == 0
    assert engine.search(Term("moon"), limit=9).total == 0
    assert engine.search(Term("moon", prefix=True), limit=9).total == 0


@engines
def test_odd_documents_come_back_as_they_were(build: Build) -> None:
    odd = [
        Document("bad\udcff.txt", 0, 9, "moon \ud800 \x00 \x1b[2J [/] …", "body"),
        Document("b", 0, 0, "", "body"),
        Document("c", 5, 9, "— — —", "zone\n"),
        Document("d", 5, 9, "moon " + "x" * 1_000_000, "body"),
    ]
    engine = build(odd)
    assert len(engine) == 4
    assert {row for row, _ in engine.search(Term("moon"), limit=9).rows} == {odd[0], odd[3]}
    assert engine.search(Term("x" * 64), limit=9).total == 1


@engines
def test_too_many_words_behind_a_prefix_are_partial(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It is the number of words that ends this search, on a slow machine too.
    monkeypatch.setattr("lunar_tui.search.evaluation.TIME_LIMIT", 60.0)
    engine = build(rows(*(f"moon{'abcdefghij'[n % 10]}{chr(97 + n // 10 % 26)}"
                          f"{chr(97 + n // 260)} first" for n in range(1100))))  # fmt: skip
    found = engine.search(Term("moon", prefix=True), limit=9)
    assert found.partial
    assert found.total == 1024
    found = engine.search(AnyOf((Term("moon", prefix=True), Term("mo", prefix=True))), limit=9)
    assert found.partial
    assert not engine.search(Term("moona", prefix=True), limit=9).partial
    broad, one = Term("moon", prefix=True), Term("moonaaa")
    assert engine.search(Without(broad, one), limit=9).total == 1023
    assert engine.search(Without(one, broad), limit=9).total == 0


@engines
def test_a_slow_search_gives_what_it_has(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = build(rows(*["moon"] * 1000))
    monkeypatch.setattr("lunar_tui.search.evaluation.TIME_LIMIT", -1.0)
    found = engine.search(Term("moon"), limit=9)
    assert found.partial
    assert found.total < 1000
    # An exclusion that was not finished must not let anything through.
    found = engine.search(Without(Term("moon"), Term("soil")), limit=9)
    assert found.partial
    assert found.total == 0


@engines
def test_a_closed_engine_says_so(build: Build) -> None:
    engine = build(rows("moon"))
    engine.close()
    engine.close()
    with pytest.raises(SearchError, match="closed"):
        engine.search(Term("moon"), limit=9)
    with pytest.raises(SearchError, match="closed"):
        engine.dump()


@engines
def test_many_threads_at_once(build: Build) -> None:
    engine = build(documents())
    queries = ["moon", "lunar station", '"space administration"', "lau*", "Chang'e-5"]
    expected = [answer(engine, query) for query in queries]
    failures: list[object] = []

    def ask() -> None:
        for query, texts in zip(queries * 5, expected * 5, strict=True):
            if answer(engine, query) != texts:
                failures.append(query)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_progress_is_told() -> None:
    told: list[int] = []
    WhooshEngine.build(rows(*["moon"] * 150), told.append)
    assert told == [64, 128, 150]


def test_what_progress_raises_ends_the_build() -> None:
    def stop(done: int) -> None:
        raise InterruptedError(done)

    with pytest.raises(InterruptedError):
        WhooshEngine.build(rows(*["moon"] * 150), stop)


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.clear(),
        lambda files: files.update({"documents.json": b"[]"}),
        lambda files: files.update({"documents.json": b"{"}),
        lambda files: files.update({"documents.json": b"[[1]]"}),
        lambda files: files.pop("_MAIN_1.toc"),
        lambda files: files.update({"_MAIN_1.toc": b"rubbish"}),
    ],
)
def test_unusable_files_are_one_kind_of_error(change: Callable[[dict[str, bytes]], object]) -> None:
    files = WhooshEngine.build(rows("moon")).dump()
    change(files)
    with pytest.raises(SearchError):
        WhooshEngine.load(files)


def test_whatever_whoosh_raises_is_one_kind_of_error(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = WhooshEngine.build(rows("moon"))

    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("whoosh.searching.Searcher.postings", fail)
    with pytest.raises(SearchError, match=r"the search failed \(AssertionError\)"):
        engine.search(Term("moon"), limit=9)
    monkeypatch.setattr("whoosh.writing.SegmentWriter.add_document", fail)
    with pytest.raises(SearchError, match=r"building the index failed \(AssertionError\)"):
        WhooshEngine.build(rows("moon"))

"""Asking the index of a workspace: readiness, answers, reasons, and what happens meanwhile."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.chronology import resolve
from lunar_tui.search import dated
from lunar_tui.search.engine import Engine, IndexNotReady, Results, SearchError
from lunar_tui.search.index import Opened, SearchIndex
from lunar_tui.search.keeping import engine_kind
from lunar_tui.search.plan import Place
from lunar_tui.search.subject import Source, Subject, Told
from tests.examples import examples
from tests.search.seeds import (
    NAMES,
    Articles,
    apart,
    article,
    corpus,
    documents,
    explained,
    ids,
    searching,
    strict,
    subject,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    rows = []
    for _, group in groupby(documents(), key=lambda row: row.source):
        found = list(group)
        dates = resolve([row.text for row in found], "2024-06")
        rows += [
            replace(row, keys=dated.keys(named)) for row, named in zip(found, dates, strict=True)
        ]
    return searching(rows, subject())


# --- whether there is one -------------------------------------------------------------------------


def test_not_ready() -> None:
    index = SearchIndex(None, subject)
    assert not index.ready
    with pytest.raises(IndexNotReady):
        index.search("moon")
    with pytest.raises(IndexNotReady):
        explained(index, "moon", ("a.txt", 0, 1))
    # Names and values need no index.
    assert index.matched_names("chang") != ()
    assert index.values("entity")[0] == "Chang'e-5"
    assert index.ensure(corpus(documents())) == Opened("memory", None, len(documents()))
    assert index.ready
    assert index.search("moon").hits
    index.close()
    index.close()
    assert not index.ready
    with pytest.raises(IndexNotReady):
        index.search("moon")
    assert index.ensure(corpus(documents())).how == "memory"
    assert index.search("moon").hits


def test_the_one_before_answers_until_the_next_is_there() -> None:
    articles = Articles(a="The moon rose.")
    index = SearchIndex(None, Subject)
    index.ensure(articles.corpus())
    articles.texts["b.txt"] = "Two moons."
    seen: list[set[str]] = []
    index.ensure(articles.corpus(), progress=lambda *_: seen.append(strict(index.search("moon"))))
    assert seen
    assert all(texts == {"The moon rose."} for texts in seen)
    assert strict(index.search("moon")) == {"The moon rose.", "Two moons."}


def test_what_is_known_is_asked_for_once() -> None:
    asked: list[int] = []

    def now() -> Subject:
        asked.append(1)
        return subject([("moon", "Moon"), ("moon", "Luna")])

    index = SearchIndex(None, now)
    index.ensure(corpus(apart("The moon.", "The sun.")))
    for _ in range(2):
        assert strict(index.search("Luna")) == {"The moon."}
        assert index.matched_names("lun") == ("moon",)
    assert asked == [1]


# --- answers --------------------------------------------------------------------------------------


def test_the_answer_repeats_the_question(index: SearchIndex) -> None:
    found = index.search('  moon "soil ')
    assert found.query == '  moon "soil '
    assert found.notes[0] == "the quotation mark at column 8 is not closed; read to the end"
    assert found.took_ms > 0
    assert not found.partial
    empty = index.search("")
    assert empty == Results("", (), 0, empty.took_ms, (), partial=False)


def test_at_most_as_many_hits_as_were_asked_for(index: SearchIndex) -> None:
    whole = index.search("moon")
    for limit in (0, 1, 2, 5):
        found = index.search("moon", limit=limit)
        # How many copies are known of a hit depends on how many are looked at.
        assert [hit.id for hit in found.hits] == [hit.id for hit in whole.hits[:limit]]
    assert index.search("moon", limit=-1).hits == ()


@pytest.mark.parametrize(
    "query",
    [
        "moon", "moon soil", "lunar station -china", "soil xyzzy -grams", "soil OR rocks",
        "(soil OR rocks) xyzzy", "CE-5 samples", '"lunar station" xyzzy', "who signed it",
        "soil grams 1731", "zone:related moon", "xyzzy",
    ],
)  # fmt: skip
@pytest.mark.parametrize("limit", [3, 200])
def test_all_sources_and_zones_are_no_filter(index: SearchIndex, query: str, limit: int) -> None:
    everywhere = {row.source for row in documents()}, {row.zone for row in documents()}
    plain = index.search(query, limit=limit)
    filtered = index.search(query, limit=limit, sources=everywhere[0], zones=everywhere[1])
    assert [(hit.id, hit.highlights) for hit in filtered.hits] == [
        (hit.id, hit.highlights) for hit in plain.hits
    ]
    assert (filtered.total, filtered.notes) == (plain.total, plain.notes)


def test_filters(index: SearchIndex) -> None:
    source = documents()[0].source
    for query in ("China", "xyzzy China moon", "China -moon", "China OR moon"):
        found = index.search(query, sources=[source])
        assert {hit.source for hit in found.hits} == {source}
        assert all(place[0] == source for hit in found.hits for place in hit.copies)
    assert {hit.zone for hit in index.search("moon", zones=["related"]).hits} == {"related"}
    assert index.search("moon", sources=[]).hits == ()
    assert index.search("moon", sources=["nowhere.txt"]).total == 0


def test_copies_stand_behind_one_hit() -> None:
    same = "The probe brought two kilograms of soil from the Moon to the Earth in December."
    rows = [
        *article("a.txt", same),
        *article("b.txt", same.replace("probe", "Probe")),
        *article("c.txt", same.replace("two", "2").replace("kilograms", "kg")),
        *article("d.txt", "Soil from the Moon is grey."),
    ]
    found = searching(rows).search("soil moon")
    assert sorted(hit.source for hit in found.hits) == ["a.txt", "c.txt", "d.txt"]
    (first,) = (hit for hit in found.hits if hit.source == "a.txt")
    assert first.copies == (("b.txt", 0, len(same)),)
    # All are counted, and as many hits come as are asked for.
    assert found.total == 4
    assert len(searching(rows).search("soil moon", limit=2).hits) == 2


def test_typing(index: SearchIndex) -> None:
    whole = ids(index.search("Wenchang"))
    assert ids(index.search("wench", typing=True)) == whole
    assert index.search("wench").total == 0
    assert index.search("wench ", typing=True).total == 0
    assert strict(index.search('"lunar sta', typing=True)) == strict(
        index.search('"lunar station"')
    )


# --- why ------------------------------------------------------------------------------------------

ASKED = [
    "moon", "lunar station", "Chang'e-5", "Chang'e-5 samples", "CE-5 grams", "who signed it",
    '"lunar station"', "moon OR soil", "moon -soil", "launc*", "memorandun", "memorandun~",
    "December 17", "December 17", "soil xyzzy grams", "1731 grams soil moon", "date:2020 moon",
    "(soil OR rocks) 1731", "Long March 5 Wenchang", "lunarstation", "us-china",
]  # fmt: skip


@pytest.mark.parametrize("typing", [False, True])
@pytest.mark.parametrize("query", ASKED)
def test_there_is_a_reason_for_every_hit(index: SearchIndex, query: str, typing: bool) -> None:
    found = index.search(query, limit=30, typing=typing)
    assert found.hits
    for hit in found.hits:
        why = explained(index, query, (hit.source, hit.start, hit.end), typing=typing)
        assert why is not None
        assert why.reasons, hit.text
        assert why.relevance > 0
        assert why.furniture == (hit.zone == "related")
        assert all(reason.points > 0 and reason.typed for reason in why.reasons)
        if any(reason.where == "sentence" for reason in why.reasons):
            assert any(reason.found for reason in why.reasons), hit.text


def test_reasons_are_of_what_the_hit_was_found_by() -> None:
    index = searching(
        [
            *article("a.txt", "A red moon rose slowly."),
            *article("b.txt", "A red moon set."),
            *article("c.txt", "A moon that is red and slowly rose."),
        ]
    )
    # Two have all the words, the third has most of them.
    found = index.search("red moon rose slowly")
    assert [hit.source for hit in found.hits] == ["a.txt", "c.txt", "b.txt"]
    for hit, asked in zip(found.hits, (4, 4, 2), strict=True):
        why = explained(index, "red moon rose slowly", (hit.source, hit.start, hit.end))
        assert why is not None
        assert len(why.reasons) == asked
    # Among fewer articles, the same words may have to be read otherwise.
    (hit,) = index.search("red moon rose slowly", sources=["b.txt"]).hits
    place = (hit.source, hit.start, hit.end)
    why = explained(index, "red moon rose slowly", place, sources=["b.txt"])
    assert why is not None
    assert [reason.typed for reason in why.reasons] == ["red", "moon"]


def test_reasons_say_what_stands_where() -> None:
    rows = [
        *article("a.txt", "They signed it.", "The memorandum is short.", "It rained."),
        *article("b.txt", "A signed memorandum.", "The sky is high."),
    ]
    place: Place = ("b.txt", 28, 44)
    known = Subject(told=lambda: (Told(place, "x", "weather of the memorandum"),))
    rows = [*rows[:-1], article("b.txt", "x" * 27, "The sky is high.")[1]]
    index = searching(rows, known)
    both = explained(index, "sign memorandum", ("b.txt", 0, 20))
    assert both is not None
    assert [(reason.typed, reason.where, reason.found) for reason in both.reasons] == [
        ("sign", "sentence", (("signed", "inflected"),)),
        ("memorandum", "sentence", (("memorandum", "typed"),)),
    ]
    assert both.together > 0
    near = explained(index, "sign memorandum", ("a.txt", 16, 40))
    assert near is not None
    assert {reason.typed: reason.where for reason in near.reasons} == {
        "sign": "neighbour",
        "memorandum": "sentence",
    }
    claimed = explained(index, "sky weather", place)
    assert claimed is not None
    assert {reason.typed: reason.where for reason in claimed.reasons} == {
        "sky": "sentence",
        "weather": "claims",
    }


def test_without_a_hit_there_is_no_reason(index: SearchIndex) -> None:
    row = documents()[0]
    assert explained(index, "", (row.source, row.start, row.end)) is None
    assert explained(index, "-moon", (row.source, row.start, row.end)) is None
    assert explained(index, "moon", (row.source, row.start, row.end + 1)) is None
    assert explained(index, "moon", ("nowhere.txt", 0, 1)) is None


# --- while it runs --------------------------------------------------------------------------------


def _breaking(monkeypatch: pytest.MonkeyPatch, is_broken: Callable[[Engine], bool]) -> list[int]:
    """Lets engines fail; the answer counts how often they did."""
    kind = engine_kind()
    real, failed = kind.search, [0]

    def search(self: Engine, *args: object, **kwargs: object) -> object:
        if is_broken(self):
            failed[0] += 1
            raise SearchError("broken")
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(kind, "search", search)
    return failed


def test_an_engine_that_fails_is_replaced_in_memory_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = Articles(a="The moon rose.", b="Two moons.")
    index = SearchIndex(tmp_path / "cache" / "workspace", Subject)
    index.ensure(articles.corpus())
    expected = index.search("moon").hits
    broken = index._engine
    with monkeypatch.context() as patched:
        failed = _breaking(patched, lambda engine: engine is broken)
        articles.indexed.clear()
        assert index.search("moon").hits == expected
        assert index.search("moon").hits == expected
        assert failed == [1]
        assert articles.indexed == ["a.txt", "b.txt"]
    with monkeypatch.context() as patched:
        _breaking(patched, lambda _: True)
        for _ in range(2):
            with pytest.raises(SearchError, match="broken"):
                index.search("moon")
        # It is not built again and again.
        assert articles.indexed == ["a.txt", "b.txt"]
    assert index.search("moon").hits == expected
    assert index.ensure(articles.corpus()).how == "opened"


def test_an_engine_that_fails_late_gives_no_half_of_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    articles = Articles(a="The moon rose.", b="Two moons.")
    index = SearchIndex(None, Subject)
    index.ensure(articles.corpus())
    expected = index.search("moon sun rose")
    kind, searches = engine_kind(), [0]
    real = kind.search

    def search(self: Engine, *args: object, **kwargs: object) -> object:
        searches[0] += 1
        if searches[0] == 2:
            raise SearchError("broken")
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(kind, "search", search)
    found = index.search("moon sun rose")
    assert searches[0] > 2
    assert (found.hits, found.notes) == (expected.hits, expected.notes)


def test_closed_in_the_middle_of_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    index = searching(apart("The moon rose."))
    real = engine_kind().search

    def search(self: Engine, *args: object, **kwargs: object) -> object:
        index.close()
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(engine_kind(), "search", search)
    with pytest.raises(IndexNotReady):
        index.search("moon")


def test_answers_are_of_one_state_while_it_changes(tmp_path: Path) -> None:
    """Two states take turns; every answer is that of one of them, as a whole."""
    articles = Articles(a="The moon rose.\nA red sun.")
    index = SearchIndex(tmp_path / "cache" / "workspace", Subject)
    queries = ("moon", "moon sun", "rose red moon", "mooon", "sun probe -rose", "ro* moon")
    states: list[dict[str, object]] = []

    def state() -> dict[str, object]:
        found = ((query, index.search(query)) for query in queries)
        return {query: (each.hits, each.total, each.notes) for query, each in found}

    other = {"a.txt": "The moon set.", "b.txt": "A moon probe.\nThe red suns rose."}
    for texts in (dict(articles.texts), other):
        articles.texts = texts
        index.ensure(articles.corpus())
        states.append(state())
    done, failures = threading.Event(), list[object]()

    def ask() -> None:
        while not done.is_set():
            for query in queries:
                found = index.search(query)
                answer = (found.hits, found.total, found.notes)
                if answer not in (states[0][query], states[1][query]):
                    failures.append(answer)

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for thread in askers:
        thread.start()
    first = Articles(a="The moon rose.\nA red sun.").texts
    for number in range(20):
        articles.texts = first if number % 2 else other
        index.ensure(articles.corpus(), rebuild=number % 3 == 0)
    done.set()
    for thread in askers:
        thread.join()
    assert failures == []


def test_an_answer_keeps_to_the_engine_it_began_with(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = Articles(a="The moon rose.\nA red sun.\nIt shone.", b="A moon.", c="One rose.")
    index = SearchIndex(None, Subject)
    index.ensure(articles.corpus())
    before = index.search("moon rose xyzzy")
    real, meanwhile = engine_kind().search, [True]

    def search(self: Engine, *args: object, **kwargs: object) -> object:
        found = real(self, *args, **kwargs)  # type: ignore[arg-type]
        if meanwhile.pop():
            meanwhile.append(False)
            articles.texts = {"z.txt": "Moon, rose and all else."}
            index.ensure(articles.corpus())
        else:
            meanwhile.append(False)
        return found

    monkeypatch.setattr(engine_kind(), "search", search)
    assert index.search("moon rose xyzzy").hits == before.hits
    assert [hit.source for hit in index.search("moon rose").hits] == ["z.txt"]


# --- the rest -------------------------------------------------------------------------------------


def test_warming_up_changes_no_answer() -> None:
    index = searching(documents(), subject())
    before = index.search("moon station")
    index.warm_up(row.text for row in documents()[:20])
    assert index.search("moon station").hits == before.hits


def test_names_match_while_they_are_typed(index: SearchIndex) -> None:
    assert index.matched_names("long mar") == ("changzheng", "changzheng-1", "changzheng-5")
    assert index.values("entity") == tuple(dict(reversed(NAMES))[thing] for thing in dict(NAMES))
    assert index.values("source") == ()
    known = Subject(sources=lambda: (Source("a.txt", "TASS"), Source("b.txt", "TASS")))
    assert searching([], known).values("source") == ("TASS", "a.txt", "b.txt")


_rows = st.lists(
    st.lists(st.sampled_from(["moon", "sun", "rose", "red", "5", "月球"]), min_size=1, max_size=5)
    .map(" ".join),
    max_size=8,
)  # fmt: skip


@examples(60)
@given(
    _rows,
    st.lists(st.sampled_from(["moon", "sun", "mooon", "xyzzy", "5", "月球"]), max_size=4),
    st.integers(0, 5),
)
def test_hits_fall_and_none_comes_twice(texts: list[str], words: list[str], limit: int) -> None:
    index = searching(article("a.txt", *texts), subject())
    found = index.search(" ".join(words), limit=limit)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    places = [(hit.source, hit.start, hit.end) for hit in found.hits]
    places += [place for hit in found.hits for place in hit.copies]
    assert len(places) == len(set(places)) <= found.total
    assert len(found.hits) <= limit
    assert found.total <= len(texts)


def test_importing_it_is_cheap() -> None:
    program = (
        "import sys, lunar_tui.search.index, lunar_tui.search.engine\n"
        "heavy = {'whoosh', 'snowballstemmer', 'rapidfuzz', 'textual', 'rich', 'nupunkt'}\n"
        "own = {f'lunar_tui.search.{n}' for n in ('analysis', 'planning', 'segment', 'store')}\n"
        "print(sorted((heavy | own) & set(sys.modules)))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_only_one_module_imports_whoosh() -> None:
    modules = sorted(
        path.stem
        for path in (ROOT / "lunar_tui" / "search").glob("*.py")
        if path.stem not in ("__init__", "whoosh_engine")
    )
    program = (
        "import sys, importlib\n"
        f"for name in {modules!r}: importlib.import_module('lunar_tui.search.' + name)\n"
        "print(sorted({'whoosh', 'textual', 'rich'} & set(sys.modules)))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"

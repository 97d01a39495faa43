"""Posting lists come back as they went in, and a part of an index knows its sentences."""

from __future__ import annotations

import sys
from array import array
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from lunar_tui.search import segment as segments
from lunar_tui.search import whoosh_engine
from lunar_tui.search.analysis import words
from lunar_tui.search.engine import FURNITURE_ZONES, Document, SearchError
from lunar_tui.search.segment import MAX_LENGTH, Postings, Segment
from lunar_tui.search.segment_engine import MAX_PARTS
from lunar_tui.search.whoosh_engine import WhooshEngine, WhooshPostings
from tests.examples import examples
from tests.search.engines import PlainPostings, place, rows
from tests.search.matching import corpora
from tests.search.seeds import documents

postings = pytest.mark.parametrize(
    "kind", [WhooshPostings, PlainPostings], ids=lambda kind: kind.__name__
)
_BLOCK = whoosh_engine._BLOCK
HIGHEST = 2**32 - 1


def ascending(length: int, widest: int, seed: int) -> array[int]:
    random, found, at = Random(seed), array("I"), -1  # noqa: S311 - no secret
    for _ in range(length):
        at += random.randint(1, widest)
        found.append(at)
    return found


_short = st.sets(st.integers(0, HIGHEST), min_size=1, max_size=30).map(
    lambda numbers: array("I", sorted(numbers))
)
_around_blocks = st.sampled_from(
    [blocks * _BLOCK + more for blocks in (1, 2, 3) for more in (-1, 0, 1)]
)
_long = st.builds(
    ascending,
    st.one_of(_around_blocks, st.integers(1, 2 * _BLOCK)),
    st.sampled_from([1, 2, 255, 256, 70_000]),
    st.integers(0, 9),
)
_forms = st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=8)


# --- lists --------------------------------------------------------------------------------------


@postings
@examples(20)
@given(lists=st.dictionaries(_forms, st.one_of(_short, _short, _long), max_size=5))
def test_lists_come_back_as_they_went_in(
    kind: type[Postings], lists: dict[str, array[int]]
) -> None:
    read = kind(kind.write(lists)).read
    for form in [*lists, *reversed(lists)]:
        assert read(form) == lists[form]


@postings
@pytest.mark.parametrize("widest", [1, 300])
@pytest.mark.parametrize("more", [-1, 0, 1])
@pytest.mark.parametrize("blocks", [1, 2, 5])
def test_lists_of_whole_blocks(kind: type[Postings], blocks: int, more: int, widest: int) -> None:
    found = ascending(blocks * _BLOCK + more, widest, 1)
    lists = {"a": array("I", [7]), "b": found, "c": array("I", [0, HIGHEST])}
    opened = kind(kind.write(lists))
    assert {form: opened.read(form) for form in lists} == lists


@postings
def test_the_same_lists_make_the_same_files(kind: type[Postings]) -> None:
    lists = {"moon": array("I", [1, 5]), "月球": array("I", [0])}
    assert kind.write(lists) == kind.write(lists)


def test_a_list_that_is_not_there_is_an_error() -> None:
    for lists in ({}, {"moon": array("I", [1])}):
        with pytest.raises(SearchError, match=r"the search failed \(TermNotFound\)"):
            WhooshPostings(WhooshPostings.write(lists)).read("soil")


_KEPT = {"moon": ascending(_BLOCK + 9, 300, 1), "soil": array("I", [3]), "月球": array("I", [0, 9])}
_FILES = WhooshPostings.write(_KEPT)


@examples(50)
@given(st.data())
def test_damaged_lists_raise_one_kind_of_error(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(_FILES)))
    damaged = bytearray(_FILES[name])
    how = data.draw(st.sampled_from(["flipped", "truncated", "cut out", "missing"]))
    at = data.draw(st.integers(0, len(damaged) - 1))
    if how == "flipped":
        damaged[at] ^= data.draw(st.integers(1, 255))
    elif how == "truncated":
        del damaged[at:]
    else:
        del damaged[at : at + data.draw(st.integers(1, 9))]
    files = {**_FILES, name: bytes(damaged)}
    if how == "missing":
        del files[name]
    try:
        opened = WhooshPostings(files)
    except SearchError:
        return
    for form in _KEPT:
        # Not every damage can be told; what keeps the files proves them before they come here.
        try:
            assert isinstance(opened.read(form), array)
        except SearchError as error:
            assert error.__cause__ is not None  # noqa: PT017 - it need not be raised


def test_whatever_whoosh_raises_is_one_kind_of_error(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = WhooshPostings(_FILES)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("whoosh.codec.whoosh3.W3TermsReader.matcher", fail)
    with pytest.raises(SearchError, match=r"the search failed \(AssertionError\)"):
        opened.read("moon")
    monkeypatch.setattr("whoosh.codec.whoosh3.W3FieldWriter.add", fail)
    with pytest.raises(SearchError, match=r"building the index failed \(AssertionError\)"):
        WhooshEngine.build(rows("moon"))


# --- sentences ----------------------------------------------------------------------------------


def made(found: list[Document]) -> Segment:
    return Segment(segments.index(found, PlainPostings), PlainPostings)


@examples(30)
@given(corpora)
def test_sentences_come_back_in_the_order_of_their_places(corpus: list[Document]) -> None:
    segment = made(corpus)
    ordered = sorted(corpus, key=place)
    assert [segment.document(number) for number in range(len(segment))] == ordered
    for number, row in enumerate(ordered):
        assert segment.find(place(row)) == number
        assert number in segment.range_of(row.source)
        assert (segment.source(number), segment.zone(number)) == (row.source, row.zone)
        assert [segment.forms[at] for at in segment.words(number)] == list(words(row.text))
        assert segment.lengths[number] == len(words(row.text))
        assert (number in segment.furniture) == (row.zone in FURNITURE_ZONES)
    assert len(segment.range_of("no.txt")) == 0
    assert sum(len(segment.range_of(source)) for source in segment.sources) == len(ordered)


@examples(30)
@given(corpora, st.data())
def test_every_form_has_its_sentences(corpus: list[Document], data: st.DataObject) -> None:
    segment = made(corpus)
    gone = data.draw(st.sets(st.integers(0, len(corpus) - 1))) if corpus else set()
    has = [{*words(row.text), *row.keys} for row in sorted(corpus, key=place)]
    known = segment.vocabulary(BitMap(gone))
    left = dict(zip(known.forms, known.counts, strict=True))
    for form in set().union(*has):
        numbers = [number for number, there in enumerate(has) if form in there]
        assert list(segment.with_form(form)) == numbers
        assert left.get(form, 0) == len(set(numbers) - gone)
    assert 0 not in left.values()
    assert list(segment.with_form("absent")) == []
    assert segment.number_of("absent") is None


def test_sentences_in_one_place_are_told_apart_by_their_end() -> None:
    inner, outer = Document("a", 5, 9, "moon", "body"), Document("a", 5, 14, "moon soil", "body")
    segment = made([outer, inner])
    assert (segment.find(place(inner)), segment.find(place(outer))) == (0, 1)
    assert segment.find(("a", 5, 10)) is None


def test_a_very_long_sentence_counts_as_long_as_can_be() -> None:
    segment = made(rows("moon " * 10_000))
    assert segment.lengths[0] == MAX_LENGTH
    assert len(segment.words(0)) == 10_000


def test_lists_that_were_forgotten_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_KEPT", 2)
    segment = made(rows("moon soil", "moon", "soil", "moon"))
    for _ in range(3):
        assert list(segment.with_form("moon")) == [0, 1, 3]
        assert list(segment.with_form("soil")) == [0, 2]


def test_an_index_of_another_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    part = WhooshEngine.index(documents()[:3])
    monkeypatch.setattr(sys, "byteorder", {"little": "big", "big": "little"}[sys.byteorder])
    with pytest.raises(SearchError, match="another machine"):
        WhooshEngine.load([part])


def test_parts_stay_few_and_none_is_kept_of_which_all_is_gone() -> None:
    engine = WhooshEngine.build(rows("moon", source="first"))
    most = 0
    for step in range(3 * MAX_PARTS):
        engine = engine.update((), rows("moon", source=str(step)))
        most = max(most, len(engine.parts))
    assert most == MAX_PARTS
    assert len({part.name for part in engine.parts}) == len(engine.parts)
    everything = {"first", *map(str, range(3 * MAX_PARTS))}
    assert len(engine.update(everything - {"5"}, ()).parts) == 1
    assert engine.update(everything, ()).parts == ()


def test_only_what_tells_a_part_apart_is_in_its_name() -> None:
    part = WhooshEngine.index(rows("moon"))
    assert WhooshEngine.index(rows("moon")).name == part.name
    for other in (rows("soil"), rows("moon", zone="title"), rows("moon", source="b")):
        assert WhooshEngine.index(other).name != part.name
    with_key = [replace(rows("moon")[0], keys=("@2024",))]
    assert WhooshEngine.index(with_key).name != part.name

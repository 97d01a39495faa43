"""The fields of a query: what a sentence must be, whatever it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.zones import ZONES
from lunar_tui.search.engine import Document
from lunar_tui.search.fields import FIELDS
from lunar_tui.search.filters import values
from lunar_tui.search.index import SearchIndex
from lunar_tui.search.lexer import enclosed
from lunar_tui.search.subject import Source, Subject, Told
from tests.search.seeds import article, searching, strict

TASS = [
    *article("a.txt", "Moon pact signed", zone="title"),
    *article("a.txt", "Alpha landed on May 3.", "Beta will follow in 2029.", "Nobody knows why."),
    *article("a.txt", "Read on about Alpha", zone="related"),
]
DAILY = article("b.txt", "A station is planned.", "The Alfa-1 probe rests.", published="2024-06")
UNKNOWN = article("c.txt", "The pact of 12 June 2024 holds.", "It ends in December 2024.")


def _placed(rows: list[Document]) -> Iterator[Document]:
    """The rows of one article behind each other."""
    at = 0
    for row in rows:
        yield Document(row.source, at, at + len(row.text), row.text, row.zone, row.keys)
        at += len(row.text) + 1


def _dated(rows: list[Document], published: str) -> list[Document]:
    found = article(rows[0].source, *(row.text for row in rows), published=published)
    return [
        Document(row.source, row.start, row.end, row.text, row.zone, dated.keys)
        for row, dated in zip(rows, found, strict=True)
    ]


ROWS = [*_placed(_dated(TASS, "2021-05-10")), *DAILY, *UNKNOWN]
TITLE, LANDED, FOLLOW, NOBODY, RELATED, STATION, RESTS, PACT, ENDS = (row.text for row in ROWS)
PLACES = {row.text: (row.source, row.start, row.end) for row in ROWS}
KNOWN = Subject(
    names=(
        ("alpha", "Alpha"), ("alpha", "Alfa-1"), ("beta", "Beta"),
        ("march-5", "Long March 5"), ("ilrs", "Station"),
    ),
    kinds={"mission": ("alpha", "beta"), "site": ("ilrs",), "person": ()},
    sources=lambda: (
        Source("a.txt", "TASS", "Moon pact signed", "2021-05-10"),
        Source("b.txt", "China Daily", "A station for all", "2024-06"),
        Source("c.txt"),
    ),
    told=lambda: (
        Told(PLACES[LANDED], "alpha", "Alpha landed"),
        Told(PLACES[NOBODY], "beta", "Beta purpose unknown"),
    ),
    mentions=lambda thing: frozenset({PLACES[LANDED], PLACES[RESTS]} if thing == "alpha" else ()),
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return searching(ROWS, KNOWN)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # An entity by any of its names, and what claims about it cite.
        ("entity:Alpha", {LANDED, RESTS, RELATED}),
        ("entity:alfa-1", {LANDED, RESTS, RELATED}),
        ("entity:ALFA1", {LANDED, RESTS, RELATED}),
        ("entity:al", {LANDED, RESTS, RELATED}),
        ("entity:beta", {FOLLOW, NOBODY}),
        # Where the very name stands, as the workspace has found it.
        ("mentions:Alpha", {LANDED, RESTS}),
        ("mentions:alfa-1 source:b.txt", {RESTS}),
        ("mentions:Alpha -landed", {RESTS}),
        ("-mentions:Alpha source:b.txt", {STATION}),
        ("mentions:beta", set()),
        ("mentions:Alpha OR pact", {LANDED, RESTS, TITLE, PACT}),
        ('entity:"Long March 5"', set()),
        ('entity:"march 5"', set()),
        # All entities of a kind.
        ("kind:mission", {LANDED, FOLLOW, NOBODY, RESTS, RELATED}),
        ("kind:MISSIONS", {LANDED, FOLLOW, NOBODY, RESTS, RELATED}),
        ("kind:mis", {LANDED, FOLLOW, NOBODY, RESTS, RELATED}),
        ("kind:site", {STATION}),
        ("kind:person", set()),
        # An article, by its file, its publisher or words of its title.
        ("source:a.txt", {TITLE, LANDED, FOLLOW, NOBODY, RELATED}),
        ("source:TASS", {TITLE, LANDED, FOLLOW, NOBODY, RELATED}),
        ("source:tass", {TITLE, LANDED, FOLLOW, NOBODY, RELATED}),
        ("source:daily", {STATION, RESTS}),
        ('source:"China Daily"', {STATION, RESTS}),
        ('source:"station for"', {STATION, RESTS}),
        ("source:c", {PACT, ENDS}),
        # A zone.
        ("zone:title", {TITLE}),
        ("zone:Related", {RELATED}),
        ("zone:bod", {LANDED, FOLLOW, NOBODY, STATION, RESTS, PACT, ENDS}),
        ("zone:n", set()),
        # A date of which the sentence speaks.
        ("date:2029", {FOLLOW}),
        ("date:2021", {LANDED}),
        ("date:2021-05-03", {LANDED}),
        ('date:"May 3, 2021"', {LANDED}),
        ("date:2024", {PACT, ENDS}),
        ("date:2024-06", {PACT}),
        ("date:2024-12", {ENDS}),
        ("date:2021..2024", {LANDED, PACT, ENDS}),
        ("date:2021-05-04..2024", {PACT, ENDS}),
        ("date:2024-01..2024-06", {PACT}),
        ("date:2024-06-01..2024-06-30", {PACT}),
        ("date:2024-06-13..2024-12", {ENDS}),
        ("date:..2024-06", {LANDED, PACT}),
        ("date:..2024-06-11", {LANDED}),
        ("date:2024-07..", {ENDS, FOLLOW}),
        ("date:..", {LANDED, FOLLOW, PACT, ENDS}),
        # The day of publication, as far as it is known.
        ("published:2021", {TITLE, LANDED, FOLLOW, NOBODY, RELATED}),
        ("published:2021-05-10", {TITLE, LANDED, FOLLOW, NOBODY, RELATED}),
        ("published:..2021-05-09", set()),
        ("published:2021..2024-06", {TITLE, LANDED, FOLLOW, NOBODY, RELATED, STATION, RESTS}),
        ("published:2024-06", {STATION, RESTS}),
        ("published:..2024-06-15", {TITLE, LANDED, FOLLOW, NOBODY, RELATED}),
        ("published:2022..", {STATION, RESTS}),
        ("published:..", {TITLE, LANDED, FOLLOW, NOBODY, RELATED, STATION, RESTS}),
        # Whether claims cite it; of what an article itself says.
        ("cited:yes", {LANDED, NOBODY}),
        ("cited:no", {TITLE, FOLLOW, STATION, RESTS, PACT, ENDS}),
        ("cited:NO", {TITLE, FOLLOW, STATION, RESTS, PACT, ENDS}),
    ],
)  # fmt: skip
def test_fields_alone(index: SearchIndex, query: str, expected: set[str]) -> None:
    results = index.search(query)
    assert strict(results) == expected
    assert results.notes == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("landed kind:mission", {LANDED}),
        ("kind:mission zone:related", {RELATED}),
        ("kind:mission -zone:related", {LANDED, FOLLOW, NOBODY, RESTS}),
        ("kind:mission -entity:beta -source:daily", {LANDED, RELATED}),
        ("pact -date:2024", {TITLE}),
        ("pact -published:2021", {PACT}),
        ("pact -cited:no", set()),
        ("source:TASS OR source:c.txt", {TITLE, LANDED, FOLLOW, NOBODY, RELATED, PACT, ENDS}),
        ("(entity:beta OR date:2024-06) cited:no", {FOLLOW, PACT}),
        ("cited:yes cited:no", set()),
        ("date:2024 pact", {PACT}),
    ],
)
def test_fields_among_others(index: SearchIndex, query: str, expected: set[str]) -> None:
    assert strict(index.search(query)) == expected


@pytest.mark.parametrize(
    ("field", "note"),
    [
        ("kind:misson", "kind: “misson” is not known; did you mean kind:mission?"),
        ("kind:xyzzy", "kind: “xyzzy” is not known; it is left out"),
        ("zone:titel", "zone: “titel” is not known; did you mean zone:title?"),
        ("zone:xyzzy", "zone: “xyzzy” is not known; it is left out"),
        ("source:TAS", "source: “TAS” is not known; did you mean source:TASS?"),
        (
            "source:chine-dayly",
            'source: “chine-dayly” is not known; did you mean source:"China Daily"?',
        ),
        ("entity:Alpa", "entity: “Alpa” is not known; did you mean entity:Alpha?"),
        (
            'entity:"Lang March 5"',
            'entity: “Lang March 5” is not known; did you mean entity:"Long March 5"?',
        ),
        ("entity:—", "entity: “—” is not known; it is left out"),
        ("mentions:Alpa", "mentions: “Alpa” is not known; did you mean mentions:Alpha?"),
        ("cited:maybe", "cited: “maybe” is not known; it is left out"),
        (
            "date:soon",
            "date: “soon” is no date; write it as 2024, 2024-06 or 2021..2024",
        ),
        (
            "date:2024-13",
            "date: “2024-13” is no date; write it as 2024, 2024-06 or 2021..2024",
        ),
        (
            "date:12.6.",
            "date: “12.6.” is no date; write it as 2024, 2024-06 or 2021..2024",
        ),
        (
            "published:2021..soon",
            "published: “2021..soon” is no date; write it as 2024, 2024-06 or 2021..2024",
        ),
    ],
)
def test_what_a_value_does_not_name_is_said_once_and_left_out(
    index: SearchIndex, field: str, note: str
) -> None:
    alone = index.search(field)
    assert (alone.hits, alone.notes) == ((), (note,))
    for query in (f"pact {field} {field}", f"pact -{field}", f"pact OR {field}"):
        results = index.search(query)
        assert strict(results) == {TITLE, PACT}
        assert [each for each in results.notes if each.endswith(note)] == [note]


def test_the_hint_is_a_field_that_is_known(index: SearchIndex) -> None:
    for field in ("kind:misson", "zone:titel", "source:TAS", "source:chinadaly", "entity:Alpa"):
        hint = index.search(field).notes[0].rpartition("did you mean ")[2].removesuffix("?")
        assert index.search(hint).notes == (), hint


def test_a_hint_is_short_and_printable() -> None:
    long, hostile = "x" * 60, "Ta\x1b[31mss"
    known = Subject(sources=lambda: (Source("a.txt", hostile), Source("b.txt", long)))
    for value in (long[:50], "Ta[31ms"):
        (note,) = searching(ROWS, known).search(f"source:{value}").notes
        assert note.isprintable()
        assert len(note) < 80


@pytest.mark.parametrize(
    ("published", "inside", "outside"),
    [
        ("2021-04-27", ["2021", "2021-04", "..2021-04-27"], ["2022", "..2021-04-26"]),
        ("2021-04~", ["2021", "2021-04", "..2021"], ["..2021-03", "2021-05..", "2020"]),
        ("2021", ["2021", "2020..2022", "2021.."], ["2021-04", "..2021-04", "2022.."]),
        ("2021-04/2021-06", ["2021", "..2021-06", "2021-04.."], ["..2021-05", "2021-05.."]),
        ("../2021", ["..2021", "..2022"], ["2021", "..2020"]),
        ("2021/..", ["2021.."], ["2021", "..2023"]),
        ("202X", ["..2030", "2019.."], ["2021", "..2021"]),
        ("", [], ["2021", "..2030", "..", "2000.."]),
    ],
)  # fmt: skip
def test_an_article_counts_where_all_of_its_date_lies(
    published: str, inside: list[str], outside: list[str]
) -> None:
    known = Subject(sources=lambda: (Source("a.txt", published=published),))
    index = searching(article("a.txt", "The moon."), known)
    assert {value for value in inside if index.search(f"published:{value}").hits} == set(inside)
    assert {value for value in outside if index.search(f"published:{value}").hits} == set()


_dates = st.dates(date(2019, 1, 1), date(2025, 12, 31)).map(str)
_precisions = st.sampled_from([4, 7, 10])


@given(_dates, _dates, _dates, _precisions, _precisions)
def test_a_range_holds_the_days_between_its_ends(
    day: str, one: str, other: str, low: int, high: int
) -> None:
    first, last = min(one, other)[:low], max(one, other)[:high]
    index = searching(article("a.txt", f"On {day} it flew."))
    expected = day[: len(first)] >= first and day[: len(last)] <= last
    assert bool(index.search(f"date:{first}..{last}").hits) == expected


def test_the_values_of_a_field_can_be_listed(index: SearchIndex) -> None:
    assert index.values("kind") == ("mission", "site", "person")
    assert index.values("zone") == ZONES
    assert index.values("cited") == ("yes", "no")
    assert index.values("source") == ("TASS", "China Daily", "a.txt", "b.txt", "c.txt")
    assert index.values("mentions") == index.values("entity")
    assert index.values("entity") == ("Alpha", "Beta", "Long March 5", "Station")
    assert index.values("date") == index.values("published") == index.values("nothing") == ()


def test_every_value_that_is_listed_is_known(index: SearchIndex) -> None:
    for info in FIELDS:
        for value in values(info.name, KNOWN):
            assert index.search(f"{info.name}:{enclosed(value)}").notes == ()


@pytest.mark.parametrize("field", ["date", "published"])
def test_a_range_that_ends_before_it_begins_is_turned(index: SearchIndex, field: str) -> None:
    turned = index.search(f"{field}:2024-06..2021")
    right = index.search(f"{field}:2021..2024-06")
    assert strict(turned) == strict(right) != set()
    said = f"{field}: “2024-06..2021” ends before it begins; read as 2021..2024-06"
    assert turned.notes == (said, *right.notes)
    for whole in ("2024-06..2024", "2024..2024-06", "2021..", "..2021"):
        assert not any("begins" in note for note in index.search(f"{field}:{whole}").notes)


@pytest.mark.parametrize(
    ("value", "as_if", "said"),
    [
        ("12/06/2024", "2024-12-06", ["12/06/2024 as 2024-12-06"]),
        ("13/06/2024", "2024-06-13", []),
        ("6/6/2024", "2024-06-06", []),
        ("12/06/2024..13/06/2024", "2024-06-12..2024-06-13", ["12/06/2024 as 2024-06-12"]),
        ("1/6/2024..", "2024-01-06..", ["1/6/2024 as 2024-01-06"]),
    ],
)
def test_slashes_are_read_alike_and_what_could_be_otherwise_is_said(
    index: SearchIndex, value: str, as_if: str, said: list[str]
) -> None:
    read, meant = index.search(f"date:{value}"), index.search(f"date:{as_if}")
    assert strict(read) == strict(meant)
    notes = [f"date: “{note}".replace(" as ", "” is read as ") for note in said]
    assert read.notes == (*notes, *meant.notes)


def test_mentions_that_are_not_known_yet_are_left_out() -> None:
    index = searching(ROWS, Subject(KNOWN.names))
    results = index.search("mentions:Alpha landed")
    note = "mentions: the articles are still being looked through for names; it is left out"
    assert results.notes[0] == note
    assert [hit.text for hit in results.hits] == [LANDED]


def test_mentions_are_marked_and_explained(index: SearchIndex) -> None:
    results = index.search("mentions:Alpha")
    spans = {
        hit.text[low - hit.start : high - hit.start]
        for hit in results.hits
        for low, high in hit.highlights
    }
    assert spans == {"Alpha", "Alfa-1"}
    (why,) = index.explain("mentions:Alpha", [PLACES[LANDED]])
    assert why is not None
    (reason,) = why.reasons
    assert reason.typed == "alpha"
    assert reason.rarity > 0

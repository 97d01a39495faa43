"""Queries that hang or crash ordinary query parsers, and articles made to slow a search down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.search.engine import Document
from lunar_tui.search.fields import FIELDS
from lunar_tui.search.index import SearchIndex
from lunar_tui.search.subject import Source, Subject, Told
from tests.examples import examples
from tests.search.seeds import NAMES, article, documents, searching

QUERIES = [
    "bado~9", "a..z~9", "a..z~99", "bado~2/9",
    "*", "body:*", "*a", "*a*", "?????", "*" * 50 + "z", "*" * 100_000,
    " OR ".join(f"a{chr(97 + n % 26)}*" for n in range(480)),
    "body:[a TO zzzz]", "body:{a TO z}", "date:[xx TO yy]", "date:notadate", "date:99999",
    "(" * 100 + "a" + ")" * 100, "(" * 1000 + "a" + ")" * 1000, "(" * 100_000, ")" * 100_000,
    "ba0 ANDMAYBE " * 1000, "a AND " * 10_000, "a OR " * 10_000, "NOT " * 10_000 + "a",
    "x" * 1_000_000, "[" * 1_000_000, "word " * 200_000, '"' * 1_000_000, ":" * 1_000_000,
    'r"["', 'r"(((' + "(" * 10_000 + '"', 'r"(([a-z0-9]+)+)+!"', "(a+)+$",
    ">=5", "nofield:abc", '"alpha beta', "a^9999999999", "a^-1", "'", "''", '"', "\\", "\\\\*",
    "\x00", "\u202emoon\u202c", "\x1b]52;c;aGk=\x07", "😀 moon", "月" * 10_000, "Z\u0351" * 300,
    "\ud800", "moon \udcff", "[@click=app.quit]moon[/]", "[/]", "a\u0301" * 500, "'s" * 250,
    "1,000" * 100, "1.1.1.1" * 70, "a.b." * 120, "U.S." * 128, "-" * 512, "--" + "a", "-(-(-(a",
    "CE-5 " * 60, "Chang'e-5 OR " * 40 + "moon", '"' + "Chang'e-5 " * 50 + '"',
    "the of and to in a " * 20, "a* b* c*", "lu* mo* so* ru* ch* sp* sc* st* re* in* co* pr*",
    "x" * 10_000, "moon " * 2000, "kind:mission " * 800, "date:2020 " * 800, "~moon " * 60,
    " ".join(f"kind:k{n}" for n in range(100)), "-date:2020 " * 40 + "moon", "entity:" + "é" * 500,
    " OR ".join(["zone:body"] * 40), "entity:CE-5 kind:mission source:TASS cited:yes zone:body",
    "(" * 19 + "moon -soil" + ")" * 19, "-(" * 100 + "moon", "(moon -" * 60 + "soil" + ")" * 60,
    "date:2021..2020", "date:..", "date:....", "date:0000", "date:99999999", "date:2024-02-30",
    "published:..", "date:" + "2" * 400, "date:\u0662\u0660\u0662\u0664", "2024" * 100,
    "kind:\ud800", "entity:\x00\x1b", "source:\u202e", "cited:\ud83d", "zone:*", "kind:~",
    "memorandun " * 64, "moom~ " * 60, "~" * 512, "moon~~~", "a-" * 256, "in-" * 170 + "situ",
    "2024 June 12 " * 40, "June " * 100, "12.6.2024-" * 50, "0" * 512, "9" * 64 + ".5",
    "AND", "OR", "NOT", "AND OR NOT", "( AND )", '"" OR ""', "() () ()", "-()", '-""',
]  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Iterator[SearchIndex]:
    hostile = [
        *article("h0.txt", "Moon\ud800 of \udfff", "\x1b[31mmoon\x07", "\u202emoon", "\x00", " "),
        Document("h1.txt", 0, 10, "a" * 60 + "b", "body"),
        Document("h2.txt", 0, 10, "x" * 200_000, "body"),
        Document("h3.txt", 0, 10, "the moon " * 2_000, "body"),
        Document("h4.txt", 0, 10, " ".join(f"w{n:x}" for n in range(5_000)), "body"),
        Document("h5.txt", 0, 10, "Z" + "\u0351" * 10_000, "body"),
        Document("h6.txt", 0, 10, "'" * 10_000 + "1," * 10_000 + "a." * 10_000, "body"),
    ]
    row = documents()[0]
    place = (row.source, row.start, row.end)
    known = Subject(
        (*NAMES, ("odd", "\ud800 \x1b[2J"), ("odd", "x" * 5000), ("odd", "")),
        {"mission": ("change-5", "odd", "nothing"), "\x1b": ("odd",)},
        lambda: [Source("h0.txt", "\ud800", "x" * 5000, "not a date"), Source("\x1b.txt")],
        lambda: [Told(place, "odd", "\ud800 moon"), Told(("nowhere.txt", 5, 1), "odd", "moon")],
    )
    index = searching([*documents(), *hostile], known)
    yield index
    index.close()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: repr(query[:20]))
@pytest.mark.parametrize("typing", [False, True])
def test_every_query_is_answered(index: SearchIndex, query: str, typing: bool) -> None:
    results = index.search(query, typing=typing)
    assert results.query == query
    assert len(results.hits) <= 200
    # What cannot be answered is said.
    assert results.hits or results.notes or not results.total
    for note in results.notes:
        assert note.isprintable()
        assert len(note) < 150
    index.matched_names(query)
    places = [(hit.source, hit.start, hit.end) for hit in results.hits[:1]]
    assert None not in index.explain(query, places, typing=typing)


@pytest.mark.parametrize(
    "query", ["AND", "(", ")", "-", "*", "~", '"', "—", "-moon", "kind:", "\x00"]
)
def test_a_query_that_asks_for_nothing_says_so(index: SearchIndex, query: str) -> None:
    results = index.search(query)
    assert results.hits == ()
    assert results.notes


@examples(25)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["moon", "chi", "Long", "March", "the", " ", " ", "(", ")", '"', "*"]),
            st.sampled_from(["-", "AND", "OR", "NOT", ":", "~", "^", "[", "]", "CE-5", "5", "月"]),
            st.sampled_from(["2024", "June", "12", "memorandun", "~", "0", "'s", "in-situ"]),
            st.builds(
                "{}:{}".format,
                st.sampled_from([info.name for info in FIELDS]),
                st.one_of(st.text(max_size=6), st.sampled_from(["2024", "..", "mission", "yes"])),
            ),
            st.text(st.characters(codec=None), max_size=4),
        ),
        max_size=25,
    ).map(" ".join),
    st.booleans(),
)
def test_every_string_is_answered(index: SearchIndex, query: str, typing: bool) -> None:
    results = index.search(query, typing=typing, limit=20)
    assert results.total >= len(results.hits)
    for hit in results.hits:
        assert all(start < end for start, end in hit.highlights)
        if not hit.source.startswith("h"):
            assert all(hit.start <= start < end <= hit.end for start, end in hit.highlights)


@examples(25)
@given(
    st.lists(st.text(st.characters(codec=None), max_size=30), max_size=6),
    st.lists(
        st.tuples(st.sampled_from("ab"), st.text(st.characters(codec=None), max_size=6)),
        max_size=6,
    ),
    st.text(st.characters(codec=None), max_size=20),
)
def test_every_text_can_be_searched_under_every_name(
    texts: list[str], names: list[tuple[str, str]], query: str
) -> None:
    index = searching(article("a.txt", *texts), Subject(tuple(names), {"odd": ("a", "b")}))
    for asked in (query, f"kind:odd {query}", *texts, *(name for _, name in names)):
        results = index.search(asked, typing=True)
        assert all(hit.text in texts for hit in results.hits)
    for field in ("entity", "kind"):
        assert index.values(field) is not None

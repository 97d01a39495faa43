"""Queries that hang or crash ordinary query parsers, and articles made to slow a search down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lunar_tui.search.engine import Document
from lunar_tui.search.index import SearchIndex
from tests.search.seeds import NAMES, documents

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
    "AND", "OR", "NOT", "AND OR NOT", "( AND )", '"" OR ""', "() () ()", "-()", '-""',
]  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Iterator[SearchIndex]:
    hostile = [
        Document("h1.txt", 0, 10, "a" * 60 + "b", "body"),
        Document("h2.txt", 0, 10, "x" * 2_000_000, "body"),
        Document("h3.txt", 0, 10, "the moon " * 20_000, "body"),
        Document("h4.txt", 0, 10, " ".join(f"w{n:x}" for n in range(50_000)), "body"),
        Document("h5.txt", 0, 10, "Z" + "\u0351" * 100_000, "body"),
        Document("h6.txt", 0, 10, "'" * 100_000 + "1," * 100_000 + "a." * 100_000, "body"),
    ]
    index = SearchIndex(None, NAMES)
    index.ensure("key", lambda: [*documents(), *hostile])
    yield index
    index.close()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: repr(query[:20]))
@pytest.mark.parametrize("typing", [False, True])
def test_every_query_is_answered(index: SearchIndex, query: str, typing: bool) -> None:
    results = index.search(query, typing=typing)
    assert results.query == query
    assert len(results.hits) <= 200
    for note in results.notes:
        assert note.isprintable()
        assert len(note) < 120
    index.matched_names(query)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["moon", "chi", "Long", "March", "the", " ", " ", "(", ")", '"', "*"]),
            st.sampled_from(["-", "AND", "OR", "NOT", ":", "~", "^", "[", "]", "CE-5", "5", "月"]),
            st.text(max_size=4),
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

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lunar_tui.search import query
from lunar_tui.search.query import And, Node, Not, Or, Phrase, Prefix, Word, parse

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("moon", Word("moon")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a and b", And((A, Word("and"), B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("(a b) c", And((A, B, C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("a -b", And((A, Not(B)))),
        ("a NOT b", And((A, Not(B)))),
        ("a AND NOT b", And((A, Not(B)))),
        ('a -"b c"', And((A, Not(Phrase("b c"))))),
        ("a -(b OR c)", And((A, Not(Or((B, C)))))),
        ("a -b -c", And((A, Not(B), Not(C)))),
        ("a -(-b)", And((A, B))),
        ("NOT NOT a", A),
        ("a-b", Word("a-b")),
        ("a - b", And((A, B))),
        ('"lunar station"', Phrase("lunar station")),
        ("“lunar station” moon", And((Phrase("lunar station"), Word("moon")))),
        ("«луна 26»", Phrase("луна 26")),
        ("launch*", Prefix("launch")),
        ("Chang'e-5*", Prefix("Chang'e-5")),
        ("月*", Prefix("月")),
        ("(moon),", Word("moon")),
        ("AND, a", And((Word("and"), A))),
        ("09:01 https://x.org", And((Word("09:01"), Word("https://x.org")))),
        ("a & b", And((A, B))),
        ("", None),
        ("  \n ", None),
    ],
)
def test_read_as_written(text: str, tree: Node | None) -> None:
    parsed = parse(text)
    assert parsed.tree == tree
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "tree", "note"),
    [
        (
            'moon "lunar st',
            And((Word("moon"), Phrase("lunar st"))),
            "the quotation mark at column 6 is not closed; read to the end",
        ),
        ("(a b", And((A, B)), "the parenthesis at column 1 is not closed; read to the end"),
        (
            "a) b",
            And((A, B)),
            "the closing parenthesis at column 2 has no partner; it is left out",
        ),
        ("a AND", A, "AND at column 3 has nothing to work on; it is left out"),
        ("AND a", A, "AND at column 1 has nothing to work on; it is left out"),
        ("a AND AND b", And((A, B)), "AND at column 7 has nothing to work on; it is left out"),
        ("a OR", A, "OR at column 3 has nothing to work on; it is left out"),
        ("OR a", A, "OR at column 1 has nothing to work on; it is left out"),
        ("a OR OR b", Or((A, B)), "OR at column 3 has nothing to work on; it is left out"),
        ("a NOT", A, "NOT at column 3 has nothing to work on; it is left out"),
        ("-a", None, "there are only exclusions; add a word to look for"),
        ("-a -b", None, "there are only exclusions; add a word to look for"),
        ("-a OR -b", None, "there are only exclusions; add a word to look for"),
        ("a OR -b", A, "an exclusion beside OR has nothing to exclude from; it is left out"),
        ("*moon", Word("moon"), "a star can only end a word; elsewhere in “*moon” it is left out"),
        (
            "lu*ar",
            And((Word("lu"), Word("ar"))),
            "a star can only end a word; elsewhere in “lu*ar” it is left out",
        ),
        ("a*", A, "“a*” needs two characters before the star; read as “a”"),
        (
            "body:moon",
            And((Word("body"), Word("moon"))),
            "there are no fields to search; “body:moon” is read as words",
        ),
        (
            "a:b:c",
            And((A, B, C)),
            "there are no fields to search; “a:b:c” is read as words",
        ),
        ("…", None, "there is no word to look for"),
        ('""', None, "there is no word to look for"),
        ("()", None, "there is no word to look for"),
    ],
)
def test_read_otherwise_and_said_so(text: str, tree: Node | None, note: str) -> None:
    parsed = parse(text)
    assert parsed.tree == tree
    assert parsed.notes == (note,)


def test_long_queries_are_cut() -> None:
    parsed = parse("x" * 1_000_000)
    assert parsed.tree == Word("x" * 512)
    assert parsed.notes == ("the query is longer than 512 characters; the rest is left out",)


def test_many_words_are_cut() -> None:
    parsed = parse("a " * 100)
    assert isinstance(parsed.tree, And)
    assert len(parsed.tree.parts) == 64
    assert parsed.notes == ("only the first 64 words are looked for",)
    assert parse('"' + "a " * 100 + '"').tree == Phrase(("a " * 64).strip())


def test_deep_queries_are_flattened() -> None:
    parsed = parse("(a " * 30 + "b OR c" + ")" * 30)
    assert parsed.tree is not None
    assert parsed.notes == ("parentheses nest deeper than 20; the inner ones are left out",)
    assert parse("(" * 20 + "a" + ")" * 20).notes == ()


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("lunar sta", True),
        ("lunar sta ", False),
        ("lunar sta.", False),
        ('"lunar sta', True),
        ('"lunar sta"', False),
        ("(lunar sta", True),
        ("(lunar sta)", False),
        ("sta*", False),
        ("", False),
    ],
)
def test_unfinished(text: str, unfinished: bool) -> None:
    assert parse(text).unfinished is unfinished


_pieces = st.one_of(
    st.sampled_from(
        [
            "AND",
            "OR",
            "NOT",
            "-",
            "(",
            ")",
            '"',
            "“",
            "*",
            ":",
            " ",
            " ",
            "\t",
            "a",
            "b",
            "Chang'e-5",
        ]
    ),
    st.sampled_from(
        ["1,731", "1.2.3", "U.S.", "'s", "月", "嫦娥", "\x00", "\x1b[2J", "\ud800", "é", "~9"]
    ),
    st.text(max_size=5),
)
_queries = st.lists(_pieces, max_size=30).map("".join)


@settings(derandomize=True, deadline=None, max_examples=400)
@given(_queries)
def test_every_string_parses_and_what_it_means_can_be_written(text: str) -> None:
    parsed = parse(text)
    if parsed.tree is None:
        assert parsed.notes or not text.strip()
        return
    written = query.format(parsed.tree)
    assert parse(written).tree == parsed.tree


_words = st.sampled_from(["moon", "Chang'e-5", "1,731", "月球", "луна", "U.S.", "x9"]).map(Word)
_leaf = st.one_of(
    _words,
    st.sampled_from(["lunar station", "AND", "a (b) OR c"]).map(Phrase),
    st.sampled_from(["laun", "Chang'e-5", "月"]).map(Prefix),
)


def _or(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = inner.filter(lambda part: not isinstance(part, Or))
    return st.lists(parts, min_size=2, max_size=3).map(lambda found: Or(tuple(found)))


def _and(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    part = inner.filter(lambda part: not isinstance(part, And))
    wanted = st.lists(part, min_size=1, max_size=2)
    excluded = st.lists(inner.map(Not), max_size=2)
    return (
        st.tuples(wanted, excluded)
        .map(lambda both: (*both[0], *both[1]))
        .filter(lambda parts: len(parts) > 1)
        .flatmap(st.permutations)
        .map(lambda parts: And(tuple(parts)))
    )


_trees: st.SearchStrategy[Node] = st.recursive(
    _leaf, lambda inner: st.one_of(_or(inner), _and(inner)), max_leaves=8
)


@settings(derandomize=True, deadline=None, max_examples=250)
@given(_trees)
def test_what_is_written_is_read_again(tree: Node) -> None:
    parsed = parse(query.format(tree))
    assert parsed.tree == tree
    assert parsed.notes == ()

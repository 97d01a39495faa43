from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from lunar_tui.search.planning import MAX_NAMES, loosened, plan
from lunar_tui.search.query import parse
from tests.search.seeds import NAMES

LEXICON = Lexicon(NAMES)
A, B = Term("a"), Term("b")
FIVE = (Sequence(("change", "5")), Sequence(("ce", "5")), Sequence(("嫦娥", "娥五", "五号")))


def planned(text: str, *, typing: bool = False) -> Plan:
    parsed = parse(text)
    assert parsed.tree is not None
    return plan(parsed.tree, LEXICON, unfinished=typing and parsed.unfinished)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", A),
        ("a b", Prefer(AllOf((A, B)), Sequence(("a", "b")))),
        ("in-situ", Sequence(("in", "situ"))),
        ('"a b"', Sequence(("a", "b"))),
        ('"a"', A),
        ("a OR b", AnyOf((A, B))),
        ("ab*", Term("ab", prefix=True)),
        ("in-situ*", Sequence(("in", "situ"), prefix=True)),
        ("a -b", Without(A, B)),
        ('a -"b c" -in-situ', Without(A, AnyOf((Sequence(("b", "c")), Sequence(("in", "situ")))))),
        ("a -(b c*)", Without(A, AllOf((B, Term("c"))))),
        ("a -(b -a)", Without(A, Without(B, A))),
        ("a -(a OR b)", Without(A, AnyOf((A, B)))),
        (
            'a "c d" b',
            AllOf((A, Sequence(("c", "d")), B)),
        ),
        ("Chang'e-5", Named(FIVE, (Term("change"), Term("5")))),
        ('"Chang\'e 5"', Named(FIVE)),
        ("a -Chang'e-5", Without(A, Named(FIVE))),
        (
            "CNSA",
            Named((Term("cnsa"), Sequence(("china", "national", "space", "administration")))),
        ),
        (
            "a Chang'e 5",
            Prefer(
                AllOf((A, Named(FIVE, (Term("change"), Term("5"))))), Sequence(("a", "change", "5"))
            ),
        ),
    ],
)
def test_plans(text: str, expected: Plan) -> None:
    assert planned(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", A),
        ("ab", AnyOf((Term("ab"), Term("ab", prefix=True)))),
        ("月", AnyOf((Term("月"), Term("月", prefix=True)))),
        ("ab ", Term("ab")),
        ('"a b', AnyOf((Sequence(("a", "b")), Sequence(("a", "b"), prefix=True)))),
        ('"a b"', Sequence(("a", "b"))),
        ("a -bc", Without(A, Term("bc"))),
        ("ab*", Term("ab", prefix=True)),
        (
            "ab ab",
            Prefer(
                AllOf((Term("ab"), AnyOf((Term("ab"), Term("ab", prefix=True))))),
                AnyOf((Sequence(("ab", "ab")), Sequence(("ab", "ab"), prefix=True))),
            ),
        ),
        (
            "Chang'e-5",
            AnyOf(
                (
                    Named(FIVE, (Term("change"), Term("5"))),
                    Sequence(("change", "5"), prefix=True),
                )
            ),
        ),
    ],
)
def test_plans_while_typing(text: str, expected: Plan) -> None:
    assert planned(text, typing=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", None),
        ('"a b"', None),
        ("a OR b", None),
        ("Chang'e-5", None),
        ("a b", AnyOf((A, B), count=True)),
        ("a b -c", Without(AnyOf((A, B), count=True), Term("c"))),
        ('a b "c d"', AnyOf((A, B, Sequence(("c", "d"))), count=True)),
    ],
)
def test_loosened(text: str, expected: Plan | None) -> None:
    assert loosened(planned(text)) == expected


def test_names_are_bounded() -> None:
    lexicon = Lexicon((thing, f"{thing} {n}") for thing in "abcdefghij" for n in range(60))
    parsed = parse(" ".join(f"{thing} 1" for thing in "abcdefghij"))
    assert parsed.tree is not None
    wanted = plan(parsed.tree, lexicon)
    assert isinstance(wanted, Prefer)
    assert isinstance(wanted.keep, AllOf)
    named = [part for part in wanted.keep.parts if isinstance(part, Named)]
    assert len(named) == 10
    assert sum(len(part.names) for part in named) <= MAX_NAMES + len(named)


@settings(derandomize=True, deadline=None, max_examples=250)
@given(
    st.lists(
        st.sampled_from(
            ["a", "Long", "March", "5", "CE-5", "AND", "OR", "-", "(", ")", '"', "x*", " "]
        ),
        max_size=15,
    ).map(" ".join),
    st.booleans(),
)
def test_every_tree_has_a_plan(text: str, typing: bool) -> None:
    parsed = parse(text)
    if parsed.tree is not None:
        wanted = plan(parsed.tree, LEXICON, unfinished=typing and parsed.unfinished)
        loosened(wanted)

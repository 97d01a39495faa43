from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.search import lexer
from lunar_tui.search.completion import Completion, completed, completion_at
from lunar_tui.search.fields import FIELDS
from lunar_tui.search.query import MAX_LENGTH
from tests.examples import examples


def at_bar(text: str) -> tuple[str, Completion | None]:
    """The text without its bar, and what can be completed where the bar stood."""
    before, behind = text.split("|")
    return before + behind, completion_at(before + behind, len(before))


@pytest.mark.parametrize(
    ("text", "typed", "choice", "expected"),
    [
        ("k|", "k", "kind", "kind:|"),
        ("moon KI|", "KI", "kind", "moon kind:|"),
        ("kind|", "kind", "kind", "kind:|"),
        ("-so|", "so", "source", "-source:|"),
        ("(so|)", "so", "source", "(source:|)"),
        ("“a”so|", "so", "source", "“a”source:|"),
        ("so| moon", "so", "source", "source:| moon"),
        ("kin|d:mission", "kin", "kind", "kind:|mission"),
        ("so|rce:TASS", "so", "source", "source:|TASS"),
    ],
)
def test_the_name_of_a_field(text: str, typed: str, choice: str, expected: str) -> None:
    text, completion = at_bar(text)
    assert completion is not None
    assert (completion.kind, completion.field, completion.typed) == ("field", "", typed)
    filled, cursor = completed(text, completion, choice)
    assert f"{filled[:cursor]}|{filled[cursor:]}" == expected


@pytest.mark.parametrize(
    ("text", "field", "typed", "choice", "expected"),
    [
        ("kind:|", "kind", "", "mission", "kind:mission |"),
        ("KIND:m|", "kind", "m", "mission", "KIND:mission |"),
        ("-zone:re|", "zone", "re", "related", "-zone:related |"),
        ("(kind:m|)", "kind", "m", "mission", "(kind:mission |)"),
        ("kind:m| moon", "kind", "m", "mission", "kind:mission |moon"),
        ("kind:m|oon moon", "kind", "m", "mission", "kind:mission |moon"),
        ("entity:Lo|", "entity", "Lo", "Long March 5", 'entity:"Long March 5" |'),
        ('entity:"Long |', "entity", "Long", "Long March 5", 'entity:"Long March 5" |'),
        ('entity:"Lo|ng" moon', "entity", "Lo", "Long March 5", 'entity:"Long March 5" |moon'),
        ("entity:“Lo| moon", "entity", "Lo", "Long March 5", 'entity:"Long March 5" |moon'),
        ('entity:|"Luna" moon', "entity", "", "Luna-26", "entity:Luna-26 |moon"),
        ('entity:|"moon', "entity", "", "Luna-26", 'entity:Luna-26 |"moon'),
        ('entity:Lu"|', "entity", "Lu", "ILRS (station)", 'entity:"ILRS (station)" |'),
        ("source:a|", "source", "a", "АО «Роскосмос»", 'source:"АО Роскосмос" |'),
        ("date:2021..|", "date", "2021..", "2021..2024", "date:2021..2024 |"),
    ],
)
def test_the_value_of_a_field(
    text: str, field: str, typed: str, choice: str, expected: str
) -> None:
    text, completion = at_bar(text)
    assert completion is not None
    assert (completion.kind, completion.field, completion.typed) == ("value", field, typed)
    filled, cursor = completed(text, completion, choice)
    assert f"{filled[:cursor]}|{filled[cursor:]}" == expected


@pytest.mark.parametrize(
    "text",
    [
        "|",
        "|kind",
        "moon|",
        "kind |",
        "kind: |",
        "kind:mission |",
        "so|il",
        "k|*",
        "~k|",
        "a-k|",
        "note:k|",
        "note:|",
        '"k|',
        '"kind:m|',
        "kind:“mission”|",
        "kind:(|",
        "OR|",
        "x" * (MAX_LENGTH - 1) + " kind:|",
    ],
)
def test_what_cannot_be_completed(text: str) -> None:
    assert at_bar(text)[1] is None


@pytest.mark.parametrize("cursor", [-1, 6])
def test_no_cursor_outside_the_text(cursor: int) -> None:
    assert completion_at("kind:", cursor) is None


_texts = st.lists(
    st.one_of(
        st.sampled_from(
            ["kind:", "k", "ENTITY:", "moon", "x:", " ", " ", *"()-*~:", *lexer.QUOTES]
        ),
        st.text(max_size=3),
    ),
    max_size=12,
).map("".join)


@examples(75)
@given(_texts, st.integers(0, 40), st.one_of(st.text(max_size=8), st.just("Long March 5")))
def test_what_was_chosen_is_what_is_read(text: str, cursor: int, value: str) -> None:
    completion = completion_at(text, cursor)
    if completion is None:
        return
    assert 0 <= completion.start <= cursor <= completion.end <= len(text)
    if completion.kind == "field":
        assert text[completion.start : cursor] == completion.typed
        for info in FIELDS:
            filled, behind = completed(text, completion, info.name)
            following = completion_at(filled, behind)
            assert following is not None
            assert (following.kind, following.field, following.typed) == ("value", info.name, "")
    else:
        filled, behind = completed(text, completion, value)
        last = lexer.split(filled[:behind])[0][-1]
        kept = "".join(char for char in value if char not in lexer.QUOTES).strip()
        assert (last.name, last.text) == (completion.field, kept)
        assert filled[behind - 1].isspace()
        assert filled.startswith(text[: completion.start])
        assert filled.endswith(text[completion.end :])

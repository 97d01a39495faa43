"""Anchoring: a quote stands where it was cut, or the program says that it does not know."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lunar_tui.facts.anchors import Anchor, anchor
from tests.workspaces import evidence

TEXT = st.text(st.sampled_from("ab .\n\r’嫦(*\t\u00a0"), min_size=1, max_size=60)


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text, and the span of a quote in it that is not blank."""
    text = draw(TEXT)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    return text, start, end


def occurrences(text: str, part: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(part, at)]


@given(cuts())
def test_quote_stands_where_it_was_cut(cut: tuple[str, int, int]) -> None:
    text, start, end = cut
    quote = text[start:end]
    places = occurrences(text, quote)
    state = "exact" if len(places) == 1 else "doubtful"
    first = places[0]
    found = anchor(text, evidence(quote))
    assert found == Anchor(state, first, first + len(quote), len(places))  # type: ignore[arg-type]


@given(cuts())
def test_prefix_and_suffix_tell_places_apart(cut: tuple[str, int, int]) -> None:
    text, start, end = cut
    found = anchor(text, evidence(text[start:end], text[:start], text[end:]))
    assert found == Anchor("exact", start, end, 1)


@given(cuts())
def test_never_a_silent_guess(cut: tuple[str, int, int]) -> None:
    text, start, end = cut
    quote = text[start:end]
    found = anchor(text, evidence(quote, "z"))
    assert found.state == "lost"
    assert (found.start, found.end) == (0, 0)
    assert anchor(text, evidence(f"{quote}z")).state == "lost"


@given(
    st.lists(st.sampled_from(["The", "Moon’s", "soil", "(1.5", "g)", "嫦娥"]), min_size=3),
    st.data(),
)
def test_hard_wrapped_text(words: list[str], data: st.DataObject) -> None:
    breaks = [data.draw(st.sampled_from([" ", "\n", "\r\n", "\n  "])) for _ in words]
    text = "".join(word + gap for word, gap in zip(words, breaks, strict=True))
    quote = " ".join(words)
    found = anchor(text, evidence(quote))
    assert found.state == "exact"
    assert re.split(r"[ \r\n]+", text[found.start : found.end]) == words


def test_overlapping_places_all_count() -> None:
    assert anchor("aaa", evidence("aa")) == Anchor("doubtful", 0, 2, 2)
    assert anchor("a\na\na b", evidence("a a")) == Anchor("doubtful", 0, 3, 2)


def test_word_for_word_goes_before_wrapped() -> None:
    assert anchor("on\nit, on it", evidence("on it")) == Anchor("exact", 7, 12, 1)


@pytest.mark.parametrize("quote", ["", " ", "\n"])
def test_blank_quote_is_lost(quote: str) -> None:
    assert anchor("some text", evidence(quote)) == Anchor("lost")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("gathered 1,731 grams", "gathered 1,935.3 grams"),
        ("the Chang'e-5 mission", "the Chang’e-5 mission"),
        ("the Chang'e-5 mission", "the chang'e-5 mission"),
        ("no-break\u00a0space", "no-break space"),
    ],
)
def test_near_is_not_enough(text: str, quote: str) -> None:
    assert anchor(text, evidence(quote)).state == "lost"


def test_astral_characters_count_once() -> None:
    assert anchor("\U0001f680\U0001f680 moon", evidence("moon")) == Anchor("exact", 3, 7, 1)

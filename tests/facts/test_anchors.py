"""Anchoring: a quote stands where it was cut, or the program says that it does not know."""

from __future__ import annotations

import re
from time import perf_counter

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
    assume(not is_cut(text, start) and not is_cut(text, end))
    return text, start, end


def is_cut(text: str, at: int) -> bool:
    """Whether a word of Latin letters goes on at a place."""
    return 0 < at < len(text) and text[at - 1] in "ab" and text[at] in "ab"


def occurrences(text: str, part: str) -> list[tuple[int, int]]:
    """All places, each once by its first word; blanks are any blanks where a line ends."""
    found: dict[int, tuple[int, int]] = {}
    words = re.split(r"[ \t\r\n]+", part)
    loose = re.compile(r"[ \t\r\n]+".join(map(re.escape, words)))
    indent = len(part) - len(part.lstrip(" \t\r\n"))
    for at in range(len(text)):
        if text.startswith(part, at):
            found[at + indent] = (at, at + len(part))
    for at in range(len(text)):
        match = loose.match(text, at)
        if match and re.search(r"[\r\n]", match[0]):
            first = at + len(match[0]) - len(match[0].lstrip(" \t\r\n"))
            found.setdefault(first, match.span())
    spans = sorted(found.values())
    return [(start, end) for start, end in spans if not is_cut(text, start) | is_cut(text, end)]


@given(cuts())
def test_quote_stands_where_it_was_cut(cut: tuple[str, int, int]) -> None:
    text, start, end = cut
    quote = text[start:end]
    places = occurrences(text, quote)
    state = "exact" if len(places) == 1 else "doubtful"
    found = anchor(text, evidence(quote))
    assert found == Anchor(state, *places[0], len(places))  # type: ignore[arg-type]


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
    assert anchor("嫦嫦嫦", evidence("嫦嫦")) == Anchor("doubtful", 0, 2, 2)
    assert anchor("a\na\na b", evidence("a a")) == Anchor("doubtful", 0, 3, 2)


@given(cuts())
def test_two_candidates_tell_whether_a_place_is_the_only_one(cut: tuple[str, int, int]) -> None:
    text, start, end = cut
    every = anchor(text, evidence(text[start:end]))
    assert anchor(text, evidence(text[start:end]), 2) == every._replace(
        candidates=min(2, every.candidates)
    )


def test_wrapped_counts_beside_word_for_word() -> None:
    assert anchor("on\nit, on it", evidence("on it")) == Anchor("doubtful", 0, 5, 2)
    assert anchor("on it, on\nit", evidence("on it")) == Anchor("doubtful", 0, 5, 2)
    assert anchor("on\nit, on it", evidence("on it", suffix=",")) == Anchor("exact", 0, 5, 1)
    assert anchor("on\nit, on it", evidence("on it", ", ")) == Anchor("exact", 7, 12, 1)


@pytest.mark.parametrize(
    ("text", "quote", "span"),
    [
        ("12 kg of rock", "2 kg of rock", None),
        ("the Luna-261 probe", "Luna-26", None),
        ("1,731 grams", "731 grams", None),
        ("1.5 kg", "5 kg", None),
        ("weighs 1.5 kg", "weighs 1", None),
        ("weighs 1.5 kg", "weighs 1.", None),
        ("the Moonbase", "the Moon", None),
        ("на Лунах", "на Луна", None),
        ("caf\u00e9s", "caf", None),
        ("e\u0301tat", "e", None),
        ("it\nis 12\nkg", "is 1", None),
        ("of 12\nkg", "2 kg", None),
        ("on March 9, 2021", "on March 9", (0, 10)),
        ("Luna-26, Luna-261", "Luna-26", (0, 7)),
        ("Chang’e-5", "Chang", (0, 5)),
        ("嫦娥五号落月", "五号", (2, 4)),
        ("嫦娥5号", "娥5", (1, 3)),
        ("12 kg and\n2\n kg", "2 kg", (10, 15)),
    ],
)
def test_no_quote_begins_or_ends_inside_a_word(
    text: str, quote: str, span: tuple[int, int] | None
) -> None:
    expected = Anchor("exact", *span, 1) if span else Anchor("lost")
    assert anchor(text, evidence(quote)) == expected


def test_blanks_at_the_ends() -> None:
    text = "One.\n\nThe soil\nof the Moon.\n\nThe soil of Mars."
    assert anchor(text, evidence("The soil", "\n\n", " of the")) == Anchor("exact", 6, 14, 1)
    assert anchor(text, evidence(" of the Moon. ")) == Anchor("exact", 14, 29, 1)
    assert anchor(text, evidence(" of the Moon. ", "soil", " The")) == Anchor("exact", 14, 29, 1)


def test_quick_on_a_long_article() -> None:
    text = "a \n" * 300_000 + "on the\nMoon" + " " * 300_000
    began = perf_counter()
    assert anchor(text, evidence("on the Moon")).state == "exact"
    assert anchor(text, evidence("a b", "a a ", " ")).state == "lost"
    assert anchor(text, evidence("Moon Moon")).state == "lost"
    assert perf_counter() - began < 3


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

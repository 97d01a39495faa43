"""The door to the terminal: same length, nothing dangerous, nothing lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lunar_tui.display import clean, clean_line, unsafe_character

ODD = st.text(
    st.one_of(
        st.characters(),
        st.characters(codec=None, categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Mn", "Me")),
        st.sampled_from("\r\n\t\x1b\x9b\u202e\u2066\u200b\ufeff\u0301a "),
    )
)


@given(ODD)
@example("\r\n\r\r\n")
@example("a" + "\u0301" * 12 + "b")
def test_offsets_stay(text: str) -> None:
    assert len(clean(text)) == len(text)
    assert len(clean_line(text)) == len(text)


@given(ODD)
def test_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ODD)
def test_nothing_that_a_terminal_acts_on(text: str) -> None:
    for character in clean(text):
        assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        }  # fmt: skip
    assert "\n" not in clean_line(text)
    clean(text).encode()


@pytest.mark.parametrize(
    ("sequence", "shown"),
    [
        ("\x1b]52;c;aGk=\x1b\\", "␛]52;c;aGk=␛\\"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x1bc", "␛c"),
        ("\x9b2J", "\ufffd2J"),
        ("a\x00b\x7f", "a␀b␡"),
        ("a\u202eb\u2066c\u200b", "a\ufffdb\ufffdc\ufffd"),
        ("one\r\ntwo\rthree\u2028four\x85five", "one \ntwo\nthree\nfour\nfive"),
        ("a\tb\xadc", "a b\u2010c"),
        ("tag\U000e0041", "tag\ufffd"),
        ("beam\U0001d173\U0001d17a\U0001d17b", "beam\ufffd\ufffd\U0001d17b"),
        ("short\U0001bca0\U0001bca3\U0001bca4", "short\ufffd\ufffd\U0001bca4"),
        ("a\u200cb\u200d", "a\u200cb\u200d"),
        ("lone \ud800", "lone \ufffd"),
        ("\U0001f469\u200d\U0001f680", "\U0001f469\u200d\U0001f680"),
    ],
)
def test_shown(sequence: str, shown: str) -> None:
    assert clean(sequence) == shown


@pytest.mark.parametrize(
    "text",
    ["Chang’e-5", "嫦娥五号", "Чанъэ-5", "“quoted” — 1,731 g…", "é", "e\u0301", "[/] [bold]"],
)
def test_honest_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


def test_marks_do_not_climb() -> None:
    for mark in "\u0301\u1dc4":
        assert clean("a" + mark * 10) == "a" + mark * 4 + "\ufffd" * 6


def test_unsafe_character_is_named() -> None:
    assert unsafe_character("plain\ttext\r\n") is None
    assert unsafe_character("a\u202eb") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert unsafe_character("a\x1b") == "U+001B CONTROL"

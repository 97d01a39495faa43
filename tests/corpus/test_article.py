"""Articles: the text stays, what is shown has the same offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.article import Article, Metadata, decode, overlaps
from lunar_tui.corpus.zones import Zone


@given(st.text(st.sampled_from("ab .\r\n\x1b\u202e\ufeff嫦\U0001f680"), max_size=60))
def test_display_has_the_same_offsets(text: str) -> None:
    article = Article("a.txt", text)
    assert article.text == text
    assert len(article.display) == len(text)
    for sentence in article.sentences:
        assert article.line_of(sentence.start) >= 1


@pytest.mark.parametrize(
    ("data", "text", "bad"),
    [
        (b"plain", "plain", None),
        ("嫦娥".encode(), "嫦娥", None),
        (b"\xef\xbb\xbfwords", "\ufeffwords", None),
        (b"one\r\ntwo\rthree", "one\r\ntwo\rthree", None),
        (b"caf\xe9", "caf\ufffd", (1, 4)),
        ("a\n嫦".encode() + b"\xe5\xa8", "a\n嫦\ufffd", (2, 2)),
        (b"\xc0\xaf", "\ufffd\ufffd", (1, 1)),
        (b"", "", None),
    ],
)
def test_decode(data: bytes, text: str, bad: tuple[int, int] | None) -> None:
    assert decode(data) == (text, bad)


def test_byte_order_mark_is_not_shown() -> None:
    assert Article("a.txt", "\ufeffTitle\n\nBody.").display == " Title\n\nBody."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n  First line  \nSecond", "First line"),
        ("", "a.txt"),
        (" \n ", "a.txt"),
        ("\x1b[31mRed", "␛[31mRed"),
        ("月" * 100 + "。", f"[{'月' * 70} …]"),
        ("A " + "x" * 250 + ".", f"[A {'x' * 68} …]"),
        ("word " * 20 + "ends.", f"[{'word ' * 14}…]"),
    ],
)
def test_title_without_metadata(text: str, title: str) -> None:
    assert Article("a.txt", text).title == title


def test_title_of_the_metadata_goes_first() -> None:
    assert Article("a.txt", "First line", Metadata(title="Known")).title == "Known"


def test_inferred_metadata_has_its_reason() -> None:
    metadata = Metadata(published="2021", inferred=(("published", "by its dateline"),))
    assert metadata.reason("published") == "by its dateline"
    assert metadata.reason("title") == ""


def test_lines_count_from_one() -> None:
    article = Article("a.txt", "one\r\ntwo\nthree")
    assert [article.line_of(article.text.index(word)) for word in ("one", "two", "three")] == [
        1,
        2,
        3,
    ]


def test_sentences_in_a_span() -> None:
    article = Article("a.txt", "One here. Two here. Three here.", marks=(Zone("body", 0, 31),))
    first, second, third = article.sentences
    assert article.sentences_in(0, 1) == (first,)
    assert article.sentences_in(first.end - 1, second.start + 1) == (first, second)
    assert article.sentences_in(first.end, second.start) == ()
    assert article.sentences_in(0, 31) == (first, second, third)


SPANS = st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair)))


@given(SPANS, SPANS)
def test_overlap_is_a_shared_character(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert overlaps([one], *other) == bool(set(range(*one)) & set(range(*other)))

"""Scalars: whatever the text, it reads back the same, in lines of at most a hundred columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.display import unsafe_character
from lunar_tui.facts.scalars import Bare, Quoted, scalar
from lunar_tui.facts.spans import EditError
from lunar_tui.facts.yaml_file import Mapping, Scalar, Sequence, read
from lunar_tui.problems import Report
from tests.examples import examples

SIGNS = " :#-'\"\\,[]{}\n\t\r%&*!|>@`?.~=<0aZ中é\xa0\u3000\u2028\x85🙂"
TEXTS = st.one_of(
    st.text(st.sampled_from(SIGNS), max_size=20),
    st.lists(st.text(st.sampled_from(SIGNS + "abc"), min_size=1, max_size=9), max_size=40).map(
        " ".join
    ),
    st.text(max_size=30),
    st.sampled_from(
        ["NO", "1.10", "2020-11-24", "~", "null", "...", "---", "- x", "? x", "a: b", "a #b", "a:",
         "<<", "=", "0x1F", "1e3", ".inf", "#", "", " ", "a\n", "\n", "''", '"', "\\", "%x", "a  b"]
    ),
)  # fmt: skip


def read_back(data: str) -> str:
    report = Report()
    root = read(data.encode(), "x.yaml", report)
    assert not len(report), list(report)
    assert isinstance(root, Mapping)
    value = root.items[0][1]
    if isinstance(value, Sequence):
        value = value.items[0]
    if isinstance(value, Mapping):
        assert len(root.items) == 2
        value = value.items[0][1]
    assert isinstance(value, Scalar)
    return value.text


@given(
    TEXTS,
    st.sampled_from([str, Bare, Quoted]),
    st.sampled_from(["", "'", '"', ">", "|"]),
    st.integers(0, 12),
)
@examples(300)
def test_reads_back_the_same(text: str, kind: type[str], style: str, depth: int) -> None:
    if unsafe_character(text):
        with pytest.raises(EditError):
            scalar(text, 0, 0)
        return
    margin = " " * depth
    written = scalar(kind(text), depth + 7, depth + 4, style=style)
    assert read_back(f"a:\n{margin}  key: {written}\nb: c\n") == text
    flow = scalar(kind(text), 0, 0, flow=True, style=style)
    assert "\n" not in flow
    assert read_back(f"a: [{{key: {flow}, d: e}}]\nb: c\n") == text
    item = scalar(kind(text), 4, 4)
    assert read_back(f"a:\n  - {item}\n  - b\n") == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("it's", "it's"),
        ("a: b", '"a: b"'),
        ('he said: "no"', "'he said: \"no\"'"),
        ('it\'s: "no"', "'it''s: \"no\"'"),
        ("NO", '"NO"'),
        ("1.10", '"1.10"'),
        ("2020-11-24", '"2020-11-24"'),
        (Bare("2020-11-24"), "2020-11-24"),
        (Bare("[2020, 2021]"), '"[2020, 2021]"'),
        (Quoted("words"), '"words"'),
        ("two\nlines", '"two\\nlines"'),
        ("嫦娥五号", "嫦娥五号"),
    ],
)
def test_quotes_only_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text, 0, 0) == written


def test_long_text_is_wrapped_between_words() -> None:
    words = "China and Russia agreed on a station near the Moon. " * 6
    for text in (words.strip(), f"{words}it: is", f'{words}"so"'):
        lines = scalar(text, 10, 4).split("\n")
        assert len(lines) == 4
        assert all(len(line) <= 100 for line in lines[1:])
        assert len(lines[0]) <= 90
        assert all(line.startswith("    ") for line in lines[1:])

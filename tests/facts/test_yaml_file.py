"""The strict reader: whatever the bytes, a document or a problem with a place, and never long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.yaml_file import MAX_BYTES, Mapping, Node, Scalar, Sequence, read
from lunar_tui.problems import Report
from tests.examples import examples
from tests.workspaces import MISSIONS


def plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.items}
    return None


def test_places() -> None:
    report = Report()
    root = read(b"a:\n  - b: c\n    d: [e, 'f']\n", "x.yaml", report)
    assert plain(root) == {"a": [{"b": "c", "d": ["e", "f"]}]}
    assert not len(report)
    assert isinstance(root, Mapping)
    items = root.items[0][1]
    assert isinstance(items, Sequence)
    first = items.items[0]
    assert isinstance(first, Mapping)
    (_, c), (d, _) = first.items
    assert (c.place.line, c.place.column) == (2, 8)
    assert (d.place.line, d.place.column) == (3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: " + "[*x, *x]",
        "x: " + "[" * 100_000,
        "x: " + "{a: " * 50_000,
        "- " * 50_000,
        "? " * 50_000,
        "%YAML 9.9\n---\na: b",
        "!!binary gIGC",
        "a: b\n...\nc: d",
        "\t- a",
        "'",
        '"\\q"',
        "a: b: c",
        "- a\nb: c",
        "@a",
    ],
)
def test_refused_with_a_place(text: str) -> None:
    report = Report()
    assert read(text.encode(), "x.yaml", report) is None
    (problem,) = report
    assert problem.place.file == "x.yaml"
    assert problem.code in {"Y002", "Y004", "Y005"}
    assert "\n" not in str(problem)


def test_too_large() -> None:
    report = Report()
    assert read(b"a" * (MAX_BYTES + 1), "x.yaml", report) is None
    assert [problem.code for problem in report] == ["Y005"]


PIECES = st.sampled_from(
    [b"\n", b" ", b"  - ", b": ", b"[", b"]", b"{", b"}", b"&a", b"*a", b"!", b"|\n", b">", b"'",
     b'"', b"\\", b"\\ud800", b"\xff", b"\x00", b"\x1b", b"\xc2\x9b", b"#", b"---", b"<<: ", b"?",
     b"%", b"\xe2\x80\xa8", b"kind", b"id", b"0"]
)  # fmt: skip


@examples(150)
@given(st.lists(st.tuples(st.integers(0, len(MISSIONS)), st.integers(0, 6), PIECES), max_size=4))
def test_any_bytes(changes: list[tuple[int, int, bytes]]) -> None:
    data = MISSIONS.encode()
    for at, cut, piece in changes:
        data = data[:at] + piece + data[at + cut :]
    report = Report()
    root = read(data, "x.yaml", report)
    lines = data.count(b"\n") + data.count("\u2028".encode()) + data.count(b"\r") + 1
    for problem in report:
        assert 1 <= problem.place.line <= lines + 1
        assert problem.place.column >= 1
        assert "\n" not in problem.message
    assert root is not None or len(report)


@given(st.binary(max_size=200))
def test_random_bytes(data: bytes) -> None:
    report = Report()
    plain(read(data, "x.yaml", report))

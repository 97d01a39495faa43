"""``dismissed.yaml``: strict to read, changed without harm, and what it says stays dismissed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.spans import EditError
from lunar_tui.problems import Report
from lunar_tui.suggestions.dismissed import load_dismissed, with_one, without_one
from lunar_tui.suggestions.model import Noted
from tests.workspaces import Small, small

ONE = Noted("a.txt", "alpha", "landed", "2021-05-03", 'She said: "It landed" — there')
TWO = Noted("b.txt", "beta", "mass", "at least 2 kg", "at least 2 kg")
THREE = Noted("a.txt", "alpha", "follows", "beta", "NO")


def loaded(data: bytes) -> tuple[Noted, ...]:
    report = Report()
    found = load_dismissed(data, "data/dismissed.yaml", report)
    assert not len(report), list(report)
    return found


def test_appending_keeps_what_was_there() -> None:
    first = with_one(b"", ONE)
    assert first.startswith(b"# ")
    second = with_one(first, TWO)
    assert second.startswith(first)
    assert loaded(second) == (ONE, TWO)


def test_removing_takes_one_item_and_no_comment() -> None:
    data = b"# mine\n" + with_one(with_one(with_one(b"", ONE), TWO), THREE)
    data = data.replace(b'  - source: "b.txt"', b'  # about b\n  - source: "b.txt"')
    left = without_one(data, TWO.id)
    assert loaded(left) == (ONE, THREE)
    assert b"# mine" in left
    assert b"# about b" in left
    assert loaded(without_one(without_one(left, ONE.id), THREE.id)) == ()


def test_an_emptied_file_takes_items_again() -> None:
    assert loaded(with_one(without_one(with_one(b"", ONE), ONE.id), TWO)) == (TWO,)
    assert loaded(with_one(b"dismissed: []\n", TWO)) == (TWO,)


def test_lines_of_windows_stay_so() -> None:
    data = with_one(b"", ONE).replace(b"\n", b"\r\n")
    assert loaded(with_one(data, TWO)) == (ONE, TWO)


@pytest.mark.parametrize(
    "data",
    [
        b"dismissed: {a: b}\n",
        b"dismissed:\n  - {source: a.txt, entity: a}\n",
        b"\xff",
        b"- a\n",
        b"dismissed: [{source: a, entity: b, property: c, value: d, quote: e}]\n",
    ],
)
def test_what_cannot_be_changed_safely_is_refused(data: bytes) -> None:
    with pytest.raises(EditError) as refused:
        with_one(data, ONE)
    assert "\n" not in str(refused.value)


@given(st.lists(st.builds(Noted, *[st.text(min_size=1)] * 5), max_size=3))
def test_any_text_survives_or_is_refused(items: list[Noted]) -> None:
    data, kept = b"", []
    for item in items:
        try:
            data = with_one(data, item)
        except (EditError, UnicodeEncodeError):
            continue
        kept.append(item)
    assert loaded(data) == tuple(kept)


def test_mistakes_are_problems(tmp_path: Path) -> None:
    made = small(
        tmp_path,
        {"data/dismissed.yaml": "dismissed:\n  - source: a.txt\n    entty: alpha\n"},
    )
    found = made.located("data/dismissed.yaml")
    assert [code for _, _, code in found].count("S002") == 4
    assert (3, 5, "S001") in found


def _dismiss(made: Small, wanted: str) -> None:
    from lunar_tui.suggestions.suggester import noted

    item = next(one for one in made.library.suggestions(everything=True) if one.id == wanted)
    path = made.root / "data/dismissed.yaml"
    before = path.read_bytes() if path.exists() else b""
    made.put("data/dismissed.yaml", with_one(before, noted(item)))


def test_dismissed_ones_do_not_come_back_after_an_edit_elsewhere(tmp_path: Path) -> None:
    text = "Alpha landed on May 3, 2021. Beta was seen.\n"
    made = small(tmp_path, {"seeds/b.txt": text})
    (item,) = made.library.suggestions(["b.txt"])
    assert (item.entity, item.property) == ("alpha", "landed")
    _dismiss(made, item.id)
    assert not list(made.library.suggestions(["b.txt"]))
    made.put("seeds/b.txt", "One more line at the top, of no interest.\n\n" + text + "\nMore.\n")
    assert not list(made.library.suggestions(["b.txt"]))
    made.put("seeds/b.txt", text.replace("May 3", "May 4"))
    assert len(list(made.library.suggestions(["b.txt"]))) == 1
    assert not made.problems()

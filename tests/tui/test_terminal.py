"""What a terminal sends never ends the program, and what is pasted is never played as keys."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.library import Library
from lunar_tui.tui import terminal
from lunar_tui.tui.terminal import END, START, TerminalDecoder
from tests.tui.driving import WIDE, at_the_screen


def decoded(*pieces: bytes) -> str:
    decoder = TerminalDecoder()
    return "".join([*map(decoder.decode, pieces), decoder.decode(b"", final=True)])


def pasted(text: str) -> str:
    whole = decoded(f"{START}{text}{END}".encode("utf-8", "surrogatepass"))
    return whole.removeprefix(START).removesuffix(END)


def test_what_is_typed_comes_through_at_once() -> None:
    decoder = TerminalDecoder()
    for sent in ("a", "\x1b", "\x1b[A", "\x1b[20", "嫦", "\x1b[<0;12;7M"):
        assert decoder.decode(sent.encode()) == sent


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert decoded(b"moon \xff\xfe") == "moon \ufffd\ufffd"
    assert decoded("嫦".encode()[:2], "嫦".encode()[2:]) == "嫦"


def test_pasted_text_has_no_control_sequences() -> None:
    assert pasted("moon \x1b[31mred\x1b[0m soil") == "moon red soil"
    assert pasted("moon\x1b") == "moon"
    assert pasted("a\x00\x07b\x9bc\td\ne") == "abc\td\ne"
    assert decoded(f"\x1b[A{START}x\x1b[31m{END}\x1b[B".encode()) == f"\x1b[A{START}x{END}\x1b[B"


@given(
    st.lists(st.sampled_from(["a", "月", "\x1b", "[31m", START, END, "\x1b[0m", "\x07"])), st.data()
)
def test_pieces_make_no_difference(parts: list[str], data: st.DataObject) -> None:
    sent = "".join(parts).encode()
    cuts = sorted(data.draw(st.sets(st.integers(0, len(sent)), max_size=4)))
    ends = [0, *cuts, len(sent)]
    assert decoded(*(sent[a:b] for a, b in pairwise(ends))) == decoded(sent)


@given(st.text(st.characters(exclude_characters="\x1b")))
def test_nothing_in_pasted_text_is_a_key(text: str) -> None:
    assert not any(char < " " and char not in "\t\n\r" for char in pasted(text))


def test_the_toolkit_reads_terminals_so(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = pytest.importorskip("textual.drivers.linux_driver")
    monkeypatch.setattr(driver, "getincrementaldecoder", driver.getincrementaldecoder)
    terminal.install()
    assert driver.getincrementaldecoder("utf-8")().decode(b"\xff", final=False) == "\ufffd"


async def test_lines_are_pasted_as_one(shipped: Library) -> None:
    async with at_the_screen(shipped, WIDE) as person:
        await person.press("slash")
        await person.paste("soil\r\nsamples\nof the moon")
        assert person.finder.query_text.split() == ["soil", "samples", "of", "the", "moon"]

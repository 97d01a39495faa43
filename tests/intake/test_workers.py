from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.intake.extract import Extract, UnreadableError
from lunar_tui.intake.stopping import StoppedError
from lunar_tui.intake.workers import Worker, read_each

PAGE = b"<html><body><h1>A</h1><p>%s</p></body></html>"


def test_each_file_is_answered_in_order_and_a_bad_one_stops_no_other() -> None:
    files = {
        "a.txt": b"First.",
        "b.txt": b"",
        "c.pdf": b"%PDF-1.7 broken",
        "d.txt": b"Second.",
        "e.txt": b"Third.",
    }
    found = dict(read_each(files, lambda name: (name, files[name])))
    assert list(found) == list(files)
    texts = [item.text if isinstance(item, Extract) else str(item) for item in found.values()]
    assert texts[0] == "First."
    assert texts[1] == "it is empty"
    assert texts[2].startswith("not a valid PDF file")
    assert texts[3:] == ["Second.", "Third."]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    def read(path: Path) -> tuple[str, bytes]:
        return path.name, path.read_bytes()

    found = list(read_each([tmp_path / "none.txt"], read))
    assert isinstance(found[0][1], FileNotFoundError)


def test_what_is_being_read_is_given_up_when_nobody_waits() -> None:
    begun: list[int] = []

    def read(number: int) -> tuple[str, bytes]:
        begun.append(number)
        return "a.txt", b"Text."

    with pytest.raises(StoppedError):
        list(read_each(range(1_000), read, stop=lambda: bool(begun)))
    assert len(begun) < 20


def test_what_takes_too_long_is_ended_and_the_next_is_read() -> None:
    # Sooner than any process has started.
    worker = Worker(patience=0.01)
    try:
        with pytest.raises(UnreadableError, match="takes more than 0 s"):
            worker.extract("a.txt", b"Text.")
        worker._patience = 60.0
        assert worker.extract("a.txt", b"Next.").text == "Next."
    finally:
        worker.close()


@pytest.mark.parametrize(
    "data",
    [
        b"<a " * 20_000,
        b"<![" * 20_000,
        b"<!--" * 20_000,
        b"&amp;" * 100_000,
        b"<div>" * 20_000,
        b"<p>" + b"\xff\xfe" * 10_000,
        PAGE % b"\x1b]52;c;eA==\x07 text and more text, enough of it to be an article.",
    ],
    ids=["tags", "sections", "comments", "entities", "deep", "bytes", "escapes"],
)
def test_hostile_pages_are_read_or_refused(data: bytes) -> None:
    worker = Worker()
    try:
        told = worker.extract("a.html", b"<html><body>" + data).text
    except UnreadableError as error:
        told = str(error)
    finally:
        worker.close()
    assert told

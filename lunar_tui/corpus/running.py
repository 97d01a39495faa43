"""Running lines: the heads and feet that every page of a printed text repeats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lunar_tui.corpus.zones import Zone, line_spans

_LONGEST = 160
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(
    r"\b(?:page|seite|стр|pág|p)\b\.?|第.{0,4}页|\d+ ?/ ?\d+|^\W*\d+\W*$", re.IGNORECASE
)


def running_lines(display: str) -> Iterator[Zone]:
    """Lines that return with a page number one higher, and lines that return just beside them."""
    spans = line_spans(display)
    lines = [display[start : min(end, start + _LONGEST + 1)].strip() for start, end in spans]
    numbered = _numbered(lines)
    if not numbered:
        return
    found = set(numbered)
    repeated: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if 0 < len(line) <= _LONGEST:
            repeated[line].append(at)
    for places in repeated.values():
        if len(places) > 1 and all({at - 1, at + 1} & numbered for at in places):
            found.update(places)
    for at in sorted(found):
        start, end = spans[at]
        yield Zone("navigation", start, end)


def _numbered(lines: list[str]) -> set[int]:
    """The places of lines that differ in a number only, which counts the pages."""
    shapes: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if 0 < len(line) <= _LONGEST and _DIGITS.search(line) and _PAGE.search(line):
            shapes[_DIGITS.sub("0", line)].append(at)
    found: set[int] = set()
    for shape, places in shapes.items():
        if len(places) > 1 and shape != "0" and _counts([lines[at] for at in places]):
            found.update(places)
    return found


def _counts(lines: list[str]) -> bool:
    """Whether one number of the lines goes up by one from line to line, and no other changes."""
    rows = [[int(number[:9]) for number in _DIGITS.findall(line)] for line in lines]
    columns = list(zip(*rows, strict=True))
    steps = [column for column in columns if len(set(column)) > 1]
    return len(steps) == 1 and all(
        after - before == 1 for before, after in zip(steps[0], steps[0][1:], strict=False)
    )

"""Suggestions that somebody has judged and not taken: ``dismissed.yaml``.

What is written down is what the suggestion says and the words it rests on, no places: it stays
dismissed when the article is edited elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from lunar_tui.facts.record import Record, wrong_shape
from lunar_tui.facts.spans import EditError
from lunar_tui.facts.yaml_file import Mapping, read
from lunar_tui.problems import Report
from lunar_tui.suggestions.model import Noted

#: The file that the program writes.
FILE = "dismissed.yaml"

_HEAD = "# Suggestions that were read and not taken. Remove one, and it is proposed again.\n"
_EMPTY = re.compile(r"(?m)^dismissed:[ \t]*(?:\[[ \t]*\])?[ \t]*(?=#|\r?$)")
#: Line ends to YAML, but not to JSON.
_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def load_dismissed(data: bytes, file: str, report: Report) -> tuple[Noted, ...]:
    """What ``dismissed.yaml`` says."""
    return tuple(noted for noted, _ in _items(data, file, report))


def _items(data: bytes, file: str, report: Report) -> list[tuple[Noted, tuple[int, int]]]:
    """Each item with the line and the column at which it begins, from 1."""
    root = read(data, file, report)
    if root is None:
        return []
    if not isinstance(root, Mapping):
        wrong_shape(report, root, file, 'a mapping with a key "dismissed"')
        return []
    record = Record(root, "dismissed.yaml", report)
    found = []
    for item in record.records("dismissed", "a dismissed suggestion"):
        texts = [item.text(key, required=True) for key in Noted._fields]
        item.close()
        if all(texts):
            noted = Noted(*(text or "" for text in texts))
            found.append((noted, (item.place.line, item.place.column)))
    record.close()
    return found


def with_one(data: bytes, noted: Noted) -> bytes:
    """The file with one more item at its end; what was there stays as it was.

    Raises:
        EditError: the file is written in another way than one item below the other.
    """
    before = _sound(data)
    text = _text(data)
    indent = " " * (before[0][1][1] - 3) if before else "  "
    lines = [f"{key}: {_scalar(part)}" for key, part in noted._asdict().items()]
    item = f"{indent}- " + f"\n{indent}  ".join(lines) + "\n"
    if not before:
        text = _EMPTY.sub("dismissed:", text, count=1)
        if not re.search(r"(?m)^dismissed:", text):
            text = f"{text or _HEAD}dismissed:\n"
    text += "" if text.endswith("\n") else "\n"
    if "\r\n" in text:
        item = item.replace("\n", "\r\n")
    return _checked(text + item, [*(one for one, _ in before), noted])


def without_one(data: bytes, suggestion: str) -> bytes:
    """The file without the items of one suggestion's id; comments between items stay.

    Raises:
        EditError: the file is written in another way than one item below the other.
    """
    before = _sound(data)
    lines = _text(data).splitlines(keepends=True)
    starts = [place[0] - 1 for _, place in before] + [len(lines)]
    gone: set[int] = set()
    for number, (noted, _) in enumerate(before):
        if noted.id == suggestion:
            last = starts[number + 1]
            while last > starts[number] and _is_blank(lines[last - 1]):
                last -= 1
            gone.update(range(starts[number], last))
    text = "".join(line for number, line in enumerate(lines) if number not in gone)
    return _checked(text, [noted for noted, _ in before if noted.id != suggestion])


def _is_blank(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _sound(data: bytes) -> list[tuple[Noted, tuple[int, int]]]:
    report = Report()
    found = _items(data, FILE, report)
    for problem in report:
        raise EditError(f"{problem}; mend it first")
    return found


def _checked(text: str, wanted: Iterable[Noted]) -> bytes:
    """The bytes of a file, if they say what they should."""
    data = text.encode()
    report = Report()
    if list(load_dismissed(data, FILE, report)) != list(wanted) or len(report):
        raise EditError(
            f'{FILE} cannot be changed as it is written; put one item ("- source: …")'
            " below the other"
        )
    return data


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise EditError(f"{FILE} is not valid UTF-8; mend it first") from None


def _scalar(text: str) -> str:
    # JSON's strings are YAML's, but for a few line ends.
    return json.dumps(text, ensure_ascii=False).translate(_LINE_ENDS)

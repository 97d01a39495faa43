"""Strict YAML: text with positions, and nothing that surprises.

Only mappings, sequences and scalars; every scalar is the text that was written. Duplicate keys,
anchors, aliases, merge keys, tags and further documents are refused, and depth and size are
limited, because a parser that allows them can be made to hang, to crash, or to drop a line without
a word. Built on the parser's events: its own constructors recurse and lose positions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from lunar_tui.display import unsafe_character
from lunar_tui.problems import Place, Problem, Report

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 2_000_000
# Bytes of a file from which on its nodes are too many to be kept.
_MUCH = 2_000_000

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True, eq=False)
class Scalar:
    """The text of a scalar, as written."""

    text: str
    place: Place


@dataclass(slots=True, eq=False)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys, each once, with their values, in the order of the file."""

    items: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    def __init__(self, place: Place, code: str, message: str) -> None:
        super().__init__(message)
        self.place, self.code, self.message = place, code, message


def read(data: bytes, file: str, report: Report) -> Node | None:
    """The document in ``data``; None when it is empty or cannot be read, which is reported.

    What it gives may be given again for the same bytes, and is never changed.
    """
    if len(data) > _MUCH:
        return _read(data, file, report)
    node, problems = _known(data, file)
    report.problems += problems
    return node


# An edit reads all files before and after, and changes few of them.
@lru_cache(maxsize=32)
def _known(data: bytes, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    report = Report()
    node = _read(data, file, report)
    return node, tuple(report.problems)


def _read(data: bytes, file: str, report: Report) -> Node | None:
    try:
        if len(data) > MAX_BYTES:
            raise _RefusedError(
                Place(file), "Y005", f"larger than {MAX_BYTES // 2**20} MiB; split the file"
            )
        return _compose(_decode(data, file), file, report)
    except _RefusedError as refusal:
        report.add(refusal.place, refusal.code, refusal.message)
        return None


def _decode(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        raise _RefusedError(
            Place(file, before.count("\n") + 1, len(before) - before.rfind("\n")),
            "Y001",
            f"byte 0x{data[error.start]:02X} is not valid UTF-8; save the file as UTF-8",
        ) from None
    if match := _CONTROL.search(text):
        # The parser's own message for these has no line.
        number = match.start()
        before = text[:number]
        raise _RefusedError(
            Place(file, before.count("\n") + 1, number - before.rfind("\n")),
            "Y006",
            f"control character U+{ord(match[0]):04X}; remove it",
        )
    return text


def _compose(text: str, file: str, report: Report) -> Node | None:
    try:
        return _Composer(text, file, report).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        parts = [part for part in (error.context, error.problem) if part]
        raise _RefusedError(place, "Y002", f"not valid YAML: {', '.join(parts)}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        message = " ".join(str(error).split())
        raise _RefusedError(Place(file), "Y002", f"not valid YAML: {message}") from None


class _Composer:
    """Builds nodes from the parser's events, which come one at a time and without recursion."""

    def __init__(self, text: str, file: str, report: Report) -> None:
        self.file = file
        self.report = report
        self._get: Callable[[], Any] = _LOADER(text).get_event
        self._count = 0
        # Mostly there is nothing to find: then not every value is searched for it.
        self._doubted = "\\" in text or unsafe_character(text) is not None

    def document(self) -> Node | None:
        """The only document of the file; None where it is empty."""
        root: Node | None = None
        documents = 0
        while not isinstance(event := self._get(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(
                        self._place(event), "Y004", "a second document ('---'); one file for each"
                    )
            elif isinstance(event, NodeEvent):
                root = self._node(event, 1)
        return None if isinstance(root, Scalar) and not root.text.strip() else root

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _node(self, event: Any, depth: int) -> Node:
        place = self._place(event)
        self._count += 1
        if depth > MAX_DEPTH:
            raise _RefusedError(place, "Y005", f"nested deeper than {MAX_DEPTH} levels")
        if self._count > MAX_NODES:
            raise _RefusedError(place, "Y005", "too many values in one file; split it")
        if event.anchor is not None:
            raise _RefusedError(
                place, "Y004", "anchors (&) and aliases (*) are not allowed; quote the text"
            )
        if event.tag not in (None, "!"):
            raise _RefusedError(place, "Y004", "tags (!) are not allowed; quote the text")
        if isinstance(event, ScalarEvent):
            return self._scalar(event.value, place)
        if isinstance(event, SequenceStartEvent):
            items = []
            while not isinstance(child := self._get(), SequenceEndEvent):
                items.append(self._node(child, depth + 1))
            return Sequence(tuple(items), place)
        return self._mapping(place, depth)

    def _scalar(self, text: str, place: Place) -> Scalar:
        bad = unsafe_character(text) if self._doubted else None
        if bad:
            self.report.add(place, "Y006", f"invisible or control character {bad}; remove it")
        return Scalar(text, place)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := self._get(), MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _RefusedError(key.place, "Y004", "a key must be plain text")
            if key.text == "<<":
                raise _RefusedError(key.place, "Y004", "merge keys (<<) are not allowed")
            value = self._node(self._get(), depth + 1)
            if key.text not in pairs:
                pairs[key.text] = (key, value)
                continue
            first = pairs[key.text][0].place
            self.report.add(
                key.place,
                "Y003",
                f'key "{key.text}" stands already in line {first.line}; keep one of the two',
            )
        return Mapping(tuple(pairs.values()), place)

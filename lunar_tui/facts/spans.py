"""Spans: where in the text of a YAML file each value begins and ends.

The strict reader knows where a value begins; whoever changes a file must know where it ends, too,
and how it is written. A file is looked at in this way only when it is to be changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import yaml
from yaml.events import (
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from lunar_tui.facts.yaml_file import read
from lunar_tui.problems import Place, Report

_BOM = b"\xef\xbb\xbf"
# What ends a line for the parser, too.
_LINE_END = re.compile("\r\n|[\n\r\u0085\u2028\u2029]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class EditError(Exception):
    """Something cannot be changed as asked; the message is one line that says why."""


@dataclass(slots=True, eq=False)
class Node:
    """A value: ``start`` and ``end`` count characters of the text; comments are not part of it.

    ``flow``: a list or mapping in brackets. ``style``: of a scalar, the sign that it begins with.
    ``pairs`` are those of a mapping, ``items`` those of a list.
    """

    shape: Literal["scalar", "sequence", "mapping"]
    start: int
    end: int
    line: int
    column: int
    flow: bool = False
    style: str = ""
    text: str = ""
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Node, Node]] = field(default_factory=list)

    def get(self, key: str) -> Node | None:
        """The value of a key."""
        return next((value for name, value in self.pairs if name.text == key), None)

    @property
    def is_empty(self) -> bool:
        """Whether it is an empty list or mapping, or no text at all."""
        return not (self.items or self.pairs or self.text.strip())

    def inner(self) -> Iterator[Node]:
        """The values that it holds."""
        yield from self.items
        yield from (value for _, value in self.pairs)

    def walk(self) -> Iterator[Node]:
        """Itself and all values below it."""
        yield self
        for node in self.inner():
            yield from node.walk()


class Document:
    """A file that the strict reader can read, as text with spans."""

    def __init__(self, data: bytes, file: str) -> None:
        """Refuses what cannot be read.

        Raises:
            EditError: the file is not valid; the message names the place.
        """
        report = Report()
        if read(data, file, report) is None and len(report):
            raise EditError(f"{next(iter(report))}; mend it first")
        self.file = file
        self._mark = _BOM if data.startswith(_BOM) else b""
        self.text = data[len(self._mark) :].decode()
        found = _LINE_END.search(self.text)
        self.line_end = found[0] if found else "\n"
        self.root = _composed(self.text)

    def encoded(self, text: str) -> bytes:
        """``text`` as bytes of this file."""
        return self._mark + text.encode()

    @cached_property
    def _begins(self) -> dict[tuple[int, int], Node]:
        # A mapping begins where its first key does; a key is no value, so that nothing is hidden.
        nodes = self.root.walk() if self.root else iter(())
        return {(node.line, node.column): node for node in nodes}

    def at(self, place: Place) -> Node | None:
        """The value that begins at a place."""
        return self._begins.get((place.line, place.column)) if place.file == self.file else None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def line_start(self, position: int) -> int:
        """Where the line of a position begins."""
        return self._line_starts[bisect_right(self._line_starts, position) - 1]

    def line_stop(self, position: int) -> int:
        """Where the line of a position ends, before its line end."""
        found = _LINE_END.search(self.text, position)
        return found.start() if found else len(self.text)

    def line_after(self, position: int) -> int:
        """Where the line begins that follows the line of a position, or the end of the text."""
        following = self._line_starts[bisect_right(self._line_starts, position) :][:1]
        return following[0] if following else len(self.text)

    def stop_before(self, start: int) -> int:
        """Where the line ends that stands before the line that begins at ``start``."""
        if self.text[:start].endswith("\r\n"):
            return start - 2
        return max(0, start - 1)

    def column(self, position: int) -> int:
        """How many characters stand before a position in its line."""
        return position - self.line_start(position)

    @cached_property
    def step(self) -> int:
        """By how much a mapping below a key is indented in this file; usually 2."""
        for key, value in self._nested("mapping"):
            return self.column(value.start) - self.column(key.start)
        return 2

    @cached_property
    def offset(self) -> int:
        """By how much the dashes of a list below a key are indented in this file; often 0 or 2."""
        for key, value in self._nested("sequence"):
            return self.column(value.start) - self.column(key.start)
        return 2

    def _nested(self, shape: str) -> Iterator[tuple[Node, Node]]:
        for node in self.root.walk() if self.root else ():
            for key, value in node.pairs if not node.flow else ():
                if value.shape == shape and not value.flow and value.line > key.line:
                    yield key, value


def _composed(text: str) -> Node | None:
    get = _LOADER(text).get_event
    while True:
        event = get()
        if isinstance(event, NodeEvent):
            root = _node(event, get, text)
            return None if root.shape == "scalar" and not root.text.strip() else root
        if isinstance(event, yaml.StreamEndEvent):
            return None


def _node(event: Any, get: Any, text: str) -> Node:
    # As deep as the strict reader allows, which has read the text before.
    mark, stop = event.start_mark, event.end_mark.index
    shape: Literal["scalar", "sequence", "mapping"] = "mapping"
    if isinstance(event, ScalarEvent):
        shape = "scalar"
    elif isinstance(event, SequenceStartEvent):
        shape = "sequence"
    made = Node(shape, mark.index, mark.index, mark.line + 1, mark.column + 1)
    if isinstance(event, ScalarEvent):
        made.style, made.text = event.style or "", event.value
        made.end = stop
        if made.style in ("|", ">"):
            made.end = _block_end(text, made.start, made.end)
        return made
    made.flow = bool(event.flow_style)
    while not isinstance(child := get(), SequenceEndEvent | MappingEndEvent):
        first = _node(child, get, text)
        if shape == "sequence":
            made.items.append(first)
        else:
            made.pairs.append((first, _node(get(), get, text)))
    if made.flow:
        closing: Any = child.end_mark
        made.end = closing.index
    else:
        # The parser's own end of a block is the beginning of what follows, after the comments.
        last = [*made.items[-1:], *(value for _, value in made.pairs[-1:])]
        made.end = max([made.start, *(node.end for node in last)])
    return made


def _block_end(text: str, start: int, end: int) -> int:
    """The end of a block scalar: without the line ends behind it, unless it keeps them."""
    header = _LINE_END.split(text[start:end], maxsplit=1)[0]
    if "+" in header.partition("#")[0]:
        kept = text[start:end]
        return start + len(kept.removesuffix("\n").removesuffix("\r"))
    body = text[start:end].rstrip(" \r\n\u0085\u2028\u2029")
    return start + max(len(body), len(header))

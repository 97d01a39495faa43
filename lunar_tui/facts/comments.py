"""Comments: where they stand in a YAML file, and which of them an edit would lose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lunar_tui.display import shortened
from lunar_tui.facts.book import Book
from lunar_tui.facts.spans import Document, Node
from lunar_tui.problems import Place, Problem

# Behind a blank or at the beginning of a line; elsewhere the sign is part of a word.
_COMMENT = re.compile(r"(?<![^\s])#[^\r\n\u0085\u2028\u2029]*")
_SHOWN = 80


def comments(document: Document) -> Iterator[tuple[int, str]]:
    """Line and words of every comment of a file, in order."""
    line, counted = 1, 0
    for start, end in _between(document):
        for found in _COMMENT.finditer(document.text, start, end):
            line += document.text.count("\n", counted, found.start())
            counted = found.start()
            yield line, found[0].strip()


def _between(document: Document) -> Iterator[tuple[int, int]]:
    """The stretches of a text that belong to no key and no scalar."""
    done = 0
    for node in _scalars(document.root) if document.root else ():
        # What follows the sign of a block in its line may be a comment.
        start = document.line_stop(node.start) if node.style in ("|", ">") else node.start
        yield done, min(start, node.end)
        done = node.end
    yield done, len(document.text)


def _scalars(node: Node) -> Iterator[Node]:
    if node.shape == "scalar":
        yield node
    for item in node.items:
        yield from _scalars(item)
    for key, value in node.pairs:
        yield from _scalars(key)
        yield from _scalars(value)


def lost(before: Book, after: Book) -> tuple[Problem, ...]:
    """The comments that stand in no file any more, each where it stood: to be told."""
    there = Counter[str]()
    found: list[tuple[Place, str]] = []
    for name in sorted({*before.files, *after.files}):
        if before.files.get(name) == after.files.get(name):
            continue
        if name in after.files:
            there.update(words for _, words in comments(after.document(name)))
        if name in before.files:
            found += [(Place(name, line), words) for line, words in comments(before.document(name))]
    gone = []
    # Of several that are alike, the last ones are those that went.
    for place, words in found:
        there[words] -= 1
        if there[words] < 0:
            message = f"the comment is lost: {shortened(words, _SHOWN)}"
            gone.append(Problem(place, "F018", message))
    return tuple(gone)

"""Lines: which of them belong to an item of a list or to a key, with its comment."""

from __future__ import annotations

import re

from lunar_tui.facts.spans import Document, EditError, Node

_COLON = re.compile(r"[ \t]*:")


def unclear(document: Document, node: Node | None = None) -> EditError:
    """That something is valid, but written as nobody expects it."""
    where = f"{document.file}:{node.line}" if node else document.file
    return EditError(f"{where}: is written in a way that cannot be changed here; edit the file")


def after_colon(document: Document, key: Node) -> int:
    """The position behind the colon of a key."""
    found = _COLON.match(document.text, key.end)
    if not found:
        raise unclear(document, key)
    return found.end()


def begins_line(document: Document, node: Node) -> bool:
    """Whether nothing but blanks stands before a value in its line."""
    return not document.text[document.line_start(node.start) : node.start].strip()


def comment_start(document: Document, start: int, column: int) -> int:
    """Where the comment begins that stands directly above a line, in the same column."""
    first = document.line_start(start)
    while first > 0:
        above = document.line_start(document.stop_before(first))
        if not document.text[above:first].startswith(" " * column + "#"):
            break
        first = above
    return first


def comment_above(document: Document, node: Node) -> tuple[str, ...]:
    """The comment that belongs to an item of a list that is written in lines."""
    start = document.line_start(node.start)
    line = document.text[start : node.start]
    if not line.rstrip().endswith("-"):
        return ()
    first = comment_start(document, start, len(line.rstrip()) - 1)
    return tuple(line.strip() for line in document.text[first:start].splitlines())


def dash(document: Document, value: Node, number: int) -> int:
    """Where the dash of an item of a list stands."""
    if number == 0:
        return value.start
    before, node = value.items[number - 1], value.items[number]
    column = document.column(value.start)
    found = re.compile(rf"^ {{{column}}}-(?=\s|$)", re.MULTILINE)
    start = document.line_stop(before.end)
    # The last of its column: what stands before it may be a comment.
    dashes = [one.end() - 1 for one in found.finditer(document.text, start, node.start)]
    if not dashes:
        raise unclear(document, node)
    return dashes[-1]


def is_airy(document: Document, key: Node, value: Node) -> bool:
    """Whether there is a blank line before the last item of a list."""
    before = value.items[-2].end if len(value.items) > 1 else after_colon(document, key)
    start = comment_start(document, value.items[-1].start, document.column(value.start))
    lines = document.text[before:start].splitlines()
    return any(not line.strip() for line in lines[1:])


def whole(document: Document, start: int, end: int, *, last: bool) -> tuple[int, int]:
    """What goes with an item or a key: its lines, the comment above, and blank lines too many.

    From the end of the line before to the end of its last line. ``last``: of its list.
    """
    first = comment_start(document, start, document.column(start))
    stop = document.line_stop(end)
    before = document.stop_before(first)
    following = document.line_after(stop)
    if last or not document.text[following : document.line_stop(following)].strip():
        # Blank lines between this and the one before go, too: one set of them is left.
        while before > 0:
            above = document.line_start(before)
            if document.text[above:before].strip() or above == 0:
                break
            before = document.stop_before(above)
    return before, stop

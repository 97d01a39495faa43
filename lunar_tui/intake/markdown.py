"""Markdown: its text without the marks, and what the head of the file says (YAML front matter)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lunar_tui.facts.yaml_file import Mapping, Scalar, Sequence
from lunar_tui.facts.yaml_file import read as read_yaml
from lunar_tui.intake.days import day_of
from lunar_tui.intake.encoding import NO_HINTS, Hints, decoded
from lunar_tui.intake.extract import Extract, Lines, Stated, UnreadableError
from lunar_tui.problems import Report

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FRONT_MATTER = 20_000
# The names that writers and generators of sites give to what we ask for.
_KEYS = {
    "title": ("title",),
    "publisher": ("publisher", "site", "source", "publication"),
    "author": ("author", "authors", "by"),
    "published": ("published", "date", "pubdate", "publish_date", "created"),
    "language": ("language", "lang"),
    "url": ("url", "canonical", "canonical_url", "link"),
}
_CELLS = " | "


def read(data: bytes, hints: Hints = NO_HINTS) -> Extract:
    """The text of a Markdown file; headings are known, the first of level 1 is its title.

    Raises:
        UnreadableError: the bytes are no text, or nothing but blanks.
    """
    found = decoded(data, hints=hints)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text, 0, _FRONT_MATTER)
    metadata = _front_matter(front[1]) if front else {}
    lines = Lines()
    writer = _Writer(lines)
    for token in _tokens(text[front.end() :] if front else text):
        writer.take(token)
    if not lines.text:
        raise UnreadableError("it is empty")
    titles = [item.line for item in lines.zones if item.zone == "title"]
    if titles and "title" not in metadata:
        title = lines.text.split("\n")[titles[0] - 1]
        metadata["title"] = Stated(title, "first heading")
    notes = (found.note,) if found.note else ()
    return Extract(lines.text, tuple(lines.zones), metadata, notes=notes, unsure=found.unsure)


def _front_matter(text: str) -> dict[str, Stated]:
    root = read_yaml(text.encode("utf-8", "replace"), "", Report())
    if not isinstance(root, Mapping):
        return {}
    said: dict[str, str] = {}
    for name, node in root.items:
        items = node.items if isinstance(node, Sequence) else (node,)
        said[name.text.lower()] = ", ".join(
            item.text for item in items if isinstance(item, Scalar) and item.text
        )
    found = {}
    for field, keys in _KEYS.items():
        for key in keys:
            value = " ".join(said.get(key, "").split())
            value = day_of(value) if field == "published" else value
            if value and (field != "url" or value.startswith(("https://", "http://"))):
                found[field] = Stated(value, f"front matter, {key}")
                break
    return found


def _tokens(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text)


class _Writer:
    """Writes the text of tokens, one after another."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._heading = ""
        self._has_title = False
        self._items = 0
        self._rows = 0
        self._cells: list[str] | None = None

    def take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                is_title = token.tag == "h1" and not self._has_title
                self._heading = "title" if is_title else "heading"
                self._has_title |= is_title
            case "heading_close":
                self._heading = ""
            case "list_item_open":
                self._items += 1
            case "bullet_list_close" | "ordered_list_close":
                self._items = 0
            case "inline":
                self._take_text(token)
            case "fence" | "code_block":
                self._lines.add_all(token.content.splitlines())
            case _:
                self._take_table(token)

    def _take_table(self, token: Token) -> None:
        if token.type == "tr_open":
            self._cells = []
            self._rows += 1
        elif token.type == "tr_close" and self._cells is not None:
            self._lines.add(_CELLS.join(filter(None, self._cells)), close=self._rows > 1)
            self._cells = None
        elif token.type == "table_close":
            self._rows = 0

    def _take_text(self, token: Token) -> None:
        if self._cells is not None:
            self._cells.append(" ".join(_inline(token)))
            return
        for piece in _inline(token):
            self._lines.add(piece, self._heading, close=self._items > 1)


def _inline(token: Token) -> Iterator[str]:
    """The text of a paragraph, divided where its author broke the line."""
    pieces: list[str] = []
    for child in token.children or ():
        if child.type == "hardbreak":
            yield "".join(pieces)
            pieces.clear()
        elif child.type == "softbreak":
            pieces.append(" ")
        elif child.type in ("text", "code_inline"):
            pieces.append(child.content)
    yield "".join(pieces)

"""Splices: the smallest changes of a text that make it say something else.

A value is compared part by part with what it is to be. Only what differs is written anew, in the
style of what stands beside it; all other characters of the file stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lunar_tui.facts.lines import after_colon, begins_line, dash, is_airy, unclear, whole
from lunar_tui.facts.scalars import WIDTH, scalar
from lunar_tui.facts.spans import Document, EditError, Node
from lunar_tui.facts.writing import (
    Part,
    Style,
    Tree,
    after_key,
    below,
    flow,
    item,
    pair,
)
from lunar_tui.problems import Place


class Splice(NamedTuple):
    """``text`` takes the place of the characters from ``start`` to ``end``."""

    start: int
    end: int
    text: str


class Splices:
    """Collects the changes of one file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.style = Style.of(document)
        self._found: list[Splice] = []

    def bytes(self) -> bytes:
        """The file with all changes made."""
        return self.document.encoded(self.stretch(0, len(self.document.text)))

    def stretch(self, start: int, end: int) -> str:
        """A part of the text with the changes that were made in it."""
        text, parts, done = self.document.text, [], start
        for splice in sorted(self._found, key=lambda one: one[:2]):
            if splice.start < done or splice.end > end:
                raise unclear(self.document)
            parts += [text[done : splice.start], splice.text]
            done = splice.end
        return "".join([*parts, text[done:end]])

    def drop(self, start: int, end: int) -> None:
        """Takes characters away."""
        self._add(start, end, "")

    def _add(self, start: int, end: int, text: str) -> None:
        self._found.append(Splice(start, end, text.replace("\n", self.document.line_end)))

    def append(self, key: str, new: Sequence[Part]) -> None:
        """Writes a list at the end of a file that says nothing yet."""
        text = self.document.text
        apart = "" if not text or text.endswith(("\n", "\r")) else "\n"
        written = after_key(list(new), key, 0, self.style)
        self._add(len(text), len(text), f"{apart}{key}:{written}\n")

    # --- comparing ----------------------------------------------------------------------------

    def change(self, node: Node, old: Part, new: Part) -> None:
        """``node`` says ``old``; it is to say ``new``."""
        if node.shape != "mapping":
            raise unclear(self.document, node)
        if node.flow and self._rewritten(node, old, new):
            return
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) == new.get(key):
                continue
            if key not in new and isinstance(old[key], list):
                self._change_value(node, key, old[key], [])
            elif key not in new:
                self._remove_key(node, key)
            elif node.get(key) is None:
                self._insert_key(node, key, new[key], list(new))
            else:
                self._change_value(node, key, old.get(key), new[key])

    def _rewritten(self, node: Node, old: Part, new: Part) -> bool:
        """Whether keys of a mapping in brackets come and go at once: it was written anew, then."""
        gone = old.keys() - new.keys()
        come = [key for key in new if node.get(key) is None]
        if not gone or (len(gone) == 1 and not come):
            return False
        text = self.document.text[node.start : node.end]
        if any(key.text not in old for key, _ in node.pairs) or ("#" in text and "\n" in text):
            raise unclear(self.document, node)
        self._add(node.start, node.end, flow(new))
        return True

    def _change_value(self, node: Node, key: str, old: Tree | None, new: Tree) -> None:
        name, value = self._pair(node, key)
        if isinstance(new, list) and (old is None or isinstance(old, list)):
            if value.shape == "sequence" or value.is_empty:
                self._change_list(node, name, value, old or [], new)
                return
        elif isinstance(new, Part) and isinstance(old, Part) and value.shape == "mapping":
            if not self._overflows(node, value, new):
                self.change(value, old, new)
                return
        elif isinstance(new, str) and value.shape == "scalar":
            self._replace_scalar(node, name, value, new)
            return
        if old is None and not value.is_empty:
            raise self._mistaken(value)
        self._replace_value(node, name, value, new)

    def change_list(self, parent: Node, key: str, old: Sequence[Part], new: Sequence[Part]) -> None:
        """Of the list ``key``, the items ``old`` are to be ``new``; all others stay."""
        if parent.get(key) is None:
            self._insert_key(parent, key, list(new), [])
            return
        name, value = self._pair(parent, key)
        if value.shape != "sequence" and not value.is_empty:
            raise self._mistaken(value)
        self._change_list(parent, name, value, old, new)

    def _pair(self, node: Node, key: str) -> tuple[Node, Node]:
        found = next((pair for pair in node.pairs if pair[0].text == key), None)
        if found is None:
            raise self._mistaken(node)
        return found

    def _mistaken(self, node: Node) -> EditError:
        return EditError(f"{self.document.file}:{node.line}: there is a mistake; mend it first")

    def _overflows(self, parent: Node, value: Node, new: Part) -> bool:
        """Whether a mapping in brackets would grow too long for its line."""
        fits = value.column - 1 + len(flow(new)) <= WIDTH
        text = self.document.text[value.start : value.end]
        return value.flow and not parent.flow and not fits and "#" not in text

    def _replace_scalar(self, parent: Node, key: Node, value: Node, new: str) -> None:
        if parent.flow:
            self._add(value.start, value.end, _spaced(flow(new), value))
            return
        indent = self.document.column(key.start) + self.style.step
        if value.start == value.end or value.line != key.line:
            self._replace_value(parent, key, value, new)
            return
        written = scalar(new, value.column - 1, indent, style=value.style)
        self._add(value.start, value.end, written)

    def _replace_value(self, parent: Node, key: Node, value: Node, new: Tree) -> None:
        """Writes a value anew, from the colon to its end."""
        after = after_colon(self.document, key)
        if parent.flow:
            self._add(after, value.end, f" {flow(new)}")
            return
        if "#" in self.document.text[after : value.start]:
            # A comment stands between the key and what is to go.
            raise unclear(self.document, value)
        column = self.document.column(key.start)
        like = value if value.shape == "scalar" else None
        self._add(after, max(after, value.end), after_key(new, key.text, column, self.style, like))

    # --- keys ---------------------------------------------------------------------------------

    def _insert_key(self, node: Node, key: str, new: Tree, order: list[str]) -> None:
        before = order[: order.index(key)] if key in order else []
        written = [number for number, (name, _) in enumerate(node.pairs) if name.text in before]
        # What no key precedes goes behind the first: that is the one the item is known by.
        number = written[-1] if written else 0
        if not node.pairs:
            raise unclear(self.document, node)
        name, value = node.pairs[number]
        if node.flow:
            self._add(value.end, value.end, f", {pair(key, new)}")
            return
        column = self.document.column(node.pairs[0][0].start)
        margin = " " * column
        text = f"\n{margin}{key}:{after_key(new, key, column, self.style)}"
        stop = self.document.line_stop(max(value.end, after_colon(self.document, name)))
        self._add(stop, stop, text)

    def _remove_key(self, node: Node, key: str) -> None:
        number = next((n for n, (name, _) in enumerate(node.pairs) if name.text == key), None)
        if number is None:
            return
        name, value = node.pairs[number]
        following = node.pairs[number + 1 : number + 2]
        first_of_line = begins_line(self.document, name)
        if node.flow and number:
            self._add(node.pairs[number - 1][1].end, value.end, "")
        elif following and (node.flow or not first_of_line):
            self._add(name.start, following[0][0].start, "")
        elif node.flow:
            self._add(name.start, value.end, "")
        elif first_of_line:
            self._remove_lines(
                name.start, max(value.end, after_colon(self.document, name)), last=False
            )
        else:
            raise unclear(self.document, node)

    # --- lists --------------------------------------------------------------------------------

    def _change_list(
        self, parent: Node, key: Node, value: Node, old: Sequence[Tree], new: Sequence[Tree]
    ) -> None:
        if all(isinstance(one, str) for one in (*old, *new)):
            self._change_texts(parent, key, value, old, new)
            return
        before = {one.place: one for one in old if isinstance(one, Part)}
        nodes = {place: self._item(value, one) for place, one in before.items()}
        kept = [one for one in new if isinstance(one, Part) and one.place in before]
        gone = [nodes[place] for place in before.keys() - {one.place for one in kept}]
        if [one.place for one in kept] != [place for place in before if nodes[place] not in gone]:
            raise unclear(self.document, value)
        added = [one for one in new if not (isinstance(one, Part) and one.place in before)]
        for one in kept:
            self._change_item(nodes[one.place], before[one.place], one)
        if len(gone) == len(value.items) and gone and not added:
            self._remove_all(parent, key, value)
            return
        if gone and len(gone) == len(value.items) and value.flow:
            self._replace_value(parent, key, value, [one for one in new if isinstance(one, Part)])
            return
        self._remove_items(value, gone)
        self._insert_items(parent, key, value, new, nodes)

    def _remove_all(self, parent: Node, key: Node, value: Node) -> None:
        """Nothing is left: the list goes with its key, but for those that a file must have."""
        if parent is not self.document.root:
            self._remove_key(parent, key.text)
        elif value.flow:
            self._add(value.start, value.end, "[]")
        else:
            after = after_colon(self.document, key)
            self._add(after, after, " []")
            self._remove_lines(value.start, value.end, last=True)

    def _change_texts(
        self, parent: Node, key: Node, value: Node, old: Sequence[Tree], new: Sequence[Tree]
    ) -> None:
        there = [node.text for node in value.items]
        kept = [one for one in new if one in old]
        # Those that stay are as they were, then come new ones: only that is written.
        if (
            there == old
            and kept
            and [*kept] == [one for one in old if one in new] == new[: len(kept)]
        ):
            self._remove_items(value, [node for node in value.items if node.text not in new])
            last = next(node for node in value.items if node.text == kept[-1])
            for one in new[len(kept) :]:
                self._insert_item(key, value, one, last)
            return
        if len(old) != len(new) or len(value.items) < len(old):
            self._replace_value(parent, key, value, [one for one in new if isinstance(one, str)])
            return
        changed = {str(was): now for was, now in zip(old, new, strict=True) if was != now}
        for node in value.items:
            if node.text in changed:
                now = changed[node.text]
                indent = node.column - 1
                text = flow(now) if value.flow else item(now, indent, self.style)
                self._add(node.start, node.end, text)

    def _item(self, value: Node, part: Part) -> Node:
        """The item of a list in which the place of a part lies."""
        target = self.document.at(part.place)
        for node in value.items:
            if target and node.start <= target.start <= node.end:
                return node
        raise self._mistaken(value)

    def _change_item(self, node: Node, old: Part, new: Part) -> None:
        if old != new:
            self.change(node, old, new)

    def _insert_items(
        self, parent: Node, key: Node, value: Node, new: Sequence[Tree], nodes: dict[Place, Node]
    ) -> None:
        """Each new item goes behind the one before it, or behind the last."""
        if not value.items:
            self._first_items(parent, key, value, new)
            return
        previous = value.items[-1]
        for one in new:
            if isinstance(one, Part) and one.place in nodes:
                previous = nodes[one.place]
            else:
                self._insert_item(key, value, one, previous)

    def _insert_item(self, key: Node, value: Node, new: Tree, after: Node) -> None:
        if value.flow:
            self._add(after.end, after.end, f", {flow(new)}")
        else:
            start = self.document.column(value.start)
            behind = max(1, after.column - start - 2)
            text = below(new, start, self.style, value.items[-1], behind=behind)
            stop = self.document.line_stop(after.end)
            self._add(stop, stop, f"\n{text}" if is_airy(self.document, key, value) else text)

    def _first_items(self, parent: Node, key: Node, value: Node, new: Sequence[Tree]) -> None:
        """The first items of a list that is empty, whether ``[]`` is written or nothing."""
        after = after_colon(self.document, key)
        if parent.flow:
            self._add(after, max(after, value.end), f" [{', '.join(map(flow, new))}]")
            return
        if value.shape == "sequence":
            self._add(after, value.end, "")
        column = self.document.column(key.start)
        stop = self.document.line_stop(max(after, value.end))
        for one in new:
            text = below(one, column + self.style.offset, self.style)
            # The lists of a file have blank lines between their items, those of an item none.
            self._add(stop, stop, f"\n{text}" if column == 0 and "\n" in text[1:] else text)

    def _remove_items(self, value: Node, gone: list[Node]) -> None:
        first = next((n for n, node in enumerate(value.items) if node not in gone), 0)
        if value.flow and first:
            self._add(value.start + 1, value.items[first].start, "")
        for number, node in enumerate(value.items):
            if node not in gone or (value.flow and number < first):
                continue
            if value.flow:
                self._add(value.items[number - 1].end, node.end, "")
            else:
                last = number == len(value.items) - 1
                self._remove_lines(dash(self.document, value, number), node.end, last=last)

    def _remove_lines(self, start: int, end: int, *, last: bool) -> None:
        self._add(*whole(self.document, start, end, last=last), "")


def _spaced(text: str, value: Node) -> str:
    """``text`` with a blank before it, where there was nothing behind a colon."""
    return f" {text}" if value.start == value.end else text

"""Moving: claims that go to another entity as they are written, with the comments in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from lunar_tui.facts.lines import after_colon, comment_above, dash, unclear
from lunar_tui.facts.model import Claim, Entity
from lunar_tui.facts.spans import Document, EditError, Node
from lunar_tui.facts.splices import Splices
from lunar_tui.facts.trees import claim_tree
from lunar_tui.facts.writing import Written

_LINE_END = re.compile("\r\n|[\n\r\u0085\u2028\u2029]")


class Moving:
    """The claims of an entity that is about to go.

    A comment between two claims goes with the one below it, or with the one above where it is
    indented as what that says.
    """

    def __init__(self, document: Document, entity: Entity) -> None:
        """Finds them.

        Raises:
            EditError: there is something in the list of claims that is not understood.
        """
        self.document = document
        node = document.at(entity.place)
        self._key, self._list = _pair(node, "claims")
        items = self._list.items if self._list else []
        if (
            node is None
            or len(items) != len(entity.claims)
            or _extent(node, "aliases") != len(entity.aliases)
        ):
            # What nobody understood would be gone with the entity.
            raise EditError(
                f"{document.file}:{entity.place.line}: there is a mistake; mend it first"
            )
        self._end = node.end
        pairs = zip(entity.claims, items, strict=True)
        self._numbers = {claim.id: number for number, (claim, _) in enumerate(pairs)}
        self._claims = {claim.id: claim for claim in entity.claims}

    def written(self, moved: Mapping[str, Claim], derived: Collection[str]) -> dict[str, Written]:
        """How claims are to be written elsewhere; ``moved`` are they, by the ids they had here."""
        found = {}
        for name, claim in moved.items():
            node = self._items[self._numbers[name]]
            try:
                lines = self._lines(self._claims[name], claim, derived)
            except EditError:
                # Written anew, then.
                lines = ()
            found[claim.id] = Written(comment_above(self.document, node), lines)
        return found

    def drop_rest(self, splices: Splices) -> None:
        """Takes the comments away that stand below the last claim and belong to it."""
        if self._is_block and self._items and self._items[-1].end == self._end:
            stop = self.document.line_stop(self._end)
            splices.drop(stop, self._tail(len(self._items) - 1))

    @property
    def _items(self) -> list[Node]:
        return self._list.items if self._list else []

    @property
    def _is_block(self) -> bool:
        return self._list is not None and not self._list.flow

    def _lines(self, old: Claim, new: Claim, derived: Collection[str]) -> tuple[str, ...]:
        """A claim with what stands above it, from the column of its dash."""
        if not self._is_block or self._list is None:
            return ()
        document, number = self.document, self._numbers[old.id]
        node = self._items[number]
        begin = document.line_start(dash(document, self._list, number))
        above = self._tail(number - 1) if number else self._head()
        splices = Splices(document)
        splices.change(node, claim_tree(old, derived), claim_tree(new, derived))
        text = splices.stretch(min(above, begin), self._tail(number))
        column = document.column(self._list.start)
        lines = [_outdented(line, column) for line in _LINE_END.split(text)]
        while lines and not lines[0].strip():
            lines.pop(0)
        return tuple(lines)

    def _head(self) -> int:
        """Where the lines begin that stand above the first claim."""
        if self._key is None:
            raise unclear(self.document)
        return self.document.line_after(after_colon(self.document, self._key))

    def _tail(self, number: int) -> int:
        """Where a claim ends, with the comments below it that are indented as what it says."""
        document = self.document
        stop = document.line_stop(self._items[number].end)
        column = document.column(self._list.start) if self._list else 0
        while stop < len(document.text):
            start = document.line_after(stop)
            line = document.text[start : document.line_stop(start)]
            if not re.match(rf" {{{column + 1},}}#", line):
                break
            stop = document.line_stop(start)
        return stop


def _pair(node: Node | None, key: str) -> tuple[Node | None, Node | None]:
    pairs = node.pairs if node else []
    return next((pair for pair in pairs if pair[0].text == key), (None, None))


def _extent(node: Node, key: str) -> int:
    """How many items a list has."""
    value = node.get(key)
    return len(value.items) if value else 0


def _outdented(line: str, column: int) -> str:
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(blanks, column) :]

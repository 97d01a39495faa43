"""Values as YAML, in the style of what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lunar_tui.facts.scalars import WIDTH, Bare, scalar
from lunar_tui.facts.spans import Document, Node
from lunar_tui.problems import Place

NOWHERE = Place("")
"""The place of what is not written yet."""


class Written(NamedTuple):
    """What stood somewhere else and is to stand here: ``comment`` above it, or all of its lines.

    ``lines`` begin in the column of the dash of a list; where there are any, they are taken as they
    are, with the comments in them and above.
    """

    comment: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


class Part(dict[str, "Tree"]):
    """A mapping that is to be written. ``place`` is where it stands already, if it does.

    ``flow``: in brackets where it fits a line, unless what stands beside it is written otherwise.
    ``written``: how it stood where it came from.
    """

    __slots__ = ("flow", "place", "written")

    def __init__(
        self,
        pairs: Iterable[tuple[str, Tree]],
        *,
        place: Place = NOWHERE,
        flow: bool = False,
        written: Written = Written(),  # noqa: B008 - a tuple, which nobody can change
    ) -> None:
        # What says nothing is not written.
        super().__init__((key, value) for key, value in pairs if value)
        self.place = place
        self.flow = flow
        self.written = written


Tree = str | list[Part] | list[str] | Part


class Style(NamedTuple):
    """By how much a file indents mappings (``step``) and the dashes of lists (``offset``)."""

    step: int = 2
    offset: int = 2

    @classmethod
    def of(cls, document: Document) -> Style:
        return cls(document.step, document.offset)


def flow(tree: Tree) -> str:
    """``tree`` in brackets, on one line."""
    if isinstance(tree, str):
        return scalar(tree, 0, 0, flow=True)
    if isinstance(tree, dict):
        return "{" + ", ".join(pair(key, value) for key, value in tree.items()) + "}"
    return "[" + ", ".join(map(flow, tree)) + "]"


def pair(key: str, tree: Tree) -> str:
    """A key and its value, in brackets."""
    return f"{scalar(Bare(key), 0, 0, flow=True)}: {flow(tree)}"


def after_key(tree: Tree, key: str, column: int, style: Style, like: Node | None = None) -> str:
    """What follows ``key:``, which stands at ``column``. ``like`` is a value to be written as."""
    begin = column + len(key) + 2
    if isinstance(tree, str):
        kept = like.style if like and like.shape == "scalar" else ""
        return " " + scalar(tree, begin, column + style.step, style=kept)
    if _in_brackets(tree, like) and begin + len(flow(tree)) <= WIDTH:
        return " " + flow(tree)
    if isinstance(tree, dict):
        margin = column + style.step
        return f"\n{' ' * margin}" + _pairs(tree, margin, style, like)
    margin = column + style.offset
    example = like.items[-1] if like and like.items else None
    return "".join(below(one, margin, style, example) for one in tree)


def below(
    tree: Tree, margin: int, style: Style, like: Node | None = None, *, behind: int = 1
) -> str:
    """An item of a list on lines of its own, with its comment.

    Its dash stands at ``margin``, with ``behind`` blanks before the text.
    """
    written = tree.written if isinstance(tree, Part) else Written()
    lines = written.lines or (
        *written.comment,
        f"-{' ' * behind}{item(tree, margin + 1 + behind, style, like)}",
    )
    return "".join(f"\n{' ' * margin}{line}" if line else "\n" for line in lines)


def item(tree: Tree, column: int, style: Style, like: Node | None = None) -> str:
    """An item of a list; its own text begins at ``column``."""
    if isinstance(tree, str):
        return scalar(tree, column, column)
    if not isinstance(tree, dict) or _in_brackets(tree, like):
        line = flow(tree)
        if column + len(line) <= WIDTH or not isinstance(tree, dict):
            return line
    return _pairs(tree, column, style, like)


def _pairs(tree: Part, column: int, style: Style, like: Node | None) -> str:
    lines = []
    for key, value in tree.items():
        example = like.get(key) if like else None
        if example is not None and isinstance(value, str):
            # How another text is quoted says nothing about this one.
            example = None
        lines.append(f"{key}:{after_key(value, key, column, style, example)}")
    return f"\n{' ' * column}".join(lines)


def _in_brackets(tree: Tree, like: Node | None) -> bool:
    if like is not None and like.shape == ("mapping" if isinstance(tree, dict) else "sequence"):
        # A mapping without brackets may have been too long for them.
        return like.flow or (isinstance(tree, Part) and tree.flow and not _is_short(like))
    if isinstance(tree, Part):
        return tree.flow
    return False


def _is_short(like: Node) -> bool:
    """Whether a mapping without brackets would have fitted a line."""
    length = sum(len(key.text) + 4 + len(value.text) for key, value in like.pairs)
    nested = any(value.shape != "scalar" for _, value in like.pairs)
    return not nested and length + like.column < WIDTH

"""What a query asks for, as a tree, and how a tree is written as a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from lunar_tui.search import lexer


@dataclass(frozen=True, slots=True)
class Word:
    """What was typed between blanks, from its first searchable character to its last.

    It may analyse to several words (Chang'e-5), which then belong next to each other.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotation marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word; of its last word where it analyses to several."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """One word of four letters or more, and words that differ from it in a letter or two."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A property of the sentence instead of a word in it.

    `name` is one of `fields.FIELDS`. `value` is what was typed, never empty and not checked;
    it has no quotation marks, and no blanks around it.
    """

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class And:
    """All parts. The only place where a `Not` stands, next to at least one other part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not occur."""

    part: Node


Leaf: TypeAlias = Word | Phrase | Prefix | Fuzzy | Field
Node: TypeAlias = Leaf | And | Or | Not


def format(tree: Node) -> str:  # noqa: A001 - the counterpart of parse, always used as query.format
    """Write a parsed tree so that parsing it gives the same tree.

    The values of fields lose their quotation marks, as they do when they are parsed.
    """
    match tree:
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text):
            return f"{text}~"
        case Field(name, value):
            return f"{name}:{lexer.enclosed(value)}"
        case Not(part):
            return f"-{_grouped(part)}"
        case And(parts):
            return " ".join(
                _grouped(part) if isinstance(part, Or) else format(part) for part in parts
            )
        case Or(parts):
            return " OR ".join(format(part) for part in parts)


def _grouped(tree: Node) -> str:
    return f"({format(tree)})" if isinstance(tree, And | Or) else format(tree)

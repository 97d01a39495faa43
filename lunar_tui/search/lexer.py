"""The pieces of a query: words, phrases, operators and parentheses, each with its column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from lunar_tui.search.analysis import analyse

_QUOTES = '"“”„‟«»＂'
_PIECE = re.compile(
    rf"""
      (?P<quote> [{_QUOTES}] )
    | (?P<open> \( )
    | (?P<close> \) )
    | (?P<minus> (?<![^\s(]) -+ (?=[^\s)-]) )
    | (?P<word> [^\s(){_QUOTES}]+ )
    """,
    re.VERBOSE,
)
_FIELD = re.compile(r"([^\W\d_]\w*):(?!//)(?=\S)")
_LONGEST_QUOTATION = 24


class Kind(Enum):
    """What a piece is."""

    WORD = auto()
    PHRASE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()


OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query; `column` counts from 1.

    `starred`: a star followed the word. `open`: the query ends with its last letter, so that
    it may still be being typed.
    """

    kind: Kind
    text: str
    column: int
    starred: bool = False
    open: bool = False


def split(text: str) -> tuple[list[Lexeme], list[str]]:
    """The pieces of a query, and notes on marks that were not read as written."""
    lexemes: list[Lexeme] = []
    notes: list[str] = []
    position = 0
    while match := _PIECE.search(text, position):
        position, column, piece = match.end(), match.start() + 1, match[0]
        match match.lastgroup:
            case "quote":
                closing = re.compile(f"[{_QUOTES}]").search(text, position)
                if closing is None:
                    notes.append(
                        f"the quotation mark at column {column} is not closed; read to the end"
                    )
                inner = text[position : closing.start() if closing else None]
                position = closing.end() if closing else len(text)
                lexemes += _phrase(inner, column, end=closing is None)
            case "open":
                lexemes.append(Lexeme(Kind.OPEN, piece, column))
            case "close":
                lexemes.append(Lexeme(Kind.CLOSE, piece, column))
            case "minus":
                lexemes.append(Lexeme(Kind.NOT, "-", column))
            case _:
                if kind := OPERATORS.get(piece):
                    lexemes.append(Lexeme(kind, piece, column))
                else:
                    lexemes += _words(piece, column, notes, end=position == len(text))
    return lexemes, notes


def quoted(text: str) -> str:
    """A piece of a query as a note may repeat it: short, printable, in quotation marks."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return f"“{shown if len(shown) <= _LONGEST_QUOTATION else shown[:_LONGEST_QUOTATION] + '…'}”"


def _phrase(inner: str, column: int, *, end: bool) -> list[Lexeme]:
    tokens = analyse(inner)
    if not tokens:
        return []
    start, stop = tokens[0].start, tokens[-1].end
    is_open = end and stop == len(inner)
    return [Lexeme(Kind.PHRASE, inner[start:stop], column, open=is_open)]


def _words(piece: str, column: int, notes: list[str], *, end: bool) -> list[Lexeme]:
    """A run without blanks, from its first searchable character to its last.

    One word, unless it looks like a field and its value, or has stars inside. `end`: nothing
    follows it in the query.
    """
    tokens = analyse(piece)
    if not tokens:
        return []
    start, stop = tokens[0].start, tokens[-1].end
    word, column = piece[start:stop], column + start
    starred = piece.endswith("*")
    end = end and stop == len(piece)
    if match := _FIELD.match(word):
        # The place for fields, once there are any.
        notes.append(f"there are no fields to search; {quoted(word)} is read as words")
        parts, split_at = [match[1], word[match.end() :]], [0, match.end()]
        notes = []  # one such note is enough for a:b:c
    elif "*" in word:
        notes.append(_stray_star(piece))
        head, tail = word.rsplit("*", 1)
        parts, split_at = [head, tail], [0, len(head) + 1]
    else:
        if "*" in piece[:start]:
            notes.append(_stray_star(piece))
        return [Lexeme(Kind.WORD, word, column, starred, end)]
    first = _words(parts[0], column, [], end=False)
    last = _words(parts[1] + "*" * starred, column + split_at[1], notes, end=end)
    return [*first, *last]


def _stray_star(piece: str) -> str:
    return f"a star can only end a word; elsewhere in {quoted(piece)} it is left out"

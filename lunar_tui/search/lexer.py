"""The pieces of a query: words, phrases, fields, operators, parentheses, each with its column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from lunar_tui.search import fields
from lunar_tui.search.analysis import analyse

QUOTES = '"“”„‟«»＂'
"""Any of these opens a quotation, and any closes it."""
_PIECE = re.compile(
    rf"""
      (?P<quote> [{QUOTES}] )
    | (?P<open> \( )
    | (?P<close> \) )
    | (?P<minus> (?<![^\s(]) -+ (?=[^\s)-]) )
    | (?P<run> [^\s(){QUOTES}]+ )
    """,
    re.VERBOSE,
)
_QUOTE = re.compile(f"[{QUOTES}]")
_BREAK = re.compile(r"[\s()]")
_STARS = re.compile(r"\*+")
_NAME = re.compile(r"([^\W\d_]\w*):")
# What follows an unknown name that was meant for a field: something to look for, not an address.
_MEANT = re.compile(r"(?!//)[\W_]*[^\W_]")
_LONGEST_QUOTATION = 24


class Kind(Enum):
    """What a piece is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()


OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query; `column` counts from 1.

    Of a field, `text` is the value, which is empty as long as there is none. `starred`, `fuzzy`:
    the word has a star behind it, a tilde before or behind it. `open`: the query ends with its
    last letter, or within its value, so that it may still be being typed.
    """

    kind: Kind
    text: str
    column: int
    name: str = ""
    starred: bool = False
    fuzzy: bool = False
    open: bool = False


def split(text: str) -> tuple[list[Lexeme], list[str]]:
    """The pieces of a query, and notes on marks that were not read as written."""
    reader = _Reader(text)
    reader.read()
    return reader.lexemes, reader.notes


def enclosed(value: str) -> str:
    """A value as it stands behind its field's colon: in quotation marks where it needs them."""
    value = _QUOTE.sub("", value)
    return value if value and not _BREAK.search(value) else f'"{value}"'


def value_end(text: str, start: int, cursor: int) -> int:
    """Where the value that begins at `start` and in which the cursor stands ends.

    A quotation that is not closed ends at the cursor.
    """
    if _QUOTE.match(text, start):
        closing = _QUOTE.search(text, max(cursor, start + 1))
        return closing.end() if closing else cursor
    return _run_end(text, cursor)


def quoted(text: str) -> str:
    """A piece of a query as a note may repeat it: short, printable, in quotation marks."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return f"“{shown if len(shown) <= _LONGEST_QUOTATION else shown[:_LONGEST_QUOTATION] + '…'}”"


def _searchable(text: str) -> tuple[int, int]:
    """Where the first word of a text begins and the last one ends; nothing if there is none."""
    tokens = analyse(text)
    if not tokens:
        return 0, 0
    start, stop = tokens[0].start, tokens[-1].end
    # An 's is a word before an underscore and a possessive without it: there nothing is cut off.
    again = analyse(text[start:stop])
    return start, stop if again and start + again[-1].end == stop else len(text)


def _run_end(text: str, start: int) -> int:
    found = _BREAK.search(text, start)
    return found.start() if found else len(text)


class _Reader:
    """Walks once through the text, from left to right; nothing is read twice."""

    def __init__(self, text: str) -> None:
        self.lexemes: list[Lexeme] = []
        self.notes: list[str] = []
        self._text = text
        self._position = 0

    def read(self) -> None:
        while match := _PIECE.search(self._text, self._position):
            self._position, column = match.end(), match.start() + 1
            match match.lastgroup:
                case "quote":
                    self._phrase(column)
                case "open":
                    self.lexemes.append(Lexeme(Kind.OPEN, match[0], column))
                case "close":
                    self.lexemes.append(Lexeme(Kind.CLOSE, match[0], column))
                case "minus":
                    self.lexemes.append(Lexeme(Kind.NOT, "-", column))
                case _:
                    if kind := OPERATORS.get(match[0]):
                        self.lexemes.append(Lexeme(kind, match[0], column))
                    else:
                        self._run(match.start(), match.end())

    def _quotation(self, column: int) -> tuple[str, bool]:
        """What the mark at `column` encloses, and whether another mark closes it."""
        closing = _QUOTE.search(self._text, column)
        if closing is None:
            self.notes.append(
                f"the quotation mark at column {column} is not closed; read to the end"
            )
        self._position = closing.end() if closing else len(self._text)
        return self._text[column : closing.start() if closing else None], closing is not None

    def _phrase(self, column: int) -> None:
        inner, closed = self._quotation(column)
        start, stop = _searchable(inner)
        if start < stop:
            is_open = not closed and stop == len(inner)
            self.lexemes.append(Lexeme(Kind.PHRASE, inner[start:stop], column, open=is_open))

    def _run(self, start: int, end: int) -> None:
        """What stands between blanks, parentheses and quotation marks.

        One word or one field, unless there are stars inside, or names of fields that do not exist.
        """
        run = quoted(self._text[start:end])
        only_words = False
        while start < end:
            stars = _STARS.search(self._text, start, end)
            stop, after = stars.span() if stars else (end, end)
            if name := self._field_name(start, stop, end):
                if fields.field(name[1]) and not only_words:
                    self._tilde(start, name.start(), run)
                    self._field(name[1].lower(), name.start() + 1, name.end())
                    return
                self._word(start, name.end(1), run)
                if not only_words:
                    self.notes.append(f"{run} is read as words; {_instead(name[1])}")
                    only_words = True
                start = name.end()
                continue
            if stars and after < end:
                self.notes.append(f"a star can only end a word; elsewhere in {run} it is left out")
            self._word(start, stop, run, starred=stop < after == end)
            start = after

    def _field_name(self, start: int, stop: int, end: int) -> re.Match[str] | None:
        """The name and colon with which the text from `start` to `stop` begins, if it does.

        What is not searchable may stand before it. `end`: of the run.
        """
        colon = self._text.find(":", start, stop)
        while colon >= 0:
            if tokens := analyse(self._text[start:colon]):
                name = _NAME.match(self._text, start + tokens[0].start, stop)
                if name and (fields.field(name[1]) or _MEANT.match(self._text, name.end(), end)):
                    return name
                return None
            start, colon = colon + 1, self._text.find(":", colon + 1, stop)
        return None

    def _word(self, start: int, stop: int, run: str, *, starred: bool = False) -> None:
        piece = self._text[start:stop]
        first, last = _searchable(piece)
        if first == last:
            self._tilde(start, stop, run)
            return
        self._tilde(start + first, start + last, run)
        fuzzy = "~" in piece[:first] or "~" in piece[last:]
        if fuzzy and starred:
            self.notes.append(f"a word has a star or a tilde; in {run} the tilde is left out")
        self.lexemes.append(
            Lexeme(
                Kind.WORD,
                piece[first:last],
                start + first + 1,
                starred=starred,
                fuzzy=fuzzy and not starred,
                open=start + last == len(self._text),
            )
        )

    def _tilde(self, start: int, stop: int, run: str) -> None:
        """Says of a tilde from `start` to `stop` that it is in the wrong place."""
        if self._text.find("~", start, stop) >= 0:
            self.notes.append(
                f"a tilde can only begin or end a word; elsewhere in {run} it is left out"
            )

    def _field(self, name: str, column: int, start: int) -> None:
        """The value that begins at `start`; without one, the field is still a piece."""
        if _QUOTE.match(self._text, start):
            typed, closed = self._quotation(start + 1)
            is_open = not closed
        else:
            self._position = _run_end(self._text, start)
            typed = self._text[start : self._position]
            is_open = self._position == len(self._text)
            if _QUOTE.search(typed):
                self.notes.append(
                    f"quotation marks inside a value are left out, as in {quoted(typed)}"
                )
        value = _QUOTE.sub("", typed).strip()
        if not value and (info := fields.field(name)):
            self.notes.append(f"{name}: needs a value, such as {info.example}")
        self.lexemes.append(Lexeme(Kind.FIELD, value, column, name, open=is_open))


def _instead(name: str) -> str:
    """What to say of a name that is no field's."""
    near = fields.nearest(name)
    known = ", ".join(info.name for info in fields.FIELDS)
    return f"did you mean {near}:?" if near else f"the fields are {known}"

"""How to ask: the query language in a few lines, for the empty search and for the help."""

from __future__ import annotations

from functools import cache

from textual.content import Content

from lunar_tui.search.fields import FIELDS
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label

WORDS: tuple[tuple[str, str], ...] = (
    ("lunar station", "all the words, in any form"),
    ('"lunar station"', "the phrase"),
    ("moon -sample", "without a word; NOT works too"),
    ("soil OR rocks", "either; ( ) groups"),
    ("ratif*", "words that begin so"),
    ("~memorandun", "words spelt like it"),
    ("CE-5", "any name of a thing finds all its names"),
)
"""What to type, and what it finds."""

FIELD_LINES: tuple[tuple[str, str], ...] = tuple(
    (info.example, info.description) for info in FIELDS
)
"""The same of each field."""

_KEYS = (("tab", "completes what is offered above"), ("up", "brings earlier queries back"))
_SHORT = ('"a phrase"', "-not", "OR", "( )", "begins*", "~alike")
_COLUMN = 20
_SHORT_COLUMN = 10
_PLAIN, _STRONG = "not bold $foreground 60%", "not bold $foreground 85%"


def guide(height: int) -> tuple[Row, ...]:
    """Rows for a list of so many lines; all can be read, none can be chosen."""
    rows = _long()
    # What a field finds may take two lines.
    return rows if height >= len(rows) + len(FIELD_LINES) else _short()


@cache
def _long() -> tuple[Row, ...]:
    blank = Row(Cell(Content(" ")), disabled=True)
    return (
        _heading("Words"),
        *(_row(*line) for line in WORDS),
        blank,
        _heading("Fields: sentences …"),
        *(_row(*line) for line in FIELD_LINES),
        blank,
        _heading("Keys"),
        *(_row(*line) for line in _KEYS),
    )


@cache
def _short() -> tuple[Row, ...]:
    shown = join(*((word, _STRONG) for word in _SHORT), sep="   ")
    fields = [_row(f"{info.name}:", info.description, _SHORT_COLUMN) for info in FIELDS]
    return (Row(Cell(shown, lines=1), disabled=True), *fields)


def _heading(text: str) -> Row:
    return Row(Cell(label(text), lines=1), disabled=True)


def _row(typed: str, what: str, column: int = _COLUMN) -> Row:
    lines = 1 if column == _SHORT_COLUMN else 2
    return Row(
        Cell(label(typed, _STRONG), column), Cell(label(what, _PLAIN), lines=lines), disabled=True
    )

"""What of a query can be completed while it is being typed, and the query with it filled in.

Which values there are is not known here.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from lunar_tui.search import lexer
from lunar_tui.search.fields import FIELDS
from lunar_tui.search.lexer import Kind
from lunar_tui.search.query import MAX_LENGTH

_BEFORE_A_NAME = re.compile(rf"[\s(){lexer.QUOTES}-]")
_BEHIND_A_WORD = re.compile(rf"[\s(){lexer.QUOTES}]|\Z")
_REST_OF_A_NAME = re.compile(r"\w*:")


class Completion(NamedTuple):
    """The name of a field, or the value of the named `field`, of which `typed` is there already.

    `typed` has no quotation marks. What is chosen replaces `start` to `end`, half-open.
    """

    kind: Literal["field", "value"]
    field: str
    typed: str
    start: int
    end: int


def completion_at(text: str, cursor: int) -> Completion | None:
    """What is being typed before the cursor, an offset from 0 to the length of the text.

    None where a query cannot be completed: in and behind words, in phrases, behind a value that
    is closed, and beyond what is read of a query. The rest of a name or value behind the cursor
    is to be replaced too.
    """
    if not 0 <= cursor <= min(len(text), MAX_LENGTH):
        return None
    lexemes, _ = lexer.split(text[:cursor])
    last = lexemes[-1] if lexemes else None
    if last is None or not last.open:
        return None
    if last.kind is Kind.FIELD:
        start = last.column + len(last.name)
        end = lexer.value_end(text, start, cursor)
        return Completion("value", last.name, last.text, start, end)
    if last.kind is Kind.WORD and not last.fuzzy:
        return _name(text, last.text, last.column - 1, cursor)
    return None


def completed(text: str, completion: Completion, choice: str) -> tuple[str, int]:
    """The text with the choice filled in, and where the cursor is then.

    A field gets its colon. A value gets quotation marks if it needs them, and a blank behind it
    unless there is one; the cursor is behind the blank.
    """
    rest = text[completion.end :]
    if completion.kind == "field":
        filled = f"{choice}:"
        cursor = completion.start + len(filled)
    else:
        filled = lexer.enclosed(choice)
        cursor = completion.start + len(filled) + 1
        if not rest[:1].isspace():
            filled += " "
    return text[: completion.start] + filled + rest, cursor


def _name(text: str, typed: str, start: int, cursor: int) -> Completion | None:
    if start and not _BEFORE_A_NAME.match(text, start - 1):
        return None
    if not any(info.name.startswith(typed.lower()) for info in FIELDS):
        return None
    if rest := _REST_OF_A_NAME.match(text, cursor):
        return Completion("field", "", typed, start, rest.end())
    behind = _BEHIND_A_WORD.match(text, cursor)
    return Completion("field", "", typed, start, cursor) if behind else None

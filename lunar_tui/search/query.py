"""The query language: any string in, a tree out, and notes on what was not read as written.

Words next to each other must all occur; "…" is a phrase; AND, OR and NOT are operators in
capitals; a leading - excludes; parentheses group; a trailing * asks for the beginning of a word,
a ~ before or behind a word for similar ones; name:value asks for a property of the sentence. AND
binds tighter than OR. docs/search.md describes it for its users.
"""

from __future__ import annotations

from dataclasses import dataclass

from lunar_tui.search import lexer
from lunar_tui.search.analysis import analyse, can_begin, is_ideographic, words
from lunar_tui.search.lexer import OPERATORS, Kind, Lexeme, quoted
from lunar_tui.search.tree import (
    And,
    Field,
    Fuzzy,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    format,  # noqa: A004 - the counterpart of parse, always used as query.format
)

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MAX_TERMS",
    "And",
    "Field",
    "Fuzzy",
    "Leaf",
    "Node",
    "Not",
    "Or",
    "Parsed",
    "Phrase",
    "Prefix",
    "Word",
    "format",
    "parse",
]

MAX_LENGTH = 512
"""Characters of a query that are read."""
MAX_TERMS = 64
"""Words and fields of a query that are looked for."""
MAX_NOTES = 6
"""Remarks on one query, after which only their number is told."""
MAX_DEPTH = 20
"""Parentheses within parentheses that are told apart."""
MIN_FUZZY = 4
"""Letters that a word needs so that similar words are looked for."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was read: no tree means that there is nothing to look for.

    `unfinished`: the query ends within the last word, phrase or value of the tree.
    """

    tree: Node | None
    notes: tuple[str, ...]
    unfinished: bool = False


def parse(text: str) -> Parsed:
    """Read a query. Every string can be read."""
    notes: list[str] = []
    if len(text) > MAX_LENGTH:
        notes.append(f"the query is longer than {MAX_LENGTH} characters; the rest is left out")
        text = text[:MAX_LENGTH]
    lexemes, lexer_notes = lexer.split(text)
    notes += lexer_notes
    parser = _Parser(lexemes, notes)
    tree = parser.read()
    if isinstance(tree, Not):
        notes.append("there are only exclusions; add a word to look for")
        tree = None
    elif tree is None and text.strip() and not parser.without_value:
        notes.append("there is no word to look for")
    return Parsed(tree, _few(notes), parser.unfinished)


def _few(notes: list[str]) -> tuple[str, ...]:
    """Each note once, and of very many the first."""
    said = list(dict.fromkeys(notes))
    left = len(said) - MAX_NOTES
    return (*said[:MAX_NOTES], f"{left} more remarks like these") if left > 1 else tuple(said)


class _Parser:
    """Recursive descent over the lexemes; recursion is bounded by MAX_DEPTH."""

    def __init__(self, lexemes: list[Lexeme], notes: list[str]) -> None:
        self._lexemes = lexemes
        self._notes = notes
        self._next = 0
        self._terms = 0
        self._depth = 0
        self._ignored_opens = 0
        self.unfinished = False
        self.without_value = False

    def read(self) -> Node | None:
        parts: list[Node] = []
        while self._next < len(self._lexemes):
            if part := self._either():
                parts.append(part)
            if self._take(Kind.CLOSE) is not None:
                column = self._lexemes[self._next - 1].column
                self._notes.append(
                    f"the closing parenthesis at column {column} has no partner; it is left out"
                )
        return _conjunction(parts)

    def _peek(self, *kinds: Kind) -> bool:
        return self._next < len(self._lexemes) and self._lexemes[self._next].kind in kinds

    def _take(self, kind: Kind) -> Lexeme | None:
        if not self._peek(kind):
            return None
        self._next += 1
        return self._lexemes[self._next - 1]

    def _either(self) -> Node | None:
        """`a b OR c`: conjunctions between ORs, up to a closing parenthesis or the end."""
        parts: list[Node] = []
        dangling: Lexeme | None = None
        while True:
            part = self._both()
            if part is not None:
                parts.append(part)
            if dangling is not None and part is None:
                self._without_operand(dangling)
            operator = self._take(Kind.OR)
            if operator is None:
                break
            if part is None and dangling is None:
                self._without_operand(operator)
            dangling = operator
        return self._disjunction(parts)

    def _both(self) -> Node | None:
        """`a b AND c`: operands next to each other, up to OR, a closing parenthesis or the end."""
        parts: list[Node] = []
        dangling: Lexeme | None = None
        seen = False
        while not self._at_end_of_both():
            if operator := self._take(Kind.AND):
                if not seen or dangling is not None:
                    self._without_operand(operator)
                dangling = operator
                continue
            seen, dangling = True, None
            if (part := self._operand()) is not None:
                parts.append(part)
        if dangling is not None and seen:
            self._without_operand(dangling)
        return _conjunction(parts)

    def _at_end_of_both(self) -> bool:
        if self._peek(Kind.CLOSE) and self._ignored_opens:
            self._next += 1
            self._ignored_opens -= 1
            return self._at_end_of_both()
        return self._next >= len(self._lexemes) or self._peek(Kind.OR, Kind.CLOSE)

    def _operand(self) -> Node | None:
        negations: list[Lexeme] = []
        while operator := self._take(Kind.NOT):
            negations.append(operator)
        part: Node | None = None
        if opened := self._take(Kind.OPEN):
            part = self._group(opened)
        elif self._peek(Kind.WORD, Kind.PHRASE, Kind.FIELD):
            part = self._leaf()
        elif negations:
            self._without_operand(negations[-1])
        return part if part is None or len(negations) % 2 == 0 else _negation(part)

    def _group(self, opened: Lexeme) -> Node | None:
        if self._depth == MAX_DEPTH:
            self._notes.append(
                f"parentheses nest deeper than {MAX_DEPTH}; the inner ones are left out"
            )
            self._ignored_opens += 1
            return None
        self._depth += 1
        outer_ignored, self._ignored_opens = self._ignored_opens, 0
        part = self._either()
        self._ignored_opens = outer_ignored
        self._depth -= 1
        if self._take(Kind.CLOSE) is None:
            self._notes.append(
                f"the parenthesis at column {opened.column} is not closed; read to the end"
            )
        return part

    def _without_operand(self, operator: Lexeme) -> None:
        self._notes.append(
            f"{operator.text} at column {operator.column} has nothing to work on; it is left out"
        )

    def _leaf(self) -> Node | None:
        lexeme = self._lexemes[self._next]
        self._next += 1
        if lexeme.kind is Kind.FIELD:
            return self._field(lexeme)
        text = self._within_limit(lexeme.text)
        if not text:
            return None
        whole = text == lexeme.text
        self.unfinished = lexeme.open and whole
        if lexeme.kind is Kind.PHRASE:
            return Phrase(text)
        if lexeme.starred and whole:
            if can_begin(words(text)):
                return Prefix(text)
            self._notes.append(
                f"{quoted(text + '*')} needs two characters before the star; read as {quoted(text)}"
            )
        if lexeme.fuzzy and whole:
            if _can_differ(text):
                return Fuzzy(text)
            self._notes.append(
                f"a tilde needs one word of {MIN_FUZZY} letters or more; "
                f"{quoted(text)} is read without it"
            )
        # A capital AND that was not an operator (as in “AND,”) must not become one.
        return Word(text.lower() if text in OPERATORS else text)

    def _field(self, lexeme: Lexeme) -> Node | None:
        self.unfinished = False
        if not lexeme.text:
            self.without_value = True
            return None
        if self._terms == MAX_TERMS:
            self._limit_reached()
            return None
        self._terms += 1
        self.unfinished = lexeme.open
        return Field(lexeme.name, lexeme.text)

    def _within_limit(self, text: str) -> str:
        """As much of the text as the number of words allows."""
        tokens = analyse(text)
        room = MAX_TERMS - self._terms
        if len(tokens) > room:
            self._limit_reached()
            tokens = tokens[:room]
            # More than once where a cut makes a possessive of what was a word (5's_a).
            while text and (not tokens or tokens[-1].end < len(text)):
                text = text[: tokens[-1].end] if tokens else ""
                tokens = analyse(text)
        self._terms += len(tokens)
        return text

    def _limit_reached(self) -> None:
        self._notes.append(f"only the first {MAX_TERMS} words are looked for")

    def _disjunction(self, parts: list[Node]) -> Node | None:
        wanted = [part for part in parts if not isinstance(part, Not)]
        if not wanted and parts:
            # -a OR -b: excluded is only what has both.
            return _negation(_conjunction([p.part for p in parts if isinstance(p, Not)]))
        if len(wanted) < len(parts):
            self._notes.append("an exclusion beside OR has nothing to exclude from; it is left out")
            if isinstance(parts[-1], Not):
                self.unfinished = False
        flat = [p for part in wanted for p in (part.parts if isinstance(part, Or) else (part,))]
        return flat[0] if len(flat) == 1 else Or(tuple(flat)) if flat else None


def _conjunction(parts: list[Node]) -> Node | None:
    flat = [p for part in parts for p in (part.parts if isinstance(part, And) else (part,))]
    if len(flat) < 2:
        return flat[0] if flat else None
    excluded = [part.part for part in flat if isinstance(part, Not)]
    if len(excluded) == len(flat):
        # -a -b: excluded is whatever has one of them.
        return Not(Or(tuple(q for p in excluded for q in (p.parts if isinstance(p, Or) else (p,)))))
    return And(tuple(flat))


def _negation(part: Node | None) -> Node | None:
    if part is None:
        return None
    return part.part if isinstance(part, Not) else Not(part)


def _can_differ(text: str) -> bool:
    """Whether similar words are worth looking for: short words and numbers resemble too many."""
    forms = words(text)
    return (
        len(forms) == 1
        and len(forms[0]) >= MIN_FUZZY
        and forms[0].isalpha()
        and not is_ideographic(forms[0])
    )

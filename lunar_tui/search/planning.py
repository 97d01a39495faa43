"""From a parsed query to a plan: runs of words, names under all their forms, unfinished words."""

from __future__ import annotations

from itertools import groupby

from lunar_tui.search.analysis import is_ideographic, words
from lunar_tui.search.names import Lexicon
from lunar_tui.search.plan import (
    AllOf,
    AnyOf,
    Named,
    Plan,
    Prefer,
    Sequence,
    Term,
    Without,
    all_of,
    any_of,
    phrase,
)
from lunar_tui.search.query import And, Leaf, Node, Not, Or, Phrase, Prefix, Word

MAX_NAMES = 256
"""Other names that one query is expanded to."""


def plan(tree: Node, lexicon: Lexicon, *, unfinished: bool = False) -> Plan:
    """What to look for. `unfinished`: the tree's last word may be only the beginning of one."""
    return _Planner(lexicon, _last(tree) if unfinished else None).wanted(tree)


def loosened(strict: Plan) -> Plan | None:
    """The same, but any of the words will do, more of them ranking higher.

    None when there is nothing to loosen. Exclusions and phrases stay as they are.
    """
    match strict:
        case Without(keep, drop):
            loose = loosened(keep)
            return loose and Without(loose, drop)
        case Prefer(keep, _):
            return loosened(keep)
        case AllOf():
            return AnyOf(_flat(strict), count=True)
        case _:
            return None


def _flat(strict: Plan) -> tuple[Plan, ...]:
    match strict:
        case Prefer(keep, _):
            return _flat(keep)
        case AllOf(parts):
            return tuple(leaf for part in parts for leaf in _flat(part))
        case _:
            return (strict,)


def _last(tree: Node) -> Leaf | None:
    """The leaf that was typed last, unless it is an exclusion."""
    while isinstance(tree, And | Or):
        tree = tree.parts[-1]
    return None if isinstance(tree, Not) else tree


class _Planner:
    def __init__(self, lexicon: Lexicon, unfinished: Leaf | None) -> None:
        self._lexicon = lexicon
        # Compared by identity: the same word may stand elsewhere in the query, finished.
        self._unfinished = unfinished
        self._names_left = MAX_NAMES

    def wanted(self, tree: Node) -> Plan:
        match tree:
            case And(parts):
                return self._conjunction(parts)
            case Or(parts):
                return any_of(tuple(map(self.wanted, parts)))
            case Word():
                return self._run([tree])
            case _:
                return self._quoted(tree)

    def _conjunction(self, parts: tuple[Node, ...]) -> Plan:
        wanted: list[Plan] = []
        excluded: list[Plan] = []
        for are_words, group in groupby(parts, key=lambda part: isinstance(part, Word)):
            if are_words:
                wanted.append(self._run([part for part in group if isinstance(part, Word)]))
                continue
            for part in group:
                if isinstance(part, Not):
                    excluded.append(self._excluded(part.part))
                else:
                    wanted.append(self.wanted(part))
        keep = all_of(tuple(wanted))
        return Without(keep, any_of(tuple(excluded))) if excluded else keep

    def _run(self, run: list[Word]) -> Plan:
        """Words next to each other: all must occur, and next to each other is better."""
        typed = [words(word.text) for word in run]
        is_open = run[-1] is self._unfinished
        parts: list[Plan] = []
        at = 0
        for taken, names in self._lexicon.recognise(typed):
            form = sum(typed[at : at + taken], ())
            at += taken
            part: Plan = phrase(form)
            if len(names) > 1 or (names and len(form) > 1):
                scattered = tuple(map(Term, form)) if len(form) > 1 else ()
                part = Named(self._expanded(names), scattered)
            if is_open and at == len(typed) and _can_begin(form):
                part = AnyOf((part, phrase(form, prefix=True)))
            parts.append(part)
        together = sum(typed, ())
        if len(parts) == 1:
            return parts[0]
        better: Plan = Sequence(together)
        if is_open:
            better = AnyOf((better, Sequence(together, prefix=True)))
        return Prefer(AllOf(tuple(parts)), better)

    def _quoted(self, leaf: Node) -> Plan:
        match leaf:
            case Prefix(text):
                return phrase(words(text), prefix=True)
            case Phrase(text):
                form = words(text)
                names = self._lexicon.names(form)
                part: Plan = Named(self._expanded(names)) if len(names) > 1 else phrase(form)
                if leaf is self._unfinished and _can_begin(form):
                    part = AnyOf((part, phrase(form, prefix=True)))
                return part
            case _:
                raise TypeError(leaf)

    def _excluded(self, tree: Node) -> Plan:
        """What to leave out: names under all their forms, but never by their scattered words."""
        match tree:
            case And(parts):
                kept = tuple(self._excluded(p) for p in parts if not isinstance(p, Not))
                dropped = tuple(self._excluded(p.part) for p in parts if isinstance(p, Not))
                keep = all_of(kept)
                return Without(keep, any_of(dropped)) if dropped else keep
            case Or(parts):
                return any_of(tuple(map(self._excluded, parts)))
            case Word(text):
                return self._quoted(Phrase(text))
            case _:
                return self._quoted(tree)

    def _expanded(self, names: tuple[tuple[str, ...], ...]) -> tuple[Term | Sequence, ...]:
        kept = names[: max(1, self._names_left)]
        self._names_left -= len(kept) - 1
        return tuple(phrase(name) for name in kept)


def _can_begin(form: tuple[str, ...]) -> bool:
    """Whether a beginning is worth looking for: a single letter begins too many words."""
    return len(form) > 1 or len(form[0]) > 1 or is_ideographic(form[0])

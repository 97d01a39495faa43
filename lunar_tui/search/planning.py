"""From a parsed query to a plan: names under all their forms, dates, mistakes, unfinished words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from lunar_tui.corpus import calendar
from lunar_tui.search import dated
from lunar_tui.search import plan as plans
from lunar_tui.search.analysis import can_begin, words
from lunar_tui.search.filters import Filters
from lunar_tui.search.forms import Expander
from lunar_tui.search.lexer import quoted
from lunar_tui.search.names import script_of
from lunar_tui.search.plan import (
    AllOf,
    AnyOf,
    Named,
    Only,
    Plan,
    Prefer,
    Sequence,
    Term,
    Without,
    all_of,
    any_of,
    flat,
    sequence,
)
from lunar_tui.search.subject import Subject
from lunar_tui.search.tree import And, Field, Fuzzy, Leaf, Node, Not, Or, Phrase, Prefix, Word
from lunar_tui.search.vocabulary import Vocabulary

# One slip in so many words: two words are taken for one only where they are written so more often.
_SLIPS = 10
_ALIKE = 16
"""Things that are looked for by a part of their names."""
MAX_NAMES = 256
"""Other names that one query is expanded to."""
# Words that say how others belong together, not what is looked for. Without others they count.
_FUNCTION_WORDS = frozenset(
    words(
        "a an and are as at be been but by did do does for from had has have how if in into is it "
        "its many much not of on or that the their there these they this those to was were what "
        "when where which who whom whose why will with would"
    )
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, None if nothing is left to look for, and what there is to say of it."""

    plan: Plan | None
    notes: tuple[str, ...] = ()
    partial: bool = False


def plan(
    tree: Node, vocabulary: Vocabulary, subject: Subject, *, unfinished: bool = False
) -> Planned:
    """What to look for. `unfinished`: the tree's last word may be only the beginning of one."""
    planner = _Planner(vocabulary, subject, _last(tree) if unfinished else None)
    wanted = planner.wanted(tree)
    expander = planner.expander
    return Planned(wanted, tuple(dict.fromkeys(expander.notes)), expander.partial)


def loosened(strict: Plan) -> Plan | None:
    """The same, but any of the words will do, more of them ranking higher.

    None when there is nothing to loosen. Exclusions, fields and phrases stay as they are.
    """
    match strict:
        case Without(keep, drop):
            loose = loosened(keep)
            return loose and Without(loose, drop)
        case Prefer(keep, better):
            loose = loosened(keep)
            return loose and Prefer(loose, better)
        case AllOf(parts):
            asked = [part for part in parts if not isinstance(part, _KEPT)]
            rest = tuple(part for part in parts if isinstance(part, _KEPT))
            leaves = flat(asked)
            one_alone = not leaves[1:]
            return None if one_alone else all_of((AnyOf(leaves, count=True), *rest))
        case _:
            return None


_KEPT = (Only, Without, plans.Field)


def _last(tree: Node) -> Leaf | None:
    """The leaf that was typed last, unless it is an exclusion."""
    while isinstance(tree, And | Or):
        tree = tree.parts[-1]
    return None if isinstance(tree, Not) else tree


@dataclass(slots=True)
class _Run:
    """Words next to each other, some of them not as they were typed."""

    typed: list[tuple[str, ...]]
    open: bool
    """Whether the last one may still be being typed."""
    corrected: dict[str, tuple[str, ...]] = field(default_factory=dict)


class _Planner:
    def __init__(self, vocabulary: Vocabulary, subject: Subject, unfinished: Leaf | None) -> None:
        self.expander = Expander(vocabulary, subject)
        self._vocabulary = vocabulary
        self._subject = subject
        self._filters = Filters(self.expander, subject)
        # Compared by identity: the same word may stand elsewhere in the query, finished.
        self._unfinished = unfinished
        self._names_left = MAX_NAMES

    def wanted(self, tree: Node) -> Plan | None:
        match tree:
            case And(parts):
                return self._conjunction(parts)
            case Or(parts):
                found = [part for part in map(self.wanted, _once(parts)) if part is not None]
                return any_of(tuple(found)) if found else None
            case Word():
                return self._run([tree])
            case Not():
                raise TypeError(tree)
            case _:
                return self._single(tree)

    def _conjunction(self, parts: tuple[Node, ...]) -> Plan | None:
        wanted: list[Plan | None] = []
        excluded: list[Plan | None] = []
        for are_words, group in groupby(parts, key=lambda part: isinstance(part, Word)):
            if are_words:
                wanted.append(self._run([part for part in group if isinstance(part, Word)]))
                continue
            for part in _once(group):
                if isinstance(part, Not):
                    excluded.append(self._excluded(part.part))
                else:
                    wanted.append(self.wanted(part))
        kept = tuple(part for part in wanted if part is not None)
        dropped = tuple(part for part in excluded if part is not None)
        if not kept:
            return None
        keep = all_of(kept)
        return Without(keep, any_of(dropped)) if dropped else keep

    # --- words as they were typed -------------------------------------------------------------

    def _run(self, run: list[Word]) -> Plan | None:
        """All must occur; those next to each other in the query, better next to each other."""
        typed = [words(word.text) for word in run]
        of = _Run(typed, run[-1] is self._unfinished and can_begin(typed[-1]))
        self._correct(of)
        parts: list[Plan] = []
        optional: list[Plan] = []
        at = 0
        names = list(self._name_spans(of))
        for (first, after), found_there in groupby(self._dates(run), key=lambda date: date[:2]):
            # A name that holds a date is a name (Memorandum of 2021).
            if first >= at and not any(
                start < after and first < stop and stop - start > after - first
                for start, stop in names
            ):
                self._named(of, at, first, parts, optional)
                dates = [iso for *_, iso in found_there]
                if len(dates) > 1:
                    said = quoted(" ".join(word.text for word in run[first:after]))
                    self.expander.notes.append(f"{said} is read as {' or as '.join(dates)}")
                parts.append(any_of(tuple(self._day(typed[first:after], iso) for iso in dates)))
                at = after
        self._named(of, at, len(typed), parts, optional)
        # Function words are looked for only where there is nothing else.
        parts = parts or optional
        if not parts:
            return None
        # What is typed twice is looked for once.
        found = all_of(tuple(dict.fromkeys(parts)))
        for pair in dict.fromkeys(self._pairs(of)):
            found = Prefer(found, pair)
        return found

    def _correct(self, of: _Run) -> None:
        """Finds what was meant by words that do not occur."""
        last = len(of.typed) - 1
        for at, form in enumerate(of.typed):
            for word in form:
                if of.open and at == last and self._vocabulary.beginning(word, 1)[0]:
                    continue
                if self._is_known(word) or self._subject.lexicon.has(word):
                    continue
                if word in _FUNCTION_WORDS:
                    # It is not looked for where there is anything else.
                    continue
                # One slip of a finger is likelier than a blank left out between two words.
                halves = self._vocabulary.halves(word)
                if halves and not self.expander.slipped(word):
                    continue
                found = self.expander.corrected(word)
                if found != (word,):
                    of.corrected[word] = found

    def _is_known(self, word: str) -> bool:
        """Whether a sentence has the word, or a claim about a sentence."""
        return self.expander.knows(word) or bool(self._subject.saying(word))

    def _say_corrected(self, word: str, of: _Run) -> None:
        found = of.corrected.get(word)
        if found:
            read = " or ".join(map(quoted, found))
            self.expander.notes.append(f"no sentence has {quoted(word)}; did you mean {read}?")

    def _dates(self, run: list[Word]) -> Iterable[tuple[int, int, str]]:
        """For every date: the number of its first word, of the word after it, and the date."""
        text = " ".join(word.text for word in run)
        starts, ends, at = [], [], 0
        for word in run:
            starts.append(at)
            at += len(word.text)
            ends.append(at)
            at += 1
        for found in calendar.in_query(text):
            if found.start in starts and found.end in ends:
                first, last = starts.index(found.start), ends.index(found.end)
                yield first, last + 1, dated.iso(found.when)

    def _day(self, typed: list[tuple[str, ...]], iso: str) -> Plan:
        forms = sum(typed, ())
        day = self.expander.day(" ".join(forms), iso)
        if len(forms) == 1:
            return Term(forms[0], (*self.expander.term(forms[0], strict=True).forms, *day.forms))
        said: Plan = AllOf(tuple(self.expander.term(form, strict=True) for form in forms))
        year, month, number = dated.fields(iso)
        if year and number:
            # The day here, the year elsewhere in the sentence.
            any_year = self.expander.day(day.typed, f"--{month}-{number}")
            said = AnyOf((AllOf((any_year, self.expander.term(year, strict=True))), said))
        return AnyOf((day, said))

    def _name_spans(self, of: _Run) -> Iterable[tuple[int, int]]:
        """The words of a run that name something: the number of the first, and of the one after."""
        typed = [self._meant(form, of) for form in of.typed]
        at = 0
        for taken, names in self._subject.lexicon.recognise(typed):
            if names:
                yield at, at + taken
            at += taken

    def _named(
        self, of: _Run, start: int, stop: int, parts: list[Plan], optional: list[Plan]
    ) -> None:
        """Adds the parts of some words of a run, names among them."""
        typed = [self._meant(form, of) for form in of.typed[start:stop]]
        found = list(self._subject.lexicon.recognise(typed))
        at, joined = start, 0
        for number, (taken, names) in enumerate(found):
            first, at = at, at + taken
            if first < joined:
                continue
            form = sum(of.typed[first:at], ())
            meant = sum(typed[first - start : at - start], ())
            is_open = of.open and at == len(of.typed)
            alone = [each for each, _ in found[number : number + len("ab")]] == [1, 1]
            if names and (len(names) > 1 or len(form) > 1):
                parts.append(self._called(names, meant, is_open=is_open))
            elif alone and (whole := self._written_apart(of, first)):
                joined = first + len("ab")
                parts.append(whole)
                continue
            elif whole := self._part_of_name(meant):
                parts.append(whole)
            elif len(form) > 1:
                plain = self._begun(meant) if is_open else self._adjacent(meant)
                parts.append(AnyOf((plain, all_of(tuple(map(self._word, meant))))))
            elif is_open:
                parts.append(self._opened(form[0], of))
            else:
                into = optional if form[0] in _FUNCTION_WORDS else parts
                into.append(self._part(form[0], of))
            for word in form:
                self._say_corrected(word, of)

    def _called(
        self, names: tuple[tuple[str, ...], ...], meant: tuple[str, ...], *, is_open: bool
    ) -> Plan:
        scattered = [word for word in meant if word not in _FUNCTION_WORDS]
        part = self._thing(names, tuple(map(self._scattered, scattered if len(meant) > 1 else ())))
        return AnyOf((part, self._begun(meant))) if is_open else part

    def _part_of_name(self, form: tuple[str, ...]) -> Plan | None:
        """What is called so in part, in a script that no sentence has (Путин: Владимир Путин)."""
        script = script_of(form)
        if not script or any(map(self._occurs, form)):
            return None
        found = [
            names
            for names in self._subject.lexicon.having(form)
            if not any(
                self._occurs(word) for name in names if script_of(name) == script for word in name
            )
        ]
        return any_of(tuple(map(self._thing, found[:_ALIKE]))) if found else None

    def _occurs(self, word: str) -> bool:
        """Whether a sentence has the word, or one that begins so."""
        return self.expander.knows(word) or bool(self._vocabulary.beginning(word, 1)[0])

    def _scattered(self, word: str) -> Term:
        """A word of a name; a year is found by the dates of that year too."""
        for found in calendar.in_query(word):
            if found.when.year and (found.start, found.end) == (0, len(word)):
                day = self.expander.day(word, dated.iso(found.when))
                return Term(word, (*self.expander.term(word, strict=True).forms, *day.forms))
        return self._word(word)

    def _written_apart(self, of: _Run, at: int) -> Plan | None:
        """Two words that the articles write as one (dongfang hong)."""
        pair = of.typed[at : at + len("ab")]
        if any(len(form) > 1 for form in pair):
            return None
        one, other = pair[0][0], pair[1][0]
        count = self._vocabulary.count
        # Where it is rare, somebody has left out a blank.
        if count(one + other) * _SLIPS < min(count(one), count(other)) or not count(one + other):
            return None
        if {one, other} & _FUNCTION_WORDS or not (one + other).isalpha():
            return None
        whole, apart = self.expander.term(one + other, strict=True), self._adjacent((one, other))
        if not (self.expander.knows(one) and self.expander.knows(other)):
            return AnyOf((whole, apart))
        return AnyOf((whole, apart, AllOf((self._word(one), self._word(other)))))

    def _meant(self, form: tuple[str, ...], of: _Run) -> tuple[str, ...]:
        return tuple(of.corrected.get(word, (word,))[0] for word in form)

    def _part(self, word: str, of: _Run) -> Plan:
        """A word, or what was meant by it."""
        if word in of.corrected:
            found = tuple(self.expander.term(other, strict=True) for other in of.corrected[word])
            return any_of(found)
        if not self._is_known(word) and (halves := self._vocabulary.halves(word)):
            return self._adjacent(halves)
        return self._word(word)

    def _opened(self, word: str, of: _Run) -> Plan:
        if word in of.corrected or not self._vocabulary.beginning(word, 1)[0]:
            return self._part(word, of)
        return self.expander.begun(word)

    def _word(self, word: str) -> Term:
        return self.expander.term(word)

    def _adjacent(self, form: tuple[str, ...]) -> Term | Sequence:
        return sequence(tuple(self.expander.term(word, strict=True) for word in form))

    def _begun(self, form: tuple[str, ...]) -> Term | Sequence:
        *whole, last = form
        known = [self.expander.term(word, strict=True) for word in whole]
        return sequence((*known, self.expander.begun(last)))

    def _pairs(self, of: _Run) -> Iterable[Plan]:
        """Words next to each other in the query; and such as may be written together."""
        flat = [word for form in of.typed for word in self._meant(form, of)]
        for at, (one, other) in enumerate(pairwise(flat)):
            is_open = of.open and at == len(flat) - len("ab")
            yield self._begun((one, other)) if is_open else self._adjacent((one, other))

    # --- names ----------------------------------------------------------------------------------

    def _thing(self, names: tuple[tuple[str, ...], ...], scattered: tuple[Term, ...] = ()) -> Named:
        kept = names[: max(1, self._names_left)]
        self._names_left -= len(kept) - 1
        known = frozenset[tuple[str, int, int]]().union(
            *(self._subject.about(thing) for thing in self._subject.lexicon.things(names[0]))
        )
        return Named(tuple(map(self._adjacent, kept)), scattered, known)

    # --- marked words ---------------------------------------------------------------------------

    def _single(self, leaf: Leaf) -> Plan | None:
        part: Plan | None
        match leaf:
            case Prefix(text):
                *whole, last = words(text)
                known = [Term(word, self.expander.term(word).forms[:1]) for word in whole]
                return sequence((*known, self.expander.prefix(last)))
            case Fuzzy(text):
                return self.expander.fuzzy(words(text)[0])
            case Field(name, value):
                part = self._filters.plan(name, value)
                return part and plans.Field(part)
            case Phrase(text) | Word(text):
                form = words(text)
                names = self._subject.lexicon.names(form)
                part = self._thing(names) if len(names) > 1 else self._adjacent(form)
                if (spelled := self._subject.lexicon.spelled(form)) != form:
                    part = AnyOf((part, self._adjacent(spelled)))
                if leaf is self._unfinished and can_begin(form):
                    part = AnyOf((part, self._begun(form)))
                return part

    def _excluded(self, tree: Node) -> Plan | None:
        """What to leave out: names under all their forms, but never by their scattered words."""
        match tree:
            case And(parts):
                kept = [self._excluded(p) for p in parts if not isinstance(p, Not)]
                dropped = [self._excluded(p.part) for p in parts if isinstance(p, Not)]
                keep = tuple(part for part in kept if part is not None)
                drop = tuple(part for part in dropped if part is not None)
                if not keep:
                    return None
                return Without(all_of(keep), any_of(drop)) if drop else all_of(keep)
            case Or(parts):
                found = tuple(p for p in map(self._excluded, _once(parts)) if p is not None)
                return any_of(found) if found else None
            case Not():
                raise TypeError(tree)
            case _:
                return self._single(tree)


def _once(parts: Iterable[Node]) -> tuple[Node, ...]:
    """Each part once; of equal ones the last, which may still be being typed."""
    return tuple(dict.fromkeys(reversed(tuple(parts))))[::-1]

"""The names of things: recognised in a query, and matched while one is being typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from lunar_tui.search.analysis import words
from lunar_tui.search.query import MAX_LENGTH

MAX_FORMS = 64
"""Names that one recognised name is expanded to."""
MAX_MATCHED = 8
"""Things offered while a query is being typed."""

_Form = tuple[str, ...]


class Lexicon:
    """Names and aliases by the words they consist of. Immutable, so threads may share it."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        """`names` are pairs of a thing's id and one of its names, the preferred one first."""
        self._forms: dict[str, list[_Form]] = {}
        self._things: dict[_Form, list[str]] = {}
        for thing, name in names:
            form = words(name)
            if form and thing not in self._things.get(form, ()):
                self._things.setdefault(form, []).append(thing)
                self._forms.setdefault(thing, []).append(form)
        self._words = {word for form in self._things for word in form}
        # What was written together, or apart: chang e 5, change5.
        self._squashed: dict[str, _Form] = {}
        for form in self._things:
            self._squashed.setdefault(_squashed(form), form)
        self._longest = max(map(len, self._squashed), default=0)

    def has(self, word: str) -> bool:
        """Whether the word is part of a name."""
        return word in self._words

    def things(self, form: _Form) -> tuple[str, ...]:
        """The ids of what bears the name."""
        return tuple(self._things.get(form, ()))

    def forms_of(self, thing: str) -> tuple[_Form, ...]:
        """All names of a thing."""
        return tuple(self._forms.get(thing, ()))

    def names(self, form: _Form) -> tuple[_Form, ...]:
        """All names of whatever bears the given one, that one first; () if nothing does."""
        things = self._things.get(form)
        if things is None:
            return ()
        others = (other for thing in things for other in self._forms[thing])
        return tuple(dict.fromkeys((form, *others)))[:MAX_FORMS]

    def having(self, part: _Form) -> tuple[tuple[_Form, ...], ...]:
        """All names of each thing that has the words in a row in one of its names."""
        if not self._words.issuperset(part):
            return ()
        size = len(part)
        things = (
            thing
            for form, things in self._things.items()
            if any(form[at : at + size] == part for at in range(len(form) - size + 1))
            for thing in things
        )
        return tuple(self.forms_of(thing)[:MAX_FORMS] for thing in dict.fromkeys(things))

    def spelled(self, typed: _Form) -> _Form:
        """Words with the names among them as they are divided here (chang e 5: change 5)."""
        found: list[str] = []
        at = 0
        for taken, names in self.recognise([(word,) for word in typed]):
            found += names[0] if names else typed[at : at + taken]
            at += taken
        return tuple(found)

    def recognise(self, typed: list[_Form]) -> Iterator[tuple[int, tuple[_Form, ...]]]:
        """Divide words as they were typed, each with what it analyses to, into names and others.

        Gives, from left to right, how many words belong together and all names of what they
        name; (1, ()) for a word that is not part of a name. Longer names win, earlier ones
        before later ones. A name never begins or ends within a typed word.
        """
        at = 0
        while at < len(typed):
            taken = 1
            names: tuple[_Form, ...] = ()
            form: _Form = ()
            for stop in range(at, len(typed)):
                form += typed[stop]
                squashed = _squashed(form)
                if len(squashed) > self._longest:
                    break
                if found := self.names(form) or self.names(self._squashed.get(squashed, ())):
                    taken, names = stop - at + 1, found
            yield taken, names
            at += taken

    def matched(self, typed: str) -> tuple[str, ...]:
        """Ids of things with a name of whose words all typed words are beginnings, best first.

        Best is the whole name, then the name from its start, then the shorter name, then the
        order in which the names were given.
        """
        wanted = words(typed[:MAX_LENGTH])
        if not wanted:
            return ()
        ranked: list[tuple[tuple[bool, bool, int, int], str]] = []
        for order, (thing, forms) in enumerate(self._forms.items()):
            ranks = [
                (form != wanted, not _begins(form, wanted), len(form), order)
                for form in forms
                if all(any(word.startswith(part) for word in form) for part in wanted)
            ]
            if ranks:
                ranked.append((min(ranks), thing))
        return tuple(thing for _, thing in sorted(ranked)[:MAX_MATCHED])


def script_of(form: _Form) -> str:
    """The script of the first letter, as Unicode calls it (LATIN, CYRILLIC, CJK); empty: none."""
    letter = next((char for word in form for char in word if char.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def _squashed(form: _Form) -> str:
    """The words without what divides them, but for two numbers: 2 6 is not 26."""
    found = ""
    for word in form:
        found += f" {word}" if found[-1:].isdecimal() and word[0].isdecimal() else word
    return found


def _begins(form: _Form, wanted: _Form) -> bool:
    return len(wanted) <= len(form) and all(
        word.startswith(part) for word, part in zip(form, wanted, strict=False)
    )

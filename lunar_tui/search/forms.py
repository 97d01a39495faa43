"""What one typed word may stand for, each form with what it is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lunar_tui.search.analysis import words
from lunar_tui.search.plan import Form, Term
from lunar_tui.search.subject import Subject
from lunar_tui.search.vocabulary import KEY, Vocabulary

MAX_EXPANSIONS = 1024
"""Words that the prefixes of one query may stand for."""
BEGINNINGS, FIRST_BEGINNINGS = 32, 12
"""Words that a word may stand for while it is being typed, and while it has two letters: the
commonest."""
MAX_MEASURED = 5
"""Words of a query that are compared with all others, for mistakes: each takes its time."""

_INFLECTED, _DERIVED, _VARIANT, _BEGUN = 0.85, 0.4, 0.95, 0.7
_MISTAKEN = (1.0, 0.7, 0.5)
"""Worth of a word that differs by so many letters."""
_INFERRED = 0.8
"""Worth of a date of which the sentence leaves out a part that its article tells."""

# What British and American English write differently, and units with their symbols: the same word.
_SPELLINGS = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("our", "or"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("mme", "m"),
    ("mmes", "ms"),
    ("ogue", "og"),
    ("ence", "ense"),
    ("lled", "led"),
    ("lling", "ling"),
)
_UNITS = (
    ("g", "gram", "grams", "gramme", "grammes"),
    ("kg", "kilogram", "kilograms", "kilo", "kilos"),
    ("t", "tonne", "tonnes", "ton", "tons"),
    ("mm", "millimetre", "millimetres", "millimeter", "millimeters"),
    ("cm", "centimetre", "centimetres", "centimeter", "centimeters"),
    ("m", "metre", "metres", "meter", "meters"),
    ("km", "kilometre", "kilometres", "kilometer", "kilometers"),
    ("oz", "ounce", "ounces"),
    ("lb", "lbs", "pound", "pounds"),
    ("pct", "percent"),
)
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_SAME_NUMBER = {
    name: other
    for number, word in enumerate(words(_NUMBERS))
    for name, other in ((word, str(number)), (str(number), word))
}
_SAME_UNIT = {name: unit for unit in _UNITS for name in unit}


@dataclass
class Expander:
    """The forms of the words of one query. `notes` say what was not taken as typed."""

    vocabulary: Vocabulary
    subject: Subject
    notes: list[str] = field(default_factory=list)
    partial: bool = False
    _left: int = MAX_EXPANSIONS
    _measured: set[str] = field(default_factory=set)

    def knows(self, word: str) -> bool:
        """Whether the word occurs, or another word of its family."""
        return (
            word in self.vocabulary
            or bool(self.vocabulary.inflections(word))
            or any(variant in self.vocabulary for variant in _variants(word))
        )

    def term(self, word: str, *, strict: bool = False) -> Term:
        """The word in all its forms; with `strict`, only in its inflections, as part of a name."""
        forms = {word: Form(word)}
        known = self.vocabulary
        for variant in _variants(word):
            if variant in known:
                forms.setdefault(variant, Form(variant, _VARIANT, "spelt"))
        for other in known.inflections(word):
            forms.setdefault(other, Form(other, _INFLECTED, "inflected"))
        if strict:
            return Term(word, tuple(forms.values()))
        for other in known.derived(word):
            forms.setdefault(other, Form(other, _DERIVED, "derived"))
        return Term(word, tuple(forms.values()), self.subject.saying(word))

    def begun(self, word: str) -> Term:
        """The word, or any that it may become while it is still being typed."""
        term = self.term(word)
        most = BEGINNINGS if len(word) > len("co") else FIRST_BEGINNINGS
        found, _ = self.vocabulary.beginning(word, most)
        have = {form.text for form in term.forms}
        begun = tuple(Form(other, _BEGUN, "begins") for other in found if other not in have)
        return Term(word, (*term.forms, *begun), term.known)

    def prefix(self, word: str) -> Term:
        """Every word that begins so."""
        found, more = self.vocabulary.beginning(word, self._left)
        self._left -= len(found)
        self.partial = self.partial or more
        forms = [Form(other, 1.0, "typed" if other == word else "begins") for other in found]
        return Term(f"{word}*", tuple(forms))

    def fuzzy(self, word: str) -> Term:
        """The word, and all that differ by a letter or two."""
        edits = 1 if len(word) < len("12345678") else 2
        found = self._near(word, edits)
        forms = [Form(other, _MISTAKEN[distance], "spelt") for other, distance in found]
        return Term(f"{word}~", (Form(word), *forms))

    def _near(self, word: str, edits: int | None = None) -> list[tuple[str, int]]:
        if word not in self._measured and len(self._measured) >= MAX_MEASURED:
            return []
        self._measured.add(word)
        return self.vocabulary.near(word, edits)

    def slipped(self, word: str) -> bool:
        """Whether a word that does not occur is one letter away from one that does."""
        return any(distance == 1 for _, distance in self._near(word))

    def corrected(self, word: str) -> tuple[str, ...]:
        """What was probably meant by a word that does not occur; itself if nothing is near."""
        found = self._near(word)
        return tuple(other for other, _ in found) or (word,)

    def day(self, typed: str, iso: str) -> Term:
        """A date as a sentence may give it, or as its article completes it."""
        forms = [Form(KEY + iso, 1.0, "date"), Form(f"{KEY}~{iso}", _INFERRED, "date")]
        return Term(typed, tuple(forms))

    def days(self, typed: str, first: str, last: str) -> Term:
        """All dates from `first` to whatever lies in `last`; empty: as far as there are any."""
        found: list[Form] = []
        for mark, worth in ((KEY, 1.0), (f"{KEY}~", _INFERRED)):
            keys = self.vocabulary.between(f"{mark}{first or '0'}", f"{mark}{last or '9'}")
            # A year that the last day lies in also has days that lie after it.
            reach = f"{mark}{last}"
            found += [
                Form(key, worth, "date")
                for key in keys
                if key == reach or not reach.startswith(f"{key}-")
            ]
        return Term(typed, tuple(found))


def _variants(word: str) -> Iterator[str]:
    """Other spellings of the same word."""
    if word in _SAME_NUMBER:
        yield _SAME_NUMBER[word]
    yield from (unit for unit in _SAME_UNIT.get(word, ()) if unit != word)
    for one, other in _SPELLINGS:
        for here, there in ((one, other), (other, one)):
            if word.endswith(here) and len(word) > len(here) + 1:
                yield word.removesuffix(here) + there

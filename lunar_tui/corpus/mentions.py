"""Mentions: where a text names something.

A name is found as a whole, never inside a longer word or number. Apostrophes of any shape are one
character, and hyphens, dashes and blanks between two words are another, so that Chang’e-5 and
Chang'e 5 are one name. Of names that begin at the same place the longest wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: Letters from which on a name means the same in capitals and without them. A shorter one is often
#: a word of its own: US and us.
LOOSE_FROM = 4

_APOSTROPHES = "`´ʹʻʼʽˈˊ‘’‛′＇"
_HYPHENS = "\u00ad\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_BLANKS = "\t\v\f\r\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LINE_ENDS = "\u0085\u2028\u2029"
_ALIKE = str.maketrans(
    _APOSTROPHES + _HYPHENS + _BLANKS + _LINE_ENDS,
    "'" * len(_APOSTROPHES) + "-" * len(_HYPHENS) + " " * len(_BLANKS) + "\n" * len(_LINE_ENDS),
)
# Scripts that put no blank between words: there, a name may begin and end anywhere.
_UNSPACED = (
    "々〆〇\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003fffd"
)
# An accent may be a character of its own.
_IN_WORD = rf"(?:[^\W{_UNSPACED}]|[\u0300-\u036f])"
_START = re.compile(
    rf"(?:(?=[{_UNSPACED}])|(?<!{_IN_WORD})(?<!{_IN_WORD}')(?=[^- \n]))(?:(?!\d)|(?<!\d[.,]))"
)
# China's names China, Chang'e does not name Chang.
_END = re.compile(
    rf"(?:(?<=[{_UNSPACED}])|(?!{_IN_WORD})(?!'(?![sS](?!{_IN_WORD})){_IN_WORD}))"
    r"(?:(?<!\d)|(?![.,]\d))"
)
# An empty line ends a paragraph, and no name goes on after it.
_JOINT = re.compile(r"(?:[- ]|\n(?! *\n))+")


class Mention(NamedTuple):
    """The half-open span ``start``–``end`` of a text names one of ``entities``.

    They are several where several have that name.
    """

    entities: tuple[str, ...]
    start: int
    end: int


class _Form(NamedTuple):
    """A name as it is looked for: its parts, which hyphens or blanks join in the text."""

    parts: tuple[str, ...]
    keeps_case: bool


class Names:
    """The names of entities, ready to be found. Immutable, so threads may share it."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        """``names`` are pairs of an entity's id and one of its names, in any order.

        A name without a letter or digit is left out.
        """
        found: dict[_Form, list[str]] = defaultdict(list)
        for entity, name in names:
            if any(character.isalnum() for character in name):
                found[_form(name)].append(entity)
        self._entities = {form: tuple(dict.fromkeys(ids)) for form, ids in found.items()}
        # By how they begin, the longest first; of two alike, the one that keeps its case.
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        for form in sorted(found, key=lambda form: (-sum(map(len, form.parts)), not form[1])):
            self._forms[_lowered(form.parts[0][:2])].append(form)

    def find(self, text: str) -> tuple[Mention, ...]:
        """The names in ``text`` from left to right, which never overlap."""
        return tuple(self._found(text))

    def _found(self, text: str) -> Iterator[Mention]:
        plain = text.translate(_ALIKE)
        low = _lowered(plain)
        done = 0
        for place in _START.finditer(plain):
            start = place.start()
            if start < done or start == len(plain):
                continue
            # A name whose first part is a single character is looked for last: it is shorter.
            forms = self._forms.get(low[start : start + 2], ())
            for form in (*forms, *self._forms.get(low[start], ())):
                end = _end_of(form.parts, plain if form.keeps_case else low, start)
                if end:
                    yield Mention(self._entities[form], start, end)
                    done = end
                    break


def _end_of(parts: tuple[str, ...], text: str, at: int) -> int:
    """Where a name ends that begins at ``at``; 0 where another word stands there."""
    for number, part in enumerate(parts):
        if number:
            joint = _JOINT.match(text, at)
            if joint is None:
                return 0
            at = joint.end()
        if not text.startswith(part, at):
            return 0
        at += len(part)
    return at if _END.match(text, at) else 0


def _form(name: str) -> _Form:
    keeps_case = _keeps_case(name)
    plain = name.translate(_ALIKE)
    parts = _JOINT.split(plain if keeps_case else _lowered(plain))
    return _Form(tuple(part for part in parts if part), keeps_case)


def _keeps_case(name: str) -> bool:
    """Whether a name is itself in these capitals only: a short one, or an abbreviation (CAST)."""
    letters = [character for character in name if character.isalpha()]
    return len(letters) < LOOSE_FROM or name.isupper()


def _lowered(text: str) -> str:
    """``text`` without capitals, of the same length."""
    if text.isascii():
        return text.lower()
    # Character by character: a few letters become two, and one looks at its neighbours.
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)

"""Mentions: where a text names something.

A name is found as a whole, never inside a longer word or number. Apostrophes of any shape are one
character, and hyphens, dashes and blanks between two words are another, so that Chang’e-5 and
Chang'e 5 are one name. Its last word may be in the plural. Of names that begin at the same place
the longest wins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

#: Letters from which on a name means the same in capitals and without them. A shorter one is often
#: a word of its own: US and us.
LOOSE_FROM = 4
LONGEST = 300
"""Characters of a name at most: what is longer is a text."""

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
# What joins two words, where it is not a single character. An empty line ends a paragraph, and no
# name goes on after it.
_JOINTS, _JOINT, _BREAK = re.compile(r"[- \n]{2,}"), " ", "\n"
_EMPTY_LINE = re.compile(r"\n *\n")
_HISSING = ("s", "x", "z", "ch", "sh")
# The first character of those scripts that put no blank between words.
_FIRST_UNSPACED = "\u3005"


class Mention(NamedTuple):
    """The half-open span ``start``–``end`` of a text names one of ``entities``.

    They are several where several have that name.
    """

    entities: tuple[str, ...]
    start: int
    end: int


class _Form(NamedTuple):
    """A name as it is looked for: its words, with single blanks between them.

    Those before others win: a name goes before a plural, and one with these very capitals (else
    ``kept`` is empty) before one whose capitals do not matter.
    """

    plural: bool
    loose: bool
    kept: str
    entities: tuple[str, ...]


class _Forms(NamedTuple):
    """All names of ``size`` characters that are alike but for their capitals."""

    size: int
    forms: tuple[_Form, ...]


class Names:
    """The names of entities, ready to be found. Immutable, so threads may share it."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        """``names`` are pairs of an entity's id and one of its names, in any order.

        A name without a letter or digit is left out.
        """
        found: dict[str, dict[tuple[bool, bool, str], list[str]]] = {}
        for entity, name in names:
            if len(name) > LONGEST or not any(character.isalnum() for character in name):
                continue
            loose = not _keeps_case(name)
            for number, text in enumerate((_set(name), *_plurals(_set(name)))):
                forms = found.setdefault(_lowered(text), defaultdict(list))
                forms[number > 0, loose, "" if loose else text].append(entity)
        self._automaton: Any = _automaton(found) if found else None

    def find(self, text: str) -> tuple[Mention, ...]:
        """The names in ``text`` from left to right, which never overlap."""
        return tuple(self._found(text)) if self._automaton is not None else ()

    def _found(self, text: str) -> Iterator[Mention]:
        plain = _Plain(text)
        done = 0
        for start, negative_size, forms in sorted(self._hits(plain), key=_place):
            end = start - negative_size
            if start < done:
                continue
            printed = plain.text[start:end]
            for form in forms:
                if form.loose or form.kept == printed:
                    done = end
                    yield Mention(form.entities, plain.offset(start), plain.offset(end - 1) + 1)
                    break

    def _hits(self, plain: _Plain) -> Iterator[tuple[int, int, tuple[_Form, ...]]]:
        """Whatever is spelt like a name and is a whole word, with its size below zero."""
        text, low = plain.text, plain.low
        for last, (size, forms) in self._automaton.iter(low):
            start = last + 1 - size
            # Most are inside a word, such as us in business: no need to look closer.
            if start and "a" <= low[start - 1] <= "z" and low[start] < _FIRST_UNSPACED:
                continue
            if _START.match(text, start) and _END.match(text, last + 1):
                yield start, -size, forms


class _Plain:
    """A text as names are found in it: one sign for all that are alike, one blank for a run."""

    def __init__(self, text: str) -> None:
        alike = text.translate(_ALIKE)
        single = _single(alike)
        # Where each run ends in the new text, and how much was left out until then.
        self._ends: list[int] = [0]
        self._left_out: list[int] = [0]
        pieces: list[str] = []
        at = size = 0
        for run in _JOINTS.finditer(alike):
            start, end = run.span()
            pieces += (single[at:start], _BREAK if _EMPTY_LINE.search(run[0]) else _JOINT)
            size += start - at + 1
            at = end
            self._ends.append(size)
            self._left_out.append(at - size)
        self.text = "".join([*pieces, single[at:]]) if pieces else single
        self.low = _lowered(self.text)

    def offset(self, at: int) -> int:
        """Where a character of the new text stood in the one that was given."""
        return at + self._left_out[bisect_right(self._ends, at) - 1]


def _place(hit: tuple[int, int, tuple[_Form, ...]]) -> tuple[int, int]:
    return hit[:2]


def _automaton(names: dict[str, dict[tuple[bool, bool, str], list[str]]]) -> Any:
    # Imported here: not everything that cuts an article looks for names.
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for low, alike in names.items():
        forms = tuple(_Form(*key, tuple(dict.fromkeys(ids))) for key, ids in sorted(alike.items()))
        automaton.add_word(low, _Forms(len(low), forms))
    automaton.make_automaton()
    return automaton


def _set(name: str) -> str:
    """A name as it is looked for."""
    return _single(_JOINTS.sub(_JOINT, name.translate(_ALIKE))).strip(_JOINT)


def _single(text: str) -> str:
    """A text in which whatever joins two words is one sign."""
    return text.replace("-", _JOINT).replace("\n", _JOINT)


def _plurals(text: str) -> Iterator[str]:
    """A name with its last word in the regular plural, where a name of its kind has one."""
    if not (text[-1].isascii() and text[-1].isalnum()):
        return
    if text.isupper():
        # NGOs, never NGOS: that may be another abbreviation.
        yield f"{text}s"
    elif sum(map(str.isalpha, text)) >= LOOSE_FROM:
        low = text.lower()
        if low.endswith(_HISSING):
            yield f"{text}es"
        else:
            yield f"{text}s"
            # Agencies, but Kennedys.
            if low.endswith("y") and low[-2] not in "aeiou":
                yield f"{text[:-1]}ies"


def _keeps_case(name: str) -> bool:
    """Whether a name is itself in these capitals only: a short one, or an abbreviation (CAST)."""
    letters = [character for character in name if character.isalpha()]
    return len(letters) < LOOSE_FROM or name.isupper()


def _lowered(text: str) -> str:
    """``text`` without capitals, of the same length."""
    if text.isascii():
        return text.lower()
    # One letter becomes two, and one looks at its neighbours.
    return "İ".join(part.lower() for part in text.replace("Σ", "σ").split("İ"))

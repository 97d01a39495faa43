"""Where on a page the article lies: its title, the first and the last paragraph of its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from lunar_tui.corpus.units import Unit

_NEAR_TITLE = 25
"""So many paragraphs above the first prose the title is looked for."""
_MOST_TITLE = 300
"""Columns of the longest title."""
_INTERRUPTION = 10
"""An article goes on after so many paragraphs of the page at most."""
_LONG_WORD = re.compile(r"\w{5,}")
_TITLE_WORDS = 3
_OF_TITLE = 0.7
"""So many of the long words of a title return in its article."""
_BREAK = 6
"""So many paragraphs without a sentence are no part of an article."""

_WEIGHTS = {
    "menu": -30,
    "button": -20,
    "appeal": -30,
    "link": -20,
    "notice": -40,
    "related": -200,
    "end": -300,
}
"""What cues count among prose, which counts its columns."""
_KINDS = {"ended": 10, "headline": -30, "short": -15}
_OTHER = -5
_MOST_PROSE = 400
"""What the longest paragraph counts."""
_UNENDED = 0.25
"""What a paragraph counts that does not end as a sentence does."""
_TEASER = 0.25
"""What a lonely paragraph counts that follows the heading of a list of other articles."""
_OVER = 0.0
"""What prose counts where what ended was a whole article."""
_CLUSTER = 3
_AN_ARTICLE = 600
"""What counts so much may be a whole article: what ends it ends it for good."""
_AFTER_END = 0.2
"""What prose counts after a line that ends an article: there, readers speak."""


def is_page(units: Sequence[Unit]) -> bool:
    """Whether cues tell of a page: a sure one, several words of a menu, or one at either end."""
    if any(unit.cue in ("link", "related", "end", "notice") for unit in units):
        return True
    if any(unit.cue == "button" and " " in unit.text for unit in units):
        return True
    labels = [unit for unit in units if unit.cue in ("menu", "button")]
    return sum(1 + (unit.cue == "button") for unit in labels) > 2 or any(
        unit is units[0] or (unit is units[-1] and unit.cue == "button") for unit in labels
    )


def with_boxes(units: list[Unit]) -> list[Unit]:
    """Headings with one or two links inside the article are links, not the end of it."""
    for at, unit in enumerate(units):
        if unit.cue != "related":
            continue
        after = at + 1
        while after < min(at + 4, len(units)) and units[after].kind in ("headline", "short"):
            after += 1
        if after < at + 4 and _goes_on(units[after : after + _INTERRUPTION]):
            units[at] = unit._replace(cue="link")
    return units


def _goes_on(units: Sequence[Unit]) -> bool:
    """Whether prose begins here that is no teaser in a list of links."""
    kinds = []
    for unit in units:
        if unit.cue in ("related", "end"):
            break
        kinds.append("cue" if unit.cue else unit.kind)
    if kinds[:1] != ["prose"]:
        return False
    if kinds[1:2] == ["date"] or (kinds[1:2] == ["short"] and kinds[2:3] != ["prose"]):
        return False
    return kinds[1:3] != ["headline", "prose"] or ("prose", "prose") in pairwise(kinds)


class Page:
    """The paragraphs of a page, and where among them the article lies.

    ``first`` and ``last`` paragraph of its body, its ``title`` if it has one, ``top``, where it
    begins, and ``end``, the first paragraph behind it that no article says.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.first, self.last = self._body()
        self.title = self._title()
        self.top = self.first if self.title is None else self.title
        self.has_head = self._has_head()
        self.end = self._end()

    def _body(self) -> tuple[int, int]:
        """The first and the last paragraph of the densest run of prose."""
        best, found, total, begin = 0.0, (0, -1), 0.0, 0
        share = 1.0
        for at, unit in enumerate(self.units):
            whole = best >= _AN_ARTICLE
            if total <= 0:
                total, begin = 0.0, at
                share = 1.0 if share == _AFTER_END and not whole else share
            if unit.cue == "end" and not (whole and self._goes_straight_on(at)):
                share = _OVER if whole else _AFTER_END
            elif unit.cue == "related" or (whole and (self._is_cluster(at) or unit.is_stamp)):
                share = min(share, _TEASER)
            elif share == _TEASER and all(map(self.is_prose, range(at, at + 2 + whole))):
                share = 1.0
            if share == _TEASER and unit.kind == "date":
                total += _WEIGHTS["menu"]
            total += _weight(unit) * (share if self.is_prose(at) else 1)
            if total > best:
                best, found = total, (begin, at)
        if found[1] < 0:
            return (0, len(self.units) - 1)
        first, last = found
        begins = (at for at in range(first, last + 1) if self.is_prose(at))
        return self._widened(next(begins, first), last)

    def _is_cluster(self, at: int) -> bool:
        """Whether so many cues stand here that no article has among its paragraphs."""
        units = self.units[at : at + _CLUSTER]
        return len(units) == _CLUSTER and all(unit.cue for unit in units)

    def _goes_straight_on(self, at: int) -> bool:
        """Whether two paragraphs of prose follow a cue, with nothing but buttons before them."""
        at += 1
        while at < len(self.units) and self.units[at].cue in ("button", "menu", "link"):
            at += 1
        return self.is_prose(at) and self.is_prose(at + 1)

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """Prose beyond the run belongs to it where no cue lies between."""
        for at in range(first - 1, -1, -1):
            if self.units[at].cue and not self._resumes(at - 1, -1):
                break
            if self.is_prose(at):
                first = at
        between = 0
        for at in range(last + 1, len(self.units)):
            told = self.units[at].cue
            if told == "link" and (self.is_prose(at + 1) or self.is_ended(at + 1)):
                continue
            if told not in (None, "menu") and not self._resumes(at + 1, 1):
                break
            if told == "end" and not self._goes_straight_on(at):
                break
            between += told is None
            if self.units[at].is_stamp or between > _BREAK:
                break
            if self.is_prose(at) or self.is_ended(at):
                last, between = at, 0
        return first, last

    def _resumes(self, at: int, step: int) -> bool:
        """Whether the article goes on beyond a cue: with two paragraphs of prose and no list."""
        for _ in range(_INTERRUPTION):
            if not 0 <= at < len(self.units) or self.units[at].cue in ("related", "end", "menu"):
                return False
            if self.is_prose(at) and (
                self.is_prose(at + step)
                or self.is_ended(at + step)
                or (self.is_headline(at + step) and self.is_prose(at + 2 * step))
            ):
                return True
            at += step
        return False

    def speaks_of(self, at: int) -> bool:
        """Whether most words of a line return in the body, as those of a title do."""
        words = _words(self.units[at].text)
        known = sum(word in self._said for word in words)
        return len(words) >= _TITLE_WORDS and known >= _OF_TITLE * len(words)

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset(
            word
            for unit in self.units[self.first : self.last + 1]
            if unit.kind in ("prose", "ended")
            for word in _words(unit.text)
        )

    def blocks(self, size: int) -> set[int]:
        """The paragraphs behind the article that stand in a block of so many of prose."""
        found: set[int] = set()
        for at in range(self.end, len(self.units) - size + 1):
            if all(map(self.is_prose, range(at, at + size))):
                found.update(range(at, at + size))
        return found

    def is_ended(self, at: int) -> bool:
        return self.kind_at(at) == "ended" and self.units[at].cue is None

    def is_prose(self, at: int) -> bool:
        return self.kind_at(at) == "prose" and self.units[at].cue is None

    def _title(self) -> int | None:
        """The headline above the body that a date follows, or else the lowest one."""
        near = range(self.first - 1, max(-1, self.first - _NEAR_TITLE), -1)
        candidates = [at for at in near if self._is_candidate(at)]
        dated = [at for at in candidates if self.is_dated(at)]
        found = next(iter(dated or candidates), None)
        if found is None:
            return None
        above = found - 1
        if self.is_headline(above) and not self.is_headline(above - 1):
            # Two of them: the lower one is the standfirst. More are a list.
            return above
        return found

    def _is_candidate(self, at: int) -> bool:
        unit = self.units[at]
        if unit.cue or unit.kind not in ("headline", "ended") or unit.width > _MOST_TITLE:
            return False
        return not unit.text.endswith((".", "。", ":", "：", ",")) or self.is_dated(at)

    def is_dated(self, at: int) -> bool:
        """Whether a date or the same line once more follows."""
        if self.kind_at(at + 1) == "date":
            return True
        if self.kind_at(at + 2) == "date" and self.units[at + 1].is_name:
            return True
        pair = self.units[at : at + 2]
        return self.is_headline(at) and len(pair) == 2 and pair[0].text == pair[1].text

    def kind_at(self, at: int) -> str:
        return self.units[at].kind if 0 <= at < len(self.units) else ""

    def is_headline(self, at: int) -> bool:
        return self.kind_at(at) == "headline" and not self.units[at].cue

    def _has_head(self) -> bool:
        """Whether a page stands above the article: it says so, or only labels are there."""
        above = self.units[: self.top]
        if any(unit.cue and unit.cue != "appeal" for unit in above):
            return True
        dated = self.title is not None and "date" in map(self.kind_at, (self.top + 1, self.top + 2))
        return dated and all(unit.kind in ("short", "headline") for unit in above)

    def _end(self) -> int:
        """The first paragraph after the body that no article says, or the number of all."""
        for at in range(self.last + 1, len(self.units)):
            if self.units[at].cue:
                return at
        return len(self.units)


def _words(text: str) -> set[str]:
    return set(_LONG_WORD.findall(text.lower()))


def _weight(unit: Unit) -> float:
    if unit.cue:
        return _WEIGHTS[unit.cue]
    if unit.kind == "prose":
        return min(unit.width, _MOST_PROSE) * (1 if unit.is_finished else _UNENDED)
    return _KINDS.get(unit.kind, _OTHER)

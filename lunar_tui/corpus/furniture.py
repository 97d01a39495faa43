"""Furniture: which lines of a plain text belong to the page around the article, by rule.

An article that came alone has none, and is left as it is. Where some line says that it is part of a
page (`cues`), the body is the densest run of prose; what stands before its title and what follows
the first line after it that no article says is the page. When in doubt, a line is body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lunar_tui.corpus.bylines import agency, is_byline, is_caption
from lunar_tui.corpus.cues import Cue, cue, may_be_a_page
from lunar_tui.corpus.running import running_lines
from lunar_tui.corpus.sentences import paragraph_spans
from lunar_tui.corpus.zones import Zone

_MOST_TITLE = 200
_FIRST_LINES = 5
"""The title stands within so many lines where nothing tells more."""
_NEAR_TITLE = 25
"""So many paragraphs above the first prose the title is looked for."""
_TEASER = 0.25
"""What prose counts that has no prose beside it: in lists of links it is a teaser."""

_CLOSERS = "\"'”’»）)]』」*"
_ENDS = (".", "!", "?", "。", "！", "？", "…", ";", "；", ":", "：")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAME = re.compile(r"[A-ZÄÖÜÉÀА-ЯЁ][\w.'’-]+(?: (?:[A-ZÄÖÜÉА-ЯЁ][\w.'’-]*|de|van|von|der|and|und)){1,5}")
_LIST_SIGNS = ("- ", "– ", "• ", "* ", "· ", "— ")


class Unit(NamedTuple):
    """A paragraph, or a line, and what kind of text it is.

    kind: prose, ended (a short sentence), headline (long, but no sentence), short, date (a line of
    dates and names) or credit (a caption).
    """

    start: int
    end: int
    text: str
    kind: str
    cue: Cue | None
    width: int


def guess(display: str) -> tuple[Zone, ...]:
    """Marks for what is no body of an article; what is not marked is body."""
    lowered = display.lower()
    if not may_be_a_page(lowered):
        return tuple(_opening(display))
    units = [_unit(display, *span) for span in paragraph_spans(display)]
    if not any(unit.cue and unit.cue != "appeal" for unit in units):
        return tuple(_opening(display))
    page = _Page(units)
    marks = [
        Zone(name, unit.start, unit.end)
        for unit, name in zip(units, page.names(), strict=True)
        if name
    ]
    marks += running_lines(display)
    marks += _agencies(display, page)
    if not any(mark.name == "title" for mark in marks) and not page.has_head:
        marks[:0] = [mark for mark in _opening(display) if mark.name == "title"]
    return tuple(marks)


def _opening(display: str) -> Iterator[Zone]:
    """The title and the dateline of an article without a page.

    The first line is the title when it is short and does not end as a sentence does.
    """
    offset, titled = 0, False
    for number, line in enumerate(_first_lines(display)):
        text = line.strip()
        if text:
            start = offset + line.index(text[0])
            if (end := agency(display, start)) is not None:
                yield Zone("dateline", start, end)
                return
            if titled or number > _FIRST_LINES:
                return
            if len(text) > _MOST_TITLE or text.endswith((".", "。", ",")):
                return
            yield Zone("title", start, start + len(text))
            titled = True
        offset += len(line)


def _first_lines(display: str) -> Iterator[str]:
    """The first lines, with their ends; no more than are needed."""
    start = 0
    for _ in range(3 * _FIRST_LINES):
        end = display.find("\n", start) + 1
        if not end:
            break
        yield display[start:end]
        start = end
    if start < len(display):
        yield display[start:]


def _unit(display: str, start: int, end: int) -> Unit:
    while start < end and display[start].isspace():
        start += 1
    while end > start and display[end - 1].isspace():
        end -= 1
    text = display[start : min(end, start + 1000)]
    width = min(end - start, 1000)
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    width += wide
    found = cue(text)
    return Unit(start, end, text, _kind(text, width, wide, found), found, width)


def _kind(text: str, width: int, wide: int, found: Cue | None) -> str:
    if is_byline(text):
        return "date"
    if found is None and is_caption(text):
        return "credit"
    ended = text.rstrip(_CLOSERS).endswith(_ENDS)
    words = wide or text.count(" ") + 1
    if (ended and width >= 60 and words >= 9) or (width >= 180 and words >= 20 and not _menu(text)):
        return "prose"
    if ended:
        return "ended"
    return "headline" if width >= 25 and words >= 4 else "short"


def _menu(text: str) -> bool:
    """Whether a long line is a row of words rather than a sentence: nothing divides it."""
    return not re.search(r"[,.;:!?，。；：！？]", text)


class _Page:
    """The paragraphs of a page, and what each of them is."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self._names: list[str | None] = [None] * len(units)
        self.first, self.last = self._body()
        self.title = self._title()
        self.has_head = self._is_head(self._top)
        self._end = self._tail()

    @property
    def _top(self) -> int:
        """The first paragraph of the article."""
        return self.first if self.title is None else self.title

    def names(self) -> list[str | None]:
        """For each paragraph its zone, or None where it is body."""
        if self.has_head:
            self._mark_head()
        self._mark_opening()
        self._mark_inside()
        self._mark_tail()
        return self._names

    # --- where the body lies ------------------------------------------------------------------

    def _body(self) -> tuple[int, int]:
        """The first and the last paragraph of the densest run of prose."""
        best, found, total, begin = 0.0, (0, -1), 0.0, 0
        for at in range(len(self.units)):
            if total <= 0:
                total, begin = 0.0, at
            total += self._weight(at)
            if total > best:
                best, found = total, (begin, at)
        if found[1] < 0:
            return (0, len(self.units) - 1)
        return self._widened(*found)

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """Prose beyond the run belongs to it where no cue lies between."""
        for at in range(first - 1, -1, -1):
            if self.units[at].cue:
                break
            if self.units[at].kind == "prose":
                first = at
        for at in range(last + 1, len(self.units)):
            if self.units[at].cue not in (None, "menu"):
                break
            if self.units[at].kind in ("prose", "ended"):
                last = at
        return first, last

    def _weight(self, at: int) -> float:
        unit = self.units[at]
        if unit.cue:
            worth = {"menu": -30, "button": -45, "appeal": -60, "notice": -80}
            return worth.get(unit.cue, -150 if len(unit.text) < 40 else -30)
        if unit.kind == "prose":
            beside = self.units[max(0, at - 1) : at + 2 : 2] if at else self.units[1:2]
            alone = not any(one.kind in ("prose", "ended") and not one.cue for one in beside)
            return min(unit.width, 400) * (_TEASER if alone else 1)
        return {"ended": 10, "headline": -30, "short": -15}.get(unit.kind, -5)

    def _title(self) -> int | None:
        """The headline above the body that is most like a title."""
        best, found = 0.0, None
        for at in range(self.first - 1, max(-1, self.first - _NEAR_TITLE), -1):
            unit = self.units[at]
            if unit.kind not in ("headline", "ended", "prose") or unit.cue or unit.width > 300:
                continue
            worth = min(unit.width, 60) / 6 - 0.7 * (self.first - at)
            worth += 6 * (self._same(unit.text) > 1) + 4 * (self._kind_at(at + 1) == "date")
            worth -= 6 * (unit.kind == "prose") + 4 * unit.text.endswith((".", "。", ":", "："))
            if worth > best:
                best, found = worth, at
        if found is None:
            return None
        above = found - 1
        if self._is_headline(above) and not self._is_headline(above - 1):
            # Two of them: the lower one is the standfirst.
            return above
        return found

    def _same(self, text: str) -> int:
        return sum(unit.text == text for unit in self.units)

    def _kind_at(self, at: int) -> str:
        return self.units[at].kind if 0 <= at < len(self.units) else ""

    def _is_headline(self, at: int) -> bool:
        return self._kind_at(at) == "headline" and not self.units[at].cue

    def _is_head(self, top: int) -> bool:
        """Whether what stands above the article is a page."""
        return any(unit.cue and unit.cue != "appeal" for unit in self.units[:top])

    def _tail(self) -> int:
        """The first paragraph after the body that no article says, or the number of all."""
        for at in range(self.last + 1, len(self.units)):
            if self.units[at].cue:
                return at
        return len(self.units)

    # --- what each paragraph is ---------------------------------------------------------------

    def _mark_head(self) -> None:
        title = self.units[self.title].text if self.title is not None else ""
        related = False
        for at, unit in enumerate(self.units[: self._top]):
            if title and _one_title(unit.text, title):
                self._names[at] = "title"
                continue
            if unit.cue == "related":
                related = True
            elif unit.cue:
                related = False
            if unit.kind in ("prose", "ended") and unit.cue is None and unit.width > 60:
                continue
            listed = related and unit.kind == "headline"
            self._names[at] = "related" if listed else _zone_of(unit)

    def _mark_opening(self) -> None:
        """From the title to the first paragraph of the body."""
        if self.title is None:
            return
        self._names[self.title] = "title"
        for at in range(self.title + 1, self.first):
            unit = self.units[at]
            if unit.kind == "date" and unit.cue != "notice":
                self._names[at] = "dateline"
            elif unit.cue:
                self._names[at] = _zone_of(unit)
            elif unit.kind == "credit":
                self._names[at] = "caption"
            elif unit.text == self.units[self.title].text:
                self._names[at] = "title"
            elif unit.kind in ("headline", "prose", "ended") and unit.width >= 40:
                if not any(name == "standfirst" for name in self._names[self.title : at]):
                    self._names[at] = "standfirst"
            elif _NAME.fullmatch(unit.text) and "date" in (
                self._kind_at(at - 1),
                self._kind_at(at + 1),
            ):
                self._names[at] = "dateline"
            elif self.has_head and unit.kind == "short" and not _NAME.fullmatch(unit.text):
                self._names[at] = "navigation"

    def _mark_inside(self) -> None:
        """Between the first and the last paragraph of the body."""
        related = 0
        for at in range(self.first, min(self.last + 1, len(self.units))):
            unit = self.units[at]
            if unit.cue in ("related", "end") and unit.kind != "prose":
                related = 4 if len(unit.text) < 40 and unit.cue == "related" else 0
                self._names[at] = "related" if unit.cue == "related" else None
            elif unit.cue in ("button", "notice") and not (unit.cue == "notice" and _said(unit)):
                self._names[at] = _zone_of(unit)
            elif unit.kind == "date":
                self._names[at] = "dateline"
            elif unit.kind == "credit":
                self._names[at] = "caption"
            elif related and unit.kind in ("headline", "short"):
                self._names[at] = "related"
                related -= 1
            elif self._stands_between(at):
                self._names[at] = _zone_of(unit)
            else:
                related = 0
                if self._is_heading(at):
                    self._names[at] = "heading"

    def _stands_between(self, at: int) -> bool:
        """Whether no sentence of the article can stand between the cues on both sides."""
        unit = self.units[at]
        if unit.kind not in ("short", "headline") and unit.cue is None:
            return False
        before = any(self._is_button(one) for one in range(at - 2, at))
        return before and any(self._is_button(one) for one in range(at + 1, at + 3))

    def _is_button(self, at: int) -> bool:
        return 0 <= at < len(self.units) and self.units[at].cue in ("button", "appeal", "notice")

    def _is_heading(self, at: int) -> bool:
        unit = self.units[at]
        if unit.kind not in ("short", "headline") or unit.text.startswith(_LIST_SIGNS):
            return False
        if unit.width > 100 or not unit.text[0].isalnum() or unit.text[0].islower():
            return False
        return self._kind_at(at - 1) == "prose" and self._kind_at(at + 1) == "prose"

    def _mark_tail(self) -> None:
        """What follows the body: up to the first cue it may be the article's, then it is not."""
        for at in range(self.last + 1, self._end):
            unit = self.units[at]
            if unit.kind in ("date", "credit"):
                self._names[at] = "dateline" if unit.kind == "date" else "caption"
            elif self._end < len(self.units) and _NAME.fullmatch(unit.text):
                self._names[at] = "dateline"
        related = False
        for at in range(self._end, len(self.units)):
            unit = self.units[at]
            if unit.cue == "related":
                related = True
            elif unit.cue in ("button", "notice", "end", "menu"):
                related = False
            listed = related and unit.cue is None
            self._names[at] = "related" if listed else _zone_of(unit)


def _zone_of(unit: Unit) -> str:
    """The zone of a paragraph of the page."""
    if unit.cue == "related":
        return "related"
    if unit.cue in ("notice", "appeal") or unit.kind == "prose":
        return "notice"
    return "navigation"


def _said(unit: Unit) -> bool:
    """Whether somebody is quoted: pages quote nobody."""
    return bool(re.search(r"[\"“„«].{15,}[\"”“»]", unit.text))


def _one_title(text: str, title: str) -> bool:
    """Whether two lines are one title, perhaps with the name of the site behind it."""
    short, long = sorted((text, title), key=len)
    return len(short) >= 15 and long.startswith(short) and len(long) <= 2 * len(short)


def _agencies(display: str, page: _Page) -> Iterator[Zone]:
    """Datelines at the beginning of the first paragraphs of the body."""
    for unit in page.units[page.first : page.first + 2]:
        if (end := agency(display, unit.start)) is not None:
            yield Zone("dateline", unit.start, end)
            return

"""Furniture: which lines of a plain text belong to the page around the article, by rule.

An article that came alone has none, and is left as it is. Where some line says that it is part of a
page (`cues`), the body is the densest run of prose; what stands before its title and what follows
the first line after it that no article says is the page. When in doubt, a line is body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from lunar_tui.corpus.bylines import agency, is_byline, is_caption
from lunar_tui.corpus.cues import Cue, cue, may_be_a_page
from lunar_tui.corpus.running import running_lines
from lunar_tui.corpus.sentences import paragraph_spans
from lunar_tui.corpus.zones import Zone

_MOST_TITLE = 200
_MOST_UNITS = 3_000
"""What has more paragraphs is no page."""
_FIRST_LINES = 5
"""The title stands within so many lines where nothing tells more."""
_MENU = 6
"""So many labels, one after the other, are a menu where there is a page."""
_HEADING = 40
"""A longer link is one in itself, a shorter one the heading of some."""
_INTERRUPTION = 10
"""An article goes on after so many paragraphs of the page at most."""
_NEAR_TITLE = 25
"""So many paragraphs above the first prose the title is looked for."""
_TEASER = 0.25
"""What a lonely paragraph counts that follows the heading of a list of other articles."""
_UNENDED = 0.4
"""What a paragraph counts that does not end as a sentence does."""
_AFTER_END = 0.2
"""What prose counts after a line that ends an article: there, readers speak."""

_WEIGHTS = {
    "menu": -30,
    "button": -20,
    "appeal": -30,
    "link": -20,
    "notice": -40,
    "related": -200,
    "end": -300,
}
"""What cues count among prose, which counts its characters."""

_CLOSERS = "\"'”’»）)]』」*"
_ENDS = (".", "!", "?", "。", "！", "？", "…", ";", "；", ":", "：")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAME = re.compile(
    r"[A-ZÄÖÜÉÀА-ЯЁ][\w.'’-]+(?: (?:[A-ZÄÖÜÉА-ЯЁ][\w.'’-]*|de|van|von|der|and|und)){1,9}"
)
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
    if not may_be_a_page(display.lower()):
        return tuple(_opening(display))
    running = tuple(running_lines(display))
    if running:
        display = _without(display, running)
    return (*running, *_guess(display))


def _guess(display: str) -> Iterable[Zone]:
    spans = list(islice(paragraph_spans(display), _MOST_UNITS + 1))
    if len(spans) > _MOST_UNITS:
        return _opening(display)
    units = [_unit(display, *span) for span in spans]
    if not _is_page(units):
        return _opening(display)
    page = _Page(_with_boxes(units))
    marks = [
        Zone(name, unit.start, unit.end)
        for unit, name in zip(units, page.names(), strict=True)
        if name
    ]
    marks += _agencies(display, page)
    if not any(mark.name == "title" for mark in marks) and not page.has_head:
        marks[:0] = [mark for mark in _opening(display) if mark.name == "title"]
    return marks


def _without(display: str, zones: Iterable[Zone]) -> str:
    """A text with blanks for what lies in ``zones``."""
    pieces, at = [], 0
    for _, start, end in zones:
        pieces += [display[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, display[at:]])


def _is_page(units: Sequence[Unit]) -> bool:
    """Whether cues tell of a page: a sure one, several words of a menu, or one at either end."""
    if any(unit.cue in ("link", "related", "end", "notice") for unit in units):
        return True
    if any(unit.cue == "button" and " " in unit.text for unit in units):
        return True
    labels = [unit for unit in units if unit.cue in ("menu", "button")]
    return sum(1 + (unit.cue == "button") for unit in labels) > 2 or any(
        unit is units[0] or (unit is units[-1] and unit.cue == "button") for unit in labels
    )


def _with_boxes(units: list[Unit]) -> list[Unit]:
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
    asked = width < 100 and text.endswith(("?", "？"))
    if (ended and width >= 60 and words >= 9 and not asked) or (
        width >= 180 and words >= 20 and not _menu(text)
    ):
        return "prose"
    if ended:
        return "ended"
    return "headline" if width >= 25 and words >= 4 else "short"


def _weight(unit: Unit) -> float:
    if unit.cue:
        return _WEIGHTS[unit.cue]
    if unit.kind == "prose":
        ended = unit.text.rstrip(_CLOSERS).endswith(_ENDS)
        return min(unit.width, 400) * (1 if ended else _UNENDED)
    return {"ended": 10, "headline": -30, "short": -15}.get(unit.kind, -5)


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
        share = 1.0
        for at, unit in enumerate(self.units):
            if total <= 0:
                total, begin = 0.0, at
                share = 1.0 if share == _AFTER_END else share
            if unit.cue in ("related", "end"):
                share = _TEASER if unit.cue == "related" else _AFTER_END
            elif share == _TEASER and self._is_prose(at) and self._is_prose(at + 1):
                share = 1.0
            if share == _TEASER and unit.kind == "date":
                total += _WEIGHTS["menu"]
            total += _weight(unit) * (share if self._is_prose(at) else 1)
            if total > best:
                best, found = total, (begin, at)
        if found[1] < 0:
            return (0, len(self.units) - 1)
        first, last = found
        begins = (at for at in range(first, last + 1) if self._is_prose(at))
        return self._widened(next(begins, first), last)

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """Prose beyond the run belongs to it where no cue lies between."""
        for at in range(first - 1, -1, -1):
            if self.units[at].cue and not self._resumes(at - 1, -1):
                break
            if self._is_prose(at):
                first = at
        for at in range(last + 1, len(self.units)):
            told = self.units[at].cue
            if told == "link" and (self._is_prose(at + 1) or self._is_ended(at + 1)):
                continue
            if told not in (None, "menu") and not self._resumes(at + 1, 1):
                break
            if self._is_prose(at) or self._is_ended(at):
                last = at
        return first, last

    def _resumes(self, at: int, step: int) -> bool:
        """Whether the article goes on beyond a cue: with two paragraphs of prose and no list."""
        for _ in range(_INTERRUPTION):
            if not 0 <= at < len(self.units) or self.units[at].cue in ("related", "end", "menu"):
                return False
            if self._is_prose(at) and (
                self._is_prose(at + step)
                or self._is_ended(at + step)
                or (self._is_headline(at + step) and self._is_prose(at + 2 * step))
            ):
                return True
            at += step
        return False

    def _is_ended(self, at: int) -> bool:
        return self._kind_at(at) == "ended" and self.units[at].cue is None

    def _is_prose(self, at: int) -> bool:
        return self._kind_at(at) == "prose" and self.units[at].cue is None

    def _title(self) -> int | None:
        """The headline above the body that a date follows, or else the lowest one."""
        near = range(self.first - 1, max(-1, self.first - _NEAR_TITLE), -1)
        candidates = [at for at in near if self._is_candidate(at)]
        dated = [at for at in candidates if self._is_dated(at)]
        found = next(iter(dated or candidates), None)
        if found is None:
            return None
        above = found - 1
        if self._is_headline(above) and not self._is_headline(above - 1):
            # Two of them: the lower one is the standfirst. More are a list.
            return above
        return found

    def _is_candidate(self, at: int) -> bool:
        unit = self.units[at]
        if unit.cue or unit.kind not in ("headline", "ended") or unit.width > 300:
            return False
        return not unit.text.endswith((".", "。", ":", "：", ",")) or self._is_dated(at)

    def _is_dated(self, at: int) -> bool:
        """Whether a date or the same line once more follows."""
        if self._kind_at(at + 1) == "date":
            return True
        if self._kind_at(at + 2) == "date" and _NAME.fullmatch(self.units[at + 1].text):
            return True
        pair = self.units[at : at + 2]
        return self._is_headline(at) and len(pair) == 2 and pair[0].text == pair[1].text

    def _kind_at(self, at: int) -> str:
        return self.units[at].kind if 0 <= at < len(self.units) else ""

    def _is_headline(self, at: int) -> bool:
        return self._kind_at(at) == "headline" and not self.units[at].cue

    def _is_head(self, top: int) -> bool:
        """Whether what stands above the article is a page: it says so, or only labels stand there."""
        above = self.units[:top]
        if any(unit.cue and unit.cue != "appeal" for unit in above):
            return True
        dated = self.title is not None and "date" in map(self._kind_at, (top + 1, top + 2))
        return dated and all(unit.kind in ("short", "headline") for unit in above)

    def _tail(self) -> int:
        """The first paragraph after the body that no article says, or the number of all."""
        for at in range(self.last + 1, len(self.units)):
            if self.units[at].cue:
                return at
        return len(self.units)

    # --- what each paragraph is ---------------------------------------------------------------

    def _mark_head(self) -> None:
        title = self.units[self.title].text if self.title is not None else ""
        sure = self.title is None or any(map(self._is_dated, (self.title, self.title + 1)))
        cues = [at for at, unit in enumerate(self.units[: self._top]) if unit.cue]
        related = False
        for at, unit in enumerate(self.units[: self._top]):
            if title and _one_title(unit.text, title):
                self._names[at] = "title"
                continue
            if unit.cue:
                related = unit.cue == "related"
            if unit.kind in ("prose", "ended") and unit.cue is None and unit.width > 60:
                continue
            if unit.cue is None and unit.kind in ("credit", "date"):
                self._names[at] = "caption" if unit.kind == "credit" else "dateline"
                continue
            listed = related and unit.kind == "headline"
            if not sure and cues and at > cues[-1] and not listed and not self._in_menu(at):
                # The title may be another one, and this the title.
                continue
            self._names[at] = "related" if listed else _zone_of(unit)

    def _in_menu(self, at: int) -> bool:
        """Whether a label stands among so many that they are a menu."""
        first = last = at
        while self._kind_at(last) == "short" and last - first < _MENU:
            last += 1
        while self._kind_at(first - 1) == "short" and last - first < _MENU:
            first -= 1
        return last - first >= _MENU

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
            elif self.has_head and self._is_label(at):
                self._names[at] = "navigation"

    def _is_label(self, at: int) -> bool:
        """Whether a few words beside a date or a button belong to them."""
        unit = self.units[at]
        if unit.kind != "short" or _NAME.fullmatch(unit.text) or unit.text.endswith((",", "，")):
            return False
        beside = self.units[at - 1 : at + 2 : 2]
        return any(one.cue or one.kind == "date" for one in beside)

    def _mark_inside(self) -> None:
        """Between the first and the last paragraph of the body."""
        related = 0
        for at in range(self.first, min(self.last + 1, len(self.units))):
            unit = self.units[at]
            if unit.cue in ("related", "link") and unit.kind != "prose":
                related = 2 if unit.width < _HEADING else 0
                related += 2 * (unit.cue == "related")
                self._names[at] = "related"
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
        related = ended = False
        for at in range(self._end, len(self.units)):
            unit = self.units[at]
            if unit.cue and unit.cue != "appeal":
                related = unit.cue == "related"
                ended = ended or unit.cue in ("related", "end")
            if (self._is_prose(at) or self._is_ended(at)) and not ended:
                # Nothing said that the article is over.
                continue
            listed = related and unit.cue is None
            self._names[at] = "related" if listed else _zone_of(unit)


def _zone_of(unit: Unit) -> str:
    """The zone of a paragraph of the page."""
    if unit.cue in ("related", "link"):
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

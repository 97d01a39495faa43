"""What each paragraph of a page is."""

from __future__ import annotations

from lunar_tui.corpus.page import Page
from lunar_tui.corpus.units import Unit

Names = list[str | None]
"""For each paragraph its zone; None is body."""

_STANDFIRST = 40
"""Columns of the shortest standfirst."""
_NEAR = 3
"""So many paragraphs may stand between a standfirst and the date."""
_MENU = 6
"""So many labels, one after the other, are a menu where there is a page."""
_LINK_HEADING = 40
"""A longer link is one in itself, a shorter one the heading of some."""
_LONGEST_HEADING = 100
_DATE_INSIDE = 40
"""A longer line with a date that stands in the body is the article's."""
_SURELY_OVER = 4
"""After so many buttons and notices behind an article, prose is no longer its own."""
_LIST_SIGNS = ("- ", "– ", "• ", "* ", "· ", "— ")


def names(page: Page) -> Names:
    """The zone of each paragraph."""
    found: Names = [None] * len(page.units)
    if page.has_head:
        _mark_head(page, found)
    _mark_opening(page, found)
    _mark_inside(page, found)
    _mark_tail(page, found)
    return found


def _mark_head(page: Page, names: Names) -> None:
    title = page.units[page.title].text if page.title is not None else ""
    sure = page.title is None or any(map(page.is_dated, (page.title, page.title + 1)))
    cues = [at for at, unit in enumerate(page.units[: page.top]) if unit.cue]
    related = False
    for at, unit in enumerate(page.units[: page.top]):
        if title and _one_title(unit.text, title):
            names[at] = "title"
            continue
        if unit.cue:
            related = unit.cue == "related"
        if unit.kind in ("prose", "ended") and unit.cue is None and unit.width > 60:
            continue
        if unit.cue is None and unit.kind in ("credit", "date"):
            names[at] = "caption" if unit.kind == "credit" else "dateline"
            continue
        listed = related and unit.kind == "headline"
        if unit.kind == "headline" and unit.cue is None and page.speaks_of(at):
            # The title may stand higher than what was taken for it.
            continue
        if not sure and cues and at > cues[-1] and not listed and not _in_menu(page, at):
            # The title may be another one, and this the title.
            continue
        names[at] = "related" if listed else _zone_of(unit)


def _in_menu(page: Page, at: int) -> bool:
    """Whether a label stands among so many that they are a menu."""
    first = last = at
    while page.kind_at(last) == "short" and last - first < _MENU:
        last += 1
    while page.kind_at(first - 1) == "short" and last - first < _MENU:
        first -= 1
    return last - first >= _MENU


def _mark_opening(page: Page, names: Names) -> None:
    """From the title to the first paragraph of the body."""
    if page.title is None:
        return
    names[page.title] = "title"
    if _is_standfirst(page):
        names[page.first] = "standfirst"
    for at in range(page.title + 1, page.first):
        unit = page.units[at]
        if unit.kind == "date" and unit.cue != "notice":
            names[at] = "dateline"
        elif unit.cue:
            names[at] = _zone_of(unit)
        elif unit.kind == "credit":
            names[at] = "caption"
        elif unit.text == page.units[page.title].text:
            names[at] = "title"
        elif unit.kind in ("headline", "prose", "ended") and unit.width >= _STANDFIRST:
            if not any(name == "standfirst" for name in names[page.title : at]):
                names[at] = "standfirst"
        elif unit.is_name and "date" in (
            page.kind_at(at - 1),
            page.kind_at(at + 1),
        ):
            names[at] = "dateline"
        elif page.has_head and _is_label(page, at):
            names[at] = "navigation"


def _is_standfirst(page: Page) -> bool:
    """Whether only one paragraph stands between the title and the lines of names and dates."""
    at = page.first + 1
    if page.title is None or any(page.kind_at(one) == "date" for one in range(page.title, at)):
        return False
    while at < len(page.units) and at <= page.first + _NEAR and page.kind_at(at) != "date":
        if page.is_prose(at) or page.is_ended(at):
            return False
        at += 1
    return page.kind_at(at) == "date" and page.last > at


def _is_label(page: Page, at: int) -> bool:
    """Whether a few words beside a date or a button belong to them."""
    unit = page.units[at]
    if unit.kind != "short" or unit.is_name or unit.text.endswith((",", "，")):
        return False
    beside = page.units[at - 1 : at + 2 : 2]
    return any(one.cue or one.kind == "date" for one in beside)


def _mark_inside(page: Page, names: Names) -> None:
    """Between the first and the last paragraph of the body."""
    related = 0
    for at in range(page.first, min(page.last + 1, len(page.units))):
        unit = page.units[at]
        if unit.cue in ("related", "link") and unit.kind != "prose":
            related = 2 if unit.width < _LINK_HEADING else 0
            related += 2 * (unit.cue == "related")
            names[at] = "related"
        elif unit.cue in ("button", "end", "notice") and not (
            unit.cue == "notice" and unit.is_quoting
        ):
            names[at] = _zone_of(unit)
        elif unit.kind == "date" and unit.width <= _DATE_INSIDE:
            names[at] = "dateline"
        elif unit.kind == "credit":
            names[at] = "caption"
        elif related and unit.kind in ("headline", "short"):
            names[at] = "related"
            related -= 1
        elif _stands_between(page, at):
            names[at] = _zone_of(unit)
        else:
            related = 0
            if _is_heading(page, at):
                names[at] = "heading"


def _stands_between(page: Page, at: int) -> bool:
    """Whether no sentence of the article can stand between the cues on both sides."""
    unit = page.units[at]
    if unit.kind not in ("short", "headline") and unit.cue is None:
        return False
    before = any(_is_button(page, one) for one in range(at - 2, at))
    return before and any(_is_button(page, one) for one in range(at + 1, at + 3))


def _is_button(page: Page, at: int) -> bool:
    return 0 <= at < len(page.units) and page.units[at].cue in ("button", "appeal", "notice")


def _is_heading(page: Page, at: int) -> bool:
    unit = page.units[at]
    if unit.kind not in ("short", "headline") or unit.text.startswith(_LIST_SIGNS):
        return False
    if unit.width > _LONGEST_HEADING or not unit.text[0].isalnum() or unit.text[0].islower():
        return False
    return page.kind_at(at - 1) == "prose" and page.kind_at(at + 1) == "prose"


def _mark_tail(page: Page, names: Names) -> None:
    """What follows the body: up to the first cue it may be the article's, then it is not."""
    for at in range(page.last + 1, page.end):
        unit = page.units[at]
        if unit.kind in ("date", "credit"):
            names[at] = "dateline" if unit.kind == "date" else "caption"
        elif page.end < len(page.units) and unit.is_name:
            names[at] = "dateline"
    related, told, ended = False, 0, False
    blocks, longer = page.blocks(2), page.blocks(3)
    for at in range(page.end, len(page.units)):
        unit = page.units[at]
        if unit.cue and unit.cue != "appeal":
            related = unit.cue == "related"
            told += _SURELY_OVER if unit.cue in ("related", "end") else 1
            ended |= unit.cue == "end"
            if unit.cue == "related":
                blocks = longer
        if at in blocks and not ended:
            # So much prose may be an article.
            continue
        if (page.is_prose(at) or page.is_ended(at)) and told < _SURELY_OVER:
            # Nothing said yet that the article is over.
            continue
        names[at] = _zone_behind(unit, related=related, ended=ended)


def _zone_behind(unit: Unit, *, related: bool, ended: bool) -> str:
    """The zone of a paragraph behind the article: a heading there is of another one."""
    if unit.cue is None:
        if related or unit.kind == "headline":
            return "related"
        if unit.kind == "ended":
            return "notice" if ended else "related"
    return _zone_of(unit)


def _zone_of(unit: Unit) -> str:
    """The zone of a paragraph of the page."""
    if unit.cue in ("related", "link"):
        return "related"
    if unit.cue in ("notice", "appeal") or unit.kind == "prose":
        return "notice"
    return "navigation"


def _one_title(text: str, title: str) -> bool:
    """Whether two lines are one title, perhaps with the name of the site behind it."""
    short, long = sorted((text, title), key=len)
    return len(short) >= 15 and long.startswith(short) and len(long) <= 2 * len(short)

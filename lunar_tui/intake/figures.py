"""What the extractor leaves out of a page: captions, and tables, put back where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CELLS = " | "
_LONGEST = 1_500
_MOST = 500
_NEAR = 20
_KEY = 60
_MOST_CELLS = 4_000
_NO_ARTICLE = frozenset(
    ("script", "style", "nav", "aside", "footer", "form", "noscript", "template", "iframe")
)
_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "dt", "dd", "pre", "div", "td")
)
_WITHIN = ("p", "table", "h1", "h2", "h3", "figure")
_BREAKS = frozenset(("br", "ul", "ol", "table", "figure"))
_INLINE = frozenset(("a", "abbr", "b", "bdi", "em", "i", "strong", "sub", "sup", "u", "wbr"))
_CAPTION = re.compile(r"(?:^|[-_\s])(?:wp-)?(?:caption|captiontext)(?:[-_]text)?(?:$|\s)")
_PICTURES = frozenset(("img", "picture", "figure", "video", "svg", "amp-img"))
_LETTER = re.compile(r"\w")


class Entry(NamedTuple):
    """A paragraph of an article, its zone, and whether it stands close to the one before."""

    text: str
    zone: str = ""
    close: bool = False


class _Found(NamedTuple):
    """What is to be put behind the entry ``after`` of an article."""

    after: int
    entries: tuple[Entry, ...]


def with_figures(entries: Sequence[Entry], page: HtmlElement) -> list[Entry]:
    """An article with the captions and tables of its page that are missing in it.

    They are put behind the paragraph that they follow on the page. What no paragraph of the article
    follows, and what stands in no part of the page with one, belongs to something else.
    """
    known = {_key(entry.text): at for at, entry in reversed(list(enumerate(entries)))}
    captions = {_key(_spaced(one)) for one in _captions(page)}
    # Of a caption of several paragraphs the extractor may keep one.
    parts = {
        _key(_spaced(part)) for one in _captions(page) for part in one if part.tag in ("p", "div")
    }
    placed: dict[int, list[Entry]] = defaultdict(list)
    for found in islice(_missing(page, entries), _MOST):
        new = [entry for entry in found.entries if _key(entry.text) not in known]
        if len(new) == len(found.entries):
            placed[found.after] += new
            known.update((_key(entry.text), -1) for entry in new)
    made: list[Entry] = []
    for at, entry in enumerate(entries):
        if not entry.zone and _key(entry.text) in parts - captions:
            made += placed[at]
            continue
        is_caption = not entry.zone and _key(entry.text) in captions
        made.append(entry._replace(zone="caption") if is_caption else entry)
        made += placed[at]
    return made


def rows(table: HtmlElement, row: str, cells: tuple[str, ...]) -> Iterator[str]:
    """The rows of a table, a line each."""
    for line in table.iter(row):
        texts = (_spaced(cell) for cell in line.iter(*cells))
        if text := CELLS.join(filter(None, texts)):
            yield text


# --- the page ---------------------------------------------------------------------------------


def _missing(page: HtmlElement, entries: Sequence[Entry]) -> Iterator[_Found]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        places[_key(entry.text)].append(at)
    last, anchor = -1, None
    waiting: list[tuple[HtmlElement, tuple[Entry, ...], int, HtmlElement | None]] = []
    for element in _elements(page):
        if element.tag == "figcaption" or _is_caption(element):
            waiting.append((element, _caption(element), last, anchor))
            continue
        known = _place(element, places, last)
        if known > last:
            yield from (_Found(after, new) for _, new, after, _ in waiting if after >= 0 and new)
            waiting.clear()
            last, anchor = known, element
        elif element.tag == "table":
            waiting.append((element, _table(element), last, anchor))
    for element, new, after, before in waiting:
        if new and after >= 0 and before is not None and _stand_together(element, before):
            yield _Found(after, new)


def _place(element: HtmlElement, places: dict[str, list[int]], last: int) -> int:
    """Which paragraph behind ``last`` an element is; of a table, which its last row is."""
    if element.tag == "table" and _is_within(element, "table"):
        return -1
    if element.tag == "table":
        *_, text = ("", *rows(element, "tr", ("td", "th")))
    elif element.tag in _BLOCKS:
        text = _beginning(element)
    else:
        return -1
    found = places.get(_key(text), [])
    number = bisect_right(found, last)
    return found[number] if number < len(found) else -1


def _elements(page: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that may be of an article, in order; none below a caption or a table."""
    left = [page]
    while left:
        element = left.pop()
        if not isinstance(element.tag, str) or element.tag in _NO_ARTICLE:
            continue
        yield element
        if element.tag == "figcaption" or _is_caption(element):
            continue
        # A table that arranges a page holds its paragraphs.
        if element.tag != "table" or _is_within(element, *_WITHIN):
            left += reversed(element)


def _captions(page: HtmlElement) -> Iterator[HtmlElement]:
    for element in _elements(page):
        if element.tag == "figcaption" or _is_caption(element):
            yield element
        elif element.tag == "table":
            yield from (one for one in element if one.tag == "caption")


def _is_caption(element: HtmlElement) -> bool:
    """Whether an element says by its class that it is a caption, and stands beside a picture."""
    if element.tag not in ("p", "div", "span", "dd", "small"):
        return False
    if not _CAPTION.search((element.get("class") or "").lower()[:200]):
        return False
    around = element.getparent()
    if around is None or _is_within(element, *_PICTURES):
        return False
    return any(one.tag in _PICTURES for one in islice(around.iter(), _NEAR))


def _caption(element: HtmlElement) -> tuple[Entry, ...]:
    text = _spaced(element)
    links = "".join("".join(link.itertext()) for link in element.iter("a"))
    # The title of another article, under its picture.
    is_link = len("".join(links.split())) > 0.8 * len("".join(text.split()))
    if is_link or len(text) > _LONGEST or not _LETTER.search(text):
        return ()
    return (Entry(text, "caption"),)


def _table(element: HtmlElement) -> tuple[Entry, ...]:
    """The rows of a table of data; none of one that only arranges a page."""
    if _is_within(element, "table"):
        return ()
    cells = [_spaced(cell) for cell in element.iter("td", "th")][: _MOST_CELLS + 1]
    texts = list(rows(element, "tr", ("td", "th")))
    small = cells and max(map(len, cells)) <= 200 and len(cells) <= _MOST_CELLS
    if not small or len(texts) < 2 or len(cells) < 2 * len(texts):
        return ()
    captions = [_spaced(one) for one in element if one.tag == "caption"]
    lines = [Entry(text, close=number > 0) for number, text in enumerate(texts)]
    return (*(Entry(text, "caption") for text in captions if text), *lines)


def _is_within(element: HtmlElement, *tags: str) -> bool:
    """Whether there is an element with one of the tags in another."""
    return next(element.iterdescendants(*tags), None) is not None


def _stand_together(element: HtmlElement, before: HtmlElement) -> bool:
    """Whether a figure has its place in the part of the page that holds a paragraph."""
    figure = next(element.iterancestors("figure"), element)
    around = figure.getparent()
    for _ in range(2):
        if around is None or around.tag in ("body", "html"):
            return False
        if around in before.iterancestors():
            return True
        around = around.getparent()
    return False


# --- text -------------------------------------------------------------------------------------


def _spaced(element: HtmlElement) -> str:
    """The text of an element, with blanks between its parts."""
    pieces: list[str] = []
    left: list[tuple[HtmlElement, bool]] = [(element, False)]
    while left:
        one, ended = left.pop()
        apart = "" if one.tag in _INLINE or one is element else " "
        if ended:
            pieces += [apart, (one.tail or "") if one is not element else ""]
            continue
        left.append((one, True))
        if isinstance(one.tag, str) and one.tag not in ("script", "style"):
            pieces += [apart, one.text or ""]
            left += [(child, False) for child in reversed(one)]
    return " ".join("".join(pieces).split())


def _beginning(element: HtmlElement) -> str:
    """The text of an element up to the first line that its author broke."""
    pieces = [element.text or ""]
    size = 0
    for child in islice(element.iterdescendants(), 4 * _KEY):
        if child.tag in _BLOCKS or child.tag in _BREAKS or size > 4 * _KEY:
            break
        if isinstance(child.tag, str):
            pieces.append(child.text or "")
        pieces.append(child.tail or "")
        size += len(pieces[-1])
    return "".join(pieces)


def _key(text: str) -> str:
    return "".join(text.split())[:_KEY]

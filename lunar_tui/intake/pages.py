"""Web pages as a browser saves them: the article without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lunar_tui.intake import statements
from lunar_tui.intake.encoding import NO_HINTS, Hints, decoded
from lunar_tui.intake.extract import Extract, Lines, UnreadableError
from lunar_tui.intake.figures import Entry, rows, with_figures

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Where Chrome, Edge and SingleFile note whence they saved a page.
_SAVED_FROM = re.compile(
    r"saved from url=\(\d{4}\)(\S{1,2000})|saved with SingleFile\s+url: (\S{1,2000})"
)
_HEAD = 4096


def read(data: bytes, address: str = "", charset: str = "", hints: Hints = NO_HINTS) -> Extract:
    """The article of a page; ``address`` and ``charset`` are known where it came in an archive.

    Raises:
        UnreadableError: no article is found in it.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    found = decoded(data, declared=True, charset=charset, hints=hints)
    html = found.text
    if not html.strip():
        raise UnreadableError("it is empty")
    if not address and (saved := _SAVED_FROM.search(html[:_HEAD])):
        address = saved[1] or saved[2]
    # As bytes: text that declares an encoding of its own would be refused.
    encoded = html.encode("utf-8", "replace").replace(b"\x00", b"")
    try:
        page = document_fromstring(encoded, parser=HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as error:
        raise UnreadableError(f"not a valid page: {error}") from None
    metadata, notes = statements.read(page, address)
    title = metadata["title"].value if "title" in metadata else ""
    entries = [Entry(" ".join(one[0].split()), *one[1:]) for one in _entries(_article(page), title)]
    lines = Lines()
    for entry in with_figures([one for one in entries if one.text], page):
        lines.add(entry.text, entry.zone, close=entry.close)
    if not lines.has_prose:
        raise UnreadableError("no article is found in this page; save its text as .txt instead")
    if found.note:
        notes = (found.note, *notes)
    return Extract(lines.text, tuple(lines.zones), metadata, notes=notes, unsure=found.unsure)


def _article(page: HtmlElement) -> HtmlElement | None:
    """The part of a page that is its article, in the elements of the extractor (TEI)."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    for precise in (True, False):
        # What is not an article by the strict measure may be one by the ordinary.
        found = bare_extraction(
            deepcopy(page), favor_precision=precise, include_comments=False, output_format="python"
        )
        body = getattr(found, "body", None)
        if body is not None and "".join(body.itertext()).strip():
            return body
    return None


def _entries(body: HtmlElement | None, title: str) -> Iterator[Entry]:
    elements = list(body) if body is not None else []
    first = _text(elements[0]) if elements else ""
    if elements and elements[0].tag == "head" and (_alike(first, title) or _is_first(elements[0])):
        yield Entry(first, "title")
        elements = elements[1:]
    elif title:
        yield Entry(title, "title")
    for element in elements:
        yield from _entries_of(element)


def _is_first(element: HtmlElement) -> bool:
    return bool(element.get("rend") == "h1")


def _alike(one: str, other: str) -> bool:
    return bool(one) and "".join(one.casefold().split()) in "".join(other.casefold().split())


def _entries_of(element: HtmlElement) -> Iterator[Entry]:
    match element.tag:
        case "head":
            yield Entry(_text(element), "heading")
        case "list":
            for number, item in enumerate(element.iter("item")):
                yield Entry(_text(item), close=number > 0)
        case "table":
            for number, row in enumerate(rows(element, "row", ("cell",))):
                yield Entry(row, close=number > 0)
        case "quote" if len(element):
            yield Entry(element.text or "")
            for child in element:
                yield from _entries_of(child)
                yield Entry(child.tail or "")
        case _:
            yield from map(Entry, _broken(element))


def _broken(element: HtmlElement) -> Iterator[str]:
    """The text of a paragraph, divided where its author broke the line."""
    pieces: list[str] = []
    for event in element.iter():
        if event.tag == "lb":
            yield "".join(pieces)
            pieces.clear()
        elif isinstance(event.tag, str):
            pieces.append(event.text or "")
        if event is not element:
            pieces.append(event.tail or "")
    yield "".join(pieces)


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())

"""Web pages as a browser saves them: the article without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lunar_tui.intake import statements
from lunar_tui.intake.encoding import decoded
from lunar_tui.intake.extract import Extract, Lines, UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Where Chrome, Edge and SingleFile note whence they saved a page.
_SAVED_FROM = re.compile(
    r"saved from url=\(\d{4}\)(\S{1,2000})|saved with SingleFile\s+url: (\S{1,2000})"
)
_HEAD = 4096
_CELLS = " | "


def read(data: bytes, address: str = "", charset: str = "") -> Extract:
    """The article of a page; ``address`` and ``charset`` are known where it came in an archive.

    Raises:
        UnreadableError: no article is found in it.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    found = decoded(data, declared=True) if not charset else decoded(_named(data, charset))
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
    lines = Lines()
    _write(lines, _article(page), title)
    if not lines.has_prose:
        raise UnreadableError("no article is found in this page; save its text as .txt instead")
    if found.note:
        notes = (found.note, *notes)
    return Extract(lines.text, tuple(lines.zones), metadata, notes=notes)


def _named(data: bytes, charset: str) -> bytes:
    """``data`` in UTF-8, where ``charset`` says truly what it is in."""
    try:
        return data.decode(charset).encode()
    except (LookupError, UnicodeError):
        return data


def _article(page: HtmlElement) -> HtmlElement | None:
    """The part of a page that is its article, in the elements of the extractor (TEI)."""
    from trafilatura import bare_extraction

    for precise in (True, False):
        # What is not an article by the strict measure may be one by the ordinary.
        found = bare_extraction(
            page, favor_precision=precise, include_comments=False, output_format="python"
        )
        body = getattr(found, "body", None)
        if body is not None and "".join(body.itertext()).strip():
            return body
    return None


def _write(lines: Lines, body: HtmlElement | None, title: str) -> None:
    elements = list(body) if body is not None else []
    first = _text(elements[0]) if elements else ""
    if elements and elements[0].tag == "head" and (_alike(first, title) or _is_first(elements[0])):
        lines.add(first, "title")
        elements = elements[1:]
    elif title:
        lines.add(title, "title")
    for element in elements:
        _write_element(lines, element)


def _is_first(element: HtmlElement) -> bool:
    return bool(element.get("rend") == "h1")


def _alike(one: str, other: str) -> bool:
    return bool(one) and "".join(one.casefold().split()) in "".join(other.casefold().split())


def _write_element(lines: Lines, element: HtmlElement) -> None:
    match element.tag:
        case "head":
            lines.add(_text(element), "heading")
        case "list":
            for number, item in enumerate(element.iter("item")):
                lines.add(_text(item), close=number > 0)
        case "table":
            for number, row in enumerate(element.iter("row")):
                cells = (_text(cell) for cell in row.iter("cell"))
                lines.add(_CELLS.join(filter(None, cells)), close=number > 0)
        case "quote" if len(element):
            lines.add(element.text or "")
            for child in element:
                _write_element(lines, child)
                lines.add(child.tail or "")
        case _:
            lines.add_all(_broken(element))


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

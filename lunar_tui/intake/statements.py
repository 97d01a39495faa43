"""What a page says of itself: JSON-LD, OpenGraph, meta tags, and what its elements show.

Each value comes with the place that says it. Of several places the first wins, in this order; where
another one gives another day or another title, a note says so. Nothing is guessed: a date in words
that can be read in two ways is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from lunar_tui.intake.days import day_of
from lunar_tui.intake.extract import Stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|Posting|Report|WebPage|CreativeWork|Review)$")
_PAGE = re.compile(r"(?:WebPage|CreativeWork)$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")
# Deep enough for every page there is; what is deeper was made to harm.
_DEPTH = 12
_MOST_OBJECTS = 1000
_LONGEST = 500
_MOST_BYTES = 2_000_000

# Names of meta tags by field, the best known first.
_META = {
    "title": ("citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "application-name"),
    "author": ("author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author"),
    "published": (
        "citation_publication_date",
        "citation_date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "parsely-pub-date",
        "sailthru.date",
        "publishdate",
        "pubdate",
        "publication_date",
        "date",
    ),
    "language": ("dc.language", "dcterms.language", "content-language", "language"),
    "url": ("citation_public_url", "dc.identifier.uri"),
}
_GRAPH = {
    "title": ("og:title", "twitter:title"),
    "publisher": ("og:site_name",),
    "author": ("article:author", "og:article:author"),
    "published": ("article:published_time", "og:article:published_time", "og:published_time"),
    "language": ("og:locale",),
    "url": ("og:url",),
}


def read(page: HtmlElement, address: str = "") -> tuple[dict[str, Stated], tuple[str, ...]]:
    """What ``page`` says of itself, by field, and notes; ``address`` is where it was found."""
    found: dict[str, list[Stated]] = {}
    for field, stated in _all(page, address):
        if value := _valid(field, stated.value):
            found.setdefault(field, []).append(Stated(value, stated.where))
    return {field: values[0] for field, values in found.items()}, tuple(_doubts(found))


def _doubts(found: dict[str, list[Stated]]) -> Iterator[str]:
    first, *others = found.get("published", [Stated("", "")])
    for other in others:
        # A day and its month agree.
        if not other.value.startswith(first.value) and not first.value.startswith(other.value):
            yield f"published {first.value} ({first.where}), or {other.value} ({other.where})"
            break


def _all(page: HtmlElement, address: str) -> Iterator[tuple[str, Stated]]:
    yield from _linked_data(page)
    tags = _tags(page)
    for names, where in ((_GRAPH, "OpenGraph"), (_META, "meta tag")):
        for field, wanted in names.items():
            for name in wanted:
                values = tags.get(name, ())
                text = (
                    ", ".join(dict.fromkeys(values)) if field == "author" else "".join(values[:1])
                )
                yield field, Stated(text, f"{where} {name}")
    yield from _shown(page)
    if address:
        yield "url", Stated(address, "note of the browser that saved it")


# --- JSON-LD ----------------------------------------------------------------------------------


def _linked_data(page: HtmlElement) -> Iterator[tuple[str, Stated]]:
    objects = [item for script in _scripts(page) for item in _objects(script)]
    articles = [item for item in objects if _is(item, _ARTICLE)]
    # A page may describe the article and itself: the article is what counts.
    articles.sort(key=lambda item: _is(item, _PAGE))
    known = {str(item["@id"]): item for item in objects if "@id" in item and "name" in item}
    for item in articles:
        named = f"JSON-LD {_type(item)}"
        yield "title", Stated(_text(item.get("headline") or item.get("name")), named)
        yield "publisher", Stated(_names(item.get("publisher"), known), named)
        yield "author", Stated(_names(item.get("author") or item.get("creator"), known), named)
        yield "published", Stated(_text(item.get("datePublished")), f"{named} datePublished")
        yield "language", Stated(_text(item.get("inLanguage")), named)
        if not _is(item, _PAGE):
            page_of = item.get("mainEntityOfPage")
            page_of = page_of.get("@id") if isinstance(page_of, dict) else page_of
            yield "url", Stated(_text(item.get("url") or page_of), named)


def _scripts(page: HtmlElement) -> Iterator[Any]:
    for script in page.iter("script"):
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        text = (script.text or "").strip()
        if kind != "application/ld+json" or len(text) > _MOST_BYTES:
            continue
        text = text.removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            # Line ends within strings are common, and forbidden.
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _objects(root: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    level = [root]
    for _ in range(_DEPTH):
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                found.append(item)
                # What an article is about, or what stands beside it, is another thing.
                below += [item[key] for key in ("@graph", "mainEntity", "publisher") if key in item]
            elif isinstance(item, list):
                below += item
        level = below[:_MOST_OBJECTS]
    return found


def _is(item: dict[str, Any], types: re.Pattern[str]) -> bool:
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and types.search(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _type(item: dict[str, Any]) -> str:
    kinds = item.get("@type")
    return (
        _text(kinds) if isinstance(kinds, str) else ", ".join(_text(kind) for kind in kinds or ())
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("@id")
    return value if isinstance(value, str) else ""


def _names(value: Any, known: dict[str, dict[str, Any]]) -> str:
    found = []
    for item in value if isinstance(value, list) else [value]:
        thing = known.get(str(item.get("@id")), item) if isinstance(item, dict) else item
        name = thing.get("name") if isinstance(thing, dict) else thing
        found.append(_text(name).strip())
    return ", ".join(dict.fromkeys(filter(None, found)))


# --- tags and elements ------------------------------------------------------------------------


def _tags(page: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in page.iter("meta"):
        content = (tag.get("content") or "").strip()
        for attribute in ("property", "name", "http-equiv", "itemprop"):
            name = (tag.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _shown(page: HtmlElement) -> Iterator[tuple[str, Stated]]:
    """What the page shows, or says in attributes, without calling it metadata."""
    for element in page.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield "published", Stated(element.get("datetime") or "", "element time")
    heads = [text for head in page.iter("h1") if (text := _content(head))]
    # Several of them are no title: one may be the name of the site.
    if len(heads) == 1:
        yield "title", Stated(heads[0], "heading h1")
    yield from (("title", Stated(_content(title), "element title")) for title in page.iter("title"))
    for link in page.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield "url", Stated(link.get("href") or "", "canonical link")
    root = page.getroottree().getroot()
    yield "language", Stated(root.get("lang") or root.get("{*}lang") or "", "attribute lang")


def _content(element: HtmlElement) -> str:
    return " ".join("".join(_pieces(element.itertext())).split())


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    left = _LONGEST * 2
    for text in texts:
        yield text[:left]
        left -= len(text)
        if left <= 0:
            break


# --- what a value must be like ----------------------------------------------------------------


def _valid(field: str, text: str) -> str:
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return ""
    if field == "published":
        return day_of(text)
    if field == "language":
        match = _LANGUAGE.match(text)
        return match[0].lower() if match else ""
    if field == "url" or (field == "author" and "://" in text):
        # Pages give the address of an author's profile where his name should be.
        return text if field == "url" and re.match(r"https?://[^\s/]+", text) else ""
    return text

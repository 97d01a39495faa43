"""The fields of a query: what can be asked of a sentence besides its words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple


class FieldInfo(NamedTuple):
    """A field for help and completion; `example` is a whole query."""

    name: str
    description: str
    example: str


FIELDS: tuple[FieldInfo, ...] = (
    FieldInfo("kind", "about an entity of this kind", "kind:mission"),
    FieldInfo("source", "in this article, by its publisher, title or file", "source:TASS"),
    FieldInfo("zone", "in this part of an article", "zone:title"),
    FieldInfo("date", "speaks of this day, month, year or range", "date:2021..2024"),
    FieldInfo(
        "published", "in an article of this day, month, year or range", "published:2025-04.."
    ),
    FieldInfo("entity", "about this entity, by any of its names", 'entity:"Chang\'e-5"'),
    FieldInfo("mentions", "names this entity, in the article itself", "mentions:CNSA"),
    FieldInfo("cited", "supports a claim (yes), or none (no)", "cited:no"),
)
"""All fields there are, in the order in which they are shown. Names are lower case."""

_BY_NAME = {info.name: info for info in FIELDS}


def field(name: str) -> FieldInfo | None:
    """The field of this name in any case, or None."""
    return _BY_NAME.get(name.lower())


def nearest(name: str) -> str | None:
    """The name of the field that was probably meant, or None."""
    close = get_close_matches(name.lower(), list(_BY_NAME), n=1)
    return close[0] if close else None

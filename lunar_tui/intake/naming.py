"""Names for the files of articles: readable, safe on every system, and not taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePath

_LONGEST = 80
_MOST_BYTES = 200
# Names that say nothing: of what a site calls every page, or a program every file.
_EMPTY = re.compile(
    r"(?:index|default|article|page|story|untitled|download|document|print|view|unknown"
    r"|[\da-f-]{16,}|\d{1,3})(?:-\d+)?"
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


def article_name(path: str, title: str, is_free: Callable[[str], bool]) -> str:
    """A name without suffix for an article made of ``path``: after the file, else its title."""
    named, titled = slug(PurePath(path).stem), slug(title)
    wanted = titled if titled and (not named or _EMPTY.fullmatch(named)) else named or "article"
    if _RESERVED.fullmatch(wanted):
        wanted = f"{wanted}-article"
    name, number = wanted, 1
    while not is_free(name):
        number += 1
        name = f"{wanted}-{number}"
    return name


def plain_name(path: str) -> str:
    """The name that a file gives its article; empty where it says nothing."""
    named = slug(PurePath(path).stem)
    return "" if _EMPTY.fullmatch(named) else named


def slug(text: str) -> str:
    """``text`` as lower-case words of letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", text).lower()
    # An apostrophe is within a word, whatever else is no letter is between two.
    plain = plain.replace("'", "").replace("’", "")
    words = re.findall(r"[^\W_]+", plain.encode("utf-8", "ignore").decode())
    short = ""
    for word in words:
        longer = f"{short}-{word}" if short else word[:_LONGEST]
        if len(longer) > _LONGEST or len(longer.encode()) > _MOST_BYTES:
            break
        short = longer
    return short

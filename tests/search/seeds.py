"""The shipped articles, cut roughly into sentences, and some names of what they are about."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from lunar_tui.search.engine import Document

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
NAMES = (
    ("change-5", "Chang'e-5"),
    ("change-5", "CE-5"),
    ("change-5", "嫦娥五号"),
    ("change-6", "Chang'e-6"),
    ("changzheng", "Changzheng"),
    ("changzheng", "Long March"),
    ("changzheng-1", "Changzheng-1"),
    ("changzheng-1", "Long March 1"),
    ("changzheng-5", "Changzheng-5"),
    ("changzheng-5", "Long March 5"),
    ("cnsa", "China National Space Administration"),
    ("cnsa", "CNSA"),
)
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”]?(?=\s+[A-Z\"“])|(?=\n)|\Z)")


@lru_cache(maxsize=1)
def documents() -> tuple[Document, ...]:
    """Every sentence; the last lines of 004, about other matters, are furniture."""
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        article = path.read_text(encoding="utf-8")
        related = article.find("Related Links") if path.name.startswith("004") else len(article)
        for match in _SENTENCE.finditer(article):
            text = match[0].strip()
            if text:
                start = article.index(text, match.start())
                zone = "related" if start >= related else "body"
                found.append(Document(path.name, start, start + len(text), text, zone))
    return tuple(found)

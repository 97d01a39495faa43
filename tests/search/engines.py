"""The engines that must all do the same, and small things to ask them."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping

import pytest

from lunar_tui.search.engine import Document, Engine
from lunar_tui.search.plan import Form, How, Place, Sequence, Term
from lunar_tui.search.segment_engine import SegmentEngine
from lunar_tui.search.whoosh_engine import WhooshEngine


class PlainPostings:
    """Lists as JSON: the least that an engine needs."""

    @classmethod
    def write(cls, lists: Mapping[str, array[int]]) -> dict[str, bytes]:
        return {"plain": json.dumps({form: list(lists[form]) for form in lists}).encode()}

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._lists: dict[str, list[int]] = json.loads(files["plain"])

    def read(self, form: str) -> array[int]:
        return array("I", self._lists[form])


class PlainEngine(SegmentEngine):
    postings = PlainPostings


ENGINES: tuple[type[Engine], ...] = (WhooshEngine, PlainEngine)
engines = pytest.mark.parametrize("kind", ENGINES, ids=lambda kind: kind.__name__)


def rows(*texts: str, zone: str = "body", source: str = "a.txt") -> list[Document]:
    """One article, a sentence each."""
    return [
        Document(source, 1000 * number, 1000 * number + len(text), text, zone)
        for number, text in enumerate(texts)
    ]


def place(row: Document) -> Place:
    return row.source, row.start, row.end


def term(word: str, *others: tuple[str, float, How], known: Iterable[Place] = ()) -> Term:
    """A typed word, and other forms of it."""
    return Term(word, (Form(word), *(Form(*other) for other in others)), frozenset(known))


def phrase(text: str) -> Sequence:
    return Sequence(tuple(map(term, text.split())))


def texts(found: Iterable[tuple[Document, float]]) -> list[str]:
    return [row.text for row, _ in found]

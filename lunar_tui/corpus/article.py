"""An article: the text as it came, and what is known about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lunar_tui.corpus import furniture
from lunar_tui.corpus import sentences as splitting
from lunar_tui.corpus import zones as zoning
from lunar_tui.corpus.dates import words
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.corpus.zones import CONTENT, Zone
from lunar_tui.display import clean


class Metadata(NamedTuple):
    """What is known about an article; ``inferred`` maps a field to why we think so.

    A field that the article does not state and that nobody inferred is empty.
    """

    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    inferred: tuple[tuple[str, str], ...] = ()

    @property
    def dated(self) -> str:
        """The date of publication for people: an approximate one is called so."""
        return words(self.published)

    def reason(self, field: str) -> str:
        """Why ``field`` was inferred, or nothing when the article states it."""
        return dict(self.inferred).get(field, "")


@dataclass(frozen=True)
class Article:
    """One article. ``text`` is the file as decoded; it never changes.

    ``display`` has the same length and the same offsets, and is safe for a terminal.
    """

    file: str
    text: str
    metadata: Metadata = Metadata()  # noqa: RUF009 - a tuple, which nobody can change
    marks: tuple[Zone, ...] = ()

    @cached_property
    def display(self) -> str:
        shown = clean(self.text)
        # A byte order mark says nothing to a reader.
        return " " + shown[1:] if self.text.startswith("\ufeff") else shown

    @cached_property
    def title(self) -> str:
        """The title; where none is known, how the article begins, in square brackets."""
        return self.metadata.title or self.opening

    @cached_property
    def opening(self) -> str:
        """The title as the text gives it, or else how it begins, in square brackets."""
        # Not from its sentences: a list of articles should not split them all.
        for zone in self.zones:
            if zone.name == "title" and (text := self._first_line(zone)):
                return text
        for zone in self.zones:
            if zone.name in CONTENT and (text := self._first_line(zone)):
                return f"[{_shortened(text)}]"
        return self.file

    def _first_line(self, zone: Zone) -> str:
        lines = self.display[zone.start : zone.end].lstrip().partition("\n")
        return " ".join(lines[0].split())

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """What each stretch is: found by rule, and over it what is written down."""
        found = () if self._is_marked else furniture.guess(self.display)
        return zoning.paint(len(self.text), (*found, *self.marks))

    @property
    def _is_marked(self) -> bool:
        """Whether all but blanks is written down, and nothing is left to be found."""
        bare = zoning.bare(len(self.text), self.marks)
        return not any(self.display[start:end].strip() for start, end in bare)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return splitting.split(self.display, self.zones)

    @property
    def is_split(self) -> bool:
        """Whether the sentences are known already: the first splitting loads a model."""
        return "sentences" in self.__dict__

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentences_in(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that share at least one character with the span."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for sentence in self.sentences[first:]:
            if sentence.start >= end:
                break
            if sentence.end > start:
                found.append(sentence)
        return tuple(found)

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [start for start, _ in splitting.paragraph_spans(self.display)]

    def is_one_paragraph(self, start: int, end: int) -> bool:
        """Whether a span that begins and ends with a letter lies within one paragraph."""
        if "\n" not in self.display[start:end]:
            return True
        starts = self._paragraphs
        return bisect_right(starts, start) == bisect_right(starts, end - 1)

    def line_of(self, offset: int) -> int:
        """The line of an offset, counted from 1."""
        return self.display.count("\n", 0, offset) + 1


def decode(data: bytes) -> tuple[str, tuple[int, int] | None]:
    """Text of ``data`` and, where it is not UTF-8, line and column of the first bad byte.

    Bad bytes become U+FFFD: the article stays readable, and the problem is named.
    """
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        return data.decode("utf-8", "replace"), (line, column)


def overlaps(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of ``spans`` shares a character with ``start``–``end``."""
    return any(low < end and high > start for low, high in spans)


def _shortened(text: str, length: int = 70) -> str:
    if len(text) <= length:
        return text
    # Chinese has no blanks, and a blank near the beginning would leave next to nothing.
    blank = text.rfind(" ", length // 2, length)
    return text[: blank if blank > 0 else length].rstrip(" ,;:–—") + " …"

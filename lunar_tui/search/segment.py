"""A part of an index: its sentences, their words in order, and where each word occurs.

The posting lists are an engine's; everything else is held in plain arrays, so that a part of a
hundred thousand sentences is opened without making an object of each.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import compress, count, pairwise
from typing import Literal, Protocol

from pyroaring import BitMap

from lunar_tui.corpus.sentences import Sentence
from lunar_tui.corpus.zones import ZONES
from lunar_tui.search.analysis import stem, words
from lunar_tui.search.engine import FURNITURE_ZONES, Document, SearchError
from lunar_tui.search.plan import Place
from lunar_tui.search.vocabulary import Words

MAX_LENGTH = 255
"""Words of a sentence that are counted for its length."""

_TABLE = "table"
_PROGRESS_STEP = 64
_KEPT = 1 << 22
"""Postings of a part that are kept in memory once they were read."""
_AT_HAND = 10_000
"""Words that are given with a sentence: what has more is not a sentence."""
_LIST = 100
"""What a list takes besides its postings, in postings."""
_NONE = BitMap()


class Postings(Protocol):
    """For every form, the sentences that have it."""

    @classmethod
    def write(cls, lists: Mapping[str, array[int]]) -> dict[str, bytes]:
        """Files that hold the lists. Each list ascends."""
        ...

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Opens what `write` gave."""
        ...

    def read(self, form: str) -> array[int]:
        """The list of a form that has one."""
        ...


class Segment:
    """Sentences by number, from 0, in the order of their places."""

    def __init__(self, files: Mapping[str, bytes], postings: type[Postings]) -> None:
        table = _unpacked(files[_TABLE])
        self.sources: list[str] = json.loads(bytes(table["sources"]))
        self.forms: list[str] = _lines(table["forms"])
        self.stems: list[str] = _lines(table["stems"])
        self.counts = _numbers(table["counts"])
        self.source_starts = _numbers(table["source_starts"])
        self.starts = _numbers(table["starts"])
        self.ends = _numbers(table["ends"])
        self._titles = table["titles"]
        self._title_starts = _numbers(table["title_starts"])
        self.zones = table["zones"]
        self.lengths = table["lengths"]
        self._in_order = _numbers(table["in_order"])
        self.token_starts = _numbers(table["token_starts"])
        self.tokens = table["tokens"].cast(_narrowest(len(self.forms)))
        self._text = table["text"]
        self._text_starts = _numbers(table["text_starts"])
        self._keyed = _numbers(table["keyed"])
        self._key_starts = _numbers(table["key_starts"])
        self._keys = _numbers(table["keys"])
        self._numbers = dict(zip(self.forms, range(len(self.forms)), strict=True))
        self._source_numbers = dict(zip(self.sources, range(len(self.sources)), strict=True))
        self._postings = postings(files)
        self._read: dict[str, BitMap] = {}
        self._room = _KEPT

    def __len__(self) -> int:
        return len(self.starts)

    # --- sentences --------------------------------------------------------------------------

    @cached_property
    def furniture(self) -> BitMap:
        """The sentences around the articles."""
        return self.in_zones(FURNITURE_ZONES)

    def in_zones(self, zones: Collection[str]) -> BitMap:
        """The sentences in any of some zones."""
        wanted = bytes(number < len(ZONES) and ZONES[number] in zones for number in range(256))
        return _marked(self.zones, wanted)

    @cached_property
    def by_length(self) -> list[BitMap]:
        """The sentences of each number of words."""
        lengths, found, at = bytes(self.lengths), [], 0
        for length in range(MAX_LENGTH + 1):
            after = at + lengths.count(length)
            found.append(BitMap(array("I", self._in_order[at:after])))
            at = after
        return found

    def document(self, number: int) -> Document:
        source = self._source_number(number)
        return Document(
            self.sources[source],
            self.starts[number],
            self.ends[number],
            _text(self._text, self._text_starts, number),
            self.zone(number),
            tuple(self.forms[key] for key in self.keys(number)),
            _text(self._titles, self._title_starts, source),
            tuple(map(self.forms.__getitem__, self.words(number)[:_AT_HAND])),
        )

    def sentences(self, source: str) -> Iterator[tuple[Sentence, str]]:
        """The sentences of a source with their texts, in order."""
        for number in self.range_of(source):
            text = _text(self._text, self._text_starts, number)
            yield Sentence(self.starts[number], self.ends[number], self.zone(number)), text

    def source(self, number: int) -> str:
        return self.sources[self._source_number(number)]

    def _source_number(self, number: int) -> int:
        return bisect_right(self.source_starts, number) - 1

    def zone(self, number: int) -> str:
        return ZONES[self.zones[number]]

    def find(self, place: Place) -> int | None:
        """The number of the sentence at a place."""
        source, start, end = place
        there = self.range_of(source)
        number = bisect_left(self.starts, start, there.start, there.stop)
        while number < there.stop and self.starts[number] == start:
            if self.ends[number] == end:
                return number
            number += 1
        return None

    def range_of(self, source: str) -> range:
        """The numbers of the sentences of a source; none of one that is not here."""
        number = self._source_numbers.get(source)
        if number is None:
            return range(0)
        return range(self.source_starts[number], self.source_starts[number + 1])

    def words(self, number: int) -> memoryview:
        """The words of a sentence, in order, by the numbers of their forms."""
        return self.tokens[self.token_starts[number] : self.token_starts[number + 1]]

    def keys(self, number: int) -> memoryview | tuple[int, ...]:
        """What a sentence is found by and does not say, by the numbers of the forms."""
        at = bisect_left(self._keyed, number)
        if at == len(self._keyed) or self._keyed[at] != number:
            return ()
        return self._keys[self._key_starts[at] : self._key_starts[at + 1]]

    # --- forms ------------------------------------------------------------------------------

    def number_of(self, form: str) -> int | None:
        """The number of a form; None if it does not occur."""
        return self._numbers.get(form)

    def with_form(self, form: str) -> BitMap:
        """The sentences that have a form; read once as long as there is room. Not to be changed."""
        found = self._read.get(form)
        if found is not None:
            return found
        if form not in self._numbers:
            return _NONE
        found = BitMap(self._postings.read(form))
        if len(found) > self._room:
            self._read, self._room = {}, _KEPT
        self._read[form] = found
        self._room -= len(found) + _LIST
        return found

    def vocabulary(self, gone: BitMap = _NONE) -> Words:
        """Every form with its stem and the number of sentences that have it, without those gone."""
        if not gone:
            return Words(self.forms, self.stems, self.counts)
        counts = array("I", self.counts)
        for number in gone:
            for form in {*self.words(number), *self.keys(number)}:
                counts[form] -= 1
        forms, stems = compress(self.forms, counts), compress(self.stems, counts)
        return Words(list(forms), list(stems), list(filter(None, counts)))


_ZONE_NUMBERS = {zone: number for number, zone in enumerate(ZONES)}
FURNITURE_NUMBERS = frozenset(_ZONE_NUMBERS[zone] for zone in FURNITURE_ZONES)
_ITEM = array("I").itemsize


def index(
    documents: Iterable[Document],
    postings: type[Postings],
    progress: Callable[[int], None] | None = None,
) -> dict[str, bytes]:
    """The files of a segment. Sentences may come in any order."""
    rows = sorted(documents, key=lambda row: (row.source, row.start, row.end))
    numbers: dict[str, int] = {}
    lists: list[array[int]] = []
    tokens, token_starts = array("I"), array("I", [0])
    lengths, zones = bytearray(), bytearray()
    texts: list[bytes] = []
    keyed, keys, key_starts = array("I"), array("I"), array("I", [0])
    for row_number, row in enumerate(rows):
        if progress is not None and row_number % _PROGRESS_STEP == 0:
            progress(row_number)
        forms = words(row.text)
        for form in (*forms, *row.keys):
            number = numbers.get(form)
            if number is None:
                number = numbers[form] = len(lists)
                lists.append(array("I"))
            found = lists[number]
            if not found or found[-1] != row_number:
                found.append(row_number)
        tokens.extend([numbers[form] for form in forms])
        token_starts.append(len(tokens))
        lengths.append(min(len(forms), MAX_LENGTH))
        zones.append(_ZONE_NUMBERS[row.zone])
        texts.append(row.text.encode("utf-8", "surrogatepass"))
        if row.keys:
            keyed.append(row_number)
            keys.extend([numbers[key] for key in row.keys])
            key_starts.append(len(keys))
    if progress is not None:
        progress(len(rows))
    # Numbered in their order: whoever needs the forms sorted has them sorted.
    forms_in_order = sorted(numbers)
    lists = [lists[numbers[form]] for form in forms_in_order]
    renumbered = array("I", [0]) * len(lists)
    for number, form in enumerate(forms_in_order):
        renumbered[numbers[form]] = number
    tokens, keys = (array("I", map(renumbered.__getitem__, column)) for column in (tokens, keys))
    source_starts = [
        number
        for number, (before, row) in enumerate(pairwise([None, *rows]))
        if before is None or before.source != row.source  # type: ignore[union-attr]
    ]
    titles = [rows[number].title.encode("utf-8", "surrogatepass") for number in source_starts]
    table = {
        # Escaped to ASCII, so that file names that are not valid text survive too.
        "sources": json.dumps([rows[number].source for number in source_starts]).encode("ascii"),
        "source_starts": array("I", [*source_starts, len(rows)]).tobytes(),
        "titles": b"".join(titles),
        "title_starts": _starts(titles).tobytes(),
        "starts": array("I", [row.start for row in rows]).tobytes(),
        "ends": array("I", [row.end for row in rows]).tobytes(),
        "zones": bytes(zones),
        "lengths": bytes(lengths),
        "in_order": array("I", sorted(range(len(rows)), key=lengths.__getitem__)).tobytes(),
        "token_starts": token_starts.tobytes(),
        "tokens": array(_narrowest(len(lists)), tokens).tobytes(),
        "text": b"".join(texts),
        "text_starts": _starts(texts).tobytes(),
        "keyed": keyed.tobytes(),
        "key_starts": key_starts.tobytes(),
        "keys": keys.tobytes(),
        "forms": _joined(forms_in_order),
        "stems": _joined(map(stem, forms_in_order)),
        "counts": array("I", map(len, lists)).tobytes(),
    }
    return {
        _TABLE: _packed(table),
        **postings.write(dict(zip(forms_in_order, lists, strict=True))),
    }


def _text(texts: memoryview, starts: memoryview, number: int) -> str:
    """One of many texts that stand one after the other."""
    return bytes(texts[starts[number] : starts[number + 1]]).decode("utf-8", "surrogatepass")


def _marked(column: memoryview, wanted: bytes) -> BitMap:
    """The numbers of the bytes that are wanted, of a column of bytes."""
    return BitMap(array("I", compress(count(), bytes(column).translate(wanted))))


def _starts(texts: Iterable[bytes]) -> array[int]:
    found = array("I", [0])
    for text in texts:
        found.append(found[-1] + len(text))
    return found


def _narrowest(count: int) -> Literal["H", "I"]:
    """The type of numbers below `count`: words in order are the largest part of an index."""
    return "H" if count <= 1 << 16 else "I"


def _joined(forms: Iterable[str]) -> bytes:
    # Forms hold no blanks, so a line end can divide them.
    return "\n".join(forms).encode("utf-8", "surrogatepass")


def _lines(data: memoryview) -> list[str]:
    return bytes(data).decode("utf-8", "surrogatepass").split("\n") if data else []


def _numbers(data: memoryview) -> memoryview:
    # Not copied: the arrays of a large part are larger than all else in memory.
    return data.cast("I")


def _packed(table: Mapping[str, bytes]) -> bytes:
    sizes = {name: len(data) for name, data in table.items()}
    head = json.dumps({"order": sys.byteorder, "item": _ITEM, "sizes": sizes})
    return b"\n".join([head.encode("ascii"), b"".join(table.values())])


def _unpacked(data: bytes) -> dict[str, memoryview]:
    at = data.index(b"\n") + 1
    known = json.loads(data[:at])
    if (known["order"], known["item"]) != (sys.byteorder, _ITEM):
        raise SearchError("the index comes from another machine")
    table = {}
    for name, size in known["sizes"].items():
        table[name] = memoryview(data)[at : at + size]
        at += size
    return table

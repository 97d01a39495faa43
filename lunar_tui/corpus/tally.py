"""A tally: which entities are named in which sentences, packed so that it can be kept."""

from __future__ import annotations

import json
import sys
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress
from typing import NamedTuple

from lunar_tui.corpus.mentions import Names
from lunar_tui.corpus.sentences import Sentence

LONGEST_SENTENCE = 100_000
"""Characters of a sentence in which names are looked for: what has more is not a sentence."""

_TOGETHER = 100_000
"""Characters that are looked through at once: nothing else runs meanwhile."""
_PARAGRAPHS = "\n\n"
_HEAD, _ROWS = "head", "rows"
# File, start, end, times.
_COLUMNS = 4
_ITEM = array("I").itemsize


class Naming(NamedTuple):
    """The sentence ``start``–``end`` of an article names an entity so many times."""

    entity: str
    file: str
    start: int
    end: int
    times: int

    @property
    def id(self) -> str:
        """The name under which the sentence can be marked and exported."""
        return f"{self.file}:{self.start}-{self.end}"


class Count(NamedTuple):
    """How many times an entity is named, in how many sentences, in how many articles."""

    mentions: int
    sentences: int
    articles: int


class Tally:
    """The sentences that name each entity, and the digest of each article that was looked through.

    Immutable, so threads may share it. An article without a digest is looked through again.
    """

    def __init__(
        self,
        digests: Mapping[str, str] | None = None,
        rows: Mapping[str, array[int]] | None = None,
    ) -> None:
        """``rows`` hold for each entity the number of a file in ``digests``, start, end, times."""
        self.digests = digests or {}
        self._files = list(self.digests)
        self._rows = rows or {}

    def stale(self, digests: Mapping[str, str]) -> list[str]:
        """The articles that must be looked through so that the tally fits ``digests``."""
        known = self.digests
        return [file for file, digest in digests.items() if not digest or known.get(file) != digest]

    def updated(self, digests: Mapping[str, str], found: Iterable[Naming]) -> Tally:
        """The tally of all articles in ``digests``: ``found`` is what the stale ones name.

        From then on, what names an entity comes in the order of ``digests``.
        """
        numbers = {file: number for number, file in enumerate(digests)}
        stale = set(self.stale(digests))
        moved = [-1 if file in stale else numbers.get(file, -1) for file in self._files]
        same = moved == list(range(len(moved)))
        rows = {
            entity: array("I", row) if same else _moved(row, moved)
            for entity, row in self._rows.items()
        }
        for item in found:
            row = rows.setdefault(item.entity, array("I"))
            row.extend((numbers[item.file], item.start, item.end, item.times))
        return Tally(digests, {entity: _sorted(row) for entity, row in rows.items() if row})

    def count(self, entity: str, files: Collection[str] | None = None) -> Count:
        """How often an entity is named in some articles (None: in all); ``files`` is a set."""
        row = self._rows.get(entity, array("I"))
        numbers, times = row[::_COLUMNS], row[_COLUMNS - 1 :: _COLUMNS]
        if files is not None:
            there = [self._files[number] in files for number in numbers]
            numbers, times = (array("I", compress(column, there)) for column in (numbers, times))
        return Count(sum(times), len(times), len(set(numbers)))

    def of(self, entity: str, files: Collection[str] | None = None) -> Iterator[Naming]:
        """The sentences of some articles (None: of all) that name an entity, in their order.

        ``files`` is a set.
        """
        row = self._rows.get(entity, array("I"))
        columns = (row[number::_COLUMNS] for number in range(_COLUMNS))
        for number, start, end, times in zip(*columns, strict=True):
            file = self._files[number]
            if files is None or file in files:
                yield Naming(entity, file, start, end, times)

    def files(self) -> dict[str, bytes]:
        """What is to be kept."""
        head = {
            "order": sys.byteorder,
            "item": _ITEM,
            "files": self._files,
            "digests": list(self.digests.values()),
            "entities": list(self._rows),
            "sizes": list(map(len, self._rows.values())),
        }
        rows = b"".join(row.tobytes() for row in self._rows.values())
        return {_HEAD: json.dumps(head).encode("ascii"), _ROWS: rows}

    @classmethod
    def loaded(cls, files: Mapping[str, bytes]) -> Tally:
        """What :meth:`files` gave; ValueError or KeyError if it is something else."""
        head = json.loads(files[_HEAD])
        if (head["order"], head["item"]) != (sys.byteorder, _ITEM):
            raise ValueError("the tally comes from another machine")
        data, at = memoryview(files[_ROWS]), 0
        rows: dict[str, array[int]] = {}
        for entity, size in zip(head["entities"], head["sizes"], strict=True):
            rows[entity] = array("I", bytes(data[at : at + size * _ITEM]))
            at += size * _ITEM
        return cls(dict(zip(head["files"], head["digests"], strict=True)), rows)


def namings(
    names: Names, file: str, sentences: Iterable[Sentence], texts: Sequence[str]
) -> Iterator[Naming]:
    """Which entities the sentences of an article name; ``texts`` are the words of each."""
    batch: list[tuple[Sentence, str]] = []
    size = 0
    for sentence, text in zip(sentences, texts, strict=True):
        if batch and size + len(text) > _TOGETHER:
            yield from _together(names, file, batch)
            batch, size = [], 0
        batch.append((sentence, text[:LONGEST_SENTENCE]))
        size += len(text)
    yield from _together(names, file, batch)


def _together(names: Names, file: str, batch: Sequence[tuple[Sentence, str]]) -> Iterator[Naming]:
    """Sentences are looked through as paragraphs of one text: that is quicker than one by one."""
    found: Counter[tuple[int, str]] = Counter()
    number, end = 0, len(batch[0][1]) if batch else 0
    for mention in names.find(_PARAGRAPHS.join(text for _, text in batch)):
        while mention.start >= end:
            number += 1
            end += len(_PARAGRAPHS) + len(batch[number][1])
        found.update((number, entity) for entity in mention.entities)
    for (at, entity), times in found.items():
        sentence = batch[at][0]
        yield Naming(entity, file, sentence.start, sentence.end, times)


def _moved(row: array[int], moved: Sequence[int]) -> array[int]:
    """The rows of the files that are still there, under their new numbers."""
    kept = array("I")
    for at in range(0, len(row), _COLUMNS):
        number = moved[row[at]]
        if number >= 0:
            kept.append(number)
            kept.extend(row[at + 1 : at + _COLUMNS])
    return kept


def _sorted(row: array[int]) -> array[int]:
    columns = (row[number::_COLUMNS] for number in range(_COLUMNS))
    return array("I", chain.from_iterable(sorted(zip(*columns, strict=True))))

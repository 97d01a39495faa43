"""Posting lists in Whoosh. The only module that imports it.

Whoosh never sees a path: it writes into memory and opens from bytes that were verified before (its
files are pickles, which run code when opened). Of its layers only the codec is used: lists go in
sorted, as its indexer would hand them over, and are read a block at a time. Which words a query
stands for, and how they rank, is the same for every engine (`evaluation`).
"""

# Whoosh is typed in part only.
# mypy: disallow-untyped-calls=False

from __future__ import annotations

from array import array
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from itertools import accumulate

import whoosh
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import ID
from whoosh.filedb.filestore import RamStorage
from whoosh.formats import Existence

from lunar_tui.search.segment_engine import SegmentEngine, guarded

_NAME = "lists"
_FIELD = "forms"
# Lists are read whole: few large blocks are read faster than many small ones.
_BLOCK = 4096


def versions() -> str:
    """The versions that decide what an index looks like inside."""
    try:
        return f"whoosh {version('whoosh3')}, snowballstemmer {version('snowballstemmer')}"
    except PackageNotFoundError:
        return f"whoosh {whoosh.__version_str__}"


def _field() -> ID:
    # Which sentences, and nothing else: their words in order are in the segment.
    field = ID()
    field.format = Existence()
    return field


class WhooshPostings:
    """See `lunar_tui.search.segment.Postings`."""

    @classmethod
    def write(cls, lists: Mapping[str, array[int]]) -> dict[str, bytes]:
        with guarded("building the index"):
            storage, codec = RamStorage(), W3Codec(blocklimit=_BLOCK)
            segment = codec.new_segment(storage, _NAME)
            writer = codec.field_writer(storage, segment)
            writer.start_field(_FIELD, _field())
            for encoded, form in sorted((form.encode("utf-8"), form) for form in lists):
                writer.start_term(encoded)
                for number in lists[form]:
                    writer.add(number, 1.0, b"", 1)
                writer.finish_term()
            writer.finish_field()
            writer.close()
            # The segment's own name is random; the same lists give the same files.
            return {
                f"{_NAME}.{name.rpartition('.')[2]}": data for name, data in storage.files.items()
            }

    def __init__(self, files: Mapping[str, bytes]) -> None:
        with guarded("opening the index"):
            storage, codec = RamStorage(), W3Codec(blocklimit=_BLOCK)
            segment = codec.new_segment(storage, _NAME)
            prefix = segment.make_filename("")
            storage.files = {
                prefix + name.removeprefix(_NAME): data
                for name, data in files.items()
                if name.startswith(_NAME)
            }
            self._reader = codec.terms_reader(storage, segment)
            self._format = _field().format

    def read(self, form: str) -> array[int]:
        found = array("I")
        with guarded("the search"):
            matcher = self._reader.matcher(_FIELD, form.encode("utf-8"), self._format)
            while matcher.is_active():
                # A block holds the steps from one number to the next. Whoosh's own way to walk
                # takes a call for each number, and thirty times as long.
                matcher._read_data()  # noqa: SLF001
                found.extend(accumulate(matcher._data[0]))  # noqa: SLF001
                matcher._next_block()  # noqa: SLF001
        return found


class WhooshEngine(SegmentEngine):
    """See `lunar_tui.search.engine.Engine`."""

    postings = WhooshPostings

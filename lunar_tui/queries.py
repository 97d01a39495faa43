"""What was searched for: the queries of a workspace, kept from one session to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from lunar_tui.files import read_regular, write_private

FILE = "queries.json"
MOST = 200
"""Queries that are kept; the oldest are forgotten."""
LONGEST = 512
"""Characters of a query that are kept: as many as are read of one."""
_MAX_BYTES = 4 * 1024 * 1024


class Queries:
    """Queries, the newest last, each once.

    Kept in ``queries.json`` of a folder, or for the session only where there is no folder or it
    cannot be written. A file that is no list of queries is an empty one.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._path = folder / FILE if folder else None
        self._items = _read(self._path)
        self._unsaved: list[str] = []
        self._saving = Lock()

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def remember(self, query: str) -> bool:
        """Makes a query the newest; whether there is something to save."""
        query = query.strip()[:LONGEST].strip()
        if not query or self._items[-1:] == (query,):
            return False
        self._items = _joined(self._items, [query])
        self._unsaved.append(query)
        return self._path is not None

    def save(self) -> None:
        """Writes what was remembered since, whole or not at all; may run in a thread of its own.

        What another program has written meanwhile stays. Where it cannot be written, the next
        call tries again.
        """
        with self._saving:
            fresh = tuple(self._unsaved)
            if self._path is None or not fresh:
                return
            try:
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_private(self._path, _bytes(_joined(_read(self._path), fresh)))
            except OSError:
                return
            del self._unsaved[: len(fresh)]


def _joined(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    """Old and new queries, each where it was new last, as many as are kept."""
    found: dict[str, None] = {}
    for query in (*old, *new):
        found.pop(query, None)
        found[query] = None
    return tuple(found)[-MOST:]


def _read(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        data = read_regular(path, _MAX_BYTES + 1)
        content: Any = json.loads(data.decode("utf-8")) if len(data) <= _MAX_BYTES else None
    except (OSError, ValueError, RecursionError):
        return ()
    queries = content.get("queries") if isinstance(content, dict) else None
    if not isinstance(queries, list) or not all(isinstance(item, str) for item in queries):
        return ()
    return _joined((), (query for item in queries if (query := item.strip()[:LONGEST].strip())))


def _bytes(queries: Iterable[str]) -> bytes:
    # ASCII only: a query with a lone surrogate must not make the file unwritable.
    return json.dumps({"queries": list(queries)}, indent=1).encode("ascii") + b"\n"

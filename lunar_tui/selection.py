"""The selection: what the user has marked for export, kept from one session to the next."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from lunar_tui.files import NotRegularError, read_regular, write_private

FILE = "selection.json"
_MAX_BYTES = 4 * 1024 * 1024
_MEMORY_ONLY = "the selection is kept in memory only"


class Selection:
    """Ids of entities, claims and sentences (``FILE:START-END``), in the order of marking.

    Kept in ``selection.json`` of a folder, or in memory where there is no folder. A save replaces
    the whole file: of two programs that run at the same time, the one that saves last wins.
    """

    def __init__(self, folder: Path | None = None, ids: Iterable[str] = ()) -> None:
        self._folder = folder
        self._ids: dict[str, None] = dict.fromkeys(ids)
        self._cleared: tuple[str, ...] = ()
        self._notice = ""

    @classmethod
    def load(cls, folder: Path | None) -> Selection:
        """The selection kept in ``folder``, or an empty one.

        A file that is no selection is put aside as ``selection.json.broken``. One that cannot be
        read is left alone, and the selection stays in memory only. ``notice`` says so.
        """
        selection = cls(folder)
        if folder is None:
            selection._notice = f"{_MEMORY_ONLY}: there is no folder for it"
            return selection
        try:
            ids = _parsed(_read(folder / FILE))
        except FileNotFoundError:
            return selection
        except OSError as error:
            selection._leave_alone(folder / FILE, error)
            return selection
        if ids is None:
            selection._put_aside(folder / FILE)
        else:
            selection._ids = dict.fromkeys(ids)
        return selection

    def _put_aside(self, path: Path) -> None:
        aside = path.with_name(f"{FILE}.broken")
        numbers = count(2)
        while os.path.lexists(aside):
            aside = path.with_name(f"{FILE}.broken-{next(numbers)}")
        try:
            path.replace(aside)
        except OSError as error:
            self._leave_alone(path, error)
        else:
            self._notice = f"the selection could not be read and begins anew; see {aside}"

    def _leave_alone(self, path: Path, error: OSError) -> None:
        """Never writes the file: what could not be read now may be sound."""
        self._folder = None
        self._notice = f"{_MEMORY_ONLY}: {path} cannot be read: {error.strerror or error}"

    @property
    def notice(self) -> str:
        """One line for the user when the selection is not kept, or was not; else empty."""
        return self._notice

    def take_notice(self) -> str:
        """The notice, which is empty from then on: nothing else empties it."""
        notice, self._notice = self._notice, ""
        return notice

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._ids))

    def __contains__(self, item: object) -> bool:
        return item in self._ids

    def toggle(self, item: str) -> bool:
        """Marks what is not marked and unmarks what is; whether it is marked now."""
        if item in self._ids:
            del self._ids[item]
            return False
        self._ids[item] = None
        return True

    def clear(self) -> None:
        """Unmarks everything; :meth:`restore` marks it again."""
        self._cleared = tuple(self._ids)
        self._ids.clear()

    @property
    def can_restore(self) -> bool:
        """Whether there is something that :meth:`restore` would mark."""
        return bool(self._cleared)

    def restore(self) -> None:
        """Marks again what the last :meth:`clear` unmarked."""
        self._ids.update(dict.fromkeys(self._cleared))
        self._cleared = ()

    def save(self) -> None:
        """Writes the file, whole or not at all. Where that fails, ``notice`` says why."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(self._folder / FILE, _bytes(list(self._ids)))
        except OSError as error:
            self._notice = f"{_MEMORY_ONLY}: {self._folder}: {error.strerror or error}"


def _read(path: Path) -> bytes | None:
    """The bytes of a regular file of sensible size; None for anything else."""
    try:
        data = read_regular(path, _MAX_BYTES + 1)
    except NotRegularError:
        return None
    return data if len(data) <= _MAX_BYTES else None


def _parsed(data: bytes | None) -> list[str] | None:
    if data is None:
        return None
    try:
        content: Any = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    ids = content.get("selection") if isinstance(content, dict) else None
    if not isinstance(ids, list) or not all(isinstance(item, str) for item in ids):
        return None
    return ids


def _bytes(ids: list[str]) -> bytes:
    # ASCII only: an id with a lone surrogate must not make the file unwritable.
    return json.dumps({"selection": ids}, indent=1).encode("ascii") + b"\n"

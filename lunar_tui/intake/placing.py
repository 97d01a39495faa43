"""Where the files of articles are put, and what tells that putting them was broken off.

An article is its original, its text and its description, and a program may be killed between any
two of them. Nothing is noted down for that case: they are written in an order in which the bytes
themselves tell how far it came. What was begun for a file is found again by exactly its bytes.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lunar_tui.changes import tidy
from lunar_tui.exchange import Part, exchanged
from lunar_tui.facts.model import Original, Source
from lunar_tui.files import read_regular, sweep
from lunar_tui.intake.extract import Extract
from lunar_tui.intake.naming import article_name
from lunar_tui.locks import LockedError, locked
from lunar_tui.workspace import (
    MAX_ORIGINAL_BYTES,
    ORIGINALS,
    Workspace,
    cache_folder,
    digest_of,
    older_texts,
    read_article_bytes,
    read_older_text,
)


class Taken(NamedTuple):
    """A file that is taken in: where it came from, its bytes, their SHA-256, and what is in it."""

    path: Path
    data: bytes
    digest: str
    extract: Extract

    @property
    def text(self) -> bytes:
        """The bytes of the article that it makes."""
        if self.extract.as_is:
            return self.data
        return self.extract.text.encode("utf-8", "surrogatepass")

    def kept_as(self, stem: str) -> str:
        """The path of the original of an article below the articles; empty: it is the article."""
        if self.extract.as_is:
            return ""
        suffix = self.path.suffix.lower()
        plain = suffix[1:].isalnum() and suffix.isascii()
        return f"{ORIGINALS}/{stem}{suffix if plain else '.original'}"


class Older(NamedTuple):
    """The older version of an article: its text, and the names of its files."""

    text: bytes
    files: tuple[str, ...]


class Placing:
    """The folder of the articles of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.folder = workspace.articles
        self._workspace = workspace
        self._names: set[str] = set()

    # --- a new article ------------------------------------------------------------------------

    def name_for(self, taken: Taken, title: str) -> str:
        """A name without suffix for the article made of a file; it is taken from now on."""
        name = article_name(taken.path.name, title, lambda name: self._is_free(name, taken))
        self._names.add(name)
        return name

    def _is_free(self, name: str, taken: Taken) -> bool:
        if name in self._names or os.path.lexists(self.folder / f"{name}.txt"):
            return False
        kept = self._originals.get(name, ())
        # An original without an article: of this very file, from work that was broken off.
        return not kept or (kept == [taken.kept_as(name)] and self.holds(kept[0], taken.data))

    @cached_property
    def _originals(self) -> dict[str, list[str]]:
        """The paths of the originals, by their names without suffix."""
        found: dict[str, list[str]] = {}
        try:
            entries = [entry.name for entry in os.scandir(self.folder / ORIGINALS)]
        except OSError:
            return found
        for name in entries:
            found.setdefault(Path(name).stem, []).append(f"{ORIGINALS}/{name}")
        return found

    def new(self, name: str, taken: Taken) -> tuple[list[Part], bool]:
        """What is to be written of a new article, in order; whether some of it is there already."""
        parts = []
        kept = taken.kept_as(name)
        begun = bool(kept) and self.holds(kept, taken.data)
        if kept and not begun:
            parts.append(Part(self.folder / kept, None, taken.data))
        return [*parts, Part(self.folder / f"{name}.txt", None, taken.text)], begun

    # --- a newer version ----------------------------------------------------------------------

    def older(self, file: str, original: Original) -> tuple[list[Part], Older]:
        """What is to be written to keep an article and its original as an older version.

        What is kept already, from work that was broken off, is not kept twice.

        Raises:
            OSError: something cannot be read.
        """
        data = read_article_bytes(self._workspace, file)
        for name in older_texts(self._workspace, file):
            if read_older_text(self._workspace, name) == data:
                return [], Older(data, self._files_of(name))
        numbers = [int(name.split(".")[-2]) for name in older_texts(self._workspace, file)]
        stem = f"{ORIGINALS}/{file.removesuffix('.txt')}.{max(numbers, default=0) + 1}"
        wanted = {f"{stem}.txt": data}
        if original.file:
            came = read_regular(self.folder / original.file, MAX_ORIGINAL_BYTES + 1)
            wanted = {f"{stem}{_numbered(original.file)}": came, **wanted}
        parts = [
            Part(self.folder / name, None, content)
            for name, content in wanted.items()
            if not self.holds(name, content)
        ]
        return parts, Older(data, tuple(sorted(wanted)))

    def newer(self, file: str, was: Original, taken: Taken, *, shared: bool) -> list[Part]:
        """What is to be written of a newer version; ``was`` is the original of the older one.

        ``shared``: another article was made of that original, too, and it stays.

        Raises:
            OSError: it cannot be done.
        """
        kept = taken.kept_as(file.removesuffix(".txt"))
        parts = []
        if kept and not self.holds(kept, taken.data):
            if kept == was.file and shared:
                raise OSError(
                    errno.EEXIST, "another article was made of it, too; rename the newer file", kept
                )
            before = self._content(kept) if kept == was.file else None
            parts.append(Part(self.folder / kept, before, taken.data))
        before = read_article_bytes(self._workspace, file)
        if before != taken.text:
            parts.append(Part(self.folder / file, before, taken.text))
        if was.file and kept != was.file and not shared:
            # It is kept under its number by now.
            came = self._content(was.file)
            parts += [] if came is None else [Part(self.folder / was.file, came, None)]
        return parts

    # --- what was broken off ------------------------------------------------------------------

    def is_begun(self, file: str, taken: Taken) -> bool:
        """Whether an article is exactly what this file makes, with the file as its original.

        If it is not described so, somebody was killed right before.
        """
        if taken.path == self.folder / file:
            return False
        kept = taken.kept_as(file.removesuffix(".txt"))
        return self.holds(file, taken.text) and (not kept or self.holds(kept, taken.data))

    def replaced(self, file: str, source: Source | None) -> Older | None:
        """The older version that an article replaced which is still described as that; or None."""
        names = older_texts(self._workspace, file)
        was = source.original.sha256 if source else ""
        for name in names:
            files = self._files_of(name)
            if not was or was in [digest_of(self._workspace, one) for one in files]:
                return Older(read_older_text(self._workspace, name), files)
        return None

    def _files_of(self, text: str) -> tuple[str, ...]:
        """The older text of that name, and what it was made of."""
        stem = f"{ORIGINALS}/{text.removesuffix('.txt')}."
        return tuple(
            sorted(path for paths in self._originals.values() for path in paths
                   if path.startswith(stem))
        )  # fmt: skip

    def holds(self, name: str, data: bytes) -> bool:
        """Whether the file of that name below the articles has exactly these bytes."""
        try:
            return read_regular(self.folder / name, len(data) + 1) == data
        except OSError:
            return False

    def _content(self, name: str) -> bytes | None:
        try:
            return read_regular(self.folder / name, MAX_ORIGINAL_BYTES + 1)
        except FileNotFoundError:
            return None


@contextmanager
def writing(workspace: Workspace) -> Iterator[None]:
    """Within it nobody else adds articles; what a killed program left half written is gone.

    Raises:
        OSError: somebody else adds articles, or their folder is a link.
    """
    folders = workspace.articles, workspace.articles / ORIGINALS
    for folder in folders:
        # What is added belongs into the workspace, and not where a link leads.
        if folder.is_symlink():
            raise OSError(errno.ELOOP, "a link; articles are added to a folder only", str(folder))
    try:
        with locked(cache_folder(workspace), "adding", 0) as alone:
            for folder in folders:
                sweep(folder, alone=alone)
            tidy(workspace)
            yield
    except LockedError:
        reason = "another lunar-tui is adding to it; wait until it is done"
        raise OSError(errno.EBUSY, reason, str(workspace.articles)) from None


@contextmanager
def placed(parts: Sequence[Part]) -> Iterator[None]:
    """Within it the files of an article are there; they stay so unless something is raised in it.

    Raises:
        ExchangeError: they cannot be written; all is as it was.
    """
    for part in parts:
        part.path.parent.mkdir(parents=True, exist_ok=True)
    with exchanged(parts):
        yield


def _numbered(original: str) -> str:
    suffix = Path(original).suffix
    # The text itself has this name.
    return ".original.txt" if suffix == ".txt" else suffix

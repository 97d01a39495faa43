"""The files that somebody means when he names files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lunar_tui.intake.formats import SUFFIXES
from lunar_tui.intake.stopping import Stop, ask, never

# Beside a page, browsers keep a folder of what it shows.
_ASSETS = ("_files", ".files", "-dateien", "_archivos", "_fichiers", "_file", ".fld")
_PAGES = (".html", ".htm", ".xhtml")
_MOST_DEEP = 20
# Nobody means so many: a folder high up was named by mistake.
MOST_FILES = 20_000
MOST_SEEN = 200_000


class Collected(NamedTuple):
    """What is to be read, in order; what is passed over; and what cannot be read, with why.

    ``too_many``: why nothing is to be read, where somebody cannot mean all that he named.
    """

    files: tuple[Path, ...]
    passed_over: tuple[Path, ...]
    failed: tuple[tuple[Path, str], ...]
    too_many: str = ""


def collect(paths: Iterable[str | os.PathLike[str]], stop: Stop = never) -> Collected:
    """Files as they are named, and of folders those of a known format, sorted, each once.

    In folders, links are not followed, and neither hidden files nor what a browser keeps beside
    a page are looked at.

    Raises:
        StoppedError: ``stop`` says so.
    """
    walk = _Walk(stop)
    for name in paths:
        path = Path(name).expanduser()
        if "://" in str(name)[:12]:
            reason = "an address; save the page, then add the file"
            walk.failed.append((Path(str(name)), reason))
            continue
        try:
            path = path.resolve(strict=True)
            is_folder = path.is_dir()
        except (OSError, RuntimeError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else None
            walk.failed.append((Path(name), why or "cannot be found"))
            continue
        if not is_folder:
            walk.files[path] = None
            continue
        try:
            walk.look(path)
        except _TooManyError as error:
            return Collected((), (), (), f"name a smaller folder: {error} in {path}")
    return Collected(tuple(walk.files), tuple(walk.passed), tuple(walk.failed))


class _TooManyError(Exception):
    """There is more in folders than anybody means."""


class _Walk:
    """What was found in folders so far."""

    def __init__(self, stop: Stop) -> None:
        self.files: dict[Path, None] = {}
        self.passed: list[Path] = []
        self.failed: list[tuple[Path, str]] = []
        self._stop = stop
        self._found = self._seen = 0

    def look(self, folder: Path, depth: int = 0) -> None:
        """Finds what is in a folder and in those that are in it."""
        ask(self._stop)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self.failed.append((folder, error.strerror or str(error)))
            return
        pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith(_PAGES)}
        for entry in entries:
            ask(self._stop)
            self._see()
            path = Path(entry.path)
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if not _is_assets(entry.name, pages) and depth < _MOST_DEEP:
                    self.look(path, depth + 1)
            elif not entry.is_file(follow_symlinks=False):
                self.passed.append(path)
            elif path.suffix.lower() in SUFFIXES:
                self._find(path)
            else:
                self.passed.append(path)

    def _see(self) -> None:
        self._seen += 1
        if self._seen > MOST_SEEN:
            raise _TooManyError(f"more than {MOST_SEEN:,} files of any kind are")

    def _find(self, path: Path) -> None:
        self.files[path] = None
        self._found += 1
        if self._found > MOST_FILES:
            raise _TooManyError(f"more than {MOST_FILES:,} files to be added are")


def _is_assets(name: str, pages: set[str]) -> bool:
    return any(name.lower().endswith(end) and name[: -len(end)] in pages for end in _ASSETS)

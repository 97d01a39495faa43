"""The files that somebody means when he names files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lunar_tui.intake.formats import SUFFIXES

# Beside a page, browsers keep a folder of what it shows.
_ASSETS = ("_files", ".files", "-dateien", "_archivos", "_fichiers", "_file", ".fld")
_PAGES = (".html", ".htm", ".xhtml")
_MOST_DEEP = 20


class Collected(NamedTuple):
    """What is to be read, in order; what is passed over; and what cannot be read, with why."""

    files: tuple[Path, ...]
    passed_over: tuple[Path, ...]
    failed: tuple[tuple[Path, str], ...]


def collect(paths: Iterable[str | os.PathLike[str]]) -> Collected:
    """Files as they are named, and of folders those of a known format, sorted, each once.

    In folders, links are not followed, and neither hidden files nor what a browser keeps beside
    a page are looked at.
    """
    files: dict[Path, None] = {}
    passed: list[Path] = []
    failed: list[tuple[Path, str]] = []
    for name in paths:
        path = Path(name).expanduser()
        if "://" in str(name)[:12]:
            failed.append((Path(str(name)), "an address; save the page, then add the file"))
            continue
        try:
            path = path.resolve(strict=True)
            is_folder = path.is_dir()
        except (OSError, RuntimeError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            failed.append((Path(name), reason or "cannot be found"))
            continue
        if is_folder:
            _walk(path, files, passed, failed, 0)
        else:
            files[path] = None
    return Collected(tuple(files), tuple(passed), tuple(failed))


def _walk(
    folder: Path,
    files: dict[Path, None],
    passed: list[Path],
    failed: list[tuple[Path, str]],
    depth: int,
) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        failed.append((folder, error.strerror or str(error)))
        return
    pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith(_PAGES)}
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not _is_assets(entry.name, pages) and depth < _MOST_DEEP:
                _walk(path, files, passed, failed, depth + 1)
        elif not entry.is_file(follow_symlinks=False):
            passed.append(path)
        elif path.suffix.lower() in SUFFIXES:
            files[path] = None
        else:
            passed.append(path)


def _is_assets(name: str, pages: set[str]) -> bool:
    return any(name.lower().endswith(end) and name[: -len(end)] in pages for end in _ASSETS)

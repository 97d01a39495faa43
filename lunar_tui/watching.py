"""A workspace whose files change while it is looked at: what it says now, and what is wrong in it.

A data file that says less than before, because of a mistake in it, is not taken: what it said last
stays in use until the mistake is mended.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lunar_tui.data import Read
from lunar_tui.library import Library
from lunar_tui.problems import Problem
from lunar_tui.workspace import (
    ARTICLE_SUFFIXES,
    DATA_SUFFIXES,
    Workspace,
    article_stamps,
    open_workspace,
)

#: Milliseconds in which changes that follow each other are one.
_TOGETHER = 300
_WATCHED = (*ARTICLE_SUFFIXES, *DATA_SUFFIXES)
#: What keeps a file from being understood, so that what it says is not known: no valid YAML, or
#: not the shape of such a file.
_GRAVE = ("Y", "S003")


class Renewed(NamedTuple):
    """A workspace as it is now.

    ``mistakes`` are those for which the facts are still the last that could be read; ``stamps``
    tell which articles are as they were, the next time.
    """

    library: Library
    mistakes: tuple[Problem, ...] = ()
    stamps: Mapping[str, str] = MappingProxyType({})


def renewed(library: Library, stamps: Mapping[str, str] = MappingProxyType({})) -> Renewed:
    """Reads a workspace again; may run in a thread of its own.

    Articles that are as their ``stamps`` say are taken over, the others are read when they are
    asked for. The facts are those of before where a data file cannot be understood any more.

    Raises:
        WorkspaceError: there is no workspace any more.
    """
    workspace = library.workspace
    if not workspace.shipped:
        # A folder of facts, or of articles, may have come.
        workspace = open_workspace(workspace.root)
    stamps_now = article_stamps(workspace)
    # Not as it was kept, and not kept: either would stop all threads at once, the screen's too.
    now = Library(workspace)
    known = {_said(problem) for problem in library.read_problems}
    mistakes = tuple(
        problem
        for problem in now.problems
        if problem.code.startswith(_GRAVE) and _said(problem) not in known
    )
    if mistakes:
        read = Read(library.facts, library.sources, library.read_problems, library.dismissed)
        now = Library(workspace, read)
    same = [file for file, stamp in stamps_now.items() if stamp and stamp == stamps.get(file)]
    now.take_over(library, same)
    now.anchorage.take_over(library.anchorage, same)
    return Renewed(now, mistakes, stamps_now)


def signature(workspace: Workspace) -> dict[str, tuple[int, ...]]:
    """What tells whether any file of a workspace was written since; nothing is read."""
    found: dict[str, tuple[int, ...]] = {}
    for folder in (workspace.articles, workspace.data):
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.endswith(_WATCHED):
                    continue
                # One that has gone meanwhile is not there.
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    found[entry.path] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return found


def _said(problem: Problem) -> tuple[str, str, str]:
    return problem.place.file, problem.code, problem.message


def changes(workspace: Workspace, stop: threading.Event) -> Iterator[frozenset[str]]:
    """Waits for changes of a workspace's files and gives their names, until ``stop`` is set.

    Where the system cannot watch files, there is none.
    """
    from watchfiles import Change, watch

    def counts(_change: Change, path: str) -> bool:
        name = Path(path).name
        # An editor's own copies begin with a dot.
        return name.endswith(_WATCHED) and not name.startswith(".")

    while not stop.is_set():
        folders = {workspace.root, workspace.articles, workspace.data}
        there = sorted(folder for folder in folders if folder.is_dir())
        if not there:
            return
        try:
            for found in watch(
                *there,
                watch_filter=counts,
                debounce=_TOGETHER,
                stop_event=stop,
                raise_interrupt=False,
                recursive=False,
                ignore_permission_denied=True,
            ):
                yield frozenset(Path(path).name for _, path in found)
                if {folder for folder in folders if folder.is_dir()} != set(there):
                    # A folder has come or gone.
                    break
        except (OSError, RuntimeError):
            return

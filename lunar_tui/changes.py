"""Changes: edited YAML files are written whole or not at all, and only over what was read."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lunar_tui.data import read_files
from lunar_tui.exchange import ExchangeError, Part, exchange
from lunar_tui.facts.book import Book
from lunar_tui.files import NotRegularError, read_regular, sweep
from lunar_tui.locks import LockedError, locked
from lunar_tui.problems import Report
from lunar_tui.workspace import DATA_SUFFIXES, Workspace, cache_folder

PATIENCE = 5.0
"""Seconds to wait for another program that writes to the same workspace."""


class ChangeError(Exception):
    """A change cannot be written; the message is one line that says why and what to do."""


class ChangedError(ChangeError):
    """A file is not as it was read any more: somebody else has written to it."""


class FileChange(NamedTuple):
    """What becomes of one file of the workspace; None: it is not there."""

    name: str
    before: bytes | None
    after: bytes | None


class Change(NamedTuple):
    """What becomes of several files at once."""

    files: tuple[FileChange, ...]

    @property
    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(tuple(FileChange(one.name, one.after, one.before) for one in self.files))


def read_book(workspace: Workspace) -> Book:
    """The YAML files of a workspace, as they are now, to be edited.

    Raises:
        ChangeError: one of them cannot be read: whatever it says would be overlooked.
    """
    report = Report()
    files = read_files(workspace, report)
    for problem in report:
        raise ChangeError(str(problem))
    return Book(files, workspace.relative(workspace.data))


def change(before: Book, after: Book) -> Change:
    """What has to be written so that the files say what ``after`` does."""
    names = sorted({*before.files, *after.files})
    pairs = ((name, before.files.get(name), after.files.get(name)) for name in names)
    return Change(tuple(FileChange(*one) for one in pairs if one[1] != one[2]))


def apply(workspace: Workspace, change: Change) -> None:
    """Writes a change: all of its files, or none.

    Every file must still have exactly the bytes that were read. A file is never half written, even
    if the program is killed; killed between two files, it leaves the one new and the other old.
    Links are refused, as they are in reading: what they lead to may be no part of the workspace.

    Raises:
        ChangeError: a file has changed meanwhile or cannot be written; all are as they were, or the
            message names what is not.
    """
    if not change.files:
        return
    with _locked(workspace) as alone:
        _check_folder(workspace)
        paths = [_path(workspace, one) for one in change.files]
        for path, one in zip(paths, change.files, strict=True):
            _check(path, one)
        sweep(workspace.data, alone=alone)
        _write(paths, change)


def tidy(workspace: Workspace) -> None:
    """Removes what a program left among the facts that was killed while it wrote there."""
    with contextlib.suppress(ChangeError), _locked(workspace) as alone:
        sweep(workspace.data, alone=alone)


def undo(workspace: Workspace, change: Change) -> None:
    """Takes a change back, if its files are still exactly as it left them.

    Raises:
        ChangeError: as :func:`apply`.
    """
    apply(workspace, change.reversed)


# --- what may be written ----------------------------------------------------------------------


def _check_folder(workspace: Workspace) -> None:
    folder = workspace.data
    where = workspace.relative(folder)
    try:
        if not os.path.lexists(folder):
            folder.mkdir()
        if folder.is_symlink() or not stat.S_ISDIR(folder.lstat().st_mode):
            raise ChangeError(f"{where}: a link or no folder; facts are changed in a folder only")
    except OSError as error:
        raise ChangeError(f"{where}: not written: {error.strerror or error}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        if workspace.shipped:
            raise ChangeError(
                "the shipped workspace cannot be changed where it is installed; "
                "make your own with lunar-tui new DIR"
            )
        raise ChangeError(f"{where}: you may not write there; change its rights")


def _path(workspace: Workspace, one: FileChange) -> Path:
    path = workspace.root / PurePosixPath(one.name)
    if path.parent != workspace.data or not path.name.endswith(DATA_SUFFIXES):
        raise ChangeError(f"{one.name}: no YAML file of this workspace; nothing was changed")
    return path


def _check(path: Path, one: FileChange) -> None:
    """That a file is as it was read, and may be replaced."""
    if _content(path, one.name) != one.before:
        raise ChangedError(f"{one.name}: changed since it was read; read it again")
    if one.before is not None and not os.access(path, os.W_OK):
        raise ChangeError(f"{one.name}: is write-protected; change its rights")


def _content(path: Path, name: str) -> bytes | None:
    from lunar_tui.facts.yaml_file import MAX_BYTES

    try:
        return read_regular(path, MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except NotRegularError:
        raise ChangeError(f"{name}: a link or no regular file; nothing was changed") from None
    except (OSError, ValueError) as error:
        raise ChangeError(f"{name}: cannot be read: {_reason(error)}") from None


# --- writing ----------------------------------------------------------------------------------


def _write(paths: list[Path], change: Change) -> None:
    wanted = dict(zip(paths, change.files, strict=True))
    parts = [Part(path, one.before, one.after) for path, one in wanted.items()]
    try:
        # Looked at once more: preparing the others has taken time.
        exchange(parts, lambda part: _check(part.path, wanted[part.path]))
    except ExchangeError as error:
        name = wanted[error.path].name
        if error.errno == errno.EEXIST:
            raise ChangedError(f"{name}: changed since it was read; read it again") from None
        message = f"{name}: not written: {_reason(error)}"
        if error.left:
            left = ", ".join(wanted[path].name for path in error.left)
            message += f"; {left} could not be put back"
        raise ChangeError(message) from None


def _reason(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or "interrupted"


@contextlib.contextmanager
def _locked(workspace: Workspace) -> Iterator[bool]:
    """Keeps other programs from writing meanwhile; whether it really does.

    What was read is compared in any case: the lock only makes one wait for the other.
    """
    try:
        with locked(cache_folder(workspace), "editing", PATIENCE) as alone:
            yield alone
    except LockedError:
        raise ChangeError("another lunar-tui is writing to this workspace; try again") from None

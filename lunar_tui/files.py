"""Files of the user: read without following or waiting, written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import tempfile
import time
from pathlib import Path

_TEMPORARY = ".lunar-tui-part-"
_LEFT_BEHIND = re.compile(re.escape(_TEMPORARY) + "[0-9a-f]{16}")
_STALE = 3600
"""Seconds after which nobody writes a temporary file any more."""


class NotRegularError(OSError):
    """A link, a pipe, a folder or a device where a file was expected."""


def read_regular(path: Path, limit: int) -> bytes:
    """The first ``limit`` bytes of a regular file; a link is not followed, a pipe not waited for.

    Raises:
        NotRegularError: the path is something else than a regular file.
        OSError: the file cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    if path.is_symlink():
        raise NotRegularError(0, "a link; copy the file into the workspace instead")
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as stream:
        # Looked at after opening: the name may have been replaced since it was listed.
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotRegularError(0, "not a regular file")
        return stream.read(limit)


def write_private(path: Path, data: bytes) -> None:
    """Replaces a file that is its owner's alone, whole or not at all.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    # mkstemp makes the file readable by its owner alone.
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def write_whole(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Writes a file, whole or not at all; a file that was there stays as it was if it fails.

    A new file gets the usual rights, one that replaces another those of the other.

    Raises:
        FileExistsError: there is something already, and ``replace`` is false.
        OSError: it cannot be written.
    """
    temporary = prepared(path, data, like=path if replace else None)
    try:
        publish(temporary, path, replace=replace)
    finally:
        with contextlib.suppress(OSError, ValueError):
            temporary.unlink()
    sync_folder(path.parent)


def prepared(path: Path, data: bytes, *, like: Path | None = None) -> Path:
    """A new file beside ``path`` that holds ``data``, safely on the disk.

    Where there is a regular file ``like``, the new one has its owner, group and rights, as far as
    this user may give them. It is another file all the same: other names of that one (hard links)
    keep what was in it. To write into the file itself would keep them together, but a program that
    is killed then leaves half of it, and the commonest reason for such names is a backup, which is
    to stay as it is.

    Raises:
        OSError: it cannot be written; then there is none.
    """
    temporary = path.parent / f"{_TEMPORARY}{secrets.token_hex(8)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        # Made with the rights of any new file, so that the system applies the user's mask.
        with os.fdopen(os.open(temporary, flags, 0o666), "wb") as stream:
            if like is not None:
                _give_rights(temporary, stream.fileno(), like)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError, ValueError):
            temporary.unlink()
        raise
    return temporary


def _give_rights(temporary: Path, descriptor: int, like: Path) -> None:
    try:
        wanted = like.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(wanted.st_mode):
        return
    mode = stat.S_IMODE(wanted.st_mode)
    own = os.fstat(descriptor)
    if hasattr(os, "fchown"):
        # Each by itself: the group may be given where the owner may not.
        if own.st_uid != wanted.st_uid:
            with contextlib.suppress(OSError):
                os.fchown(descriptor, wanted.st_uid, -1)
        if own.st_gid != wanted.st_gid:
            try:
                os.fchown(descriptor, -1, wanted.st_gid)
            except OSError:
                # What one group may do was not meant for another: it may do what everybody may.
                mode = mode & ~0o070 | (mode & 0o007) << 3
    temporary.chmod(mode)


def publish(temporary: Path, path: Path, *, replace: bool) -> None:
    """Gives a prepared file its name; a link to it may be left under the old one.

    Raises:
        FileExistsError: there is something already, and ``replace`` is false.
        OSError: it cannot be done.
    """
    if replace:
        temporary.replace(path)
        return
    try:
        # Unlike a rename, a new link never replaces what appeared there meanwhile.
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this file system.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        temporary.replace(path)


def sync_folder(folder: Path) -> None:
    """Makes the names of a folder survive a power failure, as far as the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path, *, alone: bool = False) -> None:
    """Removes what programs left behind that were killed while they wrote.

    ``alone``: no other program of this user can be writing there; else only what is old goes.
    """
    oldest = time.time() - _STALE
    own = os.getuid() if hasattr(os, "getuid") else -1
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            status = entry.stat(follow_symlinks=False)
            ours = _LEFT_BEHIND.fullmatch(entry.name) and stat.S_ISREG(status.st_mode)
            mine = alone and status.st_uid == own
            if ours and (mine or status.st_mtime < oldest):
                Path(entry.path).unlink()

"""Files of the user: read without following or waiting, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import tempfile
from pathlib import Path


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


def write_whole(path: Path, data: bytes, *, replace: bool = False, mode: int | None = None) -> None:
    """Writes a file, whole or not at all; a file that was there stays as it was if it fails.

    A new file gets the usual rights, or those of ``mode``.

    Raises:
        FileExistsError: there is something already, and ``replace`` is false.
        OSError: it cannot be written.
    """
    temporary = path.parent / f".lunar-tui-{secrets.token_hex(8)}.part"
    try:
        _write_new(temporary, data, mode)
        _publish(temporary, path, replace=replace)
    finally:
        with contextlib.suppress(OSError, ValueError):
            temporary.unlink()


def _write_new(path: Path, data: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # Made with the rights of any new file, so that the system applies the user's mask.
    with os.fdopen(os.open(path, flags, 0o666), "wb") as stream:
        if mode is not None:
            path.chmod(mode)
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _publish(temporary: Path, path: Path, *, replace: bool) -> None:
    if replace:
        temporary.replace(path)
    else:
        try:
            # Unlike a rename, a new link never replaces what appeared there meanwhile.
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:
            # No hard links on this file system.
            if os.path.lexists(path):
                raise FileExistsError from None
            temporary.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # The file is whole in any case; this makes its name survive a power failure too.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

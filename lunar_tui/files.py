"""Files of the user: read without following or waiting, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
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

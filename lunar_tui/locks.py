"""Locks: what two programs of one user must not do at once in one workspace."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

_POLL = 0.05


class LockedError(Exception):
    """Another program holds the lock."""


@contextlib.contextmanager
def locked(folder: Path | None, name: str, patience: float) -> Iterator[bool]:
    """Holds the lock ``name`` of ``folder``; whether it really does.

    Where there can be no lock, it goes without: the system may have none, or the user no folder.

    Raises:
        LockedError: another one has held it for ``patience`` seconds.
    """
    descriptor = _opened(folder, name)
    try:
        yield descriptor is not None and _acquired(descriptor, patience)
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _opened(folder: Path | None, name: str) -> int | None:
    if folder is None:
        return None
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(folder / name, flags, 0o600)
    return None


def _acquired(descriptor: int, patience: float) -> bool:
    try:
        import fcntl
    except ImportError:
        # Not POSIX: nothing to lock with.
        return False
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LockedError from None
            time.sleep(_POLL)
        except OSError:
            return False
        else:
            return True

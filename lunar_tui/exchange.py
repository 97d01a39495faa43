"""Files exchanged for others, several at once: each whole, and all of them or none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lunar_tui.files import prepared, publish, read_regular, sync_folder


class Part(NamedTuple):
    """What becomes of one file; None: it is not there."""

    path: Path
    before: bytes | None
    after: bytes | None

    @property
    def reversed(self) -> Part:
        """What takes this one back."""
        return Part(self.path, self.after, self.before)


class ExchangeError(OSError):
    """An exchange failed at ``path``, for ``reason``; ``left`` could not be put back, mostly none.

    Its message is one line without names.
    """

    def __init__(self, path: Path, reason: BaseException, left: tuple[Path, ...]) -> None:
        number = reason.errno if isinstance(reason, OSError) else None
        said = (reason.strerror if isinstance(reason, OSError) else None) or str(reason)
        super().__init__(number or 0, said or "interrupted", str(path))
        self.path, self.left = path, left


def exchange(parts: Sequence[Part], check: Callable[[Part], None] | None = None) -> None:
    """Puts new files in the places of others, in order.

    Everything is on the disk under other names before the first file is replaced, so that a full
    disk is known in time. ``check`` is asked right before each one; what it raises stops all.
    Killed between two files, it leaves the first ones new and the others old.

    Raises:
        ExchangeError: it cannot be done, or a file is there that was not to be (EEXIST); all is as
            it was but for what the error names.
    """
    ready: list[Path | None] = []
    done: list[Part] = []
    at = Path()
    try:
        for part in parts:
            at = part.path
            ready.append(_ready(part))
        for part, temporary in zip(parts, ready, strict=True):
            at = part.path
            if check:
                check(part)
            _put(temporary, part)
            done.append(part)
    except BaseException as error:
        left = tuple(part.path for part in reversed(done) if not _restored(part))
        if left or isinstance(error, OSError):
            raise ExchangeError(at, error, left) from None
        raise
    finally:
        for temporary in ready:
            if temporary is not None:
                with contextlib.suppress(OSError):
                    temporary.unlink(missing_ok=True)
    for folder in dict.fromkeys(part.path.parent for part in parts):
        sync_folder(folder)


@contextlib.contextmanager
def exchanged(parts: Sequence[Part]) -> Iterator[None]:
    """Within it the files are exchanged; they stay so unless something is raised in it.

    Raises:
        ExchangeError: as :func:`exchange`.
    """
    exchange(parts)
    try:
        yield
    except BaseException:
        take_back(parts)
        raise


def take_back(parts: Sequence[Part]) -> None:
    """Undoes exchanges as far as it can: what has changed since stays."""
    for part in reversed(parts):
        _restored(part)


def _ready(part: Part) -> Path | None:
    """A file that is to take the place of another, with its rights; None where none is to be."""
    return None if part.after is None else prepared(part.path, part.after, like=part.path)


def _put(temporary: Path | None, part: Part) -> None:
    if temporary is None:
        part.path.unlink()
    else:
        publish(temporary, part.path, replace=part.before is not None)


def _restored(part: Part) -> bool:
    """Whether a file that was replaced already is as it was before."""
    try:
        if not _holds(part.path, part.after):
            return False
        back = part.reversed
        temporary = _ready(back)
        try:
            _put(temporary, back)
        finally:
            if temporary is not None:
                temporary.unlink(missing_ok=True)
    except (OSError, ValueError):
        return False
    return True


def _holds(path: Path, data: bytes | None) -> bool:
    if data is None:
        return not os.path.lexists(path)
    return read_regular(path, len(data) + 1) == data

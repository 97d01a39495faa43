"""Writing an export to a file: whole or not at all, and never over something by accident."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from lunar_tui.files import write_whole

_REMEDIES = {
    errno.EACCES: "choose a folder that you may write to",
    errno.EPERM: "choose a folder that you may write to",
    errno.EROFS: "choose a folder that you may write to",
    errno.ENOSPC: "make room, or choose another disk",
    errno.EDQUOT: "make room, or choose another disk",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENOTDIR: "choose a file in a folder",
}


class ExportError(Exception):
    """An export cannot be made; the message is one line that names the path and a remedy."""


def write(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Writes ``text`` as UTF-8 to ``path``. Whatever fails, a file that was there stays as it was.

    A new file gets the usual rights, a replaced one keeps its own.

    Raises:
        ExportError: ``path`` exists and ``overwrite`` is false, is a link or no regular file, or
            cannot be written.
    """
    _refuse(path, overwrite=overwrite)
    # "surrogateescape" never comes out of UTF-8; should it, it must not cost the export.
    data = text.encode("utf-8", "backslashreplace")
    try:
        write_whole(path, data, replace=overwrite)
    except FileExistsError:
        raise ExportError(_exists(path)) from None
    except (OSError, ValueError) as error:
        raise ExportError(_explained(path, error)) from error


def _refuse(path: Path, *, overwrite: bool) -> None:
    """Refuses what must not be written to."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise ExportError(
                f"{path}: there is no folder {path.parent}; make it, or choose another"
            ) from None
        return
    except (OSError, ValueError) as error:
        raise ExportError(_explained(path, error)) from None
    if stat.S_ISLNK(status.st_mode):
        raise ExportError(f"{path}: a link; name the file that it leads to, or another one")
    if stat.S_ISDIR(status.st_mode):
        raise ExportError(f"{path}: a folder; name a file in it")
    if not stat.S_ISREG(status.st_mode):
        raise ExportError(f"{path}: not a regular file; name another one")
    if not overwrite:
        raise ExportError(_exists(path))


def _exists(path: Path) -> str:
    return f"{path}: exists already; --force replaces it, or choose another name"


def _explained(path: Path, error: OSError | ValueError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    remedy = _REMEDIES.get(number or 0, "choose another file")
    return f"{path}: not written: {reason}; {remedy}"

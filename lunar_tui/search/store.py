"""The index on disk: a cache that may vanish at any moment and is never trusted unread.

    <root>/index.key          the user's secret, 0600, made once
    <root>/<workspace>/lock
    <root>/<workspace>/CURRENT          names the generation in use
    <root>/<workspace>/gen-<key>-<random>/MANIFEST and files

A generation is written beside the others, flushed, renamed and only then named in CURRENT, so a
reader finds an old or a new one, never half of one. MANIFEST holds a keyed hash of everything;
nothing is handed out before it is verified. What cannot be verified is built anew, for whatever
reason: there is no repair.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import hmac
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FORMAT = 1
"""Goes up when the layout described above changes."""
PATIENCE = 5.0
"""Seconds to wait for another process that builds the same index."""
MAX_SIZE = 2 << 30
"""Bytes of a generation that are read into memory."""

_SECRET_SIZE = 32
_MANIFEST = "MANIFEST"
_MAX_FILES = 64
_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_GENERATION = re.compile(r"gen-([0-9a-f]{16})-[0-9a-f]{16}")
_POLL = 0.05


class StoreError(Exception):
    """The cache cannot be used; the message says why in a few words."""


class Store:
    """The cached index of one workspace."""

    def __init__(self, folder: Path) -> None:
        """`folder` belongs to the workspace alone; the secret is kept in its parent.

        Raises StoreError when the folder is not, and cannot be made, a private one.
        """
        self._folder = folder
        self._current = folder / "CURRENT"
        with _reported():
            folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode):
                raise StoreError("its place in the cache is not a folder")
            if found.st_uid != os.geteuid():
                raise StoreError("its place in the cache belongs to someone else")
            if stat.S_IMODE(found.st_mode) & 0o077:
                folder.chmod(0o700)
            self._secret = _secret(folder.parent / "index.key")

    def load(self, key: str) -> dict[str, bytes] | None:
        """The files saved under this key, verified; None if there are none, or none to trust."""
        # A second look, because another process may have replaced the generation meanwhile.
        for _ in range(2):
            with suppress(OSError, ValueError, MemoryError):
                name = self._current_name()
                if _generation_key(name) != _short(key):
                    return None
                return self._verified(self._folder / name, key)
        return None

    @contextmanager
    def locked(self, patience: float = PATIENCE) -> Iterator[bool]:
        """Keep other processes from building meanwhile; false if one did for too long.

        Raises StoreError when there can be no lock here.
        """
        with _reported():
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            lock = os.open(self._folder / "lock", flags, 0o600)
        try:
            yield _acquired(lock, patience)
        finally:
            os.close(lock)

    def save(self, key: str, files: dict[str, bytes]) -> None:
        """Replace whatever is kept by these files. To be called under `locked`.

        Raises StoreError when that does not work; what was kept before is then still there.
        """
        temporary = self._folder / f"tmp-{secrets.token_hex(8)}"
        generation = self._folder / f"gen-{_short(key)}-{secrets.token_hex(8)}"
        try:
            with _reported():
                temporary.mkdir(mode=0o700)
                for name, data in files.items():
                    if name == _MANIFEST or not _FILE_NAME.fullmatch(name):
                        raise StoreError(f"{name!r} cannot be a file name")
                    _write(temporary / name, data)
                _write(temporary / _MANIFEST, _manifest(self._secret, key, files))
                _flush(temporary)
                temporary.rename(generation)
                _flush(self._folder)
                _write(temporary, f"{generation.name}\n".encode())
                temporary.replace(self._current)
                _flush(self._folder)
        finally:
            self._sweep()

    def tidy(self) -> None:
        """Remove what interrupted builds left behind, unless a build is going on."""
        with suppress(OSError, StoreError):
            if len(self._generations_and_leftovers()) > 1:
                with self.locked(patience=0) as free:
                    if free:
                        self._sweep()

    def _current_name(self) -> str:
        name = _read(self._current, 100).decode("ascii").removesuffix("\n")
        if not _GENERATION.fullmatch(name):
            raise ValueError(name)
        return name

    def _verified(self, generation: Path, key: str) -> dict[str, bytes]:
        if not stat.S_ISDIR(generation.lstat().st_mode):
            raise ValueError("not a folder")
        names = sorted(path.name for path in generation.iterdir())
        if len(names) > _MAX_FILES or not all(map(_FILE_NAME.fullmatch, names)):
            raise ValueError("unexpected files")
        files: dict[str, bytes] = {}
        left = MAX_SIZE
        for name in names:
            files[name] = _read(generation / name, left)
            left -= len(files[name])
        # Made anew and compared as a whole: nothing in the given manifest is ever interpreted.
        given = files.pop(_MANIFEST, b"")
        if not hmac.compare_digest(given, _manifest(self._secret, key, files)):
            raise ValueError("changed since it was written")
        return files

    def _generations_and_leftovers(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if path.name.startswith(("gen-", "tmp-"))]

    def _sweep(self) -> None:
        with suppress(OSError):
            try:
                keep = self._current_name()
            except (FileNotFoundError, ValueError):
                # Only then: if CURRENT could not be read now, what it names is still in use.
                keep = ""
            for path in self._generations_and_leftovers():
                if path.name == keep:
                    continue
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


def _short(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _generation_key(name: str) -> str:
    return name.split("-")[1]


def _manifest(secret: bytes, key: str, files: dict[str, bytes]) -> bytes:
    """What a generation consists of, readable, with a keyed hash over it and all contents."""
    lines = [f"lunar-tui index, format {FORMAT}", f"key {key}"]
    lines += [f"{len(data)} {name}" for name, data in sorted(files.items())]
    head = "".join(f"{line}\n" for line in lines).encode()
    code = hmac.new(secret, b"%d\n%b" % (len(head), head), hashlib.sha256)
    for _, data in sorted(files.items()):
        code.update(data)
    return head + f"hmac-sha256 {code.hexdigest()}\n".encode()


def _secret(path: Path) -> bytes:
    """The user's secret; made if there is none that only the user can have read."""
    for _ in range(3):
        with suppress(FileNotFoundError):
            found = path.lstat()
            private = (
                stat.S_ISREG(found.st_mode)
                and found.st_uid == os.geteuid()
                and not found.st_mode & 0o077
                and found.st_size == _SECRET_SIZE
            )
            if private:
                return _read(path, _SECRET_SIZE)
            path.unlink()
        fresh = path.with_name(f"index.key-{secrets.token_hex(8)}")
        try:
            _write(fresh, secrets.token_bytes(_SECRET_SIZE))
            try:
                # Not a rename: if another process was faster, its secret must stay.
                os.link(fresh, path)
            except FileExistsError:
                pass
            except OSError:
                # No hard links here. At worst an index is built once more.
                fresh.replace(path)
            _flush(path.parent)
        finally:
            fresh.unlink(missing_ok=True)
    raise StoreError("its key cannot be kept")


def _read(path: Path, limit: int) -> bytes:
    """A regular file's bytes; OSError, or ValueError if it is something else or too large."""
    # Without O_NONBLOCK a planted FIFO would wait for a writer for ever.
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode) or found.st_size > limit:
            raise ValueError(path.name)
        with os.fdopen(file, "rb", closefd=False) as stream:
            return stream.read(found.st_size)
    finally:
        os.close(file)


def _write(path: Path, data: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(file)


def _flush(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _acquired(lock: int, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL)
        except OSError as error:
            raise StoreError(_reason(error)) from error
        else:
            return True


@contextmanager
def _reported() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(_reason(error)) from error
    except ValueError as error:
        raise StoreError("the cache folder is not as it should be") from error


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "the cache folder cannot be written to"
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ELOOP):
        return "its place in the cache is not a folder"
    return (error.strerror or type(error).__name__).lower()

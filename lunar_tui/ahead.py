"""Reading the facts ahead: in a process of its own, while this one imports the toolkit.

Both take about as long, and each would keep one processor busy; together they take as long as one.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lunar_tui.data import Read
    from lunar_tui.facts.model import Finding
    from lunar_tui.library import Library
    from lunar_tui.search.store import Store
    from lunar_tui.workspace import Workspace


_FACTS = "facts"
_FINDINGS = "findings"
_PATIENCE = 10.0
"""Seconds after which a child that says nothing is given up."""


class Ahead:
    """Begins to read the facts of a workspace when it is made; :meth:`library` waits for them.

    Where processes cannot be forked, or the child comes to grief, the facts are read here.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._child = 0
        self._pipe = -1
        self._data = b""
        self._kept = kept(workspace)
        if _FACTS in self._kept:
            return
        if hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1:
            with contextlib.suppress(OSError):
                self._fork()

    def _fork(self) -> None:
        # Needed on both sides: imported once, before they part.
        import lunar_tui.library  # noqa: F401

        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child:
            os.close(writing)
            self._child, self._pipe = child, reading
            return
        # The child: whatever happens, it leaves here, and says nothing to the terminal.
        status = 1
        try:
            os.close(reading)
            before = key_of(self.workspace)
            import pickle

            from lunar_tui.data import read_data

            read = read_data(self.workspace)
            with os.fdopen(writing, "wb") as stream:
                pickle.dump(read, stream, protocol=5)
            # The facts are on the screen by now.
            _keep_facts(self.workspace, before, read)
            status = 0
        finally:
            os._exit(status)

    def library(self) -> Library:
        """The library of the workspace; the facts are those that the child read."""
        from lunar_tui.library import Library

        data = self._kept.get(_FACTS) or (self._received() if self._child else b"")
        self._data = data
        findings = self._kept.get(_FINDINGS)
        return Library(
            self.workspace,
            cast("Read | None", _unpacked(data)),
            cast("tuple[Finding, ...] | None", _unpacked(findings) if findings else None),
        )

    def _received(self) -> bytes:
        """What the child sends; cut short if it fails, or takes longer than anybody waits."""
        data = bytearray()
        deadline = time.monotonic() + _PATIENCE
        with os.fdopen(self._pipe, "rb", buffering=0) as stream:
            while select.select([stream], [], [], max(0.0, deadline - time.monotonic()))[0]:
                piece = stream.read(1 << 20)
                if not piece:
                    break
                data += piece
            else:
                os.kill(self._child, signal.SIGKILL)
        return bytes(data)

    def close(self, library: Library) -> None:
        """Keeps the findings of ``library`` for the next start, if they are known and new.

        Takes in the exit of the child, which may still be keeping what it read.
        """
        if self._child:
            # Whoever ignores its children has none to wait for.
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._child, 0)
            self._child = 0
        if not library.findings_known or library.problems or _FINDINGS in self._kept:
            return
        import pickle

        key = key_of(self.workspace)
        files = kept(self.workspace, key)
        # Only beside the facts that they were found in.
        if self._data and files.get(_FACTS) == self._data:
            keep(self.workspace, key, {**files, _FINDINGS: pickle.dumps(library.findings, 5)})


def open_kept(workspace: Workspace) -> Library:
    """The library of a workspace; its facts as they were kept, or read now and kept."""
    from lunar_tui.library import Library

    key = key_of(workspace)
    read = _unpacked(kept(workspace, key).get(_FACTS, b"")) if key else None
    if read is None:
        from lunar_tui.data import read_data

        read = read_data(workspace)
        _keep_facts(workspace, key, read)
    return Library(workspace, cast("Read", read))


def _keep_facts(workspace: Workspace, before: str | None, read: Read) -> None:
    import pickle

    # Only if no file changed while it was read.
    if before and not read.problems and before == key_of(workspace):
        keep(workspace, before, {_FACTS: pickle.dumps(read, protocol=5)})


def _unpacked(data: bytes) -> object:
    import pickle

    try:
        # From our own child through a pipe that nobody else has, or verified by the store.
        return pickle.loads(data)  # noqa: S301
    except Exception:  # noqa: BLE001 - cut short or empty: the facts are read here instead
        return None


def key_of(workspace: Workspace) -> str | None:
    """What the kept facts depend on: the bytes of the data files, and the code that reads them."""
    import hashlib

    from lunar_tui import __version__
    from lunar_tui.files import read_regular
    from lunar_tui.workspace import MAX_ARTICLE_BYTES

    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    package = Path(__file__).parent
    codes = [
        path for room in ("facts", "corpus", "suggestions") for path in package.glob(f"{room}/*.py")
    ]
    own = ("catalogue", "citing", "data", "display", "files", "library", "problems", "workspace")
    codes += [package / f"{name}.py" for name in own]
    try:
        digest.update("\0".join(_installed()).encode("utf-8", "surrogateescape"))
        for code in sorted(codes):
            status = code.stat()
            digest.update(f"{code.name} {status.st_mtime_ns} {status.st_size}\0".encode())
        for path in workspace.data_files():
            data = read_regular(path, MAX_ARTICLE_BYTES)
            digest.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            digest.update(data)
    except OSError:
        return None
    return digest.hexdigest()


def _installed() -> list[str]:
    """The packages that dates and quantities are read with, and their neighbours, with versions."""
    from importlib.util import find_spec

    found = find_spec("edtf")
    folder = Path(found.origin).parents[1] if found and found.origin else None
    # To ask each for its version would take as long as all the rest.
    return sorted(path.name for path in folder.glob("*.dist-info")) if folder else []


def kept(workspace: Workspace, key: str | None = None) -> dict[str, bytes]:
    """What was kept the last time, verified: the facts, perhaps the findings.

    Nothing where a file of the workspace, or the code that reads it, has changed.
    """
    key = key or key_of(workspace)
    store = _store(workspace)
    files = store.load(key) if store and key else None
    return dict(files) if files else {}


def keep(workspace: Workspace, key: str | None, files: dict[str, bytes]) -> None:
    """Keeps the facts for the next start; a cache that cannot be written is no trouble."""
    store = _store(workspace)
    if store is None or key is None:
        return
    with contextlib.suppress(Exception), store.locked() as mine:
        if mine:
            store.save(key, files)


def _store(workspace: Workspace) -> Store | None:
    """The same store as that of the index: signed, and verified before a byte is looked at."""
    from lunar_tui.workspace import cache_folder

    folder = cache_folder(workspace)
    if folder is None:
        return None
    try:
        from lunar_tui.search.store import Store

        return Store(folder.with_name(f"{folder.name}-facts"))
    except Exception:  # noqa: BLE001 - no cache, for whatever reason
        return None

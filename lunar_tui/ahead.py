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
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lunar_tui.library import Library, Read
    from lunar_tui.workspace import Workspace


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
        if hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1:
            with contextlib.suppress(OSError):
                self._fork()

    def _fork(self) -> None:
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
            import pickle

            from lunar_tui.library import read_data

            with os.fdopen(writing, "wb") as stream:
                pickle.dump(read_data(self.workspace), stream, protocol=5)
            status = 0
        finally:
            os._exit(status)

    def library(self) -> Library:
        """The library of the workspace; the facts are those that the child read."""
        from lunar_tui.library import Library

        return Library(self.workspace, self._read() if self._child else None)

    def _read(self) -> Read | None:
        """What the child read; None if it came to grief, or takes longer than anybody waits."""
        import pickle

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
        # Whoever ignores its children has none to wait for.
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._child, 0)
        self._child = 0
        try:
            # These bytes come from our own child through a pipe that nobody else has.
            read = pickle.loads(bytes(data))  # noqa: S301
        except Exception:  # noqa: BLE001 - cut short or empty: read here instead
            return None
        return cast("Read", read)

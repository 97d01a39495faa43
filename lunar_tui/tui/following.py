"""The files of the workspace, followed while they are looked at."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress

from lunar_tui.library import Library
from lunar_tui.watching import Renewed, changes, renewed, signature
from lunar_tui.workspace import WorkspaceError

#: Articles up to which names are found anew before anything is shown.
_FEW = 200


class Follower:
    """Reads the workspace again whenever its files change, in a thread of its own.

    ``show`` is called in the loop with what it says then, or with why it cannot be read.
    """

    def __init__(self, library: Library, show: Callable[[Renewed | str], None]) -> None:
        self._show = show
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._latest = library
        # Of what was read before the watching nobody knows when: it is read anew.
        self._seen: dict[str, tuple[int, ...]] = {}
        self._stamps: Mapping[str, str] = {}
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name="files", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends; nobody waits for it."""
        self._stop.set()

    def read(self) -> Renewed | str:
        """Reads the workspace now, whether or not anything was seen to change."""
        # One at a time, so that no older state comes after a newer one.
        with self._lock:
            return self._read()

    def _read(self) -> Renewed | str:
        seen = signature(self._latest.workspace)
        try:
            now = renewed(self._latest, self._stamps)
        except (WorkspaceError, OSError) as error:
            return str(error)
        # Found here, in a thread of its own: the screen should not wait for it.
        with suppress(Exception):
            now.library.settle()
            if len(now.library.files) <= _FEW:
                # In no time; so the list of them stays where it is.
                now.library.open_index()
                now.library.mentioned.find()
        self._latest, self._stamps, self._seen = now.library, now.stamps, seen
        return now

    def is_latest(self, now: Renewed) -> bool:
        """Whether nothing newer was read since: one thread may be told after another."""
        return now.library is self._latest

    def _run(self) -> None:
        for _ in changes(self._latest.workspace, self._stop):
            with self._lock:
                if self._seen == signature(self._latest.workspace):
                    # An edit of our own, which is shown already.
                    continue
                told = self._read()
            # The loop may have ended meanwhile; then there is nobody to tell.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._show, told)

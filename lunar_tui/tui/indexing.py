"""What goes on behind the first frames: index opened, quotes and names found, claims compared."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from lunar_tui.display import progress_bar
from lunar_tui.library import Library

_T = TypeVar("_T")
#: Articles that are looked through before anybody could read how far it is.
_MANY = 200


class _Stopped(Exception):  # noqa: N818 - no error
    """What was going on is wanted no longer."""


class Background:
    """Opens or builds the index of a library beside the event loop, then compares and finds names.

    In a thread of its own that nobody waits for at the end: who leaves while a large index is built
    should not have to wait for it. ``show`` is called in the loop with what is going on.
    """

    def __init__(self, library: Library, show: Callable[[str], None]) -> None:
        self.library = library
        # Nobody waits for quotes that moved: they are found before the claims are compared.
        library.hasty = not library.drift_known
        self._show = show
        self._first = True
        self._stopped = threading.Event()
        self._loop = asyncio.get_running_loop()
        self._opened: asyncio.Future[tuple[str, str]] = self._loop.create_future()
        self._compared: asyncio.Future[None] = self._loop.create_future()
        self._named: asyncio.Future[dict[str, int]] = self._loop.create_future()

    def start(self, *, first: bool = True) -> None:
        """Begins; to be called once the first frame is painted.

        ``first``: the program has only just started.
        """
        self._first = first
        if first:
            # What the program is made of need not be looked at again.
            gc.freeze()
            gc.enable()
            self._show("opening the index")
        threading.Thread(target=self._run, name="index", daemon=True).start()

    def stop(self) -> None:
        """Ends it soon: another library is shown by now."""
        self._stopped.set()

    def _told(self, words: str, done: int, total: int) -> None:
        if self._stopped.is_set():
            raise _Stopped
        self._tell(self._show, f"{words} {progress_bar(done, total)}")

    async def opened(self) -> tuple[str, str]:
        """What is to stand in the status line from now on, and a notice; empty if all is well."""
        return await self._opened

    async def compared(self) -> None:
        """Waits until the findings are known, or cannot be."""
        await self._compared

    async def named(self) -> dict[str, int]:
        """In how many sentences each entity is named; nothing where that cannot be found."""
        return await self._named

    def _run(self) -> None:
        try:
            opened = self.library.open_index(
                progress=lambda done, total: self._told("indexing", done, total)
            )
        except _Stopped:
            self._settle(self._opened, ("", ""))
        except Exception as error:  # noqa: BLE001 - a cache that fails is one line, not an end
            self._settle(self._opened, ("no index", f"Search is not available: {error}"))
        else:
            self._settle(self._opened, ("", opened.notice or ""))
            self._warm_up()
        # In few articles names are found in no time, in many they keep nobody waiting.
        steps = [self._find_mentions, self._compare]
        for step in steps if len(self.library.files) <= _MANY else reversed(steps):
            if not self._stopped.is_set():
                step()
        if self._first:
            # What is there by now stays, until the workspace is read again.
            gc.freeze()
        else:
            gc.unfreeze()

    def _compare(self) -> None:
        # Without findings, the claims and articles are still there to be read.
        with suppress(Exception):
            self.library.find_moved()
        with suppress(Exception):
            self.library.compare()
        self._settle(self._compared, None)

    def _find_mentions(self) -> None:
        mentioned = self.library.mentioned

        def progress(done: int, total: int) -> None:
            if total > _MANY:
                self._told("finding names", done, total)

        with suppress(Exception):
            # They are looked for while somebody reads.
            mentioned.find(progress, gently=len(self.library.files) > _MANY)
            from lunar_tui.tui import mentions  # noqa: F401
        if self.library.index.ready:
            self._tell(self._show, "")
        counts = {entity: mentioned.count(entity) for entity in self.library.facts.entities}
        named = {entity: count.sentences for entity, count in counts.items() if count}
        self._settle(self._named, named)

    def _warm_up(self) -> None:
        """Loads what the first search would load: the key that asks for it should not wait."""
        from lunar_tui.tui import finder  # noqa: F401

        with suppress(Exception):
            self.library.warm_up_search()

    def _tell(self, call: Callable[..., object], *arguments: object) -> None:
        # The loop may have ended meanwhile; then there is nobody to tell.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call, *arguments)

    def _settle(self, future: asyncio.Future[_T], result: _T) -> None:
        def settle() -> None:
            if not future.done():
                future.set_result(result)

        self._tell(settle)

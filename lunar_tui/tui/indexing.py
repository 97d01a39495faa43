"""Opening the index while the screen is in use."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable
from contextlib import suppress

from lunar_tui.library import Library


async def open_index(library: Library, show: Callable[[str], None]) -> tuple[str, str]:
    """Opens or builds the index of ``library`` beside the event loop.

    ``show`` is called with what is going on, in the loop. Returns what is to stand in the status
    line from then on, and a notice for the user; both are empty when all is well.

    In a thread of its own that nobody waits for at the end: who leaves while a large index is built
    should not have to wait for it.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[tuple[str, str]] = loop.create_future()

    def tell(call: Callable[..., object], *arguments: object) -> None:
        # The loop may have ended meanwhile; then there is nobody to tell.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(call, *arguments)

    def settle(state: str, notice: str) -> None:
        if not done.done():
            done.set_result((state, notice))

    def run() -> None:
        try:
            opened = library.open_index(
                progress=lambda count: tell(show, f"indexing {count} sentences")
            )
        except Exception as error:  # noqa: BLE001 - a cache that fails is one line, not an end
            tell(settle, "no index", f"Search is not available: {error}")
            return
        tell(settle, "", opened.notice or "")
        _warm_up(library)

    # The first frame is painted: what the program is made of need not be looked at again.
    gc.freeze()
    gc.enable()
    show("opening the index")
    threading.Thread(target=run, name="index", daemon=True).start()
    return await done


def _warm_up(library: Library) -> None:
    """Loads what the first search would load: the key that asks for it should not wait."""
    from lunar_tui.tui import finder  # noqa: F401

    with suppress(Exception):
        library.warm_up_search()
    # What is there by now stays.
    gc.freeze()

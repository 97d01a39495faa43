"""Work that nobody waits for any longer."""

from __future__ import annotations

from collections.abc import Callable

Stop = Callable[[], bool]
"""Whether somebody wants no more of it; asked often, by any thread."""


class StoppedError(Exception):
    """Somebody did not want to wait any longer; what was done by then is written down."""


def never() -> bool:
    """Nobody stops it."""
    return False


def ask(stop: Stop) -> None:
    """Goes on unless somebody wants no more of it.

    Raises:
        StoppedError: somebody does.
    """
    if stop():
        raise StoppedError

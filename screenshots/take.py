"""Takes the screenshots: drives the real program on the shipped workspace and writes SVGs.

Run by ``make screenshots``. Two runs write the same bytes.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from lunar_tui.tui.app import LunarApp

HERE = Path(__file__).parent
# The toolkit names the classes of each drawing after a number of its own.
_UNIQUE = re.compile(r"terminal-\d+(?=-)")

Keys = Callable[["Pilot[None]"], Awaitable[None]]


@dataclass(frozen=True)
class Shot:
    """A picture: what is pressed before it is taken, in a terminal of what size and colours."""

    name: str
    steps: Keys
    size: tuple[int, int] = (140, 42)
    theme: str = "lunar-night"


async def settle(pilot: Pilot[None]) -> None:
    """Until all is done: what was pressed, the work behind it, and its painting."""
    for _ in range(2):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await settle(pilot)


async def to_claim(pilot: Pilot[None], claim_id: str) -> None:
    """Moves the cursor of the middle pane to a claim, by its keys."""
    from lunar_tui.tui.claims import Claims

    claims = pilot.app.screen.query_one(Claims)
    await press(pilot, "right")
    for _ in claims.rows:
        if claims.current and claims.current.id == claim_id:
            return
        await pilot.press("j")
    raise AssertionError(f"no claim {claim_id}")


async def browse(pilot: Pilot[None]) -> None:
    await press(pilot, "1")
    await to_claim(pilot, "change-5/sample-mass/around-2-kg")


async def search(pilot: Pilot[None]) -> None:
    await press(pilot, "slash", *"lunar station")


async def source(pilot: Pilot[None]) -> None:
    await press(pilot, "slash", *"memorandum")
    await press(pilot, "down", "enter")


async def export(pilot: Pilot[None]) -> None:
    await browse(pilot)
    await press(pilot, "space", "k", "space", "k", "space", "e")


async def findings(pilot: Pilot[None]) -> None:
    await press(pilot, "1", "f", "right_square_bracket", "right_square_bracket", "n", "n")


async def timeline(pilot: Pilot[None]) -> None:
    await press(pilot, "1", "t", *"jjj")


async def connections(pilot: Pilot[None]) -> None:
    await press(pilot, "1", "c", *"jj")


async def curate(pilot: Pilot[None]) -> None:
    await browse(pilot)
    await press(pilot, "right", "A", *"samp")


SHOTS = (
    Shot("browse", browse),
    Shot("findings", findings),
    Shot("timeline", timeline),
    Shot("connections", connections),
    Shot("search", search),
    Shot("source", source),
    Shot("export", export),
    Shot("curate", curate),
    Shot("narrow", browse, size=(80, 24)),
    Shot("light", browse, theme="lunar-day"),
)


async def take(shot: Shot, app: LunarApp) -> str:
    """The picture as SVG."""
    async with app.run_test(size=shot.size) as pilot:
        app.theme = shot.theme
        await settle(pilot)
        await shot.steps(pilot)
        for box in app.screen.query("Input"):
            box.cursor_blink = False  # type: ignore[attr-defined]
        app.clear_notifications()
        await settle(pilot)
        return pinned(app.export_screenshot(title="lunar-tui"))


def pinned(svg: str) -> str:
    """``svg`` without what differs from run to run."""
    return _UNIQUE.sub("terminal", svg)


def main() -> int:
    """Writes every picture beside this file, or those that are named."""
    wanted = sys.argv[1:] or [shot.name for shot in SHOTS]
    unknown = sorted(set(wanted) - {shot.name for shot in SHOTS})
    if unknown:
        print(f"no such screenshot: {', '.join(unknown)}", file=sys.stderr)
        return 2
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ.pop("NO_COLOR", None)
    for shot in SHOTS:
        if shot.name not in wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_CACHE_HOME"] = os.environ["XDG_STATE_HOME"] = folder
            from lunar_tui.library import open_library
            from lunar_tui.selection import Selection
            from lunar_tui.tui.app import LunarApp

            app = LunarApp(open_library(), Selection())
            path = HERE / f"{shot.name}.svg"
            path.write_text(asyncio.run(take(shot, app)), encoding="utf-8", newline="\n")
            print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())

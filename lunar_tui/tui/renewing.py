"""An explorer that follows the files of its workspace: what they say now, where one is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.explorer import Explorer
from lunar_tui.tui.messages import Subject
from lunar_tui.tui.passage import Passage
from lunar_tui.tui.text import label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lunar_tui.problems import Problem
    from lunar_tui.tui.following import Follower
    from lunar_tui.watching import Renewed


class Renewing(Explorer):
    """Shows its workspace as it is now, and so do those of earlier days that lie above it."""

    def __init__(
        self, library: Library, selection: Selection, start: Subject | None = None
    ) -> None:
        super().__init__(library, selection, start)
        self._follower: Follower | None = None
        self.mistakes: tuple[Problem, ...] = ()

    def started(self) -> None:
        """All is known that is found in the background."""
        super().started()
        self._followed()

    def on_unmount(self) -> None:
        if self._follower:
            self._follower.stop()

    def _followed(self) -> Follower:
        if self._follower is None:
            from lunar_tui.tui.following import Follower

            self._follower = Follower(self.library, self._take)
            self._follower.start()
        return self._follower

    async def read_again(self) -> None:
        """Shows what the files say now, whether or not anything was seen to change."""
        self._take(await asyncio.to_thread(self._followed().read))

    @property
    def troubles(self) -> str:
        if self.mistakes:
            place = self.mistakes[0].place
            return f"{place.file}:{place.line} has a mistake, shown as it was before"
        return super().troubles

    def _take(self, now: Renewed | str) -> None:
        """Shows the workspace as it is now, or says why that is not known."""
        if not self.is_running:
            return
        if isinstance(now, str):
            self.notify(label(now).plain, markup=False, severity="error")
        elif self._followed().is_latest(now):
            self._show_again(now)

    @work(exclusive=True, group="renewed", exit_on_error=False)
    async def _show_again(self, now: Renewed) -> None:
        shown = [screen.passage for screen in self._explorers]
        files = {passage.file for passage in shown if isinstance(passage, Passage)}
        days = {screen.library.day for screen in self._explorers}
        try:
            pasts = await asyncio.to_thread(_prepared, now.library, files, days)
            if self._followed().is_latest(now):
                self._tell_mistakes(now)
                for screen in self._explorers:
                    day = screen.library.day
                    # A day that was opened meanwhile is asked for here.
                    screen.renew(pasts.get(day) or (now.library.as_of(day) if day else now.library))
                self.look_again()
        except Exception as error:  # noqa: BLE001 - silence would look as if nothing had changed
            text = f"What the files say now cannot be shown ({type(error).__name__}): {error}"
            self.notify(label(text).plain, markup=False, severity="error", timeout=10)

    @property
    def _explorers(self) -> list[Explorer]:
        """This one, and those of earlier days above it."""
        return [screen for screen in self.app.screen_stack if isinstance(screen, Explorer)]

    def _tell_mistakes(self, now: Renewed) -> None:
        new = [problem for problem in now.mistakes if problem not in self.mistakes]
        self.mistakes = now.mistakes
        for problem in new[:1]:
            more = f" (and {len(new) - 1} more)" if len(new) > 1 else ""
            text = f"{problem}{more}\nWhat it said before stays until that is mended."
            self.notify(label(text).plain, markup=False, severity="error", timeout=10)


def _prepared(
    library: Library, files: Iterable[str], days: Iterable[date | None]
) -> dict[date | None, Library]:
    """The library of each day; what takes long in ``files`` is done: their cursors stay."""
    for file in files:
        if article := library.article(file):
            _ = article.sentences
    return {day: library.as_of(day) for day in days if day}

"""A haul: all files that somebody adds at once, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import NamedTuple

from lunar_tui.anchorage import Counts, Standing
from lunar_tui.curation import CurationError
from lunar_tui.intake.adding import Intake
from lunar_tui.intake.collecting import Collected, collect
from lunar_tui.intake.outcomes import Outcome
from lunar_tui.intake.recording import recorder, rewriter
from lunar_tui.intake.stopping import Stop, never
from lunar_tui.library import Library

Progress = Callable[[int, int, str], None]
"""Told how many files of how many are done, and the name of the last."""


class Became(NamedTuple):
    """What became of the quotes of an article that was replaced."""

    counts: Counts
    standings: tuple[Standing, ...]


class Haul(NamedTuple):
    """``became``: of the updated, by their paths. ``stopped``: why the rest was not looked at."""

    outcomes: tuple[Outcome, ...]
    became: dict[Path, Became]
    collected: Collected
    stopped: str = ""

    @property
    def failed(self) -> list[tuple[str, str]]:
        """What could not be added, with why."""
        items = [item for item in self.outcomes if item.state == "failed"]
        return [
            *((str(path), why) for path, why in self.collected.failed),
            *((str(item.path), item.reason) for item in items),
        ]

    def of_state(self, state: str) -> list[Outcome]:
        return [item for item in self.outcomes if item.state == state]


def bring(
    library: Library,
    paths: Iterable[str],
    progress: Progress | None = None,
    *,
    dry: bool = False,
    update: bool = False,
    article: str = "",
    encoding: str = "",
    stop: Stop = never,
) -> Haul:
    """Adds what ``paths`` name to the workspace of ``library``, which is to be read anew then.

    ``dry``: nothing is written. ``update``: newer versions replace the articles that are there;
    ``article``: the only file is a newer version of this one. ``stop`` is asked before
    each step.

    Raises:
        StoppedError: ``stop`` said so; what was taken in by then is described.
    """
    workspace, collected = library.workspace, collect(paths, stop)
    if collected.too_many:
        return Haul((), {}, collected, collected.too_many)
    done, total = count(1), len(collected.files)

    def said(path: Path) -> None:
        if progress:
            progress(next(done), total, path.name)

    outcomes: list[Outcome] = []
    stopped = ""
    try:
        intake = Intake(
            workspace,
            library.sources,
            recorder(workspace),
            dry=dry,
            rewrite=rewriter(workspace) if update else None,
            article=article,
            encoding=encoding,
            stop=stop,
        )
        intake.prepare()
        for outcome in intake.add(collected.files, said):
            outcomes.append(outcome)  # noqa: PERF402 - what is done is told, whatever follows
    except OSError as error:
        stopped = f"{error.filename or 'the workspace'}: not written: {error.strerror or error}"
    except CurationError as error:
        stopped = str(error)
    became = {
        item.path: Became(*library.anchorage.in_version(item.file, item.text, item.older))
        for item in outcomes
        if item.state == "updated"
    }
    return Haul(tuple(outcomes), became, collected, stopped)

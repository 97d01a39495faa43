"""Indexing many articles in processes of its own, one for each core.

Cutting sentences and words is work for a processor, and one process of Python uses one. The screen
stays quick, too: nothing of this runs where keys are answered. A process is told on its standard
input what to index; on its standard output it says now and then how far it is, then gives its part.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, TypeAlias

from lunar_tui.search.engine import Part
from lunar_tui.workspace import Workspace

FEW = 400
"""Articles that are indexed sooner than another process is started."""
MOST = 4
"""Processes, and parts, at most: every word of a query is looked up in each part."""

_STEP = 20
_Progress: TypeAlias = Callable[[int, int], None]
_News: TypeAlias = "tuple[int, int | Part | None]"


def parts(
    workspace: Workspace, files: Sequence[str], progress: _Progress | None = None
) -> list[Part] | None:
    """The parts of an index of articles; None where that is better done, or only works, here.

    `progress` is told how many articles of how many are done; what it raises ends the processes.
    """
    count = min(MOST, os.cpu_count() or 1)
    if len(files) < FEW or count < len("ab"):
        return None
    shares = [
        files[at * len(files) // count : (at + 1) * len(files) // count] for at in range(count)
    ]
    news: SimpleQueue[_News] = SimpleQueue()
    processes: list[subprocess.Popen[bytes]] = []
    talks: list[Thread] = []
    try:
        for at, share in enumerate(shares):
            process = _started()
            processes.append(process)
            talks.append(Thread(target=_ask, args=(process, workspace, share), daemon=True))
            talks.append(Thread(target=_listen, args=(at, process, news), daemon=True))
        for talk in talks:
            talk.start()
        return _gathered(news, count, len(files), progress)
    except OSError:
        return None
    finally:
        for process in processes:
            process.kill()
            process.wait()
        for talk in talks:
            if talk.is_alive():
                talk.join()


def _started() -> subprocess.Popen[bytes]:
    # -P: the folder that the user happens to be in is no place to import from.
    command = [sys.executable, "-P", "-m", "lunar_tui.builder"]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _ask(process: subprocess.Popen[bytes], workspace: Workspace, files: Sequence[str]) -> None:
    """Says what to index. More than a pipe holds waits for a reader that is still starting."""
    root = None if workspace.shipped else str(workspace.root)
    request = json.dumps({"workspace": root, "files": list(files)}).encode("ascii")
    with suppress(OSError), process.stdin or nullcontext() as stdin:
        if stdin is not None:
            stdin.write(request)


def _listen(at: int, process: subprocess.Popen[bytes], news: SimpleQueue[_News]) -> None:
    """Passes on how many articles a process has done, then its part, or None if it failed."""
    part: Part | None = None
    with suppress(OSError, ValueError, KeyError), process.stdout or nullcontext() as stdout:
        for line in stdout or ():
            if line.strip().isdigit():
                news.put((at, int(line)))
                continue
            head = json.loads(line)
            files = {name: _exactly(stdout, size) for name, size in head["files"].items()}
            part = Part(head["name"], files)
            break
    news.put((at, part))


def _exactly(stream: IO[bytes] | None, size: int) -> bytes:
    data = stream.read(size) if stream else b""
    if len(data) != size:
        raise ValueError(size)
    return data


def _gathered(
    news: SimpleQueue[_News], count: int, total: int, progress: _Progress | None
) -> list[Part] | None:
    done = [0] * count
    found: dict[int, Part] = {}
    while len(found) < count:
        at, told = news.get()
        if told is None:
            return None
        if isinstance(told, Part):
            found[at] = told
            continue
        done[at] = told
        if progress is not None:
            progress(sum(done), total)
    return [found[at] for at in range(count)]


def main() -> int:
    """Indexes what standard input names, and writes the part to standard output."""
    from lunar_tui.library import open_library
    from lunar_tui.search.keeping import engine_kind
    from lunar_tui.searchable import Searchable

    # The person at the screen goes first.
    with suppress(OSError):
        os.nice(5)
    request = json.load(sys.stdin.buffer)
    out = sys.stdout.buffer
    library = open_library(request["workspace"] and Path(request["workspace"]))
    searchable = Searchable(library)

    def told(files: Sequence[str]) -> Iterator[str]:
        for done, file in enumerate(files):
            if done % _STEP == 0:
                out.write(b"%d\n" % done)
                # Whoever asked may be gone; then this ends the process.
                out.flush()
            yield file

    part = engine_kind().index(searchable.documents(told(request["files"])))
    sizes = {name: len(data) for name, data in part.files.items()}
    out.write(json.dumps({"name": part.name, "files": sizes}).encode("ascii") + b"\n")
    for data in part.files.values():
        out.write(data)
    out.flush()
    return 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError):
        sys.exit(main())
    os._exit(1)

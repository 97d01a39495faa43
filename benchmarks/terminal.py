"""A terminal with a stopwatch: a program in a pty, its output recorded with the time of each byte.

The terminal answers none of the questions that a program asks; it only shows what it is sent.
Output is read as it comes and looked at afterwards, so that the program never waits for its reader.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.picture import Picture
from benchmarks.programs import ProgramError

QUIET = 0.08
"""Seconds without output after which a program has finished painting."""
PATIENCE = 20.0
"""Seconds after which a program that does not paint what it should has failed."""

_CHUNK = 65536
_RESTING = 0.1
"""The share of a processor up to which a silent program counts as resting."""


@dataclass(frozen=True, slots=True)
class Painted:
    """What a key led to: seconds until the first and the last byte, and how many there were.

    ``seen``: seconds until what was looked for was painted, if anything was.
    """

    first: float
    last: float
    size: int
    seen: float | None = None


class Terminal:
    """Runs ``command`` on a screen of ``size`` (columns, rows). Times are seconds from its start.

    ``leave`` is the key that ends the program.
    """

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int],
        environment: Mapping[str, str],
        leave: str = "q",
    ) -> None:
        self._leave = leave
        self.picture = Picture(*size)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._chunks: list[tuple[float, bytes]] = []
        self._closed = False
        self._master, slave = pty.openpty()
        columns, rows = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._began = time.perf_counter()
        try:
            self._process = subprocess.Popen(
                command,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env=dict(environment),
                start_new_session=True,
            )
        finally:
            os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.quit()

    @property
    def now(self) -> float:
        """Seconds since the program was started."""
        return time.perf_counter() - self._began

    def wait_for(self, seen: Callable[[Picture], bool], what: str) -> float:
        """The time of the output that made ``seen`` true of the picture.

        Looked for whenever the program pauses.

        Raises:
            ProgramError: it ended first, or ``PATIENCE`` was not enough.
        """
        deadline = self.now + PATIENCE
        while True:
            self._listen(QUIET)
            for at, data in self._taken():
                self._paint(data)
                if seen(self.picture):
                    return at
            if self._closed or self.now > deadline:
                shown = "\n".join(line.rstrip() for line in self.picture.lines)
                raise ProgramError(f"{what} was never painted; the last screen:\n{shown}")

    def settle(self, quiet: float = QUIET) -> None:
        """Waits until the program has been silent for ``quiet`` seconds."""
        self._listen(quiet)
        for _, data in self._taken():
            self._paint(data)

    def press(self, key: str, wanted: re.Pattern[bytes] | None = None) -> Painted | None:
        """What was painted for ``key``; None: nothing. ``wanted`` is looked for in the output.

        Painting is over after ``QUIET`` seconds without output in which the program rested.
        """
        self._listen(0)
        self._taken()
        began = self.now
        os.write(self._master, key.encode())
        self._listen(QUIET)
        chunks = self._taken()
        for _, data in chunks:
            self._paint(data)
        if not chunks:
            return None
        size = sum(len(data) for _, data in chunks)
        found = (at - began for at, data in chunks if wanted and wanted.search(data))
        return Painted(chunks[0][0] - began, chunks[-1][0] - began, size, next(found, None))

    def quit(self) -> None:
        """Ends the program, by its key if it still listens, and takes in its exit."""
        try:
            if self._process.poll() is None:
                os.write(self._master, self._leave.encode())
                deadline = self.now + 3
                while self._process.poll() is None and self.now < deadline:
                    self._listen(0.01)
        except OSError:
            pass
        finally:
            if self._process.poll() is None:
                self._process.kill()
            self._process.wait()
            os.close(self._master)

    def watch(self, path: Path) -> float:
        """The time at which a file exists, looked for every 2 ms while output is taken in."""
        deadline = self.now + PATIENCE
        while not path.exists():
            self._read(0.002)
            if self._closed or self.now > deadline:
                raise ProgramError(f"{path.name} was never written")
        return self.now

    def resident(self) -> int:
        """Bytes of memory that the program has in use; 0 where that cannot be known."""
        with suppress(OSError, ValueError):
            pages = Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]
            return int(pages) * os.sysconf("SC_PAGE_SIZE")
        return 0

    def _listen(self, quiet: float) -> None:
        """Takes in output until there is none for ``quiet`` seconds and the program rests."""
        deadline = self.now + PATIENCE
        used = self._busy()
        while not self._closed and self.now < deadline:
            painted = self._read(quiet)
            before, used = used, self._busy()
            if not painted and used - before <= quiet * _RESTING:
                return

    def _busy(self) -> float:
        """Seconds of processor time that the program has used; 0 where that cannot be known."""
        used = 0
        for task in Path(f"/proc/{self._process.pid}/task").glob("*/schedstat"):
            # A thread may end while it is asked.
            with suppress(OSError, ValueError):
                used += int(task.read_text().split()[0])
        return used / 1e9

    def _read(self, timeout: float) -> bool:
        if not select.select([self._master], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._master, _CHUNK)
        except OSError:
            # How Linux says that nobody holds the other end any more.
            data = b""
        self._closed = not data
        self._chunks.append((self.now, data))
        return not self._closed

    def _taken(self) -> list[tuple[float, bytes]]:
        taken, self._chunks = self._chunks, []
        return [(at, data) for at, data in taken if data]

    def _paint(self, data: bytes) -> None:
        self.picture.feed(self._decode(data))

"""Reading files in processes of their own: what hangs, dies or eats memory harms nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from threading import Lock, Timer, local
from typing import IO, TYPE_CHECKING, Any, TypeVar

from lunar_tui.intake.encoding import NO_HINTS, Hints
from lunar_tui.intake.extract import Extract, LineZone, Stated, UnreadableError
from lunar_tui.intake.stopping import Stop, ask, never

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Seconds that one file may take.
PATIENCE = 30.0
_MOST_PROCESSES = 4
# Seconds after which it is asked again whether somebody still waits.
_GLANCE = 0.1
_MOST_MEMORY = 2 * 1024**3

T = TypeVar("T")


class Worker:
    """A process that reads one file after another; one that was ended is started again."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        # Who ends it may be another thread than the one that starts it again.
        self._turn = Lock()
        self._over = False

    def extract(self, name: str, data: bytes, hints: Hints = NO_HINTS) -> Extract:
        """What :func:`formats.extract` gives.

        Raises:
            UnreadableError: it gives nothing, or takes too long, or its process came to an end.
        """
        process = self._running()
        late = Timer(self._patience, process.kill)
        late.start()
        try:
            asked = {"name": name, "size": len(data), "hints": hints}
            head = json.dumps(asked).encode("ascii")
            with suppress(BrokenPipeError):
                _stream(process.stdin).write(head + b"\n" + data)
                _stream(process.stdin).flush()
            answer = _stream(process.stdout).readline()
        finally:
            expired = not late.is_alive()
            late.cancel()
        if not answer.endswith(b"\n"):
            self.close()
            why = f"takes more than {self._patience:.0f} s" if expired else "ends the reading of it"
            raise UnreadableError(f"what is in it {why}; it may be damaged, or made to harm")
        return _from_json(json.loads(answer))

    def _running(self) -> subprocess.Popen[bytes]:
        with self._turn:
            if self._over:
                raise UnreadableError("nobody wants it any longer")
            if self._process is None:
                # -P: the folder that the user happens to be in is no place to import from.
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "lunar_tui.intake.workers"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            return self._process

    def end(self) -> None:
        """Ends its process for good."""
        self._over = True
        self.close()

    def close(self) -> None:
        """Ends its process; the next file gets another one."""
        with self._turn:
            process, self._process = self._process, None
            if process is not None:
                process.kill()
                process.communicate()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise UnreadableError("its process cannot be talked to")
    return stream


def read_each(
    items: Iterable[T],
    read: Callable[[T], tuple[str, bytes]],
    patience: float = PATIENCE,
    hints: Hints = NO_HINTS,
    stop: Stop = never,
) -> Iterator[tuple[T, Extract | OSError | UnreadableError]]:
    """For each item, in order, what its file holds, or why that could not be told.

    ``read`` gives the name and the bytes of an item's file; it may raise OSError.

    Raises:
        StoppedError: ``stop`` says so; what is being read is given up.
    """
    from concurrent.futures import ThreadPoolExecutor

    count = min(_MOST_PROCESSES, os.cpu_count() or 1)
    # All of them are known from the start, so that none is overlooked at the end.
    workers = [Worker(patience) for _ in range(count)]
    own, spare = local(), [*workers]

    def one(item: T) -> Extract | OSError | UnreadableError:
        if not hasattr(own, "worker"):
            own.worker = spare.pop()
        try:
            name, data = read(item)
            found: Extract = own.worker.extract(name, data, hints)
        except (OSError, UnreadableError) as error:
            return error
        return found

    # Few are asked for ahead: each holds its bytes.
    ahead: list[tuple[T, Future[Extract | OSError | UnreadableError]]] = []
    with ThreadPoolExecutor(count) as pool:
        try:
            for item in items:
                ahead.append((item, pool.submit(one, item)))
                if len(ahead) > count * 2:
                    first, future = ahead.pop(0)
                    yield first, _awaited(future, stop)
            for item, future in ahead:
                yield item, _awaited(future, stop)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.end()


def _awaited(future: Future[T], stop: Stop) -> T:
    from concurrent.futures import wait

    ask(stop)
    while not wait((future,), _GLANCE).done:
        ask(stop)
    return future.result()


# --- in the process ---------------------------------------------------------------------------


def _to_json(found: Extract) -> dict[str, Any]:
    return {
        "text": found.text,
        "zones": found.zones,
        "metadata": found.metadata,
        "as_is": found.as_is,
        "notes": found.notes,
        "unsure": found.unsure,
    }


def _from_json(shape: dict[str, Any]) -> Extract:
    if "unreadable" in shape:
        raise UnreadableError(shape["unreadable"])
    return Extract(
        shape["text"],
        tuple(LineZone(*zone) for zone in shape["zones"]),
        {field: Stated(*stated) for field, stated in shape["metadata"].items()},
        shape["as_is"],
        tuple(shape["notes"]),
        shape["unsure"],
    )


def _limited() -> None:
    """Memory that this process may have, where the system can be told."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _answer(name: str, data: bytes, hints: Hints) -> dict[str, Any]:
    from lunar_tui.intake.formats import extract

    try:
        return _to_json(extract(name, data, hints))
    except UnreadableError as error:
        return {"unreadable": str(error)}
    except MemoryError:
        return {"unreadable": "what is in it needs too much memory"}
    except Exception as error:  # noqa: BLE001 - parsers of foreign files fail in many ways
        return {"unreadable": f"cannot be read: {type(error).__name__}"}


def main() -> int:
    """Answers one file after another until standard input ends."""
    import logging

    logging.disable(logging.CRITICAL)
    _limited()
    out = sys.stdout.buffer
    # What a library prints would be taken for an answer.
    sys.stdout = sys.stderr
    while head := sys.stdin.buffer.readline():
        asked = json.loads(head)
        encoding, languages, beside = asked["hints"]
        hints = Hints(encoding, tuple(languages), beside)
        answer = _answer(asked["name"], sys.stdin.buffer.read(asked["size"]), hints)
        out.write(json.dumps(answer).encode("ascii") + b"\n")
        out.flush()
    return 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError):
        sys.exit(main())
    os._exit(1)

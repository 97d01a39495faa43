"""Files that lie beside each other: short ones are read as all of them together suggest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from lunar_tui.files import read_regular
from lunar_tui.intake.encoding import Hints
from lunar_tui.intake.extract import Extract, UnreadableError
from lunar_tui.intake.formats import SUFFIXES
from lunar_tui.intake.guessing import SURE, readings
from lunar_tui.intake.workers import PATIENCE, Worker

_MOST = 40
_HEAD = 20_000
_TEXTS = ("", "text", "Markdown", "page")


class Neighbours:
    """The files of one run, by folder."""

    def __init__(self, paths: Iterable[Path], hints: Hints, patience: float = PATIENCE) -> None:
        self._hints, self._patience = hints, patience
        self._folders: dict[Path, list[Path]] = defaultdict(list)
        for path in paths:
            if SUFFIXES.get(path.suffix.lower(), "") in _TEXTS:
                self._folders[path.parent].append(path)

    def better(self, path: Path, data: bytes, extract: Extract) -> Extract:
        """What is in a file, read anew where only the files beside it tell how."""
        if not extract.unsure or self._hints.encoding:
            return extract
        encoding = self._encoding(path, data)
        if not encoding:
            return extract
        worker = Worker(self._patience)
        try:
            return worker.extract(path.name, data, self._hints._replace(beside=encoding))
        except UnreadableError:
            return extract
        finally:
            worker.close()

    def _encoding(self, path: Path, data: bytes) -> str:
        """The encoding that reads a file and those beside it; empty where none is sure."""
        others = [one for one in self._folders[path.parent] if one != path][:_MOST]
        heads = [head for one in others if (head := _foreign(one))]
        found = readings(b"\n".join((data, *heads)), self._hints.languages) if heads else []
        sure = found and (len(found) == 1 or found[0].weight - found[1].weight >= SURE)
        return found[0].encoding if sure else ""


def _foreign(path: Path) -> bytes:
    """The beginning of a file up to a line end, if it is no UTF-8 and has no mark of byte order."""
    try:
        head = read_regular(path, _HEAD)
    except OSError:
        return b""
    if len(head) == _HEAD:
        head = head[: head.rfind(b"\n") + 1]
    if b"\x00" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return b""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return head
    return b""

"""Five hundred names in twenty thousand articles: found from nothing, and after a change."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from unittest.mock import patch

from benchmarks import reuters
from benchmarks.pace import Pace
from benchmarks.programs import ProgramError, environment, fresh_home, lunar_tui, run
from benchmarks.scale import timed
from benchmarks.tables import Row, Series, Table, Target
from lunar_tui.library import Library, open_library

NAMES = 500
ROUNDS = 3
#: Articles whose capitalised words in a row are the names.
_SAMPLE = 5000
_CHANGED = "99999-1987-10-20.txt"
_SCHEMA = "kinds:\n  - {id: thing, label: Thing, plural: Things}\nproperties: []\n"
NOTES = (
    f"{NAMES} names: the words in capitals that most often stand in a row, two or more.",
    "Found on one processor, in the sentences of the index, which is there; then kept.",
    "Opened: read from the cache and compared with the index. Changed: the index knows it already.",
    "A name added: all articles are looked through again.",
    "One regular expression: all names as alternatives between word boundaries, texts in memory.",
    "Files read: opened, read and decoded, nothing else.",
)


def measure() -> list[Table]:
    """All in one run: the machine is the same for all."""
    with (
        fresh_home() as home,
        patch.dict(
            os.environ, XDG_CACHE_HOME=str(home / "cache"), XDG_STATE_HOME=str(home / "state")
        ),
    ):
        folder = reuters.workspace(home / "reuters")
        articles = folder / "articles"
        names = _names(articles)
        _write(folder, names)
        pace = Pace()
        pace.take()
        run([*lunar_tui(), "-w", str(folder), "index"], environment(home), patience=600)
        nothing, opened = Series("from nothing"), Series("opened, nothing changed")
        changed, added = Series("one article changed"), Series("a name added")
        for number in range(ROUNDS):
            for kept in (home / "cache" / "lunar-tui").glob("*-mentions"):
                shutil.rmtree(kept)
            first = _found(folder, nothing)
            _same(_found(folder, opened), first)
            text = f"{names[0]} once more\n\nIt was {names[0]}, {number} times.\n"
            (articles / _CHANGED).write_text(text, encoding="utf-8")
            _same(_found(folder, changed), first + 2)
            (articles / _CHANGED).unlink()
            _write(folder, [*names, f"xylograph {number}"])
            _found(folder, added)
            _write(folder, names)
        read, expression = Series("files read"), Series("one regular expression")
        files = sorted(articles.iterdir())
        for _ in range(ROUNDS):
            timed(read, partial(_read, files))
        # The longest first: of alternatives, the first that fits is taken.
        ways = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        timed(expression, partial(_search, re.compile(rf"\b(?:{ways})\b"), _read(files)))
        pace.take()
    rows = [
        Row(read),
        Row(expression, read),
        Row(nothing, expression, Target("median", 10_000)),
        Row(opened, nothing),
        Row(changed, nothing),
        Row(added, nothing, Target("median", 10_000)),
    ]
    return [Table("Names in twenty thousand articles", rows, (*NOTES, pace.note), pace.factor)]


def _names(articles: Path) -> list[str]:
    found: Counter[str] = Counter()
    for file in sorted(articles.iterdir())[:_SAMPLE]:
        found.update(re.findall(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+", file.read_text(encoding="utf-8")))
    return [name for name, _ in found.most_common(NAMES)]


def _write(folder: Path, names: Sequence[str]) -> None:
    data = folder / "data"
    data.mkdir(exist_ok=True)
    (data / "schema.yaml").write_text(_SCHEMA, encoding="utf-8")
    entities = [f'  - {{id: e{number}, name: "{name}"}}' for number, name in enumerate(names)]
    text = "\n".join(["kind: thing", "entities:", *entities, ""])
    (data / "things.yaml").write_text(text, encoding="utf-8")


def _found(folder: Path, series: Series) -> int:
    """How many mentions are found by a library that is new, with its index open."""
    library = open_library(folder)
    library.open_index()
    timed(series, library.mentioned.find)
    count = _count(library)
    library.index.close()
    return count


def _count(library: Library) -> int:
    counts = (library.mentioned.count(entity.id) for entity in library.entities())
    return sum(count.mentions for count in counts if count)


def _same(count: int, expected: int) -> None:
    if count != expected:
        raise ProgramError(f"{count} mentions instead of {expected}")


def _read(files: Sequence[Path]) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in files]


def _search(pattern: re.Pattern[str], texts: Sequence[str]) -> int:
    return sum(1 for text in texts for _ in pattern.finditer(text))

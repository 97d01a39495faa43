"""Twenty thousand real articles as a workspace: Reuters-21578.

The collection is read from `../shared/corpora/reuters21578.jsonl.gz` beside the checkout, or from
the file that LUNAR_TUI_REUTERS names: a gzipped file of one JSON object a line, with `id`, `date`,
`title`, `dateline` and `body`. Where there is none: the collection is distributed freely as
Reuters-21578, Distribution 1.0 (David D. Lewis); its SGML files have the same fields.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.programs import ProgramError

PLACE = Path(__file__).resolve().parents[2] / "shared/corpora/reuters21578.jsonl.gz"


class Text(NamedTuple):
    """An article as a file of a workspace."""

    name: str
    text: str


def texts() -> Iterator[Text]:
    """The articles, title first; the lines of the body are wrapped as they came."""
    place = Path(os.environ.get("LUNAR_TUI_REUTERS", PLACE))
    if not place.is_file():
        raise ProgramError(f"{place} is not there; LUNAR_TUI_REUTERS names another place of it")
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            parts = (article["title"], article["dateline"], article["body"])
            text = "\n\n".join(part for part in parts if part)
            yield Text(f"{article['id']:05}-{article['date']}.txt", text)


def workspace(folder: Path) -> Path:
    """A workspace of all articles in a folder that is made; without facts."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    for name, text in texts():
        (articles / name).write_text(text, encoding="utf-8")
    return folder

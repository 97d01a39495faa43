"""An empty workspace: the files that a subject begins with, each with an example in comments."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from lunar_tui.display import clean_line
from lunar_tui.workspace import (
    ARTICLE_SUFFIXES,
    DATA_SUFFIXES,
    WorkspaceError,
    article_folder,
)

_ARTICLES = "articles"
_SCHEMA = "data/schema.yaml"
_TITLE = "title: My subject\n"


@dataclass(frozen=True, slots=True)
class Made:
    """A workspace that was made: its folder, where articles belong, and paths below the folder.

    ``kept`` was there already and is as it was.
    """

    root: Path
    articles: Path
    made: tuple[str, ...]
    kept: tuple[str, ...]


def make(folder: str | os.PathLike[str], title: str | None = None) -> Made:
    """Makes ``folder`` a workspace without facts; articles that lie in it stay where they are.

    ``title`` is what the workspace is about; without one, it is called as its folder is.

    Raises:
        WorkspaceError: it has facts already, or cannot be written; the message is for people.
    """
    try:
        return _make(Path(folder).expanduser(), title)
    except OSError as error:
        where = error.filename or folder
        raise WorkspaceError(
            f"{where}: cannot be made: {error.strerror or error}; name another folder"
        ) from None


def _make(root: Path, title: str | None) -> Made:
    if root.exists() and not root.is_dir():
        raise WorkspaceError(f"{root}: not a folder; name another one")
    data = root / "data"
    if data.is_dir() and any(path.suffix in DATA_SUFFIXES for path in data.iterdir()):
        raise WorkspaceError(f"{root}: has facts already, in {data}; name another folder")
    made: list[str] = []
    kept: list[str] = []
    data.mkdir(parents=True, exist_ok=True)
    articles = article_folder(root)
    if articles == root and not any(path.suffix in ARTICLE_SUFFIXES for path in root.iterdir()):
        articles = root / _ARTICLES
        articles.mkdir()
        made.append(f"{_ARTICLES}/")
    called = title or root.resolve().name
    for name, content in sorted(_texts(files(__package__) / "files", "")):
        text = content.replace(_TITLE, _titled(called)) if called and name == _SCHEMA else content
        (made if _write_new(root / name, text) else kept).append(name)
    return Made(root, articles, tuple(made), tuple(kept))


def _titled(title: str) -> str:
    # What is written as JSON is one line of YAML, whatever stands in it.
    return f"title: {json.dumps(clean_line(title), ensure_ascii=False)}\n"


def _texts(folder: Traversable, above: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        name = f"{above}{entry.name}"
        if entry.is_dir():
            found += _texts(entry, f"{name}/")
        else:
            found.append((name, entry.read_text(encoding="utf-8")))
    return found


def _write_new(path: Path, content: str) -> bool:
    """Whether the file was not there yet."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(content)
    except FileExistsError:
        return False
    return True

"""Where things are: the shipped workspace, or a folder that the user names."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lunar_tui.files import read_regular

ARTICLE_SUFFIXES = (".txt",)
ARTICLE_FOLDERS = ("seeds", "articles")
#: Beside the articles: the files that some of them were made of, as they came.
ORIGINALS = "originals"
DATA_SUFFIXES = (".yaml", ".yml")
#: Data files of suggestions that were judged and not taken; they hold no facts.
DISMISSED_FILES = ("dismissed.yaml", "dismissed.yml")
MAX_ARTICLE_BYTES = 16 * 1024 * 1024
MAX_ORIGINAL_BYTES = 64 * 1024 * 1024
MAX_ARTICLES = 100_000

_TICK = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use."""


class WorkspaceError(Exception):
    """A workspace cannot be opened; the message is one line that names the path and a remedy."""


class Workspace(NamedTuple):
    """A folder with articles and facts.

    ``data`` may be missing: a folder that holds only articles is a workspace too.
    """

    root: Path
    articles: Path
    data: Path
    shipped: bool = False

    @property
    def key(self) -> str:
        """A name for this workspace in the user's cache and state folders."""
        import hashlib

        return hashlib.sha256(os.fsencode(os.path.realpath(self.root))).hexdigest()[:16]

    def data_files(self) -> list[Path]:
        """The YAML files of ``data``, sorted by name; what is no regular file is among them.

        Raises:
            OSError: the folder is there and cannot be listed.
        """
        try:
            entries = list(os.scandir(self.data))
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(self.data / e.name for e in entries if e.name.endswith(DATA_SUFFIXES))

    def relative(self, path: Path) -> str:
        """``path`` as messages name it: relative to the workspace where it lies inside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)


class Listing(NamedTuple):
    """The article files of a workspace, and the files passed over with the reason."""

    files: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]


def shipped_workspace() -> Workspace:
    """The workspace that comes with the program: inside the wheel, or in the checkout."""
    package = Path(__file__).resolve().parent
    for root in (package / "shipped", package.parent):
        if (root / "data").is_dir() and (root / "seeds").is_dir():
            return Workspace(root, root / "seeds", root / "data", shipped=True)
    raise WorkspaceError(
        "the shipped articles are missing from this installation: reinstall lunar-tui, "
        "or name a workspace with -w DIR"
    )


def open_workspace(folder: str | os.PathLike[str] | None = None) -> Workspace:
    """The workspace in ``folder``, or the shipped one.

    Articles lie in ``seeds/``, in ``articles/``, or in the folder itself.

    Raises:
        WorkspaceError: the folder does not exist, is none, cannot be read, or holds neither
            articles nor facts.
    """
    if folder is None:
        return shipped_workspace()
    root = Path(folder).expanduser()
    try:
        if not root.exists():
            raise WorkspaceError(
                f"{root}: no such folder; name an existing one with -w DIR, "
                f"or make it with lunar-tui new {root}"
            )
        if not root.is_dir():
            raise WorkspaceError(f"{root}: not a folder; -w takes the folder of a workspace")
        entries = {entry.name: entry for entry in os.scandir(root)}
    except OSError as error:
        raise WorkspaceError(f"{root}: {error.strerror or error}") from error
    root = root.resolve()
    articles = article_folder(root)
    data = root / "data"
    has_text = any(name.endswith(ARTICLE_SUFFIXES) for name in entries)
    if articles == root and not has_text and not data.is_dir():
        raise WorkspaceError(
            f"{root}: no articles and no facts here; lunar-tui new {root} makes it a workspace, "
            "or name another folder with -w DIR"
        )
    return Workspace(root, articles, data)


def article_folder(root: Path) -> Path:
    """Where the articles of a folder lie: below it, or in it."""
    return next((root / name for name in ARTICLE_FOLDERS if (root / name).is_dir()), root)


def list_articles(workspace: Workspace) -> Listing:
    """Names of the article files, sorted; nothing is opened.

    Only regular files count: a pipe would block for ever, a link may lead out of the workspace.
    """
    try:
        entries = list(os.scandir(workspace.articles))
    except OSError as error:
        return Listing((), ((workspace.articles.name, error.strerror or str(error)),))
    # What each is the listing itself tells: with many files, a question to each takes too long.
    regular = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    files = [name for name in regular if name.endswith(ARTICLE_SUFFIXES) and name[0] != "."]
    files = [name for name in files if name.isascii() or _reason_to_rename(name) is None]
    files.sort()
    skipped = [(name, f"more than {MAX_ARTICLES} articles") for name in files[MAX_ARTICLES:]]
    del files[MAX_ARTICLES:]
    if len(files) < len(entries):
        skipped += _skipped(entries, set(files))
    return Listing(tuple(files), tuple(skipped))


def _skipped(entries: list[os.DirEntry[str]], taken: set[str]) -> Iterator[tuple[str, str]]:
    for entry in sorted(entries, key=lambda entry: entry.name):
        name = entry.name
        if name in taken or not name.endswith(ARTICLE_SUFFIXES) or name.startswith("."):
            continue
        reason = _reason_to_rename(name)
        if reason is None and entry.is_symlink():
            reason = "a link; copy the file into the workspace instead"
        elif reason is None and not entry.is_file(follow_symlinks=False):
            reason = "not a regular file"
        if reason:
            yield name.encode("utf-8", "backslashreplace").decode(), reason


def _reason_to_rename(name: str) -> str | None:
    try:
        name.encode()
    except UnicodeEncodeError:
        return "its name is not valid UTF-8; rename it"
    return None


def article_stamps(workspace: Workspace) -> dict[str, str]:
    """For each file beside the articles, what changes when its contents do, without reading it.

    Empty for a file that was changed a moment ago: it may change again within the same tick of the
    clock of its file system.
    """
    now = time.time_ns() - _TICK
    stamps: dict[str, str] = {}
    try:
        entries = list(os.scandir(workspace.articles))
    except OSError:
        return stamps
    for entry in entries:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        modified, changed = status.st_mtime_ns, status.st_ctime_ns
        settled = modified < now and changed < now
        stamps[entry.name] = f"{status.st_size} {modified} {changed}" if settled else ""
    return stamps


def read_article_bytes(workspace: Workspace, file: str) -> bytes:
    """The bytes of one article file.

    Raises:
        OSError: the file cannot be read, is no regular file or is too large.
    """
    data = read_regular(workspace.articles / file, MAX_ARTICLE_BYTES + 1)
    if len(data) > MAX_ARTICLE_BYTES:
        raise OSError(0, f"larger than {MAX_ARTICLE_BYTES // 2**20} MiB; split it")
    return data


def older_texts(workspace: Workspace, file: str) -> list[str]:
    """The names of the earlier texts of an article that are kept beside it, the newest first."""
    stem = file.removesuffix(".txt")
    numbered = re.compile(re.escape(stem) + r"\.([1-9][0-9]{0,5})\.txt")
    try:
        names = [entry.name for entry in os.scandir(workspace.articles / ORIGINALS)]
    except OSError:
        return []
    found = [(int(match[1]), name) for name in names if (match := numbered.fullmatch(name))]
    return [name for _, name in sorted(found, reverse=True)]


def read_older_text(workspace: Workspace, name: str) -> bytes:
    """One of :func:`older_texts`; empty where it cannot be read."""
    try:
        return read_regular(workspace.articles / ORIGINALS / name, MAX_ARTICLE_BYTES)
    except OSError:
        return b""


def digest_of(workspace: Workspace, file: str) -> str:
    """The SHA-256 of a file below the folder of the articles; empty where it cannot be read."""
    try:
        data = read_regular(workspace.articles / file, MAX_ORIGINAL_BYTES)
    except OSError:
        return ""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def cache_folder(workspace: Workspace) -> Path | None:
    """This workspace's folder in the user's cache (not made), or None without a home."""
    return _user_folder("user_cache_dir", workspace)


def state_folder(workspace: Workspace) -> Path | None:
    """This workspace's folder for what outlives a session (not made), or None without a home."""
    return _user_folder("user_state_dir", workspace)


def settings_folder() -> Path | None:
    """The folder for what the user chose in any workspace (not made), or None without a home."""
    return _base("user_state_dir")


def _user_folder(which: str, workspace: Workspace) -> Path | None:
    base = _base(which)
    return base / workspace.key if base else None


def _base(which: str) -> Path | None:
    import platformdirs

    try:
        return Path(getattr(platformdirs, which)("lunar-tui", appauthor=False))
    except (OSError, RuntimeError, KeyError):
        return None

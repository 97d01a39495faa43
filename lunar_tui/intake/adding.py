"""Adding articles to a workspace: each file once, its original kept, its description written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from lunar_tui.corpus.article import Article, decode
from lunar_tui.corpus.duplicates import Difference, Fingerprint, Fingerprints, differences
from lunar_tui.corpus.zones import CONTENT
from lunar_tui.facts.model import Original, Source
from lunar_tui.files import read_regular, sweep, write_whole
from lunar_tui.intake.describing import described
from lunar_tui.intake.extract import Extract, Stated, UnreadableError
from lunar_tui.intake.naming import article_name
from lunar_tui.intake.recording import Rewrite
from lunar_tui.intake.renewing import redescribed
from lunar_tui.intake.versions import Earlier, Newer, Versions, keep_older, put_newer, sha256
from lunar_tui.intake.workers import PATIENCE, read_each
from lunar_tui.workspace import (
    MAX_ARTICLE_BYTES,
    MAX_ORIGINAL_BYTES,
    ORIGINALS,
    Workspace,
    list_articles,
    read_article_bytes,
)

# Articles after which what is known of them is written down: a program that is killed loses little.
_BATCH = 250
# The more are described already, the longer it takes to add to them.
_SHARE = 4
_MOST_NEAR = 3

Write = Callable[[Iterable[Source]], None]
_OLDER = "an older version of it"


class Twin(NamedTuple):
    """An article that says nearly the same: how much of the shorter is alike, what differs."""

    file: str
    likeness: float
    differences: tuple[Difference, ...]


class Outcome(NamedTuple):
    """What became of one file.

    ``added``: it is the article ``file`` now. ``known``: it is that article already; ``reason``
    says by what. ``updated``: it is a newer version of that article, which it replaces; ``reason``
    says how that is known, ``text`` and ``older`` are its words now and before, ``changes`` what
    else is not as it was. ``newer``: it would be, and nothing was done. ``failed``: ``reason`` says
    why.
    """

    path: Path
    state: Literal["added", "known", "updated", "newer", "failed"]
    file: str = ""
    reason: str = ""
    metadata: dict[str, Stated] = {}  # noqa: RUF012 - nobody changes it
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    original: Original = Original()
    twins: tuple[Twin, ...] = ()
    text: str = ""
    older: str = ""
    changes: tuple[str, ...] = ()


class _File(NamedTuple):
    """A file as it was read."""

    path: Path
    digest: str


class Intake:
    """A workspace that takes articles in. Nothing is written where ``dry`` is true."""

    def __init__(
        self,
        workspace: Workspace,
        sources: dict[str, Source],
        write: Write,
        *,
        dry: bool = False,
        patience: float = PATIENCE,
        rewrite: Rewrite | None = None,
        article: str = "",
    ) -> None:
        """``sources`` describe the articles that there are, ``write`` adds descriptions of more.

        With ``rewrite``, which describes one anew, newer versions replace the articles that are
        there; ``article`` is the one of which every file is a newer version.
        """
        self._rewrite, self._article = rewrite, article
        self._versions = Versions(workspace, sources)
        self._workspace, self._sources, self._write = workspace, dict(sources), write
        self._dry, self._patience = dry, patience
        self._originals = workspace.articles / ORIGINALS
        self._files = set(list_articles(workspace).files)
        self._by_original = {
            source.original.sha256: file
            for file, source in sources.items()
            if source.original.sha256 and file in self._files
        }
        self._fingerprints = Fingerprints()
        self._texts: dict[str, str] = {}
        self._waiting: list[Source] = []

    def prepare(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Reads the articles that there are, so that new ones can be compared with them."""
        for done, file in enumerate(sorted(self._files)):
            if progress:
                progress(done, len(self._files))
            try:
                data = read_article_bytes(self._workspace, file)
            except OSError:
                continue
            self._by_original.setdefault(sha256(data), file)
            self._fingerprints.add(file, Fingerprint(decode(data)[0]))
        self._versions.prepare(self._files)

    def add(self, paths: Iterable[Path]) -> Iterator[Outcome]:
        """Adds the articles in files, in order; of one that cannot be read it says so, and goes on.

        Raises:
            OSError: the workspace cannot be written to.
        """
        _refuse_links(self._workspace.articles, self._originals)
        if not self._dry:
            sweep(self._workspace.articles)
            sweep(self._originals)
        digests: dict[Path, _File] = {}
        data_of: dict[Path, bytes] = {}

        def read(path: Path) -> tuple[str, bytes]:
            data = read_regular(path, MAX_ORIGINAL_BYTES + 1)
            if len(data) > MAX_ORIGINAL_BYTES:
                raise UnreadableError(f"larger than {MAX_ORIGINAL_BYTES // 2**20} MiB; split it")
            digest = sha256(data)
            digests[path] = _File(path, digest)
            if digest in self._by_original or self._versions.older_bytes(digest):
                raise _KnownError
            data_of[path] = data
            return path.name, data

        try:
            for path, found in read_each(paths, read, self._patience):
                data = data_of.pop(path, b"")
                if isinstance(found, Extract):
                    yield self._taken(digests[path], data, found)
                else:
                    yield self._refused(digests.get(path), path, found)
                if len(self._waiting) >= max(_BATCH, len(self._sources) // _SHARE):
                    self._describe()
        finally:
            self._describe()

    def _refused(self, file: _File | None, path: Path, error: Exception) -> Outcome:
        if isinstance(error, _KnownError) and file is not None:
            return self._known(file, self._by_original.get(file.digest, ""), "the same bytes")
        reason = error.strerror if isinstance(error, OSError) else None
        return Outcome(path, "failed", reason=reason or str(error) or "cannot be read")

    def _taken(self, file: _File, data: bytes, extract: Extract) -> Outcome:
        fingerprint = Fingerprint(extract.text)
        known = self._by_original.get(file.digest, "")
        if known or self._versions.older_bytes(file.digest):
            return self._known(file, known, "the same bytes")
        if older := self._versions.older_words(fingerprint.digest):
            return Outcome(file.path, "known", older, _OLDER)
        known = self._fingerprints.same(fingerprint)
        if known:
            self._describe_known(known, file, extract)
            return self._known(file, known, "the same words")
        if len(extract.text.encode("utf-8", "surrogatepass")) > MAX_ARTICLE_BYTES:
            reason = f"its text is larger than {MAX_ARTICLE_BYTES // 2**20} MiB; split it"
            return Outcome(file.path, "failed", reason=reason)
        twins = tuple(self._twins(extract, fingerprint))
        earlier = self._versions.earlier(file.path, extract, (twin.file for twin in twins))
        if self._article:
            earlier = Earlier((self._article,), "as you say", address=True)
        if self._rewrite and earlier.files:
            return self._updated(file, data, extract, earlier)
        if earlier.address:
            return Outcome(file.path, "newer", earlier.files[0], earlier.by, twins=twins)
        notes = extract.notes
        if earlier.files:
            notes += (f"a newer version of {earlier.files[0]}? it has {earlier.by}",)
        title = extract.metadata["title"].value if "title" in extract.metadata else ""
        name = article_name(file.path.name, title, self._is_free)
        article = f"{name}.txt"
        original = self._keep(name, file, data, extract)
        source = described(article, extract, original)
        self._waiting.append(source)
        self._files.add(article)
        self._sources[article] = source
        self._versions.described(source)
        self._by_original[file.digest] = article
        self._fingerprints.add(article, fingerprint)
        if self._dry:
            self._texts[article] = extract.text
        return Outcome(
            file.path,
            "added",
            article,
            metadata=extract.metadata,
            missing=extract.missing,
            notes=notes,
            original=original,
            twins=twins,
        )

    def _known(self, file: _File, known: str, reason: str) -> Outcome:
        if self._article and known and known != self._article:
            reason = f"it is {known} already; remove that first"
            return Outcome(file.path, "failed", reason=reason)
        older = self._versions.older_bytes(file.digest)
        return Outcome(file.path, "known", known or older, reason if known else _OLDER)

    def _updated(self, file: _File, data: bytes, extract: Extract, earlier: Earlier) -> Outcome:
        """Puts a newer version in the place of an article; what was there is kept beside it."""
        if len(earlier.files) > 1:
            reason = f"{', '.join(earlier.files)} have {earlier.by}; say which with --as"
            return Outcome(file.path, "failed", reason=reason)
        (article,) = earlier.files
        # What is to be replaced may have been added a moment ago.
        self._describe()
        old = self._sources.get(article) or Source(article)
        if self._dry:
            there = self._texts.get(article)
            was = there.encode() if there else read_article_bytes(self._workspace, article)
        else:
            was = keep_older(self._workspace, article, old.original)
        older = decode(was)[0]
        kept = "" if extract.as_is else f"{ORIGINALS}/{Path(article).stem}{_suffix(file.path)}"
        original = Original(kept, file.digest)
        new = described(article, extract, original)
        made = redescribed(old, older, new, extract.text)
        if self._rewrite and not self._dry:
            text = data if extract.as_is else extract.text.encode("utf-8", "surrogatepass")
            newer = Newer(kept, data, text)
            others = (one for file, one in self._sources.items() if file != article)
            shared = any(one.original.file == old.original.file for one in others)
            self._rewrite(
                article,
                lambda now: redescribed(now, older, new, extract.text).source,
                lambda: put_newer(self._workspace, article, old.original, newer, shared=shared),
            )
        self._sources[article] = made.source
        self._versions.described(made.source)
        self._versions.superseded(article, sha256(was), Fingerprint(older).digest)
        if old.original.sha256:
            self._by_original.pop(old.original.sha256, None)
            self._versions.superseded(article, old.original.sha256, Fingerprint(older).digest)
        self._by_original.pop(sha256(was), None)
        self._by_original[file.digest] = article
        self._fingerprints.add(article, Fingerprint(extract.text))
        self._texts[article] = extract.text
        return Outcome(
            file.path,
            "updated",
            article,
            earlier.by,
            metadata=extract.metadata,
            notes=extract.notes,
            original=original,
            text=extract.text,
            older=older,
            changes=made.changes,
        )

    def _describe_known(self, known: str, file: _File, extract: Extract) -> None:
        """Writes down what is found of an article of which nothing is written down yet.

        So the work is finished that was broken off between an article and its description.
        """
        if known not in self._sources and not extract.as_is and extract.metadata:
            source = described(known, extract, Original())
            self._sources[known] = source
            self._waiting.append(source)

    def _is_free(self, name: str) -> bool:
        folder = self._workspace.articles
        if f"{name}.txt" in self._files or (folder / f"{name}.txt").exists():
            return False
        return name not in self._kept

    @cached_property
    def _kept(self) -> set[str]:
        """The names, without suffix, of the originals."""
        try:
            return {Path(entry.name).stem for entry in os.scandir(self._originals)}
        except OSError:
            return set()

    def _keep(self, name: str, file: _File, data: bytes, extract: Extract) -> Original:
        folder = self._workspace.articles
        self._kept.add(name)
        kept = "" if extract.as_is else f"{ORIGINALS}/{name}{_suffix(file.path)}"
        if not self._dry:
            folder.mkdir(parents=True, exist_ok=True)
            if kept:
                self._originals.mkdir(exist_ok=True)
                write_whole(folder / kept, data)
            text = data if extract.as_is else extract.text.encode("utf-8", "surrogatepass")
            write_whole(folder / f"{name}.txt", text)
        return Original(kept, file.digest)

    def _describe(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting and not self._dry:
            self._write(waiting)

    def _twins(self, extract: Extract, fingerprint: Fingerprint) -> Iterator[Twin]:
        for near in self._fingerprints.near(fingerprint)[:_MOST_NEAR]:
            text = self._texts.get(near.file)
            if text is None:
                try:
                    text = decode(read_article_bytes(self._workspace, near.file))[0]
                except OSError:
                    continue
            there = _sentences(near.file, text)
            yield Twin(near.file, near.likeness, differences(_sentences("", extract.text), there))


class _KnownError(UnreadableError):
    """The file need not be read: its bytes are an article's already."""


def _refuse_links(*folders: Path) -> None:
    """What is added belongs into the workspace, and not where a link leads."""
    for folder in folders:
        if folder.is_symlink():
            raise OSError(errno.ELOOP, "a link; articles are added to a folder only", str(folder))


def _sentences(file: str, text: str) -> list[str]:
    article = Article(file, text)
    return [
        " ".join(article.display[item.start : item.end].split())
        for item in article.sentences
        if item.zone in CONTENT
    ]


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if suffix[1:].isalnum() and suffix.isascii() else ".original"

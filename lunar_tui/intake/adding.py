"""Adding articles to a workspace: each file once, its original kept, its description written."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from lunar_tui.corpus.article import decode
from lunar_tui.corpus.duplicates import Fingerprint
from lunar_tui.curation import CurationError
from lunar_tui.exchange import Part, take_back
from lunar_tui.facts.model import Original, Source
from lunar_tui.files import read_regular
from lunar_tui.intake.describing import described
from lunar_tui.intake.encoding import Hints
from lunar_tui.intake.extract import Extract, UnreadableError
from lunar_tui.intake.likeness import Likeness
from lunar_tui.intake.neighbours import Neighbours
from lunar_tui.intake.outcomes import Outcome
from lunar_tui.intake.placing import Older, Placing, Taken, placed, writing
from lunar_tui.intake.recording import Rewrite
from lunar_tui.intake.renewing import redescribed
from lunar_tui.intake.stopping import Stop, StoppedError, ask, never
from lunar_tui.intake.versions import Earlier, Versions, sha256
from lunar_tui.intake.workers import PATIENCE, read_each
from lunar_tui.workspace import (
    MAX_ARTICLE_BYTES,
    MAX_ORIGINAL_BYTES,
    Workspace,
    list_articles,
    read_article_bytes,
)

# Articles after which what is known of them is written down: a program that is killed loses little.
_BATCH = 250
# The more are described already, the longer it takes to add to them.
_SHARE = 4
_LANGUAGES = 3

Write = Callable[[Iterable[Source]], None]
_OLDER = "an older version of it"
# What may be found of work that was broken off.
_BEGUN = "its original was there already"
_BARE = "it was there without its description"
_HALF = "an update of it had been broken off"
# What hinders one file hinders all.
_HOPELESS = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.ELOOP, errno.EBUSY}


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
        encoding: str = "",
        stop: Stop = never,
    ) -> None:
        """``sources`` describe the articles that there are, ``write`` adds descriptions of more.

        With ``rewrite``, which describes one anew, newer versions replace the articles that are
        there; ``article`` is the one of which every file is a newer version. ``encoding`` is what
        all files are written in, where somebody says so; ``stop`` is asked before each file.
        """
        self._rewrite, self._article = rewrite, article
        self._versions = Versions(workspace, sources)
        self._placing = Placing(workspace)
        self._workspace, self._sources, self._write = workspace, dict(sources), write
        self._dry, self._patience, self._stop = dry, patience, stop
        languages = Counter(source.metadata.language for source in sources.values())
        languages.pop("", None)
        self._hints = Hints(encoding, tuple(name for name, _ in languages.most_common(_LANGUAGES)))
        self._files = set(list_articles(workspace).files)
        self._by_original = {
            source.original.sha256: file
            for file, source in sources.items()
            if source.original.sha256 and file in self._files
        }
        self._likeness = Likeness(workspace)
        # Of articles that are not described yet: what is to be said of them, and what was written.
        self._waiting: list[Source] = []
        self._placed: list[Part] = []
        self._gone: set[str] = set()

    def prepare(self) -> None:
        """Reads the articles that there are, so that new ones can be compared with them."""
        for file in sorted(self._files):
            ask(self._stop)
            try:
                data = read_article_bytes(self._workspace, file)
            except OSError:
                continue
            self._by_original.setdefault(sha256(data), file)
            self._likeness.add(file, Fingerprint(decode(data)[0]))
        self._versions.prepare(self._files, self._stop)

    def add(
        self, paths: Iterable[Path], progress: Callable[[Path], None] | None = None
    ) -> Iterator[Outcome]:
        """Adds the articles in files, in order; of one that cannot be read it says so, and goes on.

        What becomes of a file is said when it is described, too. ``progress`` is told of each file
        that is done. Killed anywhere, the same once more ends as if nothing had been.

        Raises:
            OSError: the workspace cannot be written to; what was not said is not added.
            StoppedError: somebody wants no more; what was added until then is said before.
        """
        with nullcontext() if self._dry else writing(self._workspace):
            yield from self._added(paths, progress)

    def _added(
        self, paths: Iterable[Path], progress: Callable[[Path], None] | None
    ) -> Iterator[Outcome]:
        read: dict[Path, tuple[bytes, str]] = {}

        def bytes_of(path: Path) -> tuple[str, bytes]:
            data = read_regular(path, MAX_ORIGINAL_BYTES + 1)
            if len(data) > MAX_ORIGINAL_BYTES:
                raise UnreadableError(f"larger than {MAX_ORIGINAL_BYTES // 2**20} MiB; split it")
            read[path] = data, sha256(data)
            if self._is_settled(read[path][1]):
                raise _KnownError
            return path.name, data

        paths = list(paths)
        neighbours = Neighbours(paths, self._hints, self._patience)
        outcomes: list[Outcome] = []
        stopped: OSError | CurationError | StoppedError | None = None
        try:
            for path, found in read_each(paths, bytes_of, self._patience, self._hints, self._stop):
                data, digest = read.pop(path, (b"", ""))
                if isinstance(found, Extract):
                    extract = neighbours.better(path, data, found)
                    ask(self._stop)
                    outcomes.append(self._tried(Taken(path, data, digest, extract)))
                else:
                    outcomes.append(self._refused(path, digest, found))
                if progress:
                    progress(path)
                if len(self._waiting) >= max(_BATCH, len(self._sources) // _SHARE):
                    self._describe()
                    yield from outcomes
                    outcomes.clear()
            self._describe()
        except (OSError, CurationError, StoppedError) as error:
            stopped = error
        finally:
            self._describe()
        yield from (one for one in outcomes if one.file not in self._gone)
        if stopped is not None:
            raise stopped

    def _is_settled(self, digest: str) -> bool:
        """Whether a file need not be read: its bytes are an article's, and that is written down."""
        known = self._by_original.get(digest, "")
        source = self._sources.get(known)
        if source and source.original.sha256 == digest:
            return True
        return not known and bool(self._versions.older_bytes(digest))

    def _refused(self, path: Path, digest: str, error: Exception) -> Outcome:
        if isinstance(error, _KnownError):
            return self._known(path, digest, self._by_original.get(digest, ""), "the same bytes")
        reason = error.strerror if isinstance(error, OSError) else None
        return Outcome(path, "failed", reason=reason or str(error) or "cannot be read")

    def _tried(self, taken: Taken) -> Outcome:
        try:
            return self._taken(taken)
        except OSError as error:
            if error.errno in _HOPELESS:
                raise
            reason = f"not written: {error.strerror or error}"
            return Outcome(taken.path, "failed", reason=reason)

    def _taken(self, taken: Taken) -> Outcome:
        path, digest, extract = taken.path, taken.digest, taken.extract
        fingerprint = Fingerprint(extract.text)
        by_bytes = self._by_original.get(digest, "")
        known = by_bytes or self._likeness.same(fingerprint)
        if known and (mended := self._mended(known, taken)):
            return mended
        if by_bytes or self._versions.older_bytes(digest):
            return self._known(path, digest, by_bytes, "the same bytes")
        if older := self._versions.older_words(fingerprint.digest):
            return Outcome(path, "known", older, _OLDER)
        if known:
            self._describe_known(known, extract)
            return self._known(path, digest, known, "the same words")
        if len(taken.text) > MAX_ARTICLE_BYTES:
            reason = f"its text is larger than {MAX_ARTICLE_BYTES // 2**20} MiB; split it"
            return Outcome(path, "failed", reason=reason)
        twins = tuple(self._likeness.twins(extract.text, fingerprint))
        earlier = self._versions.earlier(path, extract, (twin.file for twin in twins))
        if self._article:
            earlier = Earlier((self._article,), "as you say", address=True)
        if self._rewrite and earlier.files:
            return self._updated(taken, earlier)
        if earlier.address:
            return Outcome(path, "newer", earlier.files[0], earlier.by, twins=twins)
        note = f"a newer version of {earlier.files[0]}? it has {earlier.by}" if earlier.by else ""
        title = extract.metadata["title"].value if "title" in extract.metadata else ""
        name = self._placing.name_for(taken, title)
        parts, begun = self._placing.new(name, taken)
        if not self._dry:
            with placed(parts):
                self._placed += parts
        text = extract.text if self._dry else ""
        self._likeness.add(f"{name}.txt", fingerprint, text)
        outcome = self._noted(f"{name}.txt", taken, _BEGUN if begun else "")
        return outcome._replace(twins=twins, notes=(*outcome.notes, *([note] if note else [])))

    def _noted(self, file: str, taken: Taken, mended: str) -> Outcome:
        """An article that is there now, and is to be described."""
        extract = taken.extract
        original = Original(taken.kept_as(file.removesuffix(".txt")), taken.digest)
        source = described(file, extract, original)
        self._waiting.append(source)
        self._files.add(file)
        self._sources[file] = source
        self._versions.described(source)
        self._by_original[taken.digest] = file
        return Outcome(
            taken.path,
            "added",
            file,
            metadata=extract.metadata,
            missing=extract.missing,
            notes=extract.notes,
            original=original,
            mended=mended,
        )

    def _known(self, path: Path, digest: str, known: str, reason: str) -> Outcome:
        if self._article and known and known != self._article:
            reason = f"it is {known} already; remove that first"
            return Outcome(path, "failed", reason=reason)
        older = self._versions.older_bytes(digest)
        return Outcome(path, "known", known or older, reason if known else _OLDER)

    def _mended(self, file: str, taken: Taken) -> Outcome | None:
        """The work finished that was broken off between an article and its description, if any."""
        source = self._sources.get(file)
        if self._article not in ("", file) or not self._placing.is_begun(file, taken):
            return None
        older = self._placing.replaced(file, source)
        if older and self._rewrite:
            return self._replaced(file, taken, older, [], _HALF)
        if source is None:
            return self._noted(file, taken, _BARE)
        if older:
            reason = "its words, but it is described as the older one still"
            return Outcome(taken.path, "newer", file, reason)
        return None

    def _updated(self, taken: Taken, earlier: Earlier) -> Outcome:
        """Puts a newer version in the place of an article; what was there is kept beside it."""
        if len(earlier.files) > 1:
            reason = f"{', '.join(earlier.files)} have {earlier.by}; say which with --as"
            return Outcome(taken.path, "failed", reason=reason)
        (file,) = earlier.files
        # What is to be replaced may have been added a moment ago.
        self._describe()
        old = self._sources.get(file) or Source(file)
        if there := self._likeness.text(file) if self._dry else "":
            return self._replaced(file, taken, Older(there.encode(), ()), [], earlier.by)
        parts, older = self._placing.older(file, old.original)
        return self._replaced(file, taken, older, parts, earlier.by)

    def _replaced(
        self, file: str, taken: Taken, older: Older, parts: list[Part], reason: str
    ) -> Outcome:
        """``parts`` are what is to be written before the newer version."""
        old = self._sources.get(file) or Source(file)
        extract = taken.extract
        was = decode(older.text)[0]
        original = Original(taken.kept_as(file.removesuffix(".txt")), taken.digest)
        new = described(file, extract, original)
        made = redescribed(old, was, new, extract.text)
        if self._rewrite and not self._dry:
            others = (one for name, one in self._sources.items() if name != file)
            shared = any(one.original.file == old.original.file for one in others)
            newer = self._placing.newer(file, old.original, taken, shared=shared)
            self._rewrite(
                file,
                lambda now: redescribed(now, was, new, extract.text).source,
                placed([*parts, *newer]),
            )
        self._sources[file] = made.source
        self._versions.described(made.source)
        words = Fingerprint(was).digest
        for digest in (old.original.sha256, sha256(older.text)):
            if digest:
                self._by_original.pop(digest, None)
                self._versions.superseded(file, digest, words)
        self._by_original[taken.digest] = file
        self._likeness.add(file, Fingerprint(extract.text), extract.text)
        return Outcome(
            taken.path,
            "updated",
            file,
            reason,
            metadata=extract.metadata,
            notes=extract.notes,
            original=original,
            text=extract.text,
            older=was,
            kept=older.files,
            changes=made.changes,
            mended=reason if reason == _HALF else "",
        )

    def _describe_known(self, known: str, extract: Extract) -> None:
        """Writes down what is found of an article of which nothing is written down yet."""
        if known not in self._sources and not extract.as_is and extract.metadata:
            source = described(known, extract, Original())
            self._sources[known] = source
            self._versions.described(source)
            self._waiting.append(source)

    def _describe(self) -> None:
        """Writes down what is waiting; if that fails, the articles go, too."""
        waiting, self._waiting = self._waiting, []
        there, self._placed = self._placed, []
        if not waiting or self._dry:
            return
        try:
            self._write(waiting)
        except BaseException:
            self._gone.update(source.file for source in waiting)
            take_back(there)
            raise


class _KnownError(UnreadableError):
    """The file need not be read: its bytes are an article's already."""

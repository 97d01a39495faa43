"""The articles of a workspace, read when they are asked for, and where quotes stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from lunar_tui.catalogue import Catalogue
from lunar_tui.corpus.article import Article, decode
from lunar_tui.data import Read
from lunar_tui.facts.anchors import Anchor, anchor
from lunar_tui.facts.marks import zone_spans
from lunar_tui.facts.model import Evidence
from lunar_tui.problems import Place, Problem, Report
from lunar_tui.workspace import Workspace, list_articles, read_article_bytes

#: Articles that are kept once they were read, whoever asked for them.
FEW = 200


class Shelves(Catalogue):
    """Facts and articles."""

    def __init__(self, workspace: Workspace, read: Read | None = None) -> None:
        super().__init__(workspace, read)
        self._report = Report(list(self.read_problems))
        listing = list_articles(workspace)
        self.files: tuple[str, ...] = listing.files
        for name, reason in listing.skipped:
            self._report.add(self.place_in(name), "A002", f"not read: {reason}")
        self._articles: dict[str, Article] = {}
        self.unreadable: set[str] = set()
        """Articles that could not be read when they were asked for."""

    def place_in(self, file: str, line: int = 1, column: int = 1) -> Place:
        """A place in an article, named by its path in the workspace."""
        return Place(self.workspace.relative(self.workspace.articles / file), line, column)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong so far, without reading more articles."""
        return tuple(self._report)

    def article(self, file: str) -> Article | None:
        """The article in ``file``, read once; None when there is no such article."""
        if file not in self._file_set:
            return None
        if file in self._articles:
            return self._articles[file]
        article = self._read(file)
        self._articles[file] = article
        return article

    @cached_property
    def _file_set(self) -> frozenset[str]:
        return frozenset(self.files)

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of the file names."""
        for file in self.files:
            article = self.article(file)
            if article:
                yield article

    def take_over(self, other: Shelves, files: Iterable[str]) -> None:
        """Takes from an earlier library the articles that are described here as they were there."""
        for file in files:
            article = other._articles.get(file)
            if article and file in self._file_set and file not in other.unreadable:
                now, before = self.sources.get(file), other.sources.get(file)
                if now and before:
                    same = now.metadata == before.metadata and now.marks == before.marks
                else:
                    same = now is before
                if same:
                    self._articles[file] = article

    def has_read(self, file: str) -> bool:
        """Whether an article is known as it was when it was read, whatever its file is now."""
        return file in self._articles

    def read_once(self, file: str) -> Article | None:
        """An article of which little is needed once: of many, it is not kept."""
        if len(self.files) <= FEW or file in self._articles:
            return self.article(file)
        return self._read(file) if file in self._file_set else None

    def _read(self, file: str) -> Article:
        try:
            data = read_article_bytes(self.workspace, file)
        except OSError as error:
            self._report.add(
                self.place_in(file), "A002", f"cannot be read: {error.strerror or error}"
            )
            self.unreadable.add(file)
            data = b""
        text, bad = decode(data)
        if bad:
            line, column = bad
            self._report.add(
                self.place_in(file, line, column),
                "A001",
                "not valid UTF-8 here; shown with U+FFFD in its place; save the file as UTF-8",
            )
        source = self.sources.get(file)
        article = Article(file, text)
        if source is None:
            return article
        marks = zone_spans(source, text, article.display, self._report)
        return Article(file, text, source.metadata, marks)

    def locate(self, evidence: Evidence) -> Anchor:
        """Where a piece of evidence stands in its article, word for word."""
        article = self.article(evidence.source)
        return anchor(article.text, evidence) if article else Anchor("lost")

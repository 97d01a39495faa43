"""Numbered sources: the same passage of an article has the same number throughout an export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lunar_tui.corpus.article import Article
from lunar_tui.export.dossier import Passage
from lunar_tui.facts.anchors import Anchor
from lunar_tui.facts.model import Evidence
from lunar_tui.library import Library


@dataclass(frozen=True, slots=True)
class Footnote:
    """One quoted passage. ``article`` is None when the workspace has no such file."""

    number: int
    source: str
    quote: str
    article: Article | None
    anchor: Anchor

    @property
    def line(self) -> int:
        """The line where the passage begins, from 1; 0 when its place is not known."""
        if self.article is None or self.anchor.state == "lost":
            return 0
        return self.article.line_of(self.anchor.start)

    def caution(self) -> str:
        """What a reader must know about the place of the quote; empty when it is exact."""
        if self.article is None:
            return "the article is not in the workspace"
        if self.anchor.state == "lost":
            return "the quote was not found in the article"
        if self.anchor.state == "doubtful":
            why = self.anchor.reason
            if why:
                return f"doubtful: the article says something like it, but {why}"
            return f"doubtful: the quote stands {self.anchor.candidates} times in the article"
        if self.anchor.state == "moved":
            now = self.article.display[self.anchor.start : self.anchor.end]
            return f"moved: {self.anchor.reason}; the article says now “{' '.join(now.split())}”"
        return ""


class Footnotes:
    """Gives each quoted passage its number, counted from 1 in the order of first use."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._notes: dict[tuple[object, ...], Footnote] = {}

    def __iter__(self) -> Iterator[Footnote]:
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)

    def of_evidence(self, evidence: Evidence) -> Footnote:
        anchor = self._library.locate(evidence)
        key: tuple[object, ...] = (evidence.source, anchor.start, anchor.end)
        if anchor.state != "exact":
            key = (evidence.source, evidence.quote, evidence.prefix, evidence.suffix)
        return self._note(key, evidence.source, evidence.quote, anchor)

    def of_passage(self, passage: Passage) -> Footnote:
        anchor = Anchor("exact", passage.start, passage.end, 1)
        file = passage.article.file
        return self._note((file, passage.start, passage.end), file, passage.text, anchor)

    def _note(self, key: tuple[object, ...], source: str, quote: str, anchor: Anchor) -> Footnote:
        if key not in self._notes:
            article = self._library.article(source)
            self._notes[key] = Footnote(len(self._notes) + 1, source, quote, article, anchor)
        return self._notes[key]

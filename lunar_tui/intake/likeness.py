"""Which articles of a workspace say the same as a new one, or nearly."""

from __future__ import annotations

from collections.abc import Iterator

from lunar_tui.corpus.article import Article, decode
from lunar_tui.corpus.duplicates import Fingerprint, Fingerprints, differences
from lunar_tui.corpus.zones import CONTENT
from lunar_tui.intake.outcomes import Twin
from lunar_tui.workspace import Workspace, read_article_bytes

_MOST_NEAR = 3


class Likeness:
    """The articles of a workspace by their words."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._fingerprints = Fingerprints()
        self._texts: dict[str, str] = {}

    def add(self, file: str, fingerprint: Fingerprint, text: str = "") -> None:
        """An article that is there; ``text`` where that is not what is on the disk."""
        self._fingerprints.add(file, fingerprint)
        if text:
            self._texts[file] = text

    def text(self, file: str) -> str:
        """The text of an article that was given; empty where it is on the disk."""
        return self._texts.get(file, "")

    def same(self, fingerprint: Fingerprint) -> str:
        """The article with the same words; empty if there is none."""
        return self._fingerprints.same(fingerprint)

    def twins(self, text: str, fingerprint: Fingerprint) -> Iterator[Twin]:
        """The articles that share most with ``text``, and where they differ from it."""
        for near in self._fingerprints.near(fingerprint)[:_MOST_NEAR]:
            there = self._texts.get(near.file)
            if there is None:
                try:
                    there = decode(read_article_bytes(self._workspace, near.file))[0]
                except OSError:
                    continue
            sentences = _sentences("", text), _sentences(near.file, there)
            yield Twin(near.file, near.likeness, differences(*sentences))


def _sentences(file: str, text: str) -> list[str]:
    article = Article(file, text)
    return [
        " ".join(article.display[item.start : item.end].split())
        for item in article.sentences
        if item.zone in CONTENT
    ]

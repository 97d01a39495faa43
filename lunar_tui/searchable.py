"""What the search needs of a library: its sentences, and what is known beyond them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lunar_tui import builder
from lunar_tui.corpus.article import Metadata
from lunar_tui.corpus.chronology import resolve
from lunar_tui.search import dated
from lunar_tui.search.engine import Document, Part
from lunar_tui.search.keeping import Corpus
from lunar_tui.search.subject import Source, Subject, Told
from lunar_tui.workspace import article_stamps

if TYPE_CHECKING:
    from lunar_tui.library import Library


class Searchable:
    """A library as the search sees it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def corpus(self) -> Corpus:
        """What is to be indexed."""
        return Corpus(self._quick, self._digest, self.documents, self._parts)

    def subject(self) -> Subject:
        """What the library knows beyond its sentences."""
        library = self._library
        kinds = {
            kind.id: tuple(entity.id for entity in library.entities(kind.id))
            for kind in library.kinds
        }
        names, mentions = tuple(library.name_pairs()), library.mentioned.places
        return Subject(names, kinds, self._sources, self._told, mentions)

    def _parts(
        self, files: Sequence[str], progress: Callable[[int, int], None] | None
    ) -> list[Part] | None:
        return builder.parts(self._library.workspace, files, progress)

    def documents(self, files: Iterable[str]) -> Iterator[Document]:
        """The sentences of articles, as they are indexed."""
        for file in files:
            article = self._library.read_once(file)
            if article is None:
                continue
            spans = article.sentences
            texts = [article.display[span.start : span.end] for span in spans]
            dates = resolve(texts, article.metadata.published)
            for span, text, found in zip(spans, texts, dates, strict=True):
                yield Document(
                    file, span.start, span.end, text, span.zone, dated.keys(found), article.opening
                )

    def _quick(self) -> dict[str, str]:
        library, stamps = self._library, article_stamps(self._library.workspace)
        written = {file: text for file in library.sources if (text := self._written(file))}
        return {
            # What was read before may have changed on the disk since; its sentences have not.
            file: ""
            if not (stamp := stamps.get(file)) or library.has_read(file)
            else f"{stamp} {written.get(file, '')}"
            for file in library.files
        }

    def _digest(self, file: str) -> str:
        article = self._library.read_once(file)
        if article is None or file in self._library.unreadable:
            # It may be readable the next time: what says nothing is asked again.
            return ""
        text = article.text.encode("utf-8", "surrogatepass")
        return _short(text + self._written(file).encode())

    def _written(self, file: str) -> str:
        """What of the metadata decides how an article is indexed: its zones and its date."""
        known = self._library.sources.get(file)
        if known is None or not (known.zones or known.metadata.published):
            return ""
        # Not where it is written down: that changes with whatever is written above.
        zones = list(known.marks)
        return _short(f"{zones} {known.metadata.published}".encode("utf-8", "surrogatepass"))

    def _sources(self) -> Iterator[Source]:
        for file in self._library.files:
            known = self._library.sources.get(file)
            meta = known.metadata if known else Metadata()
            yield Source(file, meta.publisher, meta.title, meta.published)

    def _told(self) -> Iterator[Told]:
        """Every claim, once for each sentence that supports it."""
        library = self._library
        for file in library.files:
            article = library.article(file) if library.claims_of(file) else None
            if article is None:
                continue
            for citation in library.citations_in(file):
                if citation.evidence.stance != "supports":
                    continue
                claim = citation.claim
                entity = library.entity(claim.entity)
                names = entity.names if entity else ()
                asked = library.property_of(claim)
                said = (*names, asked.label, *asked.also, library.value_text(claim))
                spot = citation.anchor
                for sentence in article.sentences_in(spot.start, spot.end):
                    place = (file, sentence.start, sentence.end)
                    yield Told(place, claim.entity, "\n".join(said))


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24]

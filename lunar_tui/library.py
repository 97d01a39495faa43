"""The one door to a workspace: the screen, the command line and the exports ask a Library."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from lunar_tui.corpus.article import Article, decode
from lunar_tui.display import clean_line
from lunar_tui.facts.anchors import Anchor, anchor
from lunar_tui.facts.coverage import Coverage, coverage
from lunar_tui.facts.marks import zone_spans
from lunar_tui.facts.model import (
    Claim,
    Entity,
    Evidence,
    Facts,
    Kind,
    Property,
    Source,
)
from lunar_tui.problems import Place, Problem, Report, did_you_mean
from lunar_tui.workspace import (
    Workspace,
    cache_folder,
    list_articles,
    read_article_bytes,
    read_regular,
)

if TYPE_CHECKING:
    from lunar_tui.search.engine import Document, Results
    from lunar_tui.search.index import Opened, SearchIndex

#: Sentences that are read before the first search.
_WARM = 500


@dataclass(frozen=True, slots=True)
class Citation:
    """One piece of evidence of a claim, and where it stands."""

    claim: Claim
    evidence: Evidence
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of validating a workspace."""

    problems: tuple[Problem, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Read:
    """What the YAML files of a workspace say, and what is wrong with them."""

    facts: Facts
    sources: dict[str, Source]
    problems: tuple[Problem, ...]


def read_data(workspace: Workspace) -> Read:
    """Reads the YAML files of a workspace."""
    from lunar_tui.facts import loading
    from lunar_tui.facts.sources import load_sources
    from lunar_tui.facts.yaml_file import MAX_BYTES

    report = Report()
    contents: list[tuple[str, bytes]] = []
    sources: dict[str, Source] = {}
    try:
        paths = workspace.data_files()
    except OSError as error:
        place = Place(workspace.relative(workspace.data))
        report.add(place, "A002", f"the folder cannot be listed: {error.strerror or error}")
        paths = []
    sources_file = ""
    for path in paths:
        name = workspace.relative(path)
        try:
            # One byte more than is allowed, so that the reader sees what is too large.
            data = read_regular(path, MAX_BYTES + 1)
        except OSError as error:
            report.add(Place(name), "A002", f"not read: {error.strerror or error}")
            continue
        if path.name in loading.SOURCES_FILES and sources_file:
            message = f"the sources are in {sources_file} already; keep one of the two files"
            report.add(Place(name), "S006", message)
        elif path.name in loading.SOURCES_FILES:
            sources, sources_file = load_sources(data, name, report), name
        else:
            contents.append((name, data))
    facts = loading.load(contents, report)
    return Read(facts, sources, tuple(report))


class Library:
    """Facts, articles and search of one workspace.

    Facts are read at once, articles when they are first asked for, the index when
    :meth:`open_index` is called. Nothing here changes a file of the workspace.
    """

    def __init__(self, workspace: Workspace, read: Read | None = None) -> None:
        self.workspace = workspace
        read = read or read_data(workspace)
        self._report = Report(list(read.problems))
        self.facts, self.sources = read.facts, read.sources
        listing = list_articles(workspace)
        self.files: tuple[str, ...] = listing.files
        for name, reason in listing.skipped:
            self._report.add(self._place(name), "A002", f"not read: {reason}")
        self._articles: dict[str, Article] = {}
        self._citations: dict[str, tuple[Citation, ...]] = {}
        self._cited_sentences: dict[str, frozenset[int]] = {}

    def _place(self, file: str, line: int = 1, column: int = 1) -> Place:
        """A place in an article, named by its path in the workspace."""
        return Place(self.workspace.relative(self.workspace.articles / file), line, column)

    # --- facts --------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The subject, or the name of the folder."""
        return self.facts.schema.title or self.workspace.root.name

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of which there are entities, in the order of the schema."""
        used = {entity.kind for entity in self.facts.entities.values()}
        return tuple(kind for kind in self.facts.schema.kinds.values() if kind.id in used)

    def entities(self, kind: str | None = None) -> tuple[Entity, ...]:
        """All entities, or those of one kind, in the order of the files."""
        everything = self.facts.entities.values()
        return tuple(entity for entity in everything if kind is None or entity.kind == kind)

    def entity(self, entity_id: str) -> Entity | None:
        return self.facts.entities.get(entity_id)

    def claim(self, claim_id: str) -> Claim | None:
        return self.facts.claims.get(claim_id)

    def find_entity(self, words: str) -> Entity | None:
        """The entity with this id, or with this name or alias whatever its case and spelling.

        None too where the words name several: :meth:`suggest_entity` says which.
        """
        found = self._named(words)
        return found[0] if len(found) == 1 else None

    def _named(self, words: str) -> list[Entity]:
        if words in self.facts.entities:
            return [self.facts.entities[words]]
        wanted = _folded(words)
        entities = self.facts.entities.values() if wanted else ()
        # A name goes before an alias: what one entity is called may be another one's by-name.
        return (
            [entity for entity in entities if entity.name == words]
            or [entity for entity in entities if _folded(entity.name) == wanted]
            or [entity for entity in entities if wanted in map(_folded, entity.names)]
        )

    def suggest_entity(self, words: str) -> str:
        """`` (did you mean "…"?)`` for words that name no entity, or more than one."""
        several = [f'"{entity.id}"' for entity in self._named(words)]
        if len(several) > 1:
            return f" alone: that name has {', '.join(several)}; give the id"
        known = {name for entity in self.facts.entities.values() for name in entity.names}
        return did_you_mean(words, [*self.facts.entities, *sorted(known)])

    def property_of(self, claim: Claim) -> Property:
        return self.facts.schema.property(claim.property)

    def value_text(self, claim: Claim) -> str:
        """The value as people read it: the source's words, or the name of the other entity."""
        value = claim.value
        if value.type == "entity":
            target = self.entity(value.entity)
            name = target.name if target else value.entity
            return value.text or name
        return value.text

    def speaker(self, claim: Claim) -> str:
        """Who said it, by name; empty where no speaker is given."""
        said_by = claim.qualifiers.said_by
        entity = self.entity(said_by)
        return entity.name if entity else said_by

    @cached_property
    def _backlinks(self) -> dict[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.facts.claims.values():
            if claim.value.entity and claim.value.entity != claim.entity:
                found[claim.value.entity].append(claim)
        return {target: tuple(claims) for target, claims in found.items()}

    def backlinks(self, entity_id: str) -> tuple[Claim, ...]:
        """Claims of other entities whose value is this entity."""
        return self._backlinks.get(entity_id, ())

    # --- articles -----------------------------------------------------------------------------

    def article(self, file: str) -> Article | None:
        """The article in ``file``, read once; None when there is no such article."""
        if file in self._articles:
            return self._articles[file]
        if file not in self._file_set:
            return None
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

    def _read(self, file: str) -> Article:
        try:
            data = read_article_bytes(self.workspace, file)
        except OSError as error:
            self._report.add(
                self._place(file), "A002", f"cannot be read: {error.strerror or error}"
            )
            data = b""
        text, bad = decode(data)
        if bad:
            line, column = bad
            self._report.add(
                self._place(file, line, column),
                "A001",
                "not valid UTF-8 here; shown with U+FFFD in its place; save the file as UTF-8",
            )
        source = self.sources.get(file)
        article = Article(file, text)
        if source is None:
            return article
        marks = zone_spans(source, text, article.display, self._report)
        return Article(file, text, source.metadata, marks)

    # --- evidence -----------------------------------------------------------------------------

    def locate(self, evidence: Evidence) -> Anchor:
        """Where a piece of evidence stands in its article."""
        article = self.article(evidence.source)
        return anchor(article.text, evidence) if article else Anchor("lost")

    def citations(self, claim: Claim) -> tuple[Citation, ...]:
        """The evidence of a claim with its places, in the order given."""
        if claim.id not in self._citations:
            self._citations[claim.id] = tuple(
                Citation(claim, piece, self.locate(piece)) for piece in claim.evidence
            )
        return self._citations[claim.id]

    @cached_property
    def _by_source(self) -> dict[str, tuple[Claim, ...]]:
        found: dict[str, dict[str, Claim]] = defaultdict(dict)
        for claim in self.facts.claims.values():
            for piece in claim.evidence:
                found[piece.source][claim.id] = claim
        return {source: tuple(claims.values()) for source, claims in found.items()}

    def claims_of(self, file: str) -> tuple[Claim, ...]:
        """The claims that name an article as a source; the article is not read."""
        return self._by_source.get(file, ())

    def citations_in(self, file: str) -> tuple[Citation, ...]:
        """All evidence that stands in one place of an article, in the order of the text.

        A doubtful quote is not among it: to take the first of its places would be a guess.
        """
        found = [
            citation
            for claim in self.claims_of(file)
            for citation in self.citations(claim)
            if citation.evidence.source == file and citation.anchor.state == "exact"
        ]
        return tuple(sorted(found, key=lambda item: (item.anchor.start, item.anchor.end)))

    def cited_sentences(self, file: str) -> frozenset[int]:
        """Where the sentences begin that support some claim."""
        if file not in self._cited_sentences:
            article = self.article(file)
            self._cited_sentences[file] = frozenset(
                sentence.start
                for item in self.citations_in(file)
                if item.evidence.stance == "supports"
                for sentence in (
                    article.sentences_in(item.anchor.start, item.anchor.end) if article else ()
                )
            )
        return self._cited_sentences[file]

    def claims_at(
        self, file: str, start: int, end: int, stance: str = "supports"
    ) -> tuple[Claim, ...]:
        """The claims whose evidence of this stance shares a character with the span, each once."""
        found = {
            citation.claim.id: citation.claim
            for citation in self.citations_in(file)
            if citation.evidence.stance == stance
            and citation.anchor.start < end
            and citation.anchor.end > start
        }
        return tuple(found.values())

    def excused_in(self, file: str) -> tuple[tuple[int, int, str], ...]:
        """Spans of an article that no claim needs to cite, each with its reason."""
        source = self.sources.get(file)
        article = self.article(file)
        if source is None or article is None:
            return ()
        spots = [(anchor(article.text, item.quote), item.reason) for item in source.excused]
        return tuple((spot.start, spot.end, why) for spot, why in spots if spot.state == "exact")

    def coverage_of(self, article: Article) -> Coverage:
        cited = [
            (item.anchor.start, item.anchor.end)
            for item in self.citations_in(article.file)
            if item.evidence.stance != "mentions"
        ]
        excused = [(start, end) for start, end, _ in self.excused_in(article.file)]
        return coverage(article, cited, excused)

    # --- search -------------------------------------------------------------------------------

    @cached_property
    def index(self) -> SearchIndex:
        from lunar_tui.search.index import SearchIndex

        names = (
            (entity.id, name) for entity in self.facts.entities.values() for name in entity.names
        )
        return SearchIndex(cache_folder(self.workspace), names)

    def open_index(
        self, *, rebuild: bool = False, progress: Callable[[int], None] | None = None
    ) -> Opened:
        """Opens the index of all sentences, or builds it; may run in a thread of its own.

        ``progress`` is called with the number of sentences indexed so far.
        """
        return self.index.ensure(
            self._index_key(), self._documents, rebuild=rebuild, progress=progress
        )

    def _index_key(self) -> str:
        import hashlib

        digest = hashlib.sha256()
        for article in self.articles():
            text = article.text.encode("utf-8", "surrogatepass")
            digest.update(f"{article.file}\0{len(text)}\0{article.zones}\0".encode())
            digest.update(text)
        return digest.hexdigest()

    def _documents(self) -> Iterator[Document]:
        from lunar_tui.search.engine import Document

        for article in self.articles():
            for span in article.sentences:
                text = article.display[span.start : span.end]
                yield Document(article.file, span.start, span.end, text, span.zone)

    def search(
        self,
        query: str,
        *,
        limit: int = 200,
        sources: Collection[str] | None = None,
        zones: Collection[str] | None = None,
        typing: bool = False,
    ) -> Results:
        """Ranked sentences for a query; :meth:`open_index` comes first."""
        return self.index.search(query, limit=limit, sources=sources, zones=zones, typing=typing)

    def warm_up_search(self) -> None:
        """Spares the first searches the loading; may run in a thread of its own."""
        self.index.warm_up(document.text for document in islice(self._documents(), _WARM))

    # --- validation ---------------------------------------------------------------------------

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong so far, without reading more articles."""
        return tuple(self._report)

    def check(self) -> Check:
        """Reads everything and names every problem."""
        from lunar_tui.facts.validation import check_dates, check_evidence, check_sources

        report = self._report
        articles = {article.file: article for article in self.articles()}
        for article in articles.values():
            if not article.display.strip():
                place = self._place(article.file)
                report.add(place, "A005", "the article is empty; fill or remove it")
        entities = self.facts.entities.values()
        check_dates(entities, self.sources.values(), report)
        check_evidence(entities, self.sources.values(), articles, report)
        check_sources(self.sources.values(), articles, report)
        total = Coverage()
        for article in articles.values():
            part = self.coverage_of(article)
            total += part
            if self.claims_of(article.file):
                self._report_open(article, part)
        return Check(self.problems, total)

    def _report_open(self, article: Article, part: Coverage) -> None:
        for sentence in part.open:
            text = clean_line(article.text[sentence.start : sentence.end])
            line = article.line_of(sentence.start)
            column = sentence.start - article.display.rfind("\n", 0, sentence.start)
            self._report.add(
                self._place(article.file, line, column),
                "C001",
                f"{sentence.zone} sentence is neither cited nor excused: {_shorten(text)}",
            )


def _shorten(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(character for character in plain if character.isalnum())


def open_library(folder: str | Path | None = None) -> Library:
    """The library of a folder, or of the shipped workspace.

    Raises:
        WorkspaceError: there is no workspace; the message is for people.
    """
    from lunar_tui.workspace import open_workspace

    return Library(open_workspace(folder))

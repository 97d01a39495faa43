"""The one door to a workspace: the screen, the command line and the exports ask a Library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from lunar_tui.corpus.article import Article, decode
from lunar_tui.corpus.dates import as_of
from lunar_tui.data import Read, read_data
from lunar_tui.display import shortened
from lunar_tui.facts.anchors import Anchor, anchor
from lunar_tui.facts.coverage import Coverage, coverage
from lunar_tui.facts.marks import zone_spans
from lunar_tui.facts.model import (
    Claim,
    Entity,
    Evidence,
    Finding,
    Kind,
    Property,
    folded_name,
)
from lunar_tui.problems import Place, Problem, Report, did_you_mean
from lunar_tui.workspace import (
    Workspace,
    cache_folder,
    digest_of,
    list_articles,
    read_article_bytes,
)

if TYPE_CHECKING:
    from datetime import date

    from lunar_tui.anchorage import Anchorage
    from lunar_tui.facts.attestation import Attestation, Setting
    from lunar_tui.facts.clocks import Clocks
    from lunar_tui.facts.connections import Connection, Neighbourhood
    from lunar_tui.facts.timeline import Event
    from lunar_tui.mentioned import Mentioned
    from lunar_tui.search.engine import Explanation, Results
    from lunar_tui.search.index import Opened, SearchIndex
    from lunar_tui.suggestions.model import Suggestion
    from lunar_tui.suggestions.newcomers import Newcomer
    from lunar_tui.suggestions.suggester import Suggester

#: Sentences that are read before the first search.
_WARM = 500
#: Articles that are kept once they were read, whoever asked for them.
_FEW = 200


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


class Library:
    """Facts, articles and search of one workspace.

    Facts are read at once, articles when they are first asked for, the index when
    :meth:`open_index` is called. Nothing here changes a file of the workspace.
    """

    def __init__(
        self,
        workspace: Workspace,
        read: Read | None = None,
        findings: tuple[Finding, ...] | None = None,
    ) -> None:
        """``read`` and ``findings`` spare the reading and the comparing, where they are known."""
        self.workspace = workspace
        read = read or read_data(workspace)
        if findings is not None:
            self.__dict__["findings"] = findings
        self.day: date | None = None
        """Not None: only what was published by that day is here; :attr:`present` has the rest."""
        self.present: Library = self
        self.read_problems: tuple[Problem, ...] = tuple(read.problems)
        """What is wrong with the YAML files by themselves."""
        self._report = Report(list(read.problems))
        self.facts, self.sources = read.facts, read.sources
        self.dismissed = read.dismissed
        listing = list_articles(workspace)
        self.files: tuple[str, ...] = listing.files
        for name, reason in listing.skipped:
            self._report.add(self._place(name), "A002", f"not read: {reason}")
        self._articles: dict[str, Article] = {}
        self.hasty = False
        """Quotes that do not stand word for word are not looked for now: somebody waits."""
        self.unreadable: set[str] = set()
        """Articles that could not be read when they were asked for."""
        self._citations: dict[str, tuple[Citation, ...]] = {}
        self._attestations: dict[str, tuple[Attestation, ...]] = {}
        self._supporting_counts: dict[str, Mapping[int, int]] = {}
        self.suggestion_counts: dict[str, int] = {}
        """How many suggestions there are of an article, where that was asked for already."""

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
        wanted = folded_name(words)
        entities = self.facts.entities.values() if wanted else ()
        # A name goes before an alias: what one entity is called may be another one's by-name.
        return (
            [entity for entity in entities if entity.name == words]
            or [entity for entity in entities if folded_name(entity.name) == wanted]
            or [entity for entity in entities if wanted in map(folded_name, entity.names)]
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

    # --- connections --------------------------------------------------------------------------

    def connections(self, entity_id: str) -> tuple[Connection, ...]:
        """The neighbours of an entity with the claims that say so, in the schema's order."""
        from lunar_tui.facts.connections import connections

        links = self._links(entity_id)
        own = [claim for claim in links if claim.entity == entity_id]
        return connections(entity_id, own, links, self.facts.schema)

    def neighbourhood(self, entity_id: str, depth: int = 1) -> Neighbourhood:
        """An entity, those at most ``depth`` links away, and all links among them."""
        from lunar_tui.facts.connections import neighbourhood

        return neighbourhood(entity_id, self._links, self.facts.schema, depth)

    def _links(self, entity_id: str) -> list[Claim]:
        """The claims that connect an entity to one that there is; its own come first."""
        entity = self.entity(entity_id)
        own = entity.claims if entity else ()
        known = [claim for claim in own if claim.value.entity in self.facts.entities]
        return [*known, *self.backlinks(entity_id)]

    # --- clocks -------------------------------------------------------------------------------

    @cached_property
    def published(self) -> dict[str, str]:
        """When each article was published, EDTF by file; empty where it is not known."""
        return {file: source.metadata.published for file, source in self.sources.items()}

    def clocks(self, claim: Claim) -> Clocks:
        """What date a claim is about, when it was said and by whom, when it was published."""
        from lunar_tui.facts.clocks import clocks

        return clocks(claim, self.published)

    def as_of(self, day: date) -> Library:
        """The same workspace with those claims and articles that were surely published by ``day``.

        Every entity is still there, perhaps without claims. Articles and index are shared.
        """
        from lunar_tui.facts.clocks import facts_as_of, published_by

        facts = facts_as_of(self.facts, day, self.published)
        past = Library(self.workspace, Read(facts, self.sources, (), self.dismissed))
        past.day, past.present = day, self.present
        past.files = tuple(f for f in self.files if published_by(f, day, self.published))
        past._report, past._articles = self._report, self._articles
        return past

    # --- timeline -----------------------------------------------------------------------------

    def timeline(self, *, entity: str | None = None, kind: str | None = None) -> tuple[Event, ...]:
        """All claims that are dates, in order; or those of one entity or of one kind.

        What was known on a day is asked of the library :meth:`as_of` that day.
        """
        from lunar_tui.facts.timeline import timeline

        entities = (item for item in self.entities(kind) if entity is None or item.id == entity)
        return timeline((claim for item in entities for claim in item.claims), self.published)

    # --- findings -----------------------------------------------------------------------------

    @property
    def findings_known(self) -> bool:
        """Whether :attr:`findings` answers at once."""
        return "findings" in self.__dict__

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Where claims differ: what the values show, then what the editor has read.

        The first call compares all values, which may load a library of units: some 0.5 s.
        """
        from lunar_tui.facts.findings import find

        shown = find(self.facts.entities.values(), self.facts.schema, self._as_said)
        return (*shown, *self.facts.findings)

    @cached_property
    def _findings_by_claim(self) -> dict[str, tuple[Finding, ...]]:
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            for claim in finding.claims:
                found[claim].append(finding)
        return {claim: tuple(items) for claim, items in found.items()}

    def findings_of(self, claim: Claim) -> tuple[Finding, ...]:
        """The findings that a claim is part of."""
        return self._findings_by_claim.get(claim.id, ())

    def entities_of(self, finding: Finding) -> frozenset[str]:
        """The entities that a finding concerns: its own, and those of its claims."""
        claims = (self.claim(claim) for claim in finding.claims)
        return frozenset({finding.entity, *(claim.entity for claim in claims if claim)})

    def finding(self, finding_id: str) -> Finding | None:
        return next((item for item in self.findings if item.id == finding_id), None)

    def evidence_of(self, finding: Finding) -> tuple[tuple[Claim | None, Evidence], ...]:
        """The quotes of a finding, the oldest source first; None: beside the claims.

        Of each claim one quote from each article, and of each stance: enough to compare. What only
        mentions it is left out.
        """
        from lunar_tui.facts.findings import side_by_side

        claims = (self.claim(claim) for claim in finding.claims)
        return side_by_side(finding, filter(None, claims), self.published)

    def ends_of(self, finding: Finding) -> tuple[str, str]:
        """The oldest and the newest source of a finding; empty where their dates do not tell."""
        from lunar_tui.facts.clocks import oldest_and_newest

        return oldest_and_newest(
            {piece.source for _, piece in self.evidence_of(finding)}, self.published
        )

    def source_name(self, file: str) -> str:
        """Who published an article, and when; its title or its file where that is not known.

        ``≈`` stands before what the article does not state itself.
        """
        source = self.sources.get(file)
        meta = source.metadata if source else None
        if meta is None:
            return file
        name = meta.publisher or (f"“{shortened(meta.title, 30)}”" if meta.title else file)
        named = "≈" if meta.publisher and meta.reason("publisher") else ""
        dated = "≈" if meta.dated and meta.reason("published") else ""
        return f"{named}{name} {dated}{meta.dated}".rstrip()

    def _as_said(self, claim: Claim) -> str:
        about = claim.qualifiers.about
        said = self.value_text(claim) + (f" {as_of(about)}" if about else "")
        return f"{said} ({', '.join(map(self.source_name, claim.sources))})"

    # --- articles -----------------------------------------------------------------------------

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

    def take_over(self, other: Library, files: Iterable[str]) -> None:
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
        if len(self.files) <= _FEW or file in self._articles:
            return self.article(file)
        return self._read(file) if file in self._file_set else None

    def _read(self, file: str) -> Article:
        try:
            data = read_article_bytes(self.workspace, file)
        except OSError as error:
            self._report.add(
                self._place(file), "A002", f"cannot be read: {error.strerror or error}"
            )
            self.unreadable.add(file)
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
        """Where a piece of evidence stands in its article.

        What does not stand there word for word is looked for once, in some 10 ms.
        """
        article = self.article(evidence.source)
        if article is None:
            return Anchor("lost")
        spot = anchor(article.text, evidence)
        return self.anchorage.spot(evidence) if spot.state == "lost" else spot

    @cached_property
    def anchorage(self) -> Anchorage:
        """Which quotes do not stand word for word, and what became of them."""
        from lunar_tui.anchorage import Anchorage

        return Anchorage(self)

    @property
    def drift_known(self) -> bool:
        """Whether it is known which quotes do not stand word for word."""
        return "anchorage" in self.__dict__ and self.anchorage.known

    @property
    def drifted(self) -> int:
        """How many quotes do not stand word for word; 0 while that is not known."""
        return len(self.anchorage.standings) if self.drift_known else 0

    def find_moved(self) -> None:
        """Looks for all quotes that do not stand word for word; may run in a thread of its own.

        From then on :meth:`locate` knows where they are.
        """
        drifted = self.anchorage.standings
        self.hasty = False
        if drifted:
            for known in (self._citations, self._attestations, self._supporting_counts):
                known.clear()

    def citations(self, claim: Claim) -> tuple[Citation, ...]:
        """The evidence of a claim with its places, in the order given."""
        if claim.id not in self._citations:
            self._citations[claim.id] = tuple(
                Citation(claim, piece, self.locate(piece)) for piece in claim.evidence
            )
        return self._citations[claim.id]

    def attestations(self, claim: Claim) -> tuple[Attestation, ...]:
        """The independent voices for a claim, the earliest first; their number is what counts.

        The sentences of the articles that it names are read, and compared with each other.
        """
        if claim.id not in self._attestations:
            from lunar_tui.facts.attestation import attestations

            found = attestations(claim, self._setting_of, self.published)
            self._attestations[claim.id] = found
        return self._attestations[claim.id]

    def source_count(self, claim: Claim) -> int:
        """How many independent sources a claim has, as far as that is known without reading.

        Until its sentences were compared, every article that supports it counts.
        """
        voices = self._attestations.get(claim.id)
        return len(claim.sources) if voices is None else len(voices)

    def compare(self) -> None:
        """Compares all claims and their sentences; may run in a thread of its own.

        From then on :attr:`findings`, :meth:`attestations` and :meth:`source_count` answer at once.
        """
        _ = self.findings
        for claim in self.facts.claims.values():
            self.attestations(claim)

    def _setting_of(self, evidence: Evidence) -> Setting | None:
        """The sentences in which a quote stands; None where its place is not certain."""
        from lunar_tui.facts.attestation import Setting

        spot, article = self.locate(evidence), self.article(evidence.source)
        if article is None or not spot.certain:
            return None
        sentences = article.sentences_in(spot.start, spot.end)
        if not sentences:
            return Setting(article.display[spot.start : spot.end], "", spot.start, spot.end)
        start, end = sentences[0].start, sentences[-1].end
        return Setting(article.display[start:end], sentences[0].zone, start, end)

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

        A quote that moved is among it: it says there what it said, in other words perhaps.
        A doubtful quote is not among it: to take the first of its places would be a guess.
        """
        found = [
            citation
            for claim in self.claims_of(file)
            for citation in self.citations(claim)
            if citation.evidence.source == file and citation.anchor.certain
        ]
        return tuple(sorted(found, key=lambda item: (item.anchor.start, item.anchor.end)))

    def supporting_counts(self, file: str) -> Mapping[int, int]:
        """How many claims each sentence of an article supports, by where the sentence begins.

        Sentences that support none are left out.
        """
        if file not in self._supporting_counts:
            article = self.article(file)
            found: dict[int, set[str]] = defaultdict(set)
            for item in self.citations_in(file):
                if article and item.evidence.stance == "supports":
                    for sentence in article.sentences_in(item.anchor.start, item.anchor.end):
                        found[sentence.start].add(item.claim.id)
            counts = {start: len(claims) for start, claims in found.items()}
            self._supporting_counts[file] = counts
        return self._supporting_counts[file]

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
        spots = [(self.locate(item.quote), item.reason) for item in source.excused]
        return tuple((spot.start, spot.end, why) for spot, why in spots if spot.certain)

    def coverage_of(self, article: Article) -> Coverage:
        cited = [
            (item.anchor.start, item.anchor.end)
            for item in self.citations_in(article.file)
            if item.evidence.stance != "mentions"
        ]
        excused = [(start, end) for start, end, _ in self.excused_in(article.file)]
        return coverage(article, cited, excused)

    # --- suggestions --------------------------------------------------------------------------

    @cached_property
    def _suggester(self) -> Suggester:
        from lunar_tui.suggestions.suggester import Suggester

        return Suggester(self.facts, self.mentioned.names, self.dismissed)

    def suggestions(
        self, files: Iterable[str] | None = None, *, everything: bool = False
    ) -> Iterator[Suggestion]:
        """Claims that sentences of some articles, or of all, may support, in the order of the text.

        Only of sentences that no claim cites and that are not excused, unless ``everything`` is
        wanted. The first one loads what splits sentences.
        """
        for file in self.files if files is None else files:
            article = self.read_once(file)
            source = self.sources.get(file)
            if article:
                cited = [
                    (item.claim, (item.anchor.start, item.anchor.end))
                    for item in self.citations_in(file)
                    if item.evidence.stance != "mentions"
                ]
                excused = self.excused_in(file) if source and source.excused else ()
                spans = [(start, end) for start, end, _ in excused]
                count = 0
                for item in self._suggester.of(article, cited, spans, everything=everything):
                    count += 1
                    yield item
                if not everything:
                    self.suggestion_counts[file] = count

    def newcomers(self, files: Iterable[str] | None = None) -> list[Newcomer]:
        """Names that some articles, or all, use again and again, and that are no entity yet."""
        from lunar_tui.suggestions.newcomers import newcomers

        wanted = self.files if files is None else files
        articles = filter(None, map(self.read_once, wanted))
        return newcomers(articles, self.mentioned.names, self.name_pairs())

    # --- mentions -----------------------------------------------------------------------------

    def name_pairs(self) -> Iterator[tuple[str, str]]:
        """Every name with the id of what it names, the preferred one first."""
        for entity in self.facts.entities.values():
            for name in entity.names:
                yield entity.id, name

    @cached_property
    def mentioned(self) -> Mentioned:
        """Where the articles name the entities."""
        from lunar_tui.mentioned import Mentioned

        return Mentioned(self)

    # --- search -------------------------------------------------------------------------------

    @cached_property
    def index(self) -> SearchIndex:
        from lunar_tui.search.index import SearchIndex
        from lunar_tui.searchable import Searchable

        if self.present is not self:
            return self.present.index
        return SearchIndex(cache_folder(self.workspace), Searchable(self).subject)

    def open_index(
        self, *, rebuild: bool = False, progress: Callable[[int, int], None] | None = None
    ) -> Opened:
        """Opens the index of all sentences and brings it up to date, or builds it.

        May run in a thread of its own. ``progress`` is told how many articles of how
        many are indexed.
        """
        if self.present is not self:
            return self.present.open_index(rebuild=rebuild, progress=progress)
        from lunar_tui.searchable import Searchable

        corpus = Searchable(self).corpus()
        return self.index.ensure(corpus, rebuild=rebuild, progress=progress)

    def search(
        self,
        query: str,
        *,
        limit: int = 200,
        sources: Collection[str] | None = None,
        zones: Collection[str] | None = None,
        typing: bool = False,
        stop: Callable[[], bool] | None = None,
    ) -> Results:
        """Ranked sentences for a query; :meth:`open_index` comes first.

        Once ``stop`` says yes, what is found need not be whole.
        """
        return self.index.search(
            query,
            limit=limit,
            sources=self._published(sources),
            zones=zones,
            typing=typing,
            stop=stop,
        )

    def explain(
        self,
        query: str,
        places: Iterable[tuple[str, int, int]],
        *,
        sources: Collection[str] | None = None,
        zones: Collection[str] | None = None,
        typing: bool = False,
    ) -> tuple[Explanation | None, ...]:
        """For each place why :meth:`search` finds its sentence; None if it does not."""
        return self.index.explain(
            query, places, sources=self._published(sources), zones=zones, typing=typing
        )

    def _published(self, sources: Collection[str] | None) -> Collection[str] | None:
        """Of some articles, or of all, those of the day."""
        if self.day is None:
            return sources
        return [file for file in self.files if sources is None or file in sources]

    def warm_up_search(self) -> None:
        """Spares the first searches the loading; may run in a thread of its own."""
        from lunar_tui.searchable import Searchable

        files = self.files if len(self.files) <= _FEW else ()
        documents = Searchable(self).documents(files)
        self.index.warm_up(document.text for document in islice(documents, _WARM))

    # --- validation ---------------------------------------------------------------------------

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong so far, without reading more articles."""
        return tuple(self._report)

    def check(self) -> Check:
        """Reads everything and names every problem."""
        from lunar_tui.facts import validation

        report = self._report
        articles = {article.file: article for article in self.articles()}
        validation.check_empty(articles.values(), self._place, report)
        entities = self.facts.entities.values()
        validation.check_dates(entities, self.sources.values(), report)
        validation.check_evidence(
            entities,
            self.sources.values(),
            self.facts.findings,
            articles,
            report,
            reanchored=self.anchorage.of,
        )
        validation.check_sources(self.sources.values(), articles, report)
        digest = partial(digest_of, self.workspace)
        validation.check_originals(self.sources.values(), digest, report)
        total = Coverage()
        for article in articles.values():
            part = self.coverage_of(article)
            total += part
            if self.claims_of(article.file):
                validation.check_coverage(article, part, self._place, report)
        return Check(self.problems, total)


def open_library(folder: str | Path | None = None) -> Library:
    """The library of a folder, or of the shipped workspace.

    Raises:
        WorkspaceError: there is no workspace; the message is for people.
    """
    from lunar_tui.workspace import open_workspace

    return Library(open_workspace(folder))

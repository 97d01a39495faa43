"""The one door to a workspace: the screen, the command line and the exports ask a Library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from lunar_tui.citing import Citation, Citing
from lunar_tui.corpus.dates import as_of
from lunar_tui.data import Read
from lunar_tui.facts.anchors import Anchor
from lunar_tui.facts.model import Claim, Evidence, Finding
from lunar_tui.shelves import FEW
from lunar_tui.workspace import Workspace, cache_folder

if TYPE_CHECKING:
    from datetime import date

    from lunar_tui.anchorage import Anchorage
    from lunar_tui.checking import Check
    from lunar_tui.mentioned import Mentioned
    from lunar_tui.search.engine import Explanation, Results
    from lunar_tui.search.index import Opened, SearchIndex
    from lunar_tui.suggestions.model import Suggestion
    from lunar_tui.suggestions.newcomers import Newcomer
    from lunar_tui.suggestions.suggester import Suggester

__all__ = ["Citation", "Library", "open_library"]

#: Sentences that are read before the first search.
_WARM = 500


class Library(Citing):
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
        super().__init__(workspace, read)
        if findings is not None:
            self.__dict__["findings"] = findings
        self.day: date | None = None
        """Not None: only what was published by that day is here; :attr:`present` has the rest."""
        self.present: Library = self
        self.hasty = False
        """Quotes that do not stand word for word are not looked for now: somebody waits."""
        self.suggestion_counts: dict[str, int] = {}
        """How many suggestions there are of an article, where that was asked for already."""

    # --- as of a day --------------------------------------------------------------------------

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

    @cached_property
    def undated(self) -> int:
        """Of how many articles it is not known when they were published: no day has them."""
        return sum(not self.published.get(file) for file in self.present.files)

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

    def _as_said(self, claim: Claim) -> str:
        about = claim.qualifiers.about
        said = self.value_text(claim) + (f" {as_of(about)}" if about else "")
        return f"{said} ({', '.join(map(self.source_name, claim.sources))})"

    # --- quotes that moved --------------------------------------------------------------------

    def locate(self, evidence: Evidence) -> Anchor:
        """Where a piece of evidence stands in its article.

        What does not stand there word for word is looked for once, in some 10 ms.
        """
        spot = super().locate(evidence)
        there = evidence.source in self._file_set
        return self.anchorage.spot(evidence) if spot.state == "lost" and there else spot

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

    def settle(self) -> None:
        """Finds what a screen asks for first; may run in a thread of its own."""
        self.find_moved()
        _ = self.mentioned.names
        self.claims_of("")

    def find_moved(self) -> None:
        """Looks for all quotes that do not stand word for word; may run in a thread of its own.

        From then on :meth:`locate` knows where they are.
        """
        drifted = self.anchorage.standings
        self.hasty = False
        if drifted:
            self.forget_places()

    def compare(self) -> None:
        """Compares all claims and their sentences; may run in a thread of its own.

        From then on :attr:`findings`, :meth:`attestations` and :meth:`source_count` answer at once.
        """
        _ = self.findings
        for claim in self.facts.claims.values():
            self.attestations(claim)

    # --- suggestions --------------------------------------------------------------------------

    @cached_property
    def _suggester(self) -> Suggester:
        from lunar_tui.suggestions.suggester import Suggester

        return Suggester(self.facts, self.mentioned.names, self.dismissed)

    def suggestions(
        self,
        files: Iterable[str] | None = None,
        *,
        everything: bool = False,
        at: tuple[int, int] | None = None,
    ) -> Iterator[Suggestion]:
        """Claims that sentences of some articles, or of all, may support, in the order of the text.

        Only of sentences that no claim cites and that are not excused, unless ``everything`` is
        wanted; with ``at`` only of those at a span. The first one loads what splits sentences.
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
                found = self._suggester.of(article, cited, spans, everything=everything, at=at)
                for item in found:
                    count += 1
                    yield item
                if not everything and at is None:
                    self.suggestion_counts[file] = count

    @property
    def foreign(self) -> dict[str, str]:
        """The articles that :meth:`suggestions` passed over as not in English; their languages."""
        return self._suggester.foreign

    def newcomers(
        self, files: Iterable[str] | None = None, *, once: bool = False
    ) -> list[Newcomer]:
        """Names that some articles, or all, use again and again, and that are no entity yet.

        ``once``: those too that are used a single time, which more often are none. Those that were
        dismissed are not among them.
        """
        from lunar_tui.suggestions.model import dismissed_names
        from lunar_tui.suggestions.newcomers import FEWEST, newcomers

        wanted = self.files if files is None else files
        articles = filter(None, map(self.read_once, wanted))
        fewest = 1 if once else FEWEST
        found = newcomers(articles, self.mentioned.names, self.name_pairs(), fewest)
        dismissed = dismissed_names(self.dismissed)
        return [one for one in found if one.name not in dismissed]

    # --- mentions -----------------------------------------------------------------------------

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

        files = self.files if len(self.files) <= FEW else ()
        documents = Searchable(self).documents(files)
        self.index.warm_up(document.text for document in islice(documents, _WARM))

    # --- validation ---------------------------------------------------------------------------

    def check(self) -> Check:
        """Reads everything and names every problem."""
        from lunar_tui.checking import check

        return check(self, self._report)


def open_library(folder: str | Path | None = None) -> Library:
    """The library of a folder, or of the shipped workspace.

    Raises:
        WorkspaceError: there is no workspace; the message is for people.
    """
    from lunar_tui.workspace import open_workspace

    return Library(open_workspace(folder))

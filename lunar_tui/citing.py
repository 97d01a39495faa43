"""Which claims the sentences of the articles support, and which sentences support a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lunar_tui.corpus.article import Article
from lunar_tui.data import Read
from lunar_tui.facts.anchors import Anchor
from lunar_tui.facts.coverage import Coverage, coverage
from lunar_tui.facts.model import Claim, Evidence
from lunar_tui.shelves import Shelves
from lunar_tui.workspace import Workspace

if TYPE_CHECKING:
    from lunar_tui.facts.attestation import Attestation, Setting


@dataclass(frozen=True, slots=True)
class Citation:
    """One piece of evidence of a claim, and where it stands."""

    claim: Claim
    evidence: Evidence
    anchor: Anchor


class Citing(Shelves):
    """Facts and articles, each beside the other."""

    def __init__(self, workspace: Workspace, read: Read | None = None) -> None:
        super().__init__(workspace, read)
        self._citations: dict[str, tuple[Citation, ...]] = {}
        self._attestations: dict[str, tuple[Attestation, ...]] = {}
        self._supporting_counts: dict[str, Mapping[int, int]] = {}

    def forget_places(self) -> None:
        """Where quotes stand is asked anew: more is known of it now."""
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

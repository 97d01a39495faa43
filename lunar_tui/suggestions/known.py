"""What the claims of a workspace say already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lunar_tui.facts.model import Claim
from lunar_tui.facts.values import is_compatible, relate
from lunar_tui.suggestions.model import Span, Suggestion


class Known:
    """Claims by entity and property, and where in one article each is quoted."""

    def __init__(self, claims: Iterable[Claim], cited: Iterable[tuple[Claim, Span]]) -> None:
        """``cited``: the claims that an article supports, each with the span of a quote."""
        self._claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            self._claims[claim.entity, claim.property].append(claim)
        self._cited: dict[tuple[str, str], list[tuple[Claim, Span]]] = defaultdict(list)
        spans: list[Span] = []
        for claim, span in cited:
            self._cited[claim.entity, claim.property].append((claim, span))
            spans.append(span)
        self.spans: Sequence[Span] = tuple(sorted(spans))

    def says(self, suggestion: Suggestion) -> bool:
        """Whether a claim of the same value is cited from the same sentence."""
        return any(
            span[0] < suggestion.end
            and span[1] > suggestion.start
            and is_compatible(relate(claim.value, suggestion.value))
            for claim, span in self._cited.get((suggestion.entity, suggestion.property), ())
        )

    def claim_of(self, suggestion: Suggestion) -> str:
        """The claim of the same value, which could take the quote as further evidence; or none."""
        same = self._claims.get((suggestion.entity, suggestion.property), ())
        return next((c.id for c in same if relate(c.value, suggestion.value) == "equal"), "")

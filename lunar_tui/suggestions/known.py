"""What the claims of a workspace say already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lunar_tui.facts.model import Claim
from lunar_tui.facts.values import is_compatible, relate
from lunar_tui.suggestions.model import Span, Suggestion


class Quotes:
    """The claims that one article supports, and where they are quoted."""

    def __init__(self, cited: Iterable[tuple[Claim, Span]]) -> None:
        self._cited: dict[tuple[str, str], list[tuple[Claim, Span]]] = defaultdict(list)
        spans: set[Span] = set()
        for claim, span in cited:
            self._cited[claim.entity, claim.property].append((claim, span))
            spans.add(span)
        self.spans = tuple(sorted(spans))

    def say(self, suggestion: Suggestion) -> bool:
        """Whether a claim of such a value is cited from the same sentence."""
        return any(
            span[0] < suggestion.end
            and span[1] > suggestion.start
            and is_compatible(relate(claim.value, suggestion.value))
            for claim, span in self._cited.get((suggestion.entity, suggestion.property), ())
        )


class Known:
    """The claims of a workspace by entity and property."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            self._claims[claim.entity, claim.property].append(claim)

    def claim_of(self, suggestion: Suggestion) -> str:
        """The claim of the same value, which could take the quote as further evidence; or none."""
        same = self._claims.get((suggestion.entity, suggestion.property), ())
        return next((c.id for c in same if relate(c.value, suggestion.value) == "equal"), "")

"""What the claims of a workspace say already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lunar_tui.facts.model import Claim, Qualifiers
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
        """The claim of the same value, which could take the quote as further evidence; or none.

        A plan is not what happened, and what one says is not what another says.
        """
        for claim in self._claims.get((suggestion.entity, suggestion.property), ()):
            if relate(claim.value, suggestion.value) == "equal" and _agree(
                claim.qualifiers, suggestion.qualifiers
            ):
                return claim.id
        return ""


def _agree(one: Qualifiers, other: Qualifiers) -> bool:
    """Whether a quote that is qualified as ``other`` says what a claim does that is as ``one``."""
    if (one.certainty == "planned") != (other.certainty == "planned"):
        return False
    pairs = ((one.said_by, other.said_by), (one.role, other.role))
    return all(not (mine and theirs) or mine == theirs for mine, theirs in pairs)

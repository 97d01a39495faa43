"""What the points of a sentence are measured against: how rare a word is, how long a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from lunar_tui.search.plan import Sequence, Term
from lunar_tui.search.segment import MAX_LENGTH

# How soon more of a word, and more words around it, count for less (the k1 and b of BM25).
_SATURATION, _LENGTH = 1.2, 0.4


@dataclass(frozen=True)
class Statistics:
    """What rarity and length are measured against: of the whole index, not of one segment."""

    documents: int
    average: float
    """Words of a sentence."""
    count: Callable[[str], int]
    """How many sentences have a form."""

    def rarity(self, term: Term) -> float:
        """What the term is worth."""
        count = min(self.documents, sum(self.count(form.text) for form in term.forms))
        return math.log(1 + (self.documents - count + 0.5) / (count + 0.5))

    def worth(self, name: Term | Sequence) -> float:
        """What all terms of a name are worth together."""
        return sum(map(self.rarity, (name,) if isinstance(name, Term) else name.terms))

    @cached_property
    def factors(self) -> tuple[float, ...]:
        """The factor for each number of words."""
        average = self.average or 1.0
        return tuple(
            (_SATURATION + 1) / (1 + _SATURATION * (1 - _LENGTH + _LENGTH * length / average))
            for length in range(MAX_LENGTH + 1)
        )

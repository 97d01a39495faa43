"""Vocabularies of a few words."""

from __future__ import annotations

from collections.abc import Mapping

from lunar_tui.search.analysis import stem
from lunar_tui.search.vocabulary import Vocabulary, Words


def counted(*parts: Mapping[str, int]) -> Vocabulary:
    """Of parts that have these forms in so many sentences."""
    return Vocabulary(
        *(Words(list(part), list(map(stem, part)), list(part.values())) for part in parts)
    )


def vocabulary(*forms: str, **counts: int) -> Vocabulary:
    """Of these forms, each in one sentence, or in so many."""
    return counted(dict.fromkeys(forms, 1) | counts)

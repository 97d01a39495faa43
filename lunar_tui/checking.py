"""Checking: everything is read, and every problem of a workspace named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from lunar_tui.facts import validation
from lunar_tui.facts.coverage import Coverage
from lunar_tui.facts.worded import check_numbers
from lunar_tui.problems import Problem, Report
from lunar_tui.workspace import digest_of

if TYPE_CHECKING:
    from lunar_tui.library import Library


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of validating a workspace."""

    problems: tuple[Problem, ...]
    coverage: Coverage


def check(library: Library, report: Report) -> Check:
    """``report`` is that of the library: what was found when it was read is in it."""
    sources = library.sources.values()
    articles = {article.file: article for article in library.articles()}
    validation.check_empty(articles.values(), library.place_in, report)
    entities = library.facts.entities.values()
    validation.check_dates(entities, sources, report)
    validation.check_evidence(
        entities,
        sources,
        library.facts.findings,
        articles,
        report,
        reanchored=library.anchorage.of,
    )
    check_numbers(entities, report)
    validation.check_sources(sources, articles, report)
    validation.check_originals(sources, partial(digest_of, library.workspace), report)
    total = Coverage()
    for article in articles.values():
        part = library.coverage_of(article)
        total += part
        if library.claims_of(article.file):
            validation.check_coverage(article, part, library.place_in, report)
    return Check(library.problems, total)

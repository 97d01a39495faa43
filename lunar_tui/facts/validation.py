"""The checks that need the articles, or a library that is too slow for every start."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from heapq import nlargest

from lunar_tui.corpus.article import Article
from lunar_tui.display import clean_line, shortened
from lunar_tui.facts.anchors import anchor
from lunar_tui.facts.coverage import Coverage
from lunar_tui.facts.dates import is_date
from lunar_tui.facts.model import Entity, Evidence, Finding, Source
from lunar_tui.facts.reanchoring import Reanchored
from lunar_tui.problems import Place, Report, did_you_mean

_NEAR = 0.6
# Characters of a quote and of a sentence that are compared letter by letter.
_COMPARED = 1000
_SHOWN = 160
# Chinese and Japanese write no blanks between words: there, each character counts as one.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")


def check_dates(entities: Iterable[Entity], sources: Iterable[Source], report: Report) -> None:
    """Every date is EDTF (ISO 8601-2), as the edtf library reads it."""
    for text, place in _dates(entities, sources):
        if not is_date(text):
            report.add(
                place,
                "S008",
                f'"{text}" is not an EDTF date; write 2020-11-24, 2020-11, 2029~, 204X or ../2030',
            )


def _dates(entities: Iterable[Entity], sources: Iterable[Source]) -> Iterator[tuple[str, Place]]:
    for entity in entities:
        for claim in entity.claims:
            if claim.value.date:
                yield claim.value.date, claim.place_of("date")
            for part in ("about", "said_on"):
                text: str = getattr(claim.qualifiers, part)
                if text:
                    yield text, claim.place_of(part)
    for source in sources:
        if source.metadata.published:
            yield source.metadata.published, source.published_place


def check_evidence(
    entities: Iterable[Entity],
    sources: Iterable[Source],
    findings: Iterable[Finding],
    articles: Mapping[str, Article],
    report: Report,
    *,
    reanchored: Callable[[Evidence], Reanchored] | None = None,
) -> None:
    """Every quote stands in its article, in exactly one place.

    ``reanchored`` says what became of one that does not stand there word for word.
    """
    further = (piece for finding in findings for piece in finding.evidence)
    for evidence in (*_quotes(entities, sources), *further):
        article = articles.get(evidence.source)
        if article is None:
            hint = did_you_mean(evidence.source, list(articles))
            report.add(
                evidence.source_place, "F005", f'there is no article "{evidence.source}"{hint}'
            )
            continue
        spot = anchor(article.text, evidence)
        if spot.state == "lost":
            found = reanchored(evidence) if reanchored else None
            if found and found.state == "moved":
                report.add(evidence.place, "F017", _why_moved(article, found))
            else:
                like = bool(found and found.candidates)
                advice = "; lunar-tui reanchor shows what is like it" if like else ""
                report.add(evidence.place, "F006", _why_lost(article, evidence) + advice)
        elif spot.state == "doubtful":
            report.add(
                evidence.place,
                "F007",
                f"the quote stands {spot.candidates} times in {evidence.source}; "
                "add the words before it as prefix, or after it as suffix",
            )


def _quotes(entities: Iterable[Entity], sources: Iterable[Source]) -> Iterator[Evidence]:
    for entity in entities:
        for alias in entity.aliases:
            yield from alias.evidence
        for claim in entity.claims:
            yield from claim.evidence
    for source in sources:
        yield from (excuse.quote for excuse in source.excused)
        yield from (mark.quote for mark in source.zones if mark.quote)


def _why_moved(article: Article, found: Reanchored) -> str:
    text = shortened(clean_line(article.text[found.start : found.end]), _SHOWN)
    return (
        f"the quote moved: {found.reason}; {article.file} says now “{text}”; "
        "lunar-tui reanchor --accept takes that over"
    )


def _why_lost(article: Article, evidence: Evidence) -> str:
    if anchor(article.text, evidence._replace(prefix="", suffix="")).state != "lost":
        return f"the quote stands in {article.file}, but not with this prefix and suffix; mend them"
    if evidence.quote in article.text:
        return f"the quote begins or ends inside a word or number of {article.file}; copy it whole"
    nearest, score = "", _NEAR
    quote = evidence.quote[:_COMPARED]
    matcher = SequenceMatcher(b=quote, autojunk=False)
    for text in _likely(article, quote):
        matcher.set_seq1(text)
        # A quote is often a part of its sentence: what counts is how much of the quote is there.
        if matcher.real_quick_ratio() * 2 < score:
            continue
        shared = sum(block.size for block in matcher.get_matching_blocks() if block.size > 2)
        if shared / len(quote) > score:
            nearest, score = clean_line(text), shared / len(quote)
    message = f"the quote stands nowhere in {article.file}; copy the exact words"
    return f'{message}; the nearest sentence is "{nearest}"' if nearest else message


def _likely(article: Article, quote: str) -> list[str]:
    """The few sentences that share most words with a quote: comparing letters is slow."""
    words = set(_WORD.findall(quote))
    texts = (article.text[item.start : item.end][:_COMPARED] for item in article.sentences)
    # A long word tells more than a short one.
    return nlargest(20, texts, key=lambda text: sum(len(word) for word in words if word in text))


def check_sources(
    sources: Iterable[Source], articles: Mapping[str, Article], report: Report
) -> None:
    """Every described article exists."""
    for source in sources:
        if source.file not in articles:
            hint = did_you_mean(source.file, list(articles))
            report.add(source.place, "A004", f'there is no article "{source.file}"{hint}')


def check_originals(
    sources: Iterable[Source], digest: Callable[[str], str], report: Report
) -> None:
    """Every original is as it was when the article was made of it.

    ``digest`` gives the SHA-256 of a file below the folder of the articles, "" where there is none.
    """
    for source in sources:
        original = source.original
        if not original.sha256:
            continue
        file = original.file or source.file
        found = digest(file)
        if not found and original.file:
            report.add(
                original.place, "A006", f'the original "{file}" is gone; bring it back, or drop it'
            )
        elif found and found != original.sha256:
            report.add(
                original.place,
                "A006",
                f'"{file}" is not what was added: its SHA-256 is {found} now',
            )


def check_empty(articles: Iterable[Article], place: Callable[[str], Place], report: Report) -> None:
    """Every article has something to read; ``place`` says where a file is."""
    for article in articles:
        if not article.display.strip():
            report.add(place(article.file), "A005", "the article is empty; fill or remove it")


def check_coverage(
    article: Article, part: Coverage, place: Callable[[str, int, int], Place], report: Report
) -> None:
    """Every sentence that states something is cited or excused."""
    for sentence in part.open:
        text = shortened(clean_line(article.text[sentence.start : sentence.end]), 60)
        column = sentence.start - article.display.rfind("\n", 0, sentence.start)
        report.add(
            place(article.file, article.line_of(sentence.start), column),
            "C001",
            f"{sentence.zone} sentence is neither cited nor excused: {text}",
        )

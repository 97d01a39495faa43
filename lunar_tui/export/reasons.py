"""Why a search found a sentence, in plain words; the same on the screen and in text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from lunar_tui.export.plain import fit, wrap
from lunar_tui.export.wording import one_line
from lunar_tui.library import Library
from lunar_tui.search.analysis import analyse, words
from lunar_tui.search.engine import Explanation, Hit, Reason

_HOW = {
    "typed": "as typed",
    "inflected": "inflected",
    "derived": "related word",
    "spelt": "spelt like it",
    "begins": "begins so",
    "date": "date",
}
_ANOTHER_NAME = "another name"
# Another name may have words of the typed one.
_OF_A_NAME = {_ANOTHER_NAME, _HOW["typed"]}
_WHERE = {
    "sentence": "this sentence",
    "neighbour": "a sentence near by",
    "claims": "a claim about it",
}
_KEY = "@"
_INFERRED, _ANY_YEAR = "~", "-"
_MOST = 6
# Printed: where reasons begin, what is between columns, the least for what was found.
_MARGIN, _GAP, _LEAST = " " * 6, 2, 16


class ReasonLine(NamedTuple):
    """What one thing that was asked for adds: cells of a table."""

    typed: str
    found: str
    where: str
    rarity: str
    points: str


HEADINGS = ReasonLine("asked for", "found", "where", "rarity", "points")


def place_of(hit: Hit, rank: int, total: int) -> str:
    """Its rank of how many, its zone and its score: ``rank 3 of 24 · body · score 3.205``."""
    return f"rank {rank} of {total} · {hit.zone} · score {hit.score:.3f}"


def table(hit: Hit, explanation: Explanation) -> list[ReasonLine]:
    """A line for each reason, one for what stands together, and the sum; without headings."""
    if not explanation.reasons:
        return []
    lines = [_line(hit, reason) for reason in explanation.reasons]
    if explanation.together:
        together = "next to each other, as typed"
        lines.append(ReasonLine("", together, "", "", f"{explanation.together:.1f}"))
    if len(lines) > 1:
        lines.append(ReasonLine("", "all together", "", "", f"{explanation.relevance:.1f}"))
    return lines


def remarks(explanation: Explanation) -> Iterator[str]:
    """What else decides its place, a sentence each."""
    if not explanation.reasons:
        yield "Fields were asked for, no words: there is nothing to weigh."
    elif explanation.length >= 1:
        yield f"Short sentences count more: all points are times {explanation.length:.2f}."
    else:
        yield f"Long sentences count less: all points are times {explanation.length:.2f}."
    if any(reason.where != "sentence" for reason in explanation.reasons):
        yield "Ranked below sentences that have everything themselves."
    if explanation.furniture:
        yield "It stands around the article, not in it: ranked below what articles say."


def _line(hit: Hit, reason: Reason) -> ReasonLine:
    return ReasonLine(
        reason.typed,
        _found(hit, reason) or "–",
        _WHERE[reason.where],
        f"{reason.rarity:.1f}",
        f"{reason.points:.1f}",
    )


def _found(hit: Hit, reason: Reason) -> str:
    """What stands there, with how it stands for what was typed."""
    typed = frozenset(words(reason.typed))
    how = {
        form: _ANOTHER_NAME if kind == "typed" and form not in typed else _HOW[kind]
        for form, kind in reason.found
        if not form.startswith(_KEY)
    }
    groups: dict[str, list[str]] = {}
    for text, kind in _as_written(hit.text, how) if reason.where == "sentence" else how.items():
        known = groups.setdefault(kind, [])
        if text.casefold() not in map(str.casefold, known):
            known.append(text)
    parts = [f"{_listed(texts)} ({kind})" for kind, texts in groups.items()]
    dates = [form for form, _ in reason.found if form.startswith(_KEY)]
    # A day is found by its month and its year, too.
    dates = [key for key in dates if not any(other.startswith(f"{key}-") for other in dates)]
    return ", ".join([*parts, *([_listed(map(_date, dates))] if dates else [])])


def _as_written(text: str, how: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The forms as the sentence writes them; what stands together is not taken apart."""
    start = end = -1
    before = ""
    for token in analyse(text):
        kind = how.get(token.text, "")
        near = not text[end : token.start].strip(" -‐‑–")
        if near and (kind == before != "" or {kind, before} == _OF_A_NAME):
            end = token.end
            before = _ANOTHER_NAME if kind != before else kind
            continue
        if before:
            yield text[start:end], before
        start, end, before = token.start, token.end, kind
    if before:
        yield text[start:end], before


def _listed(texts: Iterable[str]) -> str:
    found = list(dict.fromkeys(texts))
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return ", ".join(found[:_MOST]) + more


def _date(key: str) -> str:
    date = key.removeprefix(_KEY)
    if date.startswith(_INFERRED):
        return f"{date.removeprefix(_INFERRED)} (a part of it inferred)"
    if date.startswith(_ANY_YEAR):
        return f"{date.lstrip(_ANY_YEAR)} of any year"
    return f"{date} (date)"


def printed(library: Library, item: Hit, place: str, why: Explanation, width: int) -> Iterator[str]:
    """Why a sentence was found: its ``place`` among all, the reasons in columns, its copies."""
    yield from wrap(place, width, "    ")
    lines = table(item, why)
    rows = [ReasonLine(*map(one_line, line)) for line in (HEADINGS, *lines)] if lines else []
    yield from _columns(rows, width)
    for remark in remarks(why):
        yield from wrap(remark, width, _MARGIN)
    for file, start, end in item.copies:
        yield from wrap(f"alike: {file}:{start}-{end} {library.source_name(file)}", width, _MARGIN)


def _columns(rows: Sequence[ReasonLine], width: int) -> Iterator[str]:
    """Reasons in columns, of which what was found takes the width that is left, and wraps."""
    sizes = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    room = width - len(_MARGIN) - _GAP * len(sizes) + _GAP - sum(sizes)
    for row in rows:
        if room + sizes[1] < min(sizes[1], _LEAST):
            yield from wrap("  ".join(filter(None, row)), width, _MARGIN)
            continue
        found = sizes[1] + min(0, room)
        texts = [row.found] if room >= 0 else list(wrap(row.found, found)) or [""]
        for number, text in enumerate(texts):
            typed, _, where, rarity, points = row if number == 0 else [""] * len(row)
            cells = [fit(typed, sizes[0]), fit(text, found), fit(where, sizes[2])]
            cells += [rarity.rjust(sizes[3]), points.rjust(sizes[4])]
            yield (_MARGIN + (" " * _GAP).join(cells)).rstrip()

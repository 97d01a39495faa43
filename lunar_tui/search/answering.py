"""One query on one engine: what it is taken for, what is found, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from time import thread_time

from lunar_tui.search.engine import Engine, Explanation, Found
from lunar_tui.search.evaluation import TIME_LIMIT, TYPING_LIMIT, left_of
from lunar_tui.search.plan import Only, Place, Plan, Prefer, Without, all_of
from lunar_tui.search.planning import loosened, plan
from lunar_tui.search.query import parse
from lunar_tui.search.subject import Subject

# Hits that have all the words in one sentence: with as many, nobody looks further.
_ENOUGH = 30
# Hits with all the words, below which those with most of them follow.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, in the named sources and zones (None: in all).

    With `typing`, its last word may be the beginning of one. Once `stop` says yes, nobody waits
    for an answer.
    """

    query: str
    sources: Collection[str] | None = None
    zones: Collection[str] | None = None
    typing: bool = False
    stop: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query was taken for, what was found, and by which engine.

    `loose`: what the last hits were found by, if they do not have all that was asked for.
    """

    engine: Engine
    plan: Plan | None
    found: Found
    notes: tuple[str, ...]
    loose: Plan | None = None

    def explain(self, place: Place) -> Explanation | None:
        """Why the sentence at a place is among what was found; None if it is not."""
        if self.plan is None:
            return None
        if self.loose is not None:
            # Below what has all the words stands what has most of them.
            here = _within(self.plan, Only(places=frozenset([place])))
            if not self.engine.search(here, limit=1, wide=True).total:
                return self.engine.explain(self.loose, place)
        return self.engine.explain(self.plan, place)


def answered(engine: Engine, subject: Subject, asked: Asked, limit: int) -> Answer:
    """The best `limit` sentences. Raises SearchError when the engine fails."""
    nothing = Found((), 0, partial=False, whole=0)
    parsed = parse(asked.query)
    if parsed.tree is None:
        return Answer(engine, None, nothing, parsed.notes)
    unfinished = asked.typing and parsed.unfinished
    planned = plan(parsed.tree, engine.vocabulary, subject, unfinished=unfinished)
    notes = [*parsed.notes, *planned.notes]
    if planned.plan is None:
        return Answer(engine, None, nothing, tuple(notes))
    seconds = TYPING_LIMIT if asked.typing else TIME_LIMIT
    began = thread_time()
    wanted, only = planned.plan, _only(asked)
    found = engine.search(
        _within(wanted, only),
        limit=limit,
        wide=True,
        enough=_ENOUGH,
        seconds=seconds,
        stop=asked.stop,
    )
    whole = found.whole
    followed: Plan | None = None
    loose = loosened(wanted)
    if found.total < _FEW and not found.partial and loose is not None:
        rest = left_of(seconds, began)
        more = engine.search(_within(loose, only), limit=limit, seconds=rest, stop=asked.stop)
        if more.total > found.total and found.total:
            found, followed = _followed(found, more), loose
        elif more.total > found.total:
            wanted, found = loose, more
    if (note := _said(whole, found, followed, wanted is loose)) is not None:
        notes.append(note)
    partial = found.partial or planned.partial
    if partial:
        notes.append("the query is too broad to look at everything; narrow it down")
    return Answer(engine, wanted, replace(found, partial=partial), tuple(notes), followed)


def _said(whole: int, found: Found, followed: Plan | None, loose: bool) -> str | None:  # noqa: FBT001
    """What is to be said where not all hits have all the words; `whole` counts those that do."""
    if loose:
        return "no sentence has all the words; showing those with most of them"
    if not found.total or (whole and followed is None):
        return None
    rest = "most of them" if followed is not None else "the rest close by or in a claim"
    if not whole:
        return f"no sentence has all the words; these have {rest}"
    count = "1 sentence has" if whole == 1 else f"{whole} sentences have"
    return f"{count} all the words; below are those with {rest}"


def _only(asked: Asked) -> Only | None:
    if asked.sources is None and asked.zones is None:
        return None
    return Only(
        None if asked.sources is None else frozenset(asked.sources),
        None if asked.zones is None else frozenset(asked.zones),
    )


def _within(wanted: Plan, only: Only | None) -> Plan:
    """A plan among some sentences."""
    if only is None:
        return wanted
    # These stay outermost, as they are without a filter.
    if isinstance(wanted, Without):
        return Without(_within(wanted.keep, only), wanted.drop)
    if isinstance(wanted, Prefer):
        return Prefer(_within(wanted.keep, only), wanted.better)
    return all_of((wanted, only))


def _followed(found: Found, more: Found) -> Found:
    """What was found first, and below it the rest of what was found with less."""
    have = {(row.source, row.start, row.end) for row, _ in found.rows}
    least = min(1.0, found.rows[-1][1]) if found.rows else 1.0
    most = max((score for _, score in more.rows), default=1.0)
    rest = tuple(
        (row, least * score / (2 * most))
        for row, score in more.rows
        if (row.source, row.start, row.end) not in have
    )
    total = max(more.total, len(found.rows) + len(rest))
    return Found((*found.rows, *rest), total, more.partial, found.whole)

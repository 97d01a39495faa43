"""What a plan means, spelled out, and random plans and documents to hold engines to it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence as Rows
from dataclasses import replace

from hypothesis import strategies as st

from lunar_tui.corpus.zones import ZONES
from lunar_tui.search.analysis import words
from lunar_tui.search.engine import Document
from lunar_tui.search.plan import (
    AllOf,
    AnyOf,
    Field,
    Form,
    Named,
    Only,
    Plan,
    Prefer,
    Sequence,
    Term,
    Without,
)
from tests.search.engines import place

# --- the definition -----------------------------------------------------------------------------


def matches(wanted: Plan, row: Document) -> bool:
    """Whether a sentence is found by itself."""
    match wanted:
        case Term(_, forms):
            return not _texts(forms).isdisjoint({*words(row.text), *row.keys})
        case Sequence(terms):
            there = words(row.text)
            return any(
                all(there[at + step] in _texts(term.forms) for step, term in enumerate(terms))
                for at in range(len(there) - len(terms) + 1)
            )
        case AllOf(parts):
            return all(matches(part, row) for part in parts)
        case AnyOf(parts):
            return any(matches(part, row) for part in parts)
        case Without(keep, drop):
            return matches(keep, row) and not matches(drop, row)
        case Prefer(keep, _):
            return matches(keep, row)
        case Named(names, scattered):
            return any(matches(name, row) for name in names) or (
                bool(scattered) and all(matches(word, row) for word in scattered)
            )
        case Field(part):
            return matches(part, row)
        case Only(sources, zones, places):
            return (
                (sources is None or row.source in sources)
                and (zones is None or row.zone in zones)
                and (places is None or place(row) in places)
            )


def answers_with_others(parts: Iterable[Plan], row: Document, corpus: Rows[Document]) -> bool:
    """Whether a sentence, the claims about it and the sentences close by have all the parts.

    `parts` are terms, sequences and names. At least one must be the sentence's own.
    """
    same = sorted((r for r in corpus if r.source == row.source), key=place)
    at = same.index(row)
    close = [other for other in same[max(0, at - 2) : at + 3] if other is not row]
    if _stands_apart(row):
        close = []
    close = [other for other in close if not _stands_apart(other)]
    own = [matches(part, row) or _is_known(part, row) for part in parts]
    return any(own) and all(
        mine or any(matches(part, other) for other in close)
        for mine, part in zip(own, parts, strict=True)
    )


def _texts(forms: Iterable[Form]) -> set[str]:
    return {form.text for form in forms}


def _is_known(part: Plan, row: Document) -> bool:
    return isinstance(part, Term | Named) and place(row) in part.known


def _stands_apart(row: Document) -> bool:
    """Furniture; but a dateline belongs to the sentences below it."""
    return row.zone in {"related", "navigation", "notice"}


# --- documents ----------------------------------------------------------------------------------

SOURCES = ("a.txt", "b.txt", "c\udcff.txt")
_TEXTS = ["land", "landed", "moon", "moons", "china", "5", "月球", "嫦娥五号", "a", "—", "\ud800"]
_FORMS = ["land", "landed", "moon", "moons", "china", "5", "月球", "嫦娥", "娥五", "五号", "a"]
_KEYS = ["@2024", "@2024-06", "@~2024-06"]
# All of one length, so that a place is known by its number.
_LENGTH, _MOST = 60, 14


def _placed(number: int, row: Document) -> Document:
    source, start, end = _places[number]
    return replace(row, source=source, start=start, end=end)


_places = [
    (SOURCES[number // (_MOST // 2)], 100 * number, 100 * number + _LENGTH)
    for number in range(_MOST)
] + [(SOURCES[2], 0, _LENGTH)]
_row = st.builds(
    Document,
    st.just(""),
    st.just(0),
    st.just(0),
    st.lists(st.sampled_from(_TEXTS), max_size=6).map(lambda said: " ".join(said).ljust(_LENGTH)),
    st.sampled_from(["body", "body", "body", "body", *ZONES]),
    st.lists(st.sampled_from(_KEYS), max_size=2, unique=True).map(tuple),
)
corpora = st.dictionaries(st.integers(0, _MOST), _row, max_size=_MOST).map(
    lambda found: [_placed(number, row) for number, row in found.items()]
)
"""Documents of a few articles, in no order."""

# --- plans --------------------------------------------------------------------------------------

_form = st.builds(
    Form,
    st.sampled_from([*_FORMS, *_KEYS, "absent"]),
    st.sampled_from([1.0, 0.85, 0.4]),
)
_forms = st.lists(_form, min_size=1, max_size=3, unique_by=lambda form: form.text).map(tuple)
_some = st.sets(st.sampled_from(_places), max_size=3).map(frozenset)
_term = st.builds(lambda forms, known: Term(forms[0].text, forms, known), _forms, _some)
_phrase = st.builds(Sequence, st.lists(_term, min_size=2, max_size=3).map(tuple))
_named = st.builds(
    Named,
    st.lists(st.one_of(_term, _phrase), min_size=1, max_size=3).map(tuple),
    st.one_of(st.just(()), st.lists(_term, min_size=2, max_size=3).map(tuple)),
    _some,
)
said: st.SearchStrategy[Plan] = st.one_of(_term, _phrase, _named)
"""What a sentence can say, as a single part."""
filters = st.builds(
    Only,
    st.none() | st.sets(st.sampled_from([*SOURCES, "no.txt"])).map(frozenset),
    st.none() | st.sets(st.sampled_from([*ZONES, "nowhere"])).map(frozenset),
    st.none() | _some,
)
"""What a sentence can be."""


def _compound(inner: st.SearchStrategy[Plan]) -> st.SearchStrategy[Plan]:
    parts = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(AllOf, parts),
        st.builds(AnyOf, parts),
        st.builds(Without, inner, inner),
        st.builds(Prefer, inner, inner),
    )


plans: st.SearchStrategy[Plan] = st.recursive(
    st.one_of(said, said, filters), _compound, max_leaves=8
)
"""Any plan but those that count."""

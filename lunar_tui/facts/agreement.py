"""Agreement: whether two wordings say the same, and if not, in what they differ.

Numbers, dates, names and telling words (not, will, about …) must be the same, in the same order,
and no other word may stand for one of the quote. Spelling, mistakes of one letter, plurals and
words of no weight may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lunar_tui.facts.telling import DIRECTIONS, TENSES, TITLES
from lunar_tui.facts.wording import UNITS, Word

_MUST = ("number", "unit", "date", "name", "telling")
_LEFT_OUT, _ADDED = 0.25, 0.35
"""How much of the words that weigh may be left out or added."""
_BLOCK = 3
"""Words from which on a part of a sentence may stand elsewhere in it."""
_OPPOSITE = ("un", "in", "im", "il", "ir", "non", "dis", "de", "anti", "mis", "re", "pre", "post")
_ENDINGS = {("", "s"), ("", "es"), ("y", "ies"), ("", "ly"), ("", "n"), ("", "al")}
_TAIL = re.compile(r"[^\s\u3000-\u9fff]*\Z")
_HEAD = re.compile(r"[^\s\u3000-\u9fff]*")
_UNIT = re.compile(r"\s?([^\W\d]{1,12}|%)")
_OUTER = ".,;:!?()[]{}\"'“”‘’«»…*_`|<>"
WEIGHTS = {"small": 0.25, "telling": 0.75, "number": 1.5, "name": 1.25, "date": 1.0, "unit": 0.5}


class Comparison(NamedTuple):
    """How a passage compares with a quote.

    ``score``: the share of their words, by weight, that they have in common, 0 to 1. ``differs``:
    what does not agree, as one line each; empty where the content agrees.
    """

    score: float
    differs: tuple[str, ...]


class _Gap(NamedTuple):
    """Words of the quote that the passage has not, and what stands there; neighbours both have."""

    old: list[Word]
    new: list[Word]
    before: Word | None
    after: Word | None


def weight(word: Word) -> float:
    """What a word counts in a score."""
    return WEIGHTS.get(word.sort, 1.0)


def compare(quote: str, old: list[Word], passage: str, new: list[Word]) -> Comparison:
    """The words ``old`` of a quote, and ``new`` of a passage, with the texts they were cut from."""
    if not old or not new:
        return Comparison(0.0, ("nothing in common",))
    ordered = _reordered(old, new)
    gaps = list(_gaps(ordered, new))
    differs: list[str] = []
    lost = gained = shared = 0.0
    for gap in gaps:
        rest = _without_alike(gap)
        shared += sum(map(weight, gap.old)) - sum(map(weight, rest.old))
        differs += _differences(quote, passage, rest)
        lost += sum(word.sort == "plain" for word in rest.old)
        gained += sum(word.sort == "plain" for word in rest.new)
    whole = sum(map(weight, old))
    missing = sum(weight(word) for gap in gaps for word in gap.old)
    score = 2 * (whole - missing + shared) / (whole + sum(map(weight, new)))
    plain = max(1, sum(word.sort == "plain" for word in old))
    if lost > max(1, _LEFT_OUT * plain):
        differs.append("much is left out")
    if gained > max(2, _ADDED * plain):
        differs.append("much is added")
    differs += _tenses(old, new)
    return Comparison(min(score, 1.0), tuple(dict.fromkeys(differs)))


def telling_around(before: Sequence[Word], after: Sequence[Word]) -> tuple[str, ...]:
    """Telling words around a passage that would turn it: denied that …, …, it is claimed."""
    found = [word.form for word in (*before, *after) if word.sort == "telling"]
    return tuple(f"beside it stands “{form}”" for form in dict.fromkeys(found))


def _blocks(old: Sequence[Word], new: Sequence[Word]) -> list[tuple[int, int, int]]:
    from rapidfuzz.distance import LCSseq

    keys, others = [word.key for word in old], [word.key for word in new]
    return [(b.a, b.b, b.size) for b in LCSseq.editops(keys, others).as_matching_blocks()]


def _gaps(old: Sequence[Word], new: Sequence[Word]) -> Iterator[_Gap]:
    """What lies between the words that both have, in order."""
    at = other = 0
    last: Word | None = None
    for start, begins, size in _blocks(old, new):
        if start > at or begins > other:
            after = new[begins] if size else None
            yield _Gap(list(old[at:start]), list(new[other:begins]), last, after)
        at, other = start + size, begins + size
        last = new[other - 1] if other else None


def _reordered(old: list[Word], new: list[Word]) -> list[Word]:
    """The quote with one part of it at its other end, where the passage has it there."""
    blocks = _blocks(old, new)
    common = sum(size for _, _, size in blocks)
    if common == len(old) or len(old) < 2 * _BLOCK:
        return old
    best, most = old, common
    for low, high in _runs(blocks):
        part, rest = old[low:high], old[:low] + old[high:]
        if high - low < _BLOCK and not any(
            word.sort == "date" or word.key == "tells say" for word in part
        ):
            continue
        for other in (part + rest, rest + part):
            count = sum(size for _, _, size in _blocks(other, new))
            # All of it, or it is no part that moved but words that happen to be there.
            if count >= common + (high - low) and count > most:
                best, most = other, count
    return best


def _runs(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Where words of the quote follow each other that the passage has not in that order."""
    runs, at = [], 0
    for start, _, size in blocks:
        if start > at:
            runs.append((at, start))
        at = start + size
    return sorted(runs, key=lambda run: run[0] - run[1])[:3]


def _without_alike(gap: _Gap) -> _Gap:
    """A gap without the words of it that are spelt otherwise, misspelt, joined or inflected."""
    old, new = list(gap.old), list(gap.new)
    if "".join(word.key for word in old) == "".join(word.key for word in new):
        return gap._replace(old=[], new=[])
    at = 0
    kept: list[Word] = []
    for word in old:
        match = next((n for n in range(at, len(new)) if _alike(word, new[n])), None)
        if match is None:
            kept.append(word)
        else:
            at = match
            del new[match]
    return gap._replace(old=kept, new=new)


def _alike(one: Word, other: Word) -> bool:
    """Whether two words are one, spelt otherwise or in another number."""
    if one.key == other.key and one.sort not in ("number", "telling"):
        return True
    if one.sort != "plain" or other.sort != "plain":
        return False
    short, long = sorted((one.key, other.key), key=len)
    if len(short) < 4 or not short.isalpha() or not long.isalpha():
        return False
    if any(long == prefix + short for prefix in _OPPOSITE):
        return False
    pairs = zip(short, long, strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), len(short))
    if same >= 3 and (short[same:], long[same:]) in _ENDINGS:
        return True
    # At the beginning of a sentence both may be names.
    if one.capital and other.capital:
        return False
    if (short[same:], long[same:]) in {("", "d"), ("", "ed"), ("", "ing"), ("s", "d"), ("s", "ed")}:
        return False
    from rapidfuzz.distance import OSA

    limit = 2 if len(short) >= 9 else 1 if len(short) >= 5 else 0
    # A mistake rarely lies in the first letter, and never makes half of a word.
    return short[0] == long[0] and OSA.distance(short, long, score_cutoff=limit) <= limit


def _differences(quote: str, passage: str, gap: _Gap) -> Iterator[str]:
    """What a gap says of disagreement, if anything."""
    old = [word for word in gap.old if word.sort in _MUST or _is_name(word, quote)]
    new = [word for word in gap.new if word.sort in _MUST or _is_name(word, passage)]
    if not old:
        new = _without_first_names(new, gap, passage)
    if old and not new and all(word.key in TITLES for word in old) and _leads(gap):
        old = []
    if old and new:
        yield from _paired(quote, old, passage, new)
        return
    if old or new:
        # A name may give way to a plain word.
        plain = [word for word in gap.old if word.sort == "plain"]
        others = [word for word in gap.new if word.sort == "plain"]
        yield _said(_shown(quote, old or plain), _shown(passage, new or others))
        return
    lost = [word for word in gap.old if word.sort == "plain"]
    gained = [word for word in gap.new if word.sort == "plain"]
    if lost and gained:
        yield _said(_shown(quote, lost), _shown(passage, gained))


def _paired(quote: str, old: list[Word], passage: str, new: list[Word]) -> Iterator[str]:
    """What stands for what, sort by sort where both have as many of it."""
    rest: tuple[list[Word], list[Word]] = ([], [])
    for sort in (*_MUST, "plain"):
        mine, theirs = ([word for word in side if word.sort == sort] for side in (old, new))
        if len(mine) == len(theirs):
            for one, other in zip(mine, theirs, strict=True):
                yield _said(_shown(quote, [one]), _shown(passage, [other]))
        else:
            rest[0].extend(mine)
            rest[1].extend(theirs)
    if rest[0] or rest[1]:
        yield _said(
            _shown(quote, sorted(rest[0], key=_start)), _shown(passage, sorted(rest[1], key=_start))
        )


def _start(word: Word) -> int:
    return word.start


def _is_name(word: Word, passage: str) -> bool:
    """Whether a word that begins a sentence is a name rather than a word in capitals."""
    if not (word.opens and word.capital and word.sort == "plain") or word.key in TITLES:
        return False
    return not word.key.endswith("ly") and passage[word.end : word.end + 1] != ","


def _without_first_names(new: list[Word], gap: _Gap, passage: str) -> list[Word]:
    """Without titles and first names that now stand before a name that both have."""
    after = gap.after
    if after is None or after.sort != "name" or not gap.new or after.key.startswith("names "):
        return new
    kept = list(new)
    place = after.start
    for word in reversed(gap.new):
        between = passage[word.end : place]
        fits = word.key in TITLES or (
            word.capital and word.sort in ("name", "plain") and word.key not in DIRECTIONS
        )
        if not fits or between.strip(".") not in (" ", "\n", "\u00a0") or after.opens:
            break
        if word in kept:
            kept.remove(word)
        place = word.start
    return kept


def _leads(gap: _Gap) -> bool:
    return gap.after is not None and gap.after.sort == "name"


def _tenses(old: Sequence[Word], new: Sequence[Word]) -> Iterator[str]:
    """Present where the past was, or the other way round."""
    had, has = (
        {TENSES[word.key]: word.form for word in side if word.key in TENSES} for side in (old, new)
    )
    # To be built, was built; but what is open now, which is open now.
    if (had or "past" in has) and has and had.keys() != has.keys():
        forms = " and ".join(had.values()), " and ".join(has.values())
        yield _said(*forms)


def _said(old: str, new: str) -> str:
    if old and new:
        return f"{old} → {new}"
    return f"“{old}” is left out" if old else f"“{new}” is added"


def _shown(text: str, words: list[Word]) -> str:
    """Words as they stand in the text, each with what is joined to it, and numbers with units."""
    parts: list[str] = []
    done = -1
    for word in words[:6]:
        if word.start < done:
            continue
        low = word.start - len(_chunk(_TAIL, text[max(0, word.start - 30) : word.start]))
        end = word.end
        unit = _UNIT.match(text, end) if word.sort == "number" else None
        if unit is not None and unit[1].lower() in UNITS:
            end = unit.end()
        end += len(_chunk(_HEAD, text[end : end + 30]))
        part = text[low:end].strip(_OUTER) or text[word.start : word.end]
        parts.append(" ".join(part.split()))
        done = end
    return " … ".join(dict.fromkeys(parts))[:80]


def _chunk(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""

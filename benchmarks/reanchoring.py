"""How quotes are found again after years of edits: sentences of prose that a reader looked up.

Every text stands in two versions (`versions.py`). The rules were made while looking at one half of
the texts; the other half was labelled before anything was run on it.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

from benchmarks.tables import Outcomes
from benchmarks.versions import Label, Versions, load
from lunar_tui.corpus.sentences import split
from lunar_tui.corpus.zones import Zone
from lunar_tui.facts.anchors import anchor
from lunar_tui.facts.model import Evidence
from lunar_tui.facts.reanchoring import Reanchored, reanchor

SHORTEST = 40
"""Characters of a sentence that counts."""
COLUMNS = ("moved", "moved, wrong", "doubtful", "doubtful, listed", "doubtful, wrong", "lost")
NOTES = (
    "Edited sentences that a reader found again (there) or not (gone).",
    "Moved, wrong: not where the reader found it, or anywhere if it is gone; must be 0.",
    "Doubtful: the best candidate is the reader's place; listed: another one is; wrong: none is.",
    "Moved, though changed: the reader found other facts at that place.",
    "Parts: five to twelve words of each such sentence, drawn at random, always the same.",
)


def measure() -> list[Outcomes]:
    """What survives, and what became of a sample of the rest, by half."""
    texts = list(load())
    tables = [Outcomes("Sentences after years of edits", ("exact",), [_surviving(texts)])]
    wrong: list[str] = []
    for half in ("tuning", "held_back"):
        counts: dict[str, Counter[str]] = {}
        for name, outcome, line in _outcomes([text for text in texts if text.half == half]):
            counts.setdefault(name, Counter())[outcome] += 1
            wrong += [line] if "wrong" in outcome and "moved" in outcome else []
        rows = [(name, counts[name]) for name in sorted(counts)]
        title = f"Re-anchoring: {half.replace('_', ' ')} half"
        tables.append(Outcomes(title, (*COLUMNS, "moved, though changed"), rows, (*NOTES, *wrong)))
    return tables


def _surviving(texts: list[Versions]) -> tuple[str, Counter[str]]:
    counts: Counter[str] = Counter()
    for text in texts:
        for sentence in split(text.old, [Zone("body", 0, len(text.old))]):
            quote = text.old[sentence.start : sentence.end]
            if len(" ".join(quote.split())) >= SHORTEST:
                state = anchor(text.new, Evidence("", quote)).state
                counts["lost" if state == "lost" else "exact"] += 1
    return f"all sentences of {len(texts)} texts", counts


def _outcomes(texts: list[Versions]) -> Iterator[tuple[str, str, str]]:
    """For each quote the row and column it counts in, and a line that tells where it is."""
    for text in texts:
        for label in text.labels:
            kind = "there" if label.place else "gone"
            whole = text.old[label.start : label.end]
            for name, quote in ((f"sentences, {kind}", whole), (f"parts, {kind}", _part(whole))):
                found = reanchor(text.new, Evidence("", quote))
                line = f"{text.name} {label.start}-{label.end}: {' '.join(quote.split())[:60]}"
                # Of a part nobody knows whether its words survived.
                if found.state == "exact" and name.startswith("parts"):
                    continue
                yield name, _outcome(found, label), line


def _part(sentence: str) -> str:
    words = list(re.finditer(r"\S+", sentence))
    chance = random.Random(sentence)  # noqa: S311
    length = min(len(words), chance.randint(5, 12))
    first = chance.randint(0, len(words) - length)
    return sentence[words[first].start() : words[first + length - 1].end()].strip(",;:()[]\"'")


def _outcome(found: Reanchored, label: Label) -> str:
    if found.state == "lost":
        return "lost"
    right = _is_right(found.start, found.end, label)
    if found.state == "doubtful":
        if right or label.place is None:
            return "doubtful"
        listed = any(_is_right(each.start, each.end, label) for each in found.candidates)
        return "doubtful, listed" if listed else "doubtful, wrong"
    if not right:
        return "moved, wrong"
    return "moved, though changed" if label.changed else "moved"


def _is_right(start: int, end: int, label: Label) -> bool:
    if label.place is None:
        return False
    shared = min(end, label.place[1]) - max(start, label.place[0])
    return 2 * shared >= end - start

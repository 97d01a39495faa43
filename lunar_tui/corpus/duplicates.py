"""Articles that are the same, or nearly, and where they differ."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pyroaring import BitMap

#: Words of a run; articles are compared by the runs that they share.
RUN = 5
#: Share of the runs of the shorter article that stand in the longer: from here on they are near.
NEAR = 0.5
# An article of fewer runs shares them by chance, or shares a name only.
_FEWEST_RUNS = 12
# Sentences that are compared in pairs where they are not the same.
_MOST_COMPARED = 400
_SAMPLE = 4
_SHORT = 64
_CHANGED = 60.0
_HAN = "\u3040-\u30ff\u3400-\u9fff"
# Chinese and Japanese write no blanks between words: there, each character counts as one.
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:[.,'’][^\W_{_HAN}]+)*")


class Fingerprint:
    """What of an article's text is compared with others; neither layout nor capitals count."""

    def __init__(self, text: str) -> None:
        self._words = words(text)

    @cached_property
    def digest(self) -> str:
        """The same for two texts of the same words in the same order."""
        joined = " ".join(self._words).encode("utf-8", "surrogatepass")
        return hashlib.sha256(joined).hexdigest()

    @cached_property
    def runs(self) -> BitMap:
        """Every run of words, as a number of 32 bits."""
        from pyroaring import BitMap

        encoded = [word.encode("utf-8", "surrogatepass") for word in self._words]
        last = max(1, len(encoded) - RUN + 1)
        return BitMap(zlib.crc32(b" ".join(encoded[at : at + RUN])) for at in range(last))

    def likeness(self, other: Fingerprint) -> float:
        """The share of the runs of the shorter that stand in the longer, from 0 to 1.

        A whole reprint within a longer article counts as near as one by itself.
        """
        fewest = min(len(self.runs), len(other.runs))
        if fewest < _FEWEST_RUNS:
            return 0.0
        return self.runs.intersection_cardinality(other.runs) / fewest


class Near(NamedTuple):
    """An article that is nearly the same as another, and the share of it that is."""

    file: str
    likeness: float


class Fingerprints:
    """The articles of a workspace, ready to be compared with one that is new."""

    def __init__(self) -> None:
        self._known: dict[str, Fingerprint] = {}
        self._by_digest: dict[str, str] = {}
        # By run, so that few have to be compared. Of a long article every fourth run is enough.
        self._by_run: dict[int, list[str]] = defaultdict(list)

    def add(self, file: str, fingerprint: Fingerprint) -> None:
        self._known[file] = fingerprint
        self._by_digest.setdefault(fingerprint.digest, file)
        runs = fingerprint.runs
        for run in runs:
            if run % _SAMPLE == 0 or len(runs) < _SHORT:
                self._by_run[run].append(file)

    def same(self, fingerprint: Fingerprint) -> str:
        """The file with the same words in the same order; empty if there is none."""
        return self._by_digest.get(fingerprint.digest, "")

    def near(self, fingerprint: Fingerprint) -> tuple[Near, ...]:
        """The files that share at least :data:`NEAR` with it, the likest first."""
        shared = Counter(file for run in fingerprint.runs for file in self._by_run.get(run, ()))
        found = [Near(file, fingerprint.likeness(self._known[file])) for file in shared]
        return tuple(
            sorted((item for item in found if item.likeness >= NEAR), key=lambda item: -item[1])
        )


class Difference(NamedTuple):
    """A passage that differs: as it stands here, and there; empty where it stands in one only."""

    here: str
    there: str


def words(text: str) -> list[str]:
    """The words that count in comparing."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'"))


def differences(here: Sequence[str], there: Sequence[str]) -> tuple[Difference, ...]:
    """The sentences in which two articles differ, in the order of the first, then of the second.

    A sentence that was changed stands beside what became of it.
    """
    from rapidfuzz import fuzz, process

    known = {tuple(words(sentence)) for sentence in there}
    new = [sentence for sentence in here if tuple(words(sentence)) not in known]
    known = {tuple(words(sentence)) for sentence in here}
    old = [sentence for sentence in there if tuple(words(sentence)) not in known]
    left = dict(enumerate(old))
    found = []
    for sentence in new:
        choices = left if len(left) <= _MOST_COMPARED else {}
        best = process.extractOne(sentence, choices, scorer=fuzz.ratio, score_cutoff=_CHANGED)
        found.append(Difference(sentence, left.pop(best[2]) if best else ""))
    return (*found, *(Difference("", sentence) for sentence in left.values()))

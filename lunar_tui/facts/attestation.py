"""Attestations: the independent voices for a claim, so that three sources are never one thrice.

Two passages say the same in the same words when the sentences do that hold the quotes, compared
word by word: when they are identical, or when the shorter one, of eight words or more, stands
nearly whole in the longer: at least 80 % of its words, in the same order and in runs of three or
more. So one measure finds what was printed twice, changed by a word or cut short. Of the 7,900
pairs of such sentences in the shipped articles, the five that repeat each other share 100 %, and
none of the others more than 50 %. Plain similarity (twice the shared words, through the sum of both
lengths) separates less well: the five reach 82 % or more, and two reports of one event that were
worded independently 57 %.

That two articles name one publisher or one agency does not make them one voice: only wording does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from lunar_tui.facts.clocks import Published, in_order
from lunar_tui.facts.model import Claim, Evidence

_FEWEST_WORDS = 8
_SHARE = 0.8
_RUN = 3
# Words of a passage that are compared: the time to compare grows with their square.
_MOST_WORDS = 400
# Chinese and Japanese write no blanks between words: there, each character counts as one.
_HAN = "\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:'[^\W_{_HAN}]+)*")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))


class Setting(NamedTuple):
    """The sentences in which a piece of evidence stands: their text, zone and span."""

    text: str
    zone: str
    start: int
    end: int


class Repeat(NamedTuple):
    """Evidence that says the same in the same words as ``of``, and how it comes to."""

    evidence: Evidence
    of: Evidence
    reason: str


class Attestation(NamedTuple):
    """One independent voice for a claim, and what only prints it again.

    ``source`` is the article that printed it first; ``evidence`` its quotes, in the order given;
    ``repeats`` the quotes that say the same in the same words, within the article (a standfirst, a
    caption, a paragraph printed twice) or in another one. Each quote stands in one of the two.
    """

    source: str
    evidence: tuple[Evidence, ...]
    repeats: tuple[Repeat, ...] = ()


class _Said(NamedTuple):
    """A quote that was read already; ``of`` is what it repeats, or itself."""

    evidence: Evidence
    setting: Setting
    of: Evidence


def attestations(
    claim: Claim, setting_of: Callable[[Evidence], Setting | None], published: Published
) -> tuple[Attestation, ...]:
    """The independent voices for ``claim``, in the order in which they were published.

    All quotes of an article are one voice. An article is none where each of its quotes repeats an
    earlier article; where it says the claim in words of its own too, it is one. Evidence that
    contradicts or only mentions is no voice, nor is a quote that has no ``setting_of`` its own,
    because it stands in no certain place.
    """
    order = {piece: number for number, piece in enumerate(claim.evidence)}
    settings = {
        piece: setting
        for piece in order
        if piece.stance == "supports" and (setting := setting_of(piece)) is not None
    }
    files = in_order({piece.source for piece in settings}, published)
    own: dict[str, list[Evidence]] = {}
    repeats: dict[str, list[Repeat]] = {}
    said: list[_Said] = []
    for file in files:
        mine = {piece: place for piece, place in settings.items() if piece.source == file}
        for piece in sorted(mine, key=lambda item: _first_read(mine[item])):
            earlier = _earlier(piece, mine[piece], said)
            if earlier is None:
                own.setdefault(file, []).append(piece)
            else:
                reason = _reason(piece, mine[piece], earlier)
                found = repeats.setdefault(earlier.of.source, [])
                found.append(Repeat(piece, earlier.of, reason))
            said.append(_Said(piece, mine[piece], earlier.of if earlier else piece))
    return tuple(
        Attestation(
            file,
            tuple(sorted(own[file], key=lambda piece: order[piece])),
            tuple(repeats.get(file, ())),
        )
        for file in files
        if file in own
    )


def _first_read(setting: Setting) -> tuple[bool, int]:
    # The body says it; title, standfirst and caption repeat the body, though they stand before it.
    return setting.zone != "body", setting.start


def _earlier(piece: Evidence, setting: Setting, said: Iterable[_Said]) -> _Said | None:
    for other in said:
        place = other.setting
        same_file = other.evidence.source == piece.source
        # Two quotes of one sentence: it was printed once.
        if same_file and place.start < setting.end and setting.start < place.end:
            continue
        if same_wording(setting.text, place.text):
            return other
    return None


def _reason(piece: Evidence, setting: Setting, earlier: _Said) -> str:
    if earlier.evidence.source != piece.source or earlier.of.source != piece.source:
        return "the same text in another article"
    if setting.zone == earlier.setting.zone:
        return "the same words again"
    return f"the {setting.zone} repeats the {earlier.setting.zone}"


def same_wording(one: str, other: str) -> bool:
    """Whether two passages say the same in the same words, as the module describes it."""
    mine, theirs = _words(one), _words(other)
    if mine == theirs:
        return bool(mine)
    # In a fixed order: the matcher may find other runs the other way round.
    shorter, longer = sorted((mine, theirs), key=lambda words: (len(words), words))
    if len(shorter) < _FEWEST_WORDS:
        return False
    wanted = _SHARE * len(shorter)
    if (Counter(shorter) & Counter(longer)).total() < wanted:
        return False
    return _shared(shorter, longer) >= wanted


def _shared(shorter: Sequence[str], longer: Sequence[str]) -> int:
    matcher = SequenceMatcher(None, shorter, longer, autojunk=False)
    return sum(run.size for run in matcher.get_matching_blocks() if run.size >= _RUN)


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    """The words of a passage, whatever their case and signs."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    return tuple(_WORD.findall(plain)[:_MOST_WORDS])

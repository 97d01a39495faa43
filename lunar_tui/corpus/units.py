"""Units: the paragraphs of a text, and what kind of text each is by its form."""

from __future__ import annotations

import re
from typing import NamedTuple

from lunar_tui.corpus.bylines import is_byline, is_caption
from lunar_tui.corpus.cues import cue
from lunar_tui.corpus.labels import Cue

_LOOKED_AT = 1000
"""Characters of a paragraph that are looked at."""
_CLOSERS = "\"'”’»）)]』」*"
_ENDS = (".", "!", "?", "。", "！", "？", "…", ";", "；", ":", "：")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAME = re.compile(
    r"[A-ZÄÖÜÉÀА-ЯЁ][\w.'’-]+(?: (?:[A-ZÄÖÜÉА-ЯЁ][\w.'’-]*|de|van|von|der|and|und)){1,9}"
)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?| ?uhr)?", re.IGNORECASE)
_DIVIDED = re.compile(r"[,.;:!?，。；：！？]")


class Unit(NamedTuple):
    """A paragraph, or a line, and what kind of text it is.

    kind: prose, ended (a short sentence), headline (long, but no sentence), short, date (a line of
    dates and names) or credit (a caption).
    """

    start: int
    end: int
    text: str
    kind: str
    cue: Cue | None
    width: int
    """Columns: a Chinese character has two."""

    @property
    def is_finished(self) -> bool:
        """Whether it ends as a sentence does."""
        return _is_finished(self.text)

    @property
    def is_name(self) -> bool:
        """Whether it may be the name of somebody: a few words with capitals."""
        return bool(_NAME.fullmatch(self.text))

    @property
    def is_stamp(self) -> bool:
        """Whether it says when something came out, and no more than the time of day."""
        return self.kind == "date" and not _CLOCK.fullmatch(self.text)

    @property
    def is_quoting(self) -> bool:
        """Whether somebody is quoted in it."""
        marks = [at for at, character in enumerate(self.text) if character in '"“”„«»']
        return bool(marks) and marks[-1] - marks[0] > 15


def unit_of(display: str, start: int, end: int) -> Unit:
    """The paragraph that lies in ``start``–``end``."""
    text = display[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    text = display[start : min(end, start + _LOOKED_AT)]
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    width = len(text) + wide
    found = cue(text)
    return Unit(start, end, text, _kind(text, width, wide, found), found, width)


def _kind(text: str, width: int, wide: int, found: Cue | None) -> str:
    if is_byline(text):
        return "date"
    if found is None and is_caption(text):
        return "credit"
    finished = _is_finished(text)
    words = wide or text.count(" ") + 1
    asked = width < 100 and text.endswith(("?", "？"))
    if finished and width >= 60 and words >= 9 and not asked:
        return "prose"
    # A long line that nothing divides is a row of words.
    if width >= 180 and words >= 20 and _DIVIDED.search(text):
        return "prose"
    if finished:
        return "ended"
    return "headline" if width >= 25 and words >= 4 else "short"


def _is_finished(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith(_ENDS)

"""Plain text: an article as it is."""

from __future__ import annotations

from lunar_tui.intake.encoding import NO_HINTS, Hints, decoded
from lunar_tui.intake.extract import Extract, UnreadableError


def read(data: bytes, hints: Hints = NO_HINTS) -> Extract:
    """The text itself; it says nothing of its publisher or its date but in its own words.

    Raises:
        UnreadableError: the bytes are no text, or nothing but blanks.
    """
    found = decoded(data, hints=hints)
    if not found.text.strip():
        raise UnreadableError("it is empty")
    as_is = found.text.encode("utf-8", "surrogatepass") == data
    notes = (found.note,) if found.note else ()
    return Extract(found.text, as_is=as_is, notes=notes, unsure=found.unsure)

"""Datelines of agencies, which stand at the beginning of a paragraph."""

from __future__ import annotations

import re

# Datelines of agencies: BEIJING, April 27. /TASS/. or HOUSTON, Feb 26 - or PARIS (AFP) -
_AGENCY = re.compile(
    r"[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3}"
    r"(?:, [A-Z][\w.]* ?\w*)?(?:, [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?"
    r"(?:(?:\.? */[A-Z][A-Za-z ]+/\.?)|(?: *\([A-Z][A-Za-z ]+\))? *[-–—]+(?=[ \n]))"
    r"|[А-ЯЁ][А-ЯЁ-]+(?: [А-ЯЁ-]+){0,2}, \d{1,2} [а-я]+(?: — |\. ?(?:/[А-Яа-яЁё -]+/\.?|[-–—]))"
)
# The expression tries many ways on a long run of hyphens.
_AGENCY_LENGTH = 200


def agency(display: str, start: int) -> int | None:
    """The end of the dateline of an agency that begins at ``start``, if one does."""
    found = _AGENCY.match(display, start, start + _AGENCY_LENGTH)
    return found.end() if found else None

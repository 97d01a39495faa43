"""What a rule finds in a sentence, before it is known who says it and whether it is new."""

from __future__ import annotations

from typing import NamedTuple

from lunar_tui.facts.model import Value


class Subject(NamedTuple):
    """The entity that a draft is about, by the token that names it or stands for it.

    ``named``: the sentence names it; else ``nearness`` counts back to the one that does.
    """

    entity: str
    token: int
    named: bool = True


class Draft(NamedTuple):
    """Tokens are numbered in the sentence; ``first``–``last`` carry the value.

    ``start`` and ``end`` are the span of the value in the sentence.
    """

    property: str
    subject: Subject
    value: Value
    start: int
    end: int
    trigger: int
    rule: str
    confidence: float
    role: str = ""
    inferred_from: str = ""
    lasting: bool = False
    """Whether it is true of a time, such as who heads what."""
    about: str = ""
    """EDTF: when it is true of, where the sentence says so."""
    fixed: bool = False
    """Whether no plan and no speaker has a part in it: "Iran's Kharg Island"."""

"""Who heads, speaks for and works at what: relations of people, as data."""

from __future__ import annotations

from lunar_tui.suggestions.lexicon import HEADS, STAFF
from lunar_tui.suggestions.relations import BODY, COUNTRY, PERSON, Relation

_LED = "led|headed|chaired|run"
_LEADS = "leads|heads|chairs|runs|commands|manages"
_WORKS_FOR = ("organisation", "organization", "employer", "works-for", "affiliation")

OFFICES = (
    Relation(
        "head",
        ("head", "leader", "director", "chairman", "ceo", "chief-executive"),
        BODY,
        PERSON,
        (
            f"S {HEADS} ,? V",
            "S chief executive officer? ,? V",
            f"S 's +1 {HEADS} ,? V",
            f"V , +3 {HEADS} of|at the? S",
            f"V , +2 {HEADS} of|at M 's +1 S",
            f"{HEADS} of the? S ,? V",
            f"{HEADS} of M 's +1 S , V",
            f"S said|says|announced|stated ~8 its +1 {HEADS} , V",
            f"S is|was? now? {_LED} by the? +3 V",
            f"V , who {_LEADS} the? S",
        ),
        _WORKS_FOR,
        COUNTRY,
        role=True,
        lasting=True,
    ),
    Relation(
        "deputy",
        ("deputy", "deputy-head", "vice-president"),
        BODY,
        PERSON,
        (
            f"V , +1 deputy|vice +1 {HEADS} of|at the? S",
            f"S deputy|vice {HEADS} ,? V",
            f"S 's deputy|vice {HEADS} ,? V",
        ),
        _WORKS_FOR,
        COUNTRY,
        role=True,
        lasting=True,
    ),
    Relation(
        "spokesperson",
        ("spokesperson", "spokesman"),
        BODY,
        PERSON,
        (
            "S spokesman|spokeswoman|spokesperson ,? V",
            "V , +2 spokesman|spokeswoman|spokesperson for|of|at the? S",
            "spokesman|spokeswoman|spokesperson for|of the? S ,? V",
        ),
        _WORKS_FOR,
        COUNTRY,
        role=False,
        lasting=True,
    ),
    Relation(
        "staff",
        ("people", "staff", "member"),
        BODY,
        PERSON,
        (f"V , a|an +3 {STAFF} at|of|with|for|from the? S", f"S {STAFF} V"),
        _WORKS_FOR,
        COUNTRY,
        role=True,
        lasting=True,
    ),
    Relation(
        "president",
        ("president", "head-of-state", "head"),
        PERSON,
        COUNTRY,
        ("D president|premier|chancellor|king|queen S", "D president|premier|chancellor S 's"),
        swap=True,
        role=True,
        lasting=True,
        confidence=0.85,
    ),
    Relation(
        "counterpart",
        ("counterpart",),
        PERSON,
        PERSON,
        ("S ,? and his|her|their +2 counterpart ,? V",),
        ("counterpart",),
        lasting=True,
    ),
)

"""What a relation between two things is, and those of place, flight and belonging, as data.

Patterns of news English show between which two things a sentence sees what.
"""

from __future__ import annotations

from typing import NamedTuple

from lunar_tui.suggestions.lexicon import COMPASS, LAUNCH, wordset


class Relation(NamedTuple):
    """A link that patterns show.

    ``properties``: ids under which a schema may ask for it, the built-in one first; ``inverse``:
    the same from the other side. ``never`` and ``never_values``: roles that subject and value must
    not be able to play. ``swap``: the pattern's ``S`` is the value. ``role``: its word is a title.
    ``lasting``: true of a time. ``fixed``: whatever is said or planned in the sentence.
    ``unless``: not where that relation was seen.
    """

    id: str
    properties: tuple[str, ...]
    subjects: frozenset[str]
    values: frozenset[str]
    patterns: tuple[str, ...]
    inverse: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    swap: bool = False
    role: bool = False
    lasting: bool = False
    fixed: bool = False
    unless: str = "-"
    never_values: frozenset[str] = frozenset()
    confidence: float = 0.8


PERSON, BODY, PLACE = wordset("person"), wordset("body"), wordset("place")
COUNTRY, DEAL, WORK = wordset("country"), wordset("deal"), wordset("work")
_VEHICLE, _CRAFT = wordset("vehicle"), wordset("mission vehicle")

BELONGING = (
    Relation(
        "country",
        ("country", "nationality"),
        wordset("mission vehicle body work event"),
        COUNTRY,
        ("V 's +3 S", "D W S", "V 's +3 S 's"),
        never=COUNTRY,
        fixed=True,
        confidence=0.75,
    ),
    Relation(
        "located-in",
        ("located-in", "location", "place"),
        PLACE,
        PLACE,
        (
            "S ,? in|on|at M 's +5 of V",
            f"S ,? in|on|at V 's {COMPASS}",
            "S ,? in|on the? V",
            "V 's +4 province|city|region|island|town|state|port of S",
            "V 's +2 S",
            "S ,? which? is|lies|stands located? in|on the? V",
        ),
        never=COUNTRY,
        fixed=True,
        confidence=0.7,
    ),
    Relation(
        "based-in",
        ("located-in", "headquarters", "based-in", "location", "seat", "place"),
        BODY,
        PLACE,
        (
            "S , based|headquartered in|at the? V",
            "V - based +1 S",
            "S ,? which? is based|headquartered|located in|at the? V",
        ),
        never=COUNTRY,
        fixed=True,
    ),
    Relation(
        "near",
        ("near", "located-near"),
        PLACE,
        PLACE,
        ("S ,? near the? V",),
        never=COUNTRY,
        fixed=True,
    ),
    Relation(
        "vehicle",
        ("vehicle", "launch-vehicle", "rocket"),
        wordset("mission"),
        _VEHICLE,
        (f"S +3 was|were|is? {LAUNCH} ~7 atop|aboard|using|by a|an|the? V",),
        ("carried",),
    ),
    Relation(
        "launch-site",
        ("launch-site", "launched-from"),
        _CRAFT,
        PLACE,
        (f"S +3 was|were|is? {LAUNCH} ~14 from the? V", f"{LAUNCH} ~8 S +3 from the? V"),
        never=PERSON,
    ),
    Relation(
        "target",
        ("target", "destination"),
        wordset("mission"),
        PLACE,
        (
            f"S +3 was|were|is? {LAUNCH} off? ~1 towards|toward|to the? V",
            "S +1 will? target|targets|targeting the? V",
            "S +2 to? land on the? V",
            "send|sends|sent +2 S to the? V",
        ),
    ),
    Relation(
        "landing-site",
        ("landing-site", "landed-in", "landed-at"),
        _CRAFT,
        PLACE,
        ("S +3 landed|lands|land|touched down? ~3 in|on|at|of the? V",),
    ),
    Relation(
        "part-of",
        ("part-of", "parent", "subsidiary-of"),
        wordset("body work"),
        wordset("body work"),
        (
            "S ,? a|the? +1 unit|subsidiary|division|arm|part|department of the? V",
            "S of the V",
        ),
        ("part",),
        never_values=COUNTRY,
        never=COUNTRY,
        fixed=True,
        confidence=0.7,
    ),
    Relation(
        "associated-with",
        ("owner", "associated-with", "founder"),
        wordset("work mission body vehicle"),
        PERSON,
        ("V 's +1 S",),
        ("associated-with",),
        never=COUNTRY,
        fixed=True,
        confidence=0.7,
    ),
    Relation(
        "formerly-of",
        ("part-of",),
        COUNTRY,
        COUNTRY,
        ("S , then|once|formerly part of the? V",),
        fixed=True,
    ),
)

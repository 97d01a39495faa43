"""Between which two things a sentence sees what: patterns of news English, as data."""

from __future__ import annotations

from typing import NamedTuple

from lunar_tui.suggestions.lexicon import BUILD, COMPASS, COOPERATE, HEADS, LAUNCH, STAFF, wordset


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


_PERSON, _BODY, _PLACE = wordset("person"), wordset("body"), wordset("place")
_COUNTRY, _DEAL, _VEHICLE = wordset("country"), wordset("deal"), wordset("vehicle")
_CRAFT = wordset("mission vehicle")
_JOINT = wordset("work deal mission event")
_WORKS_FOR = ("organisation", "organization", "employer", "works-for", "affiliation")

RELATIONS = (
    Relation(
        "head",
        ("head", "leader", "director", "chairman", "ceo", "chief-executive"),
        _BODY,
        _PERSON,
        (
            f"S {HEADS} ,? V",
            "S chief executive officer? ,? V",
            f"S 's +1 {HEADS} ,? V",
            f"V , +3 {HEADS} of|at the? S",
            f"V , +2 {HEADS} of|at M 's +1 S",
            f"{HEADS} of the? S ,? V",
            f"{HEADS} of M 's +1 S , V",
        ),
        _WORKS_FOR,
        _COUNTRY,
        role=True,
        lasting=True,
    ),
    Relation(
        "deputy",
        ("deputy", "deputy-head", "vice-president"),
        _BODY,
        _PERSON,
        (
            f"V , +1 deputy|vice +1 {HEADS} of|at the? S",
            f"S deputy|vice {HEADS} ,? V",
            f"S 's deputy|vice {HEADS} ,? V",
        ),
        _WORKS_FOR,
        _COUNTRY,
        role=True,
        lasting=True,
    ),
    Relation(
        "spokesperson",
        ("spokesperson", "spokesman"),
        _BODY,
        _PERSON,
        (
            "S spokesman|spokeswoman|spokesperson ,? V",
            "V , +2 spokesman|spokeswoman|spokesperson for|of|at the? S",
            "spokesman|spokeswoman|spokesperson for|of the? S ,? V",
        ),
        _WORKS_FOR,
        _COUNTRY,
        role=False,
        lasting=True,
    ),
    Relation(
        "staff",
        ("people", "staff", "member"),
        _BODY,
        _PERSON,
        (f"V , a|an +3 {STAFF} at|of|with|for|from the? S", f"S {STAFF} V"),
        _WORKS_FOR,
        _COUNTRY,
        role=True,
        lasting=True,
    ),
    Relation(
        "president",
        ("president", "head-of-state", "head"),
        _PERSON,
        _COUNTRY,
        ("D president|premier|chancellor|king|queen S", "D president|premier|chancellor S 's"),
        swap=True,
        role=True,
        lasting=True,
        confidence=0.85,
    ),
    Relation(
        "country",
        ("country", "nationality"),
        wordset("mission vehicle body work"),
        _COUNTRY,
        ("V 's +3 S", "D W S", "V 's +3 S 's"),
        never=_COUNTRY,
        fixed=True,
        confidence=0.75,
    ),
    Relation(
        "located-in",
        ("located-in", "location", "headquarters"),
        _PLACE,
        _PLACE,
        (
            "S ,? in|on|at M 's +5 of V",
            f"S ,? in|on|at V 's {COMPASS}",
            "S ,? in|on the? V",
            "V 's +4 province|city|region|island|town|state|port of S",
            "V 's +2 S",
        ),
        never=_COUNTRY,
        fixed=True,
        confidence=0.7,
    ),
    Relation(
        "based-in",
        ("located-in", "headquarters", "location"),
        _BODY,
        _PLACE,
        ("S , based|headquartered in|at the? V", "V - based +1 S"),
        never=_COUNTRY,
        fixed=True,
    ),
    Relation(
        "near",
        ("near", "located-near"),
        _PLACE,
        _PLACE,
        ("S ,? near the? V",),
        never=_COUNTRY,
        fixed=True,
    ),
    Relation(
        "signatory",
        ("signatory", "party"),
        _DEAL,
        _BODY,
        (
            "V and|with the? V signed|sign|signs|concluded +6 S",
            "V signed|sign|signs +6 S with the? V",
            "S ~3 signed by the? V and the? V",
            "S between the? V and the? V",
        ),
        confidence=0.85,
    ),
    Relation(
        "signed-by",
        ("signed-by", "signer", "signatory"),
        _DEAL,
        _PERSON,
        (
            "V ,? and ~4 V , ~7 , signed +3 S",
            "V and V ~1 signed|sign|signs +6 S",
            "V ~1 signed|sign|signs +6 S",
            "S ~3 signed by the? +3 V",
        ),
        ("signed-document", "signed"),
        confidence=0.85,
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
        _PLACE,
        (f"S +3 was|were|is? {LAUNCH} ~14 from the? V", f"{LAUNCH} ~8 S +3 from the? V"),
        never=_PERSON,
    ),
    Relation(
        "target",
        ("target", "destination"),
        wordset("mission"),
        _PLACE,
        (
            f"S +3 was|were|is? {LAUNCH} off? ~1 towards|toward|to the? V",
            "S +1 will? target|targets|targeting the? V",
            "S +2 to? land on the? V",
        ),
    ),
    Relation(
        "landing-site",
        ("landing-site", "landed-in", "landed-at"),
        _CRAFT,
        _PLACE,
        ("S +3 landed|lands|land|touched down? ~3 in|on|at|of the? V",),
    ),
    Relation(
        "partner",
        ("partner", "participant"),
        _JOINT,
        _BODY,
        (
            f"V ,|and the? V ~1 jointly|together ~2 {BUILD} +5 S",
            f"V and the? V ~5 {COOPERATE} ~6 {BUILD} +4 S",
            f"V ~4 {COOPERATE} ~3 with the? V ~12 {BUILD} +4 S",
            f"V and V ~4 agreed|agree ~8 {BUILD} +5 S",
        ),
        confidence=0.75,
    ),
    Relation(
        "partners",
        ("partner", "partners-with", "works-with"),
        wordset("body mission"),
        wordset("body mission"),
        (
            "S ~3 cooperate|cooperates|cooperating|partnered|collaborates with the? V",
            "S ~3 agreed|agrees with the? V to",
            "S and V ~1 formed|form +5 venture|partnership|alliance",
        ),
        unless="partner",
        confidence=0.6,
    ),
    Relation(
        "coordinated-with",
        ("coordinated-with",),
        wordset("mission work"),
        wordset("mission work"),
        (
            "coordinate|coordinates|coordinating|coordinated ~3 of? M? 's? +1 S and M? 's? +1 V",
            "S ~3 coordinate|coordinates|coordinating|coordinated with the? V",
        ),
        ("coordinated-with",),
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
        never_values=_COUNTRY,
        never=_COUNTRY,
        fixed=True,
        confidence=0.7,
    ),
    Relation(
        "acquires",
        ("acquires", "acquired", "acquisition", "takeover-target"),
        _BODY,
        _BODY,
        ("S ~1 acquired|acquires|acquire|bought|buys|buy the? V", "S ~2 acquisition of the? V"),
        never_values=_COUNTRY,
        never=_COUNTRY,
    ),
    Relation(
        "associated-with",
        ("owner", "associated-with", "founder"),
        wordset("work mission body vehicle"),
        _PERSON,
        ("V 's +1 S",),
        ("associated-with",),
        never=_COUNTRY,
        fixed=True,
        confidence=0.7,
    ),
    Relation(
        "operator",
        ("operator", "owner"),
        wordset("mission work vehicle"),
        _BODY,
        ("S ~3 operated|run|managed by the? V",),
        never=_COUNTRY,
    ),
)

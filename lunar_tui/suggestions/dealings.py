"""Who agrees with, builds for, buys and sues whom: relations of what is done, as data."""

from __future__ import annotations

from lunar_tui.suggestions.lexicon import BUILD, COOPERATE, wordset
from lunar_tui.suggestions.relations import BODY, COUNTRY, DEAL, PERSON, WORK, Relation

_DEALS = "contract|deal|agreement|treaty|memorandum|accord|pact|order|lease"
_MAKE = "build|construct|supply|deliver|make|rebuild|repair"
_MADE = "built|constructed|made|supplied|manufactured|rebuilt"
_JOINT = wordset("work deal mission event")

DEALINGS = (
    Relation(
        "signatory",
        ("signatory", "party"),
        DEAL,
        BODY,
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
        DEAL,
        PERSON,
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
        "partner",
        ("partner", "participant"),
        _JOINT,
        BODY,
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
        "acquires",
        ("acquires", "acquired", "acquisition", "takeover-target"),
        BODY,
        BODY,
        ("S ~1 acquired|acquires|acquire|bought|buys|buy the? V", "S ~2 acquisition of the? V"),
        never_values=COUNTRY,
        never=COUNTRY,
    ),
    Relation(
        "operator",
        ("operator", "owner"),
        wordset("mission work vehicle"),
        BODY,
        (
            "S ~3 operated|run|managed by the? V",
            "V operates|runs|manages the? S",
            "V ~1 plans|intends|wants to send|launch|fly +2 S",
        ),
        never=COUNTRY,
    ),
    Relation(
        "contractor",
        ("contractor", "builder", "built-by", "maker", "manufacturer", "constructed-by"),
        wordset("work place vehicle"),
        BODY,
        (
            f"S ,? ~2 {_MADE} by the? V",
            "V built|builds|constructed the? S",
            f"{_DEALS} with|to the? V ~6 to {_MAKE} the? S",
            f"{_DEALS} for the? S ~4 awarded to the? V",
            f"V ~2 {_DEALS} to {_MAKE} the? S",
        ),
        ("built", "builds"),
        never=COUNTRY | BODY,
        never_values=COUNTRY,
    ),
    Relation(
        "designer",
        ("designer", "architect", "designed-by"),
        wordset("work place vehicle"),
        wordset("body person"),
        ("S ,? ~2 designed by the? V", "V ,? which|who? designed the? S"),
        ("designed", "designs"),
        never=COUNTRY | BODY,
        never_values=COUNTRY,
    ),
    Relation(
        "agreed-with",
        ("agreed-with", "agreement-with", "contract-with", "signed-with", "deal-with", "partner"),
        BODY,
        BODY,
        (
            f"S ~1 signed|sign|signs|concluded|reached +3 {_DEALS} with the? V",
            "S and the? V ~1 agreed on|to",
            f"S and the? V ~1 signed|sign|signs|concluded|reached +3 {_DEALS}",
            f"{_DEALS} between the? S and the? V",
            "S ~1 agreed|signed with the? V",
            f"S ~1 awarded +2 {_DEALS} to the? V",
        ),
        ("agreed-with", "agreement-with", "contract-with", "signed-with", "deal-with"),
        never=COUNTRY,
        never_values=COUNTRY,
        unless="signatory",
        confidence=0.75,
    ),
    Relation(
        "sued",
        ("sued", "sues", "defendant", "lawsuit-against", "legal-action-against"),
        wordset("body person"),
        wordset("body person"),
        (
            "S has|have? sued|sues the? V",
            "S has|have? filed|files ~3 lawsuit|suit|complaint against the? V",
            "S ~1 took|takes the? V to court",
        ),
        ("sued-by", "plaintiff"),
        confidence=0.85,
    ),
    Relation(
        "project",
        ("project", "projects"),
        BODY,
        WORK,
        ("S announced|revealed|unveiled|launched|presented ~8 called|named V",),
        ("associated-with", "owner"),
        never=COUNTRY,
    ),
    Relation(
        "subject",
        ("subject", "about"),
        DEAL,
        wordset("work mission"),
        (f"S ~9 on ~3 in|to {BUILD} a|an|the? +2 V",),
    ),
)

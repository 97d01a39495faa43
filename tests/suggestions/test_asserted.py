"""A suggestion says no more than its sentence: what is denied, doubted or over is not proposed."""

from __future__ import annotations

import pytest

from lunar_tui.facts.model import Property
from tests.suggestions.sayings import said, schema, suggestions

OWN = schema(
    Property("founded", "founded", ("date",)),
    Property("stake", "stake", ("quantity",)),
    Property("led-by", "led by", ("entity",)),
    Property("head", "head", ("entity",)),
    Property("acquires", "acquires", ("entity",)),
    Property("seat", "headquarters", ("entity",)),
)
FOUNDED = ("acme", "founded", "1968")
STAKE = ("acme", "stake", "30 percent")
LED = ("acme", "led-by", "ada-lind")

ASSERTED = [
    ("Acme was founded in 1968.", FOUNDED),
    ("Acme has a 30 percent stake in Ferrum Works.", STAKE),
    ("Acme bought a 30 percent stake in Ferrum Works.", STAKE),
    ("Acme sold its ships and has a 30 percent stake in Ferrum Works.", STAKE),
    ("Acme, which lost a case, has a 30 percent stake in Ferrum Works.", STAKE),
    ("Acme is led by Ada Lind.", LED),
    ("Acme is based in Lund.", ("acme", "seat", "lund")),
    ("Acme acquired Ferrum Works.", ("acme", "acquires", "ferrum")),
    # The doubt is that of another clause.
    ("Ada Lind doubted it, and Acme was founded in 1968.", FOUNDED),
    ("Ada Lind joked because Acme was founded in 1968.", FOUNDED),
    ("Acme was founded in 1968 by Bo Berg, who joked a lot.", FOUNDED),
    ("Nearly 400 people came where Acme was founded in 1968.", FOUNDED),
    ("Acme was founded in 1968, the company said.", FOUNDED),
    ("Acme was founded in 1968, according to Bo Berg.", FOUNDED),
]
DENIED = [
    "Acme wasn't founded in 1968.",
    "Acme hadn't been founded in 1968.",
    "Wasn't Acme founded in 1968, Bo Berg asked.",
    "Acme can't have been founded in 1968.",
    "Acme cannot have been founded in 1968.",
    "Acme isn't led by Ada Lind.",
    "Acme won't be led by Ada Lind.",
    "Acme hasn't been led by Ada Lind.",
    "Acme doesn't have a 30 percent stake in Ferrum Works.",
    "Ada Lind denied that Acme is based in Lund.",
]
OVER = [
    "Acme sold its 30 percent stake in Ferrum Works.",
    "Acme lost its 30 percent stake in Ferrum Works.",
    "Acme gave up its 30 percent stake in Ferrum Works.",
    "Acme agreed to sell its 30 percent stake in Ferrum Works.",
    "Acme considered buying a 30 percent stake in Ferrum Works.",
    "Acme may have a 30 percent stake in Ferrum Works.",
    "Acme had a 30 percent stake in Ferrum Works until 2019.",
    "Acme was led by Ada Lind until 2019.",
    "Until 2019 Acme was led by Ada Lind.",
    "Acme was formerly led by Ada Lind.",
]
DOUBTED = [
    "Ada Lind doubted that Acme was founded in 1968.",
    "Ada Lind joked that Acme was founded in 1968.",
    'Ada Lind joked that "Acme was founded in 1968".',
    "“Acme was founded in 1968,” Ada Lind joked.",
    "Ada Lind is wrong that Acme was founded in 1968.",
    "Ada Lind claimed that Acme was founded in 1968.",
    "Ada Lind thought Acme was founded in 1968.",
    "Ada Lind doubted that Acme is led by Bo Berg.",
    "Ada Lind joked that Acme acquired Ferrum Works.",
    "Hardly anyone believes Acme was founded in 1968.",
    "Hardly anyone believes that Acme is based in Lund.",
    "The claim that Acme was founded in 1968 is disputed.",
    "That Acme was founded in 1968 is disputed.",
    "Rumours that Acme was founded in 1968 were false.",
    "Acme was reportedly founded in 1968.",
    "Acme was supposedly founded in 1968.",
    "Acme was allegedly founded in 1968.",
    "Allegedly, Acme was founded in 1968.",
    "Acme was probably founded in 1968.",
    "Acme was likely founded in 1968.",
    "Acme was nearly founded in 1968.",
    "Acme nearly acquired Ferrum Works.",
    "According to critics, Acme was founded in 1968.",
    "Acme was founded in 1968, according to critics.",
    "Some say Acme was founded in 1968.",
    "Some say that Acme was founded in 1968.",
    "Acme was founded in 1968, some say.",
    "Acme may have been founded in 1968.",
    "Acme might well have been founded in 1968.",
    "Acme could have been founded in 1968.",
    "Was Acme founded in 1968, Bo Berg asked.",
    "Bo Berg asked: “Was Acme founded in 1968?”",
    "“Acme was founded in 1968?” Bo Berg asked.",
]


@pytest.mark.parametrize(("text", "expected"), ASSERTED, ids=lambda value: str(value)[:50])
def test_what_a_sentence_asserts_is_proposed(text: str, expected: tuple[str, str, str]) -> None:
    (item,) = [one for one in suggestions(text, OWN) if one.property == expected[1]]
    assert expected in said(text, OWN)
    assert item.qualifiers.certainty == "stated"


@pytest.mark.parametrize("mark", ["'", "’"])
@pytest.mark.parametrize("text", DENIED, ids=lambda value: value[:50])
def test_what_is_denied_is_not_proposed(text: str, mark: str) -> None:
    assert not said(text.replace("'", mark), OWN)


@pytest.mark.parametrize("text", [*OVER, *DOUBTED], ids=lambda value: value[:50])
def test_what_is_doubted_or_over_is_not_proposed(text: str) -> None:
    assert not said(text, OWN)


@pytest.mark.parametrize(
    "text",
    [
        "Acme will probably be founded in 2030.",
        "Acme may be founded in 2030.",
        "Acme is likely to be founded in 2030.",
    ],
)
def test_a_guess_at_what_is_to_come_is_a_plan(text: str) -> None:
    (item,) = suggestions(text, OWN)
    assert item.qualifiers.certainty == "planned"


def test_what_somebody_says_of_a_doubt_stays_a_statement() -> None:
    text = "Ada Lind said that hardly anyone believes in the old bridge."
    assert [item.rule for item in suggestions(text)] == ["statement"]

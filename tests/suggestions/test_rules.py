"""Each rule, with sentences that it should take and sentences that it should leave alone."""

from __future__ import annotations

import pytest

from lunar_tui.facts.model import Property
from tests.suggestions.sayings import said, schema, suggestions

TAKEN = [
    ("On March 3, 2021, Orca-3 landed near the rim.", ("orca", "landed", "2021-03-03")),
    ("Orca-3 was launched in 2019.", ("orca", "launched", "2019")),
    ("Orca-3 blasted off on June 4, 2022.", ("orca", "launched", "2022-06-04")),
    ("The Skagen Pact was signed on 4 May 2020.", ("pact", "signed", "2020-05-04")),
    ("Orca-3 is scheduled for launch around 2029.", ("orca", "launched", "2029~")),
    ("The Polar Station is to be completed by 2031.", ("station", "completed", "../2031")),
    ("The Polar Station would begin in the 2040s.", ("station", "begins", "204X")),
    ("Orca-3 brought 1,250 grams of dust back.", ("orca", "mass", "1250 g")),
    ("Orca-3, weighing about 2 kg, is small.", ("orca", "mass", "approximate 2 kg")),
    ("In 12 days, Orca-3 was home again.", ("orca", "duration", "12 day")),
    ("Orca-3 lasted more than 40 days.", ("orca", "duration", "more than 40 day")),
    ("It was known that Acme earned 3.5 mln dlrs.", ("acme", "profit", "3500000 USD")),
    ("Acme employs 400 people.", ("acme", "employees", "400")),
    ("Acme chairman Ada Lind left early.", ("acme", "head", "ada-lind")),
    ("Ada Lind, the chief of Ferrum Works, left.", ("ferrum", "head", "ada-lind")),
    ("The head of Sweden's Ferrum Works, Bo Berg, left.", ("ferrum", "head", "bo-berg")),
    ("Ada Lind, deputy director of Acme, left.", ("acme", "deputy", "ada-lind")),
    ("Acme spokeswoman Ada Lind left.", ("acme", "spokesperson", "ada-lind")),
    ("Ada Lind, a senior analyst at Acme, left.", ("acme", "people", "ada-lind")),
    ("Ada Lind, a senior analyst at Acme, left.", ("ada-lind", "organisation", "acme")),
    ("Swedish President Ada Lind left.", ("sweden", "president", "ada-lind")),
    ("Sweden's Orca-3 mission went on.", ("orca", "country", "sweden")),
    ("The Swedish probe Orca-3 went on.", ("orca", "country", "sweden")),
    ("They stayed at Kiruna on Sweden's northern plain of Lund.", ("port", "located-in", "lund")),
    ("Acme, based in Lund, grew.", ("acme", "located-in", "lund")),
    ("They like Lund-based Acme.", ("acme", "located-in", "lund")),
    ("Kiruna, near the Bohr crater, slept.", ("port", "near", "crater")),
    ("Acme and Ferrum Works signed the Skagen Pact.", ("pact", "signatory", "ferrum")),
    ("The Skagen Pact was signed by Ada Lind.", ("pact", "signed-by", "ada-lind")),
    ("Orca-3 was launched atop the Heron rocket.", ("orca", "vehicle", "heron")),
    ("Orca-3 blasted off from Kiruna.", ("orca", "launch-site", "port")),
    ("Orca-3 blasted off towards the Bohr crater.", ("orca", "target", "crater")),
    ("Orca-3 landed in the Bohr crater.", ("orca", "landing-site", "crater")),
    ("Sweden and Norway will jointly build a Polar Station.", ("station", "partner", "norway")),
    (
        "Sweden is set to cooperate with Norway in building the Polar Station.",
        ("station", "partner", "sweden"),
    ),
    ("Acme, a unit of Ferrum Works, grew.", ("acme", "part-of", "ferrum")),
    ("Acme acquired Ferrum Works.", ("acme", "acquires", "ferrum")),
    ("Ada Lind's Polar Station grew.", ("station", "owner", "ada-lind")),
    ("Acme cooperates with the Nordic Space Agency.", ("acme", "partner", "agency")),
    (
        "Ada Lind said that nothing of this will be ready.",
        ("ada-lind", "statement", "nothing of this will be ready"),
    ),
    (
        "Most of it is ready by now, according to Bo Berg.",
        ("bo-berg", "statement", "Most of it is ready by now"),
    ),
    ("Acme chairman Ada Lind left early.", ("ada-lind", "role", "Acme chairman")),
]
LEFT_ALONE = [
    "Orca-3 did not land on March 3, 2021.",
    "Was Orca-3 launched in 2019?",
    "Ada Lind landed on March 3, 2021.",
    "Former Acme chairman Ada Lind left.",
    "Acme Steel chairman Ada Lind left.",
    "Acme earned less; compared with earnings of 3.5 mln dlrs.",
    "Acme had a loan of 3.5 mln dlrs and a loss of trust.",
    "Acme earned 3.50 dlrs per share.",
    "They told Acme it had lost 3.5 mln dlrs.",
    "Sweden's Lindqvist noted Acme grew.",
    "Acme is a part of the Sweden market.",
    "The 2019 Skagen Pact is signed by nobody.",
    "A plant in Lund was completed in 1986.",
    "ACME CHAIRMAN ADA LIND LEFT",
    "Ferrum Works said it established a link on May 1, 2020.",
    "If Acme acquired Ferrum Works, all would change.",
    "Orca-3 was delayed to 2025.",
    "",
]


@pytest.mark.parametrize(("text", "expected"), TAKEN, ids=lambda value: str(value)[:40])
def test_taken(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert not said(text)


def test_hedges_make_plans() -> None:
    (planned,) = suggestions("Orca-3 will be launched in 2022.")
    assert planned.qualifiers.certainty == "planned"
    (past,) = suggestions("Orca-3 was launched in 2022.")
    assert past.qualifiers.certainty == "stated"
    (month,) = suggestions("Orca-3 was launched in May 2022.")
    assert month.qualifiers.certainty == "stated"
    (may,) = suggestions("Orca-3 may land in May 2022.")
    assert may.qualifiers.certainty == "planned"
    (later,) = suggestions("Orca-3 gets its launch in 2030.")
    assert later.qualifiers.certainty == "planned"


def test_a_missing_year_says_what_it_was_inferred_from() -> None:
    (item,) = suggestions("Orca-3 landed on March 3.")
    assert item.value.date == "2024-03-03"
    assert item.qualifiers.certainty == "inferred"
    assert "the article is dated 2024-05-10" in item.qualifiers.inferred_from


def test_without_a_year_anywhere_it_stays_open() -> None:
    (item,) = suggestions("Orca-3 landed on March 3.", published="")
    assert item.value.date == "XXXX-03-03"
    assert item.qualifiers.inferred_from == ""


def test_the_speaker_and_the_day() -> None:
    text = "Ada Lind said on Tuesday that Orca-3 landed in 2019."
    landed = next(item for item in suggestions(text) if item.property == "landed")
    assert landed.qualifiers.said_by == "ada-lind"
    assert landed.qualifiers.said_on == "2024-05-07"


def test_who_speaks_is_not_said_by_the_speaker() -> None:
    text = "Acme chairman Ada Lind said that nothing of this is ready."
    head = next(item for item in suggestions(text) if item.property == "head")
    assert head.qualifiers.said_by == ""
    assert head.qualifiers.role == "chairman"
    assert head.qualifiers.about == "2024-05-10"


def test_a_word_that_stands_for_a_name_brings_the_sentence_that_names_it() -> None:
    text = "Sweden cheered Orca-3.\n\nThe mission lasted 23 days."
    item = next(one for one in suggestions(text) if one.property == "duration")
    assert item.entity == "orca"
    assert [piece.stance for piece in item.evidence] == ["supports", "mentions"]
    assert "Orca-3" in item.evidence[1].quote
    sure = next(one for one in suggestions("Orca-3 lasted 23 days.") if one.property == "duration")
    assert item.confidence < sure.confidence


def test_it_is_what_the_sentence_before_is_about() -> None:
    assert ("orca", "duration", "9 day") in said("Orca-3 flew well. It lasted 9 days.")
    assert not said("Sweden is cold. Snow fell on Orca-3. It lasted 9 days.")


def test_highlights_are_the_words() -> None:
    text = "On March 3, 2021, Orca-3 landed there."
    (item,) = suggestions(text)
    words = {name: text[slice(*span)] for name, span in item.highlights._asdict().items()}
    assert words == {"trigger": "landed", "subject": "Orca-3", "value": "March 3, 2021"}


def test_only_what_the_schema_asks_is_suggested() -> None:
    using = schema(Property("docked", "docked", ("date",), also=("docking",)))
    text = "Orca-3, which was launched in 2019, made its docking in 2020."
    assert said(text, using) == {("orca", "docked", "2020")}


def test_the_words_of_a_property_are_its_pattern() -> None:
    using = schema(
        Property("shown-at", "shown at", ("entity",)),
        Property("engine-count", "engines", ("quantity",)),
    )
    assert said("Orca-3 was shown at Ferrum Works.", using) == {("orca", "shown-at", "ferrum")}
    assert said("Orca-3 has four large engines.", using) == {("orca", "engine-count", "4")}
    assert not said("Orca-3 has four large wings.", using)


def test_a_type_that_does_not_fit_is_not_suggested() -> None:
    using = schema(Property("head", "head", ("text",)), Property("landed", "landed", ("text",)))
    assert not said("Acme chairman Ada Lind left. Orca-3 landed in 2019.", using)


def test_names_that_mean_several_are_left_alone() -> None:
    assert not said("On March 3, 2021, Orca landed there.")


def speakers(text: str) -> list[str]:
    """Who is said to say something, in the order of the text."""
    return [item.entity for item in suggestions(text) if item.property == "statement"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind said nothing of this was ready.",
        "Ada Lind, who heads the place, said nothing of this was ready.",
        "The minister Ada Lind, a friend of Bo Berg, said nothing of this was ready.",
        "Bo Berg left, and Ada Lind also said nothing of this was ready.",
        "Nothing of this was ready by then, Ada Lind, the chief of it all, said.",
        '"Nothing of this was ready by then," said Ada Lind, the chief.',
    ],
)
def test_who_speaks_stands_beside_the_verb(text: str) -> None:
    assert speakers(text) == ["ada-lind"]


@pytest.mark.parametrize(
    "text",
    [
        "After talks with Ada Lind the banker said nothing of this was ready.",
        "Nothing of this was ready before the visit of Ada Lind, officials said.",
        "An aide to Ada Lind, the chief, said nothing of this was ready.",
        "Ada Lind's adviser, Jan Holm, said nothing of this was ready.",
        "Talks with Ada Lind, Minister Jan Holm said, were of no use to anybody.",
        "Analysts of Acme said nothing of this was ready.",
        "Statistics Sweden said nothing of this was ready.",
        "Jan Holm, who knows it, says Sweden will have to grow by much.",
        '"Nothing of this was ready by then," said Acme economist Jan Holm.',
        "Nothing of this was ready, according to a Sweden agency report.",
        "Ada Lind did not say whether nothing of this was ready.",
    ],
)
def test_nobody_speaks_who_only_stands_near(text: str) -> None:
    assert not speakers(text)


SPOKE = "Ada Lind said that the work is nearly done. "


def test_he_is_who_spoke_before() -> None:
    assert speakers(SPOKE + "She said nothing of this was ready.") == ["ada-lind"] * 2
    surname = SPOKE + "Lind warned against it. She said nothing of this was ready."
    assert speakers(surname) == ["ada-lind"] * 2
    quoted = SPOKE + "It was long. She added that it was fun for all."
    assert speakers(quoted) == ["ada-lind"] * 2


@pytest.mark.parametrize(
    "between",
    [
        "Holm said it was not. ",
        "But Jan Holm is not so sure of it. ",
        "Bo Berg is not so sure of it. ",
        "Officials said it was not. ",
        "Nobody knows. Nobody asks. ",
    ],
)
def test_he_may_be_another_where_somebody_came_in(between: str) -> None:
    assert speakers(SPOKE + between + "He said nothing of this was ready.") == ["ada-lind"]


def test_he_is_nobody_where_a_sentence_names_another() -> None:
    assert speakers(SPOKE + "As Bo Berg left, she said nothing of this was ready.") == ["ada-lind"]

"""The schema of a workspace decides what is asked, whatever its subject is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lunar_tui.blank import make
from lunar_tui.facts.model import Claim, Property, Value
from lunar_tui.library import open_library
from lunar_tui.suggestions.vocabulary import STARTER
from tests.suggestions import sayings
from tests.suggestions.crossings import PROPERTIES, said, suggestions

TAKEN = [
    (
        "The Skarvik Bridge was opened to traffic on 21 June 2025.",
        ("skarvik", "inaugurated", "2025-06-21"),
    ),
    (
        "Vestmark County signed a contract with Torvald Bygg on 10 June 2022 to build it.",
        ("torvald", "signed", "2022-06-10"),
    ),
    (
        "Vestmark County agreed with Torvald Bygg on a loan.",
        ("county", "agreement-with", "torvald"),
    ),
    (
        "Vestmark County signed a deal with Torvald Bygg AS.",
        ("torvald", "agreement-with", "county"),
    ),
    (
        "It signed a contract with Torvald Bygg AS on 10 June 2022 to build the Skarvik Bridge.",
        ("skarvik", "builder", "torvald"),
    ),
    ("Arkon Consult, which designed the Skarvik Bridge, grew.", ("skarvik", "designer", "arkon")),
    ("Torvald Bygg AS is headquartered in Bergen.", ("torvald", "seat", "bergen")),
    ("Torvald Bygg AS is led by Ada Lind.", ("torvald", "head", "ada-lind")),
    ("Torvald Bygg filed a lawsuit against Vestmark County.", ("torvald", "sued", "county")),
    ("Torvald Bygg was established in 1899.", ("torvald", "founded", "1899")),
    (
        "Torvald Bygg, which is based in Bergen, has grown since it was established in 1899.",
        ("torvald", "founded", "1899"),
    ),
    ("The Stokke District Court ruled on 3 May 2023.", ("court", "ruled", "2023-05-03")),
    ("The Skarvik Bridge is 1,460 metres long.", ("skarvik", "length", "1460 m")),
    ("The main span of the Skarvik Bridge is 410 metres.", ("skarvik", "main-span", "410 m")),
    ("The Skarvik Bridge cost £27.5m.", ("skarvik", "price", "27500000 GBP")),
    ("The Skarvik Bridge is worth NOK 418 million.", ("skarvik", "price", "418000000 NOK")),
    ("The Skarvik Bridge cost 27.5 million pounds.", ("skarvik", "price", "27500000 GBP")),
    ("The Skarvik Bridge cost a total of A$5 million.", ("skarvik", "price", "5000000 AUD")),
    ("The Skarvik Bridge cost 7 million Canadian dollars.", ("skarvik", "price", "7000000 CAD")),
    (
        "The price of the Skarvik Bridge was set at 12 million kroner.",
        ("skarvik", "price", "12000000 kroner"),
    ),
    (
        "The Skarvik Bridge has a budget of 1.46 billion kroner.",
        ("skarvik", "budget", "1460000000 kroner"),
    ),
    ("Torvald Bygg wants 64 million kroner in damages.", ("torvald", "damages", "64000000 kroner")),
    ("The MS Brattsund carries 399 passengers and 96 cars.", ("brattsund", "capacity", "399")),
    (
        "Work on the Skarvik Bridge started on 29 August 2022.",
        ("skarvik", "work-began", "2022-08-29"),
    ),
]
LEFT_ALONE = [
    "STOKKE, 14 June 2022 - The county signed it.",
    "Torvald Bygg, with an index established in 1928, grew.",
    "Torvald Bygg has an arrangement with Vestmark County established in 1985.",
    "Established in 1866, the plant of Torvald Bygg grew.",
    "Works, managed by a group of Torvald Bygg, was founded in 1975.",
    "Torvald Bygg said the plant was established in 1928.",
    "Nine Vestmark County bondholders sued Torvald Bygg.",
    "It will complete what was announced to Torvald Bygg on 3 May 2022.",
    "Torvald Bygg received loans worth 162 million kroner.",
    "They sold 80 million kroner worth of Skarvik Bridge shares.",
    "The Skarvik Bridge was built between January and December 2024.",
    "The Skarvik Bridge would cost less than from 3 to 4 kroner per share.",
    "The MS Brattsund carries 96 cars.",
    "A study of the Skarvik Bridge contract was signed by nobody on 3 May 2022.",
]


@pytest.mark.parametrize(("text", "expected"), TAKEN, ids=lambda value: str(value)[:50])
def test_taken(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize("text", LEFT_ALONE, ids=lambda value: value[:50])
def test_left_alone(text: str) -> None:
    assert not said(text)


def test_a_plan_to_build_is_no_date_of_building() -> None:
    built = (*PROPERTIES, Property("built", "built", ("date",)))
    text = "The county signed on 10 June 2022 to build the Skarvik Bridge."
    assert not [one for one in suggestions(text, properties=built) if one.property == "built"]


# --- the words that are named -------------------------------------------------------------------

WORDS = [
    ("Ada Lind, head of Ferrum Works, left.", "head", ("head", "Ferrum Works", "Ada Lind")),
    (
        "The Skagen Pact was agreed on 4 May 2020.",
        "signed",
        ("agreed", "Skagen Pact", "4 May 2020"),
    ),
    (
        "Orca-3 was launched on June 4, 2022.",
        "launched",
        ("launched", "Orca-3", "June 4, 2022"),
    ),
    ("On March 3, 2021, Orca-3 landed there.", "landed", ("landed", "Orca-3", "March 3, 2021")),
]


@pytest.mark.parametrize(("text", "asked", "words"), WORDS, ids=lambda value: str(value)[:30])
def test_the_words_of_a_suggestion_are_highlighted(
    text: str, asked: str, words: tuple[str, str, str]
) -> None:
    (item,) = [one for one in sayings.suggestions(text) if one.property == asked]
    assert tuple(text[slice(*span)] for span in item.highlights) == words
    assert item.quote in text


# --- what claims that exist tell ----------------------------------------------------------------


def _cost(amount: str, unit: str, entity: str = "lagan", prop: str = "price") -> Claim:
    value = Value("quantity", f"{amount} {unit}", amount=Decimal(amount), unit=unit)
    return Claim(f"{entity}/{prop}/x", entity, prop, value)


def test_units_are_written_as_claims_write_them() -> None:
    text = "The Skarvik Bridge cost 512 million kroner."
    assert said(text, _cost("418", "million kroner")) == {
        ("skarvik", "price", "512 million kroner")
    }
    assert said(text, _cost("418", "kroner")) == {("skarvik", "price", "512000000 kroner")}
    pounds = "The Skarvik Bridge cost £27.5m."
    assert said(pounds, _cost("3", "million pounds sterling", prop="budget")) == {
        ("skarvik", "price", "27.5 million pounds sterling")
    }


def test_kinds_that_have_a_property_can_have_it() -> None:
    text = "Ada Lind was established in 1899."
    assert not said(text)
    example = Claim("x", "ada-lind", "founded", Value("date", "1900", date="1900"))
    assert said(text, example) == {("ada-lind", "founded", "1899")}


# --- words that stand for a name ----------------------------------------------------------------


def test_the_bridge_is_the_one_that_was_named() -> None:
    text = "Vestmark County likes the Skarvik Bridge. The bridge is 640 metres long."
    (item,) = suggestions(text)
    assert (item.entity, item.property) == ("skarvik", "length")
    assert [piece.stance for piece in item.evidence] == ["supports", "mentions"]
    assert "Skarvik Bridge" in item.evidence[1].quote
    assert text[slice(*item.highlights.subject)] == "bridge"
    both = text.replace("Vestmark County", "The Lagan Bridge")
    assert not said(both)
    assert not said("The bridge is 640 metres long.")
    assert not said(text.replace("bridge is", "bridge contract is"))


def test_what_a_sentence_calls_a_thing_stands_for_it() -> None:
    text = "Its ferry, the MS Brattsund, is old. Nobody minds. The ferry is 96 metres long."
    assert said(text) == {("brattsund", "length", "96 m")}


def test_its_is_what_the_sentence_before_is_about() -> None:
    text = "The Skarvik Bridge is red. Its main span measures 410 metres."
    assert said(text) == {("skarvik", "main-span", "410 m")}
    assert not said(
        "The Skarvik Bridge is red, like the Lagan Bridge. Its main span is 410 metres."
    )
    assert said("Torvald Bygg grew. It is led by Ada Lind.") == {("torvald", "head", "ada-lind")}
    assert not said("Torvald Bygg grew. It is expected that 410 metres is its length.")


def test_a_contract_is_for_the_thing_that_was_named() -> None:
    text = "Vestmark County wants the Skarvik Bridge. The new contract is worth 5 million kroner."
    (item,) = [one for one in suggestions(text) if one.property == "price"]
    assert item.entity == "skarvik"
    assert len(item.evidence) == 2
    assert item.confidence < 0.7
    assert not said(text.replace("the Skarvik", "the Lagan Bridge and the Skarvik"))


# --- the default vocabulary ---------------------------------------------------------------------


def test_a_new_workspace_is_asked_the_default_vocabulary(tmp_path: Path) -> None:
    make(tmp_path / "new", "Bridges")
    properties = open_library(tmp_path / "new").facts.schema.properties
    assert set(properties) == STARTER
    text = "The Skarvik Bridge is 640 metres long and cost 5 million kroner."
    found = suggestions(text, properties=tuple(properties.values()))
    assert {(item.property, item.value.unit) for item in found} == {
        ("length", "m"),
        ("cost", "kroner"),
    }
    own = tuple(item for name, item in properties.items() if name != "purpose")
    assert {item.property for item in suggestions(text, properties=own)} == {"cost"}


def test_what_two_properties_share_is_answered_by_the_one_that_is_named_so() -> None:
    both = (
        Property("signed", "signed", ("date",)),
        Property("agreed", "agreed", ("date",)),
    )
    found = suggestions("Torvald Bygg agreed on 3 May 2022.", properties=both)
    assert {item.property for item in found} == {"agreed"}


# --- other languages ----------------------------------------------------------------------------

ENGLISH = "The Skarvik Bridge is 640 metres long, and was opened in 2025."
NORWEGIAN = (
    "Vestmark fylke skrev fredag en kontrakt med Torvald Bygg om å bygge Skarvik Bridge. Den er"
    " ikke dyr, og det er bra for fylket. Skarvik Bridge, 640 metres long, was opened in 2025."
)


def test_only_english_is_read() -> None:
    assert said(ENGLISH)
    assert said(ENGLISH, language="en-GB")
    assert not said(ENGLISH, language="no")
    assert not said(NORWEGIAN)
    assert not said(
        "斯卡维克大桥是一座很长的桥梁，它于二零二五年六月正式通车，全长六百四十米，造价不菲。"
        + ENGLISH[:20]
    )

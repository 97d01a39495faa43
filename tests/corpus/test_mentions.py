"""Names of entities in a text: whole words, however they are spelt, the longest first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.mentions import Mention, Names

NAMES = (
    ("change-5", "Chang'e-5"),
    ("change-5", "嫦娥五号"),
    ("luna-26", "Luna-26"),
    ("changzheng", "Long March"),
    ("changzheng", "长征"),
    ("changzheng-5", "Long March 5"),
    ("changzheng-5b", "长征五号B"),
    ("china", "China"),
    ("moon", "Moon"),
    ("united-states", "US"),
    ("united-states", "U.S."),
    ("cast", "CAST"),
    ("gift", "several agreements on lunar research"),
    ("2018", "2018 plan"),
)
FOUND = Names(NAMES)


def found(text: str, names: Names = FOUND) -> list[tuple[str, str]]:
    """What stands in the text, and which entity it is."""
    return [(text[item.start : item.end], "|".join(item.entities)) for item in names.find(text)]


@pytest.mark.parametrize(
    "spelt",
    [
        "Chang'e-5",
        "Chang’e-5",
        "Chang'e 5",
        "Chang’e\u00a05",
        "CHANG'E-5",
        "Chang\u02bce\u20115",
        "Chang'e–5",
        "Chang'e\n5",
        "Chang'e  5",
    ],
)
def test_spellings_of_a_name_are_one(spelt: str) -> None:
    assert found(f"The {spelt}, a probe") == [(spelt, "change-5")]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_possessives_are_mentions(apostrophe: str) -> None:
    assert found(f"China{apostrophe}s Moon") == [("China", "china"), ("Moon", "moon")]
    assert found(f"CHINA{apostrophe}S") == [("CHINA", "china")]


@pytest.mark.parametrize(
    "text",
    [
        "Luna-261",
        "Luna-26.5",
        "Luna-26,000",
        "Luna-26b",
        "Moonlight",
        "honeymoon",
        "Indochina",
        "Moon'light",
        "O'China",
        "Moo\u0301n",
        "Moon\u0301",
        "12,2018 plan",
        "U.S.S.R.",
        "Long\n\nMarch",
        "Long, March",
    ],
)
def test_nothing_inside_a_word_or_number_or_across_a_paragraph(text: str) -> None:
    assert found(text) == []


def test_names_end_at_marks_of_punctuation() -> None:
    assert found("(Luna-26), Luna-26. Luna-26… “Luna-26”") == [("Luna-26", "luna-26")] * 4
    assert found("U.S.-China") == [("U.S.", "united-states"), ("China", "china")]


def test_capitals_matter_in_short_names_and_abbreviations() -> None:
    assert found("They told us of the US") == [("US", "united-states")]
    assert found("CAST cast it") == [("CAST", "cast")]
    assert found("the moon, the Moon, the MOON") == [
        ("moon", "moon"),
        ("Moon", "moon"),
        ("MOON", "moon"),
    ]


def test_longest_name_wins() -> None:
    assert found("Long March 5 and Long March 7") == [
        ("Long March 5", "changzheng-5"),
        ("Long March", "changzheng"),
    ]
    assert found("Several agreements on lunar research") == [
        ("Several agreements on lunar research", "gift")
    ]


def test_chinese_names_need_no_blanks_around_them() -> None:
    assert found("中国用长征五号B火箭发射嫦娥五号，又用长征火箭") == [
        ("长征五号B", "changzheng-5b"),
        ("嫦娥五号", "change-5"),
        ("长征", "changzheng"),
    ]
    assert found("和US的") == [("US", "united-states")]
    assert found("长征五号BC") == [("长征", "changzheng")]


def test_name_of_several_is_each_of_them() -> None:
    names = Names([("a", "Luna 1"), ("b", "LUNA-1"), ("a", "Luna-1")])
    assert names.find("x Luna-1") == (Mention(("a",), 2, 8),)
    names = Names([("a", "Vostok"), ("b", "vostok")])
    assert names.find("Vostok") == (Mention(("a", "b"), 0, 6),)


def test_the_very_capitals_win() -> None:
    names = Names([("verb", "Cast"), ("academy", "CAST")])
    assert found("CAST Cast cast", names) == [
        ("CAST", "academy"),
        ("Cast", "verb"),
        ("cast", "verb"),
    ]


@pytest.mark.parametrize("name", ["", " ", "-", "…", "«»"])
def test_name_without_letters_is_none(name: str) -> None:
    assert Names([("a", name)]).find("a - … «» b") == ()


def test_no_names_find_nothing() -> None:
    assert Names().find("China") == ()


# --- whatever the text -----------------------------------------------------------------------

_PIECES = st.sampled_from(
    [name for _, name in NAMES]
    + ["chang’e", "5", "26", "Long", "March", "'s", "'", "-", " ", "\n", "\n\n", ".", ",", "B", "İ"]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=3), max_size=12).map("".join)


def _plain(text: str) -> str:
    """As two spellings of one name are the same; written down anew, not taken from the program."""
    text = re.sub("[`´ʹʻʼʽˈˊ‘’‛′＇]", "'", text)
    return re.sub(r"[\s\u00ad\u2010-\u2013\u2212\ufe63\uff0d-]+", " ", text).strip().lower()


@given(_TEXTS)
def test_mentions_never_overlap_and_each_is_a_name(text: str) -> None:
    names = {(_plain(name), entity) for entity, name in NAMES}
    end = 0
    for mention in FOUND.find(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        spelt = _plain(text[mention.start : mention.end])
        assert {(spelt, entity) for entity in mention.entities} <= names


@given(st.text(alphabet="xyz 0-'’.,\n。月", max_size=60))
def test_text_without_names_mentions_nothing(text: str) -> None:
    assert FOUND.find(text) == ()


_WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)


@given(st.lists(_WORDS, min_size=1, max_size=4), st.sampled_from(["-", " ", " - ", "\u00a0", "'"]))
def test_every_name_finds_itself(parts: list[str], joint: str) -> None:
    name = joint.join(parts)
    assert Names([("x", name)]).find(f"({name})") == (Mention(("x",), 1, 1 + len(name)),)


@given(st.text(max_size=30), st.text(max_size=10))
def test_any_name_in_any_text_is_safe(text: str, name: str) -> None:
    for mention in Names([("x", name)]).find(text + name):
        assert 0 <= mention.start < mention.end <= len(text + name)

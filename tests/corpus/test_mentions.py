"""Names of entities in a text: whole words, however they are spelt, the longest first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.mentions import LONGEST, LOOSE_FROM, Mention, Names
from tests.examples import examples

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


# --- plurals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Luna-26", "Luna-26s"),
        ("Soyuz rocket", "Soyuz rockets"),
        ("Soyuz rocket", "SOYUZ ROCKETS"),
        ("space agency", "space agencies"),
        ("Kennedy", "Kennedys"),
        ("launch bus", "launch-buses"),
        ("moon box", "Moon boxes"),
        ("Falcon Heavy", "Falcon Heavies"),
        ("relay", "relays"),
        ("NGO", "NGOs"),
        ("CE-5", "CE 5s"),
    ],
)
def test_plural_of_the_last_word_is_a_mention(name: str, spelt: str) -> None:
    assert found(f"two {spelt}’ of it", Names([("x", name)])) == [(spelt, "x")]


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("NGO", "NGOS"),
        ("CAST", "casts"),
        ("Soyuz rocket", "Soyuzes rocket"),
        ("Xi", "Xis"),
        ("Li-7", "Li-7s"),
        ("space agency", "space agencyes"),
        ("嫦娥五号", "嫦娥五号s"),
        ("U.S.", "U.S.s"),
    ],
)
def test_what_is_no_regular_plural_is_none(name: str, spelt: str) -> None:
    assert (spelt, "x") not in found(f"two {spelt} of it", Names([("x", name)]))


def test_name_goes_before_the_plural_of_another() -> None:
    names = Names([("one", "Lunar Ranger"), ("series", "Lunar Rangers")])
    assert found("Lunar Rangers, Lunar Ranger", names) == [
        ("Lunar Rangers", "series"),
        ("Lunar Ranger", "one"),
    ]


def test_what_is_longer_than_any_name_is_none() -> None:
    assert Names([("x", "long " * LONGEST)]).find("long " * LONGEST) == ()


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


# --- beside a plain way to do the same ---------------------------------------------------------


def _plurals(name: str) -> list[str]:
    if not re.search(r"[A-Za-z0-9]$", name):
        return []
    if name.isupper():
        return [f"{name}s"]
    if len(re.findall(r"[^\W\d_]", name)) < LOOSE_FROM:
        return []
    if re.search(r"(s|x|z|ch|sh)$", name, re.IGNORECASE):
        return [f"{name}es"]
    if re.search(r"[^aeiou]y$", name, re.IGNORECASE):
        return [f"{name}s", f"{name[:-1]}ies"]
    return [f"{name}s"]


def _word(character: str) -> bool:
    unspaced = re.match("[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]", character)
    return character == "\u0301" or (re.match(r"\w", character) is not None and not unspaced)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a span with a word character at both its ends, or none, is no part of more."""
    before, after = text[max(0, start - 2) : start], text[end : end + 3]
    if text[start].isdigit() and re.search(r"\d[.,]$", before):
        return False
    if text[end - 1].isdigit() and re.match(r"[.,]\d", after):
        return False
    if not re.match("[\u3005-\ud7a3]", text[start]):
        if before and _word(before[-1]):
            return False
        if before[-1:] == "'" and before[:-1] and _word(before[-2]):
            return False
    if re.match("[\u3005-\ud7a3]", text[end - 1]):
        return True
    if after and _word(after[0]):
        return False
    possessive = after[1:2] in ("s", "S") and not (after[2:] and _word(after[2]))
    return not (after[:1] == "'" and after[1:2] and _word(after[1]) and not possessive)


def _slowly(names: list[tuple[str, str]], text: str) -> list[tuple[tuple[str, ...], int, int]]:
    """Every name in every spelling tried at every place; the rules written down once more."""
    text = re.sub("[’ʼ]", "'", text.replace("–", "-").replace("\u00a0", " "))
    ways = []
    for entity, curly in names:
        name = curly.replace("’", "'")
        kept = len(re.findall(r"[^\W\d_]", name)) < LOOSE_FROM or name.isupper()
        for plural, way in enumerate([name, *_plurals(name)]):
            parts = map(re.escape, filter(None, re.split("[- ]+", way)))
            spelt = r"(?:[- ]|\n(?! *\n))+".join(parts)
            pattern = re.compile(spelt if kept else f"(?i:{spelt})")
            ways.append((pattern, plural > 0, not kept, entity))
    found: list[tuple[tuple[str, ...], int, int]] = []
    at = 0
    while at < len(text):
        here = []
        for pattern, plural, loose, entity in ways:
            match = pattern.match(text, at)
            if match and _is_whole(text, at, match.end()):
                here.append((-match.end(), plural, loose, entity))
        if not here:
            at += 1
            continue
        best = min(item[:3] for item in here)
        entities = tuple(dict.fromkeys(item[3] for item in here if item[:3] == best))
        found.append((entities, at, -best[0]))
        at = -best[0]
    return found


_NAMES = [
    *NAMES,
    ("agency", "space agency"),
    ("series", "Moons"),
    ("ngo", "NGO"),
    ("luna", "Luna"),
    ("other", "luna"),
]
_MORE = st.sampled_from(
    ["s", "ies", "es", "NGOs", "NGOS", "space agencies", "space-agency’s", "moons", "LUNA", "us"]
)


@examples(120)
@given(st.lists(_PIECES.filter(lambda piece: piece != "İ") | _MORE, max_size=10).map("".join))
def test_finds_what_the_plain_way_finds(text: str) -> None:
    assert list(map(tuple, Names(_NAMES).find(text))) == _slowly(_NAMES, text)

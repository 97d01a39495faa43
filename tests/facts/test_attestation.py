"""Attestations: three sources are never one source thrice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.attestation import Attestation, Setting, attestations, same_wording
from lunar_tui.facts.model import Claim, Evidence, Value
from lunar_tui.library import open_library
from tests.workspaces import ROOT, small

LONG = "The probe brought 1,731 grams of lunar rocks and soil back to Earth"
OTHER = "Nearly two kilograms of Moon dust are in China's laboratories now, its agency has said"


class Press:
    """Articles made of sentences; each piece of evidence quotes one of them."""

    def __init__(self) -> None:
        self.settings: dict[Evidence, Setting | None] = {}
        self.published: dict[str, str] = {}

    def quote(
        self, source: str, text: str, zone: str = "body", at: int = 0, stance: str = "supports"
    ) -> Evidence:
        piece = Evidence(source, f"{text} {len(self.settings)}", stance=stance)
        self.settings[piece] = Setting(text, zone, at, at + len(text))
        return piece

    def voices(self, *evidence: Evidence) -> tuple[Attestation, ...]:
        claim = Claim("a/b/c", "a", "b", Value("text", "c"), evidence=evidence)
        return attestations(claim, lambda piece: self.settings[piece], self.published)


@pytest.fixture
def press() -> Press:
    return Press()


# --- wording ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, LONG),
        (LONG, LONG.upper() + "!"),
        ("It’s China's", "it's CHINA’S"),
        ("ﬁne", "fine"),
        # changed by a word, and cut short
        (LONG, LONG.replace("lunar", "Moon")),
        (LONG, f"{LONG}, which lies between Venus and Mars and is where all of its builders live"),
        (
            "On March 9, Roscosmos and the China National Space Administration signed a memorandum",
            (
                "On March 9, Roscosmos and the China National Space Administration (CNSA) signed "
                "a memorandum on behalf of their governments"
            ),
        ),
        ("中国国家航天局将让六国科学家研究", "中国国家航天局将让六国科学家研究月球样品,周四宣布"),
    ],
)
def test_same_words(one: str, other: str) -> None:
    assert same_wording(one, other)
    assert same_wording(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, OTHER),
        ("", ""),
        ("…", "!"),
        # few words stand in many sentences
        ("back to Earth", LONG),
        ("brought lunar rocks and soil to the", "It brought lunar rocks and soil to the Earth"),
        # the same words here and there are not the same wording
        (
            "China and Russia will build the station on the Moon",
            (
                "China will, as its agency says, and Russia does too, build in years a big station "
                "that is on paper now, on what is the nearest body, Moon"
            ),
        ),
        (
            (
                "It was China's first mission that gathered samples and China became the third "
                "country after the United States and the Soviet Union to bring them to Earth"
            ),
            (
                "It was China's first space mission that retrieved lunar samples, and made China "
                "the third country to achieve this feat after the US and the former Soviet Union"
            ),
        ),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert not same_wording(one, other)
    assert not same_wording(other, one)


WORDS = st.lists(st.sampled_from(["moon", "Mond", "月", "1,5", "the", "’s"]), max_size=14).map(
    " ".join
)


@given(WORDS, WORDS)
def test_wording_is_symmetric(one: str, other: str) -> None:
    assert same_wording(one, other) == same_wording(other, one)


@given(WORDS)
def test_case_and_signs_are_no_wording(text: str) -> None:
    words = any(character.isalnum() for character in text)
    assert same_wording(text, f"“{text.upper()}” …") == words


def test_endless_sentences_are_compared_at_once() -> None:
    assert same_wording("very " * 100_000, "very " * 90_000)


# --- voices -----------------------------------------------------------------------------------


def test_all_quotes_of_an_article_are_one_voice(press: Press) -> None:
    first, second = press.quote("a.txt", LONG, at=0), press.quote("a.txt", OTHER, at=200)
    (voice,) = press.voices(second, first)
    assert voice == Attestation("a.txt", (second, first))


def test_articles_in_words_of_their_own_are_independent(press: Press) -> None:
    press.published = {"a.txt": "2021-04", "b.txt": "2021-03-10"}
    late, early = press.quote("a.txt", LONG), press.quote("b.txt", OTHER)
    unknown = press.quote("0.txt", "Somebody knows this too")
    voices = press.voices(late, early, unknown)
    assert [voice.source for voice in voices] == ["b.txt", "a.txt", "0.txt"]
    assert not any(voice.repeats for voice in voices)


def test_the_standfirst_and_the_caption_repeat_the_body(press: Press) -> None:
    standfirst = press.quote("a.txt", LONG, "standfirst", 0)
    caption = press.quote("a.txt", LONG, "caption", 200)
    body = press.quote("a.txt", f"{LONG} on Thursday", "body", 400)
    again = press.quote("a.txt", LONG, "body", 600)
    (voice,) = press.voices(standfirst, caption, body, again)
    assert voice.evidence == (body,)
    assert [(repeat.evidence, repeat.of, repeat.reason) for repeat in voice.repeats] == [
        (again, body, "the same words again"),
        (standfirst, body, "the standfirst repeats the body"),
        (caption, body, "the caption repeats the body"),
    ]


def test_two_quotes_of_one_sentence_repeat_nothing(press: Press) -> None:
    first, second = press.quote("a.txt", LONG, at=7), press.quote("a.txt", LONG, at=7)
    (voice,) = press.voices(first, second)
    assert voice == Attestation("a.txt", (first, second))


def test_the_article_that_printed_it_first_is_the_voice(press: Press) -> None:
    press.published = {"a.txt": "2021-05-02", "b.txt": "2021-05-01", "c.txt": "2021-05-01"}
    quotes = [press.quote(file, LONG) for file in ("a.txt", "c.txt", "b.txt")]
    (voice,) = press.voices(*quotes)
    assert (voice.source, voice.evidence) == ("b.txt", (quotes[2],))
    assert [(repeat.evidence.source, repeat.reason) for repeat in voice.repeats] == [
        ("c.txt", "the same text in another article"),
        ("a.txt", "the same text in another article"),
    ]


def test_an_article_with_words_of_its_own_besides_is_a_voice(press: Press) -> None:
    press.published = {"a.txt": "2021", "b.txt": "2022"}
    first = press.quote("a.txt", LONG)
    copied, own = press.quote("b.txt", LONG, at=0), press.quote("b.txt", OTHER, at=200)
    voices = press.voices(copied, own, first)
    assert [(voice.source, voice.evidence) for voice in voices] == [
        ("a.txt", (first,)),
        ("b.txt", (own,)),
    ]
    assert [repeat.evidence for repeat in voices[0].repeats] == [copied]


def test_a_copy_of_a_copy_leads_to_the_first(press: Press) -> None:
    words = [f"word{number}" for number in range(20)]
    texts = [" ".join(words[:10]), " ".join(words), " ".join(words[8:])]
    quotes = [press.quote(f"{number}.txt", text) for number, text in enumerate(texts)]
    assert not same_wording(texts[0], texts[2])
    (voice,) = press.voices(*quotes)
    assert voice.source == "0.txt"
    assert [repeat.of for repeat in voice.repeats] == [quotes[0], quotes[0]]


def test_what_denies_or_mentions_or_is_lost_is_no_voice(press: Press) -> None:
    against = press.quote("a.txt", LONG, stance="contradicts")
    beside = press.quote("b.txt", LONG, stance="mentions")
    lost = press.quote("c.txt", LONG)
    press.settings[lost] = None
    assert press.voices(against, beside, lost) == ()


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from([LONG, OTHER, f"{LONG} again"])),
        max_size=7,
    ),
    st.permutations(["2021", "2021-05", ""]),
)
def test_every_quote_stands_once(chosen: list[tuple[str, str]], dates: list[str]) -> None:
    press = Press()
    press.published = dict(zip("abc", dates, strict=True))
    quotes = [press.quote(file, text, at=500 * at) for at, (file, text) in enumerate(chosen)]
    voices = press.voices(*quotes)
    shown = [piece for voice in voices for piece in voice.evidence]
    origins = set(shown)
    shown += [repeat.evidence for voice in voices for repeat in voice.repeats]
    assert sorted(shown) == sorted(quotes)
    # One article is one voice, and there are not more voices than ways to say it.
    assert len({voice.source for voice in voices}) == len(voices)
    assert len(voices) <= len({text.removesuffix(" again") for _, text in chosen})
    for voice in voices:
        assert voice.evidence
        assert {piece.source for piece in voice.evidence} == {voice.source}
        assert all(repeat.of in origins for repeat in voice.repeats)
    # Whatever their order, the number of voices is the same.
    assert len(press.voices(*reversed(quotes))) == len(voices)


# --- in a library -----------------------------------------------------------------------------


AGENCY = "The lander Alpha touched down safely on the Moon on Monday, its builders said"
FACTS = """\
kind: mission
entities:
  - id: alpha
    name: Alpha
    claims:
      - property: said
        value: it landed
        evidence:
          - {source: b.txt, quote: touched down}
          - {source: c.txt, quote: on the Moon}
          - {source: a.txt, quote: landed on the Moon}
          - {source: gone.txt, quote: landed}
          - {source: c.txt, quote: nowhere}
"""
DATED = """\
sources:
  - {file: b.txt, publisher: TASS, published: 2021-05-05}
  - {file: c.txt, publisher: TASS, published: 2021-05-04}
"""


def test_library_compares_the_sentences_around_the_quotes(tmp_path: Path) -> None:
    library = small(
        tmp_path,
        {
            "seeds/b.txt": f"MOSCOW, May 5. /TASS/. {AGENCY}. More follows.",
            "seeds/c.txt": f"Before. {AGENCY} in Moscow.",
            "data/missions.yaml": FACTS,
            "data/people.yaml": "kind: person\nentities: []\n",
            "data/sources.yaml": DATED,
        },
    ).library
    (claim,) = library.facts.claims.values()
    voices = library.attestations(claim)
    assert [voice.source for voice in voices] == ["c.txt", "a.txt"]
    (repeat,) = voices[0].repeats
    assert (repeat.evidence.source, repeat.of.source) == ("b.txt", "c.txt")
    assert library.attestations(claim) is voices


def test_shipped_articles_repeat_themselves_and_not_each_other() -> None:
    library = open_library(ROOT)
    for claim in library.facts.claims.values():
        voices = library.attestations(claim)
        assert sorted(voice.source for voice in voices) == sorted(claim.sources)
        for voice in voices:
            assert {repeat.evidence.source for repeat in voice.repeats} <= {voice.source}
    signed = library.facts.claims["memorandum-2021/signed/march-9"]
    reasons = {r.reason for voice in library.attestations(signed) for r in voice.repeats}
    assert reasons == {"the standfirst repeats the body"}

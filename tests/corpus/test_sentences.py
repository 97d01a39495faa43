"""Sentences: where they begin and end, and that not one letter of the article is touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nupunkt import sent_spans

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.sentences import paragraph_spans, split
from lunar_tui.corpus.zones import Zone, paint
from lunar_tui.display import clean
from lunar_tui.library import Library, open_library
from tests.examples import examples


def sentences(text: str, *marks: Zone) -> list[str]:
    display = clean(text)
    found = split(display, paint(len(text), marks))
    return [text[sentence.start : sentence.end] for sentence in found]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Li of the U.S. Navy spoke.| He left.",
        "It weighs 1.5 kg.| It costs $3.2 million.",
        "Dr. Wang met Mr. Smith on Jan. 3, 2019.| They talked.",
        "It was 1.5 grams [0.05 oz] of soil.| It came in December.",
        "“It is ours.| We built it.| Nobody helped us,” he said.| He left.",
        '"It is ours.| We built it," he said.',
        "Is it ready?| It is!| Good.",
        "The base (see p. 3) is open.| It grows.",
        "It was late…| Nobody came.",
        "China’s Chang’e-5 landed.| Russia’s Luna-26 did not.",
        "No-break\u00a0spaces stay\u00a0inside.| The\u00a0next begins.",
    ],
)
def test_split(text: str) -> None:
    expected = [part.strip() for part in text.split("|")]
    assert sentences(text.replace("|", "")) == expected


def test_paragraphs_end_sentences() -> None:
    text = "A heading without a full stop\nThe body begins here. It goes on.\n\n\nAnother one"
    assert sentences(text) == [
        "A heading without a full stop",
        "The body begins here.",
        "It goes on.",
        "Another one",
    ]


WRAPPED = """\
The administration said in a statement on Tuesday evening
that its head had signed a memorandum of understanding
with the head of the agency. The document followed
earlier talks between the two.
   An indented line begins a new paragraph, which is also
wrapped at the same width. It ends here.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wrapped(end: str) -> None:
    found = sentences(WRAPPED.replace("\n", end))
    assert [" ".join(sentence.split()) for sentence in found] == [
        (
            "The administration said in a statement on Tuesday evening that its head had signed a "
            "memorandum of understanding with the head of the agency."
        ),
        "The document followed earlier talks between the two.",
        "An indented line begins a new paragraph, which is also wrapped at the same width.",
        "It ends here.",
    ]


def test_short_lines_are_not_wrapped() -> None:
    lines = "Share thumbnails\nShare to:\nLink copied\nBack to top"
    assert sentences(lines) == lines.split("\n")


def test_zone_change_ends_a_sentence() -> None:
    text = "BEIJING, April 27. /TASS/. China is set to cooperate."
    found = sentences(text, Zone("dateline", 0, 26))
    assert found[-1] == "China is set to cooperate."
    assert " ".join(found[:-1]) == "BEIJING, April 27. /TASS/."


@pytest.mark.parametrize("text", ["", " \n ", "—", "* * *", "\ufeff", "...\n\n!?"])
def test_nothing_said(text: str) -> None:
    assert sentences(text) == []


@given(
    st.text(st.sampled_from("aB .!?\n\r\t\u00a0\u2028’“”嫦\x1b1"), max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=3),
)
def test_text_is_never_altered(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Zone("title", min(span), min(max(span), len(text))) for span in spans]
    display = clean(text)
    zones = paint(len(text), marks)
    found = split(display, zones)
    assert list(found) == sorted(found, key=lambda sentence: sentence.start)
    end = 0
    for sentence in found:
        assert end <= sentence.start < sentence.end <= len(text)
        shown = display[sentence.start : sentence.end]
        assert shown == shown.strip()
        assert any(character.isalnum() for character in shown)
        assert any(
            zone.name == sentence.zone and zone.start <= sentence.start and sentence.end <= zone.end
            for zone in zones
        )
        end = sentence.end
    # What lies between sentences says nothing: together they hold every letter.
    inside = {at for sentence in found for at in range(sentence.start, sentence.end)}
    assert not any(display[at].isalnum() for at in range(len(text)) if at not in inside)


@given(st.text(st.sampled_from("ab .\n\t"), max_size=80))
def test_paragraphs_hold_every_letter(text: str) -> None:
    spans = list(paragraph_spans(text))
    assert spans == sorted(spans)
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered for at in range(len(text)) if text[at].strip())


# --- the shipped articles ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library()


def article(library: Library, number: str) -> Article:
    found = library.article(next(file for file in library.files if file.startswith(number)))
    assert found is not None
    return found


SHIPPED = {
    "000": [
        "executive director of China's Deep Space Exploration Lab, Guan Feng, confirmed on Monday",
        'donated a sample of 1.5 grams [0.05 oz] of lunar soil to Russia for scientific purposes."',
        "Read next: China condemns US' weaponization of space",
    ],
    "001": [
        "All news",
        "station — diplomat",
        "China is set to cooperate with Russia",
        "where significant progress has been achieved in recent years.",
        'exploring the Moon and deep space," the spokesperson said.',
        "The signing ceremony was held via a video conference.",
        "China’s Chang’e-5 robotic lunar mission",
        "space and\u00a0social and economic development",
    ],
    "002": [
        "Furthering international collaboration",
        "only the third country after the U.S. and Soviet Union to bring back samples.",
        "U.S.-China cooperation in some areas",
    ],
    "003": ["Link copied", "2024-06-14 09:01", "The cooperation agreement was signed in"],
    "004": [
        "Beijing (XNA) Mar 10, 2021",
        "late 1950s to the mid-1970s and achieved a lot.",
        'several successful missions and has advanced technologies".',
        "Landing on the moon on Jan. 3, 2019, the Chang'e 4 probe has survived 795 Earth days",
    ],
}


@pytest.mark.parametrize(
    ("number", "words"), [(number, words) for number, all_ in SHIPPED.items() for words in all_]
)
def test_stands_in_one_sentence(library: Library, number: str, words: str) -> None:
    source = article(library, number)
    start = source.text.index(words)
    (sentence,) = source.sentences_in(start, start + len(words))
    if words.endswith((".", '"', "diplomat", "mission", "collaboration", "copied")):
        assert sentence.end == start + len(words)


def test_first_words_after_a_dateline_are_body(library: Library) -> None:
    source = article(library, "001")
    start = source.text.index("China is set to cooperate")
    (sentence,) = source.sentences_in(start, start + 5)
    assert (sentence.zone, sentence.start) == ("body", start)


@pytest.mark.parametrize("number", SHIPPED)
def test_no_word_of_an_article_is_lost(library: Library, number: str) -> None:
    source = article(library, number)
    joined = "".join(source.text[item.start : item.end] for item in source.sentences)
    assert re.sub(r"\W", "", joined) == re.sub(r"\W", "", source.text)


@examples(200)
@given(st.text(st.sampled_from('Aab 1.?!…,"”)\u00a0\t月'), max_size=60))
def test_the_splitter_is_asked_wherever_it_would_split(text: str) -> None:
    spans = [] if not text.strip() else sent_spans(text)
    pieces = [text[start:end].strip() for start, end in spans]
    assert sentences(text) == [piece for piece in pieces if any(map(str.isalnum, piece))]


def test_the_order_of_zones_does_not_matter() -> None:
    text = "One. Two.\nThree. Four.\nFive."
    zones = paint(len(text), (Zone("related", 10, 16), Zone("caption", 0, 4)))
    assert split(text, zones) == split(text, reversed(zones))

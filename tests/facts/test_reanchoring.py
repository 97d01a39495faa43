"""Re-anchoring: the right place or a doubt, and never another place in silence."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.mentions import Names
from lunar_tui.corpus.sentences import split
from lunar_tui.corpus.zones import Zone
from lunar_tui.facts.anchors import anchor
from lunar_tui.facts.reanchoring import Reanchored, reanchor
from tests.examples import examples
from tests.workspaces import ROOT, evidence

BEFORE = "The weather in Hainan was fine. Reporters had come early and waited on the beach."
AFTER = "Nothing else happened that night. The report will be read by the committee in spring."
NAMES = Names(
    [
        ("change-5", "Chang'e-5"),
        ("change-5", "CE-5"),
        ("change-5", "嫦娥五号"),
        ("change-6", "Chang'e-6"),
        ("cnsa", "CNSA"),
        ("cnsa", "China National Space Administration"),
        ("roscosmos", "Roscosmos"),
        ("borisov", "Yuri Borisov"),
        ("borisov", "Borisov"),
    ]
)


def among(passage: str) -> str:
    return f"{BEFORE} {passage} {AFTER}"


MOVED = [
    # Typography, line ends, entities.
    ("The Chang'e-5 probe came back.", "The Chang’e-5 probe came back."),
    ("They called it “a great day” for all.", 'They called it "a great day" for all.'),
    ("The soil of the Moon is fine-grained.", "The soil of the\nMoon is fine – grained."),
    ("It's China's first sample return.", "It&rsquo;s China&#39;s first sample return."),
    ("Research & development went on there.", "Research &amp; development went on there."),
    ("The probe – a small one – came back.", "The probe -- a small one -- came back."),
    ("The café by the launch site reopened.", "The cafe by the launch site reopened."),
    ("the Probe Landed On The Far Side", "the probe landed on the far side"),
    # Numbers, dates and units written otherwise.
    ("It brought 1,731 grams of soil home.", "It brought 1731 grams of soil home."),
    ("It brought 1,731 grams of soil home.", "It brought 1\u00a0731 g of soil home."),
    ("Two rovers reached the plateau.", "2 rovers reached the plateau."),
    ("The plan costs $5m a year in all.", "The plan costs $5 million a year in all."),
    ("The plan costs $1.5bn in all today.", "The plan costs $1.5 billion in all today."),
    ("About 20 per cent of it was lost.", "About 20% of it was lost."),
    ("It left on Dec 17, 2020 from Hainan.", "It left on December 17, 2020, from Hainan."),
    ("The 3rd lander reached the plateau.", "The third lander reached the plateau."),
    ("Twenty-one countries have signed it.", "21 countries have signed it."),
    ("It carried 2.50 kg of soil to Earth.", "It carried 2.5 kg of soil to Earth."),
    # Spelling and mistakes.
    ("China will join the lunar programme.", "China will join the lunar program."),
    ("The agency recognised the new centre.", "The agency recognized the new center."),
    ("The goverment approved the agreement.", "The government approved the agreement."),
    ("The station orbits the the Moon slowly.", "The station orbits the Moon slowly."),
    ("They use email to share the samples.", "They use e-mail to share the samples."),
    ("It does not carry a crew on board.", "It doesn't carry a crew on board."),
    ("It can not carry a crew on board now.", "It cannot carry a crew on board now."),
    # Order, joints, small words.
    ("Two probes landed there on Monday.", "On Monday two probes landed there."),
    ("The crew came home, and the capsule was opened.",
     "The crew came home. The capsule was opened."),
    ("The crew came home. The capsule was opened.",
     "The crew came home and the capsule was opened."),
    ("The station, that both run, is open.", "The station which both run is open."),
    ("In Moscow Putin signed the new law.",
     "In Moscow President Vladimir Putin signed the new law."),
    ("The rocket carries four small landers.", "The rocket carries four very small landers."),
    # Other scripts.
    ("嫦娥五号带回1731克月球样品。", "嫦娥五号带回1,731克月球样品。"),
    ("«Станция» будет открыта в 2035 году.", "“Станция” будет открыта в 2035 году."),
]  # fmt: skip
DOUBTFUL = [
    # Numbers, units and dates.
    ("It brought 1,731 grams of soil home.", "It brought 1,935.3 grams of soil home."),
    ("It brought 1,731 grams of soil home.", "It brought 1,731 kilograms of soil home."),
    ("It brought 1,731 grams of soil home.", "It brought grams of soil home."),
    ("Seventeen countries joined the project.", "Eighteen countries joined the project."),
    ("It left on Dec 17, 2020 from Hainan.", "It left on Dec 17, 2021 from Hainan."),
    ("It left on Dec 17, 2020 from Hainan.", "It left on Nov 17, 2020 from Hainan."),
    ("It left on Monday from the new site.", "It left on Tuesday from the new site."),
    ("The plan costs $5 million in all.", "The plan costs $5 billion in all."),
    ("The third lander reached the plateau.", "The fourth lander reached the plateau."),
    ("It cooled down to -20 degrees at night.", "It cooled down to 20 degrees at night."),
    ("It fell from 30 to 20 within a year.", "It fell from 20 to 30 within a year."),
    ("Git 1.6.6 brought the new protocol in.", "Git 1.6.7 brought the new protocol in."),
    # Names.
    ("The Chang'e-5 probe came back.", "The Chang'e-6 probe came back."),
    ("The head of CNSA signed the paper.", "The head of Roscosmos signed the paper."),
    ("The paper was signed in Beijing.", "The paper was signed in Moscow."),
    ("In Moscow Putin signed the new law.", "In Moscow the president signed the new law."),
    ("China and Russia signed the paper.", "China and France signed the paper."),
    ("China, Russia and Japan signed it.", "China and Japan signed it."),
    ("In 2021 China followed Russia there.", "In 2021 Russia followed China there."),
    ("The officials of Korea signed the paper.", "The officials of North Korea signed the paper."),
    ("Officials told us about it today.", "Officials told US about it today."),
    ("В Москве Путин подписал закон.", "В Пекине Путин подписал закон."),
    ("嫦娥五号带回1731克月球样品。", "嫦娥六号带回1731克月球样品。"),
    # Denial, plan and fact, who says so.
    ("China will join the programme.", "China will not join the programme."),
    ("China will never join the programme.", "China will join the programme."),
    ("The crew didn't open the capsule.", "The crew did open the capsule."),
    ("The probe landed on the far side.", "The probe failed to land on the far side."),
    ("The station will open in the spring.", "The station has opened in the spring."),
    ("The station will open in the spring.", "The station would open in the spring."),
    ("The station is to be run by both.", "The station was to be run by both."),
    ("The agency plans to build a station.", "The agency builds a station there."),
    ("Both countries run the new station.", "Both countries are expected to run the new station."),
    ("Both countries run the new station.", "Officials claim both countries run the new station."),
    ("The landing was a complete success.", "The landing was a complete success, he claimed."),
    ("The landing was likely a success.", "The landing was a success."),
    ("嫦娥五号已带回月球样品。", "嫦娥五号未带回月球样品。"),
    ("Станция будет открыта весной.", "Станция не будет открыта весной."),
    # How much, which way.
    ("More than ten countries signed it.", "Less than ten countries signed it."),
    ("About ten countries have signed it.", "At least ten countries have signed it."),
    ("All partners have signed the paper.", "Some partners have signed the paper."),
    ("Exports to the region rose sharply.", "Exports to the region fell sharply."),
    ("It landed before the storm broke out.", "It landed after the storm broke out."),
    ("The law makes such landings legal.", "The law makes such landings illegal."),
    ("She signed the paper at the ministry.", "He signed the paper at the ministry."),
    ("The ministry approved the new budget.", "The ministry rejected the new budget."),
    ("The probe was built by the institute.", "The probe was built for the institute."),
    ("The rover returned samples of soil.", "The rover returned samples of ice."),
]  # fmt: skip
LOST = [
    ("It brought 1,731 grams of soil home.", "The committee met twice and had lunch."),
    ("China will join the programme.", "Prices of copper went down on Friday."),
    ("嫦娥五号带回1731克月球样品。", "天气很好，记者在海滩等候。"),
    ("Станция будет открыта в 2035 году.", "Погода была хорошая."),
    ("The probe landed on the far side.", ""),
    ("Moon", "Mars"),
]


@pytest.mark.parametrize(("quote", "passage"), MOVED)
def test_what_says_the_same_is_moved(quote: str, passage: str) -> None:
    text = among(passage)
    found = reanchor(text, evidence(quote))
    assert found.state == "moved", found
    assert (found.start, found.end) == (text.index(passage), text.index(passage) + len(passage))
    assert anchor(text, found.evidence)[:3] == ("exact", found.start, found.end)


@pytest.mark.parametrize(("quote", "passage"), DOUBTFUL)
def test_what_says_something_else_is_doubtful(quote: str, passage: str) -> None:
    text = among(passage)
    found = reanchor(text, evidence(quote))
    assert found.state == "doubtful", found
    start = text.index(passage)
    assert start <= found.start < found.end <= start + len(passage)
    assert found.candidates[0].differs
    assert found.evidence.quote == quote


@pytest.mark.parametrize(("quote", "passage"), LOST)
def test_what_is_gone_is_lost(quote: str, passage: str) -> None:
    found = reanchor(among(passage), evidence(quote))
    assert found[:3] == ("lost", 0, 0)
    assert found.evidence.quote == quote


def test_the_same_thing_by_another_name() -> None:
    quote = "On Tuesday CNSA said that CE-5 is on its way."
    other = "On Tuesday the China National Space Administration said that 嫦娥五号 is on its way."
    assert reanchor(among(other), evidence(quote), NAMES).state == "moved"
    assert reanchor(among(other), evidence(quote)).state in ("doubtful", "lost")
    wrong = other.replace("嫦娥五号", "Chang'e-6")
    assert reanchor(among(wrong), evidence(quote), NAMES).state == "doubtful"


def test_what_differs_is_said() -> None:
    quote = "Chang'e-6 will bring 1,935.3 g of soil from the far side of the Moon."
    text = among("Chang'e-5 has brought 1,731 g of soil from the near side of the Moon.")
    found = reanchor(text, evidence(quote)).candidates[0].differs
    assert {"Chang'e-6 → Chang'e-5", "1,935.3 g → 1,731 g", "“will” is left out"} < set(found)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("### uBlock Origin", "It comes with uBlock Origin."),
        ('check "IPv6 Support"', "- IPv6 support."),
    ],
)
def test_a_few_words_are_no_certainty(quote: str, passage: str) -> None:
    assert reanchor(among(passage), evidence(quote)).state == "doubtful"


def test_word_for_word_is_exact() -> None:
    text = among("The probe landed on the far side.")
    found = reanchor(text, evidence("landed on the far side"))
    assert found.state == "exact"
    assert text[found.start : found.end] == "landed on the far side"
    assert found.evidence == evidence("landed on the far side")


def test_a_part_of_a_sentence_is_found_as_a_part() -> None:
    text = among(
        "After three weeks the capsule returned to Earth, with 1731 grams of soil on board."
    )
    found = reanchor(text, evidence("returned to Earth with 1,731 grams of soil"))
    assert found.state == "moved"
    assert text[found.start : found.end] == "returned to Earth, with 1731 grams of soil"


def test_telling_words_beside_a_part_are_seen() -> None:
    text = among("Officials denied that the capsule had come back with 1731 grams of soil.")
    found = reanchor(text, evidence("capsule had come with 1,731 grams of soil"))
    assert found.state == "doubtful"
    assert "denied" in found.reason


def test_surroundings_tell_repeated_words_apart() -> None:
    quote = evidence("It is a great day.", "In Moscow he said: ", " Reporters")
    other = "In Beijing she said: It is a great day. So be it."
    text = f"{other}\nIn Moscow, he said:  It is a great day. Then"
    found = reanchor(text, quote)
    assert found.state == "moved"
    assert found.start == text.rindex("It is")
    assert anchor(text, found.evidence)[:3] == ("exact", found.start, found.end)
    # The one it was is gone: that the other one is left makes it no evidence.
    gone = "In Beijing she said: It is a great day. So be it."
    assert reanchor(gone, quote).state == "doubtful"
    both = "On Monday: It is a great day. On Friday: It is a great day."
    assert len(reanchor(both, quote).candidates) == 2


def test_two_places_alike_are_doubtful_with_both() -> None:
    quote = "The probe landed on the far side of the Moon."
    again = "The probe, landed on the far side of the Moon."
    text = f"{among(again)} {among(again.replace('Moon.', 'Moon!'))}"
    found = reanchor(text, evidence(quote))
    assert found.state == "doubtful"
    assert len(found.candidates) > 1


def test_new_words_that_stand_twice_get_surroundings() -> None:
    quote = evidence("It was a “great” day.", "In Moscow he said: ", " Reporters left.")
    place = 'In Moscow he said: It was a "great" day. Reporters left. '
    text = f'In Beijing she said: It was a "great" day. They slept. {place}'
    found = reanchor(text, quote)
    assert found.state == "moved"
    assert found.start == text.rindex("It was")
    assert found.evidence.prefix
    assert anchor(text, found.evidence)[:3] == ("exact", found.start, found.end)


def test_what_said_the_same_before_is_another_sentence() -> None:
    quote = "China celebrates the Space Day on April 24 of each year."
    twin = "China celebrates Space Day on April 24 of each year."
    before = f"{quote} {BEFORE} {twin}"
    assert reanchor(among(twin), evidence(quote)).state == "moved"
    assert reanchor(among(twin), evidence(quote), before=among(quote)).state == "moved"
    assert reanchor(among(twin), evidence(quote), before=before).state == "doubtful"


def test_hint_only_orders() -> None:
    text = "It is a day. " * 3
    for hint in (0, 14, 30, -1, 10**9):
        found = reanchor(text, evidence("It is a day."), hint=hint)
        assert found.state == "doubtful"
        assert len(found.candidates) == 3
    assert reanchor(text, evidence("It is a day."), hint=26).start == 26


@cache
def articles() -> tuple[str, ...]:
    files = sorted((ROOT / "seeds").glob("*.txt"))
    return tuple(file.read_bytes().decode("utf-8") for file in files)


@cache
def sentences() -> tuple[tuple[int, str], ...]:
    """Sentences of the shipped articles that stand in one place of one of them."""
    found = []
    for number, text in enumerate(articles()):
        for start, end, _ in split(text, [Zone("body", 0, len(text))]):
            sentence = text[start:end]
            if len(sentence.split()) > 6 and sum(part.count(sentence) for part in articles()) == 1:
                found.append((number, sentence))
    return tuple(found)


@cache
def parts_of(text: str) -> list[str]:
    spans = split(text, [Zone("body", 0, len(text))])
    bounds = [0, *(span.end for span in spans), len(text)]
    return [text[low:high] for low, high in pairwise(bounds) if low < high]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, str]:
    """A sentence, its article, and the article after edits everywhere but in the sentence."""
    number, sentence = draw(st.sampled_from(sentences()))
    text = articles()[number]
    others = (part for other in articles() if other != text for part in parts_of(other))
    foreign = [f"\n\n{part.strip()}\n\n" for part in others]
    pieces = []
    for part in parts_of(text):
        if sentence in part:
            pieces.append(part)
            continue
        what = draw(st.sampled_from(["keep", "keep", "drop", "replace", "insert"]))
        pieces += {
            "keep": [part],
            "drop": ["\n\n"],
            "replace": [draw(st.sampled_from(foreign))],
            "insert": [part, draw(st.sampled_from(foreign))],
        }[what]
    return sentence, text, "".join(pieces)


@examples(40)
@given(edited(), st.booleans(), st.booleans())
def test_edits_around_a_quote_never_lead_astray(
    case: tuple[str, str, str], rewrapped: bool, retyped: bool
) -> None:
    sentence, _, text = case
    at = text.index(sentence)
    if retyped:
        new = sentence.replace("’", "'").replace(",", "")
        text = text[:at] + new + text[at + len(sentence) :]
    if rewrapped:
        before = text[:at]
        lines = text.split("\n")
        text = "\n\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in lines)
        at = len(re.findall(r"\S", before))
    found = reanchor(text, evidence(sentence), hint=0)
    assert found.state in ("exact", "moved") or len(found.candidates) > 1, found
    if found.state in ("exact", "moved"):
        start = len(re.findall(r"\S", text[: found.start])) if rewrapped else found.start
        assert start == at
        assert anchor(text, found.evidence)[:3] == ("exact", found.start, found.end)


@examples(60)
@given(edited())
def test_a_quote_that_is_gone_is_never_moved(case: tuple[str, str, str]) -> None:
    sentence, before, text = case
    rest = text.replace(sentence, " ")
    # What the other articles tell in other numbers and words stands there as well.
    others = "\n\n".join(part.replace(sentence, " ") for part in articles())
    for new in (rest, f"{rest}\n\n{others}"):
        found = reanchor(new, evidence(sentence), before=before)
        assert found.state in ("doubtful", "lost"), found


CHANGES = (
    (r"\b(?:19|20)\d\d\b", "1999"),
    (r"\b1,731\b", "1,935.3"),
    (r"(?<=-)[5-8]\b", "9"),
    (r"\b(?:two|three|five|six|seven)\b", "fourteen"),
    (r"\bwill\b", "will not"),
    (r"\b(?:is|was|has|have|are)\b", r"\g<0> not"),
    (r"\bChina\b", "India"),
    (r"\bRussian?\b", "Brazil"),
    (r"\bRoscosmos\b", "Energia"),
    (r"\bMoon\b", "Mars"),
    (r"\bMarch\b", "August"),
    (r"\bsaid\b", "denied"),
    (r"\bwill\b", "would"),
    (r"\bmore than\b", "less than"),
)


@cache
def changes() -> tuple[tuple[int, str, str], ...]:
    """Sentences with one number, name or telling word changed; each with its article's number."""
    return tuple(
        (number, sentence, changed)
        for number, sentence in sentences()
        for pattern, new in CHANGES
        if (changed := re.sub(pattern, new, sentence, count=1)) != sentence
    )


@examples(60)
@given(st.data())
def test_a_change_of_content_is_never_moved(data: st.DataObject) -> None:
    number, sentence, changed = data.draw(st.sampled_from(changes()))
    text = articles()[number].replace(sentence, changed)
    found = reanchor(text, evidence(sentence))
    assert found.state in ("doubtful", "lost"), (changed, found)


@examples(60)
@given(st.text(max_size=300), st.text(max_size=80), st.text(max_size=5), st.integers(-5, 400))
def test_any_text_gives_an_answer(text: str, quote: str, prefix: str, hint: int) -> None:
    check(text, reanchor(text, evidence(quote, prefix), NAMES, hint))


PIECES = (
    "Moon moon 1 1,731 , . -5 $ 5m million not ’ ' &amp; &# \ud800 \x00 嫦娥 五 İ ß e\u0301 \n | "
    "two twenty one % “ Chang'e-5 U.S. can't 1e9 999999999999999999999999 th"
)
HOSTILE = st.lists(st.sampled_from(PIECES.split(" ")), max_size=25)


@examples(50)
@given(HOSTILE, HOSTILE, st.sampled_from(["", " "]))
def test_odd_pieces_give_an_answer(text: list[str], quote: list[str], joint: str) -> None:
    whole = joint.join(text)
    check(whole, reanchor(whole, evidence(joint.join(quote)), NAMES))


def check(text: str, found: Reanchored) -> None:
    assert 0 <= found.start <= found.end <= len(text)
    for candidate in found.candidates:
        assert 0 <= candidate.start < candidate.end <= len(text)
    if found.state in ("exact", "moved"):
        assert anchor(text, found.evidence)[:3] == ("exact", found.start, found.end)
    if found.state == "lost":
        assert found[1:3] == (0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "a " * 100_000,
        "1," * 100_000,
        "嫦娥五号" * 50_000,
        ". " * 100_000,
        "&" * 200_000,
        "The Moon. " * 20_000,
    ],
    ids=["words", "commas", "han", "dots", "entities", "sentences"],
)
def test_monstrous_texts_give_an_answer(text: str) -> None:
    check(text, reanchor(text, evidence("The Moon has 1,731 grams, 嫦娥六号 and a a a.")))
    check(text, reanchor(text, evidence(text[:10_000] + "no")))


@pytest.mark.parametrize(
    ("quote", "prefix", "now"),
    [
        (
            "landed on the Moon",
            "the probe has now ",
            "They say the probe has not landed on the Moon.",
        ),
        (
            "about 2 kg of lunar soil",
            "The Chang'e-5 mission returned ",
            "The Chang'e-6 mission returned about 2 kg of lunar soil.",
        ),
        ("signed the agreement", "On 3 May China ", "On 3 May Russia signed the agreement."),
        ("of the soil was lost", "Nearly 5 kg ", "Nearly 7 kg of the soil was lost."),
    ],
)
def test_words_in_other_company_are_never_taken_for_the_quote(
    quote: str, prefix: str, now: str
) -> None:
    text = f"A first sentence.\n\n{now}\n\nAnd a last one."
    assert reanchor(text, evidence(quote, prefix)).state == "doubtful"

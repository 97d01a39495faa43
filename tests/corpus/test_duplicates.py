from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.duplicates import Difference, Fingerprint, Fingerprints, differences
from tests.examples import examples

STORY = (
    "The harbour masters of Nordhaven and Sund signed an agreement on Monday. "
    "The ship is to carry 240 passengers and 60 cars across the strait in every month. "
    "It is expected to cost about 38.5 million euros, of which Sund pays two fifths. "
    "Ice closed the strait for 41 days last winter, according to the weather service."
)
OTHER = (
    "Herring catches have fallen for the third year in a row, the fishery council said. "
    "Boats from four ports landed 1,200 tonnes less than in the year before. "
    "The council asks the ministry to close the northern grounds until the spring."
)


def near(text: str, *known: str) -> list[str]:
    fingerprints = Fingerprints()
    for number, item in enumerate(known):
        fingerprints.add(f"{number}.txt", Fingerprint(item))
    return [item.file for item in fingerprints.near(Fingerprint(text))]


def test_layout_capitals_and_shapes_of_apostrophes_make_no_difference() -> None:
    one, other = Fingerprint("The ship’s  crew,\nABOARD."), Fingerprint("the SHIP'S crew aboard")
    assert one.digest == other.digest
    assert one.digest != Fingerprint("The ship's crew ashore").digest


def test_numbers_are_words() -> None:
    assert Fingerprint("costs 38.5 million").digest != Fingerprint("costs 385 million").digest
    assert Fingerprint("38.5 and 6").digest != Fingerprint("38 and 5.6").digest


def test_a_changed_reprint_is_near_and_another_story_is_not() -> None:
    changed = STORY.replace("38.5", "41").replace("on Monday", "late on Monday")
    assert near(changed, OTHER, STORY) == ["1.txt"]
    assert near(OTHER, STORY) == []


def test_a_reprint_within_a_longer_article_is_near_both_ways() -> None:
    longer = f"{OTHER} {STORY} {OTHER.replace('herring', 'cod')}"
    assert near(longer, STORY) == ["0.txt"]
    assert near(STORY, longer) == ["0.txt"]


def test_a_few_words_are_near_nothing() -> None:
    assert near("The harbour masters of Nordhaven and Sund", STORY) == []


def test_chinese_is_compared_by_characters() -> None:
    text = "中国和俄罗斯三月签署了关于合作建设国际月球科研站的谅解备忘录双方欢迎各国参加"
    assert near(text.replace("三月", "四月"), text) == ["0.txt"]


def test_differences_stand_beside_what_they_became() -> None:
    here = ["It costs 41 million euros.", "The ship is new.", "All agree."]
    there = ["It costs 38.5 million euros.", "All agree!", "Nobody asked the captain of the tug."]
    assert differences(here, there) == (
        Difference("It costs 41 million euros.", "It costs 38.5 million euros."),
        Difference("The ship is new.", ""),
        Difference("", "Nobody asked the captain of the tug."),
    )


WORDS = st.lists(
    st.sampled_from(
        ["ice", "ship", "port", "strait", "winter", "cost", "41", "38.5", "Sund", "said"]
    )
)


@examples(60)
@given(WORDS, WORDS)
def test_likeness_is_a_share_and_the_same_both_ways(one: list[str], other: list[str]) -> None:
    first, second = Fingerprint(" ".join(one)), Fingerprint(" ".join(other))
    assert 0 <= first.likeness(second) == second.likeness(first) <= 1
    assert (first.digest == second.digest) == (
        [word.lower() for word in one] == [word.lower() for word in other]
    )

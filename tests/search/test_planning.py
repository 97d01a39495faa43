"""What a query is taken for, as answers over a few sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.search.names import Lexicon
from lunar_tui.search.plan import AllOf, Field, Named, Only, Plan, Prefer, Term, Without
from lunar_tui.search.planning import MAX_NAMES, loosened, plan
from lunar_tui.search.query import parse
from lunar_tui.search.subject import Subject, Told
from tests.examples import examples
from tests.search.seeds import apart, article, searching, strict, subject
from tests.search.vocabularies import counted, vocabulary

NOTHING_HAS_ALL = "no sentence has all the words; showing those with most of them"


def found(
    query: str, *texts: str, known: Subject | None = None, typing: bool = False
) -> tuple[set[str], tuple[str, ...]]:
    """Which of the texts answer, and the notes."""
    results = searching(apart(*texts), known).search(query, typing=typing)
    return strict(results), results.notes


def order(query: str, *texts: str, known: Subject | None = None) -> list[str]:
    return [hit.text for hit in searching(apart(*texts), known).search(query).hits]


# --- names ----------------------------------------------------------------------------------------

FIVE = {"Chang’e-5 landed softly.", "The CE 5 probe rose.", "嫦娥五号任务成功"}
OTHERS = {"Chang'e-6 went elsewhere.", "CE-51 is no probe.", "Change comes to 50 villages."}


@pytest.mark.parametrize(
    "query",
    [
        "Chang'e-5", "chang’e 5", "CHANG’E-5", "chang e 5", "change5", "change 5", "Chang`e–5",
        "CE-5", "ce5", "CE 5", "c.e. 5", "嫦娥五号", '"Chang\'e-5"', '"嫦娥五号"', "(CE-5)",
    ],
)  # fmt: skip
def test_a_thing_is_found_by_any_name_in_any_spelling(query: str) -> None:
    assert found(query, *FIVE, *OTHERS, known=subject()) == (FIVE, ())


def test_the_typed_name_ranks_above_the_others() -> None:
    texts = ("It is CE-5 that rose.", "It is Chang'e-5 that rose.")
    names = subject([*subject().names, ("rare", "rare")])
    assert order("CE-5", *texts, known=names)[0] == texts[0]
    assert order("Chang'e 5", *texts, known=names)[0] == texts[1]


def test_a_name_that_stands_together_ranks_above_its_scattered_words() -> None:
    texts = ("In March a long night began.", "The Long March flew again.", "Changzheng flew too.")
    assert order("Long March", *texts, known=subject())[-1] == texts[0]
    # In quotation marks the words are not scattered.
    assert found('"Long March"', *texts, known=subject())[0] == set(texts[1:])


def test_the_longest_name_is_meant() -> None:
    texts = ("Changzheng-5 rose.", "Changzheng-1 stood.", "Changzheng rockets fly.")
    assert found("Long March 5", *texts, known=subject())[0] == {texts[0]}
    assert found("Long March", *texts, known=subject())[0] == set(texts)


def test_names_among_other_words() -> None:
    texts = ("CNSA said little.", "The China National Space Administration said more.", "He said.")
    assert found("said CNSA", *texts, known=subject())[0] == set(texts[:2])
    assert found("cnsa little", *texts, known=subject())[0] == {texts[0]}


def test_a_name_that_several_things_bear_means_all() -> None:
    names = subject([("a", "ISS"), ("a", "Station One"), ("b", "ISS"), ("b", "Study Society")])
    texts = ("Station One turns.", "The Study Society met.", "The ISS is old.", "A society of one.")
    assert found("ISS", *texts, known=names)[0] == set(texts[:3])
    # The other thing is not meant by a name that it does not bear.
    assert found('"Station One"', *texts, known=names)[0] == {texts[0], texts[2]}


def test_two_numbers_are_not_one() -> None:
    names = subject([("26", "Luna-26"), ("26", "Resurs")])
    texts = ("Luna-26 flies.", "Resurs waits.", "Luna 2 and 6 flew.")
    assert found("Luna 26", *texts, known=names)[0] == set(texts[:2])
    assert found("Luna 2 6", *texts, known=names)[0] == {texts[2]}


def test_a_name_that_holds_a_date_is_a_name() -> None:
    names = subject([("plan", "Vision 2030"), ("plan", "Horizon Plan")])
    texts = ("Vision 2030 began.", "The Horizon Plan began.", "A vision for 2030.", "By 2030.")
    assert found("vision 2030", *texts, known=names)[0] == set(texts[:3])
    assert found("2030", *texts, known=names)[0] == {texts[0], texts[2], texts[3]}
    # A date is not hidden by a name that is no longer than itself.
    march = subject([("m", "March"), ("m", "Walk")])
    dated = ("On March 5 it flew.", "The walk took 5 days.")
    assert found("5 March", *dated, known=march)[0] == {dated[0]}


def test_the_words_of_a_name_with_a_year_are_found_by_its_dates() -> None:
    names = subject([("memo", "Memorandum of 2021"), ("memo", "Moon memorandum")])
    rows = article("a.txt", "The memorandum was signed on March 9.", published="2021-04-27")
    assert strict(searching(rows, names).search("Memorandum of 2021")) == {rows[0].text}


def test_names_are_bounded() -> None:
    names = subject((thing, f"{thing} {n}") for thing in "abcdefghij" for n in range(60))
    parsed = parse(" ".join(f"{thing} 1" for thing in "abcdefghij"))
    assert parsed.tree is not None
    wanted = plan(parsed.tree, vocabulary(), names).plan
    while isinstance(wanted, Prefer):
        wanted = wanted.keep
    assert isinstance(wanted, AllOf)
    named = [part for part in wanted.parts if isinstance(part, Named)]
    assert len(named) == 10
    assert all(part.names for part in named)
    assert sum(len(part.names) - 1 for part in named) <= MAX_NAMES


# --- words ----------------------------------------------------------------------------------------


def test_all_words_in_any_order_and_inflection() -> None:
    texts = ("Crews sign papers.", "The paper was signed.", "They sign.", "Papers lie about.")
    assert found("signing paper", *texts)[0] == set(texts[:2])


def test_a_word_typed_twice_is_looked_for_once() -> None:
    index = searching(apart("A moon rocket.", "Moon over moon.", "A rocket."))
    once, twice = index.search("moon rocket"), index.search("moon rocket moon rocket " * 10)
    assert strict(twice) == strict(once)
    for results in (index.search("moon moon moon"), index.search("moon")):
        assert strict(results) == {"A moon rocket.", "Moon over moon."}


def test_words_next_to_each_other_rank_higher() -> None:
    texts = ("A station for lunar work.", "Some work in a lunar station.")
    assert order("lunar station", *texts)[0] == texts[1]


def test_phrases_hold_their_words_together() -> None:
    texts = ("A lunar station.", "Two lunar stations.", "A station, lunar or not.")
    assert found('"lunar station"', *texts)[0] == set(texts[:2])
    # Words that say how others belong together count in a phrase.
    assert found('"lunar or not"', *texts)[0] == {texts[2]}


def test_function_words_are_not_looked_for_among_others() -> None:
    texts = ("Russia signed a memorandum.", "It signed what was there.", "Who is it?")
    assert found("who signed the memorandum", *texts)[0] == {texts[0]}
    assert found("what was the memorandum", *texts)[0] == {texts[0]}
    assert found("who is it", *texts)[0] == {texts[2]}
    assert found("the", *texts)[0] == set()


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("memorandun", "“memorandum”"),
        ("memroandum", "“memorandum”"),
        ("memorandm", "“memorandum”"),
        ("memorrandum", "“memorandum”"),
        ("moom", "“moon”"),
    ],
)
def test_a_mistake_is_mended_and_said(query: str, read: str) -> None:
    texts = ("The memorandum was signed.", "The moon rose.", "Nothing else matters.")
    wanted = {text for text in texts if read.strip("“”") in text}
    assert found(query, *texts) == (
        wanted,
        (f"no sentence has “{query}”; did you mean {read}?",),
    )


def test_mistakes_are_mended_within_names_and_compounds() -> None:
    texts = ("Changzheng-1 stood.", "An in-situ measurement.", "The Long March 5 rose.")
    answer, notes = found("Long Marhc 1", *texts, known=subject())
    assert answer == {texts[0]}
    assert notes == ("no sentence has “marhc”; did you mean “march”?",)
    answer, notes = found("measurememt-in", *texts)
    assert answer == {texts[1]}
    assert notes == ("no sentence has “measurememt”; did you mean “measurement”?",)


def test_what_may_be_right_is_not_mended() -> None:
    texts = ("The moon rose.", "A mood swung.", "It mooned about.")
    assert found("mood", *texts) == ({texts[1]}, ())
    assert found("moons", *texts)[1] == ()
    assert found("xyzzyx", *texts) == (set(), ())
    # Nor is what is quoted, or left out.
    assert found('"moom rose"', *texts) == (set(), ())
    assert found("rose -moom", *texts) == ({texts[0]}, ())
    # Nor a name, even if no sentence has it.
    assert found("moom", *texts, known=subject([("m", "Moom")])) == (set(), ())


def test_a_word_that_only_claims_have_is_no_mistake() -> None:
    rows = article("a.txt", "Li Wei heads it.", "The pole is cold.")
    told = Told((rows[0].source, rows[0].start, rows[0].end), "li", "Li Wei role head")
    index = searching(rows, Subject((("li", "Li Wei"),), told=lambda: (told,)))
    for query in ("role", "Li Wei role", "entity:li role", "roles li wei"):
        results = index.search(query)
        assert [hit.text for hit in results.hits] == [rows[0].text], query
        assert not any("did you mean" in note for note in results.notes)


def test_words_written_together_and_apart() -> None:
    texts = ("The moonbase grew.", "Our moon base shrank.", "The base of it all.", "Moon!")
    assert found("moon base", *texts)[0] == set(texts[:2])
    assert found("moon base", texts[0], texts[3])[0] == {texts[0]}
    # Where no sentence has it as one word.
    assert found("moonbase", *texts[1:]) == ({texts[1]}, ())


def test_words_that_are_also_written_together_may_still_be_scattered() -> None:
    texts = ("The moonbase grew.", "A base is built on the moon.", "Ahead of time.", "Its head is.")
    assert found("moon base", *texts)[0] == set(texts[:2])
    # What a function word makes with the next one is another word.
    assert found("a head", *texts)[0] == {texts[3]}


def test_no_word_is_lost_beside_words_written_together() -> None:
    names = subject([("camp", "Base Camp"), ("camp", "Depot")])
    texts = ("A moonbase grew.", "The moon has a base camp.", "The moonbase has a depot.")
    assert found("moon base camp", *texts, known=names)[0] == {texts[1]}


def test_hyphens_join_but_do_not_bind() -> None:
    texts = ("An in-situ test.", "A test in situ.", "The situ is in doubt.", "A situ test.")
    assert found("in-situ", *texts)[0] == set(texts[:3])
    assert order("in-situ", *texts)[-1] == texts[2]


def test_beginnings_and_similar_words() -> None:
    texts = ("They ratify it.", "A ratification.", "A rat.", "Memorandum.", "Memorial.")
    assert found("ratif*", *texts)[0] == set(texts[:2])
    assert found("memorandun~", *texts) == ({texts[3]}, ())
    assert found("~memorial", *texts) == ({texts[4]}, ())
    assert found("xyz*", *texts) == (set(), ())
    assert found("in-ratif*", "It went in ratifying it.", "Ratify it, in short.")[0] == {
        "It went in ratifying it."
    }


# --- unfinished words -----------------------------------------------------------------------------


def test_the_last_word_may_be_unfinished() -> None:
    texts = ("The launch failed.", "A launcher rose.", "Lunar rocks.", "A law passed.")
    assert found("lau", *texts, typing=True) == (set(texts[:2]), ())
    assert found("lau", *texts) == (set(), ())
    assert found("lau ", *texts, typing=True) == (set(), ())
    assert found("lau lunar", *texts, typing=True)[0] == set()
    assert found('"the lau', *texts, typing=True)[0] == {texts[0]}
    assert found("failed OR lu", *texts, typing=True)[0] == {texts[0], texts[2]}
    # A single letter begins too many words; and what is left out is left out as it stands.
    assert found("l", *texts, typing=True)[0] == set()
    assert found("rose -lau", *texts, typing=True)[0] == {texts[1]}


def test_a_name_may_be_unfinished() -> None:
    texts = ("Changzheng-1 stood.", "A long marching column.", "A long map.", "Long March 1 rose.")
    assert found("long mar", *texts, known=subject(), typing=True)[0] == {texts[1], texts[3]}
    assert found("Long March", *texts, known=subject(), typing=True)[0] == {
        texts[0],
        texts[1],
        texts[3],
    }


def test_no_mistake_is_seen_in_a_word_that_is_being_typed() -> None:
    texts = ("The memorandum was signed.", "A rocket faded.")
    for cut in range(len("me"), len("memorandum")):
        assert found("memorandum"[:cut], *texts, typing=True) == ({texts[0]}, ())
    assert found("memorandub", *texts, typing=True) == (
        {texts[0]},
        ("no sentence has “memorandub”; did you mean “memorandum”?",),
    )


_WORDS = ["moon", "rocket", "station", "signed", "memorandum", "Chang'e-5", "Long", "March"]
_sentences = st.lists(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6
)


@examples(30)
@given(_sentences, st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(" ".join))
def test_nothing_found_is_lost_when_a_word_is_finished(texts: list[str], query: str) -> None:
    index = searching(apart(*texts), subject())
    whole = strict(index.search(query))
    for cut in range(2, len(query) + 1):
        if not query[:cut].endswith((" ", "'", "-")) and " " not in query[cut - 2 : cut]:
            start = query.rfind(" ", 0, cut) + 1
            if query.find(" ", cut) < 0 and cut - start > 1 and not query[start:cut].isdigit():
                assert strict(index.search(query[:cut], typing=True)) >= whole, query[:cut]


def test_a_part_of_a_name_that_no_sentence_has_stands_for_the_whole() -> None:
    known = Subject(
        (("p", "Vladimir Putin"), ("p", "Владимир Путин"), ("m", "Moon"), ("m", "月球"))
    )
    texts = ("Vladimir Putin signed the law.", "The Moon is far.", "Vladimir came, too.")
    for query in ("Путин", "Владимир", "путин law"):
        assert found(query, *texts, known=known) == ({texts[0]}, ())
    # What a sentence has is a word like any other.
    said = "Путин подписал закон."
    assert found("Путин", *texts, said, known=known) == ({said}, ())
    station = Subject((("s", "Lunar Station"), ("s", "国际月球科研站")))
    for query in ("国际月球", "科研站"):
        assert found(query, "A Lunar Station is planned.", known=station)[0] == {
            "A Lunar Station is planned."
        }


def test_a_word_of_a_name_in_the_script_of_the_articles_is_a_word() -> None:
    known = Subject((("c", "China"), ("c", "People's Republic of China"), ("o", "November treaty")))
    texts = ("China said so.", "It flew in November.", "A treaty was signed.")
    assert found("people", *texts, known=known)[0] == set()
    # While it is being typed, it may be the beginning of another one.
    assert found("flew nov", *texts, known=known, typing=True)[0] == {texts[1]}


@pytest.mark.parametrize("query", ['"chang e 5 probe"', '"change5 probe"', '"CHANG-E 5 probe"'])
def test_a_name_in_a_phrase_may_be_divided_otherwise(query: str) -> None:
    known = Subject((("c", "Chang'e-5"),))
    probe = "The Chang’e-5 probe rose."
    assert found(query, probe, "The probe Chang’e-5 rose.", known=known)[0] == {probe}


# --- dates ----------------------------------------------------------------------------------------

DATED = (
    "It was launched on June 12, 2024.",
    "The launch of 12 June 2024 was delayed.",
    "Launch: 2024-06-12",
    "发射于2024年6月12日",
)
NOT_DATED = ("It flew on June 13, 2024.", "On 12 June 2023 nothing flew.", "It flew in June 2024.")


@pytest.mark.parametrize(
    "query",
    [
        "12 June 2024", "June 12 2024", "June 12, 2024", "12th of June 2024", "June 12th, 2024",
        "12 jun 2024", "2024-06-12", "2024/06/12", "12.06.2024", "2024年6月12日", "20240612",
        "12 июня 2024", "JUNE 12, 2024", "date:2024-06-12", 'date:"12 June 2024"',
    ],
)  # fmt: skip
def test_a_day_is_found_however_it_is_written(query: str) -> None:
    assert found(query, *DATED, *NOT_DATED)[0] == set(DATED)


def test_a_date_that_may_be_read_two_ways_is_looked_for_as_both() -> None:
    december = "It landed on December 6, 2024."
    assert found("12/06/2024", *DATED, *NOT_DATED, december) == (
        {*DATED, december},
        ("“12/06/2024” is read as 2024-12-06 or as 2024-06-12",),
    )
    assert found("13/06/2024", "It flew on June 13, 2024.", december)[1] == ()


def test_eight_digits_that_are_no_day_are_a_number() -> None:
    assert found("20241306", "Order 20241306 came.", *DATED)[0] == {"Order 20241306 came."}
    assert found("20240612", "Order 20240612 came.", DATED[0])[0] == {
        "Order 20240612 came.",
        DATED[0],
    }


def test_a_decade_is_its_years_and_its_name() -> None:
    texts = (
        "It flew in 1961.",
        "In the 1960s it flew.",
        "It flew in 1970.",
        "It cost 1960 dollars.",
    )
    assert found("date:1960s", *texts)[0] == set(texts[:2])
    assert found("date:1960s..1970s", *texts)[0] == set(texts[:3])
    assert found("date:..1960s", *texts)[0] == set(texts[:2])
    # A decade within a range, too, whichever way the range is written.
    for value in ("1955..1975", "1970s..1950s", '"1950s .. 1970s"', "..1969-12-31", "1960-01.."):
        assert texts[1] in found(f"date:{value}", *texts)[0], value
    for value in (
        "1961..1969",
        "1960..1968",
        "1960-02..1969",
        "1960..1969-11",
        "..1950s",
        "1970s..",
    ):
        assert texts[1] not in found(f"date:{value}", *texts)[0], value
    assert found("date:1970s..1950s", *texts)[1] == (
        "date: “1970s..1950s” ends before it begins; read as 1950s..1970s",
    )
    assert found("date:1900s", "In the 1900s it was so.", *texts)[0] == {"In the 1900s it was so."}


def test_a_day_without_a_year_is_that_day_of_any_year() -> None:
    assert found("June 12", *DATED, *NOT_DATED)[0] == {*DATED, NOT_DATED[1]}
    assert found("12 June", *DATED, *NOT_DATED)[0] == {*DATED, NOT_DATED[1]}


def test_a_month_and_a_year_hold_their_days() -> None:
    assert found("June 2024", *DATED, *NOT_DATED)[0] == {*DATED, NOT_DATED[0], NOT_DATED[2]}
    assert found("2023", *DATED, *NOT_DATED)[0] == {NOT_DATED[1]}
    # A year is a number, too.
    assert found("2024", "He counted 2024 sheep.", *NOT_DATED)[0] == {
        "He counted 2024 sheep.",
        NOT_DATED[0],
        NOT_DATED[2],
    }


def test_a_day_whose_year_only_the_article_tells() -> None:
    rows = [
        *article("a.txt", "It was launched on June 12.", published="2024-06-20"),
        *article("b.txt", "It was launched on June 12.", "Then it landed.", published="2021-07"),
    ]
    index = searching(rows)
    assert [hit.source for hit in index.search("12 June 2024").hits if hit.score > 2] == ["a.txt"]
    assert [hit.source for hit in index.search("12 June 2021").hits if hit.score > 2] == ["b.txt"]


def test_dates_among_other_words() -> None:
    assert found("launched June 12 2024", *DATED, *NOT_DATED)[0] == set(DATED[:3])
    assert found("delayed 2024-06-12", *DATED, *NOT_DATED)[0] == {DATED[1]}
    # The rocket is no date in March.
    texts = ("On March 5 it rained.", "The Long March 5 rose.")
    assert found("Long March 5", *texts, known=subject())[0] == {texts[1]}


# --- combinations ---------------------------------------------------------------------------------


@examples(30)
@given(_sentences, st.data())
def test_combinations_are_those_of_sets(texts: list[str], data: st.DataObject) -> None:
    index = searching(apart(*texts), subject())

    def answer(query: str) -> set[str]:
        return strict(index.search(query))

    word = st.sampled_from(["moon", "rocket", "station", "signed", "Chang'e-5", '"Long March"'])
    a, b, c = data.draw(word), data.draw(word), data.draw(word)
    assert answer(f"{a} {b}") == answer(f"{a} AND {b}") == answer(a) & answer(b)
    assert answer(f"{a} OR {b}") == answer(a) | answer(b)
    assert answer(f"{a} -{b}") == answer(f"{a} NOT {b}") == answer(a) - answer(b)
    assert answer(f"{a} ({b} OR {c})") == answer(a) & (answer(b) | answer(c))
    assert answer(f"{a} -({b} {c})") == answer(a) - (answer(b) & answer(c))
    assert answer(f"{a} -({b} -{c})") == answer(a) - (answer(b) - answer(c))
    assert answer(f"({a} -{b}) {c}") == (answer(a) - answer(b)) & answer(c)


def test_a_name_is_left_out_under_all_its_names() -> None:
    texts = ("The moon and CE-5.", "The moon and Chang'e-5.", "Change the moon in 5 ways.")
    assert found("moon -Chang'e-5", *texts, known=subject())[0] == {texts[2]}
    # By the whole name only, never by its scattered words.
    assert found("moon -CE-5", *texts, known=subject())[0] == {texts[2]}


def test_what_is_left_out_is_left_out_in_any_inflection() -> None:
    texts = ("A rocket on the moon.", "Rockets over the moon.", "The moon alone.")
    assert found("moon -rocket", *texts)[0] == {texts[2]}
    assert found('moon -"rocket on"', *texts)[0] == set(texts[1:])
    assert found("moon -rock*", *texts)[0] == {texts[2]}


# --- when no sentence has all ---------------------------------------------------------------------


def loose(query: str, *texts: str, known: Subject | None = None) -> list[str]:
    results = searching(apart(*texts), known).search(query)
    assert results.notes[-1] == NOTHING_HAS_ALL
    return [hit.text for hit in results.hits]


def test_then_most_of_the_words_will_do() -> None:
    texts = ("A sample with soil.", "Grams of soil.", "Nothing.", "Soil in grams, a sample of it.")
    assert set(loose("soil grams xyzzy", *texts)) == {texts[0], texts[1], texts[3]}
    assert loose("soil sample grams xyzzy", *texts)[0] == texts[3]
    assert found("xyzzy plugh", *texts) == (set(), ())
    assert found("xyzzy", *texts) == (set(), ())


def test_what_is_marked_stays_as_it_is() -> None:
    texts = ("A soil sample.", "Grams of soil.", "A sample of something.")
    assert texts[0] not in loose("soil xyzzy -sample", *texts)
    assert loose('xyzzy "soil sample"', *texts) == [texts[0]]
    known = Subject(kinds={"probe": ("p",)}, names=(("p", "Probe"),))
    for field in ("source:000.txt", "-source:001.txt -source:002.txt", "zone:body source:000"):
        assert loose(f"soil xyzzy {field}", *texts, known=_with_sources(known)) == [texts[0]]


def test_fields_are_never_given_up() -> None:
    names = (("alpha", "Alpha"), ("beta", "Beta"))
    known = Subject(names=names, kinds={"probe": ("alpha",), "site": ("beta",)})
    texts = ("Alpha landed in May 2021.", "Beta has soil.", "Alpha is old.", "Soil of 2022.")
    for field, allowed in (
        ("kind:probe", {texts[0], texts[2]}),
        ("entity:Alpha", {texts[0], texts[2]}),
        ("date:2021", {texts[0]}),
        ("date:2021..2022", {texts[0], texts[3]}),
    ):
        assert set(loose(f"landed soil old xyzzy {field}", *texts, known=known)) == allowed
    # Fields alone are all that was asked for.
    assert found("kind:site date:2021", *texts, known=known) == (set(), ())


def _with_sources(known: Subject) -> Subject:
    from lunar_tui.search.subject import Source

    files = [Source(f"{n:03}.txt") for n in range(3)]
    return Subject(known.names, known.kinds, lambda: files)


def test_few_answers_are_followed_by_those_with_most_of_the_words() -> None:
    texts = ("A soil sample of a gram.", "A soil sample.", "Soil.", "A gram of something.")
    results = searching(apart(*texts)).search("soil sample gram")
    assert results.notes == ("1 sentence has all the words; below are those with most of them",)
    assert [hit.text for hit in results.hits][:2] == list(texts[:2])
    assert {hit.text for hit in results.hits} == set(texts)
    assert results.total == 4
    scores = [hit.score for hit in results.hits]
    assert scores == sorted(scores, reverse=True)
    # Below all that has the words, and not to be taken for it.
    assert all((score > 2) == (n == 0) for n, score in enumerate(scores))
    results = searching(apart(*texts, "Grams of soil samples.")).search("soil sample gram")
    assert results.notes == ("2 sentences have all the words; below are those with most of them",)
    results = searching(apart(*texts, "Grams of soil samples.", "A soil gram sample.")).search(
        "soil sample gram"
    )
    assert results.notes == ()


def test_few_answers_to_one_word_are_just_few() -> None:
    assert found("moon", "The moon.", "A star.")[1] == ()
    assert found("Chang'e-5", "CE-5 rose.", "Change.", known=subject())[1] == ()
    assert found('"the moon"', "The moon.", "The star.")[1] == ()
    assert found("moon OR sun", "The moon.", "A star.")[1] == ()


_A, _B = Term("a", ()), Term("b", ())


@pytest.mark.parametrize(
    "wanted",
    [
        _A,
        Only(zones=frozenset({"title"})),
        AllOf((_A, Only(zones=frozenset({"title"})))),
        AllOf((_A, Without(_B, _A))),
        Without(_A, _B),
    ],
)
def test_there_is_nothing_to_loosen_in_a_single_word(wanted: Plan) -> None:
    assert loosened(wanted) is None


def test_a_field_is_no_word_to_loosen() -> None:
    assert loosened(AllOf((_A, Field(_B)))) is None
    assert loosened(AllOf((_A, _B))) is not None


# --- anything at all ------------------------------------------------------------------------------


@examples(30)
@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "Long",
                "March",
                "5",
                "CE-5",
                "AND",
                "OR",
                "-",
                "(",
                ")",
                '"',
                "xy*",
                "~moon",
                "2024",
                "June",
                "12",
                "kind:mission",
                "date:2024",
                "cited:no",
                "the",
                "moom",
                " ",
            ]
        ),
        max_size=15,
    ).map(" ".join),
    st.booleans(),
)
def test_every_tree_has_a_plan(text: str, typing: bool) -> None:
    parsed = parse(text)
    if parsed.tree is None:
        return
    known = counted({"moon": 3, "march": 1, "@2024": 1})
    names = Subject(subject().names, {"mission": ("change-5",)})
    planned = plan(parsed.tree, known, names, unfinished=typing and parsed.unfinished)
    assert planned.plan is not None
    for note in planned.notes:
        assert note.isprintable()
    again = loosened(planned.plan)
    assert again is None or loosened(again) is None or again != planned.plan


def test_no_names_are_known_in_an_empty_workspace() -> None:
    assert Lexicon().matched("moon") == ()
    assert found("Chang'e-5", "Chang'e-5 rose.", "Change 5 things.")[0] == {
        "Chang'e-5 rose.",
        "Change 5 things.",
    }

"""What a workspace knows beyond its sentences, and how it finds them."""

from __future__ import annotations

from lunar_tui.search.subject import Source, Subject, Told
from tests.search.seeds import article, searching, strict

ROWS = [
    *article("a.txt", "It came down gently.", "Nobody saw it.", "Alpha was built in haste."),
    *article("b.txt", "Alpha landed in May.", "Rain fell."),
]
PLACES = [(row.source, row.start, row.end) for row in ROWS]
DOWN, NOBODY, BUILT, LANDED, RAIN = (row.text for row in ROWS)
TOLD = (
    Told(PLACES[0], "alpha", "Alpha landing site Mare Imbrium"),
    Told(PLACES[1], "beta", "Beta witness none"),
)
KNOWN = Subject((("alpha", "Alpha"), ("alpha", "Alfa-1"), ("beta", "Beta")), told=lambda: TOLD)


def test_words_of_a_claim_are_known_in_any_inflection() -> None:
    assert KNOWN.saying("landing") == KNOWN.saying("landed") == {PLACES[0]}
    assert KNOWN.saying("sites") == {PLACES[0]}
    assert KNOWN.saying("moon") == frozenset()


def test_what_is_cited_and_about_whom() -> None:
    assert KNOWN.cited == {PLACES[0], PLACES[1]}
    assert KNOWN.about("alpha") == {PLACES[0]}
    assert KNOWN.about("nobody") == frozenset()


def test_a_sentence_is_found_by_what_claims_say_of_it() -> None:
    index = searching(ROWS, KNOWN)
    results = index.search("Alpha landing")
    assert strict(results) == {LANDED}
    # It has none of the words, but its claim has; it ranks below what says it itself.
    assert results.hits[0].text == LANDED
    assert DOWN in [hit.text for hit in results.hits]
    assert NOBODY in [hit.text for hit in index.search("witness").hits]
    # Not what it is known for is marked, but what it says.
    (down,) = (hit for hit in results.hits if hit.text == DOWN)
    assert down.highlights == ()


def test_a_sentence_known_to_be_about_a_thing_answers_to_any_of_its_names() -> None:
    index = searching(ROWS, KNOWN)
    for name in ("Alpha", "Alfa-1", "alfa 1"):
        assert {hit.text for hit in index.search(f"{name} gently").hits} >= {DOWN}


def test_nothing_is_looked_at_before_it_is_asked_for() -> None:
    def never() -> tuple[Told, ...]:
        raise AssertionError("nobody asked")

    subject = Subject((("alpha", "Alpha"),), told=never, sources=lambda: (Source("a.txt"),))
    assert subject.lexicon.matched("al") == ("alpha",)


def test_claims_are_read_once() -> None:
    asked: list[int] = []

    def told() -> tuple[Told, ...]:
        asked.append(1)
        return TOLD

    subject = Subject(told=told)
    subject.prepare()
    assert subject.saying("landing")
    assert subject.about("alpha")
    assert subject.cited
    assert asked == [1]

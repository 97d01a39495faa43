"""What any engine must do. An engine of another kind only has to join `ENGINES`."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from collections.abc import Sequence as Rows
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.search.analysis import words
from lunar_tui.search.engine import (
    FURNITURE_ZONES,
    Document,
    Engine,
    Explanation,
    Found,
    Part,
    SearchError,
)
from lunar_tui.search.plan import (
    AllOf,
    AnyOf,
    Named,
    Only,
    Plan,
    Prefer,
    Sequence,
    Without,
    terms,
)
from lunar_tui.search.segment_engine import MAX_PARTS
from tests.examples import examples
from tests.search.engines import engines, phrase, place, rows, term, texts
from tests.search.matching import (
    SOURCES,
    answers_with_others,
    corpora,
    filters,
    matches,
    plans,
    said,
)
from tests.search.seeds import documents

Kind = type[Engine]
ALL = 10_000
MOON = term("moon")


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a search finds must not hang on how busy this machine is."""
    monkeypatch.setattr("lunar_tui.search.segment_engine.TIME_LIMIT", 600.0)
    monkeypatch.setattr("lunar_tui.search.evaluation.TIME_LIMIT", 600.0)


def answer(engine: Engine, wanted: Plan, *, wide: bool = False) -> list[str]:
    return texts(engine.search(wanted, limit=ALL, wide=wide).rows)


def places(found: Found) -> list[tuple[str, int, int]]:
    return sorted(place(row) for row, _ in found.rows)


def same_answers(one: Engine, other: Engine, plans: Rows[Plan]) -> None:
    for wanted in plans:
        for wide in (False, True):
            assert one.search(wanted, limit=ALL, wide=wide) == other.search(
                wanted, limit=ALL, wide=wide
            )


# --- building, keeping, changing ----------------------------------------------------------------


ASKED: tuple[Plan, ...] = (
    MOON,
    term("moon", ("moons", 0.85, "inflected"), ("lunar", 0.4, "derived")),
    phrase("the moon"),
    AllOf((term("lunar"), term("station"), term("china"))),
    Prefer(AllOf((term("lunar"), term("station"))), phrase("lunar station")),
    AnyOf((term("memorandum"), term("the"), term("station")), count=True),
    Without(term("china"), term("russia")),
    Named((phrase("change 5"), phrase("嫦娥 娥五 五号")), (term("change"), term("5"))),
    AllOf((MOON, Only(zones=frozenset({"related"})))),
)


@engines
def test_parts_that_were_kept_answer_as_before(kind: Kind) -> None:
    built = kind.build(documents())
    loaded = kind.load(built.parts)
    assert len(loaded) == len(built) == len(documents())
    assert loaded.parts == built.parts
    same_answers(loaded, built, ASKED)
    same_answers(kind.load([kind.index(documents())]), built, ASKED)


@engines
def test_several_parts_answer_as_one(kind: Kind) -> None:
    by_source: dict[str, list[Document]] = {}
    for row in documents():
        by_source.setdefault(row.source, []).append(row)
    parts = [
        kind.index(row for each in group for row in each)
        for group in (list(by_source.values())[at::3] for at in range(3))
    ]
    assert len({part.name for part in parts}) == 3
    engine = kind.load(parts)
    assert len(engine) == len(documents())
    same_answers(engine, kind.build(documents()), ASKED)


@engines
def test_the_same_documents_make_the_same_part(kind: Kind) -> None:
    assert kind.index(documents()) == kind.index(reversed(documents()))
    assert kind.index(documents()).name != kind.index(documents()[1:]).name


@engines
def test_an_update_changes_what_is_found_and_leaves_the_old_engine(kind: Kind) -> None:
    old = kind.build([*rows("moon old", source="a"), *rows("moon kept", source="b")])
    new = old.update({"a", "unknown"}, [*rows("moon new", source="a"), *rows("soil", source="c")])
    assert set(answer(new, MOON)) == {"moon new", "moon kept"}
    assert answer(new, term("soil")) == ["soil"]
    assert answer(new, term("old")) == []
    assert len(new) == 3
    assert set(answer(old, MOON)) == {"moon old", "moon kept"}
    assert answer(old, term("soil")) == []
    assert len(old) == 2
    old.close()
    assert len(answer(new, MOON)) == 2


@engines
def test_sentences_of_a_source_with_their_texts(kind: Kind) -> None:
    first, second = rows("The moon rose.", "Es dämmert 月.", source="b")
    engine = kind.build([second, first, *rows("Elsewhere.", source="a")])
    engine = engine.update({"a"}, rows("New here.", source="c"))
    assert [(*span, text) for span, text in engine.sentences("b")] == [
        (row.start, row.end, row.zone, row.text) for row in (first, second)
    ]
    assert [text for _, text in engine.sentences("c")] == ["New here."]
    assert engine.sentences("a") == engine.sentences("nowhere") == ()
    assert engine.document(place(second)) == second
    assert engine.document(("a", 0, 10)) is engine.document(("b", 0, 3)) is None


@engines
def test_what_is_gone_leaves_no_trace(kind: Kind) -> None:
    gone = replace(rows("moonrise eclipse", source="a")[0], keys=("@2024",))
    engine = kind.build([gone, *rows("moonrise", source="b")]).update({"a"}, ())
    assert "eclipse" not in engine.vocabulary
    assert "@2024" not in engine.vocabulary
    assert engine.vocabulary.count("moonrise") == 1
    assert engine.vocabulary.near("eclipze") == []
    assert engine.explain(term("moonrise"), place(gone)) is None
    everything = engine.search(Only(), limit=ALL)
    assert places(everything) == [("b", 0, 8)]
    emptied = engine.update({"b"}, ())
    assert len(emptied) == 0
    assert emptied.search(Only(), limit=ALL).total == 0
    assert answer(emptied.update((), rows("moon again")), MOON) == ["moon again"]


@engines
def test_after_many_updates_an_engine_answers_as_a_new_one(kind: Kind) -> None:
    # Many small articles.
    articles = {
        f"{at:03}.txt": [replace(row, source=f"{at:03}.txt") for row in documents()[at : at + 6]]
        for at in range(0, len(documents()), 6)
    }
    sources = list(articles)
    now = {source: articles[source] for source in sources[: len(sources) // 2]}
    engine = kind.build(row for found in now.values() for row in found)
    for step in range(3 * MAX_PARTS):
        source = sources[-step - 1]
        gone = sources[7 * step % len(sources)]
        changed = [replace(row, text=f"{row.text} station {step}") for row in articles[source]]
        now.pop(gone, None)
        now[source] = changed
        engine = engine.update({gone, source}, changed)
        assert len(engine) == sum(map(len, now.values()))
    fresh = kind.build(row for rows_of in now.values() for row in rows_of)
    # Not even a score tells them apart: what is gone does not count for how rare a word is.
    same_answers(engine, fresh, ASKED)
    same_answers(kind.load(engine.parts), fresh, ASKED)


@engines
@examples(10)
@given(st.data())
def test_no_way_to_the_same_documents_makes_a_difference(kind: Kind, data: st.DataObject) -> None:
    corpus = data.draw(corpora)
    engine = kind.build(data.draw(corpora))
    # Everything is replaced, in several steps.
    for source in data.draw(st.permutations(SOURCES)):
        engine = engine.update({source}, [row for row in corpus if row.source == source])
    fresh = kind.build(corpus)
    assert len(engine) == len(fresh)
    counted = AnyOf(tuple(data.draw(st.lists(plans, min_size=1, max_size=4))), True)
    same_answers(engine, fresh, [data.draw(plans), counted])


@engines
def test_the_vocabulary_has_all_words_and_keys(kind: Kind) -> None:
    dated = replace(rows("The moons of 2024, the moon")[0], keys=("@2024", "@2024-06"))
    vocabulary = kind.build([dated, *rows("moon 月球 \ud800", source="b")]).vocabulary
    for form, count in {"the": 1, "moons": 1, "moon": 2, "2024": 1, "月球": 1, "@2024": 1}.items():
        assert form in vocabulary
        assert vocabulary.count(form) == count
    assert "sun" not in vocabulary
    assert vocabulary.count("sun") == 0
    assert vocabulary.inflections("moons") == ["moon"]


# --- what is found ------------------------------------------------------------------------------


@engines
@examples(8)
@given(corpora, plans)
def test_finds_what_the_plan_means(kind: Kind, corpus: list[Document], wanted: Plan) -> None:
    found = kind.build(corpus).search(wanted, limit=ALL)
    assert places(found) == sorted(place(row) for row in corpus if matches(wanted, row))
    assert found.total == len(found.rows)
    assert not found.partial
    assert all(row in corpus for row, _ in found.rows)


@engines
@examples(8)
@given(st.data())
def test_counted_parts_find_no_more_than_any_and_no_less_than_all(
    kind: Kind, data: st.DataObject
) -> None:
    corpus = data.draw(corpora)
    parts = tuple(data.draw(st.lists(plans, min_size=1, max_size=4)))
    found = set(places(kind.build(corpus).search(AnyOf(parts, count=True), limit=ALL)))
    loose = {place(row) for row in corpus if matches(AnyOf(parts), row)}
    strict = {place(row) for row in corpus if matches(AllOf(parts), row)}
    assert strict <= found <= loose
    assert bool(found) == bool(loose)


@engines
def test_common_words_only_add_to_what_rare_ones_find(kind: Kind) -> None:
    engine = kind.build(rows("rare moon", "rare", *["moon"] * 30))
    assert answer(engine, AnyOf((term("rare"), MOON), count=True)) == ["rare moon", "rare"]
    # A phrase of rare words that stands nowhere does not keep the common ones from finding.
    nowhere = phrase("rare rare")
    assert len(answer(engine, AnyOf((nowhere, MOON), count=True))) == 31
    assert len(answer(engine, AnyOf((term("absent"), MOON), count=True))) == 31


@engines
def test_every_article_sentence_is_found_by_its_own_words(kind: Kind) -> None:
    engine = kind.build(documents())
    for document in documents()[::7]:
        first = words(document.text)[:8]
        wanted: Plan = phrase(" ".join(first)) if len(first) > 1 else term(first[0])
        assert document in [row for row, _ in engine.search(wanted, limit=ALL).rows]


@engines
def test_the_limit_cuts_the_rows_and_not_the_total(kind: Kind) -> None:
    engine = kind.build([*rows(*["moon"] * 5), *rows("moon", zone="related", source="b")])
    everything = engine.search(MOON, limit=ALL)
    for limit in (-1, 0, 1, 5, 6, 7):
        found = engine.search(MOON, limit=limit)
        assert found.total == 6
        assert found.rows == everything.rows[: max(limit, 0)]


@engines
def test_no_documents(kind: Kind) -> None:
    for engine in (kind.build([]), kind.load([]), kind.load([kind.index([])])):
        assert len(engine) == 0
        assert "moon" not in engine.vocabulary
        for wanted in ASKED:
            assert engine.search(wanted, limit=9, wide=True) == Found((), 0, partial=False, whole=0)
        assert engine.explain(MOON, ("a.txt", 0, 4)) is None
        assert answer(engine.update((), rows("moon")), MOON) == ["moon"]


@engines
def test_odd_documents_come_back_as_they_were(kind: Kind) -> None:
    long = " ".join(f"word{number}" for number in range(10_000)) + " moon"
    odd = [
        Document(
            "bad\udcff.txt",
            0,
            26,
            "moon \ud800 \x00 \x1b[2J [/] …\r\n\u2028",
            "body",
            (),
            "[\ud800]\n…",
        ),
        Document("b", 0, 0, "", "body", (), "嫦娥"),
        Document("b", 0, 5, "— — —", "notice", ("@2024-06-12", "@~2024"), "嫦娥"),
        Document("c", 5, 5 + len(long), long, "body"),
        Document("d", 5, 18, "嫦娥五号 moon ½", "title"),
        Document("e", 0, 1_000_005, "moon " + "x" * 1_000_000, "body"),
        Document("f", 4_000_000_000, 4_000_000_004, "moon", "body"),
    ]
    for engine in (kind.build(odd), kind.load(kind.build(odd).parts)):
        assert len(engine) == 7
        found = {row for row, _ in engine.search(Only(), limit=9).rows}
        assert found == set(odd)
        assert places(engine.search(MOON, limit=9)) == sorted(
            place(row) for row in odd if "moon" in row.text
        )
        assert texts(engine.search(term("9999"), limit=9).rows) == [long]
        assert places(engine.search(term("x" * 64), limit=9)) == [("e", 0, 1_000_005)]
        assert places(engine.search(phrase("嫦娥 娥五 五号"), limit=9)) == [("d", 5, 18)]
        assert places(engine.search(term("@~2024"), limit=9)) == [("b", 0, 5)]


@engines
def test_a_key_stands_beside_no_word(kind: Kind) -> None:
    engine = kind.build([replace(rows("moon soil")[0], keys=("@2024",))])
    assert answer(engine, AllOf((MOON, term("@2024")))) == ["moon soil"]
    assert answer(engine, Sequence((term("soil"), term("@2024")))) == []


# --- in which order -----------------------------------------------------------------------------


@engines
@examples(8)
@given(corpora, plans)
def test_scores_fall_and_ties_keep_their_places(
    kind: Kind, corpus: list[Document], wanted: Plan
) -> None:
    engine = kind.build(corpus)
    found = engine.search(wanted, limit=ALL, wide=True)
    for (row, score), (after, less) in pairwise(found.rows):
        assert score > less or (score == less and place(row) < place(after))
    for row, score in found.rows:
        furniture = row.zone in FURNITURE_ZONES
        by_itself, with_others = (2, 0) if furniture else (3, 1)
        assert int(score) == (by_itself if matches(wanted, row) else with_others)
    assert engine.search(wanted, limit=ALL, wide=True) == found
    assert kind.build(corpus[::-1]).search(wanted, limit=ALL, wide=True) == found


@engines
def test_furniture_comes_below_what_the_articles_say(kind: Kind) -> None:
    furniture = [
        Document(f"{zone}.txt", 0, 9, "moon moon", zone) for zone in sorted(FURNITURE_ZONES)
    ]
    long = rows("a very long sentence about many other matters than this one, with the moon in it")
    found = kind.build([*furniture, *long]).search(MOON, limit=10).rows
    assert [row.source for row, _ in found] == [
        "a.txt", "dateline.txt", "navigation.txt", "notice.txt", "related.txt",
    ]  # fmt: skip


@engines
def test_what_is_found_with_its_neighbours_comes_last(kind: Kind) -> None:
    engine = kind.build(
        [
            *rows("china", "moon", source="a"),
            *rows("china and the moon", zone="related", source="b"),
            *rows("a long sentence about china and something else and then the moon", source="c"),
        ]
    )
    found = engine.search(AllOf((MOON, term("china"))), limit=9, wide=True).rows
    assert [row.source for row, _ in found] == ["c", "b", "a", "a"]


@engines
def test_rare_words_count_more(kind: Kind) -> None:
    engine = kind.build(rows("moon x", "moon y", "moon z", "soil w"))
    assert answer(engine, AnyOf((MOON, term("soil"))))[0] == "soil w"


@engines
def test_a_word_is_as_rare_as_all_its_forms_together(kind: Kind) -> None:
    engine = kind.build(rows("moon", "moons", "moons x", "moons y", "soil", "soil x"))
    whole = term("moon", ("moons", 1.0, "inflected"))
    assert answer(engine, AnyOf((whole, term("soil"))))[0] == "soil"


@engines
def test_a_form_counts_by_its_weight(kind: Kind) -> None:
    typed = "someone is to sign it at some time and at some place"
    engine = kind.build(rows("signatory", "signs", "signed", typed))
    sign = term("sign", ("signs", 0.85, "inflected"), ("signatory", 0.3, "derived"))
    assert answer(engine, sign) == ["signs", typed, "signatory"]
    heavy = term("sign", ("signs", 0.5, "inflected"), ("signed", 0.4, "inflected"))
    assert answer(engine, heavy)[0] == typed


@engines
def test_the_best_form_counts_whatever_their_order(kind: Kind) -> None:
    for both in ("moon moons", "moons moon"):
        engine = kind.build(rows("moons x", both))
        for weighed in (
            term("moon", ("moons", 0.4, "inflected")),
            replace(MOON, forms=term("moon", ("moons", 0.4, "inflected")).forms[::-1]),
        ):
            assert answer(engine, weighed) == [both, "moons x"]


@engines
def test_a_short_sentence_counts_more_than_a_long_one(kind: Kind) -> None:
    by_length = ["moon", "the moon", "the full moon over it", "the moon is " + "very " * 30 + "far"]
    assert answer(kind.build(rows(*reversed(by_length))), MOON) == by_length


@engines
def test_repeating_a_word_makes_no_difference(kind: Kind) -> None:
    engine = kind.build(rows("moon soil", "moon moon"))
    (_, one), (_, other) = engine.search(MOON, limit=9).rows
    assert one == other


@engines
def test_words_together_come_before_scattered_words(kind: Kind) -> None:
    together = "a long sentence about the building of a lunar station in the years that will follow"
    engine = kind.build(rows("station lunar lunar", "lunar soil station", together))
    both = AllOf((term("lunar"), term("station")))
    assert answer(engine, both)[-1] == together
    assert answer(engine, Prefer(both, phrase("lunar station")))[0] == together
    assert len(answer(engine, Prefer(both, phrase("lunar station")))) == 3


@engines
def test_a_name_comes_before_its_scattered_words(kind: Kind) -> None:
    named = "a long sentence that ends with what is called the probe 嫦娥五号 in other languages"
    engine = kind.build(rows("5 change", named, "5 of change and change"))
    names = (phrase("change 5"), phrase("嫦娥 娥五 五号"))
    scattered = Named(names, (term("change"), term("5")))
    assert answer(engine, scattered) == [named, "5 change", "5 of change and change"]
    assert answer(engine, Named(names)) == [named]


@engines
def test_the_typed_name_comes_before_the_others(kind: Kind) -> None:
    engine = kind.build(rows("the ce 5 x", "the change 5 x"))
    names = (phrase("change 5"), phrase("ce 5"))
    assert answer(engine, Named(names)) == ["the change 5 x", "the ce 5 x"]
    assert answer(engine, Named(names[::-1])) == ["the ce 5 x", "the change 5 x"]


@engines
def test_more_of_the_counted_parts_come_first(kind: Kind) -> None:
    engine = kind.build(rows("one x x", "one two x", "two x x", "three x x", "three one two"))
    counted = AnyOf((term("one"), term("two"), term("three")), count=True)
    assert answer(engine, counted)[:2] == ["three one two", "one two x"]
    assert len(answer(engine, counted)) == 5


@engines
def test_filters_give_no_points(kind: Kind) -> None:
    engine = kind.build([*rows("moon", "x moon"), *rows("y moon", source="b.txt")])
    plain = engine.search(MOON, limit=9)
    for only in (Only(), Only(sources=frozenset({"a.txt", "b.txt"}), zones=frozenset({"body"}))):
        assert engine.search(AllOf((MOON, only)), limit=9) == plain
    assert answer(engine, Only()) == ["moon", "x moon", "y moon"]


@engines
def test_equal_scores_keep_their_places(kind: Kind) -> None:
    same = [Document(s, n, n + 4, "moon", "body") for s in ("b", "a") for n in (20, 100, 3)]
    expected = [("a", 3), ("a", 20), ("a", 100), ("b", 3), ("b", 20), ("b", 100)]
    for engine in (kind.build(same), kind.load([kind.index(same[:3]), kind.index(same[3:])])):
        for limit in range(1, 7):
            found = engine.search(MOON, limit=limit).rows
            assert [(row.source, row.start) for row, _ in found] == expected[:limit]


# --- with what stands around --------------------------------------------------------------------


@engines
@examples(8)
@given(st.data())
def test_finds_what_the_sentences_around_complete(kind: Kind, data: st.DataObject) -> None:
    corpus = data.draw(corpora)
    parts = tuple(data.draw(st.lists(said, min_size=2, max_size=3)))
    only = data.draw(filters)
    drop = data.draw(said)
    wanted = AllOf(parts)
    engine = kind.build(corpus)
    complete = {
        place(row)
        for row in corpus
        if matches(wanted, row) or answers_with_others(parts, row, corpus)
    }
    assert set(places(engine.search(wanted, limit=ALL, wide=True))) == complete
    # What is excluded or filtered away stays away, however the parts are grouped.
    allowed = {place(row) for row in corpus if matches(only, row)}
    for grouped in (AllOf((*parts, only)), AllOf((AllOf((parts[0], only)), *parts[1:]))):
        assert set(places(engine.search(grouped, limit=ALL, wide=True))) == complete & allowed
    dropped = {place(row) for row in corpus if matches(drop, row)}
    without = Without(wanted, drop)
    assert set(places(engine.search(without, limit=ALL, wide=True))) == complete - dropped
    preferred = Prefer(wanted, drop)
    assert set(places(engine.search(preferred, limit=ALL, wide=True))) == complete


@engines
def test_only_sentences_close_by_in_the_same_article_count(kind: Kind) -> None:
    both = AllOf((term("moon"), term("china")))
    near = rows("china", "x", "the moon", "y", "z", "far off")
    assert answer(kind.build(near), both, wide=True) == ["china", "the moon"]
    assert answer(kind.build(near), both) == []
    far = rows("china", "x", "y", "the moon")
    assert answer(kind.build(far), both, wide=True) == []
    across = [*rows("x", "china", source="a"), *rows("the moon", source="b")]
    assert answer(kind.build(across), both, wide=True) == []


@engines
@pytest.mark.parametrize("zone", sorted(FURNITURE_ZONES))
def test_furniture_lends_and_borrows_nothing_but_datelines(kind: Kind, zone: str) -> None:
    first, second = rows("beijing", "the moon")
    found = kind.build([replace(first, zone=zone), second]).search(
        AllOf((MOON, term("beijing"))), limit=9, wide=True
    )
    expected = ["the moon", "beijing"] if zone == "dateline" else []
    assert texts(found.rows) == expected


@engines
def test_what_is_known_of_a_sentence_counts(kind: Kind) -> None:
    about, other = rows("it landed", "x", "y", "z", "it landed")[::4]
    engine = kind.build([about, other])
    known = term("lander", known=[place(about), ("a.txt", 7, 9)])
    assert answer(engine, known) == []
    assert places(engine.search(known, limit=9, wide=True)) == [place(about)]
    both = AllOf((known, term("landed")))
    assert places(engine.search(both, limit=9, wide=True)) == [place(about)]
    named = Named((phrase("change 5"),), known=frozenset({place(about)}))
    assert places(engine.search(named, limit=9, wide=True)) == [place(about)]


@engines
def test_a_sentence_close_by_counts_less_with_distance_and_more_for_names(kind: Kind) -> None:
    texts_ = ("china", "the moon", "o o", "x x", "y y", "z z", "china", "o o", "the moon")
    engine = kind.build(rows(*texts_))
    found = engine.search(AllOf((MOON, term("china"))), limit=9, wide=True).rows
    moons = [row.start for row, _ in found if row.text == "the moon"]
    assert moons == [1000, 8000]
    word = engine.explain(AllOf((MOON, term("china"))), ("a.txt", 1000, 1008))
    name = engine.explain(AllOf((MOON, Named((term("china"),)))), ("a.txt", 1000, 1008))
    assert word is not None
    assert name is not None
    assert name.relevance > word.relevance


# --- why ----------------------------------------------------------------------------------------


def explained(engine: Engine, wanted: Plan, row: Document) -> Explanation:
    found = engine.explain(wanted, place(row))
    assert found is not None
    return found


@engines
@examples(8)
@given(corpora, plans)
def test_reasons_add_up(kind: Kind, corpus: list[Document], wanted: Plan) -> None:
    engine = kind.build(corpus)
    relevances: dict[bool, list[float]] = {True: [], False: []}
    for row, _ in engine.search(wanted, limit=ALL).rows:
        why = explained(engine, wanted, row)
        points = sum(reason.points for reason in why.reasons)
        assert points + why.together == pytest.approx(why.relevance)
        assert why.together >= 0
        assert why.furniture == (row.zone in FURNITURE_ZONES)
        relevances[why.furniture].append(why.relevance)
        for reason in why.reasons:
            assert reason.where == "sentence"
            assert reason.points >= 0
            said = {*words(row.text), *row.keys}
            assert {form for form, _ in reason.found} <= said
            assert reason.found
    for found in relevances.values():
        # The order is by relevance, as far as a score tells small differences.
        assert all(one >= other - 1e-6 for one, other in pairwise(found))


@engines
@examples(10)
@given(st.data())
def test_reasons_of_what_is_found_with_others_add_up_too(kind: Kind, data: st.DataObject) -> None:
    corpus = data.draw(corpora)
    parts = tuple(data.draw(st.lists(said, min_size=2, max_size=3)))
    engine = kind.build(corpus)
    wanted = AllOf(parts)
    found = [row for row, _ in engine.search(wanted, limit=ALL, wide=True).rows]
    above: dict[bool, float] = {}
    for row in found:
        if matches(wanted, row):
            continue
        why = explained(engine, wanted, row)
        assert why.relevance == pytest.approx(sum(reason.points for reason in why.reasons))
        assert len(why.reasons) == len(parts)
        assert why.together == 0
        assert why.relevance <= above.get(why.furniture, why.relevance) + 1e-6
        above[why.furniture] = why.relevance


@engines
def test_counted_parts_give_their_share_of_points(kind: Kind) -> None:
    (row, *_) = corpus = rows("one two", "three", "one", "two", "x")
    engine = kind.build(corpus)
    alone = explained(engine, term("one"), row).relevance
    why = explained(engine, AnyOf((term("one"), term("absent")), count=True), row)
    assert [reason.typed for reason in why.reasons] == ["one"]
    assert why.relevance == pytest.approx(alone / 2)
    why = explained(engine, AnyOf((term("one"), term("two"), term("three")), count=True), row)
    assert [reason.typed for reason in why.reasons] == ["one", "two"]
    assert why.relevance == pytest.approx(2 * alone * 2 / 3)


@engines
def test_reasons_name_what_was_typed_and_what_stands_there(kind: Kind) -> None:
    corpus = rows(
        "It was signed in China",
        "x",
        "The memorandum",
        "about a station",
        "y",
        "lunar soil",
    )
    signed, memorandum, station, soil = (corpus[at] for at in (0, 2, 3, 5))
    engine = kind.build(corpus)
    sign = term("sign", ("signed", 0.85, "inflected"), ("signs", 0.85, "inflected"))
    (reason,) = explained(engine, sign, signed).reasons
    assert reason[:3] == ("sign", "sentence", (("signed", "inflected"),))
    assert reason.points > 0

    wanted = AllOf((term("station"), term("memorandum", known=[place(soil)])))
    first, second = explained(engine, wanted, station).reasons
    assert first[:3] == ("station", "sentence", (("station", "typed"),))
    assert second[:3] == ("memorandum", "neighbour", (("memorandum", "typed"),))
    assert first.points > second.points
    first, second = explained(engine, wanted, memorandum).reasons
    assert (first.where, second.where) == ("neighbour", "sentence")
    first, second = explained(engine, wanted, soil).reasons
    assert (first.where, second.where) == ("neighbour", "claims")
    assert second.found == ()
    assert second.points > 0


@engines
def test_the_reason_close_by_is_of_the_same_article(kind: Kind) -> None:
    # The best sentence beside it belongs to another article.
    corpus = [
        *rows("moon", source="a"),
        *rows("it is there", "the moon is much longer than the other", source="b"),
    ]
    sign = term("moon", ("other", 0.5, "derived"))
    (_, close) = explained(kind.build(corpus), AllOf((term("there"), sign)), corpus[1]).reasons
    assert close.where == "neighbour"
    assert close.found == (("moon", "typed"), ("other", "derived"))


@engines
def test_words_together_are_told_apart_from_the_words(kind: Kind) -> None:
    one, other = corpus = rows("a lunar station there", "a station lunar there")
    both = AllOf((term("lunar"), term("station")))
    wanted = Prefer(both, phrase("lunar station"))
    engine = kind.build(corpus)
    assert explained(engine, wanted, one).together > 0
    assert explained(engine, wanted, other).together == 0
    assert explained(engine, both, one).together == 0
    # However deep it stands: three words make two pairs.
    deep = Prefer(Prefer(both, phrase("a lunar")), phrase("lunar station"))
    for nested in (deep, AllOf((deep, Only())), Without(deep, term("absent"))):
        why = explained(engine, nested, one)
        assert why.together == pytest.approx(
            explained(engine, wanted, one).together
            + explained(engine, Prefer(both, phrase("a lunar")), one).together
        )


@engines
def test_rarity_and_length_are_told(kind: Kind) -> None:
    short, long, *_ = corpus = rows("moon soil", "the moon is " + "very " * 20 + "far", "moon")
    engine = kind.build(corpus)
    assert explained(engine, MOON, short).length > 1 > explained(engine, MOON, long).length
    rare, common = explained(engine, AllOf((term("soil"), MOON)), short).reasons
    assert rare.rarity > common.rarity
    assert rare.points > common.points


@engines
def test_no_reason_without_a_sentence(kind: Kind) -> None:
    engine = kind.build(rows("moon", "x", "y", "soil"))
    for nowhere in (("b.txt", 0, 4), ("a.txt", 0, 5), ("a.txt", 1, 4), ("a.txt", 5000, 5004)):
        assert engine.explain(MOON, nowhere) is None
    assert explained(engine, MOON, rows("moon", "x", "y", "soil")[3]).reasons == ()


# --- when something goes wrong ------------------------------------------------------------------


@engines
def test_a_closed_engine_says_so(kind: Kind) -> None:
    engine = kind.build(rows("moon"))
    engine.close()
    engine.close()
    with pytest.raises(SearchError, match="closed"):
        engine.search(MOON, limit=9)


@engines
@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.clear(),
        lambda files: files.pop("table"),
        lambda files: files.update(dict.fromkeys(files, b"")),
        lambda files: files.update(dict.fromkeys(files, b"rubbish")),
        lambda files: files.update(dict.fromkeys(files, b"{}\n")),
        lambda files: files.update({name: files[name][:-1] for name in files}),
    ],
)
def test_unusable_parts_are_one_kind_of_error(
    kind: Kind, change: Callable[[dict[str, bytes]], object]
) -> None:
    (part,) = kind.build(rows("moon", "soil")).parts
    files = dict(part.files)
    change(files)
    with pytest.raises(SearchError):
        kind.load([part._replace(files=files)]).search(MOON, limit=9)


@engines
@examples(10)
@given(data=st.data())
def test_damaged_parts_raise_nothing_else(kind: Kind, data: st.DataObject) -> None:
    corpus = rows("moon", "lunar station", "moon station 月球", source="b")
    part = kind.index([*corpus, *rows("moon", "soil")])
    name = data.draw(st.sampled_from(sorted(part.files)))
    damaged = bytearray(part.files[name])
    for at in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=3)):
        damaged[at] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    files = {**part.files, name: bytes(damaged[:cut] if data.draw(st.booleans()) else damaged)}
    uses: list[Callable[[Engine], object]] = [
        lambda engine: engine.search(AllOf((MOON, term("station"))), limit=9, wide=True),
        lambda engine: engine.search(Only(), limit=9),
        lambda engine: engine.explain(phrase("lunar station"), place(corpus[1])),
        lambda engine: "moon" in engine.vocabulary,
        lambda engine: engine.update({"b"}, rows("moon", source="c")),
    ]
    try:
        engine = kind.load([Part("damaged", files, frozenset({"a.txt"}))])
    except SearchError:
        return
    for use in uses:
        try:
            use(engine)
        except SearchError as error:
            assert "\n" not in str(error)  # noqa: PT017 - it need not be raised


@engines
def test_a_search_that_is_to_stop_gives_what_it_has(kind: Kind) -> None:
    engine = kind.build(documents())
    for wanted in ASKED:
        whole = engine.search(wanted, limit=ALL, wide=True)
        assert not whole.partial
        never = engine.search(wanted, limit=ALL, wide=True, stop=lambda: False)
        assert never == whole
        asked = itertools.count()
        found = engine.search(wanted, limit=ALL, wide=True, stop=lambda: next(asked) > 1)  # noqa: B023
        assert found.partial == (next(asked) > 2)
        assert {row for row, _ in found.rows} <= {row for row, _ in whole.rows}


@engines
def test_many_threads_at_once(kind: Kind) -> None:
    engine = kind.load(kind.build(documents()).parts)
    alone = kind.load(kind.build(documents()).parts)
    expected = [alone.search(wanted, limit=50, wide=True) for wanted in ASKED]
    failures: list[object] = []
    start = threading.Barrier(6)

    def ask(first: int) -> None:
        start.wait()
        for at in range(3 * len(ASKED)):
            number = (first + at) % len(ASKED)
            found = engine.search(ASKED[number], limit=50, wide=True)
            if found != expected[number]:
                failures.append((ASKED[number], found))
            for row, _ in found.rows[:1]:
                if engine.explain(ASKED[number], place(row)) is None:
                    failures.append((ASKED[number], row))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@engines
def test_progress_is_told(kind: Kind) -> None:
    for make in (kind.build, kind.index):
        told: list[int] = []
        make(rows(*["moon"] * 150), told.append)
        assert told == sorted(told)
        assert told[-1] == 150
        assert len(told) > 2


@engines
def test_what_progress_raises_ends_the_build(kind: Kind) -> None:
    def stop(done: int) -> None:
        raise InterruptedError(done)

    for make in (kind.build, kind.index):
        with pytest.raises(InterruptedError):
            make(rows(*["moon"] * 150), stop)


def test_the_walk_over_terms_leaves_out_what_is_excluded() -> None:
    wanted = Without(AllOf((MOON, Prefer(term("a"), phrase("b c")))), term("soil"))
    assert [each.typed for each in terms(wanted)] == ["moon", "a", "b", "c"]

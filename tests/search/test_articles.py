"""Searches in the shipped articles, as a user would make them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lunar_tui.search.engine import FURNITURE_ZONES, Hit, Results
from lunar_tui.search.index import SearchIndex
from tests.search.seeds import NAMES, SEEDS, documents


@pytest.fixture(scope="module")
def index() -> Iterator[SearchIndex]:
    index = SearchIndex(None, NAMES)
    index.ensure("key", documents)
    yield index
    index.close()


def ids(results: Results) -> set[str]:
    return {hit.id for hit in results.hits}


def marked(hit: Hit) -> list[str]:
    article = (SEEDS / hit.source).read_text(encoding="utf-8")
    return [article[start:end] for start, end in hit.highlights]


def test_all_names_of_a_mission_find_the_same(index: SearchIndex) -> None:
    spellings = ["Chang'e-5", "Chang’e-5", "Chang’e 5", "change 5", "change5", "CE-5", "ce5"]
    spellings.append("嫦娥五号")
    found = [ids(index.search(spelling)) for spelling in spellings]
    assert len(found[0]) == 10
    assert all(one == found[0] for one in found)
    for hit in index.search("CE-5").hits:
        assert {text.replace("’", "'").replace("-", " ") for text in marked(hit)} == {"Chang'e 5"}


def test_numbers_with_and_without_separators(index: SearchIndex) -> None:
    assert ids(index.search("1731")) == ids(index.search("1,731"))
    assert {hit.source[:3] for hit in index.search("1731").hits} == {"000", "002", "004"}
    assert ids(index.search("12992")) == ids(index.search("12,992")) != set()
    assert all("1.5 grams" in marked(hit) for hit in index.search("1.5 grams").hits[:2])
    assert ids(index.search("2kg")) == ids(index.search("2 kg")) != set()


def test_inflections(index: SearchIndex) -> None:
    assert ids(index.search("sign")) == ids(index.search("signed")) != set()
    assert "signed" in marked(index.search("signed").hits[0]) or "Signed" in marked(
        index.search("signed").hits[0]
    )
    assert not any("uncrewed" in hit.text for hit in index.search("crewed").hits)


def test_names_across_languages(index: SearchIndex) -> None:
    assert ids(index.search("Long March 5")) == ids(index.search("Changzheng-5"))
    texts = [hit.text for hit in index.search("Long March 5").hits]
    assert any("Changzheng-5" in text for text in texts)
    assert any("Long March 5B" in text for text in texts)
    family = ids(index.search("Long March"))
    assert family == ids(index.search("Changzheng"))
    assert family > ids(index.search("Changzheng-5"))
    assert ids(index.search("CNSA")) >= ids(index.search('"National Space Administration"'))


def test_abbreviations(index: SearchIndex) -> None:
    assert ids(index.search("U.S.-China")) == ids(index.search('"US China"')) != set()


def test_phrases(index: SearchIndex) -> None:
    found = index.search('"memorandum of understanding"')
    assert [hit.source[:3] for hit in found.hits] == ["004"]
    assert marked(found.hits[0]) == ["memorandum of understanding"]
    assert index.search('"understanding of memorandum"').total == 0


def test_exclusion(index: SearchIndex) -> None:
    with_soil, without = index.search("moon soil"), index.search("moon -soil")
    assert with_soil.total > 0
    assert without.total > 0
    assert not ids(with_soil) & ids(without)
    assert len(ids(with_soil) | ids(without)) == index.search("moon").total


def test_alternatives_and_groups(index: SearchIndex) -> None:
    either = ids(index.search("rover OR lander"))
    assert either == ids(index.search("rover")) | ids(index.search("lander"))
    assert ids(index.search("moon (soil OR rocks)")) == ids(index.search("moon soil")) | ids(
        index.search("moon rocks")
    )


def test_prefixes(index: SearchIndex) -> None:
    found = index.search("launc*")
    assert {text.casefold() for hit in found.hits for text in marked(hit)} >= {"launch", "launched"}


def test_together_before_scattered(index: SearchIndex) -> None:
    hits = [hit for hit in index.search("lunar station").hits if hit.score > 1]
    together = ["lunar station" in hit.text for hit in hits]
    assert together == sorted(together, reverse=True)
    assert True in together
    assert False in together


def test_furniture_comes_last(index: SearchIndex) -> None:
    hits = index.search("moon").hits
    furniture = [hit.zone in FURNITURE_ZONES for hit in hits]
    assert furniture == sorted(furniture)
    assert [hit.score > 1 for hit in hits] == [not is_furniture for is_furniture in furniture]


def test_when_no_sentence_has_all_words(index: SearchIndex) -> None:
    found = index.search("soil xyzzy grams")
    assert found.notes == ("no sentence has all the words; showing those with most of them",)
    assert {"soil", "grams"} <= set(marked(found.hits[0]))
    assert index.search("xyzzy plugh").notes == ()
    assert index.search("soil xyzzy -grams").total > 0
    assert not any("grams" in hit.text for hit in index.search("soil xyzzy -grams").hits)


def test_typing(index: SearchIndex) -> None:
    whole = ids(index.search("Wenchang"))
    assert ids(index.search("wench", typing=True)) == whole
    assert index.search("wench").total == 0
    assert index.search("wench ", typing=True).total == 0
    assert ids(index.search('"lunar sta', typing=True)) == ids(index.search('"lunar station"'))
    # Nothing that was found is lost when a word is finished.
    assert ids(index.search("lunar station", typing=True)) >= ids(index.search("lunar station"))


def test_filters(index: SearchIndex) -> None:
    source = documents()[0].source
    assert {hit.source for hit in index.search("China", sources=[source]).hits} == {source}
    assert {hit.zone for hit in index.search("moon", zones=["related"]).hits} == {"related"}
    found = index.search("moon", limit=2)
    assert (len(found.hits), found.total) == (2, index.search("moon").total)


def test_hits_say_exactly_where_they_are(index: SearchIndex) -> None:
    for query in ("moon", "Chang'e-5", '"lunar station"', "u.s."):
        for hit in index.search(query).hits:
            article = (SEEDS / hit.source).read_text(encoding="utf-8")
            assert article[hit.start : hit.end] == hit.text
            assert hit.id == f"{hit.source}:{hit.start}-{hit.end}"
            assert hit.highlights
            assert all(hit.start <= start < end <= hit.end for start, end in hit.highlights)


def test_the_answer_repeats_the_question(index: SearchIndex) -> None:
    found = index.search('  moon "soil ')
    assert found.query == '  moon "soil '
    assert found.notes == ("the quotation mark at column 8 is not closed; read to the end",)
    assert found.took_ms > 0
    assert not found.partial
    empty = index.search("")
    assert empty == Results("", (), 0, empty.took_ms, (), partial=False)

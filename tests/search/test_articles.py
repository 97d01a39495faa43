"""Searches in the shipped workspace, as a user would make them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lunar_tui.library import Library, open_library
from lunar_tui.search.engine import FURNITURE_ZONES, Hit
from lunar_tui.search.index import SearchIndex
from lunar_tui.searchable import Searchable
from tests.search.seeds import SEEDS, ids, strict


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library(SEEDS.parent)


@pytest.fixture(scope="module")
def index(library: Library) -> Iterator[SearchIndex]:
    index = SearchIndex(None, Searchable(library).subject)
    index.ensure(Searchable(library).corpus())
    yield index
    index.close()


def marked(hit: Hit) -> list[str]:
    article = (SEEDS / hit.source).read_text(encoding="utf-8")
    return [article[start:end] for start, end in hit.highlights]


def test_all_names_of_a_mission_find_the_same(index: SearchIndex) -> None:
    spellings = ["Chang'e-5", "Chang’e-5", "Chang’e 5", "chang e 5", "change 5", "change5"]
    spellings += ["CE-5", "ce5", "嫦娥五号"]
    found = [ids(index.search(spelling)) for spelling in spellings]
    assert len(found[0]) >= 10
    assert all(one == found[0] for one in found)
    texts = strict(index.search("CE-5"))
    assert all("Chang" in text and "5" in text for text in texts)


def test_numbers_with_and_without_separators(index: SearchIndex) -> None:
    assert ids(index.search("1731")) == ids(index.search("1,731"))
    assert {hit.source[:3] for hit in index.search("1731").hits} == {"000", "002", "004"}
    assert ids(index.search("12992")) == ids(index.search("12,992")) != set()
    assert all("1.5 grams" in marked(hit) for hit in index.search("1.5 grams").hits[:2])
    assert strict(index.search("2kg")) == strict(index.search("2 kg")) != set()


def test_inflections(index: SearchIndex) -> None:
    assert strict(index.search("sign")) == strict(index.search("signed")) != set()
    assert not any("uncrewed" in text for text in strict(index.search("crewed")))


def test_names_across_languages(index: SearchIndex) -> None:
    assert ids(index.search("Long March 5")) == ids(index.search("Changzheng-5"))
    texts = strict(index.search("Long March 5"))
    assert any("Changzheng-5" in text for text in texts)
    assert any("Long March 5B" in text for text in texts)
    family = strict(index.search("Long March"))
    assert family > strict(index.search('"Changzheng-5"'))
    assert strict(index.search("CNSA")) >= strict(index.search('"National Space Administration"'))


def test_abbreviations(index: SearchIndex) -> None:
    assert strict(index.search('"U.S.-China"')) == strict(index.search('"US China"')) != set()


def test_phrases(index: SearchIndex) -> None:
    found = index.search('"blasted off"')
    assert found.hits
    for hit in found.hits:
        assert "blasted off" in hit.text
        assert marked(hit) == ["blasted off"]
    assert index.search('"off blasted"').total == 0


def test_exclusion(index: SearchIndex) -> None:
    with_soil, without = strict(index.search("moon soil")), strict(index.search("moon -soil"))
    assert with_soil
    assert without
    assert with_soil | without == strict(index.search("moon"))
    assert not with_soil & without


def test_alternatives_and_groups(index: SearchIndex) -> None:
    either = strict(index.search("rover OR lander"))
    assert either == strict(index.search("rover")) | strict(index.search("lander"))
    assert strict(index.search("moon (soil OR rocks)")) == (
        strict(index.search("moon soil")) | strict(index.search("moon rocks"))
    )


def test_prefixes(index: SearchIndex) -> None:
    found = index.search("launc*")
    assert {text.casefold() for hit in found.hits for text in marked(hit)} >= {"launch", "launched"}


def test_together_before_scattered(index: SearchIndex) -> None:
    found = index.search("lunar station")
    hits = [hit for hit in found.hits if hit.text in strict(found)]
    hits = [hit for hit in hits if hit.zone not in FURNITURE_ZONES]
    together = ["lunar station" in hit.text.casefold() for hit in hits]
    assert together[0]
    assert True in together
    assert False in together


def test_furniture_comes_after_what_the_articles_say(index: SearchIndex) -> None:
    found = index.search("moon")
    own = [hit for hit in found.hits if hit.text in strict(found)]
    furniture = [hit.zone in FURNITURE_ZONES for hit in own]
    assert furniture == sorted(furniture)
    assert [hit.score > 3 for hit in own] == [not is_furniture for is_furniture in furniture]


def test_when_no_sentence_has_all_words(index: SearchIndex) -> None:
    found = index.search("soil xyzzy grams")
    assert found.notes == ("no sentence has all the words; showing those with most of them",)
    assert {"soil", "grams"} <= set(marked(found.hits[0]))
    assert index.search("xyzzy plugh").notes == ()
    assert index.search("soil xyzzy -grams").total > 0
    assert not any("grams" in hit.text for hit in index.search("soil xyzzy -grams").hits)


def test_mistakes(index: SearchIndex) -> None:
    found = index.search("memorandun")
    assert found.notes == ("no sentence has “memorandun”; did you mean “memorandum”?",)
    assert found.hits
    assert all("memorandum" in text.casefold() for text in strict(found))


def test_dates(index: SearchIndex) -> None:
    spellings = ["November 24, 2020", "24 November 2020", "2020-11-24", "24.11.2020"]
    found = [strict(index.search(spelling)) for spelling in spellings]
    assert found[0]
    assert all(one == found[0] for one in found)
    assert strict(index.search("date:2020-11-24")) == found[0]
    assert strict(index.search("date:2020")) >= strict(index.search("date:2020-11")) >= found[0]


@pytest.mark.parametrize(
    "query",
    ["kind:mission", "entity:CNSA", "source:TASS", "zone:title", "date:2020", "published:2021"],
)
def test_fields(index: SearchIndex, query: str) -> None:
    cited, open_ = index.search(f"{query} cited:yes"), index.search(f"{query} cited:no")
    whole = index.search(query, limit=2000)
    assert whole.notes == cited.notes == open_.notes == ()
    assert strict(cited)
    assert not strict(cited) & strict(open_)
    assert strict(cited) | strict(open_) <= strict(whole)


def test_what_claims_say_is_found_where_the_words_do_not_stand(
    index: SearchIndex, library: Library
) -> None:
    """For every claim: the name and the property, as the workspace calls them, find its quote."""
    asked, missed = 0, []
    for claim in list(library.facts.claims.values())[::10]:
        entity = library.entity(claim.entity)
        places = {
            (citation.evidence.source, sentence.start, sentence.end)
            for citation in library.citations(claim)
            if (article := library.article(citation.evidence.source))
            for sentence in article.sentences_in(citation.anchor.start, citation.anchor.end)
        }
        label = library.property_of(claim).label
        if entity is None or not places or len(label.split()) > 2:
            continue
        asked += 1
        query = f'entity:"{entity.name}" {label}'
        found = index.search(query, limit=2000)
        there = {(hit.source, hit.start, hit.end) for hit in found.hits}
        there |= {place for hit in found.hits for place in hit.copies}
        if not places & there:
            missed.append(query)
    assert asked > 20
    assert missed == []


def test_typing(index: SearchIndex) -> None:
    whole = ids(index.search("Wenchang"))
    assert ids(index.search("wench", typing=True)) == whole
    assert strict(index.search('"blasted o', typing=True)) >= strict(index.search('"blasted off"'))
    # Nothing that was found is lost when a word is finished.
    assert strict(index.search("lunar station", typing=True)) >= strict(
        index.search("lunar station")
    )


def test_hits_say_exactly_where_they_are(index: SearchIndex, library: Library) -> None:
    for query in ("moon", "Chang'e-5", '"lunar station"', "u.s.", "date:2020", "who signed it"):
        for hit in index.search(query).hits:
            article = library.article(hit.source)
            assert article is not None
            assert article.display[hit.start : hit.end] == hit.text
            assert hit.id == f"{hit.source}:{hit.start}-{hit.end}"
            assert all(hit.start <= start < end <= hit.end for start, end in hit.highlights)
            if hit.text in strict(index.search(query)):
                assert hit.highlights

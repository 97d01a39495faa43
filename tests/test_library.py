"""The one door: facts, articles, evidence and search of a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.library import Library
from lunar_tui.search.engine import IndexNotReady
from tests.workspaces import ARTICLE, MISSIONS, PEOPLE, small


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return small(tmp_path).library


def test_facts(library: Library) -> None:
    assert library.title == "A small programme"
    assert [kind.plural for kind in library.kinds] == ["Missions", "People"]
    assert [entity.id for entity in library.entities()] == ["alpha", "beta", "li-wei"]
    assert [entity.id for entity in library.entities("person")] == ["li-wei"]
    assert library.entity("zzz") is None
    assert library.claim("zzz") is None


def test_values_and_speakers_by_name(library: Library) -> None:
    alpha, beta = library.entities("mission")
    assert [library.value_text(claim) for claim in alpha.claims] == [
        "May 3, 2021",
        "1.5 kg",
        "the editor's remark",
    ]
    assert library.value_text(beta.claims[0]) == "Alpha"
    assert library.speaker(alpha.claims[0]) == "Li Wei"
    assert library.speaker(alpha.claims[1]) == ""
    assert library.property_of(alpha.claims[1]).label == "sample mass"


def test_basis(library: Library) -> None:
    alpha, beta = library.entities("mission")
    assert [claim.basis for claim in alpha.claims] == ["stated", "stated", "editor"]
    assert beta.claims[0].qualifiers.certainty == "planned"
    assert alpha.claims[0].sources == ("a.txt",)


def test_backlinks(library: Library) -> None:
    assert [claim.id for claim in library.backlinks("alpha")] == ["beta/follows/alpha"]
    assert library.backlinks("beta") == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("li-wei", "li-wei"),
        ("LI WEI", "li-wei"),
        ("Ｌｉ　Ｗｅｉ", "li-wei"),
        ("Alfa1", "alpha"),
        ("", None),
        ("…", None),
        ("alfa", None),
    ],
)
def test_find_entity(library: Library, words: str, found: str | None) -> None:
    entity = library.find_entity(words)
    assert (entity.id if entity else None) == found


def test_a_name_goes_before_an_alias(tmp_path: Path) -> None:
    facts = MISSIONS.replace("name: Alfa-1", "name: Beta")
    entity = small(tmp_path, {"data/missions.yaml": facts}).library.find_entity("beta!")
    assert entity is not None
    assert entity.id == "beta"


def test_a_name_of_several_is_nobodys(tmp_path: Path) -> None:
    facts = MISSIONS.replace("name: Beta", "name: ALPHA\n    aliases: [{name: Alfa-1}]")
    library = small(tmp_path, {"data/missions.yaml": facts}).library
    for words, found in (
        ("alpha", "alpha"),
        ("beta", "beta"),
        ("Alpha", "alpha"),
        ("ALPHA", "beta"),
    ):
        entity = library.find_entity(words)
        assert entity is not None
        assert entity.id == found
    for words in ("aLPHA", "Alfa-1", "alfa1"):
        assert library.find_entity(words) is None
        assert library.suggest_entity(words) == (
            ' alone: that name has "alpha", "beta"; give the id'
        )


def test_suggestions(library: Library) -> None:
    assert library.suggest_entity("alpah") == ' (did you mean "alpha"?)'
    assert library.suggest_entity("zzzzz") == ""


def test_citations_in_the_order_of_the_text(library: Library) -> None:
    found = library.citations_in("a.txt")
    starts = [item.anchor.start for item in found]
    assert starts == sorted(starts)
    assert {item.claim.id for item in found} == {
        "alpha/landed/may-3-2021",
        "alpha/mass/1-5-kg",
        "beta/follows/alpha",
        "li-wei/said/that-the-probe-landed",
    }
    for item in found:
        assert ARTICLE[item.anchor.start : item.anchor.end] == item.evidence.quote
    assert library.citations_in("zzz.txt") == ()


def test_claims_at_a_sentence(library: Library) -> None:
    start = ARTICLE.index("Beta will")
    assert [claim.id for claim in library.claims_at("a.txt", start, start + 1)] == [
        "beta/follows/alpha"
    ]
    assert library.claims_at("a.txt", start - 2, start) == ()


def test_excused(library: Library) -> None:
    spans = {ARTICLE[start:end]: reason for start, end, reason in library.excused_in("a.txt")}
    assert spans == {
        "Nobody knows its mass.": "it says that nothing is known",
        "Probe lands on the Moon": "the body says it",
    }


def test_coverage(library: Library) -> None:
    counts = library.check().coverage
    assert (counts.body, counts.cited, counts.excused) == (5, 3, 2)


def test_a_mention_cites_nothing(tmp_path: Path) -> None:
    facts = MISSIONS.replace(
        "quote: Beta will follow in 2029.", "quote: Beta will, stance: mentions"
    )
    made = small(tmp_path, {"data/missions.yaml": facts})
    counts = made.library.check().coverage
    assert (counts.cited, counts.excused) == (2, 2)
    assert made.located("seeds/a.txt") == [(4, 1, "C001")]


def test_checking_twice_says_the_same(library: Library) -> None:
    assert library.check() == library.check()


def test_articles_are_read_when_asked_for(tmp_path: Path) -> None:
    made = small(tmp_path)
    library = made.library
    (made.root / "seeds" / "a.txt").write_bytes(b"Changed \xff.")
    assert library.problems == ()
    article = library.article("a.txt")
    assert article is not None
    assert article.text == "Changed \ufffd."
    assert library.article("a.txt") is article
    assert library.article("../data/schema.yaml") is None
    assert len(library.problems) >= 1


def test_nothing_in_the_workspace_is_written(tmp_path: Path) -> None:
    made = small(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in made.root.rglob("*")}
    library = made.library
    library.check()
    library.open_index()
    library.search("moon")
    assert {path: path.stat().st_mtime_ns for path in made.root.rglob("*")} == before


def test_search(library: Library) -> None:
    with pytest.raises(IndexNotReady):
        library.search("moon")
    opened = library.open_index()
    assert opened.how == "built"
    assert opened.notice is None
    article = library.article("a.txt")
    assert article is not None
    assert opened.documents == len(article.sentences)
    results = library.search("moon")
    assert results.total == 2
    for hit in results.hits:
        assert ARTICLE[hit.start : hit.end] == hit.text
    assert library.search("moon", zones={"title"}).total == 1
    assert library.search("moon", sources=()).total == 0


def test_index_knows_changed_articles(tmp_path: Path) -> None:
    made = small(tmp_path)
    assert made.library.open_index().how == "built"
    assert made.library.open_index().how == "opened"
    made.put("seeds/a.txt", ARTICLE + "One more sentence about Gamma.\n")
    library = made.library
    opened = library.open_index()
    assert (opened.how, opened.changed) == ("updated", 1)
    assert library.search("Gamma").total == 1


def test_index_fits_what_was_read(tmp_path: Path) -> None:
    """An article that changes after it was read is indexed as read, and anew the next time."""
    made = small(tmp_path)
    early = made.library
    assert early.article("a.txt") is not None
    made.put("seeds/a.txt", ARTICLE + "One more sentence about Gamma.\n")
    early.open_index()
    assert early.search("Gamma").total == 0
    late = made.library
    assert late.open_index().how == "updated"
    assert late.search("Gamma").total == 1


def test_index_never_lies_in_the_workspace(tmp_path: Path) -> None:
    """An index from elsewhere is never opened: it could run code."""
    made = small(tmp_path)
    for name in ("MAIN_abc.seg", "_MAIN_1.toc", "index.json"):
        made.put(f"data/{name}", "not an index")
        made.put(name, "not an index")
    library = made.library
    assert library.open_index().how == "built"
    assert library.search("moon").total == 2


def test_rebuild(library: Library) -> None:
    library.open_index()
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))

    assert library.open_index(rebuild=True, progress=progress).how == "built"
    count = len(library.files)
    assert seen == [(done, count) for done in range(count)]


def test_broken_files_leave_the_rest(tmp_path: Path) -> None:
    made = small(tmp_path, {"data/missions.yaml": "kind: [", "data/sources.yaml": "\x00"})
    library = made.library
    assert [entity.id for entity in library.entities()] == ["li-wei"]
    assert [problem.code for problem in library.problems] == ["Y002", "Y006"]
    article = library.article("a.txt")
    assert article is not None
    assert article.title == "Probe lands on the Moon"
    assert PEOPLE.count("quote") == len(library.citations_in("a.txt"))

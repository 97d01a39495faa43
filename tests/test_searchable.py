"""A library as the search sees it: its sentences, what of them has changed, and what is known."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from lunar_tui.library import Library
from lunar_tui.search.engine import Document
from lunar_tui.search.index import Opened
from lunar_tui.searchable import Searchable
from tests.search.seeds import strict
from tests.workspaces import MISSIONS, SCHEMA, SOURCES, Small, only, small

SECOND = """\
Station planned
A lunar station is planned for June 12.

It will be built by 2035.
"""
SOURCE_B = """\
  - file: b.txt
    title: Station planned
    publisher: China Daily
    published: 2024-06-20
    zones:
      - {zone: title, lines: 1}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Small:
    made = small(tmp_path, {"seeds/b.txt": SECOND, "data/sources.yaml": SOURCES + SOURCE_B})
    settle(made)
    return made


def settle(workspace: Small) -> None:
    """Lets the files look as if they were written long ago, as most are."""
    for path in workspace.root.glob("seeds/*.txt"):
        os.utime(path, (1_000_000_000, 1_000_000_000))


@pytest.fixture(autouse=True)
def _long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the file system has moved on since a file was written."""
    monkeypatch.setattr("lunar_tui.workspace._TICK", -3_600_000_000_000)


def put(workspace: Small, name: str, content: str) -> None:
    """Writes a file, of which even the same size and time are no proof that it is the same."""
    path = workspace.root / name
    before = path.stat().st_ctime_ns if path.exists() else 0
    while not path.exists() or path.stat().st_ctime_ns == before:
        workspace.put(name, content)


def reading(library: Library, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles of which the sentences are asked for."""
    asked: list[str] = []
    real = Searchable.documents

    def documents(self: Searchable, files: Iterable[str]) -> Iterable[Document]:
        def told() -> Iterable[str]:
            for file in files:
                asked.append(file)
                yield file

        return real(self, told())

    monkeypatch.setattr(Searchable, "documents", documents)
    return asked


def opened(workspace: Small, monkeypatch: pytest.MonkeyPatch) -> tuple[Library, Opened, list[str]]:
    """The library as another session opens it, and which articles were indexed."""
    library = workspace.library
    with monkeypatch.context() as patched:
        asked = reading(library, patched)
        how = library.open_index()
    return library, how, asked


# --- sentences ------------------------------------------------------------------------------------


def test_documents_are_the_sentences(workspace: Small) -> None:
    library = workspace.library
    rows = list(Searchable(library).documents(library.files))
    for row in rows:
        article = library.article(row.source)
        assert article is not None
        assert article.display[row.start : row.end] == row.text
    assert [(row.source, row.zone) for row in rows] == [
        ("a.txt", "title"),
        *[("a.txt", "dateline")] * 2,
        *[("a.txt", "body")] * 4,
        ("b.txt", "title"),
        *[("b.txt", "body")] * 2,
    ]
    assert [row.text for row in Searchable(library).documents(["b.txt"])] == [
        "Station planned",
        "A lunar station is planned for June 12.",
        "It will be built by 2035.",
    ]
    assert list(Searchable(library).documents([])) == []
    assert list(Searchable(library).documents(["nowhere.txt"])) == []


def test_the_day_of_publication_completes_dates(workspace: Small) -> None:
    workspace.library.open_index()
    library = workspace.library
    library.open_index()
    found = library.search("date:2024-06-12")
    assert [hit.text for hit in found.hits] == ["A lunar station is planned for June 12."]


# --- what has changed -----------------------------------------------------------------------------


def test_what_has_not_changed_is_not_even_read(
    workspace: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, how, asked = opened(workspace, monkeypatch)
    assert how == Opened("built", None, 10, 2)
    assert asked == ["a.txt", "b.txt"]
    library, how, asked = opened(workspace, monkeypatch)
    assert how == Opened("opened", None, 10)
    assert asked == []
    assert not any(map(library.has_read, library.files))


def test_an_article_more_and_less(workspace: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(workspace, monkeypatch)
    put(workspace, "seeds/c.txt", "Rain fell. It was warm rain.")
    library, how, asked = opened(workspace, monkeypatch)
    assert (how, asked) == (Opened("updated", None, 12, 1), ["c.txt"])
    assert not library.has_read("a.txt")
    assert strict(library.search("rain")) == {"Rain fell.", "It was warm rain."}
    (workspace.root / "seeds/c.txt").unlink()
    library, how, asked = opened(workspace, monkeypatch)
    assert (how, asked) == (Opened("updated", None, 10, 1), [])
    assert library.search("rain").hits == ()


def test_an_article_of_the_same_size_and_time(
    workspace: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(workspace, monkeypatch)
    put(workspace, "seeds/b.txt", SECOND.replace("lunar", "solar"))
    settle(workspace)
    library, how, asked = opened(workspace, monkeypatch)
    assert (how, asked) == (Opened("updated", None, 10, 1), ["b.txt"])
    assert strict(library.search("solar")) == {"A solar station is planned for June 12."}
    assert "A lunar station is planned for June 12." not in strict(library.search("lunar"))


def test_a_touched_article_is_read_and_not_indexed(
    workspace: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(workspace, monkeypatch)
    os.utime(workspace.root / "seeds/b.txt", (1_100_000_000, 1_100_000_000))
    library, how, asked = opened(workspace, monkeypatch)
    assert (how, asked) == (Opened("opened", None, 10), [])
    assert not library.has_read("a.txt")
    library, how, asked = opened(workspace, monkeypatch)
    assert (how, asked) == (Opened("opened", None, 10), [])
    assert not library.has_read("b.txt")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{zone: title, lines: 1}", "{zone: related, lines: 1}"),
        ("{zone: title, lines: 1}", "{zone: title, lines: 1-2}"),
        ("{zone: title, lines: 1}", '{zone: title, quote: "Station planned"}'),
        ("published: 2024-06-20", "published: 2021-06-20"),
    ],
)
def test_zones_and_date_decide_how_an_article_is_indexed(
    workspace: Small, monkeypatch: pytest.MonkeyPatch, before: str, after: str
) -> None:
    opened(workspace, monkeypatch)
    changed = SOURCE_B.replace(before, after)
    assert changed != SOURCE_B
    workspace.put("data/sources.yaml", SOURCES + changed)
    library, how, asked = opened(workspace, monkeypatch)
    assert (how.how, how.changed, asked) == ("updated", 1, ["b.txt"])
    assert not library.has_read("a.txt")
    fresh = list(Searchable(library).documents(["b.txt"]))
    zones = {hit.text: hit.zone for hit in library.search("source:b.txt").hits}
    assert zones == {row.text: row.zone for row in fresh}


@pytest.mark.parametrize(
    "sources",
    [
        SOURCES + SOURCE_B.replace("China Daily", "Xinhua").replace("title: S", "title: The s"),
        SOURCES.replace("sources:\n", "# A line more.\nsources:\n") + SOURCE_B,
        "sources:\n" + SOURCE_B + SOURCES.removeprefix("sources:\n"),
    ],
    ids=["publisher and title", "a line above", "another order"],
)
def test_nothing_else_does(workspace: Small, monkeypatch: pytest.MonkeyPatch, sources: str) -> None:
    opened(workspace, monkeypatch)
    workspace.put("data/sources.yaml", sources)
    workspace.put("data/missions.yaml", MISSIONS.replace("Alfa-1", "Alpha-One"))
    library, how, asked = opened(workspace, monkeypatch)
    assert (how, asked) == (Opened("opened", None, 10), [])
    # Names, kinds and sources are known as they are now.
    assert strict(library.search("alpha-one"))
    assert not strict(library.search('"Alfa-1"'))


def test_what_was_written_a_moment_ago_is_looked_into_again(
    workspace: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lunar_tui.workspace._TICK", 3_600_000_000_000)
    opened(workspace, monkeypatch)
    put(workspace, "seeds/b.txt", SECOND.replace("lunar", "solar"))
    library, how, asked = opened(workspace, monkeypatch)
    assert (how.how, asked) == ("updated", ["b.txt"])
    assert strict(library.search("solar"))
    assert opened(workspace, monkeypatch)[1:] == (Opened("opened", None, 10), [])


def test_an_article_that_changes_while_it_is_open(
    workspace: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index fits what the library shows; the next session sees the change."""
    library = workspace.library
    assert library.article("b.txt") is not None
    put(workspace, "seeds/b.txt", SECOND.replace("lunar", "solar"))
    settle(workspace)
    library.open_index()
    for hit in library.search("station").hits:
        article = library.article(hit.source)
        assert article is not None
        assert article.display[hit.start : hit.end] == hit.text
    again, how, asked = opened(workspace, monkeypatch)
    assert (how.how, asked) == ("updated", ["b.txt"])
    assert strict(again.search("solar"))


def test_rebuilding_reads_everything(workspace: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    library, *_ = opened(workspace, monkeypatch)
    before = library.search("moon").hits
    asked = reading(library, monkeypatch)
    assert library.open_index(rebuild=True) == Opened("built", None, 10, 2)
    assert asked == ["a.txt", "b.txt"]
    assert library.search("moon").hits == before


# --- what is known --------------------------------------------------------------------------------


def test_names_kinds_and_sources(workspace: Small) -> None:
    known = Searchable(workspace.library).subject()
    assert known.names[:3] == (
        ("alpha", "Alpha"),
        ("alpha", "Alfa-1"),
        ("alpha", "the probe Alpha"),
    )
    assert known.kinds == {"mission": ("alpha", "beta"), "person": ("li-wei",)}
    assert [tuple(source) for source in known.sources()] == [
        ("a.txt", "TASS", "Probe lands on the Moon", "2021-05"),
        ("b.txt", "China Daily", "Station planned", "2024-06-20"),
    ]


def test_sources_of_which_nothing_is_written(tmp_path: Path) -> None:
    library = only(tmp_path, {"seeds/x.txt": "The moon rose. It set."}).library
    known = Searchable(library).subject()
    assert [tuple(source) for source in known.sources()] == [("x.txt", "", "", "")]
    assert (known.names, dict(known.kinds), known.cited) == ((), {}, frozenset())
    assert library.open_index() == Opened("built", None, 2, 1)
    assert strict(library.search("moon")) == {"The moon rose."}


def test_every_cited_sentence_is_known_by_its_claims(workspace: Small) -> None:
    library = workspace.library
    known = Searchable(library).subject()
    for claim in library.facts.claims.values():
        for citation in library.citations(claim):
            article = library.article(citation.evidence.source)
            assert article is not None
            for sentence in article.sentences_in(citation.anchor.start, citation.anchor.end):
                place = ("a.txt", sentence.start, sentence.end)
                assert place in known.cited
                assert place in known.about(claim.entity)
                assert place in known.saying(library.property_of(claim).label.split()[0])
    # The editor's own claims cite nothing.
    assert known.saying("remark") == frozenset()


def test_a_claim_is_found_by_other_words_for_its_property(workspace: Small) -> None:
    also = "{id: mass, label: sample mass, type: quantity, also: [haul, weight]}"
    workspace.put(
        "data/schema.yaml",
        SCHEMA.replace("{id: mass, label: sample mass, type: quantity}", also),
    )
    library = workspace.library
    library.open_index()
    for query in ("Alpha haul", "alfa-1 weight", "sample mass alpha", "kind:mission haul"):
        results = library.search(query)
        assert "It carried 1.5 kg of soil." in [hit.text for hit in results.hits], query


def test_fields_know_the_facts(workspace: Small) -> None:
    library = workspace.library
    library.open_index()
    assert strict(library.search("cited:yes")) == {
        "The probe Alpha landed on the Moon on May 3, 2021, Li Wei said.",
        "It carried 1.5 kg of soil.",
        "Beta will follow in 2029.",
    }
    assert strict(library.search("entity:Alfa-1 kg")) == {"It carried 1.5 kg of soil."}
    assert strict(library.search("kind:person")) == {
        "The probe Alpha landed on the Moon on May 3, 2021, Li Wei said."
    }
    assert strict(library.search("source:daily zone:title")) == {"Station planned"}
    assert strict(library.search("published:2024 station -zone:title")) == {
        "A lunar station is planned for June 12."
    }
    assert library.index.values("kind") == ("mission", "person")
    assert library.index.values("source") == ("TASS", "China Daily", "a.txt", "b.txt")


def test_as_of_a_day_only_what_was_out_is_found(workspace: Small) -> None:
    from datetime import date

    library = workspace.library
    library.open_index()
    past = library.as_of(date(2022, 1, 1))
    for query in ("moon OR station", "station xyzzy planned", "source:b.txt", "built -moon"):
        assert {hit.source for hit in past.search(query).hits} <= {"a.txt"}
        assert library.search(query).hits
    assert past.search("moon").hits == library.search("moon").hits


def test_without_a_cache_it_is_kept_in_memory(
    workspace: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lunar_tui.library.cache_folder", lambda _: None)
    library, how, asked = opened(workspace, monkeypatch)
    assert (how, asked) == (Opened("memory", None, 10), ["a.txt", "b.txt"])
    assert strict(library.search("moon"))


def test_an_article_that_cannot_be_read_has_no_sentences(
    workspace: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = workspace.library
    (workspace.root / "seeds/b.txt").unlink()
    assert library.open_index().documents == 7
    assert library.search("station").hits == ()
    workspace.put("seeds/b.txt", SECOND)
    assert opened(workspace, monkeypatch)[1].documents == 10


def test_many_articles_are_indexed_elsewhere_and_answer_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lunar_tui import builder

    texts = {f"seeds/{n:02}.txt": f"Moon number {n} rose. It set in {1990 + n}." for n in range(30)}
    workspace = only(tmp_path, {**texts})
    here = workspace.library
    here.open_index()
    monkeypatch.setattr(builder, "FEW", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    library = workspace.library
    told: list[tuple[int, int]] = []
    with monkeypatch.context() as patched:
        asked = reading(library, patched)
        how = library.open_index(rebuild=True, progress=lambda done, of: told.append((done, of)))
    assert how == Opened("built", None, 60, 30)
    assert asked == []
    assert {of for _, of in told} <= {30}
    for query in ("moon", "number 7", "2001", "date:2001..2003", "moon rose xyzzy"):
        assert library.search(query).hits == here.search(query).hits

"""Mentions of a whole workspace: found once, kept, and asked for by entity."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lunar_tui import mentioned
from lunar_tui.corpus.mentions import Mention, Names
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.corpus.tally import Count, Naming, namings
from lunar_tui.library import Library, open_library
from lunar_tui.mentioned import Mentioned, Reading
from lunar_tui.workspace import cache_folder
from tests.workspaces import MISSIONS, PEOPLE, SOURCES, Small, only, small

SECOND = """\
Alpha again
Alphas, Beta and the probe Alpha’s twin.

Read also: Alpha lands
"""
SOURCE_B = """\
  - file: b.txt
    title: Alpha again
    published: 2020
    zones:
      - {zone: title, lines: 1}
      - {zone: related, lines: 4}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Small:
    made = small(tmp_path, {"seeds/b.txt": SECOND, "data/sources.yaml": SOURCES + SOURCE_B})
    for path in made.root.glob("seeds/*.txt"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return made


@pytest.fixture(autouse=True)
def _long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the file system has moved on since a file was written."""
    monkeypatch.setattr("lunar_tui.workspace._TICK", -3_600_000_000_000)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that are looked through."""
    files: list[str] = []

    def noted(
        names: Names, file: str, sentences: list[Sentence], texts: list[str]
    ) -> Iterator[Naming]:
        files.append(file)
        return namings(names, file, sentences, texts)

    monkeypatch.setattr(mentioned, "namings", noted)
    return files


def found(library: Library) -> Mentioned:
    library.open_index()
    library.mentioned.find()
    return library.mentioned


def spelt(known: Mentioned, library: Library, entity: str) -> list[tuple[str, list[str]]]:
    """File by file, the names that are printed in each sentence."""
    rows = []
    for item in known.of(entity):
        text, reading = library.article(item.file), known.read(item)
        assert text is not None
        assert reading is not None
        rows.append((item.file, [text.text[start:end] for start, end in reading.spans]))
    return rows


# --- what is found --------------------------------------------------------------------------


def test_sentences_that_name_an_entity_the_oldest_article_first(workspace: Small) -> None:
    library = workspace.library
    known = found(library)
    assert spelt(known, library, "alpha") == [
        ("b.txt", ["Alpha"]),
        ("b.txt", ["Alphas", "the probe Alpha"]),
        ("a.txt", ["The probe Alpha"]),
    ]
    assert known.count("alpha") == Count(mentions=4, sentences=3, articles=2)
    assert known.count("beta") == Count(2, 2, 2)


def test_each_sentence_is_one_of_the_article(workspace: Small) -> None:
    library = workspace.library
    for item in found(library).of("alpha"):
        article = library.article(item.file)
        assert article is not None
        spans = [(span.start, span.end) for span in article.sentences]
        assert (item.start, item.end) in spans


def test_what_stands_around_an_article_is_not_counted(workspace: Small) -> None:
    library = workspace.library
    zones = {
        reading.zone for item in found(library).of("alpha") if (reading := _read(library, item))
    }
    assert zones == {"title", "body"}


def _read(library: Library, item: Naming) -> Reading | None:
    return library.mentioned.read(item)


def test_reading_tells_what_is_cited_and_what_is_ambiguous(tmp_path: Path) -> None:
    twin = "  - id: twin\n    name: Alpha\n"
    files = {"data/missions.yaml": MISSIONS + twin, "seeds/c.txt": "They say Alpha flew.\n"}
    library = small(tmp_path, files).library
    known = found(library)
    landed, flew = map(known.read, known.of("alpha"))
    assert landed is not None
    assert (landed.cited, landed.ambiguous) == (True, False)
    assert landed.text.startswith("The probe Alpha landed")
    both = Mention(("alpha", "twin"), 9, 14)
    assert flew == Reading("They say Alpha flew.", "body", (both,), False, "[They say Alpha flew.]")
    (row,) = known.of("twin")
    assert known.read(row) == flew
    assert flew.ambiguous


def test_until_they_are_found_nothing_is_known(workspace: Small) -> None:
    library = workspace.library
    known = library.mentioned
    assert (known.known, known.count("alpha"), list(known.of("alpha"))) == (False, None, [])
    assert known.places("alpha") is None
    known.find()
    assert not known.known
    assert found(library).known
    assert known.count("nobody") == Count(0, 0, 0)


def test_articles_alone_and_names_alone_are_no_trouble(tmp_path: Path) -> None:
    library = only(tmp_path / "articles", {"a.txt": "The Moon.\n"}).library
    assert found(library).known
    library = only(
        tmp_path / "names", {"data/people.yaml": PEOPLE, "seeds/a.txt": "Li Wei.\n"}
    ).library
    assert found(library).count("li-wei") == Count(1, 1, 1)


def test_as_of_a_day_only_what_was_published(workspace: Small) -> None:
    library = workspace.library
    past = library.as_of(date(2020, 12, 31))
    assert past.mentioned.count("alpha") is None
    past.open_index()
    past.mentioned.find()
    assert library.mentioned.known
    assert past.mentioned.count("alpha") == Count(3, 2, 1)
    assert {item.file for item in past.mentioned.of("alpha")} == {"b.txt"}
    assert library.mentioned.count("alpha") == Count(4, 3, 2)


def test_places_are_those_of_the_search(workspace: Small) -> None:
    library = workspace.library
    known = found(library)
    hits = library.search("alpha", zones=["body", "title"]).hits
    assert (known.places("alpha") or {None}) <= {(hit.source, hit.start, hit.end) for hit in hits}


# --- what is kept ---------------------------------------------------------------------------


def test_kept_and_opened(workspace: Small, looked: list[str]) -> None:
    found(workspace.library)
    assert looked == ["b.txt", "a.txt"]
    known = found(workspace.library)
    assert looked == ["b.txt", "a.txt"]
    assert known.count("alpha") == Count(4, 3, 2)


def test_only_a_changed_article_is_looked_through_again(
    workspace: Small, looked: list[str]
) -> None:
    found(workspace.library)
    looked.clear()
    workspace.put("seeds/b.txt", SECOND.replace("Alphas", "Gammas"))
    workspace.put("seeds/c.txt", "Li Wei returned.\n")
    known = found(workspace.library)
    assert looked == ["b.txt", "c.txt"]
    assert known.count("alpha") == Count(3, 3, 2)
    (workspace.root / "seeds/c.txt").unlink()
    assert found(workspace.library).count("li-wei") == Count(1, 1, 1)
    assert looked == ["b.txt", "c.txt"]


def test_new_name_is_looked_for_everywhere(workspace: Small, looked: list[str]) -> None:
    found(workspace.library)
    looked.clear()
    workspace.put("data/missions.yaml", MISSIONS + "  - id: soil\n    name: soil\n")
    assert found(workspace.library).count("soil") == Count(1, 1, 1)
    assert looked == ["b.txt", "a.txt"]


def test_damaged_cache_is_found_anew(workspace: Small, looked: list[str]) -> None:
    library = workspace.library
    found(library)
    folder = cache_folder(library.workspace)
    assert folder is not None
    for path in folder.with_name(f"{folder.name}-mentions").rglob("rows"):
        path.write_bytes(b"\xff" * path.stat().st_size)
    looked.clear()
    assert found(workspace.library).count("alpha") == Count(4, 3, 2)
    assert looked == ["b.txt", "a.txt"]


def test_without_a_cache_mentions_are_found_in_memory(
    workspace: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mentioned, "cache_folder", lambda _: None)
    assert found(workspace.library).count("beta") == Count(2, 2, 2)


def test_progress_and_rest(workspace: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mentioned, "_SLICE", 0.0)
    monkeypatch.setattr(mentioned, "_STEP", 1)
    library = workspace.library
    library.open_index()
    told: list[tuple[int, int]] = []
    library.mentioned.find(lambda done, total: told.append((done, total)), gently=True)
    assert told == [(0, 2), (1, 2)]
    assert library.mentioned.known


def test_shipped_workspace_agrees_with_the_reader() -> None:
    library = open_library()
    known = found(library)
    for article in library.articles():
        for span in article.sentences:
            names = library.mentioned.within(article.file, span.start, span.end)
            place = (article.file, span.start, span.end)
            if span.zone in {"related", "navigation", "notice"}:
                names = ()
            entities = library.facts.entities
            listed = {entity for entity in entities if place in (known.places(entity) or ())}
            assert set(names) == listed

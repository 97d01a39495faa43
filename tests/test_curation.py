from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from lunar_tui.curation import CurationError, Curator
from lunar_tui.facts import editing
from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Edit
from lunar_tui.facts.model import Alias, Claim, Evidence, Value
from tests.workspaces import ARTICLE, MISSIONS, Small, small


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path)


def contents(made: Small) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in made.library.workspace.data_files()}


def test_a_step_is_written_at_once_and_taken_back(made: Small) -> None:
    before = contents(made)
    curator = Curator(made.library.workspace)
    step = curator.edit("alias", lambda book: editing.add_alias(book, "alpha", Alias("A-1")))
    assert (step.what, step.problems) == ("alias", ())
    assert made.library.find_entity("A-1") is not None
    second = curator.edit("name", lambda book: editing.rename_entity(book, "alpha", "Alpha One"))
    assert curator.undo() == second
    assert curator.undo() == step
    assert contents(made) == before
    assert curator.undo() is None


def test_problems_that_an_edit_makes_are_told(made: Small) -> None:
    curator = Curator(made.library.workspace)
    step = curator.edit("gone", lambda book: editing.delete_entity(book, "alpha"))
    assert [problem.code for problem in step.problems] == ["F004"]


def test_what_others_wrote_since_is_never_overwritten(made: Small) -> None:
    curator = Curator(made.library.workspace)
    curator.edit("alias", lambda book: editing.add_alias(book, "alpha", Alias("A-1")))
    missions = made.root / "data/missions.yaml"
    missions.write_text(missions.read_text("utf-8") + "# theirs\n", "utf-8")
    with pytest.raises(CurationError, match="cannot be taken back"):
        curator.undo()
    assert curator.undo() is None
    assert missions.read_text("utf-8").endswith("# theirs\n")
    curator.edit("alias", lambda book: editing.add_alias(book, "alpha", Alias("A-2")))
    assert missions.read_text("utf-8").endswith("# theirs\n")


def test_what_cannot_be_done_writes_nothing(made: Small) -> None:
    before = contents(made)
    curator = Curator(made.library.workspace)
    with pytest.raises(CurationError, match="is called"):
        curator.edit("alias", lambda book: editing.add_alias(book, "alpha", Alias("Alpha")))
    assert contents(made) == before


def test_edits_at_once_are_done_one_after_the_other(made: Small) -> None:
    curator = Curator(made.library.workspace)

    def add(name: str) -> None:
        curator.edit(name, lambda book: editing.add_alias(book, "alpha", Alias(name)))

    names = [f"A-{number}" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, names))
    alpha = made.library.entity("alpha")
    assert alpha is not None
    assert set(names) <= set(alpha.names)
    for _ in names:
        assert curator.undo() is not None
    assert made.library.find_entity("A-3") is None


def test_what_was_tried_is_written_without_doing_it_again(made: Small) -> None:
    curator = Curator(made.library.workspace)
    done: list[Book] = []

    def how(book: Book) -> Edit:
        done.append(book)
        return editing.add_alias(book, "alpha", Alias("A-1"))

    assert curator.trial(how) == ()
    curator.edit("alias", how)
    assert len(done) == 1
    # Once the files have changed, what was tried counts no more.
    curator.undo()
    curator.trial(how)
    made.put("data/missions.yaml", MISSIONS.replace("name: Beta", "name: Beta Two"))
    curator.edit("alias", how)
    assert len(done) == 3
    assert made.library.find_entity("A-1") is not None
    assert made.library.find_entity("Beta Two") is not None


def test_a_quote_that_its_article_has_no_more_is_not_written(made: Small) -> None:
    curator = Curator(made.library.workspace)
    quote = Evidence("a.txt", "Nobody knows")
    claim = Claim("", "beta", "said", Value("text", "that nobody knows"), evidence=(quote,))

    def how(book: Book) -> Edit:
        return editing.add_claim(book, claim)

    assert curator.trial(how) == ()
    made.put("seeds/a.txt", ARTICLE.replace("Nobody knows", "Everybody knows"))
    before = contents(made)
    for attempt in (curator.trial, partial(curator.edit, "a claim")):
        with pytest.raises(CurationError, match=r'a\.txt does not say "Nobody knows"'):
            attempt(how)
    assert contents(made) == before
    made.put("seeds/a.txt", ARTICLE)
    curator.edit("a claim", how)
    assert contents(made) != before


def test_quotes_that_are_lost_already_hinder_no_edit(made: Small) -> None:
    made.put("seeds/a.txt", "Nothing of it.\n")
    curator = Curator(made.library.workspace)
    curator.edit("name", lambda book: editing.rename_entity(book, "alpha", "Alpha One"))
    assert made.library.find_entity("Alpha One") is not None

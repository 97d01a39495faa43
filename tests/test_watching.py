from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from lunar_tui.library import Library
from lunar_tui.watching import changes, renewed
from lunar_tui.workspace import Workspace
from tests.workspaces import small


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return small(tmp_path).library


def mission(library: Library) -> Path:
    return next(path for path in library.workspace.data_files() if "missions" in path.name)


def test_a_change_of_the_facts_is_taken(library: Library) -> None:
    path = mission(library)
    path.write_text(path.read_text("utf-8").replace("name: Alpha", "name: Alpha One"), "utf-8")
    now = renewed(library)
    assert now.mistakes == ()
    assert now.library.find_entity("Alpha One") is not None
    assert library.find_entity("Alpha One") is None


@pytest.mark.parametrize("broken", ["kind: [\n", "- a list\n", "kind: mission\nentities: text\n"])
def test_a_mistake_keeps_the_last_good_state(library: Library, broken: str) -> None:
    path = mission(library)
    good = path.read_bytes()
    path.write_text(broken, "utf-8")
    now = renewed(library)
    assert [problem.place.file for problem in now.mistakes] == [f"data/{path.name}"]
    assert now.library.facts is library.facts
    # While it stands, it goes on to be one; mended, all is well.
    assert renewed(now.library).mistakes == now.mistakes
    path.write_bytes(good)
    assert renewed(now.library).mistakes == ()


def test_which_quotes_stand_is_known_of_what_stayed_and_found_of_what_changed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.find_moved()
    before = library.anchorage.standings
    stamps = dict.fromkeys(library.files, "as before")
    monkeypatch.setattr("lunar_tui.watching.article_stamps", lambda _: dict(stamps))
    read = renewed(library, stamps)
    with monkeypatch.context() as patched:
        patched.setattr("lunar_tui.anchorage.anchor", lambda *_: pytest.fail("it was known"))
        assert read.library.anchorage.standings == before
    path = library.workspace.articles / "a.txt"
    path.write_text(path.read_text("utf-8").replace("carried 1.5 kg", "carried 2 kg"), "utf-8")
    stamps["a.txt"] = "another"
    changed = renewed(read.library, read.stamps).library
    quotes = {one.evidence.quote for one in changed.anchorage.standings}
    assert "It carried 1.5 kg of soil." in quotes - {one.evidence.quote for one in before}


def test_articles_change_even_where_facts_cannot(library: Library) -> None:
    mission(library).write_text("kind: [\n", "utf-8")
    (library.workspace.articles / "new.txt").write_text("A new article.", "utf-8")
    now = renewed(library).library
    assert "new.txt" in now.files
    assert now.facts is library.facts


def test_a_lesser_problem_is_only_a_problem(library: Library) -> None:
    path = mission(library)
    path.write_text(path.read_text("utf-8") + "\nodd: key\n", "utf-8")
    now = renewed(library)
    assert now.mistakes == ()
    assert len(now.library.problems) == len(library.problems) + 1


@pytest.fixture
def told(library: Library) -> Iterator[Queue[frozenset[str]]]:
    queue: Queue[frozenset[str]] = Queue()
    stop = threading.Event()

    def follow(workspace: Workspace) -> None:
        for names in changes(workspace, stop):
            queue.put(names)

    thread = threading.Thread(target=follow, args=(library.workspace,), daemon=True)
    thread.start()
    # It is watching once it tells of a first change.
    first = library.workspace.articles / "first.txt"
    for _ in range(100):
        first.write_text("x", "utf-8")
        try:
            queue.get(timeout=0.5)
        except Exception:  # noqa: BLE001, S112 - not yet
            continue
        break
    yield queue
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_changes_are_told_by_name(library: Library, told: Queue[frozenset[str]]) -> None:
    workspace = library.workspace
    (workspace.articles / ".hidden.txt").write_text("x", "utf-8")
    (workspace.articles / "picture.png").write_bytes(b"x")
    (workspace.data / "people.yaml").write_text("kind: person\nentities: []\n", "utf-8")
    names = told.get(timeout=20)
    assert "people.yaml" in names
    assert not names & {".hidden.txt", "picture.png"}

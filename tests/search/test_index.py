from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pytest

from lunar_tui.search import index as index_module
from lunar_tui.search.engine import Document, IndexNotReady, SearchError
from lunar_tui.search.index import Opened, SearchIndex
from lunar_tui.search.store import Store
from lunar_tui.search.whoosh_engine import WhooshEngine
from tests.search.seeds import NAMES, documents

ROOT = Path(__file__).resolve().parents[2]
COUNT = len(documents())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "workspace"


def opened(folder: Path | None, *, rebuild: bool = False) -> tuple[SearchIndex, Opened]:
    index = SearchIndex(folder, NAMES)
    return index, index.ensure("key", documents, rebuild=rebuild)


def never() -> Iterable[Document]:
    raise AssertionError("nothing should have been built")


def test_built_then_opened(folder: Path) -> None:
    first, how = opened(folder)
    assert how == Opened("built", None, COUNT)
    second = SearchIndex(folder, NAMES)
    assert second.ensure("key", never) == Opened("opened", None, COUNT)
    assert first.search("moon").hits == second.search("moon").hits


def test_memory_only() -> None:
    index, how = opened(None)
    assert how == Opened("memory", None, COUNT)
    assert index.search("moon").total > 0


def test_another_key_is_another_index(folder: Path) -> None:
    opened(folder)
    index = SearchIndex(folder, NAMES)
    assert index.ensure("other", lambda: documents()[:3]).how == "built"
    assert index.ensure("other", never) == Opened("opened", None, 3)
    assert index.ensure("key", documents) == Opened("built", None, COUNT)


@pytest.mark.parametrize("what", ["FORMAT", "versions", "nupunkt"])
def test_another_program_version_builds_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    opened(folder)
    if what == "FORMAT":
        monkeypatch.setattr(index_module, "FORMAT", 1000)
    elif what == "nupunkt":
        known = metadata.version
        monkeypatch.setattr(
            metadata, "version", lambda name: "1000" if name == "nupunkt" else known(name)
        )
    else:
        monkeypatch.setattr("lunar_tui.search.whoosh_engine.versions", lambda: "whoosh 4")
    assert opened(folder)[1].how == "built"


def test_rebuild(folder: Path) -> None:
    index, _ = opened(folder)
    assert index.ensure("key", documents, rebuild=True).how == "built"
    assert opened(folder, rebuild=True)[1].how == "built"


def test_no_articles(folder: Path) -> None:
    index = SearchIndex(folder, NAMES)
    assert index.ensure("key", list) == Opened("built", None, 0)
    assert index.search("moon").total == 0
    assert SearchIndex(folder, ()).ensure("key", never) == Opened("opened", None, 0)


def test_not_ready(folder: Path) -> None:
    index = SearchIndex(folder, NAMES)
    assert not index.ready
    with pytest.raises(IndexNotReady):
        index.search("moon")
    assert index.matched_names("chang") != ()
    index.ensure("key", documents)
    assert index.ready
    index.close()
    index.close()
    assert not index.ready
    with pytest.raises(IndexNotReady):
        index.search("moon")
    assert index.ensure("key", never).how == "opened"


def test_names_can_be_replaced() -> None:
    index, _ = opened(None)
    assert index.search("Mondprogramm").total == 0
    index.set_names([("moon", "Mondprogramm"), ("moon", "Moon")])
    assert index.search("Mondprogramm").total == index.search("moon").total > 0
    assert index.matched_names("mond") == ("moon",)
    assert index.matched_names("cnsa") == ()


def test_progress_comes_through(folder: Path) -> None:
    told: list[int] = []
    SearchIndex(folder, ()).ensure("key", documents, progress=told.append)
    assert told[-1] == COUNT
    assert told == sorted(told)


def test_a_build_can_be_stopped(folder: Path) -> None:
    def stop(done: int) -> None:
        raise InterruptedError(done)

    index = SearchIndex(folder, ())
    with pytest.raises(InterruptedError):
        index.ensure("key", documents, progress=stop)
    assert not index.ready
    assert index.ensure("key", documents).how == "built"


# --- the cache is not to be trusted -------------------------------------------------------------


class _Marker:
    """Unpickling this makes a folder: what an attacker's pickle would do, harmlessly."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


def test_a_planted_pickle_never_runs(folder: Path, tmp_path: Path) -> None:
    opened(folder)
    payload = pickle.dumps(_Marker(tmp_path / "marker"))
    (generation,) = folder.glob("gen-*")
    names = sorted(path.name for path in generation.iterdir())
    assert {name.split(".")[-1] for name in names} == {"MANIFEST", "seg", "toc", "json"}
    for name in names:
        (generation,) = folder.glob("gen-*")
        if (generation / name).exists():
            (generation / name).write_bytes(payload)
        else:
            (path,) = generation.glob("*.seg")
            path.write_bytes(payload)
        index, how = opened(folder)
        assert how.how == "built"
        assert index.search("moon").total > 0
    assert not (tmp_path / "marker").exists()
    # The payload is a real one: unpickled, it does what it says.
    pickle.loads(payload)  # noqa: S301 - this is the proof
    assert (tmp_path / "marker").exists()


def test_files_that_verify_but_do_not_open_are_built_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder)

    def unusable(files: dict[str, bytes]) -> WhooshEngine:
        raise SearchError("unusable")

    monkeypatch.setattr(WhooshEngine, "load", unusable)
    assert opened(folder)[1].how == "built"


def test_an_unusable_cache_is_a_notice(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").touch()
    index, how = opened(tmp_path / "file" / "workspace")
    assert how.how == "memory"
    assert (
        how.notice
        == "the search index is kept in memory only: its place in the cache is not a folder"
    )
    assert index.search("moon").total > 0
    folder.parent.mkdir()
    folder.symlink_to(tmp_path, target_is_directory=True)
    assert opened(folder)[1].how == "memory"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "file"]


def test_a_full_disk_is_a_notice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    index, how = opened(folder)
    assert how == Opened(
        "memory", "the search index is kept in memory only: the disk is full", COUNT
    )
    assert index.search("moon").total > 0


def test_without_posix_it_works_in_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.delitem(sys.modules, "lunar_tui.search.store")
    _, how = opened(folder)
    assert how.how == "memory"
    assert how.notice is not None
    assert not folder.exists()


def test_another_process_builds_for_too_long(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lunar_tui.search.store.Store.locked.__wrapped__.__defaults__", (0.05,))
    with Store(folder).locked():
        _, how = opened(folder)
    assert how.how == "memory"
    assert how.notice == "the search index is kept in memory only: another lunar-tui is building it"


def test_another_process_builds_meanwhile(folder: Path) -> None:
    other = SearchIndex(folder, ())
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> Iterable[Document]:
        begun.set()
        assert go_on.wait(10)
        return documents()

    builder = threading.Thread(target=other.ensure, args=("key", slowly))
    builder.start()
    assert begun.wait(10)
    threading.Timer(0.2, go_on.set).start()
    assert SearchIndex(folder, ()).ensure("key", never).how == "opened"
    builder.join()


# --- while it runs ------------------------------------------------------------------------------


def test_the_folder_is_deleted_while_open(folder: Path) -> None:
    index, _ = opened(folder)
    index.close()
    index.ensure("key", never)
    before = index.search("lunar station").hits
    shutil.rmtree(folder.parent)
    assert index.search("lunar station").hits == before
    assert index.ensure("key", documents, rebuild=True).how == "built"
    assert index.search("lunar station").hits == before


def test_an_engine_that_breaks_is_replaced_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, _ = opened(folder)
    expected = index.search("moon").hits
    broken = index._engine
    real = WhooshEngine.search

    def search(self: WhooshEngine, *args: object, **kwargs: object) -> object:
        if self is broken:
            raise SearchError("broken")
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(WhooshEngine, "search", search)
    assert index.search("moon").hits == expected
    assert index._engine is not broken

    def always(self: WhooshEngine, *args: object, **kwargs: object) -> object:
        raise SearchError("broken again")

    monkeypatch.setattr(WhooshEngine, "search", always)
    with pytest.raises(SearchError, match="broken again"):
        index.search("moon")


def test_searching_while_it_is_built_again(folder: Path) -> None:
    index, _ = opened(folder)
    expected = index.search("lunar station").hits
    done = threading.Event()
    failures: list[object] = []

    def ask() -> None:
        while not done.is_set():
            if index.search("lunar station").hits != expected:
                failures.append("other hits")

    def build() -> None:
        for _ in range(3):
            index.ensure("key", documents, rebuild=True)

    askers = [threading.Thread(target=ask) for _ in range(2)]
    builders = [threading.Thread(target=build) for _ in range(2)]
    for thread in [*askers, *builders]:
        thread.start()
    for thread in builders:
        thread.join()
    done.set()
    for thread in askers:
        thread.join()
    assert failures == []
    assert len(list(folder.glob("gen-*"))) == 1


def test_ensure_in_two_threads_builds_once(folder: Path) -> None:
    index = SearchIndex(folder, ())
    built: list[int] = []

    def counted() -> Iterable[Document]:
        built.append(1)
        return documents()

    threads = [threading.Thread(target=index.ensure, args=("key", counted)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert built == [1]


def test_importing_it_is_cheap() -> None:
    program = (
        "import sys, lunar_tui.search.index, lunar_tui.search.engine\n"
        "heavy = {'whoosh', 'snowballstemmer', 'textual', 'rich', 'lunar_tui.search.analysis'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_only_one_module_imports_whoosh() -> None:
    modules = [
        "analysis", "engine", "evaluation", "highlight", "index", "lexer", "names", "plan",
        "planning", "query", "store",
    ]  # fmt: skip
    program = (
        "import sys, importlib\n"
        f"for name in {modules!r}: importlib.import_module('lunar_tui.search.' + name)\n"
        "print(sorted({'whoosh', 'textual', 'rich'} & set(sys.modules)))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
    assert {path.stem for path in (ROOT / "lunar_tui" / "search").glob("*.py")} == {
        *modules, "__init__", "whoosh_engine",
    }  # fmt: skip

"""The index as it is kept: what is indexed again, and what is not trusted."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.search import keeping
from lunar_tui.search.engine import Document, Engine, Part, SearchError
from lunar_tui.search.index import Opened, SearchIndex
from lunar_tui.search.keeping import Corpus, Progress, engine_kind
from lunar_tui.search.store import Store
from lunar_tui.search.subject import Subject
from tests.examples import examples
from tests.search.seeds import Articles, strict

MEMORY = "the search index is kept in memory only: "
COUNT = 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "workspace"


@pytest.fixture
def articles() -> Articles:
    return Articles(a="The moon rose.\nIt set.", b="A moon probe.", c="Nothing here.")


def opened(
    folder: Path | None, articles: Articles, *, rebuild: bool = False
) -> tuple[SearchIndex, Opened]:
    """A fresh index, as another session opens it; what was asked before is forgotten."""
    articles.digested.clear()
    articles.indexed.clear()
    index = SearchIndex(folder, Subject)
    return index, index.ensure(articles.corpus(), rebuild=rebuild)


def answers(index: SearchIndex) -> list[object]:
    return [index.search(query).hits for query in ("moon", "moon rose", "here", "xyzzy moon")]


# --- how it comes to be there ---------------------------------------------------------------------


def test_built_then_opened(folder: Path, articles: Articles) -> None:
    first, how = opened(folder, articles)
    assert how == Opened("built", None, COUNT, 3)
    assert articles.indexed == ["a.txt", "b.txt", "c.txt"]
    second, how = opened(folder, articles)
    assert how == Opened("opened", None, COUNT)
    # Neither an article nor a digest was asked for.
    assert articles.indexed == articles.digested == []
    assert answers(first) == answers(second)


def test_memory_only(articles: Articles) -> None:
    index, how = opened(None, articles)
    assert how == Opened("memory", None, COUNT)
    assert strict(index.search("moon")) == {"The moon rose.", "A moon probe."}
    # Nothing is kept, but what is there still fits; another index reads all of it again.
    assert index.ensure(articles.corpus()).how == "opened"
    assert articles.indexed == ["a.txt", "b.txt", "c.txt"]
    opened(None, articles)
    assert articles.indexed == ["a.txt", "b.txt", "c.txt"]


def test_no_articles(folder: Path) -> None:
    none = Articles()
    index, how = opened(folder, none)
    assert how == Opened("built", None, 0)
    assert index.search("moon").hits == ()
    assert opened(folder, none)[1] == Opened("opened", None, 0)
    none.texts["a.txt"] = "The moon."
    index, how = opened(folder, none)
    assert how == Opened("updated", None, 1, 1)
    assert strict(index.search("moon")) == {"The moon."}


def test_rebuild(folder: Path, articles: Articles) -> None:
    index, _ = opened(folder, articles)
    before = answers(index)
    index, how = opened(folder, articles, rebuild=True)
    assert how == Opened("built", None, COUNT, 3)
    assert articles.indexed == ["a.txt", "b.txt", "c.txt"]
    assert answers(index) == before


# --- what has changed -----------------------------------------------------------------------------


def test_an_article_more(folder: Path, articles: Articles) -> None:
    opened(folder, articles)
    articles.texts["d.txt"] = "Two moons.\nTwo suns."
    index, how = opened(folder, articles)
    assert how == Opened("updated", None, COUNT + 2, 1)
    assert articles.indexed == articles.digested == ["d.txt"]
    assert strict(index.search("moon")) == {"The moon rose.", "A moon probe.", "Two moons."}
    assert opened(folder, articles)[1].how == "opened"


def test_an_article_less(folder: Path, articles: Articles) -> None:
    opened(folder, articles)
    del articles.texts["b.txt"]
    index, how = opened(folder, articles)
    assert how == Opened("updated", None, COUNT - 1, 1)
    assert articles.indexed == articles.digested == []
    assert strict(index.search("moon")) == {"The moon rose."}
    # What is gone corrects no mistakes and offers no words.
    assert index.search("probx").notes == ()
    assert index.search("prob*").hits == ()


def test_an_article_that_is_another_one_now(folder: Path, articles: Articles) -> None:
    opened(folder, articles)
    articles.texts["b.txt"] = "A sun probe, not the other one."
    index, how = opened(folder, articles)
    assert how == Opened("updated", None, COUNT, 1)
    assert articles.indexed == ["b.txt"]
    assert strict(index.search("moon")) == {"The moon rose."}
    assert strict(index.search("probe")) == {"A sun probe, not the other one."}


def test_an_article_that_was_touched_only(folder: Path, articles: Articles) -> None:
    opened(folder, articles)
    articles.touched = 1
    _, how = opened(folder, articles)
    assert how == Opened("opened", None, COUNT)
    assert articles.digested != []
    assert articles.indexed == []
    # From then on it is known again without a look inside.
    assert opened(folder, articles)[1] == Opened("opened", None, COUNT)
    assert articles.digested == []


def test_where_nothing_cheap_tells_the_digest_does(folder: Path, articles: Articles) -> None:
    def without_stamps() -> Corpus:
        corpus = articles.corpus()
        return Corpus(lambda: dict.fromkeys(articles.texts, ""), corpus.digest, corpus.documents)

    SearchIndex(folder, Subject).ensure(without_stamps())
    assert SearchIndex(folder, Subject).ensure(without_stamps()).how == "opened"
    articles.indexed.clear()
    articles.texts["a.txt"] = "The moon fell."
    assert SearchIndex(folder, Subject).ensure(without_stamps()).how == "updated"
    assert articles.indexed == ["a.txt"]


_texts = st.dictionaries(
    st.sampled_from("abcdef"),
    st.lists(st.sampled_from(["The moon rose.", "A sun.", "Moons and suns.", "Two probes."]))
    .map("\n".join)
    .filter(bool),
    max_size=5,
)


@examples(8)
@given(st.lists(_texts, min_size=2, max_size=12))
def test_however_it_came_about_it_answers_like_a_fresh_one(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("cache") / "workspace"
    articles = Articles()
    for state in states:
        articles.texts = {f"{name}.txt": text for name, text in state.items()}
        index, _ = opened(folder, articles)
        fresh, _ = opened(None, articles)
        for query in ("moon", "sun OR probe", "moon -sun", "mooon"):
            updated, built = index.search(query), fresh.search(query)
            assert updated.hits == built.hits
            assert (updated.total, updated.notes) == (built.total, built.notes)


@pytest.mark.parametrize("what", ["FORMAT", "whoosh", "nupunkt", "unicode"])
def test_another_program_version_builds_anew(
    folder: Path, articles: Articles, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    index, _ = opened(folder, articles)
    before = answers(index)
    if what == "FORMAT":
        monkeypatch.setattr(keeping, "FORMAT", 1000)
    elif what == "unicode":
        monkeypatch.setattr("unicodedata.unidata_version", "1000.0")
    elif what == "nupunkt":
        known = metadata.version
        monkeypatch.setattr(
            metadata, "version", lambda name: "1000" if name == "nupunkt" else known(name)
        )
    else:
        monkeypatch.setattr("lunar_tui.search.whoosh_engine.versions", lambda: "whoosh 4")
    index, how = opened(folder, articles)
    assert how == Opened("built", None, COUNT, 3)
    assert answers(index) == before
    assert opened(folder, articles)[1].how == "opened"
    assert len(list(folder.glob("gen-*"))) == 1


# --- the way it is made ---------------------------------------------------------------------------


def test_progress_counts_the_articles(folder: Path, articles: Articles) -> None:
    told: list[tuple[int, int]] = []
    SearchIndex(folder, Subject).ensure(
        articles.corpus(), progress=lambda done, of: told.append((done, of))
    )
    assert told == sorted(told)
    assert {of for _, of in told} == {3}
    assert all(0 <= done <= of for done, of in told)
    articles.texts["d.txt"] = "Two moons."
    told.clear()
    SearchIndex(folder, Subject).ensure(
        articles.corpus(), progress=lambda done, of: told.append((done, of))
    )
    assert {of for _, of in told} == {1}


def test_a_build_can_be_stopped(folder: Path, articles: Articles) -> None:
    def stop(done: int, of: int) -> None:
        raise InterruptedError(done)

    index = SearchIndex(folder, Subject)
    with pytest.raises(InterruptedError):
        index.ensure(articles.corpus(), progress=stop)
    assert not index.ready
    assert index.ensure(articles.corpus()).how == "built"
    # An update that is stopped leaves what there was, in the cache and in use.
    articles.texts["d.txt"] = "Two moons."
    with pytest.raises(InterruptedError):
        index.ensure(articles.corpus(), progress=stop)
    assert strict(index.search("moon")) == {"The moon rose.", "A moon probe."}
    assert opened(folder, articles)[1].how == "updated"


def test_what_the_corpus_raises_comes_through(folder: Path, articles: Articles) -> None:
    def broken(_: Iterable[str]) -> Iterable[Document]:
        raise LookupError("no such article")

    corpus = articles.corpus()
    index = SearchIndex(folder, Subject)
    with pytest.raises(LookupError):
        index.ensure(Corpus(corpus.quick, corpus.digest, broken))
    assert opened(folder, articles)[1].how == "built"


def in_parts(articles: Articles, count: int) -> Corpus:
    """A corpus that is indexed elsewhere, in several parts."""
    corpus = articles.corpus()

    def parts(sources: Sequence[str], progress: Progress | None) -> list[Part] | None:
        shares = [sources[at::count] for at in range(count)]
        return [engine_kind().index(corpus.documents(share)) for share in shares if share] or None

    return Corpus(corpus.quick, corpus.digest, corpus.documents, parts)


def test_parts_that_were_made_elsewhere_answer_alike(folder: Path, articles: Articles) -> None:
    whole, _ = opened(None, articles)
    index = SearchIndex(folder, Subject)
    assert index.ensure(in_parts(articles, 2)) == Opened("built", None, COUNT, 3)
    assert answers(index) == answers(whole)
    for number in range(20):
        articles.texts["b.txt"] = f"Moon probe {number}."
        articles.texts[f"n{number}.txt"] = f"Moon number {number}."
        index = SearchIndex(folder, Subject)
        assert index.ensure(in_parts(articles, 2)).how == "updated"
    whole, _ = opened(None, articles)
    assert answers(index) == answers(whole)
    articles.indexed.clear()
    again = SearchIndex(folder, Subject)
    assert again.ensure(in_parts(articles, 2)).how == "opened"
    assert articles.indexed == []
    assert answers(again) == answers(whole)


def test_without_help_from_elsewhere_it_is_indexed_here(folder: Path, articles: Articles) -> None:
    corpus = articles.corpus()
    alone = Corpus(corpus.quick, corpus.digest, corpus.documents, lambda *_: None)
    index = SearchIndex(folder, Subject)
    assert index.ensure(alone).how == "built"
    assert strict(index.search("here")) == {"Nothing here."}


# --- the cache is not to be trusted ---------------------------------------------------------------


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _lengthened(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _turned_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _linked(path: Path) -> None:
    elsewhere = path.parents[3] / path.name
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


DAMAGES: list[Callable[[Path], None]] = [
    _flipped, _lengthened, _truncated, _emptied, Path.unlink, _turned_folder, _linked,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_cache_is_built_anew(
    folder: Path, articles: Articles, damage: Callable[[Path], None]
) -> None:
    index, _ = opened(folder, articles)
    before = answers(index)
    articles.texts["d.txt"] = "Two suns."
    opened(folder, articles)
    del articles.texts["d.txt"]
    index, _ = opened(folder, articles)
    (generation,) = folder.glob("gen-*")
    names = sorted(path.name for path in generation.iterdir())
    assert len(names) > 3
    for name in names:
        (generation,) = folder.glob("gen-*")
        path = generation / name
        if not path.exists():
            # Another build names some files otherwise; one of each sort is enough.
            path = next(generation.glob(f"*{name[name.find('.') :]}"))
        damage(path)
        index, how = opened(folder, articles)
        assert how == Opened("built", None, COUNT, 3), name
        assert answers(index) == before
        assert opened(folder, articles)[1].how == "opened"
        assert len(list(folder.glob("gen-*"))) == 1


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", ["workspace/CURRENT", "index.key"])
def test_so_it_is_without_what_leads_to_it(
    folder: Path, articles: Articles, name: str, damage: Callable[[Path], None]
) -> None:
    index, _ = opened(folder, articles)
    before = answers(index)
    (folder.parent.parent / "up" / "down").mkdir(parents=True)
    if damage is _linked:
        damage = _linked_beside
    damage(folder.parent / name)
    for _ in range(2):
        index, how = opened(folder, articles)
        assert how.how in ("built", "opened", "memory")
        assert how.how != "memory" or (how.notice or "").startswith(MEMORY)
        assert answers(index) == before


def _linked_beside(path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


@examples(8)
@given(st.data())
def test_any_bit_counts(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("cache") / "workspace"
    articles = Articles(a="The moon rose.", b="A moon probe.")
    index, _ = opened(folder, articles)
    before = answers(index)
    (generation,) = folder.glob("gen-*")
    path = data.draw(st.sampled_from(sorted(generation.iterdir())))
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) * 8 - 1))
    content[at // 8] ^= 1 << at % 8
    path.write_bytes(content)
    index, how = opened(folder, articles)
    assert how.how == "built"
    assert answers(index) == before


class _Marker:
    """Unpickling this makes a folder: what an attacker's pickle would do, harmlessly."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


def test_a_planted_pickle_never_runs(folder: Path, articles: Articles, tmp_path: Path) -> None:
    opened(folder, articles)
    payload = pickle.dumps(_Marker(tmp_path / "marker"))
    (generation,) = folder.glob("gen-*")
    for number in range(len(list(generation.iterdir()))):
        (generation,) = folder.glob("gen-*")
        sorted(generation.iterdir())[number].write_bytes(payload)
        index, how = opened(folder, articles)
        assert how.how == "built"
        assert index.search("moon").total == 2
    assert not (tmp_path / "marker").exists()
    # The payload is a real one: unpickled, it does what it says.
    pickle.loads(payload)  # noqa: S301 - this is the proof
    assert (tmp_path / "marker").exists()


def test_files_that_verify_but_do_not_open_are_built_anew(
    folder: Path, articles: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder, articles)

    def unusable(_: Iterable[Part]) -> Engine:
        raise SearchError("unusable")

    with monkeypatch.context() as patched:
        patched.setattr(engine_kind(), "load", unusable)
        assert opened(folder, articles)[1] == Opened("built", None, COUNT, 3)
    assert opened(folder, articles)[1].how == "opened"


@pytest.mark.parametrize(
    "catalogue", [b"", b"{", b"[]", b"3", b"{}", b'{"parts": []}', b'{"parts": 1, "sources": {}}']
)
def test_a_catalogue_that_cannot_be_read_is_built_anew(
    folder: Path, articles: Articles, catalogue: bytes
) -> None:
    with Store(folder).locked():
        Store(folder).save(keeping._key(), {"catalogue": catalogue})
    assert opened(folder, articles)[1] == Opened("built", None, COUNT, 3)


def test_the_folder_is_deleted_while_open(folder: Path, articles: Articles) -> None:
    index, _ = opened(folder, articles)
    index.close()
    index.ensure(articles.corpus())
    before = answers(index)
    shutil.rmtree(folder.parent)
    assert answers(index) == before
    # What is open fits still; whoever comes next builds it again.
    assert index.ensure(articles.corpus()).how == "opened"
    index, how = opened(folder, articles)
    assert how.how == "built"
    assert answers(index) == before


# --- where it cannot be kept ----------------------------------------------------------------------


def test_an_unusable_cache_is_a_notice(tmp_path: Path, folder: Path, articles: Articles) -> None:
    (tmp_path / "file").touch()
    index, how = opened(tmp_path / "file" / "workspace", articles)
    assert how == Opened("memory", f"{MEMORY}its place in the cache is not a folder", COUNT)
    assert strict(index.search("here")) == {"Nothing here."}
    folder.parent.mkdir()
    folder.symlink_to(tmp_path, target_is_directory=True)
    assert opened(folder, articles)[1].how == "memory"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "file"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (28, "the disk is full"),
        (13, "the cache folder cannot be written to"),
        (30, "the cache folder cannot be written to"),
        (5, "input/output error"),
    ],
)
def test_a_cache_that_cannot_be_written_is_a_notice(
    folder: Path, articles: Articles, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refused)
        index, how = opened(folder, articles)
    assert how == Opened("memory", MEMORY + reason, COUNT)
    # Nothing was indexed twice for it.
    assert articles.indexed == ["a.txt", "b.txt", "c.txt"]
    assert strict(index.search("here")) == {"Nothing here."}
    assert opened(folder, articles)[1].how == "built"
    # What is kept already still serves, and what has changed is known for this time.
    articles.texts["d.txt"] = "Two moons."
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refused)
        index, how = opened(folder, articles)
    assert how == Opened("memory", MEMORY + reason, COUNT + 1)
    assert articles.indexed == ["d.txt"]
    assert strict(index.search("two")) == {"Two moons."}


def test_without_posix_it_works_in_memory(
    folder: Path, articles: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.delitem(sys.modules, "lunar_tui.search.store")
    _, how = opened(folder, articles)
    assert how == Opened("memory", f"{MEMORY}this system has no safe place for it", COUNT)
    assert not folder.exists()


def test_another_process_builds_for_too_long(
    folder: Path, articles: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lunar_tui.search.store.Store.locked.__wrapped__.__defaults__", (0.05,))
    with Store(folder).locked():
        index, how = opened(folder, articles)
    assert how == Opened("memory", f"{MEMORY}another lunar-tui is building it", COUNT)
    assert strict(index.search("here")) == {"Nothing here."}
    assert opened(folder, articles)[1].how == "built"
    # What needs no change needs no lock.
    with Store(folder).locked():
        assert opened(folder, articles)[1].how == "opened"


def test_another_process_builds_meanwhile(folder: Path, articles: Articles) -> None:
    begun, go_on = threading.Event(), threading.Event()
    corpus = articles.corpus()

    def slowly(sources: Iterable[str]) -> Iterable[Document]:
        begun.set()
        assert go_on.wait(10)
        return corpus.documents(sources)

    other = SearchIndex(folder, Subject)
    slow = Corpus(corpus.quick, corpus.digest, slowly)
    builder = threading.Thread(target=other.ensure, args=(slow,))
    builder.start()
    assert begun.wait(10)
    threading.Timer(0.2, go_on.set).start()
    assert SearchIndex(folder, Subject).ensure(articles.corpus()).how == "opened"
    builder.join()
    assert articles.indexed == ["a.txt", "b.txt", "c.txt"]


def test_in_several_threads_it_is_built_once(folder: Path, articles: Articles) -> None:
    index = SearchIndex(folder, Subject)
    threads = [threading.Thread(target=index.ensure, args=(articles.corpus(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert articles.indexed == ["a.txt", "b.txt", "c.txt"]

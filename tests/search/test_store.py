from __future__ import annotations

import errno
import os
import pickle
import random
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from lunar_tui.search.store import Store, StoreError

ROOT = Path(__file__).resolve().parents[2]
FILES = {"_MAIN_1.toc": b"\x00toc" * 40, "MAIN_abc.seg": bytes(range(256)) * 8, "empty": b""}
OTHER = {"_MAIN_1.toc": b"other", "MAIN_def.seg": b"other"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "workspace"


def saved(folder: Path, key: str = "key", files: dict[str, bytes] | None = None) -> Store:
    store = Store(folder)
    with store.locked() as locked:
        assert locked
        store.save(key, FILES if files is None else files)
    return store


def generation(folder: Path) -> Path:
    (found,) = folder.glob("gen-*")
    return found


def test_what_is_saved_is_loaded(folder: Path) -> None:
    saved(folder)
    assert Store(folder).load("key") == FILES


def test_nothing_is_loaded_before_anything_is_saved(folder: Path) -> None:
    assert Store(folder).load("key") is None


def test_another_key_is_not_loaded(folder: Path) -> None:
    assert saved(folder).load("another") is None


def test_the_manifest_binds_the_key(folder: Path) -> None:
    # A generation that is passed off as one of another key has its name, not its manifest.
    store = saved(folder)
    other = saved(folder.with_name("other"), "another", OTHER)
    donor = generation(folder.with_name("other"))
    target = generation(folder)
    shutil.rmtree(target)
    shutil.copytree(donor, target)
    assert other.load("another") == OTHER
    assert store.load("key") is None


def test_a_second_generation_replaces_the_first(folder: Path) -> None:
    saved(folder)
    store = saved(folder, "key", OTHER)
    assert store.load("key") == OTHER
    assert sorted(path.name.split("-")[0] for path in folder.iterdir()) == [
        "CURRENT",
        "gen",
        "lock",
    ]


def test_everything_is_private(folder: Path) -> None:
    previous = os.umask(0)
    try:
        saved(folder)
    finally:
        os.umask(previous)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in [*folder.rglob("*"), folder.parent / "index.key"]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_folder_open_to_others_is_closed(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    saved(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


# --- what was changed is not loaded -----------------------------------------------------------


def test_every_changed_file_is_noticed(folder: Path) -> None:
    store = saved(folder)
    seed = 20_241_121
    chance = random.Random(seed)  # noqa: S311 - a repeatable sample
    for path in sorted(generation(folder).iterdir()):
        whole = path.read_bytes()

        def flipped(whole: bytes = whole) -> bytes:
            changed = bytearray(whole)
            changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            return bytes(changed)

        changes: list[Callable[[], bytes]] = [lambda whole=whole: whole + b"\0"]  # type: ignore[misc]
        if whole:
            changes += [flipped] * 40
            changes += [
                lambda whole=whole: whole[: chance.randrange(len(whole))],  # type: ignore[misc]
                lambda whole=whole: bytes(len(whole)),  # type: ignore[misc]
                lambda whole=whole: b"",  # type: ignore[misc]
            ]
        for change in changes:
            path.write_bytes(change())
            assert store.load("key") is None, f"seed {seed}, {path.name}"
        path.unlink()
        assert store.load("key") is None
        path.write_bytes(whole)
        assert store.load("key") == FILES


def test_added_and_renamed_files_are_noticed(folder: Path) -> None:
    store = saved(folder)
    (generation(folder) / "more").write_bytes(b"")
    assert store.load("key") is None
    (generation(folder) / "more").unlink()
    (generation(folder) / "empty").rename(generation(folder) / "vacant")
    assert store.load("key") is None


@pytest.mark.parametrize("kind", ["symlink", "folder", "fifo", "bad name", "many"])
def test_what_is_not_a_plain_file_is_refused(folder: Path, kind: str) -> None:
    store = saved(folder)
    path = generation(folder) / "empty"
    if kind == "symlink":
        path.rename(folder.parent / "moved")
        path.symlink_to(folder.parent / "moved")
    elif kind == "bad name":
        path.rename(path.with_name(".hidden"))
    elif kind == "many":
        for number in range(100):
            path.with_name(f"more{number}").touch()
    else:
        path.unlink()
        path.mkdir() if kind == "folder" else os.mkfifo(path)
    assert store.load("key") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"../x\n",
        b"gen-0000000000000000-0000000000000000\n",
        b"/etc\n",
        b"\xff\xfe",
        b"g" * 500,
    ],
)
def test_current_pointing_elsewhere_is_refused(folder: Path, content: bytes) -> None:
    store = saved(folder)
    (folder / "CURRENT").write_bytes(content)
    assert store.load("key") is None
    saved(folder)
    assert store.load("key") == FILES


def test_links_in_the_place_of_ours_are_not_followed(folder: Path, tmp_path: Path) -> None:
    store = saved(folder)
    real = generation(folder)
    real.rename(tmp_path / "elsewhere")
    real.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert store.load("key") is None
    saved(folder)
    assert (tmp_path / "elsewhere").is_dir()
    (folder / "CURRENT").rename(tmp_path / "current")
    (folder / "CURRENT").symlink_to(tmp_path / "current")
    assert store.load("key") is None
    shutil.move(folder, tmp_path / "moved")
    folder.symlink_to(tmp_path / "moved", target_is_directory=True)
    with pytest.raises(StoreError, match="not a folder"):
        Store(folder)


def test_the_wrong_secret_opens_nothing(folder: Path) -> None:
    saved(folder)
    (folder.parent / "index.key").write_bytes(bytes(32))
    assert Store(folder).load("key") is None


@pytest.mark.parametrize("state", ["short", "readable by others", "symlink"])
def test_a_secret_that_is_none_is_replaced(folder: Path, state: str) -> None:
    saved(folder)
    path = folder.parent / "index.key"
    before = path.read_bytes()
    if state == "short":
        path.write_bytes(b"short")
    elif state == "symlink":
        path.rename(path.with_name("moved"))
        path.symlink_to("moved")
    else:
        path.chmod(0o644)
    assert Store(folder).load("key") is None
    assert path.read_bytes() != before
    assert not path.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(p.name for p in folder.parent.iterdir() if p.name.startswith("index.key")) == [
        "index.key"
    ]


def test_one_secret_for_many_at_once(folder: Path) -> None:
    stores: list[Store] = []
    threads = [
        threading.Thread(target=lambda n=n: stores.append(Store(folder.with_name(str(n)))))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({store._secret for store in stores}) == 1


def test_no_hard_links_no_matter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    saved(folder)
    assert Store(folder).load("key") == FILES


# --- where nothing can be kept ----------------------------------------------------------------


def test_a_place_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="not a folder"):
        Store(tmp_path / "file" / "cache" / "workspace")
    with pytest.raises(StoreError):
        Store(tmp_path / "nul\0" / "workspace")


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root is never refused")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(StoreError, match="cannot be written to"):
        Store(closed / "cache" / "workspace")


def test_bad_file_names_are_not_saved(folder: Path) -> None:
    for name in ("../x", "MANIFEST", "", "a b", ".hidden"):
        with pytest.raises(StoreError):
            saved(folder, files={name: b""})
    assert not list(folder.glob("tmp-*"))


def test_no_lock(folder: Path) -> None:
    store = Store(folder)
    (folder / "lock").symlink_to(folder / "elsewhere")
    with pytest.raises(StoreError), store.locked():
        pass


def test_a_lock_is_waited_for(folder: Path) -> None:
    first, second = Store(folder), Store(folder)
    with first.locked() as mine:
        assert mine
        with second.locked(patience=0.1) as theirs:
            assert not theirs
    with second.locked(patience=0) as theirs:
        assert theirs


# --- interruptions ----------------------------------------------------------------------------


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_every_failing_step_leaves_what_was_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    saved(folder)
    calls = [0]
    fails_at = [0]

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            calls[0] += 1
            if calls[0] == fails_at[0]:
                raise OSError(reason, os.strerror(reason))
            return real(*args, **kwargs)

        return call

    for name in ("open", "fdopen", "fsync", "rename", "replace", "mkdir"):
        monkeypatch.setattr(os, name, failing(getattr(os, name)))
    reached = 0
    for step in range(1, 50):
        calls[0], fails_at[0] = 0, step
        with suppress(StoreError):
            store = Store(folder)
            with store.locked():
                store.save("key", OTHER)
        reached, fails_at[0] = calls[0], 0
        assert Store(folder).load("key") in (FILES, OTHER)
        Store(folder).tidy()
        assert not list(folder.glob("tmp-*"))
        assert len(list(folder.glob("gen-*"))) == 1
        if reached < step:
            break
    assert 20 < reached < 49
    assert Store(folder).load("key") == OTHER


def test_killed_while_saving(folder: Path) -> None:
    saved(folder, "key", {"a": b"0" * 100_000, "b": b"0" * 100_000})
    program = (
        "import sys; from pathlib import Path; from lunar_tui.search.store import Store\n"
        "store, n = Store(Path(sys.argv[1])), 0\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    n = (n + 1) % 10\n"
        "    with store.locked():\n"
        "        store.save('key', dict.fromkeys('ab', str(n).encode() * 100_000))\n"
    )
    chance = random.Random(7)  # noqa: S311 - a repeatable sample
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        with process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.001, 0.08))
            process.send_signal(signal.SIGKILL)
        files = Store(folder).load("key")
        assert files is not None
        assert files["a"] == files["b"]
        assert len(set(files["a"])) == 1
    saved(folder)
    assert sorted(path.name.split("-")[0] for path in folder.iterdir()) == [
        "CURRENT",
        "gen",
        "lock",
    ]


def test_leftovers_are_tidied(folder: Path) -> None:
    store = saved(folder)
    (folder / f"tmp-{secrets.token_hex(8)}").mkdir()
    (folder / "gen-0000000000000000-0000000000000000").mkdir()
    (folder / "tmp-link").symlink_to(folder.parent, target_is_directory=True)
    with Store(folder).locked():
        store.tidy()
        assert len(list(folder.iterdir())) == 6
    store.tidy()
    assert len(list(folder.iterdir())) == 3
    assert store.load("key") == FILES
    assert folder.parent.is_dir()


def test_deleted_behind_our_back(folder: Path) -> None:
    store = saved(folder)
    shutil.rmtree(folder)
    assert store.load("key") is None
    store.tidy()
    with pytest.raises(StoreError), store.locked():
        pass


# --- a pickle ----------------------------------------------------------------------------------


class _Marker:
    """Unpickling this makes a folder: what an attacker's pickle would do, harmlessly."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


def test_a_planted_pickle_is_not_even_handed_out(folder: Path, tmp_path: Path) -> None:
    store = saved(folder)
    payload = pickle.dumps(_Marker(tmp_path / "marker"))
    for path in generation(folder).iterdir():
        whole = path.read_bytes()
        path.write_bytes(payload)
        assert store.load("key") is None
        path.write_bytes(whole)
    assert not (tmp_path / "marker").exists()

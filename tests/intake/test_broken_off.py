"""Adding that is killed anywhere, and done again: the workspace is as if nothing had been."""

from __future__ import annotations

import errno
import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from lunar_tui import curation
from lunar_tui.blank import make
from lunar_tui.curation import CurationError
from lunar_tui.intake import adding
from lunar_tui.intake.adding import Intake
from lunar_tui.intake.extract import Extract, UnreadableError
from lunar_tui.intake.formats import extract
from lunar_tui.intake.outcomes import Outcome
from lunar_tui.intake.recording import recorder, rewriter
from lunar_tui.library import open_library
from tests.workspaces import ROOT, run

FILES = Path(__file__).parent / "files"
CHANGING = ("link", "replace", "unlink", "mkdir")
# A link that cannot be made is a rename instead.
FILLING = ("fsync", "replace", "mkdir")
Scene = Callable[[Path, Path], tuple[list[Path], dict[str, Any]]]
extracted = functools.lru_cache(extract)


class Killed(BaseException):
    """The end of a process."""


class Steps:
    """Counts what changes a folder; from the ``last`` one on nothing is changed any more.

    So the disk is as a killed program leaves it: what would tidy up changes nothing either.
    """

    def __init__(self, last: int, error: Callable[[], BaseException], *, once: bool) -> None:
        self.count, self.last, self.error, self.once = 0, last, error, once

    def guard(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*words: Any, **more: Any) -> Any:
            if os.path.basename(str(words[0])) == "editing" or "cache" in str(words[0]):  # noqa: PTH119 - not patched
                return call(*words, **more)
            self.count += 1
            if self.count == self.last or (self.count > self.last and not self.once):
                raise self.error()
            return call(*words, **more)

        return guarded


@pytest.fixture(autouse=True)
def _read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read as they are in processes of their own; here there are hundreds of runs."""

    def read_each(
        items: Iterable[Path], read: Callable[[Path], tuple[str, bytes]], *_: object, **__: object
    ) -> Iterator[tuple[Path, Extract | OSError | UnreadableError]]:
        for item in items:
            try:
                yield item, extracted(*read(item))
            except (OSError, UnreadableError) as error:
                yield item, error

    monkeypatch.setattr(adding, "read_each", read_each)


def add(
    root: Path, paths: Sequence[Path], *, update: bool = False, article: str = ""
) -> list[Outcome]:
    library = open_library(root)
    workspace = library.workspace
    rewrite = rewriter(workspace) if update else None
    intake = Intake(
        workspace, library.sources, recorder(workspace), rewrite=rewrite, article=article
    )
    intake.prepare()
    return list(intake.add(paths))


def everything(root: Path) -> dict[str, bytes]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def newer(folder: Path, name: str = "page.html") -> Path:
    text = (FILES / "harbour.html").read_text("utf-8").replace("41 days", "47 days")
    text = text.replace("2024-03-05T06", "2024-03-06T06")
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text.replace("<h1", "<p>By the editors.</p><h1", 1), "utf-8")
    return folder / name


def texts(folder: Path) -> list[Path]:
    """Files of one name, in other encodings, and one that is in the workspace twice."""
    made = []
    for number, (text, encoding) in enumerate(
        [
            ("The first text of all, by hand.", "utf-8"),
            ("Китай и Россия подписали меморандум о создании лунной станции.", "cp1251"),
            ("Another text, quite different.", "utf-8"),
            ("Another text, quite\ndifferent.", "utf-8"),
        ]
    ):
        (folder / str(number)).mkdir(parents=True)
        path = folder / str(number) / "a.txt"
        path.write_bytes(text.encode(encoding))
        made.append(path)
    return made


# --- what is done -----------------------------------------------------------------------------


def one(_root: Path, _folder: Path) -> tuple[list[Path], dict[str, Any]]:
    return [FILES / "harbour.html"], {}


def several(_root: Path, folder: Path) -> tuple[list[Path], dict[str, Any]]:
    return [
        FILES / "harbour.html",
        *texts(folder),
        FILES / "notes.md",
        FILES / "locked.pdf",
        FILES / "harbour.mhtml",
    ], {}


def no_data(root: Path, folder: Path) -> tuple[list[Path], dict[str, Any]]:
    shutil.rmtree(root / "data")
    return texts(folder), {}


def version(root: Path, folder: Path) -> tuple[list[Path], dict[str, Any]]:
    add(root, [FILES / "harbour.html", FILES / "notes.md"])
    return [newer(folder)], {"update": True}


def other_suffix(root: Path, folder: Path) -> tuple[list[Path], dict[str, Any]]:
    add(root, [FILES / "harbour.html"])
    return [newer(folder, "page.xhtml")], {"update": True}


def by_hand(root: Path, folder: Path) -> tuple[list[Path], dict[str, Any]]:
    """An article of which nothing is known is replaced by a page; one of a text by a text."""
    (root / "articles/mine.txt").write_text("Some words of my own.")
    return [newer(folder)], {"update": True, "article": "mine.txt"}


def text_version(root: Path, folder: Path) -> tuple[list[Path], dict[str, Any]]:
    first, *_, last = texts(folder)
    add(root, [first])
    return [last], {"update": True, "article": "a.txt"}


def text_to_page(root: Path, folder: Path) -> tuple[list[Path], dict[str, Any]]:
    add(root, texts(folder)[1:2])
    return [newer(folder)], {"update": True, "article": "a.txt"}


def both(_root: Path, folder: Path) -> tuple[list[Path], dict[str, Any]]:
    third = newer(folder / "third")
    third.write_text(third.read_text("utf-8").replace("47 days", "48 days"), "utf-8")
    return [FILES / "notes.md", FILES / "harbour.html", newer(folder), third], {"update": True}


SCENES = [one, several, no_data, version, other_suffix, by_hand, text_version, text_to_page, both]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path / "ferry", "Winter ferry")
    return tmp_path / "ferry"


def disturbed(
    monkeypatch: pytest.MonkeyPatch,
    last: int,
    what: Callable[[], object],
    error: Callable[[], BaseException] = Killed,
    *,
    names: Sequence[str] = CHANGING,
) -> tuple[int, object]:
    """How many steps there were, and what came of it."""
    steps = Steps(last, error, once=names is FILLING)
    with monkeypatch.context() as patch:
        for name in names:
            patch.setattr(os, name, steps.guard(getattr(os, name)))
        came: object
        try:
            came = what()
        except (Killed, OSError, CurationError) as stopped:
            came = stopped
        return steps.count, came


@pytest.mark.parametrize("scene", SCENES)
def test_killed_before_each_step_and_done_again_it_is_the_same(
    scene: Scene, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "files").mkdir()
    paths, how = scene(root, tmp_path / "files")
    begun = tmp_path / "begun"
    shutil.copytree(root, begun)
    undisturbed = add(root, paths, **how)
    wanted = everything(root)
    for last in range(1, 200):
        shutil.rmtree(root)
        shutil.copytree(begun, root)
        _, stopped = disturbed(monkeypatch, last, lambda: add(root, paths, **how))
        finished = not isinstance(stopped, BaseException)
        if scene in (several, both) and last % 3 == 0:
            # Finishing it is killed, too.
            disturbed(monkeypatch, last % 7 + 1, lambda: add(root, paths, **how))
        outcomes = add(root, paths, **how)
        assert everything(root) == wanted, f"stopped before step {last}"
        assert [one.file for one in outcomes] == [one.file for one in undisturbed]
        assert open_library(root).check().problems == ()
        if finished:
            break
    assert last > 3
    assert last < 199


@pytest.mark.parametrize("scene", SCENES)
def test_what_cannot_be_written_leaves_nothing_half_done(
    scene: Scene, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "files").mkdir()
    paths, how = scene(root, tmp_path / "files")
    begun = tmp_path / "begun"
    shutil.copytree(root, begun)
    add(root, paths, **how)
    wanted = everything(root)
    monkeypatch.setattr(curation, "_TIMES", 1)

    def full() -> OSError:
        return OSError(errno.ENOSPC, "No space left on device")

    for last in range(1, 200):
        shutil.rmtree(root)
        shutil.copytree(begun, root)
        count, came = disturbed(
            monkeypatch, last, lambda: add(root, paths, **how), full, names=FILLING
        )
        library = open_library(root)
        # No article without description, no description without article, no original of neither.
        assert library.check().problems == ()
        described = {f"articles/{name}" for name in library.sources}
        described |= {f"articles/{one.original.file}" for one in library.sources.values()}
        there = {name for name in everything(root) if name.startswith("articles/")}
        there -= {name for name in there if name.startswith("articles/originals/") and
                  name.split(".")[1].isdigit()}  # fmt: skip
        assert there - set(everything(begun)) <= described, f"refused at step {last}"
        assert not [name for name in everything(root) if "lunar-tui-part" in name]
        if isinstance(came, list):
            reasons = [one.reason for one in came if one.state == "failed"]
            assert {reason for reason in reasons if "not written" in reason} <= {
                "not written: No space left on device"
            }
        add(root, paths, **how)
        if count < last:
            break
    assert everything(root) == wanted
    assert 3 < last < 199


# --- the command ------------------------------------------------------------------------------

KILLED = """
import os, sys
number = int(sys.argv.pop(1))
def guard(call):
    def guarded(*words, **more):
        global number
        if sys.argv[3] in str(words[0]):
            number -= 1
            if number == 0:
                os._exit(9)
        return call(*words, **more)
    return guarded
for name in ("link", "replace", "unlink"):
    setattr(os, name, guard(getattr(os, name)))
from lunar_tui.cli import main
main()
"""


def really(number: int, *words: str | Path) -> int:
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(number), *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        timeout=60,
        check=False,
    ).returncode


@pytest.mark.parametrize("number", [1, 3, 4, 5, 6])
def test_a_process_that_really_ends(
    number: int, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(root, [FILES / "harbour.html"])
    page = newer(tmp_path / "files")
    whole = tmp_path / "whole"
    shutil.copytree(root, whole)
    add(whole, [page], update=True)
    assert really(number, "add", "-w", root, "--update", page) == 9
    assert everything(root) != everything(whole)
    outcome = run(capsys, "add", "-w", root, "--update", page)
    assert outcome.code == 0
    assert everything(root) == everything(whole)
    assert ("had been broken off" in outcome.out) == (number in (5, 6))


def test_what_was_mended_is_said(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for last, said in ((4, "its original was there already"), (6, "without its description")):
        shutil.rmtree(root)
        make(root)
        disturbed(monkeypatch, last, lambda: add(root, [FILES / "harbour.html"]))
        assert said in run(capsys, "add", "-w", root, FILES / "harbour.html").out


def test_the_rest_goes_on_when_one_cannot_be_written(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        full = Steps(2, lambda: OSError(errno.ENOSPC, "No space left on device"), once=True)
        patch.setattr(os, "fsync", full.guard(os.fsync))
        outcome = run(capsys, "add", "-w", root, FILES / "harbour.html", FILES / "notes.md")
    assert outcome.code == 1
    assert outcome.err.endswith("harbour.html: not written: No space left on device\n")
    assert outcome.out.startswith("added  notes.txt")
    assert sorted(name for name in everything(root) if name.startswith("articles")) == [
        "articles/notes.txt",
        "articles/originals/notes.md",
    ]


@pytest.mark.parametrize("folder", ["articles", "data"])
def test_a_folder_that_cannot_be_written_to_is_one_line(
    folder: str,
    root: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = everything(root)
    opened = os.open

    def refuse(path: Any, flags: int, *more: Any, **words: Any) -> int:
        if flags & os.O_CREAT and f"ferry/{folder}" in str(path):
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return opened(path, flags, *more, **words)

    monkeypatch.setattr(os, "open", refuse)
    outcome = run(capsys, "add", "-w", root, FILES / "harbour.html", FILES / "notes.md")
    assert (outcome.code, outcome.out) == (1, "")
    assert len(outcome.err.splitlines()) == 1
    assert "not written: Read-only file system" in outcome.err
    assert "lunar-tui-part" not in outcome.err
    assert everything(root) == before


def test_two_at_once_do_not_disturb_each_other(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = open_library(root)
    intake = Intake(library.workspace, library.sources, recorder(library.workspace))
    adding_now = intake.add([FILES / "notes.md", FILES / "harbour.html"])
    next(adding_now, None)
    busy = intake.add([FILES / "notes.md"])
    # The first is done by now, but its lock is held until it has told all.
    with pytest.raises(OSError, match="another lunar-tui is adding"):
        next(busy)
    list(adding_now)
    assert run(capsys, "add", "-w", root, FILES / "notes.md").out.startswith("known")

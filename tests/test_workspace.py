"""Finding a workspace and its articles, and refusing what is none."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from lunar_tui import workspace
from lunar_tui.library import Library
from lunar_tui.workspace import (
    Workspace,
    WorkspaceError,
    cache_folder,
    list_articles,
    open_workspace,
    read_article_bytes,
    state_folder,
)
from tests.workspaces import ROOT, only, small

needs_links = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a POSIX file system")


def test_shipped() -> None:
    found = open_workspace()
    assert found.shipped
    assert found.root == ROOT
    assert len(list_articles(found).files) == 5
    assert {path.name for path in found.data_files()} >= {"schema.yaml", "sources.yaml"}


@pytest.mark.parametrize("name", ["seeds", "articles", "."])
def test_where_articles_lie(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(exist_ok=True)
    (tmp_path / name / "a.txt").write_text("Words.")
    assert list_articles(open_workspace(tmp_path)).files == ("a.txt",)


def test_facts_alone_are_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert list_articles(open_workspace(tmp_path)).files == ()


def test_home_is_expanded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert open_workspace("~").root == tmp_path.resolve()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere", "no such folder; name an existing one with -w DIR"),
        ("file.txt", "not a folder; -w takes the folder of a workspace"),
        ("empty", "no articles and no facts here; lunar-tui new "),
        ("x" * 300, "File name too long"),
    ],
)
def test_refused_in_one_line(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file.txt").write_text("")
    (tmp_path / "empty").mkdir()
    with pytest.raises(WorkspaceError) as refused:
        open_workspace(tmp_path / name)
    text = str(refused.value)
    assert text.startswith(f"{tmp_path / name}: ")
    assert message in text
    assert "\n" not in text


@needs_links
def test_only_regular_files_are_articles(tmp_path: Path) -> None:
    made = only(tmp_path, {"seeds/good.txt": "Words.", "seeds/.hidden.txt": "", "seeds/b.md": ""})
    seeds = made.root / "seeds"
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "folder.txt").mkdir()
    (seeds / "zero.txt").symlink_to("/dev/zero")
    (seeds / "loop.txt").symlink_to("loop.txt")
    (seeds / "outside.txt").symlink_to("/etc/passwd")
    with (seeds / "huge.txt").open("wb") as stream:
        stream.truncate(50 * 2**30)
    listing = list_articles(open_workspace(made.root))
    # How large a file is shows when it is read; to ask each of many would take too long.
    assert listing.files == ("good.txt", "huge.txt")
    with pytest.raises(OSError, match="larger than 16 MiB; split it"):
        read_article_bytes(open_workspace(made.root), "huge.txt")
    link = "a link; copy the file into the workspace instead"
    assert dict(listing.skipped) == {
        "pipe.txt": "not a regular file",
        "folder.txt": "not a regular file",
        "zero.txt": link,
        "loop.txt": link,
        "outside.txt": link,
    }


def test_socket_is_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = only(tmp_path, {"seeds/good.txt": "Words."})
    # The name of a socket may have no more than about a hundred characters.
    monkeypatch.chdir(made.root / "seeds")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.txt")
        listing = list_articles(open_workspace(made.root))
    assert dict(listing.skipped) == {"s.txt": "not a regular file"}


def test_name_that_is_not_utf8(tmp_path: Path) -> None:
    made = only(tmp_path, {"seeds/good.txt": "Words."})
    try:
        (made.root / "seeds" / os.fsdecode(b"\xff\xfe.txt")).write_text("Words.")
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    listing = list_articles(open_workspace(made.root))
    assert listing.files == ("good.txt",)
    ((name, reason),) = listing.skipped
    assert name.isascii()
    assert reason == "its name is not valid UTF-8; rename it"


@needs_links
def test_reading_does_not_block_or_follow(tmp_path: Path) -> None:
    made = only(tmp_path, {"seeds/good.txt": "Words."})
    seeds = made.root / "seeds"
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "link.txt").symlink_to("good.txt")
    opened = open_workspace(made.root)
    assert read_article_bytes(opened, "good.txt") == b"Words."
    for name in ("pipe.txt", "link.txt", "gone.txt"):
        with pytest.raises(OSError, match=r"regular|link|No such"):
            read_article_bytes(opened, name)


@needs_links
def test_data_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    made = small(tmp_path)
    data = made.root / "data"
    os.mkfifo(data / "pipe.yaml")
    (data / "folder.yaml").mkdir()
    (data / "link.yaml").symlink_to("/dev/zero")
    with (data / "huge.yaml").open("wb") as stream:
        stream.truncate(50 * 2**30)
    library = made.library
    assert [str(problem) for problem in library.problems] == [
        "data/folder.yaml:1:1: A002 not read: Is a directory",
        "data/huge.yaml:1:1: Y005 larger than 16 MiB; split the file",
        "data/link.yaml:1:1: A002 not read: a link; copy the file into the workspace instead",
        "data/pipe.yaml:1:1: A002 not read: not a regular file",
    ]
    assert library.entity("alpha")


def test_data_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = small(tmp_path)
    opened = open_workspace(made.root)
    listed = os.scandir

    def refusing(path: Path) -> object:
        if path == opened.data:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert [str(problem) for problem in Library(opened).check().problems] == [
        "data:1:1: A002 the folder cannot be listed: Permission denied"
    ]


def test_data_that_is_no_folder(tmp_path: Path) -> None:
    made = only(tmp_path, {"seeds/a.txt": "Words.", "data": "no folder"})
    assert open_workspace(made.root).data_files() == []


def test_too_many_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "MAX_ARTICLES", 2)
    made = only(tmp_path, {f"seeds/{name}.txt": "Words." for name in "abc"})
    listing = list_articles(open_workspace(made.root))
    assert listing.files == ("a.txt", "b.txt")
    assert listing.skipped == (("c.txt", "more than 2 articles"),)


def test_articles_folder_that_went_away(tmp_path: Path) -> None:
    gone = Workspace(tmp_path, tmp_path / "seeds", tmp_path / "data")
    listing = list_articles(gone)
    assert listing.files == ()
    assert listing.skipped == (("seeds", "No such file or directory"),)
    assert [problem.code for problem in Library(gone).problems] == ["A002"]


def test_article_that_went_away(tmp_path: Path) -> None:
    made = small(tmp_path)
    library = made.library
    (made.root / "seeds" / "a.txt").unlink()
    article = library.article("a.txt")
    assert article is not None
    assert article.text == ""
    assert "A002" in {problem.code for problem in library.problems}


def test_user_folders_differ_by_workspace(tmp_path: Path) -> None:
    first, second = (open_workspace(small(tmp_path / name).root) for name in ("one", "two"))
    for folder in (cache_folder, state_folder):
        one, two = folder(first), folder(second)
        assert one
        assert two
        assert one != two
        assert not one.is_relative_to(first.root)
        assert not one.exists()
    assert cache_folder(first) != state_folder(first)


def test_name_of_the_workspace_follows_links(tmp_path: Path) -> None:
    made = small(tmp_path)
    (tmp_path / "link").symlink_to(made.root)
    assert open_workspace(tmp_path / "link").key == open_workspace(made.root).key

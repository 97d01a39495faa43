"""The shipped workspace, read once; still and unhurried screens."""

from __future__ import annotations

import os

import pytest

from lunar_tui.library import Library, open_library

os.environ["TEXTUAL_ANIMATIONS"] = "none"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache and a state of the test's own."""
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The shipped workspace. It is never changed, so all tests of one process share it."""
    return open_library()


@pytest.fixture
def fresh() -> Library:
    """The shipped workspace, as it is when the program starts: nothing read, no index open."""
    return open_library()

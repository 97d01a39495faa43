"""The shipped workspace, read once; still and unhurried screens."""

from __future__ import annotations

import os

import pytest

from lunar_tui.library import Library, open_library

os.environ["TEXTUAL_ANIMATIONS"] = "none"


@pytest.fixture(autouse=True)
def _no_animations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The shipped workspace. It is never changed, so all tests of one process share it."""
    return open_library()


@pytest.fixture
def fresh() -> Library:
    """The shipped workspace, as it is when the program starts: nothing read, no index open."""
    return open_library()

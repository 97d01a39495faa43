"""What holds for every test: the same examples each time, and no file of the user touched."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from tests import examples as _registers_the_profile  # noqa: F401

settings.load_profile("lunar-tui")


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking through it again and again takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """New folders. A temporary folder of pytest's for each test would take as long as the test."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A home, a cache and a state of the test's own, and no settings of the user."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CACHE", "STATE", "CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("LUNAR_TUI_WORKSPACE", "LUNAR_TUI_DEBUG", "NO_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)

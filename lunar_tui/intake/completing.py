"""The path of a file or folder to be added, completed as it is typed."""

from __future__ import annotations

import os
from pathlib import Path

from lunar_tui.display import clean_line
from lunar_tui.intake.formats import SUFFIXES

_MOST = 5_000
"""Entries of a folder that are looked at."""


def completions(typed: str) -> list[str]:
    """The folders, and the files of a known format, whose path begins as typed; folders first.

    A folder ends with a slash. What is hidden is only among them where a dot was typed, and what
    has a name that no terminal can show as it is never: it comes with the folder that it is in.
    """
    folder, _, begun = typed.rpartition("/")
    lead = typed[: len(typed) - len(begun)]
    try:
        there = Path(f"{folder}/" if lead else ".").expanduser()
        with os.scandir(there) as entries:
            found = [
                (not entry.is_dir(), entry.name)
                for _, entry in zip(range(_MOST), entries, strict=False)
                if entry.name.startswith(begun)
                and clean_line(entry.name) == entry.name
                and (begun.startswith(".") or not entry.name.startswith("."))
            ]
    except (OSError, RuntimeError, ValueError):
        return []
    return [
        f"{lead}{name}{'' if is_file else '/'}"
        for is_file, name in sorted(found)
        if not is_file or Path(name).suffix.lower() in SUFFIXES
    ]


def completed(typed: str) -> str:
    """``typed`` as far as all of its completions agree."""
    found = completions(typed)
    # Letter by letter, not folder by folder.
    return os.path.commonprefix(found) if found else typed  # noqa: RUF071

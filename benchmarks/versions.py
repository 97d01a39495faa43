"""Texts in two versions, years apart, with the places that a reader found sentences again at.

`judged/versions.json` names public repositories, commits and paths, and the labels: offsets into
the prose of both versions, whose digests it gives; it holds no text. The texts are read from
`../shared/corpora/versions` beside the checkout, or from the folder that LUNAR_TUI_VERSIONS names.
`python -m benchmarks.versions CLONES FOLDER` makes that folder from clones of the repositories
(`CLONES/owner+name`, bare or not; one that is missing is cloned).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.programs import ProgramError

LABELS = Path(__file__).with_name("judged") / "versions.json"
PLACE = Path(__file__).resolve().parents[2] / "shared/corpora/versions"
_MARKUP = (
    (r"\A---\n.*?\n---\n", re.DOTALL, ""),
    (r"^(```|~~~|----).*?^\1.*?$", re.DOTALL | re.MULTILINE, ""),
    (r"<!--.*?-->", re.DOTALL, ""),
    (r"!\[[^\]\n]*\]\([^)\n]*\)", 0, ""),
    (r"\[([^\]\n]*)\]\([^)\n]*\)(?:\{[^}\n]*\})?", 0, r"\1"),
    (r"(?:https?://|link:)[^\s\[]*\[([^\]\n]*)\]", 0, r"\1"),
    (r"<[^>\n]*>|\(\(\([^)\n]*\)\)\)|\{%[^}\n]*%\}|^\[[^\]\n]*\]$", re.MULTILINE, ""),
    (r"\*\*|__|[`*]", 0, ""),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A sentence of the old version that the new one has not word for word.

    ``place``: where a reader found what it says, as a span of the new version; None: nowhere.
    ``changed``: what it says there is not the same.
    """

    start: int
    end: int
    place: tuple[int, int] | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """A text in an old and a new version, and its labels. ``half``: tuning or held_back."""

    half: str
    name: str
    old: str
    new: str
    labels: tuple[Label, ...]


def load() -> Iterator[Versions]:
    """The texts, in the order of the labels file.

    Raises:
        ProgramError: a text is missing, or is not the one that was read.
    """
    folder = Path(os.environ.get("LUNAR_TUI_VERSIONS", PLACE))
    if not folder.is_dir():
        raise ProgramError(f"{folder} is not there; `python -m benchmarks.versions` makes it")
    for number, pair in enumerate(_pairs()):
        texts = [
            _checked(folder / f"{number:02}-{age}.txt", pair[f"{age}_digest"])
            for age in ("old", "new")
        ]
        labels = tuple(
            Label(start, end, (place[0], place[1]) if place else None, changed)
            for start, end, place, changed in pair["labels"]
        )
        name = f"{pair['repository']} {pair['new_path']}"
        yield Versions(pair["half"], name, texts[0], texts[1], labels)


def prose(markup: str) -> str:
    """What Markdown or AsciiDoc says, roughly: no code, targets of links, images or emphasis."""
    for pattern, flags, new in _MARKUP:
        markup = re.sub(pattern, new, markup, flags=flags)
    return markup


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def make(clones: Path, folder: Path) -> None:
    """Writes the prose of all versions into a folder, from clones of their repositories."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, pair in enumerate(_pairs()):
        repository = pair["repository"]
        clone = clones / repository.replace("/", "+")
        if not clone.is_dir():
            address = f"https://github.com/{repository}"
            _git("clone", "--quiet", "--bare", address, str(clone))
        for age in ("old", "new"):
            place = f"{pair[f'{age}_commit']}:{pair[f'{age}_path']}"
            text = prose(_git("-C", str(clone), "show", place))
            (folder / f"{number:02}-{age}.txt").write_bytes(text.encode())


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], capture_output=True, check=False)  # noqa: S607
    if done.returncode:
        raise ProgramError(done.stderr.decode(errors="replace").strip())
    return done.stdout.decode(errors="replace")


def _pairs() -> list[dict[str, Any]]:
    pairs: list[dict[str, Any]] = json.loads(LABELS.read_bytes())["pairs"]
    return pairs


def _checked(file: Path, wanted: str) -> str:
    try:
        text = file.read_bytes().decode()
    except FileNotFoundError:
        raise ProgramError(
            f"{file} is not there; `python -m benchmarks.versions` makes it"
        ) from None
    if digest(text) != wanted:
        raise ProgramError(f"{file} is not the text that was read; make it again")
    return text


def main() -> int:
    """The exit code: 0 when all texts are there and are the ones that were read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.versions")
    parser.add_argument("clones", type=Path, help="a folder of clones, OWNER+NAME")
    parser.add_argument("folder", type=Path, help="where the texts are written")
    options = parser.parse_args()
    try:
        make(options.clones, options.folder)
        os.environ["LUNAR_TUI_VERSIONS"] = str(options.folder)
        print(f"{len(list(load()))} texts in two versions")
    except ProgramError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

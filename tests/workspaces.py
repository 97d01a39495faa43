"""Small workspaces for tests, and a way to run the command line in this process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lunar_tui.cli import main
from lunar_tui.facts.model import Evidence
from lunar_tui.library import Library, open_library
from lunar_tui.problems import Problem

ROOT = Path(__file__).parents[1]

ARTICLE = """\
Probe lands on the Moon
BEIJING, April 27. /TASS/. The probe Alpha landed on the Moon on May 3, 2021, \
Li Wei said. It carried 1.5 kg of soil.

Beta will follow in 2029. Nobody knows its mass.
"""
SCHEMA = """\
title: A small programme
kinds:
  - {id: mission, label: Mission, plural: Missions}
  - {id: person, label: Person, plural: People}
properties:
  - {id: landed, label: landed, type: date}
  - {id: mass, label: sample mass, type: quantity}
  - {id: follows, label: follows, type: entity}
  - {id: said, label: said, type: text, many: true}
"""
MISSIONS = """\
kind: mission
entities:
  - id: alpha
    name: Alpha
    aliases:
      - {name: Alfa-1, language: en, basis: editor}
      - name: the probe Alpha
        basis: stated
        evidence:
          - {source: a.txt, quote: The probe Alpha}
    claims:
      - property: landed
        value: {date: 2021-05-03, text: "May 3, 2021"}
        qualifiers: {said_by: li-wei}
        evidence:
          - {source: a.txt, quote: landed on the Moon}
      - property: mass
        value: {quantity: "1.50", unit: kg, text: "1.5 kg"}
        evidence:
          - {source: a.txt, quote: It carried 1.5 kg of soil.}
      - property: said
        value: the editor's remark
  - id: beta
    name: Beta
    claims:
      - property: follows
        value: {entity: alpha}
        qualifiers: {certainty: planned, about: 2029}
        evidence:
          - {source: a.txt, quote: Beta will follow in 2029.}
"""
PEOPLE = """\
kind: person
entities:
  - id: li-wei
    name: Li Wei
    claims:
      - property: said
        value: that the probe landed
        evidence:
          - {source: a.txt, quote: Li Wei said}
"""
SOURCES = """\
sources:
  - file: a.txt
    title: Probe lands on the Moon
    publisher: TASS
    published: 2021-05
    language: en
    inferred: {publisher: the dateline names it}
    zones:
      - {zone: title, lines: 1}
      - {zone: dateline, quote: "BEIJING, April 27. /TASS/."}
    excused:
      - {quote: Nobody knows its mass., reason: it says that nothing is known}
      - {quote: Probe lands on the Moon, reason: the body says it}
"""


@dataclass(frozen=True)
class Outcome:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Small:
    """A workspace in a folder of its own, sound unless files are given."""

    root: Path

    def put(self, name: str, content: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    @property
    def library(self) -> Library:
        return open_library(self.root)

    def problems(self) -> list[Problem]:
        return list(self.library.check().problems)

    def located(self, file: str) -> list[tuple[int, int, str]]:
        """Line, column and code of every problem in one file."""
        found = [problem for problem in self.problems() if problem.place.file == file]
        return [(problem.place.line, problem.place.column, problem.code) for problem in found]


def small(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Small:
    """A sound workspace; ``files`` replace or join its own."""
    own: dict[str, str | bytes] = {
        "seeds/a.txt": ARTICLE,
        "data/schema.yaml": SCHEMA,
        "data/missions.yaml": MISSIONS,
        "data/people.yaml": PEOPLE,
        "data/sources.yaml": SOURCES,
    }
    made = Small(folder / "workspace")
    for name, content in {**own, **(files or {})}.items():
        made.put(name, content)
    return made


def only(folder: Path, files: Mapping[str, str | bytes]) -> Small:
    """A workspace with no more than ``files``."""
    made = Small(folder / "workspace")
    (made.root / "seeds").mkdir(parents=True)
    for name, content in files.items():
        made.put(name, content)
    return made


def evidence(quote: str, prefix: str = "", suffix: str = "") -> Evidence:
    return Evidence("a.txt", quote, prefix, suffix)


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Outcome:
    """Runs the command line in this process."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as leaving:
        main([str(word) for word in words])
    out, err = capsys.readouterr()
    code = leaving.value.code
    assert isinstance(code, int)
    assert "Traceback" not in err
    return Outcome(code, out, err)


def program(
    *words: str | Path, folder: Path, code: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs the command line, or Python ``code``, in its own process with ``folder`` as home."""
    inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    start = ["-c", code] if code else ["-m", "lunar_tui"]
    return subprocess.run(
        [sys.executable, *start, *map(str, words)],
        cwd=folder,
        env={**inherited, "HOME": str(folder), "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )

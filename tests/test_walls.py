"""The walls between the rooms: who may import what, seen from outside in a fresh process."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from tests.workspaces import ROOT, program, small

PACKAGE = ROOT / "lunar_tui"
MODULES = sorted(PACKAGE.rglob("*.py"))

REPORT = """
import atexit, json, sys
def report():
    names = {name.partition(".")[0] for name in sys.modules}
    names |= {name for name in sys.modules if name.startswith("lunar_tui")}
    sys.stderr.write("MODULES" + json.dumps(sorted(names)))
atexit.register(report)
"""


def modules_after(code: str, folder: Path) -> set[str]:
    done = program(folder=folder, code=REPORT + code)
    assert "MODULES" in done.stderr.decode(), done.stderr.decode()
    return set(json.loads(done.stderr.decode().rpartition("MODULES")[2]))


@pytest.mark.parametrize(
    "code",
    [
        "import lunar_tui.cli",
        "from lunar_tui.cli import main; main(['--help'])",
        "from lunar_tui.cli import main; main(['search', '-h'])",
        "from lunar_tui.cli import main; main(['--version'])",
        "from lunar_tui.cli import main; main(['serch'])",
    ],
)
def test_help_imports_nothing_slow(code: str, tmp_path: Path) -> None:
    found = modules_after(code, tmp_path)
    assert not found & {"textual", "whoosh", "yaml", "rich", "nupunkt", "edtf", "lunar_tui.library"}


@pytest.mark.parametrize(
    "module", ["library", "search.index", "export.markdown", "export.plain", "export.shapes"]
)
def test_core_imports_neither_screen_nor_engine(module: str, tmp_path: Path) -> None:
    found = modules_after(f"import lunar_tui.{module}", tmp_path)
    assert not found & {"textual", "whoosh", "click"}


@pytest.mark.parametrize(
    "words",
    [
        ["search", "moon"],
        ["facts", "--json"],
        ["show", "alpha"],
        ["articles"],
        ["check"],
        ["export", "alpha"],
        ["index"],
    ],
)
def test_commands_do_without_the_screen(words: list[str], tmp_path: Path) -> None:
    root = small(tmp_path).root
    code = f"from lunar_tui.cli import main; main({[*words, '-w', str(root)]!r})"
    found = modules_after(code, tmp_path)
    assert "textual" not in found
    assert not any(name.startswith("lunar_tui.tui") for name in found)
    if words[0] not in {"search", "index"}:
        assert "whoosh" not in found


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_who_imports_what(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    roots = {name.partition(".")[0] for name in imports(path)}
    assert "textual" not in roots or place.startswith("tui/")
    assert "whoosh" not in roots or place == "search/whoosh_engine.py"
    assert "click" not in roots or place.startswith("commands/")
    assert not roots & {"socket", "requests", "httpx", "urllib", "marshal", "shelve"}
    # A pickle is a program: only what our own child process sends is read as one.
    assert "pickle" not in roots or place == "ahead.py"

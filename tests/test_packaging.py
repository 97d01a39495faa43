"""What users install is what the checkout holds, pinned, from any folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SHIPPED = {"data": ".yaml", "seeds": ".txt"}

needs_make = pytest.mark.skipif(
    os.name == "nt" or shutil.which("make") is None, reason="make is not installed"
)


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run offline, without what the caller's shell, make or pytest put into the environment."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LUNAR_TUI_", "MAKE", "MFLAGS", "PIP_", "PYTEST_", "PYTHON"))
    }
    environment = kept | {"PIP_NO_INDEX": "1", "PYTHONUTF8": "1"} | environment
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def succeed(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = run(*command, cwd=cwd, **environment)
    assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"
    return done.stdout


def contents(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


# The wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out)]
    succeed(*build, "--wheel", str(ROOT), cwd=out)
    (made,) = out.glob("*.whl")
    return made


@pytest.mark.parametrize("folder", SHIPPED)
def test_wheel_holds_the_shipped_workspace_byte_for_byte(wheel: Path, folder: str) -> None:
    expected = {
        f"lunar_tui/shipped/{path.relative_to(ROOT).as_posix()}": path.read_bytes()
        for path in files_below(ROOT / folder)
    }
    prefix = f"lunar_tui/shipped/{folder}/"
    shipped = {name: data for name, data in contents(wheel).items() if name.startswith(prefix)}

    assert expected
    assert shipped == expected
    assert {Path(name).suffix for name in shipped} == {SHIPPED[folder]}


def test_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in files_below(ROOT / "lunar_tui")
        if path.suffix in {".py", ".tcss"} or path.name == "py.typed" or "files" in path.parts
    }
    held = contents(wheel)
    assert {name for name in files if name.endswith((".tcss", "py.typed"))} > {"lunar_tui/py.typed"}
    assert {name: held.get(name) for name in files} == files

    extra = {name for name in held if name not in files and not name.startswith("lunar_tui-")}
    assert all(name.startswith("lunar_tui/shipped/") for name in extra), extra


def test_wheel_metadata(wheel: Path) -> None:
    held = contents(wheel)
    (info,) = {name.split("/")[0] for name in held if ".dist-info/" in name}
    metadata = Parser().parsestr(held[f"{info}/METADATA"].decode())

    assert metadata["License-Expression"] == "MIT"
    assert f"{info}/licenses/LICENSE" in held
    assert b"lunar-tui = lunar_tui.cli:main" in held[f"{info}/entry_points.txt"]
    required = {str(Requirement(text)) for text in metadata.get_all("Requires-Dist", [])}
    assert required == {str(Requirement(text)) for text in PYPROJECT["project"]["dependencies"]}


def test_sdist_builds_to_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path)]
    succeed(*build, str(ROOT), cwd=tmp_path)
    (again,) = tmp_path.glob("*.whl")

    assert contents(again) == contents(wheel)


# The installed program


class Installed(NamedTuple):
    python: Path
    program: Path
    elsewhere: Path

    def __call__(self, *arguments: str) -> str:
        home = str(self.elsewhere / "home")
        return succeed(self.program, *arguments, cwd=self.elsewhere, HOME=home, XDG_CACHE_HOME=home)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment that has the libraries of this one, but not the checkout."""
    base = tmp_path_factory.mktemp("installed")
    venv.create(base / "venv", with_pip=False, symlinks=os.name != "nt")
    scripts = base / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    site = Path(
        succeed(python, "-c", "import site; print(site.getsitepackages()[-1])", cwd=base).strip()
    )
    # A folder named in a .pth file is searched, but the .pth files inside it are not read:
    # an editable installation of the checkout stays out.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    target = ["--python", str(python), "install", "--no-deps", "--ignore-installed", "--no-compile"]
    succeed(*pip, *target, wheel, cwd=base)
    elsewhere = base / "elsewhere"
    elsewhere.mkdir()
    return Installed(python, scripts / "lunar-tui", elsewhere)


def test_installed_program_runs_without_the_checkout(installed: Installed) -> None:
    where = succeed(
        installed.python,
        "-c",
        "import lunar_tui; print(lunar_tui.__file__)",
        cwd=installed.elsewhere,
    )
    assert Path(where.strip()).resolve().is_relative_to(installed.python.parent.parent.resolve())
    version = re.search(
        r'^__version__ = "(.+)"$', (ROOT / "lunar_tui/__init__.py").read_text("utf-8"), re.MULTILINE
    )
    assert version
    assert version[1] in installed("--version")


def test_installed_program_finds_its_shipped_workspace(installed: Installed) -> None:
    installed("check")
    listed = json.loads(installed("articles", "--json"))["articles"]
    assert {article["source"] for article in listed} == {
        path.name for path in files_below(ROOT / "seeds")
    }


# The locks


class Pin(NamedTuple):
    name: str
    version: str
    hashes: tuple[str, ...]


def pins(lock: str) -> dict[str, Pin]:
    text = (ROOT / "requirements" / lock).read_text("utf-8").replace("\\\n", " ")
    return {pin.name: pin for pin in _pins(text)}


def _pins(text: str) -> Iterator[Pin]:
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        requirement, *options = re.split(r"\s+(?=--)", line.strip())
        wanted = re.fullmatch(r"([\w.-]+)==([^\s;]+)(?: ; .+)?", requirement)
        assert wanted, f"not pinned: {line}"
        found = tuple(option.removeprefix("--hash=sha256:") for option in options)
        assert found, f"no hash: {line}"
        assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in found), line
        yield Pin(canonicalize_name(wanted[1]), wanted[2], found)


def group(name: str) -> list[str]:
    entries: list[str | dict[str, Any]] = PYPROJECT["dependency-groups"][name]
    flat: list[str] = []
    for entry in entries:
        flat += [entry] if isinstance(entry, str) else group(entry["include-group"])
    return flat


RUNTIME = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["build-system"]["requires"]]


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("run.txt", [*RUNTIME, *group("build")]),
        ("dev.txt", [*RUNTIME, *group("dev")]),
        ("lock.txt", group("lock")),
    ],
)
def test_lock_pins_every_direct_dependency_with_hashes(lock: str, wanted: list[str]) -> None:
    pinned = pins(lock)
    for requirement in map(Requirement, wanted):
        pin = pinned.get(canonicalize_name(requirement.name))
        assert pin, f"{requirement.name} is missing in {lock}: run `make lock`"
        assert requirement.specifier.contains(pin.version), f"{pin.name}: run `make lock`"


def test_the_development_lock_holds_the_runtime_lock() -> None:
    assert pins("run.txt").items() <= pins("dev.txt").items()


# The repository

ADDRESS = re.compile(
    r"(?:https?|file|git\+\w+)://\S*(?:pypi|pythonhosted|artifactory|nexus|devpi|/simple\b)"
    # The options that name one, written so that they do not find themselves.
    r"|\b(?:index[-]url|find[-]links)\b",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"(?<![\w.~-])(?:/home/\w|/Users/\w|/root/|[A-Z]:\\Users\\)"
    + (f"|(?<![\\w.~-]){re.escape(str(ROOT))}\\b" if len(ROOT.parts) > 2 else "")
)


@pytest.fixture(scope="module")
def committed() -> list[str]:
    """The files of the repository: committed, or about to be."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = succeed("git", "-c", "safe.directory=*", *listing, cwd=ROOT)
    return [name for name in names.split("\0") if (ROOT / name).is_file()]


@pytest.mark.parametrize("forbidden", [ADDRESS, MACHINE], ids=["registry", "machine"])
def test_no_file_names_a_registry_or_a_machine(
    committed: list[str], forbidden: re.Pattern[str]
) -> None:
    # The articles stay as they came, and this file names what it looks for.
    searched = [
        name
        for name in committed
        if not name.startswith("seeds/") and name != "tests/" + Path(__file__).name
    ]
    found = [
        f"{name}: {match[0]}"
        for name in searched
        for match in forbidden.finditer((ROOT / name).read_text("utf-8", errors="ignore"))
    ]
    assert searched
    assert not found


def test_no_artefacts_are_committed(committed: list[str]) -> None:
    unwanted = re.compile(
        r"(^|/)(uv\.lock|__pycache__|\.venv|\.env|\.DS_Store|snapshot_report\.html)(/|$)|\.(pyc|whl|log|orig|rej)$"
    )
    assert [name for name in committed if unwanted.search(name)] == []


# make


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose environment looks installed from both locks."""
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy2(ROOT / name, tmp_path / name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name in ("bin/python", ".run-installed", ".dev-installed"):
        (tmp_path / ".venv" / name).touch()
        later(tmp_path / ".venv" / name, 60)
    return tmp_path


def later(path: Path, seconds: float) -> None:
    when = time.time() + seconds
    os.utime(path, (when, when))


@needs_make
@pytest.mark.parametrize("goal", ["run", "test", "lint"])
def test_a_second_make_installs_nothing(checkout: Path, goal: str) -> None:
    planned = succeed("make", "-n", goal, cwd=checkout)
    assert "pip" not in planned
    assert ".venv/bin/" in planned


@needs_make
def test_make_run_installs_the_runtime_lock_alone(checkout: Path) -> None:
    later(checkout / "requirements" / "run.txt", 120)
    later(checkout / "requirements" / "dev.txt", 120)
    planned = succeed("make", "-n", "run", cwd=checkout)

    assert "--require-hashes" in planned
    assert "requirements/run.txt" in planned
    assert "requirements/dev.txt" not in planned
    assert "--no-build-isolation --no-deps" in planned


@needs_make
def test_an_old_python_is_refused_in_one_line(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    old = checkout / "python3.10"
    old.write_text(
        "#!/bin/sh\n"
        '[ "$1" = --version ] && echo Python 3.10.14 && exit\n'
        f'exec "{sys.executable}" -c "import sys; sys.version_info = (3, 10, 14); $2"\n',
        "utf-8",
    )
    old.chmod(0o755)
    refused = run("make", "run", f"PYTHON={old}", cwd=checkout)

    assert refused.returncode == 2
    (line,) = [text for text in refused.stderr.splitlines() if not text.startswith("make")]
    assert "Python 3.11 or newer" in line
    assert "Python 3.10.14" in line
    assert not (checkout / ".venv").exists()


@needs_make
def test_make_explains_every_target(checkout: Path) -> None:
    makefile = (checkout / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    explained = [line.split()[1] for line in succeed("make", cwd=checkout).splitlines()]

    assert explained == targets
    assert set(targets) >= {"run", "test", "lint", "fix", "screenshots", "bench", "lock", "clean"}

"""The reason of a rank is one of a few words, so that reasons can be compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.facts.model import RANK_REASONS
from tests.workspaces import MISSIONS, Small, small

BEFORE = "        value: the editor's remark\n"


def ranked(folder: Path, reason: str, rank: str = "deprecated") -> Small:
    lines = f'        rank: {rank}\n        rank_reason: "{reason}"\n'
    return small(folder, {"data/missions.yaml": MISSIONS.replace(BEFORE, BEFORE + lines)})


@pytest.mark.parametrize("reason", [*RANK_REASONS, "rounding: TASS gives kilograms: two"])
def test_known_reasons(tmp_path: Path, reason: str) -> None:
    made = ranked(tmp_path, reason)
    assert made.problems() == []
    claim = made.library.claim("alpha/said/the-editors-remark")
    assert claim is not None
    assert (claim.rank, claim.rank_reason) == ("deprecated", reason)


@pytest.mark.parametrize(
    ("reason", "hint"),
    [
        ("it was rounded", ""),
        ("Rounding", ' (did you mean "rounding"?)'),
        ("earlier estimates: of May", ' (did you mean "earlier estimate"?)'),
        ("rounding :as TASS does", ' (did you mean "rounding"?)'),
        ("rounding: ", ""),
        (": words", ""),
    ],
)
@pytest.mark.parametrize("rank", ["deprecated", "normal"])
def test_other_reasons(tmp_path: Path, reason: str, hint: str, rank: str) -> None:
    made = ranked(tmp_path, reason, rank)
    (problem,) = made.problems()
    assert problem.code == "F014"
    assert problem.message == (
        f'the rank_reason "{reason}" must be one of rounding, earlier estimate, superseded, '
        f"different scope, correction, disputed, perhaps with a colon and more words{hint}"
    )
    line = next(
        number
        for number, text in enumerate(
            (made.root / "data/missions.yaml").read_text().splitlines(), 1
        )
        if "rank_reason" in text
    )
    assert (problem.place.line, problem.place.column) == (line, 22)
    # What is said stays in use.
    claim = made.library.claim("alpha/said/the-editors-remark")
    assert claim is not None
    assert claim.rank == rank

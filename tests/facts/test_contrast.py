"""Two wordings side by side: what differs is marked, and nothing of either is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.contrast import contrast, marked

WORDS = st.lists(
    st.sampled_from(["the", "moon", "1,731", "-", "嫦娥", "g.", "“", "\n"]), max_size=12
)


@pytest.mark.parametrize(
    ("old", "new", "blended"),
    [
        ("around 2 kg of rock", "around 1.7 kg of rock", "around [-2-]{+1.7+} kg of rock"),
        ("it will not land", "it will land", "it will [-not-] land"),
        ("it will land", "it will not land", "it will {+not+} land"),
        ("Chang’e-5 landed", "Chang'e-5 landed", "[-Chang’e-5-]{+Chang'e-5+} landed"),
        ("带回1731克月壤", "带回1935克月壤", "带回[-1731-]{+1935+}克月壤"),
        ("two\n lines", "two lines", "two lines"),
        ("all gone", "", "[-all gone-]"),
        ("landed at last", "landed", "landed [-at last-]"),
    ],
)
def test_what_differs_is_marked_in_one(old: str, new: str, blended: str) -> None:
    assert contrast(old, new).blended == blended


@given(WORDS, WORDS)
def test_the_runs_are_the_wordings(old: list[str], new: list[str]) -> None:
    both = contrast(" ".join(old), " ".join(new))
    assert "".join(run.text for run in both.old_runs) == " ".join(" ".join(old).split())
    assert "".join(run.text for run in both.new_runs) == " ".join(" ".join(new).split())
    if not any(run.differs for run in (*both.old_runs, *both.new_runs)):
        assert "".join(old).split() == "".join(new).split()


def test_long_wordings_are_not_compared() -> None:
    both = contrast("a b " * 5_000, "a c " * 5_000)
    assert [run.differs for run in both.old_runs] == [True]
    assert marked(contrast("a b", "a c").old_runs, "<", ">") == "a <b>"

"""Text that nobody wrote for a reader: nothing hangs, nothing breaks, nothing is quoted wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts import quoting
from lunar_tui.facts.anchors import anchor
from lunar_tui.suggestions import grounds, proposing
from lunar_tui.suggestions.reading import LONGEST
from tests.suggestions.sayings import ENTITIES, suggestions
from tests.suggestions.test_shipped import check

_NAMES = [name for entity in ENTITIES for name in entity.names]
_PIECES = [*_NAMES, " was launched in ", "1,", "731", "2020", "on the 12th", "’s", "'s", "(", ")"]
_PIECES += ["\x1b[31m", "\u202e", "\ud7ff", "\r\n", "\n\n", "—", "said that ", "$", "0" * 60, "½"]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=8), max_size=60))
def test_any_text(pieces: list[str]) -> None:
    from lunar_tui.corpus.article import Article

    text = " ".join(pieces)
    for item in suggestions(text):
        check(Article("a.txt", text), item)


def test_hidden_characters_are_never_quoted() -> None:
    assert suggestions("Orca-3 landed in 2019 there.")
    assert not suggestions("Orca-3 landed in 2019 \u202ethere.")


def test_the_same_sentence_twice_is_one_suggestion_that_anchors() -> None:
    from lunar_tui.corpus.article import Article

    text = "So it was. Orca-3 landed in 2019. Yes.\n\nHow it was: Orca-3 landed in 2019. No.\n"
    found = suggestions(text)
    assert found
    for item in found:
        check(Article("a.txt", text), item)


@pytest.mark.parametrize("text", ["Orca-3 landed in 2019 " * 200, "Orca-3 and " * 400])
def test_a_monstrous_sentence_is_not_read(text: str) -> None:
    assert len(text) > LONGEST
    assert not suggestions(text)


def test_an_article_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposing, "MOST", 5)
    asked = 0
    real = anchor

    def counted(*arguments: object) -> object:
        nonlocal asked
        asked += 1
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(quoting, "anchor", counted)
    text = " ".join(f"Orca-3 landed in {year}." for year in range(1960, 2060))
    assert len(suggestions(text)) == 5
    assert asked <= 5 * 5


def _asked_for(monkeypatch: pytest.MonkeyPatch, text: str) -> tuple[int, int]:
    """How many suggestions a text gives, and for how many places a quote is asked for."""
    asked = 0
    real = quoting.evidence_at

    def counted(*arguments: object) -> object:
        nonlocal asked
        asked += 1
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(grounds, "evidence_at", counted)
    return len(suggestions(text)), asked


@pytest.mark.parametrize("end", [".\n", ".\n\n", ".\r\n", ". "])
def test_a_sentence_that_stands_many_times_is_quoted_once(
    monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    text = f"So it was.{end}" + f"Orca-3 landed in 2019{end}" * 300
    assert _asked_for(monkeypatch, text) == (1, 1)


def test_a_sentence_that_cannot_be_told_from_others_is_tried_in_few_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, asked = _asked_for(monkeypatch, "Orca-3 landed in 2019.\n" * 300)
    assert made == 0
    assert asked == grounds._TRIES


def test_places_without_a_quote_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposing, "MOST", 5)
    block = "".join(f"Orca-3 landed in {year} and stayed there.\n\n" for year in range(1900, 2000))
    text = "It is so.\n\n" * 200
    made, asked = _asked_for(monkeypatch, text + block * 2 + text)
    assert asked <= 5 * 2 + made


def test_one_place_that_can_be_told_from_others_is_found_behind_them() -> None:
    same = f"Orca-3 landed in 2019 {'and stayed ' * 50}there.\n\n"
    text = same * 10 + "How it was.\n\n" + same + same * 10
    (item,) = suggestions(text)
    assert item.start == 9 * len(same)


def test_work_grows_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    from lunar_tui.suggestions import patterns

    steps = 0
    real = patterns.Search._fits

    def counted(self: patterns.Search, *arguments: object) -> bool:
        nonlocal steps
        steps += 1
        return real(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(patterns.Search, "_fits", counted)
    sentence = "Acme and Ferrum Works and Acme and Orca-3 signed and signed the head of of Acme. "
    counts = []
    for times in (10, 20, 40):
        steps = 0
        suggestions(sentence * times)
        counts.append(steps)
    assert counts[0] > 0
    assert counts[2] <= 4.2 * counts[0]

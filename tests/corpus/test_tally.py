"""A tally of what sentences name: counted, kept, brought up to date."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus import tally as tallies
from lunar_tui.corpus.mentions import Names
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.corpus.tally import Count, Naming, Tally, namings

NAMES = Names([("moon", "Moon"), ("luna", "Luna-26"), ("ship", "Luna-26"), ("us", "US")])
DIGESTS = {"a.txt": "1", "b.txt": "2", "c.txt": "3"}
FOUND = (
    Naming("moon", "a.txt", 0, 9, 2),
    Naming("moon", "a.txt", 10, 20, 1),
    Naming("moon", "c.txt", 5, 8, 1),
    Naming("luna", "b.txt", 0, 4, 3),
)
TALLY = Tally().updated(DIGESTS, FOUND)


def named(*texts: str) -> list[tuple[str, int, int]]:
    """Who is named in which sentence, by its number, and how often."""
    spans = [Sentence(1000 * number, 1000 * number + 1, "body") for number in range(len(texts))]
    found = namings(NAMES, "a.txt", spans, texts)
    return [(item.entity, item.start // 1000, item.times) for item in found]


def rows(tally: Tally) -> set[Naming]:
    return {item for entity in ("moon", "luna", "x") for item in tally.of(entity)}


def test_who_is_named_in_which_sentence() -> None:
    assert named("The Moon, the moon.", "Nothing.", "Luna-26 flies to the Moon.") == [
        ("moon", 0, 2),
        ("luna", 2, 1),
        ("ship", 2, 1),
        ("moon", 2, 1),
    ]
    assert named() == []


def test_no_name_reaches_from_one_sentence_into_the_next() -> None:
    assert named("They saw Luna-", "26 of them") == []
    assert named("They saw Luna", "26 of them") == []
    assert named("of the US", "US") == [("us", 0, 1), ("us", 1, 1)]


def test_many_sentences_are_looked_through_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["the Moon", "no", "the Moon and the Moon", "", "US"]
    whole = named(*texts)
    for size in (1, 9, 30):
        monkeypatch.setattr(tallies, "_TOGETHER", size)
        assert named(*texts) == whole


def test_monstrous_sentence_is_looked_through_from_its_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tallies, "LONGEST_SENTENCE", 10)
    assert named("the Moon, the Moon") == [("moon", 0, 1)]


def test_counts() -> None:
    assert TALLY.count("moon") == Count(mentions=4, sentences=3, articles=2)
    assert TALLY.count("moon", {"a.txt", "b.txt"}) == Count(3, 2, 1)
    assert TALLY.count("luna", {"a.txt"}) == TALLY.count("nobody") == Count(0, 0, 0)
    assert list(TALLY.of("moon", {"c.txt"})) == [FOUND[2]]
    assert FOUND[0].id == "a.txt:0-9"


def test_only_what_changed_is_looked_through_again() -> None:
    assert Tally().stale(DIGESTS) == ["a.txt", "b.txt", "c.txt"]
    assert TALLY.stale(DIGESTS) == []
    assert TALLY.stale({"d.txt": "4", "c.txt": "3", "a.txt": "5"}) == ["d.txt", "a.txt"]
    assert Tally({"a.txt": ""}).stale({"a.txt": ""}) == ["a.txt"]


def test_updated_is_as_if_made_anew() -> None:
    digests = {"0.txt": "0", "c.txt": "3", "a.txt": "changed"}
    new = (Naming("moon", "a.txt", 1, 2, 1), Naming("x", "0.txt", 3, 4, 1))
    changed = TALLY.updated(digests, new)
    assert rows(changed) == rows(Tally().updated(digests, (FOUND[2], *new)))
    assert changed.count("luna") == Count(0, 0, 0)
    assert rows(TALLY) == set(FOUND)


def test_kept_and_loaded() -> None:
    loaded = Tally.loaded(TALLY.files())
    assert (rows(loaded), loaded.digests) == (rows(TALLY), DIGESTS)
    assert rows(Tally.loaded(Tally().files())) == set()


@pytest.mark.parametrize("change", [{"order": "other"}, {"item": 3}, {"digests": []}])
def test_what_was_kept_elsewhere_is_refused(change: dict[str, object]) -> None:
    files = TALLY.files()
    head = json.dumps({**json.loads(files["head"]), **change}).encode()
    with pytest.raises(ValueError, match=r"."):
        Tally.loaded({**files, "head": head})


_FILES = st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"])
_DIGESTS = st.dictionaries(_FILES, st.sampled_from(["1", "2", ""]))


@given(_DIGESTS, _DIGESTS, st.data())
def test_any_change_leaves_what_is_not_stale(
    before: dict[str, str], after: dict[str, str], data: st.DataObject
) -> None:
    def of(files: list[str]) -> set[Naming]:
        entities = st.sampled_from(["moon", "luna"])
        spots = st.tuples(entities, st.sampled_from(files), st.integers(0, 9))
        found = data.draw(st.sets(spots, max_size=6)) if files else set()
        return {Naming(entity, file, at, at + 1, 1) for entity, file, at in found}

    old = of(list(before))
    tally = Tally().updated(before, old)
    stale = tally.stale(after)
    new = of(stale)
    kept = {item for item in old if item.file in after and item.file not in stale}
    assert rows(Tally.loaded(tally.updated(after, new).files())) == kept | new

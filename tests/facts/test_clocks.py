"""Three clocks: what a claim is about, when it was said, when it was published."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.clocks import (
    LATER,
    Clocks,
    as_of,
    clocks,
    in_order,
    known_by,
    oldest_and_newest,
    published_by,
)
from lunar_tui.facts.model import Claim, Evidence, Qualifiers, Value
from tests.workspaces import MISSIONS, small

PUBLISHED = {
    "day.txt": "2021-04-27",
    "month.txt": "2021-04",
    "about.txt": "2021-04~",
    "open.txt": "2021/..",
    "bad.txt": "yesterday",
    "none.txt": "",
}
DAYS = st.dates(date(2019, 1, 1), date(2024, 12, 31))


def claim(*sources: str, stance: str = "supports") -> Claim:
    evidence = tuple(Evidence(source, "words", stance=stance) for source in sources)
    return Claim("a/b/c", "a", "b", Value("text", "c"), Qualifiers(), evidence)


def test_clocks_are_told_apart() -> None:
    said = claim("none.txt", "day.txt", "other.txt", "month.txt")._replace(
        qualifiers=Qualifiers(about="2030", said_by="li-wei", said_on="2021-04-20")
    )
    found = clocks(said, PUBLISHED)
    assert found == Clocks(
        "2030",
        "li-wei",
        "2021-04-20",
        (
            ("month.txt", "2021-04"),
            ("day.txt", "2021-04-27"),
            ("none.txt", ""),
            ("other.txt", ""),
        ),
    )
    assert clocks(claim("day.txt", stance="mentions"), PUBLISHED).published == ()


def test_order_of_publication() -> None:
    files = in_order([*reversed(PUBLISHED), "a.txt"], PUBLISHED)
    assert files == (
        "open.txt", "about.txt", "month.txt", "day.txt", "a.txt", "bad.txt", "none.txt",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "last"),
    [
        ("day.txt", date(2021, 4, 27)),
        ("month.txt", date(2021, 4, 30)),
        ("about.txt", date(2021, 5, 31)),
    ],
)
def test_surely_published_on_the_latest_possible_day(file: str, last: date) -> None:
    assert published_by(file, last, PUBLISHED)
    assert not published_by(file, last - timedelta(days=1), PUBLISHED)


@pytest.mark.parametrize("file", ["open.txt", "bad.txt", "none.txt", "gone.txt"])
def test_never_surely_published(file: str) -> None:
    assert not published_by(file, date.max, PUBLISHED)


def test_editors_own_claims_were_known_by_nobody() -> None:
    assert not known_by(claim(), date.max, PUBLISHED)
    assert not known_by(claim("day.txt", stance="contradicts"), date.max, PUBLISHED)


def test_evidence_of_later_articles_is_left_out() -> None:
    late = Evidence("month.txt", "no", stance="contradicts")
    whole = claim("month.txt", "day.txt")
    whole = whole._replace(evidence=(*whole.evidence, late))
    (then,) = as_of([whole, claim("none.txt")], date(2021, 4, 28), PUBLISHED)
    assert [piece.source for piece in then.evidence] == ["day.txt"]
    assert as_of([whole], date(2021, 5, 1), PUBLISHED) == (whole,)
    assert as_of([whole], date(2021, 4, 26), PUBLISHED) == ()


@given(st.lists(st.sampled_from([*PUBLISHED]), max_size=4, unique=True), DAYS, DAYS)
def test_what_is_known_stays_known(sources: list[str], one: date, other: date) -> None:
    early, late = sorted((one, other))
    before, after = (as_of([claim(*sources)], day, PUBLISHED) for day in (early, late))
    assert len(before) <= len(after)
    for then, now in zip(before, after, strict=False):
        assert set(then.evidence) <= set(now.evidence)


# --- in a library -----------------------------------------------------------------------------


FINDINGS = """\
findings:
  - id: both
    kind: change
    entity: alpha
    summary: The two differ.
    claims: [alpha/landed/may-3-2021, alpha/mass/1-5-kg]
  - id: noted
    kind: naming
    entity: alpha
    summary: It has another name there.
    claims: [alpha/landed/may-3-2021]
    evidence:
      - {source: b.txt, quote: Alfa}
"""


def test_library_as_of_a_day(tmp_path: Path) -> None:
    facts = MISSIONS.replace(
        "{source: a.txt, quote: It carried", "{source: b.txt, quote: Alfa took"
    )
    made = small(
        tmp_path,
        {
            "seeds/b.txt": "Alfa took 1.5 kg of soil.",
            "data/missions.yaml": facts,
            "data/findings.yaml": FINDINGS,
        },
    )
    library = made.library
    past = library.as_of(date(2021, 5, 31))
    alpha = past.entity("alpha")
    assert alpha is not None
    assert [item.property for item in alpha.claims] == ["landed"]
    assert [alias.name for alias in alpha.aliases] == ["Alfa-1", "the probe Alpha"]
    assert past.claim("alpha/mass/1-5-kg") is None
    assert past.facts.findings == ()
    assert [item.id for item in past.backlinks("alpha")] == ["beta/follows/alpha"]
    assert past.article("a.txt") is library.article("a.txt")
    before = library.as_of(date(2021, 5, 30))
    assert list(before.facts.entities) == list(library.facts.entities)
    assert not before.facts.claims
    nobody = before.entity("alpha")
    assert nobody is not None
    # A name that an article gives was not yet given; the editor's is for finding it.
    assert [alias.name for alias in nobody.aliases] == ["Alfa-1"]
    assert len(library.facts.findings) == 2


@pytest.mark.parametrize(
    ("files", "ends"),
    [
        (("day.txt", "late.txt"), ("day.txt", "late.txt")),
        (("day.txt", "same.txt", "late.txt"), ("", "late.txt")),
        (("day.txt", "month.txt"), ("", "")),
        (("day.txt", "late.txt", "none.txt"), ("", "")),
        (("day.txt",), ("", "")),
        ((), ("", "")),
    ],
)
def test_oldest_and_newest_are_named_only_where_dates_tell(
    files: tuple[str, ...], ends: tuple[str, str]
) -> None:
    published = {**PUBLISHED, "same.txt": "2021-04-27", "late.txt": "2022"}
    assert oldest_and_newest(files, published) == ends


def test_what_the_editor_wrote_with_later_sources_in_view_says_so() -> None:
    noted = claim("day.txt", "later.txt")._replace(
        qualifiers=Qualifiers(inferred_from="the later text", note="both say so")
    )
    known = {**PUBLISHED, "later.txt": "2024"}
    (then,) = as_of([noted], date(2021, 4, 30), known)
    assert then.qualifiers.inferred_from == f"{LATER}: the later text"
    assert then.qualifiers.note == f"{LATER}: both say so"
    assert then.basis == "inferred"
    assert as_of([noted], date(2025, 1, 1), known) == (noted,)

"""The timeline: every dated claim once, in an order that does not depend on the files."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.facts.dates import date_range
from lunar_tui.facts.model import Claim, Evidence, Qualifiers, Value
from lunar_tui.facts.timeline import Event, by_year, timeline, year_of
from lunar_tui.library import open_library
from tests.workspaces import ROOT

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def claim(
    edtf: str, *sources: str, certainty: str = "stated", rank: str = "normal", entity: str = "a"
) -> Claim:
    return Claim(
        f"{entity}/held/{edtf}",
        entity,
        "held",
        Value("date", edtf, date=edtf),
        Qualifiers(certainty=certainty),
        tuple(Evidence(source, "quote") for source in sources),
        rank,
    )


def only(edtf: str, published: str = "2021-04-27", certainty: str = "stated") -> Event:
    (event,) = timeline([claim(edtf, "a.txt", certainty=certainty)], {"a.txt": published})
    return event


@st.composite
def edtf(draw: st.DrawFn) -> str:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    day, other = first.isoformat(), last.isoformat()
    plain = [day, day[:7], day[:4], f"{day[:3]}X", f"{day[:2]}XX", f"{day[:7]}~", f"{day[:4]}?"]
    spans = [f"../{day}", f"{day[:7]}/..", f"{day}/{other}", f"[{day[:7]},{other[:7]}]"]
    return draw(st.sampled_from(plain + spans))


@given(st.lists(edtf(), max_size=12, unique=True), st.randoms())
def test_order_is_that_of_the_days_and_of_nothing_else(dates: list[str], random: object) -> None:
    claims = [claim(one, entity=name) for one in dates for name in ("a", "b")]
    shuffled = claims[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    events = timeline(claims, {})
    assert timeline(shuffled, {}) == events
    assert sorted(event.claim.id for event in events) == sorted(one.id for one in claims)
    groups = list(by_year(events))
    # Each heading stands once, with all that belongs under it.
    assert len({label for label, _ in groups}) == len(groups)
    assert [event for _, group in groups for event in group] == list(events)
    for _, group in groups:
        exact = [date_range(event.date.rstrip("~?")) for event in group]
        firsts = [days.earliest or days.latest for days in exact]
        assert firsts == sorted(firsts)  # type: ignore[type-var]


@given(edtf())
def test_a_date_stands_under_a_year_it_can_mean(text: str) -> None:
    label = year_of(only(text))
    digits = [int(part) for part in label.removeprefix("the ").removesuffix("s").split("–")]
    days = date_range(text.rstrip("~?"))
    shown = days.earliest or days.latest
    assert shown is not None
    assert digits[0] <= shown.year <= digits[-1] + (9 if label.endswith("s") else 0)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        *(("2020", "2020"), ("2020-11-24", "2020"), ("2029~", "2029"), ("204X", "the 2040s")),
        *(("../2035", "2035"), ("2035/..", "2035"), ("2018/2022", "2018"), ("19XX", "1900–1999")),
        *(("195X/197X", "the 1950s"), ("-0044/2020", "2020"), ("-0044", "other dates")),
        *(("[2021-05,2022]", "2021"), ("[..2022]", "2022"), ("Y12345", "other dates")),
        ("2020-22~/2021", "2020"),
    ],
)
def test_label(text: str, label: str) -> None:
    assert year_of(only(text)) == label


def test_the_coarser_of_two_that_begin_alike_comes_later() -> None:
    dates = ["20XX", "2XXX", "204X", "2041", "2040-05", "2040", "2040-01", "2040-01-01", "-0044"]
    events = timeline([claim(one) for one in reversed(dates)], {})
    assert [event.date for event in events] == [
        *("2XXX", "20XX", "2040-01-01", "2040-01", "2040", "2040-05", "204X", "2041", "-0044")
    ]


def test_an_approximate_date_stands_where_the_exact_one_would() -> None:
    events = timeline([claim(one) for one in ("2030", "2029~", "2028-06", "../2029")], {})
    assert [event.date for event in events] == ["2028-06", "2029~", "../2029", "2030"]
    about = events[1]
    assert (about.approximate, about.precision) == (True, "year")
    assert (about.earliest, about.latest) == (date(2028, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("text", "certainty", "published", "tense"),
    [
        ("2020-11-24", "stated", "2021-04-27", "past"),
        ("2021-04-27", "stated", "2021-04-27", "past"),
        # Earlier this month: the month is not over, what happened is.
        ("2021-04", "inferred", "2021-04-24", "past"),
        ("2021-05", "stated", "2021-04-27", "planned"),
        # It may have come out on the last day of April.
        ("2021-04-30", "stated", "2021-04", "past"),
        ("2021-05-01", "stated", "2021-04", "planned"),
        ("2029~", "stated", "2021-04-27", "planned"),
        # A plan stays a plan when its day has passed.
        ("2020", "planned", "2021-04-27", "planned"),
        ("2018/2022", "stated", "2021-04-27", "now"),
        ("2018/2020", "stated", "2021-04-27", "past"),
        ("2022/2025", "stated", "2021-04-27", "planned"),
        ("2018/..", "stated", "2021-04-27", "now"),
        ("../2035", "stated", "2021-04-27", "planned"),
        ("../2020", "stated", "2021-04-27", "past"),
        # Nobody knows when it was published: the source says that it happened.
        ("2040", "stated", "", "past"),
        ("2040", "stated", "soon", "past"),
        ("2040", "planned", "", "planned"),
        ("-0044/..", "stated", "2021", "past"),
    ],
)
def test_tense_is_as_of_the_article(text: str, certainty: str, published: str, tense: str) -> None:
    assert only(text, published, certainty).tense == tense


def test_the_latest_article_tells_the_tense() -> None:
    published = {"a.txt": "2021", "b.txt": "2023", "c.txt": ""}
    both = claim("2022", "a.txt", "b.txt")
    assert timeline([both], published)[0].tense == "past"
    # What has no date may have been published after the event.
    unknown = claim("2022", "a.txt", "c.txt")
    assert timeline([unknown], published)[0].tense == "past"
    assert timeline([claim("2022", "a.txt")], published)[0].tense == "planned"


def test_what_denies_it_does_not_tell_the_tense() -> None:
    piece = Evidence("b.txt", "quote", stance="contradicts")
    said = claim("2022", "a.txt")
    (event,) = timeline([said._replace(evidence=(*said.evidence, piece))], {"a.txt": "2021"})
    assert event.tense == "planned"


def test_no_rank_is_left_out_and_no_other_type_let_in() -> None:
    claims = [claim("2020", rank="deprecated"), claim("2021", rank="preferred")]
    other = claim("2022")._replace(value=Value("text", "2022"))
    events = timeline([*claims, other, claim("no date")], {})
    assert [event.claim.rank for event in events] == ["deprecated", "preferred"]


def test_the_library_chooses_by_entity_and_kind() -> None:
    library = open_library(ROOT)
    everything = library.timeline()
    dated = [one for one in library.facts.claims.values() if one.value.type == "date"]
    assert len(everything) == len(dated)
    kinds = [library.timeline(kind=kind.id) for kind in library.kinds]
    assert sum(map(len, kinds)) == len(everything)
    name = everything[0].claim.entity
    own = library.timeline(entity=name)
    assert own == tuple(event for event in everything if event.claim.entity == name)
    assert library.timeline(entity="nobody") == ()


def test_what_was_known_on_a_day() -> None:
    library = open_library(ROOT)
    past = library.as_of(date(2021, 3, 31)).timeline()
    assert past
    assert {event.claim.id for event in past} < {event.claim.id for event in library.timeline()}
    assert not any(event.tense == "past" and event.earliest and event.earliest.year > 2021
                   for event in past)  # fmt: skip

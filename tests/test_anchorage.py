"""Quotes of articles that were edited: what became of each, and what it supports meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.anchorage import Standing, as_chosen
from lunar_tui.curation import CurationError, Curator
from lunar_tui.facts.requoting import requote_all
from lunar_tui.library import Library, open_library
from tests.workspaces import SCHEMA, Small, small

LONG = """\
Probe lands on the Moon

The probe Alpha landed on the far side of the Moon on May 3, 2021, the agency said in Beijing. \
It carried 1,731 grams of lunar soil back to Earth in a sealed capsule.

“We have waited for thirty years”, said Li Wei, who heads the laboratory in Shanghai. \
The next probe will be launched in 2029 from the spaceport in Wenchang.
"""
QUOTES = {
    "landed": "landed on the far side of the Moon on May 3, 2021, the agency said in Beijing",
    "mass": "It carried 1,731 grams of lunar soil back to Earth in a sealed capsule.",
    "said": "said Li Wei, who heads the laboratory in Shanghai",
    "next": "The next probe will be launched in 2029 from the spaceport in Wenchang.",
}
FACTS = """\
# kept as it is
kind: mission
entities:
  - id: alpha
    name: Alpha
    claims:
      - property: landed
        value: {date: 2021-05-03, text: "May 3, 2021"}
        evidence:
          # by hand
          - source: a.txt
            quote: "landed on the far side of the Moon on May 3, 2021, the agency said in Beijing"
      - property: mass
        value: {quantity: "1731", unit: g, text: "1,731 grams"}
        evidence:
          - source: a.txt
            quote: It carried 1,731 grams of lunar soil back to Earth in a sealed
              capsule.
      - property: said
        value: that he waited
        evidence:
          - {source: a.txt, quote: "said Li Wei, who heads the laboratory in Shanghai"}
      - property: said
        value: that there is a laboratory
        evidence:
          - {source: a.txt, quote: "said Li Wei, who heads the laboratory in Shanghai"}
"""
SOURCES = """\
sources:
  - file: a.txt
    published: 2021-05
    excused:
      - quote: The next probe will be launched in 2029 from the spaceport in Wenchang.
        reason: a plan
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Small:
    files = {
        "data/schema.yaml": SCHEMA,
        "data/missions.yaml": FACTS,
        "data/sources.yaml": SOURCES,
        "data/people.yaml": "kind: person\nentities: []\n",
        "seeds/a.txt": LONG,
    }
    return small(tmp_path, files)


def edited(workspace: Small, *changes: tuple[str, str]) -> Library:
    text = LONG
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    workspace.put("seeds/a.txt", text)
    return workspace.library


def states(library: Library) -> dict[str, str]:
    return {item.evidence.quote[:12]: item.state for item in library.anchorage.standings}


def test_where_nothing_has_changed_nothing_is_looked_for(workspace: Small) -> None:
    library = workspace.library
    library.find_moved()
    assert library.anchorage.standings == ()
    assert library.drifted == 0
    assert "mentioned" not in library.__dict__


def test_each_kind_of_edit_has_its_state(workspace: Small) -> None:
    library = edited(
        workspace,
        ("1,731 grams of lunar", "1731 grammes of lunar"),
        ("May 3, 2021", "May 4, 2021"),
        (
            "said Li Wei, who heads the laboratory in Shanghai",
            "",
        ),
    )
    assert states(library) == {
        "landed on th": "doubtful",
        "It carried 1": "moved",
        "said Li Wei,": "lost",
    }
    doubtful, moved, lost = library.anchorage.standings
    assert "3" in doubtful.found.reason
    assert [piece.part for piece in lost.pieces] == ["claim", "claim"]
    assert moved.found.evidence.quote == (
        "It carried 1731 grammes of lunar soil back to Earth in a sealed capsule."
    )


def test_line_ends_and_other_places_change_nothing(workspace: Small) -> None:
    library = edited(workspace, ("\n\n", "\n\n\n"), ("far side of", "far side\nof"))
    assert states(library) == {}
    workspace.put("seeds/a.txt", "\n\n".join(reversed(LONG.split("\n\n"))))
    assert states(workspace.library) == {}


def test_what_moved_supports_and_what_is_doubtful_does_not(workspace: Small) -> None:
    library = edited(
        workspace,
        ("1,731 grams of lunar", "1731 grammes of lunar"),
        ("May 3, 2021", "May 4, 2021"),
        ("in 2029 from the spaceport", "in 2029 from the space-port"),
    )
    landed, mass = library.facts.entities["alpha"].claims[:2]
    (there,) = library.citations(mass)
    text = (workspace.root / "seeds/a.txt").read_text("utf-8")
    assert there.anchor.state == "moved"
    assert text[there.anchor.start : there.anchor.end].startswith("It carried 1731 grammes")
    assert [voice.source for voice in library.attestations(mass)] == ["a.txt"]
    assert library.attestations(landed) == ()
    assert {item.claim.property for item in library.citations_in("a.txt")} == {"mass", "said"}
    article = library.article("a.txt")
    assert article is not None
    counts = library.coverage_of(article)
    assert (counts.cited, counts.excused) == (2, 1)


def test_check_names_what_moved_until_it_is_accepted(workspace: Small) -> None:
    library = edited(workspace, ("1,731 grams of lunar", "1731 grammes of lunar"))
    problems = [item for item in library.check().problems if item.code[0] == "F"]
    assert [item.code for item in problems] == ["F017"]
    assert "lunar-tui reanchor --accept" in problems[0].message
    assert "1731 grammes" in problems[0].message


def test_in_haste_nothing_is_looked_for(workspace: Small) -> None:
    library = edited(workspace, ("1,731 grams of lunar", "1731 grammes of lunar now"))
    mass = library.facts.entities["alpha"].claims[1]
    library.hasty = True
    assert library.citations(mass)[0].anchor.state == "lost"
    library.find_moved()
    assert library.hasty is False
    assert library.citations(mass)[0].anchor.state != "lost"
    assert library.drifted == 1


def test_another_library_of_the_same_articles_need_not_look_again(
    workspace: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(workspace, ("1,731 grams of lunar", "1731 grammes of the lunar")).find_moved()
    monkeypatch.setattr("lunar_tui.anchorage.reanchor", None)
    again = workspace.library
    again.find_moved()
    assert again.drifted == 1


def test_an_older_text_tells_what_had_a_twin(workspace: Small) -> None:
    twin = "Back to Earth it carried 1,731 grams of lunar soil in a sealed capsule."
    before = f"{LONG}\n{twin}\n"
    workspace.put("seeds/a.txt", before.replace(QUOTES["mass"], "Nothing more is known."))
    alone = states(workspace.library).get("It carried 1")
    workspace.put("seeds/originals/a.1.txt", before)
    assert alone in ("moved", "doubtful")
    assert states(workspace.library)["It carried 1"] == "doubtful"
    # A version without the quote says nothing of it, and the newest that has it counts.
    workspace.put("seeds/originals/a.2.txt", "Another text.")
    assert states(workspace.library)["It carried 1"] == "doubtful"


def test_an_article_that_is_gone(workspace: Small) -> None:
    (workspace.root / "seeds/a.txt").rename(workspace.root / "seeds/b.txt")
    library = workspace.library
    assert set(states(library).values()) == {"lost"}
    assert library.anchorage.standings[0].found.reason == "there is no article a.txt"


def _moved(library: Library) -> Standing:
    return next(item for item in library.anchorage.standings if item.state == "moved")


def test_what_is_written_is_the_quote_alone_and_can_be_undone(workspace: Small) -> None:
    library = edited(
        workspace,
        ("1,731 grams of lunar", "1731 grammes of lunar"),
        ("who heads the laboratory", "who heads the labora\xadtory"),
        ("heads the labora\xadtory in Shanghai", "heads the laboratory,  in Shanghai"),
    )
    items = library.anchorage.standings
    assert {item.state for item in items} == {"moved"}
    file = workspace.root / "data/missions.yaml"
    before = file.read_bytes()
    curator = Curator(library.workspace)
    new = {item.quote: item.found.evidence for item in items}
    step = curator.edit("mended", lambda book: requote_all(book, new))
    assert step.problems == ()
    after = open_library(workspace.root)
    assert after.anchorage.standings == ()
    assert [c.id for c in after.facts.claims.values()] == [
        c.id for c in library.facts.claims.values()
    ]
    changed = [
        line
        for line in file.read_text("utf-8").splitlines()
        if line not in before.decode().splitlines()
    ]
    assert len(changed) <= 4
    assert all("quote" in line or line.startswith("              ") for line in changed)
    with pytest.raises(CurationError, match="nothing quotes"):
        curator.edit("again", lambda book: requote_all(book, new))
    curator.undo()
    assert file.read_bytes() == before


def test_a_candidate_is_taken_by_hand_with_what_makes_it_unique(workspace: Small) -> None:
    library = edited(workspace, ("1,731 grams", "1,935 grams"))
    (item,) = library.anchorage.standings
    article = library.article("a.txt")
    assert article is not None
    taken = as_chosen(article.text, item, item.found.candidates[0])
    assert taken is not None
    assert taken.quote == QUOTES["mass"].replace("1,731", "1,935")
    assert library.locate(taken).state == "exact"

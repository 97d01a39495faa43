"""The command `suggest`."""

from __future__ import annotations

from difflib import ndiff
from importlib.resources import files
from pathlib import Path

import pytest

from tests.workspaces import Small, only, run, small

TEXT = "Alpha landed on May 3, 2021. Nobody knows why.\n\nBeta landed in \x1b[31m2022 they say.\n"


@pytest.fixture
def made(tmp_path: Path) -> Small:
    return small(tmp_path, {"seeds/b.txt": TEXT})


def test_json_is_the_contract(capsys: pytest.CaptureFixture[str], made: Small) -> None:
    done = run(capsys, "-w", made.root, "suggest", "--json")
    assert done.code == 0
    (item,) = done.json["suggestions"]
    assert {"id", "entity", "property", "value", "qualifiers", "rule", "confidence"} <= set(item)
    assert item["value"] == {"type": "date", "text": "May 3, 2021", "date": "2021-05-03"}
    assert item["evidence"]["anchor"] == "exact"
    assert item["evidence"]["quote"] == "Alpha landed on May 3, 2021"
    words = {name: TEXT[low:high] for name, (low, high) in item["highlights"].items()}
    assert words == {"trigger": "landed", "subject": "Alpha", "value": "May 3, 2021"}
    assert item["claim"] == "alpha/landed/may-3-2021"


def test_text_shows_the_sentence_and_the_claim(
    capsys: pytest.CaptureFixture[str], made: Small
) -> None:
    done = run(capsys, "-w", made.root, "suggest")
    assert done.code == 0
    assert "b.txt:0-28 title" in done.out or "b.txt:0-28 body" in done.out
    assert "Alpha · landed: May 3, 2021 [2021-05-03]" in done.out


def test_filters(capsys: pytest.CaptureFixture[str], made: Small) -> None:
    root = made.root
    assert run(capsys, "-w", root, "suggest", "--entity", "Beta").code == 1
    assert run(capsys, "-w", root, "suggest", "--entity", "alpha", "--property", "landed").code == 0
    assert run(capsys, "-w", root, "suggest", "--property", "land").code == 2
    assert run(capsys, "-w", root, "suggest", "a.txt").code == 1
    assert run(capsys, "-w", root, "suggest", "c.txt").code == 2


def test_all_reads_cited_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    none = run(capsys, "suggest")
    assert (none.code, none.out) == (1, "")
    assert "--all" in none.err
    done = run(capsys, "suggest", "--all", "--limit", "2", "--json")
    assert len(done.json["suggestions"]) == 2


def test_dismiss_and_restore(capsys: pytest.CaptureFixture[str], made: Small) -> None:
    root = made.root
    (item,) = run(capsys, "-w", root, "suggest", "--json").json["suggestions"]
    done = run(capsys, "-w", root, "suggest", "--dismiss", item["id"])
    assert (done.code, "data/dismissed.yaml" in done.out) == (0, True)
    assert run(capsys, "-w", root, "suggest").code == 1
    assert run(capsys, "-w", root, "suggest", "--dismiss", item["id"]).code == 0
    assert run(capsys, "-w", root, "check").code == 0
    assert run(capsys, "-w", root, "suggest", "--restore", item["id"]).code == 0
    assert run(capsys, "-w", root, "suggest").code == 0


def test_wrong_ids_and_the_shipped_workspace(
    capsys: pytest.CaptureFixture[str], made: Small
) -> None:
    assert run(capsys, "-w", made.root, "suggest", "--dismiss", "nothing").code == 1
    assert run(capsys, "-w", made.root, "suggest", "--restore", "nothing").code == 1
    assert run(capsys, "suggest", "--dismiss", "a", "--restore", "b").code == 2
    (item,) = run(capsys, "suggest", "--all", "--limit", "1", "--json").json["suggestions"]
    done = run(capsys, "suggest", "--dismiss", item["id"])
    assert done.code == 2
    assert "shipped" in done.err


def test_a_file_that_cannot_be_changed_says_so(
    capsys: pytest.CaptureFixture[str], made: Small
) -> None:
    (item,) = run(capsys, "-w", made.root, "suggest", "--json").json["suggestions"]
    made.put("data/dismissed.yaml", "dismissed: [\n")
    done = run(capsys, "-w", made.root, "suggest", "--dismiss", item["id"])
    assert done.code == 1
    assert "dismissed.yaml" in done.err


def _ids(capsys: pytest.CaptureFixture[str], made: Small, file: str = "b.txt") -> list[str]:
    done = run(capsys, "-w", made.root, "suggest", file, "--json")
    return [item["id"] for item in done.json["suggestions"]]


def _lines_added(before: str, after: str) -> list[str]:
    """What stands in a file now, if nothing else of it has changed."""
    changes = [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert all(line[0] == "+" for line in changes), changes
    return [line[2:] for line in changes]


def test_accept_adds_the_quote_to_the_claim_that_it_already_is(
    capsys: pytest.CaptureFixture[str], made: Small
) -> None:
    (wanted,) = _ids(capsys, made)
    missions = made.root / "data/missions.yaml"
    before = missions.read_text("utf-8")
    done = run(capsys, "-w", made.root, "suggest", "--accept", wanted)
    assert done.code == 0
    added = _lines_added(before, missions.read_text("utf-8"))
    assert added == ['          - {source: b.txt, quote: "Alpha landed on May 3, 2021"}']
    line = missions.read_text("utf-8").splitlines().index(added[0]) + 1
    said = f"accepted {wanted} as a quote of alpha/landed/may-3-2021, in data/missions.yaml:{line}"
    assert done.out == said + "\n"
    assert run(capsys, "-w", made.root, "suggest").code == 1
    assert run(capsys, "-w", made.root, "check").code in (0, 1)
    assert not [problem for problem in made.problems() if problem.code != "C001"]


def test_accept_writes_a_new_claim(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    made = small(tmp_path, {"seeds/b.txt": "Beta will land on June 4, 2029, they say.\n"})
    (wanted,) = _ids(capsys, made)
    missions = made.root / "data/missions.yaml"
    before = missions.read_text("utf-8")
    done = run(capsys, "-w", made.root, "suggest", "b.txt", "--accept", wanted)
    assert done.code == 0
    added = _lines_added(before, missions.read_text("utf-8"))
    # The list of claims begins the same: the first line that differs is its second.
    line = missions.read_text("utf-8").splitlines().index(added[1])
    assert done.out == (
        f"accepted {wanted} as beta/landed/june-4-2029, in data/missions.yaml:{line}\n"
    )
    claim = made.library.claim("beta/landed/june-4-2029")
    assert claim
    assert (claim.value.date, claim.qualifiers.certainty) == ("2029-06-04", "planned")
    assert [piece.quote for piece in claim.evidence] == ["Beta will land on June 4, 2029, they say"]
    assert wanted not in _ids(capsys, made)
    again = run(capsys, "-w", made.root, "suggest", "--accept", wanted)
    assert (again.code, "no suggestion" in again.err) == (1, True)


def test_a_plan_is_no_quote_of_what_happened(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    made = small(tmp_path, {"seeds/b.txt": "Alpha will land on May 3, 2021, they said.\n"})
    done = run(capsys, "-w", made.root, "suggest", "--json")
    (item,) = done.json["suggestions"]
    assert item["qualifiers"]["certainty"] == "planned"
    assert item["claim"] is None
    assert run(capsys, "-w", made.root, "suggest", "--accept", item["id"]).code == 0
    found = [claim for claim in made.library.facts.claims.values() if claim.property == "landed"]
    assert [claim.qualifiers.certainty for claim in found] == ["stated", "planned"]


def test_accept_where_nothing_was_declared(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    entities = "kind: mission\nentities:\n  - {id: orca, name: Orca-3}  # ours\n"
    text = "It was late. Orca-3 was launched on May 3, 2021.\n"
    made = only(tmp_path, {"seeds/a.txt": text, "data/missions.yaml": entities})
    (wanted,) = _ids(capsys, made, "a.txt")
    assert run(capsys, "-w", made.root, "suggest", "--accept", wanted).code == 0
    (claim,) = made.library.facts.claims.values()
    assert (claim.entity, claim.property, claim.value.date) == ("orca", "launched", "2021-05-03")
    assert "# ours" in (made.root / "data/missions.yaml").read_text("utf-8")


def test_nothing_is_accepted_where_it_cannot_be_written(
    capsys: pytest.CaptureFixture[str], made: Small
) -> None:
    assert run(capsys, "-w", made.root, "suggest", "--accept", "nothing").code == 1
    assert run(capsys, "suggest", "--accept", "a", "--dismiss", "b").code == 2
    (item,) = run(capsys, "suggest", "--all", "--limit", "1", "--json").json["suggestions"]
    done = run(capsys, "suggest", "--accept", item["id"])
    assert done.code == 2
    assert "shipped" in done.err
    (wanted,) = _ids(capsys, made)
    assert run(capsys, "-w", made.root, "suggest", "a.txt", "--accept", wanted).code == 1
    assert run(capsys, "-w", made.root, "suggest", "b.txt", "--accept", wanted).code == 0


def test_names_that_are_no_entity(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "They like the Skagen Trust. On that day the Skagen Trust met Li.\n"
    made = small(tmp_path, {"seeds/b.txt": text})
    done = run(capsys, "-w", made.root, "suggest", "b.txt", "--entities", "--json")
    assert done.json["entities"][0] == {
        "name": "Skagen Trust",
        "sentences": 2,
        "articles": 1,
        "source": "b.txt",
        "start": 14,
        "end": 26,
        "entity": "",
    }
    done = run(capsys, "-w", made.root, "suggest", "b.txt", "--entities", "--limit", "1")
    assert done.out == "Skagen Trust  2 sentences, 1 article  b.txt:14-26\n"
    assert run(capsys, "-w", made.root, "suggest", "a.txt", "--entities").code == 1


def test_a_name_becomes_an_alias_of_the_entity_it_is_like(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    entities = "kind: organisation\nentities:\n  - {id: norbau, name: Norbau AS}  # builders\n"
    text = "Norbau denies it. On that day Norbau met Minister Kari Lund. Minister Kari Lund left.\n"
    made = only(tmp_path, {"seeds/a.txt": text, "data/organisations.yaml": entities})
    found = run(capsys, "-w", made.root, "suggest", "--entities", "--json").json["entities"]
    assert {one["name"]: one["entity"] for one in found} == {"Kari Lund": "", "Norbau": "norbau"}
    done = run(capsys, "-w", made.root, "suggest", "--entities")
    assert "Norbau  (perhaps another name of Norbau AS)  2 sentences" in done.out
    done = run(capsys, "-w", made.root, "suggest", "--entities", "--accept", "Norbau")
    assert done.out == "Norbau is an alias of Norbau AS, in data/organisations.yaml\n"
    (norbau,) = made.library.entities()
    assert norbau.names == ("Norbau AS", "Norbau")
    assert "# builders" in (made.root / "data/organisations.yaml").read_text("utf-8")
    again = run(capsys, "-w", made.root, "suggest", "--entities", "--accept", "Norbau")
    assert (again.code, "no such name" in again.err) == (1, True)
    done = run(capsys, "-w", made.root, "suggest", "--entities", "--accept", "Kari Lund")
    assert (done.code, "is like no entity" in done.err) == (1, True)
    given = ("--entity", "norbau", "--entities", "--accept", "NB")
    assert run(capsys, "-w", made.root, "suggest", *given).code == 0


def test_accept_declares_a_property_that_is_new(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    schema = (files("lunar_tui.blank") / "files/data/schema.yaml").read_text("utf-8")
    places = "kind: place\nentities:\n  - {id: tista, name: Tista Bridge}\n"
    text = "It is late. The Tista Bridge is 640 metres long.\n"
    made = only(
        tmp_path,
        {"seeds/a.txt": text, "data/places.yaml": places, "data/schema.yaml": schema},
    )
    (wanted,) = _ids(capsys, made, "a.txt")
    assert "a new property" in run(capsys, "-w", made.root, "suggest").out
    done = run(capsys, "-w", made.root, "suggest", "--accept", wanted)
    assert done.code == 0
    assert "declared the property length, in schema.yaml" in done.out
    added = _lines_added(schema, (made.root / "data/schema.yaml").read_text("utf-8"))
    assert added == ["  - {id: length, label: length, type: quantity}"]
    assert not [one for one in made.problems() if one.code != "C001"]


def test_other_languages_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    german = "Das ist die Sonde Beta, und sie wird nicht von der Stadt bezahlt.\n"
    made = small(tmp_path, {"seeds/b.txt": german + "Beta landed on June 4, 2022.\n"})
    done = run(capsys, "-w", made.root, "suggest", "b.txt")
    assert (done.code, done.out) == (1, "")
    assert "b.txt is not in English: suggestions read English only" in done.err


def test_a_name_is_dismissed_and_restored(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = "A title\n\nThe Norbau yard had no steel. Later Norbau stopped.\n"
    made = small(tmp_path, {"seeds/b.txt": text})
    names = ("-w", made.root, "suggest", "--entities")
    assert "Norbau" in run(capsys, *names).out
    gone = run(capsys, *names, "--dismiss", "Norbau")
    assert gone.code == 0
    assert "dismissed Norbau, in data/dismissed.yaml" in gone.out
    assert "Norbau" not in run(capsys, *names).out
    again = run(capsys, *names, "--dismiss", "Norbau")
    assert (again.code, "is dismissed already" in again.err) == (0, True)
    known = gone.out.split("--restore ")[1].split()[0]
    assert run(capsys, "-w", made.root, "suggest", "--restore", known).code == 0
    assert "Norbau" in run(capsys, *names).out
    assert run(capsys, *names, "--dismiss", "Nobody").code == 1

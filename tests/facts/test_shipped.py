"""The shipped workspace: every fact has its sentence, and the seeds never change."""

from __future__ import annotations

import hashlib

import pytest

from lunar_tui.library import Library, open_library
from tests.workspaces import ROOT

SEEDS = {
    "000_650391695adae188.txt": "4d3f7818076bf18d86be41c4ba20627fd5610f2a8756c2fae1ac2e383cf42559",
    "001_15cac33c2820b134.txt": "a84131b321fb2da8f47346ecc9a543299c75065b31cfef7db77873930b8ced33",
    "002_dd86a25196680c8b.txt": "371429d75482791af7e5c0357e611afe36102864e10e3192a4b3a872c1c4acd9",
    "003_7dd81517f3dea51e.txt": "5026f4db25602950c1a0d14b8f49d6b5de54618bc120ddd8631ae121e5e3dfab",
    "004_51ba23bdd8f750c4.txt": "468eb2847ea438aa11171d98b1d9d55bce76d1274bb7ad4ed4168b23cd1ea226",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library()


@pytest.mark.parametrize("name", SEEDS)
def test_seeds_are_as_they_came(name: str) -> None:
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == SEEDS[name]


def test_no_other_seeds(library: Library) -> None:
    assert set(library.files) == set(SEEDS)


def test_no_problems(library: Library) -> None:
    assert [str(problem) for problem in library.check().problems] == []


def test_every_sentence_is_cited_or_excused(library: Library) -> None:
    counts = library.check().coverage
    assert counts.body == counts.cited + counts.excused
    assert counts.cited > counts.excused


@pytest.mark.parametrize("source", SEEDS)
def test_evidence_anchors_exactly(library: Library, source: str) -> None:
    article = library.article(source)
    assert article is not None
    seen = 0
    for entity in library.entities():
        pieces = [piece for claim in entity.claims for piece in claim.evidence]
        pieces += [piece for alias in entity.aliases for piece in alias.evidence]
        for piece in pieces:
            if piece.source != source:
                continue
            spot = library.locate(piece)
            assert spot.state == "exact", (entity.id, piece.quote)
            shown = article.text[spot.start : spot.end]
            assert " ".join(shown.split()) == " ".join(piece.quote.split())
            seen += 1
    assert seen


def test_claims_without_evidence_are_the_editors(library: Library) -> None:
    for entity in library.entities():
        for claim in entity.claims:
            assert (claim.basis == "editor") == (not claim.evidence)
            assert claim.entity == entity.id
            assert library.claim(claim.id) is claim


def test_aliases_name_one_entity_each(library: Library) -> None:
    for entity in library.entities():
        for name in (entity.id, *entity.names):
            found = library.find_entity(name)
            assert found is not None
        assert library.find_entity(entity.id) is entity
        assert library.find_entity(entity.name) is entity, entity.name


def test_kinds_all_have_entities(library: Library) -> None:
    assert [kind.id for kind in library.kinds] == list(library.facts.schema.kinds)

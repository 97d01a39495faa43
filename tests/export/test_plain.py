"""Plain text: it fits the terminal, and no word is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lunar_tui.display import clean_line
from lunar_tui.export import plain
from lunar_tui.export.dossier import resolve
from tests.workspaces import ARTICLE, MISSIONS, small

WORDS = st.text(st.sampled_from("ab 嫦\U0001f680\u0301\n\x1b"), max_size=80)


@given(WORDS, st.integers(1, 40))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = list(plain.wrap(text, width, "  "))
    room = max(10, width - 2)
    for line in lines:
        assert line.startswith("  ")
        assert cell_len(line[2:]) <= room
    joined = "".join(line[2:] for line in lines)
    assert joined.replace(" ", "") == clean_line(text).replace(" ", "")


@given(st.text(st.sampled_from("ab 嫦"), max_size=60), st.data())
def test_marks_are_emphasised_wherever_lines_break(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    marks = list(zip(cuts[::2], cuts[1::2], strict=False))
    lines = plain.wrap(text, 12, "", marks, lambda part: part.upper().replace("嫦", "娥"))
    wanted = "".join(
        (
            letter.upper().replace("嫦", "娥")
            if any(low <= at < high for low, high in marks)
            else letter
        )
        for at, letter in enumerate(text)
    )
    assert "".join(lines).replace(" ", "") == wanted.replace(" ", "")


@given(WORDS, st.integers(2, 20))
def test_fit_is_exact(text: str, cells: int) -> None:
    assert cell_len(plain.fit(text, cells)) == cells


@pytest.mark.parametrize("width", [20, 80])
def test_portrait_says_everything(tmp_path: Path, width: int) -> None:
    facts = (
        MISSIONS.replace("label: sample mass", "label: x")
        .replace("quote: landed on the Moon}", "quote: the Moon}\n          "
                 "- {source: a.txt, quote: Li Wei, stance: contradicts}\n          "
                 "- {source: gone.txt, quote: soil, stance: mentions}")
    )  # fmt: skip
    library = small(tmp_path, {"data/missions.yaml": facts}).library
    (alpha, _) = library.entities("mission")
    lines = list(plain.portrait(library, alpha, width))
    text = " ".join(" ".join(lines).split())
    assert "(said by Li Wei) [2]; against: [3]; see [4]" in text
    assert "seeds/a.txt:1 (15-23); doubtful: the quote stands 2 times in the article" in text
    assert "gone.txt; the article is not in the workspace" in text
    assert "(editor's own, no source)" in text


def test_long_label_keeps_its_words(tmp_path: Path) -> None:
    label = "mass of the samples that came back"
    library = small(tmp_path).library
    schema = (library.workspace.data / "schema.yaml").read_text()
    made = small(tmp_path, {"data/schema.yaml": schema.replace("sample mass", label)})
    entity = made.library.entity("alpha")
    assert entity is not None
    lines = list(plain.portrait(made.library, entity, 80))
    assert f"{' ' * 22}1.5 kg [3]" == lines[lines.index(label) + 1]


def test_dossier_order_and_what_is_missing(tmp_path: Path) -> None:
    made = small(tmp_path, {"seeds/b.txt": "Other words. More of them."})
    start = ARTICLE.index("It carried")
    ids = [
        "b.txt:0-12", "li-wei", f"a.txt:{start}-{start + 26}", "beta/follows/alpha", "a.txt:0-23",
        "alpha/said/the-editors-remark", "alpha/landed/may-3-2021", "li-wei", "gone", "b.txt:12-13",
        "c.txt:0-1", "b.txt:9-2", "Li Wei", "b.txt:0-11", "b.txt:1-12", "b.txt:0-26", "b.txt:13-13",
    ]  # fmt: skip
    dossier = resolve(made.library, ids)
    assert [(item.entity.id, len(item.claims)) for item in dossier.sections] == [
        ("alpha", 2),
        ("beta", 1),
        ("li-wei", 1),
    ]
    assert [claim.property for claim in dossier.sections[0].claims] == ["landed", "said"]
    assert [passage.id for passage in dossier.passages] == [
        "a.txt:0-23",
        f"a.txt:{start}-{start + 26}",
        "b.txt:0-12",
    ]
    assert dossier.passages[2].text == "Other words."
    assert dossier.missing == (
        "gone", "b.txt:12-13", "c.txt:0-1", "b.txt:9-2",
        "b.txt:0-11", "b.txt:1-12", "b.txt:0-26", "b.txt:13-13",
    )  # fmt: skip
    assert dossier
    assert not resolve(made.library, ["gone"])


def test_an_entity_includes_its_chosen_claims(tmp_path: Path) -> None:
    library = small(tmp_path).library
    both = resolve(library, ["alpha/landed/may-3-2021", "alpha"])
    assert [len(section.claims) for section in both.sections] == [3]

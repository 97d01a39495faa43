"""Markdown: read again by a parser, an export shows the same words and no markup of the data's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from lunar_tui.export.dossier import resolve
from lunar_tui.export.markdown import escape, escape_start, render
from lunar_tui.export.wording import one_line
from lunar_tui.library import Library
from tests.workspaces import ARTICLE, MISSIONS, SOURCES, small

COMMON = MarkdownIt("commonmark")
GITHUB = MarkdownIt("gfm-like", {"linkify": True, "html": True})
NOTES = MarkdownIt("gfm-like", {"linkify": True, "html": True}).use(footnote_plugin)
PARSERS = pytest.mark.parametrize("parser", [COMMON, GITHUB, NOTES], ids=["common", "gfm", "notes"])

SENTENCE = ARTICLE.index("Beta will")
SENTENCE_ID = f"a.txt:{SENTENCE}-{SENTENCE + len('Beta will follow in 2029.')}"

EXPORT = """\
# A small programme

## Alpha (mission)

Also known as: the probe Alpha[^1]; Alfa-1 (the editor's)

- **landed**: May 3, 2021 \\[2021-05-03\\] (said by Li Wei)[^2]
- **sample mass**: 1.5 kg[^3]
- **said**: the editor's remark (editor's own, no source)

## Beta (mission)

- **follows**: Alpha (planned; as of 2029)[^4]

## Sentences

### TASS (inferred), “Probe lands on the Moon”, 2021-05

> Beta will follow in 2029.[^4]

## Sources

- TASS (inferred), “Probe lands on the Moon”, 2021-05; file a.txt; publisher inferred: \
the dateline names it

[^1]: TASS (inferred), “Probe lands on the Moon”, 2021-05: “The probe Alpha” — a.txt, \
characters 51–66 (line 2).

[^2]: TASS (inferred), “Probe lands on the Moon”, 2021-05: “landed on the Moon” — a.txt, \
characters 67–85 (line 2).

[^3]: TASS (inferred), “Probe lands on the Moon”, 2021-05: “It carried 1.5 kg of soil.” — a.txt, \
characters 115–141 (line 2).

[^4]: TASS (inferred), “Probe lands on the Moon”, 2021-05: “Beta will follow in 2029.” — a.txt, \
characters 143–168 (line 4).
"""


def tokens(parser: MarkdownIt, text: str) -> list[Token]:
    found = []
    for token in parser.parse(text):
        found.append(token)
        found += token.children or []
    return found


def visible(parser: MarkdownIt, text: str) -> str:
    """The words a reader sees, with single blanks."""
    seen = []
    for token in tokens(parser, text):
        if token.type in {"text", "code_inline", "text_special"}:
            seen.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            seen.append(" ")
    return re.sub("[ \n]+", " ", "".join(seen)).strip(" ")


def kinds(parser: MarkdownIt, text: str) -> set[str]:
    return {token.type for token in tokens(parser, text)}


PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}

HOSTILE = [
    "<script>alert(1)</script>",
    "![x](http://example.org/pixel.png)",
    "[click](javascript:alert(1))",
    "[ref][1]",
    "[^1]",
    "# heading",
    "a # b #",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "> quote",
    "```",
    "~~~ sh",
    "    code",
    "---",
    "===",
    "***",
    "| a | b |",
    "a|b",
    "**bold** __bold__ *i* _i_ ~~s~~ `c` ``c``",
    "&lt; &#60; &amp; AT&T",
    "back\\slash \\* \\",
    "https://example.org and http://example.org/?a=b&c=d",
    "www.example.org WWW.EXAMPLE.ORG",
    "mail@example.org",
    "<https://example.org>",
    "[x]: http://example.org",
    "$x^2$ and $5",
    "==mark== %%hidden%% {{x}} {: .class}",
    ": definition",
    "[ ] task",
    "line\nbreak\r\nand\u2028more",
    "two  \nspaces",
    "Chang'e-5 [0.05 oz] (1,731 g) “quoted” — 嫦娥五号…",
    "\x1b]52;c;aGk=\x07",
    "\u202eevil\u2066",
    "trailing `",
    "<!-- comment -->",
    "<?php ?>",
    "<![CDATA[x]]>",
]  # fmt: skip


def shown(text: str) -> str:
    """How ``text`` must look: safe for a terminal, on one line, with single blanks."""
    return one_line(text)


@PARSERS
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(parser: MarkdownIt, text: str) -> None:
    for written in (escape_start(text), f"a {escape(text)} b"):
        assert kinds(parser, written) <= PLAIN
    assert visible(parser, escape_start(text)) == shown(text)
    assert visible(parser, f"a {escape(text)} b") == f"a {shown(text)} b"
    for start in ("# ", "- **a**: ", "> ", "- ", "[^1]: "):
        assert not kinds(parser, start + escape_start(text)) & {
            "link_open", "image", "html_inline", "html_block", "code_inline", "fence", "code_block",
            "em_open", "s_open", "hr", "table_open", "ordered_list_open",
        }  # fmt: skip


MARKUP = st.text(
    st.one_of(st.sampled_from("\\`*_{}[]()<>#+-.!|&~$^:=%@/\"' \n\t01aw"), st.characters()),
    max_size=30,
)


@given(MARKUP)
@example("a\u00a0")
@example("-\t")
@example("--")
@example("1.")
def test_any_text_stays_text(text: str) -> None:
    # GitHub makes no link of a bare domain such as a.lb; the parser that stands for it here does.
    assume("www" in text or not re.search(r"\.\w*[^\W\d_]{2}", f"a{text}b"))
    expected = shown(text)
    for parser in (COMMON, GITHUB):
        written = f"a{escape(text)}b"
        assert visible(parser, written) == f"a{expected}b"
        assert kinds(parser, written) <= PLAIN
        started = f"{escape_start(text)} — a.txt."
        assert kinds(parser, started) <= PLAIN


def test_whole_export(tmp_path: Path) -> None:
    library = small(tmp_path).library
    dossier = resolve(library, [SENTENCE_ID, "beta", "alpha"])
    assert render(dossier) == EXPORT
    assert render(resolve(library, ["alpha", SENTENCE_ID, "beta"])) == EXPORT


@PARSERS
def test_export_has_only_its_own_markup(parser: MarkdownIt) -> None:
    found = kinds(parser, EXPORT)
    assert not found & {"html_inline", "html_block", "image", "code_inline", "table_open"}
    if parser is not NOTES:
        assert "link_open" not in found


def test_footnotes_are_used_and_defined() -> None:
    parsed = tokens(NOTES, EXPORT)
    references = [token for token in parsed if token.type == "footnote_ref"]
    definitions = [token for token in parsed if token.type == "footnote_open"]
    assert len(references) == 5
    assert len(definitions) == 4


QUALIFIED = """\
kind: mission
entities:
  - id: alpha
    name: Alpha
    claims:
      - property: mass
        value: {quantity: "1.5", unit: kg, accuracy: approximate, text: "1.5 kg"}
        rank: deprecated
        rank_reason: it was rounded
        qualifiers: {said_on: 2021-05, role: as a guess, scope: soil only, note: read with care}
        evidence:
          - {source: a.txt, quote: It carried 1.5 kg of soil.}
          - {source: a.txt, quote: the Moon, stance: mentions}
          - {source: a.txt, quote: two tons of soil, stance: contradicts}
          - {source: gone.txt, quote: of soil}
      - property: landed
        value: {date: 2021-05}
        qualifiers: {certainty: inferred, inferred_from: the dateline}
        evidence:
          - {source: a.txt, quote: May 3}
"""


def test_what_limits_a_claim_is_said(tmp_path: Path) -> None:
    library = small(tmp_path, {"data/missions.yaml": QUALIFIED}).library
    text = render(resolve(library, ["alpha"]))
    assert (
        "- **sample mass**: 1.5 kg (approximate; said 2021-05; role: as a guess; scope: soil only; "
        "note: read with care; deprecated: it was rounded)[^1][^4] · contradicted by [^3] · "
        "mentioned in [^2]\n"
    ) in text
    assert "- **landed**: 2021-05 (inferred from: the dateline)[^5]\n" in text
    assert "doubtful: the quote stands 2 times in the article." in text
    assert "“two tons of soil” — a.txt, the quote was not found in the article.\n" in text
    assert "[^4]: gone.txt: “of soil” — gone.txt, the article is not in the workspace.\n" in text
    assert "- gone.txt: not in the workspace\n" in text


def test_article_without_metadata(tmp_path: Path) -> None:
    library = small(tmp_path, {"data/sources.yaml": ""}).library
    text = render(resolve(library, ["beta"]))
    assert "[^1]: publisher not stated, “Probe lands on the Moon”, date not stated: “Beta" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_workspace(tmp_path: Path, text: str) -> None:
    written = re.sub(r"[\x00-\x1f\x7f\u2028\u202e\u2066]+", " ", text).strip()
    quoted = "'" + written.replace("'", "''") + "'"
    facts = (
        MISSIONS.replace("name: Beta", f"name: {quoted}")
        .replace("the editor's remark", quoted)
        .replace("Beta will follow in 2029.", quoted)
        .replace("Alfa-1", quoted)
    )
    made = small(
        tmp_path,
        {
            "data/missions.yaml": facts,
            "data/sources.yaml": SOURCES.replace("title: Probe", f"title: {quoted}\n    #"),
            "seeds/a.txt": ARTICLE.replace("Beta will follow in 2029.", text),
        },
    )
    library = made.library
    article = library.article("a.txt")
    assert article is not None
    ids = [f"a.txt:{sentence.start}-{sentence.end}" for sentence in article.sentences]
    text_of_export = render(resolve(library, ["alpha", "beta", *ids]))
    expected = shown(written)
    for parser in (COMMON, GITHUB, NOTES):
        found = kinds(parser, text_of_export)
        assert not found & {
            "html_inline", "html_block", "image", "link_open", "code_inline", "fence", "code_block",
            "em_open", "s_open", "hr", "table_open", "ordered_list_open",
        }  # fmt: skip
        headings = [token for token in parser.parse(text_of_export) if token.type == "heading_open"]
        assert len(headings) == 6
        seen = visible(parser, text_of_export)
        assert f"{expected} (mission)" in seen
        assert f"said: {expected} (editor's own, no source)" in seen
    assert_one_line_per_bullet(text_of_export, library)


def assert_one_line_per_bullet(text: str, library: Library) -> None:
    bullets = [line for line in text.split("\n") if line.startswith("- **")]
    assert len(bullets) == sum(len(entity.claims) for entity in library.entities("mission"))

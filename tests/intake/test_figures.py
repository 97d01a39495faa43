"""Captions and tables of pages, which the extractor leaves out, stand where they stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.blank import make
from lunar_tui.intake.figures import Entry, with_figures
from lunar_tui.intake.pages import read
from lunar_tui.library import open_library
from tests.workspaces import run

PARAGRAPH = "paragraph that is long enough for an article by any measure, and speaks of ice."
PAGE = "<html><head><title>Ice</title></head><body>{}</body></html>"
PICTURE = "<img src='a.jpg'>"


def article(*parts: str) -> str:
    """A page of which each part is HTML, or the number of a paragraph."""
    body = "".join(f"<p>The {part} {PARAGRAPH}</p>" if part.isalpha() else part for part in parts)
    return PAGE.format(f"<article><h1>Ice</h1>{body}</article>")


def lines(page: str) -> list[tuple[str, str]]:
    """The lines of the article and their zones; a paragraph is its number."""
    found = read(page.encode())
    zones = {item.line: item.zone for item in found.zones}
    return [
        (line.removeprefix("The ").removesuffix(f" {PARAGRAPH}"), zones.get(number, ""))
        for number, line in enumerate(found.text.splitlines(), 1)
        if line
    ]


@pytest.mark.parametrize(
    "figure",
    [
        f"<figure>{PICTURE}<figcaption>A ferry in March</figcaption></figure>",
        f"<div>{PICTURE}<figcaption><p>A <em>fer</em>ry</p>in March</figcaption></div>",
        f"<div class='wp-caption'>{PICTURE}<p class='wp-caption-text'>A ferry in March</p></div>",
        f"<div>{PICTURE}<div class='image-caption'>A ferry<span>in March</span></div></div>",
        f"<div>{PICTURE}<span class='caption'>A ferry in March</span></div>",
    ],
)
def test_a_caption_stands_where_it_stands_on_the_page(figure: str) -> None:
    caption = ("A ferry in March", "caption")
    first, second = ("first", ""), ("second", "")
    title = ("Ice", "title")
    assert lines(article(figure, "first", "second", "third"))[:3] == [title, caption, first]
    assert lines(article("first", figure, "second", "third"))[1:4] == [first, caption, second]
    assert lines(article("first", "second", figure))[1:] == [first, second, caption]


@pytest.mark.parametrize(
    "figure",
    [
        "<aside><figure><figcaption>Something</figcaption></figure></aside>",
        f"<figure>{PICTURE}<figcaption><a href='/x'>Another article</a></figcaption></figure>",
        f"<figure>{PICTURE}<figcaption> – </figcaption></figure>",
        "<p class='caption'></p>",
    ],
)
def test_what_is_no_caption_of_the_article_is_left_out(figure: str) -> None:
    assert [text for text, _ in lines(article("first", figure, "second"))] == [
        "Ice", "first", "second"
    ]  # fmt: skip


def test_figures_around_the_article_are_left_out() -> None:
    figure = f"<figure>{PICTURE}<figcaption>Another story</figcaption></figure>"
    page = article("first", "second").replace("</article>", f"</article><div>{figure}</div>")
    page = page.replace("<article>", f"<div>{figure}</div><article>")
    assert [text for text, _ in lines(page)] == ["Ice", "first", "second"]


def test_the_same_caption_twice_is_told_once() -> None:
    figure = f"<figure>{PICTURE}<figcaption>A ferry</figcaption></figure>"
    found = [text for text, _ in lines(article("first", figure, figure, "second"))]
    assert found == ["Ice", "first", "A ferry", "second"]


def test_a_table_gives_its_rows_and_its_caption() -> None:
    table = (
        "<figure><table><caption>Days of ice</caption><tr><th>Year</th><th>Days</th></tr>"
        "<tr><td>2018</td><td>63</td></tr></table><figcaption>By the ministry</figcaption></figure>"
    )
    assert lines(article("first", table, "second"))[2:-1] == [
        ("Days of ice", "caption"),
        ("Year | Days", ""),
        ("2018 | 63", ""),
        ("By the ministry", "caption"),
    ]


def test_a_table_that_the_extractor_dropped_is_put_back() -> None:
    from lxml.html import document_fromstring

    table = "<table>" + "<tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr>" + "</table>"
    page = document_fromstring(PAGE.format(f"<p>One</p>{table}<p>Two</p>"))
    found = with_figures([Entry("One"), Entry("Two")], page)
    assert [(one.text, one.close) for one in found] == [
        ("One", False), ("a | 1", False), ("b | 2", True), ("Two", False)
    ]  # fmt: skip
    layout = PAGE.format(
        "<table><tr><td><p>One</p></td><td><figure><figcaption>A thing</figcaption></figure></td>"
        "</tr><tr><td><p>Two</p></td><td>x</td></tr></table>"
    )
    found = with_figures([Entry("One"), Entry("Two")], document_fromstring(layout))
    assert [one.text for one in found] == ["One", "A thing", "Two"]


def test_captions_are_of_that_zone_in_the_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path / "ferry")
    figure = f"<figure>{PICTURE}<figcaption>The ferry Aurora in the ice.</figcaption></figure>"
    (tmp_path / "a.html").write_text(article("first", figure, "second"), "utf-8")
    assert run(capsys, "add", "-w", tmp_path / "ferry", tmp_path / "a.html").code == 0
    found = open_library(tmp_path / "ferry").article("a.txt")
    assert found is not None
    (caption,) = [zone for zone in found.zones if zone.name == "caption"]
    assert found.text[caption.start : caption.end].strip() == "The ferry Aurora in the ice."
    assert run(capsys, "check", "-w", tmp_path / "ferry").code == 0


@pytest.mark.parametrize(
    "part",
    [
        "<figure>" * 3_000 + "<figcaption>x",
        "<figure><figcaption>x y</figcaption></figure>" * 3_000,
        "<div class='caption'>" * 3_000 + "<img>",
        "<p>The same words again and again.</p>" * 3_000,
        "<table><tr><td>" * 3_000,
        "<blockquote>" * 3_000 + "x",
    ],
    ids=range(6),
)
def test_hostile_pages_end(part: str) -> None:
    assert "first" in read(article("first", part, "second").encode()).text

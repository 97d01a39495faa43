from __future__ import annotations

import json
from typing import Any

import pytest
from lxml.html import document_fromstring

from lunar_tui.intake import statements
from lunar_tui.intake.days import day_of


def read(head: str, body: str = "<p>Text.</p>", address: str = "") -> dict[str, str]:
    page = document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    return {name: stated.value for name, stated in statements.read(page, address)[0].items()}


def linked(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_linked_data_goes_before_tags_and_tags_before_elements() -> None:
    head = (
        "<title>From the element</title><meta property='og:title' content='From the graph'>"
        "<meta name='dc.title' content='From the tag'>"
    )
    assert read(head)["title"] == "From the graph"
    assert read(linked({"@type": "Article", "headline": "From the data"}) + head)["title"] == (
        "From the data"
    )
    assert read("<title>From the element</title>", "<h1>From the heading</h1>")["title"] == (
        "From the heading"
    )
    assert read("<title>The site</title>", "<h1>One</h1><h1>Two</h1>")["title"] == "The site"


@pytest.mark.parametrize(
    "author",
    [
        "Ann Lee",
        {"@type": "Person", "name": "Ann Lee"},
        [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Ann Lee"}],
        [{"@id": "#ann"}],
    ],
)
def test_authors_are_given_in_many_shapes(author: Any) -> None:
    graph = [
        {"@type": ["NewsArticle"], "author": author},
        {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
    ]
    assert read(linked({"@graph": graph}))["author"] == "Ann Lee"


def test_the_article_counts_and_not_the_page_or_what_it_is_about() -> None:
    data = [
        {"@type": "WebPage", "name": "The page", "datePublished": "2020-01-01"},
        {
            "@type": "NewsArticle",
            "headline": "The article",
            "datePublished": "2024-03-05",
            "about": {"@type": "Article", "headline": "Another one"},
        },
    ]
    found = read(linked(data))
    assert (found["title"], found["published"]) == ("The article", "2024-03-05")


def test_dates_that_differ_are_told() -> None:
    page = document_fromstring(
        "<html><head><meta property='article:published_time' content='2024-03-05T23:00:00+01:00'>"
        "<meta name='date' content='2024-03-07'></head><body></body></html>"
    )
    found, notes = statements.read(page)
    assert found["published"].value == "2024-03-05"
    assert notes == (
        "published 2024-03-05 (OpenGraph article:published_time), or 2024-03-07 (meta tag date)",
    )


def test_an_address_is_where_the_page_was_and_no_file() -> None:
    assert read("", address="https://a.example/x")["url"] == "https://a.example/x"
    assert "url" not in read("", address="file:///c:/x.html")
    assert read("<link rel=canonical href='https://a.example/y'>")["url"] == "https://a.example/y"


def test_addresses_are_no_names() -> None:
    assert "author" not in read("<meta property='article:author' content='https://x.example/ann'>")


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh-Hans-CN", "zh"), ("en_US", "en"), ("RU", "ru"), ("English", None), ("", None)],
)
def test_languages_are_codes(tag: str, language: str | None) -> None:
    assert read(f"<meta name='language' content='{tag}'>").get("language") == language


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-03-09T10:00:00+03:00", "2021-03-09"),
        ("2021-03-09T23:30:00-08:00", "2021-03-09"),
        ("20210309", "2021-03-09"),
        ("2021-03", "2021-03"),
        ("2021", "2021"),
        ("Tue, 09 Mar 2021 10:00:00 GMT", "2021-03-09"),
        ("March 9, 2021, 10:00", "2021-03-09"),
        ("9 марта 2021", "2021-03-09"),
        ("2021年3月9日", "2021-03-09"),
        ("13/09/2021", "2021-09-13"),
        ("03/09/2021", ""),
        ("2021-02-30", ""),
        ("yesterday", ""),
        ("1615284000", ""),
        ("9999-12-31", ""),
        ("between 9 March 2021 and 11 March 2021", ""),
    ],
)
def test_a_day_is_read_where_it_can_be_read_in_one_way(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text",
    ["[" * 5000, '{"@graph": ' * 3000, "{}", "null", '{"@type": 3}', '{"@type": "Article"', "[[]]"],
)
def test_linked_data_that_is_none_says_nothing(text: str) -> None:
    assert read(f'<script type="application/ld+json">{text}</script>') == {}

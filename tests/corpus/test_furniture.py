"""What belongs to the page is found by rule, and no sentence of an article is lost to it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import zones as benchmark
from lunar_tui.corpus.article import Article
from lunar_tui.corpus.cues import cue
from lunar_tui.corpus.furniture import guess
from lunar_tui.corpus.labels import may_be_a_page
from lunar_tui.corpus.running import running_lines
from lunar_tui.corpus.zones import FURNITURE, Zone
from tests.examples import examples

FIRST = "The river rose by two metres during the night, the water office said on Monday."
SECOND = "Nobody was hurt, but forty families had to leave their houses before the morning came."
THIRD = "The office expects the water to fall again by Thursday, when the wind should turn to east."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
LINES = st.sampled_from(
    [
        *(
            "",
            "Home",
            "About us",
            "Share on Facebook",
            "Related articles",
            "Comments",
            "By Ann Lee",
        ),
        *("3 May 2021", "A headline of six words here", "Ann Lee", "Photo: Ann Lee", "Page 1 of 2"),
        *(
            "Page 2 of 2",
            "Read more: A headline",
            "© 2021 The Post. All rights reserved.",
            "你好。",
        ),
        *("BEIJING, April 27. /TASS/. Words.", "  indented", "- item", "…", "|", FIRST, SECOND),
    ]
)


def zone_of(text: str, line: str) -> str:
    """The zone of the beginning of a line."""
    at = f"\n{text}".index(f"\n{line}")
    return next(zone.name for zone in Article("a.txt", text).zones if zone.start <= at < zone.end)


def hidden(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in guess(text) if mark.name in FURNITURE]


# --- an article that came alone -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A title\n\nThe body stands here.", {"title": "A title"}),
        ("The first line is a sentence.\nSo is this.", {}),
        (
            "A title\nBEIJING, April 27. /TASS/. China is set.",
            {"title": "A title", "dateline": "BEIJING, April 27. /TASS/."},
        ),
        ("HOUSTON, Feb 26 - Profits rose.", {"dateline": "HOUSTON, Feb 26 -"}),
        ("PARIS (AFP) - Words.", {"dateline": "PARIS (AFP) -"}),
        ("МОСКВА, 3 мая. /Север/. Слова.", {"dateline": "МОСКВА, 3 мая. /Север/."}),
        ("", {}),
        ("\n\n\n", {}),
    ],
)
def test_title_and_dateline(text: str, names: dict[str, str]) -> None:
    assert {mark.name: text[mark.start : mark.end] for mark in guess(text)} == names


@pytest.mark.parametrize("line", ["A" + "-" * 20_000, "A-" * 20_000, "AB, C" + "-" * 20_000])
def test_runs_of_hyphens_are_no_dateline(line: str) -> None:
    assert "dateline" not in {mark.name for mark in guess(line)}


@pytest.mark.parametrize(
    "text",
    [
        f"Title of it\n\n{BODY}\n\nQtr ended March\nNet 33.6 mln vs 11.1 mln\nReuter",
        "Roses are red\nviolets are blue\nsugar is sweet\nand so are you",
        "How was the year?\n\nBad.\n\nHow bad?\n\nVery.\n\nWhy?\n\nFrost.",
        f"{FIRST}\n- eggs\n- flour\n- milk\n{SECOND}",
        "One line without an end",
        "月球\n" * 20,
    ],
)
def test_nothing_is_furniture_where_nothing_says_so(text: str) -> None:
    assert hidden(text) == []


def test_a_word_of_a_menu_alone_says_nothing() -> None:
    assert hidden(f"{FIRST}\n\nSport\n\n{SECOND}\n\nMore") == []


def test_the_last_word_of_a_sentence_is_no_button() -> None:
    split = "The dividend is two dollars a\nshare.\nIt will be announced by\nemail."
    assert hidden(f"{FIRST}\n{split}\n{SECOND}") == []


# --- the wording of lines -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Home", "menu"),
        ("Новости", "menu"),
        ("Skip to main content", "button"),
        ("Share on Twitter", "button"),
        ("36 comments", "end"),
        ("Datenschutz", "button"),
        ("分享到：", "button"),
        ("Impressum | Datenschutz | AGB", "button"),
        ("Most read", "related"),
        ("Читайте также:", "related"),
        ("相关阅读：", "related"),
        ("À lire aussi", "related"),
        ("Read next: A bridge falls", "link"),
        ("Lesen Sie auch: Eine Brücke fällt", "link"),
        ("Leave a comment", "end"),
        ("© 2024 The Post", "notice"),
        ("We use cookies to improve our site.", "notice"),
        ("Disinformation hotline: 010-85061466", "notice"),
        ("互联网新闻信息许可证10120180008", "notice"),
        ("责任编辑：李明", "notice"),
        ("Все права защищены.", "notice"),
        ("Our newsletter brings the news to your inbox.", "appeal"),
        ("[ 167 comments ]", "end"),
        ("6 Kommentare zu „Der Fluss steigt“", "end"),
        ("Ann Lee on September 12, 2018 at 4:47 pm said:", "end"),
        ("Hinterlasse einen Kommentar", "end"),
        ("About the author", "end"),
        ("Teilen mit:", "button"),
        ("Click to share on Twitter (Opens in new window)", "button"),
        ("Compartir en Facebook", "button"),
        ("Udostępnij na Twitterze", "button"),
        ("Tagged with floods, rivers", "button"),
        ("Image 3 of 8", "button"),
        ("Czytaj też: Most runął do jeziora", "link"),
        ("Lue myös: Silta putosi", "link"),
        ("More from The Post", "related"),
        ("More Great Lake Stories", "related"),
        ("Weitere Beiträge zum Thema", "related"),
        ("Lo más leído", "related"),
        ("Zobacz też", "related"),
        ("Wszelkie prawa zastrzeżone", "notice"),
    ],
)
def test_cues(line: str, said: str) -> None:
    assert cue(line) == said


@pytest.mark.parametrize(
    "line",
    [
        "He went home.",
        "The share fell.",
        "Home prices fell in May",
        "The company shares its profit with its workers.",
        "She read more than a hundred books in that year",
        "A comment of the minister caused a stir",
        "The editor resigned on Friday.",
        "Cookies and milk were served to the children.",
        "The deal gives both companies access to new markets in the news industry",
        "Table 3 | 12 | 40",
        "嫦娥六号着陆",
        "More from less: how the lake town saves water",
        "The latest in a row of floods hit the town",
        "Trump said in 2018:",
        "Mehr Geld für die Feuerwehr",
        "Top stories of the old town, told by those who lived in it for years",
        "The image of the city was shared by thousands",
    ],
)
def test_no_cues(line: str) -> None:
    assert cue(line) is None


def test_most_articles_are_told_at_a_glance() -> None:
    assert not may_be_a_page(BODY.lower())
    assert may_be_a_page(f"home\n{BODY}".lower())


# --- the layout -----------------------------------------------------------------------------


def test_menus_before_the_title() -> None:
    text = f"Home\nNews\nPets\nGardens\nThe river rises once again\n3 May 2021\n{BODY}"
    assert hidden(text) == ["Home", "News", "Pets", "Gardens"]
    assert zone_of(text, "The river rises") == "title"
    assert zone_of(text, "3 May") == "dateline"


def test_without_a_date_what_may_be_the_title_is_shown() -> None:
    text = f"Home\nNews\nRiver\nWater rises in the old town\n{BODY}"
    assert hidden(text) == ["Home", "News"]


def test_standfirst_stands_below_the_title() -> None:
    text = (
        "Home\nNews\nThe river rises once again\nForty families had to leave their houses\n"
        f"By Ann Lee\n{BODY}"
    )
    assert zone_of(text, "The river") == "title"
    assert zone_of(text, "Forty families") == "standfirst"
    assert zone_of(text, "By Ann Lee") == "dateline"


def test_what_follows_the_body() -> None:
    text = f"{BODY}\n\nShare this article\nMost read\nA bridge falls into a lake\nPrivacy policy"
    assert zone_of(text, "Share this") == "navigation"
    assert zone_of(text, "A bridge falls") == "related"
    assert zone_of(text, "Privacy") == "navigation"
    assert zone_of(text, "The office expects") == "body"


def test_a_link_inside_the_article_does_not_end_it() -> None:
    text = f"{FIRST}\n\nRead next: A bridge falls into the lake\n\n{SECOND}\n\n{THIRD}"
    assert hidden(text) == ["Read next: A bridge falls into the lake"]


def test_a_box_of_links_inside_the_article_does_not_end_it() -> None:
    text = f"{FIRST}\n\nRelated\n\nA bridge falls into the lake\n\n{SECOND}\n\n{THIRD}"
    assert hidden(text) == ["Related", "A bridge falls into the lake"]


def test_teasers_of_other_articles_are_related() -> None:
    teaser = "A bridge fell into the lake on Friday night, and nobody noticed it until the morning."
    entry = f"The bridge that fell unseen\n{teaser}\n3 May 2021\n"
    text = f"{BODY}\n\nRelated articles\n{entry}{entry.replace('bridge', 'tower')}Privacy policy"
    assert zone_of(text, "A bridge fell") == "related"


def test_an_interruption_does_not_end_the_article() -> None:
    box = "Advertisement\n\nSign up to our newsletter\n\nEnter your email address"
    text = f"Title of the piece\n\n{FIRST}\n\n{box}\n\n{SECOND}\n\n{THIRD}"
    assert hidden(text) == box.split("\n\n")


def test_prose_after_a_button_is_shown() -> None:
    last = "It is the third flood in this valley within only ten years."
    text = f"{BODY}\n\nShare this article\n\n{last}\n\nPrivacy policy"
    assert zone_of(text, "It is the third") == "body"


LONG = f"Home\nNews\nThe river rises once again\n3 May 2021\n{BODY}\n{BODY}\n{BODY}"
SAID = "I live beside this river, and I never saw anything like that in all of my forty years."


def test_what_readers_say_never_takes_the_place_of_the_article() -> None:
    comments = "".join(f"Reader {at}\n4 May 2021\n{SAID}\n{SAID}\n" for at in range(20))
    text = f"{LONG}\n36 comments\n{comments}"
    assert zone_of(text, FIRST) == "body"
    assert zone_of(text, SAID) == "notice"


def test_a_count_of_comments_inside_the_article_does_not_end_it() -> None:
    text = f"{LONG}\n36 comments\n{SAID}\n{THIRD} It is late.\n{SECOND}\nPrivacy policy"
    assert zone_of(text, SAID) == "body"


def test_prose_after_a_row_of_labels_is_shown() -> None:
    labels = "Lakes\nBridges\nBoats\nRain\nWind\nSnow\nIce"
    text = f"{LONG}\n{labels}\n{SAID}\nPrivacy policy"
    assert zone_of(text, THIRD) == "body"
    assert SAID not in hidden(text)


def test_a_block_of_prose_behind_the_article_is_shown() -> None:
    more = f"{SAID}\n{SAID[:-1]}, said Ann.\n{SAID[:-1]}, said Bo."
    assert zone_of(f"{LONG}\nShare this article\nPrint\nEmail\n{more}", SAID) == "body"


def test_what_speaks_of_the_article_is_not_hidden_above_it() -> None:
    title = "Families leave houses during night of water"
    text = f"Home\nNews\n{title}\nShare\nAnn Lee\nPrint\nThe lake club of old friends\n{LONG[10:]}"
    assert title not in hidden(text)


def test_a_paragraph_between_title_and_date_is_the_standfirst() -> None:
    text = f"Home\nNews\nThe river rises once again\n{SAID}\nAnn Lee\n3 May 2021\n{BODY}\nImprint"
    assert zone_of(text, SAID) == "standfirst"
    assert zone_of(text, FIRST) == "body"


def test_headings_behind_the_article_are_of_others() -> None:
    text = f"{LONG}\nShare this article\nA bridge falls into the cold lake\nPrivacy policy"
    assert zone_of(text, "A bridge falls") == "related"


def test_a_quoted_notice_is_the_articles() -> None:
    quoted = (
        "“We use cookies on this site because we must, and all rights are reserved,” he told them."
    )
    text = f"Home\nNews\nWhat the lawyer said about it\n3 May 2021\n{FIRST}\n{quoted}\n{THIRD}"
    assert zone_of(text, "“We use") == "body"


def test_captions_and_headings() -> None:
    text = (
        f"Home\nNews\nThe river rises once again\n3 May 2021\n{FIRST}\n"
        f"The river on Monday. Photo: Ann Lee\n{SECOND}\nWhat comes next\n{THIRD}"
    )
    assert zone_of(text, "The river on Monday") == "caption"
    assert zone_of(text, "What comes next") == "heading"


def test_running_heads_of_pages() -> None:
    pages = "".join(f"The Lake Report   Vol. 3\nPage {at} of 3\n\n{FIRST}\n\n" for at in (1, 2, 3))
    assert (
        hidden(pages)
        == [line for at in (1, 2, 3) for line in ("The Lake Report   Vol. 3", f"Page {at} of 3")]
        or len(list(running_lines(pages))) == 6
    )


def test_refrains_and_numbered_headings_are_no_running_heads() -> None:
    assert not list(running_lines("Oh the river\nrises\nOh the river\nfalls\nOh the river\nsleeps"))
    assert not list(running_lines("Day 1\nrain\nDay 2\nsnow\nDay 3\nsun"))
    assert not list(running_lines("Page 7\nwords\nPage 3\nwords\nPage 9"))


def test_hard_wrapped_paragraphs_are_one() -> None:
    wrapped = FIRST.replace(" during", "\nduring").replace(" said", "\nsaid")
    head = "From: ann@lake.example\nDate: Thu, 11 Feb 2021"
    text = f"{head}\n\n{wrapped}\n\n{SECOND}\n\nTo unsubscribe send a message"
    assert hidden(text) == ["To unsubscribe send a message"]


# --- always ---------------------------------------------------------------------------------


@examples(60)
@given(st.lists(LINES, max_size=40).map("\n".join))
def test_zones_cover_every_text(text: str) -> None:
    zones = Article("a.txt", text).zones
    assert "".join(text[zone.start : zone.end] for zone in zones) == text
    for before, after in pairwise(zones):
        assert before.end == after.start


@examples(60)
@given(st.text(st.sampled_from("Aa б 月.|>:/-©0\n\r\t\u3000\x1b"), max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    article = Article("a.txt", text)
    assert sum(zone.end - zone.start for zone in article.zones) == len(text)


@examples(30)
@given(st.lists(st.sampled_from([FIRST, SECOND, THIRD]), min_size=1, max_size=12))
def test_a_text_without_short_lines_stays_body(lines: list[str]) -> None:
    assert guess("\n".join(lines)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Home\nAbout us\n" + "short line here\n" * 20_000,
        "Home\nShare this\n" + f"{FIRST}\n" * 5_000,
        "copyright " + "a" * 1_000_000,
        "a > " * 60 + "\nHome\nAbout us",
    ],
)
def test_what_is_too_long_for_a_page_is_none(text: str) -> None:
    assert len(hidden(text)) <= 2


def test_marks_lie_over_what_is_found() -> None:
    text = f"Home\nNews\nThe river rises once again\n3 May 2021\n{BODY}\nPrivacy policy"
    start = text.index("News")
    article = Article("a.txt", text, marks=(Zone("heading", start, start + 4),))
    names = [zone.name for zone in article.zones if text[zone.start : zone.end].strip()]
    assert names[:4] == ["navigation", "heading", "title", "dateline"]
    assert names[-1] == "navigation"


def test_a_page_is_held_against_the_text_of_its_body() -> None:
    text = f"Home\nNews\nThe river rises once again\n3 May 2021\n{BODY}\nPrivacy policy"
    counted = benchmark.against_body(Article("a.txt", text), BODY.replace(" ", "\n"))
    assert counted[True, True] == len("HomeNewsPrivacypolicy")
    assert counted[False, True] == 0
    assert counted[False, False] > len(FIRST)


@pytest.mark.parametrize(
    ("kind", "precision", "recall", "lost"),
    [
        ("shipped articles", 0.99, 0.98, 0),
        ("layouts: tuning half", 0.99, 0.9, 0),
        ("layouts: held out half", 0.97, 0.8, 2),
    ],
)
def test_measured_quality_does_not_fall(
    kind: str, precision: float, recall: float, lost: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LUNAR_TUI_LAYOUTS", raising=False)
    found = benchmark.tally(benchmark.sets()[kind])
    assert found.furniture() >= (precision, 0)
    assert found.furniture()[1] >= recall
    assert len(found.hidden) <= lost, found.hidden

"""Files as programs write them: made with a browser, an archiver of macOS, an editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from lunar_tui.intake.extract import Extract, LineZone, UnreadableError
from lunar_tui.intake.formats import extract, format_of

FILES = Path(__file__).parent / "files"
STORY = """\
Two ports agree on a winter ferry

Nordhaven and Sund will share the cost of a ferry that breaks its own ice, their harbour masters \
said on Monday.

The harbour masters of Nordhaven and Sund signed an agreement on Monday under which a ferry will \
cross the strait in every month of the year. “The first crossing is planned for December 2026,” \
said Ida Falk, head of the Nordhaven port authority.

The ship, the Aurora Strait, is to carry 240 passengers and 60 cars. It is expected to cost about \
38.5 million euros, of which Sund pays two fifths. A study of 2022 had put the cost at 31 million \
euros.

Ice is the question

Ice closed the strait for 41 days last winter, according to the weather service.

In 2018 it was closed for 63 days.

January: 12 days
February: 21 days
March: 8 days

We have waited thirty years for this ferry.

The council of Sund has still to vote on the agreement. Its next session is on 14 March.

Port | Share
Nordhaven | 60 %
Sund | 40 %
"""


def read(name: str) -> Extract:
    return extract(name, (FILES / name).read_bytes())


def values(found: Extract) -> dict[str, str]:
    return {field: stated.value for field, stated in found.metadata.items()}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("harbour.html", "page"),
        ("harbour.mhtml", "saved page"),
        ("harbour.webarchive", "web archive"),
        ("report.pdf", "PDF"),
        ("notes.md", "Markdown"),
    ],
)
def test_a_format_is_known_by_name_and_by_content(name: str, kind: str) -> None:
    data = (FILES / name).read_bytes()
    assert format_of(name, data) == kind
    if kind != "Markdown":
        assert format_of("download", data) == kind
        assert format_of("download.txt", data) == kind


def test_text_that_speaks_of_pages_is_text() -> None:
    assert format_of("note.txt", b"How to write <html> by hand: begin with <!doctype html>.") == (
        "text"
    )


@pytest.mark.parametrize("name", ["harbour.html", "harbour.mhtml", "harbour.webarchive"])
def test_a_saved_page_is_its_article_without_furniture(name: str) -> None:
    found = read(name)
    assert found.text == STORY
    assert found.zones == (LineZone("title", 1), LineZone("heading", 9))
    assert not found.as_is


def test_metadata_comes_from_the_page_with_the_place_that_says_it() -> None:
    found = read("harbour.html")
    assert values(found) == {
        "title": "Two ports agree on a winter ferry",
        "publisher": "The Coast Gazette",
        "author": "Mara Lind, Ole Brandt",
        "published": "2024-03-05",
        "language": "en",
        "url": "https://gazette.example/2024/03/winter-ferry",
    }
    assert found.metadata["published"].where == "JSON-LD NewsArticle datePublished"
    assert found.missing == ()


def test_what_a_browser_drops_is_taken_from_other_tags() -> None:
    # Saved as MHTML, a page has no scripts, and its JSON-LD is one.
    found = read("harbour.mhtml")
    assert found.metadata["published"].where == "OpenGraph article:published_time"
    assert values(found)["author"] == "Mara Lind"


def test_a_pdf_file_gives_paragraphs_headings_and_no_page_numbers() -> None:
    found = read("report.pdf")
    paragraphs = found.text.split("\n\n")
    assert paragraphs[0] == "Ice in the strait, 1990 to 2023"
    assert [item.zone for item in found.zones] == ["title", *["heading"] * 3]
    assert "Strait Commission\n" not in found.text
    assert "Page " not in found.text
    # In two columns, and over the end of a page.
    left = next(n for n, text in enumerate(paragraphs) if text.startswith("A day counts as closed"))
    assert paragraphs[left].endswith("a storm may close the strait without any ice.")
    assert paragraphs[left + 1].startswith("The charts show the edge of the ice at noon.")
    assert paragraphs[left + 1].endswith("closed in the logs of the night watch.")
    assert "In two winters, those of 2008 and 2020, it was not closed at all." in found.text


def test_a_pdf_file_is_not_published_on_the_day_when_it_was_made() -> None:
    found = read("report.pdf")
    # Its property "title" is the name of a file, its date that of the printing.
    assert values(found) == {"language": "en", "title": "Ice in the strait, 1990 to 2023"}
    assert any("was made on 2026-11-22" in note for note in found.notes)
    assert found.missing == ("publisher", "author", "published", "url")


def test_markdown_is_its_text() -> None:
    found = read("notes.md")
    assert found.text == (
        "Ice, and what it costs\n\n"
        "The strait froze on three nights in February, says the harbour master.\n\n"
        "What the ferry needs\n\n"
        "a bow of 50 mm steel\ntwo engines\n\n"
        "Port | Share\nSund | 40 %\n\n"
        "We have waited thirty years.\n"
    )
    assert found.zones == (LineZone("title", 1), LineZone("heading", 5))
    assert values(found) == {
        "title": "Notes on the strait",
        "author": "Ole Brandt",
        "published": "2024-02-11",
        "language": "en",
        "url": "https://notes.example/strait",
    }


def test_markdown_without_front_matter_is_called_after_its_heading() -> None:
    found = extract("a.md", b"Two\nlines.\n\n# The name\n\nMore.\n\n# Another\n")
    assert values(found) == {"title": "The name"}
    assert found.zones == (LineZone("title", 3), LineZone("heading", 7))


def test_plain_text_is_taken_as_it_is() -> None:
    text = "A title\r\n\r\nThe text – as it came.\r\n"
    found = extract("a.txt", text.encode())
    assert (found.text, found.as_is, found.metadata) == (text, True, {})


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Китай и Россия подписали меморандум о создании лунной станции в марте."),
        ("gb18030", "中国和俄罗斯三月签署了关于合作建设国际月球科研站的谅解备忘录。"),
        ("shift_jis", "日本と中国は月の探査で協力することに合意したと発表した。"),
        ("cp1252", "La mission s’achève : l’équipage a rapporté près de 2 kg d’échantillons."),
        ("utf-16", "A text with a mark of byte order – and a dash."),
        ("utf-8-sig", "A text with a mark of byte order – and a dash."),
    ],
)
def test_text_in_other_encodings_is_read_and_said(encoding: str, text: str) -> None:
    found = extract("a.txt", text.encode(encoding))
    assert found.text == text
    assert not found.as_is
    if not encoding.startswith("utf"):
        assert found.notes[0].startswith("read as ")


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8"])
def test_a_page_says_what_it_is_written_in(encoding: str) -> None:
    words = "Меморандум о лунной станции подписан в марте двумя агентствами. " * 3
    page = f"<html><head><meta charset='{encoding}'></head><body><h1>Луна</h1><p>{words}</p></body>"
    found = extract("a.html", page.encode(encoding))
    assert " ".join(words.split()) in found.text
    assert found.notes == ()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", b" \n\t\n", "it is empty"),
        ("a.txt", b"\x00\x01\x02\x03" * 200, "text"),
        ("a.md", b"---\ntitle: x\n---\n", "it is empty"),
        ("a.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "no article"),
        ("a.html", b"<", "no article"),
        ("a.pdf", b"%PDF-1.7\nnothing", "not a valid PDF file"),
        ("a.mhtml", b"From: x\nContent-Type: multipart/related\n\nnone", "no page"),
        ("a.webarchive", b"bplist00broken", "not a valid web archive"),
        ("a.webarchive", b"<?xml version='1.0'?><plist><dict/></plist>", "not a valid web archive"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        extract(name, data)


def test_a_pdf_file_of_pictures_or_with_a_password_says_what_to_do() -> None:
    with pytest.raises(UnreadableError, match="OCR"):
        read("picture.pdf")
    with pytest.raises(UnreadableError, match="password"):
        read("locked.pdf")

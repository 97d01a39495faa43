"""The formats of which an article can be made: told by what is in a file, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from lunar_tui.intake.encoding import NO_HINTS, Hints
from lunar_tui.intake.extract import Extract, UnreadableError

#: Suffixes of the files that are taken from a folder, with what they are.
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".mhtml": "saved page",
    ".mht": "saved page",
    ".webarchive": "web archive",
    ".pdf": "PDF",
}
_HEAD = 1024
_PAGE = re.compile(rb"(?i)<!doctype html|<html[\s>]|<head[\s>]|<!-- saved from url")
_MAIL = re.compile(rb"(?i)\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}")
_MHTML = re.compile(rb"(?im)^content-type:\s*multipart/related|^snapshot-content-location:")


def format_of(name: str, data: bytes) -> str:
    """What a file is: one of the values of :data:`SUFFIXES`.

    What is in it goes before its name: what a browser saved as ``.txt`` may be a page.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return "PDF"
    if head.startswith(b"bplist00") or b"WebMainResource" in head:
        return "web archive"
    if (mail := _MAIL.match(head)) and _MHTML.search(mail[0]):
        return "saved page"
    named = SUFFIXES.get(PurePath(name).suffix.lower(), "")
    if named in ("", "text") and _PAGE.search(head) and head.lstrip()[:1] in (b"<", b"\xef"):
        return "page"
    return named or "text"


def extract(name: str, data: bytes, hints: Hints = NO_HINTS) -> Extract:
    """The article in a file of any of the formats.

    Raises:
        UnreadableError: there is none; the message is one line.
    """
    from lunar_tui.intake import archives, markdown, pages, pdf, plain

    if not data:
        raise UnreadableError("it is empty")
    match format_of(name, data):
        case "PDF":
            return pdf.read(data)
        case "web archive":
            return pages.read(*archives.from_webarchive(data), hints)
        case "saved page":
            return pages.read(*archives.from_mhtml(data), hints)
        case "page":
            return pages.read(data, hints=hints)
        case "Markdown":
            return markdown.read(data, hints)
        case _:
            return plain.read(data, hints)

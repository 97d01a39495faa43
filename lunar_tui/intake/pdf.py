"""PDF files: paragraphs and headings by their layout, without what stands at the edge of pages."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lunar_tui.intake.columns import lines_in_order
from lunar_tui.intake.days import day_of
from lunar_tui.intake.extract import Extract, Lines, Stated, UnreadableError
from lunar_tui.intake.figures import CELLS
from lunar_tui.intake.hyphens import BREAK, divided, made_whole
from lunar_tui.intake.paragraphs import paragraphs as in_paragraphs
from lunar_tui.intake.pieces import Piece

if TYPE_CHECKING:
    from pdfminer.layout import LTPage
    from pdfminer.pdfdocument import PDFDocument

MAX_PAGES = 2000
# Shares of the height of a page: what lies above or below is no part of the text if it is repeated,
# or in smaller letters.
_EDGE = 0.08
_SMALL = 0.85
_LARGE = 1.15
_TITLE = 1.3
_NOTE = 0.92
# What is left free of a line that the next word did not fit into, of the width of its column.
_FULL = 0.25
_LONGEST_HEADING = 200
# Letters farther from a page than twice its size are no part of it: drawings and files made to be
# cut leave some there, and every point up to them would be looked at. Pages are taken to be no
# smaller, wider or higher than so many points.
_AROUND = 2
_SMALLEST, _WIDEST, _HIGHEST = 1_000, 20_000, 200_000
# Gaps that part a line, in widths of a letter: less than those between columns.
_PIECES = 0.6
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:[^\W\d]{1,6}\.? )?\d{1,4}(?: ?(?:/|[^\W\d]{1,3}) ?\d{1,4})?\W*")
_ENDS = (".", "!", "?", ":", "”", '"', "»", "。", "！", "？", "…", ")")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
# Names that programs give to a file of which nobody has said what it is called.
_NO_TITLE = re.compile(
    r"(?i)(?:untitled.*|microsoft (?:word|powerpoint|excel) - .*|(?:print|document|about:).{0,12}"
    r"|.*\.(?:docx?|pdf|indd|qxd|rtf|html?|tex|odt|pptx?|xlsx?))"
)
_CREATED = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


class _Block(NamedTuple):
    """A stretch of text on a page; ``size`` is the height of its letters in points.

    ``row``: it is one of a table. ``full``: its last line goes to the edge of its column,
    or nearly.
    """

    text: str
    size: float
    at_edge: bool
    page: int
    row: bool = False
    full: bool = False


def read(data: bytes) -> Extract:
    """The text of a PDF file; what is set in larger letters is a heading.

    Raises:
        UnreadableError: it is damaged, encrypted, or holds pictures of text only.
    """
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        metadata, notes = _metadata(document)
        blocks = [block for page in _pages(document) for block in _whole(page)]
    except PDFPasswordIncorrect:
        raise UnreadableError("it is encrypted; save it without a password") from None
    except (PDFException, PSException, zlib.error, struct.error) as error:
        raise UnreadableError(f"not a valid PDF file: {_one_line(error)}") from None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError) as error:
        raise UnreadableError(f"not a valid PDF file: {_one_line(error)}") from None
    if not blocks:
        raise UnreadableError("no text in it, only pictures; run text recognition (OCR) first")
    repeated = _repeated(blocks)
    size = _usual(block.size for block in blocks for _ in block.text)
    inner = [block for block in blocks if not _is_edge(block, repeated, size)]
    title = _printed_title(inner, size)
    if (
        title
        and title.text.casefold() in metadata.get("title", Stated(title.text, "")).value.casefold()
    ):
        metadata["title"] = Stated(title.text, "largest letters of the first page")
    lines = Lines()
    paragraphs = list(_paragraphs(inner, size, title))
    texts, guessed = made_whole(text for text, _, _ in paragraphs)
    for text, (_, zone, close) in zip(texts, paragraphs, strict=True):
        lines.add(text, zone, close=close)
    if guessed:
        notes.append(f"divided at line ends and joined, as most words are: {guessed}")
    if len(inner) < len(blocks):
        notes.append(f"headers and footers left out: {len(blocks) - len(inner)}")
    return Extract(lines.text, tuple(lines.zones), metadata, notes=tuple(notes))


def _printed_title(blocks: Sequence[_Block], size: float) -> _Block | None:
    first = [block for block in blocks if block.page == blocks[0].page]
    largest = max(first, key=lambda block: block.size)
    fits = largest.size >= size * _TITLE and len(largest.text) <= _LONGEST_HEADING
    return largest if fits else None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


def _pages(document: PDFDocument) -> Iterator[list[_Block]]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    layout = LAParams(char_margin=_PIECES, boxes_flow=None)
    # Without a layout: it is made of the letters that are near.
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number == MAX_PAGES:
            raise UnreadableError(f"more than {MAX_PAGES} pages; split it")
        interpreter.process_page(page)
        printed = _near(device.get_result())
        printed.analyze(layout)
        yield list(_blocks(printed, number))


def _near(page: LTPage) -> LTPage:
    """A page with the letters alone that are on it or near it."""
    from pdfminer.layout import LTChar, LTPage

    wide = min(max(_SMALLEST, page.width), _WIDEST)
    high = min(max(_SMALLEST, page.height), _HIGHEST)
    near = LTPage(page.pageid, page.bbox, page.rotate)
    # Of a letter that is infinitely far away, or nowhere (NaN), this is false.
    near.extend(
        one
        for one in page
        if isinstance(one, LTChar)
        and -_AROUND * wide <= one.x0 <= one.x1 <= wide + _AROUND * wide
        and -_AROUND * high <= one.y0 <= one.y1 <= high + _AROUND * high
    )
    return near


def _blocks(page: LTPage, number: int) -> Iterator[_Block]:
    edge = page.height * _EDGE
    high, low = page.y1 - edge, page.y0 + edge
    lines = lines_in_order(list(_pieces(page)), CELLS)
    inner = [line for line in lines if not (line.y0 > high or line.y1 < low)]
    # What stands at the edge is no part of any paragraph, however near it is.
    for line in lines:
        if line.y0 > high:
            yield _Block(line.text, line.size, at_edge=True, page=number)
    for text, first, last in in_paragraphs(inner, _joined, _is_open):
        full = last.right - last.x1 < _FULL * (last.right - last.left)
        yield _Block(text, first.size, at_edge=False, page=number, row=first.row, full=full)
    for line in lines:
        if line.y1 < low:
            yield _Block(line.text, line.size, at_edge=True, page=number)


def _pieces(page: LTPage) -> Iterator[Piece]:
    from pdfminer.layout import LTTextBox

    for box in page:
        if not isinstance(box, LTTextBox):
            continue
        for line in box:
            text = " ".join(line.get_text().translate(_LIGATURES).replace(BREAK, "").split())
            if text:
                yield Piece(line.x0, line.y0, line.x1, line.y1, text, round(line.height, 1))


def _is_open(line: str) -> bool:
    """Whether a line ends within a sentence."""
    return not line.endswith(_ENDS)


def _whole(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """The blocks of a page; a heading of several lines, which may be several of them, is one."""
    usual = 0.0
    pending: _Block | None = None
    blocks = list(blocks)
    if blocks:
        usual = _usual(block.size for block in blocks for _ in block.text)
    for block in blocks:
        if pending is None:
            pending = block
        elif block.size == pending.size > usual * _LARGE:
            pending = pending._replace(text=f"{pending.text} {block.text}")
        else:
            yield pending
            pending = block
    if pending:
        yield pending


def _joined(before: str, line: str) -> str:
    """Two lines of a paragraph as one; a word divided by a soft hyphen is whole again.

    Where a plain hyphen ends a line, the rest of the text tells later whether it is of the word.
    """
    if before.endswith("\u00ad"):
        return before[:-1] + line
    if before.endswith(("-", "\u2010")) and before[-2:-1].isalpha() and line[:1].islower():
        return divided(before, line)
    return f"{before} {line}" if before else line


def _usual(sizes: Iterable[float]) -> float:
    return Counter(sizes).most_common(1)[0][0]


def _repeated(blocks: Iterable[_Block]) -> frozenset[str]:
    """Texts, with # for numbers, that stand at the edge of several pages."""
    pages = {(_mask(block.text), block.page) for block in blocks if block.at_edge}
    seen = Counter(text for text, _ in pages)
    return frozenset(text for text, count in seen.items() if count > 1)


def _mask(text: str) -> str:
    return _NUMBER.sub("#", text)


def _is_edge(block: _Block, repeated: frozenset[str], size: float) -> bool:
    if not block.at_edge:
        return False
    is_number = _PAGE_NUMBER.fullmatch(block.text)
    return bool(is_number) or _mask(block.text) in repeated or block.size < size * _SMALL


def _paragraphs(
    blocks: Iterable[_Block], size: float, title: _Block | None
) -> Iterator[tuple[str, str, bool]]:
    """Paragraphs, their zones, and whether they stand close to the one before.

    One that goes on after a column or a page is joined; notes that lie between follow it.
    """
    text, full = "", False
    notes: list[_Block] = []
    before: _Block | None = None
    for block in blocks:
        is_small = block.size < size * _NOTE
        if block.size > size * _LARGE and len(block.text) <= _LONGEST_HEADING:
            yield from _closed(text, notes)
            text = ""
            yield block.text, "title" if block is title else "heading", False
        elif block.row:
            yield from _closed(text, notes)
            text = ""
            yield block.text, "", before is not None and before.row
        elif text and not text.endswith(_ENDS) and is_small:
            notes.append(block)
        elif text and not text.endswith(_ENDS) and (full or block.text[:1].islower()):
            text, full = _joined(text, block.text), block.full
        else:
            yield from _closed(text, notes)
            text, full = block.text, block.full
        before = block
    yield from _closed(text, notes)


def _closed(text: str, notes: list[_Block]) -> Iterator[tuple[str, str, bool]]:
    yield text, "", False
    for note in notes:
        yield note.text, "", False
    notes.clear()


def _metadata(document: PDFDocument) -> tuple[dict[str, Stated], list[str]]:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    info: dict[str, str] = {}
    for properties in document.info:
        for key, value in properties.items():
            text = resolve1(value)
            info[key] = decode_text(text) if isinstance(text, bytes) else ""
    found: dict[str, Stated] = {}
    where = "properties of the PDF file"
    title, author = (" ".join(info.get(key, "").split()) for key in ("Title", "Author"))
    if title and not _NO_TITLE.fullmatch(title):
        found["title"] = Stated(title, where)
    if author:
        found["author"] = Stated(author, where)
    notes = []
    created = _CREATED.match(info.get("CreationDate", ""))
    if created and (day := day_of("-".join(filter(None, created.groups())))):
        # A page that was printed yesterday may be years old.
        notes.append(f"the PDF file was made on {day}; what it prints may be older")
    language = resolve1(document.catalog.get("Lang"))
    code = decode_text(language)[:2].lower() if isinstance(language, bytes) else ""
    if len(code) == 2 and code.isalpha():
        found["language"] = Stated(code, where)
    return found, notes

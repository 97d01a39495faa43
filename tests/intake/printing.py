"""PDF files made for tests: letters of one width, set in justified columns line by line."""

from __future__ import annotations

from collections.abc import Sequence

# Courier: each sign is so wide, in sizes of letters.
_WIDTH = 0.6


class Print:
    """A document of A4 pages."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]

    def next_page(self) -> None:
        self._pages.append([])

    def put(self, x: float, y: float, text: str, size: float = 8) -> None:
        """One stretch of text, from the left lower corner of the page in points."""
        sign = text.encode("cp1252").hex()
        self._pages[-1].append(f"BT /F {size} Tf {x:.2f} {y:.2f} Td <{sign}> Tj ET")

    def write(self, content: str) -> None:
        """Any operators of a page."""
        self._pages[-1].append(content)

    def column(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        signs: int,
        *,
        size: float = 8,
        indent: int = 0,
    ) -> float:
        """Lines under each other, each word set apart so that both edges are straight; the next y.

        The last line is not stretched; the first one is indented by so many signs.
        """
        for number, line in enumerate(lines):
            words = line.split()
            start = indent if number == 0 else 0
            free = signs - start - sum(map(len, words))
            gap = free / (len(words) - 1) if number < len(lines) - 1 and len(words) > 1 else 1
            at = float(start)
            for word in words:
                self.put(x + at * size * _WIDTH, y, word, size)
                at += len(word) + gap
            y -= size * 1.25
        return y

    @property
    def data(self) -> bytes:
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
        kids = []
        font = b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"
        objects.append(font)
        for page in self._pages:
            stream = "\n".join(page).encode("cp1252")
            objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
            objects.append(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
                b"/Resources<</Font<</F 3 0 R>>>>>>" % len(objects)
            )
            kids.append(len(objects))
        refs = b" ".join(b"%d 0 R" % number for number in kids)
        objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (refs, len(kids))
        out, places = b"%PDF-1.4\n", []
        for number, item in enumerate(objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
        return out


#: Words that may be divided: the text has each of them whole, too.
DIVIDED = ("commission", "agreement", "passengers", "vehicles", "navigation")


def filled(text: str, signs: int, indent: int = 0) -> list[str]:
    """The lines of a paragraph; some words are divided where they do not fit."""
    lines: list[str] = []
    line, left = "", signs - indent
    for word in text.split():
        cut = len(word) // 2
        if len(line) + bool(line) + len(word) <= left:
            line = f"{line} {word}".strip()
            continue
        if word in DIVIDED and len(line) + 2 + cut <= left:
            lines.append(f"{line} {word[:cut]}-")
            line = word[cut:]
        else:
            lines.append(line)
            line = word
        left = signs
    return [*lines, line]

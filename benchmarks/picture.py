"""What a terminal would show: the few control sequences that Textual paints with, and no more."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_PIECE = re.compile(
    r"\x1b\[(?P<arguments>[0-9;:<=>?]*)(?P<verb>[ -/]*[@-~])"
    r"|\x1b[\]P^_].*?(?:\x1b\\|\x07)"
    r"|\x1b[()].|\x1b[=>78cDEHM]"
    r"|(?P<line>[\r\n])"
    r"|(?P<text>[^\x00-\x1f\x7f]+)",
    re.DOTALL,
)
_BLANK = " "
_UNFINISHED = re.compile(r"\x1b(?:[ -/]|\[[0-9;:<=>? -/]*|[\]P^_][^\x1b\x07]*\x1b?)?\Z")


@dataclass
class Picture:
    """A grid of characters with their background colours.

    Colours are kept as the terminal was told them, such as ``2;74;63;28``.
    """

    columns: int
    rows: int

    def __post_init__(self) -> None:
        self._text = [[_BLANK] * self.columns for _ in range(self.rows)]
        self._back = [[""] * self.columns for _ in range(self.rows)]
        self._row = self._column = 0
        self._colour = self._rest = ""

    @property
    def lines(self) -> list[str]:
        """The characters, line by line; the second half of a wide one is empty."""
        return ["".join(line) for line in self._text]

    def shows(self, text: str) -> bool:
        """Whether ``text`` stands on some line."""
        return any(text in line for line in self.lines)

    def on_background(self, colour: str) -> str:
        """The characters that stand on ``colour``, line after line with blanks between."""
        found = [
            "".join(c for c, b in zip(text, back, strict=True) if b == colour)
            for text, back in zip(self._text, self._back, strict=True)
        ]
        return " ".join(" ".join(found).split())

    def feed(self, data: str) -> None:
        """Paints what a program wrote; a control sequence may go on in what follows."""
        data = self._rest + data
        cut = _UNFINISHED.search(data)
        self._rest = data[cut.start() :] if cut else ""
        for piece in _PIECE.finditer(data[: cut.start()] if cut else data):
            if piece["text"]:
                self._write(piece["text"])
            elif piece["line"]:
                self._column = 0
                self._row = min(self.rows - 1, self._row + (piece["line"] == "\n"))
            elif piece["verb"] == "H":
                row, _, column = (piece["arguments"] or "1;1").partition(";")
                self._row = min(self.rows, int(row or 1)) - 1
                self._column = min(self.columns, int(column or 1)) - 1
            elif piece["verb"] == "m":
                self._set_colour(piece["arguments"])

    def _write(self, text: str) -> None:
        for character in text:
            wide = unicodedata.east_asian_width(character) in "WF"
            if unicodedata.combining(character) or self._column + wide >= self.columns:
                continue
            line, back = self._text[self._row], self._back[self._row]
            line[self._column], back[self._column] = character, self._colour
            if wide:
                line[self._column + 1], back[self._column + 1] = "", self._colour
            self._column += 1 + wide

    def _set_colour(self, arguments: str) -> None:
        codes = iter(arguments.split(";"))
        for code in codes:
            if code in {"", "0", "49"}:
                self._colour = ""
            elif code in {"38", "48"}:
                how = next(codes, "")
                parts = [how, *(next(codes, "") for _ in range(3 if how == "2" else 1))]
                if code == "48":
                    self._colour = ";".join(parts)

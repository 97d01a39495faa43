"""What a terminal sends, as text: bytes may be anything, and so may what is pasted."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder

START, END = "\x1b[200~", "\x1b[201~"
"""Around what is pasted."""
_HIDDEN = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # a control sequence: colours, movements
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)


class TerminalDecoder:
    """Decodes as the toolkit's own decoder does, but never fails, and pastes text only.

    The toolkit ends with a traceback on bytes that are no UTF-8, and plays what follows an escape
    character in pasted text as keys.
    """

    def __init__(self) -> None:
        self._utf8 = getincrementaldecoder("utf-8")("replace")
        self._pasting = False
        # The end of what came: a mark may come in two pieces.
        self._before = ""

    def decode(self, data: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002 - its shape
        """The text of some bytes; what ends in the middle of a character is kept for the next."""
        text, done = self._utf8.decode(data, final), []
        while text:
            piece, text = self._pasted(text, final) if self._pasting else self._typed(text)
            done.append(piece)
        return "".join(done)

    def _typed(self, text: str) -> tuple[str, str]:
        """What is passed on, up to where something is pasted; and the rest."""
        at = (self._before + text).find(START)
        if at < 0:
            # Nothing is held back: an escape by itself is a key.
            self._before = (self._before + text)[1 - len(START) :]
            return text, ""
        end = at + len(START) - len(self._before)
        self._pasting, self._before = True, ""
        return text[:end], text[end:]

    def _pasted(self, text: str, final: bool) -> tuple[str, str]:  # noqa: FBT001
        text, self._before = self._before + text, ""
        inside, mark, rest = text.partition(END)
        if mark:
            self._pasting = False
            return _HIDDEN.sub("", inside) + mark, rest
        # A sequence may go on in what follows.
        held = inside.rfind("\x1b", -_LONGEST)
        if held >= 0 and not final:
            inside, self._before = inside[:held], inside[held:]
        return _HIDDEN.sub("", inside), ""


_LONGEST = 32
"""Characters of a control sequence that are waited for."""


def install() -> None:
    """Has the toolkit read terminals with a `TerminalDecoder`."""
    try:
        from textual.drivers import linux_driver
    except ImportError:
        # Other systems hand over characters instead of bytes.
        return
    linux_driver.getincrementaldecoder = lambda _encoding: TerminalDecoder  # type: ignore[assignment, attr-defined]

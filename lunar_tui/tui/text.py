"""Text on its way to the screen: always cleaned, never parsed for markup."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from lunar_tui.display import clean, clean_line


def label(text: str, style: Style | str = "") -> Content:
    """``text`` on one line, safe, with one style."""
    return Content.styled(clean_line(text), style) if style else Content(clean_line(text))


def block(text: str, style: Style | str = "") -> Content:
    """``text`` with its line ends, safe."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def join(*parts: Content | str | tuple[str, Style | str], sep: str = "") -> Content:
    """Parts in a row: content, plain text, or text with its style. Empty parts are left out."""
    found = []
    for part in parts:
        content = part if isinstance(part, Content) else None
        if isinstance(part, str):
            content = label(part)
        elif isinstance(part, tuple):
            content = label(*part)
        if content is not None and content:
            found.append(content)
    return Content(sep).join(found)


def counted(number: int, one: str, many: str) -> str:
    """A number with what is counted: 1 claim, 3 claims."""
    return f"{number} {one if number == 1 else many}"

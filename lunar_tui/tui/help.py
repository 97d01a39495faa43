"""The help screen: every key, from the same table that binds them."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from lunar_tui.tui.actions import ACTIONS, EDIT, EDITING, KEEP, LIST_KEYS, MOVE, PROGRAM, READ
from lunar_tui.tui.guide import FIELD_LINES, WORDS
from lunar_tui.tui.pages import TextPage
from lunar_tui.tui.text import join

_SIGNS = (
    ("▌", "the words that a claim cites, or the sentence under the cursor"),
    ("1 … 9 +", "the sentence that begins on this line supports so many claims, or more than 9"),
    ("–", "it is excused: no claim needs to cite it"),
    ("?", "it is open: neither cited nor excused"),
    ("◆", "marked for export"),
    ("≠ ~ Δ =", "beside a claim: others contradict it, are more or less precise, speak of another"),
    ("", "date, or use another name; f shows them. In the gutter, ≠: it contradicts a claim"),
    ("3×", "three independent sources say so"),
    ("22 ·57", "in a panel: the claims about it, and the sentences that name it"),
    ("✓", "beside a sentence that names it: a claim cites it already"),
    ("≈", "inferred, at least in part; i says from what"),
    ("✎", "the editor's own claim, no article says so"),
    ("↗", "a link: enter follows it"),
    ("→", "an entity that the sentence mentions: enter goes there"),
    ("╌", "planned: a dashed line in the connections"),
    ("● ◐ ○", "in the timeline: past, under way, planned for its source"),
    ("• ╺ ━ ╍", "there: a day, a month, a year; some time within"),
    ("┫ ┣", "until then, since then; thin lines are planned"),
    ("←", "a claim about another entity that points here"),
)
_WIDTH, _QUERY_WIDTH = 17, 21


class Help(ModalScreen[None]):
    """All keys, the signs, and how to ask."""

    BINDINGS: ClassVar = [
        Binding("escape,q,question_mark", "dismiss", "Close", id="help-close"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="help") as box:
            box.border_title = Content("Help")
            box.border_subtitle = Content("esc closes")
            yield TextPage(_text())

    def on_mount(self) -> None:
        self.query_one(TextPage).focus()


def _text() -> Content:
    parts: list[Content] = []
    for group in (MOVE, READ, KEEP, EDIT, PROGRAM):
        parts.append(join((group, "bold $accent")))
        if group == MOVE:
            parts += [_line(keys, what) for keys, what in LIST_KEYS]
        parts += [
            _line(action.key_name or action.keys, action.help)
            for action in (*ACTIONS, *EDITING)
            if action.group == group
        ]
        parts.append(Content(""))
    parts.append(join(("Signs", "bold $accent")))
    parts += [_line(sign, what) for sign, what in _SIGNS]
    parts += [Content(""), join(("Search", "bold $accent"))]
    parts += [_line(query, what, _QUERY_WIDTH) for query, what in WORDS]
    parts += [Content(""), join(("Search: fields", "bold $accent"), " sentences …")]
    parts += [_line(query, what, _QUERY_WIDTH) for query, what in FIELD_LINES]
    return Content("\n").join(parts)


def _line(keys: str, what: str, width: int = _WIDTH) -> Content:
    return join((f"  {keys:<{width}}", "bold"), what)

"""Text from files and from the keyboard is shown, never obeyed, on every pane and screen."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment

import lunar_tui.tui
from lunar_tui.library import Library
from tests.tui.driving import NARROW, SIZES, WIDE, Person, at_the_screen, squeezed
from tests.workspaces import Small, only

MARKUP = "[/] [@click=app.quit]leave[/] [red]R[/red] [b]\\[x] [[/]] [/nope] $primary {x} %s"
ESCAPES = "\x1b]52;c;ZXZpbA==\x07\x1b\\\x1b[2J\x1b]0;title\x07\x9b31m\x9d\x00\x08\x7f"
BIDI = "\u202eevil\u202c \u2066x\u2069 zero\u200bwidth \ufeff tag\U000e0041 line\u2028para\u2029end"
MARKS = "a" + "\u0301" * 100
WIDE_TEXT = "嫦娥五号探测器" * 12
LONG_WORD = "W" * 400

SCHEMA = """\
title: "[/] [@click=app.quit]subject[/] [red]"
kinds:
  - {id: mission, label: "[/] Mission [red]", plural: "[/] Missions [@click=app.quit]x[/]"}
properties:
  - {id: said, label: "[/] said [@click=app.quit]p[/]", types: text, many: true}
  - {id: link, label: "[red] link [/]", type: entity, many: true}
"""


def _quoted(text: str) -> str:
    """A YAML string in double quotes, which may hold any character by its number."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\U{ord(c):08x}" for c in text) + '"'


def _missions(file: str) -> str:
    values = [MARKUP, BIDI, MARKS, WIDE_TEXT, LONG_WORD, "tab\there \r\n break"]
    claims = [
        f"      - property: said\n"
        f"        value: {_quoted(value)}\n"
        f"        qualifiers: {{scope: {_quoted('[/] scope [red]')}, role: {_quoted(MARKUP)}, "
        f"note: {_quoted(MARKUP)}, said_by: {_quoted('[/] who')}}}\n"
        f"        evidence:\n"
        f"          - {{source: {_quoted(file)}, quote: {_quoted(QUOTES[number])}}}\n"
        for number, value in enumerate(values)
    ]
    lost = (
        f"      - property: said\n        value: lost\n        evidence:\n"
        f"          - {{source: {_quoted(file)}, quote: {_quoted('gone ' + MARKUP)}}}\n"
        f"      - property: said\n        value: missing\n        evidence:\n"
        f"          - {{source: {_quoted('[red]no.txt')}, quote: {_quoted(MARKUP)}}}\n"
        f"      - property: link\n        value: {{entity: other}}\n"
    )
    return (
        "kind: mission\nentities:\n"
        f"  - id: hostile\n    name: {_quoted('[/] [@click=app.quit]Name[/] [red]')}\n"
        f"    aliases:\n"
        f"      - {{name: {_quoted('[/] alias [red] ' + BIDI)}, language: en, basis: editor}}\n"
        f"    claims:\n{''.join(claims)}{lost}"
        f"  - id: other\n    name: {_quoted(MARKS + WIDE_TEXT)}\n"
        f"    claims:\n      - property: link\n        value: {{entity: hostile}}\n"
        f"        evidence:\n"
        f"          - {{source: {_quoted(file)}, quote: {_quoted('[/red] ends')}}}\n"
    )


QUOTES = (
    "The probe said [@click=app.quit]leave[/] and [/] to all.",
    "It went right \u202eleft\u202c and \u200bvanished.",
    f"It wore {MARKS} marks.",
    "中国的嫦娥五号探测器降落了。",
    "A word of length stands here",
    "Tabs\tand\rreturns\r\nbreak it.",
)
ARTICLE = (
    "A [red]hostile[/red] title [/]\r\n\r\n"
    + QUOTES[0]
    + " "
    + QUOTES[1]
    + " "
    + QUOTES[2]
    + "\r\n\r\n"
    + QUOTES[3]
    + WIDE_TEXT * 4
    + "\r\n\r\n"
    + f"{QUOTES[4]}: {'V' * 5000}.\r\n\r\n"
    + f"Bell and {ESCAPES} end.\r\n\r\n"
    + QUOTES[5]
    + " This [/red] ends"
    + " here. \r\n"
    + ("A sentence on a very long line without an end in sight. " * 300)
)
FILE = "[@click=app.quit]a[red].txt"


@pytest.fixture
def hostile(tmp_path: Path) -> Small:
    made = only(tmp_path, {"data/schema.yaml": SCHEMA, "data/missions.yaml": _missions(FILE)})
    made.put(f"seeds/{FILE}", ARTICLE)
    made.put("seeds/e\x1b[2J\u202e[red]\n.txt", "One sentence [/] here.\n" + ESCAPES)
    made.put(
        "data/sources.yaml",
        f"sources:\n  - file: {_quoted(FILE)}\n    title: {_quoted('[/] T ' + MARKUP)}\n"
        f"    publisher: {_quoted('[/] P [@click=app.quit]x[/]')}\n    published: 2021\n",
    )
    return made


def _dangerous(character: str) -> bool:
    """A control, a direction mark, or a break or blank of no width."""
    return unicodedata.category(character) in {"Cc", "Cs", "Cf", "Zl", "Zp"}


def _assert_harmless(person: Person) -> None:
    for strip in person.strips():
        assert strip.cell_length == person.app.size.width
        for segment in strip:
            assert not any(map(_dangerous, segment.text)), ascii(segment.text)
            assert not _clickable(segment), segment


def _clickable(segment: Segment) -> bool:
    """Whether a click would act. The bars of the toolkit's own views have other handlers."""
    meta = segment.style.meta if segment.style else {}
    link = segment.style.link if segment.style else None
    return "@click" in meta or bool(link)


async def _everywhere(person: Person) -> None:
    """Through every pane and screen, looking after each step."""

    async def step(*keys: str) -> None:
        for key in keys:
            await person.press(key)
            assert person.app._exception is None
            assert not person.app._exit
            _assert_harmless(person)

    _assert_harmless(person)
    await step("l", *["j"] * (len(person.claims.rows) - 1), *["k"] * 3, "g")
    await step("space", "enter", *["j"] * 6, "space", "G", "s", "space", "escape", "escape")
    await step("h", "j", "l", "enter", "escape", "h")
    for panel in person.panels:
        await step(str(panel.number % 10), "j", "space", "l", "j", "l", "j", "h", "h")
    await step("1", "backslash", "[", "/", "]", "enter", "escape")
    await step("slash")
    for query in ("probe", "[/]", "sentence", "vanished", MARKUP):
        await person.press("end", "ctrl+u")
        await person.paste(query)
        _assert_harmless(person)
        await step("down", "down", "up")
    await step("enter", "escape", "escape")
    await step("e", "pagedown", "pagedown", "escape", "y", "question_mark", "escape")
    await person.press("ctrl+p", *"mark")
    await person.work()
    await step("escape")
    if person.app.screen is not person.explorer:
        await step("escape")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_workspace_is_shown_and_harmless_everywhere(
    hostile: Small, size: tuple[int, int]
) -> None:
    library = hostile.library
    assert library.entity("hostile") is not None, library.problems
    async with at_the_screen(library, size) as person:
        await _everywhere(person)


async def test_markup_is_shown_letter_by_letter(hostile: Small) -> None:
    library = hostile.library
    async with at_the_screen(library, WIDE) as person:
        panels = person.text("#panels")
        assert "[/] Missions [@click=" in panels
        assert "[/] [@click=app" in panels
        claims = person.text("#claims")
        assert "[/] [@click=app.quit]Name[/] [red]" in claims
        assert "[/] alias [red]" in claims
        assert "[/] said" in claims
        value = "".join(line[19:47] for line in person.row_text(person.claims.list, 0).splitlines())
        assert squeezed(value).startswith(squeezed(MARKUP)[:50])
        assert "[@click=app.quit]leave[/]" in squeezed(person.text("#reader"))
        assert "[/] P [@click=" in person.text("#reading")
        assert "[/] [@click=app.quit]subject[/]" in person.status


async def test_hostile_quotes_are_found_and_highlighted(hostile: Small) -> None:
    library = hostile.library
    async with at_the_screen(library, WIDE) as person:
        await person.press("l")
        for number, claim in enumerate(library.entities()[0].claims[: len(QUOTES)]):
            assert library.citations(claim)[0].anchor.state == "exact", QUOTES[number]
            assert person.claims.current == claim
            person.assert_focus_in_view()
            await person.press("j")


async def test_clicking_on_markup_from_data_does_nothing_of_its_own(hostile: Small) -> None:
    async with at_the_screen(hostile.library, WIDE) as person:
        lines = person.lines()
        spots = [(line.index("app.quit"), y) for y, line in enumerate(lines) if "app.quit" in line]
        assert spots
        for x, y in spots:
            await person.pilot.click(offset=(x, y))
            await person.settle()
            assert not person.app._exit


async def test_lost_and_missing_sources_are_told_with_their_quotes(hostile: Small) -> None:
    async with at_the_screen(hostile.library, NARROW) as person:
        await person.press("l")
        for value in ("lost", "missing"):
            row = next(
                n for n, row in enumerate(person.claims.rows) if row.claim.value.text == value
            )
            person.claims.list._go(row)
            await person.settle()
            assert "[@click=app.quit]leave[/]" in squeezed(person.text("#reading"))
            _assert_harmless(person)


# --- the program's text -----------------------------------------------------------------------

SOURCES = sorted(Path(lunar_tui.tui.__file__).parent.glob("*.py"))
#: What makes content of text without reading it for markup.
_SAFE_CALLS = {"label", "block", "join", "Content", "headline", "_text", "_styled"}
_MARKUP_SLOTS = {"Static", "Label", "Button", "Option", "Tab", "Checkbox"}


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def _is_made_up(node: ast.expr) -> bool:
    """A string put together at run time."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(value, ast.FormattedValue) for value in node.values)
    if isinstance(node, ast.BinOp):
        return (
            _is_made_up(node.left)
            or _is_made_up(node.right)
            or not (_is_literal(node.left) and _is_literal(node.right))
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in {"format", "join"} and isinstance(node.func.value, ast.Constant)
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "str"


def _is_content(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_content(node.body) and _is_content(node.orelse)
    if isinstance(node, ast.Call):
        return _name(node) in _SAFE_CALLS
    return isinstance(node, ast.Constant | ast.Name | ast.Attribute)


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _markup_off(call: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def _sins(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name, first = _name(node), node.args[0] if node.args else None
            if name in {"from_markup", "MarkdownViewer", "escape"}:
                yield f"{node.lineno}: {name}"
            if first is None:
                continue
            if name == "notify" and not _is_literal(first) and not _markup_off(node):
                yield f"{node.lineno}: notify of text that is no literal, with markup on"
            if name in _MARKUP_SLOTS and _is_made_up(first) and not _markup_off(node):
                yield f"{node.lineno}: {name} of a made-up string"
            if name == "update" and _is_made_up(first):
                yield f"{node.lineno}: update with a made-up string"
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                slot = getattr(target, "attr", "")
                titles = {"border_title", "border_subtitle", "tooltip"}
                if slot in titles and not _is_content(node.value):
                    yield f"{node.lineno}: {slot} of a plain string"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_text_reaches_a_slot_that_reads_markup(path: Path) -> None:
    assert list(_sins(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "line",
    [
        'Static(f"{x}")',
        "notify(text)",
        'notify(f"{x}")',
        "Content.from_markup(x)",
        'self.border_title = f"{x}"',
        'box.border_subtitle = "a" + x',
        'Option("".join(x))',
        "widget.update(str(x))",
    ],
)
def test_the_check_itself_sees_each_sin(line: str) -> None:
    assert list(_sins(ast.parse(line)))


def test_shipped_text_needs_no_cleaning_at_all(shipped: Library) -> None:
    assert not any(
        re.search("[\x00-\x09\x0b-\x1f]", article.display) for article in shipped.articles()
    )

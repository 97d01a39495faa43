"""Drives the real app by its keys and reads what it paints."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any
from unittest.mock import patch
from weakref import WeakKeyDictionary

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.events import Key, Paste
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.app import LunarApp
from lunar_tui.tui.claims import Claims
from lunar_tui.tui.explorer import Explorer
from lunar_tui.tui.finder import Finder
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import Subject
from lunar_tui.tui.panels import Panel
from lunar_tui.tui.passage import NoPassage, Passage
from lunar_tui.tui.reader import Reader
from lunar_tui.tui.reading import Reading
from lunar_tui.tui.stack import PanelStack

WIDE, NARROW = (140, 42), (80, 24)
SIZES = (WIDE, NARROW)
_PATIENCE = 20.0

_PAINTED: WeakKeyDictionary[Screen[object], list[Strip]] = WeakKeyDictionary()
"""What is painted, until something changes."""
_PARSE, _PARSED = Stylesheet._parse_rules, dict[tuple[object, ...], list[RuleSet]]()


@dataclass(frozen=True)
class Here:
    """All of where the user is, to be compared before and after."""

    subject: Subject | None
    row: int | None
    evidence: int
    passage: Passage | NoPassage | None
    focus: Widget | None
    view: str


@dataclass(frozen=True)
class Person:
    """Someone at the keyboard."""

    app: LunarApp
    pilot: Pilot[None]

    # --- doing --------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Presses keys one after another, each when all that came of the one before is done."""
        for key in keys:
            driver = self.app._driver
            assert driver is not None
            event = _key_event(key)
            event.set_sender(self.app)
            driver.send_message(event)
            await self.settle()

    async def type(self, text: str) -> None:
        """Types ``text`` and waits for what the program finds."""
        await self.press(*text)
        await self.work()

    async def paste(self, text: str) -> None:
        driver = self.app._driver
        assert driver is not None
        event = Paste(text)
        event.set_sender(self.app)
        driver.send_message(event)
        await self.work()
        self.paint()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self) -> None:
        """Until no message waits and nothing is left to paint; background work is not awaited."""
        loop = asyncio.get_running_loop()
        end = monotonic() + _PATIENCE
        calm = 0
        while calm < 2:
            if self.app._exception is not None or self.app._exit:
                return
            await asyncio.sleep(0)
            screen = self.app.screen
            if loop._ready or any(_waiting(node) for node in _pumps(self.app)):  # type: ignore[attr-defined]
                calm = 0
            elif screen._layout_required or screen._repaint_required or screen._scroll_required:
                # The screen paints at its own pace: sixty times a second. It need not here.
                screen._on_timer_update()
                calm = 0
            elif screen._dirty_widgets or screen._callbacks:
                screen._on_timer_update()
                calm = 0
            else:
                calm += 1
            assert monotonic() < end, "the app does not come to rest"

    async def work(self) -> None:
        """Until all background work is done, and what it found is shown."""
        end = monotonic() + _PATIENCE
        await self.settle()
        while any(not worker.is_finished for worker in self.app.workers):
            await asyncio.sleep(0.001)
            assert monotonic() < end, "background work does not end"
        await self.settle()

    async def until(self, condition: Callable[[], object]) -> None:
        end = monotonic() + _PATIENCE
        while not condition():
            await asyncio.sleep(0.001)
            assert monotonic() < end, "what was waited for did not come"
        await self.settle()

    async def go(self, entity: str, claim: str = "") -> None:
        """To an entity (and one of its claims), by number key and cursor."""
        panel = next(
            panel
            for panel in self.panels
            if any(entry.subject.id == entity for entry in panel.entries)
        )
        await self.press(str(panel.number % 10))
        self.stack._move_to([entry.subject.id for entry in panel.entries].index(entity))
        await self.settle()
        assert self.explorer.subject == Subject("entity", entity)
        if claim:
            await self.press("l")
            row = self.claims.row_of(claim)
            assert row is not None, claim
            self.claims.list._go(row)
            await self.settle()

    # --- seeing -------------------------------------------------------------------------------

    @property
    def explorer(self) -> Explorer:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Explorer))

    @property
    def library(self) -> Library:
        return self.app.library

    @property
    def claims(self) -> Claims:
        return self.explorer.query_one(Claims)

    @property
    def reading(self) -> Reading:
        return self.explorer.query_one(Reading)

    @property
    def reader(self) -> Reader:
        return self.explorer.query_one(Reader)

    @property
    def finder(self) -> Finder:
        return self.explorer.query_one(Finder)

    @property
    def stack(self) -> PanelStack:
        return self.explorer.query_one(PanelStack)

    @property
    def panels(self) -> tuple[Panel, ...]:
        return self.stack.panels

    @property
    def panel(self) -> Panel:
        active = self.stack.active
        assert active is not None
        return active

    @property
    def passage(self) -> Passage:
        passage = self.explorer.passage
        assert isinstance(passage, Passage), passage
        return passage

    @property
    def status(self) -> str:
        return self.text("#status")

    @property
    def here(self) -> Here:
        explorer = self.explorer
        return Here(
            explorer.subject,
            self.claims.list.cursor,
            explorer.evidence,
            explorer.passage,
            explorer.focused,
            (explorer.view.id or "") if explorer.view else "",
        )

    @property
    def notices(self) -> list[str]:
        return [notice.message for notice in self.app._notifications]

    def paint(self) -> None:
        """Paints everything anew; what cannot be painted raises here."""
        if not (self.app._exception or self.app._exit):
            self.strips()

    def strips(self) -> list[Strip]:
        """The whole terminal as it is painted."""
        screen = self.app.screen
        if screen not in _PAINTED:
            _PAINTED[screen] = screen._compositor.render_strips()
        return _PAINTED[screen]

    def lines(self) -> list[str]:
        return [strip.text for strip in self.strips()]

    def painted(self) -> str:
        return "\n".join(self.lines())

    def text(self, widget: Widget | str) -> str:
        """What is painted where ``widget`` stands, its border included."""
        if isinstance(widget, str):
            widget = self.app.screen.query_one(widget)
        region = widget.region.intersection(self.app.screen.region)
        lines = self.strips()[region.y : region.bottom]
        return "\n".join(line.crop(region.x, region.right).text for line in lines)

    def row_text(self, rows: RowList, row: int) -> str:
        """The whole of a row of a list, whether or not it is in view."""
        return "\n".join(line.plain for line in rows.rows[row].lines(rows.text_width))

    def in_box(self, text: str) -> bool:
        """Whether ``text`` stands in the input line that has the focus."""
        box = self.app.focused
        return isinstance(box, Input) and box.value == text

    def highlighted(self, component: str = "reader--evidence") -> str:
        """The characters of the article that are painted as ``component``, without blanks."""
        return squeezed(
            segment.text
            for number in range(self.reader.height)
            for segment in self.reader.render_line(number)
            if self.is_painted_as(segment, component)
        )

    def is_painted_as(self, segment: Segment, component: str) -> bool:
        wanted = self.reader.get_component_styles(component).background.rgb
        style = segment.style or RichStyle()
        colour = style.bgcolor.triplet if style.bgcolor else None
        return colour is not None and tuple(colour) == wanted

    def quoted(self) -> str:
        """The passage in focus, without blanks."""
        article = self.library.article(self.passage.file)
        assert article is not None
        assert self.passage.focus is not None
        return squeezed(article.display[slice(*self.passage.focus)])

    def rows_of(self, span: tuple[int, int]) -> tuple[int, int]:
        """First and last line on the screen of a span of the article, counted in the reader."""
        page, top = self.reader._page, self.reader.top
        first, last = page.line_of(span[0]), page.line_of(max(span[0], span[1] - 1))
        return first - top, last - top

    def assert_focus_in_view(self) -> None:
        """The passage lies in the visible rows and is highlighted as a whole.

        One that is taller than the reader begins at its top.
        """
        focus = self.passage.focus
        assert focus is not None
        assert self.reader.article is not None
        assert self.reader.article.file == self.passage.file
        first, last = self.rows_of(focus)
        height = self.reader.height
        where = f"{self.passage} on rows {first}-{last} of {height}"
        shown, quote = self.highlighted(), self.quoted()
        assert shown, where
        if last - first < height:
            assert 0 <= first <= last < height, where
            assert shown == quote, where
        else:
            assert first == 0, where
            assert quote.startswith(shown), where


@asynccontextmanager
async def at_the_screen(
    library: Library,
    size: tuple[int, int] = WIDE,
    *,
    selection: Selection | None = None,
    ready: bool = True,
) -> AsyncIterator[Person]:
    """The app in a terminal of ``size``; with ``ready``, after the index is opened."""
    app = LunarApp(library, selection)
    app.animation_level = "none"
    with (
        patch.object(Screen, "_compositor_refresh", _without_sending),
        patch.object(Stylesheet, "_parse_rules", _parsed_once),
    ):
        async with app.run_test(size=size) as pilot:
            person = Person(app, pilot)
            await person.settle()
            if ready:
                await person.work()
            yield person
            await person.settle()
            person.paint()


def _without_sending(screen: Screen[object]) -> None:
    """The layout is the real one. Frames are painted when a test looks, and at its end."""
    _PAINTED.clear()
    screen._dirty_widgets.clear()
    screen._compositor._dirty_regions.clear()


def _parsed_once(stylesheet: Stylesheet, *source: Any, **more: Any) -> list[RuleSet]:
    """The same for every app of one process, unless its colours differ."""
    key = (source, *more.items(), *sorted(stylesheet._variables.items()))
    if key not in _PARSED:
        _PARSED[key] = _PARSE(stylesheet, *source, **more)
    return _PARSED[key]


def squeezed(text: str | Iterable[str]) -> str:
    """``text`` without any blank, as lines may break at each."""
    return "".join("".join(text).split())


def _key_event(key: str) -> Key:
    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        character = key if len(key) == 1 else ""
    return Key(key, character or None)


def _pumps(app: LunarApp) -> list[MessagePump]:
    return [
        app,
        *(node for screen in app.screen_stack for node in screen.walk_children(with_self=True)),
    ]


def _waiting(node: MessagePump) -> bool:
    if not node.is_running:
        return False
    waiting = node._message_queue.qsize() + len(node._next_callbacks)
    return waiting > 0

"""The application: themes, the main screen, and the way in."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial

from textual.app import App, SystemCommand
from textual.events import Event, Paste
from textual.screen import Screen
from textual.theme import Theme

from lunar_tui.display import clean_line
from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.actions import ACTIONS, EDITING
from lunar_tui.tui.explorer import Explorer
from lunar_tui.tui.stage import BREAKPOINTS
from lunar_tui.tui.terminal import install
from lunar_tui.tui.themes import THEMES
from lunar_tui.tui.workbench import Workbench
from lunar_tui.workspace import settings_folder, state_folder

_THEME = "theme"


class LunarApp(App[None]):
    """The explorer of one workspace."""

    CSS_PATH = "lunar.tcss"
    TITLE = "lunar-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, library: Library, selection: Selection | None = None) -> None:
        super().__init__()
        self.library = library
        if selection is None:
            selection = Selection.load(state_folder(library.workspace))
        self.selection = selection
        self.crash: Exception | None = None
        self._folder = settings_folder()
        for theme in THEMES:
            self.register_theme(theme)
        # Set without its watcher, which would parse the style sheet twice.
        self.set_reactive(LunarApp.theme, self._kept_theme() or THEMES[0].name)
        # The style sheet uses variables that only our own themes have.
        for name in set(self.available_themes) - {theme.name for theme in THEMES}:
            self.unregister_theme(name)
        self.stylesheet.set_variables(self.get_css_variables())

    def _kept_theme(self) -> str | None:
        """The theme that was chosen last, where there still is one of that name."""
        try:
            name = (self._folder / _THEME).read_text("utf-8").strip() if self._folder else ""
        except (OSError, ValueError):
            return None
        return name if name in self.available_themes else None

    def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        # Ended from outside, the terminal must be given back as it was.
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and threading.current_thread() is threading.main_thread():
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.exit, None, 128 + number)

    def _handle_exception(self, error: Exception) -> None:
        self.crash = self.crash or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # The toolkit's own report shows local variables, which hold the text of articles.
        self.bell()
        self._close_messages_no_wait()

    def _keep_theme(self, theme: Theme) -> None:
        if self._folder is None:
            return
        # A theme that cannot be kept is no reason to interrupt anybody.
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / _THEME).write_text(theme.name, "utf-8")

    def _choose(self, theme: str) -> None:
        self.theme = theme

    def get_default_screen(self) -> Screen[None]:
        return Workbench(self.library, self.selection)

    async def on_event(self, event: Event) -> None:
        """What is pasted is as untrusted as an article: cleaned before any box shows it."""
        if isinstance(event, Paste):
            # All boxes have one line; of several they would take the first.
            event.text = clean_line(event.text)
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        # Of the toolkit's own commands only those that mean something here.
        for command in super().get_system_commands(screen):
            if command.title == "Theme":
                yield command
        for theme in THEMES:
            yield SystemCommand(
                f"Theme {theme.name}",
                "Colours of the whole program",
                partial(self._choose, theme.name),
            )
        if isinstance(screen, Explorer):
            for action in (*ACTIONS, *(EDITING if isinstance(screen, Workbench) else ())):
                if action.palette:
                    yield SystemCommand(action.label, action.help, _runner(screen, action.call))


def _runner(screen: Explorer, call: str) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        await screen.run_action(call)

    return run


def run(library: Library) -> int:
    """Runs the explorer until the user leaves; the exit code of the process."""
    install()
    app = LunarApp(library)
    app.run()
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0

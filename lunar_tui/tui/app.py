"""The application: themes, the main screen, and the way in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from textual.app import App, SystemCommand
from textual.events import Event, Paste
from textual.screen import Screen

from lunar_tui.display import clean
from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.actions import ACTIONS
from lunar_tui.tui.explorer import Explorer
from lunar_tui.tui.themes import THEMES
from lunar_tui.workspace import state_folder


class LunarApp(App[None]):
    """The explorer of one workspace."""

    CSS_PATH = "lunar.tcss"
    TITLE = "lunar-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, library: Library, selection: Selection | None = None) -> None:
        super().__init__()
        self.library = library
        if selection is None:
            selection = Selection.load(state_folder(library.workspace))
        self.selection = selection
        for theme in THEMES:
            self.register_theme(theme)
        # Set without its watcher, which would parse the style sheet twice.
        self.set_reactive(LunarApp.theme, THEMES[0].name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        return Explorer(self.library, self.selection)

    async def on_event(self, event: Event) -> None:
        """What is pasted is as untrusted as an article: cleaned before any box shows it."""
        if isinstance(event, Paste):
            event.text = clean(event.text)
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        # Of the toolkit's own commands only those that mean something here.
        for command in super().get_system_commands(screen):
            if command.title == "Theme":
                yield command
        if isinstance(screen, Explorer):
            for action in ACTIONS:
                if action.palette:
                    yield SystemCommand(action.label, action.help, _runner(screen, action.call))


def _runner(screen: Explorer, call: str) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        await screen.run_action(call)

    return run


def run(library: Library) -> int:
    """Runs the explorer until the user leaves; the exit code of the process."""
    app = LunarApp(library)
    app.run()
    return app.return_code or 0

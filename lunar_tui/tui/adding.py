"""Articles are added from files and folders while the workspace is looked at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static
from textual.worker import Worker, get_current_worker

from lunar_tui.display import progress_bar, shortened
from lunar_tui.intake.completing import completed, completions
from lunar_tui.library import Library
from lunar_tui.tui.answering import Answering
from lunar_tui.tui.keybar import KeyBar
from lunar_tui.tui.pages import TextPage
from lunar_tui.tui.text import label
from lunar_tui.workspace import Workspace

if TYPE_CHECKING:
    from lunar_tui.intake.haul import Haul

_HELP = (
    "A file, or a folder of them: text, Markdown, saved pages (.html, .mhtml, .webarchive), PDF. "
    "The text is taken without the furniture of its page, the original is kept beside it, and "
    "nothing is added twice."
)
#: Paths that are listed below the line.
_OFFERED = 6


class Paths(Suggester):
    """Completes a path."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return next(iter(completions(value)), None) if value else None


class AddArticles(Answering[bool]):
    """Answers whether anything was added or replaced."""

    BINDINGS: ClassVar = [
        Binding("escape", "cancel", "Back", id="add-cancel", key_display="esc"),
        # The line takes enter to itself, which hides a key that is shown for it here.
        Binding("ctrl+s", "add", "Add", id="add-add", key_display="enter", priority=True),
        Binding("tab", "complete", "Complete", id="add-complete", priority=True),
        Binding("ctrl+r", "replace", "Take the newer", id="add-replace", priority=True),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._said: list[str] = []
        self._newer: tuple[str, ...] = ()
        self._changed = False
        self._bringing: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="adding") as box:
            box.border_title = label(f"Add articles to {self._workspace.root.name}")
            yield Static(label(_HELP, "dim"), id="adding-help")
            yield Input(
                placeholder="~/Downloads/", compact=True, suggester=Paths(), id="adding-path"
            )
            yield Static(id="adding-note")
            yield TextPage(Content(""), id="adding-report")
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._newer) and not self._bringing if action == "replace" else True

    def _note(self, text: str) -> None:
        self.query_one("#adding-note", Static).update(label(text))

    def action_scroll(self, step: int) -> None:
        page = self.query_one(TextPage)
        page.scroll_to_line(page.top + step)

    # --- the path -----------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._bringing:
            return
        found = completions(event.value) if event.value else []
        names = [os.path.basename(one.rstrip("/")) + "/" * one.endswith("/") for one in found]  # noqa: PTH119 - a path loses its slash
        more = f" … {len(names) - _OFFERED} more" if len(names) > _OFFERED else ""
        self._note(" · ".join(shortened(name, 40) for name in names[:_OFFERED]) + more)

    def action_complete(self) -> None:
        """Completes the path as far as that is certain."""
        line = self.query_one(Input)
        line.value = completed(line.value)
        line.action_end()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_add()

    def action_add(self) -> None:
        """Adds what the path names."""
        path = self.query_one(Input).value.strip()
        if not path:
            self._note("Which file or folder?")
        elif not self._bringing:
            self._begin((path,), update=False)

    def action_replace(self) -> None:
        """Puts the newer versions that were met in the place of their articles."""
        if self._newer and not self._bringing:
            self._begin(self._newer, update=True)

    # --- adding -------------------------------------------------------------------------------

    def _begin(self, paths: tuple[str, ...], *, update: bool) -> None:
        self._note("Looking for files …")
        self._bringing = self._add(paths, update=update)
        self.refresh_bindings()

    @work(thread=True, group="adding", exit_on_error=False)
    def _add(self, paths: tuple[str, ...], *, update: bool) -> None:
        from lunar_tui.intake.haul import bring
        from lunar_tui.intake.stopping import StoppedError

        worker, app = get_current_worker(), self.app

        def is_over() -> bool:
            return worker.is_cancelled or not app.is_running

        def progress(done: int, total: int, name: str) -> None:
            if is_over():
                return
            app.call_from_thread(
                self._note, f"{progress_bar(done, total)} of {total} files  {shortened(name, 40)}"
            )

        haul: Haul | str
        try:
            haul = bring(Library(self._workspace), paths, progress, update=update, stop=is_over)
        except StoppedError:
            haul = "Stopped; what was done by then is added."
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and all else goes on
            haul = f"Nothing more is added: {str(error) or type(error).__name__}"
        if app.is_running:
            app.call_from_thread(self._ended, haul)

    def _ended(self, haul: Haul | str) -> None:
        stopped = self._bringing is not None and self._bringing.is_cancelled
        self._bringing = None
        if not self.is_mounted:
            return
        if stopped or isinstance(haul, str):
            self._changed = True
            self._note(haul if isinstance(haul, str) else "")
            if stopped:
                self.answer(True)
            return
        self._tell(haul)
        self.refresh_bindings()

    def _tell(self, haul: Haul) -> None:
        from lunar_tui.export.added import report

        new = haul.of_state("newer")
        self._newer = tuple(str(item.path) for item in new)
        self._changed |= bool(haul.of_state("added") or haul.of_state("updated"))
        lines = list(report(haul, how="r"))
        lines += [f"not added  {Path(path).name}: {why}" for path, why in haul.failed]
        lines += [f"newer  {one.path.name} has {one.reason} of {one.file}" for one in new]
        passed = len(haul.collected.passed_over)
        lines += [f"passed over: {passed} of no format that is read here"] if passed else []
        lines += [haul.stopped] if haul.stopped else []
        self._said = [*lines, *(["─── before" if self._said else ""]), *self._said]
        page = self.query_one(TextPage)
        page.text = Content("\n").join(label(line) for line in self._said)
        page.set_lines()
        page.scroll_to_line(0)
        page.refresh()
        named = {"added": "added", "updated": "replaced", "known": "known", "newer": "newer"}
        counts = [(len(haul.of_state(state)), name) for state, name in named.items()]
        counts.append((len(haul.failed), "not readable"))
        done = ", ".join(f"{number} {name}" for number, name in counts if number)
        more = "; ctrl+r puts the newer in the place of the older" if new else ""
        self._note(f"{done or haul.stopped or 'no file that is read here'}{more}")
        line = self.query_one(Input)
        with line.prevent(Input.Changed):
            line.value = ""

    def action_cancel(self) -> None:
        """Back; while files are read, it stops before the next, and what is done is kept."""
        if self._bringing:
            self._note("Stopping …")
            self._bringing.cancel()
        else:
            self.answer(self._changed)

"""The export preview: what will be written, and where."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from lunar_tui.export.dossier import resolve
from lunar_tui.export.markdown import render
from lunar_tui.export.writing import ExportError, write
from lunar_tui.library import Library
from lunar_tui.tui.keybar import KeyBar
from lunar_tui.tui.pages import TextPage
from lunar_tui.tui.text import block, label


class ExportPreview(ModalScreen[str | None]):
    """Shows the Markdown of ``ids`` and writes it to a file that the user names."""

    BINDINGS: ClassVar = [
        Binding("escape", "cancel", "Back", id="export-cancel"),
        Binding("ctrl+s", "write", "Write", id="export-write", key_display="enter", priority=True),
        Binding("ctrl+y", "copy", "Copy all", id="export-copy"),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "scroll(10)", "Page down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
    ]

    def __init__(self, library: Library, ids: tuple[str, ...], *, marked: bool) -> None:
        super().__init__()
        dossier = resolve(library, ids)
        self.text = render(dossier)
        self.missing = dossier.missing
        self.day = library.day
        self.count = len(ids)
        self.marked = marked
        self._confirmed = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="export") as box:
            what = "the selection" if self.marked else "what the cursor is on (nothing is marked)"
            box.border_title = label(f"Export {what}")
            yield TextPage(_styled(self.text), id="export-preview")
            yield Static(id="export-note")
            yield Input(value="lunar-tui-export.md", id="export-path", compact=True)
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        lines = self.text.count("\n")
        note = f"Markdown, {lines} lines. enter writes it to:"
        if self.missing:
            why = f"not known as of {self.day.isoformat()}" if self.day else "not in the workspace"
            ids = "id is" if len(self.missing) == 1 else "ids are"
            note = f"{len(self.missing)} {ids} {why}. {note}"
        self._say(note)

    def _say(self, text: str) -> None:
        self.query_one("#export-note", Static).update(label(text))

    @on(Input.Changed)
    def _changed(self) -> None:
        self._confirmed = ""

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Writes the file; one that exists is replaced only when enter is pressed once more."""
        name = self.query_one(Input).value.strip()
        if not name:
            self._say("Give the file a name.")
            return
        try:
            path = Path(name).expanduser()
        except RuntimeError as error:
            self._say(f"{error} Write the path in full.")
            return
        try:
            if path.is_file() and self._confirmed != name:
                self._confirmed = name
                self._say(f"{path} exists. Press enter again to replace it, or change the name.")
                return
            write(path, self.text, overwrite=self._confirmed == name)
        except ExportError as error:
            self._say(str(error))
            return
        except (OSError, ValueError) as error:
            self._say(f"{getattr(error, 'strerror', None) or error}; give another name")
            return
        self.app.notify(label(f"Written to {path.absolute()}").plain, markup=False)
        self.dismiss(name)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.text)
        self._say("Copied to the clipboard.")

    def action_cancel(self) -> None:
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        self.query_one(TextPage).action_move(lines)


def _styled(text: str) -> Content:
    """Headings and footnotes stand out; the text is that of the file."""
    lines = []
    for line in text.split("\n"):
        if line.startswith("#"):
            lines.append(block(line, "bold $accent"))
        elif line.startswith("[^"):
            lines.append(block(line, "dim"))
        else:
            lines.append(block(line))
    return Content("\n").join(lines)

"""What is marked on the main screen, and where it goes: an export, the clipboard."""

from __future__ import annotations

from lunar_tui.tui.passage import Passage
from lunar_tui.tui.reader import Reader
from lunar_tui.tui.stage import Stage
from lunar_tui.tui.text import label


class Marking(Stage):
    """Marks claims, hits, sentences and entities, and exports them."""

    def on_screen_resume(self) -> None:
        # Something may have been marked in a screen above.
        if self.is_mounted and self._claims.marked != self._marked:
            self._show_marks()

    @property
    def _marked(self) -> frozenset[str]:
        return frozenset(self.selection)

    def _pointed(self) -> str | None:
        """The id of what the cursor is on, in the pane that has the focus."""
        focused = self.focused
        if isinstance(focused, Reader) and focused.article and focused.cursor:
            cursor = focused.cursor
            return f"{focused.article.file}:{cursor.start}-{cursor.end}"
        if self.view and self.view.has_focus_within:
            return self.view.pointed
        if focused is self._reading.facts:
            return self._reading.pointed
        if focused is self._claims.list:
            return self._claims.pointed
        if self.subject and self.subject.kind == "entity":
            return self.subject.id
        return None

    def action_mark(self) -> None:
        """Marks or unmarks what the cursor is on."""
        pointed = self._pointed()
        if pointed:
            self.selection.toggle(pointed)
            self._show_marks()
            self._keep_selection()

    def action_unmark_all(self) -> None:
        """Empties the selection; once more brings it back."""
        if count := len(self.selection):
            self.selection.clear()
            self.notify(f"{count} marks removed. U again brings them back.", markup=False)
        else:
            self.selection.restore()
        self._show_marks()
        self._keep_selection()

    def _keep_selection(self) -> None:
        self.selection.save()
        if notice := self.selection.take_notice():
            self.notify(label(notice).plain, markup=False, severity="warning")

    def _show_marks(self) -> None:
        marked = self._marked
        self._claims.set_marked(marked)
        self._reading.set_marked(marked)
        self._stack.set_marked(marked)
        for view in self._views.values():
            view.set_marked(marked)
        self._status()

    def action_export(self) -> None:
        """Previews what is marked; with nothing marked, what the cursor is on."""
        from lunar_tui.tui.export import ExportPreview

        ids = tuple(self.selection)
        if not ids:
            pointed = self._pointed()
            ids = (pointed,) if pointed else ()
        if ids and self._comparing:
            # The export says how sources differ, which takes half a second at the first start.
            self.notify("The claims are still being compared: press e again in a moment.")
        elif ids:
            self.app.push_screen(ExportPreview(self.library, ids, marked=bool(len(self.selection))))
        else:
            self.notify("Nothing is marked: press space on a claim, a hit or a sentence.")

    def action_copy(self) -> None:
        """Copies the quote in focus, with its source."""
        passage = self.passage
        reader = self._reading.reader
        article = reader.article
        if article is None or not isinstance(passage, Passage):
            return
        span = passage.focus
        if reader.has_focus and reader.cursor:
            span = (reader.cursor.start, reader.cursor.end)
        if span is None:
            return
        meta = article.metadata
        source = ", ".join(part for part in (meta.publisher, article.title, meta.published) if part)
        quote = " ".join(article.display[span[0] : span[1]].split())
        self.app.copy_to_clipboard(f"“{quote}” ({source}; {article.file}:{span[0]}-{span[1]})")
        self.notify("The quote and its source went to the terminal's clipboard.")

"""The main screen of the present, in which facts are edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work

from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.actions import EDITING
from lunar_tui.tui.messages import ClaimDrafted, EditAsked, Subject
from lunar_tui.tui.renewing import Renewing
from lunar_tui.tui.text import label

if TYPE_CHECKING:
    from lunar_tui.curation import Curator, How, Step
    from lunar_tui.problems import Problem
    from lunar_tui.tui.claimforms import ClaimForms
    from lunar_tui.tui.deletion import Deletion
    from lunar_tui.tui.form import Form


#: Actions whose keys are letters where something is typed.
_EDITS = {action.call for action in EDITING}


#: Problems that are said at once.
_TOLD = 3


class Workshop(Renewing):
    """Every edit is written at once, and one key takes it back."""

    BINDINGS: ClassVar = [action.binding() for action in EDITING]

    def __init__(
        self, library: Library, selection: Selection, start: Subject | None = None
    ) -> None:
        super().__init__(library, selection, start)
        self._curator: Curator | None = None

    # --- editing ------------------------------------------------------------------------------

    @on(EditAsked)
    def _edit_asked(self, event: EditAsked) -> None:
        event.stop()
        self._edit(event)

    @work(exclusive=False, group="edit", exit_on_error=False)
    async def _edit(self, asked: EditAsked) -> None:
        from lunar_tui.curation import CurationError

        try:
            step = await self._written(asked)
        except CurationError as error:
            self.notify(label(str(error)).plain, markup=False, severity="error", timeout=10)
            return
        self._say(f"{step.what} · u takes it back", step.problems)
        await self.read_again()

    async def _written(self, asked: EditAsked) -> Step:
        import asyncio

        return await asyncio.to_thread(self._desk.edit, asked.what, asked.how)

    @property
    def _desk(self) -> Curator:
        if self._curator is None:
            from lunar_tui.curation import Curator

            self._curator = Curator(self.library.workspace)
        return self._curator

    @on(ClaimDrafted)
    def _claim_drafted(self, event: ClaimDrafted) -> None:
        event.stop()
        self._ask(self._claim_forms.draft(event.claim))

    def _ask(self, form: Form | Deletion | None) -> None:
        """Opens a form, or says what a deletion does; what it answers is done."""
        if form is None:
            self.notify(
                "These words can be no quote: choose words of one paragraph (v), without "
                "characters that are not printed.",
                severity="warning",
            )
            return

        def answer(asked: EditAsked | None) -> None:
            if asked:
                self._edit(asked)

        self.app.push_screen(form, answer)
        # While it is filled in.
        self._read_ahead()

    @work(thread=True, group="ahead", exit_on_error=False)
    def _read_ahead(self) -> None:
        self._desk.read_ahead()

    def _trial(self, how: How) -> list[str]:
        return _told(self._desk.trial(how))

    @property
    def _claim_forms(self) -> ClaimForms:
        from lunar_tui.tui.claimforms import ClaimForms

        return ClaimForms(self.library, self._trial)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _EDITS and self._is_typing:
            return False
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Takes the last edit back."""
        self._undo()

    @work(exclusive=False, group="edit", exit_on_error=False)
    async def _undo(self) -> None:
        import asyncio

        from lunar_tui.curation import CurationError

        try:
            step = await asyncio.to_thread(self._desk.undo)
        except CurationError as error:
            self.notify(label(str(error)).plain, markup=False, severity="error", timeout=10)
            return
        if step is None:
            self.notify("Nothing has been edited since the start.")
            return
        self._say(f"Taken back: {step.what}", ())
        await self.read_again()

    def _say(self, text: str, problems: tuple[Problem, ...]) -> None:
        text = "\n".join(label(line).plain for line in (text, *_told(problems)))
        self.notify(text, markup=False, severity="warning" if problems else "information")


def _told(problems: tuple[Problem, ...]) -> list[str]:
    """Three problems at most, each once; of more, the number of those that are not said."""
    said = list(dict.fromkeys(problem.message for problem in problems))
    left = len(said) - _TOLD + 1
    return said if left < 2 else [*said[: _TOLD - 1], f"and {left} more problems"]

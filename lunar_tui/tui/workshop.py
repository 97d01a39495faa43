"""The main screen of the present, in which facts are edited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual import on, work

from lunar_tui.library import Library
from lunar_tui.selection import Selection
from lunar_tui.tui.actions import EDITING
from lunar_tui.tui.messages import ClaimDrafted, EditAsked, Subject
from lunar_tui.tui.passage import Passage
from lunar_tui.tui.renewing import Renewing
from lunar_tui.tui.text import label

if TYPE_CHECKING:
    from lunar_tui.curation import Curator, How, Step
    from lunar_tui.facts.model import Claim
    from lunar_tui.problems import Problem
    from lunar_tui.tui.claimforms import ClaimForms
    from lunar_tui.tui.form import Form
    from lunar_tui.tui.formmaker import Spot
    from lunar_tui.tui.nameforms import NameForms


# China's names China.
_POSSESSIVE = re.compile(r"['’]s?$")
#: Actions whose keys are letters where something is typed.
_EDITS = {action.call for action in EDITING}


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

    def _ask(self, form: Form | None) -> None:
        """Opens a form; what it answers is done."""
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
        return [problem.message for problem in self._desk.trial(how)]

    @property
    def _claim_forms(self) -> ClaimForms:
        from lunar_tui.tui.claimforms import ClaimForms

        return ClaimForms(self.library, self._trial)

    @property
    def _name_forms(self) -> NameForms:
        from lunar_tui.tui.nameforms import NameForms

        return NameForms(self.library, self._trial)

    @property
    def _spot(self) -> Spot | None:
        """The words that are chosen, else the sentence under the cursor, else what is cited."""
        from lunar_tui.tui.formmaker import Spot

        reader = self._reading.reader
        article, passage = reader.article, self.passage
        if article is None or not article.is_split:
            return None
        span = reader.chosen
        if span is None and reader.has_focus and reader.cursor:
            span = (reader.cursor.start, reader.cursor.end)
        if span is None and isinstance(passage, Passage):
            span = passage.focus
        sentences = article.sentences_in(*span) if span else ()
        if span is None or not sentences:
            return None
        return Spot(article, *span, sentences[0].start, sentences[-1].end)

    @property
    def _about(self) -> str:
        """The entity that is looked at, by its id; empty where it is an article."""
        return self.subject.id if self.subject and self.subject.kind == "entity" else ""

    @property
    def _claim(self) -> Claim | None:
        """The claim under the cursor."""
        if self.focused is self._reading.facts:
            return self._reading.current
        return self.view.claim if self.view else self._claims.current

    def action_claim(self) -> None:
        """A new claim about what the chosen words, or the sentence, say."""
        spot = self._spot
        if not self.library.facts.entities:
            self.notify("There are no entities yet: choose a name with v, then press W.")
        elif spot is None:
            self.notify("Go to a sentence of the article first: l, then up and down.")
        else:
            self._ask(self._claim_forms.new_claim(spot, self._about))

    def action_edit(self) -> None:
        """Edits the claim under the cursor."""
        claim = self._claim
        if claim is None:
            self.notify("There is no claim under the cursor.")
        else:
            self._ask(self._claim_forms.edit_claim(claim))

    def action_delete(self) -> None:
        """Deletes the claim under the cursor."""
        claim = self._claim
        if claim is None:
            self.notify("There is no claim under the cursor.")
            return
        from lunar_tui.facts.editing import delete_claim

        known = claim.id
        said = f"{self.library.property_of(claim).label} {self.library.value_text(claim)}"
        self._edit(EditAsked(f"deleted: {said}", lambda book: delete_claim(book, known, claim)))

    def action_name_it(self) -> None:
        """Says what the chosen words name."""
        spot, reader = self._spot, self._reading.reader
        from lunar_tui.facts.quoting import evidence_at

        chosen = reader.chosen is not None and spot is not None
        words = _POSSESSIVE.sub("", spot.words) if spot and chosen else ""
        piece = evidence_at(spot.article, spot.start, spot.end) if spot else None
        self._ask(self._name_forms.name(words, piece, self._about))

    def action_merge(self) -> None:
        """Makes the entity one with another."""
        entity = self.library.entity(self._about)
        if entity is None:
            self.notify("Go to an entity first.")
        else:
            self._ask(self._name_forms.merge(entity))

    def action_excuse(self) -> None:
        """Excuses the sentence under the cursor."""
        spot = self._spot
        if spot is None:
            self.notify("Go to a sentence of the article first: l, then up and down.")
        else:
            self._ask(self._claim_forms.excuse(spot))

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
        more = "".join(f"\n{problem.message}" for problem in problems[:3])
        text = label(text + more).plain
        self.notify(text, markup=False, severity="warning" if problems else "information")

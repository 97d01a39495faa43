"""What is asked for by key: each edit of the facts, with its form, of what has the focus."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from textual import on, work

from lunar_tui.facts.model import Claim, Entity, Finding
from lunar_tui.tui.messages import EditAsked, NameDrafted, Subject
from lunar_tui.tui.passage import Passage
from lunar_tui.tui.text import label
from lunar_tui.tui.workshop import Workshop

if TYPE_CHECKING:
    from lunar_tui.tui.entityforms import EntityForms
    from lunar_tui.tui.findingforms import FindingForms
    from lunar_tui.tui.formmaker import Spot
    from lunar_tui.tui.markforms import MarkForms
    from lunar_tui.tui.nameforms import NameForms

# China's names China.
_POSSESSIVE = re.compile(r"['’]s?$")
_NO_SENTENCE = "Go to a sentence of the article first: l, then up and down."

Focused: TypeAlias = "Claim | Entity | Finding | Subject | None"
"""What the cursor is on in the pane that has the focus; a subject is an article."""


class Workbench(Workshop):
    """The keys that edit facts."""

    # --- the forms ----------------------------------------------------------------------------

    @property
    def _name_forms(self) -> NameForms:
        from lunar_tui.tui.nameforms import NameForms

        return NameForms(self.library, self._trial)

    @property
    def _entity_forms(self) -> EntityForms:
        from lunar_tui.tui.entityforms import EntityForms

        return EntityForms(self.library, self._trial)

    @property
    def _mark_forms(self) -> MarkForms:
        from lunar_tui.tui.markforms import MarkForms

        return MarkForms(self.library, self._trial)

    @property
    def _finding_forms(self) -> FindingForms:
        from lunar_tui.tui.findingforms import FindingForms

        return FindingForms(self.library, self._trial)

    # --- what they are about ------------------------------------------------------------------

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
    def _focused(self) -> Focused:
        """What E and D are about."""
        if self.focused is self._stack:
            here = self._stack.active.current if self._stack.active else None
            return self.library.entity(here.id) if here and here.kind == "entity" else here
        if self.focused is self._reading.facts:
            return self._reading.current or self.library.entity(self._reading.pointed or "")
        if self.focused is self._reading.reader:
            return self._claim_read
        return (self.view.finding or self.view.claim) if self.view else self._claims.current

    @property
    def _claim_read(self) -> Claim | None:
        """The claim of the sentence under the cursor of the reader: one that is in sight."""
        below = self._reading.claims
        leading = self.view.claim if self.view else self._claims.current
        if leading in below or (self.view and not below):
            # What a view is about, a quote that is lost, say, need not stand in the article.
            return leading
        return below[0] if len(below) == 1 else None

    def _say_nothing_here(self) -> None:
        if self.focused is self._reading.reader and self._reading.claims:
            self.notify("Several claims rest on this sentence: s goes to them.")
        else:
            self.notify("There is no claim under the cursor.")

    # --- articles -----------------------------------------------------------------------------

    def action_add_articles(self) -> None:
        """Brings articles in from files and folders."""
        from lunar_tui.tui.adding import AddArticles

        if self.library.workspace.shipped:
            self.notify(
                "The shipped articles are no place for your own: make one with lunar-tui new DIR."
            )
            return

        def done(changed: bool | None) -> None:  # noqa: FBT001 - what the screen answers
            if changed:
                self._take_in()

        self.app.push_screen(AddArticles(self.library.workspace), done)

    @work(group="taken", exclusive=True, exit_on_error=False)
    async def _take_in(self) -> None:
        await self.read_again()

    # --- claims and names ---------------------------------------------------------------------

    def action_claim(self) -> None:
        """A new claim about what the chosen words, or the sentence, say."""
        spot = self._spot
        if not self.library.facts.entities:
            self.notify("There are no entities yet: choose a name with v, then press W.")
        elif spot is None:
            self.notify(_NO_SENTENCE, markup=False)
        else:
            self._ask(self._claim_forms.new_claim(spot, self._about))

    def action_edit(self) -> None:
        """Edits what has the focus."""
        here = self._focused
        if isinstance(here, Claim):
            self._ask(self._claim_forms.edit_claim(here))
        elif isinstance(here, Entity):
            self._ask(self._entity_forms.edit_entity(here))
        elif isinstance(here, Subject):
            self._ask(self._entity_forms.edit_article(here.id))
        elif isinstance(here, Finding):
            if self._is_own(here):
                self._ask(self._finding_forms.edit_finding(here))
        else:
            self._say_nothing_here()

    def action_delete(self) -> None:
        """Deletes what has the focus: a claim or a finding at once, an entity once it is agreed."""
        here = self._focused
        if isinstance(here, Claim):
            self._delete_claim(here)
        elif isinstance(here, Entity):
            self._weigh(here)
        elif isinstance(here, Subject):
            where = self.library.workspace.relative(self.library.workspace.articles)
            text = f"Articles are not deleted here: take {here.id} out of {where}/."
            self.notify(label(text).plain, markup=False)
        elif isinstance(here, Finding):
            if self._is_own(here):
                self._delete_finding(here)
        else:
            self._say_nothing_here()

    def _delete_claim(self, claim: Claim) -> None:
        from lunar_tui.facts.editing import delete_claim

        known = claim.id
        said = f"{self.library.property_of(claim).label} {self.library.value_text(claim)}"
        self._edit(EditAsked(f"deleted: {said}", lambda book: delete_claim(book, known, claim)))

    @work(exclusive=True, group="weigh", exit_on_error=False)
    async def _weigh(self, entity: Entity) -> None:
        """Finds out what would be left without an entity, says so, and asks."""
        import asyncio

        from lunar_tui.curation import CurationError
        from lunar_tui.facts.editing import delete_entity

        try:
            problems = await asyncio.to_thread(
                self._desk.trial, lambda book: delete_entity(book, entity.id, entity)
            )
        except CurationError as error:
            self.notify(label(str(error)).plain, markup=False, severity="error", timeout=10)
            return
        if self.app.screen is self:
            self._ask(self._entity_forms.delete_entity(entity, problems))

    def action_name_it(self) -> None:
        """Says what the chosen words name."""
        spot, reader = self._spot, self._reading.reader
        from lunar_tui.facts.quoting import evidence_at

        chosen = reader.chosen is not None and spot is not None
        words = _POSSESSIVE.sub("", spot.words) if spot and chosen else ""
        piece = evidence_at(spot.article, spot.start, spot.end) if spot else None
        self._ask(self._name_forms.name(words, piece, self._about))

    @on(NameDrafted)
    def _name_drafted(self, event: NameDrafted) -> None:
        """A name that articles use: what does it mean?"""
        event.stop()
        from lunar_tui.facts.quoting import evidence_at

        name = event.name
        article = self.library.article(name.source)
        around = article.sentences_in(name.start, name.end) if article else ()
        piece = (
            evidence_at(article, around[0].start, around[-1].end) if article and around else None
        )
        self._ask(self._name_forms.name(name.name, piece, name.entity))

    def action_merge(self) -> None:
        """Makes the entity one with another."""
        entity = self.library.entity(self._about)
        if entity is None:
            self.notify("Go to an entity first.")
        else:
            self._ask(self._name_forms.merge(entity))

    # --- stretches of an article --------------------------------------------------------------

    def action_excuse(self) -> None:
        """Excuses the sentence under the cursor, or changes its excuse."""
        spot = self._spot
        if spot is None:
            self.notify(_NO_SENTENCE, markup=False)
        else:
            self._ask(self._mark_forms.excuse(spot))

    def action_zone(self) -> None:
        """Marks what the chosen words, or the sentence, are in the article."""
        from lunar_tui.tui.formmaker import whole, with_marks

        spot = self._spot
        if spot is None:
            self.notify(_NO_SENTENCE, markup=False)
        else:
            chosen = self._reading.reader.chosen is not None
            self._ask(self._mark_forms.zone(with_marks(spot) if chosen else whole(spot)))

    # --- findings -----------------------------------------------------------------------------

    def action_note_finding(self) -> None:
        """A finding over the marked claims and the one under the cursor."""
        from lunar_tui.tui.findingforms import MOST

        here = self._focused
        marked = [self.library.claim(name) for name in self.selection]
        found = [*marked, here if isinstance(here, Claim) else None]
        claims = {claim.id: claim for claim in found if claim}
        if len(claims) < 2:
            self.notify("Mark the claims that differ (space), then press F on the last of them.")
        elif len(claims) > MOST:
            text = f"{len(claims)} claims are marked: a finding shows at most {MOST}."
            self.notify(text, markup=False)
        else:
            self._ask(self._finding_forms.new_finding(list(claims.values())))

    def _is_own(self, finding: Finding) -> bool:
        """Whether a finding is the editor's; else it is said that it is not."""
        if finding.basis != "editor":
            self.notify(
                "The program computes this from the claims: it goes when they change. "
                "E and D on one of the quotes below edit its claim."
            )
        return finding.basis == "editor"

    def _delete_finding(self, finding: Finding) -> None:
        from lunar_tui.facts.noting import delete_finding

        what = f"deleted: the finding {finding.id}"
        self._edit(EditAsked(what, lambda book: delete_finding(book, finding)))

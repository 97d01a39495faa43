"""The form of a claim: what it asks, and which edit it means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from lunar_tui.corpus.calendar import dates_in
from lunar_tui.entering import fields_of, guessed, judged, property_named
from lunar_tui.facts import editing
from lunar_tui.facts.declaring import with_property
from lunar_tui.facts.model import CERTAINTIES, STANCES, Claim, Evidence, Property, Value
from lunar_tui.facts.quoting import evidence_at, without_marks
from lunar_tui.tui.form import Field, Form, Judgement
from lunar_tui.tui.formmaker import FormMaker, Spot
from lunar_tui.tui.text import join, label

if TYPE_CHECKING:
    from lunar_tui.facts.book import Book
    from lunar_tui.facts.draft import Edit

#: Words that are a value, rather than what says it.
_FEW = 6
_HELP = {
    "entity": "what it is about: its name, or another name of it",
    "property": "what is said of it",
    "value": "in the words of the source",
    "means": "a date (2020-11, 2029~), a number and its unit (about 2 kg), the name of an entity",
    "certainty": "stated, planned (the source says that it is intended) or inferred",
    "inferred_from": "what it was inferred from, where not all is stated",
    "about": "the date of which it is true, where it may change: 2021-04, 2013/2019",
    "said_by": "who says so: an entity, or plain words",
    "said_on": "the date when it was said",
    "role": "in what capacity",
    "scope": "counted or limited how",
    "note": "what else a reader must know",
    "stance": "supports, contradicts or mentions: what the quote does to the claim",
}
_LABELS = {"means": "that is", "inferred_from": "inferred from", "said_by": "said by"}


class ClaimForms(FormMaker):
    """Forms for claims."""

    def new_claim(self, spot: Spot, subject: str = "") -> Form | None:
        """A claim that rests on chosen words; None where they can be no quote.

        ``subject`` is the entity that is looked at: it comes first among those that are named.
        """
        # A few words are what is said; what says it is the sentence around them.
        few = not spot.is_whole and len(spot.words.split()) <= _FEW
        span = without_marks(spot.article, spot.low, spot.high) if few else (spot.start, spot.end)
        piece = evidence_at(spot.article, *span)
        if piece is None:
            return None
        draft = self._drafted(spot, subject, few=few)._replace(evidence=(piece,))
        return self._claim_form("New claim", draft, "", self._quoted(spot, piece), spot)

    def draft(self, claim: Claim) -> Form:
        """A claim that was proposed, before it is written."""
        return self._claim_form("New claim", claim, "", self._quotes(claim))

    def edit_claim(self, claim: Claim) -> Form:
        return self._claim_form("Edit the claim", claim, claim.id, self._quotes(claim))

    def _claim_form(
        self, title: str, claim: Claim, known: str, quote: Content, spot: Spot | None = None
    ) -> Form:
        file = claim.evidence[-1].source if claim.evidence else ""
        values = fields_of(claim, self.library) if claim.entity or claim.property else {}
        values = values or dict.fromkeys(_HELP, "")
        values["certainty"] = values["certainty"] or CERTAINTIES[0]
        values["stance"] = values["stance"] or STANCES[0]
        if not claim.value.text and not claim.value.entity:
            values["value"] = values["means"] = ""
        values["value"] = values["value"] or claim.value.text
        fields = [
            Field(name, _LABELS.get(name, name.replace("_", " ")), values[name], what, offers)
            for name, what in _HELP.items()
            for offers in [self._offers(name)]
        ]
        if spot:
            cited = claim.evidence[0].quote
            fields.insert(0, Field("quote", "quote", cited, "the words that say it, as printed"))

        def judge(typed: dict[str, str]) -> Judgement:
            evidence = claim.evidence
            if spot:
                piece = _piece(spot, typed.pop("quote"))
                if piece is None:
                    return Judgement(
                        mistakes={"quote": f"not in {spot.article.file}, word for word"}
                    )
                evidence = (piece,)
            found = judged(typed, evidence, self.library)
            if found.claim is None:
                return Judgement(mistakes=found.mistakes)
            return self._meant(found.claim, known)

        def guess(name: str, typed: dict[str, str]) -> Mapping[str, str]:
            asked = property_named(typed["property"], self.library)
            if name not in ("property", "value") or asked is None:
                return {}
            words = _whole_date(typed["value"], spot) if "date" in asked.types else typed["value"]
            meant = guessed(words, asked, self.library, self.library.published.get(file, ""))
            certainty = {"certainty": "inferred"} if meant.inferred_from else {}
            return {"means": meant.means, "inferred_from": meant.inferred_from, **certainty}

        return Form(title, fields, judge, self._trial, quote=quote, guess=guess)

    def _meant(self, claim: Claim, known: str) -> Judgement:
        """The edit that makes a claim of what was typed, and in what words it is told."""
        asked = self.library.property_of(claim)
        said = f"{self._name(claim.entity)} · {asked.label}"
        new = self._is_new(asked)
        remark = f"The property “{asked.id}” is declared in schema.yaml with it." if new else ""
        declared = partial(with_property, item=asked._replace(types=(claim.value.type,)))
        if known:
            old = self.library.claim(known)
            if old is not None and old.entity == claim.entity:
                made = claim._replace(id=old.id, rank=old.rank, rank_reason=old.rank_reason)

                def replaced(book: Book) -> Edit:
                    return editing.replace_claim(book, known, made, old)

                return Judgement(
                    lambda book: declared(book, edit=replaced), f"edited {said}", remark=remark
                )
            return Judgement(mistakes={"entity": "a claim stays with its entity; make a new one"})
        same = self._same(claim)
        remark = remark or _unsaid(claim)
        if same is None:
            return Judgement(
                lambda book: declared(book, edit=lambda there: editing.add_claim(there, claim)),
                f"new claim: {said}",
                remark=remark,
            )
        if any(self._overlap(one, new) for one in same.evidence for new in claim.evidence):
            return Judgement(mistakes={"quote": "there is such a claim, and it cites these words"})
        return Judgement(
            lambda book: editing.add_quotes(book, same.id, claim.evidence),
            f"one more quote for {said}",
            remark="There is such a claim: the quote is added to it.",
        )

    def _is_new(self, asked: Property) -> bool:
        known = self.library.facts.schema.properties
        return bool(known) and asked.id not in known

    def _overlap(self, one: Evidence, other: Evidence) -> bool:
        if one.source != other.source:
            return False
        here, there = self.library.locate(one), self.library.locate(other)
        return here.start < there.end and here.end > there.start

    def _same(self, claim: Claim) -> Claim | None:
        entity = self.library.entity(claim.entity)
        return next(
            (
                one
                for one in (entity.claims if entity else ())
                if (one.property, one.value, one.qualifiers)
                == (claim.property, claim.value, claim.qualifiers)
            ),
            None,
        )

    def _drafted(self, spot: Spot, subject: str, *, few: bool) -> Claim:
        """The claim that the sentence suggests, else one about what it names."""
        library, file = self.library, spot.article.file
        found = [
            one
            for one in library.suggestions([file], everything=True, at=(spot.low, spot.high))
            if one.start < spot.end
            and one.end > spot.start
            # Of chosen words, what says no more than they do.
            and not (few and not _within(one.highlights.value, (spot.start, spot.end)))
        ]
        if found:
            # What is said is a claim, too; what can be compared goes before it.
            best = max(found, key=lambda one: (one.value.type != "text", one.confidence))
            return best.as_claim()._replace(id="")
        named = library.mentioned.within(file, spot.low, spot.high)
        entity = subject if subject in named or not named else named[0]
        return Claim("", entity, "", Value("text", spot.words if few else ""))

    def _quotes(self, claim: Claim) -> Content:
        lines = [
            join(f"“{piece.quote}” ", (self.library.source_name(piece.source), "dim"))
            for piece in claim.evidence
        ]
        return Content("\n").join(lines or [label("The editor's own claim: no quote.", "dim")])


def _unsaid(claim: Claim) -> str:
    """What to look at where the words of a value stand in none of its quotes."""
    said = " ".join(claim.value.text.casefold().split())
    quotes = (" ".join(piece.quote.casefold().split()) for piece in claim.evidence)
    if not said or not claim.evidence or any(said in quote for quote in quotes):
        return ""
    return "The value is in other words than the quote."


def _whole_date(words: str, spot: Spot | None) -> str:
    """The date that chosen words are part of, where the sentence goes on with it: its year."""
    if spot is None or words != spot.words:
        return words
    text = spot.article.display[spot.low : spot.high]
    start, end = spot.start - spot.low, spot.end - spot.low
    found = [one for one in dates_in(text) if one.start < end and one.end > start]
    return text[found[0].start : found[0].end] if len(found) == 1 else words


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _piece(spot: Spot, quote: str) -> Evidence | None:
    """The words of a quote as evidence: where they stand nearest to what was chosen."""
    words = quote
    if not words:
        return None
    text, places, at = spot.article.display, [], -1
    while (at := text.find(words, at + 1)) >= 0:
        places.append(at)
    if not places:
        # A quote of several lines stands on one line in the form.
        chosen = evidence_at(spot.article, spot.low, spot.high)
        return chosen if chosen and chosen.quote == words else None
    nearest = min(places, key=lambda place: abs(place - spot.low))
    piece = evidence_at(spot.article, nearest, nearest + len(words))
    return piece if piece and piece.quote == words else None

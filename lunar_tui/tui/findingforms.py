"""The form of a finding of the editor's own: what differs, and the claims that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from textual.content import Content

from lunar_tui.entering import named, property_named
from lunar_tui.facts.model import FINDING_KINDS, FINDING_WORDS, Claim, Finding
from lunar_tui.facts.noting import add_finding, new_finding_id, replace_finding
from lunar_tui.problems import did_you_mean
from lunar_tui.tui.form import Field, Form, Judgement
from lunar_tui.tui.formmaker import FormMaker
from lunar_tui.tui.text import join, label

#: Claims that a person can set side by side.
MOST = 20
_KINDS = "; ".join(f"{kind}: {words}" for kind, words in FINDING_WORDS.items())


class FindingForms(FormMaker):
    """Forms for findings."""

    def new_finding(self, claims: Sequence[Claim]) -> Form:
        """A finding over some claims, of which two at least must stay."""
        entity = Counter(claim.entity for claim in claims).most_common(1)[0][0]
        properties = {claim.property for claim in claims}
        named = properties.pop() if len(properties) == 1 else ""
        ids = tuple(claim.id for claim in claims)
        draft = Finding("", "conflict", entity, named, "", ids, basis="editor")
        return self._form("New finding", draft, known=False)

    def edit_finding(self, finding: Finding) -> Form:
        return self._form(f"Edit the finding {finding.id}", finding, known=True)

    def _form(self, title: str, finding: Finding, *, known: bool) -> Form:
        claims = [
            Field(f"claim-{number}", "claim", name, self._said(name), self._claims(finding))
            for number, name in enumerate((*finding.claims[:MOST], ""))
        ]
        fields = [
            Field(
                "kind", "kind", finding.kind if known else "", _KINDS, lambda: list(FINDING_KINDS)
            ),
            Field(
                "entity", "entity", named(finding.entity, self.library), "what it is about",
                self._offers("entity"),
            ),
            Field(
                "property", "property", finding.property, "what is said of it; may stay empty",
                self._offers("property"),
            ),
            Field("summary", "summary", finding.summary, "what differs, and who says which"),
            *claims,
        ]  # fmt: skip

        def judge(typed: dict[str, str]) -> Judgement:
            return self._meant(typed, finding, known=known)

        pieces = [
            join(f"“{piece.quote}”", (f" · {self.library.source_name(piece.source)}", "dim italic"))
            for piece in finding.evidence[:MOST]
        ]
        quote = Content("\n").join([*map(self._line, finding.claims[:MOST]), *pieces])
        return Form(title, fields, judge, self._trial, quote=quote, start="kind")

    def _claims(self, finding: Finding) -> Callable[[], list[str]]:
        entity = self.library.entity(finding.entity)
        first = [claim.id for claim in entity.claims] if entity else []
        return lambda: list(dict.fromkeys((*first, *self.library.facts.claims)))

    def _said(self, claim_id: str) -> str:
        """A claim in words, and how it is taken out."""
        claim = self.library.claim(claim_id)
        if claim is None:
            return "one more claim, by its id"
        return f"{self._line(claim_id).plain}; cleared, it is left out"

    def _line(self, claim_id: str) -> Content:
        claim = self.library.claim(claim_id)
        if claim is None:
            return label(f"there is no claim {claim_id}", "italic")
        sources = ", ".join(map(self.library.source_name, claim.sources)) or "the editor"
        return join(
            (f"{self._name(claim.entity)} · {self.library.property_of(claim).label} ", "dim"),
            self.library.value_text(claim),
            (f" · {sources}", "dim italic"),
        )

    def _meant(self, said: dict[str, str], finding: Finding, *, known: bool) -> Judgement:
        """The edit that writes down what was typed."""
        library, mistakes = self.library, {}
        kind = next((one for one in FINDING_KINDS if one == said["kind"]), None)
        if kind is None:
            mistakes["kind"] = _KINDS
        entity = library.find_entity(said["entity"]) if said["entity"] else None
        if entity is None:
            hint = library.suggest_entity(said["entity"]) if said["entity"] else ""
            mistakes["entity"] = f"which entity is it about?{hint}"
        asked = property_named(said["property"], library) if said["property"] else None
        kept = said["property"] == finding.property
        if said["property"] and asked is None and not kept:
            hint = did_you_mean(said["property"], list(library.facts.schema.properties))
            mistakes["property"] = f"no such property{hint}"
        if not said["summary"]:
            mistakes["summary"] = "what differs, and who says which?"
        claims = {name: text for name, text in said.items() if name.startswith("claim-") and text}
        for name, text in claims.items():
            # What was wrong before is not to be mended here.
            if text not in library.facts.claims and text not in finding.claims:
                mistakes[name] = f"no such claim{did_you_mean(text, list(library.facts.claims))}"
        # Of very many, those that are not shown stay.
        ids = tuple(dict.fromkeys((*claims.values(), *finding.claims[MOST:])))
        remark = ""
        if len(ids) + len(finding.evidence) < 2:
            remark = "Two claims at least stand side by side."
            lines = [name for name in said if name.startswith("claim-")]
            # Where all are filled in, one is there twice.
            empty = next((name for name in lines if not said[name]), lines[-1])
            mistakes.setdefault(empty, "which other claim?")
        if mistakes or kind is None or entity is None:
            return Judgement(mistakes=mistakes, remark=remark)
        new = finding._replace(
            kind=kind,
            entity=entity.id,
            property=asked.id if asked and not kept else said["property"],
            summary=said["summary"],
            claims=ids,
        )
        if known:
            what = f"edited the finding {finding.id}"
            return Judgement(lambda book: replace_finding(book, finding, new), what)
        wanted = new_finding_id(new, library.facts)
        return Judgement(
            # Another one may have got that id meanwhile.
            lambda book: add_finding(book, new._replace(id=new_finding_id(new, book.facts))),
            f"new finding: {wanted}",
            remark=f"It gets the id {wanted}.",
        )

"""The forms of names: what a name means, and which entities are one."""

from __future__ import annotations

from lunar_tui.entering import new_id
from lunar_tui.facts import editing
from lunar_tui.facts.merging import merge_entities
from lunar_tui.facts.model import Alias, Entity, Evidence
from lunar_tui.tui.form import Field, Form, Judgement
from lunar_tui.tui.formmaker import FormMaker


class NameForms(FormMaker):
    """Forms for entities and their names."""

    def name(self, words: str, piece: Evidence | None, subject: str = "") -> Form:
        """What a name means: another name of an entity, or an entity that is not there yet."""
        kinds = self.library.facts.schema.kinds
        fields = [
            Field("name", "name", words, "as it is printed"),
            Field(
                "entity",
                "means",
                self._name(subject) if subject else "",
                "an entity that is there; empty: something new, of the kind below",
                self._offers("entity"),
            ),
            Field("kind", "kind", "", "of something new", lambda: list(kinds)),
            Field("language", "language", "", "of the name: en, de, zh …; may stay empty"),
            Field(
                "basis",
                "basis",
                "editor",
                "stated: the article says that both are one; editor: you say so",
                lambda: ["editor", "stated"],
            ),
        ]

        def judge(typed: dict[str, str]) -> Judgement:
            said = {name: text.strip() for name, text in typed.items()}
            return self._named(said, piece)

        return Form("This name means …", fields, judge, self._trial)

    def _named(self, said: dict[str, str], piece: Evidence | None) -> Judgement:
        mistakes = {}
        if not said["name"]:
            mistakes["name"] = "which name?"
        if said["basis"] not in ("editor", "stated"):
            mistakes["basis"] = "stated or editor"
        elif said["basis"] == "stated" and piece is None:
            mistakes["basis"] = "there is no quote: choose the words that say it"
        evidence = (piece,) if piece and said["basis"] == "stated" else ()
        alias = Alias(said["name"], said["language"], "editor", evidence)
        if said["basis"] == "stated":
            alias = alias._replace(basis="stated")
        entity = self.library.find_entity(said["entity"]) if said["entity"] else None
        if entity and not mistakes:
            known = entity.id
            what = f"{said['name']} is {entity.name}"
            return Judgement(lambda book: editing.add_alias(book, known, alias), what)
        if entity:
            return Judgement(mistakes=mistakes)
        kinds = self.library.facts.schema.kinds
        if said["kind"] not in kinds:
            mistakes["kind"] = f"one of {', '.join(kinds)}"
        if mistakes:
            return Judgement(mistakes=mistakes, remark=self._remark(said))
        name = said["entity"] or said["name"]
        aliases = (alias,) if name != said["name"] else ()
        new = Entity(new_id(name, self.library), said["kind"], name, aliases)
        return Judgement(
            lambda book: editing.add_entity(book, new),
            f"new {said['kind']}: {name}",
            remark=f"A new {said['kind']} with the id {new.id}.",
        )

    def _remark(self, said: dict[str, str]) -> str:
        return "No entity is called so: with a kind it is a new one." if said["entity"] else ""

    def merge(self, entity: Entity) -> Form:
        """Which entity another one is the same as."""

        def judge(typed: dict[str, str]) -> Judgement:
            into = (
                self.library.find_entity(typed["into"].strip()) if typed["into"].strip() else None
            )
            if into is None:
                hint = self.library.suggest_entity(typed["into"])
                return Judgement(mistakes={"into": f"which entity is it the same as?{hint}"})
            if into.id == entity.id:
                return Judgement(mistakes={"into": "that is the entity itself"})
            other = into.id
            return Judgement(
                lambda book: merge_entities(book, other, entity.id),
                f"{entity.name} is one with {into.name}",
                remark=f"{into.name} gets its names and its {len(entity.claims)} claims; "
                "what links to it links there.",
            )

        others = [one.name for one in self.library.entities() if one.id != entity.id]
        field = Field("into", "same as", "", "the entity that stays", lambda: others)
        return Form(f"Merge {entity.name}", [field], judge, self._trial)

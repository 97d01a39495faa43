"""The forms of names: what a name means, and which entities are one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lunar_tui.entering import named, new_id
from lunar_tui.facts import editing
from lunar_tui.facts.declaring import with_kind
from lunar_tui.facts.identifiers import is_identifier, slug
from lunar_tui.facts.merging import merge_entities
from lunar_tui.facts.model import Alias, Entity, Evidence, Kind, folded_name
from lunar_tui.problems import did_you_mean
from lunar_tui.tui.form import Field, Form, Judgement
from lunar_tui.tui.formmaker import FormMaker
from lunar_tui.tui.text import label

if TYPE_CHECKING:
    from lunar_tui.facts.book import Book
    from lunar_tui.facts.draft import Edit

#: As BCP 47 has them.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")


class NameForms(FormMaker):
    """Forms for entities and their names."""

    def name(self, words: str, piece: Evidence | None, subject: str = "") -> Form:
        """What a name means: another name of an entity, or an entity that is not there yet."""
        kinds = self.library.facts.schema.kinds

        def offered() -> list[str]:
            return list(kinds)

        fields = [
            Field("name", "name", words, "as it is printed"),
            Field(
                "entity",
                "means",
                named(subject, self.library) if subject else "",
                "an entity that is there; empty: something new, of the kind below",
                self._offers("entity"),
            ),
            Field("kind", "kind", "", "of something new; another word is a new kind", offered),
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
            return self._named(typed, piece)

        said = f"“{piece.quote}” {self.library.source_name(piece.source)}" if piece else ""
        quote = label(said, "dim") if said else None
        start = "" if words else "name"
        return Form("This name means …", fields, judge, self._trial, quote=quote, start=start)

    def _named(self, said: dict[str, str], piece: Evidence | None) -> Judgement:
        mistakes = {}
        if not said["name"]:
            mistakes["name"] = "which name?"
        if said["language"] and not _LANGUAGE.fullmatch(said["language"]):
            mistakes["language"] = "a code: en, de, zh, zh-Hans …"
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
        if said["entity"] and folded_name(said["entity"]) in self._names():
            hint = self.library.suggest_entity(said["entity"])
            return Judgement(mistakes={**mistakes, "entity": f"it does not say which{hint}"})
        kind = self._kind(said["kind"])
        if isinstance(kind, str):
            mistakes["kind"] = kind
        if mistakes or isinstance(kind, str):
            return Judgement(mistakes=mistakes, remark=self._remark(said))
        name = said["entity"] or said["name"]
        aliases = (alias,) if name != said["name"] else ()
        new = Entity(new_id(name, self.library.facts), kind.id, name, aliases)

        def added(book: Book) -> Edit:
            # Another one may have got that id meanwhile.
            return editing.add_entity(book, new._replace(id=new_id(name, book.facts)))

        declared = kind.id in self.library.facts.schema.kinds
        also = "" if declared else f" The kind “{kind.id}” is declared in schema.yaml with it."
        return Judgement(
            lambda book: with_kind(book, kind, added),
            f"new {kind.id}: {name}",
            remark=f"A new {kind.id} with the id {new.id}.{also}",
        )

    def _names(self) -> set[str]:
        return {folded_name(name) for _, name in self.library.name_pairs()}

    def _kind(self, typed: str) -> Kind | str:
        """The kind that was typed, perhaps a new one; or what is wrong with it."""
        kinds = self.library.facts.schema.kinds
        if not typed:
            return f"one of {', '.join(kinds)}, or a new one"
        wanted = folded_name(typed)
        for kind in kinds.values():
            if wanted in map(folded_name, (kind.id, kind.label, kind.plural)):
                return kind
        if hint := did_you_mean(typed.lower(), list(kinds)):
            return f"no such kind{hint}"
        if any(kind.startswith(typed.lower()) for kind in kinds):
            return f"one of {', '.join(kinds)}, or a new one"
        known = slug(typed)
        if not is_identifier(known):
            return "a word in Latin letters"
        return Kind(known, typed[0].upper() + typed[1:], "")

    def _remark(self, said: dict[str, str]) -> str:
        return "No entity is called so: with a kind it is a new one." if said["entity"] else ""

    def merge(self, entity: Entity) -> Form:
        """Which entity another one is the same as."""

        def judge(typed: dict[str, str]) -> Judgement:
            into = self.library.find_entity(typed["into"]) if typed["into"] else None
            if into is None:
                hint = self.library.suggest_entity(typed["into"])
                return Judgement(mistakes={"into": f"which entity is it the same as?{hint}"})
            if into.id == entity.id:
                return Judgement(mistakes={"into": "that is the entity itself"})
            other = into.id
            kinds = f" Mind: one is a {entity.kind}, the other a {into.kind}."
            return Judgement(
                lambda book: merge_entities(book, other, entity.id),
                f"{entity.name} is one with {into.name}",
                remark=f"{into.name} gets its names and its {len(entity.claims)} claims; "
                f"what links to it links there.{kinds if entity.kind != into.kind else ''}",
            )

        others = [one.name for one in self.library.entities() if one.id != entity.id]
        field = Field("into", "same as", "", "the entity that stays", lambda: others)
        return Form(f"Merge {entity.name}", [field], judge, self._trial)

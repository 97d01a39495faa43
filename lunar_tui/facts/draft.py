"""A draft: the changes of one edit, in all files that it touches, until they are proven right."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from lunar_tui.facts import proof
from lunar_tui.facts.book import Book
from lunar_tui.facts.editorial import FINDINGS_FILES
from lunar_tui.facts.identifiers import slug
from lunar_tui.facts.loading import SCHEMA_FILES, SOURCES_FILES
from lunar_tui.facts.model import Entity, Finding, Kind, Source
from lunar_tui.facts.spans import Document, EditError
from lunar_tui.facts.splices import Splices
from lunar_tui.facts.trees import entity_tree, finding_tree, is_explicit, source_tree
from lunar_tui.facts.writing import Part, Written
from lunar_tui.problems import Problem


class Edit(NamedTuple):
    """A book after an edit that did what was asked.

    ``problems`` are those that it has made, such as a link to an entity that is gone: to be shown
    before anything is written.
    """

    book: Book
    problems: tuple[Problem, ...]


class Draft:
    """Collects what is to be changed; :meth:`finish` makes it and proves it."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.schema = book.facts.schema
        self.entities = dict(book.facts.entities)
        self.findings = {finding.id: finding for finding in book.facts.findings}
        self.sources = dict(book.sources)
        self.formerly: dict[str, str] = {}
        self.joined: dict[str, str] = {}
        self._files: dict[str, Splices] = {}

    def file(self, name: str, content: bytes = b"") -> Splices:
        """The changes of a file; one that is not there yet begins with ``content``."""
        if name not in self._files:
            there = name in self.book.files
            document = self.book.document(name) if there else Document(content, name)
            self._files[name] = Splices(document)
        return self._files[name]

    # --- what it is to say --------------------------------------------------------------------

    def entity(
        self,
        old: Entity | None,
        new: Entity | None,
        written: Mapping[str, Written] = MappingProxyType({}),
    ) -> None:
        """``old`` becomes ``new``; without the one or the other, it is added or goes.

        ``written`` is how claims that are new to it stood elsewhere, by their ids.
        """
        if new is None and old is not None:
            del self.entities[old.id]
        elif new is not None:
            self.entities[new.id] = new
        name, content = self._entity_file(old or new)
        given = self.given(*(one for one in (old, new) if one))
        before = [entity_tree(old, given)] if old else []
        after = [entity_tree(new, given, written)] if new else []
        self._change(name, content, "entities", before, after)

    def given(self, *entities: Entity) -> set[str]:
        """The ids of claims that the program gave, which are not written."""
        ids = {claim.id for entity in entities for claim in entity.claims}
        known = self.book.facts.claims
        return {name for name in ids if name in known and not is_explicit(known[name])}

    def _entity_file(self, entity: Entity | None) -> tuple[str, bytes]:
        if entity is None:
            raise ValueError("nothing to change")
        if entity.place.file in self.book.files:
            return entity.place.file, b""
        for known in self.book.facts.entities.values():
            if known.kind == entity.kind:
                return known.place.file, b""
        for name in self.book.entity_files():
            try:
                root = self.book.document(name).root
            except EditError:
                continue
            kind = root.get("kind") if root else None
            if kind is not None and kind.text == entity.kind:
                return name, b""
        kind_of = self.schema.kinds.get(entity.kind)
        return self._new_name(kind_of, entity.kind), f"kind: {entity.kind}\nentities: []\n".encode()

    def _new_name(self, kind: Kind | None, name: str) -> str:
        taken = {*self.book.files, *map(self.book.name, SCHEMA_FILES + SOURCES_FILES)}
        taken.update(map(self.book.name, FINDINGS_FILES))
        plural = slug(kind.plural) if kind and kind.plural.isascii() else name
        for stem in (plural, name, f"{name}-entities", f"{name}-more"):
            file = self.book.name(f"{stem}.yaml")
            if file not in taken:
                return file
        raise EditError(f'there is no free name for a file of the kind "{name}"')

    def source(self, old: Source | None, new: Source) -> None:
        """What is written about an article."""
        self._write_sources([old] if old else [], [new])

    def add_sources(self, new: list[Source]) -> None:
        """What is written about several articles of which nothing was."""
        self._write_sources([], new)

    def _write_sources(self, old: list[Source], new: list[Source]) -> None:
        self.sources.update((source.file, source) for source in new)
        name = self.book.file_of_sources() or self.book.name(SOURCES_FILES[0])
        before, after = (list(map(source_tree, sources)) for sources in (old, new))
        self._change(name, b"sources: []\n", "sources", before, after)

    def finding(self, new: Finding) -> None:
        """A finding of the editor's that is there already; it is written at the end."""
        self.findings[new.id] = new

    def add_finding(self, new: Finding) -> None:
        """A finding of the editor's behind the others, in a new file where there is none."""
        self.findings[new.id] = new
        name = self.book.file_of_findings() or self.book.name(FINDINGS_FILES[0])
        self._change(name, b"findings: []\n", "findings", [], [finding_tree(new)])

    def drop_finding(self, old: Finding) -> None:
        """A finding of the editor's that goes."""
        del self.findings[old.id]
        self._change(old.place.file, b"", "findings", [finding_tree(old)], [])

    def items(self, name: str, content: bytes, key: str, new: list[Part]) -> None:
        """Further items of a list of a file."""
        self._change(name, content, key, [], new)

    def _change(
        self, name: str, content: bytes, key: str, old: list[Part], new: list[Part]
    ) -> None:
        splices = self.file(name, content)
        root = splices.document.root
        if root is None or root.shape != "mapping":
            if old or root is not None:
                raise EditError(f"{name}: there is a mistake in the file; mend it first")
            splices.append(key, new)
            return
        splices.change_list(root, key, old, new)

    # --- making it ----------------------------------------------------------------------------

    def finish(self) -> Edit:
        """The book as it is to be.

        Raises:
            EditError: it would not say what was asked, or would say something else besides.
        """
        made = self._made()
        names = proof.renamed(self.book, made, self._intent())
        if self._write_findings(names):
            made = self._made()
        proof.check(made, self._intent())
        return Edit(made, proof.new_problems(self.book, made))

    def _made(self) -> Book:
        made = self.book
        for name, splices in self._files.items():
            made = made.with_file(name, splices.bytes())
        return made

    def _intent(self) -> proof.Intent:
        findings = tuple(self.findings.values())
        return proof.Intent(
            self.schema, self.entities, findings, self.sources, self.formerly, self.joined
        )

    def _write_findings(self, names: Mapping[str, str]) -> bool:
        """Whether findings have changed: those that name claims whose ids have, among them."""
        found = False
        for old in self.book.facts.findings:
            if old.id not in self.findings:
                continue
            new = self.findings[old.id]
            claims = tuple(dict.fromkeys(names.get(claim, claim) for claim in new.claims))
            new = self.findings[old.id] = new._replace(claims=claims)
            if new != old:
                before, after = [finding_tree(old)], [finding_tree(new)]
                self._change(old.place.file, b"", "findings", before, after)
                found = True
        return found

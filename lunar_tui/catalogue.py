"""What the facts of a workspace say, asked by name: entities, claims, links, clocks, dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from lunar_tui.data import Read, read_data
from lunar_tui.display import shortened
from lunar_tui.facts.model import Claim, Entity, Kind, Property, folded_name
from lunar_tui.problems import Problem, did_you_mean
from lunar_tui.workspace import Workspace

if TYPE_CHECKING:
    from lunar_tui.facts.clocks import Clocks
    from lunar_tui.facts.connections import Connection, Neighbourhood
    from lunar_tui.facts.timeline import Event


class Catalogue:
    """Facts, which are read at once, and what is written down about articles, which are not."""

    def __init__(self, workspace: Workspace, read: Read | None = None) -> None:
        """``read`` spares the reading, where it is known."""
        self.workspace = workspace
        read = read or read_data(workspace)
        self.read_problems: tuple[Problem, ...] = tuple(read.problems)
        """What is wrong with the YAML files by themselves."""
        self.facts, self.sources = read.facts, read.sources
        self.dismissed = read.dismissed

    # --- facts --------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The subject, or the name of the folder."""
        return self.facts.schema.title or self.workspace.root.name

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of which there are entities, in the order of the schema."""
        used = {entity.kind for entity in self.facts.entities.values()}
        return tuple(kind for kind in self.facts.schema.kinds.values() if kind.id in used)

    def entities(self, kind: str | None = None) -> tuple[Entity, ...]:
        """All entities, or those of one kind, in the order of the files."""
        everything = self.facts.entities.values()
        return tuple(entity for entity in everything if kind is None or entity.kind == kind)

    def entity(self, entity_id: str) -> Entity | None:
        return self.facts.entities.get(entity_id)

    def claim(self, claim_id: str) -> Claim | None:
        return self.facts.claims.get(claim_id)

    def find_entity(self, words: str) -> Entity | None:
        """The entity with this id, or with this name or alias whatever its case and spelling.

        None too where the words name several: :meth:`suggest_entity` says which.
        """
        found = self._named(words)
        return found[0] if len(found) == 1 else None

    def _named(self, words: str) -> list[Entity]:
        if words in self.facts.entities:
            return [self.facts.entities[words]]
        wanted = folded_name(words)
        entities = self.facts.entities.values() if wanted else ()
        # A name goes before an alias: what one entity is called may be another one's by-name.
        return (
            [entity for entity in entities if entity.name == words]
            or [entity for entity in entities if folded_name(entity.name) == wanted]
            or [entity for entity in entities if wanted in map(folded_name, entity.names)]
        )

    def suggest_entity(self, words: str) -> str:
        """`` (did you mean "…"?)`` for words that name no entity, or more than one."""
        several = [f'"{entity.id}"' for entity in self._named(words)]
        if len(several) > 1:
            return f" alone: that name has {', '.join(several)}; give the id"
        known = {name for entity in self.facts.entities.values() for name in entity.names}
        return did_you_mean(words, [*self.facts.entities, *sorted(known)])

    def property_of(self, claim: Claim) -> Property:
        return self.facts.schema.property(claim.property)

    def value_text(self, claim: Claim) -> str:
        """The value as people read it: the source's words, or the name of the other entity."""
        value = claim.value
        if value.type == "entity":
            target = self.entity(value.entity)
            name = target.name if target else value.entity
            return value.text or name
        return value.text

    def speaker(self, claim: Claim) -> str:
        """Who said it, by name; empty where no speaker is given."""
        said_by = claim.qualifiers.said_by
        entity = self.entity(said_by)
        return entity.name if entity else said_by

    @cached_property
    def _backlinks(self) -> dict[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.facts.claims.values():
            if claim.value.entity and claim.value.entity != claim.entity:
                found[claim.value.entity].append(claim)
        return {target: tuple(claims) for target, claims in found.items()}

    def backlinks(self, entity_id: str) -> tuple[Claim, ...]:
        """Claims of other entities whose value is this entity."""
        return self._backlinks.get(entity_id, ())

    def name_pairs(self) -> Iterator[tuple[str, str]]:
        """Every name with the id of what it names, the preferred one first."""
        for entity in self.facts.entities.values():
            for name in entity.names:
                yield entity.id, name

    def source_name(self, file: str) -> str:
        """Who published an article, and when; its title or its file where that is not known.

        ``≈`` stands before what the article does not state itself.
        """
        source = self.sources.get(file)
        meta = source.metadata if source else None
        if meta is None:
            return file
        name = meta.publisher or (f"“{shortened(meta.title, 30)}”" if meta.title else file)
        named = "≈" if meta.publisher and meta.reason("publisher") else ""
        dated = "≈" if meta.dated and meta.reason("published") else ""
        return f"{named}{name} {dated}{meta.dated}".rstrip()

    # --- connections --------------------------------------------------------------------------

    def connections(self, entity_id: str) -> tuple[Connection, ...]:
        """The neighbours of an entity with the claims that say so, in the schema's order."""
        from lunar_tui.facts.connections import connections

        links = self._links(entity_id)
        own = [claim for claim in links if claim.entity == entity_id]
        return connections(entity_id, own, links, self.facts.schema)

    def neighbourhood(self, entity_id: str, depth: int = 1) -> Neighbourhood:
        """An entity, those at most ``depth`` links away, and all links among them."""
        from lunar_tui.facts.connections import neighbourhood

        return neighbourhood(entity_id, self._links, self.facts.schema, depth)

    def _links(self, entity_id: str) -> list[Claim]:
        """The claims that connect an entity to one that there is; its own come first."""
        entity = self.entity(entity_id)
        own = entity.claims if entity else ()
        known = [claim for claim in own if claim.value.entity in self.facts.entities]
        return [*known, *self.backlinks(entity_id)]

    # --- clocks -------------------------------------------------------------------------------

    @cached_property
    def published(self) -> dict[str, str]:
        """When each article was published, EDTF by file; empty where it is not known."""
        return {file: source.metadata.published for file, source in self.sources.items()}

    def clocks(self, claim: Claim) -> Clocks:
        """What date a claim is about, when it was said and by whom, when it was published."""
        from lunar_tui.facts.clocks import clocks

        return clocks(claim, self.published)

    # --- timeline -----------------------------------------------------------------------------

    def timeline(self, *, entity: str | None = None, kind: str | None = None) -> tuple[Event, ...]:
        """All claims that are dates, in order; or those of one entity or of one kind.

        What was known on a day is asked of the library :meth:`as_of` that day.
        """
        from lunar_tui.facts.timeline import timeline

        entities = (item for item in self.entities(kind) if entity is None or item.id == entity)
        return timeline((claim for item in entities for claim in item.claims), self.published)

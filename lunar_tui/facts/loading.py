"""From YAML files to facts: every mistake is reported with its place, the sound part is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from lunar_tui.facts import model
from lunar_tui.facts.identifiers import (
    derived_id,
    digest_of,
    identifier,
    is_claim_id,
    is_identifier,
    slug,
)
from lunar_tui.facts.model import Alias, Claim, Entity, Facts, Schema, Value
from lunar_tui.facts.parts import evidence_of, qualifiers_of, value_of
from lunar_tui.facts.record import Record, wrong_shape
from lunar_tui.facts.yaml_file import Mapping, Node, Scalar, read
from lunar_tui.problems import Place, Report, did_you_mean

SCHEMA_FILES = ("schema.yaml", "schema.yml")
SOURCES_FILES = ("sources.yaml", "sources.yml")


def load(files: Iterable[tuple[str, bytes]], report: Report) -> Facts:
    """Facts of the named YAML files; ``sources.yaml`` is not among them."""
    contents = dict(files)
    facts = Facts()
    schemas = [name for name in contents if name.rpartition("/")[2] in SCHEMA_FILES]
    for number, name in enumerate(schemas):
        data = contents.pop(name)
        if number:
            report.add(Place(name), "S006", f"the schema is {schemas[0]} already; keep one of them")
        else:
            facts.schema = _schema(data, name, report)
    for name, data in contents.items():
        root = read(data, name, report)
        if isinstance(root, Mapping):
            _entity_file(Record(root, "an entity file", report), facts, report)
        elif root is not None:
            wrong_shape(report, root, "an entity file", "a mapping with kind and entities")
    for entity in facts.entities.values():
        _check_links(entity, facts, report)
    return facts


# --- schema -----------------------------------------------------------------------------------


def _schema(data: bytes, file: str, report: Report) -> Schema:
    root = read(data, file, report)
    if not isinstance(root, Mapping):
        if root is not None:
            wrong_shape(report, root, "the schema", "a mapping")
        return model.DEFAULT_SCHEMA
    record = Record(root, "the schema", report)
    title = record.text("title") or ""
    kinds = {kind.id: kind for kind in _kinds(record, report)}
    properties = {item.id: item for item in _properties(record, report)}
    record.close()
    return Schema(title, kinds or model.DEFAULT_SCHEMA.kinds, properties)


def _kinds(record: Record, report: Report) -> Iterator[model.Kind]:
    taken: set[str] = set()
    for item in record.records("kinds", "a kind"):
        name = _new_identifier(item, taken, report)
        label = item.text("label")
        plural = item.text("plural")
        item.close()
        if name:
            label = label or name.capitalize()
            yield model.Kind(name, label, plural or f"{label}s")


def _properties(record: Record, report: Report) -> Iterator[model.Property]:
    taken: set[str] = set()
    for item in record.records("properties", "a property"):
        name = _new_identifier(item, taken, report)
        label = item.text("label")
        types = _types(item.node("type"), report)
        many = item.flag("many")
        naming = item.flag("naming")
        also = item.texts("also")
        item.close()
        if name:
            shown = label or name.replace("-", " ")
            yield model.Property(name, shown, types, many, naming, also)


def _new_identifier(item: Record, taken: set[str], report: Report) -> str | None:
    name = identifier(item)
    if name in taken:
        report.add(item.place_of("id"), "S006", f'{item.what} "{name}" is declared already')
        return None
    if name:
        taken.add(name)
    return name


def _types(node: Node | None, report: Report) -> tuple[model.ValueType, ...]:
    if node is None:
        return model.VALUE_TYPES
    if isinstance(node, Mapping):
        wrong_shape(report, node, '"type" of a property', "text or a list")
        return model.VALUE_TYPES
    found: list[model.ValueType] = []
    for item in (node,) if isinstance(node, Scalar) else node.items:
        text = item.text if isinstance(item, Scalar) else ""
        known = next((name for name in model.VALUE_TYPES if name == text), None)
        if known:
            found.append(known)
        else:
            hint = did_you_mean(text, list(model.VALUE_TYPES))
            words = ", ".join(model.VALUE_TYPES)
            report.add(item.place, "S004", f'a type is one of {words}, not "{text}"{hint}')
    return tuple(found) or model.VALUE_TYPES


# --- entities ---------------------------------------------------------------------------------


def _entity_file(record: Record, facts: Facts, report: Report) -> None:
    kind = record.text("kind", required=True)
    if kind and kind not in facts.schema.kinds:
        known = list(facts.schema.kinds)
        hint = did_you_mean(kind, known) or f"; known are {', '.join(known)}"
        place = record.place_of("kind")
        report.add(place, "F001", f'unknown kind "{kind}"{hint}; kinds are declared in schema.yaml')
        kind = None
    for item in record.records("entities", "an entity", required=True):
        entity = _entity(item, kind, facts.schema, report)
        if entity is None:
            continue
        if entity.id in facts.entities:
            first = facts.entities[entity.id].place
            where = f"{first.file}:{first.line}"
            report.add(
                item.place_of("id"), "S006", f'the id "{entity.id}" is taken already at {where}'
            )
            continue
        facts.entities[entity.id] = entity
        facts.claims.update((claim.id, claim) for claim in entity.claims)
    record.close()


def _entity(record: Record, kind: str | None, schema: Schema, report: Report) -> Entity | None:
    name = identifier(record)
    title = record.text("name", required=True)
    aliases = tuple(_aliases(record, report))
    claims = tuple(_claims(record, name or "", schema, report))
    record.close()
    if not (name and title and kind):
        return None
    return Entity(name, kind, title, aliases, claims, record.place)


def _aliases(record: Record, report: Report) -> Iterator[Alias]:
    for item in record.records("aliases", "an alias"):
        name = item.text("name", required=True)
        language = item.text("language") or ""
        basis = item.choice("basis", ("stated", "editor"), "editor")
        evidence = tuple(evidence_of(item))
        item.close()
        if basis == "stated" and not evidence:
            report.add(
                item.place,
                "F009",
                f'the alias "{name}" is "stated" but has no evidence; '
                "quote the article, or set basis: editor",
            )
        if name:
            yield Alias(
                name,
                language,
                "stated" if basis == "stated" else "editor",
                evidence,
                item.place,
            )


def _claims(record: Record, entity: str, schema: Schema, report: Report) -> Iterator[Claim]:
    """The claims of an entity, each with an id of its own that their order has no part in."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    drafts = list(_drafts(record, entity, schema, report))
    explicit = {claim.id for claim in drafts if claim.id}
    for claim in drafts:
        claims[claim.id or derived_id(claim)].append(claim)
    found: dict[str, Claim] = {}
    for draft in drafts:
        claim_id = draft.id or derived_id(draft)
        # All of those that would share an id get a digest: none of them is the first.
        if not draft.id and (len(claims[claim_id]) > 1 or claim_id in explicit):
            claim_id = f"{claim_id}-{digest_of(draft)}"
        if claim_id in found:
            line = found[claim_id].place.line
            report.add(draft.place, "F012", f"the claim stands twice, in line {line} too; drop one")
        else:
            found[claim_id] = draft._replace(id=claim_id)
            yield found[claim_id]


def _drafts(record: Record, entity: str, schema: Schema, report: Report) -> Iterator[Claim]:
    """The claims as they are written: without an id where none is given."""
    taken: set[str] = set()
    for item in record.records("claims", "a claim"):
        explicit = item.text("id")
        name = item.text("property", required=True)
        value = value_of(item, report)
        qualifiers = qualifiers_of(item, report)
        evidence = tuple(evidence_of(item))
        rank = item.choice("rank", model.RANKS, "normal")
        reason = _rank_reason(item)
        item.close()
        if rank != "normal" and not reason:
            report.add(item.place, "F010", f'the rank "{rank}" needs a rank_reason')
        if not name or value is None:
            continue
        _check_property(item, name, value, schema, report)
        if explicit and not is_claim_id(explicit, entity):
            place, wanted = item.place_of("id"), f"{entity}/{slug(explicit)}"
            report.add(
                place,
                "S005",
                f'the claim id "{explicit}" must be the entity\'s, such as "{wanted}"',
            )
            explicit = None
        if explicit in taken:
            report.add(item.place_of("id"), "S006", f'the claim id "{explicit}" is taken')
            explicit = None
        if explicit:
            taken.add(explicit)
        yield Claim(
            explicit or "",
            entity,
            name,
            value,
            qualifiers,
            evidence,
            rank,
            reason,
            item.place,
            tuple(_places(item)),
        )


def _rank_reason(claim: Record) -> str:
    """The reason of a rank: one of a few words, and after a colon whatever explains it."""
    text = claim.text("rank_reason") or ""
    word, colon, words = text.partition(":")
    known = list(model.RANK_REASONS)
    if text and (word not in known or (colon and not words.strip())):
        hint = did_you_mean(word.strip().lower(), known) if word not in known else ""
        claim.report.add(
            claim.place_of("rank_reason"),
            "F014",
            f'the rank_reason "{text}" must be one of {", ".join(known)}, '
            f"perhaps with a colon and more words{hint}",
        )
    return text


def _places(claim: Record) -> Iterator[tuple[str, Place]]:
    """Where the parts are written that are checked only when everything is loaded."""
    for key in ("value", "qualifiers"):
        node = claim.node(key)
        for part, value in node.items if isinstance(node, Mapping) else ():
            yield part.text, value.place


def _check_property(item: Record, name: str, value: Value, schema: Schema, report: Report) -> None:
    if not schema.properties:
        return
    if name not in schema.properties:
        hint = did_you_mean(name, list(schema.properties))
        report.add(
            item.place_of("property"),
            "F002",
            f'unknown property "{name}"{hint}; properties are declared in schema.yaml',
        )
    elif value.type not in schema.properties[name].types:
        wanted = " or ".join(schema.properties[name].types)
        report.add(item.place_of("value"), "F003", f'"{name}" takes a {wanted}, not a {value.type}')


# --- links ------------------------------------------------------------------------------------


def _check_links(entity: Entity, facts: Facts, report: Report) -> None:
    for claim in entity.claims:
        target = claim.value.entity
        if claim.value.type == "entity" and target not in facts.entities:
            hint = did_you_mean(target, list(facts.entities))
            report.add(claim.place_of("entity"), "F004", f'link to unknown entity "{target}"{hint}')
        speaker = claim.qualifiers.said_by
        # A speaker in plain words is allowed; a single lower-case word with hyphens is an id.
        if speaker and is_identifier(speaker) and speaker not in facts.entities:
            hint = did_you_mean(speaker, list(facts.entities))
            report.add(
                claim.place_of("said_by"),
                "F004",
                f'said_by names the unknown entity "{speaker}"{hint}',
            )

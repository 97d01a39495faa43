"""The words of the facts: kinds, properties, entities, claims, values, evidence."""

from __future__ import annotations

import builtins
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from lunar_tui.corpus.article import Metadata
from lunar_tui.problems import Place

ValueType = Literal["date", "quantity", "text", "entity"]
Basis = Literal["stated", "inferred", "editor"]
FindingKind = Literal["conflict", "precision", "change", "naming"]

VALUE_TYPES: tuple[ValueType, ...] = ("date", "quantity", "text", "entity")
CERTAINTIES = ("stated", "planned", "inferred")
ACCURACIES = ("exact", "approximate", "at least", "at most", "more than", "less than")
#: What is to be said of a finding, by its kind.
FINDING_WORDS: dict[FindingKind, str] = {
    "conflict": "sources contradict each other",
    "precision": "sources agree, with different precision",
    "change": "differs between the dates that the sources speak of",
    "naming": "sources use different names",
}
FINDING_KINDS: tuple[FindingKind, ...] = tuple(FINDING_WORDS)
STANCES = ("supports", "contradicts", "mentions")
RANKS = ("normal", "preferred", "deprecated")
#: Why a claim ranks above or below others; words may follow after a colon.
RANK_REASONS = (
    "rounding",
    "earlier estimate",
    "superseded",
    "different scope",
    "correction",
    "disputed",
)


class Kind(NamedTuple):
    """A sort of entity; each has a panel."""

    id: str
    label: str
    plural: str


class Property(NamedTuple):
    """What a claim is about. ``many``: several values may be true of one entity at once.

    ``naming``: its values are names that the sources use. ``also``: other words for it, by which
    its claims are found.
    """

    id: str
    label: str
    types: tuple[ValueType, ...] = VALUE_TYPES
    many: bool = False
    naming: bool = False
    also: tuple[str, ...] = ()


class Schema(NamedTuple):
    """The kinds, in the order of their panels, and the properties of a workspace.

    Without properties, every property is allowed.
    """

    title: str
    kinds: dict[str, Kind]
    properties: dict[str, Property]

    def property(self, name: str) -> Property:
        """The property ``name``; one that is not declared is labelled by its own id."""
        return self.properties.get(name) or Property(name, name.replace("-", " "))


class Value(NamedTuple):
    """What a claim says. ``text`` is as the source words it.

    ``date`` is EDTF; ``amount`` has ``unit`` and ``accuracy``; ``entity`` is an id.
    """

    type: ValueType
    text: str
    date: str = ""
    amount: Decimal | None = None
    unit: str = ""
    accuracy: str = "exact"
    entity: str = ""


class Qualifiers(NamedTuple):
    """What limits a claim. ``about`` and ``said_on`` are EDTF; empty means not given."""

    certainty: str = "stated"
    inferred_from: str = ""
    about: str = ""
    said_by: str = ""
    said_on: str = ""
    role: str = ""
    scope: str = ""
    note: str = ""

    def given(self) -> dict[str, str]:
        """The qualifiers that say something, certainty always among them."""
        pairs = {name: getattr(self, name) for name in self._fields}
        return {name: text for name, text in pairs.items() if text}


class Evidence(NamedTuple):
    """An exact quote of an article; ``prefix`` and ``suffix`` make it unique there."""

    source: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    stance: str = "supports"
    place: Place = Place("")
    source_place: Place = Place("")


class Claim(NamedTuple):
    """Entity, property and value, with the sentences that say so."""

    id: str
    entity: str
    property: str
    value: Value
    qualifiers: Qualifiers = Qualifiers()
    evidence: tuple[Evidence, ...] = ()
    rank: str = "normal"
    rank_reason: str = ""
    place: Place = Place("")
    places: tuple[tuple[str, Place], ...] = ()

    def place_of(self, part: str) -> Place:
        """Where a key of its value or qualifiers is written, such as ``date`` or ``said_by``."""
        return dict(self.places).get(part, self.place)

    @builtins.property  # the field `property` hides the name in this class
    def basis(self) -> Basis:
        """A claim that no article supports is the editor's own and never passed off as sourced."""
        if not self.sources:
            return "editor"
        qualifiers = self.qualifiers
        if qualifiers.inferred_from or qualifiers.certainty == "inferred":
            return "inferred"
        return "stated"

    @builtins.property
    def sources(self) -> tuple[str, ...]:
        """The articles that say so, each once; one that denies or only mentions it is none."""
        supporting = (piece.source for piece in self.evidence if piece.stance == "supports")
        return tuple(dict.fromkeys(supporting))


class Alias(NamedTuple):
    """Another name. ``stated``: an article says so, and ``evidence`` is where."""

    name: str
    language: str = ""
    basis: Basis = "editor"
    evidence: tuple[Evidence, ...] = ()
    place: Place = Place("")


class Entity(NamedTuple):
    """A thing that facts are about."""

    id: str
    kind: str
    name: str
    aliases: tuple[Alias, ...] = ()
    claims: tuple[Claim, ...] = ()
    place: Place = Place("")

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its aliases, without repetition."""
        return tuple(dict.fromkeys((self.name, *(alias.name for alias in self.aliases))))


def folded_name(name: str) -> str:
    """What two spellings of one name have in common: letters and digits, whatever their case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))


class ZoneMark(NamedTuple):
    """A zone as it is written down: a range of lines (from 1, both included), or a quote."""

    zone: str
    lines: tuple[int, int] | None
    quote: Evidence | None
    place: Place


class Excuse(NamedTuple):
    """A passage that no claim needs to cite, and why."""

    quote: Evidence
    reason: str


class Original(NamedTuple):
    """What an article was made of: a file beside the articles, or the article's own file.

    ``file`` is a path below the folder of the articles; empty where the article is the original.
    ``sha256`` is of its bytes, in 64 hexadecimal digits; empty where nothing is known.
    """

    file: str = ""
    sha256: str = ""
    place: Place = Place("")


class Source(NamedTuple):
    """What is written down about one article."""

    file: str
    metadata: Metadata = Metadata()
    zones: tuple[ZoneMark, ...] = ()
    excused: tuple[Excuse, ...] = ()
    place: Place = Place("")
    published_place: Place = Place("")
    original: Original = Original()

    @property
    def marks(self) -> tuple[tuple[object, ...], ...]:
        """Its zones, whatever the place where they are written down."""
        return tuple((mark.zone, mark.lines, mark.quote and mark.quote[:4]) for mark in self.zones)


class Finding(NamedTuple):
    """A place where claims differ.

    ``claims`` are ids, ``evidence`` further quotes beside those of the claims. ``basis`` is
    ``program`` where the values show it, ``editor`` where somebody read it; ``property`` may be
    empty then.
    """

    id: str
    kind: FindingKind
    entity: str
    property: str
    summary: str
    claims: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    basis: Literal["program", "editor"] = "program"
    place: Place = Place("")
    places: tuple[tuple[str, Place], ...] = ()


DEFAULT_SCHEMA = Schema(
    title="",
    kinds={
        kind.id: kind
        for kind in (
            Kind("mission", "Mission", "Missions"),
            Kind("organisation", "Organisation", "Organisations"),
            Kind("agreement", "Agreement", "Agreements"),
            Kind("programme", "Programme", "Programmes"),
            Kind("person", "Person", "People"),
            Kind("site", "Site", "Sites"),
            Kind("vehicle", "Vehicle", "Vehicles"),
            Kind("event", "Event", "Events"),
        )
    },
    properties={},
)


@dataclass(slots=True)
class Facts:
    """All entities of a workspace by id, in the order of the files; the editor's findings."""

    schema: Schema = DEFAULT_SCHEMA
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

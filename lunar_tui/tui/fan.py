"""The fan: an entity in its box, and on branches below it those that claims link it to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from lunar_tui.display import clean_line
from lunar_tui.facts.model import Claim
from lunar_tui.library import Library
from lunar_tui.tui.pieces import Look, Piece, Pieces, cells_of, fitted

#: What an article has to do with the entities of its claims.
TELLS_OF = "tells of"
_LABEL = 16
_LEAST = 6
"""Cells below which a word is left out rather than cut."""
_TURNED = str.maketrans("▸◂", "◂▸")
_RAIL = 3
"""Cells of the line at the right."""
_LINE, _DIM, _BUS = ("$primary",), ("dim",), ("$accent",)


class Spoke(NamedTuple):
    """A claim that links what stands in the middle to a neighbour; a row of the drawing.

    ``outgoing``: the claim is that of the middle, otherwise the neighbour's own. ``weight`` stands
    in its line, which is drawn with ``texture``. ``further``: the row above links the same
    neighbour.
    """

    neighbour: str
    claim: Claim
    label: str
    outgoing: bool
    weight: str
    texture: str = "─"
    further: bool = False


class Link(NamedTuple):
    """What the claims of two neighbours say about each other: the first label, and which way."""

    label: str
    outgoing: bool
    incoming: bool

    @property
    def arrow(self) -> str:
        """Points to the right where only the first one speaks of the other."""
        if self.outgoing and self.incoming:
            return "↔"
        return "▸" if self.outgoing else "◂"


def spokes_of(library: Library, entity_id: str) -> tuple[Spoke, ...]:
    """The claims that link an entity to others, those of one neighbour together.

    What the entity's own claims link comes first, each in the order of the schema.
    """
    schema = library.facts.schema
    places = {name: number for number, name in enumerate(schema.properties)}

    def order(claim: Claim) -> tuple[bool, int, str]:
        place = places.get(claim.property, len(places))
        return claim.entity != entity_id, place, claim.property

    bundles = [
        (connection.entity, sorted(connection.claims, key=order))
        for connection in library.connections(entity_id)
    ]
    bundles.sort(key=lambda bundle: order(bundle[1][0]))
    return tuple(
        Spoke(
            neighbour,
            claim,
            clean_line(schema.property(claim.property).label),
            claim.entity == entity_id,
            "✎" if claim.basis == "editor" else f"{library.source_count(claim)}×",
            _texture(claim),
            further=number > 0,
        )
        for neighbour, claims in bundles
        for number, claim in enumerate(claims)
    )


def spokes_in(library: Library, file: str) -> tuple[Spoke, ...]:
    """The entities that the claims of an article are about, each with the first of its claims.

    What is counted are its claims there.
    """
    found: dict[str, list[Claim]] = {}
    for claim in library.claims_of(file):
        found.setdefault(claim.entity, []).append(claim)
    return tuple(
        Spoke(entity, claims[0], TELLS_OF, outgoing=True, weight=str(len(claims)))
        for entity, claims in found.items()
    )


class Links:
    """The links among some entities, looked up when they are first asked for."""

    def __init__(self, library: Library, among: Sequence[str]) -> None:
        self._library = library
        self._among = frozenset(among)
        self._found: dict[str, dict[str, Link]] = {}

    def of(self, entity_id: str) -> dict[str, Link]:
        """The entities among these that claims link one to."""
        if entity_id not in self._found:
            self._found[entity_id] = {
                other.entity: Link(
                    clean_line(self._library.property_of(other.claims[0]).label),
                    bool(other.outgoing),
                    bool(other.incoming),
                )
                for other in self._library.connections(entity_id)
                if other.entity in self._among
            }
        return self._found[entity_id]


class _Twig(NamedTuple):
    """The lines of a row: of the trunk, of its branch, and of the neighbour's further claims."""

    trunk: str
    fork: str
    hook: str
    labelled: bool


class Fan:
    """Draws spokes as a tree of which every row fits the width that it is given."""

    def __init__(self, library: Library, spokes: Sequence[Spoke]) -> None:
        self.spokes = tuple(spokes)
        self._twigs = tuple(_twigs(self.spokes))
        self._links = Links(library, [spoke.neighbour for spoke in spokes])
        self._names = {spoke.neighbour: name_of(library, spoke.neighbour) for spoke in spokes}
        self._kinds = {spoke.neighbour: kind_of(library, spoke.neighbour) for spoke in spokes}
        labels = [cells_of(spoke.label) for spoke in spokes if not spoke.further]
        self._label = min(_LABEL, max(labels, default=0))
        self._weight = max((len(spoke.weight) for spoke in spokes), default=0)
        names = max(map(cells_of, self._names.values()), default=0)
        self._stops: tuple[int, list[int]] = (-1, [])
        self._widest = names + 1 + max(_LABEL, *map(cells_of, self._kinds.values()), 0)

    def line(self, number: int, width: int, cursor: int | None, *, marked: bool) -> Pieces:
        """Row ``number``, ``width`` cells wide, while the cursor is on row ``cursor``."""
        spoke, twig = self.spokes[number], self._twigs[number]
        pieces = [*self._branch(spoke, twig), Piece("◆" if marked else " ")]
        room = min(self._widest, width - Pieces(pieces).cells - _RAIL)
        rail, link = self._rail(number, cursor)
        pieces += self._leaf(spoke, twig, room, link)
        pieces.append(Piece(rail, _BUS))
        return exactly(pieces, width)

    def _branch(self, spoke: Spoke, twig: _Twig) -> list[Piece]:
        lead = [Piece(twig.trunk + " " * (self._label + 3), _LINE)]
        if twig.labelled:
            label = fitted(spoke.label, self._label).rstrip()
            line = "─" * (self._label - cells_of(label))
            lead = [
                Piece(twig.trunk + ("─" if spoke.outgoing else "◂"), _LINE),
                Piece(f" {label} "),
                Piece(line, _LINE),
            ]
        if spoke.further:
            return [*lead, Piece(twig.fork + " " * (self._weight + 2), _LINE)]
        weight = spoke.weight
        head = "▸" if spoke.outgoing else "─"
        return [
            *lead,
            Piece(twig.fork + spoke.texture, _LINE),
            Piece("─" * (self._weight - len(weight)), _LINE),
            Piece(weight, _DIM),
            Piece(head, _LINE),
        ]

    def _leaf(self, spoke: Spoke, twig: _Twig, room: int, link: str) -> list[Piece]:
        """The neighbour and, at the right, what it is or how it is linked to the current one."""
        if spoke.further:
            arrow = "▸" if spoke.outgoing else "◂"
            lead = f"{twig.hook}{spoke.texture}{arrow}"
            left = [Piece(lead, _LINE), Piece(f" {spoke.label} "), Piece(spoke.weight, _DIM)]
            return list(exactly(left, room))
        name, right = self._names[spoke.neighbour], link or self._kinds[spoke.neighbour]
        looks: tuple[Look, ...] = _BUS if link else _DIM
        # Where there is no room for both, how two are linked is worth more than what one is.
        space = max(_LEAST if link else 0, room - cells_of(name) - 1)
        if cells_of(right) > space:
            right = fitted(right, space) if space >= _LEAST else ""
        if room < 3 * _LEAST or not right:
            return list(exactly([Piece(name, ("bold",))], room))
        name = fitted(name, room - cells_of(right) - 1)
        return [Piece(name, ("bold",)), Piece(" "), Piece(right, looks)]

    # --- the links among the neighbours ------------------------------------------------------

    def _rail(self, number: int, cursor: int | None) -> tuple[str, str]:
        """The end of a row: a line joins the neighbours linked to the one under the cursor."""
        if cursor is None or cursor >= len(self.spokes):
            return "   ", ""
        current = self.spokes[cursor].neighbour
        links = self._links.of(current)
        if self._stops[0] != cursor:
            stops = [
                place
                for place, spoke in enumerate(self.spokes)
                if not spoke.further and (spoke.neighbour in links or spoke.neighbour == current)
            ]
            self._stops = (cursor, stops)
        stops = self._stops[1]
        if not links or not stops[0] <= number <= stops[-1]:
            return "   ", ""
        if number not in stops:
            return "  │", ""
        end = "╮" if number == stops[0] else "╯" if number == stops[-1] else "┤"
        link = links.get(self.spokes[number].neighbour)
        if link is None:
            return f" ─{end}", ""
        # The head of the arrow is at the one that the claim speaks of.
        return f" {link.arrow.translate(_TURNED)}{end}", link.label


def box(name: str, kind: str, width: int, *, open_below: bool) -> tuple[Pieces, Pieces, Pieces]:
    """Three lines with ``name`` in a box, of which a trunk may go down at the left."""
    name = fitted(name, max(1, min(cells_of(name), width - 4)))
    rule = "─" * (cells_of(name) + 2)
    middle = [Piece("│", _LINE), Piece(f" {name} ", ("bold $accent",)), Piece("│", _LINE)]
    return (
        exactly([Piece(f"╭{rule}╮", _LINE)], width),
        exactly([*middle, Piece(f" {kind}", ("not bold", "dim"))], width),
        exactly([Piece(f"{'├' if open_below else '╰'}{rule}╯", _LINE)], width),
    )


def exactly(pieces: Sequence[Piece], width: int) -> Pieces:
    """``pieces`` in exactly ``width`` cells: filled with blanks, or cut with an ellipsis."""
    found: list[Piece] = []
    left = max(0, width)
    for text, looks in pieces:
        shown = text if cells_of(text) <= left else fitted(text, left) if left else ""
        found.append(Piece(shown, looks))
        left -= cells_of(shown)
    return Pieces([*found, Piece(" " * left)])


def name_of(library: Library, entity_id: str) -> str:
    entity = library.entity(entity_id)
    return clean_line(entity.name if entity else entity_id)


def kind_of(library: Library, entity_id: str) -> str:
    entity = library.entity(entity_id)
    return clean_line(library.facts.schema.kinds[entity.kind].label.lower()) if entity else ""


def _texture(claim: Claim) -> str:
    """What a claim rests on, as the texture of its line; a plan is drawn in dashes."""
    if claim.qualifiers.certainty == "planned":
        return "╌"
    return "≈" if claim.basis == "inferred" else "─"


def _twigs(spokes: Sequence[Spoke]) -> Iterator[_Twig]:
    """The lines of each row. Neighbours that the same property links share a branch."""
    bundles: list[list[Spoke]] = []
    for spoke in spokes:
        if spoke.further:
            bundles[-1].append(spoke)
        else:
            bundles.append([spoke])
    grouped = groupby(bundles, key=lambda bundle: (bundle[0].outgoing, bundle[0].label))
    groups = [list(group) for _, group in grouped]
    for group in groups:
        last = group is groups[-1]
        for bundle in group:
            first, final = bundle is group[0], bundle is group[-1]
            for number, _ in enumerate(bundle):
                trunk = ("╰" if last else "├") if first and not number else " " if last else "│"
                fork = " " if final else "│"
                if not number:
                    fork = ("─" if final else "┬") if first else ("╰" if final else "├")
                hook = "" if not number else "╰" if number == len(bundle) - 1 else "├"
                yield _Twig(trunk, fork, hook, labelled=first and not number)

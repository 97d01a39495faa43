"""How the claims that exist use the properties of a workspace: examples that need no words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from lunar_tui.facts.model import Entity
from lunar_tui.suggestions.measures import TIMES, UNITS

_SCALED = re.compile(r"(?i)(\w+) (\S.*)")


class Unit(NamedTuple):
    """A unit as claims write it: so many times ten to ``zeros`` of ``canonical``."""

    written: str
    canonical: str
    zeros: int


class Usage(NamedTuple):
    """By property: the kinds of the entities that have it, those it links to, and its units."""

    kinds: Mapping[str, frozenset[str]]
    targets: Mapping[str, frozenset[str]]
    units: Mapping[str, tuple[Unit, ...]]

    def written(self, prop: str, amount: Decimal, unit: str) -> tuple[Decimal, str]:
        """An amount as the claims of the workspace would write it, those of ``prop`` before all."""
        for known in (*self.units.get(prop, ()), *self.units.get("", ())):
            if known.canonical == unit:
                number = amount.scaleb(-known.zeros)
                return _plain(number), known.written
        return amount, unit


NOTHING = Usage({}, {}, {})


def usage(entities: Iterable[Entity]) -> Usage:
    """What the claims of some entities show; units that are used most stand first."""
    everything = {entity.id: entity for entity in entities}
    kinds: dict[str, set[str]] = defaultdict(set)
    targets: dict[str, set[str]] = defaultdict(set)
    units: dict[str, Counter[Unit]] = defaultdict(Counter)
    for entity in everything.values():
        for claim in entity.claims:
            kinds[claim.property].add(entity.kind)
            if claim.value.entity in everything:
                targets[claim.property].add(everything[claim.value.entity].kind)
            if claim.value.unit:
                units[claim.property][_unit(claim.value.unit)] += 1
                units[""][_unit(claim.value.unit)] += 1
    return Usage(
        {name: frozenset(found) for name, found in kinds.items()},
        {name: frozenset(found) for name, found in targets.items()},
        {name: tuple(one for one, _ in found.most_common()) for name, found in units.items()},
    )


def _unit(written: str) -> Unit:
    words, zeros = written, 0
    scaled = _SCALED.fullmatch(written)
    if scaled and scaled[1].lower() in TIMES:
        words, zeros = scaled[2], TIMES[scaled[1].lower()]
    canonical, _ = UNITS.get(words.lower(), (words, ""))
    return Unit(written, canonical, zeros)


def _plain(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()

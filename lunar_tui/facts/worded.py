"""Whether the numbers of a value stand in its quotes: one of them may have changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lunar_tui.facts.model import Claim, Entity
from lunar_tui.problems import Report

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def check_numbers(entities: Iterable[Entity], report: Report) -> None:
    """Every number in the words of a quantity stands in one of its quotes.

    That of a date may be told by its article, whose day a quote need not repeat.
    """
    for entity in entities:
        for claim in entity.claims:
            missing = unquoted(claim)
            if missing:
                report.add(
                    claim.place_of("text"),
                    "F019",
                    f"{' and '.join(missing)} of the value stands in none of its quotes; "
                    "give the value, or the quotes, as the articles say it",
                )


def unquoted(claim: Claim) -> list[str]:
    """The numbers in the words of a quantity that none of its quotes has."""
    quotes = [piece for piece in claim.evidence if piece.stance == "supports"]
    if claim.value.type != "quantity" or not quotes:
        return []
    there = {number for one in quotes for number in _numbers(one.prefix + one.quote + one.suffix)}
    wanted = dict.fromkeys(_NUMBER.findall(claim.value.text))
    return [number for number in wanted if not there.issuperset(_numbers(number))]


def _numbers(text: str) -> list[str]:
    return [number.replace(",", "") for number in _NUMBER.findall(text)]

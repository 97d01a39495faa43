"""What claims and findings are written with: values, qualifiers, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lunar_tui.facts import model
from lunar_tui.facts.model import Evidence, Qualifiers, Value
from lunar_tui.facts.record import Record, wrong_shape
from lunar_tui.facts.yaml_file import Mapping, Scalar
from lunar_tui.problems import Place, Report

# Looks like EDTF; `check` asks the EDTF library, which is too slow to load at every start.
_DATE = re.compile(r"(?=.*[0-9.])[-0-9XYE~?%./\[\]{},]+")
_AMOUNT_DIGITS = 40


def value_of(claim: Record, report: Report) -> Value | None:
    """The key "value" of a claim; None where it is missing or makes no sense."""
    node = claim.node("value", required=True)
    if node is None:
        return None
    if isinstance(node, Scalar):
        if not node.text.strip():
            report.add(node.place, "S002", '"value" of a claim is empty')
            return None
        return Value("text", node.text)
    if not isinstance(node, Mapping):
        wrong_shape(report, node, '"value" of a claim', "text or a mapping")
        return None
    record = Record(node, "a value", report)
    text = record.text("text") or ""
    date = record.text("date")
    quantity = record.text("quantity")
    entity = record.text("entity")
    unit = record.text("unit") or ""
    accuracy = record.choice("accuracy", model.ACCURACIES, "exact")
    record.close()
    if sum(item is not None for item in (date, quantity, entity)) > 1:
        report.add(node.place, "S003", "a value is one of date, quantity or entity, not several")
        return None
    if date is not None:
        _check_date(date, record.place_of("date"), report)
        return Value("date", text or date, date=date)
    if quantity is not None:
        amount = _amount(quantity, record.place_of("quantity"), report)
        shown = text or f"{quantity} {unit}".strip()
        return Value("quantity", shown, amount=amount, unit=unit, accuracy=accuracy)
    if entity is not None:
        return Value("entity", text, entity=entity)
    if text:
        return Value("text", text)
    report.add(node.place, "S002", "a value needs one of text, date, quantity or entity")
    return None


def _amount(text: str, place: Place, report: Report) -> Decimal | None:
    try:
        # A short literal only: an exponent would make a number of any size.
        if len(text) <= _AMOUNT_DIGITS and re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", text):
            return Decimal(text)
    except InvalidOperation:
        pass
    report.add(place, "S007", f'"{text}" is not a number; write digits only, such as "1731"')
    return None


def _check_date(text: str, place: Place, report: Report) -> None:
    if not _DATE.fullmatch(text):
        report.add(
            place,
            "S007",
            f'"{text}" is not an EDTF date; write 2020-11-24, 2020-11, 2029~, 204X or ../2030',
        )


def qualifiers_of(claim: Record, report: Report) -> Qualifiers:
    """The key "qualifiers" of a claim."""
    node = claim.mapping("qualifiers")
    if node is None:
        return Qualifiers()
    record = Record(node, "qualifiers", report)
    for key in ("about", "said_on"):
        if key in record and (date := record.text(key)):
            _check_date(date, record.place_of(key), report)
    found = Qualifiers(
        certainty=record.choice("certainty", model.CERTAINTIES, "stated"),
        **{key: record.text(key) or "" for key in Qualifiers._fields if key != "certainty"},
    )
    if found.certainty == "inferred" and not found.inferred_from:
        report.add(record.place, "F011", 'an inferred claim needs "inferred_from"')
    record.close()
    return found


def evidence_of(record: Record) -> Iterator[Evidence]:
    """The quotes in the list "evidence" of a record."""
    for item in record.records("evidence", "evidence"):
        source = item.text("source", required=True)
        quote = item.text("quote", required=True)
        prefix = item.text("prefix") or ""
        suffix = item.text("suffix") or ""
        stance = item.choice("stance", model.STANCES, "supports")
        item.close()
        if source and quote:
            yield Evidence(
                source,
                quote,
                prefix,
                suffix,
                stance,
                item.place_of("quote"),
                item.place_of("source"),
            )

"""What ``sources.yaml`` says about the articles: metadata, zones, excused sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lunar_tui.corpus.article import Metadata
from lunar_tui.corpus.zones import ZONES
from lunar_tui.facts.model import Evidence, Excuse, Original, Source, ZoneMark
from lunar_tui.facts.record import Record, wrong_shape
from lunar_tui.facts.yaml_file import Mapping, read
from lunar_tui.problems import Problem, Report, did_you_mean
from lunar_tui.workspace import ORIGINALS

_FIELDS = ("title", "publisher", "author", "published", "language", "url")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BELOW = re.compile(rf"{ORIGINALS}/[^/\\\x00-\x1f]{{1,255}}")
_LINES = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")


def load_sources(data: bytes, file: str, report: Report) -> dict[str, Source]:
    """The sources by the name of the article's file."""
    found, problems = _known(data, file)
    report.problems += problems
    return dict(found)


# An edit reads all files before and after, and changes few of them; this one may be large.
@lru_cache(maxsize=2)
def _known(data: bytes, file: str) -> tuple[dict[str, Source], tuple[Problem, ...]]:
    report = Report()
    found = _loaded(data, file, report)
    return found, tuple(report.problems)


def _loaded(data: bytes, file: str, report: Report) -> dict[str, Source]:
    root = read(data, file, report)
    if root is None:
        return {}
    if not isinstance(root, Mapping):
        wrong_shape(report, root, "sources.yaml", 'a mapping with a key "sources"')
        return {}
    record = Record(root, "sources.yaml", report)
    found: dict[str, Source] = {}
    for item in record.records("sources", "a source", required=True):
        source = _source(item, report)
        if source is None:
            continue
        if source.file in found:
            line = found[source.file].place.line
            report.add(item.place, "S006", f'"{source.file}" is described already in line {line}')
            continue
        found[source.file] = source
    record.close()
    return found


def _source(record: Record, report: Report) -> Source | None:
    file = record.text("file", required=True)
    values = {name: record.text(name) or "" for name in _FIELDS}
    inferred = []
    for key, reason in record.pairs("inferred"):
        if key.text not in _FIELDS:
            hint = did_you_mean(key.text, list(_FIELDS))
            report.add(key.place, "S001", f'unknown field "{key.text}" in "inferred"{hint}')
        inferred.append((key.text, reason.text))
    zones = tuple(_zones(record, file or "", report))
    excused = tuple(_excuses(record, file or ""))
    original = _original(record, report)
    record.close()
    if not file:
        return None
    return Source(
        file,
        Metadata(**values, inferred=tuple(inferred)),
        zones,
        excused,
        record.place,
        record.place_of("published"),
        original,
    )


def _original(record: Record, report: Report) -> Original:
    node = record.mapping("original")
    if node is None:
        return Original()
    item = Record(node, "an original", report)
    file = item.text("file") or ""
    digest = item.text("sha256", required=True) or ""
    item.close()
    if file and not _BELOW.fullmatch(file):
        report.add(
            item.place_of("file"),
            "S009",
            f'"{file}" must be a file in {ORIGINALS}/, beside the articles',
        )
        file = ""
    if digest and not _SHA256.fullmatch(digest):
        report.add(item.place_of("sha256"), "S009", "a sha256 has 64 hexadecimal digits")
        digest = ""
    return Original(file, digest, item.place)


def _zones(record: Record, file: str, report: Report) -> Iterator[ZoneMark]:
    for item in record.records("zones", "a zone"):
        zone = item.text("zone", required=True)
        lines = item.text("lines")
        quote = _quote(item, file)
        item.close()
        if zone is None:
            continue
        if zone not in ZONES:
            hint = did_you_mean(zone, list(ZONES))
            report.add(
                item.place_of("zone"), "S004", f'unknown zone "{zone}"{hint}: {", ".join(ZONES)}'
            )
            continue
        if (lines is None) == (quote is None):
            report.add(item.place, "S003", "a zone has either lines or a quote")
            continue
        if lines is None:
            yield ZoneMark(zone, None, quote, item.place)
            continue
        match = _LINES.fullmatch(lines)
        if not match:
            report.add(item.place_of("lines"), "S007", f'lines are written 7 or 3-7, not "{lines}"')
            continue
        first = int(match[1])
        yield ZoneMark(zone, (first, int(match[2] or first)), None, item.place_of("lines"))


def _excuses(record: Record, file: str) -> Iterator[Excuse]:
    for item in record.records("excused", "an excused sentence"):
        reason = item.text("reason", required=True)
        quote = _quote(item, file, required=True)
        item.close()
        if quote and reason:
            yield Excuse(quote, reason)


def _quote(item: Record, file: str, *, required: bool = False) -> Evidence | None:
    text = item.text("quote", required=required)
    prefix, suffix = item.text("prefix") or "", item.text("suffix") or ""
    if text is None:
        return None
    place = item.place_of("quote")
    return Evidence(file, text, prefix, suffix, "mentions", place, place)

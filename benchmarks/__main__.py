"""Runs the measurements, all or one, and prints their tables."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

from benchmarks import machine
from benchmarks.programs import ProgramError

PARTS = (
    *("launch", "keys", "index", "cli", "quality", "zones", "suggestions"),
    *("reanchoring", "scale", "mentions"),
)
RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> int:
    """The exit code: 0 when everything could be measured, whatever the numbers."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"{', '.join(PARTS)}; all of them without a name")
    parser.add_argument("--write", action="store_true", help=f"keep the result in {RESULTS.name}")
    options = parser.parse_args()
    unknown = [part for part in options.part if part not in PARTS]
    if unknown:
        parser.error(f"no such part: {unknown[0]}")
    if options.write and options.part:
        parser.error("--write keeps a whole run: name no part")
    began = perf_counter()
    head = "\n".join(["# Measurements", "", *(f"- {fact}" for fact in machine.facts())])
    print(head, flush=True)
    texts = [head]
    failed = False
    for part in options.part or PARTS:
        try:
            tables = [str(table) for table in import_module(f"benchmarks.{part}").measure()]
        except (ProgramError, OSError) as error:
            print(f"\n{part} failed: {error}", file=sys.stderr)
            failed = True
            continue
        for text in tables:
            print(f"\n{text}", flush=True)
        texts += tables
    print(f"\nmeasured in {perf_counter() - began:.0f} s")
    if options.write and not failed:
        RESULTS.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

"""How well the zones of an article are found by rule, beside zones written down by hand.

The rules (`corpus/furniture.py`) see only the text. The truth is in a `sources.yaml`: that of the
shipped articles, and those in `layouts/`, invented articles in the layouts of real pages. All were
written before the rules; the rules were tuned on one half, and of the other only the total was seen
meanwhile. Real pages cannot be shipped: LUNAR_TUI_LAYOUTS names folders of such, each with a
`sources.yaml`. Of others only the body is known: LUNAR_TUI_BODIES names folders with a `.body`
beside every `.txt`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from benchmarks.programs import ProgramError
from benchmarks.reuters import texts
from benchmarks.tables import Shares
from lunar_tui.corpus.article import Article, decode
from lunar_tui.corpus.furniture import guess
from lunar_tui.corpus.zones import CONTENT, FURNITURE, ZONES, Zone
from lunar_tui.display import clean
from lunar_tui.facts.marks import zone_spans
from lunar_tui.facts.sources import load_sources
from lunar_tui.problems import Report
from lunar_tui.workspace import shipped_workspace

FOLDER = Path(__file__).with_name("layouts")
HALVES = ("tuning", "held_out")
PRECISION, RECALL = 0.97, 0.9
"""What is hoped for, by characters of furniture."""

NOTES = (
    "Furniture: navigation, related, notice. By characters: those that are no blanks.",
    "Sentences: those of the true zones; furniture found when more than half of it is marked so.",
    "Hidden: sentences of the article that were taken for furniture, of so many.",
    "Tuned on the shipped articles and the tuning half; of the other only the total was in sight.",
)


BODY_NOTES = (
    "By letters and digits. Furniture: lines that are not in the body, but for what was found to",
    "be title, standfirst, dateline or caption; the body: its lines of 40 letters or more.",
)
_LONG_LINE = 40
_TIMES = 20
"""How often the layouts are gone through, so that they take long enough."""


@dataclass
class Tally:
    """Characters by their true zone and the zone that was found, and sentences likewise."""

    characters: Counter[tuple[str, str]] = field(default_factory=Counter)
    sentences: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def add(self, true: Article, found: Article) -> None:
        """Counts one article, as it is and as it was found to be."""
        truth, guess = _names(true), _names(found)
        pairs = zip(truth, guess, true.display, strict=True)
        self.characters.update((one, two) for one, two, c in pairs if not c.isspace())
        for sentence in true.sentences:
            marked = sum(name in FURNITURE for name in guess[sentence.start : sentence.end])
            pair = sentence.zone in FURNITURE, marked * 2 > sentence.end - sentence.start
            self.sentences[pair] += 1
            text = true.display[sentence.start : sentence.end]
            if sentence.zone in CONTENT and pair[1]:
                self.hidden.append(f"{true.file}: {text}")
            elif pair == (True, False):
                self.shown.append(f"{true.file}: {text}")

    @property
    def content(self) -> int:
        """How many sentences are no furniture."""
        return sum(count for (is_furniture, _), count in self.sentences.items() if not is_furniture)

    def furniture(self) -> tuple[float, float]:
        """Precision and recall of furniture by characters."""
        return _shares(
            (one in FURNITURE, two in FURNITURE, count)
            for (one, two), count in self.characters.items()
        )

    def by_sentences(self) -> tuple[float, float]:
        """Precision and recall of furniture by sentences."""
        return _shares((one, two, count) for (one, two), count in self.sentences.items())

    def zone(self, name: str) -> tuple[float, float]:
        """Precision and recall of one zone by characters."""
        return _shares(
            (one == name, two == name, count) for (one, two), count in self.characters.items()
        )

    def size(self, name: str) -> int:
        """The characters of one true zone."""
        return sum(count for (one, _), count in self.characters.items() if one == name)


def measure() -> list[Shares]:
    """Precision and recall of furniture for each kind of text, and of every zone."""
    tallies = {name: tally(articles) for name, articles in sets().items()}
    targets = dict.fromkeys(tallies, (PRECISION, RECALL))
    whole = Shares(
        "Zones found by rule: furniture",
        ("characters: precision", "recall", "sentences: precision", "recall", "hidden"),
        [
            (
                name,
                [*found.furniture(), *found.by_sentences()],
                f"{len(found.hidden)} of {found.content}",
            )
            for name, found in tallies.items()
        ],
        NOTES,
        targets,
    )
    each = [
        Shares(
            f"Zones found by rule: {name}",
            ("precision", "recall", "characters"),
            [
                (zone, list(found.zone(zone)), str(size))
                for zone in ZONES
                if (size := found.size(zone))
            ],
        )
        for name, found in tallies.items()
    ]
    return [whole, *each, *_bodies(), _pace()]


def _bodies() -> Iterator[Shares]:
    """Precision and recall on pages of which only the body is known."""
    rows = []
    for folder in filter(None, os.environ.get("LUNAR_TUI_BODIES", "").split(os.pathsep)):
        pages = sorted(Path(folder).glob("*.txt"))
        counted: Counter[tuple[bool, bool]] = Counter()
        for page in pages:
            counted += against_body(
                Article(page.name, decode(page.read_bytes())[0]),
                decode(page.with_suffix(".body").read_bytes())[0],
            )
        shares = _shares((true, found, count) for (true, found), count in counted.items())
        hidden, shown = counted[False, True], counted[False, False]
        lost = hidden / (hidden + shown) if hidden else 0.0
        rows.append((f"{Path(folder).name}: {len(pages)} pages", [*shares, lost], ""))
    if rows:
        columns = ("precision", "recall", "of the body hidden", "")
        yield Shares("Zones found by rule: pages with a known body", columns, rows, BODY_NOTES)


def against_body(article: Article, body: str) -> Counter[tuple[bool, bool]]:
    """Letters that are furniture or not, and were found to be, by the text of the body."""
    known, names, counted, at = _plain(body), _names(article), Counter[tuple[bool, bool]](), 0
    for line in article.display.split("\n"):
        text, name = _plain(line), names[at + len(line) // 2] if line.strip() else ""
        at += len(line) + 1
        if text and text in known:
            if len(text) >= _LONG_LINE:
                counted[False, name in FURNITURE] += len(text)
        elif text and name not in ("title", "dateline", "caption", "standfirst"):
            counted[True, name in FURNITURE] += len(text)
    return counted


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _pace() -> Shares:
    """How long the rules take over articles that came alone, and over pages, by character."""
    layouts = [decode(path.read_bytes())[0] for path in sorted(FOLDER.glob("*/*.txt"))]
    rows = []
    for name, all_texts in (
        ("articles of Reuters-21578", [text.text for text in texts()]),
        ("invented layouts", layouts * _TIMES),
    ):
        displays = [clean(text) for text in all_texts]
        size, began = sum(map(len, displays)), perf_counter()
        hidden = sum(mark.name in FURNITURE for text in displays for mark in guess(text))
        spent = perf_counter() - began
        rows.append((name, [size / spent / 1e6], str(hidden)))
    columns = ("million characters a second", "stretches hidden")
    return Shares("Zones found by rule: pace", columns, rows)


def sets() -> dict[str, list[tuple[Article, Article]]]:
    """For each kind of text its articles: with their true zones, and as found by rule."""
    shipped = shipped_workspace()
    found = {"shipped articles": list(read(shipped.articles, shipped.data / "sources.yaml"))}
    for half in HALVES:
        found[f"layouts: {half.replace('_', ' ')} half"] = list(read(FOLDER / half))
    for folder in os.environ.get("LUNAR_TUI_LAYOUTS", "").split(os.pathsep):
        if folder:
            place = Path(folder)
            found[f"real pages: {place.parent.name} {place.name}"] = list(read(place))
    return found


def tally(articles: Iterable[tuple[Article, Article]]) -> Tally:
    counted = Tally()
    for true, found in articles:
        counted.add(true, found)
    return counted


def read(folder: Path, sources: Path | None = None) -> Iterator[tuple[Article, Article]]:
    """The articles of a folder twice: with the zones of its sources.yaml, and without.

    Raises:
        ProgramError: the sources have mistakes, or leave something without a zone.
    """
    report = Report()
    place = sources or folder / "sources.yaml"
    for file, source in load_sources(place.read_bytes(), place.name, report).items():
        text, _ = decode((folder / file).read_bytes())
        plain = Article(file, text)
        marks = zone_spans(source, text, plain.display, report)
        # Under the marks lies body, not what the rules find.
        true = Article(file, text, marks=(Zone("body", 0, len(text)), *marks))
        yield true, plain
    if problems := list(report):
        raise ProgramError(str(problems[0]))


def _names(article: Article) -> list[str]:
    return [name for name, start, end in article.zones for _ in range(start, end)]


def _shares(counts: Iterable[tuple[bool, bool, int]]) -> tuple[float, float]:
    """Precision and recall; 1 where there is nothing to find or nothing was found."""
    right = wrong = missed = 0
    for true, found, count in counts:
        right += count * (true and found)
        wrong += count * (found and not true)
        missed += count * (true and not found)
    return (
        right / (right + wrong) if right + wrong else 1.0,
        right / (right + missed) if right + missed else 1.0,
    )

"""How many suggestions are right, and how much they find: the curated claims are the truth.

The rules are run over the shipped articles as if these had no claims. The same rules were written
with these articles at hand; how they do elsewhere is a matter of reading (docs/architecture.md).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from benchmarks.tables import Tallies, Tally
from lunar_tui.facts.model import Claim, Facts
from lunar_tui.facts.values import is_compatible, relate
from lunar_tui.library import Library, open_library
from lunar_tui.suggestions.model import Suggestion
from lunar_tui.suggestions.suggester import Suggester

PRECISION, RECALL = 0.9, 0.33
_TYPES = ("date", "quantity", "entity", "text")
_WORDS = 0.5

_RIGHT = (
    "Right: a curated claim has the entity, the property and a compatible value, and one of its"
    " supporting quotes shares the sentence. Text is compatible when half of the claim's longer"
    " words stand in the suggestion."
)
_BESIDE = (
    "Other property: entity, value and sentence are right. Elsewhere: a claim says the same, and"
    " cites other sentences."
)
NOTES = (
    _RIGHT,
    "Found: curated claims that some suggestion is right about. Editor's own claims count too.",
    _BESIDE,
    "Sentences of the page around an article are never read; all claims count, also theirs.",
)


def measure() -> list[Tallies]:
    """Precision and recall on the shipped articles: in all, by type of value, by rule."""
    library = open_library()
    made = suggestions_of(library)
    judge = Judge(library)
    right = {item: judge.right(item) for item in made}
    claims = tuple(library.facts.claims.values())
    data = [claim for claim in claims if claim.value.type != "text"]
    values = [item for item in made if item.value.type != "text"]

    def row(name: str, items: Sequence[Suggestion], asked: Sequence[Claim] = ()) -> Tally:
        found = {claim.id for item in items for claim in right[item]}
        hits = sum(bool(right[item]) for item in items)
        return Tally(name, hits, len(items), sum(claim.id in found for claim in asked), len(asked))

    content = [claim for claim in data if judge.in_content(claim)]
    total = [
        replace(row("dates, quantities, links", values, data), targets=(PRECISION, RECALL)),
        row("of which stated outside furniture", values, content),
        row("the surest of each sentence", _surest(values), data),
        row("everything", made, claims),
    ]
    wrong = [item for item in values if not right[item]]
    beside = [
        ("wrong by the truth", len(wrong)),
        ("- other property", sum(map(judge.other_property, wrong))),
        ("- elsewhere", sum(map(judge.elsewhere, wrong))),
    ]
    remark = ", ".join(f"{name} {count}" for name, count in beside)
    types = [
        row(kind, _of(made, kind), [claim for claim in claims if claim.value.type == kind])
        for kind in _TYPES
    ]
    by_rule: dict[str, list[Suggestion]] = defaultdict(list)
    for item in made:
        by_rule[item.rule].append(item)
    ruled = [row(name, by_rule[name]) for name in sorted(by_rule)]
    return [
        Tallies("Suggestions on the shipped articles", total, (*NOTES, remark)),
        Tallies("Suggestions by type of value", types),
        Tallies("Suggestions by rule", ruled),
    ]


def suggestions_of(library: Library) -> tuple[Suggestion, ...]:
    """What is proposed for all sentences where nothing is claimed yet."""
    bare = {name: item._replace(claims=()) for name, item in library.facts.entities.items()}
    suggester = Suggester(Facts(library.facts.schema, bare), library.mentioned.names)
    return tuple(item for article in library.articles() for item in suggester.of(article))


def _of(made: Iterable[Suggestion], kind: str) -> list[Suggestion]:
    return [item for item in made if item.value.type == kind]


def _surest(made: Iterable[Suggestion]) -> list[Suggestion]:
    best: dict[tuple[str, int], Suggestion] = {}
    for item in made:
        key = item.source, item.start
        if key not in best or best[key].confidence < item.confidence:
            best[key] = item
    return list(best.values())


class Judge:
    """Compares suggestions with curated claims."""

    def __init__(self, library: Library) -> None:
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        self._spans: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        self._library = library
        for claim in library.facts.claims.values():
            self._claims[claim.entity].append(claim)
            for item in library.citations(claim):
                if item.evidence.stance == "supports" and item.anchor.state == "exact":
                    place = item.evidence.source, item.anchor.start, item.anchor.end
                    self._spans[claim.id].append(place)

    def right(self, item: Suggestion) -> list[Claim]:
        """The curated claims that say the same and cite the same sentence."""
        return self._where(
            item, lambda one: one.property == item.property and self._cites(one, item)
        )

    def other_property(self, item: Suggestion) -> bool:
        """Whether only the property is another one."""
        return bool(self._where(item, lambda one: self._cites(one, item)))

    def elsewhere(self, item: Suggestion) -> bool:
        """Whether a claim says the same but does not cite the sentence."""
        return bool(self._where(item, lambda one: one.property == item.property))

    def in_content(self, claim: Claim) -> bool:
        """Whether some sentence of an article itself, not of the page around it, supports it."""
        from lunar_tui.corpus.zones import CONTENT

        for source, start, end in self._spans[claim.id]:
            article = self._library.article(source)
            sentences = article.sentences_in(start, end) if article else ()
            if any(sentence.zone in CONTENT for sentence in sentences):
                return True
        return False

    def _where(self, item: Suggestion, fits: Callable[[Claim], bool]) -> list[Claim]:
        return [one for one in self._claims[item.entity] if _agree(one, item) and fits(one)]

    def _cites(self, claim: Claim, item: Suggestion) -> bool:
        return any(
            source == item.source and start < item.end and end > item.start
            for source, start, end in self._spans[claim.id]
        )


def _agree(claim: Claim, item: Suggestion) -> bool:
    if claim.value.type == item.value.type == "text":
        said, wanted = _long_words(item.value.text), _long_words(claim.value.text)
        return bool(wanted) and len(said & wanted) >= _WORDS * len(wanted)
    return is_compatible(relate(claim.value, item.value))


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}

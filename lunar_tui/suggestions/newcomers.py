"""Newcomers: names that articles use again and again, and that are no entity yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.mentions import Names
from lunar_tui.corpus.zones import CONTENT
from lunar_tui.suggestions.demonyms import DEMONYMS
from lunar_tui.suggestions.lexicon import (
    DOUBTFUL,
    HONORIFICS,
    LEGAL,
    SUFFIXES,
    TITLES,
    wordset,
)
from lunar_tui.suggestions.reading import LONGEST, Cast, Reading, read

#: A name has at most so many words; what is longer is a title or a list.
_LONGEST = 6
FEWEST = 2
"""Sentences in which a name is used, if it is more than a word with a capital."""
#: Fewer make no abbreviation that tells whose it is.
_LETTERS = 3
#: Zones in which every word may have a capital.
_RUNNING = CONTENT - {"title", "heading"}
_LINKS = wordset("of de da van von der del la le bin al and for &")
_DATES = wordset(
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday"
    " sunday gmt est edt"
)
_REGIONS = wordset(
    "north south east west european western eastern northern southern african asian arab soviet"
    " latin sen rep gov"
)
_WORDS = wordset(
    "i we he she it they his her its our their the a an this that these those there then when while"
    " if but and or not no yes as at in on of for from by with to is was are were be has had do did"
    " what who why how which one two three four five six seven eight nine ten first second third"
    " today yesterday tomorrow last next some many most all both each other more also later earlier"
    " meanwhile however still soon once since after before during although though because under"
    " over instead moreover only even yet so such like unlike according despite between among per"
    " through against without within until unless whether here now again ago about around another"
)


#: Of an exchange: JACZ.Z.
_TICKER = re.compile(r"[A-Z]{3,}\.[A-Z]{1,2}")


class Newcomer(NamedTuple):
    """A name with the ``sentences`` and ``articles`` that use it, and where it stands first.

    ``entity``: the one of which it may be another name, as it ends one of its names ("Lind": "Ada
    Lind"), is one without "AS" or "Ltd", or is made of its first letters; or empty.
    """

    name: str
    sentences: int
    articles: int
    source: str
    start: int
    end: int
    entity: str = ""


class _Use(NamedTuple):
    name: str
    source: str
    start: int
    end: int
    opens: bool
    """Whether it begins its sentence, where a capital tells nothing."""


def newcomers(
    articles: Iterable[Article],
    names: Names,
    known: Iterable[tuple[str, str]] = (),
    fewest: int = FEWEST,
) -> list[Newcomer]:
    """The names that at least ``fewest`` sentences use, those of most articles first.

    A single word is a name only where it stands within sentences more often than it opens them, and
    more often with a capital than without; one that ends a longer name of its article is that name
    ("Lind": "Ada Lind"). ``known``: the entities with each of their names.
    """
    parts = _parts(known)
    people = Cast(names)
    small: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    sources: dict[str, set[str]] = defaultdict(set)
    first: dict[str, _Use] = {}
    inside: Counter[str] = Counter()
    for article in articles:
        for use in _resolved(list(_uses(article, people, small))):
            sentences[use.name] += 1
            sources[use.name].add(use.source)
            first.setdefault(use.name, use)
            inside[use.name] += not use.opens
    for name in [name for name in sentences if " and " in name]:
        both = name.split(" and ")
        if all(part in sentences for part in both):
            # Two names, each of which is used by itself.
            count = sentences.pop(name)
            for part in both:
                sentences[part] += count
                sources[part] |= sources[name]
                inside[part] += inside[name]
    found = [
        Newcomer(name, count, len(sources[name]), *first[name][1:4], parts.get(name, ""))
        for name, count in sentences.items()
        if count >= fewest
        and (
            " " in name
            or (2 * inside[name] > count and inside[name] > small[name.lower()])
            # Of what begins with it there is an entity: no word, then, where it is never small.
            or (name in parts and not small[name.lower()])
        )
    ]
    return sorted(found, key=lambda one: (-one.articles, -one.sentences, one.name))


def _parts(known: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What names may be shortened to, with the only entity of which that is so; empty: of several.

    Without "AS" a company is still itself; that a name ends so tells less.
    """
    found: dict[str, set[str]] = defaultdict(set)
    endings: dict[str, set[str]] = defaultdict(set)
    for entity, whole in known:
        words = whole.split()
        kept = list(words)
        while len(kept) > 1 and kept[-1].lower().rstrip(".") in LEGAL:
            kept.pop()
        if kept != words:
            found[" ".join(kept)].add(entity)
        letters = "".join(word[0] for word in words if word[0].isupper())
        if len(letters) >= _LETTERS:
            found[letters].add(entity)
        if len(kept) > 1:
            endings[kept[-1]].add(entity)
    parts = {**endings, **found}
    return {name: next(iter(whose)) if len(whose) == 1 else "" for name, whose in parts.items()}


def _uses(article: Article, people: Cast, small: Counter[str]) -> Iterator[_Use]:
    for sentence in article.sentences:
        text = article.display[sentence.start : sentence.end].replace("\n", " ")
        if sentence.zone not in _RUNNING or len(text) > LONGEST or text.isupper():
            continue
        reading = read(text, people)
        small.update(token.low for token in reading.tokens if text[token.start].islower())
        seen: set[str] = set()
        for first, last in _runs(reading):
            start, end = reading.tokens[first].start, reading.tokens[last].end
            name = " ".join(text[start:end].split())
            if name not in seen and not _TICKER.fullmatch(name):
                seen.add(name)
                low, high = sentence.start + start, sentence.start + end
                # After a quotation mark or a bracket a sentence begins, too.
                opens = not any(token.low.isalnum() for token in reading.tokens[:first])
                yield _Use(name, article.file, low, high, opens=opens)


def _runs(reading: Reading) -> Iterator[tuple[int, int]]:
    """The first and the last token of each run of words with capitals that may be a name."""
    index, count = 0, len(reading.tokens)
    while index < count:
        if not _is_part(reading, index):
            index += 1
            continue
        last = index
        while True:
            after = last + 1
            while reading.low(after) in _LINKS and after < last + 3:
                after += 1
            if after >= count or not _is_part(reading, after) or _parted(reading, last, after):
                break
            last = after
        first = index
        # "The Moon Council", "But Ada Lind": the word that opens the sentence is no part of it.
        while first < last and (reading.low(first) in _WORDS or _is_title(reading, first, last)):
            first += 1
        if first == last and _is_office(reading, last + 1):
            # "Energy Minister"
            index = last + 1
            continue
        whole = not (reading.is_possessor(last) and first == last and last == 0)
        if last - first < _LONGEST and _names(reading, first, last) and whole:
            yield first, last
        index = last + 1


def _is_title(reading: Reading, first: int, last: int) -> bool:
    """Whether a word only says what the person is whose name follows: "Mayor Kari Lunde"."""
    low = reading.low(first)
    return low in HONORIFICS and (low not in DOUBTFUL or last - first > 1)


def _is_office(reading: Reading, index: int) -> bool:
    """Whether a title with a capital stands at a token."""
    named = index < len(reading.tokens) and reading.text[reading.tokens[index].start].isupper()
    return named and reading.low(index) in TITLES


def _is_part(reading: Reading, index: int) -> bool:
    low = reading.low(index)
    if low in _DATES or (index and low in _WORDS):
        return False
    return reading.is_proper(index) or bool(reading.tokens[index].nation)


def _parted(reading: Reading, last: int, after: int) -> bool:
    """Whether a sign stands between two words."""
    between = reading.text[reading.tokens[last].end : reading.tokens[after].start]
    return any(not (character.isalnum() or character in " &") for character in between)


def _names(reading: Reading, first: int, last: int) -> bool:
    lows = [reading.low(index) for index in range(first, last + 1)]
    beside = [
        0 <= index < len(reading.tokens) and reading.tokens[index].entities
        for index in (first - 1, last + 1)
    ]
    if all(low in DEMONYMS or low in _REGIONS or low in _LINKS for low in lows):
        return False
    # "Acme Steel", where Acme is known: another thing, or a longer name of the same.
    return (
        not any(beside)
        and lows[0] not in SUFFIXES
        and not (len(lows) == 1 and (lows[0] in _WORDS or len(lows[0]) < 2))
    )


def _resolved(uses: list[_Use]) -> Iterator[_Use]:
    longer: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        words = use.name.split()
        if len(words) > 1:
            longer[words[-1]].add(use.name)
    for use in uses:
        whole = longer.get(use.name, set())
        yield use._replace(name=next(iter(whole)), opens=False) if len(whole) == 1 else use

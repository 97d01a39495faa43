"""Anchorage: which quotes of a workspace do not stand word for word, and what became of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lunar_tui.corpus.article import decode
from lunar_tui.facts.anchors import Anchor, AnchorState, anchor
from lunar_tui.facts.model import Evidence
from lunar_tui.facts.quoted import Piece, pieces_of
from lunar_tui.facts.reanchoring import Candidate, Reanchored, reanchor
from lunar_tui.facts.requoting import Quote, quote_of
from lunar_tui.workspace import older_texts, read_older_text

if TYPE_CHECKING:
    from lunar_tui.library import Library

_MOST_OLDER = 5
_MOST_KEPT = 5_000
_WORD = re.compile(r"\w")
# What was found, for whichever library asks: every edit makes a new one of the same articles.
_FOUND: dict[tuple[str, ...], Reanchored] = {}


class Standing(NamedTuple):
    """A quote that does not stand word for word, what became of it, and all that have it."""

    found: Reanchored
    pieces: tuple[Piece, ...]

    @property
    def evidence(self) -> Evidence:
        """The quote as it is written down."""
        return self.pieces[0].evidence

    @property
    def id(self) -> str:
        """A short name that stays as long as the quote and its article's name do."""
        return quote_id(self.quote)

    @property
    def quote(self) -> Quote:
        """What its pieces have in common."""
        return quote_of(self.evidence)

    @property
    def places(self) -> tuple[str, ...]:
        """Where it is written down: ``FILE:LINE`` and ``FILE:LINE:COLUMN`` of every piece."""
        spots = [piece.evidence.place for piece in self.pieces]
        lines = (f"{spot.file}:{spot.line}" for spot in spots)
        return (*lines, *(f"{spot.file}:{spot.line}:{spot.column}" for spot in spots))

    @property
    def state(self) -> AnchorState:
        return self.found.state


class Counts(NamedTuple):
    """How many quotes are in which state."""

    exact: int = 0
    moved: int = 0
    doubtful: int = 0
    lost: int = 0

    def __str__(self) -> str:
        given = ((name, getattr(self, name)) for name in self._fields)
        return ", ".join(f"{count} {name}" for name, count in given if count or name == "exact")


def quote_id(quote: Quote) -> str:
    """Ten hexadecimal digits that name a quote of an article with its prefix and suffix."""
    return hashlib.sha256("\0".join(quote).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def as_chosen(text: str, standing: Standing, candidate: Candidate) -> Evidence | None:
    """The quote as it is to be if a person says that it is ``candidate``; None: it cannot be."""
    from lunar_tui.facts.quoting import requoted

    if standing.found.state == "moved":
        return standing.found.evidence
    return requoted(standing.evidence, text, candidate.start, candidate.end)


class Anchorage:
    """Where the quotes of one library stand, as far as they are not exact.

    Articles are read only where something quotes them. What is not exact is looked for once.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._digests: dict[str, str] = {}
        self._older: dict[str, tuple[str, ...]] = {}
        self._exact: dict[str, frozenset[Quote]] = {}

    def take_over(self, other: Anchorage, files: Iterable[str]) -> None:
        """Takes from an earlier library which quotes stand word for word, in unchanged articles."""
        known = other._exact
        self._exact.update((file, known[file]) for file in files if file in known)

    # --- one quote ----------------------------------------------------------------------------

    def spot(self, evidence: Evidence) -> Anchor:
        """The place of a quote that does not stand word for word; lost while there is no time."""
        if self._library.hasty and self._key(evidence) not in _FOUND:
            return Anchor("lost")
        found = self.of(evidence)
        return Anchor(found.state, found.start, found.end, len(found.candidates), found.reason)

    def of(self, evidence: Evidence) -> Reanchored:
        """What became of a quote."""
        article = self._library.article(evidence.source)
        if article is None:
            reason = f"there is no article {evidence.source}"
            return Reanchored("lost", 0, 0, evidence, reason)
        key = self._key(evidence)
        if key not in _FOUND:
            if len(_FOUND) >= _MOST_KEPT:
                _FOUND.clear()
            older = self._older_texts(evidence.source)
            _FOUND[key] = self._found(article.text, evidence, older)
        # The same quote of another claim has another place and stance.
        found = _FOUND[key]
        new = found.evidence
        evidence = evidence._replace(quote=new.quote, prefix=new.prefix, suffix=new.suffix)
        return found._replace(evidence=evidence)

    def _key(self, evidence: Evidence) -> tuple[str, ...]:
        return (*quote_of(evidence), self._digest(evidence.source), self._naming)

    def _found(self, text: str, evidence: Evidence, older: Iterable[str]) -> Reanchored:
        """Looked for in ``text``; ``older`` are earlier versions, the newest first."""
        if not _WORD.search(evidence.quote):
            return Reanchored("lost", 0, 0, evidence, "a quote without words")
        # Only a version that has the quote says anything about it.
        spots = ((before, anchor(before, evidence)) for before in older)
        before, was = next((one for one in spots if one[1].state == "exact"), ("", None))
        hint = was.start if was else None
        return reanchor(text, evidence, self._library.mentioned.names, hint, before=before)

    def _older_texts(self, file: str) -> tuple[str, ...]:
        if file not in self._older:
            workspace = self._library.workspace
            names = older_texts(workspace, file)[:_MOST_OLDER]
            read = (read_older_text(workspace, name) for name in names)
            self._older[file] = tuple(decode(data)[0] for data in read if data)
        return self._older[file]

    def _digest(self, file: str) -> str:
        """Of an article with its earlier versions; empty where there is none."""
        if file not in self._digests:
            article = self._library.article(file)
            digest = hashlib.sha256()
            for text in (article.text, *self._older_texts(file)) if article else ():
                digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
            self._digests[file] = digest.hexdigest() if article else ""
        return self._digests[file]

    @cached_property
    def _naming(self) -> str:
        """A digest of all names: they say which two words mean one thing."""
        pairs = "\0".join(part for pair in self._library.name_pairs() for part in pair)
        return hashlib.sha256(pairs.encode("utf-8", "surrogatepass")).hexdigest()

    # --- all of them --------------------------------------------------------------------------

    @property
    def known(self) -> bool:
        """Whether :attr:`standings` answers at once."""
        return "standings" in self.__dict__

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """All quotes that do not stand word for word: by article, in the order of the facts.

        The first call reads every article that something quotes.
        """
        return tuple(standing for file in sorted(self._pieces) for standing in self.of_file(file))

    def of_file(self, file: str) -> Iterator[Standing]:
        """Those of one article."""
        known = self._exact.get(file, frozenset())
        exact, drifted = set[Quote](), []
        for quote, pieces in self._by_quote(file).items():
            if quote in known or self._stands(pieces[0].evidence):
                exact.add(quote)
            else:
                drifted.append(pieces)
        self._exact[file] = frozenset(exact)
        for pieces in drifted:
            yield Standing(self.of(pieces[0].evidence), pieces)

    def _stands(self, evidence: Evidence) -> bool:
        article = self._library.article(evidence.source)
        return article is not None and anchor(article.text, evidence).state == "exact"

    def in_version(self, file: str, text: str, before: str) -> tuple[Counts, tuple[Standing, ...]]:
        """How the quotes of an article stand in another version, ``before`` being the older one."""
        standings = [
            Standing(self._found(text, pieces[0].evidence, (before,)), pieces)
            for pieces in self._by_quote(file).values()
        ]
        states = [one.state for one in standings]
        counts = Counts(*(states.count(name) for name in ("exact", "moved", "doubtful", "lost")))
        return counts, tuple(one for one in standings if one.state != "exact")

    def _by_quote(self, file: str) -> dict[Quote, tuple[Piece, ...]]:
        found: dict[Quote, list[Piece]] = {}
        for piece in self._pieces.get(file, ()):
            found.setdefault(quote_of(piece.evidence), []).append(piece)
        return {quote: tuple(pieces) for quote, pieces in found.items()}

    @cached_property
    def _pieces(self) -> dict[str, list[Piece]]:
        found: dict[str, list[Piece]] = {}
        for piece in pieces_of(self._library.facts, self._library.sources):
            found.setdefault(piece.evidence.source, []).append(piece)
        return found

"""A dossier: the entities, claims and sentences that an export is about, in a stable order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lunar_tui.corpus.article import Article
from lunar_tui.facts.model import Claim, Entity, Finding
from lunar_tui.library import Library

_SENTENCE_ID = re.compile(r"(?P<file>.+):(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """An entity, and the claims about it that were chosen."""

    entity: Entity
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A chosen sentence: a half-open span of an article."""

    article: Article
    start: int
    end: int

    @property
    def id(self) -> str:
        return f"{self.article.file}:{self.start}-{self.end}"

    @property
    def text(self) -> str:
        """Its words, safe for a terminal."""
        return self.article.display[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What to export. ``missing`` are the ids that name nothing in this workspace."""

    library: Library
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sections or self.passages or self.findings)


def resolve(library: Library, ids: Iterable[str]) -> Dossier:
    """The dossier of ``ids``: of entities (or their names), claims, findings and sentences.

    An entity brings all its claims. The order is that of the workspace, not that of ``ids``:
    entities by kind and file, claims as written, findings as they are listed, sentences by article
    and place.
    """
    chosen: dict[str, set[str]] = {}
    passages: dict[str, Passage] = {}
    findings: set[str] = set()
    missing: list[str] = []
    for name in dict.fromkeys(ids):
        claim = library.claim(name)
        passage = _passage(library, name) if claim is None else None
        entity = library.entity(name)
        if claim is None and passage is None and entity is None:
            # The id of a finding goes before words that merely resemble a name.
            found = library.finding(name)
            entity = None if found else library.find_entity(name)
        if claim is not None:
            chosen.setdefault(claim.entity, set()).add(claim.id)
        elif passage is not None:
            passages[passage.id] = passage
        elif entity is not None:
            chosen.setdefault(entity.id, set()).update(item.id for item in entity.claims)
        elif library.finding(name):
            findings.add(name)
        else:
            missing.append(name)
    return Dossier(
        library,
        tuple(_sections(library, chosen)),
        tuple(sorted(passages.values(), key=lambda item: (item.article.file, item.start))),
        tuple(item for item in library.findings if item.id in findings) if findings else (),
        tuple(missing),
    )


def _sections(library: Library, chosen: dict[str, set[str]]) -> Iterable[Section]:
    for kind in library.kinds:
        for entity in library.entities(kind.id):
            if entity.id in chosen:
                wanted = chosen[entity.id]
                claims = (claim for claim in entity.claims if claim.id in wanted)
                yield Section(entity, tuple(claims))


def _passage(library: Library, name: str) -> Passage | None:
    match = _SENTENCE_ID.fullmatch(name)
    article = library.article(match["file"]) if match else None
    if match is None or article is None:
        return None
    start, end = int(match["start"]), int(match["end"])
    # A span that was a sentence once may be half of two by now: it is missing, not quoted.
    sentences = article.sentences_in(start, end)
    if (start, end) not in {(sentence.start, sentence.end) for sentence in sentences}:
        return None
    return Passage(article, start, end)

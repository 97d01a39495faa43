"""Mentions of a whole workspace: which sentences name an entity, found once and kept.

Sentences are taken from the search index, so that no article is read again. What stands around an
article on its page (menus, related headlines, notices) is left out: it speaks of other articles.
"""

from __future__ import annotations

import hashlib
import time
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from lunar_tui.corpus.mentions import Mention, Names
from lunar_tui.corpus.tally import LONGEST_SENTENCE, Count, Naming, Tally, namings
from lunar_tui.corpus.zones import FURNITURE
from lunar_tui.facts.clocks import in_order
from lunar_tui.search.engine import SearchError
from lunar_tui.workspace import cache_folder

if TYPE_CHECKING:
    from lunar_tui.library import Library
    from lunar_tui.search.engine import Document, Engine
    from lunar_tui.search.plan import Place
    from lunar_tui.search.store import Store

FORMAT = 1
"""Goes up whenever other mentions would be found in the same sentences."""

_SLICE = 0.004
"""Seconds of work after which a gentle one rests."""
_STEP = 100
"""Articles after which it is said how many are looked through."""

Progress = Callable[[int, int], None]


class Reading(NamedTuple):
    """A sentence as it is printed, and where it names an entity, by offsets into the article.

    ``cited``: a claim of the entity has evidence here. ``title`` is what the text of the article
    calls itself.
    """

    text: str
    zone: str
    names: tuple[Mention, ...]
    cited: bool
    title: str

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the names stand."""
        return tuple((name.start, name.end) for name in self.names)

    @property
    def ambiguous(self) -> bool:
        """Whether the text does not say that it is this entity: others have these names too."""
        # One name that can mean nothing else is enough.
        return all(len(name.entities) > 1 for name in self.names)


class Mentioned:
    """The mentions in the articles of one library; those of an earlier day share the present's."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._present = library.present
        self._tally: Tally | None = None
        self._working = Lock()
        self._files = None if library.day is None else frozenset(library.files)

    @property
    def known(self) -> bool:
        """Whether the mentions of all articles were found: all else here answers at once."""
        return self.tally is not None

    @property
    def tally(self) -> Tally | None:
        """The mentions in all articles of the present; None as long as they are not known."""
        return self._tally if self._present is self._library else self._present.mentioned.tally

    @cached_property
    def names(self) -> Names:
        """All names of all entities, ready to be found in a text."""
        return Names(self._library.name_pairs())

    def within(self, file: str, start: int, end: int) -> tuple[str, ...]:
        """The entities that a span of whole sentences names, each once, in the order of the text.

        Where several have the same name, all of them: the text does not say which it means.
        """
        article = self._library.article(file)
        found = self.names.find(article.display[start:end]) if article else ()
        return tuple(dict.fromkeys(entity for mention in found for entity in mention.entities))

    # --- finding them -------------------------------------------------------------------------

    def find(self, progress: Progress | None = None, *, gently: bool = False) -> None:
        """Finds all mentions, or those in what has changed; the index must be open.

        May run in a thread of its own, ``gently`` beside one that must not wait. ``progress`` is
        told how many articles of how many are looked through. Raises SearchError when the index
        cannot be read.
        """
        if self._present is not self._library:
            self._present.mentioned.find(progress, gently=gently)
            return
        with self._working:
            kept = self._library.index.kept
            if kept is None:
                return
            digests = self._in_order(kept.digests()) if self._library.facts.entities else {}
            tally = self._tally or self._opened()
            stale = tally.stale(digests)
            if stale or list(tally.digests) != list(digests):
                found = list(self._found(kept.engine, stale, progress, _Pace(on=gently)))
                tally = tally.updated(digests, found)
                self._keep(tally)
            self._tally = tally

    def _in_order(self, digests: Mapping[str, str]) -> dict[str, str]:
        """Articles with their digests, those published first before the others."""
        return {file: digests[file] for file in in_order(digests, self._library.published)}

    def _found(
        self, engine: Engine, files: Sequence[str], progress: Progress | None, pace: _Pace
    ) -> Iterator[Naming]:
        names = self.names
        for done, file in enumerate(files):
            if progress is not None and done % _STEP == 0:
                progress(done, len(files))
            rows = [row for row in engine.sentences(file) if row[0].zone not in FURNITURE]
            yield from namings(names, file, [span for span, _ in rows], [text for _, text in rows])
            pace.rest()

    def _opened(self) -> Tally:
        with suppress(Exception):
            # Whatever is wrong with what was kept, it is found anew.
            store = self._store()
            files = store.load(self._key) if store else None
            if files:
                return Tally.loaded(files)
        return Tally()

    def _keep(self, tally: Tally) -> None:
        # A cache that cannot be written is no trouble.
        with suppress(Exception):
            store = self._store()
            if store is not None:
                with store.locked() as mine:
                    if mine:
                        store.save(self._key, tally.files())

    def _store(self) -> Store | None:
        from lunar_tui.search.store import Store

        folder = cache_folder(self._library.workspace)
        return Store(folder.with_name(f"{folder.name}-mentions")) if folder else None

    @cached_property
    def _key(self) -> str:
        """What mentions depend on, besides the articles."""
        from lunar_tui.search import keeping

        # Other zones make other sentences of the same article.
        versions = f"{FORMAT} {keeping.FORMAT} {unicodedata.unidata_version}"
        digest = hashlib.sha256(versions.encode())
        for pair in self._library.name_pairs():
            digest.update("\0".join((*pair, "")).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    # --- asking for them ----------------------------------------------------------------------

    def count(self, entity: str, files: Collection[str] | None = None) -> Count | None:
        """How often some articles (None: all) name an entity; None as long as it is not known."""
        tally = self.tally
        return tally.count(entity, self._among(files)) if tally is not None else None

    def of(self, entity: str, files: Collection[str] | None = None) -> Iterator[Naming]:
        """The sentences that name an entity, those of the oldest article first.

        There are none as long as they are not known.
        """
        tally = self.tally
        return tally.of(entity, self._among(files)) if tally is not None else iter(())

    def places(self, entity: str) -> frozenset[Place] | None:
        """The same sentences as the search names them; None as long as they are not known."""
        tally = self.tally
        if tally is None:
            return None
        found = tally.of(entity, self._files)
        return frozenset((item.file, item.start, item.end) for item in found)

    def _among(self, files: Collection[str] | None) -> Collection[str] | None:
        """Of some articles, or of all, those of the day."""
        if files is None or self._files is None:
            return self._files if files is None else files
        return self._files.intersection(files)

    def read(self, naming: Naming) -> Reading | None:
        """A sentence that names an entity; None where the index has it no more."""
        document = self._document(naming)
        if document is None:
            return None
        at = naming.start
        found = self._present.mentioned.names.find(document.text[:LONGEST_SENTENCE])
        names = tuple(
            Mention(item.entities, at + item.start, at + item.end)
            for item in found
            if naming.entity in item.entities
        )
        return Reading(document.text, document.zone, names, self._is_cited(naming), document.title)

    def _document(self, naming: Naming) -> Document | None:
        kept = self._present.index.kept
        with suppress(SearchError):
            place = (naming.file, naming.start, naming.end)
            return kept.engine.document(place) if kept else None
        return None

    def _is_cited(self, naming: Naming) -> bool:
        entity = self._library.entity(naming.entity)
        return any(
            citation.evidence.source == naming.file
            and citation.anchor.certain
            and citation.anchor.start < naming.end
            and citation.anchor.end > naming.start
            for claim in (entity.claims if entity else ())
            for citation in self._library.citations(claim)
        )


class _Pace:
    """Rests half as long as was worked, so that another thread always gets its turn."""

    def __init__(self, *, on: bool) -> None:
        self._on = on
        self._began = time.perf_counter()

    def rest(self) -> None:
        worked = time.perf_counter() - self._began
        if self._on and worked >= _SLICE:
            time.sleep(min(worked, 2 * _SLICE) / 2)
            self._began = time.perf_counter()

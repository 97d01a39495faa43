"""The right pane: the article, and under it what the sentence in focus supports and mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from lunar_tui.corpus.article import Article, overlaps
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.corpus.zones import FURNITURE
from lunar_tui.facts.model import STANCES, Claim
from lunar_tui.library import Library
from lunar_tui.tui.lists import RowList
from lunar_tui.tui.messages import FactChosen, SentenceShown, Subject, SubjectOpened
from lunar_tui.tui.pane import Pane
from lunar_tui.tui.passage import NoPassage, Passage
from lunar_tui.tui.pieces import cells_of
from lunar_tui.tui.reader import Reader
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.signs import DENIES, MARKED, gutter_signs
from lunar_tui.tui.text import counted, join, label

#: How the rows of entities begin.
_GOES = "→"


class _Said(NamedTuple):
    """A part of the title, and how it is put where there is little room."""

    text: str
    short: str = ""


class Reading(Pane):
    """An article at a passage. It knows no other pane: it is told what to show.

    Under the article stand the ``claims`` that the sentence in focus supports or contradicts, then
    the ``entities`` that it mentions, by their ids.
    """

    def __init__(self, library: Library) -> None:
        super().__init__(id="reading")
        self.library = library
        self.claims: tuple[Claim, ...] = ()
        self.entities: tuple[str, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self._ids: tuple[str, ...] = ()
        """What the rows of the list are, in their order."""
        self._caption = ""
        self._title: tuple[_Said, ...] = ()
        self._denied: frozenset[str] = frozenset()
        self._signs: dict[str, Mapping[int, str]] = {}

    def compose(self) -> ComposeResult:
        reader = Reader(id="reader")
        reader.names_in = self._names_in
        yield reader
        yield Static(id="facts-title")
        yield RowList(id="facts")

    @property
    def reader(self) -> Reader:
        return self.query_one(Reader)

    @property
    def facts(self) -> RowList:
        return self.query_one("#facts", RowList)

    @property
    def current(self) -> Claim | None:
        """The claim under the cursor of the list; None where that is on an entity."""
        row = self.facts.cursor
        return self.claims[row] if row is not None and row < len(self.claims) else None

    @property
    def pointed(self) -> str | None:
        """The id of the claim or entity under the cursor of the list."""
        row = self.facts.cursor
        return None if row is None else self._ids[row]

    def show(self, passage: Passage | NoPassage, claim: Claim | None = None) -> None:
        """Shows a passage, or says why there is none; ``claim`` is what led to it."""
        article = self.library.article(passage.file) if isinstance(passage, Passage) else None
        if article is None or isinstance(passage, NoPassage):
            reason = passage.reason if isinstance(passage, NoPassage) else "no such article"
            self.reader.say(reason)
            self.entitle(label("no source"))
            self._caption = ""
            self._list_facts(())
            return
        self.entitle(headline(article, self.library.suggestion_counts.get(article.file, 0)))
        self._caption = passage.caption
        self.reader.show(article, passage, self._signs_of(article))
        self._show_facts(article, passage.focus)
        if claim in self.claims:
            self.facts.place_cursor(self.claims.index(claim))

    def _names_in(self, text: str) -> list[tuple[int, int]]:
        """Where a text names entities."""
        return [(one.start, one.end) for one in self.library.mentioned.names.find(text)]

    def _signs_of(self, article: Article) -> Mapping[int, str]:
        """The signs of the gutter, which take long to find and never change."""
        if not article.is_split:
            return {}
        if article.file not in self._signs:
            self._signs[article.file] = gutter_signs(self.library, article)
        return self._signs[article.file]

    def renew(self, library: Library) -> None:
        """What is shown next is shown as another library knows it."""
        self.library = library
        self._signs.clear()

    def place_cursor(self, sentence: Sentence, top: int, fact: int | None) -> None:
        """Puts the cursors on a sentence and on a row of its claims, the reader at line ``top``."""
        article = self.reader.article
        if article:
            self.reader.place_cursor(sentence, top)
            self._show_facts(article, (sentence.start, sentence.end))
            self.facts.place_cursor(fact)

    def set_marked(self, ids: frozenset[str]) -> None:
        """The ids that are marked for export."""
        self.reader.set_marked(ids)
        changed = self.marked ^ ids
        self.marked = ids
        self.facts.set_rows(
            {n: self._fact(n) for n, pointed in enumerate(self._ids) if pointed in changed}
        )

    @on(SentenceShown)
    def _sentence(self, event: SentenceShown) -> None:
        # Not stopped: the screen wants to know as well what `space` would mark.
        article = self.library.article(event.file)
        if article:
            self._show_facts(article, (event.start, event.end))

    def _show_facts(self, article: Article, span: tuple[int, int] | None) -> None:
        if span is None or not article.is_split:
            self._list_facts(())
            return
        sentences = article.sentences_in(*span)
        low = min((sentence.start for sentence in sentences), default=span[0])
        high = max((sentence.end for sentence in sentences), default=span[1])
        supported, denied, context = (
            self.library.claims_at(article.file, low, high, stance) for stance in STANCES
        )
        entities = self.library.mentioned.within(article.file, low, high)
        if supported or denied or context:
            claims = counted(len(supported), "claim", "claims")
            title = [_Said(f"supports {claims}", claims)]
            title += [_Said(f"contradicts {len(denied)}")] if denied else []
        else:
            title = [_Said(self._why_uncited(article, low, high))]
        names = counted(len(entities), "entity", "entities")
        title += [_Said(f"mentions {names}", names)] if entities else []
        known = {claim.id for claim in supported}
        others = sum(claim.id not in known for claim in context)
        title += [_Said(f"context of {counted(others, 'claim', 'claims')}")] if others else []
        self._denied = frozenset(claim.id for claim in denied)
        self._list_facts(title, (*supported, *denied), entities)

    def _why_uncited(self, article: Article, start: int, end: int) -> str:
        excused = self.library.excused_in(article.file)
        reasons = [why for low, high, why in excused if overlaps([(low, high)], start, end)]
        sentences = article.sentences_in(start, end)
        if reasons:
            return f"no claim: {reasons[0]}"
        if sentences and sentences[0].zone in FURNITURE:
            return f"page furniture ({sentences[0].zone}); cited by no claim"
        return "cited by no claim"

    def _list_facts(
        self,
        title: Sequence[_Said],
        claims: tuple[Claim, ...] = (),
        entities: tuple[str, ...] = (),
    ) -> None:
        self.claims, self.entities = claims, entities
        self._ids = (*(claim.id for claim in claims), *entities)
        self._title = tuple(title)
        self._entitle_facts()
        self.facts.fill([self._fact(number) for number in range(len(self._ids))])

    def _entitle_facts(self) -> None:
        """Says above the list what it holds, in as many words as there is room for."""
        line = self.query_one("#facts-title", Static)
        width = line.content_size.width
        captions = [self._caption] if self._caption else []
        said = " · ".join(captions + [part.text for part in self._title])
        if width and cells_of(said) > width:
            said = " · ".join(captions + [part.short or part.text for part in self._title])
        text = label(said)
        line.update(text.truncate(width, ellipsis=True) if width else text, layout=False)

    def on_resize(self) -> None:
        self._entitle_facts()

    def _fact(self, number: int) -> Row:
        return Row.later(lambda: self._cells(number))

    def _cells(self, number: int) -> tuple[Cell, ...]:
        pointed = self._ids[number]
        is_claim = number < len(self.claims)
        text = self._claim(self.claims[number]) if is_claim else self._entity(pointed)
        mark = MARKED if pointed in self.marked else " "
        return Cell(label(mark), 1), Cell(text, lines=1)

    def _claim(self, claim: Claim) -> Content:
        entity = self.library.entity(claim.entity)
        name = entity.name if entity else claim.entity
        return join(
            f"{DENIES} " if claim.id in self._denied else "",
            name,
            (f" · {self.library.property_of(claim).label} ", "dim"),
            self.library.value_text(claim),
        )

    def _entity(self, entity_id: str) -> Content:
        entity = self.library.facts.entities[entity_id]
        kind = self.library.facts.schema.kinds[entity.kind].label.lower()
        count = counted(len(entity.claims), "claim", "claims")
        return join((f"{_GOES} ", "dim"), entity.name, (f"  {kind} · {count}", "dim"))

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()

    @on(RowList.Opened)
    def _chosen(self, event: RowList.Opened) -> None:
        event.stop()
        if event.row < len(self.claims):
            self.post_message(FactChosen(self.claims[event.row].id))
        else:
            self.post_message(SubjectOpened(Subject("entity", self._ids[event.row])))


def headline(article: Article, proposed: int = 0) -> Content:
    """Who published it, when, how many claims are ``proposed``, and what it is called."""
    meta = article.metadata
    parts = [part for part in (meta.publisher, meta.dated) if part]
    parts += [f"{proposed} proposed"] if proposed else []
    return join((" · ".join(parts), "bold"), article.title, sep=" · " if parts else "")

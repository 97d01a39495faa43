"""The right pane: the article, and under it what the sentence in focus supports."""

from __future__ import annotations

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
from lunar_tui.tui.messages import FactChosen, SentenceShown
from lunar_tui.tui.pane import Pane
from lunar_tui.tui.passage import NoPassage, Passage
from lunar_tui.tui.reader import Reader
from lunar_tui.tui.rows import Cell, Row
from lunar_tui.tui.text import join, label


class Reading(Pane):
    """An article at a passage. It knows no other pane: it is told what to show."""

    def __init__(self, library: Library) -> None:
        super().__init__(id="reading")
        self.library = library
        self.claims: tuple[Claim, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self._file = ""
        self._caption = ""
        self._denied: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        yield Reader(id="reader")
        yield Static(id="facts-title")
        yield RowList(id="facts")

    @property
    def reader(self) -> Reader:
        return self.query_one(Reader)

    @property
    def facts(self) -> RowList:
        return self.query_one("#facts", RowList)

    def show(self, passage: Passage | NoPassage, claim: Claim | None = None) -> None:
        """Shows a passage, or says why there is none; ``claim`` is what led to it."""
        article = self.library.article(passage.file) if isinstance(passage, Passage) else None
        if article is None or isinstance(passage, NoPassage):
            reason = passage.reason if isinstance(passage, NoPassage) else "no such article"
            self.reader.say(reason)
            self._file = ""
            self.entitle(label("no source"))
            self._caption = ""
            self._list_facts((), "")
            return
        if self._file != article.file:
            self._file = article.file
            self.entitle(headline(article))
        self._caption = passage.caption
        cited = self.library.cited_sentences(article.file) if article.is_split else frozenset()
        self.reader.show(article, passage, cited)
        self._show_facts(article, passage.focus)
        if claim in self.claims:
            self.facts.place_cursor(self.claims.index(claim))

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
        for number, claim in enumerate(self.claims):
            if claim.id in changed:
                self.facts.set_row(number, self._fact(claim))

    @on(SentenceShown)
    def _sentence(self, event: SentenceShown) -> None:
        # Not stopped: the screen wants to know as well what `space` would mark.
        article = self.library.article(event.file)
        if article:
            self._show_facts(article, (event.start, event.end))

    def _show_facts(self, article: Article, span: tuple[int, int] | None) -> None:
        if span is None or not article.is_split:
            self._list_facts((), "")
            return
        sentences = article.sentences_in(*span)
        low = min((sentence.start for sentence in sentences), default=span[0])
        high = max((sentence.end for sentence in sentences), default=span[1])
        supported, denied, mentioned = (
            self.library.claims_at(article.file, low, high, stance) for stance in STANCES
        )
        if supported or denied or mentioned:
            noun = "claim" if len(supported) == 1 else "claims"
            said = [f"supports {len(supported)} {noun}"]
            said += [f"contradicts {len(denied)}"] if denied else []
            others = [claim for claim in mentioned if claim not in supported]
            said += [f"mentions {len(others)}"] if others else []
            self._denied = frozenset(claim.id for claim in denied)
            self._list_facts((*supported, *denied), ", ".join(said))
            return
        excused = self.library.excused_in(article.file)
        reasons = [why for start, end, why in excused if overlaps([(start, end)], low, high)]
        if reasons:
            self._list_facts((), f"no claim: {reasons[0]}")
        elif sentences and sentences[0].zone in FURNITURE:
            self._list_facts((), f"page furniture ({sentences[0].zone}); cited by no claim")
        else:
            self._list_facts((), "cited by no claim")

    def _list_facts(self, claims: tuple[Claim, ...], title: str) -> None:
        self.claims = claims
        said = " · ".join(text for text in (self._caption, title) if text)
        self.query_one("#facts-title", Static).update(label(said), layout=False)
        self.facts.fill([self._fact(claim) for claim in claims])

    def _fact(self, claim: Claim) -> Row:
        entity = self.library.entity(claim.entity)
        name = entity.name if entity else claim.entity
        text = join(
            "≠ " if claim.id in self._denied else "",
            name,
            (f" · {self.library.property_of(claim).label} ", "dim"),
            self.library.value_text(claim),
        )
        mark = "◆" if claim.id in self.marked else " "
        return Row(Cell(label(mark), 1), Cell(text, lines=1))

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()

    @on(RowList.Opened)
    def _chosen(self, event: RowList.Opened) -> None:
        event.stop()
        self.post_message(FactChosen(self.claims[event.row].id))


def headline(article: Article) -> Content:
    """Who published it, when, and what it is called."""
    meta = article.metadata
    parts = [part for part in (meta.publisher, meta.dated) if part]
    return join((" · ".join(parts), "bold"), article.title, sep=" · " if parts else "")

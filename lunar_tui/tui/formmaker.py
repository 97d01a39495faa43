"""What the forms for facts have in common: what they offer, how they show a quote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from lunar_tui.corpus.article import Article
from lunar_tui.facts.model import CERTAINTIES, STANCES, Evidence
from lunar_tui.library import Library
from lunar_tui.tui.text import join, label

if TYPE_CHECKING:
    from lunar_tui.curation import How

Trial = Callable[["How"], Sequence[str]]


class Spot(NamedTuple):
    """Words of an article that were chosen, ``start`` to ``end``, and the sentence they are in."""

    article: Article
    start: int
    end: int
    low: int
    high: int

    @property
    def is_whole(self) -> bool:
        """Whether the words are the sentence."""
        return (self.start, self.end) == (self.low, self.high)

    @property
    def words(self) -> str:
        return " ".join(self.article.display[self.start : self.end].split())


def whole(spot: Spot) -> Spot:
    """The sentences in which the words are."""
    return spot._replace(start=spot.low, end=spot.high)


def with_marks(spot: Spot) -> Spot:
    """Chosen words with the full stop, brackets and quotation marks that adjoin them."""
    text, start, end = spot.article.display, spot.start, spot.end
    while start > spot.low and not (text[start - 1].isspace() or text[start - 1].isalnum()):
        start -= 1
    while end < spot.high and not (text[end].isspace() or text[end].isalnum()):
        end += 1
    return spot._replace(start=start, end=end)


class FormMaker:
    """Makes forms for one library; ``trial`` does an edit without writing it."""

    def __init__(self, library: Library, trial: Trial) -> None:
        self.library = library
        self._trial = trial

    def _offers(self, name: str) -> Callable[[], list[str]] | None:
        facts = self.library.facts
        match name:
            case "entity" | "said_by" | "means":
                return lambda: [entity.name for entity in facts.entities.values()]
            case "property":
                used = {claim.property for claim in facts.claims.values()}
                return lambda: list(facts.schema.properties) or sorted(used)
            case "certainty":
                return lambda: list(CERTAINTIES)
            case "stance":
                return lambda: list(STANCES)
        return None

    def _name(self, entity_id: str) -> str:
        entity = self.library.entity(entity_id)
        return entity.name if entity else entity_id

    def _quoted(self, spot: Spot, piece: Evidence) -> Content:
        """The sentence with the quote standing out, and where it stands."""
        text = spot.article.display.replace("\n", " ")
        before, after = text[spot.low : spot.start], text[spot.end : spot.high]
        words = (text[spot.start : spot.end], "bold underline")
        around = " · stands more than once: its surroundings are kept" if piece.prefix else ""
        where = f"{self.library.source_name(spot.article.file)}{around}"
        return Content("\n").join(
            [
                join((before, "dim"), words, (after, "dim")),
                label(where, "dim italic"),
            ]
        )

"""A view of an article in which words are chosen by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.tui.choosing import Choice, Span, choice, stretched
from lunar_tui.tui.painting import Scroller

#: The keys of the reader; all but the first only while words are chosen.
CHOOSING = (
    Binding("v", "choose", "Choose words", show=False),
    Binding("right,l,w", "caret(1)", "Word", key_display="←→"),
    Binding("left,h,b", "caret(-1)", "Word before", show=False),
    Binding("n", "caret_jump(1)", "Number, date, name", key_display="n/N"),
    Binding("N", "caret_jump(-1)", "The one before", show=False),
    Binding("shift+right,L", "caret(1, True)", "Widen", key_display="⇧→"),
    Binding("shift+left,H", "caret(-1, True)", "Widen back", show=False),
    Binding("shift+down,J", "caret_stretch(1)", "A sentence further", show=False),
    Binding("shift+up,K", "caret_stretch(-1)", "A sentence back", show=False),
    Binding("o", "caret_turn", "Other end"),
    Binding("escape", "caret_leave", "Leave", show=False),
)


class Caret(Scroller):
    """Has a cursor on a sentence of an article; on its words a caret, while they are chosen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self.article: Article | None = None
        self.cursor: Sentence | None = None
        self.choice: Choice | None = None
        self.names_in: Callable[[str], list[Span]] = lambda _: []
        """Where a text names entities."""

    def keep_in_view(self, span: Span) -> None:
        """Scrolls as little as shows a span of the article."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.choice is not None if action.startswith("caret") else True

    def action_choose(self) -> None:
        """Begins to choose words in the sentence under the cursor; once more widens from there."""
        if self.choice:
            self._choose(self.choice.held())
        elif self.article and self.cursor:
            self._choose(choice(self.article, self.cursor))

    def action_caret(self, step: int, widen: bool = False) -> None:  # noqa: FBT001, FBT002
        if self.choice:
            self._choose(self.choice.moved(step, widen=widen))

    def action_caret_jump(self, step: int) -> None:
        """To the next number, date or name of the paragraph, or the one before, around its ends."""
        if self.choice is None or self.article is None:
            return
        # Loaded when it is first asked for: dates take a while.
        from lunar_tui.tui.landmarks import worth_choosing

        low, high = self.choice.words[0][0], self.choice.words[-1][1]
        text = self.article.display[low:high]
        spans = [(low + a, low + b) for a, b in worth_choosing(text, self.names_in(text))]
        here = self.choice.span
        after, before = [span for span in spans if span > here], [s for s in spans if s < here]
        if spans:
            self._choose(self.choice.to((after or spans)[0] if step > 0 else (before or spans)[-1]))

    def action_caret_stretch(self, step: int) -> None:
        if self.choice and self.article:
            self._choose(stretched(self.article, self.choice, step))

    def action_caret_turn(self) -> None:
        if self.choice:
            self._choose(self.choice.turned())

    def action_caret_leave(self) -> None:
        self._choose(None)

    def _choose(self, chosen: Choice | None) -> None:
        self.choice = chosen
        if chosen:
            head = chosen.words[chosen.head]
            self.keep_in_view(head)
        self.refresh()
        self.refresh_bindings()

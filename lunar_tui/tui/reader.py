"""The reader: one article, set in lines, with its evidence highlighted."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import ClassVar

from rich.cells import chop_cells
from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style

from lunar_tui.corpus.article import Article
from lunar_tui.corpus.sentences import Sentence
from lunar_tui.corpus.zones import FURNITURE
from lunar_tui.tui.caret import CHOOSING, Caret
from lunar_tui.tui.layout import Line, Page, set_page
from lunar_tui.tui.messages import SentenceShown
from lunar_tui.tui.moving import MOVING
from lunar_tui.tui.painting import SELECTED
from lunar_tui.tui.passage import Passage, Span
from lunar_tui.tui.pieces import Piece, cells_of
from lunar_tui.tui.signs import EXCUSED, MARKED, OPEN
from lunar_tui.tui.text import label

#: Columns left of the text: the bar of the sentence in focus, then the sign of its standing.
GUTTER = 3
_LOOKS = {MARKED: "reader--marked", EXCUSED: "reader--excused", OPEN: "reader--open"}


class Reader(Caret):
    """Shows an article. It has a cursor that moves sentence by sentence.

    The gutter says in signs, not in colours alone: ``▌`` the sentence in focus, ``◆`` a sentence
    that is marked for export, and else the sign of the sentence that begins on the line: it is told
    which (:mod:`lunar_tui.tui.signs`).
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--title",
        "reader--standfirst",
        "reader--dateline",
        "reader--heading",
        "reader--caption",
        "reader--furniture",
        "reader--evidence",
        "reader--other",
        "reader--match",
        "reader--bar",
        "reader--cited",
        "reader--excused",
        "reader--open",
        "reader--marked",
        "reader--fold",
        "reader--message",
    }
    BINDINGS: ClassVar = [
        # While words are chosen, the keys of the caret go before those of the cursor.
        *CHOOSING,
        *MOVING,
        Binding("enter", "screen.follow", "Supports", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self.passage: Passage | None = None
        self.signs: Mapping[int, str] = {}
        self.marked: frozenset[str] = frozenset()
        self.unfolded = False
        self._page = Page((), (), ())
        self._page_for: tuple[object, ...] = ()
        self._line_signs: dict[int, str] | None = None
        self._highlights: list[tuple[Span, str]] = []
        self._message = ""
        self._message_lines: list[Content] = []

    # --- what is shown ------------------------------------------------------------------------

    def show(self, article: Article, passage: Passage, signs: Mapping[int, str]) -> None:
        """Shows ``passage`` of ``article``; ``signs`` of sentences, by where these begin."""
        if signs is not self.signs or self.article is not article:
            self.signs = signs
            self._line_signs = None
        self.article = article
        self.choice = None
        focus = passage.focus
        self.passage = passage
        self._highlights = self._spans_of(article, passage)
        self.cursor = None
        if article.is_split:
            sentences = article.sentences_in(*focus) if focus else article.sentences[:1]
            self.cursor = sentences[0] if sentences else None
        self._redraw()
        if focus is None:
            self.scroll_to_line(0)
        else:
            self._centre(focus)

    def say(self, message: str) -> None:
        """Shows a line of the program's own in place of an article."""
        self.article = self.cursor = self.passage = self.choice = None
        self._message = message
        self._redraw()

    def set_marked(self, ids: frozenset[str]) -> None:
        """The ids of the sentences that are marked for export."""
        if ids != self.marked:
            self.marked = ids
            self._line_signs = None
            self.refresh()

    def unfold(self, *, on: bool) -> None:
        """Shows the page furniture line by line, or folds it."""
        self.unfolded = on
        self._redraw()
        if self.cursor:
            self._centre((self.cursor.start, self.cursor.end))

    def _redraw(self) -> None:
        self._set_page()
        self.refresh()

    @property
    def line_count(self) -> int:
        return len(self._page.lines) if self.article else len(self._message_lines)

    def set_lines(self) -> None:
        self._set_page()
        if self.cursor and self.has_focus:
            self._centre((self.cursor.start, self.cursor.end))
        elif self.passage and self.passage.focus:
            self._centre(self.passage.focus)

    def _set_page(self) -> None:
        width = self.text_width - GUTTER - 1
        article = self.article
        if article is None or width <= 0:
            self._page = Page((), (), ())
            self._page_for = ()
            text = label(self._message, self.style("reader--message"))
            self._message_lines = text.wrap(width) if width > 0 else []
            self.scroll_to_line(0)
            return
        passage = self.passage
        offsets = [span[0] for span in (passage.focus, *passage.others) if span] if passage else []
        if self.cursor:
            offsets.append(self.cursor.start)
        # Only offsets in furniture change the page; most moves of the cursor leave it as it is.
        keep = tuple(sorted(o for o in offsets if self._in_furniture(o)))
        key = (article.file, id(article), width, None if self.unfolded else keep)
        if key != self._page_for:
            self._page = set_page(article, width, None if self.unfolded else keep)
            self._page_for = key
            self._line_signs = None
            self.unpaint()

    def _in_furniture(self, offset: int) -> bool:
        zones = self.article.zones if self.article else ()
        return any(z.start <= offset < z.end and z.name in FURNITURE for z in zones)

    # --- the cursor ---------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Moves the cursor to the next or previous sentence; folded furniture is one step."""
        article = self.article
        if article is None or not article.sentences:
            return
        sentences = self._reachable(article)
        if self.cursor is None:
            self._move_to(sentences[0])
            return
        starts = [sentence.start for sentence in sentences]
        here = min(range(len(starts)), key=lambda number: abs(starts[number] - self.cursor_start()))
        self._move_to(sentences[max(0, min(len(sentences) - 1, here + step))])

    def place_cursor(self, sentence: Sentence, top: int) -> None:
        """Puts the cursor on ``sentence`` and line ``top`` at the top; posts no message."""
        self.cursor = sentence
        self.choice = None
        self._redraw()
        self.scroll_to_line(top)

    def cursor_start(self) -> int:
        return self.cursor.start if self.cursor else 0

    def on_click(self, event: Click) -> None:
        """A click moves the cursor to the sentence there, or unfolds what is folded there."""
        offset = event.get_content_offset(self)
        number = self.top + offset.y if offset else -1
        if self.article is None or offset is None or number >= len(self._page.lines):
            return
        line = self._page.lines[number]
        if line.folded:
            self.unfold(on=True)
            return
        left = self.article.display[line.start : line.end]
        if not left:
            return
        place = line.start + len(chop_cells(left, max(1, offset.x - GUTTER))[0])
        sentences = self.article.sentences_in(place, place + 1)
        if sentences:
            self._move_to(sentences[0])

    def action_edge(self, last: bool) -> None:  # noqa: FBT001 - an action takes plain arguments
        if self.article and self.article.sentences:
            self._move_to(self._reachable(self.article)[-1 if last else 0])

    def action_page(self, step: int) -> None:
        """Moves by a screenful, and the cursor with it."""
        article = self.article
        if article is None or not self._page.lines:
            return
        here = self._page.line_of(self.cursor_start())
        height = max(1, self.height - 2)
        target = max(0, min(len(self._page.lines) - 1, here + step * height))
        line = self._page.lines[target]
        reachable = self._reachable(article)
        nearest = min(reachable, key=lambda sentence: abs(sentence.start - line.start))
        self._move_to(nearest)

    def _reachable(self, article: Article) -> list[Sentence]:
        folded = [(line.start, line.end) for line in self._page.lines if line.folded]
        return [
            sentence
            for sentence in article.sentences
            if not any(start <= sentence.start < end for start, end in folded)
        ] or list(article.sentences)

    def _move_to(self, sentence: Sentence) -> None:
        article, passage = self.article, self.passage
        if article is None or passage is None:
            return
        self.cursor = sentence
        self.choice = None
        # Furniture that the cursor has left folds.
        self._redraw()
        self.keep_in_view((sentence.start, sentence.end))
        self.post_message(SentenceShown(article.file, sentence.start, sentence.end))

    # --- the mouse ----------------------------------------------------------------------------

    @property
    def chosen(self) -> Span | None:
        """The words that are chosen, by keyboard or by mouse; None where none are."""
        return self.choice.span if self.choice else self._marked_by_mouse()

    def _marked_by_mouse(self) -> Span | None:
        selection, article = self.text_selection, self.article
        if selection is None or article is None:
            return None
        spans = [
            self._on_text(line, found)
            for number, line in enumerate(self._page.lines)
            if not line.folded and (found := selection.get_span(number)) is not None
        ]
        spans = [(low, high) for low, high in spans if low < high]
        return (spans[0][0], spans[-1][1]) if spans else None

    def _on_text(self, line: Line, chosen: Span) -> Span:
        """What of a line's text lies under cells that the mouse marked."""
        low = line.start + max(0, chosen[0] - GUTTER)
        high = line.end if chosen[1] == -1 else line.start + max(0, chosen[1] - GUTTER)
        return low, min(high, line.end)

    # --- scrolling ----------------------------------------------------------------------------

    def _rows_of(self, span: Span) -> tuple[int, int]:
        return self._page.line_of(span[0]), self._page.line_of(max(span[0], span[1] - 1))

    def _centre(self, span: Span) -> None:
        self.centre_lines(*self._rows_of(span))

    def keep_in_view(self, span: Span) -> None:
        self.keep_lines(*self._rows_of(span), margin=1)

    # --- painting -----------------------------------------------------------------------------

    def paint(self, number: int, base: Style) -> Strip:
        article = self.article
        if article is None:
            text = Content(" " * GUTTER).append(self._message_lines[number])
            return self.content_strip(text, base, self.text_width)
        line = self._page.lines[number]
        if line.start == line.end:
            return self.blank
        marked = self.text_selection.get_span(number) if self.text_selection else None
        chosen = self._on_text(line, marked) if marked else None
        if self.choice:
            low, high = self.choice.span
            chosen = (max(low, line.start), min(high, line.end))
            chosen = chosen if chosen[0] < chosen[1] else None
        # A move of the cursor changes what lies on a few lines; the others are as they were.
        key = (number, self._on_line(line), self._in_focus(line), self._sign(number), chosen)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._paint(article, number, line, base, chosen)
            self._strips[key] = strip
        return strip

    def _paint(
        self, article: Article, number: int, line: Line, base: Style, chosen: Span | None
    ) -> Strip:
        sign = self._sign(number)
        pieces = [
            Piece("▌" if self._in_focus(line) else " ", ("reader--bar",)),
            Piece(f"{sign} ", (_LOOKS.get(sign, "reader--cited"),)),
        ]
        if line.folded:
            text = f"··· {line.folded} lines folded ({line.zone}) · z"
            pieces.append(Piece(text, ("reader--fold",)))
        else:
            # A line of a hard-wrapped paragraph holds the line ends of the file.
            text = article.display[line.start : line.end].replace("\n", " ")
            zone = "reader--furniture" if line.zone in FURNITURE else f"reader--{line.zone}"
            spans = [(line.start, line.end, zone), *self._on_line(line)]
            if chosen is not None:
                spans.append((*chosen, SELECTED))
            points = sorted({point for low, high, _ in spans for point in (low, high)})
            pieces += [
                Piece(
                    text[start - line.start : end - line.start],
                    tuple(name for low, high, name in spans if low <= start and end <= high),
                )
                for start, end in pairwise(points)
            ]
        pieces.append(Piece(" " * max(0, self.text_width - GUTTER - cells_of(text))))
        strip = self.strip(pieces, base, self.text_width)
        return strip.apply_offsets(0, number)

    def _on_line(self, line: Line) -> tuple[tuple[int, int, str], ...]:
        """The highlighted spans of a line, as far as they lie on it, each with its style."""
        found = []
        for (start, end), name in self._highlights:
            low, high = max(start, line.start), min(end, line.end)
            if low < high:
                found.append((low, high, name))
        return tuple(found)

    def _spans_of(self, article: Article, passage: Passage) -> list[tuple[Span, str]]:
        found: list[tuple[Span, str]] = [
            ((zone.start, zone.end), "reader--dateline")
            for zone in article.zones
            if zone.name == "dateline"
        ]
        found += [(span, "reader--other") for span in passage.others]
        if passage.focus:
            found.append((passage.focus, "reader--evidence"))
        found += [(span, "reader--match") for span in passage.matches]
        return found

    def _in_focus(self, line: Line) -> bool:
        focus = self.passage.focus if self.passage else None
        cursor = (self.cursor.start, self.cursor.end) if self.cursor else None
        here = cursor if self.has_focus else focus or cursor
        return here is not None and here[0] < line.end and here[1] > line.start

    def _sign(self, number: int) -> str:
        """Of the sentences that begin on a line: ``◆`` if one is marked, else their first sign."""
        article = self.article
        if article is None or not article.is_split:
            return " "
        if self._line_signs is None:
            self._line_signs = {}
            for sentence in article.sentences:
                line = self._page.line_of(sentence.start)
                if f"{article.file}:{sentence.start}-{sentence.end}" in self.marked:
                    self._line_signs[line] = MARKED
                elif sentence.start in self.signs:
                    self._line_signs.setdefault(line, self.signs[sentence.start])
        return self._line_signs.get(number, " ")

    def on_focus(self) -> None:
        super().on_focus()
        if self.article and self.cursor:
            self.post_message(SentenceShown(self.article.file, self.cursor.start, self.cursor.end))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse marked, without the gutter."""
        if self.article is None:
            return None
        display = self.article.display
        lines = [
            " " * GUTTER + display[line.start : line.end] if not line.folded else ""
            for line in self._page.lines
        ]
        chosen = selection.extract("\n".join(lines))
        return "\n".join(line.removeprefix(" " * GUTTER) for line in chosen.split("\n")), "\n"

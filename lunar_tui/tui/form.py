"""A form: a few lines to fill in, judged at every letter, written only when nothing is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from lunar_tui.display import clean_line
from lunar_tui.tui.answering import Answering
from lunar_tui.tui.keybar import KeyBar
from lunar_tui.tui.messages import EditAsked
from lunar_tui.tui.text import join, label

if TYPE_CHECKING:
    from lunar_tui.curation import How

#: Offers that are listed below the field in use.
_OFFERED = 6
#: Seconds in which an edit is tried without a word.
_SOON = 0.15
_Offers = Callable[[], Iterable[str]]


class Field(NamedTuple):
    """A line of a form. ``offers`` complete what is typed; ``help`` says what belongs there."""

    name: str
    label: str
    value: str = ""
    help: str = ""
    offers: _Offers | None = None


class Judgement(NamedTuple):
    """What a form means: how it is done and in what words, or mistakes by field; a remark."""

    how: How | None = None
    what: str = ""
    mistakes: Mapping[str, str] = {}
    remark: str = ""


class Completion(Suggester):
    """Offers the first known text that begins as what is typed, whatever its case."""

    def __init__(self, offers: _Offers) -> None:
        super().__init__(use_cache=False, case_sensitive=False)
        self._offers = offers

    async def get_suggestion(self, value: str) -> str | None:
        return next(
            (text for text in matching(self._offers(), value) if _begins(text, value)), None
        )


def _begins(text: str, typed: str) -> bool:
    return text.casefold().startswith(typed.casefold())


def matching(offers: Iterable[str], typed: str) -> list[str]:
    """The offers that hold every typed word, those that begin so first."""
    words = typed.casefold().split()
    found = [text for text in offers if all(word in text.casefold() for word in words)]
    return sorted(found, key=lambda text: not _begins(text, typed))


class Form(Answering[EditAsked | None]):
    """Answers with the edit that was asked for, or with None.

    ``judge`` is asked at every letter. Before the form closes, ``trial`` does the edit without
    writing it: it says what would be wrong, one line each, and raises for what cannot be.
    """

    BINDINGS: ClassVar = [
        Binding("escape", "cancel", "Back", id="form-cancel", key_display="esc"),
        # The line in use takes enter to itself, which hides a key that is shown for it here.
        Binding("ctrl+s", "save", "Write", id="form-save", key_display="enter", priority=True),
        Binding("down", "app.focus_next", "Next line", show=False),
        Binding("up", "app.focus_previous", "Line before", show=False),
        Binding("ctrl+o", "offer", "Take offer", id="form-offer"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        judge: Callable[[dict[str, str]], Judgement],
        trial: Callable[[How], Sequence[str]],
        *,
        quote: Content | None = None,
        guess: Callable[[str, dict[str, str]], Mapping[str, str]] | None = None,
        start: str = "",
    ) -> None:
        """``guess`` fills further fields when one was changed: those that nobody has typed into.

        The cursor stands in the field ``start``, else in the first that is empty.
        """
        super().__init__()
        self._title = title
        self.fields = {field.name: field for field in fields}
        self._judge, self._trial, self._guess = judge, trial, guess
        self._quote = quote
        self._start = start
        self._typed: set[str] = set()
        self._own: dict[str, str] = {}
        self._judgement = Judgement()
        self._doubts: tuple[str, ...] = ()
        self._touched = self._leaving = False

    def compose(self) -> ComposeResult:
        with Vertical(id="form") as box:
            box.border_title = label(self._title)
            if self._quote is not None:
                with VerticalScroll(id="form-quote", can_focus=False):
                    yield Static(self._quote)
            with VerticalScroll(id="form-fields", can_focus=False):
                for field in self.fields.values():
                    with Horizontal(classes="form-line"):
                        yield Static(label(field.label), classes="form-label")
                        yield Input(
                            value=clean_line(field.value),
                            compact=True,
                            id=f"field-{field.name}",
                            select_on_focus=False,
                            suggester=Completion(field.offers) if field.offers else None,
                        )
            yield Static(id="form-note")
            yield Static(id="form-offers")
            yield KeyBar()

    def on_mount(self) -> None:
        self._own = {name: clean_line(field.value) for name, field in self.fields.items()}
        first = next((name for name, text in self._own.items() if not text), next(iter(self._own)))
        self.query_one(f"#field-{self._start or first}", Input).focus()
        self._look()

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields, without blanks around it.

        What nobody has changed is as it was given, with all that a line does not show.
        """
        found = {}
        for name, field in self.fields.items():
            shown = self.query_one(f"#field-{name}", Input).value
            found[name] = field.value if shown == clean_line(field.value) else shown.strip()
        return found

    # --- while it is filled in ----------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        name = (event.input.id or "").removeprefix("field-")
        if self._own.get(name) == event.value:
            return
        self._own[name] = event.value
        if event.input.has_focus:
            self._typed.add(name)
            self._touched = True
            for other, text in (self._guess(name, self.values) if self._guess else {}).items():
                if other not in self._typed:
                    # Set first: what the program writes is nobody's typing.
                    self._own[other] = clean_line(text)
                    self.query_one(f"#field-{other}", Input).value = clean_line(text)
        self._doubts = ()
        self._leaving = False
        self._look()

    def on_descendant_focus(self) -> None:
        self._look()

    def _look(self) -> None:
        """Judges what stands there, and says what is wrong: of the field in use first."""
        self._judgement = self._judge(self.values)
        name = self._here
        mistakes = self._judgement.mistakes
        for other in self.fields:
            line = self.query_one(f"#field-{other}", Input)
            line.set_class(other in mistakes and other in self._typed | {name}, "-wrong")
        field = self.fields.get(name)
        here = mistakes.get(name, "")
        parts: list[Content] = []
        if here:
            parts.append(join((f"{field.label if field else name}: ", "bold"), here))
        elif field and field.help:
            parts.append(label(field.help, "dim"))
            if self._hides(field):
                parts.append(label("it has line ends or signs that no line shows: edited, they go"))
        if self._judgement.remark:
            parts.append(label(self._judgement.remark, "italic"))
        rest = [self.fields[other].label for other in mistakes if other != name]
        parts.append(label(f"to be filled in: {', '.join(rest)}", "dim") if rest else Content(""))
        self.query_one("#form-note", Static).update(Content("\n").join(parts))
        self._offer()

    def _hides(self, field: Field) -> bool:
        """Whether a field holds what its line does not show, and nobody has changed it yet."""
        return field.value.strip() != clean_line(field.value).strip()

    @property
    def _here(self) -> str:
        focused = self.focused
        return (focused.id or "").removeprefix("field-") if focused else ""

    def _offered(self) -> list[str]:
        field = self.fields.get(self._here)
        if field is None or field.offers is None:
            return []
        typed = self.query_one(f"#field-{field.name}", Input).value
        found = matching(field.offers(), typed)
        return [] if found[:1] == [typed] else found

    def _offer(self) -> None:
        found = self._offered()
        more = f" … {len(found) - _OFFERED} more" if len(found) > _OFFERED else ""
        text = " · ".join(clean_line(one) for one in found[:_OFFERED]) + more
        lead = ("ctrl+o takes ", "dim") if found else ""
        self.query_one("#form-offers", Static).update(join(lead, text))

    def _take_completion(self) -> bool:
        """Fills in what stands behind the cursor, where something does."""
        line = self.query_one(f"#field-{self._here}", Input)
        found = [text for text in self._offered() if line.value and _begins(text, line.value)]
        if not found or found[0] == line.value:
            return False
        line.value = found[0]
        line.action_end()
        return True

    def action_offer(self) -> None:
        """Puts the first offer into the field in use."""
        found = self._offered()
        if found:
            line = self.query_one(f"#field-{self._here}", Input)
            line.value = found[0]
            line.action_end()

    # --- when it is done ----------------------------------------------------------------------

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Writes it; where something is missing, goes there; where it would do harm, asks again."""
        if self._judgement.how is None:
            if self._here in self._judgement.mistakes and self._take_completion():
                return
            self._typed |= set(self._judgement.mistakes)
            first = next((name for name in self.fields if name in self._judgement.mistakes), None)
            if first:
                self.query_one(f"#field-{first}", Input).focus()
            self._look()
            return
        if self._doubts:
            self._close()
            return
        self._try(self._judgement.how)

    @work(exclusive=True, exit_on_error=False)
    async def _try(self, how: How) -> None:
        from lunar_tui.curation import CurationError

        # Mostly it is done before anybody could read this.
        soon = self.set_timer(_SOON, lambda: self._say("Checking it against all facts …"))
        try:
            doubts = tuple(await asyncio.to_thread(self._trial, how))
        except CurationError as error:
            self._say(str(error))
            return
        finally:
            soon.stop()
        if how is not self._judgement.how:
            # Typed on meanwhile: what was tried is not what stands there.
            self._look()
            return
        if doubts:
            self._doubts = doubts
            self._say("\n".join((*doubts[:3], "Press enter again to write it all the same.")))
        else:
            self._close()

    def _say(self, text: str) -> None:
        self.query_one("#form-note", Static).update(
            Content("\n").join(label(line) for line in text.split("\n"))
        )

    def _close(self) -> None:
        how = self._judgement.how
        self.answer(EditAsked(self._judgement.what, how) if how else None)

    def action_cancel(self) -> None:
        """Back; what was typed goes only when it is asked for twice."""
        if self._touched and not self._leaving:
            self._leaving = True
            self._say("Nothing is written yet: esc again throws away what was typed.")
        else:
            self.answer(None)

"""Forms filled in at the screen, and what that changes in the files."""

from __future__ import annotations

import difflib

from lunar_tui.tui.form import Form
from tests.tui.driving import Person
from tests.workspaces import Small


def contents(made: Small) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in made.library.workspace.data_files()}


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The lines that came and went, in all files."""
    lines = []
    for name in sorted({*before, *after}):
        old, new = (state.get(name, "").splitlines() for state in (before, after))
        found = difflib.unified_diff(old, new, lineterm="", n=0)
        lines += [line for line in found if line[:3] not in ("---", "+++", "@@ ")]
    return lines


def form(person: Person) -> Form:
    screen = person.app.screen
    assert isinstance(screen, Form)
    return screen


async def fill(person: Person, **fields: str) -> None:
    from textual.widgets import Input

    for name, text in fields.items():
        line = form(person).query_one(f"#field-{name}", Input)
        line.focus()
        line.value = ""
        await person.settle()
        await person.press(*text)


async def save(person: Person) -> None:
    await person.press("enter")
    # It is tried first, then written.
    await person.work()
    await person.work()


async def to_sentence(person: Person, words: str) -> None:
    """The cursor of the reader to the sentence that begins so."""
    await person.until(lambda: person.reader.article and person.reader.article.is_split)
    person.reader.focus()
    await person.settle()
    article = person.reader.article
    assert article is not None
    sentence = next(
        one for one in article.sentences if article.display[one.start :].startswith(words)
    )
    person.reader._move_to(sentence)
    await person.settle()

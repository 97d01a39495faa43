"""Editing files in every style that the strict reader reads: only what was asked differs."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.corpus.article import Metadata
from lunar_tui.display import unsafe_character
from lunar_tui.facts import editing, merging
from lunar_tui.facts.book import Book
from lunar_tui.facts.draft import Edit
from lunar_tui.facts.model import Alias, Claim, Entity, Evidence, Excuse, Qualifiers, Value
from lunar_tui.facts.spans import EditError
from tests.examples import examples
from tests.workspaces import MISSIONS, SOURCES

WORDS = st.sampled_from(
    ["words", "a: b", "it's", '"so" it is', "# no", "- dash", "NO", "1.10", "2020-11-24",
     "嫦娥五号",
     "two\nlines",
     "back\\slash", "a, b", "[x]", "{y", "tab\there", "end ", "~", "null", "é", "a #b",
     "very long words " * 9]
)  # fmt: skip
TEXTS = st.one_of(
    WORDS, st.text(st.sampled_from("ab :#-'\"\\,[]{}\n%&*!|>@`?.中é\xa0"), min_size=1)
).filter(lambda text: bool(text.strip()) and not unsafe_character(text))
PIECES = st.builds(
    lambda source, quote, prefix: Evidence(f"{source}.txt", quote, prefix),
    st.sampled_from("abc"), TEXTS, st.sampled_from(["", "x ", "é: "]),
)  # fmt: skip
CLAIMS = st.builds(
    lambda text, note, pieces: Claim(
        "", "", "said", Value("text", text), Qualifiers(note=note), tuple(pieces)
    ),
    TEXTS, st.one_of(st.just(""), TEXTS), st.lists(PIECES, max_size=3),
)  # fmt: skip
ALIASES = st.tuples(TEXTS, st.sampled_from(["", "en", "no"])).map(lambda pair: Alias(*pair))


class File(NamedTuple):
    """A file as somebody may have written it, in parts: what stands before, and each entity."""

    mark: bytes
    head: str
    chunks: list[str]
    line_end: str
    final: bool

    @property
    def data(self) -> bytes:
        return self.mark + self.ended(self.head + "".join(self.chunks))

    def ended(self, text: str) -> bytes:
        text = text if self.final else text.removesuffix("\n")
        return text.replace("\n", self.line_end).encode()


class Writer:
    """Writes values in a style that is drawn anew for every one of them."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.step = draw(st.sampled_from([2, 3, 4]))
        self.offset = draw(st.sampled_from([0, 2, 4]))

    def one_of(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def scalar(self, text: str, margin: int, *, flow: bool = False) -> str:
        styles = ['"']
        if not re.search("[\n\t]", text):
            styles.append("'")
            if not flow and text == text.strip() and "\xa0" not in text:
                styles += ["|", ">"]
            if re.fullmatch(r"\w+( \w+)*", text):
                styles.append("")
        style = self.one_of(*styles)
        if style in ("|", ">"):
            return f"{style}-\n{' ' * (margin + self.step)}{text}"
        if style == "'":
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=False) if style else text

    def flow(self, tree: object) -> str:
        if isinstance(tree, dict):
            inner = [f"{key}: {self.flow(value)}" for key, value in tree.items()]
            return "{" + self.one_of(", ", ",  ").join(inner) + self.one_of("", " ") + "}"
        if isinstance(tree, list):
            return "[" + self.one_of(", ", " , ").join(map(self.flow, tree)) + "]"
        return self.scalar(str(tree), 0, flow=True)

    def comment(self, margin: int, *, loose: bool = False) -> str:
        words = "# " + self.one_of("a: [comment]", "- not an item", "'")
        kinds = ["", "", f"{' ' * margin}{words}\n", "\n"]
        if loose:
            kinds += [f"\n{' ' * margin}{words}\n\n", f"{words}\n"]
        return self.one_of(*kinds)

    def pairs(self, tree: dict[str, object], margin: int) -> str:
        """Lines; the first without its margin."""
        lines: list[str] = []
        for key, value in tree.items():
            lead = (self.comment(margin) if lines else "") + (" " * margin if lines else "")
            lines.append(f"{lead}{key}:{self.value(value, margin)}")
        return "".join(lines)

    def value(self, value: object, margin: int) -> str:
        trail = self.one_of("", "", "  # said so") + "\n"
        if value == []:
            return self.one_of(" []", "", "  [ ]") + trail
        if isinstance(value, str):
            written = self.scalar(value, margin)
            return f" {written}" + ("\n" if "\n" in written else trail)
        if self.draw(st.integers(0, 3)) == 0:
            return f" {self.flow(value)}{trail}"
        if isinstance(value, dict):
            inner = margin + self.step
            return f"{trail}{' ' * inner}{self.pairs(value, inner)}"
        assert isinstance(value, list)
        inner = margin + self.offset
        return trail + "".join(self.item(one, inner) for one in value)

    def item(self, tree: dict[str, object], margin: int) -> str:
        lead = self.comment(margin)
        if self.draw(st.integers(0, 3)) == 0:
            return f"{lead}{' ' * margin}- {self.flow(tree)}\n"
        gap = self.draw(st.sampled_from([1, 1, 3]))
        return f"{lead}{' ' * margin}-{' ' * gap}{self.pairs(tree, margin + 1 + gap)}"


def tree_of(entity: Entity, writer: Writer) -> dict[str, object]:
    """An entity as it may be written: what is empty is there, too, or not."""
    tree: dict[str, object] = {"id": entity.id, "name": entity.name}
    lists: dict[str, list[object]] = {
        "aliases": [
            {"name": one.name, **({"language": one.language} if one.language else {})}
            for one in entity.aliases
        ],
        "claims": [claim_of(one) for one in entity.claims],
    }
    empty = writer.draw(st.booleans())
    return {**tree, **{key: value for key, value in lists.items() if value or empty}}


def claim_of(claim: Claim) -> dict[str, object]:
    tree: dict[str, object] = {"property": claim.property, "value": claim.value.text}
    if claim.qualifiers.note:
        tree["qualifiers"] = {"note": claim.qualifiers.note}
    if claim.evidence:
        tree["evidence"] = [
            {
                "source": one.source,
                "quote": one.quote,
                **({"prefix": one.prefix} if one.prefix else {}),
            }
            for one in claim.evidence
        ]
    return tree


@st.composite
def files(draw: st.DrawFn) -> File:
    writer = Writer(draw)
    head = draw(st.sampled_from(["", "# People\n\n", "---\n"])) + "kind: person\n"
    head += draw(st.sampled_from(["entities:\n", "entities:   # all\n"]))
    chunks = []
    for number in range(draw(st.integers(1, 3))):
        texts = {claim.value.text: claim for claim in draw(st.lists(CLAIMS, max_size=3))}
        names = {alias.name: alias for alias in draw(st.lists(ALIASES, max_size=2))}
        entity = Entity(
            f"e{number}", "person", draw(TEXTS), tuple(names.values()), tuple(texts.values())
        )
        margin = " " * writer.offset
        lead = writer.comment(writer.offset, loose=True)
        pairs = writer.pairs(tree_of(entity, writer), writer.offset + 2)
        chunks.append(f"{lead}{margin}- {pairs}")
    return File(
        draw(st.sampled_from([b"", b"\xef\xbb\xbf"])),
        head,
        chunks,
        draw(st.sampled_from(["\n", "\r\n"])),
        draw(st.booleans()),
    )


def asked(draw: st.DataObject, before: Book, entity: Entity) -> Edit | None:
    """One of the edits that an entity takes; None where it takes none of that sort."""
    claim = draw.draw(CLAIMS)._replace(entity=entity.id)
    claims = entity.claims
    sort = draw.draw(
        st.sampled_from(["add", "alias", "name", "replace", "delete", "quote", "evidence"])
    )
    if sort == "add":
        return editing.add_claim(before, claim)
    if sort == "alias":
        alias = draw.draw(ALIASES)
        return None if alias.name in entity.names else editing.add_alias(before, entity.id, alias)
    if sort == "name":
        return editing.rename_entity(before, entity.id, draw.draw(TEXTS))
    if not claims:
        return None
    old = draw.draw(st.sampled_from(claims))
    if sort == "replace":
        return editing.replace_claim(before, old.id, claim)
    if sort == "delete":
        return editing.delete_claim(before, old.id)
    if not old.evidence:
        return None
    piece = draw.draw(st.sampled_from(old.evidence))
    if sort == "quote":
        return editing.requote(before, piece.place, piece.quote, draw.draw(PIECES))
    left = (*(one for one in old.evidence if one is not piece), draw.draw(PIECES))
    return editing.replace_claim(before, old.id, old._replace(evidence=left))


@given(files(), st.data())
@examples(30)
def test_only_the_entity_that_was_edited_differs(file: File, data: st.DataObject) -> None:
    name = "data/people.yaml"
    before = Book({name: file.data})
    assert not before.problems, file.data.decode()
    number = data.draw(st.integers(0, len(file.chunks) - 1))
    entity = before.facts.entities[f"e{number}"]
    try:
        edit = asked(data, before, entity)
    except EditError as refusal:
        # A claim that somebody wants twice, and nothing else.
        assert "same claim" in str(refusal), (str(refusal), file.data.decode())  # noqa: PT017
        return
    if edit is None:
        return
    # That it says what was asked is proven by the edit itself.
    assert not edit.problems
    after = edit.book.files[name]
    above = file.ended(file.head + "".join(file.chunks[:number]) + "\n").rstrip(b"\r\n")
    below = "".join(file.chunks[number + 1 :])
    assert after.startswith(file.mark + above)
    assert after.endswith(file.ended(below))
    assert after.endswith(b"\n") == file.final
    if file.line_end == "\r\n":
        assert b"\n" not in after.replace(b"\r\n", b"")


@given(files(), CLAIMS, st.data())
@examples(30)
def test_what_was_added_can_be_taken_away(file: File, claim: Claim, data: st.DataObject) -> None:
    before = Book({"data/people.yaml": file.data})
    number = data.draw(st.integers(0, len(file.chunks) - 1))
    entity = before.facts.entities[f"e{number}"]
    try:
        added = editing.add_claim(before, claim._replace(entity=entity.id)).book
    except EditError as refusal:
        assert "same claim" in str(refusal)  # noqa: PT017
        return
    for one in entity.claims:
        assert editing.replace_claim(before, one.id, one).book == before
    if entity.claims:
        last = added.facts.entities[entity.id].claims[-1]
        assert editing.delete_claim(added, last.id).book == before


@given(files())
@examples(20)
def test_entities_come_and_go(file: File) -> None:
    before = Book({"data/people.yaml": file.data})
    added = editing.add_entity(before, Entity("new", "person", "New: one")).book
    assert added.files["data/people.yaml"].startswith(
        file.data.rstrip(b"\r\n") if file.final else file.data
    )
    assert editing.delete_entity(added, "new").book == before
    for name in list(added.facts.entities):
        added = editing.delete_entity(added, name).book
    assert b"entities: []" in added.files["data/people.yaml"]
    assert not added.problems


@given(files())
@examples(40)
def test_a_merge_keeps_comments_or_tells_of_them(file: File) -> None:
    name = "data/people.yaml"
    before = Book({name: file.data})
    others = list(before.facts.entities)[1:]
    if not others:
        return
    # That the facts are right is proven by the edit itself.
    edit = merging.merge_entities(before, "e0", others[-1])
    told = [problem.message for problem in edit.problems if problem.code == "F018"]
    assert len(told) == len(edit.problems)
    for words in ("# said so", "# all", "# People"):
        gone = file.data.count(words.encode()) - edit.book.files[name].count(words.encode())
        assert sum(words in message for message in told) == gone


PIECES_OF_YAML = st.sampled_from(
    [b"\n", b" ", b"  - ", b": ", b"[", b"]", b"{", b"}", b"!", b"|\n", b">", b"'", b'"', b"\\",
     b"#", b"? ", b"\r", b"\xe2\x80\xa8", b"claims:\n", b"[]", b"\t", b" # c\n", b"|+\n\n", b","]
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 8), PIECES_OF_YAML), max_size=3))
@examples(40)
def test_whatever_is_written_there_is_an_edit_or_a_reason(
    damages: list[tuple[int, int, bytes]],
) -> None:
    written = {"missions": MISSIONS.encode(), "sources": SOURCES.encode()}
    for place, length, piece in damages:
        for name, data in written.items():
            start = place % len(data)
            written[name] = data[:start] + piece + data[start + length :]
    book = Book({f"data/{name}.yaml": data for name, data in written.items()})
    quote = Evidence("a.txt", "Beta: will follow")
    asks: list[Callable[[], Edit]] = [
        lambda: editing.rename_entity(book, "alpha", "A: a"),
        lambda: editing.add_alias(book, "beta", Alias("B")),
        lambda: editing.delete_entity(book, "alpha"),
        lambda: merging.merge_entities(book, "beta", "alpha"),
        lambda: editing.describe_article(book, "a.txt", Metadata("T: t", language="no")),
        lambda: editing.add_excuse(book, "a.txt", Excuse(quote, "a plan")),
        lambda: editing.delete_claim(book, next(iter(book.facts.claims), "")),
    ]
    for ask in asks:
        # What is given is proven; nothing else may come of it.
        with contextlib.suppress(EditError):
            ask()

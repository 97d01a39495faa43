from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.search import lexer, query
from lunar_tui.search.fields import FIELDS
from lunar_tui.search.query import (
    MAX_NOTES,
    And,
    Field,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    parse,
)
from tests.examples import examples

A, B, C = Word("a"), Word("b"), Word("c")
KIND = Field("kind", "mission")
KNOWN = "the fields are kind, source, zone, date, published, entity, mentions, cited"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("moon", Word("moon")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a and b", And((A, Word("and"), B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("(a b) c", And((A, B, C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("a -b", And((A, Not(B)))),
        ("a NOT b", And((A, Not(B)))),
        ("a AND NOT b", And((A, Not(B)))),
        ('a -"b c"', And((A, Not(Phrase("b c"))))),
        ("a -(b OR c)", And((A, Not(Or((B, C)))))),
        ("a -b -c", And((A, Not(B), Not(C)))),
        ("a -(-b)", And((A, B))),
        ("NOT NOT a", A),
        ("a-b", Word("a-b")),
        ("a - b", And((A, B))),
        ('"lunar station"', Phrase("lunar station")),
        ("“lunar station” moon", And((Phrase("lunar station"), Word("moon")))),
        ("«луна 26»", Phrase("луна 26")),
        ("launch*", Prefix("launch")),
        ("Chang'e-5*", Prefix("Chang'e-5")),
        ("月*", Prefix("月")),
        ("(moon),", Word("moon")),
        ("AND, a", And((Word("and"), A))),
        ("09:01 https://x.org", And((Word("09:01"), Word("https://x.org")))),
        ("a & b", And((A, B))),
        ("luner~", Fuzzy("luner")),
        ("~luner", Fuzzy("luner")),
        ("(~luner~),", Fuzzy("luner")),
        ("a -луна~", And((A, Not(Fuzzy("луна"))))),
        ("U.S.S.R.~", Fuzzy("U.S.S.R.")),
        ("kind:mission", KIND),
        ("Kind:mission", KIND),
        ("kind:“mission”", KIND),
        ('kind:" mission "', KIND),
        ("-zone:related a", And((Not(Field("zone", "related")), A))),
        ("a NOT cited:no", And((A, Not(Field("cited", "no"))))),
        ("(kind:mission OR a) b", And((Or((KIND, A)), B))),
        ("kind:mission zone:title", And((KIND, Field("zone", "title")))),
        ('entity:"Chang\'e-5"a', And((Field("entity", "Chang'e-5"), A))),
        ("entity:«Луна 26»", Field("entity", "Луна 26")),
        ('entity:"a (b) OR"', Field("entity", "a (b) OR")),
        ("entity:CNSA. a", And((Field("entity", "CNSA."), A))),
        ("source:TAS* source:~TAS", And((Field("source", "TAS*"), Field("source", "~TAS")))),
        ("date:2021..2024", Field("date", "2021..2024")),
        ("date:..2024-06", Field("date", "..2024-06")),
        ("published:2025-04..", Field("published", "2025-04..")),
        ("date:10:30", Field("date", "10:30")),
        ("source:http://x.org", Field("source", "http://x.org")),
        ("_kind:mission", KIND),
        ("…kind:mission", KIND),
        ("AND:", Word("and")),
        ("Moon: a", And((Word("Moon"), A))),
        ("http://x.org:80 mailto://a", And((Word("http://x.org:80"), Word("mailto://a")))),
        ("", None),
        ("  \n ", None),
    ],
)
def test_read_as_written(text: str, tree: Node | None) -> None:
    parsed = parse(text)
    assert parsed.tree == tree
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "tree", "note"),
    [
        (
            'moon "lunar st',
            And((Word("moon"), Phrase("lunar st"))),
            "the quotation mark at column 6 is not closed; read to the end",
        ),
        ("(a b", And((A, B)), "the parenthesis at column 1 is not closed; read to the end"),
        (
            "a) b",
            And((A, B)),
            "the closing parenthesis at column 2 has no partner; it is left out",
        ),
        ("a AND", A, "AND at column 3 has nothing to work on; it is left out"),
        ("AND a", A, "AND at column 1 has nothing to work on; it is left out"),
        ("a AND AND b", And((A, B)), "AND at column 7 has nothing to work on; it is left out"),
        ("a OR", A, "OR at column 3 has nothing to work on; it is left out"),
        ("OR a", A, "OR at column 1 has nothing to work on; it is left out"),
        ("a OR OR b", Or((A, B)), "OR at column 3 has nothing to work on; it is left out"),
        ("a NOT", A, "NOT at column 3 has nothing to work on; it is left out"),
        ("-a", None, "there are only exclusions; add a word to look for"),
        ("-a -b", None, "there are only exclusions; add a word to look for"),
        ("-a OR -b", None, "there are only exclusions; add a word to look for"),
        ("a OR -b", A, "an exclusion beside OR has nothing to exclude from; it is left out"),
        ("*moon", Word("moon"), "a star can only end a word; elsewhere in “*moon” it is left out"),
        (
            "lu*ar",
            And((Word("lu"), Word("ar"))),
            "a star can only end a word; elsewhere in “lu*ar” it is left out",
        ),
        ("a*", A, "“a*” needs two characters before the star; read as “a”"),
        ("a b*,", And((A, B)), "a star can only end a word; elsewhere in “b*,” it is left out"),
        (
            "a*OR*b",
            And((A, Word("or"), B)),
            "a star can only end a word; elsewhere in “a*OR*b” it is left out",
        ),
        (
            "lu~ar",
            Word("lu~ar"),
            "a tilde can only begin or end a word; elsewhere in “lu~ar” it is left out",
        ),
        (
            '~"lunar station"',
            Phrase("lunar station"),
            "a tilde can only begin or end a word; elsewhere in “~” it is left out",
        ),
        (
            "~kind:mission",
            KIND,
            "a tilde can only begin or end a word; elsewhere in “~kind:mission” it is left out",
        ),
        (
            "abc~",
            Word("abc"),
            "a tilde needs one word of 4 letters or more; “abc” is read without it",
        ),
        (
            "1731~",
            Word("1731"),
            "a tilde needs one word of 4 letters or more; “1731” is read without it",
        ),
        (
            "Chang'e-5~",
            Word("Chang'e-5"),
            "a tilde needs one word of 4 letters or more; “Chang'e-5” is read without it",
        ),
        (
            "嫦娥五号~",
            Word("嫦娥五号"),
            "a tilde needs one word of 4 letters or more; “嫦娥五号” is read without it",
        ),
        (
            "~moon*",
            Prefix("moon"),
            "a word has a star or a tilde; in “~moon*” the tilde is left out",
        ),
        ("body:moon", And((Word("body"), Word("moon"))), f"“body:moon” is read as words; {KNOWN}"),
        ("a:b:c", And((A, B, C)), f"“a:b:c” is read as words; {KNOWN}"),
        ("a:OR b", And((A, Word("or"), B)), f"“a:OR” is read as words; {KNOWN}"),
        (
            "a:kind:b",
            And((A, Word("kind"), B)),
            f"“a:kind:b” is read as words; {KNOWN}",
        ),
        (
            "sorce:TASS",
            And((Word("sorce"), Word("TASS"))),
            "“sorce:TASS” is read as words; did you mean source:?",
        ),
        (
            "Dates:2024",
            And((Word("Dates"), Word("2024"))),
            "“Dates:2024” is read as words; did you mean date:?",
        ),
        ("kind:", None, "kind: needs a value, such as kind:mission"),
        ("a -kind:", A, "kind: needs a value, such as kind:mission"),
        ("a AND kind:", A, "kind: needs a value, such as kind:mission"),
        ("KIND: a", A, "kind: needs a value, such as kind:mission"),
        ('zone:" " a', A, "zone: needs a value, such as zone:title"),
        ("entity:(a)", A, 'entity: needs a value, such as entity:"Chang\'e-5"'),
        (
            'kind:miss"ion" a',
            And((KIND, A)),
            'quotation marks inside a value are left out, as in “miss"ion"”',
        ),
        (
            'a entity:"Long March ',
            And((A, Field("entity", "Long March"))),
            "the quotation mark at column 10 is not closed; read to the end",
        ),
        ("-cited:yes", None, "there are only exclusions; add a word to look for"),
        (
            "a OR -kind:mission",
            A,
            "an exclusion beside OR has nothing to exclude from; it is left out",
        ),
        ("…", None, "there is no word to look for"),
        ('""', None, "there is no word to look for"),
        ("()", None, "there is no word to look for"),
    ],
)
def test_read_otherwise_and_said_so(text: str, tree: Node | None, note: str) -> None:
    parsed = parse(text)
    assert parsed.tree == tree
    assert parsed.notes == (note,)


def test_long_queries_are_cut() -> None:
    parsed = parse("x" * 1_000_000)
    assert parsed.tree == Word("x" * 512)
    assert parsed.notes == ("the query is longer than 512 characters; the rest is left out",)


def test_many_words_are_cut() -> None:
    parsed = parse("a " * 100)
    assert isinstance(parsed.tree, And)
    assert len(parsed.tree.parts) == 64
    assert parsed.notes == ("only the first 64 words are looked for",)
    assert parse('"' + "a " * 100 + '"').tree == Phrase(("a " * 64).strip())


def test_a_field_counts_as_one_word() -> None:
    name = 'entity:"a b c d e" '
    parsed = parse(name * 20 + "a " * 44)
    assert parsed.notes == ()
    parsed = parse("a " * 63 + name + "zone:title")
    assert parsed.tree == And((*[A] * 63, Field("entity", "a b c d e")))
    assert parsed.notes == ("only the first 64 words are looked for",)
    assert not parsed.unfinished


@pytest.mark.parametrize("last", ["Chang'e-5*", "moons-x~", "5's_x"])
def test_what_is_cut_is_an_ordinary_word(last: str) -> None:
    parsed = parse("a " * 63 + last)
    assert isinstance(parsed.tree, And)
    assert isinstance(parsed.tree.parts[-1], Word)
    assert parse(query.format(parsed.tree)).tree == parsed.tree


def test_deep_queries_are_flattened() -> None:
    parsed = parse("(a " * 30 + "b OR c" + ")" * 30)
    assert parsed.tree is not None
    assert parsed.notes == ("parentheses nest deeper than 20; the inner ones are left out",)
    assert parse("(" * 20 + "a" + ")" * 20).notes == ()


@pytest.mark.parametrize(
    ("text", "unfinished"),
    [
        ("lunar sta", True),
        ("lunar sta ", False),
        ("lunar sta.", False),
        ('"lunar sta', True),
        ('"lunar sta"', False),
        ("(lunar sta", True),
        ("(lunar sta)", False),
        ("sta*", False),
        ("stat~", False),
        ("~stat", True),
        ("lunar kind:mis", True),
        ("lunar kind:mis ", False),
        ("lunar entity:\"Chang'e ", True),
        ('lunar entity:"Chang\'e"', False),
        ("lunar kind:", False),
        ("lunar OR -sta", False),
        ("", False),
    ],
)
def test_unfinished(text: str, unfinished: bool) -> None:
    assert parse(text).unfinished is unfinished


_OVERLONG = "the query is longer than 512 characters; the rest is left out"
_TILDE = f"a tilde can only begin or end a word; elsewhere in “{'~' * 24}…” it is left out"
_NOTHING = "there is no word to look for"


@pytest.mark.parametrize(
    ("text", "tree", "notes"),
    [
        ("*" * 512, None, (_NOTHING,)),
        ("*" * 10_000, None, (_OVERLONG, _NOTHING)),
        ("- " * 5000, None, (_OVERLONG, _NOTHING)),
        (":" * 10_000, None, (_OVERLONG, _NOTHING)),
        ('"' * 10_000, None, (_OVERLONG, _NOTHING)),
        ("\ud800" * 10_000, None, (_OVERLONG, _NOTHING)),
        ("\x00" * 512, None, (_NOTHING,)),
        ("\x1b" * 512 + "kind:a", None, (_OVERLONG, _NOTHING)),
        ("kind:" * 100, Field("kind", "kind:" * 99), ()),
        ("kind:\ud800\x00", Field("kind", "\ud800\x00"), ()),
        ("\x00moon~\x00", Fuzzy("moon"), ()),
        ("moon\ud800", Word("moon"), ()),
        ("a." * 256, Word("a." * 256), ()),
        ("~" * 512, None, (_TILDE, _NOTHING)),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_hostile_queries_are_read(text: str, tree: Node | None, notes: tuple[str, ...]) -> None:
    parsed = parse(text)
    assert parsed.tree == tree
    assert parsed.notes == notes


@pytest.mark.parametrize("text", ["a:" * 256, "a*" * 256, ",a:" * 170, "ʼa:" * 170, "a:*" * 170])
def test_a_run_of_many_words_is_cut_like_any_other(text: str) -> None:
    parsed = parse(text)
    assert parsed.tree == And((A,) * 64)
    assert parsed.notes[-1] == "only the first 64 words are looked for"
    assert len(parsed.notes) <= 3


def test_operators_alone_ask_for_nothing() -> None:
    for operator in ("AND", "OR", "NOT"):
        parsed = parse(f"{operator} " * 2500)
        assert parsed.tree is None
        assert parsed.notes[0] == _OVERLONG
        assert len(parsed.notes) <= MAX_NOTES + 1
    parsed = parse("(" * 512)
    assert parsed.tree is None
    assert "parentheses nest deeper than 20; the inner ones are left out" in parsed.notes
    assert len(parsed.notes) == MAX_NOTES + 1
    assert parsed.notes[-1].endswith(" more remarks like these")


def test_fields_are_described_by_queries_that_use_them() -> None:
    assert [info.name for info in FIELDS] == (
        ["kind", "source", "zone", "date", "published", "entity", "mentions", "cited"]
    )
    for info in FIELDS:
        parsed = parse(info.example)
        assert isinstance(parsed.tree, Field)
        assert parsed.tree.name == info.name
        assert parsed.notes == ()
        assert "\n" not in info.description


def _reference(section: str) -> list[list[str]]:
    """The cells of the rows of the table in a section of the reference."""
    reference = Path(__file__).parents[2] / "docs" / "search.md"
    parts = reference.read_text(encoding="utf-8").split("\n## ")
    (lines,) = (part.splitlines() for part in parts if part.startswith(f"{section}\n"))
    return [line.strip("|").split("|") for line in lines if line.startswith("| `")]


def _shown(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_what_the_reference_shows_is_read_as_written() -> None:
    examples = [example for row in _reference("What can be asked") for example in _shown(row[0])]
    assert len(examples) > 20
    assert {info.name for info in FIELDS} <= {example.split(":")[0] for example in examples}
    for example in examples:
        parsed = parse(example)
        assert parsed.tree is not None, example
        assert parsed.notes == (), example


def test_what_the_reference_corrects_is_read_so_and_said() -> None:
    rows = _reference("When a query cannot be read as written")
    assert len(rows) > 10
    for typed, read, _ in rows:
        wanted = _shown(read) or [""]
        for example, reading in zip(_shown(typed), wanted, strict=True):
            parsed, expected = parse(example), parse(reading)
            assert parsed.notes, example
            assert expected.notes == (), reading
            assert parsed.tree == expected.tree, example


_pieces = st.one_of(
    st.sampled_from(
        [
            "AND",
            "OR",
            "NOT",
            "-",
            "(",
            ")",
            '"',
            "“",
            "*",
            ":",
            " ",
            " ",
            "\t",
            "a",
            "b",
            "Chang'e-5",
            "~",
            "kind:",
            "ENTITY:",
            "x:",
            "moon",
            "_",
        ]
    ),
    st.sampled_from(
        ["1,731", "1.2.3", "U.S.", "'s", "月", "嫦娥", "\x00", "\x1b[2J", "\ud800", "é", "~9"]
    ),
    st.text(max_size=5),
)
_queries = st.lists(_pieces, max_size=30).map("".join)


@examples(100)
@given(_queries)
def test_every_string_parses_and_what_it_means_can_be_written(text: str) -> None:
    parsed = parse(text)
    if parsed.tree is None:
        assert parsed.notes or not text.strip()
        return
    written = query.format(parsed.tree)
    assert parse(written).tree == parsed.tree
    for note in parsed.notes:
        assert note.isprintable()
        assert len(note) < 120


_names = st.sampled_from([info.name for info in FIELDS])
_marks = st.sampled_from([*lexer.QUOTES, *"()*~:-.… \t\xa0\x1f\x00", "OR", "kind:", "月", "\ud800"])
_odd = st.one_of(st.text(max_size=8), st.lists(_marks, max_size=6).map("".join))
_values = st.one_of(
    st.sampled_from(
        [
            "mission",
            "Chang'e-5",
            "..2024-06",
            "2025-04..",
            "CNSA...",
            "a b",
            "(a OR b)",
            "//x:y",
            "*",
            "~",
            "-a",
            "嫦娥五号",
            "月球 站",
        ]
    ),
    _odd.map(lambda value: re.sub(f"[{lexer.QUOTES}]", "", value).strip()),
).filter(bool)


# A composite, since strategies that nest are described with all that they are made of.
@st.composite
def _fields(draw: st.DrawFn) -> Field:
    return Field(draw(_names), draw(_values))


_words = st.sampled_from(["moon", "Chang'e-5", "1,731", "月球", "луна", "U.S.", "x9"]).map(Word)
_leaf = st.one_of(
    _words,
    st.sampled_from(["lunar station", "AND", "a (b) OR c"]).map(Phrase),
    st.sampled_from(["laun", "Chang'e-5", "月"]).map(Prefix),
    st.sampled_from(["luner", "Chang'e", "U.S.S.R.", "Луна", "naïve"]).map(Fuzzy),
    _fields(),
)


def _or(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = inner.filter(lambda part: not isinstance(part, Or))
    return st.lists(parts, min_size=2, max_size=3).map(lambda found: Or(tuple(found)))


def _and(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    part = inner.filter(lambda part: not isinstance(part, And))
    wanted = st.lists(part, min_size=1, max_size=2)
    excluded = st.lists(inner.map(Not), max_size=2)
    return (
        st.tuples(wanted, excluded)
        .map(lambda both: (*both[0], *both[1]))
        .filter(lambda parts: len(parts) > 1)
        .flatmap(st.permutations)
        .map(lambda parts: And(tuple(parts)))
    )


_trees: st.SearchStrategy[Node] = st.recursive(
    _leaf, lambda inner: st.one_of(_or(inner), _and(inner)), max_leaves=8
)


@examples(60)
@given(_trees)
def test_what_is_written_is_read_again(tree: Node) -> None:
    parsed = parse(query.format(tree))
    assert parsed.tree == tree
    assert parsed.notes == ()


@examples(60)
@given(_names, st.one_of(_odd, st.text(alphabet=lexer.QUOTES + "a ", max_size=8)))
def test_a_written_value_loses_its_quotation_marks(name: str, value: str) -> None:
    parsed = parse(query.format(Field(name, value)))
    kept = "".join(char for char in value if char not in lexer.QUOTES).strip()
    assert parsed.tree == (Field(name, kept) if kept else None)

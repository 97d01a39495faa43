"""Printed pages: columns, paragraphs, tables and notes in the order in which they are read."""

from __future__ import annotations

import pytest

from lunar_tui.intake.columns import lines_in_order
from lunar_tui.intake.extract import Extract
from lunar_tui.intake.hyphens import divided, made_whole
from lunar_tui.intake.pdf import read
from lunar_tui.intake.pieces import Piece
from tests.intake.printing import Print, filled

TEXT = """\
The harbour masters of Nordhaven and Sund signed an agreement on Monday under which a ferry will
cross the strait in every month of the year, and the commission published its contents.

An icebreaking ferry of that size has never been ordered by any commission of this region. The
agreement names two shipyards, and leaves it to the commission which of them is asked.

Passengers and vehicles are carried on separate decks. The ferry is to carry two hundred
passengers, and sixty vehicles stand on the lower deck, says the published agreement.

In the opinion of the commission, navigation in winter depends on the weather more than on the
vehicles. Last winter, navigation was interrupted for several weeks by drifting ice.

The shipyards answered within a week. Both of them have built for other regions, where the weather
is worse, and both offer to have the ferry ready before the second winter begins.

Passengers of the old ferry will use the new one with their tickets. Vehicles need separate
tickets, which the commission sells in the harbour, and from the spring in every station.
"""
PARAGRAPHS = [" ".join(text.split()) for text in TEXT.split("\n\n")]
SIZE = 8
PITCH = SIZE * 1.25


def pages(columns: int, signs: int, gutter: float, *, between: float = 0, indent: int = 3) -> bytes:
    """Paragraphs in justified columns of 16 lines on pages with a running head and a number."""
    made = Print()
    y, column, page = 740.0, 0, 1
    width = signs * SIZE * 0.6

    def head() -> None:
        made.put(200, 815, "The Strait Review", SIZE)
        made.put(280, 30, f"{page}", SIZE)

    head()
    for text in [*PARAGRAPHS, *reversed(PARAGRAPHS)]:
        for number, line in enumerate(lines := filled(text, signs, indent)):
            if y < 740 - 15 * PITCH:
                y, column = 740.0, column + 1
            if column == columns:
                made.next_page()
                column, page = 0, page + 1
                head()
            last = number == len(lines) - 1
            # Set as part of a paragraph: all but its last line are stretched.
            set_lines = [line] if last else [line, ""]
            made.column(
                set_lines, 50 + column * (width + gutter), y, signs,
                indent=indent if number == 0 else 0,
            )  # fmt: skip
            y -= PITCH
        y -= between
    return made.data


def lines(found: Extract) -> list[str]:
    return [line for line in found.text.split("\n") if line]


@pytest.mark.parametrize(
    ("columns", "signs", "gutter"), [(1, 96, 0), (2, 46, 14), (3, 30, 12), (4, 21, 10)]
)
@pytest.mark.parametrize(("between", "indent"), [(0, 3), (6, 0)])
def test_justified_columns_are_read_one_after_the_other(
    columns: int, signs: int, gutter: float, between: float, indent: int
) -> None:
    found = read(pages(columns, signs, gutter, between=between, indent=indent))
    assert lines(found) == [*PARAGRAPHS, *reversed(PARAGRAPHS)]


def test_a_heading_over_all_columns_parts_what_is_above_from_what_is_below() -> None:
    made = Print()
    for top, texts in ((760, PARAGRAPHS[:2]), (560, PARAGRAPHS[2:4])):
        made.put(50, top, "A heading over both", 13)
        for number, text in enumerate(texts):
            made.column(filled(text, 46), 50 + number * 240, top - 25, 46)
    assert lines(read(made.data)) == [
        "A heading over both", *PARAGRAPHS[:2], "A heading over both", *PARAGRAPHS[2:4]
    ]  # fmt: skip


TABLE = [
    ["Port", "Cars 2022", "Cars 2023", "Change"],
    ["Nordhaven", "12,400", "13,100", "5.6"],
    ["Sund", "8,150", "7,900", "-3.1"],
    ["All of them", "20,550", "21,000", "2.2 %"],
]


@pytest.mark.parametrize("x", [50, 290])
def test_a_table_gives_its_rows(x: float) -> None:
    made = Print()
    other = 340 - x
    y = made.column(filled(PARAGRAPHS[0], 46), x, 740, 46)
    for row in TABLE:
        for at, cell in zip((0, 80, 135, 190), row, strict=True):
            made.put(x + at, y - 10, cell)
        y -= PITCH
    made.column(filled(PARAGRAPHS[1], 46), x, y - 20, 46)
    y = 740
    for text in PARAGRAPHS[2:5]:
        y = made.column(filled(text, 46), other, y, 46) - 6
    found = lines(read(made.data))
    mine = [PARAGRAPHS[0], *(" | ".join(row) for row in TABLE), PARAGRAPHS[1]]
    beside = PARAGRAPHS[2:5]
    assert found == (mine + beside if x < other else beside + mine)


def test_cells_of_several_lines_are_one() -> None:
    made = Print()
    made.column(filled(PARAGRAPHS[0], 90), 50, 740, 90)
    y = 660
    for name, number in (("Sund", "8"), ("Nordhaven", "12"), ("Vik", "31")):
        made.put(50, y, f"Port of {name}")
        made.put(50, y - 9, "in the north")
        made.put(220, y - 4.5, number)
        y -= 24
    assert lines(read(made.data))[1:] == [
        "Port of Sund in the north | 8",
        "Port of Nordhaven in the north | 12",
        "Port of Vik in the north | 31",
    ]


def test_notes_at_the_foot_follow_the_paragraph_that_goes_on() -> None:
    made = Print()
    text = filled(PARAGRAPHS[0], 60)
    made.column([*text[:2], ""], 50, 200, 60)
    made.put(50, 160, "1 See the annex, which was printed apart.", 6)
    made.put(50, 150, "2 Figures of the ministry.", 6)
    made.next_page()
    made.column(text[2:], 50, 740, 60)
    made.column(filled(PARAGRAPHS[1], 60), 50, 600, 60)
    assert lines(read(made.data)) == [
        PARAGRAPHS[0],
        "1 See the annex, which was printed apart.",
        "2 Figures of the ministry.",
        PARAGRAPHS[1],
    ]


def test_words_are_made_whole_as_the_text_has_them() -> None:
    texts = [f"The {divided('agree-', 'ment')} is an agreement of {divided('well-', 'known')} men."]
    assert made_whole(texts) == (["The agreement is an agreement of well-known men."], 0)
    assert made_whole([divided("light-", "house")]) == (["light-house"], 0)
    words = ["harbour", "vehicle", "weather", "passenger", "station"]
    many = [
        *words,
        *(divided(f"{word[:4]}-", word[4:]) for word in words),
        divided("light-", "house"),
    ]
    assert made_whole(many) == ([*words, *words, "lighthouse"], 1)


def test_order_does_not_depend_on_that_of_the_file() -> None:
    pieces = [
        Piece(x, y, x + 150, y + 8, f"word {x} at {y}", 8.0)
        for x in (50, 220, 390)
        for y in range(700, 500, -10)
    ]
    wanted = [piece.text for piece in pieces]
    assert [line.text for line in lines_in_order(pieces, " | ")] == wanted
    assert [line.text for line in lines_in_order(pieces[::-1], " | ")] == wanted


def beside(x: float, y: float, text: str = "cut here") -> Print:
    made = Print()
    for number, at in enumerate((50, 300)):
        made.column(filled(PARAGRAPHS[number], 46), at, 740, 46)
    made.put(x, y, text)
    return made


@pytest.mark.parametrize(
    ("x", "y"), [(-1e7, 740), (1e7, 740), (50, -1e7), (50, 1e7), (-1e12, 740), (1e12, 740)]
)
def test_what_lies_far_from_its_page_is_no_part_of_it(x: float, y: float) -> None:
    assert lines(read(beside(x, y).data)) == PARAGRAPHS[:2]


@pytest.mark.parametrize(("x", "y"), [(-200, 20), (700, 20), (50, -90)])
def test_what_lies_near_its_page_is_kept(x: float, y: float) -> None:
    assert "cut here" in read(beside(x, y).data).text


HUGE = f"{'9' * 200}.0"


@pytest.mark.parametrize(
    "content",
    [
        f"q 1 0 0 1 {HUGE} 0 cm BT /F 8 Tf {HUGE} 1 Td <414141> Tj ET Q",
        f"q {HUGE} 0 0 1 0 0 cm {HUGE} 0 0 1 0 0 cm BT /F 8 Tf 1 1 Td <414141> Tj ET Q",
        f"q -{HUGE} 0 0 1 0 0 cm {HUGE} 0 0 1 0 0 cm BT /F 8 Tf 0 1 Td <414141> Tj ET Q",
        "BT /F 10000000 Tf 50 700 Td <414141> Tj ET",
    ],
)
def test_letters_that_are_nowhere_or_larger_than_any_page_are_left_out(content: str) -> None:
    made = beside(50, 20, "1")
    made.write(content)
    assert lines(read(made.data)) == PARAGRAPHS[:2]


@pytest.mark.parametrize("count", [0, 1, 6_000])
def test_any_pieces_end(count: int) -> None:
    pieces = [Piece(n % 97, n % 89, n % 97 + 5, n % 89 + 5, "x", 5.0) for n in range(count)]
    assert len("".join(line.text for line in lines_in_order(pieces, "|")).replace(" ", "")) >= count

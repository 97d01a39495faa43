"""Text in old encodings: what a file says, what lies beside it, and what comes out of its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lunar_tui.blank import make
from lunar_tui.intake.encoding import Hints, decoded, encoding_named
from lunar_tui.intake.extract import UnreadableError
from lunar_tui.intake.guessing import readings
from tests.workspaces import run

RUSSIAN = "Китай и Россия подписали меморандум о создании научной станции на Луне."
CHINESE = "中国和俄罗斯签署了关于合作建设国际月球科研站的谅解备忘录。"
TAIWAN = "太空人在月球表面採集岩石樣本後安全返回地球。"
JAPANESE = "日本の宇宙機関は月の探査で協力することに合意したと発表した。"
KOREAN = "러시아와 중국은 달 연구 기지를 함께 건설하기로 합의했다."
POLISH = "Rosja i Chiny podpisały umowę o budowie księżycowej stacji badawczej."
CZECH = "Rusko a Čína podepsaly dohodu o výstavbě měsíční výzkumné stanice."
HUNGARIAN = "Az űrszonda több mint két kilogramm holdkőzetet hozott a Földre."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("iso8859-5", RUSSIAN),
        ("cp866", RUSSIAN),
        ("gb18030", CHINESE),
        ("big5", TAIWAN),
        ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE),
        ("iso2022_jp", JAPANESE),
        ("euc_kr", KOREAN),
        ("iso8859-2", POLISH),
        ("cp1250", POLISH),
        ("iso8859-2", CZECH),
        ("cp1250", HUNGARIAN),
        ("cp1253", "Η αποστολή επέστρεψε με δείγματα από τη Σελήνη."),
        ("cp1254", "Çin ile Rusya, Ay'da bir araştırma üssü kuracağını açıkladı."),
        ("cp1255", "סין ורוסיה חתמו על מזכר הבנות להקמת תחנת מחקר על הירח."),
        ("cp1256", "وقعت الصين وروسيا مذكرة تفاهم لبناء محطة أبحاث على القمر."),
        ("cp1252", "L’équipage a rapporté près de 2 kg d’échantillons à l’été 2020."),
        *(
            (f"utf-16-{end}", text)
            for end in ("le", "be")
            for text in (RUSSIAN, CHINESE, KOREAN, POLISH, "Only ASCII, in two bytes each.")
        ),
    ],
)
def test_a_sentence_is_read(encoding: str, text: str) -> None:
    found = decoded(text.encode(encoding))
    assert found.text == text
    if encoding != "iso2022_jp":
        assert "read as " in found.note
        assert "--encoding" in found.note


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<html><head><meta charset='koi8-r'>", "koi8-r"),
        ('<html><head><meta content="text/html; charset=windows-1251">', "cp1251"),
        ("<?xml version='1.0' encoding='iso-8859-5'?><html>", "iso8859-5"),
    ],
)
def test_what_a_page_says_of_itself_is_no_guess(head: str, encoding: str) -> None:
    found = decoded(f"{head}{RUSSIAN}".encode(encoding), declared=True)
    assert (found.text[len(head) :], found.note) == (RUSSIAN, "")


def test_what_a_page_says_wrongly_is_a_guess() -> None:
    page = f"<html lang='ru'><meta charset='utf-8'>{RUSSIAN}".encode("cp1251")
    found = decoded(page, declared=True)
    assert found.text.endswith(RUSSIAN)
    assert found.note.startswith("read as cp1251")
    # What was cut or damaged is what it says all the same.
    damaged = f"<meta charset='gb2312'>{CHINESE * 9}".encode("gb18030") + b"\xff"
    assert "1 characters are not valid gb18030" in decoded(damaged, declared=True).note


def test_what_it_was_sent_as_goes_before_what_it_says() -> None:
    page = f"<meta charset='utf-8'>{RUSSIAN}".encode("koi8-r")
    assert decoded(page, declared=True, charset="KOI8-R").text.endswith(RUSSIAN)
    assert decoded(page, declared=True, charset="no such").text.endswith(RUSSIAN)


def test_the_language_of_a_workspace_decides_where_little_else_does() -> None:
    data = "žešų".encode("cp1257")
    found = decoded(data, hints=Hints(languages=("lt",)))
    assert found.text == "žešų"


def test_what_somebody_says_decides() -> None:
    data = RUSSIAN.encode("koi8-r")
    assert decoded(data, hints=Hints("cp1251")).text == data.decode("cp1251")
    with pytest.raises(UnreadableError, match="not UTF-8, against --encoding"):
        decoded(data, hints=Hints("utf-8"))


@pytest.mark.parametrize("name", ["rot13", "zlib", "hex", "no such", "", "\u00fc", "idna\x00"])
def test_what_is_no_encoding_is_none(name: str) -> None:
    assert encoding_named(name) == ""


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_say_why(data: bytes) -> None:
    try:
        said = decoded(data).text
    except UnreadableError as error:
        said = str(error)
    assert "\x00" not in said


@given(st.text(st.characters(codec="cp1251"), max_size=60))
def test_a_reading_is_always_one_of_all_the_bytes(text: str) -> None:
    data = text.encode("cp1251")
    for reading in readings(data):
        data.decode(reading.encoding)


# --- the command ------------------------------------------------------------------------------


def test_a_short_text_is_read_as_those_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path / "moon")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_bytes("Žižkov".encode("iso8859-2"))
    alone = run(capsys, "add", "-w", tmp_path / "moon", "--dry-run", folder / "a.txt", "--json")
    (folder / "b.txt").write_bytes(f"{CZECH}\nŽáby šly přes řeku.".encode("iso8859-2"))
    both = run(capsys, "add", "-w", tmp_path / "moon", "--dry-run", folder, "--json")
    assert "or as" in alone.json["added"][0]["notes"][0]
    assert both.json["added"][0]["notes"] == [
        "read as iso8859-2, as the files beside it; if that is wrong, add it with --encoding NAME"
    ]


def test_an_encoding_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "moon"
    make(root)
    (tmp_path / "a.txt").write_bytes(RUSSIAN.encode("cp866"))
    outcome = run(capsys, "add", "-w", root, "--encoding", "none", tmp_path / "a.txt")
    assert (outcome.code, len(outcome.err.splitlines())) == (2, 1)
    assert 'no encoding "none"' in outcome.err
    outcome = run(capsys, "add", "-w", root, "--encoding", "UTF8", tmp_path / "a.txt")
    assert (outcome.code, len(outcome.err.splitlines())) == (1, 1)
    assert "not UTF-8, against --encoding" in outcome.err
    outcome = run(capsys, "add", "-w", root, "--encoding", "IBM866", tmp_path / "a.txt")
    assert outcome.code == 0
    assert "read as" not in outcome.out
    assert (root / "articles/a.txt").read_text("utf-8") == RUSSIAN

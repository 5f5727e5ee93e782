"""The tables of the exchange, read and written by the add-in's VBA in Calc."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.macros.calc import HEADS, Book, Calc, escaped, finding, table

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("macros in Calc")]
GAP = "␞"
HARD = (
    "tab\tin",
    "two\nlines\r\n",
    "back\\slash \\n \\t",
    "Nguyễn Văn Ánh 𝔸",
    "=1+1",
    "{0} %TEMP% \"q\" 'x'",
    "",
)


def test_fields_come_back_as_they_were_written(calc: Calc) -> None:
    line = "\t".join(map(escaped, HARD))
    assert calc.told("Probe.Fields", line).split(GAP) == list(HARD)


def test_lines_are_counted_whatever_ends_them_and_whatever_marks_the_beginning(calc: Calc) -> None:
    for text, count in (("", 0), ("\r\n", 0), ("a\tb\r\nc\td\r\n", 2), ("a\nb", 2), ("﻿a\r\n", 1), ("﻿", 0)):
        assert calc.told("Probe.CountLines", text) == count, repr(text)


def test_keys_are_found_by_their_whole_name(calc: Calc) -> None:
    text = "status_more\t5\r\nstatus\t1\r\nmessage\tCó lỗi\\nhai dòng\r\n"
    assert calc.run("MtqgExchange.ValueOf", text, "status") == "1"
    assert calc.run("MtqgExchange.ValueOf", text, "message") == "Có lỗi\nhai dòng"
    assert calc.run("MtqgExchange.ValueOf", text, "out") == ""
    for value in HARD:
        pair = calc.run("MtqgExchange.Pair", "key", value)
        assert pair == f"key\t{escaped(value)}\r\n"


def test_findings_are_read_by_the_names_of_the_columns(calc: Calc, book: Book) -> None:
    more = ("new", *reversed(HEADS))
    record = finding("F1", "E9", message="=1+1", title="Sai\tdòng\n2")
    assert book.run("Load", table(more, record), "") == f"F1|Sai\tdòng\n2|=1+1{GAP}"
    assert book.run("Load", table(HEADS), "") == ""
    assert book.run("Load", "", "") == ""
    assert book.run("Load", "id\ttitle\r\nF1\r\n", "") == f"F1||{GAP}"


def test_places_in_sentences_are_filled_once(calc: Calc) -> None:
    assert calc.told("Probe.Filled", "walk.unseen", "{1}", "x").startswith("Ô {1} nằm ở dòng")


def test_the_stand_in_for_files_keeps_vietnamese(calc: Calc, tmp_path: Path) -> None:
    text = "Biểu số 16 – dòng “A”\r\n"
    path = tmp_path / "thử.tsv"
    assert calc.told("Probe.RoundTrip", str(path), text) == text
    assert path.read_bytes() == b"\xff\xfe" + text.encode("utf-16-le")


def test_only_decimals_a_cell_can_hold_are_numbers(calc: Calc) -> None:
    for text in ("26844", "-1.5", "0", "0.000001", "123456789012345"):
        assert calc.run("MtqgNumber.IsDecimal", text), text
    for text in ("", "-", ".", "1.", "1,5", "1e5", "&H10", " 1", "--1", "1.2.3", "1234567890123456", "=1"):
        assert not calc.run("MtqgNumber.IsDecimal", text), text


def test_only_addresses_name_cells(calc: Calc) -> None:
    for text in ("E9", "a1", "XFD1048576"):
        assert calc.run("MtqgPlaces.IsAddress", text), text
    for text in ("", "E", "9", "A1:B2", "Ten", "E9!", "ABCD1", "9E", "E-1"):
        assert not calc.run("MtqgPlaces.IsAddress", text), text

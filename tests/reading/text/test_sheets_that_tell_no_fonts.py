"""A sheet without fonts is read in an old encoding only when all its texts point to one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mtqg_xl.ooxml import Cell, Sheet
from mtqg_xl.reading.text.undeclared import read_undeclared
from tests.reading.text.test_fonts_of_the_old_encodings import PHRASES, tcvn3, vni


def sheet_of(*texts: str) -> Sheet:
    cells = {(at, 1): Cell(at, 1, "text", text, None, 0) for at, text in enumerate(texts, 1)}
    cells[len(texts) + 1, 1] = Cell(len(texts) + 1, 1, "number", "5", None, 0)
    return Sheet("S", cells, (), frozenset(), frozenset(), len(cells), 1)


def texts_of(sheet: Sheet | None) -> list[str]:
    assert sheet is not None
    return [cell.text for cell in sheet.cells.values()]


@pytest.mark.parametrize("encode", [tcvn3, vni])
def test_a_sheet_all_in_one_encoding_is_read(encode: Callable[[str], str]) -> None:
    small = [phrase.lower() for phrase in PHRASES]
    found = read_undeclared(sheet_of(*map(encode, small), encode("ghi chú"), "Tong"))
    assert texts_of(found) == [*small, "ghi chú", "Tong", "5"]


def test_one_text_of_unicode_leaves_it_open() -> None:
    assert read_undeclared(sheet_of(*map(tcvn3, PHRASES), "Tổng số")) is None


def test_few_texts_leave_it_open() -> None:
    assert read_undeclared(sheet_of(*map(tcvn3, PHRASES[:4]))) is None


def test_texts_of_two_encodings_leave_it_open() -> None:
    assert read_undeclared(sheet_of(*map(tcvn3, PHRASES), *map(vni, PHRASES))) is None


def test_texts_of_another_language_leave_it_open() -> None:
    french = (
        "été passé",
        "où ça",
        "élève doué",
        "garçon près",
        "forêt brûlée",
        "naïveté",
        "à côté du château",
    )
    assert read_undeclared(sheet_of(*french)) is None

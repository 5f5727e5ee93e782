"""Lists grown, filled, and computed anew by LibreOffice: every formula comes to what it must."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.ooxml import Workbook, to_a1
from mtqg_xl.ooxml.archive import rewrite
from tests.libreoffice.office import Office, program
from tests.ooxml.growing.growth import grow_file, members
from tests.ooxml.growing.lists import (
    ENTRIES,
    FIRST,
    LAST,
    LENGTH,
    LIST,
    SUMMARY,
    Entry,
    expected,
    formulas,
    write_list,
)

pytestmark = pytest.mark.libreoffice

#: Before which row, and how many.
CASES = [(FIRST - 1, 1), (FIRST, 2), (FIRST + 1, 1), (FIRST + 5, 7), (LAST, 3), (LAST + 1, 2), (LAST + 4, 2)]
_SHEET = "xl/worksheets/sheet1.xml"


def new_entries(count: int) -> list[Entry]:
    return [Entry(f"Xã 1{n} mới", (n * 5 % 9 + 2, n + 3, 40 + n)) for n in range(count)]


def fill(path: Path, before: int, entries: list[Entry]) -> None:
    """Write the entries into the new rows, which hold formatted blank cells or nothing."""
    sheet = members(path)[_SHEET].decode()
    for row, entry in enumerate(entries, before):
        cells = f'<c r="A{row}" t="inlineStr"><is><t>{entry.name}</t></is></c>'
        for column, figure in enumerate(entry.figures, 2):
            cells += f'<c r="{to_a1(row, column)}"><v>{figure}</v></c>'
        if f'<row r="{row}"' in sheet:
            sheet = re.sub(rf'(<row r="{row}"[^>]*>).*?(</row>)', rf"\g<1>{cells}\g<2>", sheet)
        else:
            below = min(int(found) for found in re.findall(r'<row r="(\d+)"', sheet) if int(found) > row)
            sheet = sheet.replace(f'<row r="{below}"', f'<row r="{row}">{cells}</row><row r="{below}"')
    path.write_bytes(rewrite(path.read_bytes(), {_SHEET: sheet.encode()}))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, int], dict[str, list[object]]]:
    """What LibreOffice shows below the list and in the summary, for every case."""
    if program() is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("danh sách")
    write_list(folder / "gốc.xlsx")
    books = {}
    for before, count in CASES:
        books[before, count] = folder / f"d{before}_{count}.xlsx"
        grow_file(folder / "gốc.xlsx", books[before, count], LIST, before, count)
        fill(books[before, count], before, new_entries(count))
    out = folder / "tính lại"
    Office.in_folder(folder / "lo").recalculate(out, *books.values())
    found = {}
    for (before, count), path in books.items():
        book = openpyxl.load_workbook(out / path.name, data_only=True)
        # A total that stood below the list stands below it still, new rows between totals aside.
        lines = [LAST + 1 + at for at in range(len(formulas("B1", "B2")))]
        moved = [line + count if line >= before else line for line in lines]
        found[before, count] = {
            LIST: [book[LIST].cell(line, 2).value for line in moved],
            SUMMARY: [book[SUMMARY].cell(line, 1).value for line in range(1, 8)],
        }
        book.close()
    return found


@pytest.mark.parametrize(("before", "count"), CASES)
def test_all_formulas_over_a_grown_list(
    shown: dict[tuple[int, int], dict[str, list[object]]], before: int, count: int
) -> None:
    new = new_entries(count)
    at = before - FIRST
    inside = 0 < at < LENGTH
    covered = [*ENTRIES[:at], *new, *ENTRIES[at:]] if inside else list(ENTRIES)
    below, summary = expected(covered, [*ENTRIES, *new])
    assert shown[before, count] == {LIST: below, SUMMARY: summary}


@pytest.mark.parametrize(("before", "count"), CASES)
def test_our_own_reading_agrees_on_what_the_formulas_say(tmp_path: Path, before: int, count: int) -> None:
    write_list(tmp_path / "gốc.xlsx")
    grow_file(tmp_path / "gốc.xlsx", tmp_path / "ra.xlsx", LIST, before, count)
    sheet = Workbook.open(tmp_path / "ra.xlsx").sheet(LIST)

    def moved(row: int) -> int:
        return row + count if row >= before else row

    for at, formula in enumerate(formulas(f"B{moved(FIRST)}", f"B{moved(LAST)}"), 1):
        cell = sheet.cell(moved(LAST + at), 2)
        assert cell is not None
        assert cell.formula == formula

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from mtqg_xl.ooxml import Cell, Workbook

SHEETS, ROWS, COLUMNS = 4, 60, 12


def content(sheet: int, row: int, column: int) -> str | float | bool:
    """A value for a cell: texts at the left, one column of truth values, numbers elsewhere."""
    if column < 3:
        return f"Xã số {row} – “cột {column}” <&> của biểu {sheet}"
    if column == 3:
        return row % 2 == 0
    return (row * 31 + column * 7) / (sheet + 3)


def made_by_xlsxwriter(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"})
    for sheet in range(SHEETS):
        page = book.add_worksheet(f"Biểu {sheet + 1}")
        for row in range(ROWS):
            for column in range(COLUMNS):
                page.write(row, column, content(sheet, row, column), percent if column == 5 else None)
            page.write_formula(row, COLUMNS, f"=SUM(E{row + 1}:L{row + 1})", None, row)
        page.write_rich_string(ROWS, 0, "Tổng ", bold, "cộng")
        page.merge_range(ROWS + 1, 0, ROWS + 1, 3, "Người lập biểu")
        page.set_row(2, None, None, {"hidden": True})
    book.close()


def made_by_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for sheet in range(SHEETS):
        page = book.create_sheet(f"Biểu {sheet + 1}")
        for row in range(ROWS):
            page.append([content(sheet, row, column) for column in range(COLUMNS)])
            page.cell(row + 1, 6).number_format = "0.0%"
            page.cell(row + 1, COLUMNS + 1, f"=SUM(E{row + 1}:L{row + 1})")
        page.merge_cells(start_row=ROWS + 2, start_column=1, end_row=ROWS + 2, end_column=4)
        page.row_dimensions[3].hidden = True
    book.save(path)


def value(cell: Cell | None) -> object:
    if cell is None or cell.kind == "blank":
        return None
    if cell.kind == "number":
        return float(cell.text)
    return cell.text == "1" if cell.kind == "bool" else cell.text


@pytest.mark.parametrize("make", [made_by_xlsxwriter, made_by_openpyxl])
def test_every_cell_is_read_as_openpyxl_reads_it(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "biểu.xlsx"
    make(path)
    book = Workbook.open(path)
    values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    assert [info.name for info in book.sheets] == values.sheetnames
    for info in book.sheets:
        sheet, page = book.sheet(info.name), values[info.name]
        assert sheet.columns_used == COLUMNS + 1
        for row in range(1, ROWS + 4):
            for column in range(1, COLUMNS + 3):
                cell = sheet.cell(row, column)
                assert value(cell) == page.cell(row, column).value
                written = formulas[info.name].cell(row, column)
                expected = str(written.value)[1:] if written.data_type == "f" else None
                assert (cell.formula if cell else None) == expected
                if cell:
                    assert book.number_format(cell.style) == written.number_format
        assert sheet.merges == tuple(
            (area.min_row, area.min_col, area.max_row, area.max_col) for area in page.merged_cells.ranges
        )
        assert sheet.hidden_rows == {3}

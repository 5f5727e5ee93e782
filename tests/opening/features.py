"""A small workbook with everything in it that the formats keep in ways of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

FIRST, SECOND, HIDDEN = "Biểu 1", "Phụ lục's", "ẩn"


def write_features(path: Path) -> Path:
    """Numbers, texts, dates, formulas, merges, fonts, hidden rows, columns and sheets."""
    book = xlsxwriter.Workbook(path)
    two = book.add_format({"num_format": "0.00"})
    old = book.add_format({"font_name": ".VnTime"})
    raised = book.add_format({"font_script": 1})
    plain = book.add_format({"font_name": "Times New Roman"})
    percent = book.add_format({"num_format": "0.00%", "font_name": "Arial"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    as_text = book.add_format({"num_format": "@"})
    sheet, second, hidden = (book.add_worksheet(name) for name in (FIRST, SECOND, HIDDEN))
    sheet.merge_range("A1:D1", "Tæng sè vèn", old)
    sheet.merge_range("F2:F4", "dọc", plain)
    for row, number in enumerate((26844, 766.178594, -0.5, 1234567.125), 1):
        sheet.write_number(row, 0, number)
    sheet.write_formula("B2", "=SUM(A2:A5)", None, 1262176.803594)
    sheet.write_formula("B3", '=IFERROR(A2/A9,"không có")', None, "không có")
    sheet.write_formula("B4", '=IF(A2>=1,"đạt ""tốt""","chưa")', None, 'đạt "tốt"')
    sheet.write_formula("B5", "='Phụ lục''s'!A1*2+SUM('Phụ lục''s'!A1:$B$2)", None, 36)
    sheet.write_formula("B6", "=ROUND(A2/A3*100,2)-A4%", two, 3503.625)
    sheet.write_array_formula("B7:B8", "{=A2:A3*2}", None, 53688)
    sheet.write_number("B8", 1532.357188)
    sheet.write_number("C2", 0.2525, percent)
    sheet.write_datetime("C3", date(2023, 6, 30), day)
    sheet.write_string("C4", "001", as_text)
    sheet.write_string("C5", "1.1")
    sheet.write_boolean("D2", True)
    sheet.write_formula("D3", "=1/A9", None, "#DIV/0!")
    sheet.write_string("D4", "hai  khoảng\ntrắng và dòng mới ")
    sheet.write_rich_string("D5", plain, "Vốn ĐTPT", raised, "(1)", plain, " năm")
    second.write_string("E2", "trong cột ẩn")
    second.write_string("A10", "trong hàng ẩn")
    second.set_column("E:E", None, None, {"hidden": True})
    second.set_row(9, None, None, {"hidden": True})
    second.write_number("A1", 12)
    second.write_number("B2", 0)
    hidden.write_string("A1", "ở trang ẩn")
    hidden.hide()
    book.close()
    return path

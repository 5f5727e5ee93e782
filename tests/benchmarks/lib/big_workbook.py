"""A made-up workbook of the size of a province's annex: 16 sheets, all cells waiting to be filled."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

SEED = 20261121
SHEETS, ROWS, INPUTS = 15, 110, 13
FIRST_ROW = 6
_KINDS = ("Xã", "Phường", "Thị trấn")
_NAMES = ("Đăk Tờ Re", "Ngọc Linh", "Măng Ri", "Đống Đa", "Tà Rụt", "Ea Hiao", "Chư Prông")

Place = tuple[int, int]


@dataclass
class Filling:
    """What is to be written: figures in empty cells, and values under the formulas."""

    inputs: dict[str, dict[Place, int | Decimal]] = field(default_factory=dict)
    results: dict[str, dict[Place, Decimal | str]] = field(default_factory=dict)
    texts: int = 0

    @property
    def counts(self) -> tuple[int, int, int]:
        """Inputs, formulas, and all cells."""
        inputs = sum(map(len, self.inputs.values()))
        results = sum(map(len, self.results.values()))
        return inputs, results, inputs + results + self.texts


def make(path: Path) -> Filling:
    """Write the workbook to ``path``, the same every time, and say what is to be filled in."""
    chance, filling = random.Random(SEED), Filling()
    with xlsxwriter.Workbook(path) as book:
        styles = {
            "text": book.add_format({"border": 1, "font_name": "Times New Roman", "text_wrap": True}),
            "head": book.add_format({"border": 1, "bold": True, "align": "center", "bg_color": "#DDEBF7"}),
            "whole": book.add_format({"border": 1, "num_format": "#,##0"}),
            "part": book.add_format({"border": 1, "num_format": "#,##0.00"}),
            "share": book.add_format({"border": 1, "num_format": "0.0%"}),
            "total": book.add_format({"border": 1, "bold": True, "num_format": "#,##0.00"}),
        }
        names = [f"Biểu {number:02d} - Huyện" for number in range(1, SHEETS + 1)]
        for name in names:
            _district(book, styles, name, chance, filling)
        _summary(book, styles, names, chance, filling)
    return filling


def _district(book: Any, styles: dict[str, Any], name: str, chance: random.Random, filling: Filling) -> None:
    sheet = book.add_worksheet(name)
    inputs = filling.inputs[name] = {}
    results = filling.results[name] = {}
    sheet.merge_range(
        0, 0, 0, 24, f"BÁO CÁO KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA – {name}", styles["head"]
    )
    heads = ["TT", "Đơn vị", "Loại", *(f"Chỉ tiêu {number}" for number in range(1, 23))]
    sheet.write_row(FIRST_ROW - 2, 0, heads, styles["head"])
    sheet.set_column(1, 1, 28)
    first, last = FIRST_ROW, FIRST_ROW + ROWS - 1
    for row in range(first, last + 1):
        kind = chance.choice(_KINDS)
        sheet.write(row - 1, 0, row - first + 1, styles["whole"])
        sheet.write(row - 1, 1, f"{kind} {chance.choice(_NAMES)} số {row}", styles["text"])
        sheet.write(row - 1, 2, kind, styles["text"])
        for column in range(INPUTS):
            whole = column % 3 != 2
            sheet.write_blank(row - 1, 3 + column, None, styles["whole" if whole else "part"])
            value = chance.randrange(10**6)
            inputs[row, 4 + column] = value if whole else Decimal(value) / 100
        for column, (formula, style) in enumerate(_formulas(row, first, last)):
            sheet.write_formula(row - 1, 16 + column, formula, styles[style])
            text = "Đạt" in formula
            results[row, 17 + column] = "Đạt" if text else Decimal(chance.randrange(10**9)) / 10000
    for column in range(3, 25):
        letter = xlsxwriter.utility.xl_col_to_name(column)
        sheet.write_formula(last, column, f"=SUBTOTAL(9,{letter}{first}:{letter}{last})", styles["total"])
        results[last + 1, column + 1] = Decimal(chance.randrange(10**9)) / 100
    filling.texts += 1 + len(heads) + 3 * ROWS


def _formulas(row: int, first: int, last: int) -> list[tuple[str, str]]:
    """Nine formulas of the sorts that annexes have."""
    kinds, figures = f"$C${first}:$C${last}", f"$D${first}:$D${last}"
    return [
        (f"=SUM(D{row}:I{row})", "part"),
        (f"=SUM(J{row}:P{row})", "part"),
        (f"=Q{row}+R{row}", "part"),
        (f"=IFERROR(ROUND(Q{row}/S{row},3),0)", "share"),
        (f'=IF(T{row}>=0.5,"Đạt","Chưa đạt")', "text"),
        (f"=SUMIF({kinds},C{row},{figures})", "part"),
        (f'=COUNTIFS({kinds},C{row},{figures},">"&D{row})', "whole"),
        (f"=IF(D{row}=0,0,E{row}/D{row})", "share"),
        (f"=SUMPRODUCT(({kinds}=C{row})*{figures})", "part"),
    ]


def _summary(
    book: Any, styles: dict[str, Any], names: list[str], chance: random.Random, filling: Filling
) -> None:
    name = "Tổng hợp toàn tỉnh"
    sheet = book.add_worksheet(name)
    results = filling.results[name] = {}
    sheet.write_row(0, 0, ["Đơn vị", *(f"Chỉ tiêu {number}" for number in range(1, 14))], styles["head"])
    for row, district in enumerate(names, 2):
        sheet.write(row - 1, 0, district, styles["text"])
        for column in range(1, 14):
            letter = xlsxwriter.utility.xl_col_to_name(column + 2)
            sheet.write_formula(row - 1, column, f"='{district}'!{letter}{FIRST_ROW + ROWS}", styles["total"])
            results[row, column + 1] = Decimal(chance.randrange(10**9)) / 100
    filling.texts += 14 + len(names)

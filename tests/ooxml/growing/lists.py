"""A workbook with one list and every usual way of computing over it, and what it must show once grown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

LIST, SUMMARY = "Biểu 16 (xã, thôn)", "Tổng hợp"
FIRST, LENGTH = 4, 10
LAST = FIRST + LENGTH - 1
_AT = f"'{LIST}'!"


@dataclass(frozen=True)
class Entry:
    """One row of the list: a name and three figures."""

    name: str
    figures: tuple[int, int, int]


ENTRIES = tuple(Entry(f"Xã {n}", (n * 7 % 11 + 1, n * n % 13, 100 - 3 * n)) for n in range(1, LENGTH + 1))


def write_list(path: Path) -> None:
    """The workbook as the user has it."""
    book = xlsxwriter.Workbook(path)
    sheet, summary = book.add_worksheet(LIST), book.add_worksheet(SUMMARY)
    box = book.add_format({"border": 1, "num_format": "#,##0"})
    sheet.write_row(1, 0, ["Tên xã", "Hộ nghèo", "Cận nghèo", "Khác", "Cộng", "Luỹ kế"])
    for at, entry in enumerate(ENTRIES):
        row = FIRST + at
        sheet.write_row(row - 1, 0, [entry.name, *entry.figures], box)
        sheet.write_formula(row - 1, 4, f"=SUM(B{row}:D{row})", box)
        sheet.write_formula(row - 1, 5, f"=B{row}" if at == 0 else f"=F{row - 1}+B{row}", box)
    for at, formula in enumerate(formulas(f"B{FIRST}", f"B{LAST}")):
        sheet.write_formula(LAST + at, 1, "=" + formula)
    book.define_name("HoNgheo", f"={_AT}$B${FIRST}:$B${LAST}")
    book.define_name("DongCuoi", f"={_AT}$B${LAST}")
    summary.write_formula("A1", f"=SUM({_AT}B{FIRST}:B{LAST})")
    summary.write_formula("A2", "=SUM(HoNgheo)")
    summary.write_formula("A3", "=DongCuoi")
    summary.write_formula("A4", f"={_AT}B{FIRST + 1}*1000+{_AT}B{LAST - 1}")
    summary.write_formula("A5", f'=SUMIFS({_AT}D:D,{_AT}A:A,"Xã *")')
    summary.write_array_formula("A6:A6", f"{{=SUM({_AT}B{FIRST}:B{LAST}*{_AT}C{FIRST}:C{LAST})}}")
    summary.write_formula("A7", f"=SUM({_AT}{FIRST}:{FIRST})")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"={_AT}$B${FIRST}:$B${LAST}"})
    summary.insert_chart("C3", chart)
    sheet.conditional_format(
        FIRST - 1, 1, LAST - 1, 1, {"type": "formula", "criteria": f"=$B{FIRST}>5", "format": box}
    )
    sheet.data_validation(FIRST - 1, 1, LAST - 1, 3, {"validate": "integer", "criteria": ">=", "value": 0})
    sheet.print_area(0, 0, LAST + 12, 5)
    sheet.freeze_panes(3, 1)
    book.close()


def formulas(first: str, last: str) -> list[str]:
    """The formulas below the list, over the cells from ``first`` to ``last`` of column B."""
    a, b = first, last
    over, names, others = f"{a}:{b}", f"A{a[1:]}:A{b[1:]}", f"C{a[1:]}:C{b[1:]}"
    return [
        f"SUM({over})",
        f"SUBTOTAL(9,{over})",
        f"COUNT({over})*100+ROWS({over})",
        f"MAX($B${a[1:]}:$B${b[1:]})-MIN({over})",
        f"SUMIF({names},\"Xã 1*\",{over})",
        f"SUMPRODUCT(({over}>5)*{others})",
        f"VLOOKUP(\"Xã 7\",$A${a[1:]}:$D${b[1:]},4,FALSE)",
        f"MATCH(\"Xã 7\",{names},0)",
        f"INDEX({over},ROWS({over}))",
        f"{a}+{b}",
    ]  # fmt: skip


def expected(covered: Sequence[Entry], listed: Sequence[Entry]) -> tuple[list[float], list[float]]:
    """What stands below the list and in the summary.

    ``covered`` are the rows that the ranges over the list run through, ``listed`` all rows with the
    new ones wherever they stand.
    """
    b = [entry.figures[0] for entry in covered]
    c = [entry.figures[1] for entry in covered]
    names = [entry.name for entry in covered]
    seventh = names.index("Xã 7")
    below = [
        sum(b),
        sum(b),
        len(b) * 100 + len(b),
        max(b) - min(b),
        sum(x for x, name in zip(b, names, strict=True) if name.startswith("Xã 1")),
        sum(y for x, y in zip(b, c, strict=True) if x > 5),
        covered[seventh].figures[2],
        seventh + 1,
        b[-1],
        ENTRIES[0].figures[0] + ENTRIES[-1].figures[0],
    ]
    first = ENTRIES[0].figures
    summary = [
        sum(b),
        sum(b),
        ENTRIES[-1].figures[0],
        ENTRIES[1].figures[0] * 1000 + ENTRIES[-2].figures[0],
        sum(entry.figures[2] for entry in listed),
        sum(x * y for x, y in zip(b, c, strict=True)),
        # The figures, their sum and the running sum of the first entry.
        sum(first) * 2 + first[0],
    ]
    return below, summary

"""The sheet of findings in an open workbook: one write, then its looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from mtqg_xl.api.live import CellValue, list_title

if TYPE_CHECKING:
    from xlwings import Book, Sheet

_WIDTHS: Final = (7, 12, 34, 16, 13, 13, 13, 60, 48)
#: Columns of figures, from 0 with the hidden one; the others are texts and stay texts.
_FIGURES: Final = (5, 6, 7)
#: Excel leaves a point behind a whole figure where decimals are optional: there are two formats.
_WHOLE: Final = "#,##0_)"
_DECIMALS: Final = "#,##0.0###_)"
_HEAD_COLOUR: Final = (0xDD, 0xEB, 0xF7)
_FONT: Final = "Times New Roman"
#: Every link is a question to the other program.
_MOST_LINKS: Final = 500


def free_name(book: Book) -> str:
    """The usual name of the list, numbered when somebody has a sheet of that name."""
    taken = {sheet.name.casefold() for sheet in book.sheets}
    usual = list_title()
    number = 1
    name = usual
    while name.casefold() in taken:
        number += 1
        name = f"{usual} ({number})"
    return name


def write_list(book: Book, name: str, lines: Sequence[Sequence[CellValue]], remark: str = "") -> Sheet:
    """Write the list as the last sheet that is seen; ``remark`` is what else has to be told."""
    head = next(at for at, line in enumerate(lines) if line[2] is not None)
    told = [list(line) for line in lines]
    if remark:
        told.insert(head, ["", remark, *[None] * (len(lines[0]) - 2)])
        head += 1
    seen = [sheet for sheet in book.sheets if sheet.visible]
    sheet = book.sheets.add(name, after=seen[-1])
    rows, columns = len(told), len(told[0])
    whole = sheet.range((1, 1), (rows, columns))
    # As text first: a title or a sheet's name that begins like a formula must not become one.
    whole.number_format = "@"
    if rows > head + 1:
        figures = sheet.range((head + 2, _FIGURES[0] + 1), (rows, _FIGURES[-1] + 1))
        figures.number_format = _WHOLE
        for row, line in enumerate(told[head + 1 :], start=head + 2):
            numbers = [line[column] for column in _FIGURES]
            if any(isinstance(one, float) and not one.is_integer() for one in numbers):
                decimals = sheet.range((row, _FIGURES[0] + 1), (row, _FIGURES[-1] + 1))
                decimals.number_format = _DECIMALS
    whole.value = told
    _dress(sheet, head, rows, columns)
    _link(book, sheet, told, head)
    return sheet


def _dress(sheet: Sheet, head: int, rows: int, columns: int) -> None:
    whole = sheet.range((1, 1), (rows, columns))
    whole.font.name = _FONT
    whole.vertical_alignment = "top"
    sheet.range((1, 2)).font.size = 16
    for row in (1, head + 1):
        sheet.range((row, 2), (row, columns)).font.bold = True
    heads = sheet.range((head + 1, 2), (head + 1, columns))
    heads.color = _HEAD_COLOUR
    sheet.range((head + 1, 2), (rows, columns)).wrap_text = True
    for column, width in enumerate(_WIDTHS, start=2):
        sheet.range((1, column)).column_width = width
    sheet.range((1, 1)).column_width = 0
    sheet.range((head + 1, 2), (rows, columns)).rows.autofit()


def _link(book: Book, sheet: Sheet, lines: Sequence[Sequence[CellValue]], head: int) -> None:
    """Make the addresses lead to their cells: press a line, land on the cell."""
    names = {one.name for one in book.sheets}
    for row, line in enumerate(lines[head + 1 : head + 1 + _MOST_LINKS], start=head + 2):
        name, mark, cell = str(line[4] or "").rpartition("!")
        # What is shown is entered like anything typed: a name that begins like a formula is left a text.
        if mark and name in names and name[:1] not in "=+-@":
            quoted = name.replace("'", "''")
            sheet.range((row, 5)).add_hyperlink(f"#'{quoted}'!{cell}", f"{name}!{cell}", name)

"""What a check leaves in a workbook: a colour, a note, a link, and a sheet that lists the findings."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Final

from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.patching import Link, NewCell, NewSheet, Patch
from tests.ooxml.features.specimen import Specimen

NAME: Final = "Phát hiện & <lỗi>"
NOTE: Final = 'Tổng "<sai>" & thiếu 5 hộ\ndòng hai'
PLACE: Final = "'Phát hiện & <lỗi>'!A2"


def added_to(book: Specimen) -> bytes:
    """The workbook with a coloured cell, two notes, two links and a sheet of findings."""
    patch = Patch(Package(Path(f"biểu{book.suffix}"), book.data))
    patch.set_fill(book.sheet, book.number, "FFC7CE")
    patch.set_note(book.sheet, book.text, NOTE)
    patch.set_note(book.sheet, "H11", NOTE)
    patch.set_link(book.sheet, book.text, location=PLACE, tip="Xem phát hiện")
    patch.set_link(book.sheet, "H11", target="https://example.vn/?a=1&b=<2>")
    leading = Link(location=f"'{book.sheet}'!{book.number}")
    rows: list[list[NewCell | None]] = [
        [NewCell("Các ô cần xem lại", "title")],
        [NewCell(book.number, "link", leading), NewCell("Sai tổng", "body"), None],
        [NewCell(Decimal("-1234.5"), "number", colour="FFC7CE")],
    ]
    patch.add_sheet(NewSheet(NAME, rows, widths=[12, 40], frozen=1))
    return patch.to_bytes()

"""Small workbooks for these tests: formulas with the values that stand under them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from mtqg_xl.recalculation import Place

#: A value, or a formula (with its equals sign) and the value stored under it.
Content = Any


def saved_by_excel(
    sheets: Mapping[str, Mapping[str, Content]], names: Mapping[str, str] | None = None
) -> bytes:
    """A workbook whose stored values are Excel's: nothing in it asks for recalculation."""
    return _without(b' fullCalcOnLoad="1"', written(sheets, names))


def written(sheets: Mapping[str, Mapping[str, Content]], names: Mapping[str, str] | None = None) -> bytes:
    """A workbook as a program writes it that computes nothing: it asks for recalculation."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for address, content in cells.items():
                if isinstance(content, tuple):
                    formula, value = content
                    write = sheet.write_array_formula if formula.startswith("{") else sheet.write_formula
                    if formula.startswith("{"):
                        write(f"{address}:{address}", formula, None, value)
                    else:
                        write(address, formula, None, value)
                else:
                    sheet.write(address, content)
        for name, text in (names or {}).items():
            book.define_name(name, text)
    return stream.getvalue()


def at(address: str, sheet: str = "Biểu") -> Place:
    """The place of ``address``, as in "B3"."""
    from mtqg_xl.ooxml import from_a1

    return (sheet, *from_a1(address))


def _without(text: bytes, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info).replace(text, b""))
    return out.getvalue()

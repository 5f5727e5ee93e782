"""The add-in as a file: a workbook with hidden tables, the project, the ribbon."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Final

from mtqg_xl.addin.parts import packed, with_ribbons
from mtqg_xl.addin.sources import Sources
from mtqg_xl.addin.vba import Project, document, project_bytes
from mtqg_xl.messages import in_vietnamese

Rows = Sequence[Sequence["str | int | None"]]
Tables = Mapping[str, Rows]

#: The name of the project, as the editor shows it.
PROJECT: Final = "MtqgXl"
#: The hidden sheet of texts: a key and its text on every line.
TEXTS_SHEET: Final = "i18n"
WORKBOOK_MODULE: Final = "ThisWorkbook"
# No part carries the time at which it was made.
_MADE: Final = datetime(2025, 1, 1)
_WIDTHS: Final = (4, 78)
# Not every program finds the height of wrapped text by itself; letters that surely fit on a line.
_LINE_LETTERS: Final = 68
_LINE_HEIGHT: Final = 17


class Container(Enum):
    """What is made of the project: the add-in, or a workbook with the same code to try it in."""

    ADDIN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
    WORKBOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def project_of(sources: Sources, sheets: int) -> Project:
    """The project of the add-in: a module for the workbook, one for each of its sheets, then the sources."""
    documents = (
        document(WORKBOOK_MODULE, workbook=True),
        *(document(sheet_module(number)) for number in range(1, sheets + 1)),
    )
    return Project(PROJECT, (*documents, *(file.module for file in sources.files)))


def sheet_module(number: int) -> str:
    """The name of the module, and so the code name, of a sheet counted from 1."""
    return f"Sheet{number}"


def package_bytes(sources: Sources, tables: Tables, container: Container, version: str) -> bytes:
    """The file; the same sources and tables give the same bytes on any machine.

    ``tables`` are further hidden sheets by name, beside that of the texts: texts and whole numbers only,
    written as they are, so that nothing in them becomes a formula.
    """
    all_tables = {TEXTS_SHEET: sorted(sources.texts.items()), **tables}
    project = project_bytes(project_of(sources, len(all_tables) + 1))
    plain = _workbook(all_tables, project, version)
    return packed(with_ribbons(plain, sources.ribbon_2010, sources.ribbon_2007, container.value))


def _workbook(tables: Tables, project: bytes, version: str) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": in_vietnamese("addin.title"), "created": _MADE})
        book.add_vba_project(io.BytesIO(project), is_stream=True)
        book.set_vba_name(WORKBOOK_MODULE)
        # A workbook must show one sheet, and people may open this one by a double click.
        cover = book.add_worksheet(in_vietnamese("addin.cover"))
        cover.set_vba_name(sheet_module(1))
        cover.hide_gridlines(2)
        cover.set_paper(9)
        cover.fit_to_pages(1, 0)
        for column, width in enumerate(_WIDTHS):
            cover.set_column(column, column, width)
        heading = book.add_format({"bold": True, "font_size": 16})
        plain = book.add_format({"text_wrap": True, "valign": "top", "font_size": 12})
        lines = in_vietnamese("addin.cover_text", version=version).splitlines()
        cover.write_string(1, 1, in_vietnamese("addin.title"), heading)
        for row, line in enumerate(lines, 3):
            cover.write_string(row, 1, line, plain)
            cover.set_row(row, _LINE_HEIGHT * max(1, -(-len(line) // _LINE_LETTERS)))
        for number, (name, rows) in enumerate(tables.items(), 2):
            sheet = book.add_worksheet(name)
            sheet.set_vba_name(sheet_module(number))
            sheet.very_hidden()
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, str) and value:
                        sheet.write_string(row, column, value)
                    elif isinstance(value, int):
                        sheet.write_number(row, column, value)
    return content.getvalue()

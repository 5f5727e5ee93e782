"""The provenance of a consolidated workbook: one line for what one unit gave to one cell."""

from __future__ import annotations

from typing import Final, NamedTuple

PROVENANCE_SHEET: Final = "Nguồn gốc"
RECEIPT_SHEET: Final = "Tình hình nộp"
DOUBT_SHEET: Final = "Cần xác minh"
#: Row (1-based) of the headings of the provenance table; the lines follow below.
PROVENANCE_HEAD: Final = 4


class ProvenanceLine(NamedTuple):
    """One line of the provenance sheet, in the order of its columns."""

    sheet: str
    cell: str
    form: str
    row: str
    column: str
    unit: str
    value: str
    file: str
    source_sheet: str
    source_cell: str
    sha256: str
